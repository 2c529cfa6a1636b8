package font

// Point is a point of a quadratic contour, in 1/64 of a font unit, y upwards. Two points in a row that are off the
// curve imply one on it midway between them; the last point joins the first (OpenType, glyf).
type Point struct {
	X, Y int64
	On   bool
}

// Outline gives the contours of a glyph; none for a space or a glyph that the font lacks.
func (f *Face) Outline(glyph uint32) [][]Point {
	s := f.wholeDrawer()
	var out [][]Point
	for _, c := range s.outline(glyph) {
		points := make([]Point, len(c))
		for i, p := range c {
			points[i] = Point{p.x, p.y, p.on}
		}
		out = append(out, points)
	}
	return out
}
