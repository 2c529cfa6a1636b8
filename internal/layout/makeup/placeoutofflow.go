package makeup

import (
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/layout/flow"
	"quire/internal/layout/pages"
	"quire/internal/page"
	"quire/internal/style"
)

// placeFloats sets the floats of a page at its head and at its foot, above the notes.
func (m *maker) placeFloats(o *canvas, f *pages.PagedFlow, b *pages.Page, left, top, height dimen.Length) {
	upper, lower := top, top+height-b.NoteDepth-b.Bottom
	alone := len(b.Placed) == 0 && b.Top == 0 // then no gap stands before the first at the foot
	for _, a := range f.Floats[b.Float:b.FloatEnd] {
		fl := a.Float()
		if !fl.Bottom {
			m.placeInsertion(o, a, 0, len(a.Strips), left, upper)
			upper += fl.Height + fl.Gap
			continue
		}
		if !alone {
			lower += fl.Gap
		}
		alone = false
		m.placeInsertion(o, a, 0, len(a.Strips), left, lower)
		lower += fl.Height
	}
}

// placeNotes sets the notes of a page at its foot, below their rule. The last line stands where the last of the text would
// on a page without notes.
func (m *maker) placeNotes(o *canvas, f *pages.PagedFlow, b *pages.Page, st *style.Page, left, top, height dimen.Length) {
	if len(b.Notes) == 0 {
		return
	}
	area := st.Footnote
	width := f.Measure
	y := top + height - b.NoteDepth + m.alignLastBaseline(f, b) + area.Margin[style.SideTop].Of(width)
	if line := area.Border[style.SideTop]; line.Width > 0 {
		r := page.Rect{X: left + area.Margin[style.SideLeft].Of(width), Y: y, W: width - area.Margin[style.SideLeft].Of(width) - area.Margin[style.SideRight].Of(width), H: line.Width}
		if !area.BorderClip.Auto {
			r.W = min(r.W, area.BorderClip.Of(r.W))
		}
		col := area.Color
		if line.HasColor {
			col = line.Color
		}
		o.pg.Items = append(o.pg.Items, &page.Rule{Rect: r, Color: border.Color(col), Mark: page.Mark{Artifact: page.ArtifactLayout}})
	}
	y += area.Border[style.SideTop].Width + area.Padding[style.SideTop].Of(width)
	for i, n := range b.Notes {
		if i > 0 {
			y += b.NoteGap
		}
		y = m.placeInsertion(o, f.Notes[n.Note], n.From, n.To, left, y)
	}
}

// alignLastBaseline gives by how much the notes move down, so that their last baseline is that of the last line of a full page
// without notes.
func (m *maker) alignLastBaseline(f *pages.PagedFlow, b *pages.Page) dimen.Length {
	n := b.Notes[len(b.Notes)-1]
	note := f.Notes[n.Note]
	s := note.Strips[n.To-1]
	lf := note.Leaves[s.Leaf]
	if lf.Lines == nil || lf.Below > 0 {
		return 0
	}
	body := m.rootStyle
	return lf.Style.LineHeight - m.setter.Baseline(lf.Style) - (body.LineHeight - m.setter.Baseline(body))
}

// placeInsertion sets strips from up to to of an insertion with their top at y, and gives where they end.
func (m *maker) placeInsertion(o *canvas, a *flow.Insertion, from, to int, left, y dimen.Length) dimen.Length {
	on, height := a.Place(from, to, 0)
	first := o.first
	o.outOfFlow = true
	drawBoxes(o.pg, on, nil, left, y)
	for k := range on {
		m.placeLeaf(o, on, k, left, y)
	}
	o.outOfFlow, o.first = false, first
	return y + height
}
