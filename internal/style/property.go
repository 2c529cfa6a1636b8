package style

import (
	"strings"

	"quire/internal/css"
	"quire/internal/dimen"
)

// property is a longhand property. It knows how its value is computed and how it is copied for inherit and initial.
type property struct {
	name     string
	inherits bool
	// set reads the value, which is never empty and has no spaces at its ends. It returns false for a bad value.
	set  func(c *computer, v []css.Token) bool
	copy func(to, from *Style)
}

// keywords makes a setter for an enumeration.
func keywords[T any](field func(*Style) *T, values map[string]T) func(*computer, []css.Token) bool {
	return func(c *computer, v []css.Token) bool {
		if len(v) != 1 || v[0].Kind != css.Ident {
			return false
		}
		x, ok := values[strings.ToLower(v[0].Text)]
		if ok {
			*field(c.s) = x
		}
		return ok
	}
}

func enum[T any](name string, inherits bool, field func(*Style) *T, values map[string]T) property {
	return property{name, inherits, keywords(field, values), func(to, from *Style) { *field(to) = *field(from) }}
}

// flags makes a setter for a set of keywords, which may be combined; none is the keyword for no flags.
func flags[T ~uint8 | ~uint16](name string, inherits bool, none string, field func(*Style) *T, values map[string]T) property {
	set := func(c *computer, v []css.Token) bool {
		var x T
		for i := range v {
			if v[i].Kind == css.Space {
				continue
			}
			if v[i].Is(none) {
				*field(c.s) = 0
				return len(v) == 1
			}
			f, ok := values[strings.ToLower(v[i].Text)]
			if !ok || v[i].Kind != css.Ident {
				return false
			}
			x |= f
		}
		*field(c.s) = x
		return true
	}
	return property{name, inherits, set, func(to, from *Style) { *field(to) = *field(from) }}
}

// dims makes a property with a dimension; auto is its keyword none or auto, or "".
func dims(name string, inherits bool, auto string, negative bool, field func(*Style) *Dim) property {
	set := func(c *computer, v []css.Token) bool {
		if len(v) != 1 {
			return false
		}
		if auto != "" && v[0].Is(auto) {
			*field(c.s) = Dim{Auto: true}
			return true
		}
		d, ok := c.dim(&v[0])
		if !negative {
			d, ok = d.nonNegative(&v[0], ok)
		}
		if ok {
			*field(c.s) = d
		}
		return ok
	}
	return property{name, inherits, set, func(to, from *Style) { *field(to) = *field(from) }}
}

// nonNegative rejects a negative value. A calculated one becomes 0 (css-values-4, §10.12).
func (d Dim) nonNegative(t *css.Token, ok bool) (Dim, bool) {
	if t.Kind == css.Function && ok {
		return extreme('M', []Dim{{}, d}), true
	}
	return d, ok && d.Length >= 0 && d.Percent >= 0
}

func lengths(name string, inherits bool, zero string, negative bool, field func(*Style) *dimen.Length) property {
	set := func(c *computer, v []css.Token) bool {
		if len(v) != 1 {
			return false
		}
		if zero != "" && v[0].Is(zero) {
			*field(c.s) = 0
			return true
		}
		l, ok := c.length(&v[0])
		if !negative && v[0].Kind == css.Function {
			l = max(l, 0)
		}
		if !ok || !negative && l < 0 {
			return false
		}
		*field(c.s) = l
		return true
	}
	return property{name, inherits, set, func(to, from *Style) { *field(to) = *field(from) }}
}

func integers(name string, inherits bool, least int, none string, field func(*Style) *int) property {
	set := func(c *computer, v []css.Token) bool {
		if len(v) != 1 {
			return false
		}
		if none != "" && v[0].Is(none) {
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
	set := func(c *computer, v []css.Token) bool {
		w := css.Words(v)
		if len(w) == 1 && w[0].Is("none") {
			*field(c.s) = nil
			return true
		}
		var out []Counter
		for i := 0; i < len(w); i++ {
			if w[i].Kind != css.Ident || w[i].Is("none") {
				return false
			}
			ct := Counter{w[i].Text, value}
			if i+1 < len(w) && w[i+1].Kind == css.Number {
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

func custom[T any](name string, inherits bool, field func(*Style) *T, set func(c *computer, v []css.Token) (T, bool)) property {
	return property{name, inherits, func(c *computer, v []css.Token) bool {
		x, ok := set(c, v)
		if ok {
			*field(c.s) = x
		}
		return ok
	}, func(to, from *Style) { *field(to) = *field(from) }}
}

// colorOrText makes the colour of a line. If the value is currentcolor, has is false and the line has the colour of the
// text.
func colorOrText(name string, field func(*Style) (color *Color, has *bool)) property {
	set := func(c *computer, v []css.Token) bool {
		if len(v) != 1 {
			return false
		}
		to, has := field(c.s)
		if v[0].Is("currentcolor") {
			*has = false
			return true
		}
		x, ok := color(&v[0])
		if ok {
			*to, *has = x, true
		}
		return ok
	}
	return property{name, false, set, func(to, from *Style) {
		c, has := field(to)
		c0, has0 := field(from)
		*c, *has = *c0, *has0
	}}
}

// properties are all known properties in the order in which they are computed: those that others refer to come first.
var properties = makeProperties()

// propertyIndex finds a property by its name.
var propertyIndex = func() map[string]int {
	m := map[string]int{}
	for i, p := range properties {
		m[p.name] = i
	}
	return m
}()

var fontSizeIndex = propertyIndex["font-size"]

var sides = [4]string{"top", "right", "bottom", "left"}

func makeProperties() []property {
	// Properties that others refer to come first: ex and ch depend on the face, other lengths on the font size and the
	// line height.
	ps := fontProperties()
	ps = append(ps,
		custom("font-size", true, func(s *Style) *dimen.Length { return &s.FontSize }, fontSize),
		property{"line-height", true, lineHeight, func(to, from *Style) {
			to.LineHeight, to.lineFactor = from.LineHeight, from.lineFactor
			if f := from.lineFactor; f[1] != 0 {
				to.LineHeight = to.FontSize.MulDiv(f[0], f[1])
			}
		}},
	)
	for i, side := range sides {
		ps = append(ps,
			dims("margin-"+side, false, "auto", true, func(s *Style) *Dim { return &s.Margin[i] }),
			dims("padding-"+side, false, "", false, func(s *Style) *Dim { return &s.Padding[i] }),
			custom("border-"+side+"-width", false, func(s *Style) *dimen.Length { return &s.Border[i].width }, borderWidth),
			enum("border-"+side+"-style", false, func(s *Style) *Line { return &s.Border[i].Style }, lineWords),
			colorOrText("border-"+side+"-color", func(s *Style) (*Color, *bool) { return &s.Border[i].Color, &s.Border[i].HasColor }))
	}
	ps = append(ps, textProperties()...)
	ps = append(ps, lineProperties()...)
	return append(ps, boxProperties()...)
}

var lineWords = map[string]Line{
	"none": NoLine, "hidden": NoLine, "solid": Solid, "double": Double, "dashed": Dashed, "dotted": Dotted,
}

func fontSize(c *computer, v []css.Token) (dimen.Length, bool) {
	if len(v) != 1 {
		return 0, false
	}
	c.inFontSize = true
	defer func() { c.inFontSize = false }()
	if v[0].Kind == css.Ident {
		switch strings.ToLower(v[0].Text) {
		case "smaller":
			return c.parent.FontSize.MulDiv(5, 6), true
		case "larger":
			return c.parent.FontSize.MulDiv(6, 5), true
		}
		// The steps of css-fonts-4, §2.5.1, around the initial size.
		f, ok := map[string][2]int64{
			"xx-small": {3, 5}, "x-small": {3, 4}, "small": {8, 9}, "medium": {1, 1},
			"large": {6, 5}, "x-large": {3, 2}, "xx-large": {2, 1}, "xxx-large": {3, 1},
		}[strings.ToLower(v[0].Text)]
		if !ok {
			return 0, false
		}
		return (12 * dimen.PT).MulDiv(f[0], f[1]), true
	}
	d, ok := c.dim(&v[0])
	l := d.Of(c.parent.FontSize)
	return l, ok && l > 0 && l < 2000*dimen.PT
}

func lineHeight(c *computer, v []css.Token) bool {
	if len(v) != 1 {
		return false
	}
	t := &v[0]
	c.s.lineFactor = [2]int64{}
	switch {
	case t.Is("normal"):
		c.s.lineFactor = [2]int64{6, 5}
	default:
		if num, den, ok := numeric(t); ok && num != 0 {
			if num < 0 || num > 100*den {
				return false
			}
			c.s.lineFactor = [2]int64{num, den}
			break
		}
		if t.Unit == "lh" { // refers to the parent's here (css-values-4, §6.1.1)
			l, ok := scale(c.parent.LineHeight, t)
			c.s.LineHeight = l
			return ok && l > 0
		}
		d, ok := c.dim(t)
		l := d.Of(c.s.FontSize)
		if !ok || l <= 0 {
			return false
		}
		c.s.LineHeight = l
		return true
	}
	c.s.LineHeight = c.s.FontSize.MulDiv(c.s.lineFactor[0], c.s.lineFactor[1])
	return true
}

func borderWidth(c *computer, v []css.Token) (dimen.Length, bool) {
	if len(v) != 1 {
		return 0, false
	}
	switch {
	case v[0].Is("thin"):
		return dimen.PT / 2, true
	case v[0].Is("medium"):
		return medium, true
	case v[0].Is("thick"):
		return 2 * dimen.PT, true
	}
	l, ok := c.length(&v[0])
	return l, ok && l >= 0
}
