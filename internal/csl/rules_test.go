package csl

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/golden"
)

// TestRules words the cases of testdata/rules. A file holds the cases of one subject. A case begins with a line “# …” that
// states the rule. What it sets holds for the cases after it too, except citations:
//
//	style, citation, bib: ATTRIBUTES     of cs:style, cs:citation and cs:bibliography
//	layout, biblayout: ELEMENTS          of the layouts; “bib: none” is a style without a bibliography
//	sort, bibsort: KEYS                  the children of cs:sort
//	more: ELEMENTS                       macros and cs:locale
//	lang: TAG                            of the book
//	work: KEY | type=book | title=… | author=Doe, John & The Society | issued=2000
//	cite: CITES                          a citation in the text
//	note 3: CITES                        a citation in note 3
//	nocite: KEYS
//	chapter                              a new chapter begins
//
// Cites are set apart by “; ”: “"see" a @chapter:3 "passim"”. “-a” leaves out the author and “!a” prints the author alone.
// What the style makes of them follows: “= ” a citation, “~ ” its wording alone, “- ” an entry, “! ” a finding. The flag
// -update writes these lines anew.
func TestRules(t *testing.T) {
	files, err := filepath.Glob("testdata/rules/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { testRules(t, file) })
	}
}

func testRules(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	set := ruleSettings{at: map[string]string{}, works: map[string]Item{}}
	for _, text := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		var given, want []string
		for _, line := range strings.Split(text, "\n") {
			if ruleOutput.MatchString(line) {
				want = append(want, line)
			} else {
				given = append(given, line)
			}
		}
		got := set.word(t, given)
		got = strings.Split(strings.Join(got, "\n"), "\n") // a finding may have several lines
		if !golden.Update() && strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s\n%s\nwant\n%s", strings.Join(given, "\n"), strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		fmt.Fprintf(&out, "%s\n", strings.Join(append(given, got...), "\n"))
		out.WriteByte('\n')
	}
	if golden.Update() {
		if err := os.WriteFile(file, []byte(strings.TrimRight(out.String(), "\n")+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// ruleOutput matches a line of what the style makes. What belongs to a finding is indented.
var ruleOutput = regexp.MustCompile(`^(?:[=~!-](?: |$)| )`)

// ruleSettings are what the cases of a file have set so far.
type ruleSettings struct {
	at    map[string]string
	works map[string]Item
}

// word reads the lines of a case and words its citations.
func (s *ruleSettings) word(t *testing.T, lines []string) []string {
	t.Helper()
	var citations []Citation
	var nocite []string
	chapter, note := 0, 0
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		place, number, _ := strings.Cut(name, " ")
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "chapter":
			chapter++
		case name == "work":
			it := ruleWork(value)
			s.works[it.ID] = it
		case name == "nocite":
			nocite = strings.Fields(value)
		case name == "cite":
			citations = append(citations, Citation{Chapter: chapter, Cites: ruleCites(value)})
		case place == "note":
			note, _ = strconv.Atoi(number)
			citations = append(citations, Citation{Chapter: chapter, Note: note, Cites: ruleCites(value)})
		default:
			s.at[strings.TrimSuffix(name, ":")] = value
		}
	}
	findings := &diag.List{}
	style := ParseStyle("style.csl", []byte(s.source()), nil, findings)
	var out []string
	add := func(mark, text string) { out = append(out, strings.TrimRight(mark+" "+text, " ")) }
	if style != nil {
		p := New(style, testLocales, Options{Lang: s.at["lang"]}, findings)
		for _, it := range s.works {
			p.Add(it)
		}
		res := p.Process(citations, nocite)
		for _, c := range res.Citations {
			text := toHTML(c.Runs)
			add("=", text)
			if alone := toHTML(c.Alone); alone != text {
				add("~", alone)
			}
		}
		if res.Bibliography != nil {
			for _, e := range res.Bibliography.Entries {
				add("-", strings.ReplaceAll(strings.TrimSpace(entryHTML(e.Runs)), "\n", ""))
			}
		}
	}
	for _, f := range findings.All() {
		out = append(out, "! "+f.String())
	}
	return out
}

// source gives the style.
func (s *ruleSettings) source() string {
	wrap := func(name, attrs, content string) string {
		if content == "" {
			return ""
		}
		return "<" + name + " " + attrs + ">" + content + "</" + name + ">"
	}
	area := func(name, attrs, sort, layout string) string {
		if attrs == "none" {
			return ""
		}
		return wrap(name, attrs, wrap("sort", "", sort)+wrap("layout", s.at[name+" layout"], layout))
	}
	attrs := s.at["style"]
	if !strings.Contains(attrs, "class=") {
		attrs += ` class="in-text"`
	}
	return `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" ` + attrs + `>` + s.at["more"] +
		area("citation", s.at["citation"], s.at["sort"], s.at["layout"]) + area("bibliography", s.at["bib"], s.at["bibsort"], s.at["biblayout"]) + `</style>`
}

// ruleWork reads a work: its key and fields.
func ruleWork(s string) Item {
	fields := strings.Split(s, " | ")
	it := Item{ID: fields[0], Type: "book", Vars: map[string]string{}, Names: map[string][]Name{}, Dates: map[string]Date{}}
	for _, f := range fields[1:] {
		name, value, _ := strings.Cut(f, "=")
		switch {
		case name == "type":
			it.Type = value
		case IsName(name):
			for _, n := range strings.Split(value, " & ") {
				it.Names[name] = append(it.Names[name], ruleName(n))
			}
		case IsDate(name):
			it.Dates[name] = ParseDate(value)
		default:
			it.Vars[name] = value
		}
	}
	return it
}

// ruleName reads “Family, Given”, “Family, Given, Suffix”, “The Society” or “others”.
func ruleName(s string) Name {
	parts := strings.SplitN(s, ", ", 3)
	switch {
	case s == "others":
		return Name{Others: true}
	case len(parts) == 1:
		return Name{Literal: s}
	case len(parts) == 3:
		return Name{Family: parts[0], Given: parts[1] + ", " + parts[2]}
	}
	return Name{Family: parts[0], Given: parts[1]}
}

var ruleCite = regexp.MustCompile(`^(?:"([^"]*)" )?([-!]?)(\S+)(?: @(?:([a-z-]+):)?([^"]*?))?(?: "([^"]*)")?$`)

func ruleCites(s string) []Cite {
	var out []Cite
	quoted := false
	between := strings.FieldsFunc(s, func(r rune) bool { // at each “;” outside of quotation marks
		quoted = quoted != (r == '"')
		return r == ';' && !quoted
	})
	for _, c := range between {
		c = strings.TrimSpace(c)
		m := ruleCite.FindStringSubmatch(c)
		if m == nil {
			panic("not a cite: " + c)
		}
		out = append(out, Cite{Prefix: m[1], SuppressAuthor: m[2] == "-", AuthorOnly: m[2] == "!", ID: m[3], Label: m[4], Locator: m[5], Suffix: m[6]})
	}
	return out
}
