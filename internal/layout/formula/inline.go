package formula

import (
	"quire/internal/dimen"
	"quire/internal/math"
)

// Piece is a part of a formula that no line divides, with what comes after it.
type Piece struct {
	Box *Box
	// Gap is the space after the piece. It is gone if the line ends there.
	Gap, Stretch, Shrink dimen.Length
	// Penalty is that of a line's end after the piece, in TeX's numbers: NoBreak forbids it, ForcedBreak makes it.
	Penalty int
}

// The penalties (The TeXbook, chapter 18).
const (
	NoBreak     = 10000
	ForcedBreak = -10000

	binaryPenalty   = 700 // \binoppenalty
	relationPenalty = 500 // \relpenalty
)

// Inline sets a formula within a line. A line may end after a relation or a binary operator of the outermost row, and the space
// around these stretches.
func (s *Setter) Inline(f *math.Formula) []Piece {
	st := &state{Setter: s, base: s.Size, display: false}
	return st.pieces(unwrap(f.Body.Content))
}

// unwrap opens a row that holds nothing but a row.
func unwrap(content []math.Node) []math.Node {
	for len(content) == 1 {
		row, ok := content[0].(*math.Row)
		if !ok || row.Class == math.Inner {
			break
		}
		content = row.Content
	}
	return content
}

// pieces cuts a row at the places where a line may end, and at spaces that stretch.
func (s *state) pieces(content []math.Node) []Piece {
	boxes := s.boxes(content)
	var out []Piece
	cur := &Box{}
	end := func(p Piece) {
		p.Box = cur
		out = append(out, p)
		cur = &Box{}
	}
	for i, n := range content {
		if sp, ok := n.(*math.Space); ok && (sp.Break == math.BreakAllow || sp.Break == math.BreakForce) {
			p := Piece{Gap: boxes[i].Width}
			if sp.Break == math.BreakForce {
				p.Penalty = ForcedBreak
			}
			end(p)
			continue
		}
		left, right := s.spaces(n)
		class := n.Base().Class
		if left > 0 && (class == math.Bin || class == math.Rel) && i > 0 {
			end(s.gap(class, left, NoBreak))
			left = 0
		}
		cur.Width += left
		cur.append(boxes[i])
		if class != math.Bin && class != math.Rel || i+1 == len(content) {
			cur.Width += right
			continue
		}
		penalty := binaryPenalty
		if class == math.Rel {
			penalty = relationPenalty
		}
		switch next := content[i+1].(type) {
		case *math.Space:
			if next.Break == math.BreakForbid {
				penalty = NoBreak
			}
		default:
			if next.Base().Class == math.Rel && class == math.Rel {
				penalty = NoBreak
			}
		}
		end(s.gap(class, right, penalty))
	}
	end(Piece{Penalty: NoBreak})
	return out
}

// Join makes one piece of all.
func Join(pieces []Piece) []Piece {
	b := &Box{}
	for i, p := range pieces {
		b.append(p.Box)
		if i+1 < len(pieces) {
			b.Width += p.Gap
		}
	}
	return []Piece{{Box: b}}
}

// gap is the space beside an operator, which stretches and shrinks as \medmuskip and \thickmuskip do (The TeXbook, chapter 18).
func (s *state) gap(class math.Class, width dimen.Length, penalty int) Piece {
	p := Piece{Gap: width, Penalty: penalty}
	if class == math.Rel {
		p.Stretch = width
	} else {
		p.Stretch, p.Shrink = width/2, width
	}
	return p
}
