package svg

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// rule is a rule of a style element: a simple selector and its declarations.
type rule struct {
	kind, id    string
	classes     []string
	specificity int
	order       int
	set         []declaration
}

type declaration struct {
	name, value string
	important   bool
}

// sheet reads the rules of the style elements of a file. Simple selectors are read (a type, classes, an identifier), as
// drawing programs write them; the error names another.
func sheet(root *element) ([]rule, error) {
	var out []rule
	var walk func(e *element) error
	walk = func(e *element) error {
		if e.name == "style" {
			if err := rules(e.words(), &out); err != nil {
				return err
			}
		}
		for _, c := range e.children {
			if c.element != nil {
				if err := walk(c.element); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := walk(root); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out, func(a, b rule) int { return cmp.Compare(a.specificity, b.specificity) })
	return out, nil
}

func rules(css string, out *[]rule) error {
	for {
		from := strings.Index(css, "/*")
		if from < 0 {
			break
		}
		to := strings.Index(css[from+2:], "*/")
		if to < 0 {
			css = css[:from]
			break
		}
		css = css[:from] + " " + css[from+2+to+2:]
	}
	for {
		css = strings.TrimSpace(css)
		if css == "" {
			return nil
		}
		head, rest, ok := strings.Cut(css, "{")
		body, after, ok2 := strings.Cut(rest, "}")
		if !ok || !ok2 {
			return fmt.Errorf("its stylesheet has %q", shortened(css))
		}
		css = after
		if strings.HasPrefix(head, "@") {
			return fmt.Errorf("its stylesheet has “%s”", shortened(head))
		}
		set := declarations(body)
		for selector := range strings.SplitSeq(head, ",") {
			r, ok := simple(strings.TrimSpace(selector))
			if !ok {
				return fmt.Errorf("its stylesheet has the selector “%s”", shortened(selector))
			}
			r.set, r.order = set, len(*out)
			*out = append(*out, r)
		}
	}
}

func shortened(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// simple reads a selector without combinators and pseudo-classes.
func simple(s string) (r rule, ok bool) {
	if s == "" || strings.ContainsAny(s, " >+~:[()") {
		return r, false
	}
	for s != "" {
		end := len(s)
		if i := strings.IndexAny(s[1:], ".#"); i >= 0 {
			end = i + 1
		}
		switch part := s[:end]; part[0] {
		case '.':
			r.classes = append(r.classes, part[1:])
			r.specificity += 100
		case '#':
			r.id = part[1:]
			r.specificity += 10_000
		case '*':
		default:
			r.kind = part
			r.specificity++
		}
		s = s[end:]
	}
	return r, true
}

func (r *rule) matches(e *element) bool {
	if r.kind != "" && r.kind != e.name || r.id != "" && r.id != e.attr["id"] {
		return false
	}
	have := strings.Fields(e.attr["class"])
	for _, c := range r.classes {
		if !slices.Contains(have, c) {
			return false
		}
	}
	return true
}

func declarations(s string) (out []declaration) {
	for d := range strings.SplitSeq(s, ";") {
		name, value, ok := strings.Cut(d, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		v, important := strings.CutSuffix(value, "!important")
		out = append(out, declaration{strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(v), important})
	}
	return out
}

// properties are those of SVG 1.1 and 2 that may stand as attributes and that mean something here or to those who would
// have to draw them.
var properties = map[string]bool{
	"fill": true, "fill-opacity": true, "fill-rule": true, "stroke": true, "stroke-width": true, "stroke-linecap": true,
	"stroke-linejoin": true, "stroke-miterlimit": true, "stroke-dasharray": true, "stroke-dashoffset": true, "stroke-opacity": true,
	"color": true, "opacity": true, "display": true, "visibility": true, "font-family": true, "font-size": true, "font-weight": true,
	"font-style": true, "text-anchor": true, "letter-spacing": true, "word-spacing": true, "stop-color": true, "stop-opacity": true,
	"clip-path": true, "clip-rule": true, "mask": true, "filter": true, "marker-start": true, "marker-mid": true, "marker-end": true,
	"paint-order": true, "vector-effect": true, "mix-blend-mode": true, "isolation": true, "dominant-baseline": true, "baseline-shift": true,
	"text-decoration": true, "writing-mode": true, "direction": true, "transform": true, "font-variant": true, "overflow": true,
}

// inherited are the properties that go on to children.
var inherited = []string{
	"fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
	"stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "color", "visibility", "font-family", "font-size", "font-weight",
	"font-style", "text-anchor", "letter-spacing", "word-spacing", "clip-rule", "marker-start", "marker-mid", "marker-end",
	"paint-order", "direction", "writing-mode", "lang", "space", "font-variant",
}

// style is the properties of an element by name, those it inherits included.
type style map[string]string

// styleOf computes an element's style: its attributes, the rules of the stylesheet by weight, its attribute style.
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
		if rl.matches(e) {
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
	// A size in em is of the parent's.
	if v, ok := s["font-size"]; ok && v != parent["font-size"] {
		if px, ok := r.length(v, parent.fontSize(), parent.fontSize()); ok {
			s["font-size"] = fmt.Sprint(px)
		} else if px, ok := fontSizes[v]; ok {
			s["font-size"] = fmt.Sprint(px)
		} else {
			r.leaveToPixels("the font size “%s”", v)
		}
	}
	return s
}

// fontSizes are CSS's words for sizes (css-fonts-4, §2.5), by a medium of 16 px.
var fontSizes = map[string]float64{"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32}

func (s style) fontSize() float64 {
	if v, ok := number(s["font-size"]); ok {
		return v
	}
	return 16
}
