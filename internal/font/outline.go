package font

import (
	"math"

	gotext "github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
)

// point is a point of a quadratic contour in 1/64 of a font unit. go-text returns floats. They are rounded to integers
// here, each one once. Otherwise two machines might give different bytes, as a compiler may fuse a float product and a
// sum on one and not on the other.
type point struct {
	x, y int64
	on   bool // on the curve, not a control point
}

const fine = 64

// coordinate leaves room to multiply: the coordinates of a glyph have at most 16 bits in OpenType.
func coordinate(v float32) int64 {
	r := math.Round(float64(v) * fine) // exact: fine is a power of two
	if !(math.Abs(r) <= 1<<15*fine) {
		return 0
	}
	return int64(r)
}

// outline gives the contours of a glyph with quadratic curves, as in TrueType. The last point does not repeat the
// first. A glyph that the library cannot read, or panics on, has no contours.
func (s *shaper) outline(glyph uint32) (all [][]point) {
	defer func() {
		if recover() != nil {
			all = nil
		}
	}()
	o, ok := s.face.GlyphDataOutline(gotext.GID(glyph))
	if !ok {
		return nil
	}
	var cur []point
	end := func() {
		if n := len(cur); n > 1 && cur[n-1] == cur[0] {
			cur = cur[:n-1]
		}
		if len(cur) > 1 {
			all = append(all, implied(cur))
		}
		cur = nil
	}
	at := func(p gotext.SegmentPoint, on bool) point { return point{coordinate(p.X), coordinate(p.Y), on} }
	for _, seg := range o.Segments {
		if seg.Op != ot.SegmentOpMoveTo && cur == nil {
			cur = append(cur, point{on: true})
		}
		switch seg.Op {
		case ot.SegmentOpMoveTo:
			end()
			cur = append(cur, at(seg.Args[0], true))
		case ot.SegmentOpLineTo:
			cur = append(cur, at(seg.Args[0], true))
		case ot.SegmentOpQuadTo:
			cur = append(cur, at(seg.Args[0], false), at(seg.Args[1], true))
		case ot.SegmentOpCubeTo:
			cur = quadratics(cur, at(seg.Args[0], true), at(seg.Args[1], true), at(seg.Args[2], true))
		}
	}
	end()
	return all
}

// implied leaves out points on the curve that are midway between two control points, as TrueType implies them
// (OpenType, glyf). The first point stays, so that a contour always begins on the curve.
func implied(c []point) []point {
	out := c[:0:0]
	for i, p := range c {
		a, b := c[(i+len(c)-1)%len(c)], c[(i+1)%len(c)]
		if i > 0 && p.on && !a.on && !b.on && a.x+b.x == 2*p.x && a.y+b.y == 2*p.y {
			continue
		}
		out = append(out, p)
	}
	return out
}

// tolerance is how far a quadratic curve may differ from the cubic curve that it replaces: a quarter of a font unit.
const tolerance = fine / 4

// quadratics appends quadratic curves in place of the cubic from the last point of c through p1 and p2 to p3. A cubic
// differs from its best single quadratic by √3/36·|p3−3p2+3p1−p0|. When it is split into n equal parts, the difference
// is n³ times smaller. The computation uses squared integers only.
func quadratics(c []point, p1, p2, p3 point) []point {
	p0 := c[len(c)-1]
	dx, dy := p3.x-3*p2.x+3*p1.x-p0.x, p3.y-3*p2.y+3*p1.y-p0.y
	n := int64(1)
	for ; n < 16; n++ {
		// (36·tolerance·n³)² ≥ 3·|d|²
		if r := 36 * tolerance * n * n * n; r*r >= 3*(dx*dx+dy*dy) {
			break
		}
	}
	// blossom is the polar form of the cubic, times n³; its three parameters are in 1/n.
	blossom := func(r, s, t int64) (x, y int64) {
		f := func(a, b, c, d int64) int64 {
			ab, bc, cd := (n-r)*a+r*b, (n-r)*b+r*c, (n-r)*c+r*d
			return (n-t)*((n-s)*ab+s*bc) + t*((n-s)*bc+s*cd)
		}
		return f(p0.x, p1.x, p2.x, p3.x), f(p0.y, p1.y, p2.y, p3.y)
	}
	for i := range n {
		ax, ay := blossom(i, i, i)
		bx, by := blossom(i, i, i+1)
		cx, cy := blossom(i, i+1, i+1)
		ex, ey := blossom(i+1, i+1, i+1)
		// The control point of the quadratic nearest to a cubic a b c e is (3(b+c) − a − e) / 4.
		c = append(c, point{divRound(3*(bx+cx)-ax-ex, 4*n*n*n), divRound(3*(by+cy)-ay-ey, 4*n*n*n), false},
			point{divRound(ex, n*n*n), divRound(ey, n*n*n), true})
	}
	return c
}

// divRound is a/b rounded to the nearest, halves upwards; b is positive.
func divRound(a, b int64) int64 {
	a += b / 2
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
