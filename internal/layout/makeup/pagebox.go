package makeup

import (
	"quire/internal/layout/border"
	"quire/internal/page"
	"quire/internal/style"
)

// pageBox draws the background of a page, which goes to the edge of the bleed, and the border around its area.
func pageBox(pg *page.Page, st *style.Page) {
	if st.HasBackground {
		b := bleedOf(st)
		pg.Items = append(pg.Items, border.Fill(st.Style, page.Rect{X: -b, Y: -b, W: pg.Width + 2*b, H: pg.Height + 2*b}))
	}
	around := *st.Style
	around.HasBackground = false
	x, y := st.Margin[style.SideLeft].Of(pg.Width), st.Margin[style.SideTop].Of(pg.Height)
	pg.Items = append(pg.Items, border.Box(&around, page.Rect{
		X: x, Y: y, W: pg.Width - x - st.Margin[style.SideRight].Of(pg.Width), H: pg.Height - y - st.Margin[style.SideBottom].Of(pg.Height),
	}, [4]bool{true, true, true, true})...)
}
