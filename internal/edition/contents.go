package edition

import (
	"strconv"

	"quire/internal/doc"
)

// entries gives the lines of a table of contents, or of the list of figures or of tables.
func (m *maker) entries(of doc.Kind) []*doc.Entry {
	switch of {
	case doc.KindFigures:
		return m.captioned(func(n doc.AnyNode) (int, []doc.Inline) {
			if f, ok := n.(*doc.Figure); ok {
				return f.Number, f.Caption
			}
			return 0, nil
		})
	case doc.KindTables:
		return m.captioned(func(n doc.AnyNode) (int, []doc.Inline) {
			if t, ok := n.(*doc.Table); ok {
				return t.Number, t.Caption
			}
			return 0, nil
		})
	}
	depth := m.book.Meta.ContentsDepth
	if depth == 0 {
		depth = 2
	}
	var out []*doc.Entry
	for _, s := range m.book.Sections {
		switch s.Kind {
		case doc.KindHalfTitle, doc.KindTitlePage, doc.KindImprint, doc.KindDedication, doc.KindEpigraph, doc.KindContents, doc.KindColophon:
		default:
			out = append(out, m.entry(s, 1, depth)...)
		}
	}
	return out
}

// entry gives the line of a section, with those of its subsections down to a depth. A section that is not listed has
// none.
func (m *maker) entry(s *doc.Section, level, depth int) []*doc.Entry {
	if s.HasClass("unlisted") || m.moved[s.ID] != "" {
		return nil
	}
	e := &doc.Entry{Level: level, Kind: s.Kind, Title: doc.Literal(s.Label), Target: s.ID}
	if s.Heading != nil {
		e.Number, e.Title = s.Heading.Number, withoutNotes(s.Heading.Content)
	}
	// A part is a level above those that the depth counts.
	if s.Kind == doc.KindPart {
		depth++
	}
	if level < depth {
		for _, b := range s.Blocks {
			if sub, ok := b.(*doc.Section); ok {
				e.Children = append(e.Children, m.entry(sub, level+1, depth)...)
			}
		}
	}
	return []*doc.Entry{e}
}

// captioned lists the nodes with a number and a caption.
func (m *maker) captioned(numbered func(n doc.AnyNode) (int, []doc.Inline)) []*doc.Entry {
	var out []*doc.Entry
	for _, s := range m.book.Sections {
		doc.Walk(s, func(n doc.AnyNode) bool {
			if number, caption := numbered(n); number > 0 {
				out = append(out, &doc.Entry{Level: 1, Number: strconv.Itoa(number), Title: withoutNotes(caption), Target: n.Base().ID})
			}
			return true
		})
	}
	return out
}

// withoutNotes returns a title without the calls of notes, for use in another place.
func withoutNotes(is []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for _, i := range is {
		if _, ok := i.(*doc.NoteRef); !ok {
			out = append(out, i)
		}
	}
	return out
}
