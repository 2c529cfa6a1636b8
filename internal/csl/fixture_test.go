package csl

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"quire/internal/diag"
	"quire/internal/golden"
)

// fixtureCitation is a citation as our fixtures write it.
type fixtureCitation struct {
	Note    int `json:"note"`
	Chapter int `json:"chapter"`
	Cites   []struct {
		ID             string `json:"id"`
		Locator        string `json:"locator"`
		Label          string `json:"label"`
		Prefix         string `json:"prefix"`
		Suffix         string `json:"suffix"`
		SuppressAuthor bool   `json:"suppress-author"`
		AuthorOnly     bool   `json:"author-only"`
	} `json:"cites"`
}

// TestFixtures words our own fixtures. Each is a txtar archive with style.csl, items.json, and where wanted
// citations.json, nocite.json and lang; output holds what is expected: the citations, the wording for a place of its
// own where it differs, the bibliography, and findings.
func TestFixtures(t *testing.T) {
	golden.Run(t, "testdata/fixtures/*.txtar", func(t *testing.T, a *golden.Archive) {
		a.Want(t, "output", runOwnFixture(t, a.Archive))
	})
}

func runOwnFixture(t *testing.T, ar *txtar.Archive) string {
	parts := map[string][]byte{}
	for _, f := range ar.Files {
		parts[f.Name] = f.Data
	}
	findings := &diag.List{}
	var b strings.Builder
	report := func() string {
		for _, f := range findings.All() {
			fmt.Fprintln(&b, f)
		}
		return b.String()
	}
	parents := func(_, base string) (string, []byte, bool) {
		data, ok := parts[base+".csl"]
		return base + ".csl", data, ok
	}
	style := ParseStyle("style.csl", parts["style.csl"], parents, findings)
	if style == nil {
		return report()
	}
	locales := func(lang string) ([]byte, bool) {
		if data, ok := parts["locales-"+lang+".xml"]; ok {
			return data, true
		}
		return testLocales(lang)
	}
	p := New(style, locales, Options{Lang: strings.TrimSpace(string(parts["lang"]))}, findings)
	var items []Item
	if err := json.Unmarshal(parts["items.json"], &items); err != nil {
		t.Fatal("items.json: ", err)
	}
	p.Add(items...)
	var nocite []string
	if parts["nocite.json"] != nil {
		if err := json.Unmarshal(parts["nocite.json"], &nocite); err != nil {
			t.Fatal("nocite.json: ", err)
		}
	}
	var raw []fixtureCitation
	if parts["citations.json"] != nil {
		if err := json.Unmarshal(parts["citations.json"], &raw); err != nil {
			t.Fatal("citations.json: ", err)
		}
	}
	var citations []Citation
	for _, r := range raw {
		c := Citation{Note: r.Note, Chapter: r.Chapter}
		for _, x := range r.Cites {
			c.Cites = append(c.Cites, Cite(x))
		}
		citations = append(citations, c)
	}
	res := p.Process(citations, nocite)
	for i, c := range res.Citations {
		text, alone := toHTML(c.Runs), toHTML(c.Alone)
		fmt.Fprintf(&b, "%d. %s\n", i+1, text)
		if alone != text {
			fmt.Fprintf(&b, "   alone: %s\n", alone)
		}
	}
	if bib := res.Bibliography; bib != nil {
		fmt.Fprintf(&b, "bibliography: hanging-indent=%v second-field-align=%q line-spacing=%d entry-spacing=%d\n",
			bib.HangingIndent, bib.SecondFieldAlign, bib.LineSpacing, bib.EntrySpacing)
		for _, e := range bib.Entries {
			fmt.Fprintf(&b, "%s: %s\n", e.ID, strings.TrimRight(strings.ReplaceAll(blockEdge.ReplaceAllString(entryHTML(e.Runs), "$1$2"), "\n", "⏎"), " "))
		}
	}
	if len(res.Missing) > 0 {
		fmt.Fprintf(&b, "missing: %s\n", strings.Join(res.Missing, " "))
	}
	return report()
}

// TestFixturesCover checks that our fixtures use every element and attribute of the specification.
func TestFixturesCover(t *testing.T) {
	want := map[string]bool{}
	add := func(element, attrs string) {
		want[element] = true
		for _, a := range strings.Fields(attrs) {
			want[element+" "+a] = true
		}
	}
	for e, attrs := range attributes {
		switch e {
		case "style", "citation", "bibliography":
			attrs += longOptAttr
		case "name":
			attrs += nameOptAttr
		}
		add(e, strings.ReplaceAll(attrs, "schemaLocation", ""))
	}
	for _, e := range strings.Fields("info author contributor email uri category id issn eissn issnl link published rights summary title title-short updated macro sort terms single multiple translator") {
		add(e, "")
	}
	add("category", "citation-format field")
	add("link", "href rel")
	add("rights", "license")
	add("key", "variable macro sort names-min names-use-first names-use-last")
	add("term", "name form match gender gender-form")
	add("style-options", "limit-day-ordinals-to-day-1 punctuation-in-quote")
	add("locale", "lang version")
	files, err := filepath.Glob("testdata/fixtures/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var walk func(x *xmlElement)
	walk = func(x *xmlElement) {
		delete(want, x.name)
		for _, a := range x.attrs {
			delete(want, x.name+" "+a.Name.Local)
		}
		for _, k := range x.kids {
			walk(k)
		}
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range ar.Files {
			if bytes.HasPrefix(f.Data, []byte("<")) && !strings.HasPrefix(filepath.Base(file), "invalid") {
				if x := readXML(f.Name, f.Data, &diag.List{}); x != nil {
					walk(x)
				}
			}
		}
	}
	var missing []string
	for w := range want {
		missing = append(missing, w)
	}
	sort.Strings(missing)
	if len(missing) > 0 {
		t.Errorf("no fixture uses: %s", strings.Join(missing, "; "))
	}
}
