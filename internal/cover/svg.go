package cover

import (
	"encoding/xml"
	"fmt"
	"image"
	"strconv"
	"strings"

	"quire/internal/font"
)

// SVG gives the cover as a drawing without text, which needs no fonts.
func (c *Cover) SVG() []byte { return c.Part(image.Rect(0, 0, Width, Height)) }

// Part draws the part of the cover within a box.
func (c *Cover) Part(box image.Rectangle) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="%d %d %d %d" role="img" aria-labelledby="title">`,
		box.Dx(), box.Dy(), box.Min.X, box.Min.Y, box.Dx(), box.Dy())
	b.WriteString("\n<title id=\"title\">")
	_ = xml.EscapeText(&b, []byte(c.Title)) // a strings.Builder takes everything
	b.WriteString("</title>\n")
	for _, s := range c.shapes {
		fmt.Fprintf(&b, `<path fill="#%02x%02x%02x" d="`, s.fill.r, s.fill.g, s.fill.b)
		for _, p := range s.contours {
			path(&b, p)
		}
		b.WriteString("\"/>\n")
	}
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

func path(b *strings.Builder, c []font.Point) {
	put := func(cmd byte, ps ...font.Point) {
		b.WriteByte(cmd)
		for i, p := range ps {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(decimal(p.X) + " " + decimal(p.Y))
		}
	}
	segments(c, func(p font.Point) { put('M', p) }, func(p font.Point) { put('L', p) }, func(q, p font.Point) { put('Q', q, p) })
	b.WriteByte('Z')
}

// decimal gives a number of 1/64 pixels in pixels with two decimals.
func decimal(v int64) string {
	neg := v < 0
	if neg {
		v = -v
	}
	v = (v*100 + unit/2) / unit
	s := strconv.FormatInt(v/100, 10)
	if f := v % 100; f > 0 {
		s += "." + strings.TrimRight(fmt.Sprintf("%02d", f), "0")
	}
	if neg && s != "0" {
		s = "-" + s
	}
	return s
}

// segments calls a function for each segment of a contour, with the on-curve points that consecutive control points
// imply.
func segments(c []font.Point, move, line func(p font.Point), quad func(q, p font.Point)) {
	if len(c) == 0 {
		return
	}
	mid := func(a, b font.Point) font.Point { return font.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2, On: true} }
	start := c[0]
	move(start)
	var control *font.Point
	for i := 1; i <= len(c); i++ {
		p := c[i%len(c)]
		switch {
		case p.On && control != nil:
			quad(*control, p)
			control = nil
		case p.On:
			line(p)
		case control != nil:
			quad(*control, mid(*control, p))
			control = &p
		default:
			control = &p
		}
	}
}
