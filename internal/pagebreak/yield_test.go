package pagebreak_test

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/dimen"
	. "quire/internal/pagebreak"
)

// show gives a result as text: pages separated by strokes; on each the items with their lines, the notes after a bar, and the
// shortfall. A ' marks another variant than the first. An item of one line has no line numbers.
func show(items []Item, res Result) string {
	var out []string
	for _, pg := range res.Pages {
		var on []string
		if pg.Blank {
			on = append(on, "blank")
		}
		for _, p := range pg.Parts {
			s := fmt.Sprint(p.Item) + strings.Repeat("'", p.Variant)
			if p.To > 1 {
				s += fmt.Sprintf(":%d-%d", p.From+1, p.To)
			}
			on = append(on, s)
		}
		if len(pg.Notes) > 0 {
			on = append(on, "|")
		}
		for n := pg.Float; n < pg.FloatEnd; n++ {
			on = append(on, fmt.Sprintf("f%d", n))
		}
		for _, n := range pg.Notes {
			on = append(on, fmt.Sprintf("n%d:%d-%d", n.Note, n.From+1, n.To))
		}
		if pg.Short > 0 {
			on = append(on, fmt.Sprintf("(-%d)", pg.Short))
		}
		out = append(out, strings.Join(on, " "))
	}
	return strings.Join(out, " / ")
}

// lines makes lines of height 1.
func lines(n int) []Line {
	out := make([]Line, n)
	for i := range out {
		out[i].Height = 1
	}
	return out
}

// para makes a paragraph with a variant for each number of lines. The first is the best; each other has 12 demerits.
func para(counts ...int) Item {
	it := Item{Kind: Paragraph, Orphans: 2, Widows: 2}
	for i, n := range counts {
		it.Variants = append(it.Variants, Variant{Lines: lines(n), Demerits: int64(min(i, 1) * 12)})
	}
	return it
}

// with changes a line of a paragraph in all variants.
func with(it Item, line int, change func(*Line)) Item {
	for _, v := range it.Variants {
		change(&v.Lines[line-1])
	}
	return it
}

func calls(l *Line)  { l.Calls = 1 }
func hyphen(l *Line) { l.Hyphen = true }

func flow(parts ...any) (items []Item) {
	for _, p := range parts {
		switch p := p.(type) {
		case Item:
			items = append(items, p)
		case []Item:
			items = append(items, p...)
		}
	}
	return items
}

func note(n int) Note {
	note := Note{Orphans: 1, Widows: 1}
	for range n {
		note.Lines = append(note.Lines, 1)
	}
	return note
}

// TestYield shows for each demand that the next weaker one yields to it. Pages have ten lines of height 1; the flow
// begins on a recto, so that the second and the third page face each other.
func TestYield(t *testing.T) {
	glue := func(h dimen.Length) Item { return Item{Kind: Glue, Height: h} }
	box := func(h dimen.Length) Item { return Item{Kind: Box, Height: h} }
	forced := func(s Side) Item { return Item{Kind: Penalty, Penalty: -Inf, Side: s} }
	forbidden := Item{Kind: Penalty, Penalty: Inf}
	whole := func(it Item, p int32) Item { it.Penalty = p; return it }
	avoid := Item{Kind: Penalty, Penalty: Avoid}
	rows := func(n int) (items []Item) {
		for range n {
			items = append(items, box(1))
		}
		return items
	}
	costly := func(it Item, demerits int64) Item {
		it.Variants[1].Demerits = demerits
		return it
	}
	calling := func(it Item, notes, floats int32) Item {
		it.Calls, it.Floats = notes, floats
		return it
	}
	after := func(it Item, floats int32) Item {
		it.After = floats
		return it
	}
	cases := []struct {
		name   string
		items  []Item
		notes  []Note
		floats []Float
		change func(*Params)
		want   string
		faults Fault
	}{
		{
			name:   "what is higher than any page has one to itself",
			items:  flow(para(4), box(12), para(4)),
			want:   "0:1-4 (-6) / 1 / 2:1-4",
			faults: Overfull,
		},
		{
			name:  "a forced break leaves a page short",
			items: flow(para(4), forced(AnySide), para(4)),
			want:  "0:1-4 / 2:1-4",
		},
		{
			name:  "a forced break asks for a side",
			items: flow(para(4), forced(Recto), glue(2), para(4)),
			want:  "0:1-4 / blank / 3:1-4",
		},
		{
			name:   "a forced break is stronger than one that is forbidden",
			items:  flow(para(4), forbidden, forced(AnySide), para(4)),
			want:   "0:1-4 / 3:1-4",
			faults: 0,
		},
		{
			name:   "nothing runs over the foot, rather than that no page ends where it is forbidden",
			items:  flow(whole(para(12), Inf), para(4)),
			want:   "0:1-10 / 0:11-12 1:1-4",
			faults: Forbidden,
		},
		{
			name:   "a note begins where it is called, rather than that no page ends where it is forbidden",
			items:  flow(with(whole(para(10), Inf), 9, calls)),
			notes:  []Note{note(2)},
			want:   "0:1-8 (-2) / 0:9-10 | n0:1-2",
			faults: Forbidden,
		},
		{
			name:   "a note for which there is no room whatever begins on the next page",
			items:  flow(func() Item { b := box(10); b.Calls = 1; return b }(), para(3)),
			notes:  []Note{note(2)},
			want:   "0 / 1:1-3 | n0:1-2",
			faults: Displaced,
		},
		{
			name:   "no break where it is forbidden, rather than that no heading is left at a foot",
			items:  flow(box(4), avoid, box(4), forbidden, box(4)),
			want:   "0 (-6) / 2 4",
			faults: Stranded,
		},
		{
			name:   "no heading at a foot, rather than no widow",
			items:  flow(box(8), avoid, para(3)),
			want:   "0 2:1-2 / 2:3-3",
			faults: Widow,
		},
		{
			name:   "no widow, rather than that a note is whole",
			items:  flow(with(para(3), 1, calls)),
			notes:  []Note{note(8)},
			want:   "0:1-3 | n0:1-7 / | n0:8-8",
			faults: Split,
		},
		{
			name:  "a note is whole, rather than that the page is full",
			items: flow(box(2), with(para(2), 1, calls)),
			notes: []Note{note(7)},
			want:  "0 (-8) / 1:1-2 | n0:1-7",
		},
		{
			name:   "a page is not almost empty, rather than that a note is whole",
			items:  flow(box(1), with(para(2), 1, calls)),
			notes:  []Note{note(8)},
			want:   "0 1:1-2 | n0:1-7 / | n0:8-8",
			faults: Split,
		},
		{
			name:   "a divided note has two lines on either page, if it asks for them",
			items:  flow(with(para(2), 1, calls)),
			notes:  []Note{{Lines: note(9).Lines, Orphans: 2, Widows: 2}},
			want:   "0:1-2 | n0:1-7 (-1) / | n0:8-9",
			faults: Split,
		},
		{
			name:   "a note is whole, rather than that the last page has some lines",
			items:  flow(with(para(2), 1, calls), box(1)),
			notes:  []Note{note(8)},
			change: func(p *Params) { p.MinLast = 5 },
			want:   "0:1-2 | n0:1-8 / 1",
		},
		{
			name:   "a note is whole, rather than that a float stands on the page of its call",
			items:  flow(calling(box(6), 1, 1), box(7)),
			notes:  []Note{note(4)},
			floats: []Float{{Height: 3}},
			want:   "0 | n0:1-4 / 1 f0",
		},
		{
			name:   "a float stands on the page of its call, rather than that the last page has some lines",
			items:  flow(calling(box(8), 0, 1), box(3)),
			floats: []Float{{Height: 2, Bottom: true}},
			change: func(p *Params) { p.MinLast = 5 },
			want:   "0 f0 / 1",
		},
		{
			name:   "no float stands above the opening of the flow",
			items:  flow(calling(box(5), 0, 1), box(3), box(4)),
			floats: []Float{{Height: 2}},
			want:   "0 1 (-2) / 2 f0",
		},
		{
			name:   "what comes after a float waits for it",
			items:  flow(calling(box(5), 0, 1), para(3), after(box(2), 1), box(3)),
			floats: []Float{{Height: 2}},
			want:   "0 1:1-3 (-2) / 2 3 f0",
		},
		{
			name:   "floats keep their order, and one that clears others has a page without them",
			items:  flow(box(10), calling(box(4), 0, 3), box(8)),
			floats: []Float{{Height: 2}, {Height: 2, Bottom: true}, {Height: 2, ClearBottom: true}},
			want:   "0 / 1 f0 f1 (-2) / 2 f2",
		},
		{
			name:   "the last page has some lines, rather than that pages are full",
			items:  flow(rows(11)),
			change: func(p *Params) { p.MinLast = 2 },
			want:   "0 1 2 3 4 5 6 7 8 (-1) / 9 10",
		},
		{
			name:  "facing pages are of equal depth, rather than that one of them is full",
			items: flow(box(10), box(9), box(3), rows(12)),
			want:  "0 / 1 (-1) / 2 3 4 5 6 7 8 (-1) / 9 10 11 12 13 14",
		},
		{
			name:  "facing pages are of equal depth, rather than that none ends with a hyphen",
			items: flow(box(10), box(10), with(para(20), 10, hyphen)),
			want:  "0 / 1 / 2:1-10 / 2:11-20",
		},
		{
			name:  "a page is full, rather than that it does not end with a hyphen",
			items: flow(with(para(20), 10, hyphen)),
			want:  "0:1-10 / 0:11-20",
		},
		{
			name:  "no page ends with a hyphen, rather than that paragraphs are set as they are best",
			items: flow(para(4, 5), with(para(12), 6, hyphen)),
			want:  "0':1-5 1:1-5 / 1:6-12",
		},
		{
			name:  "where no leaf is turned, a hyphen is better than a paragraph that is badly set",
			items: flow(box(10), costly(para(4, 5), 30), with(para(12), 6, hyphen)),
			want:  "0 / 1:1-4 2:1-6 / 2:7-12",
		},
		{
			name:  "where the leaf is turned, it is not",
			items: flow(costly(para(4, 5), 30), with(para(12), 6, hyphen)),
			want:  "0':1-5 1:1-5 / 1:6-12",
		},
		{
			name:  "paragraphs are longer or shorter, rather than that pages are short",
			items: flow(para(3, 4), para(8)),
			want:  "0':1-4 1:1-6 / 1:7-8",
		},
	}
	for _, c := range cases {
		p := Defaults(1)
		p.MinLast = 0
		if c.change != nil {
			c.change(&p)
		}
		pages := Pages{First: 10, Recto: 10, Verso: 10}
		res := Break(c.items, c.notes, c.floats, pages, p)
		if err := law(c.items, c.notes, c.floats, pages, p, res); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := show(c.items, res); got != c.want || res.Faults != c.faults {
			t.Errorf("%s:\n got %s  faults %b\nwant %s  faults %b", c.name, got, res.Faults, c.want, c.faults)
		}
	}
}
