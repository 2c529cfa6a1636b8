package resolve_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/cite"
	"quire/internal/csl"
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/golden"
	"quire/internal/markdown"
	"quire/internal/math"
	"quire/internal/resolve"
	"quire/styles"
)

// Each archive holds a text, its findings, and the Book as a tree.
func TestBook(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *golden.Archive) {
		var l diag.List
		ms := &doc.Manuscript{Meta: doc.Meta{Title: "A Title", Lang: "en-GB", Date: "2026-11-22"}}
		root := fstest.MapFS{}
		opts := resolve.Options{
			NotesByChapter: strings.Contains(string(a.Comment), "notes by chapter"), Root: root,
			NumberedParagraphs: strings.Contains(string(a.Comment), "numbered paragraphs"),
			ListOfFigures:      strings.Contains(string(a.Comment), "list of figures"),
			ListOfTables:       strings.Contains(string(a.Comment), "list of tables"),
			PositionsByChapter: strings.Contains(string(a.Comment), "positions by chapter"),
			Citations:          citations(t, a, &l),
		}
		for _, f := range a.Files {
			if f.Name == "findings" || f.Name == "book" {
				continue
			}
			root[f.Name] = &fstest.MapFile{Data: f.Data}
			if !strings.HasSuffix(f.Name, ".md") {
				continue
			}
			shared := f.Name == "notes.md"
			d := markdown.Parse(f.Name, f.Data, markdown.Options{Lang: "en-GB", Shared: shared}, &l)
			ms.Notes = append(ms.Notes, d.Notes...)
			if !shared {
				ms.Files = append(ms.Files, &doc.File{Path: f.Name, Blocks: d.Blocks})
			}
		}
		b := resolve.Book(ms, opts, &l)
		answered(t, b)
		a.Want(t, "book", dump(b))
		a.WantFindings(t, &l)
	})
}

// citations makes an engine for the works of a bibliography, with a built-in style; nil without works.
func citations(t *testing.T, a *golden.Archive, l *diag.List) *cite.Engine {
	t.Helper()
	works := a.Text("works.bib")
	if works == "" {
		return nil
	}
	name := "notes-bibliography.csl"
	if strings.Contains(string(a.Comment), "author-date") {
		name = "author-date.csl"
	}
	data, err := styles.FS.ReadFile("csl/" + name)
	if err != nil {
		t.Fatal(err)
	}
	locales := func(lang string) ([]byte, bool) {
		data, err := styles.FS.ReadFile("csl/locales/locales-" + lang + ".xml")
		return data, err == nil
	}
	style := csl.ParseStyle(name, data, nil, l)
	return cite.New(style, cite.ReadBibliography("works.bib", []byte(works), "en-GB", l), cite.Options{Locales: locales, Lang: "en-GB"}, l)
}

type node = doc.AnyNode

// answered checks that a Book has no unresolved mark and that its nodes are numbered without gaps.
func answered(t *testing.T, b *doc.Book) {
	t.Helper()
	next := doc.NodeID(1)
	var visit func(n node) bool
	visit = func(n node) bool {
		switch n := n.(type) {
		case *doc.NoteMark, *doc.CiteMark, *doc.MathMacros:
			t.Errorf("%s: a %T is left in the book", n.Base().Span, n)
		case *doc.Link:
			if (n.URL == "") == (n.Target == "") {
				t.Errorf("%s: a link with address “%s” and target “%s”", n.Span, n.URL, n.Target)
			}
		}
		if n.Base().Num < next {
			t.Errorf("%s: %T is number %d, want %d", n.Base().Span, n, n.Base().Num, next)
		}
		next = n.Base().Num + 1
		if c, ok := n.(*doc.Cite); ok {
			doc.WalkInlines(c.Page, visit)
			doc.WalkInlines(c.Alone, visit)
		}
		return true
	}
	for _, s := range b.Sections {
		doc.Walk(s, visit)
	}
	if int(next)-1 > b.Nodes {
		t.Errorf("the book says that it has %d nodes, but has %d", b.Nodes, next-1)
	}
	for id, a := range b.Anchors {
		if a.Node == 0 || a.Section == nil {
			t.Errorf("the anchor “%s” leads nowhere", id)
		}
	}
}

// dump gives a Book as an indented tree: element, classes, id, text.
func dump(b *doc.Book) string {
	var out strings.Builder
	var walk func(n node, depth int)
	walk = func(n node, depth int) {
		element, classes := doc.Name(n)
		name := element
		if name == "" {
			name = strings.ToLower(strings.TrimPrefix(fmt.Sprintf("%T", n), "*doc."))
		}
		for _, c := range classes {
			name += "." + c
		}
		if id := n.Base().ID; id != "" {
			name += "#" + id
		}
		fmt.Fprintf(&out, "%s%s", strings.Repeat("  ", depth), name)
		switch n := n.(type) {
		case *doc.Text:
			fmt.Fprintf(&out, " %q", n.Value)
		case *doc.Section:
			if n.Heading == nil {
				fmt.Fprintf(&out, " (%s)", n.Label)
			}
		case *doc.Paragraph:
			if n.Number > 0 {
				fmt.Fprintf(&out, " ¶%d", n.Number)
			}
		case *doc.NoteRef:
			fmt.Fprintf(&out, " %s → %s", n.Number, n.Note.ID)
		case *doc.Note:
			fmt.Fprintf(&out, " %s, called %d×", n.Number, len(n.Refs))
		case *doc.CrossRef:
			fmt.Fprintf(&out, " → %s", n.Target)
		case *doc.Cite:
			fmt.Fprintf(&out, " %q | %q", doc.PlainText(n.Page), doc.PlainText(n.Alone))
			for _, l := range slices.Concat(n.Page, n.Alone) {
				if l, ok := l.(*doc.Link); ok {
					fmt.Fprintf(&out, " → %s", l.Target)
				}
			}
		case *doc.Work:
			for _, r := range n.Refs {
				fmt.Fprintf(&out, " ← %s", r.Target)
				if r.Note != nil {
					fmt.Fprintf(&out, " in note %s", r.Note.Number)
				}
			}
		case *doc.Math:
			fmt.Fprintf(&out, " %q %q", n.Source, n.Words)
			math.Walk(n.Formula.Body, func(f math.Node) bool {
				if l, ok := f.(*math.Link); ok {
					text := l.Content.(*math.Text)
					fmt.Fprintf(&out, " %s → %s", text.Text, l.Label)
				}
				return true
			})
		case *doc.MathTag:
			fmt.Fprintf(&out, " %s", n.Tag.Number)
		case *doc.CodeBlock:
			fmt.Fprintf(&out, " %d tokens", len(n.Tokens))
		case *doc.Link:
			fmt.Fprintf(&out, " → %s%s", n.URL, n.Target)
		case *doc.Image:
			fmt.Fprintf(&out, " %s %q", n.Path, n.Alt)
		}
		out.WriteByte('\n')
		doc.EachChild(n, func(c node) { walk(c, depth+1) })
	}
	for _, s := range b.Sections {
		walk(s, 0)
	}
	return out.String()
}
