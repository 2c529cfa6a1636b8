package formula

import (
	"quire/internal/math"
)

// radical sets a root with its index, if it has one (The TeXbook, appendix G, rule 11; MathML Core, 3.3.3).
func (s *state) radical(content, index math.Node) *Box {
	c := s.constants()
	in := s.cramp().node(content)
	line := s.units(c.RadicalRuleThickness)
	gap := s.units(c.RadicalVerticalGap)
	if s.display {
		gap = s.units(c.RadicalDisplayStyleVerticalGap)
	}
	sign := s.grown("√", vertically, in.extent()+gap+line)
	sign.letter, sign.asLetter = nil, false
	if spare := sign.extent() - line - in.extent() - gap; spare > 0 {
		gap += spare / 2
	}
	top := in.Height + gap + line
	b := &Box{}
	rise := top - sign.Height // the top of the sign meets that of the line
	if index != nil {
		ss := s.plain()
		ss.display, ss.level = false, 2
		deg := ss.node(index)
		before, after := s.units(c.RadicalKernBeforeDegree), s.units(c.RadicalKernAfterDegree)
		after = max(after, -deg.Width-before)
		bottom := rise - sign.Depth + sign.extent().MulDiv(int64(c.RadicalDegreeBottomRaisePercent), 100)
		b.Width += before
		b.add(b.Width, bottom+deg.Depth, deg)
		b.Width += deg.Width + after
	}
	b.add(b.Width, rise, sign)
	b.Width += sign.Width
	b.add(b.Width, in.Height+gap, rule(in.Width, line, s.ink()))
	b.add(b.Width, 0, in)
	b.Width += in.Width
	b.Height = max(b.Height, top+s.units(c.RadicalExtraAscender))
	return b
}
