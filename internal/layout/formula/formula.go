// Package formula sets formulas: it makes boxes of glyphs and rules of the trees of package math. It follows the rules of TeX
// (The TeXbook, appendix G) with the measures of the OpenType MATH table, which are those of MathML Core, chapter 3. All
// arithmetic is in integers.
//
// Inline sets a formula within a line of text, as pieces between which the line may end. Display sets one on lines of its own.
package formula

import (
	"sync"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/math"
	"quire/internal/page"
)

// Words sets words in the face of the text around the formula.
type Words func(text string, look math.TextFont, size dimen.Length) []Run

// Face is a face for formulas. It may be used from several goroutines.
type Face struct {
	face *font.Face
	math *font.Math

	mu     sync.Mutex
	bounds map[uint32]font.Box
}

// NewFace makes a face for formulas of a font with a MATH table; ok is false if it has none.
func NewFace(f *font.Face) (face *Face, ok bool) {
	m := f.Math()
	if m == nil {
		return nil, false
	}
	return &Face{face: f, math: m, bounds: map[uint32]font.Box{}}, true
}

// box is the ink of a glyph; empty if there is none.
func (f *Face) box(glyph uint32) font.Box {
	f.mu.Lock()
	defer f.mu.Unlock()
	b, ok := f.bounds[glyph]
	if !ok {
		b, _ = f.face.Bounds(glyph)
		f.bounds[glyph] = b
	}
	return b
}

// Setter sets formulas in a face and a size.
type Setter struct {
	Face  *Face
	Size  dimen.Length // of the text around
	Words Words
}

// state is what TeX calls the style, with the size that \large and its like change.
type state struct {
	*Setter
	display, cramped bool
	level            int          // 0 to 2: text, script, scriptscript
	base             dimen.Length // the size at level 0
	color            *page.Color
	flat             bool // the space around the operator is set outside
}

// size is the font size.
func (s *state) size() dimen.Length {
	c := &s.Face.math.Constants
	switch s.level {
	case 0:
		return s.base
	case 1:
		return s.base.MulDiv(percent(c.ScriptPercentScaleDown, 70), 100)
	}
	return s.base.MulDiv(percent(c.ScriptScriptPercentScaleDown, 50), 100)
}

// percent guards against faces that leave a percentage empty.
func percent(p int32, otherwise int64) int64 {
	if p < 10 || p > 100 {
		return otherwise
	}
	return int64(p)
}

// units scales font units of the math face.
func (s *state) units(v int32) dimen.Length {
	return s.size().MulDiv(int64(v), int64(s.Face.face.UnitsPerEm()))
}

// length scales a length of the tree.
func (s *state) length(l math.Length) dimen.Length {
	out := l.Abs
	if l.Em != 0 {
		out += s.size().MulDiv(int64(l.Em), int64(math.OneEm))
	}
	if l.Ex != 0 {
		out += s.units(s.Face.face.Metrics().XHeight).MulDiv(int64(l.Ex), int64(math.OneEm))
	}
	return out
}

func (s *state) constants() *font.MathConstants { return &s.Face.math.Constants }

// axis is the height of the math axis.
func (s *state) axis() dimen.Length { return s.units(s.constants().AxisHeight) }

// script is the style of superscripts, and with cramped that of subscripts.
func (s *state) script(cramped bool) *state {
	n := *s
	n.display, n.level, n.cramped, n.flat = false, min(s.level+1, 2), s.cramped || cramped, false
	return &n
}

// cramp is the same style cramped.
func (s *state) cramp() *state {
	n := *s
	n.cramped, n.flat = true, false
	return &n
}

// plain is the same style for what has its own row.
func (s *state) plain() *state {
	n := *s
	n.flat = false
	return &n
}

// ink is the colour of rules.
func (s *state) ink() page.Color {
	if s.color != nil {
		return *s.color
	}
	return page.Color{}
}

// node sets a node.
func (s *state) node(n math.Node) *Box {
	switch n := n.(type) {
	case nil:
		return nil
	case *math.Row:
		return s.row(n.Content)
	case *math.Ident:
		return s.letters(n.Text)
	case *math.Number:
		return s.letters(n.Text)
	case *math.Operator:
		return s.operator(n)
	case *math.Text:
		return s.text(n.Text, n.Font)
	case *math.Space:
		return s.space(n)
	case *math.Fraction:
		return s.fraction(n)
	case *math.Sqrt:
		return s.radical(n.Content, nil)
	case *math.Root:
		return s.radical(n.Content, n.Index)
	case *math.Scripts:
		return s.scripts(n.Content, nil, []math.Script{{Sub: n.Sub, Sup: n.Sup}})
	case *math.Multiscripts:
		return s.scripts(n.Content, n.Pre, n.Post)
	case *math.UnderOver:
		return s.underOver(n)
	case *math.Table:
		return s.table(n)
	case *math.Padded:
		return s.padded(n)
	case *math.Phantom:
		b := s.node(n.Content)
		return &Box{Width: b.Width, Height: b.Height, Depth: b.Depth}
	case *math.Style:
		return s.styled(n).node(n.Content)
	case *math.Enclose:
		return s.enclose(n)
	case *math.Link:
		b := &Box{link: &Link{n.URL, n.Label}}
		if n.Content != nil {
			b.append(s.plain().node(n.Content))
		}
		return b
	}
	return &Box{}
}
