package style

import "quire/internal/css"

// Color is a colour in its own colour space.
type Color struct {
	Space Space
	C     [4]uint16 // 0–65535 in each channel; the zero Color is black in the black plate alone
}

// Space is a colour space.
type Space uint8

// The colour spaces. Gray counts from 0, black, to 65535, white.
const (
	Gray Space = iota
	RGB
	CMYK
)

// color reads a colour. Ink is opaque, so any alpha other than 1 is a bad value. Grey is printed in black ink alone, as
// black text in three or four inks never registers on a press.
func color(t *css.Token) (Color, bool) {
	c, ok := css.ReadColor(t)
	switch {
	case !ok || !c.IsOpaque():
		return Color{}, false
	case c.Space == css.CMYK:
		return Color{CMYK, c.C}, true
	case c.IsGray():
		return Color{C: [4]uint16{c.C[0]}}, true
	}
	return Color{RGB, c.C}, true
}
