package csl

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"quire/internal/diag"
)

// FuzzStyle reads any bytes as a style and words a few items with what comes out of it.
func FuzzStyle(f *testing.F) {
	for _, name := range []string{"notes-bibliography.csl", "author-date.csl", "numeric.csl"} {
		if data, err := os.ReadFile("../../styles/csl/" + name); err == nil {
			f.Add(data)
		}
	}
	files, _ := filepath.Glob("testdata/fixtures/*.txtar")
	for _, file := range files {
		if ar, err := txtar.ParseFile(file); err == nil {
			f.Add(ar.Files[0].Data)
		}
	}
	items, citations := library(6)
	f.Fuzz(func(t *testing.T, data []byte) {
		findings := &diag.List{}
		style := ParseStyle("fuzz.csl", data, func(_, _ string) (string, []byte, bool) { return "fuzz.csl", data, true }, findings)
		if style == nil {
			if len(findings.All()) == 0 {
				t.Error("a style was refused without an error")
			}
			return
		}
		p := New(style, nil, Options{}, findings)
		p.Add(items...)
		p.Process(citations, []string{"item-5"})
	})
}

// FuzzLocale reads any bytes as the locale of a style.
func FuzzLocale(f *testing.F) {
	for _, lang := range []string{"en-GB", "fr-FR"} {
		if data, ok := testLocales(lang); ok {
			f.Add(data)
		}
	}
	data, err := os.ReadFile("../../styles/csl/notes-bibliography.csl")
	if err != nil {
		f.Fatal(err)
	}
	style := ParseStyle("notes-bibliography.csl", data, nil, &diag.List{})
	items, citations := library(6)
	f.Fuzz(func(_ *testing.T, data []byte) {
		p := New(style, func(string) ([]byte, bool) { return data, true }, Options{Lang: "fr"}, &diag.List{})
		p.Add(items...)
		p.Process(citations, nil)
	})
}

// FuzzItems reads any bytes as CSL-JSON and words them in an author-date style, which uses the most of them.
func FuzzItems(f *testing.F) {
	f.Add([]byte(`[{"id":"a","type":"book","title":"A <i>\"b\"</i>","author":[{"family":"van Gogh","given":"Vincent, Jr."}],"issued":{"date-parts":[["2000",1,2]]},"page":"1-3"}]`))
	f.Add([]byte(`[{"id":1,"issued":"1920-05/..","edition":2,"note":"container-title: X\n{:event-date: 2000}","editor":["x"]}]`))
	data, err := os.ReadFile("../../styles/csl/author-date.csl")
	if err != nil {
		f.Fatal(err)
	}
	style := ParseStyle("author-date.csl", data, nil, &diag.List{})
	f.Fuzz(func(_ *testing.T, data []byte) {
		var items []Item
		if json.Unmarshal(data, &items) != nil {
			return
		}
		p := New(style, testLocales, Options{}, &diag.List{})
		p.Add(items...)
		var c Citation
		for _, it := range items {
			c.Cites = append(c.Cites, Cite{ID: it.ID, Locator: it.Vars["page"], Prefix: it.Vars["title"]})
		}
		p.Process([]Citation{c}, nil)
	})
}

// FuzzRichText reads any field; its text must survive but for marks of quotation and markup.
func FuzzRichText(f *testing.F) {
	for _, s := range []string{`a <i>b <b>c</b></i> "d 'e' f" l'''`, `</i><i>“‘x’”<sc>`, `<span class="nocase">A</span> 'tis`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := parseRich(s)
		for _, how := range []string{"title", "sentence", "capitalize-all", "uppercase"} {
			if n != nil {
				textCase(copyNode(n), how, casers{newCaser("en"), newCaser("en")}, true)
			}
		}
		if n == nil && s != "" && len(scanRich(s, true)) == 0 {
			t.Errorf("%q disappeared", s)
		}
		ParseDate(s)
		numberTokens(s)
		pageRanges(s, "chicago", "–", true)
		readParticles(Name{Family: s, Given: s})
		initials(s, ".", true, true)
	})
}
