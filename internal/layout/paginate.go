package layout

import (
	"quire/internal/dimen"
	"quire/internal/pagebreak"
	"quire/internal/style"
)

// demLoose are the demerits of a paragraph that isn't broken at its best; what else outweighs what stands in pagebreak.
const demLoose = 12

// brk is where a page ends: before line `line` of leaf `leaf`; 0 is before the leaf.
type brk struct {
	leaf, line int
	ways       []uint8 // the ways in which the leaves from that of the break before up to leaf are broken
	depth      dimen.Length

	// The notes at its foot, and the floats from float up to floatEnd. top is where the text begins below floats,
	// bottom the height of those at the foot.
	notes              []pagebreak.NotePart
	noteGap, noteDepth dimen.Length
	float, floatEnd    int
	top, bottom        dimen.Length
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
	calls                int  // of notes
	apart                bool // no two lines stand on one page
	called               func(way, line int) int32
	floated              func(way, line int) int32
	before, floats       int          // that it calls where it begins and where it ends
	after                int          // how many floats come no later than it
	head                 dimen.Length // the table head that is said again above it
}

// span is the height of lines from up to to.
func (f *fit) span(way, from, to int) dimen.Length {
	if f.sums != nil {
		return f.sums[way][to] - f.sums[way][from]
	}
	return dimen.Length(to-from) * f.height
}

// total is the height of the whole leaf, with its padding and borders.
func (f *fit) total() dimen.Length {
	n := f.height
	if len(f.lines) > 0 && (f.hyphen != nil || f.sums != nil) {
		n = f.span(0, 0, f.lines[0])
	}
	return f.inner + n + f.below
}

// pager finds the best pages for one flow.
type pager struct {
	fits   []fit
	grid   dimen.Length
	height func(first, odd bool) dimen.Length

	notes, floats      []*apart
	separator, noteMax dimen.Length
}

// paginate finds the page breaks of all flows. What comes before a flow decides on which side it begins.
func (l *layouter) paginate() {
	sheet := 0 // pages so far
	for _, f := range l.flows {
		odd := sheet%2 == 0
		if f.side == style.BreakRecto && !odd || f.side == style.BreakVerso && odd {
			sheet++
			odd = !odd
		}
		parity := 1
		if !odd {
			parity = 2
		}
		if f.breaks == nil || f.parity != parity {
			f.breaks, f.parity = l.pager(f, odd).best(odd), parity
		}
		sheet += len(f.breaks)
	}
}

// pager prepares a flow for page breaking.
func (l *layouter) pager(f *flow, odd bool) *pager {
	g := &pager{}
	for _, lf := range f.leaves {
		if g.grid == 0 && lf.st.BaselineGrid > 0 {
			g.grid = lf.st.BaselineGrid
		}
	}
	if g.grid == 0 {
		g.grid = f.leaves[0].st.LineHeight
	}
	g.height = func(first, odd bool) dimen.Length {
		if first && f == l.flows[0] {
			return pageArea(l.cascade.PageAt(f.name, l.left(odd), true, false, 1)).H
		}
		return l.pageHeight(f.name, first, odd)
	}
	g.notes, g.floats = f.notes, f.floats
	g.separator, g.noteMax = separator(l.cascade.Page(f.name, false, false, false).Footnote, f.measure, g.height(false, true))
	for i, lf := range f.leaves {
		if lf.cols != nil {
			lf.cols.plan(g, lf, i == 0, odd)
		}
		g.fits = append(g.fits, lf.fit())
	}
	g.keep(f.leaves)
	return g
}

// keep lets no page break divide a table of up to half the height of a page. A higher one may be divided between its
// rows, for to move it as a whole would leave too much of the page before it empty.
func (g *pager) keep(leaves []*leaf) {
	for i := 0; i < len(leaves); {
		j, h := i+1, g.fits[i].total()
		for j < len(leaves) && leaves[i].table != nil && leaves[j].table == leaves[i].table {
			h += g.fits[j].margin + g.fits[j].total()
			j++
		}
		if t := leaves[i].table; t != nil && t.divisible && 2*h <= g.height(false, true) {
			for k := i + 1; k < j; k++ {
				g.fits[k].avoid = true
			}
		}
		i = j
	}
}

// pageHeight is the height of the page area.
func (l *layouter) pageHeight(name string, first, odd bool) dimen.Length {
	return pageArea(l.cascade.Page(name, l.left(odd), first, false)).H
}

// fit tells what a leaf takes on a page.
func (lf *leaf) fit() fit {
	f := fit{
		margin: lf.margin, inner: lf.inner, below: lf.below, avoid: lf.avoid, whole: lf.whole,
		orphans: lf.st.Orphans, widows: lf.st.Widows, lines: []int{1}, costs: []int64{0},
		calls: len(lf.called), before: len(lf.before), floats: len(lf.floats), after: lf.after,
	}
	for i, h := range lf.head {
		if !lf.inHead {
			f.head += h.inner + h.height() + h.below
			if i > 0 { // what is above the table stays where it is
				f.head += h.margin
			}
		}
	}
	f.height, f.grid = max(1, lf.height()), lf.onGrid()
	if lf.cols != nil && len(lf.cols.leaves) > 0 {
		lf.cols.fit(&f)
	}
	if lf.par != nil {
		p := lf.par
		f.height = lf.st.LineHeight
		f.lines, f.costs = f.lines[:0], f.costs[:0]
		if p.Tall {
			for i := range p.Breakings {
				f.sums = append(f.sums, p.Heights(i))
			}
		}
		for i, w := range p.Breakings {
			f.lines = append(f.lines, len(w.Lines))
			c := int64(0)
			if i != p.Natural {
				c = demLoose + min(w.Demerits/2000, 8*demLoose)
			}
			f.costs = append(f.costs, c)
		}
		f.strict = lf.st.HyphenateLast
		f.called = func(w, line int) int32 { return calls(p, w, line, line+1) }
		f.hyphen = func(w, line int) bool { return p.Breakings[w].Lines[line].Flagged }
		f.orphans = max(f.orphans, p.BesideInitial())
	}
	return f
}

// onGrid reports whether the lines of a leaf stand on the baseline grid: those that are as far apart as its lines.
func (lf *leaf) onGrid() bool {
	g := lf.st.BaselineGrid
	switch {
	case g == 0:
	case lf.text != nil, lf.blank, lf.cols != nil:
		return lf.st.LineHeight == g
	case lf.row != nil:
		for _, c := range lf.row.cells {
			if c.st.LineHeight != g || c.st.Padding[0].Length+c.st.Padding[2].Length+c.edge(0)+c.edge(2) > 0 {
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
		return lf.pic.Height
	case lf.rule, lf.cols != nil:
		return 0
	}
	return lf.st.LineHeight
}
