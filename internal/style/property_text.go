package style

import (
	"strings"
	"unicode/utf8"

	"quire/internal/css"
	"quire/internal/dimen"
)

func fontProperties() []property {
	return []property{
		custom("font-family", true, func(s *Style) *[]string { return &s.FontFamily }, func(_ *computer, v []css.Token) ([]string, bool) { return families(v) }),
		enum("font-style", true, func(s *Style) *bool { return &s.Italic }, map[string]bool{"normal": false, "italic": true, "oblique": true}),
		custom("font-weight", true, func(s *Style) *int { return &s.FontWeight }, func(c *computer, v []css.Token) (int, bool) {
			if len(v) != 1 {
				return 0, false
			}
			switch {
			case v[0].Is("normal"):
				return 400, true
			case v[0].Is("bold"):
				return 700, true
			case v[0].Is("bolder"):
				return bolder(c.parent.FontWeight), true
			case v[0].Is("lighter"):
				return lighter(c.parent.FontWeight), true
			}
			n, ok := integer(&v[0])
			return n, ok && n >= 1 && n <= 1000
		}),
		enum("font-variant-caps", true, func(s *Style) *Caps { return &s.Caps }, capsWords),
		flags("font-variant-numeric", true, "normal", func(s *Style) *Numeric { return &s.Numeric }, numericWords),
		flags("font-variant-ligatures", true, "normal", func(s *Style) *Ligatures { return &s.Ligatures }, ligatureWords),
		enum("font-variant-position", true, func(s *Style) *Position { return &s.Position }, positionWords),
		enum("font-kerning", true, func(s *Style) *bool { return &s.Kerning }, map[string]bool{"auto": true, "normal": true, "none": false}),
		custom("font-feature-settings", true, func(s *Style) *[]Feature { return &s.Features }, func(_ *computer, v []css.Token) ([]Feature, bool) { return featureSettings(v) }),
	}
}

// bolder and lighter depend on the weight of the parent (css-fonts-4, §2.2.1).
func bolder(parent int) int {
	switch {
	case parent < 350:
		return 400
	case parent < 600:
		return 700
	}
	return 900
}

func lighter(parent int) int {
	switch {
	case parent < 550:
		return 100
	case parent < 750:
		return 400
	}
	return 700
}

// families reads a list of font families, as strings or as words.
func families(v []css.Token) (out []string, ok bool) {
	for _, part := range css.Split(v) {
		if len(part) == 1 && part[0].Kind == css.String {
			out = append(out, part[0].Text)
			continue
		}
		var names []string
		for _, t := range part {
			if t.Kind == css.Ident {
				names = append(names, t.Text)
			} else if t.Kind != css.Space {
				return nil, false
			}
		}
		if len(names) == 0 {
			return nil, false
		}
		out = append(out, strings.Join(names, " "))
	}
	return out, true
}

// featureSettings reads normal or a list of "tag" on, off or number.
func featureSettings(v []css.Token) (out []Feature, ok bool) {
	if len(v) == 1 && v[0].Is("normal") {
		return nil, true
	}
	for _, part := range css.Split(v) {
		w := css.Words(part)
		if len(w) == 0 || len(w) > 2 || w[0].Kind != css.String || len(w[0].Text) != 4 {
			return nil, false
		}
		f := Feature{w[0].Text, 1}
		if len(w) == 2 {
			switch n, ok := integer(&w[1]); {
			case ok && n >= 0:
				f.Value = n
			case w[1].Is("off"):
				f.Value = 0
			case !w[1].Is("on"):
				return nil, false
			}
		}
		out = append(out, f)
	}
	return out, true
}

var capsWords = map[string]Caps{
	"normal": CapsNormal, "small-caps": SmallCaps, "all-small-caps": AllSmallCaps,
	"petite-caps": PetiteCaps, "all-petite-caps": AllPetiteCaps, "unicase": Unicase, "titling-caps": TitlingCaps,
}

var numericWords = map[string]Numeric{
	"lining-nums": LiningNums, "oldstyle-nums": OldstyleNums,
	"proportional-nums": ProportionalNums, "tabular-nums": TabularNums, "diagonal-fractions": DiagonalFractions,
	"stacked-fractions": StackedFractions, "ordinal": Ordinal, "slashed-zero": SlashedZero,
}

var ligatureWords = map[string]Ligatures{
	"none": NoCommonLigatures | NoContextual, "no-common-ligatures": NoCommonLigatures,
	"common-ligatures": 0, "discretionary-ligatures": DiscretionaryLigatures, "no-discretionary-ligatures": 0,
	"historical-ligatures": HistoricalLigatures, "no-historical-ligatures": 0, "contextual": 0, "no-contextual": NoContextual,
}

var positionWords = map[string]Position{"normal": PositionNormal, "sub": PositionSub, "super": PositionSuper}

var alignWords = map[string]Align{"start": Start, "end": End, "left": Left, "right": Right, "center": Center, "justify": Justify}

func textProperties() []property {
	alignLast := map[string]Align{"auto": AlignAuto}
	for k, v := range alignWords {
		alignLast[k] = v
	}
	return []property{
		custom("color", true, func(s *Style) *Color { return &s.Color }, textColor),
		{"text-align", true, textAlign, func(to, from *Style) { to.TextAlign, to.AlignString = from.TextAlign, from.AlignString }},
		enum("text-align-last", true, func(s *Style) *Align { return &s.TextAlignLast }, alignLast),
		custom("text-indent", true, func(s *Style) *Indent { return &s.TextIndent }, textIndent),
		lengths("letter-spacing", true, "normal", true, func(s *Style) *dimen.Length { return &s.LetterSpacing }),
		lengths("word-spacing", true, "normal", true, func(s *Style) *dimen.Length { return &s.WordSpacing }),
		enum("text-transform", true, func(s *Style) *Transform { return &s.TextTransform }, map[string]Transform{
			"none": TransformNone, "uppercase": Uppercase, "lowercase": Lowercase, "capitalize": Capitalize,
		}),
		enum("white-space", true, func(s *Style) *WhiteSpace { return &s.WhiteSpace }, map[string]WhiteSpace{
			"normal": Normal, "pre": Pre, "nowrap": Nowrap, "pre-wrap": PreWrap, "pre-line": PreLine,
		}),
		integers("tab-size", true, 0, "", func(s *Style) *int { return &s.TabSize }),
		enum("hyphens", true, func(s *Style) *Hyphens { return &s.Hyphens }, map[string]Hyphens{
			"manual": HyphensManual, "auto": HyphensAuto, "none": HyphensNone,
		}),
		custom("hyphenate-limit-chars", true, func(s *Style) *[3]int { return &s.HyphenateChars }, hyphenateLimits),
		integers("hyphenate-limit-lines", true, 1, "no-limit", func(s *Style) *int { return &s.HyphenateLines }),
		enum("hyphenate-limit-last", true, func(s *Style) *bool { return &s.HyphenateLast }, map[string]bool{
			"none": false, "always": true, "column": true, "page": true, "spread": true,
		}),
		flags("hanging-punctuation", true, "none", func(s *Style) *Hanging { return &s.HangingPunctuation }, map[string]Hanging{
			"first": HangFirst, "last": HangLast, "allow-end": HangEnd, "force-end": HangEnd,
		}),
		custom("-quire-protrusion", true, func(s *Style) *[]Protrusion { return &s.Protrusion }, protrusion),
		custom("-quire-expansion", true, func(s *Style) *int32 { return &s.Expansion }, smallShare),
		custom("-quire-tracking", true, func(s *Style) *int32 { return &s.Tracking }, smallShare),
		integers("orphans", true, 1, "", func(s *Style) *int { return &s.Orphans }),
		integers("widows", true, 1, "", func(s *Style) *int { return &s.Widows }),
		enum("list-style-position", true, func(s *Style) *bool { return &s.ListInside }, map[string]bool{"outside": false, "inside": true}),
		custom("quotes", true, func(s *Style) *[]string { return &s.Quotes }, quotes),
		custom("list-style-type", true, func(s *Style) *ListStyleType { return &s.ListStyleType }, listStyleType),
		enum("caption-side", true, func(s *Style) *bool { return &s.CaptionBelow }, map[string]bool{"top": false, "bottom": true}),
		enum("border-collapse", true, func(s *Style) *bool { return &s.BorderCollapse }, map[string]bool{"separate": false, "collapse": true}),
		integers("-quire-line-numbers", true, 1, "none", func(s *Style) *int { return &s.LineNumbers }),
		enum("-quire-paragraph-numbers", true, func(s *Style) *bool { return &s.ParagraphNumbers }, map[string]bool{"none": false, "inside": true}),
		lengths("-quire-baseline-grid", true, "none", false, func(s *Style) *dimen.Length { return &s.BaselineGrid }),
	}
}

func textColor(c *computer, v []css.Token) (Color, bool) {
	if len(v) != 1 {
		return Color{}, false
	}
	if v[0].Is("currentcolor") {
		return c.parent.Color, true
	}
	return color(&v[0])
}

// textIndent reads <length-percentage> && hanging? && each-line? (css-text-4, §8.1).
func textIndent(c *computer, v []css.Token) (out Indent, ok bool) {
	for _, t := range css.Words(v) {
		switch {
		case t.Is("hanging") && !out.Hanging:
			out.Hanging = true
		case t.Is("each-line") && !out.EachLine:
			out.EachLine = true
		case !ok:
			if out.Dim, ok = c.dim(&t); !ok {
				return out, false
			}
		default:
			return out, false
		}
	}
	return out, ok
}

// hyphenateLimits reads up to three numbers; a missing third equals the second (css-text-4, §6.3.1).
func hyphenateLimits(_ *computer, v []css.Token) ([3]int, bool) {
	out := [3]int{5, 2, 2}
	w := css.Words(v)
	if len(w) > 3 {
		return out, false
	}
	for i := range w {
		n, ok := integer(&w[i])
		if !ok && w[i].Is("auto") {
			continue
		}
		if !ok || n < 1 {
			return out, false
		}
		out[i] = n
		if i == 1 {
			out[2] = n
		}
	}
	return out, true
}

// smallShare reads none or a percentage up to 10, in 1/65536.
func smallShare(_ *computer, v []css.Token) (int32, bool) {
	if len(v) != 1 {
		return 0, false
	}
	if v[0].Is("none") {
		return 0, true
	}
	p, ok := percent(&v[0])
	return int32(dimen.Length(65536).MulDiv(int64(p), 100_000)), ok && p >= 0 && p <= 10_000
}

func listStyleType(_ *computer, v []css.Token) (ListStyleType, bool) {
	switch {
	case len(v) != 1:
		return ListStyleType{}, false
	case v[0].Kind == css.String:
		return ListStyleType{Text: v[0].Text}, true
	}
	name, ok := counterName(&v[0])
	return ListStyleType{Counter: name}, ok
}

// textAlign reads <string> || [start | end | left | right | center | justify] (css-text-4, §7.1). With a string alone,
// the column is on the right.
func textAlign(c *computer, v []css.Token) bool {
	align, text, said := Right, "", false
	for _, t := range css.Words(v) {
		x, ok := alignWords[strings.ToLower(t.Text)]
		switch {
		case t.Kind == css.String && t.Text != "" && text == "":
			text = t.Text
		case t.Kind == css.Ident && ok && !said:
			align, said = x, true
		default:
			return false
		}
	}
	c.s.TextAlign, c.s.AlignString = align, text
	return true
}

// protrusion reads `none | [<string> <percentage> <percentage>]#`: the characters of the string hang by these parts of
// their width at the left edge and at the right.
func protrusion(_ *computer, v []css.Token) (out []Protrusion, ok bool) {
	if len(v) == 1 && v[0].Is("none") {
		return nil, true
	}
	for _, part := range css.Split(v) {
		w := css.Words(part)
		if len(w) != 3 || w[0].Kind != css.String {
			return nil, false
		}
		l, ok1 := percent(&w[1])
		r, ok2 := percent(&w[2])
		if !ok1 || !ok2 || l < -100_000 || l > 100_000 || r < -100_000 || r > 100_000 {
			return nil, false
		}
		for _, ch := range w[0].Text {
			if ch == utf8.RuneError {
				return nil, false
			}
			out = append(out, Protrusion{ch, l, r})
		}
	}
	return out, true
}
