package makeup

import (
	"strconv"

	"quire/internal/dimen"
	"quire/internal/layout/flow"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// placeNumbers prints the numbers beside line i of a leaf: the number of the line, if it shows one, in the outer margin; and
// beside the first line the number of the paragraph in the inner margin. They are smaller than the text, and stand an em and a
// half away from it.
func (m *maker) placeNumbers(o *canvas, lf *flow.Leaf, i int, base dimen.Length) {
	if o.outOfFlow {
		return
	}
	if i == 0 && lf.Number > 0 && lf.Style.ParagraphNumbers {
		m.placeNumber(o, lf.Style, strconv.Itoa(lf.Number), !o.left, base)
	}
	if n := lf.Style.LineNumbers; n > 0 {
		if o.lines++; o.lines%n == 0 {
			m.placeNumber(o, lf.Style, strconv.Itoa(o.lines), o.left, base)
		}
	}
}

// placeNumber sets a number on a baseline, to the left of the text, flush with it, or to the right. It is an artifact: a screen
// reader does not read it.
func (m *maker) placeNumber(o *canvas, st *style.Style, number string, left bool, base dimen.Length) {
	gap, width := st.FontSize*3/2, 4*st.FontSize
	x := o.area.X + o.area.W + gap
	small := *m.rootStyle
	small.FontSize, small.LineHeight = st.FontSize*13/20, st.LineHeight
	small.TextIndent, small.Hyphens, small.Expansion = style.Indent{}, style.HyphensNone, 0
	small.TextAlign = style.Left
	small.Numeric = style.LiningNums // old-style figures would be lost at this size
	if left {
		small.TextAlign = style.Right
		x = o.area.X - gap - width
	}
	l := m.lang
	p := m.setter.SetText(&para.Text{Segments: []para.Segment{{Text: number, Style: &small, Lang: l}}, Style: &small, Lang: l, RightToLeft: flow.RightToLeft(nil, l)}, width)
	o.art = page.ArtifactLineNumber
	m.putLine(o, m.setter.Line(p, p.Natural, 0, x, base, o.place()))
	o.art = ""
}
