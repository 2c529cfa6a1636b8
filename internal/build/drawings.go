package build

import (
	"errors"
	"fmt"
	"maps"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/layout"
	"quire/internal/page"
	"quire/internal/svg"
)

// Drawn is a book for pages: its SVG images are shapes, or pixels where shapes cannot show them.
type Drawn struct {
	book   *doc.Book
	shapes map[string]*page.Drawing // by path
}

// drawings reads the SVG images of a book for its pages; nil where one cannot be shown. What becomes of one is reported
// where the image is first named, unless it is shapes.
func drawings(book *doc.Book, faces *layout.Fonts, findings *diag.List) *Drawn {
	assets := maps.Clone(book.Assets)
	shapes := map[string]*page.Drawing{}
	done, ok := map[string]bool{}, true
	for _, s := range book.Sections {
		doc.Walk(s, func(n doc.AnyNode) bool {
			im, is := n.(*doc.Image)
			if !is || done[im.Path] {
				return true
			}
			a := book.Assets[im.Path]
			if a == nil || a.MediaType != "image/svg+xml" {
				return true
			}
			done[im.Path] = true
			drawing, err := svg.Read(a.Data, a.Width, a.Height, faces.Faces)
			if err == nil {
				shapes[im.Path] = drawing
				return true
			}
			reason, unshaped := errors.AsType[svg.Unshaped](err)
			var data []byte
			if unshaped {
				data, err = svg.Draw(a.Data, a.Width, a.Height, faces.Faces)
			}
			if err != nil {
				ok = false
				findings.Add(diag.Finding{
					Pos: im.Span.Pos, Severity: diag.Error, Code: "unsettable-image",
					Message: fmt.Sprintf("the SVG “%s” cannot be set in a PDF: %v", im.Path, err),
					Help:    "save it anew as plain SVG with all that it shows in it, or as PNG at 300 pixels an inch or more; or leave the PDF out with --to epub,html",
				})
				return true
			}
			findings.Add(diag.Finding{
				Pos: im.Span.Pos, Severity: diag.Warning, Code: "rasterised-image",
				Message: fmt.Sprintf("the SVG “%s” is set in the PDF as pixels, %d an inch at its own size: %v", im.Path, svg.PerInch, reason),
				Help:    "look at it in print; where it is set larger than it is drawn, give it a larger width and height in the file",
			})
			pixels := *a
			pixels.Data, pixels.MediaType = data, "image/png"
			assets[im.Path] = &pixels
			return true
		})
	}
	if !ok {
		return nil
	}
	out := *book
	out.Assets = assets
	return &Drawn{&out, shapes}
}

// shape gives the pictures of pages the shapes that they show.
func (d *Drawn) shape(pages *page.Pages) {
	for _, pg := range pages.Pages {
		for _, it := range pg.Items {
			if p, ok := it.(*page.Picture); ok && p.Image != nil {
				if dr := d.shapes[p.Image.Name]; dr != nil {
					p.Image.Drawing = dr
				}
			}
		}
	}
}
