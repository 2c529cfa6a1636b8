package main

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Notes are cut out of a changelog in the form of Keep a Changelog: those of one version, and nothing where it has none.
func TestNotes(t *testing.T) {
	const changes = "# Changes\n\n## [Unreleased]\n\n- Later.\n\n## [1.2.0] - 2026-11-22\n\n### Added\n\n- One\n  thing.\n\n\n- Another.\n\n## [1.1.0] - 2026-01-01\n\n- Older.\n\n## [1.0.0] - 2025-01-01\n\n[1.2.0]: https://example.org/\n"
	for version, want := range map[string]string{
		"1.2.0": "### Added\n\n- One\n  thing.\n\n\n- Another.\n",
		"1.1.0": "- Older.\n",
		"1.0.0": "",
		"2.0.0": "",
		"1.2":   "",
	} {
		if got := notesOf(changes, version); got != want {
			t.Errorf("%s: %q, want %q", version, got, want)
		}
	}
}

// folder writes files to a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Two releases agree if they have the same files with the same bytes, but for report.json and its checksum.
func TestAgree(t *testing.T) {
	release := map[string]string{"book.epub": "book", "report.json": "{}", "SHA256SUMS": "1  book.epub\n2  report.json\n"}
	for name, try := range map[string]struct {
		change map[string]string
		remove string
		want   string
	}{
		"the same":          {},
		"another report":    {change: map[string]string{"report.json": "{1}", "SHA256SUMS": "1  book.epub\n3  report.json\n"}},
		"another book":      {change: map[string]string{"book.epub": "Book"}, want: "book.epub differs"},
		"another checksum":  {change: map[string]string{"SHA256SUMS": "4  book.epub\n2  report.json\n"}, want: "SHA256SUMS differs"},
		"one file more":     {change: map[string]string{"more.pdf": "x"}, want: "only one of them has more.pdf"},
		"one file less":     {remove: "book.epub", want: "only one of them has book.epub"},
		"no report at all":  {remove: "report.json", want: "only one of them has report.json"},
		"no checksums here": {remove: "SHA256SUMS", want: "only one of them has SHA256SUMS"},
	} {
		other := maps.Clone(release)
		maps.Copy(other, try.change)
		delete(other, try.remove)
		err := agree(context.Background(), []string{folder(t, release), folder(t, other)})
		switch {
		case try.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case try.want != "" && (err == nil || !strings.Contains(err.Error(), try.want)):
			t.Errorf("%s: %v, want “%s”", name, err, try.want)
		}
	}
	if err := agree(context.Background(), []string{t.TempDir(), t.TempDir()}); err == nil {
		t.Error("two empty folders agree")
	}
}

// A version is that of a release, without a v.
func TestVersion(t *testing.T) {
	for _, ok := range []string{"1.2.0", "0.0.1", "1.2.0-rc.1"} {
		if v, err := version([]string{ok}); v != ok || err != nil {
			t.Errorf("%s: %s, %v", ok, v, err)
		}
	}
	for _, bad := range []string{"v1.2.0", "1.2", "", "1.2.0 ", "1.2.0;x"} {
		if _, err := version([]string{bad}); err == nil {
			t.Errorf("%q is taken for a version", bad)
		}
	}
	if _, err := version(nil); !errors.Is(err, errUsage) {
		t.Errorf("without a version: %v", err)
	}
}

// The table of verdicts is put between its marks, and everything else stays.
func TestReplaceTable(t *testing.T) {
	got, err := replaceTable("a\n<!-- verdicts: pdf -->\n\nold\n\n<!-- end -->\nb\n<!-- end -->\n", "pdf", "new\n")
	if want := "a\n<!-- verdicts: pdf -->\n\nnew\n\n<!-- end -->\nb\n<!-- end -->\n"; got != want || err != nil {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	for _, text := range []string{"a", "<!-- verdicts: epub -->\n<!-- end -->", "<!-- verdicts: pdf -->\n"} {
		if _, err := replaceTable(text, "pdf", "new\n"); err == nil {
			t.Errorf("%q takes a table", text)
		}
	}
}

// A field of pdfinfo is found at the beginning of its line, whatever the title says.
func TestField(t *testing.T) {
	const info = "Title:          Pages: a book\nTagged:         yes\nPages:          12\nPage size:      419.53 x 595.28 pts\n"
	for name, want := range map[string]string{"Pages": "12", "Tagged": "yes", "Title": "Pages: a book", "Page": "", "Author": ""} {
		if got := field(info, name); got != want {
			t.Errorf("%s: “%s”, want “%s”", name, got, want)
		}
	}
}

// The markup for another typesetter has the same content as the HTML: each construct in each language.
func TestMarkup(t *testing.T) {
	page := filepath.Join(folder(t, map[string]string{"book.html": `<!DOCTYPE html><html><body><nav>Navigation</nav><main>
<section class="titlepage"><h1>Title</h1></section>
<h1>One &amp; two</h1>
<p>A <em>word</em><a class="noteref" href="#n1"><sup>1</sup></a> and <span lang="fr">mots</span>.<button>Button</button></p>
<blockquote><p>Said.</p></blockquote>
<div class="verse"><p><span class="line">a</span><span class="line">b</span></p></div>
<ul><li>i</li></ul>
<table><caption>C</caption><thead><tr><th>H</th></tr></thead><tbody><tr><td>D</td></tr></tbody></table>
<section class="endnotes"><ol class="notes"><li class="note" id="n1"><p>Note.</p></li></ol></section>
</main></body></html>`}), "book.html")
	for _, try := range []struct {
		t         typesetter
		footnotes bool
		want      []string
		not       []string
	}{
		{latex{space: "0.25"}, true, []string{`\head{One \& two}`, `\emph{word}\footnote{Note.}`, `\foreignlanguage{french}{mots}`, "a\\\\\nb", `\spaceskip=0.2500em`, `H \\`}, []string{"Title", "Button", "Navigation", `{\small\noindent 1.`}},
		{latex{space: "0"}, false, []string{`\textsuperscript{1}`, `{\small\noindent 1. Note.\par}`}, []string{`\AtBeginDocument`, `\footnote{`}},
		{typst{}, true, []string{"= One & two", "#emph[word]#footnote[Note.]", `#text(lang: "fr")[mots]`, "a \\\nb", "table.header([H], )", "[D], "}, []string{"Title"}},
	} {
		out := filepath.Join(t.TempDir(), "out")
		if err := writePeer(out, page, t.TempDir(), try.t, try.footnotes); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.TrimPrefix(string(data), try.t.begin())
		for _, want := range try.want {
			if !strings.Contains(string(data), want) {
				t.Errorf("%T: no %q in\n%s", try.t, want, text)
			}
		}
		for _, not := range try.not {
			if strings.Contains(strings.TrimSuffix(text, try.t.end()), not) {
				t.Errorf("%T: %q in\n%s", try.t, not, text)
			}
		}
	}
}

// A reader must give every word, apart from those that are known and said why.
func TestReaderFaults(t *testing.T) {
	for name, c := range map[string]struct {
		book    string
		results map[string]readerResult
		want    string
	}{
		"all words":                     {"essay", map[string]readerResult{"pypdf": {Words: 3}}, ""},
		"a word less":                   {"essay", map[string]readerResult{"pypdf": {Words: 3, Lost: []string{"word"}}}, "pypdf lacks 1 words: word\n"},
		"no words":                      {"essay", map[string]readerResult{"pypdf": {}}, "pypdf: there are no words\n"},
		"no reader":                     {"essay", nil, "no reader has read it\n"},
		"Hebrew where it is known":      {"essay", map[string]readerResult{"mupdf": {Words: 3, Lost: []string{"ספר"}}}, ""},
		"Hebrew where it is not":        {"essay", map[string]readerResult{"pdfium": {Words: 3, Lost: []string{"ספר"}}}, "pdfium lacks 1 words: ספר\n"},
		"known of one book":             {"constructs", map[string]readerResult{"pypdf": {Words: 3, Lost: []string{"h2o"}}}, ""},
		"known of one book, in another": {"essay", map[string]readerResult{"pypdf": {Words: 3, Lost: []string{"h2o"}}}, "pypdf lacks 1 words: h2o\n"},
	} {
		if got := readerFaults(c.book, c.results); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
