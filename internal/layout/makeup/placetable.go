package makeup

import (
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/layout/flow"
	"quire/internal/page"
	"quire/internal/style"
)

// placeRow sets the cells of a row on the page.
func (m *maker) placeRow(o *canvas, lf *flow.Leaf, x, y dimen.Length) {
	own := lf.Row.Height()
	// Backgrounds lie under all text and borders.
	for _, c := range lf.Row.Cells {
		if c.Style.HasBackground {
			r := page.Rect{X: x + c.Outer[0], Y: y, W: c.Outer[1], H: c.Reach(own)}
			o.pg.Items = append(o.pg.Items, border.Fill(c.Style, r))
		}
	}
	line := dimen.Length(0) // the first baseline of the cells that stand on one (CSS 2.2, §17.5.3)
	for _, c := range lf.Row.Cells {
		if c.Style.VerticalAlign == style.Baseline {
			line = max(line, c.Style.Padding[style.SideTop].Length+c.BorderWidth(style.SideTop)+m.setter.Baseline(c.Style))
		}
	}
	for _, c := range lf.Row.Cells {
		h := c.Reach(own)
		cellBorders(o, c, x+c.Outer[0], y, h)
		if c.Lines == nil {
			continue
		}
		base := m.setter.Baseline(c.Style)
		top := y + c.Style.Padding[style.SideTop].Length + c.BorderWidth(style.SideTop)
		switch spare := h - c.Height(); c.Style.VerticalAlign {
		case style.Middle:
			top += spare / 2
		case style.Bottom:
			top += spare
		case style.Baseline:
			top += min(spare, y+line-top-base)
		}
		for i := range c.Lines.Lines(c.Lines.Natural) {
			m.putLine(o, m.setter.Line(c.Lines, c.Lines.Natural, i, x+c.X, top+base+c.LinesHeight(i+1)-c.Style.LineHeight, o.place()))
			m.reportOverfull(c.Lines, c.Lines.Natural, i, o.label)
		}
	}
}

// cellBorders draws the borders of a cell: within its edges, or where they are collapsed on them.
func cellBorders(o *canvas, c *flow.Cell, x, y, h dimen.Length) {
	for k, b := range c.Style.Border {
		if b.Width <= 0 {
			continue
		}
		out := b.Width - c.BorderWidth(k)
		r := page.Rect{X: x, Y: y - out, W: c.Outer[1], H: b.Width}
		switch k {
		case style.SideRight:
			r = page.Rect{X: x + c.Outer[1] - c.BorderWidth(style.SideRight), Y: y, W: b.Width, H: h}
		case style.SideBottom:
			r.Y = y + h - c.BorderWidth(style.SideBottom)
		case style.SideLeft:
			r = page.Rect{X: x - out, Y: y, W: b.Width, H: h}
		}
		o.pg.Items = append(o.pg.Items, border.Stroke(c.Style, k, r)...)
	}
}
