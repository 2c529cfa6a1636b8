package style

import (
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/dimen"
)

func cascade(t *testing.T, css string) (*Cascade, *diag.List) {
	t.Helper()
	var list diag.List
	return Parse(&list, Source{Name: "s.css", Text: []byte(css)}).Cascade(), &list
}

// tree makes elements from a small notation: "section.chapter#a > h1 + p.x" gives the last element.
func tree(path string) *Element {
	cur := &Element{Name: "html", Lang: "en-GB", Index: 1, Count: 1}
	sibling := false
	for _, w := range strings.Fields(path) {
		if w == "+" {
			sibling = true
			continue
		}
		e := &Element{Parent: cur, Index: 1, Count: 9, Lang: "en-GB"}
		if sibling {
			e.Parent, e.Prev, e.Index = cur.Parent, cur, cur.Index+1
		}
		w, e.ID, _ = strings.Cut(w, "#")
		parts := strings.Split(w, ".")
		e.Name, e.Classes = parts[0], parts[1:]
		cur, sibling = e, false
	}
	return cur
}

func compute(c *Cascade, e *Element) *Style {
	if e.Parent != nil {
		compute(c, e.Parent)
	}
	return c.Style(e)
}

func TestSelectors(t *testing.T) {
	for _, x := range []struct {
		selector, path string
		want           bool
	}{
		{"p", "p", true},
		{"h1 + p", "section h1 + p", true},
		{"h1 + p", "section h1 + hr + p", false},
		{"h1 ~ p", "section h1 + hr + p", true},
		{"section > p", "section div p", false},
		{"section p", "section div p", true},
		{"section.chapter > h1:first-child", "section.chapter h1", true},
		{"p:nth-child(2n+1)", "section p + p + p", true},
		{"p:nth-child(2n + 1)", "section p + p", false},
		{"p:nth-child(-n+2)", "section p + p", true},
		{"p:not(.x, #y)", "p.x", false},
		{"p:not(.x, #y)", "p.z", true},
		{":is(h1, h2) + p", "h2 + p", true},
		{"p:lang(en)", "p", true},
		{"p:lang(fr)", "p", false},
		{"[id^=no]", "li#note1", true},
		{"*", "li", true},
		{"p:nth-of-type(2)", "section p + hr + p", true},
		{"p:nth-of-type(2)", "section p + hr + hr", false},
		{"p:first-of-type", "section hr + p", true},
		{"p:only-child", "p", false},
		{"p:last-of-type", "section p", false}, // nine by the tree of the tests, all of one name
		{"p:nth-last-of-type(9)", "section p", true},
		{"p:nth-last-child(8)", "section p + p", true},
		{"p:nth-child(2 of .x)", "section p.x + p + p.x", true},
		{"p:nth-child(2 of .x)", "section p + p.x", false},
		{"p:nth-child(1 of .x)", "section p + p", false},
		{"p:empty", "p", false},
		{"p:root", "p", false},
		{":root p", "p", true},
		{"p:not(:first-child):not(:nth-child(odd))", "section p + p", true},
		{":where(section, div) > p", "div p", true},
		{"p:lang('*-GB')", "p", true},
		{"p:lang(en-US, \"*-gb\")", "p", true},
		{"[class~=x]", "p.y.x", true},
		{"[id|=no]", "p#no-1", true},
		{"[id|=no]", "p#note", false},
		{"[id$=E1 i]", "p#note1", true},
		{"[id$=E1 s]", "p#note1", false},
		{"[id*=ot][id]", "p#note1", true},
		{"[id='']", "p", false},
		{"p.a.b", "p.b.a", true},
		{"section p + p ~ hr", "section p + p + p + hr", true},
		{"div section > p", "div section div p", false},
		{"\\70", "p", true},
	} {
		c, list := cascade(t, x.selector+" { color: white }")
		if f := list.All(); len(f) > 0 {
			t.Errorf("%s: %v", x.selector, f)
			continue
		}
		if got := compute(c, tree(x.path)).Color != (Color{}); got != x.want {
			t.Errorf("%q matches %q: %v", x.selector, x.path, got)
		}
	}
}

func TestComputed(t *testing.T) {
	const css = `
html { font: 10pt/13pt "EB Garamond", serif; --gap: 2em; -quire-baseline-grid: 13pt }
p { margin: 0 1em; text-indent: calc(1em + 2pt * 3); padding-top: var(--gap); orphans: 3 }
p.a { font-size: 150%; margin-left: 1lh !important }
section p { margin-left: 99pt }
#x { all-wrong: 1 }
h1 { line-height: 1.5; font-size: 2em; break-before: recto; string-set: title content(), b "x" attr(id) }
h1 em { font-size: 50% }
em { font-variant: small-caps oldstyle-nums }
`
	c, list := cascade(t, css)
	if f := list.All(); len(f) != 1 || f[0].Code != "unknown-property" || f[0].Pos.Line != 6 || f[0].Pos.Col != 6 {
		t.Errorf("findings: %v", f)
	}
	p := compute(c, tree("section p.a"))
	for _, x := range []struct {
		name      string
		got, want dimen.Length
	}{
		{"font-size", p.FontSize, 15 * dimen.PT},
		{"margin-left", p.Margin[3].Length, 13 * dimen.PT},
		{"margin-right", p.Margin[1].Length, 15 * dimen.PT},
		{"text-indent", p.TextIndent.Length, 21 * dimen.PT},
		{"padding-top", p.Padding[0].Length, 30 * dimen.PT},
		{"grid", p.BaselineGrid, 13 * dimen.PT},
		{"h1 em line-height", compute(c, tree("h1 em")).LineHeight, 15 * dimen.PT},
	} {
		if x.got != x.want {
			t.Errorf("%s = %s, want %s", x.name, x.got, x.want)
		}
	}
	if h := compute(c, tree("h1")); h.BreakBefore != BreakRecto || len(h.StringSet) != 2 {
		t.Errorf("h1: %+v", h.Box)
	}
	if a, b := compute(c, tree("section p.a")), compute(c, tree("section p.a")); a == nil || b == nil {
		t.Error("no style")
	}
}

func TestPages(t *testing.T) {
	c, list := cascade(t, `
html { font: 10pt/12pt x }
@page { size: a5; margin: 10mm 20mm; @bottom-center { content: counter(page) } }
@page :left { margin-left: 30mm; @top-left { content: string(title, first); font-variant-caps: small-caps } }
@page front:first { @bottom-center { content: none } }
@page :weird {}
@page { @nowhere { content: "x" } }
`)
	if f := list.All(); len(f) != 2 {
		t.Errorf("findings: %v", f)
	}
	compute(c, tree(""))
	mm := func(s string) dimen.Length { l, _ := dimen.Parse(s, "mm"); return l }
	left, right := c.Page("", true, false, false), c.Page("", false, false, false)
	if left.PageWidth != mm("148") || left.Margin[3].Length != mm("30") || right.Margin[3].Length != mm("20") {
		t.Errorf("left %v, right %v", left.Box.Margin, right.Box.Margin)
	}
	if left.Boxes[TopLeft] == nil || right.Boxes[TopLeft] != nil || right.Boxes[BottomCenter] == nil {
		t.Error("margin boxes")
	}
	if c.Page("front", false, true, false).Boxes[BottomCenter] != nil {
		t.Error("content: none does not empty a margin box")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("p { color: red }")
	f.Add("@page :first { @top-left { content: counter(page, lower-roman) } }")
	f.Add("a[href^=\"x\"]:nth-child(2n+1)::after { content: leader('. ') target-counter(attr(href), page) }")
	f.Add(":root { --a: var(--b); --b: var(--a); margin: calc((1em + var(--a)) / 0) }")
	f.Fuzz(func(t *testing.T, s string) {
		c, _ := cascade(t, s)
		compute(c, tree("section.chapter h1#x + p"))
		c.Page("", true, false, false)
	})
}

// Notes at the foot and floats (css-gcpm-3, §2; css-page-floats-3).
func TestFloats(t *testing.T) {
	c, list := cascade(t, `
		@page { @footnote { border-top: 0.5pt solid; border-clip: 4em; padding-top: 3pt; max-height: 50% } }
		@page text { @footnote { margin-top: 6pt } }
		.footnote { float: footnote; font-size: 8pt }
		.footnote::footnote-call { content: counter(footnote) }
		.footnote::footnote-marker { content: counter(footnote) "." }
		figure { float-reference: page; float: block-start; clear: both }
		table { float: bottom }
		img { float: left }`)
	note := tree("section.chapter aside.footnote")
	if s := compute(c, note); s.Float != FloatFootnote {
		t.Error("a footnote does not float")
	}
	if s := c.Pseudo(note, "footnote-marker"); s == nil || len(s.Content) != 2 || s.FontSize != 8*dimen.PT {
		t.Errorf("marker %+v", s)
	}
	above := compute(c, tree("section p"))
	if s := c.PseudoUnder(note, "footnote-call", above); len(s.Content) != 1 || s.FontSize != above.FontSize {
		t.Errorf("call %+v", s)
	}
	if s := compute(c, tree("figure")); s.Float != FloatTop || s.Clear != ClearTop|ClearBottom {
		t.Errorf("figure: float %d, clear %d", s.Float, s.Clear)
	}
	if s := compute(c, tree("table")); s.Float != FloatBottom {
		t.Errorf("table: float %d", s.Float)
	}
	f := c.Page("text", false, false, false).Footnote
	if f.Border[0].Width != dimen.PT/2 || f.BorderClip.Auto || f.Padding[0].Length != 3*dimen.PT || f.Margin[0].Length != 6*dimen.PT || f.MaxHeight.Percent != 50_000 {
		t.Errorf("@footnote: %+v", f.Box)
	}
	if all := list.All(); len(all) != 1 || all[0].Code != "bad-value" {
		t.Errorf("findings %v", all) // float: left is not known
	}
}

// What is known of the siblings after an element decides about the last of its name.
func TestLater(t *testing.T) {
	c, _ := cascade(t, "p:last-of-type { color: white } p:only-of-type { orphans: 9 } p:empty { widows: 9 }")
	root := &Element{Name: "html", Index: 1, Count: 1}
	c.Style(root)
	e := &Element{Name: "p", Parent: root, Index: 1, Count: 3, Later: []string{"h2", "ul"}, Empty: true}
	if s := c.Style(e); s.Color == (Color{}) || s.Orphans != 9 || s.Widows != 9 {
		t.Errorf("the only p of its kind: %+v", s.Text)
	}
	e = &Element{Name: "p", Parent: root, Index: 1, Count: 3, Later: []string{"h2", "p"}}
	if s := c.Style(e); s.Color != (Color{}) || s.Orphans == 9 || s.Widows == 9 {
		t.Errorf("the first of two: %+v", s.Text)
	}
}

// The specificity of each selector is that of selectors-4, §17.
func TestSpecificity(t *testing.T) {
	for text, want := range map[string][3]int{
		"*": {}, "li": {0, 0, 1}, "ul li": {0, 0, 2}, "h1 + *[rel=up]": {0, 1, 1}, "ul ol li.red": {0, 1, 3},
		"li.red.level": {0, 2, 1}, "#x34y": {1, 0, 0}, "#s12:not(foo)": {1, 0, 1}, ".foo :is(.bar, #baz)": {1, 1, 0},
		":where(#a, .b) p": {0, 0, 1}, "p::before": {0, 0, 2}, "p:before": {0, 0, 2}, "li:nth-child(2n+1 of .x, #y)": {1, 1, 1}, "p:lang(fr)": {0, 1, 1},
	} {
		c, list := cascade(t, text+"{ color: red }")
		if len(list.All()) > 0 || len(c.sheet.rules) != 1 || c.sheet.rules[0].selector.Specificity != want {
			t.Errorf("%s: %v %v", text, c.sheet.rules, list.All())
		}
	}
	for text, help := range map[string]string{
		"p:first-chid": "first-child", "p::befor": "before", "p:hover": "", "p >> b": "", "> p": "", "p >": "", "p,": "", "p::before b": "",
		"[x=]": "", "p:nth-child(x)": "", ":not(p::before)": "", "p..x": "", "a|b": "",
	} {
		_, list := cascade(t, text+" { color: red }")
		if f := list.All(); len(f) != 1 || f[0].Code != "unknown-selector" || !strings.Contains(f[0].Help, help) {
			t.Errorf("%s: %v", text, f)
		}
	}
}

func TestPageSelectors(t *testing.T) {
	c, list := cascade(t, `
@page { @top-left { content: "all" } @top-right { content: "r" } }
@page :nth(2n) { @top-left { content: "even" } @top-right { content: none } }
@page wide { @top-left { content: "wide" } }
@page wide:nth(3) { @top-left { content: "third"; width: 30% } margin: 1pt }
@page :recto { @bottom-left { content: "recto" } }
@page :verso:blank { @bottom-left { content: "blank verso" } }
`)
	if f := list.All(); len(f) != 1 || f[0].Pos.Line != 5 {
		t.Errorf("%v", f)
	}
	say := func(s *Style) string {
		if s == nil {
			return ""
		}
		return s.Content[0].Text
	}
	for _, x := range []struct {
		name           string
		left, blank    bool
		number         int
		top, right, at string
	}{
		{"", false, false, 1, "all", "r", "recto"},
		{"", true, false, 2, "even", "", ""},
		{"", true, true, 4, "even", "", "blank verso"},
		{"wide", false, false, 3, "third", "r", "recto"},
		{"wide", true, false, 2, "wide", "", ""}, // a name weighs more than :nth()
	} {
		pg := c.PageAt(x.name, x.left, false, x.blank, x.number)
		if a, b, d := say(pg.Boxes[TopLeft]), say(pg.Boxes[TopRight]), say(pg.Boxes[BottomLeft]); a != x.top || b != x.right || d != x.at {
			t.Errorf("page %d %q: %q %q %q", x.number, x.name, a, b, d)
		}
	}
	c, _ = cascade(t, `@page :recto { @top-left { content: "recto" } }`)
	c.RightToLeft = true
	if c.Page("", true, false, false).Boxes[TopLeft] == nil || c.Page("", false, false, false).Boxes[TopLeft] != nil {
		t.Error("the recto of a book that is read from the right lies on the left")
	}
}

// ex and ch are asked of the face.
func TestMeasure(t *testing.T) {
	c, _ := cascade(t, "html { font: 20pt/1 A } p { text-indent: 2ex; margin-left: 3ch; font-size: 2ch }")
	c.Measure = func(s *Style) (ex, ch dimen.Length) { return s.FontSize / 4, s.FontSize / 5 }
	if s := compute(c, tree("p")); s.FontSize != 8*dimen.PT || s.TextIndent.Length != 4*dimen.PT || s.Margin[3].Length != dimen.Length(8*dimen.PT/5)*3 {
		t.Errorf("%s %s %s", s.FontSize, s.TextIndent.Length, s.Margin[3].Length)
	}
}

func keyVal(name, value string) Attribute { return Attribute{Name: name, Value: value} }
