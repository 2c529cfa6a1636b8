package resolve

import "quire/internal/doc"

// captioned counts the figures and tables that have a number.
func (r *resolver) captioned(text []*doc.Section) (figures, tables int) {
	for _, s := range text {
		doc.Walk(s, func(n node) bool {
			switch n := n.(type) {
			case *doc.Figure:
				figures = max(figures, n.Number)
			case *doc.Table:
				tables = max(tables, n.Number)
			}
			return true
		})
	}
	return figures, tables
}

// enumerate numbers the nodes in reading order.
func (r *resolver) enumerate(b *doc.Book) {
	next := doc.NodeID(0)
	var visit func(n node) bool
	visit = func(n node) bool {
		next++
		n.Base().Num = next
		next += doc.NodeID(generated(n, b))
		if c, ok := n.(*doc.Cite); ok {
			doc.WalkInlines(c.Page, visit)
			doc.WalkInlines(c.Alone, visit)
		}
		return true
	}
	for _, s := range b.Sections {
		doc.Walk(s, visit)
	}
	b.Nodes = int(next)
	for id, a := range b.Anchors {
		a.Node = 0
		b.Anchors[id] = a
	}
	for _, s := range b.Sections {
		doc.Walk(s, func(n node) bool {
			if base := n.Base(); base.ID != "" {
				if a, ok := b.Anchors[base.ID]; ok && a.Node == 0 {
					a.Node = base.Num
					b.Anchors[base.ID] = a
				}
			}
			return true
		})
	}
}

// generated is how many numbers are reserved for the nodes that package edition adds to a node.
func generated(n node, b *doc.Book) (count int) {
	m := &b.Meta
	add := func(k int, texts ...string) {
		for _, s := range texts {
			if s != "" {
				count += k
			}
		}
	}
	switch n.(type) {
	case *doc.TitlePage:
		add(1, m.Title)
		if n.Base().Num > 2 { // not the half-title
			add(1, m.Subtitle)
			if len(m.Creators) != 1 || m.Creators[0].Name != m.Publisher {
				add(1, m.Publisher)
			}
		}
	case *doc.Imprint:
		add(2, m.Edition, m.Publisher+m.Date, m.Rights, m.ISBN, m.Acknowledgements)
		add(3, m.License, m.URL)
		add(4, m.DOI)
	case *doc.Colophon:
		add(2, m.Made)
	}
	return count
}
