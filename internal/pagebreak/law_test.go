package pagebreak_test

import (
	"fmt"
	"math/rand"
	"reflect"
	"testing"

	"quire/internal/dimen"
	. "quire/internal/pagebreak"
)

// galley makes a small random flow with everything that affects page breaks. A page is only a few units high.
func galley(r *rand.Rand) ([]Item, []Note, []Float, Pages, Params) {
	pick := func(of ...int) int { return of[r.Intn(len(of))] }
	p := Defaults(2)
	p.Grid = dimen.Length(pick(0, 2, 2, 3))
	p.MaxShort = pick(0, 1, 2, 3)
	p.MinLast = pick(0, 2, 3)
	p.NoteSeparator, p.NoteGap = dimen.Length(pick(0, 1, 2)), dimen.Length(pick(0, 0, 1))
	if r.Intn(4) == 0 {
		// No demerit outweighs another.
		for _, d := range []*int64{&p.Overfull, &p.Forbidden, &p.Displaced, &p.Stranded, &p.Widow, &p.Split, &p.Late, &p.LastShort, &p.Uneven, &p.Short, &p.HyphenRecto, &p.Hyphen} {
			*d = int64(r.Intn(50))
		}
	}
	h := dimen.Length(pick(8, 10, 12, 13))
	pages := Pages{First: h, Recto: h, Verso: h, OnVerso: r.Intn(2) == 0}
	if r.Intn(3) == 0 {
		pages.First -= dimen.Length(r.Intn(5))
	}
	if r.Intn(5) == 0 {
		pages.Verso -= dimen.Length(r.Intn(3))
	}
	var items []Item
	var notes []Note
	var floats []Float
	withFloats := r.Intn(3) == 0
	float := func() int32 {
		if !withFloats || r.Intn(4) > 0 || len(floats) > 2 {
			return 0
		}
		f := Float{Height: dimen.Length(1 + r.Intn(6)), Gap: dimen.Length(r.Intn(3)), Bottom: r.Intn(2) == 0}
		f.ClearTop, f.ClearBottom = r.Intn(8) == 0, r.Intn(8) == 0
		if r.Intn(8) == 0 {
			f.Height = dimen.Length(9 + r.Intn(8))
		}
		floats = append(floats, f)
		return 1
	}
	withNotes := r.Intn(2) == 0
	call := func() int32 {
		if !withNotes || r.Intn(4) > 0 || len(notes) > 3 {
			return 0
		}
		n := Note{Orphans: int32(pick(0, 1, 2)), Widows: int32(pick(0, 1, 2))}
		for range pick(1, 1, 2, 3, 0) {
			n.Lines = append(n.Lines, dimen.Length(pick(1, 1, 2)))
		}
		if r.Intn(40) == 0 {
			n.Lines = append(n.Lines, 20)
		}
		notes = append(notes, n)
		return 1
	}
	if withNotes && r.Intn(4) == 0 {
		p.NoteMax = dimen.Length(1 + r.Intn(7))
	}
	for range 2 + r.Intn(5) {
		switch k := r.Intn(10); {
		case k < 5:
			it := Item{Kind: Paragraph, Grid: r.Intn(4) > 0, Orphans: int32(pick(1, 2, 2, 3)), Widows: int32(pick(0, 1, 2, 2))}
			if r.Intn(6) == 0 {
				it.Penalty = int32(pick(Inf, Avoid, 30, -30))
			}
			n := 1 + r.Intn(5)
			var lines []Line
			for range n {
				l := Line{Height: 2, Calls: call(), Floats: float(), Hyphen: r.Intn(3) == 0}
				if r.Intn(8) == 0 {
					l.Penalty = int32(pick(Inf, Avoid, 20, -20, -Inf))
					if l.Penalty == -Inf {
						l.Penalty = 0
					}
				}
				lines = append(lines, l)
			}
			it.Variants = []Variant{{Lines: lines}}
			for _, more := range []int{1, -1} {
				if m := n + more; m > 0 && r.Intn(2) == 0 {
					other := make([]Line, m)
					copy(other, lines)
					for l := range other {
						other[l].Height, other[l].Hyphen = 2, r.Intn(3) == 0
					}
					if more < 0 {
						other[m-1].Calls += lines[n-1].Calls
						other[m-1].Floats += lines[n-1].Floats
					}
					it.Variants = append(it.Variants, Variant{Lines: other, Demerits: int64(r.Intn(40))})
				}
			}
			if r.Intn(6) == 0 {
				for v := range it.Variants {
					it.Variants[v].OnePerPage = true
					for l := range it.Variants[v].Lines {
						it.Variants[v].Lines[l].Height = dimen.Length(2 + r.Intn(9))
					}
				}
			}
			if r.Intn(8) == 0 {
				it.Above, it.Below = dimen.Length(r.Intn(3)), dimen.Length(r.Intn(3))
			}
			if withFloats && r.Intn(6) == 0 {
				it.After = int32(1 + r.Intn(2))
			}
			items = append(items, it)
		case k < 7:
			it := Item{Kind: Box, Height: dimen.Length(1 + r.Intn(6)), Grid: r.Intn(2) == 0, Calls: call(), Floats: float()}
			if r.Intn(3) == 0 {
				it.Repeat = dimen.Length(r.Intn(3))
			}
			if withFloats && r.Intn(3) == 0 {
				it.After = int32(1 + r.Intn(3))
			}
			if r.Intn(20) == 0 {
				it.Height = 20
			}
			items = append(items, it)
			if r.Intn(2) == 0 {
				items = append(items, Item{Kind: Penalty, Penalty: int32(pick(Avoid, Avoid, Inf, 40, -40))})
			}
		case k < 9:
			items = append(items, Item{Kind: Glue, Height: dimen.Length(pick(1, 2, 3, -1))})
		default:
			items = append(items, Item{Kind: Penalty, Penalty: -Inf, Side: Side(r.Intn(3))})
		}
	}
	if withNotes && r.Intn(10) == 0 {
		notes = append(notes, Note{Lines: []dimen.Length{1, 2}})
	}
	if withFloats && r.Intn(10) == 0 {
		floats = append(floats, Float{Height: 2})
	}
	return items, notes, floats, pages, p
}

// TestBruteForce checks the law of the package: no pages have fewer demerits than those of Break, and these have the demerits and
// the content that the result says.
func TestBruteForce(t *testing.T) {
	n := 9000
	if testing.Short() {
		n = 1000
	}
	seen := map[Fault]int{}
	alone, together := 0, 0 // pages of floats without text, and such with several
	for seed := range n {
		r := rand.New(rand.NewSource(int64(seed)))
		items, notes, floats, pages, p := galley(r)
		res := Break(items, notes, floats, pages, p)
		if err := law(items, notes, floats, pages, p, res); err != nil {
			t.Fatalf("seed %d: %v\n%+v\nnotes %v, floats %v\n%+v %+v\n%+v", seed, err, items, notes, floats, pages, p, res)
		}
		if want := newScorer(items, notes, floats, pages, p).search(); res.Demerits != want {
			t.Fatalf("seed %d: demerits %d, by brute force %d\n%+v\nnotes %v, floats %v\n%+v %+v\n%+v", seed, res.Demerits, want, items, notes, floats, pages, p, res)
		}
		for f := Split; f <= Overfull; f <<= 1 {
			if res.Faults&f != 0 {
				seen[f]++
			}
		}
		if res.Faults == 0 {
			seen[0]++
		}
		for _, pg := range res.Pages {
			if n := pg.FloatEnd - pg.Float; n > 0 && len(pg.Parts) == 0 {
				alone++
			} else if n > 1 {
				together++
			}
		}
		if again := Break(items, notes, floats, pages, p); !reflect.DeepEqual(res, again) {
			t.Fatalf("seed %d: not the same twice", seed)
		}
	}
	if alone < n/100 || together < n/100 {
		t.Errorf("only %d pages have floats alone, and %d several", alone, together)
	}
	for _, f := range []Fault{0, Split, Widow, Stranded, Displaced, Forbidden, Overfull} {
		if seen[f] < n/200 {
			t.Errorf("only %d of the galleys have the fault %d", seen[f], f)
		}
	}
}

// law checks that each page of a result is one that the scorer makes up too, that each begins where the one before ends, and that
// their demerits are right.
func law(items []Item, notes []Note, floats []Float, pages Pages, p Params, res Result) error {
	s := newScorer(items, notes, floats, pages, p)
	at, placed, floated, verso, facing, total := spot{item: s.gap(0).next}, 0, 0, pages.OnVerso, -1, int64(0)
	faults := Fault(0)
	blank := false
	for i, pg := range res.Pages {
		if pg.Blank {
			if !blank {
				return fmt.Errorf("page %d is blank for nothing", i)
			}
			blank = false
			continue
		}
		if pg.Verso != verso || blank {
			return fmt.Errorf("page %d is on the wrong side", i)
		}
		to := placed
		for _, n := range pg.Notes {
			for l := n.From; l < n.To; l++ {
				if to == len(s.lines) || s.lines[to] != (noteLine{n.Note, l}) {
					return fmt.Errorf("page %d: notes out of order", i)
				}
				to++
			}
		}
		found := false
		for _, c := range s.page(at, placed, floated, s.height(i == 0, verso)) {
			cost, nv, nf, bl := s.judge(c, verso, facing)
			if c.placed == to && pg.Float == floated && c.floats == pg.FloatEnd && samePlaces(c.parts, pg.Parts) && cost == pg.Demerits && c.fault == pg.Faults && max(0, c.short) == pg.Short {
				if c.text != pg.Depth || s.feet(placed, to) != pg.NoteDepth {
					return fmt.Errorf("page %d has not the depth %d and %d", i, pg.Depth, pg.NoteDepth)
				}
				top, bottom, _ := s.piles(floated, c.floats, len(c.parts) > 0)
				if top != pg.Top || bottom != pg.Bottom {
					return fmt.Errorf("page %d has not floats %d and %d high", i, pg.Top, pg.Bottom)
				}
				if over := max(0, top+bottom+c.text+s.feet(placed, to)-s.height(i == 0, verso)); over != pg.Over || over > 0 && c.fault&Overfull == 0 {
					return fmt.Errorf("page %d is overfull by %d, not %d", i, over, pg.Over)
				}
				at, verso, facing, blank, found = c.next, nv, nf, bl, true
				break
			}
		}
		if !found {
			return fmt.Errorf("page %d is none that can be made up", i)
		}
		placed, floated = to, pg.FloatEnd
		total += pg.Demerits
		faults |= pg.Faults
	}
	if at.item != len(items) || placed != len(s.lines) || floated != len(s.float) {
		return fmt.Errorf("not everything is set")
	}
	if total != res.Demerits || faults != res.Faults {
		return fmt.Errorf("the pages have %d demerits and faults %b, the result %d and %b", total, faults, res.Demerits, res.Faults)
	}
	return nil
}

func samePlaces(a, b []Part) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
