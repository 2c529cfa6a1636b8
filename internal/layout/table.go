package layout

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/linebreak"
	"quire/internal/page"
	"quire/internal/style"
)

// row is a row of a table, set as a whole.
type row struct {
	cells []*cell
}

// cell is a cell of a row: its text at x from the table's left edge.
type cell struct {
	par      *paragraph
	st       *style.Style
	x, width dimen.Length    // of the text, padding apart
	outer    [2]dimen.Length // left edge and width with padding
	tag      *page.Tag
}

func (c *cell) height() dimen.Length {
	return c.lines(-1) + c.st.Padding[0].Length + c.st.Padding[2].Length + c.st.Border[0].Width + c.st.Border[2].Width
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

func (r *row) height() dimen.Length {
	h := dimen.Length(0)
	for _, c := range r.cells {
		h = max(h, c.height())
	}
	return h
}

// table adds a table: table > caption, thead > tr > th, tbody > tr > td. Its columns are as wide as their content, or
// share the measure where that is too much (CSS 2.2, §17.5.2.2).
func (c *collector) table(f frame, t *doc.Table) {
	name, classes := doc.Name(t)
	el := f.element(name, classes, &t.Node)
	caption := func(in frame) {
		if len(t.Caption) == 0 {
			return
		}
		cap := in.element("caption", nil, nil)
		if t.Number > 0 {
			cap.Attrs = []doc.KeyVal{{Key: "number", Value: itoa(t.Number)}, {Key: "label", Value: lang.Word(f.lang.lang, lang.Table) + " " + itoa(t.Number)}}
		}
		c.block(in, cap, nil, "Caption", 0, func(in frame) {
			c.paragraph(in, t.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, t.Caption) })
		})
	}
	c.block(f, el, &t.Node, "Table", 3, func(in frame) {
		c.tables++
		c.heads = map[int][]string{}
		below := in.st.CaptionBelow
		if !below {
			caption(in)
		}
		from := len(c.made)
		var head []*leaf
		group := func(name, role string, rows []*doc.Row) {
			if len(rows) == 0 {
				return
			}
			c.block(in, in.element(name, nil, nil), nil, role, len(rows), func(g frame) {
				for _, r := range rows {
					c.row(g, t, r)
				}
			})
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
			// A head alone at the foot of a page, and a last row alone at the head of one, would be lost.
			if i > 0 && (lf.inHead || i == len(head) || i == len(rows)-1) {
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
	})
}

func (c *collector) row(f frame, t *doc.Table, r *doc.Row) {
	name, classes := doc.Name(r)
	el := f.element(name, classes, &r.Node)
	c.block(f, el, &r.Node, "TR", len(r.Cells), func(in frame) {
		out := &row{}
		var heads []string // of this row
		for i, d := range r.Cells {
			name, classes := doc.Name(d)
			align := doc.AlignNone
			if i < len(t.Columns) {
				align = t.Columns[i].Align
			}
			if align != doc.AlignNone {
				classes = append(classes[:len(classes):len(classes)], align.String())
			}
			cel := in.element(name, classes, &d.Node)
			st := c.cascade.Style(cel)
			role := "TD"
			if d.Header {
				role = "TH"
			}
			tag := in.tag.Add(role)
			tag.Source = source(d, 0)
			if d.Header {
				tag.ID = "quire-th-" + itoa(c.tables) + "-" + itoa(int(d.Num))
				if tag.Scope = "Column"; d.Scope == "row" {
					tag.Scope = "Row"
					heads = append(heads, tag.ID)
				} else {
					c.heads[i] = append(c.heads[i], tag.ID)
				}
			} else {
				tag.Headers = slices.Concat(c.heads[i], heads)
			}
			il := &inliner{c: c, space: true}
			l := in.lang
			if cel.Lang != in.el.Lang {
				l = c.language(cel.Lang)
				tag.Lang = cel.Lang
			}
			sc := scope{el: cel, st: st, tag: tag, lang: l, deco: in.deco | st.Decoration}
			il.generated(sc, "before")
			il.inlines(sc, d.Content)
			il.generated(sc, "after")
			il.trimSpace()
			p := &paragraph{segs: il.out, st: st, lang: l, pos: d.Span.Pos, el: cel}
			p.note()
			out.cells = append(out.cells, &cell{par: p, st: st, tag: tag})
		}
		c.add(in, &leaf{row: out, pos: r.Span.Pos})
	})
}

// columns gives each cell its place and gives the width of the table.
func (c *collector) columns(f frame, t *doc.Table, rows []*leaf) dimen.Length {
	n := 0
	for _, lf := range rows {
		n = max(n, len(lf.row.cells))
	}
	least, most := make([]dimen.Length, n), make([]dimen.Length, n)
	pad := func(st *style.Style) dimen.Length {
		return st.Padding[1].Of(f.width) + st.Padding[3].Of(f.width) + st.Border[1].Width + st.Border[3].Width
	}
	for _, lf := range rows {
		for i, d := range lf.row.cells {
			lo, hi := c.setter().extent(d.par)
			least[i], most[i] = max(least[i], lo+pad(d.st)), max(most[i], hi+pad(d.st))
		}
	}
	sum := func(ls []dimen.Length) (s dimen.Length) {
		for _, l := range ls {
			s += l
		}
		return s
	}
	widths := make([]dimen.Length, n)
	full := !f.st.Width.Auto
	explicit := 0
	if f.st.TableFixed {
		for _, col := range t.Columns {
			explicit += col.Width
		}
	}
	lo, hi := sum(least), sum(most)
	switch {
	case explicit > 0:
		for i := range widths {
			if i < len(t.Columns) {
				widths[i] = f.width.MulDiv(int64(t.Columns[i].Width), int64(max(1000, explicit)))
			}
		}
	case hi <= f.width && (!full || hi == 0):
		copy(widths, most)
	case hi <= f.width:
		for i := range widths {
			widths[i] = f.width.MulDiv(int64(most[i]), int64(hi))
		}
	case lo >= f.width:
		for i := range widths {
			widths[i] = f.width.MulDiv(int64(least[i]), int64(lo))
		}
	default:
		for i := range widths {
			widths[i] = least[i] + (f.width-lo).MulDiv(int64(most[i]-least[i]), int64(hi-lo))
		}
	}
	for _, lf := range rows {
		x := dimen.Length(0)
		for i, d := range lf.row.cells {
			d.outer = [2]dimen.Length{x, widths[i]}
			d.x = x + d.st.Padding[3].Of(f.width) + d.st.Border[3].Width
			d.width = max(widths[i]-pad(d.st), dimen.PT)
			x += widths[i]
		}
	}
	return sum(widths)
}

// extent gives the width of the widest part of a paragraph that can't be divided, and its width in a single line.
func (s *setter) extent(p *paragraph) (least, most dimen.Length) {
	s.itemize(p, p.segs)
	word, line := dimen.Length(0), dimen.Length(0)
	forbidden := false
	for i := range p.items {
		switch it := &p.items[i]; it.Kind {
		case linebreak.Box:
			word, line = word+it.Width, line+it.Width
			forbidden = false
		case linebreak.Glue:
			line += it.Width
			if forbidden {
				word += it.Width
			} else {
				least, word = max(least, word), 0
			}
			forbidden = false
		case linebreak.Discretionary:
			line += it.Width
			least, word = max(least, word+it.Pre), it.Post
		case linebreak.Penalty:
			switch {
			case it.Penalty >= linebreak.Inf:
				forbidden = true
			case it.Penalty <= -linebreak.Inf:
				least, word = max(least, word), 0
				most, line = max(most, line), 0
			default:
				least, word = max(least, word), 0
			}
		}
	}
	// A hair more, so that what has room is never broken by rounding.
	return max(least, word) + 2, max(most, line) + 2
}

// row sets the cells of a row on the page.
func (m *maker) row(o *placer, lf *leaf, x, y dimen.Length) {
	h := lf.row.height()
	for _, c := range lf.row.cells {
		art := page.Mark{Artifact: page.ArtifactLayout}
		rule := func(k int, r page.Rect) {
			if b := c.st.Border[k]; b.Width > 0 {
				col := c.st.Color
				if b.HasColor {
					col = b.Color
				}
				o.pg.Items = append(o.pg.Items, &page.Rule{Rect: r, Color: colour(col), Mark: art})
			}
		}
		left, width := x+c.outer[0], c.outer[1]
		if c.st.HasBackground {
			o.pg.Items = append(o.pg.Items, &page.Rule{Rect: page.Rect{X: left, Y: y, W: width, H: h}, Color: colour(c.st.Background), Mark: page.Mark{Artifact: page.ArtifactBackground}})
		}
		rule(0, page.Rect{X: left, Y: y, W: width, H: c.st.Border[0].Width})
		rule(1, page.Rect{X: left + width - c.st.Border[1].Width, Y: y, W: c.st.Border[1].Width, H: h})
		rule(2, page.Rect{X: left, Y: y + h - c.st.Border[2].Width, W: width, H: c.st.Border[2].Width})
		rule(3, page.Rect{X: left, Y: y, W: c.st.Border[3].Width, H: h})
		if len(c.par.ways) == 0 {
			continue
		}
		top := y + c.st.Padding[0].Length + c.st.Border[0].Width
		switch spare := h - c.height(); c.st.VerticalAlign {
		case style.Middle:
			top += spare / 2
		case style.Bottom:
			top += spare
		}
		base := m.setter.baseline(c.st)
		w := &c.par.ways[c.par.natural]
		for i := range w.lines {
			o.line(c.par, w, i, x+c.x, top+base+c.lines(i+1)-c.st.LineHeight)
			m.judge(c.par, w, i, o.label)
		}
	}
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
	case st.Margin[3].Auto:
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
	bx := &box{st: st, part: true, x: in.x + shift, width: width}
	above, below := st.Border[0].Width, st.Border[2].Width
	if st.BorderCollapse {
		above, below = 0, 0
	}
	first.inner += above
	first.opens = append([]edge{{bx, above}}, first.opens...)
	last.below += below
	last.closes = append(last.closes, edge{bx, last.below})
}
