package layout_test

import (
	"testing"
)

// What belongs to a first letter (css-pseudo-4, §3.3): the letter with its marks, and the punctuation on both sides of it.
func TestFirstLetters(t *testing.T) {
	const css = "p::first-letter { initial-letter: 2 }"
	testRules(t, []rule{
		{"a letter alone", css, "A", []string{
			"1: 20 +12 A",
		}},
		{"a letter in an element", css, "“*A* word", []string{
			"1: 20 +12 “A",
			"1: 52.6304 +0  word",
		}},
		{"punctuation after it belongs to it", css, `A\) word`, []string{
			"1: 20 +12 A)",
			"1: 52.6304 +0  word",
		}},
		{"a dash after it does not", css, "A—word", []string{
			"1: 20 +12 A",
			"1: 36.3152 +0 —word",
		}},
		{"nor does an opening mark", css, "A“word”", []string{
			"1: 20 +12 A",
			"1: 36.3152 +0 “word”",
		}},
		{"a mark over it does", css, "A\u0301b word", []string{
			"1: 20 +12 Á",
			"1: 36.3152 +0 b word",
		}},
		{"a no-break space before it does", css, "«\u00A0A word", []string{
			"1: 20 +12 «\u00a0A",
			"1: 68.9456 +0  word",
		}},
		{"a no-break space after it does if punctuation follows", css, "A\u00A0» word", []string{
			"1: 20 +12 A\u00a0»",
			"1: 68.9456 +0  word",
		}},
		{"but not before a letter", css, "A\u00A0word", []string{
			"1: 20 +12 A",
			"1: 36.3152 +0  word",
		}},
		{"punctuation by itself is no first letter", css, "“ A word", []string{
			"1: 20 +12 “",
			"1: 36.3152 +0  A word",
		}},
		{"a figure is", css, "1st word", []string{
			"1: 20 +12 1",
			"1: 36.3152 +0 st word",
		}},
		{"an anchor before it goes on before it", css, "[]{#x}Aa [word](#x)", []string{
			"1: 20 +12 A",
			"1: 36.3152 +0 a word",
		}},
		{"a picture before it leaves none", "img { width: 12pt; height: 6pt } " + css, "![](square.png){alt=x} word", []string{
			"1: 20 picture 12 × 6",
			"1: 32 +0  word",
		}},
		{"without initial-letter it stays in its line", "p::first-letter { letter-spacing: 6pt }", "“A” word", []string{
			"1: 20 +0 “A” word",
		}},
	})
}

// A first line with a style of its own ends where that style lets it end (css-pseudo-4, §2.1).
func TestFirstLines(t *testing.T) {
	const css = "p::first-line { letter-spacing: 6pt } "
	testRules(t, []rule{
		{"at a space", css, "aaa bbb ccc ddd eee fff", []string{
			"1: 20 +0 aaa bbb",
			"1: 20 +12 ccc ddd eee fff",
		}},
		{"at a hyphen", css + "p { hyphens: auto }", "characteristically of it all", []string{
			"1: 20 +0 charac-",
			"1: 20 +12 teristically of",
			"1: 20 +24 it all",
		}},
		{"with a forced break", css, "aaa\\\nbbb ccc ddd eee", []string{
			"1: 20 +0 aaa",
			"1: 20 +12 bbb ccc ddd eee",
		}},
		{"a line alone is the first", css, "aaa bbb", []string{
			"1: 20 +0 aaa bbb",
		}},
		{"not at a no-break space", css, "aaaa bb\u00A0cc ddd eee", []string{
			"1: 20 +0 aaaa",
			"1: 20 +12 bb cc ddd eee",
		}},
		{"nor where white-space: nowrap holds", css + ".x { white-space: nowrap }", "aaaa [bb cc]{.x} ddd eee", []string{
			"1: 20 +0 aaaa",
			"1: 20 +12 bb cc ddd eee",
		}},
		{"within an element", css, "aaa *bbb ccc* ddd eee fff", []string{
			"1: 20 +0 aaa bbb",
			"1: 20 +12 ccc ddd eee fff",
		}},
		{"a word that does not fit ends it", css, "aaaaaaaaaaa bbb ccc ddd", []string{
			"1: 20 +0 aaaaaaaaaaa",
			"1: 20 +12 bbb ccc ddd",
		}},
		{"between ideographs", "p { font-family: 'Noto Serif CJK JP' } p::first-line { letter-spacing: 10pt }", "::: {lang=ja}\n\n本本本本本本本本本本本本本本\n\n:::", []string{
			"1: 20 +0.575 本本本本",
			"1: 20 +12.575 本本本本本本本本",
			"1: 20 +24.575 本本",
		}},
		{"beside an initial", css + "p::first-letter { initial-letter: 2 }", "Aaa bbb ccc ddd eee fff", []string{
			"1: 20 +12 A",
			"1: 36.3152 +0 aa bbb",
			"1: 36.3152 +12 ccc ddd eee",
			"1: 20 +24 fff",
		}},
	})
}

// Marks that hang out of the measure (css-text-3, §9.2).
func TestHangingMarks(t *testing.T) {
	testRules(t, []rule{
		{"a straight quotation mark hangs at the first line", "p { hanging-punctuation: first }", `\"First and then, \"second.`, []string{
			"1: 14 +0 \"First and then,",
			"1: 20 +12 \"second.",
		}},
		{"a straight apostrophe too", "p { hanging-punctuation: first }", `\'First and then, it's second.`, []string{
			"1: 14 +0 'First and then,",
			"1: 20 +12 it’s second.",
		}},
		{"a bracket too", "p { hanging-punctuation: first }", "(First and then, second.)", []string{
			"1: 14 +0 (First and then,",
			"1: 20 +12 second.)",
		}},
		{"a letter does not", "p { hanging-punctuation: first }", "First and then, second.", []string{
			"1: 20 +0 First and then,",
			"1: 20 +12 second.",
		}},
		{"from right to left the first mark hangs at the right", "p { hanging-punctuation: first }", "::: {dir=rtl}\n\n“First\n\n:::", []string{
			"1: 116 +0 “",
			"1: 86 +0 First",
		}},
		{"a stop hangs at the end of a line", "p { hanging-punctuation: force-end }", "aaaa bbbb cccc d. eeee fff", []string{
			"1: 20 +0 aaaa bbbb cccc d.",
			"1: 20 +12 eeee fff",
		}},
		{"a comma too", "p { hanging-punctuation: allow-end; text-align: end }", "aaaa bbbb cccc d, eeee ffff,", []string{
			"1: 20 +0 aaaa bbbb cccc d,",
			"1: 62 +12 eeee ffff,",
		}},
		{"a semicolon does not", "p { hanging-punctuation: force-end; text-align: end }", "aaaa bbbb cccc d; eeee ffff", []string{
			"1: 32 +0 aaaa bbbb cccc",
			"1: 44 +12 d; eeee ffff",
		}},
		{"a closing mark hangs at the last line", "p { hanging-punctuation: last; text-align: right }", `He said \"so\"`, []string{
			"1: 50 +0 He said \"so\"",
		}},
		{"a straight apostrophe too at the last line", "p { hanging-punctuation: last; text-align: right }", `He said \'so\'`, []string{
			"1: 50 +0 He said 'so'",
		}},
		{"a bracket too at the last line", "p { hanging-punctuation: last; text-align: right }", "He said (so)", []string{
			"1: 50 +0 He said (so)",
		}},
		{"a stop does not", "p { hanging-punctuation: last; text-align: right }", "He said so.", []string{
			"1: 50 +0 He said so.",
		}},
		{"an anchor behind it changes nothing", "p { hanging-punctuation: last; text-align: right }", "He said (so)[]{#x}", []string{
			"1: 50 +0 He said (so)",
		}},
		{"from right to left the last mark hangs at the left", "p { hanging-punctuation: last }", "::: {dir=rtl}\n\nHe said (so)\n\n:::", []string{
			"1: 44 +0 He said (so)",
		}},
		{"a paragraph with nothing but an anchor has no mark", "p { hanging-punctuation: last }", "one\n\n[]{#x}\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
		}},
	})
}

// How ideographs are set apart from what stands beside them, and where a line may end (css-text-4, §8.3 and §8.4;
// css-text-3, §5). A character is 10pt wide and a line has room for nine.
func TestIdeographs(t *testing.T) {
	const css = "p { font-family: 'Noto Serif CJK JP', 'IBM Plex Mono' } .x { font-family: 'IBM Plex Mono' } "
	ja := func(s string) string { return "::: {lang=ja}\n\n" + s + "\n\n:::" }
	testGlyphs(t, []rule{
		{"a quarter of an em stands beside letters and figures", css, ja("本[ab]{.x}本[12]{.x}本"), []string{
			"本 20 a 32.5 b 38.5 本 47 1 59.5 2 65.5 本 74 84",
		}},
		{"but not with text-autospace: no-autospace", css + "p { text-autospace: no-autospace }", ja("本[ab]{.x}本"), []string{
			"本 20 a 30 b 36 本 42 52",
		}},
		{"nor beside punctuation", css, ja("本[-]{.x}本"), []string{
			"本 20 - 30 本 36 46",
		}},
		{"nor beside a space", css, ja("本 [ab]{.x} 本"), []string{
			"本 20   30 a 32.56 b 38.56   44.56 本 47.12 57.12",
		}},
		{"half a square vanishes between two marks", css, ja("本」「本"), []string{
			"本 20 」 30 「 35 本 45 55",
		}},
		{"and at the end of a line", css + "p { text-align: right }", ja("本」"), []string{
			"本 101 」 111 116",
		}},
		{"and at its beginning", css, ja("「本"), []string{
			"「 15 本 25 35",
		}},
		{"a mark beside a space has its whole width", css, ja("本」 本 「本"), []string{
			"本 20 」 30   40 本 42.56   52.56 「 55.12 本 65.12 75.12",
		}},
		{"also beside a no-break space", css, ja("本」\u00A0本"), []string{
			"本 20 」 30   40 本 42.56 52.56",
		}},
		{"two closing marks stand close", css, ja("本」」本"), []string{
			"本 20 」 30 」 35 本 45 55",
		}},
		{"two opening ones too", css, ja("本「「本"), []string{
			"本 20 「 30 「 35 本 45 55",
		}},
		{"a colon in the middle of its square keeps it", css, ja("本：本"), []string{
			"本 20 ： 30 本 40 50",
		}},
		{"text-spacing-trim: space-all keeps all", css + "p { text-spacing-trim: space-all }", ja("本」「本"), []string{
			"本 20 」 30 「 40 本 50 60",
		}},
		{"a closing mark does not begin a line", css, ja("本本本本本本本本本」本"), []string{
			"本 20 本 30 本 40 本 50 本 60 本 70 本 80 本 90 100",
			"本 20 」 30 本 40 50",
		}},
		{"an opening mark does not end one", css, ja("本本本本本本本本「本"), []string{
			"本 20 本 30 本 40 本 50 本 60 本 70 本 80 90",
			"本 20 「 30 本 40 50",
		}},
		{"line-break: anywhere lets both", css + "p { line-break: anywhere }", ja("本本本本本本本本本本」本"), []string{
			"本 20 本 30 本 40 本 50 本 60 本 70 本 80 本 90 本 100 110",
			"本 20 」 30 本 40 50",
		}},
		{"a small kana may begin a line", css, ja("本本本本本本本本本ょ本"), []string{
			"本 20 本 30 本 40 本 50 本 60 本 70 本 80 本 90 本 100 110",
			"ょ 20 本 30 40",
		}},
		{"but not with line-break: strict", css + "p { line-break: strict }", ja("本本本本本本本本本ょ本"), []string{
			"本 20 本 30 本 40 本 50 本 60 本 70 本 80 本 90 100",
			"本 20 ょ 30 本 40 50",
		}},
		{"a mark of iteration may not", css, ja("本本本本本本本本本々本"), []string{
			"本 20 本 30 本 40 本 50 本 60 本 70 本 80 本 90 100",
			"本 20 々 30 本 40 50",
		}},
		{"but with line-break: loose", css + "p { line-break: loose }", ja("本本本本本本本本本々本"), []string{
			"本 20 本 30 本 40 本 50 本 60 本 70 本 80 本 90 本 100 110",
			"々 20 本 30 40",
		}},
		{"not even then after an opening mark", css + "p { line-break: loose }", ja("本本本本本本本本「々本"), []string{
			"本 20 本 30 本 40 本 50 本 60 本 70 本 80 本 90 100",
			"「 15 々 25 本 35 45",
		}},
		{"word-break: keep-all holds letters together", css + "p { word-break: keep-all }", ja("本本本本、本本本本本本"), []string{
			"本 20 本 30 本 40 本 50 、 60 65",
			"本 20 本 30 本 40 本 50 本 60 本 70 80",
		}},
		{"white-space: nowrap keeps all in one line", css + "p { white-space: nowrap }", ja("本本本本本本本本本本"), []string{
			"本 20 本 30 本 40 本 50 本 60 本 70 本 80 本 90 本 100 本 110 120",
		}},
		{"white-space: pre too", css + "p { white-space: pre }", ja("本本本本本本本本本本"), []string{
			"本 20 本 30 本 40 本 50 本 60 本 70 本 80 本 90 本 100 本 110 120",
		}},
		{"a justified line sets them apart", css + "p { text-align: justify }", ja("本本本本本本本本本本"), []string{
			"本 20 本 30.75 本 41.5 本 52.25 本 63 本 73.75 本 84.5 本 95.25 本 106 116",
			"本 20 30",
		}},
	})
}
