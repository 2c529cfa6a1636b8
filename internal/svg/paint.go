package svg

import (
	"strings"

	"quire/internal/css"
	"quire/internal/dimen"
	"quire/internal/page"
)

// painted gives an outline with the fill and the stroke of its style.
func (r *reader) painted(o outline, s style, m matrix, bounds box) []*page.Shape {
	if len(o) == 0 || s["visibility"] == "hidden" || s["visibility"] == "collapse" {
		return nil
	}
	out := &page.Shape{EvenOdd: s["fill-rule"] == "evenodd"}
	fill := s["fill"]
	if fill == "" {
		fill = "black"
	}
	out.Fill = r.paint(fill, r.opacity(s["fill-opacity"]), s, m, bounds)
	if v := s["stroke"]; v != "" {
		out.Stroke = r.paint(v, r.opacity(s["stroke-opacity"]), s, m, bounds)
	}
	scale, even := m.scale()
	if out.Stroke != nil {
		out.Line = r.strokeLine(s, 1)
		if out.Line.Width == 0 {
			out.Stroke = nil
		}
	}
	switch {
	case out.Fill == nil && out.Stroke == nil || scale == 0:
		return nil
	case out.Stroke == nil || even:
		out.Path = o.path(m)
		if out.Stroke != nil {
			out.Line = r.strokeLine(s, scale)
		}
	default:
		// The path goes through a matrix that never enlarges, so that rounding loses nothing.
		out.Path, out.Line = o.path(matrix{a: scale, d: scale}), r.strokeLine(s, scale)
		out.Matrix = m.mul(matrix{a: 1 / scale, d: 1 / scale}).fixed()
	}
	return []*page.Shape{out}
}

// strokeLine gives the stroke of a style, scaled.
func (r *reader) strokeLine(s style, scale float64) page.Line {
	l := page.Line{MiterLimit: 4 * dimen.PT, Width: length(scale)}
	lengthOf := func(name string) float64 {
		v, ok := r.length(s[name], s.fontSize(), r.diagonal())
		if !ok || v < 0 && name != "stroke-dashoffset" {
			r.needPixels("it has “%s: %s”", name, shortened(s[name]))
		}
		return v * scale
	}
	if s["stroke-width"] != "" {
		l.Width = length(lengthOf("stroke-width"))
	}
	if v, ok := number(s["stroke-miterlimit"]); ok && v >= 1 {
		l.MiterLimit = length(v)
	}
	l.Cap = map[string]uint8{"round": 1, "square": 2}[s["stroke-linecap"]]
	l.Join = map[string]uint8{"round": 1, "bevel": 2}[s["stroke-linejoin"]]
	if d := s["stroke-dasharray"]; d != "" && d != "none" {
		sum := dimen.Length(0)
		for v := range strings.FieldsFuncSeq(d, func(c rune) bool { return c == ',' || c <= ' ' }) {
			px, ok := r.length(v, s.fontSize(), r.diagonal())
			if !ok || px < 0 || len(l.Dash) > 64 {
				r.needPixels("it has “stroke-dasharray: %s”", shortened(d))
				break
			}
			l.Dash = append(l.Dash, length(px*scale))
			sum += l.Dash[len(l.Dash)-1]
		}
		if len(l.Dash)%2 == 1 { // an odd list counts twice
			l.Dash = append(l.Dash, l.Dash...)
		}
		if sum == 0 {
			l.Dash = nil
		} else if s["stroke-dashoffset"] != "" {
			l.Phase = length(lengthOf("stroke-dashoffset"))
			for sum *= 2; l.Phase < 0; { // PDF has no negative phase
				l.Phase += sum * ((-l.Phase + sum - 1) / sum)
			}
		}
	}
	return l
}

// paint reads a fill or a stroke; nil is none.
func (r *reader) paint(v string, alpha float64, s style, m matrix, bounds box) *page.Paint {
	if v == "none" || alpha == 0 {
		return nil
	}
	if strings.HasPrefix(v, "url(") {
		e := r.referenced(v)
		if e == nil {
			ts := tokens(v)
			if len(ts) == 0 {
				return nil
			}
			if other := css.Source(ts[1:]); other != "" { // the fallback
				return r.paint(other, alpha, s, m, bounds)
			}
			return nil
		}
		return r.gradient(e, alpha, s, m, bounds)
	}
	c, a, ok := color(v, s)
	if !ok {
		r.needPixels("it has the colour “%s”", shortened(v))
		return nil
	}
	if a *= alpha; a == 0 {
		return nil
	}
	return &page.Paint{Color: c, Alpha: uint16(float64(65535*a) + 0.5)}
}

// color reads a CSS colour with its opacity. Grey is painted in the black plate alone.
func color(v string, s style) (c page.Color, alpha float64, ok bool) {
	ts := css.Trim(tokens(v))
	if len(ts) != 1 {
		return c, 0, false
	}
	if ts[0].Is("currentcolor") {
		if own := s["color"]; own != "" && !strings.EqualFold(own, "currentcolor") {
			return color(own, s)
		}
		return c, 1, true
	}
	read, ok := css.ReadColor(&ts[0])
	if !ok || read.Space != css.RGB {
		return c, 0, false
	}
	alpha = float64(read.Alpha.Num) / float64(read.Alpha.Den)
	if read.IsGray() {
		return page.Color{C: [4]uint16{read.C[0]}}, alpha, true
	}
	return page.Color{Space: page.RGB, C: read.C}, alpha, true
}
