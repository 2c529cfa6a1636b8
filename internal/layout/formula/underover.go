package formula

import (
	"quire/internal/dimen"
	"quire/internal/math"
)

// underOver sets what is over and under a base: limits, accents, braces, arrows (The TeXbook, appendix G, rules 9 to 13a; MathML
// Core, 3.4.2).
func (s *state) underOver(n *math.UnderOver) *Box {
	core := math.Core(n.Content)
	if core != nil && core.MovableLimits && !s.display {
		return s.scripts(n.Content, nil, []math.Script{{Sub: n.Under, Sup: n.Over}})
	}
	above, below := s.limit(n.Over, n.OverAccent, false), s.limit(n.Under, n.UnderAccent, true)
	bs := s.plain()
	bs.flat, bs.cramped = core != nil, s.cramped || n.OverAccent
	base := bs.stretched(n.Content, max(widthOf(above, n.Over), widthOf(below, n.Under)))
	b := &Box{Width: base.Width, Height: base.Height, Depth: base.Depth}
	b.parts = []part{{0, 0, base}}
	left, right := dimen.Length(0), base.Width
	put := func(c *Box, x, y dimen.Length) {
		b.add(x, y, c)
		left, right = min(left, x), max(right, x+c.Width)
	}
	if n.Over != nil {
		s.over(n, base, above, put)
	}
	if n.Under != nil {
		s.under(n, base, below, put)
	}
	// Limits may be wider than the base, and accents may not widen it.
	if !accentOnly(n) {
		for i := range b.parts {
			b.parts[i].x -= left
		}
		b.Width = right - left
	} else if base.letter != nil && !base.letter.large {
		// The scripts of an accented letter stand as those of the letter (The TeXbook, appendix G, rule 12).
		b.asLetter, b.italic = base.asLetter, base.italic
	}
	return b
}

func accentOnly(n *math.UnderOver) bool {
	return (n.Over == nil || n.OverAccent) && (n.Under == nil || n.UnderAccent)
}

// limit sets what is over or under, unless it is to grow over the base; then it is nil.
func (s *state) limit(n math.Node, accent, cramped bool) *Box {
	if n == nil || growsHorizontally(n) {
		return nil
	}
	return s.limitStyle(accent, cramped).node(n)
}

// limitStyle is the style of what is over or under: an accent is as large as its base.
func (s *state) limitStyle(accent, cramped bool) *state {
	if accent {
		return s.plain()
	}
	return s.script(cramped)
}

// growsHorizontally reports whether a node is an operator that grows along the base.
func growsHorizontally(n math.Node) bool {
	core := math.Core(n)
	return core != nil && (core.Stretchy || core.Text == math.Overline || core.Text == math.Underline || core.Accent != 0)
}

func widthOf(b *Box, n math.Node) dimen.Length {
	if b == nil || n == nil {
		return 0
	}
	return b.Width
}

// stretched sets a base; if it is an operator that stretches, such as an arrow, it grows to a width.
func (s *state) stretched(n math.Node, width dimen.Length) *Box {
	op, ok := n.(*math.Operator)
	if row, is := n.(*math.Row); is && len(row.Content) == 1 {
		op, ok = row.Content[0].(*math.Operator)
	}
	if ok && op.Stretchy {
		b := s.grown(op.Text, horizontally, s.bounded(op, width))
		b.letter, b.asLetter = nil, false
		return b
	}
	return s.node(n)
}

// over sets what is over a base.
func (s *state) over(n *math.UnderOver, base, above *Box, put func(c *Box, x, y dimen.Length)) {
	c := s.constants()
	core := math.Core(n.Over)
	switch {
	case core != nil && core.Text == math.Overline:
		line := s.units(c.OverbarRuleThickness)
		put(padded(rule(base.Width, line, s.ink()), s.units(c.OverbarExtraAscender), 0), 0, base.Height+s.units(c.OverbarVerticalGap))
	case core != nil && core.Accent != 0 && n.OverAccent:
		s.accent(core, base, put)
	case above == nil: // a brace or an arrow that grows
		g := s.grown(core.Text, horizontally, s.bounded(core, base.Width))
		g.letter = nil
		put(g, (base.Width-g.Width)/2, base.Height+s.units(c.StretchStackGapBelowMin)+g.Depth)
	case n.OverAccent:
		put(above, (base.Width-above.Width)/2, base.Height+s.units(c.StretchStackGapBelowMin)+above.Depth)
	case math.Core(n.Content) != nil && growsHorizontally(n.Content):
		put(above, (base.Width-above.Width)/2, base.Height+max(s.units(c.StretchStackTopShiftUp), s.units(c.StretchStackGapAboveMin)+above.Depth))
	default:
		y := base.Height + max(s.units(c.UpperLimitBaselineRiseMin), s.units(c.UpperLimitGapMin)+above.Depth)
		put(above, (base.Width-above.Width)/2+base.italic/2, y)
	}
}

// under sets what is under a base.
func (s *state) under(n *math.UnderOver, base, below *Box, put func(c *Box, x, y dimen.Length)) {
	c := s.constants()
	core := math.Core(n.Under)
	switch {
	case core != nil && core.Text == math.Underline:
		line := s.units(c.UnderbarRuleThickness)
		y := -base.Depth - s.units(c.UnderbarVerticalGap) - line
		r := rule(base.Width, line, s.ink())
		put(padded(r, 0, s.units(c.UnderbarExtraDescender)), 0, y)
	case below == nil:
		g := s.grown(core.Text, horizontally, s.bounded(core, base.Width))
		g.letter = nil
		put(g, (base.Width-g.Width)/2, -base.Depth-s.units(c.StretchStackGapAboveMin)-g.Height)
	case n.UnderAccent:
		put(below, (base.Width-below.Width)/2, -base.Depth-s.units(c.StretchStackGapAboveMin)-below.Height)
	case math.Core(n.Content) != nil && growsHorizontally(n.Content):
		put(below, (base.Width-below.Width)/2, -base.Depth-max(s.units(c.StretchStackBottomShiftDown), s.units(c.StretchStackGapBelowMin)+below.Height))
	default:
		y := base.Depth + max(s.units(c.LowerLimitBaselineDropMin), s.units(c.LowerLimitGapMin)+below.Height)
		put(below, (base.Width-below.Width)/2-base.italic/2, -y)
	}
}

// padded adds room above and below a box.
func padded(b *Box, above, below dimen.Length) *Box {
	return &Box{Width: b.Width, Height: b.Height + above, Depth: b.Depth + below, parts: []part{{0, 0, b}}}
}

// accent puts an accent over a base. The points of attachment of both are put above each other (OpenType,
// MathTopAccentAttachment); a base that is more than a letter has its in the middle.
func (s *state) accent(op *math.Operator, base *Box, put func(c *Box, x, y dimen.Length)) {
	mark := string(op.Accent)
	id, ok := s.id(mark)
	if !ok {
		mark = op.Text
		if id, ok = s.id(mark); !ok {
			return
		}
	}
	if op.Stretchy { // the widest that is not wider than the base
		for _, v := range s.Face.math.Horizontal(id).Variants {
			if s.along(horizontally, v.Glyph) > base.Width {
				break
			}
			id = v.Glyph
		}
		if c := s.Face.math.Horizontal(id); len(c.Parts) > 0 && s.along(horizontally, id) < base.Width {
			if g := s.assembly(c, op.Text, horizontally, base.Width); g != nil {
				put(g, 0, base.Height-min(base.Height, s.units(s.constants().AccentBaseHeight)))
				return
			}
		}
	}
	g := s.glyph(id, mark)
	at := base.Width / 2
	if l := base.letter; l != nil {
		if x, ok := s.Face.math.TopAccent(l.id); ok {
			at = s.units(x)
		}
	}
	ink := s.Face.box(id)
	own := s.units(ink.XMin+ink.XMax) / 2
	if x, ok := s.Face.math.TopAccent(id); ok {
		own = s.units(x)
	}
	g.Width = 0 // it never widens its base
	put(g, at-own, base.Height-min(base.Height, s.units(s.constants().AccentBaseHeight)))
}
