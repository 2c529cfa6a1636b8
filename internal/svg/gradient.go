package svg

import (
	"math"
	"strings"

	"quire/internal/page"
)

// gradientReader reads a gradient: its attributes and its stops, including those of the gradients that it refers to.
type gradientReader struct {
	*reader
	attr   map[string]string
	stops  []*element
	style  style   // style of the painted element
	whole  point   // the base of percentages
	across float64 // the same for radii
}

// gradient reads a linear or radial gradient (SVG 2, 14.2); nil is none.
func (r *reader) gradient(e *element, alpha float64, s style, m matrix, bounds box) *page.Paint {
	if e.name != "linearGradient" && e.name != "radialGradient" {
		r.needPixels("it is painted with a %s", e.name)
		return nil
	}
	g := r.template(e)
	g.style = s
	if v := g.attr["spreadMethod"]; v != "" && v != "pad" {
		r.needPixels("it has a gradient with “spreadMethod: %s”", shortened(v))
	}
	out := &page.Gradient{Radial: e.name == "radialGradient"}
	var opacity float64
	out.Stops, opacity = g.colors()
	opaque := uint16(float64(65535*opacity*alpha) + 0.5)
	switch {
	case len(out.Stops) == 0 || opacity*alpha == 0:
		return nil
	case len(out.Stops) == 1:
		return solid(out.Stops[0], opaque)
	}
	m, ok := g.placed(m, bounds)
	// The gradient goes through a matrix that never enlarges, as the path of a line does.
	k, _ := m.scale()
	if !ok || k == 0 {
		return nil
	}
	out.Matrix = m.mul(matrix{a: 1 / k, d: 1 / k}).fixed()
	if out.Radial {
		g.circles(out, k)
	} else {
		out.X0, out.Y0 = length(g.length("x1", 0, g.whole.x)*k), length(g.length("y1", 0, g.whole.y)*k)
		out.X1, out.Y1 = length(g.length("x2", 1, g.whole.x)*k), length(g.length("y2", 0, g.whole.y)*k)
		if out.X0 == out.X1 && out.Y0 == out.Y1 { // the last colour (SVG 2, 14.2.2)
			return solid(out.Stops[len(out.Stops)-1], opaque)
		}
	}
	return &page.Paint{Gradient: out, Alpha: opaque}
}

// solid paints with the colour of one stop.
func solid(s page.Stop, alpha uint16) *page.Paint {
	return &page.Paint{Color: s.Color, Alpha: alpha}
}

// template collects the attributes of a gradient and, for those it does not have, of the gradient that it refers to.
func (r *reader) template(e *element) *gradientReader {
	g := &gradientReader{reader: r, attr: map[string]string{}}
	for at, n := e, 0; at != nil && n < 16; n++ {
		for k, v := range at.attr {
			if _, have := g.attr[k]; !have {
				g.attr[k] = v
			}
		}
		if len(g.stops) == 0 {
			for _, c := range at.children {
				if c.element != nil && c.name == "stop" {
					g.stops = append(g.stops, c.element)
				}
			}
		}
		href, ok := strings.CutPrefix(at.attr["href"], "#")
		if !ok {
			break
		}
		at = r.byID[href]
	}
	return g
}

// colors gives the stops, and their opacity, which is the same for all.
func (g *gradientReader) colors() (out []page.Stop, opacity float64) {
	opacity = -1
	for _, stop := range g.stops {
		own := g.styleOf(stop, g.style)
		name := own["stop-color"]
		if name == "" {
			name = "black"
		}
		c, a, ok := color(name, own)
		if !ok {
			g.needPixels("it has the colour “%s”", shortened(name))
		}
		if a *= g.opacity(own["stop-opacity"]); opacity >= 0 && a != opacity {
			g.needPixels("it has a gradient that grows more transparent")
		}
		opacity = a
		at := uint16(0)
		if v := stop.attr["offset"]; v != "" {
			at = uint16(float64(65535*g.opacity(v)) + 0.5)
		}
		if n := len(out); n > 0 {
			at = max(at, out[n-1].Offset)
		}
		out = append(out, page.Stop{Offset: at, Color: c})
	}
	return out, opacity
}

// placed gives the matrix of the gradient's coordinates and sets the base of percentages; ok is false if the painted
// box is empty.
func (g *gradientReader) placed(m matrix, bounds box) (out matrix, ok bool) {
	g.whole, g.across = point{1, 1}, 1
	if g.attr["gradientUnits"] == "userSpaceOnUse" {
		g.whole, g.across = g.view, g.diagonal()
	} else {
		if !bounds.filled || bounds.min.x == bounds.max.x || bounds.min.y == bounds.max.y {
			return m, false
		}
		m = m.mul(bounds.fromUnitSquare())
	}
	if t := g.attr["gradientTransform"]; t != "" {
		own, ok := transform(t)
		if !ok {
			g.needPixels("it has the transformation “%s”", shortened(t))
		}
		m = m.mul(own)
	}
	return m, true
}

// length reads a length of the gradient; other is its default, as a fraction of whole.
func (g *gradientReader) length(name string, other, whole float64) float64 {
	v, have := g.attr[name]
	if !have {
		return other * whole
	}
	px, ok := g.reader.length(v, g.style.fontSize(), whole)
	if !ok {
		g.needPixels("it has the length “%s”", shortened(v))
	}
	return px
}

// circles sets the two circles of a radial gradient, scaled by k.
func (g *gradientReader) circles(out *page.Gradient, k float64) {
	cx, cy, rad := g.length("cx", 0.5, g.whole.x), g.length("cy", 0.5, g.whole.y), g.length("r", 0.5, g.across)
	fx, fy, fr := cx, cy, g.length("fr", 0, g.across)
	if _, ok := g.attr["fx"]; ok {
		fx = g.length("fx", 0, g.whole.x)
	}
	if _, ok := g.attr["fy"]; ok {
		fy = g.length("fy", 0, g.whole.y)
	}
	if math.Hypot(fx-cx, fy-cy)+fr >= rad {
		g.needPixels("it has a radial gradient with a focus at its edge")
	}
	out.X0, out.Y0, out.R0 = length(fx*k), length(fy*k), length(fr*k)
	out.X1, out.Y1, out.R1 = length(cx*k), length(cy*k), length(rad*k)
}
