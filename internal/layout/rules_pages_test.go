package layout_test

import (
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

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

// The contents, whose last line is no page of its own.
func TestContents(t *testing.T) {
	const css = "@page { size: 136pt 100pt } section.frontmatter { display: none } section.toc { display: block } section.toc h1 { display: none } nav, nav ol, nav li { margin: 0; padding: 0 } section.bodymatter { break-before: page } "
	testRules(t, []rule{
		{"the last line is not left to a page of its own", css, strings.Repeat("# a\n\n", 6), []string{
			"1: 20 +0 a",
			"1: 20 +12 a",
			"1: 20 +24 a",
			"1: 20 +36 a",
			"2: 20 +0 a",
			"2: 20 +12 a",
			"3: 20 +0 a",
			"4: 20 +0 a",
			"5: 20 +0 a",
			"6: 20 +0 a",
			"7: 20 +0 a",
			"8: 20 +0 a",
		}},
		{"entries below others are not held back", css + "@page { size: 136pt 76pt }", "# a\n\n## b\n\n## c\n\n# d\n", []string{
			"1: 20 +0 a",
			"1: 20 +12 b",
			"2: 20 +0 c",
			"2: 20 +12 d",
			"3: 20 +0 a",
			"3: 20 +12 b",
			"3: 20 +24 c",
			"4: 20 +0 d",
		}},
		{"a single entry is held back by nothing", css, "# a\n\ntext\n", []string{
			"1: 20 +0 a",
			"2: 20 +0 a",
			"2: 20 +12 text",
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

func TestMarginBoxes(t *testing.T) {
	const mono = "; font: 10pt/12pt 'IBM Plex Mono' "
	testRules(t, []rule{
		{"left, middle and right share the head", "@page { @top-left { content: 'L'" + mono + "} @top-center { content: 'MM'" + mono + "} @top-right { content: 'R'" + mono + "} }", "one", []string{
			"1: 20 +0 one",
			"1: 20 +-16 L | MM | R",
		}},
		{"one alone has the whole width", "@page { @top-left { content: 'L'; text-align: right" + mono + "} }", "one", []string{
			"1: 20 +0 one",
			"1: 110 +-16 L",
		}},
		{"two share it by their texts", "@page { @top-left { content: 'LLLL'; text-align: right" + mono + "} @top-right { content: 'RR'; text-align: left" + mono + "} }", "one", []string{
			"1: 20 +0 one",
			"1: 60 +-16 LLLLRR",
		}},
		{"one with a width leaves the rest to the other", "@page { @top-left { content: 'L'; width: 24pt; text-align: right" + mono + "} @top-right { content: 'R'; text-align: left" + mono + "} }", "one", []string{
			"1: 20 +0 one",
			"1: 38 +-16 LR",
		}},
		{"and the other way about", "@page { @top-left { content: 'L'; text-align: right" + mono + "} @top-right { content: 'R'; width: 24pt; text-align: left" + mono + "} }", "one", []string{
			"1: 20 +0 one",
			"1: 86 +-16 LR",
		}},
		{"max-width bounds it", "@page { @top-left { content: 'L'; max-width: 36pt; text-align: right" + mono + "} }", "one", []string{
			"1: 20 +0 one",
			"1: 50 +-16 L",
		}},
		{"min-width too", "@page { @top-left { content: 'L'; min-width: 60pt; text-align: right" + mono + "} @top-right { content: 'RRRR'; text-align: left" + mono + "} }", "one", []string{
			"1: 20 +0 one",
			"1: 74 +-16 LRRRR",
		}},
		{"the middle stays there beside a longer side", "@page { @top-left { content: 'LLLLL'" + mono + "} @top-center { content: 'MM'" + mono + "} }", "one", []string{
			"1: 20 +0 one",
			"1: 20 +-16 LLLLL | MM",
		}},
		{"a corner box stands at the page area", "@page { @top-left-corner { content: 'A'" + mono + "} @bottom-right-corner { content: 'B'" + mono + "} }", "one", []string{
			"1: 20 +0 one",
			"1: 14 +-16 A",
			"1: 116 +76 B",
		}},
		{"boxes at the sides stand below each other", "@page { margin: 20pt 30pt; @left-top { content: 'A'" + mono + "} @left-middle { content: 'B'" + mono + "} @left-bottom { content: 'C'" + mono + "} @right-middle { content: 'D'" + mono + "} }", "one", []string{
			"1: 30 +0 one",
			"1: 118 +30 D",
			"1: 12 +60 C",
			"1: 12 +30 B",
			"1: 12 +0 A",
		}},
		{"vertical-align: top and bottom", "@page { margin-top: 40pt; @top-left { content: 'A'; vertical-align: top" + mono + "} @top-right { content: 'B'; vertical-align: bottom" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 20 +-20 A",
			"1: 110 +8 B",
		}},
		{"a height and a margin", "@page { margin-top: 40pt; @top-left { content: 'A'; height: 14pt; margin-bottom: 6pt; vertical-align: bottom" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 20 +2 A",
		}},
		{"auto margins put a height in the middle", "@page { margin-top: 40pt; @top-left { content: 'A'; height: 12pt; margin-top: auto; margin-bottom: auto" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 20 +-6 A",
		}},
		{"padding and border take room", "@page { margin-top: 40pt; @top-left { content: 'A'; padding: 3pt 3pt 3pt 6pt; border: 1pt solid; vertical-align: top" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 27 +-16 A",
		}},
		{"border-box has them within", "@page { margin-top: 40pt; @top-left { content: 'A'; width: 48pt; box-sizing: border-box; padding: 0 6pt; text-align: right" + mono + "} }", "one", []string{
			"1: 20 +20 one",
			"1: 56 +-6 A",
		}},
	})
}

// With a bleed and marks, all that is on a page lies as much further from its edges (css-page-3, §6).
func TestBleedMovesAllOfThePage(t *testing.T) {
	const text = "# One {#one}\n\nSee [two](#two) and [out](https://example.org/).\n\n![A caption](square.png){alt=\"A square\"}\n\n***\n\n## Two {#two}\n\nEnd.\n"
	places := func(css string) (out []page.Rect) {
		var list diag.List
		p, _ := lay(t, book(t, "text.md", []byte(text), &list), &list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + "img { width: 30pt } hr { border-top: 1pt solid } " + css)})
		for _, pg := range p.Pages {
			for _, it := range pg.Items {
				switch it := it.(type) {
				case *page.Run:
					out = append(out, page.Rect{X: it.X, Y: it.Y})
				case *page.Rule:
					if it.Artifact != page.ArtifactPage { // the marks themselves
						out = append(out, it.Rect)
					}
				case *page.Picture:
					out = append(out, it.Rect)
					if it.Tag == nil || it.Tag.BBox == nil {
						t.Fatal("the picture has no box")
					}
					out = append(out, it.Tag.BBox.Rect)
				}
			}
			for _, l := range pg.Links {
				out = append(out, l.Rects...)
			}
		}
		for _, d := range p.Dests {
			out = append(out, page.Rect{X: d.X, Y: d.Y})
		}
		return out
	}
	plain := places("")
	for css, by := range map[string]dimen.Length{
		"@page { bleed: 7pt }":                    7 * dimen.PT,
		"@page { bleed: 7pt; marks: crop cross }": 27 * dimen.PT, // 9 to the marks, 14 for them and 4 around
		"@page { bleed: 12pt; marks: crop }":      30 * dimen.PT,
	} {
		got := places(css)
		if len(got) != len(plain) {
			t.Fatalf("%s: %d places, want %d", css, len(got), len(plain))
		}
		for i, r := range plain {
			if r.X, r.Y = r.X+by, r.Y+by; got[i] != r {
				t.Errorf("%s: place %d is %s, want %s", css, i, got[i], r)
			}
		}
	}
}

// Pages face each other, and are printed on both sides of the paper, where any margin of left ones and right ones differs.
func TestFacingPages(t *testing.T) {
	for css, want := range map[string]bool{
		"":                                    false,
		"@page :left { margin-left: 30pt }":   true,
		"@page :right { margin-top: 30pt }":   true,
		"@page :left { margin-bottom: 20pt }": false, // as it is on all pages
		"@page :first { margin-left: 30pt }":  false,
	} {
		var list diag.List
		p, _ := lay(t, book(t, "text.md", []byte("one"), &list), &list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + css)})
		if p.Info.TwoUp != want || p.Info.Duplex != want {
			t.Errorf("%s: facing pages %v, both sides %v, want %v", css, p.Info.TwoUp, p.Info.Duplex, want)
		}
	}
}
