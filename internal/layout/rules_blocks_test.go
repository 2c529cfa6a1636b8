package layout_test

import (
	"strings"
	"testing"
)

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
		{"end is at the right", "table { width: 96pt } td { text-align: \".\" end }", "<table><tr><td>1.25</td></tr><tr><td>12.5</td></tr></table>", []string{
			"1: 86 +0 1.25",
			"1: 80 +12 12.5",
		}},
		{"or from right to left at the left", "table { width: 96pt } td { text-align: \".\" end }", "::: {dir=rtl}\n\n<table><tr><td>1.25</td></tr><tr><td>12.5</td></tr></table>\n\n:::", []string{
			"1: 26 +0 1.25",
			"1: 20 +12 12.5",
		}},
		{"a list in a cell keeps its marks", "td ol { margin-left: 30pt }", "+-----------+\n| (1) one   |\n| (2) two   |\n+-----------+", []string{
			"1: 27 +0 (1)\u2002one",
			"1: 27 +12 (2)\u2002two",
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
		{"a cell holds blocks", "td ul { margin-left: 12pt }", "+-------------+\n| > quoted    |\n|             |\n| - one       |\n| - two       |\n|             |\n| ```         |\n| code        |\n| ```         |\n+-------------+", []string{
			"1: 20 +0 quoted",
			"1: 21 +12 •\u2002one",
			"1: 21 +24 •\u2002two",
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
