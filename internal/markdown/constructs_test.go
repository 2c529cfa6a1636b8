package markdown

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
)

// The book of constructs is read without a finding, and has every node that the source language can give.
func TestConstructs(t *testing.T) {
	root := os.DirFS("../../testdata/books/constructs")
	var l diag.List
	has := map[string]bool{}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		m := Parse(name, src, Options{Lang: "en-GB", Shared: name == "notes.md"}, &l)
		visit := func(n doc.AnyNode) bool {
			has[strings.Fields(dumpNode(n))[1]] = true
			if i, ok := n.(*doc.Image); ok {
				if _, err := fs.Stat(root, path.Join(path.Dir(name), i.Path)); err != nil {
					t.Error(err)
				}
			}
			return true
		}
		doc.WalkBlocks(m.Blocks, visit)
		for _, n := range m.Notes {
			has["NoteDef"] = true
			doc.WalkBlocks(n.Blocks, visit)
		}
		has["Silence"] = has["Silence"] || len(m.Silences) > 0
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range l.All() {
		t.Error(f)
	}
	for _, want := range strings.Fields(`Heading Paragraph Plain Verse BlockQuote List DefinitionList CodeBlock Table Figure Div Break SoftBreak LineBreak
		Emph Strong Strikeout Superscript Subscript Code Span Link Image CrossRef IndexMark NoteMark Cite NoteDef Silence`) {
		if !has[want] {
			t.Errorf("no %s in the book of constructs", want)
		}
	}
}

func dumpNode(n doc.AnyNode) string {
	var b strings.Builder
	switch n := n.(type) {
	case doc.Block:
		dumpBlock(&b, n, 0)
	case doc.Inline:
		dumpInline(&b, n, 0)
	default:
		return "- -"
	}
	return b.String()
}
