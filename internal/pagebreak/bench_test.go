package pagebreak_test

import (
	"math/rand"
	"testing"

	"quire/internal/dimen"
	. "quire/internal/pagebreak"
)

// book makes a flow of about the given number of lines: paragraphs of which a third can be set a line longer and a
// sixth a line shorter, headings, pictures, and, if asked for, a note for every sixteen lines.
func book(lines int, withNotes bool) (items []Item, notes []Note) {
	r := rand.New(rand.NewSource(1))
	const leading = 14 * dimen.PT
	set := func(n int, calls []int32) []Line {
		out := make([]Line, n)
		for i := range out {
			out[i] = Line{Height: leading, Hyphen: r.Intn(4) == 0}
		}
		for _, c := range calls {
			out[min(int(c), n-1)].Calls++
		}
		return out
	}
	for count, k := 0, 0; count < lines; k++ {
		switch {
		case k%40 == 39:
			items = append(items,
				Item{Kind: Glue, Height: leading},
				Item{Kind: Box, Height: leading, Grid: true},
				Item{Kind: Glue, Height: leading / 2},
				Item{Kind: Penalty, Penalty: Avoid})
			count += 3
		case k%90 == 60:
			h := dimen.Length(60+r.Intn(200)) * dimen.PT
			items = append(items, Item{Kind: Glue, Height: leading}, Item{Kind: Box, Height: h}, Item{Kind: Glue, Height: leading})
			count += int(h/leading) + 2
		}
		n := 1 + r.Intn(12)
		var calls []int32
		for i := range n {
			if withNotes && r.Intn(16) == 0 {
				calls = append(calls, int32(i))
				note := Note{Orphans: 1, Widows: 1}
				for range 1 + r.Intn(4) {
					note.Lines = append(note.Lines, 11*dimen.PT)
				}
				notes = append(notes, note)
			}
		}
		it := Item{Kind: Paragraph, Grid: true, Orphans: 2, Widows: 2, Variants: []Variant{{Lines: set(n, calls)}}}
		if r.Intn(3) == 0 {
			it.Variants = append(it.Variants, Variant{Lines: set(n+1, calls), Demerits: int64(12 + r.Intn(80))})
		}
		if n > 4 && r.Intn(6) == 0 {
			it.Variants = append(it.Variants, Variant{Lines: set(n-1, calls), Demerits: int64(12 + r.Intn(80))})
		}
		items = append(items, it)
		count += n
	}
	return items, notes
}

// BenchmarkBook breaks a book of 150,000 words in one flow, and as twenty chapters.
func BenchmarkBook(b *testing.B) {
	h := 34 * 14 * dimen.PT
	pages := Pages{First: h, Recto: h, Verso: h}
	for _, c := range []struct {
		name   string
		lines  int
		notes  bool
		repeat int
		whole  bool // there is something higher than a page that should be whole: a second pass is made
	}{
		{"one flow", 15000, false, 1, false},
		{"one flow with notes", 15000, true, 1, false},
		{"two passes", 15000, false, 1, true},
		{"two passes with notes", 15000, true, 1, true},
		{"ten times as long", 150000, false, 1, false},
		{"chapters", 750, false, 20, false},
		{"chapters with notes", 750, true, 20, false},
	} {
		b.Run(c.name, func(b *testing.B) {
			items, notes := book(c.lines, c.notes)
			if c.whole {
				items[len(items)/2] = Item{Kind: Paragraph, Penalty: Inf, Variants: []Variant{{Lines: make([]Line, 40)}}}
				for i := range 40 {
					items[len(items)/2].Variants[0].Lines[i].Height = 14 * dimen.PT
				}
			}
			p := Defaults(14 * dimen.PT)
			p.NoteSeparator = 14 * dimen.PT
			b.ReportAllocs()
			var res Result
			for b.Loop() {
				for range c.repeat {
					res = Break(items, notes, nil, pages, p)
				}
			}
			b.ReportMetric(float64(len(res.Pages)), "pages")
			b.ReportMetric(float64(res.Faults), "faults")
		})
	}
}
