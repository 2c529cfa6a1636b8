package style

import "strings"

// longhand is one longhand of an expanded shorthand.
type longhand struct {
	name  string
	value []token
}

// shorthand expands a shorthand property. known is false where the name is none, ok where the value is bad.
func shorthand(name string, v []token) (out []longhand, known, ok bool) {
	switch name {
	case "margin", "padding":
		out, ok = fourSides(name+"-", "", v)
	case "border-width", "border-style", "border-color":
		out, ok = fourSides("border-", name[len("border"):], v)
	case "border", "border-top", "border-right", "border-bottom", "border-left":
		out, ok = border(name, v)
	case "font":
		out, ok = font(v)
	case "font-variant":
		out, ok = fontVariant(v)
	case "list-style":
		for _, t := range words(v) {
			if !t.is("outside") && len(out) == 0 {
				out = append(out, longhand{"list-style-type", []token{t}})
			}
		}
		ok = len(out) == 1
	case "text-decoration":
		out, ok = []longhand{{"text-decoration-line", v}}, true
	case "background":
		out, ok = []longhand{{"background-color", v}}, true
	case "page-break-before", "page-break-after", "page-break-inside":
		out, ok = []longhand{{name[len("page-"):], v}}, true
	case "margin-inline", "margin-block", "padding-inline", "padding-block":
		w := words(v)
		if len(w) == 1 {
			w = append(w, w[0])
		}
		if ok = len(w) == 2; ok {
			base, _, _ := strings.Cut(name, "-")
			a, b := "-top", "-bottom"
			if strings.HasSuffix(name, "inline") {
				a, b = "-left", "-right"
			}
			out = []longhand{{base + a, w[:1]}, {base + b, w[1:]}}
		}
	case "margin-inline-start", "margin-inline-end", "margin-block-start", "margin-block-end",
		"padding-inline-start", "padding-inline-end", "padding-block-start", "padding-block-end":
		base, rest, _ := strings.Cut(name, "-")
		side := map[string]string{"inline-start": "-left", "inline-end": "-right", "block-start": "-top", "block-end": "-bottom"}[rest]
		out, ok = []longhand{{base + side, v}}, true
	default:
		return nil, false, false
	}
	return out, true, ok
}

func fourSides(before, after string, v []token) (out []longhand, ok bool) {
	w := words(v)
	if len(w) < 1 || len(w) > 4 {
		return nil, false
	}
	pick := [5][4]int{1: {0, 0, 0, 0}, 2: {0, 1, 0, 1}, 3: {0, 1, 2, 1}, 4: {0, 1, 2, 3}}[len(w)]
	for i, side := range sides {
		out = append(out, longhand{before + side + after, w[pick[i] : pick[i]+1]})
	}
	return out, true
}

func border(name string, v []token) (out []longhand, ok bool) {
	zero := token{kind: number, den: 1}
	width, style, col := token{kind: ident, text: "medium"}, token{kind: ident, text: "none"}, token{kind: ident, text: "currentcolor"}
	var seen [3]bool
	for _, t := range words(v) {
		k := 0
		switch {
		case t.is("none") || t.is("hidden") || t.is("solid"):
			style, k = t, 1
		case t.kind == dimension || t.kind == number || t.is("thin") || t.is("medium") || t.is("thick"):
			width = t
		default:
			if _, good := color(&t); !good && !t.is("currentcolor") {
				return nil, false
			}
			col, k = t, 2
		}
		if seen[k] {
			return nil, false
		}
		seen[k] = true
	}
	if !style.is("solid") {
		width = zero
	}
	which := sides[:]
	if s, one := strings.CutPrefix(name, "border-"); one {
		which = []string{s}
	}
	for _, s := range which {
		out = append(out, longhand{"border-" + s + "-width", []token{width}}, longhand{"border-" + s + "-color", []token{col}})
	}
	return out, len(v) > 0
}

// font expands font: [style || variant || weight]? size[/line-height]? family (css-fonts-4, §2.7).
func font(v []token) (out []longhand, ok bool) {
	normal := []token{{kind: ident, text: "normal"}}
	set := map[string][]token{"font-style": normal, "font-weight": normal, "font-variant-caps": normal, "line-height": normal}
	order := []string{"font-style", "font-weight", "font-variant-caps"}
	i := 0
	for ; i < len(v); i++ {
		t := v[i]
		switch {
		case t.kind == space || t.is("normal"):
			continue
		case t.is("italic") || t.is("oblique"):
			set["font-style"] = v[i : i+1]
			continue
		case t.is("bold") || t.is("bolder") || t.is("lighter") || t.kind == number && t.num >= 1:
			set["font-weight"] = v[i : i+1]
			continue
		case t.is("small-caps"):
			set["font-variant-caps"] = v[i : i+1]
			continue
		}
		break
	}
	if i >= len(v) {
		return nil, false
	}
	for _, name := range order {
		out = append(out, longhand{name, set[name]})
	}
	out = append(out, longhand{"font-size", v[i : i+1]})
	i++
	for i < len(v) && v[i].kind == space {
		i++
	}
	line := normal
	if i+1 < len(v) && v[i].kind == delim && v[i].text == "/" {
		i++
		for i < len(v) && v[i].kind == space {
			i++
		}
		if i >= len(v) {
			return nil, false
		}
		line = v[i : i+1]
		i++
	}
	family := trim(v[min(i, len(v)):])
	if len(family) == 0 {
		return nil, false
	}
	return append(out, longhand{"line-height", line}, longhand{"font-family", family}), true
}

func fontVariant(v []token) (out []longhand, ok bool) {
	groups := map[string][]token{}
	for _, t := range words(v) {
		name := strings.ToLower(t.text)
		if t.kind != ident {
			return nil, false
		}
		if _, is := capsWords[name]; is && name != "normal" {
			groups["font-variant-caps"] = append(groups["font-variant-caps"], t)
		} else if _, is := numericWords[name]; is {
			groups["font-variant-numeric"] = append(groups["font-variant-numeric"], t)
		} else if _, is := ligatureWords[name]; is {
			groups["font-variant-ligatures"] = append(groups["font-variant-ligatures"], t)
		} else if _, is := positionWords[name]; is && name != "normal" {
			groups["font-variant-position"] = append(groups["font-variant-position"], t)
		} else if name != "normal" || len(v) != 1 {
			return nil, false
		}
	}
	for _, name := range []string{"font-variant-caps", "font-variant-numeric", "font-variant-ligatures", "font-variant-position"} {
		val := groups[name]
		if val == nil {
			val = []token{{kind: ident, text: "normal"}}
		}
		out = append(out, longhand{name, val})
	}
	return out, true
}
