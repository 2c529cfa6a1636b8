package flow

import (
	"slices"
	"strconv"

	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

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
	l := in.lang
	if cel.Lang != in.el.Lang {
		l = c.language(cel.Lang)
		tag.Lang = cel.Lang
	}
	out := &Cell{Insertion: Insertion{Style: st}, tag: tag, Column: at, Columns: columns}
	sc := scope{el: cel, st: st, tag: tag, lang: l, decoration: in.decoration | st.Decoration}
	if content, ok := soleParagraph(d); ok {
		il := &inliner{c: c, space: true}
		il.generated(sc, "before")
		il.inlines(sc, content)
		il.generated(sc, "after")
		il.end()
		p := &para.Text{Segments: il.out, Style: st, Lang: l, Pos: d.Span.Pos, RightToLeft: RightToLeft(cel, l)}
		out.Leaves = []*Leaf{{Element: cel, Style: st, Tag: tag, Pos: d.Span.Pos, Text: p, Exempt: c.exempt}}
	} else {
		c.cellBlocks(in, sc, t, d, out)
	}
	if d.ID != "" {
		c.ids, c.idTags = append(c.ids, d.ID), append(c.idTags, tag)
	}
	return out
}

// nameHeads gives the tag of a header cell an ID. To the tag of another cell it adds the IDs of the headers above the cell and
// before it.
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

// soleParagraph gives the text of a cell that has nothing but a paragraph.
func soleParagraph(d *doc.Cell) ([]doc.Inline, bool) {
	if len(d.Blocks) == 0 {
		return d.Content, true
	}
	if p, ok := d.Blocks[0].(*doc.Paragraph); ok && len(d.Blocks) == 1 {
		return p.Content, true
	}
	return nil, false
}

// cellBlocks collects the blocks of a cell as a galley. The width of the cell is not known yet, so its content is collected for
// a share of the table's width; fit gives it the final width.
func (c *collector) cellBlocks(in frame, sc scope, t *doc.Table, d *doc.Cell, out *Cell) {
	share := in.width / dimen.Length(max(1, len(t.Columns))) * dimen.Length(out.Columns)
	said := 0
	for k := out.Column; k < min(out.Column+out.Columns, len(t.Columns)); k++ {
		said += t.Columns[k].Width
	}
	if said > 0 {
		share = in.width.MulDiv(int64(min(said, 1000)), 1000)
	}
	edges := sc.st.Padding[style.SideRight].Of(in.width) + sc.st.Padding[style.SideLeft].Of(in.width) + out.BorderWidth(1) + out.BorderWidth(3)
	out.room = max(share-edges, dimen.PT)
	f := in
	f.el, f.st, f.tag, f.lang, f.decoration = sc.el, sc.st, sc.tag, sc.lang, sc.decoration
	if sc.st.Decoration != 0 {
		f.decoratedBy = sc.st
	}
	f.x, f.width = 0, out.room
	f = c.child(f, len(d.Blocks))
	out.Leaves, out.MarginBelow = c.collectOutOfFlow(in.name, func() {
		c.within = out.room
		il := &inliner{c: c, space: true}
		il.generated(sc, "before")
		il.end()
		c.lead = il.out
		c.blocks(f, d.Blocks)
		il = &inliner{c: c, space: true}
		il.generated(sc, "after")
		il.end()
		if c.lead = append(c.lead, il.out...); len(c.lead) > 0 {
			c.paragraph(f, d.Span.Pos, func(*inliner, scope) {})
		}
	})
}

// tokenWidth is the minimum width, in ems, for a word that may be divided anywhere: about eight letters.
const tokenWidth = 5

// cellExtent gives the min-content and the max-content width of a cell. If broken is set, words that may be divided anywhere
// count as divided.
func (c *collector) cellExtent(d *Cell, broken bool) (least, most dimen.Length) {
	for _, lf := range d.Leaves {
		beside := dimen.Length(0)
		if d.room > 0 {
			beside = d.room - lf.Width
		}
		lo, hi := dimen.Length(0), dimen.Length(0)
		switch {
		case lf.Text != nil:
			lf.Lines = c.setter.Shape(lf.Text)
			if lo, hi = lf.Lines.Extent(); broken {
				lo = min(lo, lf.Lines.LeastExtent(tokenWidth*lf.Style.FontSize))
			}
		case lf.Picture != nil:
			lo, hi = min(lf.Picture.Width, tokenWidth*lf.Style.FontSize), lf.Picture.Width
		case lf.Row != nil:
			beside = lf.X
			lo, hi = lf.Width, lf.Width
		case lf.Columns != nil:
			lo, hi = lf.Width, lf.Width
		}
		least, most = max(least, lo+beside), max(most, hi+beside)
	}
	return least, most
}

// fit gives the content of a cell its final width. It drops the lines that were only set to measure the content.
func (d *Cell) fit() {
	boxes := map[*Box]bool{}
	for _, lf := range d.Leaves {
		lf.Lines = nil
		if d.room == 0 {
			lf.X, lf.Width = d.X, d.Width
			continue
		}
		lf.X += d.X
		if lf.Row == nil {
			lf.Width = max(lf.Width+d.Width-d.room, dimen.PT)
		}
		if p := lf.Picture; p != nil && p.Width > lf.Width {
			p.Width, p.Height = lf.Width, p.Height.MulDiv(int64(lf.Width), int64(p.Width))
		}
		for _, e := range slices.Concat(lf.Opens, lf.Closes) {
			if boxes[e.Box] {
				continue
			}
			boxes[e.Box] = true
			e.Box.X += d.X
			if !e.Box.TablePart {
				e.Box.Width = max(e.Box.Width+d.Width-d.room, dimen.PT)
			}
		}
	}
}
