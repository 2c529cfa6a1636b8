package layout

import (
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/page"
	"quire/internal/style"
)

// row sets the cells of a row on the page.
func (m *maker) row(o *canvas, lf *leaf, x, y dimen.Length) {
	own := lf.row.height()
	// Backgrounds lie under all text and borders.
	for _, c := range lf.row.cells {
		if c.st.HasBackground {
			r := page.Rect{X: x + c.outer[0], Y: y, W: c.outer[1], H: c.reach(own)}
			o.pg.Items = append(o.pg.Items, border.Fill(c.st, r))
		}
	}
	line := dimen.Length(0) // the first baseline of the cells that stand on one (CSS 2.2, §17.5.3)
	for _, c := range lf.row.cells {
		if c.st.VerticalAlign == style.Baseline {
			line = max(line, c.st.Padding[0].Length+c.edge(0)+m.setter.Baseline(c.st))
		}
	}
	for _, c := range lf.row.cells {
		h := c.reach(own)
		cellBorders(o, c, x+c.outer[0], y, h)
		if c.par == nil {
			continue
		}
		base := m.setter.Baseline(c.st)
		top := y + c.st.Padding[0].Length + c.edge(0)
		switch spare := h - c.height(); c.st.VerticalAlign {
		case style.Middle:
			top += spare / 2
		case style.Bottom:
			top += spare
		case style.Baseline:
			top += min(spare, y+line-top-base)
		}
		for i := range c.par.Lines(c.par.Natural) {
			m.put(o, m.setter.Line(c.par, c.par.Natural, i, x+c.x, top+base+c.lines(i+1)-c.st.LineHeight, o.as()))
			m.judge(c.par, c.par.Natural, i, o.label)
		}
	}
}

// cellBorders draws the borders of a cell: within its edges, or where they are collapsed on them.
func cellBorders(o *canvas, c *cell, x, y, h dimen.Length) {
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
		o.pg.Items = append(o.pg.Items, border.Stroke(c.st, k, r)...)
	}
}
