package layout

import (
	"quire/internal/dimen"
	"quire/internal/layout/para"
	"quire/internal/pagebreak"
	"quire/internal/style"
)

// insertion is what stands on a page outside of the galley: a note at its foot (css-gcpm-3, §2), or a float at its head or
// foot (css-page-floats-3).
type insertion struct {
	st     *style.Style
	leaves []*leaf
	after  dimen.Length // the margin below its last leaf
	strips []strip      // its lines, once they are set
}

// strip is a line of a note: a line of a leaf, or a leaf that is not divided.
type strip struct {
	leaf, line    int
	above, height dimen.Length // above is the space before the line; height holds it, and what is below
}

// calls counts the notes that lines from up to to of a way call.
func calls(p *para.Paragraph, way, from, to int) (n int32) {
	for mark := range p.Marks(way, from, to) {
		if a, ok := mark.(*anchor); ok && a.note != nil {
			n++
		}
	}
	return n
}

// divide finds the lines of an insertion, each paragraph broken at its best. The margin of the first leaf is the gap before
// the insertion, which is not part of it.
func (a *insertion) divide() {
	a.strips = a.strips[:0]
	for i, lf := range a.leaves {
		f := lf.extent()
		if lf.cols != nil {
			lf.cols.whole = lf.cols.fragments(galleyRoom{}).whole()
			f.divide([]fragments{lf.cols.whole}, lf.cols.unit)
		}
		way := lf.natural()
		above := f.inner
		if i > 0 {
			above += f.margin
		}
		for l := range f.lines[way] {
			s := strip{leaf: i, line: l, above: above, height: above + f.span(way, l, l+1)}
			if l+1 == f.lines[way] {
				s.height += f.below
			}
			a.strips = append(a.strips, s)
			above = 0
		}
	}
}

// measureInsertions finds the lines of what stands out of flow.
func (f *flow) measureInsertions() {
	for _, list := range [2][]*insertion{f.notes, f.floats} {
		for _, a := range list {
			a.divide()
		}
	}
}

// place gives the leaves of strips from up to to, with the first at y, and where they end.
func (a *insertion) place(from, to int, y dimen.Length) (out []placed, end dimen.Length) {
	for i := from; i < to; {
		s := &a.strips[i]
		lf := a.leaves[s.leaf]
		n := 1
		for i+n < to && a.strips[i+n].leaf == s.leaf {
			n++
		}
		f := lf.extent()
		p := placed{lf: lf, way: lf.natural(), from: s.line, to: s.line + n, y: y + s.above}
		if lf.cols != nil {
			p.cols = lf.cols.whole
			f.divide([]fragments{p.cols}, lf.cols.unit)
		}
		p.bottom = p.y + f.span(p.way, p.from, p.to)
		p.last = p.to == f.lines[p.way]
		for _, s := range a.strips[i : i+n] {
			y += s.height
		}
		out = append(out, p)
		i += n
	}
	return out, y
}

// note gives the breaker what it must know of a note.
func (a *insertion) note() pagebreak.Note {
	n := pagebreak.Note{Orphans: int32(a.st.Orphans), Widows: int32(a.st.Widows)}
	for _, s := range a.strips {
		n.Lines = append(n.Lines, s.height)
	}
	return n
}

// gap is the space that a note wants before it.
func (a *insertion) gap() dimen.Length {
	if len(a.leaves) == 0 {
		return 0
	}
	return max(a.leaves[0].margin, a.after)
}

// height is that of a float.
func (a *insertion) height() (h dimen.Length) {
	for _, s := range a.strips {
		h += s.height
	}
	return h
}

// float gives the breaker what it must know of a float.
func (a *insertion) float() pagebreak.Float {
	f := pagebreak.Float{
		Height: max(1, a.height()), Gap: a.st.Margin[2].Of(0), Bottom: a.st.Float == style.FloatBottom,
		ClearTop: a.st.Clear&style.ClearTop != 0, ClearBottom: a.st.Clear&style.ClearBottom != 0,
	}
	if f.Bottom {
		f.Gap = a.st.Margin[0].Of(0)
	}
	return f
}
