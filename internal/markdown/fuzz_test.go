package markdown

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"quire/internal/diag"
	"quire/internal/doc"
)

func FuzzParse(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var l diag.List
		d := Parse("fuzz.md", src, Options{Lang: "fr"}, &l)
		checkSpans(t, d, newSource("fuzz.md", src, &diag.List{}))
		for _, x := range l.All() {
			if x.Pos.File != "fuzz.md" || x.Pos.Line < 1 || x.Code == "" || x.Message == "" || x.Help == "" {
				t.Errorf("finding without a place, a code or a help: %v", x)
			}
		}
	})
}

// checkSpans holds every span to lie within the file, to end no earlier than it begins, and to begin no earlier
// than that of the node before it among its siblings.
func checkSpans(t *testing.T, d *Document, src *source) {
	t.Helper()
	within := func(s diag.Span) bool {
		lines := len(src.lines)
		ok := s.Line >= 1 && s.Line <= lines && s.EndLine >= s.Line && s.EndLine <= lines && s.Col >= 1 && (s.EndLine > s.Line || s.EndCol >= s.Col)
		if !ok {
			return false
		}
		start := src.lines[s.Line-1]
		end := src.lines[s.EndLine-1]
		return s.Col <= src.runesBefore(min(src.lineEnd(start)+1, len(src.text)))-src.runesBefore(start)+1 &&
			s.EndCol <= src.runesBefore(min(src.lineEnd(end)+1, len(src.text)))-src.runesBefore(end)+1
	}
	var walk func(n doc.AnyNode)
	walk = func(n doc.AnyNode) {
		if !within(n.Base().Span) {
			t.Errorf("%T has the impossible span %v", n, n.Base().Span)
		}
		var last diag.Pos
		_, caption := n.(*doc.Table) // a caption may stand below its table, and in TeX above its picture
		_, figure := n.(*doc.Figure)
		doc.EachChild(n, func(c doc.AnyNode) {
			p := c.Base().Span.Pos
			if _, row := c.(*doc.Row); caption && !row {
				walk(c)
				return
			}
			if last.Line > 0 && p.Before(last) && !figure {
				t.Errorf("%T at %v stands after a sibling at %v", c, p, last)
			}
			last = p
			walk(c)
		})
	}
	blocks := func(bs []doc.Block) {
		var last diag.Pos
		for _, b := range bs {
			p := b.Base().Span.Pos
			if last.Line > 0 && p.Before(last) {
				t.Errorf("%T at %v stands after a block at %v", b, p, last)
			}
			last = p
			walk(b)
		}
	}
	blocks(d.Blocks)
	for _, n := range d.Notes {
		if !within(n.Span) {
			t.Errorf("note %q has the impossible span %v", n.Label, n.Span)
		}
		blocks(n.Blocks)
	}
}
