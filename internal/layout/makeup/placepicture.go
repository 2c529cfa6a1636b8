package makeup

import (
	"quire/internal/dimen"
	"quire/internal/layout/flow"
	"quire/internal/page"
	"quire/internal/style"
)

// placePicture sets a picture that stands by itself, where the text-align of its figure says.
func (m *maker) placePicture(o *canvas, lf *flow.Leaf, x, y dimen.Length) {
	p := lf.Picture
	switch lf.Style.TextAlign {
	case style.Center:
		x += (lf.Width - p.Width) / 2
	case style.Right, style.End:
		x += lf.Width - p.Width
	}
	r := page.Rect{X: x, Y: y, W: p.Width, H: p.Height}
	src, mark := page.Source{}, page.Mark{Tag: p.Tag}
	if o.art != "" { // on every page
		mark = page.Mark{Artifact: o.art}
	} else if p.Tag != nil {
		if src = p.Tag.Source; o.first.Node == 0 {
			o.first = src
		}
		p.Tag.BBox = &page.BBox{Page: o.index, Rect: r}
	}
	if p.IsCode() {
		o.pg.Items = append(o.pg.Items, p.Modules(r, mark)...)
		return
	}
	o.pg.Items = append(o.pg.Items, &page.Picture{Rect: r, Image: p.Image, Mark: mark, Source: src})
}
