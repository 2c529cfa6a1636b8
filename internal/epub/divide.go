package epub

import (
	"slices"
	"strconv"

	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/xhtml"
)

const (
	// tooHeavy is the weight, roughly the number of bytes, from which a file is divided: reading systems lay out a
	// whole file at a time, and old ones refuse more than some 300 kB.
	tooHeavy = 200 << 10
	// oneFile is the weight up to which a text is not divided at all: it opens as fast, can be searched as one, and is
	// smaller by a quarter, since what a zip has compressed in one file is of no help to the next.
	oneFile = 128 << 10
)

// divide makes the files. A short text is one. Of a longer one each piece has its own, but for what stands on the first
// pages; a part has one for each of its chapters, an essay, which is a book of one chapter, for each of its sections;
// and what is too heavy is divided further.
func (p *plan) divide() {
	p.add(&file{name: coverName, title: p.word(lang.Cover), matter: matterType(doc.Front)})
	chapters, weight := 0, 0
	for _, s := range p.book.Sections {
		if s.Kind.Matter() == doc.Body {
			chapters++
		}
		weight += weigh(s)
	}
	short := weight <= oneFile
	count := map[string]int{}
	for _, s := range p.book.Sections {
		count[stem(s)]++
	}
	number := map[string]int{}
	for _, s := range p.book.Sections {
		name := stem(s)
		if count[name] > 1 {
			number[name]++
			name += "-" + strconv.Itoa(number[name])
		}
		if s.Kind == doc.KindContents && p.nav == nil {
			p.nav = &file{name: navName, title: p.title(s), matter: matterType(doc.Front)}
			if last := p.files[len(p.files)-1]; short && len(p.files) == 2 && plain(last.pieces) {
				// The first pages are so few words that they go along.
				p.files, p.nav.pieces, p.nav.title = p.files[:1], last.pieces, p.book.Meta.Title
			}
			p.nav.pieces = append(p.nav.pieces, xhtml.Piece{Section: s})
			p.add(p.nav)
			continue
		}
		pieces := split(s, nil, s.Kind.Matter() == doc.Body && chapters == 1 && !short)
		if last := p.files[len(p.files)-1]; len(pieces) == 1 && joins(s, last, short) {
			p.join(last, pieces[0])
			continue
		}
		for i, piece := range pieces {
			f := &file{name: name + ".xhtml", pieces: []xhtml.Piece{piece}, matter: matterType(s.Kind.Matter()), title: p.title(piece.Section)}
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

// joins tells whether a piece goes into the file of the one before it.
func joins(s *doc.Section, last *file, short bool) bool {
	if len(last.pieces) == 0 || last.name == navName {
		return false
	}
	return short && s.Kind != doc.KindPart || opens(s) && opens(last.pieces[len(last.pieces)-1].Section)
}

// plain tells whether sections of the first pages show no images, whose addresses differ between folders.
func plain(pieces []xhtml.Piece) bool {
	ok := true
	for _, piece := range pieces {
		ok = ok && opens(piece.Section)
		doc.Walk(piece.Section, func(n interface{ Base() *doc.Node }) bool {
			_, image := n.(*doc.Image)
			ok = ok && !image
			return ok
		})
	}
	return ok
}

// opens tells whether a section is one of the few words before a book.
func opens(s *doc.Section) bool {
	switch s.Kind {
	case doc.KindTitlePage, doc.KindImprint, doc.KindDedication, doc.KindEpigraph:
		return true
	}
	return false
}

// join puts a piece into a file, which is called by what its pieces have in common.
func (p *plan) join(f *file, piece xhtml.Piece) {
	f.pieces = append(f.pieces, piece)
	f.title = p.book.Meta.Title
	f.name = "front.xhtml"
	if m := matterType(piece.Section.Kind.Matter()); m != f.matter {
		f.matter = ""
	}
	if f.matter != matterType(doc.Front) {
		f.name = "text.xhtml"
	}
}

// stem names the files of a piece of the book by its kind.
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

// split divides a section into pieces: before each of its subsections where it is a part, where asked to, and
// where it is too heavy; and a long run of blocks wherever it becomes so.
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
			weight += 60 + 150*len(n.Refs)
		case *doc.Work:
			weight += 80 + 150*len(n.Refs)
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

// divided gives the Book with each heavy list of notes, works or index entries as several, so that they can stand in
// files of their own.
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
					part.Node, part.Title = doc.Node{Attr: doc.Attr{Lang: b.Lang, Classes: b.Classes}}, nil
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

// divideNotes makes a list of each group, and several of a heavy one, whose heading stands above the first.
func divideNotes(e *doc.Endnotes) []doc.Block {
	var out []doc.Block
	for _, g := range e.Groups {
		for i, notes := range portions(g.Notes, func(n *doc.Note) int { return weigh(n) }) {
			part := &doc.Endnotes{Groups: []*doc.NoteGroup{{Notes: notes}}}
			if i == 0 {
				part.Groups[0].Section = g.Section
			}
			if len(out) == 0 {
				part.Node = e.Node
			}
			out = append(out, part)
		}
	}
	return out
}

// portions divides a list so that each part but those of one element weighs no more than half of what is too heavy,
// which leaves room for what stands beside it.
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
