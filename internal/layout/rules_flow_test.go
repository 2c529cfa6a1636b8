package layout_test

import (
	"strings"
	"testing"
)

// Lines of code keep together as orphans and widows do, hang where they turn over, and take generated content.
func TestCode(t *testing.T) {
	code := func(n int) string { return "```\n" + strings.Repeat("code\n", n) + "```\n" }
	const four = "one\n\ntwo\n\nthree\n\nfour\n\n"
	testRules(t, []rule{
		{"a page may end between lines of code", "", four + code(4), []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"1: 20 +48 code",
			"1: 20 +60 code",
			"2: 20 +0 code",
			"2: 20 +12 code",
		}},
		{"orphans keep the first together", "pre { orphans: 3 }", four + code(4), []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"2: 20 +0 code",
			"2: 20 +12 code",
			"2: 20 +24 code",
			"2: 20 +36 code",
		}},
		{"widows the last", "pre { widows: 3 }", four + code(4), []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"1: 20 +48 code",
			"2: 20 +0 code",
			"2: 20 +12 code",
			"2: 20 +24 code",
		}},
		{"content before and after stands at the first and the last line", "pre code::before { content: '<' } pre code::after { content: '>' }", code(3), []string{
			"1: 20 +0 <code",
			"1: 20 +12 code",
			"1: 20 +24 code>",
		}},
		{"an empty line is one", "", "```\na\n\nb\n```", []string{
			"1: 20 +0 a",
			"1: 20 +24 b",
		}},
		{"lines are numbered from where they begin", "pre { padding-left: 24pt }", "```{.numberLines startFrom=9}\na\nb\n```", []string{
			"1: 33 +0 9\u2002a",
			"1: 27 +12 10\u2002b",
		}},
		{"the sign of a comment does not end a line", "pre { text-indent: 12pt hanging; white-space: pre-wrap }", "```\naaaa bbbbbbbb # cccc\n```", []string{
			"1: 20 +0 aaaa bbbbbbbb",
			"1: 32 +12 # cccc",
			"1: 20 +12 ↳",
		}},
		{"a long line turns over", "pre { text-indent: 12pt hanging; white-space: pre-wrap }", "```\naaaa bbbb cccc dddd eeee\n```", []string{
			"1: 20 +0 aaaa bbbb cccc",
			"1: 32 +12 dddd eeee",
			"1: 20 +12 ↳",
		}},
		{"a long word is divided", "pre { text-indent: 12pt hanging; white-space: pre-wrap; overflow-wrap: anywhere }", "```\naaaabbbbccccddddeeeeffff\n```", []string{
			"1: 20 +0 aaaabbbbccccdddd",
			"1: 32 +12 eeeeffff",
			"1: 20 +12 ↳",
		}},
		{"a tab leads to the next stop", "pre { tab-size: 4; white-space: pre }", "```\na\tb\nabc\td\n\te\n```", []string{
			"1: 20 +0 a b",
			"1: 20 +12 abc d",
			"1: 20 +24  e",
		}},
	})
}

// Findings about code name its line.
func TestLinesOfCode(t *testing.T) {
	for text, want := range map[string]string{
		"```\na\n\U0001F600\n```":         "3:1",
		"```go\na\n\U0001F600\n```":       "3:1",
		"    a\n    \U0001F600\n":         "2:1",
		"```{.go}\n\U0001F600\n```":       "2:1",
		"> ```\n> a\n> \U0001F600\n> ```": "3:1",
	} {
		var at []string
		for _, f := range findings(t, "", text) {
			at = append(at, strings.TrimSpace(strings.Split(f, "|")[0]))
		}
		if strings.Join(at, " ") != want {
			t.Errorf("%q: %s, want %s", text, strings.Join(at, " "), want)
		}
	}
}

// Tables whose words are too wide are set smaller, down to four fifths; what does not fit then is reported.
func TestWideTables(t *testing.T) {
	row := func(cells ...string) string {
		return "| " + strings.Join(cells, " | ") + " |\n" + strings.Repeat("|---", len(cells)) + "|\n"
	}
	testGlyphs(t, []rule{
		{"a table that fits keeps its size", "", row("aaaaaa", "bbbbbbb"), []string{
			"a 20 a 26 a 32 a 38 a 44 a 50 b 62 b 68 b 74 b 80 b 86 b 92 b 98 104",
		}},
		{"one that is a little too wide is set smaller", "", row("aaaaaaaa", "bbbbbbbb"), []string{
			"a 20 a 25.28 a 30.56 a 35.84 a 41.12 a 46.4 a 51.68 a 56.96 b 67.52 b 72.8 b 78.08 b 83.36 b 88.64 b 93.92 b 99.2 b 104.48 109.76",
		}},
		{"with its padding", "td, th { padding: 0 8pt 0 4pt }", row("aaaaaa", "bbbbbbb"), []string{
			"a 23.728 a 29.32 a 34.912 a 40.504 a 46.0961 a 51.6881 b 68.4641 b 74.0561 b 79.6481 b 85.2401 b 90.8321 b 96.4241 b 102.0162 107.6082",
		}},
		{"words that may be divided anywhere are, before it becomes too small", "td, th { overflow-wrap: anywhere }", row("aaaaaaaaaaaa", "bbbbbbbbbbbb"), []string{
			"a 26.171 a 31.265 a 36.359 a 41.453 a 46.547 a 51.641 56.735",
			"a 26.171 a 31.265 a 36.359 a 41.453 a 46.547 a 51.641 56.735",
			"b 74.171 b 79.265 b 84.359 b 89.453 b 94.547 b 99.641 104.735",
			"b 74.171 b 79.265 b 84.359 b 89.453 b 94.547 b 99.641 104.735",
		}},
		{"a colspan shares out what it needs", "", "<table><tr><td colspan=2>aaaa bbbb</td><td>c</td></tr><tr><td>d</td><td>e</td><td>f</td></tr></table>", []string{
			"a 20 a 26 a 32 a 38   44 b 50 b 56 b 62 b 68 c 80 86",
			"d 20 e 50 f 80 86",
		}},
		{"also among columns that have nothing else", "", "<table><tr><td colspan=2>aaaa</td><td>c</td></tr></table>", []string{
			"a 20 a 26 a 32 a 38 c 50 56",
		}},
		{"long cells wrap so that the table is low", "", "<table><tr><td>aa bb cc dd ee</td><td>ff</td></tr><tr><td>gg</td><td>hh ii jj kk ll mm</td></tr></table>", []string{
			"a 20 a 26   32 b 38 b 44   50 56",
			"c 20 c 26   32 38",
			"d 20 d 26   32 e 38 e 44 50",
			"f 60.4998 f 66.4998 72.4998",
			"g 20 g 26 h 60.4998 h 66.4998   72.4998 i 78.4998 i 84.4998   90.4998 j 96.4998 j 102.4998   108.4998 114.4998",
			"k 60.4998 k 66.4998   72.4998 l 78.4998 l 84.4998   90.4998 m 96.4998 m 102.4998 108.4998",
		}},
		{"table-layout: fixed takes the widths of the author", "table { table-layout: fixed; width: 96pt }", "<table><colgroup><col style=\"width: 75%\"><col style=\"width: 25%\"></colgroup><tr><td>a</td><td>b</td></tr></table>", []string{
			"a 20 b 68 74",
		}},
		{"width: 100% spreads the columns", "table { width: 96pt }", row("aa", "bbbb"), []string{
			"a 29 a 35 b 71 b 77 b 83 b 89 95",
		}},
		{"a list in a cell is as wide as its words", "td ul { margin-left: 12pt }", "+----------+------+\n| - aaaa   | bb   |\n| - cccc   |      |\n+----------+------+", []string{
			"• 21 \u2002 27 a 32 a 38 a 44 a 50 56",
			"• 21 \u2002 27 c 32 c 38 c 44 c 50 56",
			"b 62 b 68 74",
		}},
	})
}

// What comes of the caption of a table or figure, and of its number.
func TestCaptions(t *testing.T) {
	const table = ": A caption {#tbl:x}\n\n| a |\n|---|\n| b |\n"
	testRules(t, []rule{
		{"a caption stands above", "", table, []string{
			"1: 20 +0 A caption",
			"1: 20 +12 a",
			"1: 20 +24 b",
		}},
		{"or with caption-side: bottom below", "table { caption-side: bottom }", table, []string{
			"1: 20 +0 a",
			"1: 20 +12 b",
			"1: 20 +24 A caption",
		}},
		{"it stays with its table", "", "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\n" + table, []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"1: 20 +48 five",
			"2: 20 +0 A caption",
			"2: 20 +12 a",
			"2: 20 +24 b",
		}},
		{"also below", "table { caption-side: bottom }", "one\n\ntwo\n\nthree\n\nfour\n\n" + table, []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"2: 20 +0 a",
			"2: 20 +12 b",
			"2: 20 +24 A caption",
		}},
		{"its label is that of the language", "caption::before { content: attr(label) '. ' }", table, []string{
			"1: 20 +0 Table 1. A",
			"1: 20 +12 caption",
			"1: 20 +24 a",
			"1: 20 +36 b",
		}},
		{"that of a figure too", "figcaption::before { content: attr(label) '. ' } img { width: 24pt; height: 12pt }", "![A caption](square.png){#fig:x alt=x}\n", []string{
			"1: 20 picture 24 × 12",
			"1: 20 +12 Figure 1. A",
			"1: 20 +24 caption",
		}},
		{"a picture in a cell beside text shrinks", "img { width: 80pt; height: 20pt }", "<table><tr><td><p>one</p><p><img src=\"square.png\" alt=\"x\"></p></td><td>aaaa bbbb cccc dddd</td></tr></table>", []string{
			"1: 20 +0 one",
			"1: 20 picture 42 × 10.5 | aaaa",
			"1: 68 +22.5 bbbb",
			"1: 68 +34.5 cccc",
			"1: 68 +46.5 dddd",
		}},
		{"a picture without a caption has none", "figcaption::before { content: attr(label) '. ' } img { width: 24pt; height: 12pt }", "![](square.png){alt=x}\n", []string{
			"1: 20 picture 24 × 12",
		}},
	})
}

// Selectors see what a cell spans and how it is aligned.
func TestAttributesOfCells(t *testing.T) {
	const table = "<table><tr><td colspan=2>aa</td></tr><tr><td rowspan=2>bb</td><td>cc</td></tr><tr><td>dd</td></tr></table>"
	testGlyphs(t, []rule{
		{"colspan", "td[colspan='2'] { padding-left: 12pt }", table, []string{
			"a 32 a 38 44",
			"b 20 b 26 c 38 c 44 50",
			"d 38 d 44 50",
		}},
		{"rowspan", "td[rowspan='2'] { padding-left: 12pt }", table, []string{
			"a 20 a 26 32",
			"b 32 b 38 c 50 c 56 62",
			"d 50 d 56 62",
		}},
		{"a cell over one has neither", "td[colspan='1'], td[rowspan='1'] { padding-left: 12pt }", table, []string{
			"a 20 a 26 32",
			"b 20 b 26 c 38 c 44 50",
			"d 38 d 44 50",
		}},
		{"an empty cell", "td:empty { padding-left: 24pt }", "<table><tr><td></td><td>b</td></tr></table>", []string{
			"b 50 56",
		}},
	})
}

// Text may be set in either direction (css-writing-modes-4, §2).
func TestDirections(t *testing.T) {
	testGlyphs(t, []rule{
		{"bdo turns the letters", "", "a <bdo dir=\"rtl\">bcd</bdo> e", []string{
			"a 20   26 b 44 c 38 d 32   50 e 56 62",
		}},
		{"and turns those from right to left", "p { font-family: 'Noto Serif Hebrew', 'IBM Plex Mono' }", "a <bdo dir=\"ltr\" lang=\"he\">שלום</bdo> e", []string{
			"a 20   26 ש 28.6 ל 35.87 ו 40.7 ם 43.96   49.78 e 52.38 58.38",
		}},
		{"bdo without dir does not", "", "a <bdo>bcd</bdo> e", []string{
			"a 20   26 b 32 c 38 d 44   50 e 56 62",
		}},
		{"dir keeps figures of a word beside it apart", "p { font-family: 'Noto Serif Hebrew', 'IBM Plex Mono' }", "[אב]{dir=rtl lang=he} 12", []string{
			"א 25.39 ב 20   31.28 1 33.88 2 39.88 45.88",
		}},
		{"bdi too", "p { font-family: 'Noto Serif Hebrew', 'IBM Plex Mono' }", "<bdi lang=\"he\">אב</bdi> 12", []string{
			"א 25.39 ב 20   31.28 1 33.88 2 39.88 45.88",
		}},
	})
}

// Counters and quotation marks in generated content (css-lists-3, §4; css-content-3, §3.2).
func TestCounters(t *testing.T) {
	testRules(t, []rule{
		{"counters joins nested ones", "ol { counter-reset: c } li { counter-increment: c } li p::before, li::before { content: counters(c, '.') ' ' }", "1. one\n   1. two\n2. three\n", []string{
			"1: 3 +0 1.\u20021 one",
			"1: 3 +12 1.\u20021.1 two",
			"1: 3 +24 2.\u20022 three",
		}},
		{"target-counters too", "ol { counter-reset: c } li { counter-increment: c } a::after { content: ' ' target-counters(attr(href), c, '.') }", "1. one\n   1. [two]{#x}\n\nsee [it](#x)\n", []string{
			"1: 3 +0 1.\u2002one",
			"1: 3 +12 1.\u2002two",
			"1: 20 +24 see it 1.1",
		}},
		{"target-counter gives the innermost", "ol { counter-reset: c } li { counter-increment: c } a::after { content: ' ' target-counter(attr(href), c) }", "1. one\n   1. [two]{#x}\n\nsee [it](#x)\n", []string{
			"1: 3 +0 1.\u2002one",
			"1: 3 +12 1.\u2002two",
			"1: 20 +24 see it 1",
		}},
		{"a counter that nothing has made is 0", "p::before { content: counter(none) ' ' }", "one", []string{
			"1: 20 +0 0 one",
		}},
		{"counter-set sets it", "p { counter-set: c 4 } p::before { content: counter(c) ' ' }", "one\n\ntwo", []string{
			"1: 20 +0 4 one",
			"1: 20 +12 4 two",
		}},
		{"quotation marks by depth", ".q::before { content: open-quote } .q::after { content: close-quote }", "[a [b]{.q} c]{.q} d", []string{
			"1: 20 +0 ‘a “b” c’ d",
		}},
		{"no-open-quote only counts", ".q::before { content: no-open-quote } .q::after { content: close-quote }", "[a [b]{.q} c]{.q} d", []string{
			"1: 20 +0 a b” c’ d",
		}},
		{"a close-quote that closes nothing says nothing", "p::before { content: close-quote }", "one", []string{
			"1: 20 +0 one",
		}},
		{"quotes of the sheet, the last for all that is deeper", "p { quotes: '<' '>' '[' ']' } .q::before { content: open-quote } .q::after { content: close-quote }", "[a [b [c]{.q}]{.q}]{.q} d", []string{
			"1: 20 +0 <a [b [c]]> d",
		}},
		{"quotes: none", "p { quotes: none } .q::before { content: open-quote } .q::after { content: close-quote }", "[a]{.q} d", []string{
			"1: 20 +0 a d",
		}},
	})
}

// White space and letter case (css-text-3, §2 and §4).
func TestTextTransform(t *testing.T) {
	testDumps(t, `actual=|"[A-Z ]+"`, []rule{
		{"what is read keeps its case", ".x { text-transform: uppercase }", "a [bc]{.x} d", []string{
			"32 29.75 IBMPlexMono-Regular/10 \"BC\" #4 @17+0",
			"tag       4 Span actual=\"bc\"",
		}},
		{"with its spaces collapsed", ".x { text-transform: uppercase }", "a [ b  c ]{.x} d", []string{
			"32 29.75 IBMPlexMono-Regular/10 \"B\" #4 @17+1",
			"38 29.75 IBMPlexMono-Regular/10 \" \" #4 @17+2",
			"44 29.75 IBMPlexMono-Regular/10 \"C \" #4 @17+4",
			"tag       4 Span actual=\"b c \"",
		}},
		{"and one at its start if none is before", ".x { text-transform: uppercase }", "a[ b]{.x} d", []string{
			"26 29.75 IBMPlexMono-Regular/10 \" B\" #4 @17+0",
			"tag       4 Span actual=\" b\"",
		}},
		{"text that does not change has no other wording", ".x { text-transform: lowercase }", "a [bc]{.x} d", nil},
		{"capitalize", ".x { text-transform: capitalize }", "a [bc de]{.x} d", []string{
			"tag       4 Span actual=\"bc de\"",
		}},
	})
}

// Blocks within a paragraph, and spaces at the ends of lines (CSS 2.2, §9.2.1.1; css-text-3, §4.1).
func TestBlocksInParagraphs(t *testing.T) {
	testRules(t, []rule{
		{"a span that is a block begins and ends a line", ".x { display: block }", "a [b]{.x} c", []string{
			"1: 20 +0 a",
			"1: 20 +12 b",
			"1: 20 +24 c",
		}},
		{"at the start of a paragraph there is no empty line", ".x { display: block }", "[b]{.x} c", []string{
			"1: 20 +0 b",
			"1: 20 +12 c",
		}},
		{"nor at its end", ".x { display: block }", "a [b]{.x}", []string{
			"1: 20 +0 a",
			"1: 20 +12 b",
		}},
		{"nor between two", ".x { display: block }", "[a]{.x}[b]{.x}", []string{
			"1: 20 +0 a",
			"1: 20 +12 b",
		}},
		{"an anchor before it does not begin a line", ".x { display: block }", "[]{#y}[b]{.x} c", []string{
			"1: 20 +0 b",
			"1: 20 +12 c",
		}},
		{"a picture is none", "img { display: block; width: 12pt; height: 6pt }", "a ![](square.png){alt=x} c", []string{
			"1: 20 +0 a",
			"1: 32 picture 12 × 6 |  c",
		}},
		{"white-space: pre-line keeps line ends", "p { white-space: pre-line }", "a  b\nc", []string{
			"1: 20 +0 a b",
			"1: 20 +12 c",
		}},
		{"white-space: pre keeps spaces before a line end", "p { white-space: pre; text-align: right }", "a  \\\nb", []string{
			"1: 98 +0 a",
			"1: 110 +12 b",
		}},
		{"a soft break between ideographs is none", "p { font-family: 'Noto Serif CJK JP' }", "本\n本", []string{
			"1: 20 +0.575 本本",
		}},
		{"display: none says nothing", ".x { display: none }", "a [b]{.x} c", []string{
			"1: 20 +0 a c",
		}},
		{"vertical-align moves the baseline", ".x { vertical-align: 3pt } .y { vertical-align: sub } .z { vertical-align: middle; font-size: 6pt }", "a [b]{.x} [c]{.y} [d]{.z}", []string{
			"1: 20 +0 a",
			"1: 32 +-3 b",
			"1: 38 +0",
			"1: 44 +2 c",
			"1: 50 +0",
			"1: 56 +-1 d",
		}},
	})
}

// Sizes of pictures as the author wrote them, and those that make no sense.
func TestAuthorSizes(t *testing.T) {
	size := func(s string) string { return "![](square.png){alt=x " + s + "}" }
	testRules(t, []rule{
		{"em", "", size("width=2em"), []string{
			"1: 20 picture 20 × 10",
		}},
		{"ex", "", size("width=4ex"), []string{
			"1: 20 picture 20 × 10",
		}},
		{"rem", "html { font-size: 20pt } p { font-size: 10pt }", size("width=2rem"), []string{
			"1: 20 picture 40 × 20",
		}},
		{"vw is of the measure", "", size("width=50vw"), []string{
			"1: 20 picture 48 × 24",
		}},
		{"a height in percent is of the page", "", size("height=50%"), []string{
			"1: 20 picture 72 × 36",
		}},
		{"a unit without a number is no size", "", size("width=em"), []string{
			"1: 20 picture 30 × 15",
		}},
		{"nor is nothing", "", size("width=0pt"), []string{
			"1: 20 picture 30 × 15",
		}},
		{"height: auto is the proportion", "img { width: 40pt; height: auto }", size(""), []string{
			"1: 20 picture 40 × 20",
		}},
		{"height: 0 too", "img { width: 40pt; height: 0 }", size(""), []string{
			"1: 20 picture 40 × 20",
		}},
		{"a height alone of 0 is none", "img { height: 0 }", size(""), []string{
			"1: 20 picture 30 × 15",
		}},
		{"min-height that it has changes nothing", "img { width: 40pt; min-height: 10pt }", size(""), []string{
			"1: 20 picture 40 × 20",
		}},
	})
}

// Boxes and their breaks in columns, and what spans them (css-multicol-1).
func TestColumnRules(t *testing.T) {
	const c = ".c { columns: 2; column-gap: 12pt } "
	testRules(t, []rule{
		{"break-inside: avoid-column keeps a block whole", c + ".d { break-inside: avoid-column }", "::: c\naa bb cc dd\n\n::: d\nee ff gg hh\n:::\n:::", []string{
			"1: 20 +0 aa bb",
			"1: 20 +12 cc dd",
			"1: 74 +0 ee ff",
			"1: 74 +12 gg hh",
		}},
		{"break-before: avoid-column keeps it with the block before", c + ".d { break-before: avoid-column }", "::: c\naa bb\n\ncc dd\n\n::: d\nee ff\n:::\n:::", []string{
			"1: 20 +0 aa bb | cc dd",
			"1: 74 +12 ee ff",
		}},
		{"out of columns it does nothing", ".d { break-before: avoid-column }", "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix\n\n::: d\nseven\n:::", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"1: 20 +48 five",
			"1: 20 +60 six",
			"2: 20 +0 seven",
		}},
		{"break-before: column does nothing there either", ".d { break-before: column }", "one\n\n::: d\ntwo\n:::", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
		}},
		{"column-count and column-width together: no more than the count", ".c { columns: 2 20pt; column-gap: 6pt }", "::: c\naa bb cc dd\n:::", []string{
			"1: 20 +0 aa bb  | cc dd",
		}},
		{"and no more than have room", ".c { columns: 4 40pt; column-gap: 6pt }", "::: c\naa bb cc dd\n:::", []string{
			"1: 20 +0 aa bb  | cc dd",
		}},
		{"the gap is an em where none is said", ".c { columns: 2 }", "::: c\naa bb cc dd\n:::", []string{
			"1: 20 +0 aa bb  | cc dd",
		}},
		{"lines of columns stand side by side below a smaller head", c + "h2 { font-size: 7pt; line-height: 7pt }", "::: c\n## aa\n\nbb cc dd\n\nee ff gg hh\n:::", []string{
			"1: 20 +-3.625 aa",
			"1: 20 +12 bb",
			"1: 20 +24 cc dd",
			"1: 74 +0 ee ff",
			"1: 74 +12 gg hh",
		}},
		{"columns within columns are none", c + ".d { columns: 3 }", "::: c\n::: d\naa bb cc dd\n:::\n:::", []string{
			"1: 20 +0 aa bb  | cc dd",
		}},
		{"from right to left the first column is at the right", c, ":::: {dir=rtl}\n::: c\naa bb cc dd\n:::\n::::", []string{
			"1: 86 +0 aa bb",
			"1: 32 +0 cc dd",
		}},
		{"a page break in columns ends them", c + ".d { break-before: page }", "::: c\naa bb\n\n::: d\ncc dd\n:::\n:::", []string{
			"1: 20 +0 aa bb",
			"2: 20 +0 cc dd",
		}},
		{"columns in a float stand together", c + ".c { float: bottom }", "one\n\n::: c\naa bb cc dd\n:::", []string{
			"1: 20 +60 aa bb  | cc dd",
			"1: 20 +0 one",
		}},
		{"columns in a note too", ".footnote { float: footnote } " + c, "one[^a]\n\n[^a]: Note.\n\n    ::: c\n    aa bb cc dd\n    :::\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 1",
			"1: 3 +48 1.\u2002Note.",
			"1: 20 +60 aa bb  | cc dd",
		}},
	})
}

// A rule (hr) is drawn by its border, worded by its content, or else is an empty line.
func TestThematicBreaks(t *testing.T) {
	testRules(t, []rule{
		{"with a border it takes the border's room", "hr { border-top: 2pt solid; margin: 0 }", "one\n\n***\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 20 +14 two",
		}},
		{"with content it is a line", "hr { margin: 0; font: 10pt/12pt 'IBM Plex Mono' } hr::before { content: '*' }", "one\n\n***\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 65 +12 *",
			"1: 20 +24 two",
		}},
		{"with neither it takes the margins", "hr { margin: 6pt 0; border: none }", "one\n\n***\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 20 +24 two",
		}},
	})
}
