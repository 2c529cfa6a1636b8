package flow

import (
	"quire/internal/dimen"
	"quire/internal/layout/para"
	"quire/internal/pagebreak"
	"quire/internal/style"
)

// Insertion is a part of a page that is not in the galley: a note at the foot (css-gcpm-3, §2), or a float at the head or the
// foot (css-page-floats-3).
type Insertion struct {
	Style       *style.Style
	Leaves      []*Leaf
	MarginBelow dimen.Length // the margin below its last leaf
	Strips      []Strip      // its lines, once they are set
}

// Strip is a line of an insertion: a line of a leaf, or a leaf that is not divided.
type Strip struct {
	Leaf, Line    int
	Above, Height dimen.Length // Above is the space before the line. Height includes it, and the space below.
}

// calls counts the notes that the lines from up to to of a line breaking call.
func calls(p *para.Paragraph, breaking, from, to int) (n int32) {
	for mark := range p.Marks(breaking, from, to) {
		if a, ok := mark.(*Anchor); ok && a.Note != nil {
			n++
		}
	}
	return n
}

// divide finds the lines of an insertion, each paragraph broken at its best. The margin of the first leaf is the gap before
// the insertion, which is not part of it.
func (a *Insertion) divide() {
	a.Strips = a.Strips[:0]
	for i, lf := range a.Leaves {
		f := lf.Extent()
		if lf.Columns != nil {
			lf.Columns.whole = lf.Columns.Divide(GalleyRoom{}).whole()
			f.DivideColumns([]Division{lf.Columns.whole}, lf.Columns.RowHeight)
		}
		breaking := lf.natural()
		above := f.BorderPadding
		if i > 0 {
			above += f.Margin
		}
		for l := range f.Lines[breaking] {
			s := Strip{Leaf: i, Line: l, Above: above, Height: above + f.Span(breaking, l, l+1)}
			if l+1 == f.Lines[breaking] {
				s.Height += f.Below
			}
			a.Strips = append(a.Strips, s)
			above = 0
		}
	}
}

// MeasureSet computes the heights of rows and the lines of insertions, once all texts are set. It puts the notes in the order in
// which pages have them.
func (f *Flow) MeasureSet() {
	MeasureRows(f.AllLeaves())
	f.Notes = nil
	for _, lf := range f.Leaves {
		f.Notes = append(f.Notes, lf.callsInOrder()...)
	}
	for _, list := range [2][]*Insertion{f.Notes, f.Floats} {
		for _, a := range list {
			a.divide()
		}
	}
}

// Place places the strips from up to to below y. It gives their leaves, and where the last ends.
func (a *Insertion) Place(from, to int, y dimen.Length) (out []Placed, end dimen.Length) {
	for i := from; i < to; {
		s := &a.Strips[i]
		lf := a.Leaves[s.Leaf]
		n := 1
		for i+n < to && a.Strips[i+n].Leaf == s.Leaf {
			n++
		}
		f := lf.Extent()
		p := Placed{Leaf: lf, Breaking: lf.natural(), From: s.Line, To: s.Line + n, Y: y + s.Above}
		if lf.Columns != nil {
			p.Division = lf.Columns.whole
			f.DivideColumns([]Division{p.Division}, lf.Columns.RowHeight)
		}
		p.Bottom = p.Y + f.Span(p.Breaking, p.From, p.To)
		p.Last = p.To == f.Lines[p.Breaking]
		for _, s := range a.Strips[i : i+n] {
			y += s.Height
		}
		out = append(out, p)
		i += n
	}
	return out, y
}

// Note describes a note to pagebreak.
func (a *Insertion) Note() pagebreak.Note {
	n := pagebreak.Note{Orphans: int32(a.Style.Orphans), Widows: int32(a.Style.Widows)}
	for _, s := range a.Strips {
		n.Lines = append(n.Lines, s.Height)
	}
	return n
}

// Gap is the space before a note that is not the first on its page.
func (a *Insertion) Gap() dimen.Length {
	if len(a.Leaves) == 0 {
		return 0
	}
	return max(a.Leaves[0].Margin, a.MarginBelow)
}

// height is the height of all strips.
func (a *Insertion) height() (h dimen.Length) {
	for _, s := range a.Strips {
		h += s.Height
	}
	return h
}

// Float describes a float to pagebreak.
func (a *Insertion) Float() pagebreak.Float {
	f := pagebreak.Float{
		Height: max(1, a.height()), Gap: a.Style.Margin[style.SideBottom].Of(0), Bottom: a.Style.Float == style.FloatBottom,
		ClearTop: a.Style.Clear&style.ClearTop != 0, ClearBottom: a.Style.Clear&style.ClearBottom != 0,
	}
	if f.Bottom {
		f.Gap = a.Style.Margin[style.SideTop].Of(0)
	}
	return f
}
