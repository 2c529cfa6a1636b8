package cover

import (
	"image"

	"quire/internal/dimen"
	"quire/internal/page"
)

// Front puts an image before the first page, centred and as large as that page allows. The pages keep their numbers;
// the new one has the label. alt is its alternative text.
func Front(pages *page.Pages, im *page.Image, alt, label string) {
	w, h := pages.Pages[0].Width, pages.Pages[0].Height
	box := within(w, h, im.Width, im.Height)
	figure := &page.Tag{Role: "Figure", Alt: alt, Placement: "Block", BBox: &page.BBox{Page: 0, Rect: box}}
	renumber(pages)
	first := &page.Page{
		Width: w, Height: h, Label: label, Name: "cover",
		Items: []page.Item{&page.Picture{Rect: box, Mark: page.Mark{Tag: figure}, Image: im}},
	}
	pages.Pages = append([]*page.Page{first}, pages.Pages...)
	pages.Root.Children = append([]*page.Tag{figure}, pages.Root.Children...)
	pages.Labels = append([]page.LabelRange{{Prefix: label}}, pages.Labels...)
}

// renumber makes room for one page before the first: every page index increases by one.
func renumber(pages *page.Pages) {
	for i := range pages.Dests {
		pages.Dests[i].Page++
	}
	for i := range pages.Labels {
		pages.Labels[i].First++
	}
	for _, p := range pages.Pages {
		for i := range p.Parts {
			p.Parts[i].Read++
		}
	}
	var walk func(t *page.Tag)
	walk = func(t *page.Tag) {
		if t.BBox != nil {
			t.BBox.Page++
		}
		for _, c := range t.Children {
			walk(c)
		}
	}
	walk(pages.Root)
}

// within gives the largest centred rectangle on a page that has the proportions of an image.
func within(w, h dimen.Length, iw, ih int) page.Rect {
	if iw <= 0 || ih <= 0 {
		return page.Rect{W: w, H: h}
	}
	box := page.Rect{W: w, H: dimen.Length(int64(w) * int64(ih) / int64(iw))}
	if box.H > h {
		box = page.Rect{W: dimen.Length(int64(h) * int64(iw) / int64(ih)), H: h}
	}
	box.X, box.Y = (w-box.W)/2, (h-box.H)/2
	return box
}

// Middle gives the largest centred part of the drawn cover that has the proportions of a page.
func Middle(w, h dimen.Length) image.Rectangle {
	box := image.Rect(0, 0, Width, Height)
	if high := int(int64(Width) * int64(h) / int64(w)); high < Height {
		box.Min.Y = (Height - high) / 2
		box.Max.Y = box.Min.Y + high
	} else {
		wide := int(int64(Height) * int64(w) / int64(h))
		box.Min.X = (Width - wide) / 2
		box.Max.X = box.Min.X + wide
	}
	return box
}
