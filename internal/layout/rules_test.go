package layout_test

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/edition"
	"quire/internal/font"
	"quire/internal/lang"
	"quire/internal/layout"
	"quire/internal/page"
	"quire/internal/style"
	"quire/styles"
)

// ruleSheet is what the sheets of all rules begin with. A page has 6 lines of 16 letters, each 6pt wide, from 20pt on.
const ruleSheet = `
	@page { size: 136pt 112pt; margin: 20pt; }
	html { font: 10pt/12pt "IBM Plex Mono"; text-align: start; hyphens: none; orphans: 1; widows: 1; }
	section.frontmatter, section.colophon { display: none; }
	section.bodymatter { break-before: auto; }
	p, h1, h2, ul, ol, li, blockquote, table, td, th, figure, pre, .footnote { margin: 0; padding: 0; text-indent: 0; font: 10pt/12pt "IBM Plex Mono"; }
	td, th { padding-right: 6pt; }
`

// rule is a rule of the setting and a text in which it can be seen. A line of want is a line of the pages: the number of the
// page, how far it begins from the left edge of the page and how far its baseline is below that of a line at the head of the
// page area, in points, and its text. Between the texts of cells there is a bar. Of a picture it gives the width and the height.
type rule struct {
	name, css, text string
	want            []string
}

// testRules sets the text of each rule and compares the lines.
func testRules(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			var list diag.List
			b := book(t, "text.md", []byte(r.text), &list)
			pages, _ := lay(t, b, &list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + r.css)})
			if got := linesOf(pages); !slices.Equal(got, r.want) {
				t.Errorf("got\n%s\nwant\n%s", quoted(got), quoted(r.want))
			}
			for _, f := range list.All() {
				if f.Code != "overfull-line" {
					t.Error(f)
				}
			}
		})
	}
}

func quoted(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "\t%q,\n", l)
	}
	return b.String()
}

// firstBaseline is where that of a line at the head of a page lies.
const firstBaseline = 29*dimen.PT + dimen.PT*3/4

// linesOf gives the lines of pages as rules want them.
func linesOf(p *page.Pages) (out []string) {
	for i, pg := range p.Pages {
		var last *page.Run
		end := dimen.Length(0)
		for _, it := range pg.Items {
			if p, ok := it.(*page.Picture); ok {
				out = append(out, fmt.Sprintf("%d: %s picture %s × %s", i+1, p.Rect.X, p.Rect.W, p.Rect.H))
			}
			r, ok := it.(*page.Run)
			if !ok {
				continue
			}
			text := strings.ReplaceAll(r.Text, "\u00AD", "-")
			switch {
			case last == nil || last.Y != r.Y || r.X < last.X:
				out = append(out, fmt.Sprintf("%d: %s +%s %s", i+1, r.X, r.Y-firstBaseline, text))
			case r.X > end+2*dimen.PT:
				out[len(out)-1] += " | " + text
			default:
				out[len(out)-1] += text
			}
			last, end = r, r.X
			for _, g := range r.Glyphs {
				end += g.Advance
			}
		}
	}
	for i := range out {
		out[i] = strings.TrimRight(out[i], " ")
	}
	return out
}

func TestHangingPunctuation(t *testing.T) {
	testRules(t, []rule{
		{"an opening mark hangs at the first line alone", "p { hanging-punctuation: first }", "“First and then, “second.", []string{
			"1: 14 +0 “First and then,",
			"1: 20 +12 “second.",
		}},
		{"a closing mark hangs at the end of the paragraph alone", "p { hanging-punctuation: last; text-align: right }", "It said “a longer” and “so.”", []string{
			"1: 56 +0 It said “a",
			"1: 20 +12 longer” and “so.”",
		}},
		{"of a list of values only those that are named hang", "p { hanging-punctuation: allow-end }", "“First and then, “second.", []string{
			"1: 20 +0 “First and then,",
			"1: 20 +12 “second.",
		}},
	})
}

func TestWordBreaks(t *testing.T) {
	testRules(t, []rule{
		{"break-all divides figures and letters and takes no mark along", "p { word-break: break-all }", "12345678901234567890, abcdefghijklm", []string{
			"1: 20 +0 123456789012345",
			"1: 20 +12 67890, abcdefghi",
			"1: 20 +24 jklm",
		}},
		{"overflow-wrap divides a word that is wider than the measure", "p { overflow-wrap: break-word }", "abcdefghijklmnopqrst cc", []string{
			"1: 20 +0 abcdefghijklmnop",
			"1: 20 +12 qrst cc",
		}},
		{"and no word that is not", "p { overflow-wrap: break-word }", "a bb abcdefghijklmno cc", []string{
			"1: 20 +0 a bb",
			"1: 20 +12 abcdefghijklmno",
			"1: 20 +24 cc",
		}},
		{"nowrap keeps a stretch in one line", "p { overflow-wrap: break-word } .x { white-space: nowrap }", "aaaa [bbbb cccc dddd]{.x} ee", []string{
			"1: 20 +0 aaaa",
			"1: 20 +12 bbbb cccc dddd",
			"1: 20 +24 ee",
		}},
		{"a compound ends a line at its own hyphen first", "p { hyphens: auto; text-align: justify }", "a bb undetermined-characteristic of it", []string{
			"1: 20 +0 a bb undeter-",
			"1: 20 +12 mined-character-",
			"1: 20 +24 istic of it",
		}},
		{"a part of a word is no shorter than hyphenate-limit-chars allows", "p { hyphens: auto; hyphenate-limit-chars: 5 5 6 }", "an aaa characteristically", []string{
			"1: 20 +0 an aaa charac-",
			"1: 20 +12 teristically",
		}},
		{"a soft hyphen is a place for a hyphen", "p { hyphens: manual }", "an aaa character&shy;istically", []string{
			"1: 20 +0 an aaa",
			"1: 20 +12 character-",
			"1: 20 +24 istically",
		}},
	})
}

func TestBaselines(t *testing.T) {
	testRules(t, []rule{
		{"what is on the grid shares the baseline of the root", "html { -quire-baseline-grid: 12pt } .x p { font-size: 20pt }", "one\n\n::: x\n\ntwo\n\n:::\n\nthree", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
		}},
		{"what is not as high as the grid has its own", "html { -quire-baseline-grid: 6pt } .x p { font-size: 20pt }", "one\n\n::: x\n\ntwo\n\n:::\n\nthree", []string{
			"1: 20 +0 one",
			"1: 20 +15.75 two",
			"1: 20 +24 three",
		}},
	})
}

func TestClonedEdges(t *testing.T) {
	testRules(t, []rule{
		{"a cloned edge takes room on every line", ".x { box-decoration-break: clone; padding: 0 6pt } ", "[one two three four five six]{.x} seven", []string{
			"1: 26 +0 one two three",
			"1: 26 +12 four five six",
			"1: 20 +24 seven",
		}},
		{"and beside a hyphen", ".x { box-decoration-break: clone; padding: 0 6pt } p { hyphens: manual }", "[one two character&shy;istically five]{.x} seven", []string{
			"1: 26 +0 one two",
			"1: 26 +12 character-",
			"1: 26 +24 istically five",
			"1: 20 +36 seven",
		}},
		{"a sliced one at the ends of the box", ".x { padding: 0 6pt } ", "[one two three four five six]{.x} seven", []string{
			"1: 26 +0 one two three",
			"1: 20 +12 four five six",
			"1: 20 +24 seven",
		}},
	})
}

func TestPictureSizes(t *testing.T) {
	const picture = "![](square.png){alt=\"A square\"}" // of 2 pixels
	testRules(t, []rule{
		{"the height follows the width", "img { width: 40pt }", picture, []string{
			"1: 20 picture 40 × 20",
		}},
		{"the width follows the height", "img { height: 30pt }", picture, []string{
			"1: 20 picture 60 × 30",
		}},
		{"width and height together stretch it", "img { width: 40pt; height: 20pt }", picture, []string{
			"1: 20 picture 40 × 20",
		}},
		{"it is no narrower than min-width", "img { width: 40pt; min-width: 50pt }", picture, []string{
			"1: 20 picture 50 × 25",
		}},
		{"min-width changes nothing of what is wide enough", "img { width: 40pt; min-width: 30pt }", picture, []string{
			"1: 20 picture 40 × 20",
		}},
		{"it is no wider than max-width", "img { width: 40pt; max-width: 25% }", picture, []string{
			"1: 20 picture 24 × 12",
		}},
		{"it is no lower than min-height", "img { width: 40pt; min-height: 60pt }", picture, []string{
			"1: 20 picture 120 × 60",
		}},
		{"it is no higher than max-height", "img { width: 60pt; max-height: 50% }", picture, []string{
			"1: 20 picture 60 × 30",
		}},
		{"the author's width goes before that of the picture", "", "![](square.png){alt=\"A square\" width=50%}", []string{
			"1: 20 picture 48 × 24",
		}},
		{"the author's height alone", "", "![](square.png){alt=\"A square\" height=36pt}", []string{
			"1: 20 picture 72 × 36",
		}},
		{"the author's width and height", "", "![](square.png){alt=\"A square\" width=24pt height=36pt}", []string{
			"1: 20 picture 24 × 36",
		}},
	})
}

func TestPicturesFit(t *testing.T) {
	testRules(t, []rule{
		{"a picture leaves room for its caption on the page", "img { width: 66pt; height: 66pt }", "![A caption](square.png){alt=\"A square\"}", []string{
			"1: 20 picture 60 × 60",
			"1: 20 +60 A caption",
		}},
		{"one that has room keeps its size", "img { width: 48pt; height: 48pt }", "![A caption](square.png){alt=\"A square\"}", []string{
			"1: 20 picture 48 × 48",
			"1: 20 +48 A caption",
		}},
		{"one of half a page or less is not made smaller", "img { width: 36pt; height: 36pt }", "![aaaa aaaa aaaa bbbb bbbb bbbb cccc cccc cccc dddd dddd dddd](square.png){alt=\"A square\"}", []string{
			"1: 20 picture 36 × 36",
			"1: 20 +36 aaaa aaaa aaaa",
			"1: 20 +48 bbbb bbbb bbbb",
			"1: 20 +60 cccc cccc cccc",
			"2: 20 +0 dddd dddd dddd",
		}},
		{"a caption stays with its picture", "img { width: 48pt; height: 48pt }", "one\n\ntwo\n\n![A caption](square.png){alt=\"A square\"}", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"2: 20 picture 48 × 48",
			"2: 20 +48 A caption",
		}},
	})
}

func TestIndex(t *testing.T) {
	const css = "section.index { break-before: page } section.index h1 { break-after: auto } .p { break-before: page } "
	const text = "[Aa]{.index} and [Aa]{.index} and [bb]{.index key=\"Aa > bb\"} and [cc]{.index see=\"Aa\"}\n\n::: p\nmore of [Aa]{.index}\n:::\n"
	testRules(t, []rule{
		{"each page is named once, with what stands below and see", css, text, []string{
			"1: 20 +0 Aa and Aa and bb",
			"1: 20 +12 and cc",
			"2: 20 +0 more of Aa",
			"3: 20 +0 Index",
			"3: 20 +12 Aa, 1, 2",
			"3: 20 +24 bb, 1",
			"3: 20 +36 cc. see Aa",
		}},
	})
}

func TestReferences(t *testing.T) {
	const foot = ".footnote { float: footnote } "
	testRules(t, []rule{
		{"a reference to a note has an address", foot + "a.noteref[href]::after { content: '+' }", "one[^a]\n\n[^a]: Note.\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 1+",
			"1: 3 +60 1.\u2002Note.",
		}},
		{"target-counter gives the page of an anchor", ".p { break-before: page } a::after { content: ' p. ' target-counter(attr(href), page) }", "see [it](#x)\n\n::: {.p #x}\ntwo\n:::", []string{
			"1: 20 +0 see it p. 2",
			"2: 20 +0 two",
		}},
		{"target-text gives its text", "a::after { content: ' (' target-text(attr(href)) ')' }", "see [it](#x)\n\n## Head {#x}\n\ntwo", []string{
			"1: 20 +0 see it (Head)",
			"1: 20 +12 Head",
			"1: 20 +24 two",
		}},
		{"counters count and are reset", "html { counter-reset: c } h1 { counter-increment: c; break-before: auto } h1::before { content: counter(c, upper-alpha) '. ' }", "# one\n\ntext\n\n# two\n\ntext", []string{
			"1: 20 +0 A. one",
			"1: 20 +12 text",
			"1: 20 +24 B. two",
			"1: 20 +36 text",
		}},
	})
}

func TestMarginsCollapse(t *testing.T) {
	testRules(t, []rule{
		{"the larger of two counts", ".a p { margin: 6pt 0 12pt } .b p { margin: 18pt 0 }", "::: a\nOne\n:::\n\n::: b\nTwo\n:::", []string{
			"1: 20 +6 One",
			"1: 20 +36 Two",
		}},
		{"a negative one is taken from it", ".a p { margin-bottom: 12pt } .b p { margin-top: -6pt }", "::: a\nOne\n:::\n\n::: b\nTwo\n:::", []string{
			"1: 20 +0 One",
			"1: 20 +18 Two",
		}},
		{"of two negative ones the lower counts", ".a p { margin-bottom: -3pt } .b p { margin-top: -6pt }", "::: a\nOne\n:::\n\n::: b\nTwo\n:::", []string{
			"1: 20 +0 One",
			"1: 20 +6 Two",
		}},
		{"a border keeps that of a child within", ".a p { margin-bottom: 12pt } .b { border-top: 1pt solid; margin-top: 6pt } .b p { margin-top: 6pt }", "::: a\nOne\n:::\n\n::: b\nTwo\n:::", []string{
			"1: 20 +0 One",
			"1: 20 +31 Two",
		}},
		{"a padding too", ".a p { margin-bottom: 12pt } .b { padding-top: 1pt; margin-top: 6pt } .b p { margin-top: 6pt }", "::: a\nOne\n:::\n\n::: b\nTwo\n:::", []string{
			"1: 20 +0 One",
			"1: 20 +31 Two",
		}},
		{"the margins of a rule are its height", "hr { margin: 12pt 0; border-top: 2pt solid }", "One\n\n***\n\nTwo", []string{
			"1: 20 +0 One",
			"1: 20 +38 Two",
		}},
		{"a margin ends at the foot of the page", "p { margin-bottom: 24pt }", strings.Repeat("One\n\n", 4), []string{
			"1: 20 +0 One",
			"1: 20 +36 One",
			"2: 20 +0 One",
			"2: 20 +36 One",
		}},
		{"and one after a forced break stays", ".b { break-before: page; margin-top: 12pt }", "Zero\n\nOne\n\n::: b\nTwo\n:::", []string{
			"1: 20 +0 Zero",
			"1: 20 +12 One",
			"2: 20 +12 Two",
		}},
	})
}

func TestPageBreaks(t *testing.T) {
	const four = "aaaa aaaa aaaa bbbb bbbb bbbb cccc cccc cccc dddd dddd dddd" // four lines
	testRules(t, []rule{
		{"a page is filled where nothing forbids it", "", "one\n\ntwo\n\nthree\n\n" + four, []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 aaaa aaaa aaaa",
			"1: 20 +48 bbbb bbbb bbbb",
			"1: 20 +60 cccc cccc cccc",
			"2: 20 +0 dddd dddd dddd",
		}},
		{"orphans keep lines together at the foot", "p { orphans: 4 }", "one\n\ntwo\n\nthree\n\n" + four, []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"2: 20 +0 aaaa aaaa aaaa",
			"2: 20 +12 bbbb bbbb bbbb",
			"2: 20 +24 cccc cccc cccc",
			"2: 20 +36 dddd dddd dddd",
		}},
		{"widows keep lines together at the head", "p { widows: 2 }", "one\n\ntwo\n\nthree\n\n" + four, []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 aaaa aaaa aaaa",
			"1: 20 +48 bbbb bbbb bbbb",
			"2: 20 +0 cccc cccc cccc",
			"2: 20 +12 dddd dddd dddd",
		}},
		{"break-inside: avoid keeps a block whole", ".k { break-inside: avoid }", "one\n\ntwo\n\n::: k\nthree\n\n" + four + "\n:::", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"2: 20 +0 three",
			"2: 20 +12 aaaa aaaa aaaa",
			"2: 20 +24 bbbb bbbb bbbb",
			"2: 20 +36 cccc cccc cccc",
			"2: 20 +48 dddd dddd dddd",
		}},
		{"break-after: avoid keeps a heading with what follows", "", "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\n## six\n\nseven", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"1: 20 +48 five",
			"2: 20 +0 six",
			"2: 20 +12 seven",
		}},
		{"break-before: avoid does as well", ".k { break-before: avoid }", "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix\n\n::: k\nseven\n:::", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"1: 20 +48 five",
			"2: 20 +0 six",
			"2: 20 +12 seven",
		}},
		{"break-before: right leaves the left page blank", ".k { break-before: right }", "one\n\n::: k\ntwo\n:::", []string{
			"1: 20 +0 one",
			"3: 20 +0 two",
		}},
		{"break-before: left does not", ".k { break-before: left }", "one\n\n::: k\ntwo\n:::", []string{
			"1: 20 +0 one",
			"2: 20 +0 two",
		}},
		{"break-after: page parts two blocks", ".k { break-after: page }", "::: k\none\n:::\n\ntwo", []string{
			"1: 20 +0 one",
			"2: 20 +0 two",
		}},
		{"a named page parts them too", ".k { page: plate } @page plate { margin-left: 32pt }", "one\n\n::: k\ntwo\n:::\n\nthree", []string{
			"1: 20 +0 one",
			"2: 32 +0 two",
			"3: 20 +0 three",
		}},
	})
}

func TestTables(t *testing.T) {
	const spans = "<table><tr><td rowspan=\"2\">a aa</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>"
	testRules(t, []rule{
		{"a row span reaches over rows", "", spans, []string{
			"1: 20 +0 a aa | b",
			"1: 50 +12 c",
			"1: 20 +24 d | e",
		}},
		{"the last row is as high as a span needs", "table { width: 66pt }", strings.Replace(spans, "a aa", "aaaa bbbb cccc", 1), []string{
			"1: 20 +0 aaaa",
			"1: 20 +12 bbbb",
			"1: 20 +24 cccc",
			"1: 74 +0 b",
			"1: 74 +12 c",
			"1: 20 +36 d | e",
		}},
		{"rows of a span stay on one page", "", "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\n" + spans, []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"1: 20 +48 five",
			"2: 20 +0 a aa | b",
			"2: 50 +12 c",
			"2: 20 +24 d | e",
		}},
		{"a column span is as wide as its columns", "td { text-align: right } table { width: 96pt }", "<table><tr><td colspan=\"2\">a</td></tr><tr><td>bbbb</td><td>cccc</td></tr></table>", []string{
			"1: 104 +0 a",
			"1: 38 +12 bbbb | cccc",
		}},
		{"text is aligned at a string", "td { text-align: \".\" center }", "<table><tr><td>1.25</td></tr><tr><td>12.5</td></tr><tr><td>125</td></tr></table>", []string{
			"1: 32 +0 1.25",
			"1: 26 +12 12.5",
			"1: 20 +24 125",
		}},
		{"and stands at the start where the table runs from right to left", "table { width: 96pt } td { text-align: \".\" start }", "::: {dir=rtl}\n\n<table><tr><td>1.25</td></tr><tr><td>12.5</td></tr><tr><td>125</td></tr></table>\n\n:::", []string{
			"1: 86 +0 1.25",
			"1: 80 +12 12.5",
			"1: 74 +24 125",
		}},
		{"a list in a cell keeps its marks", "", "+-----------+\n| (1) one   |\n| (2) two   |\n+-----------+", []string{
			"1: 20 +0 (1) one",
			"1: 20 +12 (2) two",
		}},
		{"break-inside: avoid keeps a table on one page", "table { break-inside: avoid }", "one\n\ntwo\n\nthree\n\n| h |\n|---|\n" + strings.Repeat("| x |\n", 4), []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"2: 20 +0 h",
			"2: 20 +12 x",
			"2: 20 +24 x",
			"2: 20 +36 x",
			"2: 20 +48 x",
		}},
		{"without it only the head and the last row stay with their neighbours", "", "one\n\ntwo\n\nthree\n\n| h |\n|---|\n" + strings.Repeat("| x |\n", 4), []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 h",
			"1: 20 +48 x",
			"1: 20 +60 x",
			"2: 20 +0 h",
			"2: 20 +12 x",
			"2: 20 +24 x",
		}},
		{"what a cell holds of blocks is set in lines", "", "+-------------+\n| > quoted    |\n|             |\n| - one       |\n| - two       |\n|             |\n| ```         |\n| code        |\n| ```         |\n+-------------+", []string{
			"1: 20 +0 quoted",
			"1: 20 +12 • one",
			"1: 20 +24 • two",
			"1: 20 +36 code",
		}},
		{"vertical-align: middle", "td { vertical-align: middle }", "<table><tr><td>a</td><td>b<br>c<br>d</td></tr></table>", []string{
			"1: 20 +12 a",
			"1: 32 +0 b",
			"1: 32 +12 c",
			"1: 32 +24 d",
		}},
		{"vertical-align: bottom", "td { vertical-align: bottom }", "<table><tr><td>a</td><td>b<br>c<br>d</td></tr></table>", []string{
			"1: 20 +24 a",
			"1: 32 +0 b",
			"1: 32 +12 c",
			"1: 32 +24 d",
		}},
		{"the head is set again where the page changes", "", "| h |\n|---|\n" + strings.Repeat("| x |\n", 8), []string{
			"1: 20 +0 h",
			"1: 20 +12 x",
			"1: 20 +24 x",
			"1: 20 +36 x",
			"1: 20 +48 x",
			"1: 20 +60 x",
			"2: 20 +0 h",
			"2: 20 +12 x",
			"2: 20 +24 x",
			"2: 20 +36 x",
		}},
		{"auto margins put it in the middle", "table { margin: 0 auto }", "| ab |\n|---|\n| x |", []string{
			"1: 59 +0 ab",
			"1: 59 +12 x",
		}},
		{"one auto margin puts it at the other side", "table { margin: 0 0 0 auto }", "| ab |\n|---|\n| x |", []string{
			"1: 98 +0 ab",
			"1: 98 +12 x",
		}},
		{"from right to left it begins at the right", "", "::: {dir=rtl}\n\n| ab |\n|---|\n| x |\n\n:::", []string{
			"1: 98 +0 ab",
			"1: 104 +12 x",
		}},
	})
}

func TestWhiteSpace(t *testing.T) {
	testRules(t, []rule{
		{"spaces at the seam of two elements are one", "", "a *b *c* d* e", []string{
			"1: 20 +0 a b c d e",
		}},
		{"and spaces before a line break are none", "", "a [b ]{.x}\\\nc", []string{
			"1: 20 +0 a b",
			"1: 20 +12 c",
		}},
		{"white-space: pre keeps them", "p { white-space: pre }", "a [b  c]{.x} d", []string{
			"1: 20 +0 a b  c d",
		}},
	})
}

func TestNotesAtTheFoot(t *testing.T) {
	const foot = ".footnote { float: footnote } @page { @footnote { margin-top: 12pt } } "
	testRules(t, []rule{
		{"a note stands at the foot of the page of its call", foot, "one[^a]\n\ntwo\n\n[^a]: Note.\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 1",
			"1: 20 +12 two",
			"1: 3 +60 1.\u2002Note.",
		}},
		{"a line moves to the next page with its note", foot + "@page { size: 136pt 88pt }", "one\n\ntwo\n\nthree[^a]\n\n[^a]: Note.\n", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"2: 20 +0 three",
			"2: 50 +-3.3333 1",
			"2: 3 +36 1.\u2002Note.",
		}},
		{"a note that is called twice stands there once", foot, "one[^a] two[^a]\n\n[^a]: Note.\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 1",
			"1: 43 +0  two",
			"1: 67 +-3.3333 1",
			"1: 3 +60 1.\u2002Note.",
		}},
		{"the last line of a note has the padding below it", foot + ".footnote { padding-bottom: 6pt; border-bottom: 1pt solid }", "one[^a] two[^b]\n\n[^a]: Note.\n\n[^b]: More.\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 1",
			"1: 43 +0  two",
			"1: 67 +-3.3333 2",
			"1: 3 +34 1.\u2002Note.",
			"1: 3 +53 2.\u2002More.",
		}},
		{"a note goes on where the page ends", foot + "@page { size: 136pt 100pt }", "one[^a]\n\n[^a]: aaaa aaaa aaaa bbbb bbbb bbbb cccc cccc cccc dddd dddd dddd eeee\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 1",
			"1: 3 +36 1.\u2002aaaa aaaa aaaa",
			"1: 20 +48 bbbb bbbb bbbb",
			"2: 20 +24 cccc cccc cccc",
			"2: 20 +36 dddd dddd dddd",
			"2: 20 +48 eeee",
		}},
		{"the notes are no higher than max-height", foot + "@page { @footnote { max-height: 24pt } }", "one[^a]\n\n[^a]: aaaa aaaa aaaa bbbb bbbb bbbb cccc cccc cccc dddd dddd dddd eeee\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 1",
			"1: 3 +60 1.\u2002aaaa aaaa aaaa",
			"2: 20 +60 bbbb bbbb bbbb",
			"3: 20 +60 cccc cccc cccc",
			"4: 20 +60 dddd dddd dddd",
			"5: 20 +60 eeee",
		}},
		{"footnote-marker and footnote-call are styled", foot + ".footnote::footnote-marker { content: counter(footnote) \") \" } .footnote::footnote-call { content: \"(\" counter(footnote) \")\" }", "one[^a]\n\n[^a]: Note.\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 (1)",
			"1: 2 +60 1) Note.",
		}},
	})
}

func TestListMarkers(t *testing.T) {
	testRules(t, []rule{
		{"a marker stands outside, before the first line", "ul, ol { margin-left: 24pt }", "1. one two three four five\n2. six\n", []string{
			"1: 27 +0 1.\u2002one two",
			"1: 44 +12 three four",
			"1: 44 +24 five",
			"1: 27 +36 2.\u2002six",
		}},
		{"inside it is the first word of the line", "ul, ol { margin-left: 24pt; list-style-position: inside }", "1. one two three four five\n2. six\n", []string{
			"1: 44 +0 1.\u2002one two",
			"1: 44 +12 three four",
			"1: 44 +24 five",
			"1: 44 +36 2.\u2002six",
		}},
		{"list-style-type names the figures", "ul, ol { margin-left: 24pt; list-style-type: upper-roman }", "3. one\n4. two\n", []string{
			"1: 15 +0 III.\u2002one",
			"1: 21 +12 IV.\u2002two",
		}},
		{"none has none", "ul, ol { margin-left: 24pt; list-style-type: none }", "- one\n- two\n", []string{
			"1: 44 +0 one",
			"1: 44 +12 two",
		}},
		{"a text is a marker", "ul, ol { margin-left: 24pt; list-style-type: \"+ \" }", "- one\n- two\n", []string{
			"1: 32 +0 + one",
			"1: 32 +12 + two",
		}},
		{"a list in a list has its own", "ul, ol { margin-left: 24pt }", "1. one\n   1. two\n   2. three\n2. four\n", []string{
			"1: 27 +0 1.\u2002one",
			"1: 51 +12 1.\u2002two",
			"1: 51 +24 2.\u2002three",
			"1: 27 +36 2.\u2002four",
		}},
		{"from right to left markers stand at the right", "ul, ol { margin-right: 24pt }", "::: {dir=rtl}\n\n1. one\n2. two\n\n:::", []string{
			"1: 103 +0 1",
			"1: 97 +0 .\u2002",
			"1: 74 +0 one",
			"1: 103 +12 2",
			"1: 97 +12 .\u2002",
			"1: 74 +12 two",
		}},
		{"an item that begins with a block has its marker on the first line of it", "ul, ol { margin-left: 24pt }", "1. > one\n\n2. two\n", []string{
			"1: 27 +0 1.\u2002one",
			"1: 27 +12 2.\u2002two",
		}},
	})
}

func TestRunningHeads(t *testing.T) {
	const head = "@page { @top-left { content: string(s); font: 10pt/12pt 'IBM Plex Mono' } @bottom-right { content: counter(page); font: 10pt/12pt 'IBM Plex Mono' } } p { break-after: page } "
	testRules(t, []rule{
		{"a string is that of the first element of the page", head + "p { break-after: auto; string-set: s content() }", "one\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +-16 one",
			"1: 110 +76 1",
		}},
		{"or the last", head + "p { break-after: auto; string-set: s content() } @page { @top-left { content: string(s, last) } }", "one\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +-16 two",
			"1: 110 +76 1",
		}},
		{"or that with which the page begins", head + ".x { string-set: s content() } @page { @top-left { content: string(s, start) } }", "one\n\n::: x\ntwo\n:::\n\nthree", []string{
			"1: 20 +0 one",
			"1: 110 +76 1",
			"2: 20 +0 two",
			"2: 20 +-16 two",
			"2: 110 +76 2",
			"3: 20 +0 three",
			"3: 20 +-16 two",
			"3: 110 +76 3",
		}},
		{"or none where the page sets it", head + ".x { string-set: s content() } @page { @top-left { content: string(s, first-except) } }", "one\n\n::: x\ntwo\n:::\n\nthree", []string{
			"1: 20 +0 one",
			"1: 110 +76 1",
			"2: 20 +0 two",
			"2: 110 +76 2",
			"3: 20 +0 three",
			"3: 20 +-16 two",
			"3: 110 +76 3",
		}},
		{"a string may be the first letter", head + ".x { string-set: s content(first-letter) }", "::: x\nSilver\n:::\n\nthree", []string{
			"1: 20 +0 Silver",
			"1: 20 +-16 S",
			"1: 110 +76 1",
			"2: 20 +0 three",
			"2: 20 +-16 S",
			"2: 110 +76 2",
		}},
		{"it may have the text before and after", head + ".x p { string-set: s content(before) content() content(after) } .x p::before { content: '<' } .x p::after { content: '>' }", "::: x\none\n:::", []string{
			"1: 20 +0 <one>",
			"1: 20 +-16 <one>",
			"1: 110 +76 1",
		}},
		{"a running element stands in the margin and not in the text", head + ".x { position: running(r) } @page { @top-left { content: element(r) } }", "one\n\n::: x\ntwo\n:::\n\nthree", []string{
			"1: 20 +0 one",
			"1: 110 +76 1",
			"2: 20 +0 three",
			"2: 20 +-16 two",
			"2: 110 +76 2",
		}},
		{"left and right pages differ", head + "@page :left { @bottom-left { content: 'L'; font: 10pt/12pt 'IBM Plex Mono' } }", "one\n\ntwo\n\nthree", []string{
			"1: 20 +0 one",
			"1: 110 +76 1",
			"2: 20 +0 two",
			"2: 110 +76 2",
			"2: 20 +76 L",
			"3: 20 +0 three",
			"3: 110 +76 3",
		}},
		{"the first page differs", head + "@page :first { @bottom-right { content: none } }", "one\n\ntwo", []string{
			"1: 20 +0 one",
			"2: 20 +0 two",
			"2: 110 +76 2",
		}},
		{"a blank page differs", head + "p { break-after: right } @page :blank { @top-left { content: 'blank' } }", "one\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 110 +76 1",
			"2: 20 +-16 blank",
			"2: 110 +76 2",
			"3: 20 +0 two",
			"3: 110 +76 3",
		}},
	})
}

func TestColumns(t *testing.T) {
	const words = "aa bb cc dd ee ff gg hh ii jj kk ll"
	testRules(t, []rule{
		{"columns are balanced", ".c { columns: 2; column-gap: 12pt }", "::: c\n" + words + "\n:::\n\nend", []string{
			"1: 20 +0 aa bb",
			"1: 20 +12 cc dd",
			"1: 20 +24 ee ff",
			"1: 74 +0 gg hh",
			"1: 74 +12 ii jj",
			"1: 74 +24 kk ll",
			"1: 20 +36 end",
		}},
		{"or filled one after the other", ".c { columns: 2; column-gap: 12pt; column-fill: auto }", "::: c\n" + words + words + "\n:::", []string{
			"1: 20 +0 aa bb",
			"1: 20 +12 cc dd",
			"1: 20 +24 ee ff",
			"1: 20 +36 gg hh",
			"1: 20 +48 ii jj",
			"1: 20 +60 kk llaa",
			"1: 74 +0 bb cc",
			"1: 74 +12 dd ee",
			"1: 74 +24 ff gg",
			"1: 74 +36 hh ii",
			"1: 74 +48 jj",
			"1: 74 +60 kk ll",
		}},
		{"break-before: column begins one", ".c { columns: 2; column-gap: 12pt } .d { break-before: column }", "::: c\none\n\n::: d\ntwo\n:::\n:::", []string{
			"1: 20 +0 one | two",
		}},
		{"what spans all columns parts them", ".c { columns: 2; column-gap: 12pt } .d { column-span: all }", "::: c\n" + words + "\n\n::: d\ntwo\n:::\n\nthree four\n:::", []string{
			"1: 20 +0 aa bb",
			"1: 20 +12 cc dd",
			"1: 20 +24 ee ff",
			"1: 74 +0 gg hh",
			"1: 74 +12 ii jj",
			"1: 74 +24 kk ll",
			"1: 20 +36 two",
			"1: 20 +48 three  | four",
		}},
		{"column-width says how many there are", ".c { column-width: 26pt; column-gap: 6pt }", "::: c\n" + words + "\n:::", []string{
			"1: 20 +0 aa",
			"1: 20 +12 bb",
			"1: 20 +24 cc",
			"1: 20 +36 dd",
			"1: 54 +0 ee",
			"1: 54 +12 ff",
			"1: 54 +24 gg",
			"1: 54 +36 hh",
			"1: 88 +0 ii",
			"1: 88 +12 jj",
			"1: 88 +24 kk",
			"1: 88 +36 ll",
		}},
	})
}

func TestFloats(t *testing.T) {
	testRules(t, []rule{
		{"a float goes to the head of its page", ".f { float: top }", "one\n\n::: f\ntwo\n:::\n\nthree\n\n" + strings.Repeat("x\n\n", 5), []string{
			"1: 20 +0 one",
			"1: 20 +12 three",
			"1: 20 +24 x",
			"1: 20 +36 x",
			"1: 20 +48 x",
			"1: 20 +60 x",
			"2: 20 +0 two",
			"2: 20 +12 x",
		}},
		{"or to the foot", ".f { float: bottom }", "one\n\n::: f\ntwo\n:::\n\nthree", []string{
			"1: 20 +60 two",
			"1: 20 +0 one",
			"1: 20 +12 three",
		}},
		{"its margin keeps it from the text", ".f { float: bottom; margin-top: 12pt }", "one\n\n::: f\ntwo\n:::\n\n" + strings.Repeat("x\n\n", 5), []string{
			"1: 20 +60 two",
			"1: 20 +0 one",
			"1: 20 +12 x",
			"1: 20 +24 x",
			"1: 20 +36 x",
			"2: 20 +0 x",
			"2: 20 +12 x",
		}},
		{"one that clears stands on a page of its own", ".f { float: bottom } .g { clear: bottom }", "one\n\n::: f\ntwo\n:::\n\n::: {.f .g}\nthree\n:::\n\nx", []string{
			"1: 20 +60 two",
			"1: 20 +0 one",
			"1: 20 +12 x",
			"2: 20 +60 three",
		}},
		{"one that clears the other side does not", ".f { float: bottom } .g { clear: top }", "one\n\n::: f\ntwo\n:::\n\n::: {.f .g}\nthree\n:::\n\nx", []string{
			"1: 20 +48 two",
			"1: 20 +60 three",
			"1: 20 +0 one",
			"1: 20 +12 x",
		}},
	})
}

func TestInitialLetters(t *testing.T) {
	const words = "Aaa bbb ccc ddd eee fff ggg hhh iii jjj"
	testRules(t, []rule{
		{"an initial sinks into its lines", "p::first-letter { initial-letter: 2 }", words, []string{
			"1: 20 +12 A",
			"1: 36.3152 +0 aa bbb ccc",
			"1: 36.3152 +12 ddd eee fff",
			"1: 20 +24 ggg hhh iii jjj",
		}},
		{"or rises above them", "p::first-letter { initial-letter: 2 1 }", words, []string{
			"1: 20 +12 Aaa bbb ccc",
			"1: 20 +24 ddd eee fff ggg",
			"1: 20 +36 hhh iii jjj",
		}},
		{"a short paragraph keeps room for its initial", "p::first-letter { initial-letter: 3 }", "Aa bb\n\nnext", []string{
			"1: 20 +24 A",
			"1: 46.6304 +0 a bb",
			"1: 20 +60 n",
			"1: 46.6304 +36 ext",
		}},
		{"an opening mark belongs to it", "p::first-letter { initial-letter: 2 }", "“" + words, []string{
			"1: 20 +12 “A",
			"1: 52.6304 +0 aa bbb",
			"1: 52.6304 +12 ccc ddd",
			"1: 20 +24 eee fff ggg hhh",
			"1: 20 +36 iii jjj",
		}},
		{"from right to left it stands at the right", "p::first-letter { initial-letter: 2 }", "::: {dir=rtl}\n\n" + words + "\n\n:::", []string{
			"1: 99.6848 +12 A",
			"1: 39.6848 +0 aa bbb ccc",
			"1: 33.6848 +12 ddd eee fff",
			"1: 26 +24 ggg hhh iii jjj",
		}},
	})
}

func TestIndents(t *testing.T) {
	const words = "aaa bbb ccc ddd eee fff ggg hhh iii jjj"
	testRules(t, []rule{
		{"text-indent moves the first line", "p { text-indent: 12pt }", words, []string{
			"1: 32 +0 aaa bbb ccc",
			"1: 20 +12 ddd eee fff ggg",
			"1: 20 +24 hhh iii jjj",
		}},
		{"hanging moves all others", "p { text-indent: 12pt hanging }", words, []string{
			"1: 20 +0 aaa bbb ccc ddd",
			"1: 32 +12 eee fff ggg",
			"1: 32 +24 hhh iii jjj",
		}},
		{"each-line moves those after a break", "p { text-indent: 12pt each-line }", "aaa\\\nbbb ccc ddd eee fff ggg", []string{
			"1: 32 +0 aaa",
			"1: 32 +12 bbb ccc ddd",
			"1: 20 +24 eee fff ggg",
		}},
		{"from right to left the first line ends sooner", "p { text-indent: 12pt }", "::: {dir=rtl}\n\n" + words + "\n\n:::", []string{
			"1: 38 +0 aaa bbb ccc",
			"1: 26 +12 ddd eee fff ggg",
			"1: 50 +24 hhh iii jjj",
		}},
		{"text-align: center", "p { text-align: center }", words, []string{
			"1: 35 +0 aaa bbb ccc",
			"1: 35 +12 ddd eee fff",
			"1: 23 +24 ggg hhh iii jjj",
		}},
		{"text-align: end", "p { text-align: end }", words, []string{
			"1: 26 +0 aaa bbb ccc ddd",
			"1: 26 +12 eee fff ggg hhh",
			"1: 74 +24 iii jjj",
		}},
		{"text-align-last: end", "p { text-align: justify; text-align-last: end }", words, []string{
			"1: 20 +0 aaa bbb ccc ddd",
			"1: 20 +12 eee fff ggg hhh",
			"1: 74 +24 iii jjj",
		}},
		{"verse turns over", "", "| aaa bbb ccc ddd eee fff\n|    ggg\n| hhh", []string{
			"1: 20 +0 aaa bbb ccc ddd",
			"1: 20 +12 eee fff",
			"1: 40 +24 ggg",
			"1: 20 +36 hhh",
		}},
	})
}

func TestBoxes(t *testing.T) {
	testRules(t, []rule{
		{"padding, border and margin take room at each side", ".b { margin: 0 6pt 0 12pt; border: 1pt solid; padding: 0 5pt 0 5pt; text-align: right }", "::: b\n\none\n\n:::", []string{
			"1: 86 +1 one",
		}},
		{"a width leaves the rest at the end", ".b { width: 48pt; text-align: right }", "::: b\n\none\n\n:::", []string{
			"1: 50 +0 one",
		}},
		{"auto margins share it", ".b { width: 48pt; margin: 0 auto }", "::: b\n\none\n\n:::", []string{
			"1: 44 +0 one",
		}},
		{"an auto margin takes it", ".b { width: 48pt; margin-left: auto }", "::: b\n\none\n\n:::", []string{
			"1: 68 +0 one",
		}},
		{"from right to left it is left at the left", ".b { width: 48pt; text-align: left }", "::: {.b dir=rtl}\n\none\n\n:::", []string{
			"1: 20 +0 one",
		}},
		{"border-box has the padding within the width", ".b { width: 48pt; padding: 0 6pt; box-sizing: border-box; text-align: right }", "::: b\n\none\n\n:::", []string{
			"1: 44 +0 one",
		}},
		{"min-width and max-width bound it", ".b { width: 96pt; max-width: 50%; text-align: right } .c { width: 12pt; min-width: 48pt; text-align: right }", "::: b\n\none\n\n:::\n\n::: c\n\ntwo\n\n:::", []string{
			"1: 50 +0 one",
			"1: 50 +12 two",
		}},
	})
}

// A variation selector stays with its character (Unicode 16, §23.4).
func TestVariationSelectors(t *testing.T) {
	testRules(t, []rule{
		{"beyond the first plane", "p { font-family: 'Noto Serif CJK JP' }", "::: {lang=ja}\n\n" + strings.Repeat("本\U000E0100", 12) + "\n\n:::", []string{
			"1: 20 +0.575 本󠄀本󠄀本󠄀本󠄀本󠄀本󠄀本󠄀本󠄀本󠄀",
			"1: 20 +12.575 本󠄀本󠄀本󠄀",
		}},
	})
}

// A family of the name of a generic one comes before that which stands for the generic one (css-fonts-4, §4.2).
func TestFamilyNamedAsGeneric(t *testing.T) {
	f := layout.NewFonts(map[string]string{"serif": "EB Garamond", "monospace": "EB Garamond"})
	for family, name := range map[string]string{"EB Garamond": "EBGaramond-Regular", "Serif": "IBMPlexMono-Regular"} {
		data, err := styles.FS.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		face, err := font.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		f.Add(family, face)
	}
	for family, want := range map[string]string{"serif": "IBMPlexMono-Regular", "monospace": "EBGaramond-Regular"} {
		var list diag.List
		b := edition.Book(book(t, "text.md", []byte("One."), &list), edition.Options{Paged: true})
		sheet := style.Parse(&list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + "p { font-family: " + family + "}")})
		pages, _, err := layout.Layout(b, sheet, f, nil, layout.Options{}, &list)
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range pages.Pages[0].Items {
			if r, ok := it.(*page.Run); ok && r.Face.Name() != want {
				t.Errorf("%s is set in %s, want %s", family, r.Face.Name(), want)
			}
		}
	}
}

// A file of hyphenation patterns that can't be read is an error.
func TestUnreadablePatterns(t *testing.T) {
	var list diag.List
	b := edition.Book(book(t, "text.md", []byte("Characteristically."), &list), edition.Options{Paged: true})
	sheet := style.Parse(&list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + "p { hyphens: auto }")})
	for name, patterns := range map[string]fs.FS{"no file": fstest.MapFS{}, "the files of the project": os.DirFS("../../styles/hyphenation")} {
		_, _, err := layout.Layout(b, sheet, fonts(), lang.NewHyphenators(patterns), layout.Options{}, &list)
		if (err != nil) != (name == "no file") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
