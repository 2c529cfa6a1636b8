package makeup

import (
	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// The marks of a page that is to be cut (css-page-3, §6): how long, how far from the edge at least, how thick.
const (
	markLength = 14 * dimen.PT
	markAway   = 9 * dimen.PT // 3 mm and a little, so that no bleed touches them
	markThick  = dimen.PT / 4
)

// addBleedAndMarks lays a finished page on a larger sheet, with the bleed and the marks that its style asks for. Where it asks for
// neither, the page is as large as its trimmed size.
func (m *maker) addBleedAndMarks(pg *page.Page, index int, st *style.Page) {
	bleed := bleedOf(st)
	if bleed <= 0 && st.Marks == 0 {
		return
	}
	around := bleed
	away := max(markAway, bleed)
	if st.Marks != 0 {
		around = away + markLength + 4*dimen.PT
	}
	for _, it := range pg.Items {
		switch it := it.(type) {
		case *page.Run:
			it.X, it.Y = it.X+around, it.Y+around
		case *page.Rule:
			it.X, it.Y = it.X+around, it.Y+around
		case *page.Picture:
			it.X, it.Y = it.X+around, it.Y+around
			if it.Tag != nil && it.Tag.BBox != nil && it.Tag.BBox.Page == index {
				it.Tag.BBox.Rect = it.Rect
			}
		}
	}
	for i := range pg.Links {
		for k := range pg.Links[i].Rects {
			r := &pg.Links[i].Rects[k]
			r.X, r.Y = r.X+around, r.Y+around
		}
	}
	for i := range m.pages.Dests {
		if d := &m.pages.Dests[i]; d.Page == index {
			d.X, d.Y = d.X+around, d.Y+around
		}
	}
	w, h := pg.Width, pg.Height
	pg.Trim = page.Rect{X: around, Y: around, W: w, H: h}
	pg.Bleed = page.Rect{X: around - bleed, Y: around - bleed, W: w + 2*bleed, H: h + 2*bleed}
	pg.Width, pg.Height = w+2*around, h+2*around
	rule := func(x, y, w, h dimen.Length) {
		pg.Items = append(pg.Items, &page.Rule{Rect: page.Rect{X: x, Y: y, W: w, H: h}, Mark: page.Mark{Artifact: page.ArtifactPage}})
	}
	far := [2]dimen.Length{around - away - markLength, around + away}
	if st.Marks&style.CropMarks != 0 {
		for _, x := range [2]dimen.Length{around, around + w} {
			rule(x-markThick/2, far[0], markThick, markLength)
			rule(x-markThick/2, h+far[1], markThick, markLength)
		}
		for _, y := range [2]dimen.Length{around, around + h} {
			rule(far[0], y-markThick/2, markLength, markThick)
			rule(w+far[1], y-markThick/2, markLength, markThick)
		}
	}
	if st.Marks&style.CrossMarks != 0 {
		cross := func(x, y dimen.Length) {
			rule(x-markLength/2, y-markThick/2, markLength, markThick)
			rule(x-markThick/2, y-markLength/2, markThick, markLength)
		}
		half := far[0] + markLength/2
		cross(around+w/2, half)
		cross(around+w/2, h+far[1]+markLength/2)
		cross(half, around+h/2)
		cross(w+far[1]+markLength/2, around+h/2)
	}
}

// bleedOf is how far ink goes beyond the edge: where it is auto, 6 points if there are marks (css-page-3, §6.2).
func bleedOf(st *style.Page) dimen.Length {
	if st.Marks != 0 && st.Bleed <= 0 {
		return 6 * dimen.PT
	}
	return max(st.Bleed, 0)
}
