package csl

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quire/internal/diag"
)

// TestSuite runs the test suite of CSL itself, from the folder that CSL_SUITE names; a relative one is looked for
// from here upwards. testdata/known-failures.txt names each fixture that is known to fail, with the reason: the
// test fails when another one fails, and when a listed one passes. CSL_SHOW names fixtures, parted by commas, whose
// failures are shown in full, or is “all”.
func TestSuite(t *testing.T) {
	dir := os.Getenv("CSL_SUITE")
	if dir == "" {
		t.Skip("CSL_SUITE is not set")
	}
	dir = findUpwards(t, dir)
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures in %s", dir)
	}
	known := knownFailures(t)
	passed := 0
	var failing []string
	show := os.Getenv("CSL_SHOW")
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".txt")
		got, want := runFixture(t, f)
		got, want = sameLayout(got), sameLayout(want)
		if got == want {
			passed++
			if known[name] != "" {
				t.Errorf("%s passes, but testdata/known-failures.txt lists it", name)
			}
			continue
		}
		failing = append(failing, name)
		if known[name] == "" {
			t.Errorf("%s fails", name)
		}
		if show == "all" || show != "" && slices.Contains(strings.Split(show, ","), name) {
			t.Logf("%s\n--- want\n%s\n--- got\n%s", name, want, got)
		}
	}
	fmt.Printf("csl suite: %d of %d\n", passed, len(files))
	for _, name := range failing {
		fmt.Println("  fails:", name)
	}
}

// sameLayout leaves out the line breaks and the spaces that HTML ignores at the edges of blocks.
func sameLayout(s string) string {
	s = blockEdge.ReplaceAllString(s, "$1$2")
	return blockStart.ReplaceAllString(strings.ReplaceAll(s, " </div>", "</div>"), "$1")
}

var blockStart = regexp.MustCompile(`(<div[^>]*>)\s+`)

var blockEdge = regexp.MustCompile(`\s*(</?div[^>]*>)\n\s*|\s*\n\s*(</?div[^>]*>)`)

func findUpwards(t *testing.T, dir string) string {
	t.Helper()
	if filepath.IsAbs(dir) {
		return dir
	}
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for at := wd; ; at = filepath.Dir(at) {
		if st, err := os.Stat(filepath.Join(at, dir)); err == nil && st.IsDir() {
			return filepath.Join(at, dir)
		}
		if at == filepath.Dir(at) {
			t.Fatalf("there is no folder %s here or above", dir)
		}
	}
}

func knownFailures(t *testing.T) map[string]string {
	out := map[string]string{}
	f, err := os.Open("testdata/known-failures.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		name, reason, _ := strings.Cut(line, ":")
		if strings.TrimSpace(reason) == "" {
			t.Errorf("known-failures.txt gives no reason for %s", name)
		}
		out[name] = reason
	}
	return out
}

var section = regexp.MustCompile(`(?s)>>=+ ([A-Z-]+) =+>>\n(.*?)\n?<<=+`)

func readFixture(t *testing.T, file string) map[string]string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, m := range section.FindAllStringSubmatch(strings.ReplaceAll(string(data), "\r\n", "\n"), -1) {
		out[m[1]] = m[2]
	}
	return out
}

// suiteCite is a cite as the suite writes it.
type suiteCite struct {
	ID             json.RawMessage `json:"id"`
	Locator        json.RawMessage `json:"locator"`
	Label          string          `json:"label"`
	Prefix         string          `json:"prefix"`
	Suffix         string          `json:"suffix"`
	SuppressAuthor json.RawMessage `json:"suppress-author"`
	AuthorOnly     json.RawMessage `json:"author-only"`
	Position       int             `json:"position"`
	NearNote       bool            `json:"near-note"`
	FirstNote      json.RawMessage `json:"first-reference-note-number"`
}

func (c suiteCite) cite() Cite {
	id, _ := jsonText(c.ID)
	loc, _ := jsonText(c.Locator)
	return Cite{
		ID: id, Locator: loc, Label: c.Label, Prefix: c.Prefix, Suffix: c.Suffix,
		SuppressAuthor: jsonBool(c.SuppressAuthor), AuthorOnly: jsonBool(c.AuthorOnly),
	}
}

const noForm = "[CSL STYLE ERROR: reference with no printed form.]"

func runFixture(t *testing.T, file string) (got, want string) {
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: panic: %v", file, r)
			panic(r)
		}
	}()
	fx := readFixture(t, file)
	want = strings.TrimSpace(fx["RESULT"])
	findings := &diag.List{}
	style := ParseStyle(file, []byte(fx["CSL"]), nil, findings)
	if style == nil {
		return fmt.Sprint(findings.All()), want
	}
	var items []Item
	if err := json.Unmarshal([]byte(fx["INPUT"]), &items); err != nil {
		return "INPUT: " + err.Error(), want
	}
	p := New(style, testLocales, Options{Lang: style.DefaultLocale, NoLinks: true}, findings)
	p.Add(items...)
	var ids []string
	for _, it := range items {
		ids = append(ids, it.ID)
	}
	switch strings.TrimSpace(fx["MODE"]) {
	case "bibliography":
		return suiteBibliography(p, fx, ids, items), want
	case "citation":
		if fx["CITATIONS"] != "" {
			return suiteCitations(p, fx), suiteMarker.ReplaceAllString(want, "[$1] ")
		}
		return suiteItems(p, fx, ids), want
	}
	return "mode " + fx["MODE"], want
}

// The suite marks citations that an incremental update touched with “>>” and the others with “..”. That belongs to
// the programming interface of one processor; ours words a document as a whole.
var suiteMarker = regexp.MustCompile(`(?m)^(?:>>|\.\.)\[(\d+)\] `)

// suiteItems words groups of cites that know nothing of each other.
func suiteItems(p *Processor, fx map[string]string, ids []string) string {
	var groups [][]suiteCite
	if fx["CITATION-ITEMS"] != "" {
		if err := json.Unmarshal([]byte(fx["CITATION-ITEMS"]), &groups); err != nil {
			return "CITATION-ITEMS: " + err.Error()
		}
	} else {
		var all []suiteCite
		for _, id := range ids {
			raw, _ := json.Marshal(id)
			all = append(all, suiteCite{ID: raw})
		}
		groups = [][]suiteCite{all}
	}
	j := &job{p: p}
	j.register(ids)
	for _, g := range groups {
		c := Citation{}
		var placedCites []*placed
		for _, s := range g {
			cite := s.cite()
			pl := &placed{Cite: &cite, item: p.items[cite.ID], position: position(s.Position), nearNote: s.NearNote}
			if n, ok := jsonText(s.FirstNote); ok {
				fmt.Sscan(n, &pl.firstRef)
			}
			pl.alone = pl.position
			if pl.item != nil {
				placedCites = append(placedCites, pl)
			}
		}
		j.citations = append(j.citations, c)
		j.cites = append(j.cites, placedCites)
	}
	j.order()
	j.disambiguate()
	var lines []string
	for i := range j.citations {
		lines = append(lines, orNoForm(toHTML(j.citation(i).Runs)))
	}
	return strings.Join(lines, "\n")
}

func orNoForm(s string) string {
	if s == "" {
		return noForm
	}
	return s
}

// suiteCitations replays the calls of a word processor's plugin: each gives one citation and those around it.
func suiteCitations(p *Processor, fx map[string]string) string {
	citations, err := finalCitations(fx["CITATIONS"])
	if err != nil {
		return "CITATIONS: " + err.Error()
	}
	res := p.Process(citations, nil)
	var lines []string
	for i, c := range res.Citations {
		lines = append(lines, fmt.Sprintf("[%d] %s", i, orNoForm(toHTML(c.Runs))))
	}
	return strings.Join(lines, "\n")
}

func finalCitations(src string) ([]Citation, error) {
	var calls [][]json.RawMessage
	if err := json.Unmarshal([]byte(src), &calls); err != nil {
		return nil, err
	}
	byID := map[string]Citation{}
	var order []string
	notes := map[string]int{}
	for n, call := range calls {
		var c struct {
			ID    string      `json:"citationID"`
			Items []suiteCite `json:"citationItems"`
			Props struct {
				Note     json.RawMessage `json:"noteIndex"`
				Unsorted json.RawMessage `json:"unsorted"`
			} `json:"properties"`
		}
		if err := json.Unmarshal(call[0], &c); err != nil {
			return nil, err
		}
		if c.ID == "" {
			c.ID = fmt.Sprintf("call-%d", n)
		}
		cit := Citation{ID: c.ID, Unsorted: jsonBool(c.Props.Unsorted)}
		for _, s := range c.Items {
			cit.Cites = append(cit.Cites, s.cite())
		}
		byID[c.ID] = cit
		note := 0
		if s, ok := jsonText(c.Props.Note); ok {
			fmt.Sscan(s, &note)
		}
		notes[c.ID] = note
		order = nil
		around := func(raw json.RawMessage) error {
			var list [][]json.RawMessage
			if err := json.Unmarshal(raw, &list); err != nil {
				return err
			}
			for _, pair := range list {
				var id string
				if err := json.Unmarshal(pair[0], &id); err != nil {
					return err
				}
				num := 0
				if s, ok := jsonText(pair[1]); ok {
					fmt.Sscan(s, &num)
				}
				notes[id] = num
				order = append(order, id)
			}
			return nil
		}
		if err := around(call[1]); err != nil {
			return nil, err
		}
		order = append(order, c.ID)
		if err := around(call[2]); err != nil {
			return nil, err
		}
	}
	var out []Citation
	for _, id := range order {
		c := byID[id]
		c.Note = notes[id]
		out = append(out, c)
	}
	return out, nil
}

func suiteBibliography(p *Processor, fx map[string]string, ids []string, items []Item) string {
	var citations []Citation
	nocite := ids
	if fx["BIBENTRIES"] != "" {
		var sets [][]json.RawMessage
		if err := json.Unmarshal([]byte(fx["BIBENTRIES"]), &sets); err != nil {
			return "BIBENTRIES: " + err.Error()
		}
		// Each set replaces the one before it.
		nocite = nil
		for _, raw := range sets[len(sets)-1] {
			id, _ := jsonText(raw)
			nocite = append(nocite, id)
		}
	}
	if fx["CITATIONS"] != "" {
		var err error
		if citations, err = finalCitations(fx["CITATIONS"]); err != nil {
			return "CITATIONS: " + err.Error()
		}
		nocite = nil
	}
	if fx["CITATION-ITEMS"] != "" {
		var groups [][]suiteCite
		if err := json.Unmarshal([]byte(fx["CITATION-ITEMS"]), &groups); err != nil {
			return "CITATION-ITEMS: " + err.Error()
		}
	}
	res := p.Process(citations, nocite)
	keep := func(string) bool { return true }
	if fx["BIBSECTION"] != "" {
		var err error
		if keep, err = suiteSection(fx["BIBSECTION"], items); err != nil {
			return "BIBSECTION: " + err.Error()
		}
	}
	var b strings.Builder
	b.WriteString("<div class=\"csl-bib-body\">\n")
	for _, e := range res.Bibliography.Entries {
		if !keep(e.ID) {
			continue
		}
		b.WriteString("  <div class=\"csl-entry\">")
		if len(e.Runs) == 0 {
			b.WriteString(noForm + "</div>\n")
			continue
		}
		b.WriteString(entryHTML(e.Runs))
		b.WriteString("</div>\n")
	}
	b.WriteString("</div>")
	return b.String()
}

// suiteSection reads the filter of a bibliography section.
func suiteSection(src string, items []Item) (func(string) bool, error) {
	var f struct {
		Include, Exclude, Select, Quash []struct {
			Field string `json:"field"`
			Value string `json:"value"`
		}
	}
	if err := json.Unmarshal([]byte(src), &f); err != nil {
		return nil, err
	}
	byID := map[string]*Item{}
	for i := range items {
		byID[items[i].ID] = &items[i]
	}
	return func(id string) bool {
		it := byID[id]
		match := func(field, value string) bool {
			if field == "type" {
				return it.Type == value
			}
			if v, ok := it.Vars[field]; ok {
				return v == value
			}
			for _, n := range it.Names[field] {
				if n.Family == value || n.Literal == value {
					return true
				}
			}
			_, date := it.Dates[field]
			return value == "" && !date && len(it.Names[field]) == 0
		}
		any := len(f.Include) == 0
		for _, c := range f.Include {
			any = any || match(c.Field, c.Value)
		}
		for _, c := range f.Exclude {
			if match(c.Field, c.Value) {
				return false
			}
		}
		for _, c := range f.Select {
			if !match(c.Field, c.Value) {
				return false
			}
		}
		if len(f.Quash) > 0 {
			all := true
			for _, c := range f.Quash {
				all = all && match(c.Field, c.Value)
			}
			if all {
				return false
			}
		}
		return any
	}, nil
}

// testLocales reads the project's own locale files.
func testLocales(lang string) ([]byte, bool) {
	data, err := os.ReadFile("../../styles/csl/locales/locales-" + lang + ".xml")
	return data, err == nil
}
