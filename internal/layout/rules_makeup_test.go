package layout_test

import (
	"regexp"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/style"
)

const mono = "; font: 10pt/12pt 'IBM Plex Mono' "

// Left and right pages, the first page and blank ones may differ in height, and a flow begins on the side that it asks for.
func TestPageHeights(t *testing.T) {
	lines := func(n int) string { return strings.Repeat("x\n\n", n) }
	testRules(t, []rule{
		{"left pages are lower", "@page :left { margin-bottom: 56pt }", lines(12), []string{
			"1: 20 +0 x",
			"1: 20 +12 x",
			"1: 20 +24 x",
			"1: 20 +36 x",
			"1: 20 +48 x",
			"1: 20 +60 x",
			"2: 20 +0 x",
			"2: 20 +12 x",
			"2: 20 +24 x",
			"3: 20 +0 x",
			"3: 20 +12 x",
			"3: 20 +24 x",
		}},
		{"the first page of the book is lower", "@page :first { margin-bottom: 56pt }", lines(8), []string{
			"1: 20 +0 x",
			"1: 20 +12 x",
			"1: 20 +24 x",
			"2: 20 +0 x",
			"2: 20 +12 x",
			"2: 20 +24 x",
			"2: 20 +36 x",
			"2: 20 +48 x",
		}},
		{"the first page of each named page is", ".k { page: k } @page k:first { margin-bottom: 56pt }", "one\n\n::: k\n" + lines(8) + ":::", []string{
			"1: 20 +0 one",
			"2: 20 +0 x",
			"2: 20 +12 x",
			"2: 20 +24 x",
			"3: 20 +0 x",
			"3: 20 +12 x",
			"3: 20 +24 x",
			"3: 20 +36 x",
			"3: 20 +48 x",
		}},
		{"a flow that begins on the right after a blank", ".k { break-before: right } @page :left { margin-bottom: 56pt }", "one\n\n::: k\n" + lines(7) + ":::", []string{
			"1: 20 +0 one",
			"3: 20 +0 x",
			"3: 20 +12 x",
			"3: 20 +24 x",
			"3: 20 +36 x",
			"3: 20 +48 x",
			"3: 20 +60 x",
			"4: 20 +0 x",
		}},
		{"and one on the left", ".k { break-before: left } @page :left { margin-bottom: 56pt }", "one\n\n::: k\n" + lines(4) + ":::", []string{
			"1: 20 +0 one",
			"2: 20 +0 x",
			"2: 20 +12 x",
			"2: 20 +24 x",
			"3: 20 +0 x",
		}},
		{"on the left after two pages with a blank between", ".k { break-before: left } @page :left { margin-bottom: 56pt }", lines(7) + "::: k\n" + lines(4) + ":::", []string{
			"1: 20 +0 x",
			"1: 20 +12 x",
			"1: 20 +24 x",
			"1: 20 +36 x",
			"1: 20 +48 x",
			"1: 20 +60 x",
			"2: 20 +0 x",
			"4: 20 +0 x",
			"4: 20 +12 x",
			"4: 20 +24 x",
			"5: 20 +0 x",
		}},
		{"on the right after two pages with none", ".k { break-before: right } @page :left { margin-bottom: 56pt }", lines(7) + "::: k\n" + lines(7) + ":::", []string{
			"1: 20 +0 x",
			"1: 20 +12 x",
			"1: 20 +24 x",
			"1: 20 +36 x",
			"1: 20 +48 x",
			"1: 20 +60 x",
			"2: 20 +0 x",
			"3: 20 +0 x",
			"3: 20 +12 x",
			"3: 20 +24 x",
			"3: 20 +36 x",
			"3: 20 +48 x",
			"3: 20 +60 x",
			"4: 20 +0 x",
		}},
		{"any flow goes on where the one before ends", ".k { break-before: page } @page :left { margin-bottom: 56pt }", "one\n\n::: k\n" + lines(4) + ":::", []string{
			"1: 20 +0 one",
			"2: 20 +0 x",
			"2: 20 +12 x",
			"2: 20 +24 x",
			"3: 20 +0 x",
		}},
		{"a flow that begins on the same side in the second pass keeps its pages", ".k { break-before: page } .r::after { content: target-counter('#z', page) }", "[]{.r} one\n\n::: k\n" + lines(7) + "[z]{#z}\n:::", []string{
			"1: 20 +0 3 one",
			"2: 20 +0 x",
			"2: 20 +12 x",
			"2: 20 +24 x",
			"2: 20 +36 x",
			"2: 20 +48 x",
			"2: 20 +60 x",
			"3: 20 +0 x",
			"3: 20 +12 z",
		}},
		{"a book may begin on the left, after a blank", "section.bodymatter { break-before: left } @page :blank { @top-left { content: 'blank'" + mono + "} }", "one", []string{
			"1: 20 +-16 blank",
			"2: 20 +0 one",
		}},
	})
}

// Pages are labelled in the counter style of their @page rule, and the labels of a PDF say so where a PDF has that style.
func TestPageLabels(t *testing.T) {
	const three = "one\n\n::: k\ntwo\n:::\n\n::: k\nthree\n:::\n\n::: k\nfour\n:::"
	testDumps(t, `^page|^labels`, []rule{
		{"plain figures", ".k { break-before: page }", three, []string{
			"page 0 \"1\" 136 × 112",
			"page 1 \"2\" 136 × 112",
			"page 2 \"3\" 136 × 112",
			"page 3 \"4\" 136 × 112",
			"labels 0:decimal/1",
		}},
		{"of the first page", ".k { break-before: page } @page :first { -quire-page-label: lower-roman }", three, []string{
			"page 0 \"i\" 136 × 112",
			"page 1 \"2\" 136 × 112",
			"page 2 \"3\" 136 × 112",
			"page 3 \"4\" 136 × 112",
			"labels 0:lower-roman/1 1:decimal/2",
		}},
		{"of the first page of a name", ".k { break-before: page; page: k } @page k:first { -quire-page-label: upper-roman }", three, []string{
			"page 0 \"1\" 136 × 112",
			"page 1 \"II\" 136 × 112 k",
			"page 2 \"III\" 136 × 112 k",
			"page 3 \"IV\" 136 × 112 k",
			"labels 0:decimal/1 1:upper-roman/2",
		}},
		{"of blank pages", ".k { break-before: right } @page :blank { -quire-page-label: upper-alpha }", "one\n\n::: k\ntwo\n:::", []string{
			"page 0 \"1\" 136 × 112",
			"page 1 \"B\" 136 × 112",
			"page 2 \"3\" 136 × 112",
			"labels 0:decimal/1 1:upper-alpha/2 2:decimal/3",
		}},
		{"a style that PDF does not have is a prefix of each page", ".k { break-before: page } @page { -quire-page-label: lower-greek }", three, []string{
			"page 0 \"α\" 136 × 112",
			"page 1 \"β\" 136 × 112",
			"page 2 \"γ\" 136 × 112",
			"page 3 \"δ\" 136 × 112",
			"labels 0:α/0 1:β/0 2:γ/0 3:δ/0",
		}},
		{"one of the sheet's own too", "@counter-style own { system: cyclic; symbols: '*' } .k { break-before: page } @page { -quire-page-label: own }", three, []string{
			"page 0 \"*\" 136 × 112",
			"page 1 \"*\" 136 × 112",
			"page 2 \"*\" 136 × 112",
			"page 3 \"*\" 136 × 112",
			"labels 0:*/0 1:*/0 2:*/0 3:*/0",
		}},
		{"even under the name of one that PDF has", "@counter-style lower-roman { system: cyclic; symbols: '*' } .k { break-before: page } @page { -quire-page-label: lower-roman }", three, []string{
			"page 0 \"*\" 136 × 112",
			"page 1 \"*\" 136 × 112",
			"page 2 \"*\" 136 × 112",
			"page 3 \"*\" 136 × 112",
			"labels 0:*/0 1:*/0 2:*/0 3:*/0",
		}},
		{"counter-reset: page begins a range", ".k { break-before: page; counter-reset: page 7 }", "one\n\n::: k\ntwo\n:::", []string{
			"page 0 \"1\" 136 × 112",
			"page 1 \"7\" 136 × 112",
			"labels 0:decimal/1 1:decimal/7",
		}},
		{"so does another style", ".k { break-before: page; page: k } @page k { -quire-page-label: lower-alpha }", "one\n\n::: k\ntwo\n:::\n\n::: k\nthree\n:::", []string{
			"page 0 \"1\" 136 × 112",
			"page 1 \"b\" 136 × 112 k",
			"page 2 \"c\" 136 × 112 k",
			"labels 0:decimal/1 1:lower-alpha/2",
		}},
	})
}

// -quire-notes-to() says to which pages the notes on a page belong.
func TestNotesTo(t *testing.T) {
	const head = "@page { @top-left { content: -quire-notes-to(s)" + mono + "} } p { break-after: page } "
	testDumps(t, `artifact Header`, []rule{
		{"the first and the last value of the page", head + "em { string-set: s content() }", "*4* and *6*", []string{
			"20 7.75 IBMPlexMono-Regular/10 \"Notes to pages\" artifact Header",
			"20 19.75 IBMPlexMono-Regular/10 \"4–6\" artifact Header",
		}},
		{"one value alone", head + "em { string-set: s content() }", "*4* and\n\n", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"Notes to page 4\" artifact Header",
		}},
		{"two alike are one", head + "em { string-set: s content() }", "*4* and *4*", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"Notes to page 4\" artifact Header",
		}},
		{"a page that goes on begins with the value of the page before", head + "em { string-set: s content() }", "*4* and *6*\n\naaaa aaaa aaaa bbbb *7*", []string{
			"20 7.75 IBMPlexMono-Regular/10 \"Notes to pages\" artifact Header",
			"20 19.75 IBMPlexMono-Regular/10 \"4–6\" artifact Header",
			"20 7.75 IBMPlexMono-Regular/10 \"Notes to pages\" artifact Header",
			"20 19.75 IBMPlexMono-Regular/10 \"6–7\" artifact Header",
		}},
		{"unless it is set at the head of the page", head + "em { string-set: s content() }", "*4* and *6*\n\n*7* x *9*", []string{
			"20 7.75 IBMPlexMono-Regular/10 \"Notes to pages\" artifact Header",
			"20 19.75 IBMPlexMono-Regular/10 \"4–6\" artifact Header",
			"20 7.75 IBMPlexMono-Regular/10 \"Notes to pages\" artifact Header",
			"20 19.75 IBMPlexMono-Regular/10 \"7–9\" artifact Header",
		}},
		{"a page that sets none has that of the page before", head + "em { string-set: s content() }", "*4* and *6*\n\nx", []string{
			"20 7.75 IBMPlexMono-Regular/10 \"Notes to pages\" artifact Header",
			"20 19.75 IBMPlexMono-Regular/10 \"4–6\" artifact Header",
			"20 13.75 IBMPlexMono-Regular/10 \"Notes to page 6\" artifact Header",
		}},
		{"no value says nothing", head, "one", nil},
		{"an empty one neither", head + "em { string-set: s '' }", "*4* and", nil},
		{"of one that is empty only the other counts", head + "em { string-set: s '' } strong { string-set: s content() }", "*4* and **6**", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"Notes to page 6\" artifact Header",
		}},
		{"and the other way about", head + "em { string-set: s '' } strong { string-set: s content() }", "**4** and *6*", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"Notes to page 4\" artifact Header",
		}},
		{"an empty value from the page before does not count", head + "em { string-set: s '' } strong { string-set: s content() }", "*4*\n\nx **6**", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"Notes to page 6\" artifact Header",
		}},
	})
}

// The size of margin boxes (css-page-3, §5.3).
func TestMarginBoxSizes(t *testing.T) {
	const long = "'LLLLLLL LLLLLLL LLLLLLL'"
	testRules(t, []rule{
		{"text that does not fit wraps", "@page { margin-top: 60pt; @top-left { content: " + long + "; vertical-align: top" + mono + "} @top-right { content: 'RRRRRR'" + mono + "} }", "one", []string{
			"1: 20 +40 one",
			"1: 20 +-20 LLLLLLL",
			"1: 20 +-8 LLLLLLL",
			"1: 20 +4 LLLLLLL | RRRRRR",
		}},
		{"with white-space: nowrap it has the room it needs", "@page { margin-top: 60pt; @top-left { content: 'LLLL LLLL'; white-space: nowrap" + mono + "} @top-right { content: 'RRRRR RRRRR'; vertical-align: top" + mono + "} }", "one", []string{
			"1: 20 +40 one",
			"1: 20 +4 LLLL LLLL",
			"1: 86 +-20 RRRRR",
			"1: 86 +-8 RRRRR",
		}},
		{"with white-space: pre too", "@page { margin-top: 60pt; @top-left { content: 'LLLL LLLL'; white-space: pre" + mono + "} @top-right { content: 'RRRRR RRRRR'; vertical-align: top" + mono + "} }", "one", []string{
			"1: 20 +40 one",
			"1: 20 +4 LLLL LLLL",
			"1: 86 +-20 RRRRR",
			"1: 86 +-8 RRRRR",
		}},
		{"max-height bounds a box in the head", "@page { margin-top: 40pt; @top-left { content: 'A'; max-height: 14pt; vertical-align: top" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 20 +6 A",
		}},
		{"a max-height with room to spare does not", "@page { margin-top: 40pt; @top-left { content: 'A'; max-height: 50pt; vertical-align: top" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 20 +-20 A",
		}},
		{"min-height makes it higher", "@page { margin-top: 40pt; @top-left { content: 'A'; height: 12pt; min-height: 30pt; vertical-align: top" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 20 +-10 A",
		}},
		{"a min-height that it has does not", "@page { margin-top: 40pt; @top-left { content: 'A'; height: 20pt; min-height: 12pt; vertical-align: top" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 20 +0 A",
		}},
		{"an auto margin above puts it at the foot of the head", "@page { margin-top: 40pt; @top-left { content: 'A'; height: 12pt; margin-top: auto" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 20 +8 A",
		}},
		{"an auto margin below at its top", "@page { margin-top: 40pt; @top-left { content: 'A'; height: 12pt; margin-bottom: auto" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 20 +-20 A",
		}},
		{"with none it stands at the page area", "@page { margin-top: 40pt; @top-left { content: 'A'; height: 12pt" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 20 +8 A",
		}},
		{"a running picture has its width", "@page { margin-top: 40pt; @top-left { content: element(r) } @top-right { content: 'R'; text-align: left" + mono + "} } .x { position: running(r) } img { width: 24pt; height: 12pt }", "::: x\n![](square.png){alt=x}\n:::\n\none", []string{
			"1: 20 +20 one",
			"1: 20 picture 24 × 12",
			"1: 96.7999 +-6 R",
		}},
		{"the margins of a running element stand between its blocks", "@page { margin-top: 60pt; @top-left { content: element(r); vertical-align: top } } .x { position: running(r) } .x p { margin: 6pt 0 }", "::: x\none\n\ntwo\n:::\n\nthree", []string{
			"1: 20 +40 three",
			"1: 20 +-20 one",
			"1: 20 +-2 two",
		}},
	})
}

// A box without text is drawn if it has a background or a border, and left out otherwise.
func TestEmptyMarginBoxes(t *testing.T) {
	testDumps(t, `^  rule`, []rule{
		{"a background is drawn", "@page { @top-left { content: ''; background: red; height: 10pt } }", "one", []string{
			"rule [20 10 96 10] rgb(65535 0 0) artifact Background",
		}},
		{"and a border", "@page { @top-left { content: ''; border-bottom: 1pt solid; height: 10pt } }", "one", []string{
			"rule [20 19 96 1] artifact Layout",
		}},
		{"a box with nothing to show takes no room from the others", "@page { @top-left { content: '' } @top-right { content: 'R'; background: red; height: 10pt" + mono + "} }", "one", []string{
			"rule [20 10 96 10] rgb(65535 0 0) artifact Background",
		}},
		{"without content there is no box", "@page { @top-left { content: none; background: red } }", "one", nil},
	})
}

// Pages whose areas differ in width are reported, once for each name: lines are broken for the narrower.
func TestPageMeasures(t *testing.T) {
	const css = ".k { page: k } @page :left { margin-left: 40pt } @page k:left { margin-left: 60pt } p { break-after: page } "
	for text, want := range map[string]string{
		"one":                             "page 1 @page",
		"one\n\ntwo\n\nthree":             "page 1 @page",
		"::: k\none\n\ntwo\n\nthree\n:::": "page 1 @page k",
		"::: k\none\n\ntwo\n:::\n\nthree\n\nfour": "page 1 @page k, page 3 @page",
	} {
		var list diag.List
		lay(t, book(t, "text.md", []byte(text), &list), &list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + css)})
		var got []string
		for _, f := range list.All() {
			m := regexp.MustCompile(`^the page area of (page \d+) is .* “(.*)”$`).FindStringSubmatch(f.Message)
			if m == nil {
				t.Fatalf("%q: %s", text, f)
			}
			got = append(got, m[1]+" "+m[2])
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %s, want %s", text, strings.Join(got, ", "), want)
		}
	}
}

// Strings that are set within columns and cells are those of their page.
func TestStringsOfColumnsAndCells(t *testing.T) {
	const head = "@page { @top-left { content: string(s, start)" + mono + "} } h2 { string-set: s content() } td { string-set: t content() } "
	testDumps(t, `artifact Header`, []rule{
		{"a string that columns set at the head of the page", head + ".c { columns: 2 }", "::: c\n## one\n\ntwo\n\n## three\n\nfour\n:::", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"one\" artifact Header",
		}},
		{"and one that they set below it", head + ".c { columns: 2 }", "::: c\nzero\n\n## one\n\ntwo\n:::", nil},
		{"below a head of the page", head + ".c { columns: 2; column-rule: 1pt solid }", "zero\n\n::: c\n## one\n\ntwo\n\n## three\n\nfour\n:::", nil},
	})
}

// Columns that follow each other each begin their boxes anew; the box of a paragraph that goes on in the next column is open.
func TestBoxesInColumns(t *testing.T) {
	testDumps(t, `^  rule`, []rule{
		{"a box that is divided between columns is open there", ".c { columns: 2; column-gap: 12pt } .c p { border: 1pt solid }", "::: c\naa bb cc dd ee ff gg hh\n:::", []string{
			"rule [20 31 42 1] artifact Layout",
			"rule [61 31 1 25] artifact Layout",
			"rule [20 31 1 25] artifact Layout",
			"rule [115 20 1 25] artifact Layout",
			"rule [74 44 42 1] artifact Layout",
			"rule [74 20 1 25] artifact Layout",
		}},
		{"a box that ends is closed in each of two columns", ".c { columns: 2; column-gap: 12pt } .c p { border: 1pt solid }", "::: c\naa\n\nbb\n:::\n\n::: c\ncc\n\ndd\n:::", []string{
			"rule [20 31 42 1] artifact Layout",
			"rule [61 31 1 14] artifact Layout",
			"rule [20 44 42 1] artifact Layout",
			"rule [20 31 1 14] artifact Layout",
			"rule [74 31 42 1] artifact Layout",
			"rule [115 31 1 14] artifact Layout",
			"rule [74 44 42 1] artifact Layout",
			"rule [74 31 1 14] artifact Layout",
			"rule [20 55 42 1] artifact Layout",
			"rule [61 55 1 14] artifact Layout",
			"rule [20 68 42 1] artifact Layout",
			"rule [20 55 1 14] artifact Layout",
			"rule [74 55 42 1] artifact Layout",
			"rule [115 55 1 14] artifact Layout",
			"rule [74 68 42 1] artifact Layout",
			"rule [74 55 1 14] artifact Layout",
		}},
	})
}

// Cells over several rows, whose backgrounds and borders go through them.
func TestCellsOverRows(t *testing.T) {
	const table = "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
	headed := "<table><thead><tr><th rowspan=2>a</th><th>b</th></tr><tr><th>c</th></tr></thead><tbody><tr><td rowspan=2>d</td><td>e</td></tr><tr><td>f</td></tr>" + strings.Repeat("<tr><td>g</td><td>h</td></tr>", 8) + "</tbody></table>"
	testDumps(t, `^page|^  rule`, []rule{
		{"a background goes through both rows", "td[rowspan] { background: red }", table, []string{
			"page 0 \"1\" 136 × 112",
			"rule [20 20 12 24] rgb(65535 0 0) artifact Background",
		}},
		{"a border is around both", "td[rowspan] { border: 1pt solid }", table, []string{
			"page 0 \"1\" 136 × 112",
			"rule [20 20 14 1] artifact Layout",
			"rule [33 20 1 24] artifact Layout",
			"rule [20 43 14 1] artifact Layout",
			"rule [20 20 1 24] artifact Layout",
		}},
		{"a head over two rows is set again as a whole", "@page { size: 136pt 160pt } th[rowspan] { background: red }", headed, []string{
			"page 0 \"1\" 136 × 160",
			"rule [20 20 12 24] rgb(65535 0 0) artifact Background",
			"page 1 \"2\" 136 × 160",
			"rule [20 20 12 24] rgb(65535 0 0) artifact Background",
		}},
	})
}

// The last line of the notes has the baseline of the last line of a full page, unless a padding or border is below it.
func TestLastLineOfNotes(t *testing.T) {
	const foot = ".footnote { float: footnote; line-height: 9pt } .footnote p { font-size: 7pt; line-height: 9pt } "
	testRules(t, []rule{
		{"a smaller line stands lower", foot, "one[^a]\n\n[^a]: Note.\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 1",
			"1: 3 +60 1.\u2002Note.",
		}},
		{"but not above a border", foot + ".footnote { border-bottom: 1pt solid }", "one[^a]\n\n[^a]: Note.\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 1",
			"1: 3 +59.375 1.\u2002Note.",
		}},
		{"nor if a picture is last", foot + "img { width: 12pt; height: 6pt }", "one[^a]\n\n[^a]: Note.\n\n    ![](square.png){alt=x}\n", []string{
			"1: 20 +0 one",
			"1: 38 +-3.3333 1",
			"1: 3 +54.375 1.\u2002Note.",
			"1: 20 picture 12 × 6",
		}},
	})
}

// Floats at the foot keep their margins from the text, but not from the edge of a page of floats.
func TestGapsOfFloats(t *testing.T) {
	testRules(t, []rule{
		{"two at the foot", ".f { float: bottom; margin-top: 6pt }", "one\n\n::: f\ntwo\n:::\n\n::: f\nthree\n:::", []string{
			"1: 20 +42 two",
			"1: 20 +60 three",
			"1: 20 +0 one",
		}},
		{"two that have no room together stand on two pages", ".f { float: bottom; margin-top: 6pt } .f p { height: 30pt; line-height: 30pt }", "one\n\n::: f\ntwo\n:::\n\n::: f\nthree\n:::", []string{
			"1: 20 +51 two",
			"1: 20 +0 one",
			"2: 20 +51 three",
		}},
		{"some text goes along to floats that end the text", ".f { float: bottom; margin-top: 6pt } .f p { line-height: 30pt }", strings.Repeat("x\n\n", 6) + "::: f\ntwo\n:::\n\n::: f\nthree\n:::", []string{
			"1: 20 +0 x",
			"1: 20 +12 x",
			"1: 20 +24 x",
			"1: 20 +36 x",
			"1: 20 +48 x",
			"2: 20 +51 two",
			"2: 20 +0 x",
			"3: 20 +51 three",
		}},
		{"one at the head and one at the foot", ".f { float: bottom; margin-top: 6pt } .g { float: top; margin-bottom: 6pt }", "one\n\n::: g\ntwo\n:::\n\n::: f\nthree\n:::", []string{
			"1: 20 +0 one",
			"2: 20 +0 two",
			"2: 20 +60 three",
		}},
	})
}

// Numbers of lines and paragraphs in the margins.
func TestNumbersInMargins(t *testing.T) {
	testRules(t, []rule{
		{"lines of cells and notes are not numbered", "html { -quire-line-numbers: 1 } @page { margin: 20pt 40pt; size: 176pt 112pt }", "one\n\n| a |\n|---|\n| b |\n\ntwo", []string{
			"1: 40 +0 one | 1",
			"1: 40 +12 a",
			"1: 40 +24 b",
			"1: 40 +36 two | 2",
		}},
		{"every other line", "html { -quire-line-numbers: 2 } @page { margin: 20pt 40pt; size: 176pt 112pt }", "aaaa aaaa aaaa bbbb bbbb bbbb cccc cccc cccc", []string{
			"1: 40 +0 aaaa aaaa aaaa",
			"1: 40 +12 bbbb bbbb bbbb  | 2",
			"1: 40 +24 cccc cccc cccc",
		}},
		{"empty lines beside an initial are not counted", "html { -quire-line-numbers: 1 } p::first-letter { initial-letter: 3 } @page { margin: 20pt 40pt; size: 176pt 112pt }", "A b\n\nc", []string{
			"1: 40 +24 A",
			"1: 66.6304 +0  b | 1",
			"1: 40 +60 c",
			"1: 151 +36 2",
		}},
	})
}
