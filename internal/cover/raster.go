package cover

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"quire/internal/font"
)

// PNG gives the cover as a picture of Width × Height pixels.
func (c *Cover) PNG() ([]byte, error) {
	im := image.NewPaletted(image.Rect(0, 0, Width, Height), nil)
	index := map[colour]uint8{}
	colours := make([]colour, 0, 256)
	at := func(want colour) uint8 {
		i, ok := index[want]
		if !ok && len(colours) < 256 {
			i = uint8(len(colours))
			colours = append(colours, want)
			index[want] = i
		}
		return i
	}
	paint := func(s shape, contours [][]font.Point) {
		full := at(s.fill)
		fill(contours, func(y, x0, x1 int, coverage int) {
			row := im.Pix[y*im.Stride:]
			if coverage == levels {
				for x := x0; x < x1; x++ {
					row[x] = full
				}
				return
			}
			for x := x0; x < x1; x++ {
				row[x] = at(blend(colours[row[x]], s.fill, coverage))
			}
		})
	}
	for _, s := range c.shapes {
		if s.box != (image.Rectangle{}) {
			full := at(s.fill)
			for y := s.box.Min.Y; y < s.box.Max.Y; y++ {
				row := im.Pix[y*im.Stride+s.box.Min.X : y*im.Stride+s.box.Max.X]
				for x := range row {
					row[x] = full
				}
			}
			continue
		}
		if !s.apart {
			paint(s, s.contours)
			continue
		}
		for i := range s.contours {
			paint(s, s.contours[i:i+1])
		}
	}
	for _, k := range colours {
		im.Palette = append(im.Palette, color.RGBA{k.r, k.g, k.b, 0xff})
	}
	var b bytes.Buffer
	// Flat areas compress well at any level. The fastest keeps the cover a small part of the build time.
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, im)
	return b.Bytes(), err
}

// levels is the number of steps between paper and ink. There are few, so that a palette holds all blends.
const levels = 16

func blend(under, over colour, coverage int) colour {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(levels-coverage) + int(b)*coverage + levels/2) / levels) }
	return colour{mix(under.r, over.r), mix(under.g, over.g), mix(under.b, over.b)}
}

// fill fills a shape with antialiased edges, by signed areas. Each edge adds the area to its right to the cells that it
// crosses, and its height to the cells further right. The sum along a row is the coverage. The area is exact for
// straight edges; curves are split until they are nearly straight.
//
// Pixels of equal coverage in a row are given as one span.
func fill(contours [][]font.Point, span func(y, x0, x1, coverage int)) {
	r := bounds(contours)
	if r.width <= 0 || r.height <= 0 {
		return
	}
	r.cells = make([]cell, r.width*r.height)
	for _, c := range contours {
		var last, first font.Point
		segments(c, func(p font.Point) { first, last = p, p },
			func(p font.Point) { r.edge(last, p); last = p },
			func(q, p font.Point) { r.curve(last, q, p, 0); last = p })
		if last != first {
			r.edge(last, first)
		}
	}
	for y := range r.height {
		sum := int32(0)
		start, was := 0, 0
		for x, k := range r.cells[y*r.width : (y+1)*r.width] {
			covered := sum*unit + k.area
			sum += k.height
			if covered < 0 {
				covered = -covered
			}
			now := min(int((covered*levels+unit*unit/2)/(unit*unit)), levels)
			if now != was {
				if was > 0 {
					span(r.top+y, r.left+start, r.left+x, was)
				}
				start, was = x, now
			}
		}
		if was > 0 {
			span(r.top+y, r.left+start, r.left+r.width, was)
		}
	}
}

// cell is the sum of the edges within a pixel: the area to their right within it, in units², and their height.
type cell struct{ area, height int32 }

// region is the part of the picture that a shape may cover, in pixels, with what its edges add up to in each.
type region struct {
	left, top, width, height int
	cells                    []cell
}

// bounds gives the region around the points of contours, cut to the picture.
func bounds(contours [][]font.Point) region {
	const far = 1 << 40
	x0, y0, x1, y1 := int64(far), int64(far), int64(-far), int64(-far)
	for _, c := range contours {
		for _, p := range c {
			x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
		}
	}
	if x1 < x0 {
		return region{}
	}
	left, top := max(floor(x0), 0), max(floor(y0), 0)
	right, bottom := min(floor(x1+unit-1), Width), min(floor(y1+unit-1), Height)
	return region{left: int(left), top: int(top), width: int(right - left), height: int(bottom - top)}
}

// curve adds a quadratic curve, which is halved until it differs from its chord by less than a quarter of a unit.
func (r *region) curve(a, q, b font.Point, depth int) {
	dx, dy := a.X-2*q.X+b.X, a.Y-2*q.Y+b.Y
	if depth == 8 || dx*dx+dy*dy <= 64 {
		r.edge(a, b)
		return
	}
	l := font.Point{X: (a.X + q.X) / 2, Y: (a.Y + q.Y) / 2}
	h := font.Point{X: (q.X + b.X) / 2, Y: (q.Y + b.Y) / 2}
	m := font.Point{X: (l.X + h.X) / 2, Y: (l.Y + h.Y) / 2}
	r.curve(a, l, m, depth+1)
	r.curve(m, h, b, depth+1)
}

// edge adds a straight edge, cut at the rows and columns of pixels. Downward edges count positive.
func (r *region) edge(a, b font.Point) {
	if a.Y == b.Y {
		return
	}
	sign := int32(1)
	if a.Y > b.Y {
		a, b, sign = b, a, -1
	}
	dx, dy := b.X-a.X, b.Y-a.Y
	xAt := func(y int64) int64 { return a.X + dx*(y-a.Y)/dy }
	for y := floor(a.Y); y*unit < b.Y; y++ {
		row := int(y) - r.top
		if row < 0 || row >= r.height {
			continue
		}
		y0, y1 := max(a.Y, y*unit), min(b.Y, (y+1)*unit)
		r.strip(r.cells[row*r.width:(row+1)*r.width], xAt(y0), y0, xAt(y1), y1, sign)
	}
}

// strip adds a part of an edge that lies within one row.
func (r *region) strip(row []cell, x0, y0, x1, y1 int64, sign int32) {
	if x0 > x1 { // the same area from left to right
		x0, x1 = x1, x0
	}
	height := y1 - y0
	if height == 0 {
		return
	}
	left, right := int64(r.left)*unit, int64(r.left+r.width)*unit
	add := func(from, to, h int64) {
		// An edge left of the region covers all of it; an edge right of it covers nothing.
		if from < left {
			from, to = left, left
		}
		if from >= right {
			return
		}
		from, to = from-left, to-left
		col := floor(from)
		mean := (from + to) / 2
		row[col].area += sign * int32(h*((col+1)*unit-mean))
		row[col].height += sign * int32(h)
	}
	if floor(x0) == floor(max(x1-1, x0)) {
		add(x0, x1, height)
		return
	}
	done := int64(0)
	for x := x0; x < x1; {
		next := min((floor(x)+1)*unit, x1)
		upto := height * (next - x0) / (x1 - x0)
		add(x, next, upto-done)
		done, x = upto, next
	}
}

func floor(v int64) int64 {
	if v < 0 {
		return -((-v + unit - 1) / unit)
	}
	return v / unit
}
