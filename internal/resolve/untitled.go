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

// emptyHeadings makes breaks of the headings without text that stand among the blocks of a node, at any depth. The
// headings of sections are none of these.
func (r *resolver) emptyHeadings(n node) {
	doc.ReplaceBlocks(n, func(b doc.Block) doc.Block {
		if h, ok := b.(*doc.Heading); ok && len(h.Content) == 0 {
			return r.emptyHeading(h)
		}
		return b
	})
}

// emptyHeading makes a break of a heading without text.
func (r *resolver) emptyHeading(h *doc.Heading) *doc.Break {
	r.findings.Add(diag.Finding{
		Pos: h.Span.Pos, Severity: diag.Warning, Code: "empty-heading",
		Message: "this heading has no text; a break stands in its place", Help: "write its text on the same line, or “***” for a break",
	})
	return &doc.Break{Node: h.Node}
}
