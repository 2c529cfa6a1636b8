package pagebreak_test

import (
	"math/rand/v2"
	"testing"

	"quire/internal/dimen"
	"quire/internal/pagebreak"
)

// randomColumns makes columns of paragraphs and boxes, with notes, heads and forced breaks.
func randomColumns(r *rand.Rand) *pagebreak.Columns {
	c := &pagebreak.Columns{
		Count: 1 + r.IntN(4), Row: dimen.PT * 10, Grid: dimen.PT * 10, Fill: pagebreak.Filling(r.IntN(3)),
		NoteSeparator: dimen.PT * 4, NoteGap: dimen.PT,
	}
	for range r.IntN(12) {
		it := pagebreak.ColumnItem{
			Margin: dimen.Length(r.IntN(20)) * dimen.PT, Above: dimen.Length(r.IntN(3)) * dimen.PT,
			Orphans: 1 + r.IntN(3), Widows: 1 + r.IntN(3), OnRow: r.IntN(4) > 0, Whole: r.IntN(8) == 0, Avoid: r.IntN(6) == 0,
		}
		if r.IntN(10) == 0 {
			it.Force = pagebreak.Forcing(1 + r.IntN(2))
		}
		if r.IntN(6) == 0 {
			it.Head = []pagebreak.HeadRow{{Height: dimen.PT * 10}}
		}
		for range 1 + r.IntN(9) {
			it.Lines = append(it.Lines, dimen.PT*dimen.Length(5+5*r.IntN(4)))
			calls := int32(r.IntN(8) / 7)
			it.Calls = append(it.Calls, calls)
			for range calls {
				c.Notes = append(c.Notes, pagebreak.Note{Lines: []dimen.Length{dimen.PT * 8, dimen.PT * 8}})
			}
		}
		c.Items = append(c.Items, it)
	}
	return c
}

// Each way to divide columns has each line once, in order, and a fragment is as high as what stands in it.
func TestColumnsHaveEachLineOnce(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7))
		c := randomColumns(r)
		b := pagebreak.NewColumns(c)
		room := dimen.PT * dimen.Length(40+10*r.IntN(20))
		ways := append(b.Divide(room, room), b.DivideFrom(room/2, room)...)
		ways = append(ways, pagebreak.Division{Fragments: b.Whole()})
		for _, w := range ways {
			at := pagebreak.Spot{}
			for _, fr := range w.Fragments {
				if fr.From != at {
					t.Fatalf("seed %d: a fragment begins at %v, the one before ends at %v", seed, fr.From, at)
				}
				for _, p := range b.Place(fr) {
					if p.Head > 0 {
						continue
					}
					if p.Item != at.Item || p.From != at.Line || p.To <= p.From {
						t.Fatalf("seed %d: lines %d to %d of item %d stand where those from %v on should", seed, p.From, p.To, p.Item, at)
					}
					if p.Bottom > fr.Height {
						t.Errorf("seed %d: item %d ends at %v in a fragment of %v", seed, p.Item, p.Bottom, fr.Height)
					}
					if at.Line = p.To; at.Line == len(c.Items[p.Item].Lines) {
						at = pagebreak.Spot{Item: p.Item + 1}
					}
				}
				if fr.End != at {
					t.Fatalf("seed %d: a fragment ends at %v but its text at %v", seed, fr.End, at)
				}
			}
			if at.Item != len(c.Items) {
				t.Fatalf("seed %d: text from %v on is lost", seed, at)
			}
		}
	}
}

// Columns that balance are as low as they can be: with a row less their text does not stand in them.
func TestColumnsBalance(t *testing.T) {
	it := pagebreak.ColumnItem{Orphans: 1, Widows: 1, OnRow: true}
	for range 10 {
		it.Lines = append(it.Lines, 10)
	}
	b := pagebreak.NewColumns(&pagebreak.Columns{Count: 3, Row: 10, Grid: 10, Items: []pagebreak.ColumnItem{it}})
	if got := b.Whole(); len(got) != 1 || got[0].Rows != 4 {
		t.Errorf("ten lines in three columns: %+v, want one fragment of four rows", got)
	}
}
