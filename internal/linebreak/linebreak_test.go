package linebreak_test

import (
	"encoding/binary"
	"math"
	"testing"

	"quire/internal/dimen"
	. "quire/internal/linebreak"
)

func TestNothing(t *testing.T) {
	if r := Break(nil, Measure{}, Defaults()); len(r.Lines) != 0 {
		t.Errorf("got %d lines of nothing", len(r.Lines))
	}
	if v := Variants(nil, Measure{}, Defaults(), -1, 1); len(v) != 1 || len(v[0].Lines) != 0 {
		t.Errorf("got %v", v)
	}
	if r := Break([]Item{{Kind: Glue, Width: dimen.PT}}, Measure{Rest: dimen.IN}, Defaults()); len(r.Lines) != 1 {
		t.Errorf("got %d lines of a space", len(r.Lines))
	}
}

// Two forced breaks in a row leave an empty line between them.
func TestForcedBreaks(t *testing.T) {
	word, end := Item{Kind: Box, Width: 20 * dimen.PT}, Item{Kind: Penalty, Penalty: -Inf}
	fil := Item{Kind: Glue, Fil: dimen.PT}
	space := Item{Kind: Glue, Width: 3 * dimen.PT}
	r := Break([]Item{word, fil, end, space, end, word, fil, end}, Measure{Rest: 100 * dimen.PT}, Defaults())
	var got [][2]int
	for _, l := range r.Lines {
		got = append(got, [2]int{l.Start, l.Break})
	}
	if len(got) != 3 || got[0] != [2]int{0, 2} || got[1] != [2]int{4, 4} || got[2] != [2]int{5, 7} {
		t.Errorf("got lines %v", got)
	}
}

// What hangs out is looked for within the line only: a line with nothing but a strut has no box at its edges.
func TestEmptyLineDoesNotProtrude(t *testing.T) {
	items := []Item{
		{Kind: Box},
		{Kind: Penalty, Penalty: -Inf + 1},
		{Kind: Box, Width: 20 * dimen.PT, Left: dimen.PT, Right: dimen.PT},
		{Kind: Penalty, Penalty: -Inf + 1},
		{Kind: Box},
	}
	p := Defaults()
	p.RightSkip.Fil = dimen.PT
	r := Break(items, Measure{Rest: 50 * dimen.PT}, p)
	if len(r.Lines) != 3 {
		t.Fatalf("got %d lines", len(r.Lines))
	}
	for i, want := range []dimen.Length{0, 18 * dimen.PT, 0} {
		if got := r.Lines[i].Natural; got != want {
			t.Errorf("line %d is %v wide, want %v", i, got, want)
		}
	}
}

// Centred text leaves what remains of the measure to the skips alone.
func TestCentred(t *testing.T) {
	word := Item{Kind: Box, Width: 20 * dimen.PT}
	p := Defaults()
	p.LeftSkip.Stretch, p.RightSkip.Stretch = 30*dimen.PT, 30*dimen.PT
	items := []Item{word, {Kind: Glue, Width: 5 * dimen.PT}, word, {Kind: Penalty, Penalty: -Inf}}
	r := Break(items, Measure{Rest: 100 * dimen.PT}, p)
	if l := r.Lines[0]; l.Natural != 45*dimen.PT || l.Spaced != 55*dimen.PT || l.Stretch != 60*dimen.PT {
		t.Errorf("%v wide, %v to be shared by a stretch of %v", l.Natural, l.Spaced, l.Stretch)
	}
}

// The badness of a line is TeX's: 100 where the glue is stretched by all its stretch, 12 at half of it (§108).
func TestBadness(t *testing.T) {
	for _, c := range []struct{ excess, stretch, want int }{{0, 10, 0}, {10, 10, 100}, {5, 10, 12}, {20, 10, 800}, {43, 10, 7944}, {50, 10, Inf}, {1, 0, Inf}} {
		items := []Item{
			{Kind: Box, Width: 100 * dimen.PT},
			{Kind: Glue, Width: dimen.PT, Stretch: dimen.Length(c.stretch) * dimen.PT},
			{Kind: Box},
			{Kind: Penalty, Penalty: -Inf},
		}
		r := Break(items, Measure{Rest: dimen.Length(101+c.excess) * dimen.PT}, Defaults())
		if got := r.Lines[0].Badness; got != c.want {
			t.Errorf("%d stretched by %d: badness %d, want %d", c.stretch, c.excess, got, c.want)
		}
	}
}

// Whatever the items, there is a result whose lines cover them, at any parameters.
func FuzzBreak(f *testing.F) {
	f.Add([]byte("a seed that is long enough to be a few items of all the kinds there are, to begin from"), int64(200), 1)
	f.Add([]byte{0, 255, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}, int64(math.MinInt64), -3)
	f.Fuzz(func(t *testing.T, data []byte, width int64, loose int) {
		var items []Item
		next := func() (v dimen.Length) {
			if len(data) == 0 {
				return 0
			}
			switch data[0] % 4 {
			case 0:
				var b [8]byte
				copy(b[:], data)
				v = dimen.Length(binary.LittleEndian.Uint64(b[:]))
				data = data[min(9, len(data)):]
			case 1:
				v = dimen.Length(int8(data[0])) * dimen.PT / 4
				data = data[1:]
			default:
				v = dimen.Length(data[0]) * dimen.PT / 8
				data = data[1:]
			}
			return v
		}
		for len(data) > 1 && len(items) < 300 {
			k := data[0]
			data = data[1:]
			it := Item{Kind: Kind(k % 5), Auto: k&8 > 0, Flagged: k&16 > 0, Width: next()}
			switch it.Kind {
			case Box:
				if k&32 > 0 {
					it.Expand, it.Contract, it.Left, it.Right = next(), next(), next(), next()
				}
			case Glue:
				it.Stretch, it.Shrink = next(), next()
				if k&64 > 0 {
					it.Fil = next()
				}
			case Penalty:
				it.Penalty = int32(next())
			case Discretionary:
				it.Pre, it.Post, it.Left, it.Right, it.Penalty = next(), next(), next(), next(), int32(next())
			}
			items = append(items, it)
		}
		p := Defaults()
		p.Looseness = loose
		p.EmergencyStretch, p.EmergencyTolerance = next(), int(next())
		p.RightSkip.Stretch, p.LeftSkip.Shrink = next(), next()
		p.MaxHyphenLadder, p.HyphenPenalty, p.LinePenalty = int(next()), int(next()), int(next())
		p.AdjDemerits, p.RuntDemerits = int64(next()), int64(next())
		m := Measure{Lines: []dimen.Length{next()}, Rest: dimen.Length(width)}
		for _, r := range append(Variants(items, m, p, -2, 2), Break(items, m, p)) {
			at := 0
			for n, l := range r.Lines {
				if l.Start < at || l.Break < l.Start || l.Break > len(items) {
					t.Fatalf("line %d from %d to %d after %d", n, l.Start, l.Break, at)
				}
				for _, it := range items[at:l.Start] {
					if it.Kind == Box || it.Kind == Discretionary {
						t.Fatalf("line %d leaves out %+v", n, it)
					}
				}
				if x := l.Expansion(); x < -65536 || x > 65536 {
					t.Fatalf("line %d is scaled by %d of 65536", n, x)
				}
				at = min(l.Break+1, len(items))
			}
			for _, it := range items[at:] {
				if it.Kind == Box || it.Kind == Discretionary {
					t.Fatalf("%+v comes after the last line", it)
				}
			}
		}
	})
}
