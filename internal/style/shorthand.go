package style

import (
	"slices"
	"strings"

	"quire/internal/css"
)

// longhand is one longhand of an expanded shorthand.
type longhand struct {
	name  string
	value []css.Token
}

// shorthandParts gives the longhands of each shorthand.
var shorthandParts = func() map[string][]string {
	m := map[string][]string{
		"font":              {"font-style", "font-weight", "font-variant-caps", "font-size", "line-height", "font-family"},
		"font-variant":      {"font-variant-caps", "font-variant-numeric", "font-variant-ligatures", "font-variant-position", "font-variant-east-asian"},
		"list-style":        {"list-style-type", "list-style-position"},
		"text-decoration":   {"text-decoration-line", "text-decoration-style", "text-decoration-color", "text-decoration-thickness"},
		"background":        {"background-color"},
		"page-break-before": {"break-before"}, "page-break-after": {"break-after"}, "page-break-inside": {"break-inside"},
		"border-width": perSide("border-", "-width"), "border-style": perSide("border-", "-style"), "border-color": perSide("border-", "-color"),
	}
	for _, base := range [2]string{"margin", "padding"} {
		m[base] = perSide(base+"-", "")
	}
	line := func(sides ...string) (out []string) {
		for _, s := range sides {
			out = append(out, "border-"+s+"-width", "border-"+s+"-style", "border-"+s+"-color")
		}
		return out
	}
	m["border"] = line(sides[:]...)
	for _, s := range sides {
		m["border-"+s] = line(s)
	}
	// The logical sides of left-to-right text; for right-to-left text the cascade swaps them.
	m["border-block"], m["border-inline"] = line("top", "bottom"), line("left", "right")
	for logical, side := range logicalSides {
		m["border-"+logical] = line(side)
		m["margin-"+logical], m["padding-"+logical] = []string{"margin-" + side}, []string{"padding-" + side}
	}
	for _, base := range [2]string{"margin", "padding"} {
		m[base+"-block"], m[base+"-inline"] = []string{base + "-top", base + "-bottom"}, []string{base + "-left", base + "-right"}
	}
	m["columns"] = []string{"column-width", "column-count"}
	m["column-rule"] = []string{"column-rule-width", "column-rule-style", "column-rule-color"}
	for _, p := range properties {
		m["all"] = append(m["all"], p.name)
	}
	return m
}()

var logicalSides = map[string]string{"block-start": "top", "block-end": "bottom", "inline-start": "left", "inline-end": "right"}

// logical reports whether a shorthand is about the inline sides (css-logical-1, §4).
func logical(name string) bool { return strings.Contains(name, "-inline") }

// otherSide gives the longhand of the opposite side for one of left or right.
func otherSide(name string) string {
	if strings.Contains(name, "-left") {
		return strings.Replace(name, "-left", "-right", 1)
	}
	return strings.Replace(name, "-right", "-left", 1)
}

func perSide(before, after string) (out []string) {
	for _, s := range sides {
		out = append(out, before+s+after)
	}
	return out
}

func longhands(name string) []string { return shorthandParts[name] }

// expand gives the longhands of a shorthand with their values. known is false if there is no such shorthand, ok if the
// value is bad.
func expand(name string, v []css.Token) (out []longhand, known, ok bool) {
	parts, known := shorthandParts[name]
	if !known {
		return nil, false, false
	}
	all := func(v []css.Token) {
		for _, p := range parts {
			out = append(out, longhand{p, v})
		}
	}
	if isWideKeyword(v) {
		all(v)
		return out, true, true
	}
	switch name {
	case "all": // only with inherit and the like
	case "margin", "padding":
		out, ok = fourSides(name+"-", "", v)
	case "border-width", "border-style", "border-color":
		out, ok = fourSides("border-", name[len("border"):], v)
	case "font":
		out, ok = font(v)
	case "font-variant":
		out, ok = fontVariant(v)
	case "text-decoration":
		out, ok = textDecoration(v)
	case "columns": // <column-width> || <column-count>
		auto := []css.Token{{Kind: css.Ident, Text: "auto"}}
		val := [2][]css.Token{auto, auto}
		for _, t := range css.Words(v) {
			switch {
			case t.Is("auto"):
			case t.Kind == css.Number && t.Num != 0:
				val[1] = []css.Token{t}
			default:
				val[0] = []css.Token{t}
			}
		}
		out, ok = []longhand{{parts[0], val[0]}, {parts[1], val[1]}}, len(css.Words(v)) <= 2
	case "list-style":
		for _, t := range css.Words(v) {
			name := "list-style-type"
			if t.Is("inside") || t.Is("outside") {
				name = "list-style-position"
			}
			ok = !slices.ContainsFunc(out, func(l longhand) bool { return l.name == name })
			if out = append(out, longhand{name, []css.Token{t}}); !ok {
				break
			}
		}
	case "margin-inline", "margin-block", "padding-inline", "padding-block":
		w := css.Words(v)
		if len(w) == 1 {
			w = append(w, w[0])
		}
		if ok = len(w) == 2; ok {
			out = []longhand{{parts[0], w[:1]}, {parts[1], w[1:]}}
		}
	default:
		if strings.HasPrefix(name, "border") || name == "column-rule" {
			out, ok = border(parts, v)
			break
		}
		all(v)
		ok = true
	}
	return out, true, ok
}

func fourSides(before, after string, v []css.Token) (out []longhand, ok bool) {
	w := css.Words(v)
	if len(w) < 1 || len(w) > 4 {
		return nil, false
	}
	pick := [5][4]int{1: {0, 0, 0, 0}, 2: {0, 1, 0, 1}, 3: {0, 1, 2, 1}, 4: {0, 1, 2, 3}}[len(w)]
	for i, side := range sides {
		out = append(out, longhand{before + side + after, w[pick[i] : pick[i]+1]})
	}
	return out, true
}

// border expands <line-width> || <line-style> || <color> to the three longhands of each side.
func border(parts []string, v []css.Token) (out []longhand, ok bool) {
	val := [3]css.Token{{Kind: css.Ident, Text: "medium"}, {Kind: css.Ident, Text: "none"}, {Kind: css.Ident, Text: "currentcolor"}}
	var seen [3]bool
	for _, t := range css.Words(v) {
		k := 0
		_, isLine := lineWords[strings.ToLower(t.Text)]
		switch {
		case t.Kind == css.Ident && isLine:
			k = 1
		case t.Kind == css.Dimension || t.Kind == css.Number || t.Is("thin") || t.Is("medium") || t.Is("thick"):
		case t.Kind == css.Function && (t.Text == "calc" || t.Text == "min" || t.Text == "max" || t.Text == "clamp"):
		default:
			if _, good := color(&t); !good && !t.Is("currentcolor") {
				return nil, false
			}
			k = 2
		}
		if seen[k] {
			return nil, false
		}
		val[k], seen[k] = t, true
	}
	for i, p := range parts {
		out = append(out, longhand{p, val[i%3 : i%3+1]})
	}
	return out, len(v) > 0
}

// font expands font: [style || variant || weight]? size[/line-height]? family (css-fonts-4, §2.7).
func font(v []css.Token) (out []longhand, ok bool) {
	normal := []css.Token{{Kind: css.Ident, Text: "normal"}}
	set := map[string][]css.Token{"font-style": normal, "font-weight": normal, "font-variant-caps": normal, "line-height": normal}
	order := []string{"font-style", "font-weight", "font-variant-caps"}
	i := 0
	for ; i < len(v); i++ {
		t := v[i]
		switch {
		case t.Kind == css.Space || t.Is("normal"):
			continue
		case t.Is("italic") || t.Is("oblique"):
			set["font-style"] = v[i : i+1]
			continue
		case t.Is("bold") || t.Is("bolder") || t.Is("lighter") || t.Kind == css.Number && t.Num >= 1:
			set["font-weight"] = v[i : i+1]
			continue
		case t.Is("small-caps"):
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
	for i < len(v) && v[i].Kind == css.Space {
		i++
	}
	line := normal
	if i+1 < len(v) && v[i].Kind == css.Delim && v[i].Text == "/" {
		i++
		for i < len(v) && v[i].Kind == css.Space {
			i++
		}
		if i >= len(v) {
			return nil, false
		}
		line = v[i : i+1]
		i++
	}
	family := css.Trim(v[min(i, len(v)):])
	if len(family) == 0 {
		return nil, false
	}
	return append(out, longhand{"line-height", line}, longhand{"font-family", family}), true
}

// fontVariant assigns the words of font-variant to its longhands (css-fonts-4, §6.11).
func fontVariant(v []css.Token) (out []longhand, ok bool) {
	groups := map[string][]css.Token{}
	for _, t := range css.Words(v) {
		if t.Kind != css.Ident {
			return nil, false
		}
		name := strings.ToLower(t.Text)
		if name == "normal" && len(v) == 1 {
			continue
		}
		of := variantOf(name)
		if of == "" {
			return nil, false
		}
		groups[of] = append(groups[of], t)
	}
	for _, name := range []string{"font-variant-caps", "font-variant-numeric", "font-variant-ligatures", "font-variant-position", "font-variant-east-asian"} {
		val := groups[name]
		if val == nil {
			val = []css.Token{{Kind: css.Ident, Text: "normal"}}
		}
		out = append(out, longhand{name, val})
	}
	return out, true
}

// variantOf names the longhand of font-variant for a word.
func variantOf(word string) string {
	if word == "normal" {
		return ""
	}
	if _, ok := capsWords[word]; ok {
		return "font-variant-caps"
	}
	if _, ok := numericWords[word]; ok {
		return "font-variant-numeric"
	}
	if _, ok := ligatureWords[word]; ok {
		return "font-variant-ligatures"
	}
	if _, ok := eastAsianWords[word]; ok {
		return "font-variant-east-asian"
	}
	if _, ok := positionWords[word]; ok {
		return "font-variant-position"
	}
	return ""
}

// textDecoration assigns the parts of text-decoration to its longhands (css-text-decor-4, §2.5).
func textDecoration(v []css.Token) (out []longhand, ok bool) {
	groups := map[string][]css.Token{}
	for _, t := range css.Words(v) {
		name, word := "text-decoration-thickness", strings.ToLower(t.Text)
		_, isStyle := decorationWords[word]
		_, isColor := color(&t)
		switch {
		case t.Kind == css.Ident && (word == "none" || word == "underline" || word == "overline" || word == "line-through"):
			name = "text-decoration-line"
			if len(groups[name]) > 0 {
				groups[name] = append(groups[name], css.Token{Kind: css.Space})
			}
		case t.Kind == css.Ident && isStyle:
			name = "text-decoration-style"
		case isColor || t.Is("currentcolor"):
			name = "text-decoration-color"
		}
		groups[name] = append(groups[name], t)
	}
	for _, d := range [...][2]string{
		{"text-decoration-line", "none"},
		{"text-decoration-style", "solid"},
		{"text-decoration-color", "currentcolor"},
		{"text-decoration-thickness", "auto"},
	} {
		val := groups[d[0]]
		if val == nil {
			val = []css.Token{{Kind: css.Ident, Text: d[1]}}
		}
		out = append(out, longhand{d[0], val})
	}
	return out, true
}
