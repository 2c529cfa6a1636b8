package build_test

import (
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"quire/internal/diag"
)

// inputs gives what stands on the command line.
func (m manuscript) inputs(t *testing.T) []string {
	found, err := filepath.Glob(filepath.Join(corpus, m.input))
	if err != nil || len(found) == 0 {
		t.Fatalf("%s: %v", m.input, err)
	}
	return found
}

// keep copies a file to the folder of corpusOut, if there is one. The name is that of the manuscript.
func (m manuscript) keep(t *testing.T, file string) {
	folder := os.Getenv(corpusOut)
	if folder == "" {
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.NewReplacer("/", "-", "*", "", "[0-9]", "").Replace(strings.TrimSuffix(m.input, filepath.Ext(m.input)))
	if err := os.WriteFile(filepath.Join(folder, strings.Trim(name, "-")+filepath.Ext(file)), data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// unset gives the characters that the PDF has no font for, which the findings name.
func unset(findings []diag.Finding) map[rune]bool {
	out := map[rune]bool{}
	for _, f := range findings {
		if f.Code != "missing-glyph" {
			continue
		}
		for _, c := range strings.ToLower(norm.NFKC.String(f.Message)) {
			out[c] = c >= 0x2000
		}
	}
	return out
}

// inOrder fails for the words of want that got does not have in the same order.
func (m manuscript) inOrder(t *testing.T, what string, blank map[rune]bool, got, want []string) {
	t.Helper()
	lost, ok := missing(got, want)
	if !ok {
		t.Errorf("%s: more than %d words differ", what, tooMany)
		return
	}
	m.report(t, what, blank, lost)
}

// inAnyOrder fails for the words of want that got has less often. The parts of a work and the works of one author do not
// come in the same order from each processor of CSL; ours is held to the test suite of CSL.
func (m manuscript) inAnyOrder(t *testing.T, what string, blank map[rune]bool, got, want []string) {
	t.Helper()
	count := map[string]int{}
	for _, w := range got {
		count[w]++
	}
	var lost []string
	for _, w := range want {
		if count[w]--; count[w] < 0 {
			lost = append(lost, w)
		}
	}
	if m.cites && len(want) == 0 {
		t.Errorf("%s: Pandoc has no words", what)
	}
	m.report(t, what, blank, lost)
}

// report fails for lost words, except for those that are known to differ.
func (m manuscript) report(t *testing.T, what string, blank map[rune]bool, lost []string) {
	t.Helper()
	lost = slices.DeleteFunc(lost, func(w string) bool {
		return slices.Contains(m.differ, w) || strings.ContainsFunc(w, func(c rune) bool { return blank[c] })
	})
	if len(lost) > 0 {
		t.Errorf("%s: %d words are missing: %s", what, len(lost), strings.Join(lost[:min(len(lost), 40)], " | "))
	}
}

// tooMany is the number of words, lost and added, at which texts are no longer compared.
const tooMany = 6000

// missing gives the words of want that are not in got in the same order: what the shortest script of insertions and
// deletions removes (Myers, “An O(ND) Difference Algorithm”, 1986). Between them, got may have words of its own, such as
// a table of contents. ok is false if the script has more than tooMany steps.
func missing(got, want []string) (lost []string, ok bool) {
	// Words are removed by going down in want, and added by going right in got. best[k] is the farthest place in want on
	// the diagonal k, which is the place in want less that in got.
	n, m := len(want), len(got)
	var trail [][]int32
	best := make([]int32, 2*tooMany+3)
	zero := tooMany + 1 // where the diagonal 0 is in best
	for d := 0; ; d++ {
		if d > tooMany {
			return nil, false
		}
		row := make([]int32, d+1)
		for k := -d; k <= d; k += 2 {
			x := int(best[zero+k-1]) + 1
			if k == -d || k != d && best[zero+k-1] < best[zero+k+1] {
				x = int(best[zero+k+1])
			}
			for x < n && x-k < m && x-k >= 0 && want[x] == got[x-k] {
				x++
			}
			best[zero+k], row[(k+d)/2] = int32(x), int32(x)
			if x >= n && x-k >= m {
				return removed(want, append(trail, row), k), true
			}
		}
		trail = append(trail, row)
	}
}

// removed follows the trail back from its last row, and gives the words of want that it removes.
func removed(want []string, trail [][]int32, k int) (lost []string) {
	for d := len(trail) - 1; d > 0; d-- {
		row := trail[d-1]
		at := func(k int) int32 { return row[(k+d-1)/2] }
		if k == -d || k != d && at(k-1) < at(k+1) {
			k++
			continue
		}
		k--
		lost = append(lost, want[at(k)])
	}
	slices.Reverse(lost)
	return lost
}

// read gives the words of a manuscript's files as Pandoc reads them.
func (m manuscript) read(t *testing.T) words {
	files := m.inputs(t)
	if m.text != nil {
		files = nil
		for _, g := range m.text {
			found, err := filepath.Glob(filepath.Join(corpus, m.input, g))
			if err != nil || len(found) == 0 {
				t.Fatalf("%s: %v", g, err)
			}
			files = append(files, found...)
		}
	}
	args := []string{"-f", cmp.Or(m.from, "markdown"), "-t", "json", "--file-scope"}
	if m.cites {
		style := filepath.Join(t.TempDir(), "author-date.csl")
		data, err := os.ReadFile("../../styles/csl/author-date.csl")
		if err != nil {
			t.Fatal(err)
		}
		// Pandoc 2 does not know the newer name of the rule for page ranges.
		if err := os.WriteFile(style, []byte(strings.Replace(string(data), "chicago-16", "chicago", 1)), 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, "--citeproc", "--csl", style, "--resource-path", filepath.Dir(files[0]))
		if m.works != "" {
			args = append(args, "--bibliography", filepath.Join(corpus, m.input, m.works))
		}
	}
	out, err := exec.Command("pandoc", append(args, files...)...).Output()
	if err != nil {
		t.Fatalf("pandoc %s: %v", m.input, err)
	}
	var d struct{ Blocks any }
	if err := json.Unmarshal(out, &d); err != nil {
		t.Fatal(err)
	}
	var w pandocWords
	w.to = &w.text
	w.walk(d.Blocks)
	return words{text: corpusWords(w.text.String()), notes: corpusWords(w.notes.String()), works: corpusWords(w.works.String())}
}

// crossReference matches the keys of pandoc-crossref.
var crossReference = regexp.MustCompile(`^(sec|subsec|fig|tbl|tab|eq|lst):`)

// alertMark matches the mark of one of GitHub's alerts.
var alertMark = regexp.MustCompile(`^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]$`)

// pandocWords gathers the words of a document in Pandoc's JSON, as its plain text has them: without raw text of a format.
type pandocWords struct {
	text, notes, works strings.Builder
	to                 *strings.Builder // one of these
}

func (w *pandocWords) put(s string) { w.to.WriteString(s) }

// within walks what belongs to another part of the document.
func (w *pandocWords) within(part *strings.Builder, v any) {
	before := w.to
	w.to = part
	w.walk(v)
	w.put(" ")
	w.to = before
}

func (w *pandocWords) walk(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			w.walk(e)
		}
	case map[string]any:
		w.element(v)
	}
}

func (w *pandocWords) element(v map[string]any) {
	kind, _ := v["t"].(string)
	c, _ := v["c"].([]any)
	switch kind {
	case "Str":
		s, _ := v["c"].(string)
		// Pandoc 2 takes the attributes of a caption for text, and the mark of an alert, which has a title in the book's language
		// in our outputs.
		if !strings.HasPrefix(s, "{#") && !alertMark.MatchString(s) {
			w.put(s)
		}
	case "Space", "SoftBreak", "LineBreak":
		w.put(" ")
	case "Code":
		if s, ok := c[1].(string); ok {
			w.put(s)
		}
	case "CodeBlock":
		if s, ok := c[1].(string); ok {
			w.put(s + " ")
		}
	case "DefinitionList":
		for _, item := range c {
			for _, part := range item.([]any) { // the term, the definitions
				w.walk(part)
				w.put(" ")
			}
		}
	case "Math": // Pandoc has TeX, where our outputs have a formula
		w.put(" ")
	case "RawInline", "RawBlock":
	case "Note":
		w.within(&w.notes, c)
	case "Image":
		// Of an image that is no figure the words are the alternative text.
		if target, ok := c[2].([]any); ok && strings.HasPrefix(target[1].(string), "fig:") {
			w.walk(c[1])
		}
	case "Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps":
		w.walk(c)
	case "Cite":
		// A cross-reference gets its number in our outputs; Pandoc takes it for a citation of an unknown work.
		if works, ok := c[0].([]any); ok && !crossReference.MatchString(works[0].(map[string]any)["citationId"].(string)) {
			w.walk(c[1])
		}
	case "Link", "Span", "Quoted":
		w.walk(c[1])
	case "Div":
		if id, ok := c[0].([]any); ok && id[0] == "refs" {
			w.within(&w.works, c[1])
			return
		}
		w.walk(c[1])
		w.put(" ")
	case "Header":
		w.walk(c[2])
		w.put(" ")
	case "Table":
		// Caption, head, bodies, foot: attributes and widths are no text.
		w.walk(c[1])
		for _, part := range c[3:] {
			w.walk(part)
		}
	default:
		w.walk(v["c"])
		w.put(" ")
	}
}

// corpusWords gives the words of a text in small letters. A character of a script without spaces is a word.
func corpusWords(s string) (out []string) {
	s = strings.ToLower(norm.NFKC.String(strings.ReplaceAll(s, "\u00AD", "")))
	for _, word := range split(s) {
		from := 0
		for i, r := range word {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
				if from < i {
					out = append(out, word[from:i])
				}
				out, from = append(out, string(r)), i+len(string(r))
			}
		}
		if from < len(word) {
			out = append(out, word[from:])
		}
	}
	return out
}

// wordsOf gives the words of an output.
func wordsOf(t *testing.T, file string) words {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var pages [][]byte
	switch filepath.Ext(file) {
	case ".pdf":
		p := readTagged(t, data)
		p.noFormulas = true
		text, notes, works := p.read(true)
		return words{text: corpusWords(text), notes: corpusWords(notes), works: corpusWords(works)}
	case ".epub":
		pages = spineOfEPUB(t, file)
	default:
		pages = [][]byte{data}
	}
	var text, notes, works strings.Builder
	for _, p := range pages {
		root, err := html.Parse(strings.NewReader(string(p)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == "body" {
				withoutFormulas(n)
				apart(n, "endnotes", &notes)
				apart(n, "work", &works)
				withCitations(n, &text)
				break
			}
		}
	}
	return words{text: corpusWords(text.String()), notes: corpusWords(notes.String()), works: corpusWords(works.String())}
}

// withoutFormulas puts a space instead of each formula.
func withoutFormulas(page *html.Node) {
	var found []*html.Node
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Data == "math" {
			found = append(found, n)
		}
	}
	for _, n := range found {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n)
		n.Parent.RemoveChild(n)
	}
}

// apart takes the elements of a class out of a page and writes their text.
func apart(page *html.Node, class string, to *strings.Builder) {
	var found []*html.Node
	for n := range page.Descendants() {
		if slices.Contains(strings.Fields(attribute(n, "class")), class) {
			found = append(found, n)
		}
	}
	for _, n := range found {
		withCitations(n, to)
		n.Parent.RemoveChild(n)
	}
}

// withCitations writes the text of a node as authored does, and the citations in it.
func withCitations(n *html.Node, to *strings.Builder) {
	for c := range n.Descendants() {
		for i, a := range c.Attr {
			if a.Key == "class" {
				c.Attr[i].Val = strings.Join(slices.DeleteFunc(strings.Fields(a.Val), func(s string) bool { return s == "cite" }), " ")
			}
		}
	}
	authored(n, to)
}
