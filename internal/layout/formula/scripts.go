package formula

import (
	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/math"
)

// scripts sets a base with scripts after it and before it.
func (s *state) scripts(base math.Node, pre, post []math.Script) *Box {
	var b *Box
	if base == nil {
		b = &Box{}
	} else {
		c := s.plain()
		c.flat = math.Core(base) != nil
		b = c.node(base)
	}
	return s.around(b, pre, post)
}

// scriptPair is a pair of scripts that are set.
type scriptPair struct{ sub, sup *Box }

func (s *state) pairs(scripts []math.Script) (out []scriptPair) {
	for _, p := range scripts {
		var pair scriptPair
		if p.Sub != nil {
			pair.sub = s.script(true).node(p.Sub)
		}
		if p.Sup != nil {
			pair.sup = s.script(false).node(p.Sup)
		}
		out = append(out, pair)
	}
	return out
}

// around puts scripts beside a base (The TeXbook, appendix G, rule 18; MathML Core, 3.4.1). All scripts at the upper side have
// one baseline, as have those at the lower side.
func (s *state) around(base *Box, pre, post []math.Script) *Box {
	before, after := s.pairs(pre), s.pairs(post)
	up, down := s.shifts(base, append(before[:len(before):len(before)], after...))
	gap := s.units(s.constants().SpaceAfterScript)
	b := &Box{}
	for _, p := range before {
		w := dimen.Length(0)
		for _, c := range []*Box{p.sub, p.sup} {
			if c != nil {
				w = max(w, c.Width)
			}
		}
		b.Width += gap
		// Scripts before a base stand at its side, so both end there.
		if p.sub != nil {
			b.add(b.Width+w-p.sub.Width, -down, p.sub)
		}
		if p.sup != nil {
			b.add(b.Width+w-p.sup.Width, up, p.sup)
		}
		b.Width += w
	}
	b.append(base)
	right := b.Width
	for i, p := range after {
		subAt, supAt := right, right
		if i == 0 {
			supKern, subKern := s.kerns(base, p, up, down)
			subAt, supAt = right+subKern, right+supKern
		}
		end := right
		if p.sub != nil {
			b.add(subAt, -down, p.sub)
			end = max(end, subAt+p.sub.Width)
		}
		if p.sup != nil {
			b.add(supAt, up, p.sup)
			end = max(end, supAt+p.sup.Width)
		}
		right = end + gap
	}
	b.Width = right
	return b
}

// kerns gives by how much scripts move to the right: by the italic correction and the cut-in kerns (OpenType, MathKernInfo). The
// subscript of a large operator moves to the left by the correction, and its superscript stays.
func (s *state) kerns(base *Box, p scriptPair, up, down dimen.Length) (sup, sub dimen.Length) {
	l := base.letter
	if l != nil && l.large {
		return 0, -base.italic
	}
	sup = base.italic
	if l == nil {
		return sup, 0
	}
	if p.sup != nil {
		sup += s.cutIn(l.id, base, p.sup, up, font.TopRight, font.BottomLeft)
	}
	if p.sub != nil {
		sub += s.cutIn(l.id, base, p.sub, -down, font.BottomRight, font.TopLeft)
	}
	return sup, sub
}

// cutIn is the kern between a base and a script whose baseline is at shift. It is measured at two heights, the edge of the base
// and the edge of the script that are next to each other, and the larger holds.
func (s *state) cutIn(id uint32, base, script *Box, shift dimen.Length, of, with font.MathCorner) dimen.Length {
	in := s.script(false)
	toUnits := func(st *state, y dimen.Length) int32 {
		return int32(y.MulDiv(int64(s.Face.face.UnitsPerEm()), max(1, int64(st.size()))))
	}
	at := func(y dimen.Length) dimen.Length {
		k := s.units(s.Face.math.Kern(id, of).At(toUnits(s, y)))
		if l := script.letter; l != nil {
			k += in.units(s.Face.math.Kern(l.id, with).At(toUnits(in, y-shift)))
		}
		return k
	}
	if of == font.TopRight {
		return max(at(base.Height), at(shift-script.Depth))
	}
	return max(at(-base.Depth), at(shift+script.Height))
}

// shifts gives how far superscripts go up and subscripts down.
func (s *state) shifts(base *Box, pairs []scriptPair) (up, down dimen.Length) {
	c := s.constants()
	var sub, sup Box // the extent of all of them
	hasSub, hasSup := false, false
	for _, p := range pairs {
		if p.sub != nil {
			hasSub = true
			sub.add(0, 0, p.sub)
		}
		if p.sup != nil {
			hasSup = true
			sup.add(0, 0, p.sup)
		}
	}
	if !base.asLetter {
		up, down = base.Height-s.units(c.SuperscriptBaselineDropMax), base.Depth+s.units(c.SubscriptBaselineDropMin)
	}
	if hasSup {
		shift := c.SuperscriptShiftUp
		if s.cramped {
			shift = c.SuperscriptShiftUpCramped
		}
		up = max(up, s.units(shift), sup.Depth+s.units(c.SuperscriptBottomMin))
	}
	if !hasSub {
		return up, 0
	}
	down = max(down, s.units(c.SubscriptShiftDown))
	if !hasSup {
		return 0, max(down, sub.Height-s.units(c.SubscriptTopMax))
	}
	if gap := s.units(c.SubSuperscriptGapMin) - ((up - sup.Depth) - (sub.Height - down)); gap > 0 {
		down += gap
		if lift := s.units(c.SuperscriptBottomMaxWithSubscript) - (up - sup.Depth); lift > 0 {
			up, down = up+lift, down-lift
		}
	}
	return up, down
}
