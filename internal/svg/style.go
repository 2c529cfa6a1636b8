package svg

import (
	"fmt"
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
)

// rule is a rule of a style element.
type rule struct {
	selector css.Selector
	set      []declaration
}

// declaration is a declaration of a style element or a style attribute.
type declaration struct {
	name, value string
	important   bool
}

// stylesheet reads the rules of the style elements of a file, the least specific first. The error names what is not
// supported: at-rules, and unknown selectors.
func stylesheet(root *element) ([]rule, error) {
	var out []rule
	var failed error
	root.walk(func(e *element) {
		if e.name == "style" && failed == nil {
			var list []rule
			list, failed = rules(e.text())
			out = append(out, list...)
		}
	})
	slices.SortStableFunc(out, func(a, b rule) int { return a.selector.Specificity.Compare(b.selector.Specificity) })
	return out, failed
}

// rules reads the rules of one style element, up to the first unsupported one.
func rules(text string) (out []rule, err error) {
	var unread diag.List
	for _, r := range css.Rules(css.Tokenize(&unread, "", []byte(text))) {
		if r.At != "" {
			return out, fmt.Errorf("its stylesheet has “%s”", shortened("@"+r.At+" "+css.Source(r.Prelude)))
		}
		if r.Block == nil {
			return out, fmt.Errorf("its stylesheet has “%s”", shortened(css.Source(r.Prelude)))
		}
		set := blockDeclarations(r.Block.Args)
		for _, part := range css.Split(r.Prelude) {
			list, bad := css.Selectors(part)
			if bad != nil || list[0].Unknown != nil || list[0].Pseudo != "" {
				return out, fmt.Errorf("its stylesheet has the selector “%s”", shortened(css.Source(part)))
			}
			out = append(out, rule{list[0], set})
		}
	}
	for _, f := range unread.All() {
		return out, fmt.Errorf("its stylesheet is not well-formed: %s", f.Message)
	}
	return out, nil
}

// declarations reads the attribute style.
func declarations(text string) []declaration { return blockDeclarations(tokens(text)) }

func blockDeclarations(ts []css.Token) (out []declaration) {
	list, _ := css.Declarations(ts, false)
	for _, d := range list {
		if d.Name != "" {
			out = append(out, declaration{d.Name, css.Source(d.Value), d.Important})
		}
	}
	return out
}

// tokens reads the value of an attribute as CSS.
func tokens(text string) []css.Token { return css.Tokenize(new(diag.List), "", []byte(text)) }

// shortened gives a text for a message: on one line and not too long.
func shortened(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// properties are those of SVG 1.1 and 2 that may be attributes and that matter here or for other renderers.
var properties = map[string]bool{
	"fill": true, "fill-opacity": true, "fill-rule": true, "stroke": true, "stroke-width": true, "stroke-linecap": true,
	"stroke-linejoin": true, "stroke-miterlimit": true, "stroke-dasharray": true, "stroke-dashoffset": true, "stroke-opacity": true,
	"color": true, "opacity": true, "display": true, "visibility": true, "font-family": true, "font-size": true, "font-weight": true,
	"font-style": true, "text-anchor": true, "letter-spacing": true, "word-spacing": true, "stop-color": true, "stop-opacity": true,
	"clip-path": true, "clip-rule": true, "mask": true, "filter": true, "marker-start": true, "marker-mid": true, "marker-end": true,
	"paint-order": true, "vector-effect": true, "mix-blend-mode": true, "isolation": true, "dominant-baseline": true, "baseline-shift": true,
	"text-decoration": true, "writing-mode": true, "direction": true, "transform": true, "font-variant": true, "overflow": true,
}

// inherited are the properties that children inherit.
var inherited = []string{
	"fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
	"stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "color", "visibility", "font-family", "font-size", "font-weight",
	"font-style", "text-anchor", "letter-spacing", "word-spacing", "clip-rule", "marker-start", "marker-mid", "marker-end",
	"paint-order", "direction", "writing-mode", "lang", "space", "font-variant",
}

// style is the properties of an element by name, including inherited ones.
type style map[string]string

// styleOf computes an element's style from its attributes, the rules of the stylesheet by weight, and its style
// attribute.
func (r *reader) styleOf(e *element, parent style) style {
	s := style{}
	for _, p := range inherited {
		if v, ok := parent[p]; ok {
			s[p] = v
		}
	}
	important := map[string]bool{}
	set := func(d declaration) {
		if important[d.name] && !d.important {
			return
		}
		important[d.name] = d.important
		switch {
		case d.value == "inherit":
			if v, ok := parent[d.name]; ok {
				s[d.name] = v
			} else {
				delete(s, d.name)
			}
		case d.name == "marker":
			s["marker-start"], s["marker-mid"], s["marker-end"] = d.value, d.value, d.value
		case d.name == "font":
			s["font"] = d.value
		default:
			s[d.name] = d.value
		}
	}
	for name, v := range e.attr {
		if properties[name] {
			set(declaration{name: name, value: v})
		}
	}
	for _, rl := range r.rules {
		if rl.selector.Match(e) {
			for _, d := range rl.set {
				set(d)
			}
		}
	}
	for _, d := range declarations(e.attr["style"]) {
		set(d)
	}
	for _, name := range []string{"lang", "space"} {
		if v, ok := e.attr[name]; ok {
			s[name] = v
		}
	}
	// A size in em is relative to the parent's.
	if v, ok := s["font-size"]; ok && v != parent["font-size"] {
		if px, ok := r.length(v, parent.fontSize(), parent.fontSize()); ok {
			s["font-size"] = fmt.Sprint(px)
		} else if px, ok := fontSizes[v]; ok {
			s["font-size"] = fmt.Sprint(px)
		} else {
			r.needPixels("it has the font size “%s”", shortened(v))
		}
	}
	return s
}

// fontSizes are CSS's keywords for sizes (css-fonts-4, §2.5), with a medium of 16 px.
var fontSizes = map[string]float64{"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32}

func (s style) fontSize() float64 {
	if v, ok := number(s["font-size"]); ok {
		return v
	}
	return 16
}
