package layout_test

import (
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/style"
)

// A page whose head is a picture begins with the figure, not with the words of its caption.
func TestFolioOfAPictureAtTheHead(t *testing.T) {
	var list diag.List
	b := book(t, "text.md", []byte("Before.\n\n![A caption](square.png){alt=\"A square\"}\n\nBehind.\n"), &list)
	_, folios := lay(t, b, &list, style.Source{Name: "style.css", Text: []byte(`
		@page { size: 200pt 200pt; margin: 20pt; }
		html { font: 10pt/12pt "EB Garamond"; }
		section.frontmatter, section.colophon { display: none; }
		figure { break-before: page; }
		img { width: 40pt; }`)})
	figure := doc.NodeID(0)
	for _, s := range b.Sections {
		doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
			if f, ok := n.(*doc.Figure); ok {
				figure = f.Num
			}
			return true
		})
	}
	for _, f := range folios.Pages {
		if f.At.Node == figure {
			return
		}
	}
	t.Errorf("no page begins at the figure, which is node %d: %v", figure, folios.Pages)
}
