package page

import "quire/internal/dimen"

// Drawing is a picture made of shapes, in the order in which they are painted. Its origin is the top left corner, as on a
// page. Parts outside of its edges are not visible.
type Drawing struct {
	Width, Height dimen.Length
	Shapes        []*Shape
}

// Shape is a path that is filled, stroked or both, in this order. With Group it is several shapes that are painted as one
// and then composed with what is below, with the opacity Alpha.
type Shape struct {
	Path         Path
	EvenOdd      bool   // the rule by which the path is filled; else nonzero
	Fill, Stroke *Paint // nil for none
	Line         Line
	// Matrix transforms the path and the pen of its line to the drawing if the transformation stretches the pen; else it is
	// zero.
	Matrix Matrix
	Clip   []Clip // the shape is visible within all of them
	Group  []*Shape
	Alpha  uint16 // 65535 is opaque
}

// Clip is an area of the drawing.
type Clip struct {
	Path    Path
	EvenOdd bool
}

// Path has lines and cubic curves.
type Path []Segment

// Segment is a step of a path: to X, Y, and for a curve by the control points before it.
type Segment struct {
	Op             PathOp
	X1, Y1, X2, Y2 dimen.Length
	X, Y           dimen.Length
}

// PathOp is the kind of a Segment.
type PathOp uint8

// The kinds of segments. Close has no point.
const (
	MoveTo PathOp = iota
	LineTo
	CurveTo
	Close
)

// Line is how a path is stroked. Cap and Join are PDF's numbers (ISO 32000-1, 8.4.3): butt, round, square; miter, round,
// bevel.
type Line struct {
	Width      dimen.Length
	Cap, Join  uint8
	MiterLimit dimen.Length // a ratio, 1 being dimen.PT
	Dash       []dimen.Length
	Phase      dimen.Length
}

// Paint is one colour or a gradient.
type Paint struct {
	Color    Color
	Alpha    uint16 // 65535 is opaque
	Gradient *Gradient
}

// Gradient is a change of colour along a line, or with Radial between two circles. The colours at its ends continue beyond
// the ends.
type Gradient struct {
	Radial     bool
	X0, Y0, R0 dimen.Length
	X1, Y1, R1 dimen.Length
	Matrix     Matrix // to the drawing
	Stops      []Stop // in order; two at least
}

// Stop is a colour at a place of a gradient, from 0 to 65535, the end.
type Stop struct {
	Offset uint16
	Color  Color
}

// Matrix is a transformation (x, y) → (ax+cy+e, bx+dy+f), with a to d as ratios, of which 1 is dimen.PT.
type Matrix [6]dimen.Length
