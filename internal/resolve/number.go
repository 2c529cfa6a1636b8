package resolve

import (
	"strconv"

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

// numberParagraphs counts the paragraphs of the text through the book: the children of chapters and of their sections.
// Paragraphs within a quotation, a list, a table or an epigraph are not counted.
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

// numberSections puts numbers before the headings of the text. Parts have none, and chapters are counted across parts.
// Headings with {.unnumbered} or {-} are not counted. A chapter without a title already has its number.
//
//	# Tides  →  1 Tides
//	## Ebb   →  1.1 Ebb
func (r *resolver) numberSections(text []*doc.Section) {
	eachNumber(text, "", func(s *doc.Section, number string) {
		if r.untitled[s] {
			return
		}
		span := &doc.Span{Node: doc.Node{Attr: doc.Attr{Classes: []string{"header-section-number"}}}, Content: doc.Literal(number)}
		s.Heading.Content = append([]doc.Inline{span, &doc.Text{Value: "\u2002"}}, s.Heading.Content...)
	})
}

// eachNumber calls visit with each section that is counted, and its number.
func eachNumber(sections []*doc.Section, prefix string, visit func(s *doc.Section, number string)) {
	n := 0
	var count func(s *doc.Section)
	count = func(s *doc.Section) {
		var below []*doc.Section
		for _, b := range s.Blocks {
			if sub, ok := b.(*doc.Section); ok {
				below = append(below, sub)
			}
		}
		if s.Kind == doc.KindPart {
			for _, sub := range below {
				count(sub)
			}
			return
		}
		if s.Heading == nil || s.Kind.Matter() != doc.Body || s.HasClass("unnumbered") || s.Heading.HasClass("unnumbered") {
			return
		}
		n++
		number := prefix + strconv.Itoa(n)
		visit(s, number)
		eachNumber(below, number+".", visit)
	}
	for _, s := range sections {
		count(s)
	}
}
