package svg

import (
	"cmp"
	"image"
	colors "image/color"
	"slices"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// filler fills the areas that oksvg asks for, in integers: the same drawing has the same pixels on every machine. The one
// that comes with rasterx adds up floats in an order that differs from processor to processor, and knows no even-odd rule.
//
// Of each row of pixels it sums, cell by cell, how much of the cell's height edges cross and how much area lies left of
// them. A running sum over the row then is the area of each pixel that is covered, times the winding.
type filler struct {
	to       *image.RGBA
	edges    []edge
	pen      fixed.Point26_6
	extent   fixed.Rectangle26_6
	empty    bool // nothing is in extent yet
	evenOdd  bool
	clip     image.Rectangle
	flat     colors.RGBA64
	shade    rasterx.ColorFunc // in the stead of flat; nil for none
	cover    []int64           // of a row: heights that are crossed in each cell, in 64ths, downwards
	area     []int64           // of a row: twice the area left of what crosses each cell, in 64ths by 64ths
	min, max int               // cells of the row that have something in them
}

// edge is a line that is not level. y0 < y1; down is 1 where the path goes downwards, else -1.
type edge struct {
	x0, y0, x1, y1 int64
	down           int64
}

// unit is a pixel in the numbers of fixed.Int26_6.
const unit = 64

func newFiller(to *image.RGBA) *filler {
	w := to.Bounds().Dx()
	return &filler{to: to, empty: true, cover: make([]int64, w), area: make([]int64, w), min: w}
}

// Start begins a path at a point.
func (s *filler) Start(a fixed.Point26_6) {
	s.pen = a
	s.extend(a)
}

// Line adds a line to the path.
func (s *filler) Line(b fixed.Point26_6) {
	a := s.pen
	s.pen = b
	s.extend(b)
	e := edge{int64(a.X), int64(a.Y), int64(b.X), int64(b.Y), 1}
	if e.y0 > e.y1 {
		e = edge{e.x1, e.y1, e.x0, e.y0, -1}
	}
	if e.y0 != e.y1 {
		s.edges = append(s.edges, e)
	}
}

func (s *filler) extend(p fixed.Point26_6) {
	if s.empty {
		s.extent, s.empty = fixed.Rectangle26_6{Min: p, Max: p}, false
		return
	}
	s.extent.Min.X, s.extent.Max.X = min(s.extent.Min.X, p.X), max(s.extent.Max.X, p.X)
	s.extent.Min.Y, s.extent.Max.Y = min(s.extent.Min.Y, p.Y), max(s.extent.Max.Y, p.Y)
}

// GetPathExtent gives the box around the path.
func (s *filler) GetPathExtent() fixed.Rectangle26_6 { return s.extent }

// SetBounds is told the size of the picture, which it has from the picture.
func (s *filler) SetBounds(int, int) { s.Clear() }

// SetWinding chooses the rule by which it is told what lies inside of a path.
func (s *filler) SetWinding(nonZero bool) { s.evenOdd = !nonZero }

// SetClip keeps what is drawn within a rectangle; an empty one lifts that.
func (s *filler) SetClip(r image.Rectangle) { s.clip = r }

// SetColor takes a colour, or a function that gives one for each pixel.
func (s *filler) SetColor(c any) {
	switch c := c.(type) {
	case colors.Color:
		s.flat, s.shade = premultiplied(c), nil
	case rasterx.ColorFunc:
		s.shade = c
	}
}

// Clear forgets the path.
func (s *filler) Clear() {
	s.edges, s.extent, s.empty = s.edges[:0], fixed.Rectangle26_6{}, true
}

// Draw fills the path.
func (s *filler) Draw() {
	slices.SortFunc(s.edges, func(a, b edge) int { return cmp.Compare(a.y0, b.y0) })
	box := s.to.Bounds()
	if !s.clip.Empty() {
		box = box.Intersect(s.clip)
	}
	var open []edge
	next := 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		top, foot := int64(y)*unit, int64(y+1)*unit
		for ; next < len(s.edges) && s.edges[next].y0 < foot; next++ {
			open = append(open, s.edges[next])
		}
		open = slices.DeleteFunc(open, func(e edge) bool { return e.y1 <= top })
		if len(open) == 0 && next == len(s.edges) {
			return
		}
		for _, e := range open {
			y0, y1 := max(e.y0, top), min(e.y1, foot)
			s.cross(e.at(y0), y0-top, e.at(y1), y1-top, e.down)
		}
		s.row(y, box)
	}
}

// at gives where an edge is at a height.
func (e edge) at(y int64) int64 { return e.x0 + floor((e.x1-e.x0)*(y-e.y0), e.y1-e.y0) }

func floor(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// cross adds a line within a row to its cells. y0 <= y1, from the top of the row.
func (s *filler) cross(x0, y0, x1, y1, down int64) {
	width := int64(len(s.cover)) * unit
	if y0 == y1 || min(x0, x1) >= width {
		return
	}
	if max(x0, x1) <= 0 { // whole cells from the left edge on
		s.put(0, (y1-y0)*down, 0)
		return
	}
	// From cell to cell; what lies outside of the picture is one cell on either side.
	for y := y0; y < y1; {
		at := x0
		if x0 != x1 {
			at = x0 + floor((x1-x0)*(y-y0), y1-y0)
		}
		cell := floor(at, unit)
		if x1 < x0 && at%unit == 0 && at != x1 {
			cell--
		}
		end, to := y1, x1
		side := (cell + 1) * unit // the side on which it leaves the cell
		switch {
		case cell < 0:
			side = 0
		case x1 < x0:
			side = cell * unit
		}
		if cell < 0 && x1 < x0 || cell >= int64(len(s.cover)) && x1 > x0 {
			side = x1 // it goes on outside
		} else if cell >= int64(len(s.cover)) {
			side = width
		}
		if x1 > x0 && side < x1 || x1 < x0 && side > x1 {
			end = y0 + ceil((y1-y0)*(side-x0), x1-x0)
			to = side
		}
		end = min(max(end, y+1), y1)
		switch {
		case cell < 0:
			s.put(0, (end-y)*down, 0)
		case cell < int64(len(s.cover)):
			left := cell * unit
			in := func(x int64) int64 { return min(max(x-left, 0), unit) }
			s.put(int(cell), (end-y)*down, (end-y)*down*(in(at)+in(to)))
		}
		y = end
	}
}

func ceil(a, b int64) int64 { return -floor(-a, b) }

func (s *filler) put(cell int, cover, area int64) {
	s.cover[cell] += cover
	s.area[cell] += area
	s.min, s.max = min(s.min, cell), max(s.max, cell)
}

// row paints the pixels of a row, and empties it for the next.
func (s *filler) row(y int, box image.Rectangle) {
	const whole = unit * 2 * unit
	sum := int64(0)
	for x := s.min; x < len(s.cover); x++ {
		if x > s.max && sum == 0 {
			break
		}
		sum += s.cover[x]
		covered := sum*2*unit - s.area[x]
		s.cover[x], s.area[x] = 0, 0
		if covered < 0 {
			covered = -covered
		}
		if s.evenOdd {
			if covered %= 2 * whole; covered > whole {
				covered = 2*whole - covered
			}
		}
		if covered = min(covered, whole); covered > 0 && x >= box.Min.X && x < box.Max.X {
			s.paint(x, y, uint32(covered*0xFFFF/whole))
		}
	}
	s.min, s.max = len(s.cover), 0
}

// paint lays the colour over a pixel, as far as this is covered, of 0xFFFF.
func (s *filler) paint(x, y int, covered uint32) {
	c := s.flat
	if s.shade != nil {
		c = premultiplied(s.shade(x, y))
	}
	under := 0xFFFF - uint32(c.A)*covered/0xFFFF
	pix := s.to.Pix[s.to.PixOffset(x, y):][:4:4]
	for i, v := range [4]uint16{c.R, c.G, c.B, c.A} {
		pix[i] = uint8((uint32(v)*covered/0xFFFF + uint32(pix[i])*0x101*under/0xFFFF) >> 8)
	}
}

func premultiplied(c colors.Color) colors.RGBA64 {
	r, g, b, a := c.RGBA()
	return colors.RGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
}
