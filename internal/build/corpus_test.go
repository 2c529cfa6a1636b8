package build_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

// corpus is a folder of manuscripts that others wrote, beside the checkout. It is not part of the project.
const corpus = "../../../shared/corpus"

// corpusOut names a variable of the environment with a folder, in which TestCorpus then leaves the files that it builds, for
// “make check” to let third parties judge them.
const corpusOut = "CORPUS_OUT"

// manuscript is a book of the corpus as a new user would build it.
type manuscript struct {
	input   string   // what stands on the command line; a glob of several files
	text    []string // the files of its text, as globs; none: input itself
	from    string   // the Markdown that Pandoc reads it as; "": markdown
	with    string   // metadata given on the command line, in YAML
	works   string   // its bibliography, for Pandoc; "": the front matter says it, or there is none
	cites   bool     // citations are compared, too
	allowed []string // codes of errors that are the author's own, and true: the book is then built with --draft
	differ  []string // words that Pandoc has and we do not, each with its reason
}

// authorDate has citations in the text, so that their order is that of the words.
const authorDate = "csl: author-date"

var manuscripts = []manuscript{
	{input: "article/article.md", with: authorDate, cites: true},
	{input: "kernel/website/en/[0-9]*.md", from: "commonmark_x", with: "title: Operating System in 1,000 Lines\nauthor: Seiya Nuta\nlang: en"},
	{input: "kernel/website/ja/[0-9]*.md", from: "commonmark_x", with: "title: Operating System in 1,000 Lines\nauthor: Seiya Nuta\nlang: ja"},
	{input: "kernel/website/tw/[0-9]*.md", from: "commonmark_x", with: "title: Operating System in 1,000 Lines\nauthor: Seiya Nuta\nlang: zh-TW"},
	{
		input: "thesis", with: authorDate, works: "source/references.bib", cites: true,
		text:    []string{"source/02*.md", "source/03*.md", "source/04*.md", "source/05*.md", "source/06*.md", "source/07*.md", "source/08*.md", "source/09*.md", "source/1*.md"},
		allowed: []string{"missing-image"}, // its folder lacks example_figure.pdf
	},
	{input: "thesis-de", with: authorDate, works: "references.bib", cites: true, text: []string{"thesis.md"}},
	{
		input: "rlhf", with: authorDate, works: "chapters/bib.bib", cites: true, text: []string{"chapters/[0-9a]*.md"},
		differ: []string{
			// Authors written as {NVIDIA} and {{NVIDIA}} are one to us, and two to Pandoc. So the letters of their works of one
			// year differ, and a dash stands for the second.
			"2025a", "2025b", "anthropic", "deepseek", "ai", "nvidia",
			"7812", "1901", "7200", // 7799–812: Pandoc does not shorten a range of four figures
			"https", "doi", "org", // one DOI is written as an address; Pandoc puts a second https://doi.org/ before it
		},
	},
	{input: "progit-ja", text: []string{"*/*.markdown"}},
	{input: "progit-fa", text: []string{"*/*.markdown"}},
	{input: "pandoc/MANUAL.txt"},
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
		all = append(all, manuscript{input: name})
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
				m.keep(t, file)
				m.inOrder(t, kind+", text", blank, got.text, want.text)
				m.inOrder(t, kind+", notes", blank, got.notes, want.notes)
				if m.cites {
					m.inAnyOrder(t, kind+", bibliography", blank, got.works, want.works)
				}
			}
		})
	}
}
