package style

import (
	"cmp"

	"quire/internal/css"
	"quire/internal/diag"
	"quire/internal/dimen"
)

// media reports whether a list of media queries holds for printed pages.
func (p *parser) media(at diag.Pos, prelude []css.Token) bool {
	if len(prelude) == 0 {
		return true
	}
	holds := false
	for _, q := range css.Split(prelude) {
		v, bad := css.MediaQuery(q, p.feature)
		if bad != nil {
			p.warn(cmp.Or(bad.Pos, at), "unknown-at-rule", "the query counts as false; see docs/styles.md for those that are known",
				"this media query is not understood at “%s”", css.Text([]css.Token{*bad}))
		}
		holds = holds || v == css.Yes
	}
	return holds
}

// feature evaluates a media feature. Width and height are those of the page, as set by the @page rules outside of such
// queries (css-page-3, §7.1).
func (p *parser) feature(t *css.Token) (css.Truth, *css.Token) {
	comparisons, bad := css.MediaFeature(t)
	if bad != nil {
		return css.Unknown, bad
	}
	first := &comparisons[0]
	if first.Op == "" {
		return p.present(first)
	}
	if have, ok := p.discrete(first.Whole); ok && len(first.Value) == 1 {
		v := &first.Value[0]
		return css.TruthOf(v.Is(have) || v.Kind == css.Number && v.Text == have), nil
	}
	v := css.Yes
	for i := range comparisons {
		x, bad := p.compare(&comparisons[i])
		if bad != nil {
			return css.Unknown, bad
		}
		v = v.And(x)
	}
	return v, nil
}

// present evaluates a feature without a value: whether it is neither none nor zero.
func (p *parser) present(c *css.Comparison) (css.Truth, *css.Token) {
	if have, ok := p.discrete(c.Name); ok {
		return css.TruthOf(have != "none" && have != "0"), nil
	}
	if l, ok := p.extent(c.Name); ok {
		return css.TruthOf(l > 0), nil
	}
	return css.Unknown, c.At
}

// compare compares a feature of the page with a value.
func (p *parser) compare(c *css.Comparison) (css.Truth, *css.Token) {
	l, ok := p.extent(c.Name)
	value, difference := c.Value, int64(0)
	switch {
	case ok && len(value) == 1:
		s := initial()
		want, good := (&computer{s: s, parent: s}).length(&value[0])
		if !good {
			return css.Unknown, &value[0]
		}
		difference = int64(l - want)
	case c.Name == "aspect-ratio" && len(value) > 0:
		num, den, ok := ratio(value)
		if !ok {
			return css.Unknown, &value[0]
		}
		width, height := p.pageExtents()
		difference = int64(width)*den - int64(height)*num
	default:
		return css.Unknown, c.At
	}
	v, ok := c.Holds(cmp.Compare(difference, 0))
	if !ok {
		return css.Unknown, c.At
	}
	return css.TruthOf(v), nil
}

// ratio reads 1.5 or 3/2.
func ratio(v []css.Token) (num, den int64, ok bool) {
	if v[0].Kind != css.Number {
		return 0, 0, false
	}
	num, den = v[0].Num, v[0].Den
	if len(v) == 3 && v[1].IsDelim("/") && v[2].Kind == css.Number && v[2].Num > 0 {
		num, den = num*v[2].Den, den*v[2].Num
	} else if len(v) != 1 {
		return 0, 0, false
	}
	return num, den, num >= 0 && num <= 1e6 && den > 0 && den <= 1e6
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

// pageExtents gives the size of a page without a name. It comes from an earlier reading of the sheets, in which every
// query about it is false, so that no answer depends on itself.
func (p *parser) pageExtents() (w, h dimen.Length) {
	p.asksPageSize = true
	if p.pageSize != [2]dimen.Length{} {
		return p.pageSize[0], p.pageSize[1]
	}
	return -1, -1
}

// measurePage gives the size of a page without a name, from the @page rules of the sheets.
func measurePage(sh *Sheet) [2]dimen.Length {
	c := sh.Cascade()
	c.Style(&Element{Name: "html", Index: 1, Count: 1})
	pg := c.Page("", false, false, false)
	return [2]dimen.Length{pg.PageWidth, pg.PageHeight}
}

// discrete gives our value for a feature with keywords or whole numbers.
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
func (p *parser) supports(at diag.Pos, prelude []css.Token) bool {
	v, bad := css.Condition(prelude, func(t *css.Token) (css.Truth, *css.Token) {
		switch {
		case t.Kind == css.Paren:
			ts := css.Trim(t.Args)
			if len(ts) == 0 || ts[0].Kind != css.Ident {
				return css.Unknown, t
			}
			quiet := &parser{list: new(diag.List), sheet: &Sheet{}, src: p.src}
			got := quiet.declaration(nil, css.ReadDeclaration(ts))
			return css.TruthOf(len(got) > 0 && len(quiet.list.All()) == 0), nil
		case t.Kind == css.Function && t.Text == "selector":
			_, bad := selectors(css.Trim(t.Args))
			return css.TruthOf(bad == nil), nil
		case t.Kind == css.Function:
			return css.No, nil // font-tech() and future functions
		}
		return css.Unknown, t
	})
	if bad != nil {
		p.warn(at, "unknown-at-rule", "write @supports (property: value) {…}", "this condition of @supports is not understood at “%s”", css.Text([]css.Token{*bad}))
	}
	return v == css.Yes
}
