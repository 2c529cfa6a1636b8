package epub

import (
	"slices"
	"strconv"

	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/xhtml"
)

const (
	// tooHeavy is the weight, roughly the number of bytes, from which a file is divided. Reading systems lay out a
	// whole file at a time, and old ones reject files of more than about 300 kB.
	tooHeavy = 200 << 10
	// longText is the weight of all pieces from which an essay, a book of one chapter, is divided into a file for each
	// section.
	longText = 128 << 10
	// shared is the weight up to which the pieces before the text share one file, and those after it another. Each file
	// of a zip is compressed separately, and a bibliography repeats text of the notes.
	shared = 64 << 10
	// light is the weight up to which a piece is added to the file before it: a dedication, a colophon.
	light = 4 << 10
)

// divide makes the files. Each piece of the text has its own file. A part has a file for each of its chapters, a long
// essay one for each of its sections, and heavy files are divided further. The pieces before the text share a file, as
// do those after it, up to a weight. A light piece is added to the file before it, or to the contents if it is the
// first.
func (p *plan) divide() {
	p.add(&file{name: coverName, title: p.word(lang.Cover), matter: matterType(doc.Front)})
	chapters, weight := 0, 0
	count := map[string]int{}
	for _, s := range p.book.Sections {
		if s.Kind.Matter() == doc.Body {
			chapters++
		}
		weight += weigh(s)
		count[stem(s)]++
	}
	number := map[string]int{}
	for _, s := range p.book.Sections {
		name := stem(s)
		if count[name] > 1 {
			number[name]++
			name += "-" + strconv.Itoa(number[name])
		}
		last := p.files[len(p.files)-1]
		if s.Kind == doc.KindContents && p.nav == nil {
			p.nav = &file{name: navName, title: p.title(s), matter: matterType(doc.Front)}
			if len(p.files) == 2 && last.weight <= light && last.matter == p.nav.matter {
				p.files, p.nav.pieces, p.nav.title = p.files[:1], last.pieces, p.book.Meta.Title
			}
			p.nav.pieces = append(p.nav.pieces, xhtml.Piece{Section: s})
			p.add(p.nav)
			continue
		}
		if p.joins(last, s) {
			p.join(last, s)
			continue
		}
		pieces := split(s, nil, s.Kind.Matter() == doc.Body && chapters == 1 && weight > longText)
		for i, piece := range pieces {
			f := &file{name: name + ".xhtml", pieces: []xhtml.Piece{piece}, matter: matterType(s.Kind.Matter()), title: p.title(piece.Section), weight: weigh(s)}
			if len(pieces) > 1 {
				f.name = name + "-" + strconv.Itoa(i+1) + ".xhtml"
			}
			p.add(f)
		}
	}
	for _, f := range p.files {
		for i := range f.pieces {
			f.pieces[i].File = f.name
		}
	}
}

func (p *plan) add(f *file) { p.files = append(p.files, f) }

// joins reports whether a piece goes into the file of the one before it.
func (p *plan) joins(last *file, s *doc.Section) bool {
	if len(last.pieces) == 0 || last == p.nav || s.Kind.Matter() == doc.Body {
		return false
	}
	w := weigh(s)
	return w <= light || last.matter == matterType(s.Kind.Matter()) && last.weight+w <= shared
}

func (p *plan) join(f *file, s *doc.Section) {
	if f.matter != matterType(s.Kind.Matter()) {
		f.matter = ""
	}
	f.title += ", " + p.title(s)
	f.pieces = append(f.pieces, xhtml.Piece{Section: s, To: len(s.Blocks)})
	f.weight += weigh(s)
}

// stem is the base of the file names for a kind of section.
func stem(s *doc.Section) string {
	switch s.Kind {
	case doc.KindNone:
		return "section"
	case doc.KindImprint:
		return "imprint"
	case doc.KindNotes:
		return "notes"
	}
	return string(s.Kind)
}

// split divides a section into pieces: before each subsection if it is a part, if sections is set, or if it is too
// heavy. It also divides a long run of blocks that is too heavy.
func split(s *doc.Section, above []*doc.Section, sections bool) []xhtml.Piece {
	heavy := weigh(s) > tooHeavy
	if !heavy && !sections && s.Kind != doc.KindPart {
		return []xhtml.Piece{{Section: s, Above: above, To: len(s.Blocks)}}
	}
	var pieces []xhtml.Piece
	inner := append(slices.Clip(above), s)
	from, weight := 0, 0
	for i, b := range s.Blocks {
		sub, isSection := b.(*doc.Section)
		w := weigh(b)
		if isSection || heavy && weight > 0 && weight+w > tooHeavy {
			if i > from || i == 0 {
				pieces = append(pieces, xhtml.Piece{Section: s, Above: above, From: from, To: i})
			}
			from, weight = i, 0
		}
		if isSection {
			pieces = append(pieces, split(sub, inner, false)...)
			from = i + 1
			continue
		}
		weight += w
	}
	if from < len(s.Blocks) || len(s.Blocks) == 0 {
		pieces = append(pieces, xhtml.Piece{Section: s, Above: above, From: from, To: len(s.Blocks)})
	}
	return pieces
}

// weigh estimates the size of a node as XHTML.
func weigh(n interface{ Base() *doc.Node }) int {
	weight := 0
	var visit func(n interface{ Base() *doc.Node }) bool
	visit = func(n interface{ Base() *doc.Node }) bool {
		weight += 24
		switch n := n.(type) {
		case *doc.Text:
			weight += len(n.Value)
		case *doc.CodeBlock:
			weight += len(n.Text)
		case *doc.Cite:
			doc.WalkInlines(n.Alone, visit)
		case *doc.Link:
			weight += 80 + len(n.URL)
		case *doc.NoteRef:
			weight += 120
		case *doc.Note:
			weight += 60 + 120*len(n.Refs)
		case *doc.Work:
			weight += 80 + 90*len(n.Refs)
		case *doc.Index:
			weight += weighEntries(n.Entries)
		}
		return true
	}
	doc.Walk(n, visit)
	return weight
}

func weighEntries(entries []*doc.IndexEntry) int {
	weight := 0
	for _, e := range entries {
		weight += 90 + len(doc.PlainText(e.Title)) + 100*len(e.Marks) + weighEntries(e.Children)
		for _, see := range e.See {
			weight += 60 + len(see)
		}
	}
	return weight
}

// divided returns the Book with each heavy list of notes, works or index entries divided into several, so that they can
// be in different files.
func divided(b *doc.Book) *doc.Book {
	book := *b
	book.Sections = slices.Clone(b.Sections)
	for i, s := range book.Sections {
		book.Sections[i] = dividedSection(s)
	}
	return &book
}

func dividedSection(s *doc.Section) *doc.Section {
	if weigh(s) <= tooHeavy {
		return s
	}
	out := *s
	out.Blocks = nil
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case *doc.Section:
			out.Blocks = append(out.Blocks, dividedSection(b))
		case *doc.Endnotes:
			out.Blocks = append(out.Blocks, divideNotes(b)...)
		case *doc.Bibliography:
			for i, entries := range portions(b.Entries, func(w *doc.Work) int { return weigh(w) }) {
				part := *b
				part.Entries = entries
				if i > 0 {
					part.Node = doc.Node{Attr: doc.Attr{Lang: b.Lang, Classes: b.Classes}}
				}
				out.Blocks = append(out.Blocks, &part)
			}
		case *doc.Index:
			for i, entries := range portions(b.Entries, func(e *doc.IndexEntry) int { return weighEntries([]*doc.IndexEntry{e}) }) {
				part := &doc.Index{Entries: entries}
				if i == 0 {
					part.Node = b.Node
				}
				out.Blocks = append(out.Blocks, part)
			}
		default:
			out.Blocks = append(out.Blocks, b)
		}
	}
	return &out
}

// divideNotes makes a list for each group, and several for a heavy group; its heading is above the first.
func divideNotes(e *doc.Endnotes) []doc.Block {
	var out []doc.Block
	for _, g := range e.Groups {
		for i, notes := range portions(g.Notes, func(n *doc.Note) int { return weigh(n) }) {
			part := &doc.Endnotes{Node: doc.Node{Attr: doc.Attr{Lang: e.Lang, Classes: e.Classes}}, Title: e.Title, Groups: []*doc.NoteGroup{{Notes: notes}}}
			if i == 0 {
				group := *g
				group.Notes = notes
				part.Groups[0] = &group
			}
			if len(out) == 0 {
				part.Node = e.Node
			}
			out = append(out, part)
		}
	}
	return out
}

// portions divides a list. Each portion weighs at most half of what is too heavy, which leaves room for other content,
// or has a single element.
func portions[E any](list []E, weigh func(E) int) [][]E {
	var out [][]E
	from, weight := 0, 0
	for i, e := range list {
		w := weigh(e)
		if i > from && weight+w > tooHeavy/2 {
			out = append(out, list[from:i])
			from, weight = i, 0
		}
		weight += w
	}
	if from < len(list) {
		out = append(out, list[from:])
	}
	return out
}
