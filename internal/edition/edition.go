// Package edition makes the Book of one edition from a resolved Book. It places the notes and fills the generated
// matter: title pages, imprint, contents, the lists of figures and of tables, index and colophon. The result consists
// of nodes that doc.Name names, so that every renderer prints the same.
//
// The resolved Book is shared by all editions and is not modified. Whatever differs is copied.
package edition

import (
	"slices"

	"quire/internal/doc"
	"quire/internal/lang"
)

// Options describe the edition.
type Options struct {
	// Paged is set for an edition with pages. Other editions have no half-title, as it would only repeat the title.
	Paged bool
	Notes Placement
}

// Placement is where the notes of an edition are printed.
type Placement int

// The places of notes.
const (
	AtEnd     Placement = iota // all at the end of the book, in groups
	ByChapter                  // at the end of the chapter that first calls them
	AtFoot                     // at the foot of the page that first calls them
)

// Book makes the Book of an edition.
func Book(b *doc.Book, opts Options) *doc.Book {
	m := &maker{book: b, tag: lang.Make(b.Meta.Lang)}
	out := *b
	out.NotesAtFoot = opts.Notes == AtFoot
	out.Sections = slices.Clone(b.Sections)
	if !opts.Paged {
		out.Sections = slices.DeleteFunc(out.Sections, func(s *doc.Section) bool { return s.Kind == doc.KindHalfTitle })
	}
	if opts.Notes != AtEnd {
		out.Sections, out.Moved = withoutEndnotes(out.Sections, b.Notes)
	}
	if opts.Notes == ByChapter {
		m.placeByChapter(out.Sections)
	}
	m.moved = out.Moved
	for i, s := range out.Sections {
		out.Sections[i] = m.fill(s)
	}
	return &out
}

// maker makes the Book of one edition.
type maker struct {
	book  *doc.Book
	tag   lang.Tag
	moved map[string]string // as in doc.Book
}

// fill returns a section with its generated blocks filled. A section without such blocks is returned as it is.
func (m *maker) fill(s *doc.Section) *doc.Section {
	out := *s
	out.Blocks = slices.Clone(s.Blocks)
	changed := false
	for i, b := range s.Blocks {
		if filled := m.filled(s, b); filled != nil {
			out.Blocks[i], changed = filled, true
		}
	}
	if !changed {
		return s
	}
	return &out
}

// filled returns a generated block with its content, or nil for any other block.
func (m *maker) filled(s *doc.Section, b doc.Block) doc.Block {
	switch b := b.(type) {
	case *doc.TitlePage:
		if s.Kind == doc.KindHalfTitle {
			return &doc.TitlePage{Node: b.Node, Lines: m.halfTitle()}
		}
		return &doc.TitlePage{Node: b.Node, Lines: m.titlePage()}
	case *doc.Imprint:
		return &doc.Imprint{Node: b.Node, URL: m.book.Meta.URL, Blocks: m.imprint()}
	case *doc.Colophon:
		return &doc.Colophon{Node: b.Node, Blocks: m.colophon()}
	case *doc.Contents:
		return &doc.Contents{Node: b.Node, Of: b.Of, Entries: m.entries(b.Of)}
	case *doc.Index:
		return &doc.Index{Node: b.Node, Entries: m.index()}
	case *doc.Endnotes:
		if s.Kind == doc.KindNotes {
			return &doc.Endnotes{Node: b.Node, Groups: m.groups()}
		}
	}
	return nil
}

func span(class, s string) doc.Inline {
	return &doc.Span{Node: doc.Node{Attr: doc.Attr{Classes: []string{class}}}, Content: doc.Literal(s)}
}
