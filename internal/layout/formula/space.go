package formula

import (
	"quire/internal/math"
	"quire/internal/page"
)

// space sets a space, which may be filled with ink.
func (s *state) space(n *math.Space) *Box {
	b := &Box{Width: s.length(n.Width), Height: s.length(n.Height), Depth: s.length(n.Depth)}
	if n.Ink && b.Width > 0 && b.Height+b.Depth > 0 {
		color := s.ink()
		b.ink = &color
	}
	return b
}

// padded sets a formula in room of another size.
func (s *state) padded(n *math.Padded) *Box {
	in := s.plain().node(n.Content)
	raise := s.length(n.Raise)
	b := &Box{Width: in.Width}
	b.add(0, raise, in)
	if n.Width != nil {
		b.Width = s.length(*n.Width)
		b.parts[0].x = aligned(n.Align, b.Width-in.Width)
	}
	if n.Height != nil {
		b.Height = s.length(*n.Height)
	}
	if n.Depth != nil {
		b.Depth = s.length(*n.Depth)
	}
	return b
}

// styled is the style that \displaystyle, \large or \color make.
func (s *state) styled(n *math.Style) *state {
	c := *s
	if n.Display != nil {
		c.display = *n.Display
	}
	if n.Level != nil {
		c.level = max(0, min(*n.Level, 2))
	}
	if n.Size > 0 {
		c.base = c.base.MulDiv(int64(n.Size), 1000)
	}
	if n.Color != nil {
		color := colorOf(*n.Color)
		c.color = &color
	}
	c.cramped = c.cramped || n.Cramped
	return &c
}

func colorOf(c math.RGB) page.Color {
	return page.Color{Space: page.RGB, C: [4]uint16{uint16(c.R) * 257, uint16(c.G) * 257, uint16(c.B) * 257}}
}
