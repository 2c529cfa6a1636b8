package flow

import (
	"slices"
	"strconv"

	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/border"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// Row is a row of a table, which is not divided.
type Row struct {
	Cells []*Cell
	ends  []*Cell // those of rows above that reach down to this row and no further
}

// Cell is a cell of a row: its text at x from the table's left edge.
type Cell struct {
	Text     *para.Text
	Lines    *para.Paragraph // its text set in lines; while columns are measured, not yet broken
	Style    *style.Style
	Column   int
	Columns  int             // how many it covers
	Rows     []*Row          // those that it covers; its own is the first
	X, Width dimen.Length    // of the text, padding apart
	Outer    [2]dimen.Length // left edge and width with padding
	axis     [2]dimen.Length // with text-align: <string>: how wide its text is before that and from it on
	tag      *page.Tag
}

// BorderWidth is the room that a border takes within the cell: half its width, if borders are collapsed (CSS 2.2, §17.6.2).
func (c *Cell) BorderWidth(side int) dimen.Length {
	if c.Style.BorderCollapse {
		return c.Style.Border[side].Width / 2
	}
	return c.Style.Border[side].Width
}

func (c *Cell) Height() dimen.Length {
	return c.LinesHeight(-1) + c.Style.Padding[style.SideTop].Length + c.Style.Padding[style.SideBottom].Length + c.BorderWidth(style.SideTop) + c.BorderWidth(style.SideBottom)
}

// LinesHeight is the height of the first n lines of the text, or of all of them if n is negative.
func (c *Cell) LinesHeight(n int) dimen.Length {
	if c.Lines == nil {
		return c.Style.LineHeight
	}
	if n < 0 {
		n = c.Lines.Lines(c.Lines.Natural)
	}
	if c.Lines.Tall {
		return c.Lines.Heights(c.Lines.Natural)[n]
	}
	return dimen.Length(n) * c.Style.LineHeight
}

// Height is the height of the row's highest cell. If a cell over several rows is higher than they are, the last of them is
// made higher.
func (r *Row) Height() dimen.Length {
	h := dimen.Length(0)
	for _, c := range r.Cells {
		if len(c.Rows) < 2 {
			h = max(h, c.Height())
		}
	}
	for _, c := range r.ends {
		above := dimen.Length(0)
		for _, x := range c.Rows[:len(c.Rows)-1] {
			above += x.Height()
		}
		h = max(h, c.Height()-above)
	}
	return h
}

// Table is what the leaves of a table have in common, its caption among them.
type Table struct {
	Divisible bool // not break-inside: avoid
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
		var head []*Leaf
		group := func(name, role string, rows []*doc.Row) {
			if len(rows) == 0 {
				return
			}
			c.block(in, in.element(name, nil, nil), nil, role, len(rows), func(g frame) { c.rows(g, t, rows) })
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
			// A caption, a head or a single row below it at the foot of a page, and a last row at the head of one, would be lost.
			if i > 0 && (i <= len(head)+1 || i == len(rows)-1) || i == 0 && from > all {
				lf.AvoidBefore = true
			}
		}
		c.tableWidth = c.tableColumns(in, t, rows)
		if below {
			if c.last != nil {
				c.avoid = true
			}
			caption(in)
		}
		run := &Table{Divisible: in.st.BreakInside != style.BreakAvoid}
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
			if last := len(cl.Rows) - 1; last > 0 {
				cl.Rows[last].ends = append(cl.Rows[last].ends, cl)
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

// cell gives a cell of a row, which begins at a column. heads are the tags of the heads in the row so far.
func (c *collector) cell(in frame, t *doc.Table, d *doc.Cell, at int, heads *[]string) *Cell {
	name, classes := doc.Name(d)
	align := doc.AlignNone
	if at < len(t.Columns) {
		align = t.Columns[at].Align
	}
	if align != doc.AlignNone {
		classes = append(classes[:len(classes):len(classes)], align.String())
	}
	cel := in.element(name, classes, &d.Node)
	cel.Empty = d.Empty()
	columns, rows := d.Spans()
	if columns > 1 {
		cel.AddAttr("colspan", strconv.Itoa(columns))
	}
	if rows > 1 {
		cel.AddAttr("rowspan", strconv.Itoa(rows))
	}
	st := c.cascade.Style(cel)
	tag := in.tag.Add("TD")
	tag.Source = source(d, 0)
	if columns > 1 {
		tag.ColSpan = columns
	}
	if rows > 1 {
		tag.RowSpan = rows
	}
	c.nameHeads(tag, d, at, columns, heads)
	il := &inliner{c: c, space: true}
	l := in.lang
	if cel.Lang != in.el.Lang {
		l = c.language(cel.Lang)
		tag.Lang = cel.Lang
	}
	sc := scope{el: cel, st: st, tag: tag, lang: l, decoration: in.decoration | st.Decoration}
	il.generated(sc, "before")
	il.inlines(sc, cellContent(d))
	il.generated(sc, "after")
	il.end()
	p := &para.Text{Segments: il.out, Style: st, Lang: l, Pos: d.Span.Pos, RightToLeft: RightToLeft(cel, l)}
	if d.ID != "" {
		c.ids, c.idTags = append(c.ids, d.ID), append(c.idTags, tag)
	}
	return &Cell{Text: p, Style: st, tag: tag, Column: at, Columns: columns}
}

// nameHeads gives the tag of a head cell an id. The tag of another cell gets the ids of the heads above it and before it.
func (c *collector) nameHeads(tag *page.Tag, d *doc.Cell, at, columns int, heads *[]string) {
	if d.Header && !d.Empty() { // an empty head, as the corner of a table often is, names nothing
		tag.Role = "TH"
		tag.ID = "quire-th-" + strconv.Itoa(c.tables) + "-" + strconv.Itoa(int(d.Num))
		if tag.Scope = "Column"; d.Scope == "row" {
			tag.Scope = "Row"
			*heads = append(*heads, tag.ID)
			return
		}
		for k := range columns {
			c.heads[at+k] = append(c.heads[at+k], tag.ID)
		}
		return
	}
	for k := range columns {
		for _, id := range c.heads[at+k] {
			if !slices.Contains(tag.Headers, id) {
				tag.Headers = append(tag.Headers, id)
			}
		}
	}
	tag.Headers = append(tag.Headers, *heads...)
}

// narrow gives a table the width of its columns, puts it where its auto margins say, and draws its borders around the
// rows; the caption lies outside of them (CSS 2.2, §17.4). Collapsed borders take no room: they lie on the edges.
func (c *collector) narrow(leaves []*Leaf, in frame, st *style.Style, width dimen.Length) {
	spare := in.width - width
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
	if first == nil || !border.Drawn(st) {
		return
	}
	bx := &Box{Style: st, TablePart: true, Table: true, X: in.x + shift, Width: width}
	above, below := st.Border[style.SideTop].Width, st.Border[style.SideBottom].Width
	if st.BorderCollapse {
		above, below = 0, 0
	}
	first.BorderPadding += above
	first.Opens = append([]Edge{{bx, above}}, first.Opens...)
	last.Below += below
	last.Closes = append(last.Closes, Edge{bx, last.Below})
}

// Reach is the height of the rows that a cell covers; own is that of the first.
func (c *Cell) Reach(own dimen.Length) dimen.Length {
	for _, r := range c.Rows[min(1, len(c.Rows)):] {
		own += r.Height()
	}
	return own
}
