package para

import (
	"cmp"
	"fmt"
	"slices"

	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/page"
	"quire/internal/style"
)

// underline draws the lines of text-decoration along a group that reaches from one place to another, on a baseline at y
// (css-text-decor-4). A line under the text leaves room for what hangs down into it.
func (o *lineMaker) underline(g *group, sp *span, from, to, y dimen.Length) {
	sg := sp.segment
	by := sg.DecoratedBy
	if by == nil {
		by = sg.Style
	}
	m := sp.shaping.faces[0].Metrics()
	upem := int64(sp.shaping.faces[0].UnitsPerEm())
	at := func(v int32) dimen.Length { return sp.shaping.size.MulDiv(int64(v), upem) }
	thickness := func(own int32) dimen.Length {
		if by.DecorationThickness.Auto {
			return max(at(own), dimen.PT/4)
		}
		return max(by.DecorationThickness.Length, 0)
	}
	color := border.Color(sg.Style.Color)
	if by.HasDecorationColor {
		color = border.Color(by.DecorationColor)
	}
	stripe := func(top, thick dimen.Length, gaps []interval) {
		if by.DecorationStyle == style.Wavy && thick >= dimen.PT/8 { // a finer one can't be told from a straight line
			for _, part := range without(interval{from, to}, gaps) {
				o.Items = append(o.Items, o.wave(part, top, thick, color))
			}
			return
		}
		for _, part := range without(interval{from, to}, gaps) {
			for _, d := range dashes(part, by.DecorationStyle, thick) {
				o.Items = append(o.Items, &page.Rule{Rect: page.Rect{X: d.from, Y: top, W: d.to - d.from, H: thick}, Color: color, Mark: page.Mark{Artifact: page.ArtifactLayout}})
			}
		}
	}
	line := func(top, thick dimen.Length, skip bool) {
		depth := thick
		switch by.DecorationStyle {
		case style.Double:
			depth *= 3
		case style.Wavy:
			depth *= waveHeight
		}
		var gaps []interval
		if skip && !by.NoSkipInk && g.kind == pieceText {
			gaps = o.inks(g, sp, from, y, top, top+depth, thick)
		}
		stripe(top, thick, gaps)
		if by.DecorationStyle == style.Double {
			stripe(top+2*thick, thick, gaps)
		}
	}
	if sg.Decoration&style.Underline != 0 {
		top := y - at(m.UnderlinePosition)
		if !by.UnderlineOffset.Auto {
			top = y + by.UnderlineOffset.Length
		}
		line(top, thickness(m.UnderlineThickness), true)
	}
	if sg.Decoration&style.Overline != 0 {
		line(y-at(m.Ascent), thickness(m.UnderlineThickness), false)
	}
	if sg.Decoration&style.LineThrough != 0 {
		line(y-at(m.StrikeoutPosition), thickness(m.StrikeoutThickness), false)
	}
}

// A wave is four times as high as its line is thick, and twice as long.
const waveHeight, waveLength = 4, 8

// wave draws a wavy line from one place to another below top. Waves are counted from the left edge of the page, so that
// they go on evenly through several groups.
func (o *lineMaker) wave(part interval, top, thick dimen.Length, color page.Color) page.Item {
	length, height := waveLength*thick, waveHeight*thick
	mid, rise := height/2, (height-thick)/2*4/3 // a cubic curve reaches three quarters of the way to its control points
	path := page.Path{}
	for x := part.from/length*length - part.from; x < part.to-part.from; x += length {
		half := length / 2
		if len(path) == 0 {
			path = append(path, page.Segment{Op: page.MoveTo, X: x, Y: mid})
		}
		path = append(path,
			page.Segment{Op: page.CurveTo, X1: x + half*4/11, Y1: mid - rise, X2: x + half*7/11, Y2: mid - rise, X: x + half, Y: mid},
			page.Segment{Op: page.CurveTo, X1: x + half + half*4/11, Y1: mid + rise, X2: x + half + half*7/11, Y2: mid + rise, X: x + length, Y: mid})
	}
	w := part.to - part.from
	drawing := &page.Drawing{Width: w, Height: height, Shapes: []*page.Shape{{
		Path: path, Stroke: &page.Paint{Color: color, Alpha: 65535}, Line: page.Line{Width: thick, MiterLimit: 4 * dimen.PT},
	}}}
	return &page.Picture{
		Rect:  page.Rect{X: part.from, Y: top, W: w, H: height},
		Image: &page.Image{Name: fmt.Sprintf("a wavy line on page %d at %s %s", o.Page+1, part.from, top), Drawing: drawing},
		Mark:  page.Mark{Artifact: page.ArtifactLayout},
	}
}

// interval is a stretch of a line, from left to right.
type interval struct{ from, to dimen.Length }

// inks gives the stretches in which glyphs of a group reach into a band of the page between two heights, each with a margin on
// both sides. Curves count as their control polygons, which they never leave.
func (o *lineMaker) inks(g *group, sp *span, x, y, top, bottom, margin dimen.Length) (out []interval) {
	for i, gl := range g.w.glyphs[g.g0:g.g1] {
		face := sp.shaping.faces[gl.face]
		adv := scaled(gl.advance, g.f)
		if endsLetter(g.w.glyphs[g.g0:g.g1], i) {
			adv += g.letter
		}
		box, ok := face.Bounds(gl.id)
		upem := int64(face.UnitsPerEm())
		if ok && y-gl.dy-sp.shaping.sizeOf(face).MulDiv(int64(box.YMin), upem) > top {
			for _, contour := range face.Outline(gl.id) {
				for k, a := range contour {
					b := contour[(k+1)%len(contour)]
					px := func(v int64) dimen.Length { return x + gl.dx + scaled(sp.shaping.sizeOf(face).MulDiv(v, 64*upem), g.f) }
					py := func(v int64) dimen.Length { return y - gl.dy - sp.shaping.sizeOf(face).MulDiv(v, 64*upem) }
					ax, ay, bx, by := px(a.X), py(a.Y), px(b.X), py(b.Y)
					if ay > by {
						ax, ay, bx, by = bx, by, ax, ay
					}
					if by < top || ay > bottom {
						continue
					}
					// The part of the edge that lies within the band.
					l, r := ax, bx
					if ay < top {
						l = ax + (bx-ax).MulDiv(int64(top-ay), int64(by-ay))
					}
					if by > bottom {
						r = ax + (bx-ax).MulDiv(int64(bottom-ay), int64(by-ay))
					}
					out = append(out, interval{min(l, r) - margin, max(l, r) + margin})
				}
			}
		}
		x += adv
	}
	return out
}

// without gives the parts of an interval that are outside of the gaps.
func without(whole interval, gaps []interval) (out []interval) {
	slices.SortFunc(gaps, func(a, b interval) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	for _, g := range gaps {
		if g.to <= whole.from {
			continue
		}
		if g.from > whole.from {
			out = append(out, interval{whole.from, min(g.from, whole.to)})
		}
		whole.from = max(whole.from, g.to)
		if whole.from >= whole.to {
			return out
		}
	}
	return append(out, whole)
}

// dashes divides an interval into dashes or dots. They are counted from the left edge of the page, so that they continue evenly
// through several groups.
func dashes(whole interval, kind style.Line, thick dimen.Length) []interval {
	on, period := 3*thick, 5*thick
	switch {
	case thick < dimen.PT/8: // too fine to be told from a line
		return []interval{whole}
	case kind == style.Dotted:
		on, period = thick, 2*thick
	case kind != style.Dashed:
		return []interval{whole}
	}
	var out []interval
	for x := whole.from / period * period; x < whole.to; x += period {
		if d := (interval{max(x, whole.from), min(x+on, whole.to)}); d.from < d.to {
			out = append(out, d)
		}
	}
	return out
}
