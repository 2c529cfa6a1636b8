package layout

import (
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/page"
	"quire/internal/style"
)

// multicol is a stretch of the galley that is set in columns (css-multicol-1). Its text is divided into fragments, one for
// each page, which fill their columns one after the other; what stands on the last page is balanced. As it is not known
// how much room there is on the first page, there are several ways to divide it, of which page breaking takes one.
type multicol struct {
	st         *style.Style
	leaves     []*leaf
	count      int
	width, gap dimen.Length
	unit       dimen.Length // the height of a row, by which the heights of fragments are counted
	ways       [][]fragment
	costs      []int64 // of the ways
	opened     []*box  // boxes that run on from the column before

	columnText
}

// fragment is what stands on one page: the text from one spot to another, in columns of so many rows, which calls so many
// notes and floats. It is higher than its rows where something in it is that can't be divided.
type fragment struct {
	from, end spot
	rows      int
	height    dimen.Length
	calls     int32
	floats    int32
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
	make1 := func() *multicol {
		return &multicol{st: st, count: count, width: width, gap: gap, unit: max(st.LineHeight, dimen.PT)}
	}
	first := make1()
	tag := in.tag
	lf := &leaf{cols: first, pos: c.section.Span.Pos}
	c.add(in, lf)
	aside := c.aside
	var spans []spanning
	var late []*apart
	leaves, _ := c.asideOf(in.name, func() {
		c.aside, c.across, c.spans = aside, &columnFrame{x: in.x, width: whole, column: width}, &spans
		narrow := in
		narrow.width = width
		fill(narrow)
		late = c.waiting
	})
	caller := lf
	if n := len(leaves); n > 0 {
		caller = leaves[n-1]
	}
	caller.floats = append(caller.floats, late...)
	c.made = append(c.made, leaves...)
	// The first leaf must not be higher than its column begins: its margin lies above all columns.
	from, mc := 0, first
	for _, s := range spans {
		mc.leaves = leaves[from:s.from]
		c.flow.leaves = append(c.flow.leaves, leaves[s.from:s.to]...)
		mc = make1()
		below := &leaf{cols: mc, pos: lf.pos, el: lf.el, st: lf.st, tag: tag, x: lf.x, width: lf.width}
		if s.to < len(leaves) {
			below.margin, leaves[s.to].margin = leaves[s.to].margin, 0
			below.avoid, leaves[s.to].avoid = leaves[s.to].avoid, false
			c.flow.leaves = append(c.flow.leaves, below)
			c.last = below
		} else {
			c.last = leaves[s.to-1]
		}
		from = s.to
	}
	mc.leaves = leaves[from:]
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

// columns sets what of columns stands on a page, with the rules between them.
func (m *maker) columns(o *canvas, p placed, left, top dimen.Length) {
	mc := p.lf.cols
	if p.from == 0 {
		mc.opened = nil
	}
	set := mc.set(p.way, p.from, p.to)
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
			o.pg.Items = append(o.pg.Items, border.Rule(r, mc.st.Color, false, between)...)
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
