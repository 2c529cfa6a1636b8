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
		if isBinomial(content) {
			out[i] = s.centred(s.grown(content[i].(*math.Operator).Text, vertically, s.binomialSize()))
			continue
		}
		out[i] = s.embellished(content[i], up, down)
	}
	return out
}

// isBinomial reports whether a row is a fraction without a line between two delimiters.
func isBinomial(content []math.Node) bool {
	if len(content) != 3 {
		return false
	}
	_, left := content[0].(*math.Operator)
	f, ok := content[1].(*math.Fraction)
	_, right := content[2].(*math.Operator)
	return left && right && ok && f.Line != nil && *f.Line == math.Length{}
}

// The sizes of the delimiters of binomials, in thousandths of an em: those of Computer Modern (The TeXbook, appendix G, rule 15e),
// for MATH has none.
const (
	delim1 = 2390
	delim2 = 1010
)

func (s *state) binomialSize() dimen.Length {
	if s.display {
		return s.size().MulDiv(delim1, 1000)
	}
	return s.size().MulDiv(delim2, 1000)
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
	if n.MinSize != nil && n.MaxSize != nil && *n.MinSize == *n.MaxSize {
		size = s.fixedSize(s.length(*n.MinSize))
	} else {
		size = s.bounded(n, size)
	}
	b := s.grown(n.Text, vertically, size)
	b.letter, b.asLetter = nil, false
	return s.centred(b)
}

// fixedSize is the size that \big and its like give a delimiter. They put it around an empty box whose height is a multiple of that
// of the parenthesis (amsmath); size is for one that is an em high.
func (s *state) fixedSize(size dimen.Length) dimen.Length {
	if id, ok := s.id("("); ok {
		size = size.MulDiv(int64(s.along(vertically, id)), max(1, int64(s.size())))
	}
	return max(size.MulDiv(delimiterFactor, 1000), size-delimiterShortfall)
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
