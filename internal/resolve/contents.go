package resolve

import (
	"strconv"

	"quire/internal/doc"
)

// contents fills the table of contents to the depth that the book sets: two levels where it sets none.
func (r *resolver) contents(b *doc.Book) {
	depth := b.Meta.ContentsDepth
	if depth == 0 {
		depth = 2
	}
	var entries func(bs []doc.Block, level int) []*doc.Entry
	entry := func(s *doc.Section, level int) *doc.Entry {
		e := &doc.Entry{Target: s.ID, Section: s, Title: literal(s.Label)}
		if s.Heading != nil {
			e.Title, e.Number = withoutNotes(s.Heading.Content), s.Heading.Number
		}
		// A part is a level of its own above the depth that counts chapters and sections.
		if s.Kind == doc.KindPart {
			level--
		}
		if level < depth {
			e.Children = entries(s.Blocks, level+1)
		}
		return e
	}
	entries = func(bs []doc.Block, level int) []*doc.Entry {
		var out []*doc.Entry
		for _, blk := range bs {
			if s, ok := blk.(*doc.Section); ok && !s.HasClass("unlisted") {
				out = append(out, entry(s, level))
			}
		}
		return out
	}
	var top []*doc.Entry
	var block *doc.Contents
	for _, s := range b.Sections {
		switch s.Kind {
		case doc.KindContents:
			for _, blk := range s.Blocks {
				if c, ok := blk.(*doc.Contents); ok {
					block = c
				}
			}
		case doc.KindHalfTitle, doc.KindTitlePage, doc.KindImprint, doc.KindDedication, doc.KindEpigraph, doc.KindColophon:
		default:
			if !s.HasClass("unlisted") {
				top = append(top, entry(s, 1))
			}
		}
	}
	block.Entries = top
}

// lists fills the lists of figures and of tables.
func (r *resolver) lists(b *doc.Book) {
	var figures, tables []*doc.Entry
	var lists []*doc.Contents
	for _, s := range b.Sections {
		doc.Walk(s, func(n node) bool {
			switch n := n.(type) {
			case *doc.Figure:
				if n.Number > 0 {
					figures = append(figures, &doc.Entry{Number: strconv.Itoa(n.Number), Title: withoutNotes(n.Caption), Target: n.ID})
				}
			case *doc.Table:
				if n.Number > 0 {
					tables = append(tables, &doc.Entry{Number: strconv.Itoa(n.Number), Title: withoutNotes(n.Caption), Target: n.ID})
				}
			case *doc.Contents:
				lists = append(lists, n)
			}
			return true
		})
	}
	for _, l := range lists {
		switch l.Of {
		case doc.KindFigures:
			l.Entries = figures
		case doc.KindTables:
			l.Entries = tables
		}
	}
}

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

// withoutNotes gives a heading's inlines without the calls of notes, as contents and navigation show them.
func withoutNotes(is []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for _, i := range is {
		if _, ok := i.(*doc.NoteRef); !ok {
			out = append(out, i)
		}
	}
	return out
}

// enumerate numbers the nodes in reading order.
func (r *resolver) enumerate(b *doc.Book) {
	next := doc.NodeID(0)
	var visit func(n node) bool
	visit = func(n node) bool {
		next++
		n.Base().Num = next
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
