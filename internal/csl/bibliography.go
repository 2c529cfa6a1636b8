package csl

import "slices"

// bibliography formats the list of works.
func (j *job) bibliography() *Bibliography {
	a := j.p.style.bibliography
	if a == nil {
		return nil
	}
	b := &Bibliography{
		HangingIndent: a.hangingIndent, SecondFieldAlign: a.secondFieldAlign,
		LineSpacing: a.lineSpacing, EntrySpacing: a.entrySpacing,
	}
	b.Entries = j.p.list(j.entries, "")
	return b
}

// List formats a part of the bibliography of the last Process, in the order given. It ignores ids that are not in that
// bibliography. Repeated names are replaced within the part. If all works of the part are by the same author, omit may be
// the names as Names returns them: they are then left out of entries that begin with them.
func (p *Processor) List(ids []string, omit string) []Entry {
	if p.style.bibliography == nil {
		return nil
	}
	var entries []*entry
	for _, id := range ids {
		if e := p.items[id]; e != nil && e.cited > 0 {
			entries = append(entries, e)
		}
	}
	return p.list(entries, omit)
}

// Names returns the names at the beginning of an item's entry in the bibliography, as they are printed there, or "" if the
// entry does not begin with names.
func (p *Processor) Names(id string) string {
	e := p.items[id]
	if e == nil || p.style.bibliography == nil {
		return ""
	}
	names := p.renderer(p.style.bibliography, e, &e.dis).layout().find(tagNames)
	if names == nil || len(nameLists(names)) == 0 {
		return ""
	}
	return names.plain()
}

func (p *Processor) list(entries []*entry, omit string) []Entry {
	a := p.style.bibliography
	var out []Entry
	var prev *node
	for _, e := range entries {
		n := p.renderer(a, e, &e.dis).layout()
		names := n.find(tagNames)
		switch {
		case names != nil && omit != "" && names.plain() == omit:
			r := p.renderer(a, e, &e.dis)
			r.hideNames = true
			n, prev = r.layout(), nil
		case a.authorSubstitute != nil:
			var whole *node
			if names != nil {
				whole = copyNode(names)
				substituteAuthor(a, names, prev)
			}
			prev = whole
		}
		out = append(out, Entry{ID: e.ID, Number: e.number, Runs: p.finishRuns(layoutAffixes(a.layout, n))})
	}
	return out
}

// nameLists gives the nodes of the name lists within a node.
func nameLists(n *node) []*node {
	if n.names != nil {
		return []*node{n}
	}
	var out []*node
	for _, k := range n.kids {
		out = append(out, nameLists(k)...)
	}
	return out
}

// nameNodes gives the nodes of the names within a list.
func nameNodes(n *node) []*node {
	if n.tag == tagName {
		return []*node{n}
	}
	var out []*node
	for _, k := range n.kids {
		out = append(out, nameNodes(k)...)
	}
	return out
}

// substituteAuthor replaces names that the entry before has too by the subsequent-author-substitute (“Reference Grouping”).
// Labels do not belong to the names.
func substituteAuthor(a *area, names, prevNames *node) {
	if prevNames == nil {
		return
	}
	sub := *a.authorSubstitute
	lists, prev := nameLists(names), nameLists(prevNames)
	if len(lists) == 0 || len(prev) == 0 {
		// A title or the like replaces the names. It is compared with its formatting, in which an article and a book differ.
		if len(lists) == len(prev) && names.styled() == prevNames.styled() {
			replaceNode(names, sub)
		}
		return
	}
	switch a.substituteRule {
	case "complete-all", "complete-each":
		if !slices.EqualFunc(lists, prev, func(x, y *node) bool { return x.plain() == y.plain() && samePeople(x.names, y.names) }) {
			return
		}
		for i, l := range lists {
			switch {
			case a.substituteRule == "complete-each":
				for _, n := range nameNodes(l) {
					replaceNode(n, sub)
				}
			case i == 0:
				replaceNode(l, sub)
			default:
				replaceNode(l, "")
			}
		}
	case "partial-each", "partial-first":
		before := nameNodes(prev[0])
		for i, n := range nameNodes(lists[0]) {
			if i >= len(before) || n.plain() != before[i].plain() || !samePerson(lists[0].names, prev[0].names, i) ||
				a.substituteRule == "partial-first" && i > 0 {
				break
			}
			replaceNode(n, sub)
		}
	}
}

// samePeople reports whether two lists name the same people, even if only initials are printed: E. Elm may be Eva or Emil.
func samePeople(x, y *nameList) bool {
	if x.shown != y.shown {
		return false
	}
	for i := 0; i < x.shown; i++ {
		if !samePerson(x, y, i) {
			return false
		}
	}
	return true
}

func samePerson(x, y *nameList, i int) bool {
	return i < len(x.names) && i < len(y.names) && x.names[i].full() == y.names[i].full()
}

func replaceNode(n *node, text string) {
	*n = node{text: text, tag: n.tag}
}

// layoutAffixes adds the affixes and formatting of the layout to an entry. If the entry consists of blocks, the affixes
// go to the first and the last block.
func layoutAffixes(l *element, n *node) *node {
	if n.empty() {
		return nil
	}
	if first := edgeBlock(n, true); first != nil {
		first.kids = []*node{joined(append([]*node{affix(l.prefix)}, first.kids...)...)}
	} else {
		n = joined(affix(l.prefix), n)
	}
	if last := edgeBlock(n, false); last != nil {
		last.kids = []*node{joined(append(slices.Clone(last.kids), affix(l.suffix))...)}
	} else {
		n = joined(n, affix(l.suffix))
	}
	if l.f != (Format{}) {
		n = &node{kids: []*node{n}, f: l.f}
	}
	return n
}

// edgeBlock returns the block at the beginning or end of the entry, if there is one.
func edgeBlock(n *node, first bool) *node {
	if n.display != Inline {
		return n
	}
	for i := range n.kids {
		k := n.kids[i]
		if !first {
			k = n.kids[len(n.kids)-1-i]
		}
		if !k.empty() {
			return edgeBlock(k, first)
		}
	}
	return nil
}
