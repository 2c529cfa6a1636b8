package style

import (
	"strings"

	"quire/internal/dimen"
)

func dimenDecimal(s string) (int64, int64, bool) { return dimen.ParseDecimal(s) }

// computer computes the values of one node: its style so far, and what its units refer to.
type computer struct {
	s      *Style
	parent *Style
	root   *Style // nil while the root itself is computed
	// onFont is set while font-size is computed, where em, ex, ch and lh refer to the parent.
	onFont bool
}

// em is what the unit em refers to.
func (c *computer) em() dimen.Length {
	if c.onFont {
		return c.parent.FontSize
	}
	return c.s.FontSize
}

// length computes a dimension token or a zero. ex and ch are half an em, CSS's own fallback (css-values-4, §6.1.1),
// so that the page doesn't move with the fonts that happen to be at hand.
func (c *computer) length(t *token) (dimen.Length, bool) {
	switch t.kind {
	case number:
		return 0, t.num == 0
	case dimension:
		var base dimen.Length
		switch t.unit {
		case "em":
			base = c.em()
		case "ex", "ch", "en":
			base = c.em() / 2
		case "rem":
			base = c.em()
			if c.root != nil {
				base = c.root.FontSize
			} else if !c.onFont {
				base = c.s.FontSize
			}
		case "lh":
			base = c.s.LineHeight
			if c.onFont {
				base = c.parent.LineHeight
			}
		case "rlh":
			base = c.s.LineHeight
			if c.root != nil {
				base = c.root.LineHeight
			}
		default:
			n := len(t.text) - len(t.unit)
			if n <= 0 {
				return 0, false
			}
			return dimen.Parse(t.text[:n], t.unit)
		}
		return scale(base, t)
	case function:
		d, ok := c.dim(t)
		return d.Length, ok && d.Percent == 0 && !d.Auto
	}
	return 0, false
}

// scale is base times a number, where it is of a size that paper can have.
func scale(base dimen.Length, t *token) (dimen.Length, bool) {
	if t.num > 100_000*t.den || -t.num > 100_000*t.den {
		return 0, false
	}
	return base.MulDiv(t.num, t.den), true
}

// percent gives a percentage in thousandths.
func percent(t *token) (int32, bool) {
	if t.kind != percentage || t.num > 100_000*t.den || -t.num > 100_000*t.den {
		return 0, false
	}
	return int32(dimen.Length(1000).MulDiv(t.num, t.den)), true
}

// dim computes a length, a percentage or a calc() of them.
func (c *computer) dim(t *token) (Dim, bool) {
	if p, ok := percent(t); ok {
		return Dim{Percent: p}, true
	}
	if t.kind == function {
		if t.text != "calc" {
			return Dim{}, false
		}
		v, ok := c.sum(t.args, 0)
		return v.dim, ok && !v.number
	}
	l, ok := c.length(t)
	return Dim{Length: l}, ok
}

// term is a value within calc(): a number (num/den) or a dimension.
type term struct {
	number   bool
	num, den int64
	dim      Dim
}

// sum reads a sum of products (css-values-4, §10.8).
func (c *computer) sum(ts []token, depth int) (term, bool) {
	ts = trim(ts)
	if depth > 16 || len(ts) == 0 {
		return term{}, false
	}
	// + and - are operators only with spaces around them.
	var acc term
	from, op, first := 0, byte('+'), true
	for i := 0; i <= len(ts); i++ {
		end := i == len(ts)
		if !end && !(ts[i].kind == delim && (ts[i].text == "+" || ts[i].text == "-") && i > 0 && ts[i-1].kind == space) {
			continue
		}
		v, ok := c.product(words(ts[from:i]), depth)
		if !ok {
			return term{}, false
		}
		switch {
		case first:
			acc, first = v, false
		case acc.number != v.number:
			return term{}, false
		case v.number:
			if op == '-' {
				v.num = -v.num
			}
			acc.num, acc.den = acc.num*v.den+v.num*acc.den, acc.den*v.den
			acc = acc.reduced()
		default:
			sign := dimen.Length(1)
			if op == '-' {
				sign = -1
			}
			acc.dim.Length += sign * v.dim.Length
			acc.dim.Percent += int32(sign) * v.dim.Percent
		}
		if !end {
			op, from = ts[i].text[0], i+1
		}
	}
	return acc, true
}

func (t term) reduced() term {
	a, b := t.num, t.den
	if a < 0 {
		a = -a
	}
	for b != 0 {
		a, b = b, a%b
	}
	if a > 1 {
		t.num, t.den = t.num/a, t.den/a
	}
	return t
}

func (c *computer) product(ts []token, depth int) (term, bool) {
	var acc term
	for i := 0; i < len(ts); i += 2 {
		v, ok := c.factor(&ts[i], depth)
		if !ok {
			return term{}, false
		}
		if i == 0 {
			acc = v
			continue
		}
		if o := &ts[i-1]; o.kind != delim || o.text != "*" && o.text != "/" {
			return term{}, false
		} else if o.text == "/" {
			if !v.number || v.num == 0 {
				return term{}, false
			}
			v.num, v.den = v.den, v.num
			if v.den < 0 {
				v.num, v.den = -v.num, -v.den
			}
		}
		switch {
		case acc.number && v.number:
			acc.num, acc.den = acc.num*v.num, acc.den*v.den
			acc = acc.reduced()
		case v.number:
			acc.dim = acc.dim.times(v.num, v.den)
		case acc.number:
			acc = term{dim: v.dim.times(acc.num, acc.den)}
		default:
			return term{}, false
		}
		if acc.num > 1e8 || acc.num < -1e8 || acc.den > 1e8 {
			return term{}, false
		}
	}
	return acc, len(ts)%2 == 1
}

func (d Dim) times(num, den int64) Dim {
	return Dim{Length: d.Length.MulDiv(num, den), Percent: int32(dimen.Length(d.Percent).MulDiv(num, den))}
}

func (c *computer) factor(t *token, depth int) (term, bool) {
	switch t.kind {
	case number:
		if t.num > 1e8 || t.num < -1e8 || t.den > 1e8 {
			return term{}, false
		}
		return term{number: true, num: t.num, den: t.den}, true
	case paren:
		return c.sum(t.args, depth+1)
	case function:
		if t.text != "calc" {
			return term{}, false
		}
		return c.sum(t.args, depth+1)
	}
	d, ok := c.dim(t)
	return term{dim: d}, ok
}

// integer reads a whole number.
func integer(t *token) (int, bool) {
	if t.kind != number || t.den != 1 || t.num > 1<<20 || t.num < -1<<20 {
		return 0, false
	}
	return int(t.num), true
}

// color reads a colour: a keyword, #rgb, rgb(), gray shades by keyword, device-cmyk() (css-color-5).
func color(t *token) (Color, bool) {
	switch t.kind {
	case hash:
		return hexColor(t.text)
	case ident:
		name := strings.ToLower(t.text)
		if v, ok := grays[name]; ok {
			return Color{C: [4]uint16{uint16(v) * 257}}, true
		}
		if v, ok := named[name]; ok {
			return rgb(int64(v>>16), int64(v>>8&255), int64(v&255)), true
		}
	case function:
		var vals []token
		for _, a := range t.args {
			if a.kind == number || a.kind == percentage {
				vals = append(vals, a)
			} else if a.kind != space && a.kind != comma {
				return Color{}, false
			}
		}
		of := func(t token, whole int64) int64 {
			if t.kind == percentage {
				whole = 100
			}
			return int64(max(0, min(dimen.Length(65535).MulDiv(t.num, t.den*whole), 65535)))
		}
		c := Color{}
		switch {
		case t.text == "rgb" && len(vals) == 3:
			c.Space = RGB
			for i, v := range vals {
				c.C[i] = uint16(of(v, 255))
			}
			return neutral(c), true
		case t.text == "device-cmyk" && len(vals) == 4:
			c.Space = CMYK
			for i, v := range vals {
				c.C[i] = uint16(of(v, 1))
			}
			return c, true
		}
	}
	return Color{}, false
}

func hexColor(s string) (Color, bool) {
	var v [6]int64
	for i := range len(s) {
		h := hexValue(s[i])
		if h < 0 || i >= 6 {
			return Color{}, false
		}
		v[i] = int64(h)
	}
	switch len(s) {
	case 3:
		return rgb(v[0]*17, v[1]*17, v[2]*17), true
	case 6:
		return rgb(v[0]<<4|v[1], v[2]<<4|v[3], v[4]<<4|v[5]), true
	}
	return Color{}, false
}

func rgb(r, g, b int64) Color {
	return neutral(Color{Space: RGB, C: [4]uint16{uint16(r) * 257, uint16(g) * 257, uint16(b) * 257}})
}

// neutral prints what is grey in black ink alone: black text of three or four inks never registers on a press.
func neutral(c Color) Color {
	if c.C[0] == c.C[1] && c.C[1] == c.C[2] {
		return Color{C: [4]uint16{c.C[0]}}
	}
	return c
}

var grays = map[string]uint8{
	"black": 0, "dimgray": 105, "dimgrey": 105, "gray": 128, "grey": 128, "darkgray": 169,
	"darkgrey": 169, "silver": 192, "lightgray": 211, "lightgrey": 211, "gainsboro": 220, "whitesmoke": 245, "white": 255,
}

var named = map[string]uint32{
	"red": 0xff0000, "maroon": 0x800000, "yellow": 0xffff00, "olive": 0x808000, "lime": 0x00ff00,
	"green": 0x008000, "aqua": 0x00ffff, "cyan": 0x00ffff, "teal": 0x008080, "blue": 0x0000ff, "navy": 0x000080,
	"fuchsia": 0xff00ff, "magenta": 0xff00ff, "purple": 0x800080, "orange": 0xffa500, "brown": 0xa52a2a,
	"crimson": 0xdc143c, "darkred": 0x8b0000, "firebrick": 0xb22222, "darkblue": 0x00008b, "darkgreen": 0x006400,
	"indigo": 0x4b0082, "sienna": 0xa0522d, "saddlebrown": 0x8b4513, "rebeccapurple": 0x663399, "steelblue": 0x4682b4,
}
