package linebreak_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"quire/internal/dimen"
	. "quire/internal/linebreak"
)

// paragraph makes a random short paragraph with something of everything.
func paragraph(r *rand.Rand) ([]Item, Measure, Params) {
	u := func(n int) dimen.Length { return dimen.Length(r.IntN(n)) * dimen.PT / 4 }
	chance := func(n int) bool { return r.IntN(n) == 0 }
	micro := chance(2)
	hanging := chance(2)
	ragged := chance(5)
	hyphens := chance(4) // a paragraph of long words in narrow lines, for ladders
	var items []Item
	box := func() {
		w := u(120)
		if chance(15) {
			w = 0
		}
		it := Item{Kind: Box, Width: w}
		if micro {
			it.Expand, it.Contract = w/50, w/40
		}
		if hanging && chance(2) {
			it.Left, it.Right = u(8)-dimen.PT/4, u(8)
		}
		items = append(items, it)
	}
	words := 2 + r.IntN(7)
	if hyphens {
		words = 2 + r.IntN(2)
	}
	for n := words; n > 0; n-- {
		box()
		for more := 0; chance(3) || hyphens && more < 3; more++ {
			k := r.IntN(6)
			if hyphens {
				k = 5
			}
			switch k {
			case 0:
				items = append(items, Item{Kind: Penalty, Penalty: int32(r.IntN(200) - 60), Flagged: chance(2), Auto: chance(2), Emergency: chance(3)})
			case 1:
				items = append(items, Item{Kind: Discretionary, Auto: chance(2), Width: u(8), Pre: u(12), Post: u(12), Left: u(4), Right: u(4)})
			default:
				items = append(items, Item{Kind: Discretionary, Auto: !chance(4), Emergency: chance(5), Pre: u(12), Right: u(6), Penalty: int32(r.IntN(40))})
			}
			box()
		}
		switch r.IntN(24) {
		case 0:
			items = append(items, Item{Kind: Penalty, Penalty: -Inf})
		case 1:
			items = append(items, Item{Kind: Penalty, Penalty: Inf}, Item{Kind: Glue, Width: 10 * dimen.PT})
		case 2:
			items = append(items, Item{Kind: Glue, Width: u(20)}, Item{Kind: Penalty, Penalty: int32(r.IntN(100)), Width: u(8)}, Item{Kind: Glue, Width: u(4), Fil: u(2)})
		default:
			g := Item{Kind: Glue, Width: dimen.PT * 4, Stretch: 2*dimen.PT + u(8), Shrink: dimen.PT + u(4)}
			if ragged {
				g.Stretch, g.Shrink = 0, 0
			}
			items = append(items, g)
		}
	}
	if !chance(10) {
		fill := ParFill()
		items = append(items, fill[:]...)
	}
	m := Measure{Rest: dimen.PT*40 + u(240)}
	for chance(3) {
		m.Lines = append(m.Lines, dimen.PT*30+u(240))
	}
	p := Defaults()
	p.Pretolerance = r.IntN(300) - 50
	p.Tolerance = r.IntN(3000)
	if chance(2) {
		p.EmergencyStretch = u(80)
	}
	if chance(3) {
		p.EmergencyTolerance = r.IntN(Inf)
	}
	if chance(2) {
		p.MaxHyphenLadder = 1
		p.LadderDemerits = int64(r.IntN(100000))
	}
	if chance(2) {
		p.MinLastLine = u(80)
	}
	if chance(3) {
		p.HyphenZone = u(60)
	}
	if chance(3) {
		p.Looseness = r.IntN(5) - 2
	}
	if chance(8) {
		p.HyphenPenalty = Inf
	}
	if hyphens {
		m = Measure{Rest: 20*dimen.PT + u(60)}
		p.HyphenPenalty, p.MaxHyphenLadder = r.IntN(50), 1+r.IntN(3)
		p.DoubleHyphenDemerits, p.LadderDemerits = 0, int64(r.IntN(1e9))
		p.RightSkip = Skip{Stretch: 10*dimen.PT + u(80)}
	}
	if ragged {
		p.RightSkip = Skip{Stretch: u(160)}
		if chance(2) {
			p.LeftSkip = p.RightSkip
		}
	} else if chance(6) {
		p.LeftSkip = Skip{Width: u(40)}
		p.RightSkip = Skip{Width: u(40), Stretch: u(10), Shrink: u(10)}
	}
	return items, m, p
}

// The law: Break finds what going through all ways to break finds.
func TestBreakIsOptimal(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	n := 4000
	if testing.Short() {
		n = 500
	}
	seen := map[string]int{}
	for i := range n {
		items, m, p := paragraph(r)
		s := &scorer{items, m, p}
		pass, dem, lines, loose := s.search()
		got := Break(items, m, p)
		if got.Pass != pass || got.Demerits != dem || len(got.Lines) != lines || got.Looseness != loose {
			t.Fatalf("paragraph %d: got pass %d, %d demerits, %d lines, looseness %d; want %d, %d, %d, %d\n%+v\n%+v\n%+v",
				i, got.Pass, got.Demerits, len(got.Lines), got.Looseness, pass, dem, lines, loose, items, m, p)
		}
		if d, ok := s.score(got.Pass, breaks(got)); !ok || d != got.Demerits {
			t.Fatalf("paragraph %d: breaks %v score %d, %v, not %d", i, breaks(got), d, ok, got.Demerits)
		}
		checkLines(t, items, m, p, got)
		seen["pass "+string('0'+rune(pass))]++
		for _, l := range got.Lines {
			for name, is := range map[string]bool{
				"overfull": l.Overfull > 0, "underfull": l.Underfull > 0, "scaled": l.Scaled != 0, "protruding": l.Left != 0 || l.Right != 0,
				"ladder": l.Ladder > 1, "post": l.Post, "flagged": l.Flagged, "loose": loose != 0, "fil": l.Fil > 0 && l.Spaced > 0,
			} {
				if is {
					seen[name]++
				}
			}
		}
	}
	for _, name := range []string{
		"pass 0", "pass 1", "pass 2", "pass 3", "overfull", "underfull", "scaled", "protruding", "ladder", "post", "flagged", "loose", "fil",
	} {
		if seen[name] < n/100 {
			t.Errorf("only %d cases of “%s” in %d paragraphs: the law is not put to the test", seen[name], name, n)
		}
	}
}

// Variants finds the best for each number of lines.
func TestVariantsAreOptimal(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	others := 0
	for i := range 1000 {
		items, m, p := paragraph(r)
		p.Looseness = 0
		s := &scorer{items, m, p}
		natural := Break(items, m, p)
		want := map[int]int64{0: natural.Demerits}
		passes := []Pass{First, Second}
		if p.Pretolerance < 0 {
			passes = passes[1:]
		}
		for _, pass := range passes {
			if pass < natural.Pass {
				continue
			}
			for lines, dem := range s.byLines(pass) {
				loose := lines - len(natural.Lines)
				if _, ok := want[loose]; !ok && loose >= -1 && loose <= 2 {
					want[loose] = dem
					others++
				}
			}
		}
		got := Variants(items, m, p, -1, 2)
		for _, v := range got {
			if v.Looseness == 0 && !slices.Equal(v.Lines, natural.Lines) {
				t.Fatalf("paragraph %d: the natural variant %v is not what Break gives, %v", i, breaks(v), breaks(natural))
			}
			if len(v.Lines)-len(natural.Lines) != v.Looseness || want[v.Looseness] != v.Demerits {
				t.Fatalf("paragraph %d: looseness %d: got %d demerits, want %d", i, v.Looseness, v.Demerits, want[v.Looseness])
			}
			checkLines(t, items, m, p, v)
		}
		if len(got) != len(want) {
			t.Fatalf("paragraph %d: got %d variants, want %d", i, len(got), len(want))
		}
	}
	if others < 200 {
		t.Errorf("only %d variants other than the natural one", others)
	}
}

func breaks(r Result) []int {
	var b []int
	for _, l := range r.Lines {
		b = append(b, l.Break)
	}
	return b
}

// checkLines holds the lines against what is documented of them: they follow on each other, leaving out only what
// may be discarded, and what is scaled and spaced fills the measure.
func checkLines(t *testing.T, items []Item, m Measure, p Params, r Result) {
	t.Helper()
	at := 0
	for n, l := range r.Lines {
		if l.Start < at || l.Break < l.Start || l.Break > len(items) {
			t.Fatalf("line %d runs from %d to %d after %d", n, l.Start, l.Break, at)
		}
		for _, it := range items[at:l.Start] {
			if n == 0 || it.Kind == Box || it.Kind == Discretionary || it.Kind == Penalty && it.Penalty <= -Inf {
				t.Fatalf("line %d leaves out item %+v", n, it)
			}
		}
		at = l.Break
		if at < len(items) {
			at++
		}
		natural := p.LeftSkip.Width + p.RightSkip.Width - l.Left - l.Right
		for _, it := range items[l.Start:l.Break] {
			if it.Kind != Penalty {
				natural += it.Width
			}
		}
		if l.Post {
			natural += items[r.Lines[n-1].Break].Post
		}
		if l.Break < len(items) {
			switch it := items[l.Break]; it.Kind {
			case Penalty:
				natural += it.Width
			case Discretionary:
				natural += it.Pre
			}
		}
		if l.Natural != natural {
			t.Fatalf("line %d is %v wide, want %v: %+v", n, l.Natural, natural, l)
		}
		want := m.At(n) + l.Overfull
		if l.Spaced == 0 {
			want -= l.Underfull
		}
		if got := l.Natural + l.Scaled + l.Spaced; got != want {
			t.Fatalf("line %d is set %v wide, want %v: %+v", n, got, want, l)
		}
	}
	for _, it := range items[at:] {
		if it.Kind == Box || it.Kind == Discretionary {
			t.Fatalf("item %+v comes after the last line", it)
		}
	}
}
