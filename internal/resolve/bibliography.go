package resolve

import (
	"strings"

	"quire/internal/cite"
	"quire/internal/doc"
)

// partialRefs gives the groups of works for which the author placed divs. “::: {#refs-primary}” lists works with the
// keyword “primary”. The attributes keyword="…" and type="…" choose others.
func partialRefs(text []*doc.Section) []cite.Group {
	var out []cite.Group
	for _, s := range text {
		doc.Walk(s, func(n doc.AnyNode) bool {
			d, ok := n.(*doc.Div)
			if !ok {
				return true
			}
			name, ok := strings.CutPrefix(d.ID, "refs-")
			if !ok || len(d.Blocks) > 0 {
				return true
			}
			g := cite.Group{Div: d.ID, Keyword: d.Value("keyword"), Type: d.Value("type")}
			if g.Keyword == "" && g.Type == "" {
				g.Keyword = name
			}
			out = append(out, g)
			return false
		})
	}
	return out
}

// fillPartialRefs puts a list into its div.
func fillPartialRefs(text []*doc.Section, id string, list *doc.Bibliography) {
	for _, s := range text {
		doc.Walk(s, func(n doc.AnyNode) bool {
			if d, ok := n.(*doc.Div); ok && d.ID == id && len(d.Blocks) == 0 {
				d.Blocks = []doc.Block{list}
				return false
			}
			return true
		})
	}
}

// fillRefs puts the bibliography into the div with the id “refs”, if there is one, as Pandoc does.
func fillRefs(sections []*doc.Section, bibliography []doc.Block) bool {
	filled := false
	for _, s := range sections {
		doc.Walk(s, func(n doc.AnyNode) bool {
			if d, ok := n.(*doc.Div); ok && d.ID == "refs" && !filled {
				d.Blocks, filled = append(d.Blocks, headless(bibliography)...), true
				return false
			}
			return true
		})
	}
	return filled
}

// headless prepares the blocks of a bibliography for a place within the text: the titles of its groups become
// paragraphs.
func headless(bibliography []doc.Block) []doc.Block {
	var out []doc.Block
	for _, b := range bibliography {
		if sub, ok := b.(*doc.Section); ok {
			b = &doc.Div{Node: sub.Node, Blocks: append([]doc.Block{&doc.Paragraph{Content: sub.Heading.Content}}, sub.Blocks...)}
		}
		out = append(out, b)
	}
	return out
}

// closingHeading gives the section of a heading at the end of the text without anything below it. As in Pandoc, the
// bibliography goes there. “# Works Cited” becomes a piece of the book of its own; a heading of a lower level stays at
// the end of its chapter.
func closingHeading(text []*doc.Section) *doc.Section {
	if len(text) == 0 {
		return nil
	}
	s := text[len(text)-1]
	for len(s.Blocks) > 0 {
		sub, ok := s.Blocks[len(s.Blocks)-1].(*doc.Section)
		if !ok {
			return nil
		}
		s = sub
	}
	if s.Heading == nil {
		return nil
	}
	return s
}

// placesRefs reports whether the author chose the place of the bibliography: with the div “refs” or a section of that
// class.
func placesRefs(text []*doc.Section) bool {
	found := false
	for _, s := range text {
		found = found || s.Kind == doc.KindBibliography
		doc.Walk(s, func(n doc.AnyNode) bool {
			if d, ok := n.(*doc.Div); ok && d.ID == "refs" {
				found = true
			}
			return !found
		})
	}
	return found
}
