package xhtml_test

import (
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/doc/doctest"
	"quire/internal/math"
	"quire/internal/xhtml"
)

// For each rule, the XHTML of a block, in HTML and, if it differs, in an EPUB.
func TestRules(t *testing.T) {
	attr := func(a doc.Attr) doc.Node { return doc.Node{Attr: a} }
	words := func(is ...doc.Inline) doc.Block { return &doc.Paragraph{Plain: true, Content: is} }
	text := func(s string) doc.Inline { return &doc.Text{Value: s} }
	cell := func(s string, columns, rows int) *doc.Cell {
		return &doc.Cell{ColSpan: columns, RowSpan: rows, Content: doctest.T(s)}
	}
	for _, c := range []struct {
		rule  string
		block doc.Block
		want  string
	}{
		{"a list begins where it says", &doc.List{Ordered: true, Start: 4, Style: "upper-roman", Items: []*doc.ListItem{{Blocks: []doc.Block{words(text("x"))}}}}, `<ol type="I" start="4">` + "\n" + `<li>x</li>`},
		{"a list of the usual kind says nothing of it", &doc.List{Ordered: true, Start: 1, Style: "decimal", Items: []*doc.ListItem{{Blocks: []doc.Block{words(text("x"))}}}}, "<ol>\n<li>x</li>"},
		{"the first term has the identifier, all have the language", &doc.DefinitionList{Items: []*doc.Definition{{
			Node: attr(doc.Attr{ID: "t", Lang: "fr"}), Terms: [][]doc.Inline{doctest.T("a"), doctest.T("b")}, Defs: [][]doc.Block{{words(text("c"))}},
		}}}, "<dl>\n" + `<dt id="t" lang="fr">a</dt>` + "\n" + `<dt lang="fr">b</dt>` + "\n" + `<dd lang="fr">c</dd>`},
		{"emphasis that is all in one language has it itself", words(&doc.Emph{Content: []doc.Inline{&doc.Span{Node: attr(doc.Attr{Lang: "fr"}), Content: doctest.T("x")}}}), `<em lang="fr">x</em>`},
		{"but not if the span says more", words(&doc.Emph{Content: []doc.Inline{&doc.Span{Node: attr(doc.Attr{Lang: "fr", KeyVals: []doc.KeyVal{{Key: "title", Value: "t"}}}), Content: doctest.T("x")}}}), `<em><span lang="fr" title="t">x</span></em>`},
		{"or the emphasis has a language", words(&doc.Emph{Node: attr(doc.Attr{Lang: "de"}), Content: []doc.Inline{&doc.Span{Node: attr(doc.Attr{Lang: "fr"}), Content: doctest.T("x")}}}), `<em lang="de"><span lang="fr">x</span></em>`},
		{"or the span no language", words(&doc.Emph{Content: []doc.Inline{&doc.Span{Content: doctest.T("x")}}}), `<em><span>x</span></em>`},
		{"or the span a class", words(&doc.Emph{Content: []doc.Inline{&doc.Span{Node: attr(doc.Attr{Lang: "fr", Classes: []string{"c"}}), Content: doctest.T("x")}}}), `<em><span class="c" lang="fr">x</span></em>`},
		{"a direction is one of three", words(&doc.Span{Node: attr(doc.Attr{KeyVals: []doc.KeyVal{{Key: "dir", Value: "rtl"}}}), Content: doctest.T("x")}), `<span dir="rtl">x</span>`},
		{"from left to right", words(&doc.Span{Node: attr(doc.Attr{KeyVals: []doc.KeyVal{{Key: "dir", Value: "ltr"}}}), Content: doctest.T("x")}), `<span dir="ltr">x</span>`},
		{"or left to the text", words(&doc.Span{Node: attr(doc.Attr{KeyVals: []doc.KeyVal{{Key: "dir", Value: "auto"}}}), Content: doctest.T("x")}), `<span dir="auto">x</span>`},
		{"and no other", words(&doc.Span{Node: attr(doc.Attr{KeyVals: []doc.KeyVal{{Key: "dir", Value: "up"}}}), Content: doctest.T("x")}), `<span>x</span>`},
		{"a language gives its own", words(&doc.Span{Node: attr(doc.Attr{Lang: "he", KeyVals: []doc.KeyVal{{Key: "dir", Value: "ltr"}}}), Content: doctest.T("x")}), `<span lang="he" dir="rtl">x</span>`},
		{"bdo must have one", words(&doc.Span{Element: "bdo", Content: doctest.T("x")}), `<bdo dir="ltr">x</bdo>`},
		{"a line end between characters without spaces is none", words(text("港"), &doc.SoftBreak{}, text("町")), `港町`},
		{"also of full width", words(text("港"), &doc.SoftBreak{}, text("（")), `港（`},
		{"and punctuation", words(text("。"), &doc.SoftBreak{}, text("町")), `。町`},
		{"but beside a Latin letter it is a space", words(text("港"), &doc.SoftBreak{}, text("a")), "港\na"},
		{"on either side", words(text("a"), &doc.SoftBreak{}, text("港")), "a\n港"},
		{"and beside a halfwidth sign of another script", words(text("港"), &doc.SoftBreak{}, text("￠")), "港\n￠"},
		{"and in Hangul", words(text("한"), &doc.SoftBreak{}, text("국")), "한\n국"},
		{"a formula is MathML, with its words", words(formula(`x < \text{a \& b}`, "less & more")), `<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="less &amp; more"><mi>x</mi><mo>&lt;</mo><mtext>a &amp; b</mtext></math>`},
		{"a display has a class, and its tag is an anchor", words(formula(`a \tag{1}\label{w}`, "")), `<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" class="display"><mtable displaystyle="true" style="width:100%"><mtr id="w">`},
		{"a reference in a formula is a link", words(formula(`\ref{w}`, "")), `<mtext><a xmlns="http://www.w3.org/1999/xhtml" href="#w">1</a></mtext>`},
		{"an address in a formula does no harm", words(formula(`\href{javascript:x}{y}`, "")), `<mrow><mi>y</mi></mrow>`},
		{"a wording is the citation's link", words(&doc.Cite{Page: []doc.Inline{&doc.Link{Target: "w", Content: doctest.T("Doe")}}}), `<a href="#w" class="cite" role="doc-biblioref">Doe</a>`},
		{"unless the citation says more than the link", words(&doc.Cite{Node: attr(doc.Attr{Lang: "fr"}), Page: []doc.Inline{&doc.Link{Target: "w", Content: doctest.T("Doe")}}}), `<span class="cite" lang="fr"><a href="#w" role="doc-biblioref">Doe</a></span>`},
		{"or the wording more than the link", words(&doc.Cite{Page: []doc.Inline{&doc.Link{Target: "w", Content: doctest.T("Doe")}, text(", 1")}}), `<span class="cite"><a href="#w" role="doc-biblioref">Doe</a>, 1</span>`},
		{
			"numbered lines of code are spans that hold nothing", &doc.CodeBlock{FirstLine: 9, Text: "a\nb\n", Tokens: []doc.Token{{Class: "c", End: 3}, {End: 4}}},
			`<pre><code><span class="line-number" data-number="9"></span><span class="c">a` + "\n" + `</span><span class="line-number" data-number="10"></span><span class="c">b</span>` + "\n" + `</code></pre>`,
		},
		{"code without numbers is divided by its parts alone", &doc.CodeBlock{Text: "a\nb\n", Tokens: []doc.Token{{Class: "c", End: 3}, {End: 4}}}, "<pre><code><span class=\"c\">a\nb</span>\n</code></pre>"},
		{
			"cells say what they cover", &doc.Table{Columns: make([]doc.Column, 2), Body: []*doc.Row{{Cells: []*doc.Cell{cell("a", 2, 1)}}, {Cells: []*doc.Cell{cell("b", 1, 2), cell("c", 1, 1)}}, {Cells: []*doc.Cell{cell("d", 1, 1)}}}},
			`<tr><td colspan="2">a</td></tr>`,
		},
		{"and how many rows", &doc.Table{Columns: make([]doc.Column, 2), Body: []*doc.Row{{Cells: []*doc.Cell{cell("b", 1, 2), cell("c", 1, 1)}}, {Cells: []*doc.Cell{cell("d", 1, 1)}}}}, `<tr><td rowspan="2">b</td><td>c</td></tr>`},
		{"widths that the author set are written", &doc.Table{Columns: []doc.Column{{Width: 250}, {Width: 750}}, Body: []*doc.Row{{Cells: []*doc.Cell{cell("a", 1, 1), cell("b", 1, 1)}}}}, `<col style="width: 25%"/><col style="width: 75%"/>`},
		{"a narrow table has the browser's", &doc.Table{Columns: make([]doc.Column, 2), Body: []*doc.Row{{Cells: []*doc.Cell{cell("a", 1, 1), cell("b", 1, 1)}}}}, "<table>\n<tbody>"},
		{"a quotation is its name and what it holds", &doc.BlockQuote{Blocks: []doc.Block{doctest.Para("x")}}, "<blockquote>\n<p>x</p>\n</blockquote>"},
	} {
		b := doctest.Number(&doc.Book{Meta: doc.Meta{Lang: "en"}, Sections: []*doc.Section{{Kind: doc.KindChapter, Level: 1, Blocks: []doc.Block{c.block}}}})
		data, _ := render(b, xhtml.Options{Findings: &diag.List{}})
		if !strings.Contains(string(data), c.want) {
			t.Errorf("%s: want %s in\n%s", c.rule, c.want, data)
		}
	}
}

// A section is known by its own id, by that of its heading, or by its number; its heading by one that differs.
func TestSectionIDs(t *testing.T) {
	for _, c := range []struct{ own, heading, want string }{
		{"a", "", `<section id="a" class="chapter" role="doc-chapter" aria-labelledby="a-title">` + "\n" + `<h1 id="a-title">`},
		{"", "b", `<section id="b" class="chapter" role="doc-chapter" aria-labelledby="b-title">` + "\n" + `<h1 id="b-title">`},
		{"a", "b", `<section id="a" class="chapter" role="doc-chapter" aria-labelledby="b">` + "\n" + `<h1 id="b">`},
		{"a", "a", `<section id="a" class="chapter" role="doc-chapter" aria-labelledby="a-title">` + "\n" + `<h1 id="a-title">`},
		{"", "", `<section id="section-1" class="chapter" role="doc-chapter" aria-labelledby="section-1-title">` + "\n" + `<h1 id="section-1-title">`},
		{"9:x", "", `<section id="id-9-x" class`},
		{"-x", "", `<section id="id-x" class`},
		{"0", "", `<section id="id-0" class`},
	} {
		s := doctest.S(doc.KindChapter, 1, c.own, "T")
		s.Heading.ID = c.heading
		data, _ := render(doctest.Number(&doc.Book{Meta: doc.Meta{Lang: "en"}, Sections: []*doc.Section{s}}), xhtml.Options{})
		if !strings.Contains(string(data), c.want) {
			t.Errorf("%q and %q: want %s in\n%s", c.own, c.heading, c.want, data)
		}
	}
}

// A font's rule has what differs from the default, and the format by the first bytes of the file.
func TestFace(t *testing.T) {
	for _, c := range []struct {
		font xhtml.Font
		want string
	}{
		{xhtml.Font{Data: []byte("\x00\x01\x00\x00"), Family: "A", Weight: 400}, `@font-face { font-family: "A"; src: url(x) format("truetype"); }`},
		{xhtml.Font{Data: []byte("OTTO"), Family: `A "b"`, Weight: 700}, `@font-face { font-family: "A \"b\""; src: url(x) format("opentype"); font-weight: 700; }`},
		{xhtml.Font{Data: []byte("wOF2"), Family: "A", Weight: 400, Italic: true}, `@font-face { font-family: "A"; src: url(x) format("woff2"); font-style: italic; }`},
	} {
		if got := strings.TrimSpace(c.font.Face("x")); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// A page begins at a character, never within one, and within the stretch of code that it falls in.
func TestPageWithinText(t *testing.T) {
	for _, c := range []struct {
		block  doc.Block
		offset int
		want   string
	}{
		{doctest.Para("naïve"), 3, `<p>na<span role="doc-pagebreak" id="page-1" aria-label="1"></span>ïve</p>`},
		{doctest.Para("naïve"), 4, `<p>naï<span role="doc-pagebreak" id="page-1" aria-label="1"></span>ve</p>`},
		{doctest.Para("abc"), 0, `<p><span role="doc-pagebreak" id="page-1" aria-label="1"></span>abc</p>`},
		{doctest.Para("abc"), 9, `<p>abc<span role="doc-pagebreak" id="page-1" aria-label="1"></span></p>`},
		{&doc.CodeBlock{Text: "a\nb\n", Tokens: []doc.Token{{Class: "c", End: 1}, {End: 4}}}, 2, `<code><span class="c">a</span>` + "\n" + `<span role="doc-pagebreak" id="page-1" aria-label="1"></span>b`},
		{&doc.CodeBlock{Text: "a\nb\n", Tokens: []doc.Token{{Class: "c", End: 1}, {End: 4}}}, 1, `<code><span class="c">a</span><span role="doc-pagebreak" id="page-1" aria-label="1"></span>` + "\nb"},
	} {
		b := doctest.Number(&doc.Book{Meta: doc.Meta{Lang: "en"}, Sections: []*doc.Section{{Kind: doc.KindChapter, Level: 1, Blocks: []doc.Block{c.block}}}})
		node := c.block.Base().Num
		if p, ok := c.block.(*doc.Paragraph); ok {
			node = p.Content[0].Base().Num
		}
		data, _ := render(b, xhtml.Options{Folios: &doc.Folios{Pages: []doc.Folio{{Label: "1", At: doc.Place{Node: node, Offset: c.offset}}}}})
		if !strings.Contains(string(data), c.want) {
			t.Errorf("at %d: want %s in\n%s", c.offset, c.want, data)
		}
	}
}

// An index mark has the page of its text, or of the word that it stands beside.
func TestPageOfIndexMark(t *testing.T) {
	text := func(s string) *doc.Text { return &doc.Text{Value: s} }
	for _, c := range []struct {
		name    string
		content func(mark *doc.IndexMark) []doc.Inline // the second page begins in its last text
		offset  int
		want    string
	}{
		{"before the first word of a page", func(m *doc.IndexMark) []doc.Inline { return []doc.Inline{text("one "), m, text("two")} }, 0, "2"},
		{"before a later word", func(m *doc.IndexMark) []doc.Inline { return []doc.Inline{text("one "), m, text("two three")} }, 4, "1"},
		{"behind the last word of a page", func(m *doc.IndexMark) []doc.Inline { return []doc.Inline{text("one"), m, text(" two")} }, 1, "1"},
		{"between spaces", func(m *doc.IndexMark) []doc.Inline { return []doc.Inline{text("one "), m, text(" two")} }, 1, "2"},
		{"in a line of its own", func(m *doc.IndexMark) []doc.Inline {
			return []doc.Inline{text("one"), &doc.SoftBreak{}, m, &doc.SoftBreak{}, text("two")}
		}, 0, "2"},
		{"at the end of a line", func(m *doc.IndexMark) []doc.Inline {
			return []doc.Inline{text("one"), m, &doc.SoftBreak{}, text("two")}
		}, 0, "1"},
		{"after another mark", func(m *doc.IndexMark) []doc.Inline {
			return []doc.Inline{text("one"), &doc.IndexMark{Key: []string{"b"}}, m, text(" two")}
		}, 1, "1"},
		{"at the beginning of a paragraph", func(m *doc.IndexMark) []doc.Inline { return []doc.Inline{m, text("two")} }, 0, "2"},
		{"with a text that begins a page", func(m *doc.IndexMark) []doc.Inline {
			m.Content = []doc.Inline{text("two")}
			return []doc.Inline{text("one "), m}
		}, 0, "2"},
		{"with a text that ends a page", func(m *doc.IndexMark) []doc.Inline {
			m.Content = []doc.Inline{text("one")}
			return []doc.Inline{m, text(" two")}
		}, 1, "1"},
		{"in emphasis", func(m *doc.IndexMark) []doc.Inline {
			return []doc.Inline{text("one "), &doc.Emph{Content: []doc.Inline{m, text("two")}}}
		}, 0, "2"},
	} {
		mark := &doc.IndexMark{Node: doc.Node{Attr: doc.Attr{ID: "mark"}}, Key: []string{"a"}}
		p := &doc.Paragraph{Content: c.content(mark)}
		first := doctest.Para("zero")
		index := &doc.Index{Entries: []*doc.IndexEntry{{Title: []doc.Inline{text("a")}, Marks: []*doc.IndexMark{mark}}}}
		b := doctest.Number(&doc.Book{Meta: doc.Meta{Lang: "en"}, Sections: []*doc.Section{
			{Kind: doc.KindChapter, Level: 1, Blocks: []doc.Block{first, p}}, {Kind: doc.KindIndex, Level: 1, Blocks: []doc.Block{index}},
		}})
		last := doc.NodeID(0)
		doc.WalkInlines(p.Content, func(n interface{ Base() *doc.Node }) bool {
			if _, ok := n.(*doc.Text); ok {
				last = n.Base().Num
			}
			return true
		})
		data, _ := render(b, xhtml.Options{Folios: &doc.Folios{Pages: []doc.Folio{{Label: "1", At: doc.Place{Node: first.Base().Num}}, {Label: "2", At: doc.Place{Node: last, Offset: c.offset}}}}})
		if want := `href="#mark">` + c.want + "</a>"; !strings.Contains(string(data), want) {
			t.Errorf("%s: want %s in\n%s", c.name, want, data)
		}
	}
}

// formula makes the node of a formula; one with a tag is a display.
func formula(src, words string) *doc.Math {
	f, _ := math.Parse(src, math.Options{Display: strings.Contains(src, "tag")})
	n := &doc.Math{Source: src, Display: f.Display, Formula: f, Words: words}
	for _, t := range f.Tags() {
		n.Tags = append(n.Tags, &doc.MathTag{Node: doc.Node{Attr: doc.Attr{ID: t.Label}}, Tag: t})
	}
	math.Walk(f.Body, func(m math.Node) bool {
		if l, ok := m.(*math.Link); ok && l.Label != "" {
			l.Content = &math.Text{Text: "1"}
		}
		return true
	})
	return n
}
