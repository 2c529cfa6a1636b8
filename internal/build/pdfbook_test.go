package build_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
	"quire/internal/doc"
)

// The PDF holds the book word for word in the order of its structure: text, notes with the citations that are worded in
// them, bibliography. What the pages add is told apart by its tags: the numbers of notes and items, the references of the
// bibliography to pages.
func TestPDFHoldsTheBook(t *testing.T) {
	t.Parallel()
	books, err := filepath.Glob("../../testdata/books/*")
	if err != nil || len(books) < 5 {
		t.Fatal(books, err)
	}
	apart := map[string]string{"metadata": "the book has no PDF", "styles": "its sheet hides the contents and adds words of its own"}
	for _, input := range append(books, "../../source") {
		t.Run(filepath.Base(input), func(t *testing.T) {
			if reason := apart[filepath.Base(input)]; reason != "" {
				t.Skip(reason)
			}
			var l diag.List
			req := build.Request{Input: input, Formats: []string{"pdf"}, Out: t.TempDir(), Version: "test"}
			if _, err := os.Stat(filepath.Join(input, "book.yaml")); err != nil && filepath.Ext(input) != ".md" {
				t.Skip("no book")
			}
			result, err := session.Build(t.Context(), req, &l)
			if err != nil || len(result.Written) == 0 {
				t.Fatalf("%v, %v, %v", result.Written, err, l.All())
			}
			book, err := build.Book(req)
			if err != nil || book == nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(result.Written[0])
			if err != nil {
				t.Fatal(err)
			}
			got, want := readTagged(t, data).words(), wordsOfBook(book)
			compare(t, "text", got.text, want.text)
			compare(t, "notes", got.notes, want.notes)
			compare(t, "works", got.works, want.works)
		})
	}
}

// wordsOfBook gives the words of a book's own text, of its notes and of its bibliography.
func wordsOfBook(book *doc.Book) words {
	var text, notes, works strings.Builder
	// What comes before the contents is not told apart from what the tool makes for it.
	after := slices.IndexFunc(book.Sections, func(s *doc.Section) bool { return s.Kind == doc.KindContents })
	for _, s := range book.Sections[after+1:] {
		switch s.Kind {
		case doc.KindHalfTitle, doc.KindTitlePage, doc.KindImprint, doc.KindContents, doc.KindFigures, doc.KindTables, doc.KindNotes,
			doc.KindBibliography, doc.KindIndex, doc.KindColophon:
		default:
			wordsOfNode(s, &text)
		}
	}
	for _, n := range book.Notes {
		wordsOfNode(n, &notes)
	}
	for _, w := range book.Works {
		w := *w
		w.Label = nil // a label to readers
		wordsOfNode(&w, &works)
	}
	undo := strings.NewReplacer("\u00ad", "")
	return words{split(undo.Replace(text.String())), split(undo.Replace(notes.String())), split(undo.Replace(works.String()))}
}

func wordsOfNode(n doc.AnyNode, b *strings.Builder) {
	doc.Walk(n, func(n doc.AnyNode) bool {
		switch n := n.(type) {
		case *doc.Text:
			b.WriteString(n.Value)
		case *doc.Code:
			b.WriteString(n.Value)
		case *doc.CodeBlock:
			b.WriteString("\n" + n.Text + "\n")
		case *doc.Verse:
			for _, st := range n.Stanzas {
				for _, line := range st.Lines {
					b.WriteByte(' ')
					for _, i := range line.Content {
						wordsOfNode(i, b)
					}
				}
			}
			b.WriteByte(' ')
			return false
		case *doc.Cite:
			for _, i := range n.Page {
				wordsOfNode(i, b)
			}
		case *doc.Image, *doc.NoteRef, *doc.Emph, *doc.Strong, *doc.Strikeout, *doc.Superscript, *doc.Subscript, *doc.Span, *doc.Link, *doc.CrossRef, *doc.IndexMark:
		default:
			b.WriteByte(' ')
		}
		return true
	})
}
