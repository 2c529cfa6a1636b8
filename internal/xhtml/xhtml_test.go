package xhtml_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/doc/doctest"
	"quire/internal/xhtml"
)

var update = flag.Bool("update", false, "write what is found into the golden files")

// render writes a whole book as one file.
func render(b *doc.Book, o xhtml.Options) (data []byte, frags []xhtml.Fragment) {
	if o.Link == nil {
		o.Link = func(_, id string) string { return "#" + id }
	}
	if o.Src == nil {
		o.Src = func(path string) string { return path }
	}
	r := xhtml.New(b, o)
	for _, s := range b.Sections {
		f := r.Piece(xhtml.Piece{Section: s, To: len(s.Blocks)})
		data = append(data, f.Data...)
		frags = append(frags, f)
	}
	return data, frags
}

// TestGolden holds each construct to what it is written as, in an EPUB and in HTML.
func TestGolden(t *testing.T) {
	const name = "testdata/nodes.txtar"
	var got txtar.Archive
	got.Comment = []byte("What each node is written as. The files are the sections of the book of every construct.\n")
	for _, epub := range []bool{true, false} {
		b := doctest.Book()
		suffix := ".html"
		o := xhtml.Options{EPUB: epub, Findings: &diag.List{}}
		if epub {
			suffix = ".xhtml"
			o.Folios = folios(b)
		}
		_, frags := render(b, o)
		for i, f := range frags {
			got.Files = append(got.Files, txtar.File{Name: string(b.Sections[i].Kind) + suffix, Data: f.Data})
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(&got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range got.Files {
		if i >= len(want.Files) || want.Files[i].Name != f.Name {
			t.Fatalf("%s is not in the golden file at place %d", f.Name, i)
		}
		if d := cmp.Diff(string(want.Files[i].Data), string(f.Data)); d != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, d)
		}
	}
}

// folios lets pages begin in a word, before a note call, at a table's row, in a note and in the contents.
func folios(b *doc.Book) *doc.Folios {
	at := func(want func(n interface{ Base() *doc.Node }) bool) doc.NodeID {
		var found doc.NodeID
		for _, s := range b.Sections {
			doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
				if found == 0 && want(n) {
					found = n.Base().Num
				}
				return found == 0
			})
		}
		return found
	}
	text := func(s string) doc.NodeID {
		return at(func(n interface{ Base() *doc.Node }) bool {
			x, ok := n.(*doc.Text)
			return ok && strings.Contains(x.Value, s)
		})
	}
	var ibid *doc.Text
	doc.WalkInlines(b.Notes[0].Blocks[0].(*doc.Paragraph).Content[0].(*doc.Cite).Page, func(n interface{ Base() *doc.Node }) bool {
		if x, ok := n.(*doc.Text); ok && ibid == nil {
			ibid = x
		}
		return true
	})
	return &doc.Folios{Edition: "print", Pages: []doc.Folio{
		{Label: "v", At: doc.Place{Node: at(func(n interface{ Base() *doc.Node }) bool {
			s, ok := n.(*doc.Section)
			return ok && s.Kind == doc.KindContents
		})}, Exempt: true},
		{Label: "1", At: doc.Place{Node: text("An opening"), Offset: len("An open")}},
		{Label: "2", At: doc.Place{Node: at(func(n interface{ Base() *doc.Node }) bool { _, ok := n.(*doc.NoteRef); return ok })}},
		{Label: "3", At: doc.Place{Node: at(func(n interface{ Base() *doc.Node }) bool { _, ok := n.(*doc.Row); return ok })}},
		{Label: "4", At: doc.Place{Node: text("Two paragraphs."), Offset: 4}},
		{Label: "5", At: doc.Place{Node: ibid.Num + 1, Offset: len(", ")}}, // in “Ibid., 12”, for which is written “Doe, Tides, 12”
		{Label: "6", At: doc.Place{Node: 1 << 20}},
	}}
}

// TestBadLink holds that an address that runs or reads something becomes a finding and no link.
func TestBadLink(t *testing.T) {
	for _, address := range []string{"javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "//example.org", "other.md", "http:", "https:opaque", "http://a b/", "\x01javascript:x"} {
		l := &diag.List{}
		b := doctest.Number(&doc.Book{Sections: []*doc.Section{{Blocks: []doc.Block{doctest.P(&doc.Link{Node: doc.Node{Span: diag.Span{Pos: diag.Pos{File: "a.md", Line: 3, Col: 4}}}, URL: address, Content: doctest.T("here")})}}}})
		data, _ := render(b, xhtml.Options{Findings: l})
		if bytes.Contains(data, []byte("href")) || !bytes.Contains(data, []byte("here")) {
			t.Errorf("%q: %s", address, data)
		}
		if all := l.All(); len(all) != 1 || all[0].Code != "bad-link" || all[0].Pos.Line != 3 {
			t.Errorf("%q: findings %v", address, all)
		}
	}
	for address, want := range map[string]string{
		"https://example.org/a b?q={x}|y#f": "https://example.org/a%20b?q=%7Bx%7D%7Cy#f", "mailto:a@b.org": "mailto:a@b.org", "tel:+4420": "tel:+4420",
		"https://пример.рф/": "https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84/",
	} {
		if got, ok := xhtml.SafeURL(address); !ok || got != want {
			t.Errorf("SafeURL(%q) = %q, %v, want %q", address, got, ok, want)
		}
	}
}

// TestBackRefs holds that a work leads back once to each note that cites it, and to each citation in the text.
func TestBackRefs(t *testing.T) {
	b := doctest.Book()
	w := b.Works[0]
	w.Refs = append(w.Refs, w.Refs...)
	data, _ := render(b, xhtml.Options{Findings: &diag.List{}})
	_, rest, _ := bytes.Cut(data, []byte(`class="backrefs"`))
	rest, _, _ = bytes.Cut(rest, []byte("</li>"))
	if n := bytes.Count(rest, []byte(`href="#n1"`)); n != 1 {
		t.Errorf("%d links to the note", n)
	}
	if n := bytes.Count(rest, []byte(`href="#c2"`)); n != 2 {
		t.Errorf("%d links to the citations in the text", n)
	}
}

// elements reads XML and gives its text without what we print ourselves, its ids and its links within the file.
func elements(t *testing.T, data []byte) (text string, ids, links []string) {
	t.Helper()
	d := xml.NewDecoder(io.MultiReader(strings.NewReader(`<x xmlns:epub="e">`), bytes.NewReader(data), strings.NewReader("</x>")))
	var b strings.Builder
	ours, inLink := 0, 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			return b.String(), ids, links
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, data)
		}
		switch x := token.(type) {
		case xml.StartElement:
			skip := ours > 0
			seen := map[xml.Name]bool{}
			for _, a := range x.Attr {
				if seen[a.Name] {
					t.Fatalf("%v has %v twice", x.Name, a.Name)
				}
				seen[a.Name] = true
				switch a.Name.Local {
				case "class":
					for _, c := range []string{"noteref", "backlink", "backlinks", "backrefs", "label", "number"} {
						skip = skip || slices.Contains(strings.Fields(a.Value), c)
					}
				case "id":
					ids = append(ids, a.Value)
				case "href":
					if strings.HasPrefix(a.Value, "#") {
						links = append(links, a.Value[1:])
					}
				}
				if strings.HasPrefix(a.Name.Local, "on") {
					t.Errorf("attribute %s", a.Name.Local)
				}
			}
			if skip {
				ours++
			}
			if x.Name.Local == "a" {
				if inLink++; inLink > 1 {
					t.Error("a link within a link")
				}
			}
			if slices.Contains([]string{"script", "iframe", "style"}, x.Name.Local) {
				t.Errorf("element %s", x.Name.Local)
			}
		case xml.EndElement:
			if ours > 0 {
				ours--
			}
			if x.Name.Local == "a" {
				inLink--
			}
		case xml.CharData:
			if ours == 0 {
				b.Write(x)
			}
		}
	}
}

// written gives the text of a book in the order in which it is written.
func written(b *doc.Book) string {
	var s strings.Builder
	var visit func(n interface{ Base() *doc.Node }) bool
	visit = func(n interface{ Base() *doc.Node }) bool {
		switch n := n.(type) {
		case *doc.Section:
			if n.Heading == nil && (n.Kind == doc.KindNotes || n.Kind == doc.KindBibliography || n.Kind == doc.KindContents) {
				s.WriteString(n.Label)
			}
		case *doc.Endnotes:
			for _, g := range n.Groups {
				if g.Section != nil && g.Section.Heading != nil {
					doc.WalkInlines(g.Section.Heading.Content, visit)
				}
				for _, note := range g.Notes {
					doc.Walk(note, visit)
				}
			}
			return false
		case *doc.Text:
			s.WriteString(n.Value)
		case *doc.Code:
			s.WriteString(n.Value)
		case *doc.CodeBlock:
			s.WriteString(n.Text)
		case *doc.Cite:
			doc.WalkInlines(n.Page, visit)
		}
		return true
	}
	for _, sec := range b.Sections {
		doc.Walk(sec, visit)
	}
	return s.String()
}

// letters leaves out white space, which mark-up moves, and what XML cannot hold.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufffe' {
			return -1
		}
		return r
	}, s)
}

// TestRandom holds for generated books: well-formed, no text lost or moved, each id plain and there once, every
// link within the file leading to one of them.
func TestRandom(t *testing.T) {
	for seed := range uint64(100) {
		for _, epub := range []bool{true, false} {
			b := doctest.Random(seed)
			// The first writing tells which anchors there are, as it does for the writers.
			_, frags := render(b, xhtml.Options{EPUB: epub})
			there := map[string]bool{}
			for _, f := range frags {
				for _, id := range f.IDs {
					there[id] = true
				}
			}
			data, frags := render(b, xhtml.Options{EPUB: epub, Link: func(_, id string) string {
				if there[id] {
					return "#" + id
				}
				return ""
			}})
			text, ids, links := elements(t, data)
			if got, want := letters(text), letters(written(b)); got != want {
				i := 0
				for i < min(len(got), len(want)) && got[i] == want[i] {
					i++
				}
				t.Fatalf("seed %d: the text differs from %q, wanted %q", seed, got[i:min(len(got), i+40)], want[i:min(len(want), i+40)])
			}
			seen := map[string]bool{}
			for _, id := range ids {
				if seen[id] {
					t.Errorf("seed %d: the id %q is there twice", seed, id)
				}
				seen[id] = true
				if strings.ContainsFunc(id, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' }) {
					t.Errorf("seed %d: the id %q is not plain", seed, id)
				}
			}
			for _, l := range links {
				if !seen[l] {
					t.Errorf("seed %d: a link leads to %q, which is not there", seed, l)
				}
			}
			var listed []string
			for _, f := range frags {
				listed = append(listed, f.IDs...)
			}
			if !slices.Equal(listed, ids) {
				t.Errorf("seed %d: the fragments list other ids than they have", seed)
			}
		}
	}
}

// TestFolios holds that every page is marked once, in order, and that the text after the mark of each is the text
// from its place on.
func TestFolios(t *testing.T) {
	for seed := range uint64(40) {
		b := doctest.Random(seed)
		var pages []doc.Folio
		rest := map[string]string{}
		label := 0
		for _, s := range b.Sections {
			doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
				x, ok := n.(*doc.Text)
				if ok && len(x.Value) > 4 && x.Num%3 == 0 {
					label++
					at := 3
					for !utf8.RuneStart(x.Value[at]) {
						at++
					}
					name := "p" + string(rune('a'+label%26)) + strings.Repeat("x", label/26)
					pages = append(pages, doc.Folio{Label: name, At: doc.Place{Node: x.Num, Offset: at}})
					rest[name] = letters(x.Value[at:])
				}
				return true
			})
		}
		data, frags := render(b, xhtml.Options{EPUB: true, Folios: &doc.Folios{Pages: pages}})
		var got []string
		for _, f := range frags {
			for _, p := range f.Pages {
				got = append(got, p.Label)
				_, after, ok := bytes.Cut(data, []byte(`id="`+p.ID+`"`))
				if !ok {
					t.Fatalf("seed %d: page %s is not marked", seed, p.Label)
				}
				_, after, _ = bytes.Cut(after, []byte("</span>"))
				chunk, _, _ := bytes.Cut(after, []byte("<"))
				text, _, _ := elements(t, chunk)
				if !strings.HasPrefix(letters(text), rest[p.Label]) { // the next node may be text too
					t.Errorf("seed %d: page %s begins with %q, wanted %q", seed, p.Label, text, rest[p.Label])
				}
			}
		}
		if len(got) != len(pages) {
			t.Fatalf("seed %d: %d pages marked of %d", seed, len(got), len(pages))
		}
	}
}

// TestSVG holds what an image may not have.
func TestSVG(t *testing.T) {
	const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`
	for _, good := range []string{"", `<path d="M0 0"/><use href="#a"/>`, `<image xlink:href="data:image/png;base64,AA"/>`, `<style>.a { fill: url(#g) }</style>`} {
		if err := xhtml.CheckSVG([]byte(open + good + "</svg>")); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{
		"<script>1</script>", `<path onload="x()"/>`, `<image href="http://example.org/a.png"/>`, `<use href="other.svg#a"/>`, `<style>@import "a.css";</style>`,
		`<style>.a { fill: url( 'http://example.org/') }</style>`, `<rect style="fill: url(http://example.org/)"/>`, "<foreignObject/>", "<g>", `<a href="javascript:x"/>`, "&x;",
	} {
		if err := xhtml.CheckSVG([]byte(open + bad + "</svg>")); err == nil {
			t.Errorf("%s: passes", bad)
		}
	}
}

// FuzzText holds that no text and no attribute can break out of its place.
func FuzzText(f *testing.F) {
	f.Add("a <b> & \"c\" ]]>", "x:y z")
	f.Add("\x00\xff\ufffe\U0001ffff", "\xff")
	f.Fuzz(func(t *testing.T, text, attribute string) {
		b := doctest.Number(&doc.Book{Sections: []*doc.Section{{Blocks: []doc.Block{doctest.P(
			&doc.Span{Node: doc.Node{Attr: doc.Attr{ID: attribute, Classes: []string{attribute}, Lang: attribute, KeyVals: []doc.KeyVal{{Key: "title", Value: text}}}}, Element: attribute, Content: doctest.T(text)},
			&doc.Link{URL: text, Title: attribute, Content: doctest.T(attribute)})}}}})
		data, _ := render(b, xhtml.Options{EPUB: true, Findings: &diag.List{}})
		elements(t, data)
		_ = xhtml.CheckSVG([]byte(text))
	})
}
