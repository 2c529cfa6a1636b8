package flow

import (
	"strconv"

	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/border"
	"quire/internal/page"
	"quire/internal/style"
)

// Row is a row of a table. It is divided among pages only if it is higher than half a page.
type Row struct {
	Cells   []*Cell
	ends    []*Cell        // those of rows above that reach down to this row and no further
	Through []*Cell        // those of rows above that reach into this row
	cuts    []dimen.Length // the heights at which it may be divided, from 0 to its own
}

// Cell is a cell of a row. Its content is a galley of its own, with the left edge of the cell as its origin.
type Cell struct {
	Insertion
	Column  int
	Columns int             // how many it covers
	Rows    []*Row          // those that it covers; its own is the first
	X       dimen.Length    // of the content, from the table's left edge
	Width   dimen.Length    // of the content, padding apart
	room    dimen.Length    // the width for which blocks were collected; 0: it is a paragraph
	Outer   [2]dimen.Length // left edge and width with padding
	axis    [2]dimen.Length // with text-align: <string>: how wide its text is before that and from it on
	tag     *page.Tag
	first   dimen.Length   // the baseline of its first line, from the top of its content
	Tops    []dimen.Length // of its strips, from the top of the cell
}

// BorderWidth is the room that a border takes within the cell: half its width, if borders are collapsed (CSS 2.2, §17.6.2).
func (c *Cell) BorderWidth(side int) dimen.Length {
	if c.Style.BorderCollapse {
		return c.Style.Border[side].Width / 2
	}
	return c.Style.Border[side].Width
}

// edges is what padding and borders take of a cell's height.
func (c *Cell) edges() dimen.Length {
	return c.Style.Padding[style.SideTop].Length + c.Style.Padding[style.SideBottom].Length + c.BorderWidth(0) + c.BorderWidth(2)
}

// Height is that of the cell's content with padding and borders.
func (c *Cell) Height() dimen.Length { return c.height() + c.edges() }

// text is the text of a cell that has nothing but a paragraph in it; nil for one with blocks.
func (c *Cell) text() *Leaf {
	if c.room > 0 {
		return nil
	}
	return c.Leaves[0]
}

// Height is that of the row, once it is measured.
func (r *Row) Height() dimen.Length {
	if len(r.cuts) == 0 {
		return 0
	}
	return r.cuts[len(r.cuts)-1]
}

// Table is what the leaves of a table have in common, its caption among them.
type Table struct {
	page dimen.Length // the height of a page
}

// table adds a table: table > caption, thead > tr > th, tbody > tr > td.
func (c *collector) table(f frame, t *doc.Table) {
	name, classes := doc.Name(t)
	el := f.element(name, classes, &t.Node)
	caption := func(in frame) {
		if len(t.Caption) == 0 {
			return
		}
		cap := in.element("caption", nil, nil)
		if t.Number > 0 {
			cap.Number = strconv.Itoa(t.Number)
			cap.AddAttr("label", lang.Word(f.lang.Lang, lang.Table)+" "+cap.Number)
		}
		c.block(in, cap, nil, "Caption", 0, func(in frame) {
			if lf := c.paragraph(in, t.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, t.Caption) }); lf != nil {
				lf.KeepTogether = true
			}
		})
	}
	c.block(f, el, &t.Node, "Table", 3, func(in frame) {
		c.tables++
		c.heads = map[int][]string{}
		below, all := in.st.CaptionBelow, len(c.made)
		if !below {
			caption(in)
		}
		from := len(c.made)
		of := c.pageWidth(f)
		within := in
		within.x += tableEdge(in.st, style.SideLeft, of)
		within.width = max(within.width-tableEdge(in.st, style.SideLeft, of)-tableEdge(in.st, style.SideRight, of), dimen.PT)
		var head []*Leaf
		group := func(name, role string, rows []*doc.Row) {
			if len(rows) == 0 {
				return
			}
			c.block(within, in.element(name, nil, nil), nil, role, len(rows), func(g frame) { c.rows(g, t, rows) })
		}
		group("thead", "THead", t.Head)
		head = append(head, c.made[from:]...)
		for _, lf := range head {
			lf.InHead = true
		}
		group("tbody", "TBody", t.Body)
		rows := c.made[from:]
		if len(rows) == 0 {
			return
		}
		for i, lf := range rows {
			if !lf.InHead {
				lf.Head = head
			}
			// No page ends with a caption, a head or the first row below it, and none begins with the last row.
			if i > 0 && (i <= len(head)+1 || i == len(rows)-1) || i == 0 && from > all {
				lf.AvoidBefore = true
			}
		}
		c.tableWidth = c.tableColumns(within, t, rows)
		if below {
			if c.last != nil {
				c.avoid = true
			}
			caption(in)
		}
		height := min(c.geometry.PageHeight(f.name, false, true), c.geometry.PageHeight(f.name, false, false))
		run := &Table{page: height}
		for _, lf := range c.made[all:] {
			lf.Table = run
		}
	})
}

// rows adds the rows of a group. Rows that a cell spans stay together.
func (c *collector) rows(f frame, t *doc.Table, rows []*doc.Row) {
	from := len(c.made)
	at := doc.Grid(rows)
	for i, r := range rows {
		c.row(f, t, r, at[i])
	}
	for i, lf := range c.made[from:] {
		if lf.Row == nil || i >= len(rows) {
			continue
		}
		for k, cl := range lf.Row.Cells {
			_, n := rows[i].Cells[k].Spans()
			for j := i; j < min(i+n, len(rows)); j++ {
				below := c.made[from+j]
				cl.Rows = append(cl.Rows, below.Row)
				below.AvoidBefore = below.AvoidBefore || j > i
			}
			last := len(cl.Rows) - 1
			if last > 0 {
				cl.Rows[last].ends = append(cl.Rows[last].ends, cl)
			}
			for _, r := range cl.Rows[1:] {
				r.Through = append(r.Through, cl)
			}
		}
	}
}

// row adds a row; at has the column at which each of its cells begins.
func (c *collector) row(f frame, t *doc.Table, r *doc.Row, at []int) {
	name, classes := doc.Name(r)
	el := f.element(name, classes, &r.Node)
	c.block(f, el, &r.Node, "TR", len(r.Cells), func(in frame) {
		out := &Row{}
		var heads []string // of this row
		for i, d := range r.Cells {
			out.Cells = append(out.Cells, c.cell(in, t, d, at[i], &heads))
		}
		c.add(in, &Leaf{Row: out, Pos: r.Span.Pos})
	})
}

// tableEdge is the room that the border and the padding of a table take at a side, within its width. Where borders are
// collapsed, a table has no padding, and its border lies on the edge (CSS 2.2, §17.6.2). Percentages refer to of.
func tableEdge(st *style.Style, side int, of dimen.Length) dimen.Length {
	if st.BorderCollapse {
		return 0
	}
	return st.Border[side].Width + st.Padding[side].Of(of)
}

// fitTable gives a table the width of its columns, puts it where its auto margins say, and draws its borders around the
// rows; the caption lies outside of them (CSS 2.2, §17.4). Percentages refer to of.
func (c *collector) fitTable(leaves []*Leaf, in frame, st *style.Style, width, of dimen.Length) {
	outer := width + tableEdge(st, style.SideLeft, of) + tableEdge(st, style.SideRight, of)
	spare := in.width - outer
	shift := dimen.Length(0)
	switch {
	case spare <= 0:
	case st.Margin[style.SideLeft].Auto && st.Margin[style.SideRight].Auto:
		shift = spare / 2
	case st.Margin[style.SideLeft].Auto, st.RightToLeft && !st.Margin[style.SideRight].Auto:
		shift = spare
	}
	var first, last *Leaf
	seen := map[*Box]bool{}
	for _, lf := range leaves {
		if lf.Row == nil {
			continue
		}
		if first == nil {
			first = lf
		}
		last = lf
		lf.X += shift
		lf.Width = width
		for _, es := range [][]Edge{lf.Opens, lf.Closes} {
			for _, e := range es {
				if e.Box.TablePart && !seen[e.Box] {
					seen[e.Box] = true
					e.Box.X, e.Box.Width = e.Box.X+shift, width
				}
			}
		}
	}
	if first == nil {
		return
	}
	above := tableEdge(st, style.SideTop, of)
	first.BorderPadding += above
	last.Below += tableEdge(st, style.SideBottom, of)
	if !border.Drawn(st) {
		return
	}
	bx := &Box{Style: st, TablePart: true, Table: true, X: in.x + shift, Width: outer}
	first.Opens = append([]Edge{{bx, above}}, first.Opens...)
	last.Closes = append(last.Closes, Edge{bx, last.Below})
}
