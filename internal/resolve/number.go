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

// numberParagraphs counts the paragraphs of the text through the book: those that stand in a chapter itself or in one of
// its sections. What is within a quotation, a list, a table or an epigraph belongs to the paragraph before it.
func (r *resolver) numberParagraphs(text []*doc.Section) {
	n := 0
	var count func(s *doc.Section)
	count = func(s *doc.Section) {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *doc.Paragraph:
				if !b.Plain {
					n++
					b.Number = n
				}
			case *doc.Section:
				count(b)
			}
		}
	}
	for _, s := range text {
		if s.Kind.Matter() == doc.Body {
			count(s)
		}
	}
}
