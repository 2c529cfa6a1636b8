package flow

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/pagebreak"
	"quire/internal/style"
)

// Columns is a stretch of the galley that is set in columns (css-multicol-1). Its text is divided into fragments, one for
// each page, which fill their columns one after the other; those of the last page are balanced. How much room there is on
// the first page is not known before pages are broken: so there are several ways to divide the text, and page breaking takes one.
type Columns struct {
	Style      *style.Style
	Leaves     []*Leaf
	Count      int
	Width, Gap dimen.Length
	RowHeight  dimen.Length // the height of a row, by which the heights of fragments are counted
	whole      Division     // out of flow, where they are not divided among pages
}

// InColumn is a leaf, or lines of it, in its column.
type InColumn struct {
	Placed
	Column int
}

// GalleyRoom is what columns must know of the galley around them.
type GalleyRoom struct {
	Grid                            dimen.Length
	NoteSeparator, NoteGap, NoteMax dimen.Length // of the notes at the foot of its pages
}

// Division is a way to divide columns among pages.
type Division struct {
	Columns   *Columns
	Breaker   *pagebreak.ColumnBreaker
	Fragments []pagebreak.Fragment
	demerits  int64
}

// Divide prepares the text of columns to be divided; Ways and Whole then give its fragments.
func (mc *Columns) Divide(g GalleyRoom) Division {
	in := &pagebreak.Columns{
		Count: mc.Count, Row: mc.RowHeight, Grid: max(1, g.Grid), Fill: filling(mc.Style),
		NoteSeparator: g.NoteSeparator, NoteGap: g.NoteGap, NoteMax: g.NoteMax,
	}
	for _, lf := range mc.Leaves {
		f := lf.Extent()
		breaking := lf.natural()
		it := pagebreak.ColumnItem{
			Margin: f.Margin, Above: f.BorderPadding, Below: f.Below, Orphans: f.Orphans, Widows: f.Widows,
			OnRow: f.Height == mc.RowHeight && (lf.Lines != nil || lf.Blank), Whole: f.KeepTogether, Avoid: lf.AvoidBefore,
			Before: len(lf.FloatsBefore), Floats: len(lf.FloatsBefore) + len(lf.FloatsAfter), Lines: make([]dimen.Length, f.Lines[breaking]),
		}
		for l := range it.Lines {
			it.Lines[l] = f.Span(breaking, l, l+1)
		}
		switch {
		case lf.ForcedBefore >= style.BreakPage:
			it.Force = pagebreak.ForcePage
		case lf.ForcedBefore != style.BreakAuto:
			it.Force = pagebreak.ForceColumn
		}
		if notes := lf.callsInOrder(); len(notes) > 0 {
			it.Calls = make([]int32, len(it.Lines))
			before := int32(0)
			for l := range it.Lines[:len(it.Lines)-1] {
				if f.NotesCalledBy != nil {
					it.Calls[l] = f.NotesCalledBy(breaking, l)
					before += it.Calls[l]
				}
			}
			it.Calls[len(it.Lines)-1] = int32(len(notes)) - before
			for _, n := range notes {
				in.Notes = append(in.Notes, n.Note())
			}
		}
		for _, a := range slices.Concat(lf.FloatsBefore, lf.FloatsAfter) {
			in.Floats = append(in.Floats, a.Float())
		}
		for _, h := range lf.RepeatedHead() {
			it.Head = append(it.Head, pagebreak.HeadRow{Margin: h.Margin, Above: h.BorderPadding, Height: h.Height(), Below: h.Below})
		}
		in.Items = append(in.Items, it)
	}
	return Division{Columns: mc, Breaker: pagebreak.NewColumns(in)}
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
func (f Division) whole() Division {
	f.Fragments = f.Breaker.Whole()
	return f
}

// Ways gives the columns with the fragments of each division.
func (f Division) Ways(ds []pagebreak.Division) (out []Division) {
	for _, d := range ds {
		w := f
		w.Fragments, w.demerits = d.Fragments, d.Demerits
		out = append(out, w)
	}
	return out
}

// place gives the leaves of a fragment as they stand in its columns.
func (f Division) place(fr pagebreak.Fragment) (out []InColumn) {
	for _, p := range f.Breaker.Place(fr) {
		lf := f.Columns.Leaves[p.Item]
		on := Placed{Leaf: lf, Breaking: lf.natural(), From: p.From, To: p.To, Y: p.Y, Bottom: p.Bottom}
		if p.Head > 0 {
			on.Leaf, on.Breaking, on.Repeated, on.Last = lf.Head[p.Head-1], 0, true, true
		} else {
			on.Last = p.To == lf.Extent().Lines[on.Breaking]
		}
		out = append(out, InColumn{on, p.Column})
	}
	return out
}

// spanning is a run of leaves with column-span: all.
type spanning struct{ from, to int }

// columns collects what fill adds in columns. Where an element spans all of them, the columns end above it and begin
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
	make1 := func() *Columns {
		return &Columns{Style: st, Count: count, Width: width, Gap: gap, RowHeight: max(st.LineHeight, dimen.PT)}
	}
	first := make1()
	tag := in.tag
	lf := &Leaf{Columns: first, Pos: c.section().Span.Pos}
	c.add(in, lf)
	aside := c.aside
	var spans []spanning
	var late []*Insertion
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
	caller.FloatsAfter = append(caller.FloatsAfter, late...)
	c.made = append(c.made, leaves...)
	// The margin of the first leaf lies above all columns.
	from, mc := 0, first
	for _, s := range spans {
		mc.Leaves = leaves[from:s.from]
		c.flow.Leaves = append(c.flow.Leaves, leaves[s.from:s.to]...)
		mc = make1()
		below := &Leaf{Columns: mc, Pos: lf.Pos, Element: lf.Element, Style: lf.Style, Tag: tag, X: lf.X, Width: lf.Width}
		if s.to < len(leaves) {
			below.Margin, leaves[s.to].Margin = leaves[s.to].Margin, 0
			below.AvoidBefore, leaves[s.to].AvoidBefore = leaves[s.to].AvoidBefore, false
			c.flow.Leaves = append(c.flow.Leaves, below)
			c.last = below
		} else {
			c.last = leaves[s.to-1]
		}
		from = s.to
	}
	mc.Leaves = leaves[from:]
}

// columnFrame is the place of columns, for elements that span them, and the width of each column.
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
