package xhtml

import (
	"slices"

	"quire/internal/doc"
)

// Reflowable gives the Book as editions without pages have it: without the half-title, which belongs to paper and would
// say the title once more; and where asked to, with the notes of each chapter at its end, not at that of the book.
func Reflowable(b *doc.Book, chapterNotes bool) *doc.Book {
	book := *b
	book.Sections = slices.DeleteFunc(slices.Clone(b.Sections), func(s *doc.Section) bool { return s.Kind == doc.KindHalfTitle })
	if !chapterNotes {
		return &book
	}
	notes := map[*doc.Section][]*doc.Note{} // by the chapter that first calls them
	book.Sections = slices.DeleteFunc(book.Sections, func(s *doc.Section) bool { return s.Kind == doc.KindNotes && onlyNotes(s) })
	for i, s := range book.Sections {
		if s.Kind == doc.KindNotes { // the author's own words there stay
			rest := *s
			rest.Blocks = slices.DeleteFunc(slices.Clone(s.Blocks), isEndnotes)
			book.Sections[i] = &rest
		}
	}
	for _, n := range b.Notes {
		c := chapterOf(n)
		notes[c] = append(notes[c], n)
	}
	for i, s := range book.Sections {
		book.Sections[i] = withNotes(s, notes)
	}
	return &book
}

func isEndnotes(b doc.Block) bool { _, ok := b.(*doc.Endnotes); return ok }

func onlyNotes(s *doc.Section) bool {
	return !slices.ContainsFunc(s.Blocks, func(b doc.Block) bool { return !isEndnotes(b) })
}

// chapterOf gives the chapter that first calls a note: within a part the section of the part, elsewhere the piece of the
// book.
func chapterOf(n *doc.Note) *doc.Section {
	if n.Chapter == nil || n.Chapter.Kind != doc.KindPart || n.Section == n.Chapter {
		return n.Chapter
	}
	for _, b := range n.Chapter.Blocks {
		s, ok := b.(*doc.Section)
		if !ok {
			continue
		}
		found := false
		doc.Walk(s, func(x node) bool {
			found = found || x == node(n.Section)
			return !found
		})
		if found {
			return s
		}
	}
	return n.Chapter
}

// withNotes gives a section with its notes, and those of the sections in it, at the end of each. The notes of a part's own
// words stand before its first chapter.
func withNotes(s *doc.Section, notes map[*doc.Section][]*doc.Note) *doc.Section {
	own := notes[s]
	if s.Kind != doc.KindPart && len(own) == 0 {
		return s
	}
	out := *s
	out.Blocks = slices.Clone(s.Blocks)
	at := len(out.Blocks)
	if s.Kind == doc.KindPart {
		for i, b := range out.Blocks {
			if sub, ok := b.(*doc.Section); ok {
				at = min(at, i)
				out.Blocks[i] = withNotes(sub, notes)
			}
		}
	}
	if len(own) > 0 {
		out.Blocks = slices.Insert(out.Blocks, at, doc.Block(&doc.Endnotes{Groups: []*doc.NoteGroup{{Notes: own}}}))
	}
	return &out
}
