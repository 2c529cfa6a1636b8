package formula

import (
	"quire/internal/dimen"
	"quire/internal/math"
	"quire/internal/page"
)

// encloseRule is the thickness of lines around a formula in thousandths of an em: \fboxrule is 0.4pt at 10pt.
const encloseRule = 40

// enclose sets a formula with lines around it or through it.
func (s *state) enclose(n *math.Enclose) *Box {
	in := s.plain().node(n.Content)
	pad, line := s.length(n.Pad), s.base.MulDiv(encloseRule, 1000)
	color := s.ink()
	if n.Line != nil {
		color = colorOf(*n.Line)
	}
	edge := func(side math.Notation) dimen.Length {
		if n.Notation&side != 0 {
			return line
		}
		return 0
	}
	left, right := edge(math.NotationLeft)+pad, edge(math.NotationRight)+pad
	top, bottom := in.Height+pad, in.Depth+pad
	b := &Box{Width: left + in.Width + right}
	if n.Back != nil {
		back := colorOf(*n.Back)
		b.add(0, -bottom, &Box{Width: b.Width, Height: top + bottom, ink: &back})
	}
	b.add(left, 0, in)
	b.Height, b.Depth = top+edge(math.NotationTop), bottom+edge(math.NotationBottom)
	across := func(y dimen.Length) { b.add(0, y, rule(b.Width, line, color)) }
	down := func(x dimen.Length) {
		b.add(x, -b.Depth, rule(line, b.Height+b.Depth, color))
	}
	h, d := b.Height, b.Depth
	if n.Notation&(math.NotationTop|math.NotationActuarial|math.NotationLongDiv) != 0 {
		across(h - line)
	}
	if n.Notation&(math.NotationBottom|math.NotationPhasor) != 0 {
		across(-d)
	}
	if n.Notation&math.NotationLeft != 0 {
		down(0)
	}
	if n.Notation&(math.NotationRight|math.NotationActuarial) != 0 {
		down(b.Width - line)
	}
	if n.Notation&math.NotationHorizontal != 0 {
		across((h-d)/2 - line/2)
	}
	s.strikes(b, n.Notation, line, color)
	b.Height, b.Depth = h, d
	return b
}

// strikes draws the lines that are not level. A page has upright rectangles only, so that a slanted line is a row of many, each a
// fraction of a point high.
func (s *state) strikes(b *Box, n math.Notation, line dimen.Length, color page.Color) {
	up, down := n&(math.NotationUp|math.NotationArrow) != 0, n&math.NotationDown != 0
	if n&math.NotationPhasor != 0 {
		s.slant(b, 0, -b.Depth, b.extent()/2, b.Height, line, color)
	}
	if up {
		s.slant(b, 0, -b.Depth, b.Width, b.Height, line, color)
	}
	if down {
		s.slant(b, 0, b.Height, b.Width, -b.Depth, line, color)
	}
	if n&math.NotationLongDiv != 0 {
		paren := s.grown(")", vertically, b.extent())
		paren.letter = nil
		b.parts = append(b.parts, part{-paren.Width / 2, (b.Height-b.Depth)/2 - (paren.Height-paren.Depth)/2, paren})
	}
}

// slant draws a line from one point to another.
func (s *state) slant(b *Box, x0, y0, x1, y1, line dimen.Length, color page.Color) {
	const step = dimen.PT / 5
	dx, dy := x1-x0, y1-y0
	long := max(dx, -dx, dy, -dy)
	n := min(int64(long/step)+1, 4000)
	w := max(line, (dx/dimen.Length(n))+line/2)
	h := dy / dimen.Length(n)
	if h < 0 {
		h = -h
	}
	h += line / 2
	for i := range n {
		x, y := x0+dx.MulDiv(2*i+1, 2*n), y0+dy.MulDiv(2*i+1, 2*n)
		b.parts = append(b.parts, part{x - w/2, y - h/2, rule(w, h, color)})
	}
}
