package formula

import (
	"quire/internal/dimen"
	"quire/internal/math"
)

// The measures of plain TeX that no face has.
const (
	delimiterFactor                 = 901 // thousandths (The TeXbook, chapter 17)
	delimiterShortfall dimen.Length = 5 * dimen.PT
	nullDelimiter                   = 120 // thousandths of an em: \nulldelimiterspace is 1.2pt at 10pt
)

func (s *state) nullDelimiterSpace() dimen.Length { return s.base.MulDiv(nullDelimiter, 1000) }

// row sets nodes side by side. Operators that stretch grow over the others (MathML Core, 3.3.1.2).
func (s *state) row(content []math.Node) *Box {
	boxes := s.boxes(content)
	if len(boxes) == 1 && (s.flat || math.Core(content[0]) == nil) {
		return boxes[0]
	}
	b := &Box{}
	for i, c := range boxes {
		left, right := s.spaces(content[i])
		b.Width += left
		b.append(c)
		b.Width += right
		b.italic = c.italic
	}
	return b
}

// spaces gives the space before and after a node of a row.
func (s *state) spaces(n math.Node) (left, right dimen.Length) {
	core := math.Core(n)
	if core == nil || s.flat {
		return 0, 0
	}
	return s.length(core.LSpace), s.length(core.RSpace)
}

// boxes sets the nodes of a row.
func (s *state) boxes(content []math.Node) []*Box {
	out := make([]*Box, len(content))
	var up, down dimen.Length
	var stretchy []int
	for i, n := range content {
		core := math.Core(n)
		if core != nil && core.Stretchy && growsVertically(n) {
			stretchy = append(stretchy, i)
			continue
		}
		c := s.plain()
		c.flat = core != nil
		out[i] = c.node(n)
		up, down = max(up, out[i].Height), max(down, out[i].Depth)
	}
	for _, i := range stretchy {
		out[i] = s.embellished(content[i], up, down)
	}
	return out
}

// growsVertically reports whether the core of an embellished operator grows along its row, and not along what is over or under
// it.
func growsVertically(n math.Node) bool {
	switch n := n.(type) {
	case *math.Operator:
		return true
	case *math.Scripts:
		return growsVertically(n.Content)
	case *math.Multiscripts:
		return growsVertically(n.Content)
	case *math.Style:
		return growsVertically(n.Content)
	case *math.Row:
		for _, c := range n.Content {
			if math.Core(c) != nil {
				return growsVertically(c)
			}
		}
	}
	return false
}

// embellished sets an operator that grows over up and down, with the scripts that it may have.
func (s *state) embellished(n math.Node, up, down dimen.Length) *Box {
	switch n := n.(type) {
	case *math.Operator:
		return s.fence(n, up, down)
	case *math.Style:
		return s.styled(n).embellished(n.Content, up, down)
	case *math.Scripts:
		return s.around(s.embellished(n.Content, up, down), nil, []math.Script{{Sub: n.Sub, Sup: n.Sup}})
	case *math.Multiscripts:
		return s.around(s.embellished(n.Content, up, down), n.Pre, n.Post)
	case *math.Row:
		b := &Box{}
		for _, c := range n.Content {
			if math.Core(c) != nil {
				b.append(s.embellished(c, up, down))
				continue
			}
			b.append(s.plain().node(c))
		}
		return b
	}
	return s.plain().node(n)
}

// fence sets an operator that grows along its row. One that is symmetric covers the rest as a delimiter of TeX does: nine
// tenths of it, and all but five points (The TeXbook, appendix G, rule 19).
func (s *state) fence(n *math.Operator, up, down dimen.Length) *Box {
	if n.Text == "" {
		return &Box{Width: s.nullDelimiterSpace()}
	}
	size := up + down
	if n.Symmetric {
		delta := max(up-s.axis(), down+s.axis())
		size = max((2*delta).MulDiv(delimiterFactor, 1000), 2*delta-delimiterShortfall)
	}
	size = s.bounded(n, size)
	b := s.grown(n.Text, vertically, size)
	b.letter, b.asLetter = nil, false
	return s.centred(b)
}

// bounded keeps a size within the bounds of an operator.
func (s *state) bounded(n *math.Operator, size dimen.Length) dimen.Length {
	if n.MaxSize != nil {
		size = min(size, s.length(*n.MaxSize))
	}
	if n.MinSize != nil {
		size = max(size, s.length(*n.MinSize))
	}
	return size
}

// operator sets an operator that does not grow over a row.
func (s *state) operator(n *math.Operator) *Box {
	switch n.Text {
	case "":
		return &Box{Width: s.nullDelimiterSpace()}
	case math.ApplyFunction, math.InvisibleTimes, math.InvisibleComma, math.InvisiblePlus:
		return &Box{}
	}
	switch {
	case n.LargeOp:
		return s.largeOp(n)
	case n.Stretchy && n.MinSize != nil:
		return s.fence(n, 0, 0)
	}
	return s.letters(n.Text)
}

// largeOp sets a large operator, centred on the axis (The TeXbook, appendix G, rule 13).
func (s *state) largeOp(n *math.Operator) *Box {
	id, ok := s.id(n.Text)
	if !ok {
		return s.letters(n.Text)
	}
	if s.display {
		size := s.units(s.constants().DisplayOperatorMinHeight)
		if n.MinSize != nil {
			size = s.length(*n.MinSize)
		}
		for _, v := range s.Face.math.Vertical(id).Variants {
			if id = v.Glyph; s.along(vertically, v.Glyph) >= size {
				break
			}
		}
	}
	b := s.glyph(id, n.Text)
	italic := b.italic
	b = s.centred(b)
	b.italic, b.letter, b.asLetter = italic, &letter{id: id, large: true}, false
	return b
}
