package layout

import (
	"quire/internal/dimen"
	"quire/internal/layout/para"
)

// named is a named string, a counter or a running element on the page at hand (css-gcpm-3, §1.1): its value when the page
// began, and the first and the last that was set on it.
type named struct {
	entry, first, last *assignment
	set                bool
	atHead             bool // it was first set by the first thing on the page
}

// at gives the value that string() or element() asks for, or nil.
func (n named) at(pos string) *assignment {
	switch pos {
	case "last":
		return n.last
	case "start":
		if n.atHead {
			return n.first
		}
		return n.entry
	case "first-except":
		if n.set {
			return nil
		}
	}
	return n.first
}

// turn begins a page.
func (m *maker) turn() {
	for key, v := range m.named {
		m.named[key] = named{entry: v.last, first: v.last, last: v.last}
	}
}

// assign sets what a leaf sets, and the inlines in it.
func (m *maker) assign(p placed, head bool) {
	if p.again {
		return
	}
	set := func(a *assignment, head bool) {
		v := m.named[a.key()]
		if !v.set {
			v.first, v.set, v.atHead = a, true, head
		}
		v.last = a
		m.named[a.key()] = v
	}
	if p.from == 0 {
		for _, a := range p.lf.sets {
			set(a, head)
		}
	}
	inlines := func(par *para.Paragraph, way, from, to int) {
		for mark, line := range par.Marks(way, from, to) {
			if at, ok := mark.(*anchor); ok {
				for _, a := range at.sets {
					set(a, head && line == p.from)
				}
			}
		}
	}
	if p.lf.par != nil {
		inlines(p.lf.par, p.way, p.from, p.to)
	}
	if p.lf.row != nil {
		for _, c := range p.lf.row.cells {
			if c.par != nil {
				inlines(c.par, c.par.Natural, 0, c.par.Lines(c.par.Natural))
			}
		}
	}
}

// fitted gives the leaves of a running element broken for a width, with the height of each, and of all.
func (m *maker) fitted(leaves []*leaf, width dimen.Length) (out []*leaf, tops []dimen.Length, height dimen.Length) {
	less := m.geometry.area(m.flowName) - width
	boxes := map[*box]*box{}
	resized := func(es []edge) (out []edge) {
		for _, e := range es {
			if boxes[e.box] == nil {
				b := *e.box
				b.width = max(b.width-less, dimen.PT)
				boxes[e.box] = &b
			}
			out = append(out, edge{boxes[e.box], e.dist})
		}
		return out
	}
	for i, lf := range leaves {
		cp := *lf
		cp.width = max(cp.width-less, dimen.PT)
		cp.opens, cp.closes = resized(lf.opens), resized(lf.closes)
		m.setter.leaf(&cp)
		if i > 0 {
			height += cp.margin
		}
		height += cp.inner
		tops = append(tops, height)
		if f := cp.extent(); cp.par != nil {
			n := cp.par.Natural
			height += f.span(n, 0, cp.par.Lines(n))
		} else {
			height += cp.height()
		}
		height += cp.below
		out = append(out, &cp)
	}
	return out, tops, height
}
