package layout

import (
	"slices"

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
	demStrict    = 5       // so many times that where hyphenate-limit-last forbids it
	demUneven    = 90      // for each line by which facing pages differ in depth
	demShort     = 40      // for each line that a page is short, squared
	demLastShort = 300     // the last page has fewer than lastLines lines
	demInside    = 4000    // within a block that should be whole
	demStranded  = 20_000  // between a heading and what follows it
	demWidow     = 20_000  // for each line missing to the least number that may stand alone
	demOverfull  = 1 << 40 // something is higher than the page
	lastLines    = 5
	shortLimit   = 3      // how many lines a page may be short before it is thought of only in need:
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
	height               dimen.Length     // of a line, or of the whole
	lines                []int            // by way: how many lines; one for what can't be divided
	sums                 [][]dimen.Length // by way, where lines differ in height: that of the lines up to each
	costs                []int64          // by way
	hyphen               func(way, line int) bool
	strict               bool // hyphenate-limit-last
	orphans, widows      int
	avoid, whole         bool
	head                 dimen.Length // the table head that is said again above it
}

// span is the height of lines from up to to.
func (f *fit) span(way, from, to int) dimen.Length {
	if f.sums != nil {
		return f.sums[way][to] - f.sums[way][from]
	}
	return dimen.Length(to-from) * f.height
}

// fitting is how many lines from one on have room.
func (f *fit) fitting(way, from int, room dimen.Length) int {
	if room <= 0 {
		return 0
	}
	if f.sums == nil {
		return int(room / f.height)
	}
	n := 0
	for from+n < f.lines[way] && f.span(way, from, from+n+1) <= room {
		n++
	}
	return n
}

// state is a place where a page may begin: before line `line` of a leaf, which is broken in the given way if the page
// begins within it.
type state struct {
	leaf, line, way int32
	short           int32 // by how many lines the verso before it is short
	odd             bool  // the page that begins is a recto
	cost            int64
	prev            int32        // the state where the page before begins; -1: none
	depth           dimen.Length // of the page before
}

// pager finds the best pages for one flow.
type pager struct {
	fits   []fit
	grid   dimen.Length
	height func(first, odd bool) dimen.Length
	limit  int // shortLimit
	states []state
	byLeaf [][]int32         // the states of each leaf
	index  []map[int64]int32 // and by what tells them apart

	// What open works with, kept to be used again.
	parts      []partial
	live, next []int32
	late       []ending
	found      bool
}

// partial is a page filled up to the end of a leaf.
type partial struct {
	y     dimen.Length
	cost  int64
	prev  int32
	leaf  int32
	way   uint8
	first bool
}

// ending is a way to end the page that is being filled: before a line of a leaf, with the page up to there.
type ending struct {
	leaf, line, way int
	part            int32
	y               dimen.Length
	cost            int64
}

// best finds the page breaks with the least demerits for a flow that begins on a recto (odd) or a verso.
func (g *pager) best(odd bool) []brk {
	n := len(g.fits)
	if n == 0 {
		return nil
	}
	g.states = append(g.states[:0], state{odd: odd, prev: -1})
	g.byLeaf = make([][]int32, n+1)
	g.index = make([]map[int64]int32, n+1)
	g.byLeaf[0] = []int32{0}
	for leaf := range n {
		// States of one leaf are opened by their lines: a page that begins in a leaf leads only to later lines of it.
		list := g.byLeaf[leaf]
		for k := 0; k < len(list); k++ {
			m := k
			for j := k + 1; j < len(list); j++ {
				if g.states[list[j]].line < g.states[list[m]].line {
					m = j
				}
			}
			list[k], list[m] = list[m], list[k]
			if !g.dominated(list[k], list) {
				g.open(list[k], nil)
				list = g.byLeaf[leaf]
			}
		}
	}
	end := int32(-1)
	for _, i := range g.byLeaf[n] {
		if end < 0 || g.states[i].cost < g.states[end].cost {
			end = i
		}
	}
	var out []brk
	for i := end; i > 0; i = g.states[i].prev {
		s := g.states[i]
		out = append(out, brk{leaf: int(s.leaf), line: int(s.line), depth: s.depth})
		g.open(s.prev, func(e ending) { out[len(out)-1].ways = g.trail(e, int(g.states[s.prev].leaf)) }, i)
	}
	slices.Reverse(out)
	return out
}

// dominated reports whether another state at the same place, where only the depth of the verso before it is another,
// is so much cheaper that even the unevenness which may come of that is paid for.
func (g *pager) dominated(i int32, list []int32) bool {
	s := &g.states[i]
	for _, j := range list {
		t := &g.states[j]
		if j == i || t.line != s.line || t.way != s.way || t.odd != s.odd || t.leaf != s.leaf {
			continue
		}
		d := int64(max(s.short-t.short, t.short-s.short)) * demUneven
		if t.cost+d < s.cost || t.cost+d == s.cost && j < i {
			return true
		}
	}
	return false
}

func (s *state) key() int64 {
	k := (int64(s.line)<<8|int64(s.way))<<20 | int64(min(s.short, 1<<18))<<1
	if s.odd {
		k |= 1
	}
	return k
}

// end ends the page that begins at a state, and thereby reaches another. inNeed is set where the page is much too short and
// nothing better was found.
func (g *pager) end(from int32, height dimen.Length, e ending, inNeed bool) (t state, ok bool) {
	s := &g.states[from]
	first := s.prev < 0
	short := 0
	if e.leaf < len(g.fits) {
		if e.y < height {
			short = int((height - e.y) / g.grid)
		}
		if short > g.limit && !inNeed {
			if !g.found {
				g.late = append(g.late, e)
			}
			return t, false
		}
		e.cost += int64(short) * int64(short) * demShort
		if s.odd && !first {
			e.cost += int64(max(short-int(s.short), int(s.short)-short)) * demUneven
		}
	} else if !first && int(e.y/g.grid) < lastLines {
		e.cost += demLastShort
	}
	if e.cost-s.cost < need {
		g.found = true
	}
	t = state{leaf: int32(e.leaf), line: int32(e.line), way: int32(e.way), odd: !s.odd, cost: e.cost, prev: from, depth: e.y}
	if !s.odd {
		t.short = int32(short)
	}
	return t, true
}

// reach notes a state, if it is the cheapest way to get there.
func (g *pager) reach(t state) {
	m := g.index[t.leaf]
	if m == nil {
		m = map[int64]int32{}
		g.index[t.leaf] = m
	}
	key := t.key()
	if i, ok := m[key]; ok {
		if t.cost < g.states[i].cost {
			g.states[i] = t
		}
		return
	}
	m[key] = int32(len(g.states))
	g.byLeaf[t.leaf] = append(g.byLeaf[t.leaf], int32(len(g.states)))
	g.states = append(g.states, t)
}

// open fills a page from a state in all ways and reaches the states after it. With found it instead looks for the
// ending that led to the state `to`, and gives it.
func (g *pager) open(from int32, found func(ending), to ...int32) {
	s := g.states[from]
	first := s.prev < 0
	height := g.height(first, s.odd)
	n := len(g.fits)
	g.parts = append(g.parts[:0], partial{cost: s.cost, prev: -1, leaf: s.leaf, first: true})
	g.live, g.late, g.found = append(g.live[:0], 0), g.late[:0], false
	done := false
	end := func(e ending, inNeed bool) {
		t, ok := g.end(from, height, e, inNeed)
		switch {
		case !ok || done:
		case found == nil:
			g.reach(t)
		default:
			if w := &g.states[to[0]]; t.leaf == w.leaf && t.cost == w.cost && t.key() == w.key() && t.depth == w.depth {
				found(e)
				done = true
			}
		}
	}
	for leaf := int(s.leaf); !done; leaf++ {
		// A page may end between leaves.
		for _, p := range g.live {
			if pt := &g.parts[p]; leaf == n {
				end(ending{leaf: n, part: p, y: pt.y, cost: pt.cost}, false)
			} else if !pt.first {
				cost := pt.cost
				if g.fits[leaf].avoid {
					cost += demStranded
				}
				end(ending{leaf: leaf, part: p, y: pt.y, cost: cost}, false)
			}
		}
		if leaf == n || len(g.live) == 0 {
			break
		}
		g.next = g.next[:0]
		for _, p := range g.live {
			g.extend(&s, leaf, p, height, end)
		}
		g.live, g.next = g.next, g.live
	}
	if !g.found {
		for _, e := range g.late {
			end(e, true)
		}
	}
}

// extend adds a leaf to a partial page, in each way in which it is broken; the page may end within it.
func (g *pager) extend(s *state, leaf int, pi int32, height dimen.Length, end func(ending, bool)) {
	f := &g.fits[leaf]
	p := g.parts[pi]
	first := s.prev < 0
	line0, way0, way1 := 0, 0, len(f.lines)
	y := p.y
	switch {
	case leaf == int(s.leaf) && s.line > 0:
		line0, way0, way1 = int(s.line), int(s.way), int(s.way)+1
	case !p.first || first:
		y += f.margin + f.inner
	default:
		y += f.inner + f.head
	}
	if f.grid && g.grid > 0 {
		y = roundUp(y, g.grid)
	}
	for w := way0; w < way1; w++ {
		total, fits := f.lines[w], f.fitting(w, line0, height-y)
		cost := p.cost
		if line0 == 0 {
			cost += f.costs[w]
		}
		// The page ends within the leaf.
		for line := max(line0+1, line0+fits-g.limit-2); line < total && line-line0 <= fits; line++ {
			c := cost + int64(max(0, f.orphans-line)+max(0, f.widows-(total-line)))*demWidow
			if f.whole {
				c += demInside
			}
			if f.hyphen != nil && f.hyphen(w, line-1) {
				d := int64(demHyphen)
				if s.odd {
					d = demHyphenOdd
				}
				if f.strict {
					d *= demStrict
				}
				c += d
			}
			end(ending{leaf, line, w, pi, y + f.span(w, line0, line), c}, false)
		}
		rest := total - line0
		if rest > fits {
			switch {
			case !p.first || fits > 0:
				continue // it doesn't fit, and the page has ended before
			case rest > 1:
				// Even a single line is too high: it is set by itself.
				end(ending{leaf, line0 + 1, w, pi, y + f.span(w, line0, line0+1), cost + demOverfull}, false)
				continue
			}
			cost += demOverfull
		}
		// Of ways that end at the same depth the cheapest stays.
		np := partial{y: y + f.span(w, line0, total) + f.below, cost: cost, prev: pi, way: uint8(w), leaf: int32(leaf)}
		same := slices.IndexFunc(g.next, func(q int32) bool { return g.parts[q].y == np.y })
		switch {
		case same < 0:
			g.next = append(g.next, int32(len(g.parts)))
			g.parts = append(g.parts, np)
		case g.parts[g.next[same]].cost > cost:
			g.parts[g.next[same]] = np
		}
	}
}

// trail lists the ways in which the leaves on a page are broken, from its first one on.
func (g *pager) trail(e ending, from int) []uint8 {
	count := e.leaf - from
	if e.line > 0 {
		count++
	}
	out := make([]uint8, count)
	if e.line > 0 {
		out[count-1] = uint8(e.way)
	}
	for p := e.part; p > 0; p = g.parts[p].prev {
		out[int(g.parts[p].leaf)-from] = g.parts[p].way
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
	f.height, f.grid = max(1, lf.height()), lf.onGrid()
	if lf.par != nil {
		p := lf.par
		f.height = lf.st.LineHeight
		f.lines, f.costs = f.lines[:0], f.costs[:0]
		if p.tall {
			for i := range p.ways {
				f.sums = append(f.sums, p.heights(i))
			}
		}
		for i, w := range p.ways {
			f.lines = append(f.lines, len(w.lines))
			c := int64(0)
			if i != p.natural {
				c = demLoose + min(w.cost/2000, 8*demLoose)
			}
			f.costs = append(f.costs, c)
		}
		f.strict = lf.st.HyphenateLast
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
	switch {
	case g == 0:
	case lf.par != nil:
		return lf.st.LineHeight == g
	case lf.row != nil:
		for _, c := range lf.row.cells {
			if c.st.LineHeight != g || c.st.Padding[0].Length+c.st.Padding[2].Length+c.st.Border[0].Width+c.st.Border[2].Width > 0 {
				return false
			}
		}
		return true
	}
	return false
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
