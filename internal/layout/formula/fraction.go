package formula

import (
	"quire/internal/dimen"
	"quire/internal/math"
)

// numerator is the style of a numerator, and with cramped that of a denominator.
func (s *state) numerator(cramped bool) *state {
	n := s.plain()
	if s.display {
		n.display = false
	} else {
		n.level = min(s.level+1, 2)
	}
	n.cramped = s.cramped || cramped
	return n
}

// fraction sets a fraction or, without a line, a stack (The TeXbook, appendix G, rule 15; MathML Core, 3.3.2).
func (s *state) fraction(n *math.Fraction) *Box {
	num, den := s.numerator(false).node(n.Num), s.numerator(true).node(n.Den)
	c := s.constants()
	pick := func(text, display int32) dimen.Length {
		if s.display {
			return s.units(display)
		}
		return s.units(text)
	}
	line := s.units(c.FractionRuleThickness)
	if n.Line != nil {
		line = s.length(*n.Line)
	}
	var up, down dimen.Length
	axis := s.axis()
	if line <= 0 {
		up, down = pick(c.StackTopShiftUp, c.StackTopDisplayStyleShiftUp), pick(c.StackBottomShiftDown, c.StackBottomDisplayStyleShiftDown)
		if gap := pick(c.StackGapMin, c.StackDisplayStyleGapMin) - ((up - num.Depth) - (den.Height - down)); gap > 0 {
			up, down = up+gap/2, down+gap-gap/2
		}
	} else {
		up = max(pick(c.FractionNumeratorShiftUp, c.FractionNumeratorDisplayStyleShiftUp),
			axis+line/2+pick(c.FractionNumeratorGapMin, c.FractionNumDisplayStyleGapMin)+num.Depth)
		down = max(pick(c.FractionDenominatorShiftDown, c.FractionDenominatorDisplayStyleShiftDown),
			-axis+line/2+pick(c.FractionDenominatorGapMin, c.FractionDenomDisplayStyleGapMin)+den.Height)
	}
	width := max(num.Width, den.Width)
	side := s.nullDelimiterSpace()
	if n.Line != nil && line <= 0 { // binomials have delimiters in its place
		side = 0
	}
	b := &Box{Width: width + 2*side}
	b.add(side+aligned(n.NumAlign, width-num.Width), up, num)
	if line > 0 {
		b.add(side, axis-line/2, rule(width, line, s.ink()))
	}
	b.add(side+aligned(n.DenAlign, width-den.Width), -down, den)
	return b
}

// aligned is how far a box moves to the right within room that is spare.
func aligned(a math.Align, spare dimen.Length) dimen.Length {
	switch a {
	case math.AlignLeft:
		return 0
	case math.AlignRight:
		return spare
	}
	return spare / 2
}
