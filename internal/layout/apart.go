package layout

import (
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/pagebreak"
	"quire/internal/style"
)

// apart is what stands on a page apart from the galley: a note at its foot (css-gcpm-3, §2), or a float at its head or
// foot (css-page-floats-3).
type apart struct {
	st     *style.Style
	leaves []*leaf
	after  dimen.Length // the margin below its last leaf
	strips []strip      // its lines, once they are broken
}

// strip is a line of a note: a line of a leaf, or a leaf that is not divided.
type strip struct {
	leaf, line    int
	above, height dimen.Length // above is the space before the line; height holds it, and what is below
}

// asideOf makes leaves that stand apart: what has been collected so far goes on after them as if they were not there.
func (c *collector) asideOf(name string, fill func()) (leaves []*leaf, after dimen.Length) {
	old := *c
	c.aside = true
	c.flow = &flow{name: name, measure: c.area(name)}
	c.margin, c.inner, c.tail, c.opens, c.ids, c.idTags, c.sets, c.markers = margin{}, 0, margin{}, nil, nil, nil, nil, nil
	c.reset, c.waiting, c.across, c.spans, c.clear = nil, nil, nil, nil, 0
	c.lead, c.fore = nil, margin{}
	c.force, c.avoid, c.last, c.whole, c.fresh, c.made, c.tableWidth, c.within = style.BreakAuto, false, nil, 0, false, nil, 0, 0
	fill()
	leaves, after = c.made, c.margin.value()
	if n := len(leaves); n > 0 {
		leaves[n-1].ids, leaves[n-1].tags = append(leaves[n-1].ids, c.ids...), append(leaves[n-1].tags, c.idTags...)
	}
	now := *c
	*c = old
	c.own, c.tables, c.outline, c.places = now.own, now.tables, now.outline, now.places
	return leaves, after
}

// footnote makes the note that a reference calls, at the foot of the page, if it is the first on the pages to call it. el is the
// element that the styles of the call and of the note ask for.
func (c *collector) footnote(sc scope, ref *doc.NoteRef) (el *style.Element, note *apart) {
	n := ref.Note
	_, classes := doc.Name(n)
	el = &style.Element{Name: "aside", Classes: append(classes[:len(classes):len(classes)], "footnote"), Lang: c.holder.el.Lang, Parent: c.holder.el, Index: 1, Count: 1}
	el.ID, el.Attrs = n.ID, append(n.KeyVals[:len(n.KeyVals):len(n.KeyVals)], doc.KeyVal{Key: "number", Value: n.Number})
	if n.Lang != "" {
		el.Lang = n.Lang
	}
	st := c.cascade.Style(el)
	if c.footed[n] {
		return el, nil
	}
	c.footed[n] = true
	note = &apart{st: st}
	f := c.holder
	area := c.cascade.Page(f.name, false, false, false).Footnote
	width := c.area(f.name)
	f.x = area.Margin[3].Of(width) + area.Border[3].Width + area.Padding[3].Of(width)
	f.width = max(width-f.x-area.Margin[1].Of(width)-area.Border[1].Width-area.Padding[1].Of(width), dimen.PT)
	f.tag = sc.tag
	f = c.child(f, 1)
	note.leaves, note.after = c.asideOf(f.name, func() { c.noteBlock(f, el, n, ref, "footnote-marker") })
	return el, note
}

// call gives a reference the style of a footnote's call, and makes its note if it is the first.
func (c *collector) call(sc scope, inner *scope, ref *doc.NoteRef) *apart {
	el, note := c.footnote(sc, ref)
	if c.cascade.Pseudo(el, "footnote-call") != nil {
		st := c.cascade.PseudoUnder(el, "footnote-call", inner.st)
		inner.shift += baselineShift(st, inner.st)
		inner.deco |= st.Decoration
		inner.st = st
	}
	return note
}

// noteBlock adds a note with its marker, which leads back to the reference, if there is one.
func (c *collector) noteBlock(f frame, el *style.Element, n *doc.Note, ref *doc.NoteRef, marker string) {
	var back *link
	if ref != nil && ref.ID != "" {
		el.Attrs = append(el.Attrs, doc.KeyVal{Key: "href", Value: "#" + ref.ID})
		back = &link{dest: ref.ID, contents: lang.Phrase(f.lang.lang, lang.BackToReference, n.Number)}
	}
	c.block(f, el, &n.Node, "Note", len(n.Blocks), func(in frame) {
		in.tag.ID = n.ID
		in.tag.Apart = c.aside
		c.marker(in, marker, f, n.Number+".", back)
		c.blocks(in, n.Blocks)
	})
}

// float takes a block out of the galley, to the head or the foot of the page on which what is before it ends, or a later
// one. Notes that it calls stand below it, as it may go to another page than they would.
func (c *collector) float(f frame, st *style.Style, fill func(f frame)) {
	a := &apart{st: st}
	if c.across != nil { // it stands above or below all columns
		f.x, f.width = c.across.x, c.across.width
	}
	a.leaves, a.after = c.asideOf(f.name, func() { fill(f) })
	var notes []*leaf
	for _, lf := range a.leaves {
		for _, n := range lf.notes() {
			if len(n.leaves) > 0 {
				n.leaves[0].margin = max(n.leaves[0].margin, n.st.LineHeight/2)
				notes = append(notes, n.leaves...)
			}
		}
	}
	if a.leaves = append(a.leaves, notes...); len(a.leaves) == 0 {
		return
	}
	c.shrink(a.leaves, c.pageHeight(f.name, false, true))
	if c.last != nil && c.force == style.BreakAuto && c.flow.name == f.name {
		c.last.floats = append(c.last.floats, a)
		return
	}
	c.waiting = append(c.waiting, a)
}

// shrink makes a picture smaller if it is too high for a page with what stands below it, its caption and the notes of
// that, but not by more than half.
func (c *collector) shrink(leaves []*leaf, limit dimen.Length) {
	for _, lf := range leaves {
		if lf.pic == nil || lf.pic.height <= limit/2 {
			continue
		}
		for _, l := range leaves {
			for _, l := range l.withColumns() {
				c.setter().leaf(l)
			}
		}
		a := &apart{leaves: leaves}
		a.divide()
		if p, over := lf.pic, a.height()-limit; over > 0 && over < p.height/2 {
			p.width, p.height = p.width.MulDiv(int64(p.height-over), int64(p.height)), p.height-over
		}
		return
	}
}

// land gives the floats of a section without text something that calls them.
func (c *collector) land(f frame) {
	if len(c.waiting) > 0 {
		c.add(f, &leaf{rule: true, pos: c.section.Span.Pos})
	}
}

// notes gives the notes that a leaf calls, in order.
func (lf *leaf) notes() (out []*apart) {
	add := func(p *paragraph) {
		for i := range p.segs {
			if n := p.segs[i].note; n != nil {
				out = append(out, n)
			}
		}
	}
	if lf.par != nil {
		add(lf.par)
	}
	if lf.row != nil {
		for _, c := range lf.row.cells {
			add(c.par)
		}
	}
	if lf.cols != nil {
		for _, x := range lf.cols.leaves {
			out = append(out, x.notes()...)
		}
	}
	return out
}

// calls counts the notes that lines from up to to of a way call.
func (p *paragraph) calls(way, from, to int) (n int32) {
	for i := from; i < to; i++ {
		ln := &p.ways[way].lines[i]
		for k := ln.Start; k < ln.Break && k < len(p.pieces); k++ {
			if pc := &p.pieces[k]; pc.kind == pieceAnchor && p.used[pc.wordAt].note != nil {
				n++
			}
		}
	}
	return n
}

// gather lists what stands apart from the galley of a flow, in the order in which it is called.
func (f *flow) gather() {
	for _, lf := range f.leaves {
		kind := lf.sequence()
		for i, a := range f.floats {
			side := style.ClearTop
			if a.st.Float == style.FloatBottom {
				side = style.ClearBottom
			}
			if lf.clear&side != 0 || kind != "" && len(a.leaves) > 0 && a.leaves[0].sequence() == kind {
				lf.after = i + 1
			}
		}
		f.floats = append(f.floats, lf.before...)
		if lf.cols != nil {
			for _, x := range lf.cols.leaves {
				f.floats = append(append(f.floats, x.before...), x.floats...)
			}
		}
		f.floats = append(f.floats, lf.floats...)
		lf.called = lf.notes()
		f.notes = append(f.notes, lf.called...)
	}
}

// sequence tells which kind of what is numbered a leaf is part of: a figure or a table; "" for neither.
func (lf *leaf) sequence() string {
	for e := lf.el; e != nil; e = e.Parent {
		if e.Name == "figure" || e.Name == "table" {
			return e.Name
		}
	}
	return ""
}

// all gives the leaves of a flow and those that stand apart from it.
func (f *flow) all() []*leaf {
	var out []*leaf
	add := func(leaves []*leaf) {
		for _, lf := range leaves {
			out = append(out, lf.withColumns()...)
		}
	}
	add(f.leaves)
	for _, list := range [2][]*apart{f.notes, f.floats} {
		for _, a := range list {
			add(a.leaves)
		}
	}
	return out
}

// withColumns gives a leaf and those in its columns.
func (lf *leaf) withColumns() []*leaf {
	out := []*leaf{lf}
	if lf.cols != nil {
		for _, x := range lf.cols.leaves {
			out = append(out, x.withColumns()...)
		}
	}
	return out
}

// divide finds the lines of a note, each paragraph broken at its best. The margin of the first is the gap between notes,
// which is not part of it.
func (a *apart) divide() {
	a.strips = a.strips[:0]
	for i, lf := range a.leaves {
		if lf.cols != nil {
			lf.cols.whole()
		}
		f := lf.fit()
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

// natural is the way in which a leaf is set at its best.
func (lf *leaf) natural() int {
	if lf.par != nil {
		return lf.par.natural
	}
	return 0
}

// gap is the space that a note wants before it.
func (a *apart) gap() dimen.Length {
	if len(a.leaves) == 0 {
		return 0
	}
	return max(a.leaves[0].margin, a.after)
}

// height is that of a float.
func (a *apart) height() (h dimen.Length) {
	for _, s := range a.strips {
		h += s.height
	}
	return h
}

// float gives the breaker what it must know of a float.
func (a *apart) float() pagebreak.Float {
	f := pagebreak.Float{
		Height: max(1, a.height()), Gap: a.st.Margin[2].Of(0), Bottom: a.st.Float == style.FloatBottom,
		ClearTop: a.st.Clear&style.ClearTop != 0, ClearBottom: a.st.Clear&style.ClearBottom != 0,
	}
	if f.Bottom {
		f.Gap = a.st.Margin[0].Of(0)
	}
	return f
}

// separator is the space above the first note of a page, with the rule in it, and the most that the notes may be high.
func separator(area *style.Style, width, height dimen.Length) (space, most dimen.Length) {
	space = area.Margin[0].Of(width) + area.Border[0].Width + area.Padding[0].Of(width) + area.Padding[2].Of(width) + area.Margin[2].Of(width)
	if !area.MaxHeight.Auto {
		most = max(area.MaxHeight.Of(height), 1)
	}
	return max(space, 0), most
}
