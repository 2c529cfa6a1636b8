package build_test

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

// painted is a run of the dump of what is painted.
type painted struct {
	page, text, face string
	x, size          float64
}

var (
	paintedPage = regexp.MustCompile(`^page \d+ ("[^"]*")`)
	paintedRun  = regexp.MustCompile(`^  (\S+) \S+ ([^/ ]+)/(\S+) ("(?:[^"\\]|\\.)*")`)
)

func runsOf(t *testing.T, dir, edition string) []painted {
	t.Helper()
	var l diag.List
	var dump bytes.Buffer
	if _, err := session.DumpPages(t.Context(), build.Request{Input: dir, Edition: edition, Version: "test"}, &dump, &l); err != nil {
		t.Fatal(err)
	}
	if found := l.All(); len(found) > 0 {
		t.Fatal(found)
	}
	var out []painted
	page := ""
	for line := range bytes.Lines(dump.Bytes()) {
		if m := paintedPage.FindSubmatch(line); m != nil {
			page, _ = strconv.Unquote(string(m[1]))
		}
		if m := paintedRun.FindSubmatch(line); m != nil {
			r := painted{page: page, face: string(m[2])}
			r.x, _ = strconv.ParseFloat(string(m[1]), 64)
			r.size, _ = strconv.ParseFloat(string(m[3]), 64)
			r.text, _ = strconv.Unquote(string(m[4]))
			out = append(out, r)
		}
	}
	return out
}

// last gives the last run that says a text: that of the body, behind the contents.
func last(t *testing.T, runs []painted, text string) painted {
	t.Helper()
	for i := len(runs) - 1; i >= 0; i-- {
		if runs[i].text == text {
			return runs[i]
		}
	}
	t.Fatalf("no run says “%s”", text)
	return painted{}
}

// The sheets that quire brings, on a book with parts, a table of figures and a bibliography with remarks.
func TestBroughtSheets(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "book.yaml"), `title: Parts
subtitle: The author's "own"
lang: en-GB
creators: [Ann Author]
contents: [text.md]
references:
  - {id: doe, type: book, title: Tides, author: [{family: Doe, given: Jane}], issued: 1950, annote: What is said of the work.}
editions:
  print: {format: pdf, styles: [print.css], pagination: true}
  screen: {format: pdf, styles: [print.css, one-sided.css]}
  large-print: {format: pdf, styles: [print.css, one-sided.css, large-print.css]}
`)
	writeFile(t, filepath.Join(dir, "text.md"), `# Alone

First page.[^a] At once two.[^a]^[Another note.]

| Thing | Number |
|:------|-------:|
| short | 7 |
| long  | 123456 |

[^a]: [@doe].

# A part {.part}

# Within {.chapter}

Third page.

## A section

Text.
`)
	for _, edition := range []string{"print", "large-print"} {
		runs := runsOf(t, dir, edition)
		alone, within, section := last(t, runs, "Alone"), last(t, runs, "Within"), last(t, runs, "A section")
		if within.face != alone.face || within.size != alone.size || section.size >= within.size {
			t.Errorf("%s: a chapter in a part is set in %s/%v and its section in %v, a chapter by itself in %s/%v",
				edition, within.face, within.size, section.size, alone.face, alone.size)
		}
		if a, b := last(t, runs, "7"), last(t, runs, "123456"); a.x <= b.x {
			t.Errorf("%s: of a column that is aligned on the right “7” begins at %v, “123456” at %v", edition, a.x, b.x)
		}
	}
	runs := runsOf(t, dir, "print")
	last(t, runs, "The author’s ‘own’")
	if entry, remark := last(t, runs, "Doe, Jane. "), last(t, runs, "What is said of the work."); remark.x <= entry.x {
		t.Errorf("the remark on a work begins at %v, as if it were an entry, which begins at %v", remark.x, entry.x)
	}
	runs = runsOf(t, dir, "screen")
	left := map[string]float64{}
	for _, text := range []string{"Alone", "A part", "Within"} {
		r := last(t, runs, text)
		left[r.page] = r.x
	}
	if len(left) != 3 || left["1"]-left["2"] > 1 || left["2"]-left["1"] > 1 || left["3"]-left["2"] > 1 || left["2"]-left["3"] > 1 {
		t.Errorf("one-sided pages begin at %v", left)
	}
}
