package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// typesetter writes the constructs of a book in the language of another typesetter.
type typesetter interface {
	begin() string
	end() string
	text(s string) string
	heading(level int, s string) string
	contents() string
	quote(s string) string
	note(n int, s string) string
	work(s string) string
	rule() string
	list(ordered bool, items []string) string
	verse(stanzas [][]string) string
	figure(file, caption string) string
	table(caption string, rows [][]string, head bool) string
	emph(s string) string
	strong(s string) string
	smallCaps(s string) string
	super(s string) string
	footnote(s string) string
	foreign(lang, s string) string
	lineBreak() string
	paragraphBreak() string // in a note
}

// writePeer converts the HTML edition of a book for another typesetter, so that both can be measured on the same text.
// The HTML edition is already our reading of the Markdown: quotation marks, dashes, notes and citations are as in
// print. Title pages are left out. Contents, headings, paragraphs, verse, quotations, lists, tables, pictures, notes
// and the bibliography have the sizes, the leading and the measure of styles/print.css. Pictures are written to a
// folder.
func writePeer(out, page, images string, t typesetter, footnotes bool) error {
	f, err := os.Open(page)
	if err != nil {
		return err
	}
	defer f.Close()
	root, err := html.Parse(f)
	if err != nil {
		return err
	}
	main := first(root, "main")
	if main == nil {
		return fmt.Errorf("%s has no main", page)
	}
	m := markup{t: t, images: images, footnotes: footnotes, notes: map[string]*html.Node{}}
	for n := range main.Descendants() {
		if n.Data == "li" && hasClass(n, "note") {
			m.notes[attribute(n, "id")] = n
		}
	}
	m.blocks(main)
	if err := errors.Join(m.faults...); err != nil {
		return err
	}
	return os.WriteFile(out, []byte(t.begin()+strings.Join(m.out, "\n")+t.end()), 0o666)
}

// markup walks the HTML.
type markup struct {
	t         typesetter
	images    string
	footnotes bool // notes are set at the foot
	notes     map[string]*html.Node
	out       []string
	pictures  int
	faults    []error
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attribute(n, "class")), class)
}

// first returns the first element with a name below n.
func first(n *html.Node, name string) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			return d
		}
	}
	return nil
}

// every returns the outermost elements with a name below n.
func every(n *html.Node, name string) []*html.Node {
	var out []*html.Node
	for k := range n.ChildNodes() {
		if k.Type == html.ElementNode && k.Data == name {
			out = append(out, k)
		} else {
			out = append(out, every(k, name)...)
		}
	}
	return out
}

func elements(n *html.Node) []*html.Node {
	var out []*html.Node
	for k := range n.ChildNodes() {
		if k.Type == html.ElementNode {
			out = append(out, k)
		}
	}
	return out
}

// skipped reports whether a node belongs to the web page and not to the book.
func skipped(n *html.Node) bool {
	return slices.ContainsFunc([]string{"titlepage", "halftitlepage", "copyright-page", "backlink", "backrefs", "skip"}, func(c string) bool { return hasClass(n, c) })
}

func (m *markup) blocks(n *html.Node) {
	for _, k := range elements(n) {
		if !skipped(k) && (!m.footnotes || !hasClass(k, "endnotes")) {
			m.block(k)
		}
	}
}

func (m *markup) block(k *html.Node) {
	add := func(s string) { m.out = append(m.out, s) }
	switch k.DataAtom {
	case atom.Section, atom.Div, atom.Main, atom.Header, atom.Article:
		m.division(k)
	case atom.H1, atom.H2, atom.H3, atom.H4:
		add(m.t.heading(int(k.Data[1]-'0'), m.inlines(k)))
	case atom.P:
		add(m.inlines(k) + "\n")
	case atom.Nav:
		add(m.t.contents())
	case atom.Blockquote:
		m.quoted(k)
	case atom.Ol, atom.Ul:
		m.list(k)
	case atom.Table:
		add(m.table(k))
	case atom.Figure:
		m.figure(k)
	case atom.Hr:
		add(m.t.rule())
	}
}

func (m *markup) list(k *html.Node) {
	switch {
	case hasClass(k, "notes"):
		start, err := strconv.Atoi(attribute(k, "start"))
		if err != nil {
			start = 1
		}
		for i, li := range elements(k) {
			m.out = append(m.out, m.t.note(start+i, m.noteText(li)))
		}
	case hasClass(k, "bibliography"):
		for _, li := range every(k, "li") {
			m.out = append(m.out, m.t.work(m.inlines(li)))
		}
	default:
		var items []string
		for _, li := range elements(k) {
			items = append(items, m.inlines(li))
		}
		m.out = append(m.out, m.t.list(k.DataAtom == atom.Ol, items))
	}
}

func (m *markup) division(k *html.Node) {
	switch {
	case hasClass(k, "verse"):
		var stanzas [][]string
		for _, p := range every(k, "p") {
			var lines []string
			for _, s := range every(p, "span") {
				if hasClass(s, "line") {
					lines = append(lines, m.inlines(s))
				}
			}
			stanzas = append(stanzas, lines)
		}
		m.out = append(m.out, m.t.verse(stanzas))
	case hasClass(k, "epigraph"):
		m.quoted(k)
	default:
		m.blocks(k)
	}
}

func (m *markup) quoted(k *html.Node) {
	outer := m.out
	m.out = nil
	m.blocks(k)
	m.out = append(outer, m.t.quote(strings.Join(m.out, "\n")))
}

func (m *markup) figure(k *html.Node) {
	img := first(k, "img")
	if img == nil {
		for _, t := range every(k, "table") {
			m.out = append(m.out, m.table(t))
		}
		return
	}
	kind, encoded, ok := strings.Cut(attribute(img, "src"), ";base64,")
	ending := map[string]string{"data:image/jpeg": "jpg", "data:image/png": "png", "data:image/svg+xml": "svg"}[kind]
	data, err := base64.StdEncoding.DecodeString(encoded)
	if !ok || ending == "" || err != nil {
		m.faults = append(m.faults, fmt.Errorf("a picture of the kind “%s” can't be taken over: %w", kind, err))
		return
	}
	name := fmt.Sprintf("picture-%d.%s", m.pictures, ending)
	m.pictures++
	if err := os.WriteFile(filepath.Join(m.images, name), data, 0o666); err != nil {
		m.faults = append(m.faults, err)
	}
	caption := ""
	if c := first(k, "figcaption"); c != nil {
		caption = m.inlines(c)
	}
	m.out = append(m.out, m.t.figure(name, caption))
}

func (m *markup) table(t *html.Node) string {
	caption := ""
	if c := first(t, "caption"); c != nil {
		caption = m.inlines(c)
	}
	var rows [][]string
	for _, tr := range every(t, "tr") {
		var cells []string
		for _, c := range elements(tr) {
			cells = append(cells, m.inlines(c))
		}
		rows = append(rows, cells)
	}
	return m.t.table(caption, rows, first(t, "thead") != nil)
}

func (m *markup) noteText(li *html.Node) string {
	var parts []string
	for _, p := range elements(li) {
		if p.DataAtom == atom.P {
			parts = append(parts, m.inlines(p))
		}
	}
	return strings.Join(parts, m.t.paragraphBreak())
}

func (m *markup) inlines(n *html.Node) string {
	var s strings.Builder
	for k := range n.ChildNodes() {
		switch k.Type {
		case html.TextNode:
			s.WriteString(m.t.text(k.Data))
		case html.ElementNode:
			if !skipped(k) && k.DataAtom != atom.Button && attribute(k, "role") != "doc-pagebreak" {
				s.WriteString(m.inline(k))
			}
		}
	}
	return s.String()
}

func (m *markup) inline(k *html.Node) string {
	switch {
	case hasClass(k, "noteref") && m.footnotes:
		note := m.notes[strings.TrimPrefix(attribute(k, "href"), "#")]
		if note == nil {
			m.faults = append(m.faults, fmt.Errorf("there is no note %s", attribute(k, "href")))
			return ""
		}
		return m.t.footnote(m.noteText(note))
	case hasClass(k, "noteref"):
		if sup := first(k, "sup"); sup != nil {
			return m.t.super(m.inlines(sup))
		}
		return m.t.super(m.inlines(k))
	case k.DataAtom == atom.Em, k.DataAtom == atom.I, k.DataAtom == atom.Cite:
		return m.t.emph(m.language(k))
	case k.DataAtom == atom.Strong, k.DataAtom == atom.B:
		return m.t.strong(m.inlines(k))
	case hasClass(k, "smallcaps"):
		return m.t.smallCaps(m.inlines(k))
	case k.DataAtom == atom.Sup:
		return m.t.super(m.inlines(k))
	case k.DataAtom == atom.Br:
		return m.t.lineBreak()
	}
	return m.language(k)
}

func (m *markup) language(k *html.Node) string {
	if lang := attribute(k, "lang"); lang != "" {
		return m.t.foreign(lang, m.inlines(k))
	}
	return m.inlines(k)
}
