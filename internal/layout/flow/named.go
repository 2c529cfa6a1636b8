package flow

import (
	"maps"
	"strings"

	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// Assignment sets a value for margin boxes where a leaf begins: of a named string, a counter, or a running element.
type Assignment struct {
	what   AssignmentKind
	name   string
	Value  []para.Segment // of a named string
	Values []int          // of a counter
	Leaves []*Leaf        // of a running element
}

// AssignmentKind is the kind of thing that an assignment sets.
type AssignmentKind uint8

const (
	NamedString AssignmentKind = iota
	NamedCounter
	RunningElement
)

// AssignmentKey names what an assignment sets. A string, a counter and a running element may have the same name.
type AssignmentKey struct {
	Kind AssignmentKind
	Name string
}

// strings prepares the named strings that a block sets. The caller calls done when the block has been collected. It makes the
// strings that contain the text of the block.
func (c *collector) strings(f frame) (done func(made []*Leaf)) {
	var late []func(made []*Leaf)
	for _, s := range f.st.StringSet {
		a := &Assignment{name: s.Name}
		c.sets = append(c.sets, a)
		if f.el.HasText || !ofText(s.Content) {
			a.Value = c.stringValue(f, s.Content, f.el.Text)
			continue
		}
		counters := c.counters // of the beginning: they are copied when they change
		c.counters = maps.Clone(counters)
		late = append(late, func(made []*Leaf) {
			c.withCounters(counters, func() { a.Value = c.stringValue(f, s.Content, leavesText(made)) })
		})
	}
	return func(made []*Leaf) {
		for _, do := range late {
			do(made)
		}
	}
}

// withCounters calls do with these values of the counters, and restores the present ones.
func (c *collector) withCounters(counters map[string][]scoped, do func()) {
	defer func(now map[string][]scoped) { c.counters = now }(c.counters)
	c.counters = counters
	do()
}

// ofText reports whether a value needs the text of its element.
func ofText(cs []style.Content) bool {
	for _, c := range cs {
		if c.Kind == style.ContentSelf && (c.Part == style.PartText || c.Part == style.PartFirstLetter) {
			return true
		}
	}
	return false
}

// leavesText gives the text of leaves, without generated content and the numbers of notes.
func leavesText(leaves []*Leaf) string {
	var parts []string
	for _, lf := range leaves {
		if lf.Text != nil {
			parts = append(parts, segmentsText(lf.Text.Segments))
		}
		if lf.Row != nil {
			for _, c := range lf.Row.Cells {
				parts = append(parts, leavesText(c.Leaves))
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

// takeRunning takes a running element, which is shown in margin boxes, out of the text (css-gcpm-3, §1.2). fill collects it.
func (c *collector) takeRunning(f frame, name string, fill func(f frame)) {
	out := f
	out.tag = &page.Tag{} // what is said on every page is an artifact, and in no tree
	out.x, out.width = 0, c.geometry.Measure(f.name)
	leaves, _ := c.collectOutOfFlow(f.name, func() {
		c.running = true
		fill(out)
	})
	c.sets = append(c.sets, &Assignment{what: RunningElement, name: name, Leaves: leaves})
}

// titled records the ::before and ::after texts of an anchor's element, for target-text().
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

// Key names what the assignment sets.
func (a *Assignment) Key() AssignmentKey { return AssignmentKey{Kind: a.what, Name: a.name} }
