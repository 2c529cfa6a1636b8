package makeup

import (
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/layout/flow"
	"quire/internal/page"
)

// placeColumns sets what of columns stands on a page, with the rules between them.
func (m *maker) placeColumns(o *canvas, p *flow.Placed, left, top dimen.Length) {
	mc := p.Leaf.Columns
	set := p.InColumns()
	bottom := dimen.Length(0)
	for _, c := range set {
		bottom = max(bottom, c.Bottom)
	}
	for i := 0; i < len(set); {
		j := i
		var on []flow.Placed
		for j < len(set) && set[j].Column == set[i].Column {
			on = append(on, set[j].Placed)
			j++
		}
		column, before := set[i].Column, -mc.Gap/2
		if mc.Style.RightToLeft { // the first column is that on the right
			column, before = mc.Count-1-column, mc.Width+mc.Gap/2
		}
		x := left + dimen.Length(column)*(mc.Width+mc.Gap)
		if r := mc.Style.ColumnRule; r.Width > 0 && set[i].Column > 0 {
			between := page.Rect{X: x + p.Leaf.X + before - r.Width/2, Y: top + p.Y, W: r.Width, H: bottom}
			o.pg.Items = append(o.pg.Items, border.Rule(r, mc.Style.Color, false, between)...)
		}
		m.openedIn[mc] = drawBoxes(o.pg, on, m.openedIn[mc], x, top+p.Y)
		for k, q := range on {
			m.assign(q, len(o.pg.Items) == 0)
			m.placeLeaf(o, on, k, x, top+p.Y)
		}
		i = j
	}
}
