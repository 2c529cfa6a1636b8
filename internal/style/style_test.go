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
