package svg

import (
	"math"
	"strings"

	"quire/internal/css"
	"quire/internal/dimen"
	"quire/internal/page"
)

// painted gives a shape as its style paints it.
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
		out.Line = r.line(s, 1)
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
			out.Line = r.line(s, scale)
		}
	default:
		// The path goes through a matrix that stretches nowhere by more than 1, so that nothing is lost in rounding it.
		out.Path, out.Line = o.path(matrix{a: scale, d: scale}), r.line(s, scale)
		out.Matrix = m.mul(matrix{a: 1 / scale, d: 1 / scale}).fixed()
	}
	return []*page.Shape{out}
}

// line gives how a style strokes, scaled.
func (r *reader) line(s style, scale float64) page.Line {
	l := page.Line{MiterLimit: 4 * dimen.PT, Width: length(scale)}
	lengthOf := func(name string) float64 {
		v, ok := r.length(s[name], s.fontSize(), r.diagonal())
		if !ok || v < 0 && name != "stroke-dashoffset" {
			r.leaveToPixels("it has “%s: %s”", name, shortened(s[name]))
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
				r.leaveToPixels("it has “stroke-dasharray: %s”", shortened(d))
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
			for sum *= 2; l.Phase < 0; { // PDF has none below zero
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
		e := r.referred(v)
		if e == nil {
			ts := tokens(v)
			if len(ts) == 0 {
				return nil
			}
			if other := css.Source(ts[1:]); other != "" { // what to do without it
				return r.paint(other, alpha, s, m, bounds)
			}
			return nil
		}
		return r.gradient(e, alpha, s, m, bounds)
	}
	c, a, ok := color(v, s)
	if !ok {
		r.leaveToPixels("it has the colour “%s”", shortened(v))
		return nil
	}
	if a *= alpha; a == 0 {
		return nil
	}
	return &page.Paint{Color: c, Alpha: uint16(float64(65535*a) + 0.5)}
}

// color reads a colour of CSS, with its opacity. What is grey is painted in the black plate alone.
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

// gradient reads a linear or radial gradient (SVG 2, 14.2).
func (r *reader) gradient(e *element, alpha float64, s style, m matrix, bounds box) *page.Paint {
	if e.name != "linearGradient" && e.name != "radialGradient" {
		r.leaveToPixels("it is painted with a %s", e.name)
		return nil
	}
	// What it does not say itself is said by the gradient that it refers to.
	attr := map[string]string{}
	var stops []*element
	for at, n := e, 0; at != nil && n < 16; n++ {
		for k, v := range at.attr {
			if _, have := attr[k]; !have {
				attr[k] = v
			}
		}
		if len(stops) == 0 {
			for _, c := range at.children {
				if c.element != nil && c.name == "stop" {
					stops = append(stops, c.element)
				}
			}
		}
		href, ok := strings.CutPrefix(at.attr["href"], "#")
		if !ok {
			break
		}
		at = r.byID[href]
	}
	if v := attr["spreadMethod"]; v != "" && v != "pad" {
		r.leaveToPixels("it has a gradient with “spreadMethod: %s”", shortened(v))
	}
	g := &page.Gradient{Radial: e.name == "radialGradient"}
	opacity := -1.0
	for _, st := range stops {
		own := r.styleOf(st, s)
		name := own["stop-color"]
		if name == "" {
			name = "black"
		}
		c, a, ok := color(name, own)
		if !ok {
			r.leaveToPixels("it has the colour “%s”", shortened(name))
		}
		if a *= r.opacity(own["stop-opacity"]); opacity >= 0 && a != opacity {
			r.leaveToPixels("it has a gradient that grows more transparent")
		}
		opacity = a
		at := uint16(float64(65535*r.opacity(st.attr["offset"])) + 0.5)
		if st.attr["offset"] == "" {
			at = 0
		}
		if n := len(g.Stops); n > 0 {
			at = max(at, g.Stops[n-1].Offset)
		}
		g.Stops = append(g.Stops, page.Stop{Offset: at, Color: c})
	}
	switch {
	case len(stops) == 0 || opacity*alpha == 0:
		return nil
	case len(stops) == 1:
		return &page.Paint{Color: g.Stops[0].Color, Alpha: uint16(float64(65535*opacity*alpha) + 0.5)}
	}
	whole := point{1, 1}
	diagonal := 1.0
	if attr["gradientUnits"] == "userSpaceOnUse" {
		whole, diagonal = r.view, r.diagonal()
	} else {
		if !bounds.some || bounds.min.x == bounds.max.x || bounds.min.y == bounds.max.y {
			return nil
		}
		m = m.mul(bounds.unit())
	}
	if t := attr["gradientTransform"]; t != "" {
		own, ok := transform(t)
		if !ok {
			r.leaveToPixels("it has the transformation “%s”", shortened(t))
		}
		m = m.mul(own)
	}
	at := func(name string, other, whole float64) float64 {
		v, have := attr[name]
		if !have {
			return other * whole
		}
		px, ok := r.length(v, s.fontSize(), whole)
		if !ok {
			r.leaveToPixels("it has the length “%s”", shortened(v))
		}
		return px
	}
	// Through a matrix that stretches nowhere by more than 1, as the path of a line.
	k, _ := m.scale()
	if k == 0 {
		return nil
	}
	g.Matrix = m.mul(matrix{a: 1 / k, d: 1 / k}).fixed()
	if g.Radial {
		cx, cy, rad := at("cx", 0.5, whole.x), at("cy", 0.5, whole.y), at("r", 0.5, diagonal)
		fx, fy, fr := cx, cy, at("fr", 0, diagonal)
		if _, ok := attr["fx"]; ok {
			fx = at("fx", 0, whole.x)
		}
		if _, ok := attr["fy"]; ok {
			fy = at("fy", 0, whole.y)
		}
		if math.Hypot(fx-cx, fy-cy)+fr >= rad {
			r.leaveToPixels("it has a radial gradient with a focus at its edge")
		}
		g.X0, g.Y0, g.R0, g.X1, g.Y1, g.R1 = length(fx*k), length(fy*k), length(fr*k), length(cx*k), length(cy*k), length(rad*k)
	} else {
		g.X0, g.Y0 = length(at("x1", 0, whole.x)*k), length(at("y1", 0, whole.y)*k)
		g.X1, g.Y1 = length(at("x2", 1, whole.x)*k), length(at("y2", 0, whole.y)*k)
		if g.X0 == g.X1 && g.Y0 == g.Y1 { // the last colour (SVG 2, 14.2.2)
			return &page.Paint{Color: g.Stops[len(g.Stops)-1].Color, Alpha: uint16(float64(65535*opacity*alpha) + 0.5)}
		}
	}
	return &page.Paint{Gradient: g, Alpha: uint16(float64(65535*opacity*alpha) + 0.5)}
}
