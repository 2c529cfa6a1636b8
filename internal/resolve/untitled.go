package resolve

import (
	"quire/internal/diag"
	"quire/internal/doc"
)

// nameChapters gives a title to the chapters whose heading has no text, as in many a novel: the number of the chapter, or
// for a piece that is not counted the word for its kind. Contents and bookmarks put the word before the number, too; the
// stylesheets hide it in headings.
//
//	#    →  1 above the text, “Chapter 1” in the contents
func (r *resolver) nameChapters(text []*doc.Section) {
	r.untitled = map[*doc.Section]bool{}
	name := func(s *doc.Section, content ...doc.Inline) {
		if s.Heading != nil && len(s.Heading.Content) == 0 {
			s.Heading.Content = content
			r.untitled[s] = true
		}
	}
	words := func(s *doc.Section, text string) *doc.Text {
		return &doc.Text{Node: doc.Node{Span: s.Span}, Value: text}
	}
	eachNumber(text, "", func(s *doc.Section, number string) {
		kind := &doc.Span{Node: doc.Node{Span: s.Span, Attr: doc.Attr{Classes: []string{"kind"}}}, Content: []doc.Inline{words(s, r.label(s.Kind)+"\u00a0")}}
		name(s, kind, words(s, number))
	})
	for _, s := range text {
		doc.Walk(s, func(n node) bool {
			if s, ok := n.(*doc.Section); ok {
				name(s, words(s, r.label(s.Kind)))
			}
			return true
		})
	}
}

// emptyHeading makes a break of a heading without text within a chapter.
func (r *resolver) emptyHeading(h *doc.Heading) *doc.Break {
	r.findings.Add(diag.Finding{
		Pos: h.Span.Pos, Severity: diag.Warning, Code: "empty-heading",
		Message: "this heading has no text; a break stands in its place", Help: "write its text on the same line, or “***” for a break",
	})
	return &doc.Break{Node: h.Node}
}

// emptyHeadings replaces the headings without text within divs, quotations and lists.
func (r *resolver) emptyHeadings(blocks []doc.Block) {
	for i, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if len(b.Content) == 0 {
				blocks[i] = r.emptyHeading(b)
			}
		case *doc.Div:
			r.emptyHeadings(b.Blocks)
		case *doc.BlockQuote:
			r.emptyHeadings(b.Blocks)
		case *doc.List:
			for _, it := range b.Items {
				r.emptyHeadings(it.Blocks)
			}
		}
	}
}
