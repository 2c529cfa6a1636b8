package layout

import (
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/page"
	"quire/internal/style"
)

// floats sets the floats of a page at its head and at its foot, above the notes.
func (m *maker) floats(o *canvas, f *brokenFlow, b *flowPage, left, top, height dimen.Length) {
	upper, lower := top, top+height-b.noteDepth-b.bottom
	alone := len(b.on) == 0 && b.top == 0 // then no gap stands before the first at the foot
	for _, a := range f.floats[b.float:b.floatEnd] {
		fl := a.float()
		if !fl.Bottom {
			m.insertion(o, a, 0, len(a.strips), left, upper)
			upper += fl.Height + fl.Gap
			continue
		}
		if !alone {
			lower += fl.Gap
		}
		alone = false
		m.insertion(o, a, 0, len(a.strips), left, lower)
		lower += fl.Height
	}
}

// notes sets the notes of a page at its foot, below their rule. The last line stands where the last of the text would
// on a page without notes.
func (m *maker) notes(o *canvas, f *brokenFlow, b *flowPage, st *style.Page, left, top, height dimen.Length) {
	if len(b.notes) == 0 {
		return
	}
	area := st.Footnote
	width := f.measure
	y := top + height - b.noteDepth + m.hang(f, b) + area.Margin[0].Of(width)
	if line := area.Border[0]; line.Width > 0 {
		r := page.Rect{X: left + area.Margin[3].Of(width), Y: y, W: width - area.Margin[3].Of(width) - area.Margin[1].Of(width), H: line.Width}
		if !area.BorderClip.Auto {
			r.W = min(r.W, area.BorderClip.Of(r.W))
		}
		col := area.Color
		if line.HasColor {
			col = line.Color
		}
		o.pg.Items = append(o.pg.Items, &page.Rule{Rect: r, Color: border.Color(col), Mark: page.Mark{Artifact: page.ArtifactLayout}})
	}
	y += area.Border[0].Width + area.Padding[0].Of(width)
	for i, n := range b.notes {
		if i > 0 {
			y += b.noteGap
		}
		y = m.insertion(o, f.notes[n.Note], n.From, n.To, left, y)
	}
}

// hang is by how much notes are moved down so that the baseline of their last line is that of the last line of a text.
func (m *maker) hang(f *brokenFlow, b *flowPage) dimen.Length {
	n := b.notes[len(b.notes)-1]
	note := f.notes[n.Note]
	s := note.strips[n.To-1]
	lf := note.leaves[s.leaf]
	if lf.par == nil || lf.below > 0 {
		return 0
	}
	body := m.rootStyle
	return lf.st.LineHeight - m.setter.Baseline(lf.st) - (body.LineHeight - m.setter.Baseline(body))
}

// insertion sets strips from up to to of an insertion with their top at y, and gives where they end.
func (m *maker) insertion(o *canvas, a *insertion, from, to int, left, y dimen.Length) dimen.Length {
	on, height := a.place(from, to, 0)
	first := o.first
	o.outOfFlow = true
	drawBoxes(o.pg, on, nil, left, y)
	for _, p := range on {
		m.place(o, p, left, y)
	}
	o.outOfFlow, o.first = false, first
	return y + height
}
