package edition

import (
	"slices"

	"quire/internal/doc"
	"quire/internal/lang"
)

// withoutEndnotes removes the notes at the end of the book from the sections. A section with nothing else is removed
// too, and links to it go to the first note. A section with text of the author stays.
func withoutEndnotes(sections []*doc.Section, notes []*doc.Note) (out []*doc.Section, moved map[string]string) {
	moved = map[string]string{}
	for _, s := range sections {
		rest := slices.DeleteFunc(slices.Clone(s.Blocks), func(b doc.Block) bool { _, ok := b.(*doc.Endnotes); return ok })
		switch {
		case len(rest) == len(s.Blocks):
			out = append(out, s)
		case len(rest) == 0:
			moved[s.ID] = notes[0].ID
		default:
			kept := *s
			kept.Blocks = rest
			out = append(out, &kept)
		}
	}
	return out, moved
}

// placeByChapter puts the notes of each chapter at its end.
func (m *maker) placeByChapter(sections []*doc.Section) {
	notes := map[*doc.Section][]*doc.Note{} // by the chapter that first calls them
	for _, n := range m.book.Notes {
		notes[n.Chapter] = append(notes[n.Chapter], n)
	}
	for i, s := range sections {
		sections[i] = m.withNotes(s, notes)
	}
}

// withNotes returns a section with its notes at its end. In a part each chapter has its own; the notes of the part's
// own text come before its first chapter.
func (m *maker) withNotes(s *doc.Section, notes map[*doc.Section][]*doc.Note) *doc.Section {
	own := notes[s]
	if s.Kind != doc.KindPart && len(own) == 0 {
		return s
	}
	out := *s
	out.Blocks = slices.Clone(s.Blocks)
	at := len(out.Blocks)
	if s.Kind == doc.KindPart {
		for i, b := range out.Blocks {
			if chapter, ok := b.(*doc.Section); ok {
				at = min(at, i)
				out.Blocks[i] = m.withNotes(chapter, notes)
			}
		}
	}
	if len(own) > 0 {
		out.Blocks = slices.Insert(out.Blocks, at, doc.Block(&doc.Endnotes{
			Node:  doc.Node{Attr: doc.Attr{Classes: []string{"chapter"}}},
			Title: doc.Literal(lang.Word(m.tag, lang.Notes)), Groups: []*doc.NoteGroup{{Notes: own}},
		}))
	}
	return &out
}

// groups gives the notes of the book by chapter, or by section if only one chapter has notes. A single group has no
// heading: it would only repeat where all notes belong.
func (m *maker) groups() []*doc.NoteGroup {
	notes := m.book.Notes
	one := !slices.ContainsFunc(notes, func(n *doc.Note) bool { return n.Chapter != notes[0].Chapter })
	under := map[*doc.Section]*doc.Section{} // each section's ancestor of level two at most
	if one {
		for _, s := range m.book.Sections {
			ancestors(under, s, s)
		}
	}
	var out []*doc.NoteGroup
	for _, n := range notes {
		s := n.Chapter
		if one {
			s = under[n.Section]
		}
		if len(out) == 0 || out[len(out)-1].Section != s {
			out = append(out, headed(s))
		}
		g := out[len(out)-1]
		g.Notes = append(g.Notes, n)
	}
	if len(out) == 1 {
		out[0] = &doc.NoteGroup{Notes: notes}
	}
	return out
}

// ancestors records for a section and its descendants the section of level one or two that they belong to.
func ancestors(under map[*doc.Section]*doc.Section, s, above *doc.Section) {
	if s.Level <= 2 {
		above = s
	}
	under[s] = above
	for _, b := range s.Blocks {
		if sub, ok := b.(*doc.Section); ok {
			ancestors(under, sub, above)
		}
	}
}

// headed returns an empty group under the title of a section.
func headed(s *doc.Section) *doc.NoteGroup {
	g := &doc.NoteGroup{Section: s}
	if s == nil {
		return g
	}
	g.Title = doc.Literal(s.Label)
	if s.Heading != nil {
		g.Number, g.Title = s.Heading.Number, withoutNotes(s.Heading.Content)
	}
	return g
}
