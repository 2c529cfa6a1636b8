package svg

import (
	"math"

	"quire/internal/dimen"
	"quire/internal/page"
)

// All is computed in float64, without products that a compiler may fuse with a sum, and rounded once, at the end, to
// the nearest whole Length. So the last bit of a sine, in which machines may differ, has no effect.

// matrix is a transformation (x, y) → (ax+cy+e, bx+dy+f).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// mul applies n first, then m.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		float64(m.a*n.a) + float64(m.c*n.b), float64(m.b*n.a) + float64(m.d*n.b),
		float64(m.a*n.c) + float64(m.c*n.d), float64(m.b*n.c) + float64(m.d*n.d),
		float64(m.a*n.e) + float64(m.c*n.f) + m.e, float64(m.b*n.e) + float64(m.d*n.f) + m.f,
	}
}

func (m matrix) apply(p point) point {
	return point{float64(m.a*p.x) + float64(m.c*p.y) + m.e, float64(m.b*p.x) + float64(m.d*p.y) + m.f}
}

// scale gives the greatest factor by which the matrix enlarges, and whether it is the same in all directions.
func (m matrix) scale() (most float64, even bool) {
	p, q := float64(m.a*m.a)+float64(m.b*m.b), float64(m.c*m.c)+float64(m.d*m.d)
	r := float64(m.a*m.c) + float64(m.b*m.d)
	most = math.Sqrt(((p + q) + math.Sqrt(float64((p-q)*(p-q))+float64(4*r*r))) / 2)
	least := 0.0
	if most > 0 {
		least = math.Abs(float64(m.a*m.d)-float64(m.b*m.c)) / most
	}
	return most, most-least <= 1e-6*most
}

func (m matrix) fixed() page.Matrix {
	return page.Matrix{length(m.a), length(m.b), length(m.c), length(m.d), length(m.e), length(m.f)}
}

type point struct{ x, y float64 }

// length rounds a number of points; it limits coordinates far outside of any paper.
func length(v float64) dimen.Length {
	const most = 1 << 20
	if math.IsNaN(v) {
		return 0
	}
	return dimen.Length(math.Floor(float64(max(-most, min(most, v))*float64(dimen.PT)) + 0.5))
}

// segment is a step of an outline in its own coordinates.
type segment struct {
	op     page.PathOp
	points [3]point // of a curve all, otherwise only the last
}

func (s segment) to() point { return s.points[2] }

type outline []segment

func (o *outline) move(p point) { *o = append(*o, segment{page.MoveTo, [3]point{2: p}}) }
func (o *outline) line(p point) { *o = append(*o, segment{page.LineTo, [3]point{2: p}}) }
func (o *outline) close()       { *o = append(*o, segment{op: page.Close}) }
func (o *outline) curve(a, b, p point) {
	*o = append(*o, segment{page.CurveTo, [3]point{a, b, p}})
}

// quadratic adds a quadratic curve as an equal cubic.
func (o *outline) quadratic(from, c, p point) {
	o.curve(point{from.x + (c.x-from.x)*2/3, from.y + (c.y-from.y)*2/3}, point{p.x + (c.x-p.x)*2/3, p.y + (c.y-p.y)*2/3}, p)
}

// circular is the distance of the control points from the ends of a quarter of a circle of radius 1: 4/3·(√2−1).
const circular = 0.5522847498307936

// ellipse adds a whole ellipse, clockwise from three o'clock.
func (o *outline) ellipse(c point, rx, ry float64) {
	o.move(point{c.x + rx, c.y})
	kx, ky := rx*circular, ry*circular
	o.curve(point{c.x + rx, c.y + ky}, point{c.x + kx, c.y + ry}, point{c.x, c.y + ry})
	o.curve(point{c.x - kx, c.y + ry}, point{c.x - rx, c.y + ky}, point{c.x - rx, c.y})
	o.curve(point{c.x - rx, c.y - ky}, point{c.x - kx, c.y - ry}, point{c.x, c.y - ry})
	o.curve(point{c.x + kx, c.y - ry}, point{c.x + rx, c.y - ky}, point{c.x + rx, c.y})
	o.close()
}

// rectangle adds a rectangle, which may have round corners (SVG 2, 10.2).
func (o *outline) rectangle(x, y, w, h, rx, ry float64) {
	rx, ry = min(rx, w/2), min(ry, h/2)
	if rx <= 0 || ry <= 0 {
		o.move(point{x, y})
		o.line(point{x + w, y})
		o.line(point{x + w, y + h})
		o.line(point{x, y + h})
		o.close()
		return
	}
	kx, ky := rx*(1-circular), ry*(1-circular)
	o.move(point{x + rx, y})
	o.line(point{x + w - rx, y})
	o.curve(point{x + w - kx, y}, point{x + w, y + ky}, point{x + w, y + ry})
	o.line(point{x + w, y + h - ry})
	o.curve(point{x + w, y + h - ky}, point{x + w - kx, y + h}, point{x + w - rx, y + h})
	o.line(point{x + rx, y + h})
	o.curve(point{x + kx, y + h}, point{x, y + h - ky}, point{x, y + h - ry})
	o.line(point{x, y + ry})
	o.curve(point{x, y + ky}, point{x + kx, y}, point{x + rx, y})
	o.close()
}

// arc adds an elliptical arc (SVG 2, B.2.4), in parts of at most a quarter.
func (o *outline) arc(from point, rx, ry, turn float64, large, sweep bool, to point) {
	if from == to {
		return
	}
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx == 0 || ry == 0 {
		o.line(to)
		return
	}
	sin, cos := math.Sincos(turn * math.Pi / 180)
	dx, dy := (from.x-to.x)/2, (from.y-to.y)/2
	x1, y1 := float64(cos*dx)+float64(sin*dy), float64(cos*dy)-float64(sin*dx)
	if l := x1*x1/(rx*rx) + y1*y1/(ry*ry); l > 1 { // too small to reach
		rx, ry = rx*math.Sqrt(l), ry*math.Sqrt(l)
	}
	under := float64(rx*rx*y1*y1) + float64(ry*ry*x1*x1)
	k := math.Sqrt(max(0, float64(rx*rx*ry*ry)-under) / under)
	if large == sweep {
		k = -k
	}
	cx1, cy1 := k*rx*y1/ry, -k*ry*x1/rx
	begin := math.Atan2((y1-cy1)/ry, (x1-cx1)/rx)
	span := math.Atan2((-y1-cy1)/ry, (-x1-cx1)/rx) - begin
	if sweep && span < 0 {
		span += 2 * math.Pi
	} else if !sweep && span > 0 {
		span -= 2 * math.Pi
	}
	m := matrix{cos * rx, sin * rx, -sin * ry, cos * ry, float64(cos*cx1) - float64(sin*cy1) + (from.x+to.x)/2, float64(sin*cx1) + float64(cos*cy1) + (from.y+to.y)/2}
	n := max(1, int(math.Ceil(math.Abs(span)/(math.Pi/2)-1e-9)))
	step := span / float64(n)
	h := 4.0 / 3 * math.Tan(step/4)
	for i := range n {
		s0, c0 := math.Sincos(begin + float64(step*float64(i)))
		s1, c1 := math.Sincos(begin + float64(step*float64(i+1)))
		end := m.apply(point{c1, s1})
		if i == n-1 {
			end = to
		}
		o.curve(m.apply(point{c0 - float64(h*s0), s0 + float64(h*c0)}), m.apply(point{c1 + float64(h*s1), s1 - float64(h*c1)}), end)
	}
}

// path transforms an outline by a matrix and rounds it.
func (o outline) path(m matrix) page.Path {
	out := make(page.Path, 0, len(o))
	for _, s := range o {
		p := m.apply(s.points[2])
		step := page.Segment{Op: s.op}
		switch s.op {
		case page.CurveTo:
			a, b := m.apply(s.points[0]), m.apply(s.points[1])
			step.X1, step.Y1, step.X2, step.Y2 = length(a.x), length(a.y), length(b.x), length(b.y)
			fallthrough
		case page.MoveTo, page.LineTo:
			step.X, step.Y = length(p.x), length(p.y)
		}
		out = append(out, step)
	}
	return out
}

// box is the smallest rectangle around a transformed outline, without its control points (SVG 2, 8.10).
type box struct {
	min, max point
	filled   bool
}

func (b *box) add(p point) {
	if !b.filled {
		b.min, b.max, b.filled = p, p, true
		return
	}
	b.min = point{min(b.min.x, p.x), min(b.min.y, p.y)}
	b.max = point{max(b.max.x, p.x), max(b.max.y, p.y)}
}

func (b *box) outline(o outline, m matrix) {
	var at point
	for i, s := range o {
		if s.op == page.Close {
			continue
		}
		to := m.apply(s.to())
		if s.op != page.MoveTo || i+1 < len(o) && o[i+1].op != page.MoveTo {
			b.add(to)
		}
		if s.op == page.CurveTo {
			p, q := m.apply(s.points[0]), m.apply(s.points[1])
			for _, t := range append(extrema(at.x, p.x, q.x, to.x), extrema(at.y, p.y, q.y, to.y)...) {
				u := 1 - t
				f := func(a, b, c, d float64) float64 {
					return float64(u*u*u*a) + float64(3*u*u*t*b) + float64(3*u*t*t*c) + float64(t*t*t*d)
				}
				b.add(point{f(at.x, p.x, q.x, to.x), f(at.y, p.y, q.y, to.y)})
			}
		}
		at = to
	}
}

// extrema are the parameters at which a coordinate of a cubic curve is at a maximum or minimum.
func extrema(p0, p1, p2, p3 float64) (ts []float64) {
	a, b, c := p3-float64(3*p2)+float64(3*p1)-p0, 2*(p2-float64(2*p1)+p0), p1-p0
	keep := func(t float64) {
		if t > 0 && t < 1 {
			ts = append(ts, t)
		}
	}
	if math.Abs(a) < 1e-12 {
		if b != 0 {
			keep(-c / b)
		}
		return ts
	}
	if d := float64(b*b) - float64(4*a*c); d >= 0 {
		keep((-b + math.Sqrt(d)) / (2 * a))
		keep((-b - math.Sqrt(d)) / (2 * a))
	}
	return ts
}
