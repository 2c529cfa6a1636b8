package build

import (
	"fmt"
	"maps"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/page"
	"quire/internal/resolve"
	"quire/internal/svg"
)

// drawn is a book for pages: its SVG images are shapes, or pixels where shapes cannot show them.
type drawn struct {
	book   *doc.Book
	shapes map[string]*page.Drawing // by path
}

// drawings reads the SVG images of a book for its pages; nil where one cannot be shown, unless it is for a draft. What becomes of one is reported
// where the image is first named, unless it is shapes.
func drawings(book *doc.Book, faces svg.Faces, draft bool, findings *diag.List) *drawn {
	assets := maps.Clone(book.Assets)
	shapes := map[string]*page.Drawing{}
	done, ok := map[string]bool{}, true
	eachImage(book, func(im *doc.Image) {
		a := book.Assets[im.Path]
		if done[im.Path] || a == nil || a.MediaType != svgType {
			return
		}
		done[im.Path] = true
		d, err := svg.Show(a.Data, a.Width, a.Height, faces)
		switch {
		case err != nil:
			ok = ok && draft
			assets[im.Path], shapes[im.Path] = missingImage(im.Path, book.Meta.Lang, faces)
			findings.Add(diag.Finding{
				Pos: im.Span.Pos, Severity: diag.Error, Code: "unsettable-image",
				Message: fmt.Sprintf("the SVG “%s” cannot be set in a PDF: %v", im.Path, err),
				Help:    "save it anew as plain SVG with all that it shows in it, or as PNG at 300 pixels an inch or more; or leave the PDF out with --to epub,html",
			})
		case d.Shapes != nil:
			shapes[im.Path] = d.Shapes
		default:
			findings.Add(diag.Finding{
				Pos: im.Span.Pos, Severity: diag.Warning, Code: "rasterised-image",
				Message: fmt.Sprintf("the SVG “%s” is set in the PDF as pixels, %d an inch at its own size: %v", im.Path, d.PerInch, d.Unshaped),
				Help:    "look at it in print; where it is set larger than it is drawn, give it a larger width and height in the file",
			})
			pixels := *a
			pixels.Data, pixels.MediaType = d.PNG, "image/png"
			assets[im.Path] = &pixels
		}
	})
	if !ok {
		return nil
	}
	out := *book
	out.Assets = assets
	return &drawn{&out, shapes}
}

// missingImage gives the image that a draft shows instead of another, with its shapes.
func missingImage(path, language string, faces svg.Faces) (*doc.Asset, *page.Drawing) {
	a := resolve.MissingImage(path, language)
	d, err := svg.Read(a.Data, a.Width, a.Height, faces)
	if err != nil {
		return a, nil // it is our own, and sound
	}
	return a, d
}

// shape gives the pictures of pages the shapes that they show.
func (d *drawn) shape(pages *page.Pages) {
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
