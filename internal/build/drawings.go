package build

import (
	"fmt"
	"maps"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/svg"
)

// drawings gives the book with its SVG images as pixels, which is what a PDF of ours can hold; nil where one cannot be
// drawn. Either is reported, where the image is first named.
func drawings(book *doc.Book, findings *diag.List) *doc.Book {
	assets := maps.Clone(book.Assets)
	done, ok := map[string]bool{}, true
	for _, s := range book.Sections {
		doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
			im, is := n.(*doc.Image)
			if !is || done[im.Path] {
				return true
			}
			a := book.Assets[im.Path]
			if a == nil || a.MediaType != "image/svg+xml" {
				return true
			}
			done[im.Path] = true
			data, err := svg.Draw(a.Data, a.Width, a.Height)
			if err != nil {
				ok = false
				findings.Add(diag.Finding{
					Pos: im.Span.Pos, Severity: diag.Error, Code: "unsettable-image",
					Message: fmt.Sprintf("the SVG “%s” cannot be set in a PDF: %v", im.Path, err),
					Help:    "save it as PNG, at 300 pixels an inch or more, or its text as paths; or leave the PDF out with --to epub,html",
				})
				return true
			}
			findings.Add(diag.Finding{
				Pos: im.Span.Pos, Severity: diag.Warning, Code: "rasterised-image",
				Message: fmt.Sprintf("the SVG “%s” is set in the PDF as pixels, %d an inch at its own size", im.Path, svg.PerInch),
				Help:    "look at it in print; where it is set larger than it is drawn, give it a larger width and height in the file",
			})
			drawn := *a
			drawn.Data, drawn.MediaType = data, "image/png"
			assets[im.Path] = &drawn
			return true
		})
	}
	if !ok {
		return nil
	}
	out := *book
	out.Assets = assets
	return &out
}
