package cite_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"quire/internal/cite"
	"quire/internal/csl"
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/golden"
	"quire/styles"
)

func locales(lang string) ([]byte, bool) {
	data, err := styles.FS.ReadFile("csl/locales/locales-" + lang + ".xml")
	return data, err == nil
}

func loadStyle(t testing.TB, name string) *csl.Style {
	t.Helper()
	data, err := styles.FS.ReadFile("csl/" + name + ".csl")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	s := csl.ParseStyle(name, data, nil, &l)
	if s == nil || len(l.All()) > 0 {
		t.Fatal(l.All())
	}
	return s
}

// TestEngine words the citations of testdata/engine, one a line, in the styles that quire brings.
//
// A line of “cites” is a place and its cites: “3: +see | serge1930 | page 12; -weissman” stands in note 3, “text:” in running
// text, “name:” is a name alone and “composite:” an @key in running text, “own:” a citation that is all of its note. “3.2:” is note 3 in chapter 2.
func TestEngine(t *testing.T) {
	golden.Run(t, "testdata/engine/*.txtar", func(t *testing.T, a *golden.Archive) {
		lang, groups, nocite, styleNames := settings(t, a.Text("settings"))
		for _, name := range styleNames {
			var l diag.List
			works := cite.Merge(&l, cite.ReadBibliography("works.bib", []byte(a.Text("works.bib")), lang, &l))
			e := cite.New(loadStyle(t, name), works, cite.Options{Locales: locales, Groups: groups, NoCite: nocite, Lang: lang}, &l)
			var b strings.Builder
			cs := parseCites(a.Text("cites"), e.IsNote())
			for i, w := range e.Word(cs) {
				page, alone := show(w.Page), show(w.Alone)
				fmt.Fprintf(&b, "%d: %s\n", i+1, page)
				if alone != page {
					fmt.Fprintf(&b, "   alone: %s\n", alone)
				}
			}
			for _, s := range e.Bibliography(nil) {
				fmt.Fprintf(&b, "== %s\n", s.Title)
				for _, w := range s.Works {
					fmt.Fprintf(&b, "#%s ", w.ID)
					if w.Label != nil {
						fmt.Fprintf(&b, "%s ", show(w.Label))
					}
					fmt.Fprintln(&b, show(w.Content))
					for _, a := range w.Annotation {
						fmt.Fprintf(&b, "    %s\n", show(a.(*doc.Paragraph).Content))
					}
				}
			}
			for _, f := range l.All() {
				fmt.Fprintln(&b, f)
			}
			a.Want(t, name, b.String())
		}
	})
}

func settings(t *testing.T, s string) (lang string, groups []cite.Group, nocite []doc.CiteItem, styleNames []string) {
	for i, line := range strings.Split(strings.TrimSpace(s), "\n") {
		name, value, _ := strings.Cut(line, ": ")
		switch name {
		case "lang":
			lang = value
		case "styles":
			styleNames = strings.Fields(value)
		case "nocite":
			for _, k := range strings.Fields(value) {
				nocite = append(nocite, doc.CiteItem{Key: k, Span: diag.Span{Pos: diag.Pos{File: "settings", Line: i + 1, Col: 1}}})
			}
		case "group":
			p := strings.Split(value, ", ")
			g := cite.Group{Title: p[0]}
			for _, x := range p[1:] {
				k, v, _ := strings.Cut(x, "=")
				switch k {
				case "keyword":
					g.Keyword = v
				case "type":
					g.Type = v
				case "date":
					g.ByDate = true
				}
			}
			groups = append(groups, g)
		default:
			t.Fatalf("setting %q", line)
		}
	}
	return lang, groups, nocite, styleNames
}

func parseCites(s string, note bool) []cite.Citation {
	var out []cite.Citation
	for _, line := range strings.Split(strings.TrimSpace(s), "\n") {
		place, rest, _ := strings.Cut(line, ": ")
		var c cite.Citation
		number, chapter, _ := strings.Cut(place, ".")
		c.Chapter, _ = strconv.Atoi(chapter)
		switch number {
		case "middle": // in the note of the line before
			c.Middle = true
			c.Note = out[len(out)-1].Note
		case "own":
			c.Own = true
			c.Note = len(out) + 1
		case "name":
			c.NameOnly = note
			c.Composite = !note
		case "composite":
			c.Composite = true
		case "text":
		default:
			if note {
				c.Note, _ = strconv.Atoi(number)
			}
		}
		for _, item := range strings.Split(rest, "; ") {
			parts := strings.Split(item, " | ")
			var it doc.CiteItem
			if prefix, ok := strings.CutPrefix(parts[0], "+"); ok {
				it.Prefix = []doc.Inline{&doc.Text{Value: prefix + " "}}
				parts = parts[1:]
			}
			it.Key, it.SuppressAuthor = strings.TrimPrefix(parts[0], "-"), strings.HasPrefix(parts[0], "-")
			if len(parts) > 1 {
				it.Label, it.Locator, _ = strings.Cut(parts[1], " ")
			}
			if len(parts) > 2 {
				it.Suffix = []doc.Inline{&doc.Text{Value: parts[2]}}
			}
			c.Items = append(c.Items, it)
		}
		out = append(out, c)
	}
	return out
}

// show writes inlines on one line: *emphasis*, links as <#target text>, spans as [text]{.class lang}.
func show(is []doc.Inline) string {
	var b strings.Builder
	for _, i := range is {
		switch i := i.(type) {
		case *doc.Text:
			b.WriteString(i.Value)
		case *doc.Emph:
			b.WriteString("*" + show(i.Content) + "*")
		case *doc.Strong:
			b.WriteString("**" + show(i.Content) + "**")
		case *doc.Superscript:
			b.WriteString("^" + show(i.Content) + "^")
		case *doc.Link:
			to := i.URL
			if i.Target != "" {
				to = "#" + i.Target
			}
			b.WriteString("<" + to + " " + show(i.Content) + ">")
		case *doc.Span:
			b.WriteString("[" + show(i.Content) + "]{" + strings.Join(append(i.Classes, i.Lang), " ") + "}")
		default:
			fmt.Fprintf(&b, "(%T)", i)
		}
	}
	return b.String()
}

// BenchmarkWord words a thousand citations of a thousand works in notes.
func BenchmarkWord(b *testing.B) {
	var bib strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&bib, "@book{k%d, author = {Author%d, Ann}, title = {A Title of Number %d}, date = {%d}, publisher = {P}, location = {London}}\n", i, i%300, i, 1900+i%100)
	}
	style := loadStyle(b, "notes-bibliography")
	for b.Loop() {
		var l diag.List
		works := cite.ReadBibliography("a.bib", []byte(bib.String()), "en-GB", &l)
		e := cite.New(style, works, cite.Options{Locales: locales, Lang: "en-GB"}, &l)
		var cs []cite.Citation
		for i := range 1000 {
			cs = append(cs, cite.Citation{Note: i + 1, Items: []doc.CiteItem{{Key: fmt.Sprintf("k%d", i*7%1000), Locator: "12", Label: "page"}}})
		}
		e.Word(cs)
		e.Bibliography(nil)
	}
}
