package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/edition"
	"quire/internal/layout"
	"quire/internal/page"
	"quire/internal/style"
)

// tagged sets a text and gives its tags with these roles, each with what it says of itself. Heads of tables are named by their
// order.
func tagged(t *testing.T, css, text string, roles ...string) (out []string) {
	t.Helper()
	var list diag.List
	pages, _ := lay(t, book(t, "text.md", []byte(text), &list), &list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + css)})
	heads := map[string]string{}
	var visit func(tag *page.Tag)
	visit = func(tag *page.Tag) {
		if tag.Role == "TH" {
			heads[tag.ID] = fmt.Sprint("h", len(heads)+1)
		}
		if slices.Contains(roles, tag.Role) {
			s := tag.Role
			if tag.Role == "TH" {
				s += " " + heads[tag.ID] + " " + tag.Scope
			}
			if tag.ColSpan > 0 {
				s += fmt.Sprint(" columns ", tag.ColSpan)
			}
			if tag.RowSpan > 0 {
				s += fmt.Sprint(" rows ", tag.RowSpan)
			}
			for _, h := range tag.Headers {
				s += " under " + heads[h]
			}
			for _, x := range [][2]string{{"lang", tag.Lang}, {"alt", tag.Alt}, {"numbering", tag.ListNumbering}, {"placement", tag.Placement}, {"expansion", tag.Expansion}} {
				if x[1] != "" {
					s += " " + x[0] + " " + x[1]
				}
			}
			out = append(out, s)
		}
		for _, c := range tag.Children {
			visit(c)
		}
	}
	visit(pages.Root)
	return out
}

// Tags of the structure tree (ISO 32000-1, 14.8).
func TestTags(t *testing.T) {
	for _, x := range []struct {
		rule, text string
		roles      []string
		want       []string
	}{
		{"a cell names the heads above it and before it", "<table><thead><tr><th></th><th>a</th><th>b</th></tr></thead><tbody><tr><th scope=\"row\">c</th><td>d</td><td>e</td></tr></tbody></table>", []string{"TH", "TD"}, []string{"TD", "TH h1 Column", "TH h2 Column", "TH h3 Row", "TD under h1 under h3", "TD under h2 under h3"}},
		{"a head over two columns heads both, once", "<table><thead><tr><th colspan=2>a</th></tr></thead><tbody><tr><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>", []string{"TH", "TD"}, []string{"TH h1 Column columns 2", "TD columns 2 under h1", "TD under h1", "TD under h1"}},
		{"a cell over two rows", "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>", []string{"TD"}, []string{"TD rows 2", "TD", "TD"}},
		{"a cell in another language", "<table><tr><td lang=\"fr\">a</td><td>b</td></tr></table>", []string{"TD"}, []string{"TD lang fr", "TD"}},
		{"a block in another language", "::: {lang=fr}\na\n:::\n\n::: {lang=en-GB}\nb\n:::", []string{"Div"}, []string{"Div lang fr", "Div"}},
		{"an inline in another language", "[a]{lang=fr} *b*{lang=fr} [c]{lang=en-GB} [d]{.x}", []string{"Span"}, []string{"Span lang fr"}},
		{"lists by their numbering", "1. a\n\ntext\n\n- b\n\ntext\n\ni. c\n\ntext\n\nI.  d\n\ntext\n\na. e\n\ntext\n\nA.  f\n", []string{"L"}, []string{"L numbering Decimal", "L numbering Disc", "L numbering LowerRoman", "L numbering UpperRoman", "L numbering LowerAlpha", "L numbering UpperAlpha"}},
		{"a picture that says something is a figure", "![](square.png){alt=x}\n\na ![](square.png){alt=y} b\n", []string{"Figure"}, []string{"Figure alt x placement Block", "Figure alt y placement Inline"}},
		{"one that only decorates is none", "![](square.png){alt=\"\"}\n\n![A caption](square.png){alt=\"\"}\n", []string{"Figure", "Caption"}, []string{"Caption"}},
		{"an abbreviation", "<abbr title=\"Portable Document Format\">PDF</abbr>", []string{"Span"}, []string{"Span expansion Portable Document Format"}},
		{"code, keys and what a program says", "`a` <kbd>c</kbd> <samp>d</samp>", []string{"Code"}, []string{"Code", "Code", "Code"}},
		{"ruby", "<ruby>本<rt>ほん</rt></ruby>", []string{"Ruby", "RB", "RT"}, []string{"Ruby", "RB", "RT"}},
		{"ruby with an element for its base", "<ruby><rb>本</rb><rp>(</rp><rt>ほん</rt><rp>)</rp></ruby>", []string{"Ruby", "RB", "RT", "RP"}, []string{"Ruby", "RB", "RT"}},
	} {
		if got := tagged(t, "", x.text, x.roles...); !slices.Equal(got, x.want) {
			t.Errorf("%s:\n%s", x.rule, quoted(got))
		}
	}
}

// A place that no text follows is at the end of the text before.
func TestAnchorsAtTheEnd(t *testing.T) {
	testDumps(t, `^dest (x|y|z) `, []rule{
		{"an anchor in text", "", "one [two]{#x}", []string{
			"dest x page 0 at 44 17.75",
		}},
		{"of a block", "", "one\n\n::: {#x}\ntwo\n:::", []string{
			"dest x page 0 at 20 32",
		}},
		{"of an empty block at the end", "", "one\n\n::: {#x}\n:::", []string{
			"dest x page 0 at 20 20",
		}},
		{"of an empty block before text", "", "one\n\n::: {#x}\n:::\n\ntwo", []string{
			"dest x page 0 at 20 32",
		}},
		{"of an empty paragraph", "", "one\n\n[]{#x}[]{#y}\n\ntwo", []string{
			"dest x page 0 at 20 32",
			"dest y page 0 at 20 32",
		}},
		{"of a cell", "", "<table><tr><td>a</td><td id=\"x\">b</td></tr></table>", []string{
			"dest x page 0 at 20 20",
		}},
		{"of something in a cell", "", "<table><tr><td>a</td><td>b <span id=\"x\">c</span></td></tr></table>", []string{
			"dest x page 0 at 44 17.75",
		}},
		{"of a term", "", "[one]{#x}\n:   two\n", []string{
			"dest x page 0 at 20 17.75",
		}},
		{"in a head that is set again it is the first", "", "| [a]{#x} |\n|---|\n" + strings.Repeat("| b |\n", 8), []string{
			"dest x page 0 at 20 17.75",
		}},
	})
}

// The bibliography: labels, the pages that cite a work, and annotations.
func TestBibliography(t *testing.T) {
	text := func(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }
	for _, x := range []struct {
		rule string
		work doc.Work
		want []string
	}{
		{"a work", doc.Work{Content: text("A Work.")}, []string{"20 A Work."}},
		{"with a label", doc.Work{Content: text("A Work."), Label: text("[1]")}, []string{"2 [1]A Work."}},
		{"with the page that cites it", doc.Work{Content: text("A Work."), Refs: []*doc.BackRef{{Target: "x"}}}, []string{"20 A Work. [1]"}},
		{"unless these are hidden", doc.Work{Content: text("A Work."), HideBackRefs: true, Refs: []*doc.BackRef{{Target: "x"}}}, []string{"20 A Work."}},
		{"two places of one page are one", doc.Work{Content: text("A Work."), Refs: []*doc.BackRef{{Target: "x"}, {Target: "y"}}}, []string{"20 A Work. [1]"}},
		{"with an annotation", doc.Work{Content: text("A Work."), Annotation: []doc.Block{&doc.Paragraph{Content: text("Read it.")}}}, []string{"20 A Work.", "20 Read it."}},
	} {
		var list diag.List
		b := edition.Book(book(t, "text.md", []byte("[one]{#x} [two]{#y}"), &list), edition.Options{Paged: true})
		for _, s := range b.Sections {
			if s.Kind.Matter() == doc.KindChapter.Matter() {
				s.Blocks = append(s.Blocks, &doc.Bibliography{Entries: []*doc.Work{&x.work}})
			}
		}
		sheet := style.Parse(&list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + ".bibliography { margin: 0; padding: 0 }")})
		pages, _, err := layout.Layout(b, sheet, fonts(), nil, layout.Options{}, &list)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range linesOf(pages)[1:] {
			f := strings.SplitN(l, " ", 4)
			got = append(got, f[1]+" "+f[3])
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.rule, got, x.want)
		}
	}
}

// Selectors see which inline elements are empty and what references lead to.
func TestInlineSelectors(t *testing.T) {
	testRules(t, []rule{
		{"an empty span", "span:empty::before { content: '0' }", "a []{.x} b [c]{.x}", []string{
			"1: 20 +0 a 0 b c",
		}},
		{"an empty index mark", "span:empty::before { content: '0' }", "a []{.index key=k} b [c]{.index}", []string{
			"1: 20 +0 a 0 b c",
			"1: 20 +12 Index",
			"1: 20 +24 c, 1",
			"1: 20 +36 k, 1",
		}},
		{"a span that is not", "span:not(:empty)::before { content: '+' }", "a [c]{.x}", []string{
			"1: 20 +0 a +c",
		}},
		{"a link within the book", "a[href='#x']::after { content: '+' }", "[a](#x) [b]{#x} [c](https://example.org/)", []string{
			"1: 20 +0 a+ b c",
		}},
		{"a link out of it", "a[href^=https]::after { content: '+' }", "[a](#x) [b]{#x} [c](https://example.org/)", []string{
			"1: 20 +0 a b c+",
		}},
		{"a cross-reference", "a[href^='#fig']::after { content: '+' } img { width: 24pt; height: 12pt }", "See @fig:x.\n\n![A](square.png){#fig:x alt=x}\n", []string{
			"1: 20 +0 See Figure 1+.",
			"1: 20 picture 24 × 12",
			"1: 20 +24 A",
		}},
	})
}

// Spaces at the end of a line vanish, whatever stands behind them (css-text-3, §4.1.2).
func TestSpacesAtLineEnds(t *testing.T) {
	testGlyphs(t, []rule{
		{"before an anchor at the end of the paragraph", "p { text-align: right }", "a b []{#x}", []string{
			"a 98   104 b 110 116",
		}},
		{"before an anchor and a break", "p { text-align: right }", "a b []{#x}\\\nc", []string{
			"a 98   104 b 110   116 122",
			"c 110 116",
		}},
		{"within an element", "p { text-align: right }", "a [b ]{.x}\\\nc", []string{
			"a 98   104 b 110   116 122",
			"c 110 116",
		}},
		{"of an element with a direction", "p { text-align: right }", "a [b ]{dir=ltr}\\\nc", []string{
			"a 98   104 b 110 116",
			"c 110 116",
		}},
		{"after letters a line end is a space", "", "a\nb", []string{
			"a 20   26 b 32 38",
		}},
		{"after a fullwidth mark it is none", "p { font-family: 'Noto Serif CJK JP' }", "::: {lang=ja}\n本！\n本\n:::", []string{
			"本 20 ！ 30 本 40 50",
		}},
		{"with white-space: pre-wrap line ends stay", "p { white-space: pre-wrap }", "a\nb", []string{
			"a 20   26 32",
			"b 20 26",
		}},
	})
}
