package layout

import "quire/internal/dimen"

// notOptimum are the demerits of a paragraph that is not set at its optimum.
const notOptimum = 12

// blockExtent is what a leaf takes on a page.
type blockExtent struct {
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

// divide says that the leaf is columns that may be divided in these ways: each fragment is to page breaking a line that has
// its page for itself.
func (f *blockExtent) divide(ways []fragments, unit dimen.Length) {
	if len(ways) == 0 || len(ways[0].of.leaves) == 0 {
		return
	}
	f.height, f.apart, f.orphans, f.widows = unit, true, 1, 1
	f.lines, f.costs = nil, nil
	for _, way := range ways {
		sums := make([]dimen.Length, len(way.list)+1)
		for i, fr := range way.list {
			sums[i+1] = sums[i] + fr.Height
		}
		f.lines, f.sums, f.costs = append(f.lines, len(way.list)), append(f.sums, sums), append(f.costs, way.demerits)
	}
	f.hyphen = func(int, int) bool { return false }
	f.called = func(way, i int) int32 { return ways[way].list[i].Calls }
	f.floated = func(way, i int) int32 { return ways[way].list[i].Floats }
}

// span is the height of lines from up to to.
func (f *blockExtent) span(way, from, to int) dimen.Length {
	if f.sums != nil {
		return f.sums[way][to] - f.sums[way][from]
	}
	return dimen.Length(to-from) * f.height
}

// total is the height of the whole leaf, with its padding and borders.
func (f *blockExtent) total() dimen.Length {
	n := f.height
	if len(f.lines) > 0 && (f.hyphen != nil || f.sums != nil) {
		n = f.span(0, 0, f.lines[0])
	}
	return f.inner + n + f.below
}

// extent gives what a leaf takes on a page. That of columns says nothing of their text: see divide.
func (lf *leaf) extent() blockExtent {
	f := blockExtent{
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
				c = notOptimum + min(w.Demerits/2000, 8*notOptimum)
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
