package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/page"
)

// A row that is higher than half a page may be divided, where no line of its cells is cut.
func TestDividedRows(t *testing.T) {
	lines := func(c string, n int) string { return strings.TrimSuffix(strings.Repeat(c+"<br>", n), "<br>") }
	row := func(cells ...string) string { return "<tr><td>" + strings.Join(cells, "</td><td>") + "</td></tr>" }
	table := func(rows ...string) string { return "<table>" + strings.Join(rows, "") + "</table>" }
	testRules(t, []rule{
		{"a row of up to half a page is not", "", "one\n\ntwo\n\nthree\n\nfour\n\n" + table(row(lines("a", 3), "b")), []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"2: 20 +0 a",
			"2: 20 +12 a",
			"2: 20 +24 a",
			"2: 32 +0 b",
		}},
		{"a higher one is", "", "one\n\n" + table(row(lines("a", 9), "b")), []string{
			"1: 20 +0 one",
			"1: 20 +12 a",
			"1: 20 +24 a",
			"1: 20 +36 a",
			"1: 20 +48 a",
			"1: 20 +60 a",
			"1: 32 +12 b",
			"2: 20 +0 a",
			"2: 20 +12 a",
			"2: 20 +24 a",
			"2: 20 +36 a",
		}},
		{"the cells of a divided row begin at its top", "td { vertical-align: bottom }", "one\n\ntwo\n\n" + table(row(lines("a", 5), "b")), []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 a",
			"1: 20 +36 a",
			"1: 20 +48 a",
			"1: 20 +60 a",
			"1: 32 +24 b",
			"2: 20 +0 a",
		}},
		{"but share a baseline", "td { vertical-align: baseline } .x { font-size: 5pt }", "one\n\ntwo\n\n" + table(row(lines("a", 5), "<span class=x>b</span>")), []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 a",
			"1: 20 +36 a",
			"1: 20 +48 a",
			"1: 20 +60 a",
			"1: 32 +24 b",
			"2: 20 +0 a",
		}},
		{"a cell over two rows is divided with them", "", "one\n\ntwo\n\nthree\n\n" + table("<tr><td rowspan=2>"+lines("a", 6)+"</td><td>b</td></tr>", "<tr><td>c</td></tr>"), []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 a b",
			"2: 20 +0 a",
			"2: 20 +12 a",
			"2: 20 +24 a",
			"2: 20 +36 a",
			"2: 20 +48 a",
			"2: 32 +0 c",
		}},
		{"and goes through low rows as a whole", "", "one\n\n" + table("<tr><td rowspan=3>"+lines("a", 3)+"</td><td>b</td></tr>", "<tr><td>c</td></tr>", "<tr><td>d</td></tr>"), []string{
			"1: 20 +0 one",
			"1: 20 +12 a",
			"1: 20 +24 a",
			"1: 20 +36 a",
			"1: 32 +12 b",
			"1: 32 +24 c",
			"1: 32 +36 d",
		}},
		{"in the middle of its rows", "td { vertical-align: middle }", table("<tr><td rowspan=3>a</td><td>b</td></tr>", "<tr><td>c</td></tr>", "<tr><td>d</td></tr>"), []string{
			"1: 20 +12 a",
			"1: 32 +0 b",
			"1: 32 +12 c",
			"1: 32 +24 d",
		}},
		{"at their foot", "td { vertical-align: bottom }", table("<tr><td rowspan=2>a</td><td>b<br>b</td></tr>", "<tr><td>c</td></tr>"), []string{
			"1: 20 +24 a",
			"1: 32 +0 b",
			"1: 32 +12 b",
			"1: 32 +24 c",
		}},
		{"what it needs beyond them the last of them gives", "", table("<tr><td rowspan=2>"+lines("a", 4)+"</td><td>b</td></tr>", "<tr><td>c</td></tr>", "<tr><td>d</td><td>e</td></tr>"), []string{
			"1: 20 +0 a",
			"1: 20 +12 a",
			"1: 20 +24 a",
			"1: 20 +36 a",
			"1: 32 +0 b",
			"1: 32 +12 c",
			"1: 20 +48 d | e",
		}},
		{"padding is above and below", "td { padding: 6pt 0 }", "one\n\ntwo\n\n" + table(row(lines("a", 5), "b")), []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +30 a",
			"1: 20 +42 a",
			"1: 20 +54 a",
			"1: 26 +30 b",
			"2: 20 +0 a",
			"2: 20 +12 a",
		}},
		{"the head is set again above the rest of a row", "@page { size: 136pt 124pt }", "one\n\ntwo\n\n<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>" + lines("a", 9) + "</td></tr></tbody></table>", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 h",
			"1: 20 +36 a",
			"1: 20 +48 a",
			"1: 20 +60 a",
			"1: 20 +72 a",
			"2: 20 +0 h",
			"2: 20 +12 a",
			"2: 20 +24 a",
			"2: 20 +36 a",
			"2: 20 +48 a",
			"2: 20 +60 a",
		}},
		{"with its padding", "@page { size: 136pt 136pt } th { padding: 3pt 0 } thead { border-top: 1pt solid; border-bottom: 2pt solid }", "one\n\ntwo\n\n<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>" + lines("a", 9) + "</td></tr></tbody></table>", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 23 +28 h",
			"1: 20 +45 a",
			"1: 20 +57 a",
			"1: 20 +69 a",
			"1: 20 +81 a",
			"2: 23 +4 h",
			"2: 20 +21 a",
			"2: 20 +33 a",
			"2: 20 +45 a",
			"2: 20 +57 a",
			"2: 20 +69 a",
		}},
		{"a head of more than a quarter of a page is not", "", "<table><thead><tr><th>h<br>h</th></tr></thead><tbody>" + strings.Repeat("<tr><td>a</td></tr>", 6) + "</tbody></table>", []string{
			"1: 20 +0 h",
			"1: 20 +12 h",
			"1: 20 +24 a",
			"1: 20 +36 a",
			"1: 20 +48 a",
			"1: 20 +60 a",
			"2: 20 +0 a",
			"2: 20 +12 a",
		}},
	})
}

// Lines of the cells of a divided row stay together as those of paragraphs do, if there is another place to divide the row
// within an eighth of the page. A page has 22 lines, of which the text before the row takes some. Of each page want has the
// number of lines of the cell.
func TestLinesOfDividedRows(t *testing.T) {
	lines := func(n int) string { return strings.TrimSuffix(strings.Repeat("b<br>", n), "<br>") }
	paragraphs := func(n int) string { return strings.Repeat("<p>b</p>", n) }
	text := func(before int, cells ...string) string {
		return strings.Repeat("x\n\n", before) + "<table><tr><td>" + strings.Join(cells, "</td><td>") + "</td></tr></table>\n\n" + strings.Repeat("x\n\n", 9)
	}
	const css = "@page { size: 136pt 304pt } "
	testSeen(t, []rule{
		{"one line may go to the next page", css, text(9, lines(14)), []string{
			"13",
			"1",
		}},
		{"unless widows are two", css + "td { widows: 2 }", text(9, lines(14)), []string{
			"12",
			"2",
		}},
		{"so may one paragraph", css, text(9, paragraphs(14)), []string{
			"13",
			"1",
		}},
		{"unless it is to stay with the one before", css + ".k { break-before: avoid }", text(9, paragraphs(13)+`<div class="k"><p>b</p></div>`), []string{
			"12",
			"2",
		}},
		{"or both are one that is to be whole", css + ".k { break-inside: avoid }", text(9, paragraphs(12)+`<div class="k"><p>b<br>b</p></div>`), []string{
			"12",
			"2",
		}},
		{"three have no other place near enough: they yield", css + "td { widows: 3 }", text(9, lines(14)), []string{
			"13",
			"1",
		}},
		{"orphans of the last paragraph", css + "td p { orphans: 2 }", text(9, paragraphs(12)+"<p>"+lines(4)+"</p>"), []string{
			"12",
			"4",
		}},
		{"lines of another cell are not cut", css + ".k p { line-height: 17pt }", text(9, lines(14), `<div class="k"><p>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k</p></div><p>k</p>`), []string{
			"12 110.5 134.5 158.5 182.5 206.5 230.5",
			"2 2.5 26.5 43.5 60.5 75",
		}},
		{"but move down where that divides too seldom", css + ".k p { line-height: 17pt }", text(2, lines(26), `<div class="k"><p>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k<br>k</p></div><p>k</p>`), []string{
			"20 26.5 50.5 74.5 98.5 122.5 146.5 170.5 194.5 218.5 242.5",
			"6 2.5 26.5 50.5 74.5 91.5 106",
		}},
		{"a cell over two rows is divided in the lower", css, strings.Repeat("x\n\n", 9) + "<table><tr><td rowspan=2>" + lines(16) + "</td><td>c</td></tr><tr><td>c</td></tr></table>\n\n" + strings.Repeat("x\n\n", 9), []string{
			"13 108 120",
			"3",
		}},
	}, func(p *page.Pages) (out []string) {
		for _, pg := range p.Pages {
			n, cell := 0, ""
			for _, it := range pg.Items {
				r, ok := it.(*page.Run)
				switch {
				case !ok:
				case strings.HasPrefix(r.Text, "b"):
					n++
				case strings.HasPrefix(r.Text, "k"), strings.HasPrefix(r.Text, "c"):
					cell += fmt.Sprintf(" %s", r.Y-firstBaseline)
				}
			}
			out = append(out, fmt.Sprintf("%d%s", n, cell))
		}
		return out
	})
}

// A line of a divided row stands on the page of the note that it calls.
func TestNotesOfRows(t *testing.T) {
	const foot = ".footnote { float: footnote } "
	testRules(t, []rule{
		{"of a row that is not divided", foot, "one\n\n| a[^x] | b |\n|---|---|\n| c | d[^y] |\n\n[^x]: X.\n\n[^y]: Y.\n", []string{
			"1: 20 +0 one",
			"2: 20 +0 a",
			"2: 26 +-3.3333 1",
			"2: 39.5 +0 b",
			"2: 20 +12 c | d",
			"2: 43 +8.6667 2",
			"2: 3 +48 1.\u2002X.",
			"2: 3 +60 2.\u2002Y.",
		}},
		{"of a divided one", foot, "one\n\n+------------+---+\n| aaaa       | b |\n|            |   |\n| bbbb       |   |\n|            |   |\n| cccc       |   |\n|            |   |\n| dddd       |   |\n|            |   |\n| eeee[^x]   |   |\n|            |   |\n| ffff       |   |\n+------------+---+\n\n[^x]: X.\n", []string{
			"1: 20 +0 one",
			"1: 20 +12 aaaa",
			"1: 20 +24 bbbb",
			"1: 20 +36 cccc",
			"1: 20 +48 dddd",
			"1: 55 +12 b",
			"2: 20 +0 eeee",
			"2: 44 +-3.3333 1",
			"2: 20 +12 ffff",
			"2: 3 +60 1.\u2002X.",
		}},
		{"of a later cell, on an earlier page than one of the first cell", foot, "one\n\n+------------+---------+\n| aaaa       | b[^y]   |\n|            |         |\n| bbbb       |         |\n|            |         |\n| cccc       |         |\n|            |         |\n| dddd       |         |\n|            |         |\n| eeee[^x]   |         |\n|            |         |\n| ffff       |         |\n+------------+---------+\n\n[^x]: X.\n\n[^y]: Y.\n", []string{
			"1: 20 +0 one",
			"1: 20 +12 aaaa",
			"1: 20 +24 bbbb",
			"1: 55 +12 b",
			"1: 61 +8.6667 2",
			"1: 3 +60 2.\u2002Y.",
			"2: 20 +0 cccc",
			"2: 20 +12 dddd",
			"2: 20 +24 eeee",
			"2: 44 +20.6667 1",
			"2: 3 +60 1.\u2002X.",
			"3: 20 +0 ffff",
		}},
		{"of a cell of one paragraph", foot, "<table><tr><td>a<br>b<br>c<br>d<br>e</td></tr></table>\n\none[^x]\n\n[^x]: X.\n", []string{
			"1: 20 +0 a",
			"1: 20 +12 b",
			"1: 20 +24 c",
			"1: 20 +36 d",
			"1: 20 +48 e",
			"2: 20 +0 one",
			"2: 38 +-3.3333 1",
			"2: 3 +60 1.\u2002X.",
		}},
	})
}

// What is off the grid between blocks on it has the same space above and below.
func TestOffTheGrid(t *testing.T) {
	const grid = "html { -quire-baseline-grid: 12pt } "
	testRules(t, []rule{
		{"a picture between paragraphs", grid + "img { width: 12pt; height: 6pt }", "one\n\n![](square.png){alt=x}\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 20 picture 12 × 6",
			"1: 20 +24 two",
		}},
		{"at the head of a page it stays there", grid + "img { width: 12pt; height: 6pt }", "![](square.png){alt=x}\n\ntwo", []string{
			"1: 20 picture 12 × 6",
			"1: 20 +12 two",
		}},
		{"smaller text between paragraphs", grid + ".x p { font-size: 7pt; line-height: 9pt }", "one\n\n::: x\nsmall\n:::\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 20 +10.875 small",
			"1: 20 +24 two",
		}},
		{"a table stays at its caption", grid + "td, th { font-size: 7pt; line-height: 9pt }", "one\n\n: A caption\n\n| a |\n|---|\n| b |\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 20 +12 A caption",
			"1: 20 +21.375 a",
			"1: 20 +30.375 b",
			"1: 20 +48 two",
		}},
		{"a padding is not shared out", grid + ".x { padding-top: 5pt }", "one\n\n::: x\ntwo\n:::\n\nthree", []string{
			"1: 20 +0 one",
			"1: 20 +24 two",
			"1: 20 +36 three",
		}},
		{"a padding below the last line is kept", grid + ".x { padding-bottom: 5pt }", "one\n\n::: x\ntwo\n:::\n\n![](square.png){alt=x width=12pt}\n\nthree", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 picture 12 × 6",
			"1: 20 +36 three",
		}},
	})
}

// Floats that no page has room for are set where they are called, and divided.
func TestHighFloats(t *testing.T) {
	high := "::: f\n" + strings.Repeat("f\n\n", 8) + ":::\n\n"
	testRules(t, []rule{
		{"after text", ".f { float: top }", "one\n\n" + high + "two", []string{
			"1: 20 +0 one",
			"1: 20 +12 f",
			"1: 20 +24 f",
			"1: 20 +36 f",
			"1: 20 +48 f",
			"1: 20 +60 f",
			"2: 20 +0 f",
			"2: 20 +12 f",
			"2: 20 +24 f",
			"2: 20 +36 two",
		}},
		{"with their margins", ".f { float: top; margin: 6pt 0 }", "one\n\n" + high + "two", []string{
			"1: 20 +0 one",
			"1: 20 +18 f",
			"1: 20 +30 f",
			"1: 20 +42 f",
			"1: 20 +54 f",
			"2: 20 +0 f",
			"2: 20 +12 f",
			"2: 20 +24 f",
			"2: 20 +36 f",
			"2: 20 +54 two",
		}},
		{"at the start of the text", ".f { float: top }", high + "two", []string{
			"1: 20 +0 f",
			"1: 20 +12 f",
			"1: 20 +24 f",
			"1: 20 +36 f",
			"1: 20 +48 f",
			"1: 20 +60 f",
			"2: 20 +0 f",
			"2: 20 +12 f",
			"2: 20 +24 two",
		}},
		{"after a forced break", ".f { float: top } .k { break-after: page }", "::: k\none\n:::\n\n" + high + "two", []string{
			"1: 20 +0 one",
			"2: 20 +0 f",
			"2: 20 +12 f",
			"2: 20 +24 f",
			"2: 20 +36 f",
			"2: 20 +48 f",
			"2: 20 +60 f",
			"3: 20 +0 f",
			"3: 20 +12 f",
			"3: 20 +24 two",
		}},
		{"on another named page", ".f { float: top } .k { page: k }", "one\n\n::: k\n" + high + "two\n:::", []string{
			"1: 20 +0 one",
			"2: 20 +0 f",
			"2: 20 +12 f",
			"2: 20 +24 f",
			"2: 20 +36 f",
			"2: 20 +48 f",
			"2: 20 +60 f",
			"3: 20 +0 f",
			"3: 20 +12 f",
			"3: 20 +24 two",
		}},
		{"in columns they span them", ".c { columns: 2; column-gap: 12pt } .f { float: top }", "::: c\naa bb cc dd\n\n" + high + "ee\n:::", []string{
			"1: 20 +0 aa bb  | cc dd",
			"1: 20 +12 f",
			"1: 20 +24 f",
			"1: 20 +36 f",
			"1: 20 +48 f",
			"1: 20 +60 f",
			"2: 20 +0 f",
			"2: 20 +12 f",
			"2: 20 +24 f",
			"2: 20 +36 ee",
		}},
		{"a picture with a caption is made lower", "figure { float: top } img { width: 20pt; height: 66pt }", "one\n\n![A caption](square.png){alt=x}\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"2: 20 picture 18.1818 × 60",
			"2: 20 +60 A caption",
		}},
		{"a picture alone fits a page", "figure { float: top } img { width: 20pt; height: 90pt }", "one\n\n![](square.png){alt=x}\n\ntwo", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"2: 20 picture 16 × 72",
		}},
		{"a float before any text does not stand above it", ".f { float: top }", "::: f\nf\n:::\n\none", []string{
			"1: 20 +0 one",
			"2: 20 +0 f",
		}},
		{"notes of a float stand below it", ".f { float: top } .footnote { float: footnote }", "one\n\n::: f\nf[^x]\n:::\n\ntwo\n\n[^x]: X.\n", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"2: 20 +0 f",
			"2: 26 +-3.3333 1",
			"2: 3 +18 1.\u2002X.",
		}},
		{"figures keep their order", "figure { float: top } figure.g { float: none } img { width: 20pt; height: 30pt }", "one\n\n![A](square.png){alt=x}\n\n![B](square.png){alt=x .g}\n\ntwo", []string{
			"1: 20 +0 one",
			"2: 20 picture 20 × 30",
			"2: 20 +30 A",
			"3: 20 picture 20 × 30",
			"3: 20 +30 B",
			"3: 20 +42 two",
		}},
	})
}
