package layout

import (
	"fmt"
	"math/rand"
	"testing"

	"quire/internal/dimen"
)

// brute scores every way to break a flow in pages and every choice of ways for its paragraphs, in a form of its own: a
// recursion over pages that knows nothing of partial pages, states or pruning.
type brute struct {
	fits   []fit
	grid   dimen.Length
	height func(first, odd bool) dimen.Length
	known  map[[4]int]int64 // answers already given; without them the number of pages is the exponent
}

// from gives the least demerits of all that follows a page break before line `line` of leaf `leaf`, which is broken in
// the given way if the page begins within it.
func (b *brute) from(leaf, line, way int, first, odd bool, before int) int64 {
	key := [4]int{leaf, line, way, before*2 + map[bool]int{true: 1}[odd]}
	if c, ok := b.known[key]; ok {
		return c
	}
	best := int64(1) << 60
	h := b.height(first, odd)
	n := len(b.fits)
	finish := func(y dimen.Length, cost int64, leaf, line, way int) {
		short := 0
		if leaf < n && y < h {
			short = int((h - y) / b.grid)
		}
		if leaf < n {
			cost += int64(short*short) * demShort
			if odd && !first {
				cost += int64(max(short-before, before-short)) * demUneven
			}
		} else if !first && int(y/b.grid) < lastLines {
			cost += demLastShort
		}
		if leaf < n {
			next := 0
			if !odd {
				next = short
			}
			cost += b.from(leaf, line, way, false, !odd, next)
		}
		best = min(best, cost)
	}
	var fill func(k, line, way int, y dimen.Length, cost int64, empty bool)
	fill = func(k, line, way int, y dimen.Length, cost int64, empty bool) {
		if k == n {
			finish(y, cost, n, 0, 0)
			return
		}
		f := b.fits[k]
		if !empty {
			c := cost
			if f.avoid {
				c += demStranded
			}
			finish(y, c, k, 0, 0)
		}
		ways := []int{}
		if line > 0 {
			ways = append(ways, way)
		} else {
			for w := range f.lines {
				ways = append(ways, w)
			}
			y += f.inner
			if !empty || first {
				y += f.margin
			} else {
				y += f.head
			}
		}
		if f.grid {
			for y%b.grid != 0 {
				y++
			}
		}
		for _, w := range ways {
			c := cost
			if line == 0 {
				c += f.costs[w]
			}
			at := y
			for l := line; l < f.lines[w]; l++ {
				tooHigh := at+f.height > h
				if tooHigh && !(empty && l == line) {
					break
				}
				at += f.height
				over := int64(0)
				if tooHigh {
					over = demOverfull
				}
				if l+1 == f.lines[w] {
					fill(k+1, 0, 0, at+f.below, c+over, false)
					break
				}
				d := c + over
				if !tooHigh {
					d += int64(max(0, f.orphans-l-1))*demWidow + int64(max(0, f.widows-(f.lines[w]-l-1)))*demWidow
					if f.whole {
						d += demInside
					}
					if f.hyphen(w, l) {
						times := int64(1)
						if f.strict {
							times = demStrict
						}
						if odd {
							d += demHyphenOdd * times
						} else {
							d += demHyphen * times
						}
					}
				}
				finish(at, d, k, l+1, w)
				if tooHigh {
					break
				}
			}
		}
	}
	fill(leaf, line, way, 0, 0, true)
	b.known[key] = best
	return best
}

// randomFlow makes a small flow with everything that bears on page breaks.
func randomFlow(r *rand.Rand) ([]fit, func(first, odd bool) dimen.Length) {
	var fits []fit
	const unit = 4
	n := 1 + r.Intn(6)
	for range n {
		f := fit{grid: r.Intn(4) > 0, height: unit, orphans: 1 + r.Intn(2), widows: 1 + r.Intn(2), lines: []int{1 + r.Intn(5)}, costs: []int64{0}}
		if r.Intn(3) == 0 {
			f.margin = dimen.Length(r.Intn(9))
		}
		if r.Intn(6) == 0 {
			f.inner, f.below = dimen.Length(r.Intn(3)), dimen.Length(r.Intn(3))
		}
		if r.Intn(8) == 0 {
			f.height = dimen.Length(3 + r.Intn(4))
		}
		if f.lines[0] > 2 && r.Intn(2) == 0 {
			f.lines, f.costs = append(f.lines, f.lines[0]+1), append(f.costs, int64(10+r.Intn(60)))
			if r.Intn(2) == 0 {
				f.lines, f.costs = append(f.lines, f.lines[0]-1), append(f.costs, int64(10+r.Intn(60)))
			}
		}
		if f.avoid = len(fits) > 0 && r.Intn(5) == 0; f.avoid {
			f.head = dimen.Length(r.Intn(2) * unit)
		}
		f.whole, f.strict = r.Intn(8) == 0, r.Intn(2) == 0
		flags := r.Uint32()
		f.hyphen = func(w, line int) bool { return flags>>(uint(w*8+line)%32)&3 == 0 }
		fits = append(fits, f)
	}
	a, b := dimen.Length(3+r.Intn(6))*unit, dimen.Length(3+r.Intn(6))*unit
	return fits, func(first, odd bool) dimen.Length {
		if first {
			return a
		}
		return b
	}
}

// What paginate finds has the least demerits of all, by a scorer that was written apart from it.
func TestPagesEqualBruteForce(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	for i := range 4000 {
		fits, height := randomFlow(r)
		odd := r.Intn(2) == 0
		g := &pager{fits: fits, grid: 4, height: height, limit: 1 << 30}
		breaks := g.best(odd)
		want := (&brute{fits, 4, height, map[[4]int]int64{}}).from(0, 0, 0, true, odd, 0)
		end := g.states[0]
		for _, k := range g.byLeaf[len(fits)] {
			if end.leaf == 0 || g.states[k].cost < end.cost {
				end = g.states[k]
			}
		}
		if end.cost != want {
			t.Fatalf("flow %d: demerits %d, least are %d; breaks %v\n%s", i, end.cost, want, breaks, describe(fits))
		}
		check(t, i, fits, breaks)
	}
}

// check holds breaks to the promise that every line of every leaf stands on one page.
func check(t *testing.T, i int, fits []fit, breaks []brk) {
	t.Helper()
	leaf, line := 0, 0
	way := -1
	for _, b := range breaks {
		if b.leaf < leaf || b.leaf == leaf && b.line <= line && !(b.leaf == len(fits)) {
			t.Fatalf("flow %d: page ends at %d+%d after %d+%d", i, b.leaf, b.line, leaf, line)
		}
		if want := b.leaf - leaf + min(b.line, 1); len(b.ways) != want {
			t.Fatalf("flow %d: %d ways for %d leaves", i, len(b.ways), want)
		}
		for k, w := range b.ways {
			if k == 0 && line > 0 && int(w) != way {
				t.Fatalf("flow %d: leaf %d changes its lines over a page break", i, leaf)
			}
			if int(w) >= len(fits[leaf+k].lines) {
				t.Fatalf("flow %d: no such way", i)
			}
			way = int(w)
		}
		leaf, line = b.leaf, b.line
	}
	if leaf != len(fits) || line != 0 {
		t.Fatalf("flow %d: pages end at %d+%d", i, leaf, line)
	}
}

func describe(fits []fit) (s string) {
	for _, f := range fits {
		f.hyphen = nil
		s += fmt.Sprintf("%+v\n", f)
	}
	return s
}

// Pages are found in time that grows with the text.
func BenchmarkPaginate(b *testing.B) {
	r := rand.New(rand.NewSource(1))
	for _, n := range []int{100, 1000} {
		var fits []fit
		for range n {
			l := 2 + r.Intn(12)
			fits = append(fits, fit{grid: true, height: 4, orphans: 2, widows: 2, lines: []int{l, l + 1}, costs: []int64{0, int64(demLoose + r.Intn(40))}})
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for range b.N {
				g := &pager{fits: fits, grid: 4, height: func(_, _ bool) dimen.Length { return 34 * 4 }, limit: shortLimit}
				g.best(true)
			}
		})
	}
}
