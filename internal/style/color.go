package style

import (
	"strings"

	"quire/internal/dimen"
)

// color reads a colour (css-color-4; device-cmyk() of css-color-5): a keyword, #rgb, rgb(), hsl(). Ink is opaque: an
// alpha other than 1 is a bad value.
func color(t *token) (Color, bool) {
	switch t.kind {
	case hash:
		return hexColor(t.text)
	case ident:
		if v, ok := named[strings.ToLower(t.text)]; ok {
			return rgb(int64(v>>16), int64(v>>8&255), int64(v&255)), true
		}
	case function:
		var vals []token
		for _, a := range t.args {
			switch {
			case a.kind == number || a.kind == percentage || a.kind == dimension && a.unit == "deg":
				vals = append(vals, a)
			case a.kind != space && a.kind != comma && !(a.kind == delim && a.text == "/"):
				return Color{}, false
			}
		}
		for _, v := range vals {
			if v.num > 1e6*v.den || v.num < -1e6*v.den || v.den > 1e6 {
				return Color{}, false
			}
		}
		channels, alpha := 3, t.text != "device-cmyk"
		if !alpha {
			channels = 4
		}
		if alpha && len(vals) == 4 && of(vals[3], 1) == 65535 {
			vals = vals[:3]
		}
		if len(vals) != channels {
			return Color{}, false
		}
		c := Color{}
		switch t.text {
		case "rgb", "rgba":
			c.Space = RGB
			for i, v := range vals {
				c.C[i] = uint16(of(v, 255))
			}
			return neutral(c), true
		case "hsl", "hsla":
			if vals[1].kind != percentage || vals[2].kind != percentage || vals[0].kind == percentage {
				return Color{}, false
			}
			return neutral(hsl(&vals[0], of(vals[1], 1), of(vals[2], 1))), true
		case "device-cmyk":
			c.Space = CMYK
			for i, v := range vals {
				c.C[i] = uint16(of(v, 1))
			}
			return c, true
		}
	}
	return Color{}, false
}

// of gives a channel in 65535ths: of a number that is full at whole, or of a percentage.
func of(t token, whole int64) int64 {
	if t.kind == percentage {
		whole = 100
	}
	return int64(max(0, min(dimen.Length(65535).MulDiv(t.num, t.den*whole), 65535)))
}

// hsl turns hue in degrees, saturation and lightness into red, green and blue (css-color-4, §7.1), in integers.
func hsl(hue *token, sat, light int64) Color {
	const turn = 12 * 4096
	h := int64(dimen.Length(turn).MulDiv(hue.num, 360*hue.den)) % turn
	if h < 0 {
		h += turn
	}
	a := sat * min(light, 65535-light) / 65535
	c := Color{Space: RGB}
	for i, n := range [3]int64{0, 8, 4} {
		k := (n*4096 + h) % turn
		f := max(-4096, min(k-3*4096, 9*4096-k, 4096))
		c.C[i] = uint16(max(0, min(light-a*f/4096, 65535)))
	}
	return c
}

func hexColor(s string) (Color, bool) {
	var v [8]int64
	if len(s) > 8 {
		return Color{}, false
	}
	for i := range len(s) {
		h := hexValue(s[i])
		if h < 0 {
			return Color{}, false
		}
		v[i] = int64(h)
	}
	switch {
	case len(s) == 3, len(s) == 4 && v[3] == 15:
		return rgb(v[0]*17, v[1]*17, v[2]*17), true
	case len(s) == 6, len(s) == 8 && v[6] == 15 && v[7] == 15:
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

// named are the keywords of css-color-4, §6.1.
var named = map[string]uint32{
	"aliceblue": 0xf0f8ff, "antiquewhite": 0xfaebd7, "aqua": 0x00ffff, "aquamarine": 0x7fffd4, "azure": 0xf0ffff,
	"beige": 0xf5f5dc, "bisque": 0xffe4c4, "black": 0x000000, "blanchedalmond": 0xffebcd, "blue": 0x0000ff,
	"blueviolet": 0x8a2be2, "brown": 0xa52a2a, "burlywood": 0xdeb887, "cadetblue": 0x5f9ea0, "chartreuse": 0x7fff00,
	"chocolate": 0xd2691e, "coral": 0xff7f50, "cornflowerblue": 0x6495ed, "cornsilk": 0xfff8dc, "crimson": 0xdc143c,
	"cyan": 0x00ffff, "darkblue": 0x00008b, "darkcyan": 0x008b8b, "darkgoldenrod": 0xb8860b, "darkgray": 0xa9a9a9,
	"darkgreen": 0x006400, "darkgrey": 0xa9a9a9, "darkkhaki": 0xbdb76b, "darkmagenta": 0x8b008b,
	"darkolivegreen": 0x556b2f, "darkorange": 0xff8c00, "darkorchid": 0x9932cc, "darkred": 0x8b0000,
	"darksalmon": 0xe9967a, "darkseagreen": 0x8fbc8f, "darkslateblue": 0x483d8b, "darkslategray": 0x2f4f4f,
	"darkslategrey": 0x2f4f4f, "darkturquoise": 0x00ced1, "darkviolet": 0x9400d3, "deeppink": 0xff1493,
	"deepskyblue": 0x00bfff, "dimgray": 0x696969, "dimgrey": 0x696969, "dodgerblue": 0x1e90ff, "firebrick": 0xb22222,
	"floralwhite": 0xfffaf0, "forestgreen": 0x228b22, "fuchsia": 0xff00ff, "gainsboro": 0xdcdcdc,
	"ghostwhite": 0xf8f8ff, "gold": 0xffd700, "goldenrod": 0xdaa520, "gray": 0x808080, "green": 0x008000,
	"greenyellow": 0xadff2f, "grey": 0x808080, "honeydew": 0xf0fff0, "hotpink": 0xff69b4, "indianred": 0xcd5c5c,
	"indigo": 0x4b0082, "ivory": 0xfffff0, "khaki": 0xf0e68c, "lavender": 0xe6e6fa, "lavenderblush": 0xfff0f5,
	"lawngreen": 0x7cfc00, "lemonchiffon": 0xfffacd, "lightblue": 0xadd8e6, "lightcoral": 0xf08080,
	"lightcyan": 0xe0ffff, "lightgoldenrodyellow": 0xfafad2, "lightgray": 0xd3d3d3, "lightgreen": 0x90ee90,
	"lightgrey": 0xd3d3d3, "lightpink": 0xffb6c1, "lightsalmon": 0xffa07a, "lightseagreen": 0x20b2aa,
	"lightskyblue": 0x87cefa, "lightslategray": 0x778899, "lightslategrey": 0x778899, "lightsteelblue": 0xb0c4de,
	"lightyellow": 0xffffe0, "lime": 0x00ff00, "limegreen": 0x32cd32, "linen": 0xfaf0e6, "magenta": 0xff00ff,
	"maroon": 0x800000, "mediumaquamarine": 0x66cdaa, "mediumblue": 0x0000cd, "mediumorchid": 0xba55d3,
	"mediumpurple": 0x9370db, "mediumseagreen": 0x3cb371, "mediumslateblue": 0x7b68ee, "mediumspringgreen": 0x00fa9a,
	"mediumturquoise": 0x48d1cc, "mediumvioletred": 0xc71585, "midnightblue": 0x191970, "mintcream": 0xf5fffa,
	"mistyrose": 0xffe4e1, "moccasin": 0xffe4b5, "navajowhite": 0xffdead, "navy": 0x000080, "oldlace": 0xfdf5e6,
	"olive": 0x808000, "olivedrab": 0x6b8e23, "orange": 0xffa500, "orangered": 0xff4500, "orchid": 0xda70d6,
	"palegoldenrod": 0xeee8aa, "palegreen": 0x98fb98, "paleturquoise": 0xafeeee, "palevioletred": 0xdb7093,
	"papayawhip": 0xffefd5, "peachpuff": 0xffdab9, "peru": 0xcd853f, "pink": 0xffc0cb, "plum": 0xdda0dd,
	"powderblue": 0xb0e0e6, "purple": 0x800080, "rebeccapurple": 0x663399, "red": 0xff0000, "rosybrown": 0xbc8f8f,
	"royalblue": 0x4169e1, "saddlebrown": 0x8b4513, "salmon": 0xfa8072, "sandybrown": 0xf4a460, "seagreen": 0x2e8b57,
	"seashell": 0xfff5ee, "sienna": 0xa0522d, "silver": 0xc0c0c0, "skyblue": 0x87ceeb, "slateblue": 0x6a5acd,
	"slategray": 0x708090, "slategrey": 0x708090, "snow": 0xfffafa, "springgreen": 0x00ff7f, "steelblue": 0x4682b4,
	"tan": 0xd2b48c, "teal": 0x008080, "thistle": 0xd8bfd8, "tomato": 0xff6347, "turquoise": 0x40e0d0,
	"violet": 0xee82ee, "wheat": 0xf5deb3, "white": 0xffffff, "whitesmoke": 0xf5f5f5, "yellow": 0xffff00,
	"yellowgreen": 0x9acd32,
}
