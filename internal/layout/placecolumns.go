package layout

import (
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/page"
)

// columns sets what of columns stands on a page, with the rules between them.
func (m *maker) columns(o *canvas, p *placed, left, top dimen.Length) {
	mc := p.lf.cols
	set := p.inColumns()
	bottom := dimen.Length(0)
	for _, c := range set {
		bottom = max(bottom, c.bottom)
	}
	if p.from == 0 {
		delete(m.openedIn, mc)
	}
	for i := 0; i < len(set); {
		j := i
		var on []placed
		for j < len(set) && set[j].column == set[i].column {
			on = append(on, set[j].placed)
			j++
		}
		column, before := set[i].column, -mc.gap/2
		if mc.st.RightToLeft { // the first column is that on the right
			column, before = mc.count-1-column, mc.width+mc.gap/2
		}
		x := left + dimen.Length(column)*(mc.width+mc.gap)
		if r := mc.st.ColumnRule; r.Width > 0 && set[i].column > 0 {
			between := page.Rect{X: x + p.lf.x + before - r.Width/2, Y: top + p.y, W: r.Width, H: bottom}
			o.pg.Items = append(o.pg.Items, border.Rule(r, mc.st.Color, false, between)...)
		}
		m.openedIn[mc] = drawBoxes(o.pg, on, m.openedIn[mc], x, top+p.y)
		for _, q := range on {
			m.assign(q, len(o.pg.Items) == 0)
			m.place(o, q, x, top+p.y)
		}
		i = j
	}
}
