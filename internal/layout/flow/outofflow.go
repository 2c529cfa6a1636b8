package flow

import (
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/para"
	"quire/internal/style"
)

// collectOutOfFlow collects leaves that are not in the galley. The galley goes on after them as if they were not there.
func (c *collector) collectOutOfFlow(name string, fill func()) (leaves []*Leaf, after dimen.Length) {
	c.push(context{aside: true, flow: &Flow{Name: name, Measure: c.geometry.Measure(name)}})
	fill()
	in := c.pop()
	leaves = in.flow.Leaves // those in columns belong to the leaf of the columns
	if n := len(leaves); n > 0 {
		leaves[n-1].IDs, leaves[n-1].IDTags = append(leaves[n-1].IDs, in.ids...), append(leaves[n-1].IDTags, in.idTags...)
	}
	return leaves, in.margin.value()
}

// footnote makes the note at the foot of the page that a reference calls; nil if an earlier reference has called it. el is the
// element of the note: it has the styles of the call and of the note.
func (c *collector) footnote(sc scope, ref *doc.NoteRef) (el *style.Element, note *Insertion) {
	n := ref.Note
	_, classes := doc.Name(n)
	el = &style.Element{Name: "aside", Classes: append(classes[:len(classes):len(classes)], "footnote"), Lang: c.holder().el.Lang, Parent: c.holder().el, Index: 1, Count: 1}
	el.ID, el.Attrs, el.Number = n.ID, attributesOf(&n.Node), n.Number
	if n.Lang != "" {
		el.Lang = n.Lang
	}
	st := c.cascade.Style(el)
	if c.footed[n] {
		return el, nil
	}
	c.footed[n] = true
	note = &Insertion{Style: st}
	f := c.holder()
	area := c.cascade.Page(f.name, false, false, false).Footnote
	width := c.geometry.Measure(f.name)
	f.x = area.Margin[style.SideLeft].Of(width) + area.Border[style.SideLeft].Width + area.Padding[style.SideLeft].Of(width)
	f.width = max(width-f.x-area.Margin[style.SideRight].Of(width)-area.Border[style.SideRight].Width-area.Padding[style.SideRight].Of(width), dimen.PT)
	f.tag = sc.tag
	f = c.child(f, 1)
	note.Leaves, note.MarginBelow = c.collectOutOfFlow(f.name, func() { c.noteBlock(f, el, n, ref, "footnote-marker") })
	return el, note
}

// call gives a reference the style of ::footnote-call, and makes its note if the reference is the first to it.
func (c *collector) call(sc scope, inner *scope, ref *doc.NoteRef) *Insertion {
	el, note := c.footnote(sc, ref)
	if c.cascade.Pseudo(el, "footnote-call") != nil {
		st := c.cascade.PseudoUnder(el, "footnote-call", inner.st)
		inner.shift += baselineShift(st, inner.st)
		inner.decoration |= st.Decoration
		inner.st = st
	}
	return note
}

// noteBlock adds a note with its marker, which leads back to the reference, if there is one.
func (c *collector) noteBlock(f frame, el *style.Element, n *doc.Note, ref *doc.NoteRef, marker string) {
	var back *para.Link
	if ref != nil && ref.ID != "" {
		el.AddAttr("href", "#"+ref.ID)
		back = &para.Link{Dest: ref.ID, Contents: lang.Phrase(f.lang.Lang, lang.BackToReference, n.Number)}
	}
	c.block(f, el, &n.Node, "Note", len(n.Blocks), func(in frame) {
		in.tag.ID = n.ID
		in.tag.Apart = c.aside
		c.marker(in, marker, f, n.Number+".", back)
		c.blocks(in, n.Blocks)
	})
}

// float takes a block out of the galley. It goes to the head or the foot of the page on which the leaf before it ends, or of a
// later page. Notes that the float calls stand below it, because they might otherwise go to another page than the float.
func (c *collector) float(f frame, st *style.Style, fill func(f frame)) {
	a := &Insertion{Style: st}
	if c.across != nil { // it stands above or below all columns
		f.x, f.width = c.across.x, c.across.width
	}
	a.Leaves, a.MarginBelow = c.collectOutOfFlow(f.name, func() { fill(f) })
	own := a.Leaves
	var notes []*Leaf
	for _, lf := range a.Leaves {
		for _, n := range lf.notesCalled() {
			if len(n.Leaves) > 0 {
				n.Leaves[0].Margin = max(n.Leaves[0].Margin, n.Style.LineHeight/2)
				notes = append(notes, n.Leaves...)
			}
		}
	}
	if a.Leaves = append(a.Leaves, notes...); len(a.Leaves) == 0 {
		return
	}
	limit := min(c.geometry.PageHeight(f.name, false, true), c.geometry.PageHeight(f.name, false, false))
	c.shrink(a.Leaves, c.geometry.PageHeight(f.name, false, true))
	if c.tooHigh(a, limit) {
		c.unfloat(f, own, a)
		return
	}
	if c.last != nil && c.force == style.BreakAuto && c.flow.Name == f.name {
		c.last.FloatsAfter = append(c.last.FloatsAfter, a)
		return
	}
	c.waiting = append(c.waiting, a)
}

// tooHigh reports whether a float has no room on any page. A picture alone is made to fit otherwise.
func (c *collector) tooHigh(a *Insertion, limit dimen.Length) bool {
	divisible := false
	for _, lf := range a.Leaves {
		divisible = divisible || lf.Picture == nil
	}
	if !divisible {
		return false
	}
	c.measure(a)
	return a.height() > limit
}

// measure sets the lines of an insertion while the book is still being collected, to find its height.
func (c *collector) measure(a *Insertion) {
	for _, l := range a.Leaves {
		for _, l := range l.withColumns() {
			c.setter.SetLeaf(l)
		}
	}
	MeasureRows(a.Leaves)
	a.divide()
}

// unfloat puts a float that is higher than a page into the galley, at the place of its call, so that it can be divided. In
// columns it spans all of them.
func (c *collector) unfloat(f frame, leaves []*Leaf, a *Insertion) {
	if c.last == nil || c.force != style.BreakAuto || !c.aside && c.flow.Name != f.name {
		c.add(f, &Leaf{Rule: true, Pos: c.section().Span.Pos})
	}
	leaves[0].Margin = max(c.margin.value(), a.Style.Margin[style.SideTop].Of(0))
	c.margin = margin{}
	c.collapse(max(a.MarginBelow, a.Style.Margin[style.SideBottom].Of(0)))
	if c.spans != nil {
		*c.spans = append(*c.spans, spanning{len(c.made), len(c.made) + len(leaves)})
	}
	c.flow.Leaves = append(c.flow.Leaves, leaves...)
	c.made = append(c.made, leaves...)
	c.last = leaves[len(leaves)-1]
}

// shrink makes a picture smaller if it is too high for a page together with its caption and its notes, but never by more than
// half of its height.
func (c *collector) shrink(leaves []*Leaf, limit dimen.Length) {
	for _, lf := range leaves {
		if lf.Picture == nil || lf.Picture.Height <= limit/2 {
			continue
		}
		a := &Insertion{Leaves: leaves}
		c.measure(a)
		if p, over := lf.Picture, a.height()-limit; over > 0 && over < p.Height/2 {
			p.Width, p.Height = p.Width.MulDiv(int64(p.Height-over), int64(p.Height)), p.Height-over
		}
		return
	}
}

// anchorFloats adds an empty leaf to a section without text, to call the floats of the section.
func (c *collector) anchorFloats(f frame) {
	if len(c.waiting) > 0 {
		c.add(f, &Leaf{Rule: true, Pos: c.section().Span.Pos})
	}
}
