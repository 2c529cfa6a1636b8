package csl

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/golden"
)

// TestOwnStyles words the same works in each of the project's styles and compares with testdata/styles; read those
// files to see how the styles read.
func TestOwnStyles(t *testing.T) {
	data, err := os.ReadFile("testdata/styles/items.json")
	if err != nil {
		t.Fatal(err)
	}
	var items []Item
	if err := json.Unmarshal(data, &items); err != nil {
		t.Fatal(err)
	}
	var citations []Citation
	add := func(cites ...Cite) {
		citations = append(citations, Citation{Note: len(citations) + 1, Cites: cites})
	}
	add(Cite{ID: "memoirs", Locator: "12"})
	add(Cite{ID: "memoirs", Locator: "12"})
	add(Cite{ID: "memoirs", Locator: "14-16"})
	add(Cite{ID: "yearone", Locator: "3", Label: "chapter", Prefix: "See also"})
	add(Cite{ID: "memoirs", Locator: "20"})
	add(Cite{ID: "article"}, Cite{ID: "chapter", Locator: "60"})
	for _, it := range items[4:] {
		add(Cite{ID: it.ID})
	}
	add(Cite{ID: "article", Locator: "110"}, Cite{ID: "chapter"}, Cite{ID: "letter"}, Cite{ID: "edited"}, Cite{ID: "anon"})
	for _, name := range []string{"notes-bibliography", "author-date", "numeric"} {
		for _, lang := range []string{"", "fr-FR"} {
			src, err := os.ReadFile("../../styles/csl/" + name + ".csl")
			if err != nil {
				t.Fatal(err)
			}
			findings := &diag.List{}
			style := ParseStyle(name+".csl", src, nil, findings)
			if style == nil {
				t.Fatal(findings.All())
			}
			p := New(style, testLocales, Options{Lang: lang}, findings)
			p.Add(items...)
			res := p.Process(citations, nil)
			var b strings.Builder
			for i, c := range res.Citations {
				fmt.Fprintf(&b, "%d. %s\n", i+1, toHTML(c.Runs))
				if alone := toHTML(c.Alone); alone != toHTML(c.Runs) {
					fmt.Fprintf(&b, "   alone: %s\n", alone)
				}
			}
			b.WriteByte('\n')
			for _, e := range res.Bibliography.Entries {
				b.WriteString(toHTML(e.Runs) + "\n")
			}
			for _, f := range findings.All() {
				t.Error(f)
			}
			file := "testdata/styles/" + name + strings.TrimSuffix("."+lang, ".") + ".txt"
			if golden.Update() {
				if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("%s\n--- want\n%s\n--- got\n%s", file, want, b.String())
			}
		}
	}
}
