package resolve

import (
	"strconv"

	"quire/internal/doc"
)

// examples numbers the items of all lists of examples through the book, and replaces each @label of an example by its
// number. It runs before citations are read, as @label looks like one.
func (r *resolver) examples() {
	numbers := map[string]int{}
	next := 1
	var all []doc.Block
	for _, f := range r.ms.Files {
		all = append(all, f.Blocks...)
	}
	text := len(all)
	for _, n := range r.ms.Notes {
		all = append(all, n.Blocks...)
	}
	doc.WalkBlocks(all[:text], func(n node) bool {
		l, ok := n.(*doc.List)
		if !ok || !l.Example {
			return true
		}
		l.Start = next
		for _, it := range l.Items {
			if _, known := numbers[it.Label]; it.Label != "" && !known {
				numbers[it.Label] = next
			}
			next++
		}
		return true
	})
	if len(numbers) == 0 {
		return
	}
	name := func(is []doc.Inline) []doc.Inline { return nameExamples(is, numbers) }
	var rewrite func(bs []doc.Block)
	rewrite = func(bs []doc.Block) {
		for _, b := range bs {
			doc.Rewrite(b, name)
		}
		doc.WalkBlocks(bs, func(n node) bool {
			if m, ok := n.(*doc.NoteMark); ok {
				rewrite(m.Note)
				return false
			}
			return true
		})
	}
	rewrite(all)
}

// nameExamples replaces labels by numbers.
func nameExamples(is []doc.Inline, numbers map[string]int) []doc.Inline {
	for i, x := range is {
		m, ok := x.(*doc.CiteMark)
		if !ok || !m.InText || len(m.Items) != 1 {
			continue
		}
		if n, ok := numbers[m.Items[0].Key]; ok {
			is[i] = &doc.Text{Node: m.Node, Value: strconv.Itoa(n)}
		}
	}
	return is
}
