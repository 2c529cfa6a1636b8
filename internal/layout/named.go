package layout

import (
	"maps"
	"strings"

	"quire/internal/dimen"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// assignment is something that is set where a leaf begins and shown in margin boxes: a named string, a counter, or a
// running element.
type assignment struct {
	name    string
	value   []para.Segment
	counter bool
	values  []int   // of a counter
	leaves  []*leaf // of a running element
}

// named is a named string, a counter or a running element on the page at hand (css-gcpm-3, §1.1): its value when the page
// began, and the first and the last that was set on it.
type named struct {
	entry, first, last *assignment
	set                bool
	atHead             bool // it was first set by the first thing on the page
}

// key tells apart what may bear the same name.
func (a *assignment) key() string {
	switch {
	case a.counter:
		return "counter " + a.name
	case a.leaves != nil:
		return "element " + a.name
	}
	return "string " + a.name
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

// strings prepares the named strings that a block sets; the result is called when the block has been collected, for
// what speaks of its text.
func (c *collector) strings(f frame) (done func(made []*leaf)) {
	var late []func(made []*leaf)
	for _, s := range f.st.StringSet {
		a := &assignment{name: s.Name}
		c.sets = append(c.sets, a)
		text, known := attr(f.el, "-text")
		if known || !ofText(s.Content) {
			a.value = c.stringValue(f, s.Content, text)
			continue
		}
		counters := c.counters // of the beginning: they are copied when they change
		c.counters = maps.Clone(counters)
		late = append(late, func(made []*leaf) {
			c.withCounters(counters, func() { a.value = c.stringValue(f, s.Content, leavesText(made)) })
		})
	}
	return func(made []*leaf) {
		for _, do := range late {
			do(made)
		}
	}
}

// withCounters does something with other values of the counters than those at hand.
func (c *collector) withCounters(counters map[string][]scoped, do func()) {
	defer func(now map[string][]scoped) { c.counters = now }(c.counters)
	c.counters = counters
	do()
}

// attr gives an attribute that may be there and empty.
func attr(el *style.Element, key string) (string, bool) {
	for _, kv := range el.Attrs {
		if kv.Key == key {
			return kv.Value, true
		}
	}
	return "", false
}

// ofText reports whether a value needs the text of its element.
func ofText(cs []style.Content) bool {
	for _, c := range cs {
		if c.Kind == style.ContentSelf && (c.Pos == "text" || c.Pos == "first-letter") {
			return true
		}
	}
	return false
}

// leavesText gives the words of leaves, without what the stylesheet has added and the numbers of notes.
func leavesText(leaves []*leaf) string {
	var parts []string
	for _, lf := range leaves {
		if lf.text != nil {
			parts = append(parts, segmentsText(lf.text.Segments))
		}
		if lf.row != nil {
			for _, c := range lf.row.cells {
				parts = append(parts, segmentsText(c.text.Segments))
			}
		}
	}
	return strings.Join(parts, " ")
}

func segmentsText(segs []para.Segment) string {
	var b strings.Builder
	for i := range segs {
		switch sg := &segs[i]; {
		case sg.Kind == para.BreakSegment:
			b.WriteByte(' ')
		case sg.Kind == para.TextSegment && !sg.Generated && !sg.NoBreakBefore:
			b.WriteString(sg.Text)
		}
	}
	return strings.TrimSpace(b.String())
}

// takeRunning takes a block out of the text that is to run in margin boxes (css-gcpm-3, §1.2). fill collects it.
func (c *collector) takeRunning(f frame, name string, fill func(f frame)) {
	out := f
	out.tag = &page.Tag{} // what is said on every page is an artifact, and in no tree
	out.x, out.width = 0, c.geometry.area(f.name)
	leaves, _ := c.collectOutOfFlow(f.name, func() {
		c.running = true
		fill(out)
	})
	if len(leaves) == 0 {
		leaves = []*leaf{}
	}
	c.sets = append(c.sets, &assignment{name: name, leaves: leaves})
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

// titled lets target-text() ask for what the stylesheet puts before and after the text of an anchor's element.
func (c *collector) titled(id string, f frame) {
	t := c.out.titles[id]
	for _, pseudo := range [2]string{"before", "after"} {
		st := c.cascade.Pseudo(f.el, pseudo)
		if st == nil || st.ContentNormal {
			continue
		}
		words := segmentsText(c.stringValue(f, st.Content, ""))
		if pseudo == "before" {
			t.before = words
		} else {
			t.after = words
		}
	}
	if t != (title{}) {
		c.out.titles[id] = t
	}
}
