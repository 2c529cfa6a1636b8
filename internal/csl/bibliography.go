package csl

import "slices"

// bibliography words the list of works.
func (j *job) bibliography() *Bibliography {
	a := j.p.style.bibliography
	if a == nil {
		return nil
	}
	b := &Bibliography{
		HangingIndent: a.hangingIndent, SecondFieldAlign: a.secondFieldAlign,
		LineSpacing: a.lineSpacing, EntrySpacing: a.entrySpacing,
	}
	var prev []*nameList
	var prevNode *node
	for _, e := range j.entries {
		r := j.p.renderer(a, e, &e.dis)
		n := r.layout()
		names := n.find(tagNames)
		if a.authorSubstitute != nil {
			lists := topLists(r, names)
			whole := copyOf(names)
			j.substituteAuthor(a, names, lists, prev, prevNode)
			prev, prevNode = lists, whole
		}
		b.Entries = append(b.Entries, Entry{ID: e.ID, Number: e.number, Runs: j.p.finishRuns(layoutAffixes(a.layout, n))})
	}
	return b
}

func copyOf(n *node) *node {
	if n == nil {
		return nil
	}
	return copyNode(n)
}

// topLists gives the name lists within the first names element.
func topLists(r *render, names *node) []*nameList {
	if names == nil {
		return nil
	}
	var out []*nameList
	for _, l := range r.lists {
		if l.node != nil && len(l.nodes) > 0 && contains(names, l.nodes[0]) {
			out = append(out, l)
		}
	}
	return out
}

func contains(n, m *node) bool {
	return n == m || slices.ContainsFunc(n.kids, func(k *node) bool { return contains(k, m) })
}

// substituteAuthor puts the subsequent-author-substitute for names that the entry before it had too (“Reference
// Grouping”).
func (j *job) substituteAuthor(a *area, names *node, lists, prev []*nameList, prevNode *node) {
	if names == nil || prevNode == nil {
		return
	}
	sub := *a.authorSubstitute
	if len(lists) == 0 {
		// A title or the like stands for the names.
		if names.plain() == prevNode.plain() && len(prev) == 0 && (a.substituteRule == "complete-all" || a.substituteRule == "complete-each") {
			replaceNode(names, sub)
		}
		return
	}
	if len(prev) == 0 {
		return
	}
	switch a.substituteRule {
	case "complete-all", "complete-each":
		if names.plain() != prevNode.plain() || !sameLists(lists, prev) {
			return
		}
		for i, l := range lists {
			if a.substituteRule == "complete-each" {
				for _, n := range l.nodes {
					replaceNode(n, sub)
				}
			} else if i == 0 {
				replaceNode(l.node, sub)
			} else {
				replaceNode(l.node, "")
			}
		}
	case "partial-each", "partial-first":
		l, p := lists[0], prev[0]
		for i := range l.nodes {
			if i >= len(p.names) || l.names[i] != p.names[i] || a.substituteRule == "partial-first" && i > 0 {
				break
			}
			replaceNode(l.nodes[i], sub)
		}
	}
}

func sameLists(a, b []*nameList) bool {
	return slices.EqualFunc(a, b, func(x, y *nameList) bool {
		return x.variable == y.variable && slices.Equal(x.names, y.names)
	})
}

func replaceNode(n *node, text string) {
	*n = node{text: text, tag: n.tag}
}

// layoutAffixes puts the affixes and formatting of the layout to an entry. Where the entry consists of blocks, the
// suffix belongs to the last of them.
func layoutAffixes(l *element, n *node) *node {
	if n.empty() {
		return nil
	}
	if l.suffix != "" {
		if last := lastBlock(n); last != nil {
			last.kids = []*node{joined(append(slices.Clone(last.kids), affix(l.suffix))...)}
			n = joined(affix(l.prefix), n)
		} else {
			n = joined(affix(l.prefix), n, affix(l.suffix))
		}
	} else {
		n = joined(affix(l.prefix), n)
	}
	if l.f != (Format{}) {
		n = &node{kids: []*node{n}, f: l.f}
	}
	return n
}

// lastBlock gives the block that ends the entry, if one does.
func lastBlock(n *node) *node {
	if n.display != Inline {
		return n
	}
	for i := len(n.kids) - 1; i >= 0; i-- {
		if !n.kids[i].empty() {
			return lastBlock(n.kids[i])
		}
	}
	return nil
}
