package layout

import (
	"quire/internal/dimen"
	"quire/internal/pagebreak"
	"quire/internal/style"
	"slices"
)

// columns is a stretch of the galley that is set in columns (css-multicol-1). Its text is divided into fragments, one for
// each page, which fill their columns one after the other; what stands on the last page is balanced. As it is not known
// how much room there is on the first page, there are several ways to divide it, of which page breaking takes one.
type columns struct {
	st         *style.Style
	leaves     []*leaf
	count      int
	width, gap dimen.Length
	unit       dimen.Length // the height of a row, by which the heights of fragments are counted
	whole      fragments    // out of flow, where they are not divided among pages
}

// inColumn is a leaf, or lines of it, in its column.
type inColumn struct {
	placed
	column int
}

// galleyRoom is what columns must know of the galley around them.
type galleyRoom struct {
	grid                     dimen.Length
	separator, gap, notesMax dimen.Length // of the notes at the foot of its pages
}

// fragments is a way to divide columns among pages.
type fragments struct {
	of       *columns
	breaker  *pagebreak.ColumnBreaker
	list     []pagebreak.Fragment
	demerits int64
}

// fragments prepares columns to be divided.
func (mc *columns) fragments(g galleyRoom) fragments {
	in := &pagebreak.Columns{
		Count: mc.count, Row: mc.unit, Grid: max(1, g.grid), Fill: filling(mc.st),
		NoteSeparator: g.separator, NoteGap: g.gap, NoteMax: g.notesMax,
	}
	for _, lf := range mc.leaves {
		f := lf.extent()
		way := lf.natural()
		it := pagebreak.ColumnItem{
			Margin: f.margin, Above: f.inner, Below: f.below, Orphans: f.orphans, Widows: f.widows,
			OnRow: f.height == mc.unit && (lf.par != nil || lf.blank), Whole: f.whole, Avoid: lf.avoid,
			Before: len(lf.before), Floats: len(lf.before) + len(lf.floats), Lines: make([]dimen.Length, f.lines[way]),
		}
		for l := range it.Lines {
			it.Lines[l] = f.span(way, l, l+1)
		}
		switch {
		case lf.force >= style.BreakPage:
			it.Force = pagebreak.ForcePage
		case lf.force != style.BreakAuto:
			it.Force = pagebreak.ForceColumn
		}
		if notes := lf.notes(); len(notes) > 0 {
			it.Calls = make([]int32, len(it.Lines))
			before := int32(0)
			for l := range it.Lines[:len(it.Lines)-1] {
				if lf.par != nil {
					it.Calls[l] = calls(lf.par, way, l, l+1)
					before += it.Calls[l]
				}
			}
			it.Calls[len(it.Lines)-1] = int32(len(notes)) - before
			for _, n := range notes {
				in.Notes = append(in.Notes, n.note())
			}
		}
		for _, a := range slices.Concat(lf.before, lf.floats) {
			in.Floats = append(in.Floats, a.float())
		}
		if !lf.inHead {
			for _, h := range lf.head {
				it.Head = append(it.Head, pagebreak.HeadRow{Margin: h.margin, Above: h.inner, Height: h.height(), Below: h.below})
			}
		}
		in.Items = append(in.Items, it)
	}
	return fragments{of: mc, breaker: pagebreak.NewColumns(in)}
}

func filling(st *style.Style) pagebreak.Filling {
	switch st.ColumnFill {
	case style.FillAuto:
		return pagebreak.Fill
	case style.FillBalanceAll:
		return pagebreak.BalanceAll
	}
	return pagebreak.Balance
}

// whole divides columns that stand out of flow.
func (f fragments) whole() fragments {
	f.list = f.breaker.Whole()
	return f
}

// ways gives each of some divisions as fragments.
func (f fragments) ways(ds []pagebreak.Division) (out []fragments) {
	for _, d := range ds {
		w := f
		w.list, w.demerits = d.Fragments, d.Demerits
		out = append(out, w)
	}
	return out
}

// place gives the leaves of a fragment as they stand in its columns.
func (f fragments) place(fr pagebreak.Fragment) (out []inColumn) {
	for _, p := range f.breaker.Place(fr) {
		lf := f.of.leaves[p.Item]
		on := placed{lf: lf, way: lf.natural(), from: p.From, to: p.To, y: p.Y, bottom: p.Bottom}
		if p.Head > 0 {
			on.lf, on.way, on.again, on.last = lf.head[p.Head-1], 0, true, true
		} else {
			on.last = lf.par == nil || p.To == lf.par.Lines(on.way)
		}
		out = append(out, inColumn{on, p.Column})
	}
	return out
}

// spanning is a run of leaves with column-span: all.
type spanning struct{ from, to int }

// inColumns collects what fill adds in columns. Where an element spans all of them, the columns end above it and begin
// anew below (css-multicol-1, §6).
func (c *collector) columns(in frame, fill func(in frame)) {
	st := in.st
	whole := c.pageWidth(in)
	gap := st.ColumnGap.Of(whole)
	if st.ColumnGap.Auto {
		gap = st.FontSize // css-multicol-1, §4.1
	}
	count := columnCount(st, whole, gap)
	width := max((whole-dimen.Length(count-1)*gap)/dimen.Length(count), dimen.PT)
	make1 := func() *columns {
		return &columns{st: st, count: count, width: width, gap: gap, unit: max(st.LineHeight, dimen.PT)}
	}
	first := make1()
	tag := in.tag
	lf := &leaf{cols: first, pos: c.section().Span.Pos}
	c.add(in, lf)
	aside := c.aside
	var spans []spanning
	var late []*insertion
	leaves, _ := c.collectOutOfFlow(in.name, func() {
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
