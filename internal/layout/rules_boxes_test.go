package layout_test

import (
	"strings"
	"testing"
)

// Boxes that are as wide as what is in them (css-sizing-3, §5.1).
func TestFitContent(t *testing.T) {
	const verse = "| aaa\n| bbbbb\n"
	testDumps(t, `Mono|^  rule|^  picture`, []rule{
		{"auto margins put it in the middle", "div.verse { width: fit-content; margin: 0 auto }", verse, []string{
			"53 29.75 IBMPlexMono-Regular/10 \"aaa \" #5 @15+0",
			"53 41.75 IBMPlexMono-Regular/10 \"bbbbb\" #6 @16+0",
		}},
		{"one at the left puts it at the right", "div.verse { width: fit-content; margin: 0 0 0 auto }", verse, []string{
			"86 29.75 IBMPlexMono-Regular/10 \"aaa \" #5 @15+0",
			"86 41.75 IBMPlexMono-Regular/10 \"bbbbb\" #6 @16+0",
		}},
		{"one at the right leaves it at the left", "div.verse { width: fit-content; margin: 0 auto 0 0 }", verse, []string{
			"20 29.75 IBMPlexMono-Regular/10 \"aaa \" #5 @15+0",
			"20 41.75 IBMPlexMono-Regular/10 \"bbbbb\" #6 @16+0",
		}},
		{"from right to left it is at the right", "div.verse { width: fit-content }", "::: {dir=rtl}\n" + verse + ":::", []string{
			"98 29.75 IBMPlexMono-Regular/10 \"aaa \" #6 @16+0",
			"86 41.75 IBMPlexMono-Regular/10 \"bbbbb\" #7 @17+0",
		}},
		{"but not if the right margin is auto", "div.verse { width: fit-content; margin: 0 auto 0 0 }", "::: {dir=rtl}\n" + verse + ":::", []string{
			"32 29.75 IBMPlexMono-Regular/10 \"aaa \" #6 @16+0",
			"20 41.75 IBMPlexMono-Regular/10 \"bbbbb\" #7 @17+0",
		}},
		{"its box is as narrow", "div.x { width: fit-content; margin: 0 auto; background: red }", "::: x\naaa\n\nbbbbb\n:::", []string{
			"rule [53 20 30 24] rgb(65535 0 0) artifact Background",
			"53 29.75 IBMPlexMono-Regular/10 \"aaa\" #4 @16+0",
			"53 41.75 IBMPlexMono-Regular/10 \"bbbbb\" #5 @18+0",
		}},
		{"a picture counts", "div.x { width: fit-content; margin: 0 auto; background: red } img { width: 40pt; height: 12pt }", "::: x\n![](square.png){alt=x}\n:::", []string{
			"rule [48 20 40 12] rgb(65535 0 0) artifact Background",
			"picture [48 20 40 12] square.png #4",
		}},
		{"what is as wide as the measure keeps its width", "div.x { width: fit-content; margin: 0 auto; background: red }", "::: x\n" + strings.Repeat("aaaa ", 8) + "\n:::", []string{
			"rule [20 20 96 36] rgb(65535 0 0) artifact Background",
			"20 29.75 IBMPlexMono-Regular/10 \"aaaa aaaa aaaa \" #4 @16+0",
			"20 41.75 IBMPlexMono-Regular/10 \"aaaa aaaa aaaa \" #4 @16+15",
			"20 53.75 IBMPlexMono-Regular/10 \"aaaa aaaa\" #4 @16+30",
		}},
	})
}

// Blocks with a width, a percentage, auto margins (CSS 2.2, §10.3.3).
func TestBlockWidths(t *testing.T) {
	const text = "::: x\naa\n:::"
	testDumps(t, `Mono|^  rule`, []rule{
		{"width", ".x { width: 48pt; background: red }", text, []string{
			"rule [20 20 48 12] rgb(65535 0 0) artifact Background",
			"20 29.75 IBMPlexMono-Regular/10 \"aa\" #4 @16+0",
		}},
		{"auto margins", ".x { width: 48pt; margin: 0 auto; background: red }", text, []string{
			"rule [44 20 48 12] rgb(65535 0 0) artifact Background",
			"44 29.75 IBMPlexMono-Regular/10 \"aa\" #4 @16+0",
		}},
		{"an auto margin at the left", ".x { width: 48pt; margin-left: auto; background: red }", text, []string{
			"rule [68 20 48 12] rgb(65535 0 0) artifact Background",
			"68 29.75 IBMPlexMono-Regular/10 \"aa\" #4 @16+0",
		}},
		{"from right to left a block with a width is at the right", ".x { width: 48pt; background: red }", ":::: {dir=rtl}\n" + text + "\n::::", []string{
			"rule [68 20 48 12] rgb(65535 0 0) artifact Background",
			"104 29.75 IBMPlexMono-Regular/10 \"aa\" #5 @17+0",
		}},
		{"but not with an auto margin there", ".x { width: 48pt; margin-right: auto; background: red }", ":::: {dir=rtl}\n" + text + "\n::::", []string{
			"rule [20 20 48 12] rgb(65535 0 0) artifact Background",
			"56 29.75 IBMPlexMono-Regular/10 \"aa\" #5 @17+0",
		}},
		{"max-width", ".x { max-width: 48pt; background: red }", text, []string{
			"rule [20 20 48 12] rgb(65535 0 0) artifact Background",
			"20 29.75 IBMPlexMono-Regular/10 \"aa\" #4 @16+0",
		}},
		{"min-width", ".x { width: 24pt; min-width: 48pt; background: red }", text, []string{
			"rule [20 20 48 12] rgb(65535 0 0) artifact Background",
			"20 29.75 IBMPlexMono-Regular/10 \"aa\" #4 @16+0",
		}},
		{"box-sizing: border-box", ".x { width: 48pt; box-sizing: border-box; padding: 0 6pt; background: red }", text, []string{
			"rule [20 20 48 12] rgb(65535 0 0) artifact Background",
			"26 29.75 IBMPlexMono-Regular/10 \"aa\" #4 @16+0",
		}},
		{"on a wider named page", ".k { page: k } @page k { size: 160pt 112pt } .x { width: 50%; background: red }", "one\n\n:::: k\n" + text + "\n::::", []string{
			"20 29.75 IBMPlexMono-Regular/10 \"one\" #3 @15+0",
			"rule [20 20 60 12] rgb(65535 0 0) artifact Background",
			"20 29.75 IBMPlexMono-Regular/10 \"aa\" #6 @19+0",
		}},
		{"within a block on a wider named page", ".o { padding-left: 6pt } .k { page: k } @page k { size: 160pt 112pt } .x { width: 50%; background: red }", "::::: o\none\n\n:::: k\n" + text + "\n::::\n:::::", []string{
			"26 29.75 IBMPlexMono-Regular/10 \"one\" #4 @16+0",
			"rule [26 20 57 12] rgb(65535 0 0) artifact Background",
			"26 29.75 IBMPlexMono-Regular/10 \"aa\" #7 @20+0",
		}},
	})
}

// Borders of tables, of groups of rows and of rows (CSS 2.2, §17.6).
func TestTableBorders(t *testing.T) {
	const table = "| a |\n|---|\n| b |\n"
	testDumps(t, `Mono|^  rule`, []rule{
		{"of the table", "td, th { padding: 0 3pt } table { border: 2pt solid }", table, []string{
			"rule [20 20 16 2] artifact Layout",
			"rule [34 20 2 28] artifact Layout",
			"rule [20 46 16 2] artifact Layout",
			"rule [20 20 2 28] artifact Layout",
			"25 31.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"25 43.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
		}},
		{"of the table, with its padding", "table { border: 1pt solid; padding: 2pt 3pt 4pt 5pt }", table + "\ntext", []string{
			"rule [20 20 22 1] artifact Layout",
			"rule [41 20 1 32] artifact Layout",
			"rule [20 51 22 1] artifact Layout",
			"rule [20 20 1 32] artifact Layout",
			"26 32.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"26 44.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
			"20 61.75 IBMPlexMono-Regular/10 \"text\" #10 @22+0",
		}},
		{"its width has them within", "table { border: 1pt solid; padding: 0 3pt; width: 100% } td, th { text-align: right }", table, []string{
			"rule [20 20 96 1] artifact Layout",
			"rule [115 20 1 26] artifact Layout",
			"rule [20 45 96 1] artifact Layout",
			"rule [20 20 1 26] artifact Layout",
			"100 30.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"100 42.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
		}},
		{"collapsed they lie on the edges", "td, th { padding: 0 3pt } table { border: 2pt solid; border-collapse: collapse }", table, []string{
			"rule [20 19 12 2] artifact Layout",
			"rule [30 20 2 24] artifact Layout",
			"rule [20 43 12 2] artifact Layout",
			"rule [20 20 2 24] artifact Layout",
			"23 29.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"23 41.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
		}},
		{"of groups", "thead { border-bottom: 2pt solid } tbody { border-bottom: 2pt solid }", table, []string{
			"rule [20 32 12 2] artifact Layout",
			"rule [20 46 12 2] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"20 43.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
		}},
		{"of rows", "tr { border-bottom: 2pt solid }", table, []string{
			"rule [20 32 12 2] artifact Layout",
			"rule [20 46 12 2] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"20 43.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
		}},
		{"collapsed borders of groups take no room", "table { border-collapse: collapse } thead { border-bottom: 2pt solid }", table, []string{
			"rule [20 31 12 2] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"20 41.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
		}},
		{"they are as wide as a table in the middle", "table { margin: 0 auto } thead { border-bottom: 2pt solid }", table, []string{
			"rule [62 32 12 2] artifact Layout",
			"62 29.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"62 43.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
		}},
		{"those of the body and of rows too", "table { margin: 0 auto } tbody { border-bottom: 2pt solid } tr { border-bottom: 1pt solid }", table, []string{
			"rule [62 32 12 1] artifact Layout",
			"rule [62 45 12 1] artifact Layout",
			"rule [62 46 12 2] artifact Layout",
			"62 29.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"62 42.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
		}},
		{"collapsed borders of the body take none either", "table { border-collapse: collapse } tbody { border-bottom: 2pt solid; border-top: 2pt solid }", table + "\ntext", []string{
			"rule [20 31 12 2] artifact Layout",
			"rule [20 43 12 2] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"20 41.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
			"20 53.75 IBMPlexMono-Regular/10 \"text\" #10 @22+0",
		}},
		{"those of rows do", "table { border-collapse: collapse } tr { border-bottom: 2pt solid }", table + "\ntext", []string{
			"rule [20 33 12 2] artifact Layout",
			"rule [20 47 12 2] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"20 43.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
			"20 57.75 IBMPlexMono-Regular/10 \"text\" #10 @22+0",
		}},
		{"the caption stands outside", "td, th { padding: 0 3pt } table { border: 2pt solid }", ": A caption\n\n" + table, []string{
			"rule [20 32 16 2] artifact Layout",
			"rule [34 32 2 28] artifact Layout",
			"rule [20 58 16 2] artifact Layout",
			"rule [20 32 2 28] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"A caption\" #4 @15+0",
			"25 43.75 IBMPlexMono-Regular/10 \"a\" #7 @18+0",
			"25 55.75 IBMPlexMono-Regular/10 \"b\" #10 @21+0",
		}},
		{"a row with a border stands below the head that is set again", "tbody tr { border-top: 2pt solid }", "one\n\n| a |\n|---|\n" + strings.Repeat("| b |\n", 5), []string{
			"rule [20 44 12 2] artifact Layout",
			"rule [20 58 12 2] artifact Layout",
			"rule [20 72 12 2] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"one\" #3 @15+0",
			"20 41.75 IBMPlexMono-Regular/10 \"a\" #7 @19+0",
			"20 55.75 IBMPlexMono-Regular/10 \"b\" #10 @22+0",
			"20 69.75 IBMPlexMono-Regular/10 \"b\" #12 @25+0",
			"20 83.75 IBMPlexMono-Regular/10 \"b\" #14 @28+0",
			"rule [20 32 12 2] artifact Layout",
			"rule [20 46 12 2] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"a\" artifact Header",
			"20 43.75 IBMPlexMono-Regular/10 \"b\" #16 @31+0",
			"20 57.75 IBMPlexMono-Regular/10 \"b\" #18 @34+0",
		}},
		{"a padding of the text around is above the first head alone", ".x { padding-top: 4pt }", "one\n\n::: x\n| a |\n|---|\n" + strings.Repeat("| b |\n", 5) + ":::", []string{
			"20 29.75 IBMPlexMono-Regular/10 \"one\" #3 @15+0",
			"20 45.75 IBMPlexMono-Regular/10 \"a\" #8 @20+0",
			"20 57.75 IBMPlexMono-Regular/10 \"b\" #11 @23+0",
			"20 69.75 IBMPlexMono-Regular/10 \"b\" #13 @26+0",
			"20 81.75 IBMPlexMono-Regular/10 \"b\" #15 @29+0",
			"20 33.75 IBMPlexMono-Regular/10 \"a\" artifact Header",
			"20 45.75 IBMPlexMono-Regular/10 \"b\" #17 @32+0",
			"20 57.75 IBMPlexMono-Regular/10 \"b\" #19 @35+0",
		}},
		{"of cells", "td, th { border: 2pt solid }", table, []string{
			"rule [20 20 16 2] artifact Layout",
			"rule [34 20 2 16] artifact Layout",
			"rule [20 34 16 2] artifact Layout",
			"rule [20 20 2 16] artifact Layout",
			"22 31.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"rule [20 36 16 2] artifact Layout",
			"rule [34 36 2 16] artifact Layout",
			"rule [20 50 16 2] artifact Layout",
			"rule [20 36 2 16] artifact Layout",
			"22 47.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
		}},
		{"collapsed", "table { border-collapse: collapse } td, th { border: 2pt solid }", table, []string{
			"rule [20 19 14 2] artifact Layout",
			"rule [33 20 2 14] artifact Layout",
			"rule [20 33 14 2] artifact Layout",
			"rule [19 20 2 14] artifact Layout",
			"21 30.75 IBMPlexMono-Regular/10 \"a\" #6 @17+0",
			"rule [20 33 14 2] artifact Layout",
			"rule [33 34 2 14] artifact Layout",
			"rule [20 47 14 2] artifact Layout",
			"rule [19 34 2 14] artifact Layout",
			"21 44.75 IBMPlexMono-Regular/10 \"b\" #9 @20+0",
		}},
		{"blocks in a cell have borders as wide as the cell", ".x { border: 1pt solid; padding: 0 2pt }", `<table><tr><td>aa</td><td><div class="x"><p>bb</p><p>cc</p></div><p>dd</p></td></tr></table>`, []string{
			"20 29.75 IBMPlexMono-Regular/10 \"aa\" #6 @17+0",
			"rule [38 32 18 1] artifact Layout",
			"rule [55.0001 32 1 26] artifact Layout",
			"rule [38 57 18 1] artifact Layout",
			"rule [38 32 1 26] artifact Layout",
			"41 42.75 IBMPlexMono-Regular/10 \"bb\" #9 @21+0",
			"41 54.75 IBMPlexMono-Regular/10 \"cc\" #10 @23+0",
			"38 67.75 IBMPlexMono-Regular/10 \"dd\" #11 @25+0",
		}},
		{"a table in a cell is as wide as its columns", ".x td { border-bottom: 1pt solid } .x tr { border-top: 1pt solid }", `<table><tr><td>aa</td><td><p>bb</p><table class="x"><tr><td>cc</td><td>dd</td></tr></table></td></tr></table>`, []string{
			"20 29.75 IBMPlexMono-Regular/10 \"aa\" #6 @17+0",
			"rule [38 32 36.0001 1] artifact Layout",
			"38 29.75 IBMPlexMono-Regular/10 \"bb\" #8 @20+0",
			"rule [38 45 18 1] artifact Layout",
			"38 42.75 IBMPlexMono-Regular/10 \"cc\" #12 @24+0",
			"rule [56.0001 45 18 1] artifact Layout",
			"56.0001 42.75 IBMPlexMono-Regular/10 \"dd\" #13 @26+0",
		}},
		{"an empty block with a border is drawn", ".x { border-top: 2pt solid }", "one\n\n::: x\n:::\n\ntwo", []string{
			"rule [20 32 96 2] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"one\" #3 @15+0",
			"20 43.75 IBMPlexMono-Regular/10 \"two\" #5 @18+0",
		}},
		{"one with padding takes its room", ".x { padding-top: 7pt }", "one\n\n::: x\n:::\n\ntwo", []string{
			"20 29.75 IBMPlexMono-Regular/10 \"one\" #3 @15+0",
			"20 48.75 IBMPlexMono-Regular/10 \"two\" #5 @18+0",
		}},
		{"the border of a code that is divided is open there", "pre { border: 1pt solid }", "one\n\ntwo\n\n```\n" + strings.Repeat("c\n", 6) + "```\n", []string{
			"rule [20 44 96 1] artifact Layout",
			"rule [115 44 1 37] artifact Layout",
			"rule [20 44 1 37] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"one\" #3 @15+0",
			"20 41.75 IBMPlexMono-Regular/10 \"two\" #4 @17+0",
			"21 54.75 IBMPlexMono-Regular/10 \"c \" #6 @18+0",
			"21 66.75 IBMPlexMono-Regular/10 \"c \" #6 @18+2",
			"21 78.75 IBMPlexMono-Regular/10 \"c \" #6 @18+4",
			"rule [115 20 1 37] artifact Layout",
			"rule [20 56 96 1] artifact Layout",
			"rule [20 20 1 37] artifact Layout",
			"21 29.75 IBMPlexMono-Regular/10 \"c \" #6 @18+6",
			"21 41.75 IBMPlexMono-Regular/10 \"c \" #6 @18+8",
			"21 53.75 IBMPlexMono-Regular/10 \"c\" #6 @18+10",
		}},
		{"box-decoration-break: clone closes it", "pre { border: 1pt solid; box-decoration-break: clone }", "one\n\ntwo\n\n```\n" + strings.Repeat("c\n", 6) + "```\n", []string{
			"rule [20 44 96 1] artifact Layout",
			"rule [115 44 1 38] artifact Layout",
			"rule [20 81 96 1] artifact Layout",
			"rule [20 44 1 38] artifact Layout",
			"20 29.75 IBMPlexMono-Regular/10 \"one\" #3 @15+0",
			"20 41.75 IBMPlexMono-Regular/10 \"two\" #4 @17+0",
			"21 54.75 IBMPlexMono-Regular/10 \"c \" #6 @18+0",
			"21 66.75 IBMPlexMono-Regular/10 \"c \" #6 @18+2",
			"21 78.75 IBMPlexMono-Regular/10 \"c \" #6 @18+4",
			"rule [20 19 96 1] artifact Layout",
			"rule [115 19 1 38] artifact Layout",
			"rule [20 56 96 1] artifact Layout",
			"rule [20 19 1 38] artifact Layout",
			"21 29.75 IBMPlexMono-Regular/10 \"c \" #6 @18+6",
			"21 41.75 IBMPlexMono-Regular/10 \"c \" #6 @18+8",
			"21 53.75 IBMPlexMono-Regular/10 \"c\" #6 @18+10",
		}},
	})
}

// Tables of many columns share out the width so that they are low; forced breaks in cells count.
func TestLowTables(t *testing.T) {
	testRules(t, []rule{
		{"five columns", "@page { size: 220pt 112pt } td { padding: 0 3pt 0 0 }", "<table><tr><td>aa bb cc</td><td>dd</td><td>ee ff gg hh</td><td>ii</td><td>jj kk ll mm nn oo</td></tr><tr><td>pp</td><td>qq rr</td><td>ss</td><td>tt</td><td>uu</td></tr></table>", []string{
			"1: 20 +0 aa",
			"1: 20 +12 bb cc",
			"1: 54.0909 +0 dd | ee ff",
			"1: 87.6364 +12 gg hh",
			"1: 122.2727 +0 ii | jj kk ll",
			"1: 137.2728 +12 mm nn oo",
			"1: 20 +24 pp | qq rr | ss | tt | uu",
		}},
		{"five columns with a forced break", "@page { size: 220pt 112pt } td { padding: 0 3pt 0 0 }", "<table><tr><td>aa<br>bb cc</td><td>dd</td><td>ee ff gg hh</td><td>ii</td><td>jj kk ll mm nn oo</td></tr></table>", []string{
			"1: 20 +0 aa",
			"1: 20 +12 bb cc",
			"1: 55.6667 +0 dd | ee ff",
			"1: 70.6667 +12 gg hh",
			"1: 111.6667 +0 ii | jj kk ll mm",
			"1: 126.6667 +12 nn oo",
		}},
		{"a no-break space holds words together", "td { padding: 0 3pt 0 0 }", "<table><tr><td>aa\u00A0bb cc</td><td>dd ee ff gg hh ii jj</td></tr></table>", []string{
			"1: 20 +0 aa bb",
			"1: 20 +12 cc",
			"1: 59.8572 +0 dd ee ff",
			"1: 59.8572 +12 gg hh",
			"1: 59.8572 +24 ii jj",
		}},
		{"two ways that are equally low: the one nearer to the formula", "td { padding: 0 3pt 0 0 }", "<table><tr><td>aa bb cc dd ee ff</td><td>gg hh ii jj kk ll</td></tr></table>", []string{
			"1: 20 +0 aa bb",
			"1: 20 +12 cc dd",
			"1: 20 +24 ee ff",
			"1: 64.6999 +0 gg hh ii",
			"1: 64.6999 +12 jj kk ll",
		}},
		{"table-layout: fixed keeps the author's widths", "table { table-layout: fixed } td { padding: 0 3pt 0 0 }", "<table><colgroup><col style=\"width: 30%\"><col style=\"width: 70%\"></colgroup><tr><td>aa bb cc dd ee ff</td><td>gg hh</td></tr></table>", []string{
			"1: 20 +0 aa bb cc dd",
			"1: 20 +12 ee ff",
			"1: 90 +0 gg",
			"1: 90 +12 hh",
		}},
		{"break-inside: avoid on a high table keeps its rows apart only where it must", "table { break-inside: avoid }", "one\n\n<table>" + strings.Repeat("<tr><td>x</td></tr>", 8) + "</table>", []string{
			"1: 20 +0 one",
			"1: 20 +12 x",
			"1: 20 +24 x",
			"1: 20 +36 x",
			"1: 20 +48 x",
			"1: 20 +60 x",
			"2: 20 +0 x",
			"2: 20 +12 x",
			"2: 20 +24 x",
		}},
		{"a table of half a page stays together", "", "one\n\ntwo\n\nthree\n\nfour\n\n<table>" + strings.Repeat("<tr><td>x</td></tr>", 3) + "</table>", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"2: 20 +0 x",
			"2: 20 +12 x",
			"2: 20 +24 x",
		}},
		{"also where no two of its rows must", "td { font-size: 7pt; line-height: 9pt }", "one\n\ntwo\n\nthree\n\nfour\n\n<table>" + strings.Repeat("<tr><td>x</td></tr>", 4) + "</table>", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"2: 20 +-2.625 x",
			"2: 20 +6.375 x",
			"2: 20 +15.375 x",
			"2: 20 +24.375 x",
		}},
		{"a higher one may be divided", "", "one\n\ntwo\n\nthree\n\n<table>" + strings.Repeat("<tr><td>x</td></tr>", 7) + "</table>", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 x",
			"1: 20 +48 x",
			"1: 20 +60 x",
			"2: 20 +0 x",
			"2: 20 +12 x",
			"2: 20 +24 x",
			"2: 20 +36 x",
		}},
	})
}

// Indents and tracking at the edges of what CSS says.
func TestLineDetails(t *testing.T) {
	testGlyphs(t, []rule{
		{"hanging and each-line: every line but the first and those after a break", "p { text-indent: 12pt hanging each-line }", "aaa\\\nbbb ccc ddd eee fff", []string{
			"a 20 a 26 a 32   38 44",
			"b 20 b 26 b 32   38 c 44 c 50 c 56   62 d 68 d 74 d 80   86 92",
			"e 32 e 38 e 44   50 f 56 f 62 f 68 74",
		}},
		{"letter-spacing", "p { letter-spacing: 1pt }", "abc d", []string{
			"a 20 b 27 c 34   41 d 48 55",
		}},
		{"word-spacing", "p { word-spacing: 3pt }", "ab cd ef", []string{
			"a 20 b 26   32 c 41 d 47   53 e 62 f 68 74",
		}},
		{"letter-spacing takes no ligature apart from its letters", "p { font-family: 'EB Garamond'; letter-spacing: 1pt }", "ffi", []string{
			"f 20 f 24.18 i 28.36 31.81",
		}},
		{"letters of Arabic are not set apart", "p { font-family: 'Noto Naskh Arabic'; letter-spacing: 3pt }", "::: {lang=ar}\nسلام\n:::", []string{
			"س 109.42 ل 103.32 ل 103.32 ا 103.31 م 98.43 103.32",
		}},
		{"marks of Hebrew stand over their letters", "p { font-family: 'Noto Serif Hebrew' }", "::: {lang=he}\nשָׁלוֹם\n:::", []string{
			"ש 108.73 ש 110.51 ש 114.17 ָ 108.72 ׁ 108.71 ל 103.7 ו 100.44 ו 99.59 ֹ 100.43 ם 94.62 100.44",
		}},
		{"a lam with its alef is one drawing and two letters", "p { font-family: 'Noto Naskh Arabic' }", "::: {lang=ar}\nلا\n:::", []string{
			"ل 110.82 ل 110.82 ا 110.81 110.81",
		}},
		{"an accent over a letter takes no room", "p { font-family: 'EB Garamond' }", "x\u0331y", []string{
			"x̱ 20 x̱ 24.3 y 24.3 28.68",
		}},
		{"a leader of spaces draws nothing", "p::after { content: leader(space) 'z' }", "a", []string{
			"a 20   26 z 110 116",
		}},
		{"a leader of dots ends at the right", "p::after { content: leader('. ') 'z' }", "a", []string{
			"a 20   26 . 36   42 . 48   54 . 60   66 . 72   78 . 84   90 . 96   102 z 110 116",
		}},
		{"a ligature is divided with a hyphen", "p { font-family: 'EB Garamond'; hyphens: manual }", "aaaa bbbbbb cccccc of&shy;fice", []string{
			"a 20 a 23.99 a 27.98 a 31.97   35.96 b 37.96 b 43.11 b 48.26 b 53.41 b 58.56 b 63.71   68.86 c 70.86 c 74.93 c 79 c 83.07 c 87.14 c 91.21   95.28 97.28",
			"o 20 f\u00adfi 24.95 c 32.71 e 36.78 40.68",
		}},
		{"a wavy line goes on evenly", ".x { text-decoration: underline wavy }", "a [bc d]{.x}", []string{
			"a 20   26 b 32 c 38   44 d 50 56",
		}},
	})
}

// Lines under and through text (css-text-decor-4).
func TestDecorations(t *testing.T) {
	testDumps(t, `^  rule|^  picture`, []rule{
		{"an underline leaves room for what hangs down", "p { font-family: 'EB Garamond' } .x { text-decoration: underline }", "[agb]{.x}", []string{
			"rule [20 30.545 3.6 0.5] artifact Layout",
			"rule [25.4518 30.545 1.5761 0.5] artifact Layout",
			"rule [28.67 30.545 4.82 0.5] artifact Layout",
		}},
		{"also between letters set apart", "p { font-family: 'EB Garamond'; letter-spacing: 2pt } .x { text-decoration: underline }", "[agb]{.x}", []string{
			"rule [20 30.545 5.6 0.5] artifact Layout",
			"rule [27.4518 30.545 1.5761 0.5] artifact Layout",
			"rule [30.67 30.545 8.82 0.5] artifact Layout",
		}},
		{"text-decoration-skip-ink: none does not", "p { font-family: 'EB Garamond' } .x { text-decoration: underline; text-decoration-skip-ink: none }", "[agb]{.x}", []string{
			"rule [20 30.545 13.49 0.5] artifact Layout",
		}},
		{"dashed", ".x { text-decoration: underline dashed 1pt; text-decoration-skip-ink: none }", "[abc]{.x}", []string{
			"rule [20 31.15 3 1] artifact Layout",
			"rule [25 31.15 3 1] artifact Layout",
			"rule [30 31.15 3 1] artifact Layout",
			"rule [35 31.15 3 1] artifact Layout",
		}},
		{"dotted", ".x { text-decoration: underline dotted 1pt; text-decoration-skip-ink: none }", "[abc]{.x}", []string{
			"rule [20 31.15 1 1] artifact Layout",
			"rule [22 31.15 1 1] artifact Layout",
			"rule [24 31.15 1 1] artifact Layout",
			"rule [26 31.15 1 1] artifact Layout",
			"rule [28 31.15 1 1] artifact Layout",
			"rule [30 31.15 1 1] artifact Layout",
			"rule [32 31.15 1 1] artifact Layout",
			"rule [34 31.15 1 1] artifact Layout",
			"rule [36 31.15 1 1] artifact Layout",
		}},
		{"double", ".x { text-decoration: underline double 1pt; text-decoration-skip-ink: none }", "[abc]{.x}", []string{
			"rule [20 31.15 18 1] artifact Layout",
			"rule [20 33.15 18 1] artifact Layout",
		}},
		{"wavy", ".x { text-decoration: underline wavy 1pt; text-decoration-skip-ink: none }", "[abc]{.x}", []string{
			"picture [20 31.15 18 4] a wavy line on page 1 at 20 31.15 artifact Layout",
		}},
		{"a finer one than an eighth of a point is plain", ".x { text-decoration: underline dashed 0.1pt; text-decoration-skip-ink: none }", "[abc]{.x}", []string{
			"rule [20 31.15 18 0.1] artifact Layout",
		}},
		{"overline and line-through", ".x { text-decoration: overline line-through }", "[abc]{.x}", []string{
			"rule [20 19.5 18 0.6] artifact Layout",
			"rule [20 26.66 18 0.6] artifact Layout",
		}},
		{"of a block, under all its words", "p { text-decoration: underline; text-decoration-color: red; text-decoration-skip-ink: none }", "ab *cd*", []string{
			"rule [20 31.15 12 0.6] rgb(65535 0 0) artifact Layout",
			"rule [32 31.15 6 0.6] rgb(65535 0 0) artifact Layout",
			"rule [38 31.15 12 0.6] rgb(65535 0 0) artifact Layout",
		}},
		{"in the colour that is said", ".x::before { content: 'ab'; text-decoration: underline red; text-decoration-skip-ink: none } td { text-decoration: underline red; text-decoration-skip-ink: none }", "[cd]{.x}\n\n<table><tr><td>ab</td><td><p>cd</p><p>*ef*</p></td></tr></table>", []string{
			"rule [20 31.15 12 0.6] rgb(65535 0 0) artifact Layout",
			"rule [20 43.15 12 0.6] rgb(65535 0 0) artifact Layout",
			"rule [38 43.15 12 0.6] rgb(65535 0 0) artifact Layout",
			"rule [38 55.15 12 0.6] rgb(65535 0 0) artifact Layout",
		}},
		{"of generated content", ".x::before { content: 'ab'; text-decoration: underline; text-decoration-skip-ink: none }", "[cd]{.x}", []string{
			"rule [20 31.15 12 0.6] artifact Layout",
		}},
		{"of a cell", "td { text-decoration: underline; text-decoration-skip-ink: none }", "<table><tr><td>ab</td><td><p>cd</p><p>ef</p></td></tr></table>", []string{
			"rule [20 31.15 12 0.6] artifact Layout",
			"rule [38 31.15 12 0.6] artifact Layout",
			"rule [38 43.15 12 0.6] artifact Layout",
		}},
	})
}
