package build_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/beevik/etree"
	"golang.org/x/net/html"

	"quire/internal/build"
	"quire/internal/diag"
)

// Every word of the Markdown is in the EPUB and in the HTML, in order, and nothing else is: text, then notes. What the
// tool itself words (numbers of notes, citations, links back, headings of its own) is told apart by its mark-up.
func TestNoWordIsLost(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, input string
		text, notes []string
	}{
		{"essay", "../../source", []string{"../../source/review.md"}, []string{"../../source/notes.md"}},
		{"lone file", "../../testdata/books/lone.md", []string{"../../testdata/books/lone.md"}, nil},
		{"second book", "../../testdata/books/second", []string{"../../testdata/books/second/glosses.md", "../../testdata/books/second/foot.md"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			var l diag.List
			result, err := session.Build(t.Context(), build.Request{Input: c.input, Formats: []string{"epub", "html"}, Out: dir, Version: "test"}, &l)
			if err != nil || len(result.Written) != 2 {
				t.Fatalf("%v, %v, %v", result.Written, err, l.All())
			}
			want := wordsOfMarkdown(t, c.text, c.notes)
			for _, file := range result.Written {
				var got words
				if filepath.Ext(file) == ".epub" {
					got = wordsOfEPUB(t, file)
				} else {
					data, err := os.ReadFile(file)
					if err != nil {
						t.Fatal(err)
					}
					got.add(t, data)
				}
				compare(t, filepath.Ext(file)+" text", got.text, want.text)
				compare(t, filepath.Ext(file)+" notes", got.notes, want.notes)
			}
		})
	}
}

type words struct{ text, notes, works []string }

func compare(t *testing.T, what string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			around := func(s []string) string { return strings.Join(s[min(max(i-5, 0), len(s)):min(i+5, len(s))], " ") }
			t.Errorf("%s: word %d of %d (want %d): got … %s …, want … %s …", what, i, len(got), len(want), around(got), around(want))
			return
		}
	}
	if len(want) == 0 && strings.HasSuffix(what, "text") {
		t.Errorf("%s: no words", what)
	}
}

// split gives the words of a text: runs of letters and figures.
func split(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) })
}

// Mark-up that stands in the way of words. The patterns know no more of Markdown than the books of these tests use.
var (
	frontMatter = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
	comment     = regexp.MustCompile(`(?s)<!--.*?-->`)
	attributes  = regexp.MustCompile(`\{[^{}]*\}`)
	divFence    = regexp.MustCompile(`(?m)^:::+.*$`)
	citation    = regexp.MustCompile(`\[[^\[\]]*@[^\[\]]*\]|-?@[a-z0-9]+(?:[:.-][a-z0-9]+)*(?: \[[^\[\]]*\])?`)
	call        = regexp.MustCompile(`\[\^[^\]]*\]:?`)
	linkTarget  = regexp.MustCompile(`\]\([^()]*\)`)
	tableRule   = regexp.MustCompile(`(?m)^[|:\- ]*-{3,}[|:\- ]*$`)
	listNumber  = regexp.MustCompile(`(?m)^ *[0-9]+[.)] `)
	inlineNote  = regexp.MustCompile(`\^\[((?:[^\[\]]|\[[^\[\]]*\])*)\]`)
	definition  = regexp.MustCompile(`(?m)^\[\^([^\]]+)\]:(.*(?:\n(?:    .*|[ \t]*)$)*)`)
	caption     = regexp.MustCompile(`(?m)((?:^\|.*\n)+)\n(: .*)$`)
)

func wordsOfMarkdown(t *testing.T, text, notes []string) words {
	var out words
	read := func(file string) string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s := frontMatter.ReplaceAllString(string(data), "")
		s = comment.ReplaceAllString(s, "")
		return attributes.ReplaceAllString(divFence.ReplaceAllString(s, ""), "")
	}
	strip := func(s string) []string {
		s = citation.ReplaceAllString(s, " ")
		s = linkTarget.ReplaceAllString(s, "]")
		s = tableRule.ReplaceAllString(s, "")
		s = listNumber.ReplaceAllString(s, "")
		return split(call.ReplaceAllString(s, " "))
	}
	// Notes come in the order of their calls.
	defined := map[string]string{}
	take := func(s string) string {
		for _, m := range definition.FindAllStringSubmatch(s, -1) {
			defined[strings.ToLower(m[1])] = m[2]
		}
		return definition.ReplaceAllString(s, "")
	}
	for _, f := range notes {
		take(read(f))
	}
	calls := regexp.MustCompile(`\[\^([^\]]+)\]|\^\[((?:[^\[\]]|\[[^\[\]]*\])*)\]`)
	var seen []string
	for _, f := range text {
		s := take(read(f))
		for _, m := range calls.FindAllStringSubmatch(s, -1) {
			label := strings.ToLower(m[1])
			switch {
			case label == "":
				out.notes = append(out.notes, strip(m[2])...)
			case !slices.Contains(seen, label):
				seen = append(seen, label)
				out.notes = append(out.notes, strip(defined[label])...)
			}
		}
		s = inlineNote.ReplaceAllString(s, " ")
		// A caption is written below its table and set above it.
		s = caption.ReplaceAllString(s, "$2\n\n$1")
		out.text = append(out.text, strip(s)...)
	}
	return out
}

func wordsOfEPUB(t *testing.T, file string) words {
	var out words
	for _, page := range spineOfEPUB(t, file) {
		out.add(t, page)
	}
	return out
}

// spineOfEPUB gives the content documents of an EPUB in their reading order.
func spineOfEPUB(t *testing.T, file string) [][]byte {
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	read := func(name string) []byte {
		data, err := fs.ReadFile(z, name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	container := etree.NewDocument()
	if err := container.ReadFromBytes(read("META-INF/container.xml")); err != nil {
		t.Fatal(err)
	}
	opfName := container.FindElement("//rootfile").SelectAttrValue("full-path", "")
	opf := etree.NewDocument()
	if err := opf.ReadFromBytes(read(opfName)); err != nil {
		t.Fatal(err)
	}
	var pages [][]byte
	for _, ref := range opf.FindElements("//spine/itemref") {
		item := opf.FindElement("//manifest/item[@id='" + ref.SelectAttrValue("idref", "") + "']")
		pages = append(pages, read(path.Join(path.Dir(opfName), item.SelectAttrValue("href", ""))))
	}
	return pages
}

// add takes the words of a page that are the author's.
func (w *words) add(t *testing.T, page []byte) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	collect := func(n *html.Node) []string {
		text.Reset()
		authored(n, &text)
		return split(text.String())
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "section" {
			class := strings.Fields(attribute(n, "class"))
			switch {
			case slices.Contains(class, "endnotes"):
				w.notes = append(w.notes, collect(n)...)
				return
			case slices.Contains(class, "chapter") || strings.HasPrefix(strings.Join(class, " "), "level-"):
				w.text = append(w.text, collect(n)...)
				return
			case len(class) > 0 && class[0] != "part":
				return
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// authored writes the text of a node without what the tool words: calls of notes, links back, citations, the
// headings that group the notes, numbers.
func authored(n *html.Node, b *strings.Builder) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
		return
	}
	class := strings.Fields(attribute(n, "class"))
	role := attribute(n, "role")
	if slices.Contains(class, "noteref") || slices.Contains(class, "cite") || role == "doc-backlink" || slices.Contains(class, "generated") {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		authored(c, b)
	}
	switch n.Data {
	case "p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "br", "div", "caption", "dt", "dd", "span":
		if n.Data != "span" || slices.Contains(class, "line") {
			b.WriteByte(' ')
		}
	}
}
