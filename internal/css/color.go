package css

import "strings"

// Color is a colour in its own colour space.
type Color struct {
	Space ColorSpace
	C     [4]uint16 // red, green, blue; or cyan, magenta, yellow, black
	Alpha Fraction  // the opacity, from 0 to 1
}

// ColorSpace is a space of colours.
type ColorSpace uint8

// The spaces of colours.
const (
	RGB ColorSpace = iota
	CMYK
)

// Fraction is Num/Den.
type Fraction struct{ Num, Den int64 }

// opaque is the opacity of an opaque colour.
var opaque = Fraction{1, 1}

// IsOpaque reports whether a colour is opaque.
func (c *Color) IsOpaque() bool { return c.Alpha.Num == c.Alpha.Den }

// ReadColor reads a colour (css-color-4; device-cmyk() of css-color-5): a keyword, #rgb, rgb(), hsl().
func ReadColor(t *Token) (Color, bool) {
	switch t.Kind {
	case Hash:
		return hexColor(t.Text)
	case Ident:
		word := strings.ToLower(t.Text)
		if v, ok := namedColors[word]; ok {
			return rgb(v>>16, v>>8, v, opaque), true
		}
		return Color{Alpha: Fraction{0, 1}}, word == "transparent"
	case Function:
		return colorFunction(t)
	}
	return Color{}, false
}

// colorFunction reads rgb(), hsl() and device-cmyk(), with or without commas between the values.
func colorFunction(t *Token) (c Color, ok bool) {
	channels := map[string]int{"rgb": 3, "rgba": 3, "hsl": 3, "hsla": 3, "device-cmyk": 4}[t.Text]
	var vals []Token
	for _, a := range t.Args {
		switch {
		case a.Kind == Number || a.Kind == Percentage || a.Kind == Dimension && a.Unit == "deg":
			if a.Num > 1e6*a.Den || a.Num < -1e6*a.Den || a.Den > 1e6 {
				return c, false
			}
			vals = append(vals, a)
		case a.Kind != Space && a.Kind != Comma && !a.IsDelim("/"):
			return c, false
		}
	}
	c.Alpha = opaque
	if len(vals) == channels+1 {
		c.Alpha = alpha(&vals[channels])
		vals = vals[:channels]
	}
	if channels == 0 || len(vals) != channels {
		return c, false
	}
	switch t.Text {
	case "rgb", "rgba":
		for i := range vals {
			c.C[i] = channel(&vals[i], 255)
		}
	case "device-cmyk":
		c.Space = CMYK
		for i := range vals {
			c.C[i] = channel(&vals[i], 1)
		}
	default:
		if vals[1].Kind != Percentage || vals[2].Kind != Percentage || vals[0].Kind == Percentage {
			return c, false
		}
		c.C = hsl(&vals[0], int64(channel(&vals[1], 1)), int64(channel(&vals[2], 1)))
	}
	return c, true
}

// alpha reads an opacity: a number from 0 to 1, or a percentage.
func alpha(t *Token) Fraction {
	f := Fraction{t.Num, t.Den}
	if t.Kind == Percentage {
		f.Den *= 100
	}
	switch {
	case f.Num <= 0:
		return Fraction{0, 1}
	case f.Num >= f.Den:
		return opaque
	}
	return f
}

// channel gives a channel in 65535ths, from a number whose maximum is whole, or from a percentage.
func channel(t *Token, whole int64) uint16 {
	if t.Kind == Percentage {
		whole = 100
	}
	whole *= t.Den
	num := max(0, min(t.Num, whole))
	return uint16((65535*num + whole/2) / whole)
}

// hsl converts hue in degrees, saturation and lightness to red, green and blue (css-color-4, §7.1), in integers.
func hsl(hue *Token, sat, light int64) (out [4]uint16) {
	const turn = 12 * 4096
	den := 360 * hue.Den
	num := hue.Num % den
	if num < 0 {
		num += den
	}
	h := (turn*num + den/2) / den % turn
	a := sat * min(light, 65535-light) / 65535
	for i, n := range [3]int64{0, 8, 4} {
		k := (n*4096 + h) % turn
		f := max(-4096, min(k-3*4096, 9*4096-k, 4096))
		out[i] = uint16(max(0, min(light-a*f/4096, 65535)))
	}
	return out
}

func hexColor(s string) (Color, bool) {
	var v [8]uint32
	if len(s) > 8 {
		return Color{}, false
	}
	for i := range len(s) {
		h := hexValue(s[i])
		if h < 0 {
			return Color{}, false
		}
		v[i] = uint32(h)
	}
	short, a := len(s) == 3 || len(s) == 4, Fraction{255, 255}
	switch len(s) {
	case 4:
		a.Num = int64(v[3] * 17)
	case 8:
		a.Num = int64(v[6]<<4 | v[7])
	case 3, 6:
	default:
		return Color{}, false
	}
	if short {
		return rgb(v[0]*17, v[1]*17, v[2]*17, a), true
	}
	return rgb(v[0]<<4|v[1], v[2]<<4|v[3], v[4]<<4|v[5], a), true
}

// rgb makes a colour; the low eight bits of each channel count.
func rgb(r, g, b uint32, alpha Fraction) Color {
	return Color{C: [4]uint16{uint16(r&255) * 257, uint16(g&255) * 257, uint16(b&255) * 257}, Alpha: alpha}
}

// IsGray reports whether a colour of red, green and blue is a shade of grey.
func (c *Color) IsGray() bool { return c.Space == RGB && c.C[0] == c.C[1] && c.C[1] == c.C[2] }
