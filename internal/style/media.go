package style

import (
	"quire/internal/diag"
	"quire/internal/dimen"
)

// truth is the answer of a condition: what is not understood is neither true nor false (mediaqueries-4, §3.1).
type truth int8

const (
	no truth = iota
	yes
	unknown
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

func (t truth) not() truth {
	if t == unknown {
		return t
	}
	return 1 - t
}

// media reports whether a list of media queries holds for printed pages.
func (p *parser) media(at *token, prelude []token) bool {
	if len(prelude) == 0 {
		return true
	}
	holds := false
	for _, q := range split(prelude) {
		v, bad := p.query(words(q))
		if bad != nil {
			pos := bad.pos
			if !pos.IsValid() {
				pos = at.pos
			}
			p.warn(pos, "unknown-at-rule", "the query counts as false; see docs/styles.md for those that are known", "this media query is not understood at “%s”", text([]token{*bad}))
		}
		holds = holds || v == yes
	}
	return holds
}

// query reads one media query (mediaqueries-4, §3).
func (p *parser) query(w []token) (v truth, bad *token) {
	if len(w) == 0 {
		return unknown, &token{kind: comma}
	}
	if w[0].kind == paren || w[0].kind == function || w[0].is("not") && len(w) > 1 && w[1].kind != ident {
		return condition(w, p.feature)
	}
	negate := w[0].is("not")
	if negate || w[0].is("only") {
		w = w[1:]
	}
	if len(w) == 0 || w[0].kind != ident {
		return unknown, &token{kind: delim, text: "not"}
	}
	switch t := &w[0]; {
	case t.is("print"), t.is("all"):
		v = yes
	case t.is("screen"), t.is("speech"), t.is("tty"), t.is("tv"), t.is("projection"), t.is("handheld"), t.is("braille"), t.is("embossed"), t.is("aural"):
		v = no
	default:
		return unknown, t
	}
	if len(w) > 1 {
		if !w[1].is("and") || len(w) == 2 {
			return unknown, &w[len(w)-1]
		}
		for i := range w {
			if w[i].is("or") { // css forbids it here: “print and (a) or (b)” could be read in two ways
				return unknown, &w[i]
			}
		}
		c, bad := condition(w[2:], p.feature)
		if bad != nil {
			return unknown, bad
		}
		if v == yes || c == unknown {
			v = c
		}
	}
	if negate {
		v = v.not()
	}
	return v, nil
}

// condition reads not, and, or over parts in parentheses, which leaf reads (css-conditional-3, §6; mediaqueries-4, §3).
func condition(w []token, leaf func(t *token) (truth, *token)) (truth, *token) {
	if len(w) == 0 {
		return unknown, &token{kind: paren}
	}
	part := func(t *token) (truth, *token) {
		if t.kind == paren {
			if in := words(t.args); len(in) > 0 && (in[0].kind == paren || in[0].kind == function && in[0].text != "selector" || in[0].is("not")) {
				return condition(in, leaf)
			}
		}
		return leaf(t)
	}
	if w[0].is("not") {
		if len(w) != 2 {
			return unknown, &w[len(w)-1]
		}
		v, bad := part(&w[1])
		return v.not(), bad
	}
	v, bad := part(&w[0])
	if bad != nil {
		return unknown, bad
	}
	word := ""
	for i := 1; i < len(w); i += 2 {
		op := w[i].text
		if !w[i].is("and") && !w[i].is("or") || word != "" && !w[i].is(word) || i+1 == len(w) {
			return unknown, &w[i]
		}
		word = op
		x, bad := part(&w[i+1])
		if bad != nil {
			return unknown, bad
		}
		v = join(v, x, w[i].is("and"))
	}
	return v, nil
}

func join(a, b truth, and bool) truth {
	if !and {
		return join(a.not(), b.not(), true).not()
	}
	switch {
	case a == no || b == no:
		return no
	case a == unknown || b == unknown:
		return unknown
	}
	return yes
}

// feature reads a media feature: (width), (min-width: 10cm), (width >= 10cm), (10cm <= width < 20cm). Width and height
// are those of the page, as the @page rules outside of such queries say (css-page-3, §7.1).
func (p *parser) feature(t *token) (truth, *token) {
	w := words(t.args)
	if t.kind != paren || len(w) == 0 {
		return unknown, t
	}
	name := func(t *token) string {
		if t.kind != ident {
			return ""
		}
		return lower(t.text)
	}
	if len(w) == 1 {
		have, ok := p.discrete(name(&w[0]))
		if ok {
			return truthOf(have != "none" && have != "0"), nil
		}
		if l, ok := p.extent(name(&w[0])); ok {
			return truthOf(l > 0), nil
		}
		return unknown, &w[0]
	}
	if w[1].kind == colon {
		feature, op := name(&w[0]), "="
		if len(w) == 3 {
			if have, ok := p.discrete(feature); ok {
				return truthOf(w[2].is(have) || w[2].kind == number && w[2].text == have), nil
			}
		}
		if len(feature) > 4 && feature[:4] == "min-" {
			feature, op = feature[4:], ">="
		} else if len(feature) > 4 && feature[:4] == "max-" {
			feature, op = feature[4:], "<="
		}
		return p.compare(feature, op, w[2:], &w[0])
	}
	// A range: the operators come as single characters.
	at := func(i int) (op string, next int) {
		if i >= len(w) || w[i].kind != delim {
			return "", i
		}
		op = w[i].text
		if i+1 < len(w) && w[i+1].kind == delim && w[i+1].text == "=" {
			return op + "=", i + 2
		}
		return op, i + 1
	}
	if n := name(&w[0]); n != "" {
		op, next := at(1)
		return p.compare(n, op, w[next:], &w[0])
	}
	flip := map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
	op, next := at(1)
	if next >= len(w) || flip[op] == "" || name(&w[next]) == "" {
		return unknown, &w[0]
	}
	n := name(&w[next])
	v, bad := p.compare(n, flip[op], w[:1], &w[next])
	if bad == nil && next+1 < len(w) {
		op2, last := at(next + 1)
		if op2 == "" || op2[0] != op[0] {
			return unknown, &w[next+1]
		}
		var x truth
		x, bad = p.compare(n, op2, w[last:], &w[next])
		v = join(v, x, true)
	}
	return v, bad
}

// compare holds a feature of the page against a value.
func (p *parser) compare(feature, op string, value []token, at *token) (truth, *token) {
	l, ok := p.extent(feature)
	var d int64
	switch {
	case ok && len(value) == 1:
		s := initial()
		want, good := (&computer{s: s, parent: s}).length(&value[0])
		if !good {
			return unknown, &value[0]
		}
		d = int64(l - want)
	case feature == "aspect-ratio" && len(value) > 0 && value[0].kind == number:
		num, den := value[0].num, value[0].den
		if len(value) == 3 && value[1].kind == delim && value[1].text == "/" && value[2].kind == number && value[2].num > 0 {
			num, den = num*value[2].den, den*value[2].num
		} else if len(value) != 1 {
			return unknown, &value[0]
		}
		if num < 0 || num > 1e6 || den <= 0 || den > 1e6 {
			return unknown, &value[0]
		}
		width, height := p.pageExtents()
		d = int64(width)*den - int64(height)*num
	default:
		return unknown, at
	}
	switch op {
	case "=":
		return truthOf(d == 0), nil
	case "<":
		return truthOf(d < 0), nil
	case "<=":
		return truthOf(d <= 0), nil
	case ">":
		return truthOf(d > 0), nil
	case ">=":
		return truthOf(d >= 0), nil
	}
	return unknown, at
}

// extent gives the width or the height of the page.
func (p *parser) extent(feature string) (dimen.Length, bool) {
	if feature != "width" && feature != "height" {
		return 0, false
	}
	w, h := p.pageExtents()
	if feature == "height" {
		return h, true
	}
	return w, true
}

// pageExtents gives the size of a page of no name. It is asked of the sheets in a reading in which every query about it
// is false, so that no answer depends on itself.
func (p *parser) pageExtents() (w, h dimen.Length) {
	p.sized = true
	if p.extents != [2]dimen.Length{} {
		return p.extents[0], p.extents[1]
	}
	return -1, -1
}

// measurePage gives the size of a page of no name by the sheets' @page rules.
func measurePage(sh *Sheet) [2]dimen.Length {
	c := sh.Cascade()
	c.Style(&Element{Name: "html", Index: 1, Count: 1})
	pg := c.Page("", false, false, false)
	return [2]dimen.Length{pg.PageWidth, pg.PageHeight}
}

// discrete gives the value that a feature with keywords or whole numbers has for us.
func (p *parser) discrete(feature string) (string, bool) {
	switch feature {
	case "orientation":
		if w, h := p.pageExtents(); w > h {
			return "landscape", true
		}
		return "portrait", true
	case "color":
		return "8", true
	case "monochrome", "grid", "color-index":
		return "0", true
	case "update", "hover", "pointer", "any-hover", "any-pointer", "scripting", "overflow-inline":
		return "none", true
	case "overflow-block":
		return "paged", true
	}
	return "", false
}

// supports reads the condition of @supports (css-conditional-3, §6).
func (p *parser) supports(at *token, prelude []token) bool {
	v, bad := condition(words(prelude), func(t *token) (truth, *token) {
		switch {
		case t.kind == paren:
			ts := trim(t.args)
			if len(ts) == 0 || ts[0].kind != ident {
				return unknown, t
			}
			quiet := &parser{list: new(diag.List), sheet: &Sheet{}, src: p.src}
			got := quiet.declaration(nil, ts)
			return truthOf(len(got) > 0 && len(quiet.list.All()) == 0), nil
		case t.kind == function && t.text == "selector":
			_, bad := selectors(trim(t.args), false)
			return truthOf(bad == nil), nil
		case t.kind == function:
			return no, nil // font-tech() and what else may come
		}
		return unknown, t
	})
	if bad != nil {
		p.warn(at.pos, "unknown-at-rule", "write @supports (property: value) {…}", "this condition of @supports is not understood at “%s”", text([]token{*bad}))
	}
	return v == yes
}
