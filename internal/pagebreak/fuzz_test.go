package pagebreak_test

import (
	"math/rand"
	"testing"

	"quire/internal/dimen"
	. "quire/internal/pagebreak"
)

// FuzzBreak breaks galleys that are made of the input, with heights and demerits beyond all bounds too, and
// checks that everything is set once and in order.
func FuzzBreak(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
	for seed := range 20 {
		data := make([]byte, 20*seed)
		rand.New(rand.NewSource(int64(seed))).Read(data)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1000 {
			return
		}
		next := func() int64 {
			if len(data) == 0 {
				return 0
			}
			c := data[0]
			data = data[1:]
			if c >= 250 {
				return []int64{-1 << 63, 1<<63 - 1, -1, 1 << 40, -1 << 40, 1 << 31}[c-250]
			}
			return int64(c % 32)
		}
		p := Params{
			Leading: dimen.Length(next()), Grid: dimen.Length(next()), MaxShort: int(next()), MinLast: int(next()),
			NoteSeparator: dimen.Length(next()), NoteGap: dimen.Length(next()), Overfull: next(), Forbidden: next(),
			Displaced: next(), Stranded: next(), Widow: next(), Split: next(), LastShort: next(), Uneven: next(), Short: next(),
			HyphenRecto: next(), Hyphen: next(), Late: next(), NoteMax: dimen.Length(next()),
		}
		pages := Pages{dimen.Length(next()), dimen.Length(next()), dimen.Length(next()), next()%2 == 0}
		var items []Item
		var notes []Note
		var floats []Float
		for len(data) > 0 {
			it := Item{Kind: Kind(next() % 5), Grid: next()%2 == 0, Side: Side(next()), Penalty: int32(next()), Height: dimen.Length(next())}
			if it.Penalty > 16 {
				it.Penalty = -Inf
			}
			if next()%4 == 0 {
				it.Above, it.Below, it.Repeat = dimen.Length(next()), dimen.Length(next()), dimen.Length(next())
				it.Orphans, it.Widows, it.Calls, it.Floats = int32(next()), int32(next()), int32(next()), int32(next())
			}
			if it.Kind == Paragraph {
				for range next() % 4 {
					v := Variant{Demerits: next()}
					v.OnePerPage = v.Demerits%4 == 3
					for range next() % 8 {
						v.Lines = append(v.Lines, Line{dimen.Length(next()), int32(next()), int32(next() % 2), int32(next() % 2), next()%2 == 0})
					}
					it.Variants = append(it.Variants, v)
				}
			}
			items = append(items, it)
			if next()%8 == 7 {
				n := Note{Orphans: int32(next()), Widows: int32(next())}
				for range next() % 6 {
					n.Lines = append(n.Lines, dimen.Length(next()))
				}
				notes = append(notes, n)
			}
			if next()%8 == 6 {
				sides := next()
				floats = append(floats, Float{dimen.Length(next()), dimen.Length(next()), sides%2 == 0, sides%4 > 1, sides%8 > 3})
			}
		}
		whole(t, items, notes, floats, Break(items, notes, floats, pages, p))
	})
}

// whole checks that a result sets every line of the flow and of the notes once and in order.
func whole(t *testing.T, items []Item, notes []Note, floats []Float, res Result) {
	t.Helper()
	item, line, lines, variant := 0, 0, 0, 0
	note, noteLine, float := 0, 0, 0
	skip := func() {
		for ; line == 0 && item < len(items); item++ {
			it := &items[item]
			if it.Kind == Box || it.Kind == Paragraph && len(it.Variants) > 0 && len(it.Variants[0].Lines) > 0 {
				break
			}
		}
		for noteLine == 0 && note < len(notes) && len(notes[note].Lines) == 0 {
			note++
		}
	}
	for _, pg := range res.Pages {
		if pg.Blank != (len(pg.Parts) == 0 && len(pg.Notes) == 0 && pg.Float == pg.FloatEnd) {
			t.Fatalf("a page is blank: %v", pg.Blank)
		}
		if !pg.Blank {
			if pg.Float != float || pg.FloatEnd < float {
				t.Fatalf("floats from %d to %d where float %d should be", pg.Float, pg.FloatEnd, float)
			}
			float = pg.FloatEnd
		}
		for _, p := range pg.Parts {
			skip()
			if line > 0 && p.Variant != variant {
				t.Fatalf("item %d goes on in another variant", item)
			}
			variant = p.Variant
			if lines = 1; items[p.Item].Kind == Paragraph {
				lines = len(items[p.Item].Variants[variant].Lines)
			}
			if p.Item != item || p.From != line || p.To <= p.From || p.To > lines {
				t.Fatalf("part %+v where line %d of item %d should be", p, line, item)
			}
			if line = p.To; line == lines {
				item, line = item+1, 0
			}
		}
		for _, n := range pg.Notes {
			skip()
			if n.Note != note || n.From != noteLine || n.To <= n.From || n.To > len(notes[note].Lines) {
				t.Fatalf("note %+v where line %d of note %d should be", n, noteLine, note)
			}
			if noteLine = n.To; noteLine == len(notes[note].Lines) {
				note, noteLine = note+1, 0
			}
		}
	}
	if skip(); item < len(items) || note < len(notes) || float < len(floats) {
		t.Fatalf("item %d, note %d and float %d are not set", item, note, float)
	}
}
