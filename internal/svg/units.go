package svg

import (
	"math"
	"strconv"
	"strings"
)

// number reads a number without a unit, or in px.
func number(s string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// units are CSS's, in px (css-values-4, 6).
var units = map[string]float64{"": 1, "px": 1, "pt": 4.0 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}

// length reads a length in px; em is the font size, and whole the base of percentages.
func (r *reader) length(s string, em, whole float64) (float64, bool) {
	l := scanner{s}
	v, ok := l.number()
	if !ok {
		return 0, false
	}
	switch unit := strings.ToLower(strings.TrimSpace(l.s)); unit {
	case "em":
		return v * em, true
	case "ex":
		return v * em / 2, true
	case "rem":
		return v * 16, true
	case "%":
		return v / 100 * whole, true
	default:
		u, ok := units[unit]
		return v * u, ok
	}
}

// lengthOf reads a length that is an attribute, or a property of the same name (SVG 2, 4.3).
func (r *reader) lengthOf(e *element, s style, name string, other, whole float64) float64 {
	v := e.attr[name]
	if p, ok := s[name]; ok {
		v = p
	}
	if v == "" || v == "auto" {
		return other
	}
	px, ok := r.length(v, s.fontSize(), whole)
	if !ok {
		r.needPixels("it has the length “%s”", shortened(v))
	}
	return px
}

// diagonal is the base of percentages that refer to neither width nor height (SVG 2, 8.9).
func (r *reader) diagonal() float64 {
	return math.Sqrt((float64(r.view.x*r.view.x) + float64(r.view.y*r.view.y)) / 2)
}

// transform reads a list of transformations (css-transforms-1, 8).
func transform(s string) (matrix, bool) {
	m := identity
	for s = strings.Trim(s, " \t\r\n,"); s != ""; s = strings.Trim(s, " \t\r\n,") {
		name, rest, ok := strings.Cut(s, "(")
		args, after, ok2 := strings.Cut(rest, ")")
		v, ok3 := numbers(strings.NewReplacer("deg", "", "px", "").Replace(args))
		if !ok || !ok2 || !ok3 {
			return m, false
		}
		s = after
		at := func(i int, other float64) float64 {
			if i < len(v) {
				return v[i]
			}
			return other
		}
		var t matrix
		name = strings.TrimSpace(name)
		switch n := len(v); {
		case name == "matrix" && n == 6:
			t = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
		case name == "translate" && (n == 1 || n == 2):
			t = matrix{1, 0, 0, 1, v[0], at(1, 0)}
		case name == "scale" && (n == 1 || n == 2):
			t = matrix{v[0], 0, 0, at(1, v[0]), 0, 0}
		case name == "rotate" && (n == 1 || n == 3):
			sin, cos := sincos(v[0])
			x, y := at(1, 0), at(2, 0)
			t = matrix{1, 0, 0, 1, x, y}.mul(matrix{cos, sin, -sin, cos, 0, 0}).mul(matrix{1, 0, 0, 1, -x, -y})
		case name == "skewX" && n == 1:
			t = matrix{1, 0, math.Tan(v[0] * math.Pi / 180), 1, 0, 0}
		case name == "skewY" && n == 1:
			t = matrix{1, math.Tan(v[0] * math.Pi / 180), 0, 1, 0, 0}
		default:
			return m, false
		}
		m = m.mul(t)
	}
	return m, true
}

// sincos is exact at right angles.
func sincos(degrees float64) (sin, cos float64) {
	if q := degrees / 90; q == math.Trunc(q) && math.Abs(q) < 1<<20 {
		n := int(q) % 4
		if n < 0 {
			n += 4
		}
		return []float64{0, 1, 0, -1}[n], []float64{1, 0, -1, 0}[n]
	}
	return math.Sincos(degrees * math.Pi / 180)
}
