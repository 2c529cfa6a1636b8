package build

import (
	"fmt"
	"path"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/page"
)

// leastPerInch is how many pixels an inch a picture needs in print. It looks sharp with 300 and still clean with 150;
// with fewer its edges look like stairs.
const leastPerInch = 150

// coarse reports pictures that are printed with too few pixels. Each is reported once, where the text first names it, for its
// largest size. Pictures no larger than a letter, and drawings, which have enough pixels, are not reported.
func coarse(book *doc.Book, pages *page.Pages, found *diag.List) {
	widest := map[string]dimen.Length{}
	for _, pg := range pages.Pages {
		for _, it := range pg.Items {
			if p, ok := it.(*page.Picture); ok && p.Image != nil {
				widest[p.Image.Name] = max(widest[p.Image.Name], p.W)
			}
		}
	}
	for _, s := range book.Sections {
		doc.Walk(s, func(n doc.AnyNode) bool {
			im, ok := n.(*doc.Image)
			if !ok {
				return true
			}
			a, w := book.Assets[im.Path], widest[im.Path]
			delete(widest, im.Path)
			if a == nil || a.MediaType == "image/svg+xml" || w <= 12*dimen.PT {
				return true
			}
			if perInch := int64(a.Width) * int64(72*dimen.PT) / int64(w); perInch < leastPerInch {
				found.Add(diag.Finding{
					Pos: im.Span.Pos, Severity: diag.Warning, Code: "low-resolution",
					Message: fmt.Sprintf("the image “%s” is printed with %d pixels an inch", path.Base(im.Path), perInch),
					Help:    fmt.Sprintf("give one with more pixels, or set it smaller with {width=…}: 300 an inch look sharp, %d are the least", leastPerInch),
				})
			}
			return true
		})
	}
}
