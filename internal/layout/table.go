package layout

import (
	"slices"
	"strconv"

	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/page"
	"quire/internal/style"
)

// row is a row of a table, set as a whole.
type row struct {
	cells []*cell
	ends  []*cell // those of rows above that reach down to this row and no further
}

// cell is a cell of a row: its text at x from the table's left edge.
type cell struct {
	par      *paragraph
	st       *style.Style
	column   int
	columns  int             // how many it covers
	rows     []*row          // those that it covers; its own is the first
	x, width dimen.Length    // of the text, padding apart
	outer    [2]dimen.Length // left edge and width with padding
	axis     [2]dimen.Length // with text-align: <string>: how wide its text is before that and from it on
	tag      *page.Tag
}

// edge is the room that a border takes within the cell. Of collapsed ones each neighbour has half (CSS 2.2, §17.6.2).
func (c *cell) edge(side int) dimen.Length {
	if c.st.BorderCollapse {
		return c.st.Border[side].Width / 2
	}
	return c.st.Border[side].Width
}

func (c *cell) height() dimen.Length {
	return c.lines(-1) + c.st.Padding[0].Length + c.st.Padding[2].Length + c.edge(0) + c.edge(2)
}

// lines is the height of the first n lines of the text, or of all of them if n is negative.
func (c *cell) lines(n int) dimen.Length {
	if len(c.par.ways) == 0 {
		return c.st.LineHeight
	}
	if n < 0 {
		n = len(c.par.ways[c.par.natural].lines)
	}
	if c.par.tall {
		return c.par.heights(c.par.natural)[n]
	}
	return dimen.Length(n) * c.st.LineHeight
}

// height is that of the row's highest cell. What a cell over several rows needs beyond them the last of these gives.
func (r *row) height() dimen.Length {
	h := dimen.Length(0)
	for _, c := range r.cells {
		if len(c.rows) < 2 {
			h = max(h, c.height())
		}
	}
	for _, c := range r.ends {
		above := dimen.Length(0)
		for _, x := range c.rows[:len(c.rows)-1] {
			above += x.height()
		}
		h = max(h, c.height()-above)
	}
	return h
}

// table is what the leaves of a table have in common, its caption among them.
type table struct {
	divisible bool // not break-inside: avoid
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
			cap.Attrs = []doc.KeyVal{{Key: "number", Value: strconv.Itoa(t.Number)}, {Key: "label", Value: lang.Word(f.lang.lang, lang.Table) + " " + strconv.Itoa(t.Number)}}
		}
		c.block(in, cap, nil, "Caption", 0, func(in frame) {
			if lf := c.paragraph(in, t.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, t.Caption) }); lf != nil {
				lf.whole = true
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
		var head []*leaf
		group := func(name, role string, rows []*doc.Row) {
			if len(rows) == 0 {
				return
			}
			c.block(in, in.element(name, nil, nil), nil, role, len(rows), func(g frame) { c.rows(g, t, rows) })
		}
		group("thead", "THead", t.Head)
		head = append(head, c.made[from:]...)
		for _, lf := range head {
			lf.inHead = true
		}
		group("tbody", "TBody", t.Body)
		rows := c.made[from:]
		if len(rows) == 0 {
			return
		}
		for i, lf := range rows {
			if !lf.inHead {
				lf.head = head
			}
			// A caption, a head or a single row below it at the foot of a page, and a last row at the head of one, would be lost.
			if i > 0 && (i <= len(head)+1 || i == len(rows)-1) || i == 0 && from > all {
				lf.avoid = true
			}
		}
		c.tableWidth = c.columns(in, t, rows)
		if below {
			if c.last != nil {
				c.avoid = true
			}
			caption(in)
		}
		run := &table{divisible: in.st.BreakInside != style.BreakAvoid}
		for _, lf := range c.made[all:] {
			lf.table = run
		}
	})
}

// rows adds the rows of a group. Those that a cell reaches over stay together.
func (c *collector) rows(f frame, t *doc.Table, rows []*doc.Row) {
	from := len(c.made)
	at := doc.Grid(rows)
	for i, r := range rows {
		c.row(f, t, r, at[i])
	}
	for i, lf := range c.made[from:] {
		if lf.row == nil || i >= len(rows) {
			continue
		}
		for k, cl := range lf.row.cells {
			_, n := rows[i].Cells[k].Spans()
			for j := i; j < min(i+n, len(rows)); j++ {
				below := c.made[from+j]
				cl.rows = append(cl.rows, below.row)
				below.avoid = below.avoid || j > i
			}
			if last := len(cl.rows) - 1; last > 0 {
				cl.rows[last].ends = append(cl.rows[last].ends, cl)
			}
		}
	}
}

// row adds a row; at has the column at which each of its cells begins.
func (c *collector) row(f frame, t *doc.Table, r *doc.Row, at []int) {
	name, classes := doc.Name(r)
	el := f.element(name, classes, &r.Node)
	c.block(f, el, &r.Node, "TR", len(r.Cells), func(in frame) {
		out := &row{}
		var heads []string // of this row
		for i, d := range r.Cells {
			name, classes := doc.Name(d)
			align := doc.AlignNone
			if at[i] < len(t.Columns) {
				align = t.Columns[at[i]].Align
			}
			if align != doc.AlignNone {
				classes = append(classes[:len(classes):len(classes)], align.String())
			}
			cel := in.element(name, classes, &d.Node)
			cel.Empty = d.Empty()
			columns, rows := d.Spans()
			if columns > 1 {
				cel.Attrs = append(cel.Attrs[:len(cel.Attrs):len(cel.Attrs)], doc.KeyVal{Key: "colspan", Value: strconv.Itoa(columns)})
			}
			if rows > 1 {
				cel.Attrs = append(cel.Attrs[:len(cel.Attrs):len(cel.Attrs)], doc.KeyVal{Key: "rowspan", Value: strconv.Itoa(rows)})
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
			if d.Header && !d.Empty() { // an empty head, as the corner of a table often is, names nothing
				tag.Role = "TH"
				tag.ID = "quire-th-" + strconv.Itoa(c.tables) + "-" + strconv.Itoa(int(d.Num))
				if tag.Scope = "Column"; d.Scope == "row" {
					tag.Scope = "Row"
					heads = append(heads, tag.ID)
				} else {
					for k := range columns {
						c.heads[at[i]+k] = append(c.heads[at[i]+k], tag.ID)
					}
				}
			} else {
				for k := range columns {
					for _, id := range c.heads[at[i]+k] {
						if !slices.Contains(tag.Headers, id) {
							tag.Headers = append(tag.Headers, id)
						}
					}
				}
				tag.Headers = append(tag.Headers, heads...)
			}
			il := &inliner{c: c, space: true}
			l := in.lang
			if cel.Lang != in.el.Lang {
				l = c.language(cel.Lang)
				tag.Lang = cel.Lang
			}
			sc := scope{el: cel, st: st, tag: tag, lang: l, deco: in.deco | st.Decoration}
			il.generated(sc, "before")
			il.inlines(sc, cellContent(d))
			il.generated(sc, "after")
			il.end()
			p := &paragraph{segs: il.out, st: st, lang: l, pos: d.Span.Pos, el: cel}
			p.note()
			if d.ID != "" {
				c.ids, c.idTags = append(c.ids, d.ID), append(c.idTags, tag)
			}
			out.cells = append(out.cells, &cell{par: p, st: st, tag: tag, column: at[i], columns: columns})
		}
		c.add(in, &leaf{row: out, pos: r.Span.Pos})
	})
}

// narrow gives a table the width of its columns, puts it where its auto margins say, and draws its borders around the
// rows; the caption lies outside of them (CSS 2.2, §17.4). Collapsed borders take no room: they lie on the edges.
func (c *collector) narrow(leaves []*leaf, in frame, st *style.Style, width dimen.Length) {
	spare := in.width - width
	shift := dimen.Length(0)
	switch {
	case spare <= 0:
	case st.Margin[3].Auto && st.Margin[1].Auto:
		shift = spare / 2
	case st.Margin[3].Auto, st.RightToLeft && !st.Margin[1].Auto:
		shift = spare
	}
	var first, last *leaf
	seen := map[*box]bool{}
	for _, lf := range leaves {
		if lf.row == nil {
			continue
		}
		if first == nil {
			first = lf
		}
		last = lf
		lf.x += shift
		lf.width = width
		for _, es := range [][]edge{lf.opens, lf.closes} {
			for _, e := range es {
				if e.box.part && !seen[e.box] {
					seen[e.box] = true
					e.box.x, e.box.width = e.box.x+shift, width
				}
			}
		}
	}
	if first == nil || !drawn(st) {
		return
	}
	bx := &box{st: st, part: true, whole: true, x: in.x + shift, width: width}
	above, below := st.Border[0].Width, st.Border[2].Width
	if st.BorderCollapse {
		above, below = 0, 0
	}
	first.inner += above
	first.opens = append([]edge{{bx, above}}, first.opens...)
	last.below += below
	last.closes = append(last.closes, edge{bx, last.below})
}

// row sets the cells of a row on the page.
func (m *maker) row(o *placer, lf *leaf, x, y dimen.Length) {
	own := lf.row.height()
	// Backgrounds lie under all text and borders.
	for _, c := range lf.row.cells {
		if c.st.HasBackground {
			r := page.Rect{X: x + c.outer[0], Y: y, W: c.outer[1], H: c.reach(own)}
			o.pg.Items = append(o.pg.Items, fill(c.st, r))
		}
	}
	line := dimen.Length(0) // the first baseline of the cells that stand on one (CSS 2.2, §17.5.3)
	for _, c := range lf.row.cells {
		if c.st.VerticalAlign == style.Baseline {
			line = max(line, c.st.Padding[0].Length+c.edge(0)+m.setter.baseline(c.st))
		}
	}
	for _, c := range lf.row.cells {
		h := c.reach(own)
		c.borders(o, x+c.outer[0], y, h)
		if len(c.par.ways) == 0 {
			continue
		}
		base := m.setter.baseline(c.st)
		top := y + c.st.Padding[0].Length + c.edge(0)
		switch spare := h - c.height(); c.st.VerticalAlign {
		case style.Middle:
			top += spare / 2
		case style.Bottom:
			top += spare
		case style.Baseline:
			top += min(spare, y+line-top-base)
		}
		w := &c.par.ways[c.par.natural]
		for i := range w.lines {
			o.line(c.par, w, i, x+c.x, top+base+c.lines(i+1)-c.st.LineHeight)
			m.judge(c.par, w, i, o.label)
		}
	}
}

// reach is the height of the rows that a cell covers; own is that of the first.
func (c *cell) reach(own dimen.Length) dimen.Length {
	for _, r := range c.rows[min(1, len(c.rows)):] {
		own += r.height()
	}
	return own
}

// borders draws the borders of a cell: within its edges, or where they are collapsed on them.
func (c *cell) borders(o *placer, x, y, h dimen.Length) {
	for k, b := range c.st.Border {
		if b.Width <= 0 {
			continue
		}
		out := b.Width - c.edge(k)
		r := page.Rect{X: x, Y: y - out, W: c.outer[1], H: b.Width}
		switch k {
		case 1:
			r = page.Rect{X: x + c.outer[1] - c.edge(1), Y: y, W: b.Width, H: h}
		case 2:
			r.Y = y + h - c.edge(2)
		case 3:
			r = page.Rect{X: x - out, Y: y, W: b.Width, H: h}
		}
		o.pg.Items = append(o.pg.Items, stroke(c.st, k, r)...)
	}
}
