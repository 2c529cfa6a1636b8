package makeup

import (
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/layout/flow"
	"quire/internal/page"
	"quire/internal/style"
)

// cellOn is the part of a cell on a page or in a column. It may reach over several rows.
type cellOn struct {
	*flow.Cell
	x, y, bottom dimen.Length
	placed       []flow.Placed // counted from y
	begins, ends bool
}

// cellsOn gives the cells that begin at a row on a page, or continue there from the page before. It gathers their parts in that
// row and in the rows below. on has all leaves on the page; the row is at k.
func cellsOn(on []flow.Placed, k int, left, top dimen.Length) (out []cellOn) {
	first := &on[k]
	for _, part := range first.Cells() {
		if k > 0 && !part.Begins && first.From == 0 && reaches(part.Cell, &on[k-1], first) {
			continue // it has been set with the row above
		}
		c := cellOn{Cell: part.Cell, x: left + first.Leaf.X, y: top + first.Y, bottom: top + first.Bottom, placed: part.Placed, begins: part.Begins, ends: part.Ends}
		for i := k + 1; i < len(on) && !c.ends && reaches(part.Cell, first, &on[i]); i++ {
			for _, below := range on[i].Cells() {
				if below.Cell != part.Cell {
					continue
				}
				flow.ShiftAll(below.Placed, on[i].Y-first.Y)
				c.placed, c.ends, c.bottom = append(c.placed, below.Placed...), below.Ends, top+on[i].Bottom
			}
		}
		out = append(out, c)
	}
	return out
}

// reaches reports whether a cell covers two rows that are both in the text or both in a repeated head.
func reaches(c *flow.Cell, a, b *flow.Placed) bool {
	return a.Repeated == b.Repeated && c.Covers(a.Leaf.Row) && c.Covers(b.Leaf.Row)
}

// placeRow sets the cells of a row on the page.
func (m *maker) placeRow(o *canvas, on []flow.Placed, k int, left, top dimen.Length) {
	cells := cellsOn(on, k, left, top)
	// Backgrounds lie under all text and borders.
	for _, c := range cells {
		if c.Style.HasBackground {
			r := page.Rect{X: c.x + c.Outer[0], Y: c.y, W: c.Outer[1], H: c.bottom - c.y}
			o.pg.Items = append(o.pg.Items, border.Fill(c.Style, r))
		}
	}
	for _, c := range cells {
		cellBorders(o, &c)
		if c.begins {
			delete(m.openedCell, c.Cell)
		}
		first, outOfFlow := o.first, o.outOfFlow
		o.outOfFlow = true // lines of cells are not numbered
		m.openedCell[c.Cell] = drawBoxes(o.pg, c.placed, m.openedCell[c.Cell], c.x, c.y)
		for i := range c.placed {
			m.placeLeaf(o, c.placed, i, c.x, c.y)
		}
		if o.outOfFlow = outOfFlow; outOfFlow {
			o.first = first
		}
	}
}

// cellBorders draws the borders of a cell: within its edges, or where they are collapsed on them. Where it is divided, it has
// none at that side, unless they are cloned (css-break-3, §5.4).
func cellBorders(o *canvas, c *cellOn) {
	x, y, h := c.x+c.Outer[0], c.y, c.bottom-c.y
	for k, b := range c.Style.Border {
		if b.Width <= 0 || !c.Style.Clone && (k == 0 && !c.begins || k == 2 && !c.ends) {
			continue
		}
		out := b.Width - c.BorderWidth(k)
		r := page.Rect{X: x, Y: y - out, W: c.Outer[1], H: b.Width}
		switch k {
		case style.SideRight:
			r = page.Rect{X: x + c.Outer[1] - c.BorderWidth(1), Y: y, W: b.Width, H: h}
		case style.SideBottom:
			r.Y = y + h - c.BorderWidth(2)
		case style.SideLeft:
			r = page.Rect{X: x - out, Y: y, W: b.Width, H: h}
		}
		o.pg.Items = append(o.pg.Items, border.Stroke(c.Style, k, r)...)
	}
}
