package edition_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/edition"
	"quire/internal/golden"
	"quire/internal/markdown"
	"quire/internal/resolve"
)

// Each archive holds a text and, for each edition of it, what edition makes: the generated matter, and where it stands.
func TestBook(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *golden.Archive) {
		b := resolved(t, a)
		before := dump(b)
		for _, e := range []struct {
			name string
			opts edition.Options
		}{
			{"paged", edition.Options{Paged: true}},
			{"reflowable", edition.Options{}},
			{"by chapter", edition.Options{Paged: true, Notes: edition.ByChapter}},
			{"at the foot", edition.Options{Paged: true, Notes: edition.AtFoot}},
		} {
			if !strings.Contains(string(a.Comment), e.name) {
				continue
			}
			a.Want(t, e.name, dump(edition.Book(b, e.opts)))
		}
		if dump(b) != before {
			t.Error("the resolved book was modified")
		}
	})
}

func resolved(t *testing.T, a *golden.Archive) *doc.Book {
	t.Helper()
	var l diag.List
	comment := string(a.Comment)
	meta := doc.Meta{Title: "A Title", Lang: "en-GB", Date: "2026-11-22"}
	for line := range strings.Lines(a.Text("meta")) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		set(&meta, key, value)
	}
	d := markdown.Parse("a.md", []byte(a.Text("a.md")), markdown.Options{Lang: meta.Lang}, &l)
	b := resolve.Book(&doc.Manuscript{Meta: meta, Notes: d.Notes, Files: []*doc.File{{Path: "a.md", Blocks: d.Blocks}}}, resolve.Options{
		ListOfFigures: strings.Contains(comment, "list of figures"), ListOfTables: strings.Contains(comment, "list of tables"),
		Root: fstest.MapFS{"square.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>`)}},
	}, &l)
	if found := l.All(); len(found) > 0 {
		t.Fatal(found)
	}
	return b
}

func set(m *doc.Meta, key, value string) {
	person := func() doc.Person {
		name, role, _ := strings.Cut(value, ", ")
		return doc.Person{Name: name, Role: role}
	}
	switch key {
	case "creator":
		m.Creators = append(m.Creators, person())
	case "contributor":
		m.Contributor = append(m.Contributor, person())
	case "depth":
		_, _ = fmt.Sscan(value, &m.ContentsDepth)
	default:
		*map[string]*string{
			"title": &m.Title, "subtitle": &m.Subtitle, "publisher": &m.Publisher, "place": &m.Place, "date": &m.Date, "rights": &m.Rights,
			"license": &m.License, "isbn": &m.ISBN, "doi": &m.DOI, "url": &m.URL, "edition": &m.Edition, "made": &m.Made,
			"acknowledgements": &m.Acknowledgements, "lang": &m.Lang,
		}[key] = value
	}
}

// dump gives the sections of a Book with what edition has made. Of other blocks it names the first.
func dump(b *doc.Book) string {
	var out strings.Builder
	for _, s := range b.Sections {
		dumpBlock(&out, s, 0)
	}
	for from, to := range b.Moved {
		fmt.Fprintf(&out, "#%s is now #%s\n", from, to)
	}
	if b.NotesAtFoot {
		out.WriteString("notes at the foot\n")
	}
	return out.String()
}

func dumpBlock(out *strings.Builder, n doc.AnyNode, depth int) {
	line := func(depth int, format string, args ...any) {
		fmt.Fprintf(out, strings.Repeat("  ", depth)+format+"\n", args...)
	}
	name := nameOf(n)
	switch n := n.(type) {
	case *doc.Section:
		title := "(" + n.Label + ")"
		if n.Heading != nil {
			title = words(n.Heading.Content)
		}
		line(depth, "%s %s", name, title)
		for _, b := range n.Blocks {
			dumpBlock(out, b, depth+1)
		}
	case *doc.TitlePage:
		line(depth, "%s", name)
		for _, l := range n.Lines {
			line(depth+1, "%s %s", nameOf(l), words(l.Content))
		}
	case *doc.Imprint:
		line(depth, "%s %s", name, n.URL)
		for _, b := range n.Blocks {
			dumpBlock(out, b, depth+1)
		}
	case *doc.Colophon:
		line(depth, "%s", name)
		for _, b := range n.Blocks {
			dumpBlock(out, b, depth+1)
		}
	case *doc.Contents:
		line(depth, "%s", name)
		dumpEntries(out, n.Entries, depth+1)
	case *doc.Endnotes:
		line(depth, "%s %s", name, words(n.Title))
		for _, g := range n.Groups {
			line(depth+1, "%s %s %s", nameOf(g), g.Number, words(g.Title))
			for _, note := range g.Notes {
				line(depth+2, "%s %s", nameOf(note), note.Number)
			}
		}
	case *doc.Index:
		line(depth, "%s", name)
		dumpIndex(out, n.Entries, depth+1)
	case *doc.Paragraph:
		line(depth, "%s %s", name, words(n.Content))
	default:
		line(depth, "%s", name)
	}
}

func dumpEntries(out *strings.Builder, list []*doc.Entry, depth int) {
	for _, e := range list {
		fmt.Fprintf(out, "%s%s %s %s → %s\n", strings.Repeat("  ", depth), nameOf(e), e.Number, words(e.Title), e.Target)
		dumpEntries(out, e.Children, depth+1)
	}
}

func dumpIndex(out *strings.Builder, list []*doc.IndexEntry, depth int) {
	for _, e := range list {
		fmt.Fprintf(out, "%s%s %s", strings.Repeat("  ", depth), nameOf(e), words(e.Title))
		for _, m := range e.Marks {
			fmt.Fprintf(out, " → %s", m.ID)
		}
		if len(e.See) > 0 {
			fmt.Fprintf(out, ", %s %s", e.SeeWord, strings.Join(e.See, "; "))
		}
		out.WriteByte('\n')
		dumpIndex(out, e.Children, depth+1)
	}
}

func nameOf(n doc.AnyNode) string {
	element, classes := doc.Name(n)
	name := strings.Join(append([]string{element}, classes...), ".")
	if id := n.Base().ID; id != "" {
		name += "#" + id
	}
	return name
}

// words gives inlines with the names of spans and the addresses of links.
func words(is []doc.Inline) string {
	var out strings.Builder
	for _, i := range is {
		switch i := i.(type) {
		case *doc.Span:
			fmt.Fprintf(&out, "[%s]{%s}", words(i.Content), nameOf(i))
		case *doc.Emph:
			fmt.Fprintf(&out, "*%s*", words(i.Content))
		case *doc.Link:
			fmt.Fprintf(&out, "<%s>", i.URL)
		default:
			out.WriteString(doc.PlainText([]doc.Inline{i}))
		}
	}
	return out.String()
}
