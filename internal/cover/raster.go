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
	for _, s := range c.shapes {
		full := at(s.fill)
		fill(s.contours, func(y, x0, x1 int, coverage int) {
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
	for _, k := range colours {
		im.Palette = append(im.Palette, color.RGBA{k.r, k.g, k.b, 0xff})
	}
	var b bytes.Buffer
	// Flat areas pack well at any level; the fastest keeps the cover a small part of the build.
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, im)
	return b.Bytes(), err
}

// levels is the number of steps between paper and ink: few, so that a palette holds all blends.
const levels = 16

func blend(under, over colour, coverage int) colour {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(levels-coverage) + int(b)*coverage + levels/2) / levels) }
	return colour{mix(under.r, over.r), mix(under.g, over.g), mix(under.b, over.b)}
}

// fill fills a shape with antialiased edges, by signed areas: each edge adds to the cells it crosses the area to
// its right and to those further right its height, and the sum along a row is the coverage. The area is exact for
// straight edges; curves are split until they are straight.
//
// Pixels of equal coverage in a row are given as one span.
func fill(contours [][]font.Point, span func(y, x0, x1, coverage int)) {
	rows := make([][]cell, Height)
	for _, c := range contours {
		var last, first font.Point
		segments(c, func(p font.Point) { first, last = p, p },
			func(p font.Point) { edge(rows, last, p); last = p },
			func(q, p font.Point) { curve(rows, last, q, p, 0); last = p })
		if last != first {
			edge(rows, last, first)
		}
	}
	for y, row := range rows {
		if row == nil {
			continue
		}
		sum := int32(0)
		start, was := 0, 0
		for x := range Width {
			k := row[x]
			covered := sum*unit + k.area
			sum += k.height
			if covered < 0 {
				covered = -covered
			}
			now := min(int((covered*levels+unit*unit/2)/(unit*unit)), levels)
			if now != was {
				if was > 0 {
					span(y, start, x, was)
				}
				start, was = x, now
			}
		}
		if was > 0 {
			span(y, start, Width, was)
		}
	}
}

// cell is what the edges within a pixel add up to, in units²; cells of a row are indexed by x.
type cell struct{ area, height int32 }

// curve adds a quadratic curve, halved until it strays from its chord by less than a quarter of a unit's pixel.
func curve(rows [][]cell, a, q, b font.Point, depth int) {
	dx, dy := a.X-2*q.X+b.X, a.Y-2*q.Y+b.Y
	if depth == 8 || dx*dx+dy*dy <= 64 {
		edge(rows, a, b)
		return
	}
	l := font.Point{X: (a.X + q.X) / 2, Y: (a.Y + q.Y) / 2}
	r := font.Point{X: (q.X + b.X) / 2, Y: (q.Y + b.Y) / 2}
	m := font.Point{X: (l.X + r.X) / 2, Y: (l.Y + r.Y) / 2}
	curve(rows, a, l, m, depth+1)
	curve(rows, m, r, b, depth+1)
}

// edge adds a straight edge, cut at the rows and columns of pixels. Downward edges count positive.
func edge(rows [][]cell, a, b font.Point) {
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
		if y < 0 || y >= Height {
			continue
		}
		y0, y1 := max(a.Y, y*unit), min(b.Y, (y+1)*unit)
		if rows[y] == nil {
			rows[y] = make([]cell, Width)
		}
		strip(rows[y], xAt(y0), y0, xAt(y1), y1, sign)
	}
}

// strip adds a part of an edge that lies within one row.
func strip(row []cell, x0, y0, x1, y1 int64, sign int32) {
	if x0 > x1 { // the same area from left to right
		x0, x1 = x1, x0
	}
	height := y1 - y0
	if height == 0 {
		return
	}
	add := func(from, to, h int64) {
		col := floor(from)
		switch {
		case col < 0:
			col, from, to = 0, 0, 0
		case col >= Width:
			return
		}
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
