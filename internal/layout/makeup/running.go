package makeup

import (
	"quire/internal/dimen"
	"quire/internal/layout/flow"
	"quire/internal/layout/para"
	"quire/internal/style"
)

// named is a named string, a counter or a running element on the page at hand (css-gcpm-3, §1.1): its value when the page
// began, and the first and the last that was set on it.
type named struct {
	entry, first, last *flow.Assignment
	set                bool
	atHead             bool // it was first set by the first thing on the page
}

// at gives the value that string() or element() asks for, or nil.
func (n named) at(part style.Part) *flow.Assignment {
	switch part {
	case style.LastOnPage:
		return n.last
	case style.StartOfPage:
		if n.atHead {
			return n.first
		}
		return n.entry
	case style.FirstExcept:
		if n.set {
			return nil
		}
	}
	return n.first
}

// beginPage begins a page.
func (m *maker) beginPage() {
	for key, v := range m.named {
		m.named[key] = named{entry: v.last, first: v.last, last: v.last}
	}
}

// assign makes the assignments of a leaf and of the inlines in it.
func (m *maker) assign(p flow.Placed, head bool) {
	if p.Repeated {
		return
	}
	set := func(a *flow.Assignment, head bool) {
		v := m.named[a.Key()]
		if !v.set {
			v.first, v.set, v.atHead = a, true, head
		}
		v.last = a
		m.named[a.Key()] = v
	}
	if p.From == 0 {
		for _, a := range p.Leaf.Sets {
			set(a, head)
		}
	}
	inlines := func(par *para.Paragraph, breaking, from, to int) {
		for mark, line := range par.Marks(breaking, from, to) {
			if at, ok := mark.(*flow.Anchor); ok {
				for _, a := range at.Sets {
					set(a, head && line == p.From)
				}
			}
		}
	}
	if p.Leaf.Lines != nil {
		inlines(p.Leaf.Lines, p.Breaking, p.From, p.To)
	}
	if p.Leaf.Row != nil {
		for _, c := range p.Cells() {
			for _, q := range c.Placed {
				m.assign(q, false)
			}
		}
	}
}

// setForWidth sets the leaves of a running element for a width. It gives the leaves, the top of each, and the height of all.
func (m *maker) setForWidth(leaves []*flow.Leaf, width dimen.Length) (out []*flow.Leaf, tops []dimen.Length, height dimen.Length) {
	less := m.geometry.Measure(m.flowName) - width
	boxes := map[*flow.Box]*flow.Box{}
	resized := func(es []flow.Edge) (out []flow.Edge) {
		for _, e := range es {
			if boxes[e.Box] == nil {
				b := *e.Box
				b.Width = max(b.Width-less, dimen.PT)
				boxes[e.Box] = &b
			}
			out = append(out, flow.Edge{Box: boxes[e.Box], Distance: e.Distance})
		}
		return out
	}
	for i, lf := range leaves {
		cp := *lf
		cp.Width = max(cp.Width-less, dimen.PT)
		cp.Opens, cp.Closes = resized(lf.Opens), resized(lf.Closes)
		m.setter.SetLeaf(&cp)
		flow.MeasureRows([]*flow.Leaf{&cp})
		if i > 0 {
			height += cp.Margin
		}
		height += cp.BorderPadding
		tops = append(tops, height)
		if f := cp.Extent(); cp.Lines != nil {
			n := cp.Lines.Natural
			height += f.Span(n, 0, cp.Lines.Lines(n))
		} else {
			height += cp.Height()
		}
		height += cp.Below
		out = append(out, &cp)
	}
	return out, tops, height
}
