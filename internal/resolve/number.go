package resolve

import (
	"quire/internal/doc"
)

// number counts the tables and figures that have a caption, through the book.
func (r *resolver) number(text []*doc.Section) {
	tables, figures := 0, 0
	for _, s := range text {
		doc.Walk(s, func(n node) bool {
			switch n := n.(type) {
			case *doc.Table:
				if len(n.Caption) > 0 && !n.HasClass("unnumbered") {
					tables++
					n.Number = tables
				}
			case *doc.Figure:
				if len(n.Caption) > 0 && !n.HasClass("unnumbered") {
					figures++
					n.Number = figures
				}
			}
			return true
		})
	}
}
