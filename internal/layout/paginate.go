package layout

import (
	"quire/internal/dimen"
	"quire/internal/style"
)

// The demerits of a page break, by what would be wrong with it. The order in which the demands of a good page yield when
// they can't all be met is that of these figures: first a paragraph is set a line longer or shorter, then a page ends in
// a hyphen, then the pages of a spread differ in depth, pages are short, the last is almost empty; a heading is left
// at a foot, or a line alone, only where nothing else is possible; and what doesn't fit on any page runs over its end.
const (
	demLoose     = 12      // a paragraph that isn't broken at its best
	demHyphen    = 25      // a page ends in a hyphenated word
	demHyphenOdd = 60      // and the leaf must be turned
	demUneven    = 90      // for each line by which facing pages differ in depth
	demShort     = 40      // for each line that a page is short, squared
	demLastShort = 300     // the last page has fewer than lastLines lines
	demInside    = 4000    // within a block that should be whole
	demStranded  = 20_000  // between a heading and what follows it
	demWidow     = 20_000  // for each line missing to the least number that may stand alone
	demOverfull  = 1 << 40 // something is higher than the page
	lastLines    = 5
	shortLimit   = 6      // how many lines a page may be short before it is thought of only in need:
	need         = 10_000 // where every other end of the page costs more than this
)

// brk is where a page ends: before line `line` of leaf `leaf`; 0 is before the leaf.
type brk struct {
	leaf, line int
	ways       []uint8 // the ways in which the leaves from that of the break before up to leaf are broken
	depth      dimen.Length
}

// fit describes a leaf for paginate: what it takes on a page.
type fit struct {
	margin, inner, below dimen.Length
	grid                 bool
	height               dimen.Length // of a line, or of the whole
	lines                []int        // by way: how many lines; one for what can't be divided
	costs                []int64      // by way
	hyphen               func(way, line int) bool
	orphans, widows      int
	avoid, whole         bool
	head                 dimen.Length // the table head that is said again above it
}

// state is a place where a page may begin.
type state struct {
	leaf, line, way int
	odd             bool // the page that begins is a recto
	short           int  // by how many lines the verso before it is short
	cost            int64
	prev            int // the state where the page before begins
	ways            []uint8
	depth           dimen.Length // of the page before
}

type stateKey struct {
	leaf, line, way int
	odd             bool
	short           int
}

// pager finds the best pages for one flow.
type pager struct {
	fits   []fit
	grid   dimen.Length
	height func(first, odd bool) dimen.Length
	states []state
	index  map[stateKey]int
	byLeaf [][]int // states by leaf, to be opened in order
	limit  int     // shortLimit
}

// partial is a page filled up to the end of a leaf.
type partial struct {
	y     dimen.Length
	cost  int64
	prev  int
	way   uint8
	leaf  int
	first bool
}

// best finds the page breaks with the least demerits for a flow that begins on a recto (odd) or a verso.
func (g *pager) best(odd bool) []brk {
	n := len(g.fits)
	if n == 0 {
		return nil
	}
	g.index = map[stateKey]int{}
	g.byLeaf = make([][]int, n+1)
	g.states = nil
	g.reach(state{odd: odd, prev: -1})
	for leaf := 0; leaf < n; leaf++ {
		// States of one leaf are opened by their lines: a page that begins on one leads only to later ones.
		for k := 0; k < len(g.byLeaf[leaf]); k++ {
			m := k
			for j := k + 1; j < len(g.byLeaf[leaf]); j++ {
				if g.states[g.byLeaf[leaf][j]].line < g.states[g.byLeaf[leaf][m]].line {
					m = j
				}
			}
			g.byLeaf[leaf][k], g.byLeaf[leaf][m] = g.byLeaf[leaf][m], g.byLeaf[leaf][k]
			g.open(g.byLeaf[leaf][k])
		}
	}
	end := -1
	for _, i := range g.byLeaf[n] {
		if end < 0 || g.states[i].cost < g.states[end].cost {
			end = i
		}
	}
	var out []brk
	for i := end; i > 0; i = g.states[i].prev {
		s := &g.states[i]
		out = append(out, brk{leaf: s.leaf, line: s.line, ways: s.ways, depth: s.depth})
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// reach notes a way to a state if it is better than those known.
func (g *pager) reach(s state) bool {
	key := stateKey{s.leaf, s.line, s.way, s.odd, s.short}
	if i, ok := g.index[key]; ok {
		if g.states[i].cost <= s.cost {
			return false
		}
		g.states[i] = s
		return true
	}
	g.index[key] = len(g.states)
	g.byLeaf[s.leaf] = append(g.byLeaf[s.leaf], len(g.states))
	g.states = append(g.states, s)
	return true
}

// open fills a page from a state in all ways and reaches the states after it.
func (g *pager) open(from int) {
	s := g.states[from]
	first := s.prev < 0
	height := g.height(first, s.odd)
	n := len(g.fits)
	parts := []partial{{cost: s.cost, prev: -1, leaf: s.leaf, first: true}}
	live := []int{0} // the partials that end where the leaf at hand begins
	found := false
	var late []func() // ends of a page that are much too short
	var end func(leaf, line, way int, p int, y dimen.Length, cost int64, lastWay int, inNeed bool)
	end = func(leaf, line, way int, p int, y dimen.Length, cost int64, lastWay int, inNeed bool) {
		short := 0
		if leaf < n {
			if y < height {
				short = int((height - y) / g.grid)
			}
			if short > g.limit && !inNeed {
				if !found {
					late = append(late, func() { end(leaf, line, way, p, y, cost, lastWay, true) })
				}
				return
			}
			cost += int64(short) * int64(short) * demShort
		} else if !first {
			if lines := int(y / g.grid); lines < lastLines {
				cost += demLastShort
			}
		}
		if s.odd && !first && leaf < n {
			d := short - s.short
			if d < 0 {
				d = -d
			}
			cost += int64(d) * demUneven
		}
		if cost-s.cost < need {
			found = true
		}
		t := state{leaf: leaf, line: line, way: way, odd: !s.odd, cost: cost, prev: from, depth: y}
		if !s.odd {
			t.short = short
		}
		key := stateKey{t.leaf, t.line, t.way, t.odd, t.short}
		if i, ok := g.index[key]; ok && g.states[i].cost <= cost {
			return
		}
		t.ways = g.trail(parts, p, s, leaf, line, lastWay)
		g.reach(t)
	}
	for leaf := s.leaf; ; leaf++ {
		// A page may end between leaves.
		if leaf > s.leaf || leaf == n {
			for _, p := range live {
				if leaf == n {
					end(n, 0, 0, p, parts[p].y, parts[p].cost, -1, false)
					continue
				}
				if parts[p].first {
					continue
				}
				cost := parts[p].cost
				if g.fits[leaf].avoid {
					cost += demStranded
				}
				end(leaf, 0, 0, p, parts[p].y, cost, -1, false)
			}
		}
		if leaf == n || len(live) == 0 {
			if !found {
				for _, f := range late {
					f()
				}
			}
			return
		}
		f := &g.fits[leaf]
		var next []int
		for _, pi := range live {
			p := parts[pi]
			lines0, way0, way1 := 0, 0, len(f.lines)
			if leaf == s.leaf && s.line > 0 {
				lines0, way0, way1 = s.line, s.way, s.way+1
			}
			y := p.y
			switch {
			case lines0 > 0:
			case !p.first:
				y += f.margin + f.inner
			case first:
				y += f.margin + f.inner
			default:
				y += f.inner + f.head
			}
			if f.grid && g.grid > 0 {
				y = roundUp(y, g.grid)
			}
			for w := way0; w < way1; w++ {
				total := f.lines[w]
				cost := p.cost
				if lines0 == 0 {
					cost += f.costs[w]
				}
				fits := int((height - y) / f.height)
				if height < y {
					fits = 0
				}
				// Page ends within the leaf.
				if total > 1 {
					low := max(lines0+1, lines0+fits-g.limit-2)
					for line := low; line < total && line-lines0 <= fits; line++ {
						c := cost
						if d := f.orphans - line; d > 0 {
							c += int64(d) * demWidow
						}
						if d := f.widows - (total - line); d > 0 {
							c += int64(d) * demWidow
						}
						if f.whole {
							c += demInside
						}
						if f.hyphen != nil && f.hyphen(w, line-1) {
							c += demHyphen
							if s.odd {
								c += demHyphenOdd - demHyphen
							}
						}
						end(leaf, line, w, pi, y+dimen.Length(line-lines0)*f.height, c, w, false)
					}
				}
				rest := total - lines0
				bottom := y + dimen.Length(rest)*f.height
				over := bottom > height
				if over && !(p.first && (rest == 1 || fits == 0)) {
					if p.first && fits == 0 {
						fits = 1
					} else {
						continue
					}
				}
				if over {
					cost += demOverfull
					if rest > 1 {
						// Even a single line is too high: it is set by itself.
						end(leaf, lines0+1, w, pi, y+f.height, cost, w, false)
						continue
					}
				}
				// Ways that end at the same depth: the cheaper stays.
				y1 := bottom + f.below
				same := -1
				for _, q := range next {
					if parts[q].y == y1 {
						same = q
					}
				}
				np := partial{y: y1, cost: cost, prev: pi, way: uint8(w), leaf: leaf}
				switch {
				case same < 0:
					parts = append(parts, np)
					next = append(next, len(parts)-1)
				case parts[same].cost > cost:
					parts[same] = np
				}
			}
		}
		live = next
	}
}

// trail lists the ways in which the leaves on a page are broken, from the first on it.
func (g *pager) trail(parts []partial, p int, s state, leaf, line, lastWay int) []uint8 {
	count := leaf - s.leaf
	if line > 0 {
		count++
	}
	out := make([]uint8, count)
	if line > 0 {
		out[count-1] = uint8(lastWay)
	}
	for ; p > 0; p = parts[p].prev {
		out[parts[p].leaf-s.leaf] = parts[p].way
	}
	return out
}

func roundUp(y, step dimen.Length) dimen.Length { return (y + step - 1) / step * step }

// paginate finds the page breaks of all flows. What comes before a flow decides on which side it begins.
func (l *layouter) paginate() {
	sheet := 0 // pages so far
	for _, f := range l.flows {
		odd := sheet%2 == 0
		if f.side == style.BreakRight && !odd || f.side == style.BreakLeft && odd {
			sheet++
			odd = !odd
		}
		parity := 1
		if !odd {
			parity = 2
		}
		if f.breaks == nil || f.parity != parity {
			g := l.pager(f)
			f.breaks, f.parity = g.best(odd), parity
		}
		sheet += len(f.breaks)
	}
}

// pager prepares a flow for page breaking.
func (l *layouter) pager(f *flow) *pager {
	g := &pager{limit: shortLimit}
	for _, lf := range f.leaves {
		if g.grid == 0 && lf.st.BaselineGrid > 0 {
			g.grid = lf.st.BaselineGrid
		}
	}
	if g.grid == 0 {
		g.grid = f.leaves[0].st.LineHeight
	}
	g.height = func(first, odd bool) dimen.Length { return l.pageHeight(f.name, first, odd) }
	for _, lf := range f.leaves {
		g.fits = append(g.fits, lf.fit())
	}
	return g
}

// pageHeight is the height of the page area.
func (l *layouter) pageHeight(name string, first, odd bool) dimen.Length {
	pg := l.cascade.Page(name, !odd, first, false)
	return max(pg.PageHeight-pg.Margin[0].Of(pg.PageHeight)-pg.Margin[2].Of(pg.PageHeight), dimen.PT)
}

// fit tells what a leaf takes on a page.
func (lf *leaf) fit() fit {
	f := fit{margin: lf.margin, inner: lf.inner, below: lf.below, avoid: lf.avoid, whole: lf.whole,
		orphans: lf.st.Orphans, widows: lf.st.Widows, lines: []int{1}, costs: []int64{0}}
	for _, h := range lf.head {
		if !lf.inHead {
			f.head += h.margin + h.inner + h.height() + h.below
		}
	}
	f.height = max(1, lf.height())
	if lf.par != nil {
		p := lf.par
		f.height, f.grid = lf.st.LineHeight, lf.onGrid()
		f.lines, f.costs = f.lines[:0], f.costs[:0]
		for i, w := range p.ways {
			f.lines = append(f.lines, len(w.lines))
			c := int64(0)
			if i != p.natural {
				c = demLoose + min(w.cost/2000, 8*demLoose)
			}
			f.costs = append(f.costs, c)
		}
		f.hyphen = func(w, line int) bool { return p.ways[w].lines[line].Flagged }
		if in := p.initial; in != nil {
			f.orphans = max(f.orphans, in.sink)
		}
	}
	return f
}

// onGrid reports whether the lines of a leaf stand on the baseline grid: those that are as far apart as its lines.
func (lf *leaf) onGrid() bool {
	g := lf.st.BaselineGrid
	return g > 0 && lf.par != nil && lf.st.LineHeight == g
}

// height is that of a leaf that isn't a paragraph, or of a line of one.
func (lf *leaf) height() dimen.Length {
	switch {
	case lf.row != nil:
		return lf.row.height()
	case lf.pic != nil:
		return lf.pic.height
	case lf.rule:
		return 0
	case lf.par != nil && len(lf.par.ways) > 0:
		return lf.st.LineHeight
	}
	return lf.st.LineHeight
}
