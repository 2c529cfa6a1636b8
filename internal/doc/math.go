package doc

import (
	"quire/internal/diag"
	"quire/internal/math"
)

// Math is a formula. In a Manuscript it has only its source; resolve reads it, with the macros before it in the book.
type Math struct {
	Node
	Source  string // TeX, without dollars
	Display bool   // on lines of its own
	// Lines are the places where the lines of Source begin.
	Lines   []diag.Pos
	Formula *math.Formula // nil in a Manuscript
	// Tags are the tags of the formula's rows. They are nodes, for a reference leads to them.
	Tags []*MathTag
	// Words are the formula as it is spoken in the language of its place, or the author's own words: the attribute alt.
	Words string
}

func (*Math) inline() {}

func (n *Math) name() (element string, classes []string) {
	if n.Display {
		return "math", []string{"display"}
	}
	return "math", nil
}

func (n *Math) parts(v visitor) {
	for _, t := range n.Tags {
		v.node(t)
	}
}

// Written gives the formula with dollars, as it could be written in the source.
func (n *Math) Written() string {
	if n.Display {
		return "$$" + n.Source + "$$"
	}
	return "$" + n.Source + "$"
}

// At gives the place of an offset in Source.
func (n *Math) At(offset int) diag.Pos {
	line, begin := 0, 0
	for i := 0; i < offset && i < len(n.Source); i++ {
		if n.Source[i] == '\n' {
			line, begin = line+1, i+1
		}
	}
	if line >= len(n.Lines) {
		return n.Span.Pos
	}
	p := n.Lines[line]
	for range n.Source[begin:min(offset, len(n.Source))] {
		p.Col++
	}
	return p
}

// MathTag is the tag of a display, or of one of its rows: the number at the edge of the measure. Its ID is the target of
// references.
type MathTag struct {
	Node
	Tag *math.Tag
}

func (*MathTag) name() (element string, classes []string) { return "mtr", nil }

// MathMacros are definitions for the formulas behind them: \newcommand and its like. Manuscript only.
type MathMacros struct {
	Node
	Source string
	Lines  []diag.Pos // as in Math
}

func (*MathMacros) block()                                   {}
func (*MathMacros) name() (element string, classes []string) { return "", nil }
func (*MathMacros) parts(visitor)                            {}
