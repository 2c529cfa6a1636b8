package build_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"quire/internal/build"
	"quire/internal/diag"
)

// For every page of the paginated edition the words behind the EPUB's page break are the first words of the page. The pages
// are read from the dump of what is painted, the breaks from the finished EPUB; letters and figures count, while what the
// tool words itself on paper or on screen alone is passed over: numbers of notes, links back, the headings that group notes.
func TestPageBreaksStandWhereThePagesBegin(t *testing.T) {
	t.Parallel()
	for name, input := range map[string]string{
		"essay":       "../../source",
		"lone file":   "../../testdata/books/lone.md",
		"second book": "../../testdata/books/second",
		"constructs":  "../../testdata/books/constructs",
	} {
		t.Run(name, func(t *testing.T) { comparePages(t, input) })
		// On pages of a few lines one begins within almost every construct.
		t.Run(name+" on small pages", func(t *testing.T) { comparePages(t, onSmallPages(t, input)) })
	}
}

// onSmallPages copies a book and gives it pages of a few lines.
func onSmallPages(t *testing.T, input string) string {
	dir := filepath.Join(t.TempDir(), "book")
	file := filepath.Join(dir, "book.yaml")
	if strings.HasSuffix(input, ".md") {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(input)
		if err != nil {
			t.Fatal(err)
		}
		matter, text, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		matter = regexp.MustCompile(`(?m)^author:`).ReplaceAllString(matter, "creators:")
		writeFile(t, filepath.Join(dir, "text.md"), text)
		writeFile(t, file, matter+"\ncontents: [text.md]\neditions:\n")
	} else if err := os.CopyFS(dir, os.DirFS(input)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(string(data), "editions:\n")
	before = regexp.MustCompile(`(?m)^root:.*\n`).ReplaceAllString(before, "")
	writeFile(t, file, before+"editions:\n  epub: {format: epub}\n  print: {format: pdf, styles: [print.css, small.css], pagination: true}\n")
	writeFile(t, filepath.Join(dir, "small.css"), "@page { size: 90mm 48mm; margin: 6mm 8mm }\nhtml { orphans: 1; widows: 1 }\n")
	return dir
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func comparePages(t *testing.T, input string) {
	var l diag.List
	var dump bytes.Buffer
	req := build.Request{Input: input, Edition: "print", Version: "test"}
	if _, err := session.DumpPages(t.Context(), req, &dump, &l); err != nil {
		t.Fatal(err)
	}
	pages := dumpedPages(t, dump.String())
	result, err := session.Build(t.Context(), build.Request{Input: input, Formats: []string{"epub"}, Out: t.TempDir(), Version: "test"}, &l)
	if err != nil || len(result.Written) == 0 {
		t.Fatalf("%v, %v", err, l.All())
	}
	breaks := breaksOfEPUB(t, result.Written[0])
	var labels, want []string
	for _, b := range breaks {
		labels = append(labels, b.label)
	}
	for _, p := range pages {
		if p.text != "" || p.generated {
			want = append(want, p.label)
		}
	}
	if !slices.Equal(labels, want) {
		t.Fatalf("the EPUB has the pages\n%v, want\n%v", labels, want)
	}
	exact := 0
	for i, p := range pages {
		if p.text == "" && !p.generated {
			continue // a blank page
		}
		b := breaks[0]
		breaks = breaks[1:]
		if slices.Contains(exempt, b.section) {
			continue
		}
		n := min(len(p.text), 60)
		if b.cell > 0 { // the page begins within a row: what is left of the other cells is on it, too
			n = min(n, b.cell)
		}
		if n == 0 { // the rest of what is generated behind some text: the break stands between that text and the next
			if next := following(pages[i+1:]); !strings.HasPrefix(b.text, next[:min(len(next), 60)]) {
				t.Errorf("page %s holds nothing from the source, but its break (%s) stands before %q", p.label, b.section, b.text[:min(len(b.text), 60)])
			}
			continue
		}
		if !strings.HasPrefix(b.text, p.text[:n]) && !citedOtherwise(b, p.text+following(pages[i+1:])) {
			t.Errorf("page %s begins %q, its break (%s) stands before %q", p.label, p.text[:n], b.section, b.text[:min(len(b.text), 60)])
		}
		exact++
	}
	if exact == 0 {
		t.Error("no page was compared")
	}
	t.Logf("%d pages compared", exact)
}

// exempt are the sections whose text is generated, and worded and ordered for paper there and for the screen here.
var exempt = []string{"titlepage", "copyright-page", "toc", "loi", "lot", "colophon", "index", "halftitlepage"}

// following gives the text of the next pages, for a page of a few words.
func following(pages []dumped) string {
	text := ""
	for i := 0; i < len(pages) && len(text) < 400; i++ {
		text += pages[i].text
	}
	return text
}

// dumped is a page of the dump: its label and the letters on it that come from the source.
type dumped struct {
	label, text string
	generated   bool // it holds text that comes from elsewhere
}

var (
	dumpedPage = regexp.MustCompile(`^page \d+ ("(?:[^"\\]|\\.)*")`)
	dumpedRun  = regexp.MustCompile(`^  \S+ \S+ \S+/\S+ ("(?:[^"\\]|\\.)*")(.*)$`)
)

func dumpedPages(t *testing.T, dump string) []dumped {
	var pages []dumped
	unquote := func(s string) string {
		u, err := strconv.Unquote(s)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	for line := range strings.SplitSeq(dump, "\n") {
		if m := dumpedPage.FindStringSubmatch(line); m != nil {
			pages = append(pages, dumped{label: unquote(m[1])})
		} else if m := dumpedRun.FindStringSubmatch(line); m != nil && len(pages) > 0 {
			p := &pages[len(pages)-1]
			switch {
			case strings.Contains(m[2], "@"):
				p.text += letters(unquote(m[1]))
			case strings.Contains(m[2], "#"):
				p.generated = true
			}
		}
	}
	return pages
}

// letters leaves the letters and figures of a text.
func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) {
			return c
		}
		return -1
	}, s)
}

// heads reports whether an element is the heading of a piece of the book, which paper has too.
func heads(n *html.Node) bool {
	return n.Data == "h1" && !slices.Contains(strings.Fields(attribute(n.Parent, "class")), "notegroup")
}

// pageBreak is a page break of an EPUB with the class of the section it stands in and the letters behind it.
type pageBreak struct {
	label, section, text string
	cites                [][2]int // where in the text citations stand within notes
	cell                 int      // how many letters are left in the cell of a table in which it stands; 0: it stands in none
}

// citedOtherwise reports whether a page differs from the text behind a break by no more than the wording of a citation: a
// note that is read alone has no “ibid.”. What stands before the citation and behind it must be the same.
func citedOtherwise(b pageBreak, page string) bool {
	same := 0
	for same < min(len(page), len(b.text)) && page[same] == b.text[same] {
		same++
	}
	for _, c := range b.cites {
		if c[0] <= same && same < c[1] {
			behind := b.text[c[1]:min(c[1]+20, len(b.text))]
			return len(behind) == 20 && strings.Contains(page[c[0]:], behind)
		}
	}
	return false
}

func breaksOfEPUB(t *testing.T, file string) []pageBreak {
	var all strings.Builder
	var list []pageBreak
	var starts []int
	var cites [][2]int
	var walk func(n *html.Node, section string)
	walk = func(n *html.Node, section string) {
		if n.Type == html.TextNode {
			all.WriteString(letters(n.Data))
			return
		}
		class := strings.Fields(attribute(n, "class"))
		switch role := attribute(n, "role"); {
		case role == "doc-pagebreak":
			list = append(list, pageBreak{label: attribute(n, "aria-label"), section: section})
			starts = append(starts, all.Len())
			return
		case n.Data == "head", role == "doc-backlink", role == "doc-pagelist":
			return
		case slices.Contains(class, "generated") && !heads(n), slices.Contains(class, "backrefs"):
			for b := range n.Descendants() { // what is generated is passed over, a page that begins there is not
				if attribute(b, "role") == "doc-pagebreak" {
					walk(b, section)
				}
			}
			return
		}
		if n.Data == "section" && len(class) > 0 {
			section = class[0]
		}
		from, before := all.Len(), len(list)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, section)
		}
		if n.Data == "td" || n.Data == "th" {
			for i := before; i < len(list); i++ {
				list[i].cell = all.Len() - starts[i]
			}
		}
		if slices.Contains(class, "cite") && (section == "endnotes" || section == "notegroup") {
			cites = append(cites, [2]int{from, all.Len()})
		}
	}
	for _, page := range spineOfEPUB(t, file) {
		root, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		walk(root, "")
	}
	text := all.String()
	for i := range list {
		list[i].text = text[starts[i]:]
		for _, c := range cites {
			if c[1] > starts[i] {
				list[i].cites = append(list[i].cites, [2]int{max(c[0]-starts[i], 0), c[1] - starts[i]})
			}
		}
	}
	return list
}
