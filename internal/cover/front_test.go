package cover

import (
	"image"
	"testing"

	"quire/internal/dimen"
	"quire/internal/page"
)

// Page indexes refer to the same pages after a cover is put before the first.
func TestFront(t *testing.T) {
	tag := &page.Tag{Role: "Figure", BBox: &page.BBox{Page: 1}}
	p := &page.Pages{
		Pages:  []*page.Page{{Width: 100, Height: 200, Label: "1", Parts: []page.Part{{Read: 0}}}, {Width: 100, Height: 200, Label: "2"}},
		Root:   &page.Tag{Role: "Document", Children: []*page.Tag{tag}},
		Dests:  []page.Dest{{Name: "d", Page: 1}},
		Labels: []page.LabelRange{{First: 0, Style: "decimal", Start: 1}},
	}
	Front(p, &page.Image{Width: 10, Height: 10}, "A square", "Cover")
	if len(p.Pages) != 3 || p.Pages[0].Label != "Cover" || p.Pages[1].Label != "1" {
		t.Fatalf("%d pages", len(p.Pages))
	}
	if p.Dests[0].Page != 2 || p.Labels[1].First != 1 || p.Labels[0].First != 0 || tag.BBox.Page != 2 || p.Pages[1].Parts[0].Read != 1 {
		t.Errorf("the destination is on %d, the labels begin at %d, the figure is on %d", p.Dests[0].Page, p.Labels[1].First, tag.BBox.Page)
	}
	if figure := p.Root.Children[0]; figure.Alt != "A square" || figure.BBox.Page != 0 || figure.BBox.Rect != (page.Rect{X: 0, Y: 50, W: 100, H: 100}) {
		t.Errorf("the figure is %+v", *figure.BBox)
	}
}

// An image is as large as the page allows, and in its middle.
func TestWithin(t *testing.T) {
	for _, c := range []struct {
		w, h   dimen.Length
		iw, ih int
		want   page.Rect
	}{
		{100, 200, 10, 10, page.Rect{Y: 50, W: 100, H: 100}},
		{200, 100, 10, 10, page.Rect{X: 50, W: 100, H: 100}},
		{100, 200, 10, 20, page.Rect{W: 100, H: 200}},
		{100, 200, 0, 0, page.Rect{W: 100, H: 200}},
	} {
		if got := within(c.w, c.h, c.iw, c.ih); got != c.want {
			t.Errorf("%d × %d on %d × %d: %+v, want %+v", c.iw, c.ih, c.w, c.h, got, c.want)
		}
	}
}

// The drawn cover is cut at the sides for a narrow page, at head and foot for a wide one.
func TestMiddle(t *testing.T) {
	for _, c := range []struct {
		w, h dimen.Length
		want image.Rectangle
	}{
		{Width, Height, image.Rect(0, 0, Width, Height)},
		{1, 1, image.Rect(0, (Height-Width)/2, Width, (Height-Width)/2+Width)},
		{1, 2, image.Rect((Width-Height/2)/2, 0, (Width-Height/2)/2+Height/2, Height)},
	} {
		if got := Middle(c.w, c.h); got != c.want {
			t.Errorf("%d × %d: %v, want %v", c.w, c.h, got, c.want)
		}
	}
}
