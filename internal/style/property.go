package style

import (
	"strings"
	"unicode/utf8"

	"quire/internal/dimen"
)

// property is a longhand property: how its value is computed and how it is copied for inherit and initial.
type property struct {
	name     string
	inherits bool
	// set reads the value, which is never empty and has no spaces around it; false: it is a bad value.
	set  func(c *computer, v []token) bool
	copy func(to, from *Style)
}

// keywords makes a setter for an enumeration.
func keywords[T any](field func(*Style) *T, values map[string]T) func(*computer, []token) bool {
	return func(c *computer, v []token) bool {
		if len(v) != 1 || v[0].kind != ident {
			return false
		}
		x, ok := values[strings.ToLower(v[0].text)]
		if ok {
			*field(c.s) = x
		}
		return ok
	}
}

func enum[T any](name string, inherits bool, field func(*Style) *T, values map[string]T) property {
	return property{name, inherits, keywords(field, values), func(to, from *Style) { *field(to) = *field(from) }}
}

// flags makes a setter for a set of keywords, any number of which may be given; none is the keyword for no flags.
func flags[T ~uint8 | ~uint16](name string, inherits bool, none string, field func(*Style) *T, values map[string]T) property {
	set := func(c *computer, v []token) bool {
		var x T
		for i := range v {
			if v[i].kind == space {
				continue
			}
			if v[i].is(none) {
				*field(c.s) = 0
				return len(v) == 1
			}
			f, ok := values[strings.ToLower(v[i].text)]
			if !ok || v[i].kind != ident {
				return false
			}
			x |= f
		}
		*field(c.s) = x
		return true
	}
	return property{name, inherits, set, func(to, from *Style) { *field(to) = *field(from) }}
}

// dims makes a dimension; auto is the keyword for none or auto, or "".
func dims(name string, inherits bool, auto string, negative bool, field func(*Style) *Dim) property {
	set := func(c *computer, v []token) bool {
		if len(v) != 1 {
			return false
		}
		if auto != "" && v[0].is(auto) {
			*field(c.s) = Dim{Auto: true}
			return true
		}
		d, ok := c.dim(&v[0])
		if !ok || !negative && (d.Length < 0 || d.Percent < 0) {
			return false
		}
		*field(c.s) = d
		return true
	}
	return property{name, inherits, set, func(to, from *Style) { *field(to) = *field(from) }}
}

func lengths(name string, inherits bool, zero string, negative bool, field func(*Style) *dimen.Length) property {
	set := func(c *computer, v []token) bool {
		if len(v) != 1 {
			return false
		}
		if zero != "" && v[0].is(zero) {
			*field(c.s) = 0
			return true
		}
		l, ok := c.length(&v[0])
		if !ok || !negative && l < 0 {
			return false
		}
		*field(c.s) = l
		return true
	}
	return property{name, inherits, set, func(to, from *Style) { *field(to) = *field(from) }}
}

func integers(name string, inherits bool, least int, none string, field func(*Style) *int) property {
	set := func(c *computer, v []token) bool {
		if len(v) != 1 {
			return false
		}
		if none != "" && v[0].is(none) {
			*field(c.s) = 0
			return true
		}
		n, ok := integer(&v[0])
		if !ok || n < least {
			return false
		}
		*field(c.s) = n
		return true
	}
	return property{name, inherits, set, func(to, from *Style) { *field(to) = *field(from) }}
}

func counters(name string, value int, field func(*Style) *[]Counter) property {
	set := func(c *computer, v []token) bool {
		w := words(v)
		if len(w) == 1 && w[0].is("none") {
			*field(c.s) = nil
			return true
		}
		var out []Counter
		for i := 0; i < len(w); i++ {
			if w[i].kind != ident {
				return false
			}
			ct := Counter{w[i].text, value}
			if i+1 < len(w) && w[i+1].kind == number {
				n, ok := integer(&w[i+1])
				if !ok {
					return false
				}
				ct.Value = n
				i++
			}
			out = append(out, ct)
		}
		*field(c.s) = out
		return true
	}
	return property{name, false, set, func(to, from *Style) { *field(to) = *field(from) }}
}

func custom[T any](name string, inherits bool, field func(*Style) *T, set func(c *computer, v []token) (T, bool)) property {
	return property{name, inherits, func(c *computer, v []token) bool {
		x, ok := set(c, v)
		if ok {
			*field(c.s) = x
		}
		return ok
	}, func(to, from *Style) { *field(to) = *field(from) }}
}

// properties are all that we know, in the order in which they are computed: what other values refer to comes first.
var properties = makeProperties()

// propertyIndex finds a property by its name.
var propertyIndex = func() map[string]int {
	m := map[string]int{}
	for i, p := range properties {
		m[p.name] = i
	}
	return m
}()

var sides = [4]string{"top", "right", "bottom", "left"}

func makeProperties() []property {
	ps := []property{
		custom("font-size", true, func(s *Style) *dimen.Length { return &s.FontSize }, fontSize),
		{"line-height", true, lineHeight, func(to, from *Style) {
			to.LineHeight, to.lineFactor = from.LineHeight, from.lineFactor
			if f := from.lineFactor; f[1] != 0 {
				to.LineHeight = to.FontSize.MulDiv(f[0], f[1])
			}
		}},
	}
	for i, side := range sides {
		ps = append(ps,
			dims("margin-"+side, false, "auto", true, func(s *Style) *Dim { return &s.Margin[i] }),
			dims("padding-"+side, false, "", false, func(s *Style) *Dim { return &s.Padding[i] }),
			custom("border-"+side+"-width", false, func(s *Style) *dimen.Length { return &s.Border[i].Width }, borderWidth),
			property{"border-" + side + "-style", false, func(c *computer, v []token) bool {
				switch {
				case len(v) != 1:
					return false
				case v[0].is("none") || v[0].is("hidden"):
					c.s.Border[i].Width = 0
				default:
					return v[0].is("solid")
				}
				return true
			}, func(to, from *Style) { to.Border[i].Width = from.Border[i].Width }},
			property{"border-" + side + "-color", false, func(c *computer, v []token) bool {
				b := &c.s.Border[i]
				if len(v) == 1 && v[0].is("currentcolor") {
					b.HasColor = false
					return true
				}
				if len(v) != 1 {
					return false
				}
				x, ok := color(&v[0])
				if ok {
					b.Color, b.HasColor = x, true
				}
				return ok
			}, func(to, from *Style) {
				to.Border[i].Color, to.Border[i].HasColor = from.Border[i].Color, from.Border[i].HasColor
			}})
	}
	ps = append(ps, fontProperties()...)
	ps = append(ps, textProperties()...)
	return append(ps, boxProperties()...)
}

func fontSize(c *computer, v []token) (dimen.Length, bool) {
	if len(v) != 1 {
		return 0, false
	}
	c.onFont = true
	defer func() { c.onFont = false }()
	if p, ok := percent(&v[0]); ok {
		l := c.parent.FontSize.MulDiv(int64(p), 100_000)
		return l, l > 0
	}
	if v[0].kind == ident {
		switch strings.ToLower(v[0].text) {
		case "smaller":
			return c.parent.FontSize.MulDiv(5, 6), true
		case "larger":
			return c.parent.FontSize.MulDiv(6, 5), true
		case "medium":
			return 12 * dimen.PT, true
		case "small":
			return 12 * dimen.PT * 8 / 9, true
		case "large":
			return 12 * dimen.PT * 6 / 5, true
		}
		return 0, false
	}
	l, ok := c.length(&v[0])
	return l, ok && l > 0 && l < 2000*dimen.PT
}

func lineHeight(c *computer, v []token) bool {
	if len(v) != 1 {
		return false
	}
	t := &v[0]
	c.s.lineFactor = [2]int64{}
	switch {
	case t.is("normal"):
		c.s.lineFactor = [2]int64{6, 5}
	case t.kind == number:
		if t.num <= 0 || t.num > 100*t.den {
			return false
		}
		c.s.lineFactor = [2]int64{t.num, t.den}
	case t.kind == percentage:
		p, ok := percent(t)
		if !ok || p <= 0 {
			return false
		}
		c.s.LineHeight = c.s.FontSize.MulDiv(int64(p), 100_000)
		return true
	default:
		if t.unit == "lh" { // refers to the parent's here (css-values-4, §6.1.1)
			l, ok := scale(c.parent.LineHeight, t)
			c.s.LineHeight = l
			return ok && l > 0
		}
		l, ok := c.length(t)
		if !ok || l <= 0 {
			return false
		}
		c.s.LineHeight = l
		return true
	}
	c.s.LineHeight = c.s.FontSize.MulDiv(c.s.lineFactor[0], c.s.lineFactor[1])
	return true
}

func borderWidth(c *computer, v []token) (dimen.Length, bool) {
	if len(v) != 1 {
		return 0, false
	}
	switch {
	case v[0].is("thin"):
		return dimen.PT / 2, true
	case v[0].is("medium"):
		return dimen.PT, true
	case v[0].is("thick"):
		return 2 * dimen.PT, true
	}
	l, ok := c.length(&v[0])
	return l, ok && l >= 0
}

func fontProperties() []property {
	return []property{
		custom("font-family", true, func(s *Style) *[]string { return &s.FontFamily }, func(_ *computer, v []token) (out []string, ok bool) {
			for _, part := range split(v) {
				if len(part) == 1 && part[0].kind == str {
					out = append(out, part[0].text)
					continue
				}
				var names []string
				for _, t := range part {
					if t.kind == ident {
						names = append(names, t.text)
					} else if t.kind != space {
						return nil, false
					}
				}
				if len(names) == 0 {
					return nil, false
				}
				out = append(out, strings.Join(names, " "))
			}
			return out, true
		}),
		enum("font-style", true, func(s *Style) *bool { return &s.Italic }, map[string]bool{"normal": false, "italic": true, "oblique": true}),
		custom("font-weight", true, func(s *Style) *int { return &s.FontWeight }, func(c *computer, v []token) (int, bool) {
			if len(v) != 1 {
				return 0, false
			}
			switch {
			case v[0].is("normal"):
				return 400, true
			case v[0].is("bold"):
				return 700, true
			case v[0].is("bolder"):
				return [...]int{400, 700, 900}[min(2, max(0, (c.parent.FontWeight-100)/250))], true
			case v[0].is("lighter"):
				return [...]int{100, 400, 700}[min(2, c.parent.FontWeight/550)], true
			}
			n, ok := integer(&v[0])
			return n, ok && n >= 1 && n <= 1000
		}),
		enum("font-variant-caps", true, func(s *Style) *Caps { return &s.Caps }, capsWords),
		flags("font-variant-numeric", true, "normal", func(s *Style) *Numeric { return &s.Numeric }, numericWords),
		flags("font-variant-ligatures", true, "normal", func(s *Style) *Ligatures { return &s.Ligatures }, ligatureWords),
		enum("font-variant-position", true, func(s *Style) *Position { return &s.Position }, positionWords),
		enum("font-kerning", true, func(s *Style) *bool { return &s.Kerning }, map[string]bool{"auto": true, "normal": true, "none": false}),
		custom("font-feature-settings", true, func(s *Style) *[]Feature { return &s.Features }, func(_ *computer, v []token) (out []Feature, ok bool) {
			if len(v) == 1 && v[0].is("normal") {
				return nil, true
			}
			for _, part := range split(v) {
				w := words(part)
				if len(w) == 0 || len(w) > 2 || w[0].kind != str || len(w[0].text) != 4 {
					return nil, false
				}
				f := Feature{w[0].text, 1}
				if len(w) == 2 {
					switch n, ok := integer(&w[1]); {
					case ok && n >= 0:
						f.Value = n
					case w[1].is("off"):
						f.Value = 0
					case !w[1].is("on"):
						return nil, false
					}
				}
				out = append(out, f)
			}
			return out, true
		}),
	}
}

var capsWords = map[string]Caps{"normal": CapsNormal, "small-caps": SmallCaps, "all-small-caps": AllSmallCaps,
	"petite-caps": PetiteCaps, "all-petite-caps": AllPetiteCaps, "unicase": Unicase, "titling-caps": TitlingCaps}

var numericWords = map[string]Numeric{"lining-nums": LiningNums, "oldstyle-nums": OldstyleNums,
	"proportional-nums": ProportionalNums, "tabular-nums": TabularNums, "diagonal-fractions": DiagonalFractions,
	"stacked-fractions": StackedFractions, "ordinal": Ordinal, "slashed-zero": SlashedZero}

var ligatureWords = map[string]Ligatures{"none": NoCommonLigatures | NoContextual, "no-common-ligatures": NoCommonLigatures,
	"common-ligatures": 0, "discretionary-ligatures": DiscretionaryLigatures, "no-discretionary-ligatures": 0,
	"historical-ligatures": HistoricalLigatures, "no-historical-ligatures": 0, "contextual": 0, "no-contextual": NoContextual}

var positionWords = map[string]Position{"normal": PositionNormal, "sub": PositionSub, "super": PositionSuper}

var alignWords = map[string]Align{"start": Start, "end": End, "left": Left, "right": Right, "center": Center, "justify": Justify}

func textProperties() []property {
	alignLast := map[string]Align{"auto": AlignAuto}
	for k, v := range alignWords {
		alignLast[k] = v
	}
	return []property{
		custom("color", true, func(s *Style) *Color { return &s.Color }, func(c *computer, v []token) (Color, bool) {
			if len(v) != 1 {
				return Color{}, false
			}
			if v[0].is("currentcolor") {
				return c.parent.Color, true
			}
			return color(&v[0])
		}),
		enum("text-align", true, func(s *Style) *Align { return &s.TextAlign }, alignWords),
		enum("text-align-last", true, func(s *Style) *Align { return &s.TextAlignLast }, alignLast),
		custom("text-indent", true, func(s *Style) *Indent { return &s.TextIndent }, func(c *computer, v []token) (out Indent, ok bool) {
			for _, t := range words(v) {
				switch {
				case t.is("hanging") && !out.Hanging:
					out.Hanging = true
				case !ok:
					if out.Dim, ok = c.dim(&t); !ok {
						return out, false
					}
				default:
					return out, false
				}
			}
			return out, ok
		}),
		lengths("letter-spacing", true, "normal", true, func(s *Style) *dimen.Length { return &s.LetterSpacing }),
		lengths("word-spacing", true, "normal", true, func(s *Style) *dimen.Length { return &s.WordSpacing }),
		enum("text-transform", true, func(s *Style) *Transform { return &s.TextTransform }, map[string]Transform{
			"none": TransformNone, "uppercase": Uppercase, "lowercase": Lowercase, "capitalize": Capitalize}),
		enum("white-space", true, func(s *Style) *WhiteSpace { return &s.WhiteSpace }, map[string]WhiteSpace{
			"normal": Normal, "pre": Pre, "nowrap": Nowrap, "pre-wrap": PreWrap, "pre-line": PreLine}),
		integers("tab-size", true, 0, "", func(s *Style) *int { return &s.TabSize }),
		enum("hyphens", true, func(s *Style) *Hyphens { return &s.Hyphens }, map[string]Hyphens{
			"manual": HyphensManual, "auto": HyphensAuto, "none": HyphensNone}),
		custom("hyphenate-limit-chars", true, func(s *Style) *[3]int { return &s.HyphenateChars }, func(_ *computer, v []token) ([3]int, bool) {
			out := [3]int{5, 2, 2}
			w := words(v)
			for i := range w {
				if i > 2 {
					return out, false
				}
				n, ok := integer(&w[i])
				if !ok && w[i].is("auto") {
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
		}),
		integers("hyphenate-limit-lines", true, 1, "no-limit", func(s *Style) *int { return &s.HyphenateLines }),
		enum("hyphenate-limit-last", true, func(s *Style) *bool { return &s.HyphenateLast }, map[string]bool{
			"none": false, "always": true, "column": true, "page": true, "spread": true}),
		custom("hanging-punctuation", true, func(s *Style) *bool { return &s.HangingPunctuation }, func(_ *computer, v []token) (bool, bool) {
			if len(v) == 1 && v[0].is("none") {
				return false, true
			}
			for _, t := range words(v) {
				if !t.is("first") && !t.is("last") && !t.is("allow-end") && !t.is("force-end") {
					return false, false
				}
			}
			return true, true
		}),
		custom("-quire-protrusion", true, func(s *Style) *[]Protrusion { return &s.Protrusion }, protrusion),
		custom("-quire-expansion", true, func(s *Style) *int32 { return &s.Expansion }, func(_ *computer, v []token) (int32, bool) {
			if len(v) == 1 && v[0].is("none") {
				return 0, true
			}
			if len(v) != 1 {
				return 0, false
			}
			p, ok := percent(&v[0])
			return int32(dimen.Length(65536).MulDiv(int64(p), 100_000)), ok && p >= 0 && p <= 10_000
		}),
		integers("orphans", true, 1, "", func(s *Style) *int { return &s.Orphans }),
		integers("widows", true, 1, "", func(s *Style) *int { return &s.Widows }),
		custom("list-style-type", true, func(s *Style) *string { return &s.ListStyleType }, func(_ *computer, v []token) (string, bool) {
			switch {
			case len(v) != 1:
				return "", false
			case v[0].kind == str:
				return `"` + v[0].text, true
			}
			t := strings.ToLower(v[0].text)
			return t, v[0].kind == ident && knownCounterStyle(t)
		}),
		enum("caption-side", true, func(s *Style) *bool { return &s.CaptionBelow }, map[string]bool{"top": false, "bottom": true}),
		enum("border-collapse", true, func(s *Style) *bool { return &s.BorderCollapse }, map[string]bool{"separate": false, "collapse": true}),
		integers("-quire-line-numbers", true, 1, "none", func(s *Style) *int { return &s.LineNumbers }),
		enum("-quire-paragraph-numbers", true, func(s *Style) *bool { return &s.ParagraphNumbers }, map[string]bool{"none": false, "inside": true}),
		lengths("-quire-baseline-grid", true, "none", false, func(s *Style) *dimen.Length { return &s.BaselineGrid }),
	}
}

// protrusion reads `none | [<string> <percentage> <percentage>]#`: the characters of the string hang out by so much of
// their width, at the left edge and at the right.
func protrusion(_ *computer, v []token) (out []Protrusion, ok bool) {
	if len(v) == 1 && v[0].is("none") {
		return nil, true
	}
	for _, part := range split(v) {
		w := words(part)
		if len(w) != 3 || w[0].kind != str {
			return nil, false
		}
		l, ok1 := percent(&w[1])
		r, ok2 := percent(&w[2])
		if !ok1 || !ok2 || l < -100_000 || l > 100_000 || r < -100_000 || r > 100_000 {
			return nil, false
		}
		for _, ch := range w[0].text {
			if ch == utf8.RuneError {
				return nil, false
			}
			out = append(out, Protrusion{ch, l, r})
		}
	}
	return out, true
}

var breakWords = map[string]Break{"auto": BreakAuto, "avoid": BreakAvoid, "avoid-page": BreakAvoid, "page": BreakPage,
	"always": BreakPage, "left": BreakLeft, "verso": BreakLeft, "right": BreakRight, "recto": BreakRight}

func boxProperties() []property {
	return []property{
		enum("display", false, func(s *Style) *Display { return &s.Display }, map[string]Display{
			"inline": Inline, "block": Block, "list-item": ListItem, "table": Table, "table-row": TableRow,
			"table-cell": TableCell, "table-row-group": TableRowGroup, "table-header-group": TableHeaderGroup,
			"table-caption": TableCaption, "inline-block": InlineBlock, "none": DisplayNone}),
		{"width", false, func(c *computer, v []token) bool {
			c.s.FitContent = false
			if len(v) != 1 {
				return false
			}
			switch {
			case v[0].is("auto"):
				c.s.Width = Dim{Auto: true}
				return true
			case v[0].is("fit-content"):
				c.s.Width, c.s.FitContent = Dim{Auto: true}, true
				return true
			}
			d, ok := c.dim(&v[0])
			c.s.Width = d
			return ok && d.Length >= 0 && d.Percent >= 0
		}, func(to, from *Style) { to.Width, to.FitContent = from.Width, from.FitContent }},
		dims("height", false, "auto", false, func(s *Style) *Dim { return &s.Height }),
		dims("max-width", false, "none", false, func(s *Style) *Dim { return &s.MaxWidth }),
		dims("max-height", false, "none", false, func(s *Style) *Dim { return &s.MaxHeight }),
		enum("break-before", false, func(s *Style) *Break { return &s.BreakBefore }, breakWords),
		enum("break-after", false, func(s *Style) *Break { return &s.BreakAfter }, breakWords),
		enum("break-inside", false, func(s *Style) *bool { return &s.AvoidBreakInside }, map[string]bool{
			"auto": false, "avoid": true, "avoid-page": true}),
		custom("page", false, func(s *Style) *string { return &s.Page }, func(_ *computer, v []token) (string, bool) {
			if len(v) != 1 || v[0].kind != ident {
				return "", false
			}
			if v[0].is("auto") {
				return "", true
			}
			return v[0].text, true
		}),
		{"vertical-align", false, func(c *computer, v []token) bool {
			if len(v) != 1 {
				return false
			}
			if keywords(func(s *Style) *VerticalAlign { return &s.VerticalAlign }, map[string]VerticalAlign{"baseline": Baseline,
				"sub": Sub, "super": Super, "top": Top, "text-top": Top, "middle": Middle, "bottom": Bottom, "text-bottom": Bottom})(c, v) {
				return true
			}
			d, ok := c.dim(&v[0])
			c.s.VerticalAlign, c.s.BaselineShift = Shifted, d.Of(c.s.LineHeight)
			return ok
		}, func(to, from *Style) {
			to.VerticalAlign, to.BaselineShift = from.VerticalAlign, from.BaselineShift
		}},
		flags("text-decoration-line", false, "none", func(s *Style) *Decoration { return &s.Decoration }, map[string]Decoration{
			"underline": Underline, "overline": Overline, "line-through": LineThrough}),
		{"initial-letter", false, func(c *computer, v []token) bool {
			w := words(v)
			if len(w) == 1 && w[0].is("normal") {
				c.s.InitialLetter, c.s.InitialSink = 0, 0
				return true
			}
			if len(w) == 0 || len(w) > 2 {
				return false
			}
			n, ok := integer(&w[0])
			if !ok || n < 1 || n > 9 {
				return false
			}
			sink := n
			if len(w) == 2 {
				switch m, ok := integer(&w[1]); {
				case ok && m >= 1 && m <= n:
					sink = m
				case w[1].is("raise"):
					sink = 1
				case !w[1].is("drop"):
					return false
				}
			}
			c.s.InitialLetter, c.s.InitialSink = n, sink
			return true
		}, func(to, from *Style) { to.InitialLetter, to.InitialSink = from.InitialLetter, from.InitialSink }},
		{"background-color", false, func(c *computer, v []token) bool {
			if len(v) != 1 {
				return false
			}
			if v[0].is("transparent") {
				c.s.HasBackground = false
				return true
			}
			x, ok := color(&v[0])
			c.s.Background, c.s.HasBackground = x, ok
			return ok
		}, func(to, from *Style) { to.Background, to.HasBackground = from.Background, from.HasBackground }},
		{"content", false, func(c *computer, v []token) bool {
			c.s.ContentNormal = len(v) == 1 && v[0].is("normal")
			c.s.Content = nil
			if c.s.ContentNormal || len(v) == 1 && v[0].is("none") {
				return true
			}
			x, ok := contents(v)
			c.s.Content = x
			return ok && len(x) > 0
		}, func(to, from *Style) { to.Content, to.ContentNormal = from.Content, from.ContentNormal }},
		custom("string-set", false, func(s *Style) *[]StringSet { return &s.StringSet }, func(_ *computer, v []token) (out []StringSet, ok bool) {
			if len(v) == 1 && v[0].is("none") {
				return nil, true
			}
			for _, part := range split(v) {
				if len(part) < 2 || part[0].kind != ident {
					return nil, false
				}
				x, ok := contents(part[1:])
				if !ok {
					return nil, false
				}
				out = append(out, StringSet{part[0].text, x})
			}
			return out, true
		}),
		counters("counter-reset", 0, func(s *Style) *[]Counter { return &s.CounterReset }),
		counters("counter-increment", 1, func(s *Style) *[]Counter { return &s.CounterInc }),
		counters("counter-set", 0, func(s *Style) *[]Counter { return &s.CounterSet }),
		enum("table-layout", false, func(s *Style) *bool { return &s.TableFixed }, map[string]bool{"auto": false, "fixed": true}),
		enum("align-content", false, func(s *Style) *Place { return &s.AlignContent }, map[string]Place{
			"normal": AlignStart, "start": AlignStart, "center": AlignMiddle, "end": AlignEnd}),
		custom("-quire-page-label", false, func(s *Style) *string { return &s.PageLabel }, func(_ *computer, v []token) (string, bool) {
			t := strings.ToLower(v[0].text)
			return t, len(v) == 1 && v[0].kind == ident && knownCounterStyle(t)
		}),
		{"size", false, pageSize, func(to, from *Style) { to.PageWidth, to.PageHeight = from.PageWidth, from.PageHeight }},
	}
}

func pageSize(c *computer, v []token) bool {
	var ls []dimen.Length
	landscape, portrait := false, false
	for _, t := range words(v) {
		w, h, known := dimen.Paper(t.text)
		switch {
		case t.kind == ident && known && len(ls) == 0:
			ls = append(ls, w, h)
		case t.is("landscape"):
			landscape = true
		case t.is("portrait"):
			portrait = true
		default:
			l, ok := c.length(&t)
			if !ok || l <= 0 || len(ls) == 2 {
				return false
			}
			ls = append(ls, l)
		}
	}
	switch len(ls) {
	case 0:
		return false
	case 1:
		ls = append(ls, ls[0])
	}
	if landscape && portrait {
		return false
	}
	if landscape && ls[0] < ls[1] || portrait && ls[0] > ls[1] {
		ls[0], ls[1] = ls[1], ls[0]
	}
	c.s.PageWidth, c.s.PageHeight = ls[0], ls[1]
	return true
}
