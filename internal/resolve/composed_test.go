package resolve_test

import (
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/markdown"
	"quire/internal/resolve"
)

// Combining accents are joined with their letters, and a note finds its call in either form.
func TestComposedLetters(t *testing.T) {
	var list diag.List
	d := markdown.Parse("text.md", []byte("# The cafe\u0301\n\nCafe\u0301.[^e\u0301]\n\n[^\u00e9]: A note.\n"), markdown.Options{Lang: "en-GB"}, &list)
	ms := &doc.Manuscript{Meta: doc.Meta{Title: "T", Lang: "en-GB", Name: "t"}, Notes: d.Notes, Files: []*doc.File{{Path: "text.md", Blocks: d.Blocks}}}
	b := resolve.Book(ms, resolve.Options{}, &list)
	if found := list.All(); len(found) > 0 {
		t.Fatal(found)
	}
	if len(b.Notes) != 1 {
		t.Errorf("%d notes", len(b.Notes))
	}
	for _, s := range b.Sections {
		doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
			if x, ok := n.(*doc.Text); ok && strings.ContainsRune(x.Value, 0x301) {
				t.Errorf("%q is not composed", x.Value)
			}
			return true
		})
	}
}
