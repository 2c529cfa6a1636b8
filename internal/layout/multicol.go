package layout

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// multicol is a stretch of the galley that is set in columns (css-multicol-1). To page breaking it is a block of rows,
// each as high as a line: on each page the text fills the rows that stand there, column after column, and the rows of
// the last page are as few as hold what is left, so that its columns are balanced.
type multicol struct {
	st         *style.Style
	leaves     []*leaf
	aside      bool // it is in a float, and its notes are among its leaves
	count      int
	width, gap dimen.Length
	unit       dimen.Length // the height of a row
	rows       int
	called     []int32 // by row: how many notes it calls for the foot of its page
	kept       []int   // the rows at which pages end that hold the text whose notes their rows call
	at         spot    // where the next page begins
	opened     []*box  // boxes that run on from the column before
}

// spot is a place in the text of columns: before a line of a leaf.
type spot struct{ leaf, line int }

// inColumn is a leaf, or lines of it, in its column.
type inColumn struct {
	placed
	column int
}

// spanning is a run of leaves with column-span: all.
type spanning struct{ from, to int }

// inColumns collects what fill adds in columns. Where an element spans all of them, the columns end above it and begin
// anew below (css-multicol-1, §6).
func (c *collector) inColumns(in frame, fill func(in frame)) {
	st := in.st
	whole := c.pageWidth(in)
	gap := st.ColumnGap.Of(whole)
	if st.ColumnGap.Auto {
		gap = st.FontSize // css-multicol-1, §4.1
	}
	count := columnCount(st, whole, gap)
	width := max((whole-dimen.Length(count-1)*gap)/dimen.Length(count), dimen.PT)
	aside := c.aside
	make1 := func() *multicol {
		return &multicol{st: st, aside: aside, count: count, width: width, gap: gap, unit: max(st.LineHeight, dimen.PT)}
	}
	first := make1()
	tag := in.tag
	lf := &leaf{cols: first, pos: c.section.Span.Pos}
	c.add(in, lf)
	var spans []spanning
	leaves, _ := c.asideOf(in.name, func() {
		c.aside, c.across, c.spans = aside, &columnFrame{x: in.x, width: whole, column: width}, &spans
		narrow := in
		narrow.width = width
		fill(narrow)
	})
	c.made = append(c.made, leaves...)
	// The first leaf must not be higher than its column begins: its margin lies above all columns.
	put := func(mc *multicol, part []*leaf) {
		mc.leaves = part
		if !aside {
			return
		}
		for _, x := range part {
			for _, n := range x.notes() { // columns of a float have no foot of a page: the notes stand below their text
				mc.leaves = append(mc.leaves, n.leaves...)
			}
		}
	}
	from, mc := 0, first
	for _, s := range spans {
		put(mc, leaves[from:s.from])
		c.flow.leaves = append(c.flow.leaves, leaves[s.from:s.to]...)
		mc = make1()
		below := &leaf{cols: mc, pos: lf.pos, el: lf.el, st: lf.st, tag: tag, x: lf.x, width: lf.width}
		if s.to < len(leaves) {
			below.margin, leaves[s.to].margin = leaves[s.to].margin, 0
			c.flow.leaves = append(c.flow.leaves, below)
			c.last = below
		} else {
			c.last = leaves[s.to-1]
		}
		from = s.to
	}
	put(mc, leaves[from:])
}

// columnFrame is where the columns at hand stand, for what spans them, and how wide each is.
type columnFrame struct{ x, width, column dimen.Length }

// columnCount follows the algorithm of css-multicol-1, §3.4.
func columnCount(st *style.Style, whole, gap dimen.Length) int {
	n := st.ColumnCount
	if st.ColumnWidth > 0 {
		fits := max(1, int((whole+gap)/(st.ColumnWidth+gap)))
		if n == 0 || fits < n {
			n = fits
		}
	}
	return max(n, 1)
}

// fill sets the text from a spot on in columns of so many rows. Where all is set, the last column takes what remains.
func (mc *multicol) fill(from spot, rows int, all bool) (out []inColumn, end spot) {
	at, height := from, dimen.Length(rows)*mc.unit
	for col := 0; col < mc.count && at.leaf < len(mc.leaves); col++ {
		limit := height
		if all && col == mc.count-1 {
			limit = dimen.Length(1) << 60
		}
		var set []placed
		set, at = mc.column(at, limit)
		for _, p := range set {
			out = append(out, inColumn{p, col})
		}
	}
	return out, at
}

// column sets the text from a spot on in one column. It ends where orphans, widows and what keeps together let it; a
// column takes something in any case, so that no text is left for ever.
func (mc *multicol) column(from spot, height dimen.Length) (out []placed, end spot) {
	y := dimen.Length(0)
	at := from
	for at.leaf < len(mc.leaves) {
		lf := mc.leaves[at.leaf]
		f := lf.fit()
		way := lf.natural()
		n := f.lines[way]
		top := y
		if at.line == 0 {
			if len(out) > 0 {
				top += f.margin
			}
			top += f.inner
		}
		if f.height == mc.unit && (lf.par != nil || lf.blank) {
			top = roundUp(top, mc.unit) // so that the lines of all columns stand side by side
		}
		k := at.line
		for k < n && top+f.span(way, at.line, k+1) <= height {
			k++
		}
		if k < n {
			if left := n - k; left < f.widows && k > at.line {
				k = max(at.line, n-f.widows)
			}
			if f.whole || k-at.line < f.orphans && at.line == 0 {
				k = at.line
			}
		}
		if k == at.line {
			if len(out) > 0 {
				break
			}
			k = min(at.line+max(1, f.orphans), n) // higher than the column
			if f.whole {
				k = n
			}
		}
		p := placed{lf: lf, way: way, from: at.line, to: k, y: top, bottom: top + f.span(way, at.line, k)}
		out = append(out, p)
		y = p.bottom
		if k < n {
			return out, spot{at.leaf, k}
		}
		y += f.below
		at = spot{at.leaf + 1, 0}
	}
	// What may not be parted from what follows goes with it, as long as something stays.
	if at.line == 0 && at.leaf < len(mc.leaves) && mc.leaves[at.leaf].avoid {
		first := at.leaf - len(out)
		for k := len(out) - 1; k >= 1; k-- {
			if out[k].from == 0 && !mc.leaves[first+k].avoid {
				return out[:k], spot{first + k, 0}
			}
		}
	}
	return out, at
}

// balance finds the fewest rows that hold the text from a spot on.
func (mc *multicol) balance(from spot) int {
	if from.leaf >= len(mc.leaves) {
		return 0
	}
	total := dimen.Length(0)
	for i := from.leaf; i < len(mc.leaves); i++ {
		f := mc.leaves[i].fit()
		total += f.margin + f.total()
	}
	fits := func(rows int) bool {
		_, end := mc.fill(from, rows, false)
		return end.leaf >= len(mc.leaves)
	}
	// More rows than what all text takes in one column are never needed.
	most := int(min(total/mc.unit, 1<<24)) + len(mc.leaves) + 1
	low, rows := 0, max(1, min(int(total/mc.unit)/mc.count, most)) // low is too few
	for rows < most && !fits(rows) {
		low, rows = rows, min(rows+max(1, rows/8), most)
	}
	for rows-low > 1 {
		if half := (low + rows) / 2; fits(half) {
			rows = half
		} else {
			low = half
		}
	}
	return rows
}

// slice sets the rows that stand on a page. Pages must be asked for in their order.
func (mc *multicol) slice(from, to int) []inColumn {
	if from == 0 {
		mc.at, mc.opened = spot{}, nil
	}
	out, end := mc.fill(mc.at, to-from, to == mc.rows)
	mc.at = end
	return out
}

// settle gives the columns of a flow, whose pages are known, as many rows as their text takes on these pages, and has
// these rows call the notes of the text that stands there. It reports whether either was otherwise; then the pages must
// be found again. height is that of a page.
//
// What a row calls hangs on where its page begins, so that a change of one page may move the next, and so on without an end.
// When it is late, rows only become more, and the pages before the first that is not as it should be are kept as they are.
func (f *flow) settle(height dimen.Length, late bool) bool {
	changed, keep := false, true
	var estimated *multicol
	for i := range f.breaks {
		f.each(i, func(lf *leaf, _, from, to int) {
			mc := lf.cols
			if mc == nil {
				return
			}
			if from == 0 {
				mc.at, mc.kept = spot{}, mc.kept[:0]
			}
			at, fewer := mc.at, false
			if to < mc.rows {
				_, mc.at = mc.fill(at, to-from, false)
			} else if n := from + mc.balance(at); n > mc.rows || n > 0 && n < mc.rows && !late {
				mc.rows, changed, fewer = n, true, true
			}
			switch {
			case len(lf.called) == 0 || mc == estimated && !fewer:
			case fewer || !slices.Equal(mc.calls(at, from, to), mc.called[from:to]):
				mc.estimate(at, from, height)
				estimated, keep, changed = mc, false, true
			case keep && late && to < mc.rows:
				mc.kept = append(mc.kept, to)
			}
		})
	}
	return changed
}

// open lets the pages of columns be found afresh.
func (mc *multicol) open(height dimen.Length) {
	mc.kept = nil
	mc.rows = mc.balance(spot{})
	mc.estimate(spot{}, 0, height)
}

// estimate has the rows from one on, which begins a page with the text at a spot, call notes as if each page were full.
func (mc *multicol) estimate(at spot, from int, height dimen.Length) {
	perPage := max(1, int(height/mc.unit))
	mc.called = mc.called[:from]
	for ; from < mc.rows; from += perPage {
		to := min(from+perPage, mc.rows)
		mc.called = append(mc.called, mc.calls(at, from, to)...)
		_, at = mc.fill(at, to-from, false)
	}
}

// calls gives for each of the rows from up to to, which stand on one page and whose text begins at a spot, how many notes
// it calls: those of the text that it makes room for, in whichever column that is. So wherever among these rows the page
// may end, the rows before call just the notes of the text that they hold.
func (mc *multicol) calls(at spot, from, to int) []int32 {
	out := make([]int32, to-from)
	before := int32(0)
	for _, n := range mc.called[:from] {
		before += n
	}
	for i := range out {
		end := spot{leaf: len(mc.leaves)}
		if from+i+1 < mc.rows {
			_, end = mc.fill(at, i+1, false)
		}
		out[i] = max(mc.notesBefore(end)-before, 0)
		before += out[i]
	}
	return out
}

// notesBefore is how many notes the text before a spot calls.
func (mc *multicol) notesBefore(end spot) (n int32) {
	for _, lf := range mc.leaves[:end.leaf] {
		n += int32(len(lf.notes()))
	}
	if end.line > 0 {
		if lf := mc.leaves[end.leaf]; lf.par != nil {
			n += lf.par.calls(lf.natural(), 0, end.line)
		}
	}
	return n
}

// columns sets the rows of columns that stand on a page, with the rules between them.
func (m *maker) columns(o *placer, p placed, left, top dimen.Length) {
	mc := p.lf.cols
	set := mc.slice(p.from, p.to)
	bottom := dimen.Length(0)
	for _, c := range set {
		bottom = max(bottom, c.bottom)
	}
	outer := m.opened
	m.opened = mc.opened
	for i := 0; i < len(set); {
		j := i
		var on []placed
		for j < len(set) && set[j].column == set[i].column {
			on = append(on, set[j].placed)
			j++
		}
		column, before := set[i].column, -mc.gap/2
		if mc.st.RightToLeft { // the first column is that on the right
			column, before = mc.count-1-column, mc.width+mc.gap/2
		}
		x := left + dimen.Length(column)*(mc.width+mc.gap)
		if r := mc.st.ColumnRule; r.Width > 0 && set[i].column > 0 {
			between := page.Rect{X: x + p.lf.x + before - r.Width/2, Y: top + p.y, W: r.Width, H: bottom}
			o.pg.Items = append(o.pg.Items, line(r, mc.st.Color, false, between)...)
		}
		m.boxes(o.pg, on, x, top+p.y)
		for _, q := range on {
			m.assign(q, len(o.pg.Items) == 0)
			m.place(o, q, x, top+p.y)
		}
		i = j
	}
	mc.opened, m.opened = m.opened, outer
}
