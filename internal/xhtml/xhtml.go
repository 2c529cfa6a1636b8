// Package xhtml writes the pieces of a Book as XHTML, for the EPUB and the HTML edition. Elements and classes come from
// doc.Name. It adds ARIA roles (DPUB-ARIA 1.1), for EPUB the terms of its Structural Semantics Vocabulary, and the
// language of every node that has one.
package xhtml

import (
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
)

// Options describe the use of the XHTML.
type Options struct {
	// EPUB adds epub:type and xml:lang, which HTML does not have.
	EPUB bool
	// Folios are the pages of a print edition; the beginning of each is marked. May be nil.
	Folios *doc.Folios
	// Link gives the address of an anchor relative to a file, or "" if there is no such anchor.
	Link func(file, id string) string
	// Src gives the address of an image by its path, or "" if the edition does not have it.
	Src func(path string) string
	// Findings receives the author's faults.
	Findings *diag.List
}

// Piece is the part of a section in one file: its Blocks[From:To], with its heading if From is 0. Above are its
// ancestors, outermost first.
type Piece struct {
	File    string
	Section *doc.Section
	Above   []*doc.Section
	From    int
	To      int
}

// Page is a page break that was written.
type Page struct{ Label, ID string }

// Fragment is a Piece as XHTML: the content of a body element.
type Fragment struct {
	Data  []byte
	IDs   []string // the ids in it, in order
	Pages []Page   // the page breaks in it, in order
}

// Renderer writes the pieces of one Book. They must be requested in reading order, since pages and ids are counted
// through them.
type Renderer struct {
	book   *doc.Book
	opt    Options
	tag    lang.Tag // the language of the book
	ids    *ids
	breaks map[doc.NodeID][]folio

	// State of the piece being written.
	w        *Writer
	file     string
	written  []string
	pages    []Page
	pending  []folio  // page breaks that wait for a place where a span is allowed
	langs    []string // languages of the open elements, innermost last
	kinds    []doc.Kind
	level    int            // of the innermost section
	current  *doc.Section   // the innermost section
	quiet    int            // in text repeated from elsewhere: no ids, links or calls
	anchor   int            // in an a element, which may not hold another
	notes    int            // within a note
	cites    int            // within a citation
	citing   []Att          // of its links
	deferred []*doc.NoteRef // calls in a link, to be written after it

	page  string                    // label of the page last begun
	marks map[*doc.IndexMark]string // index marks already written, with their pages
}

// New prepares a Book for writing.
func New(b *doc.Book, opt Options) *Renderer {
	r := &Renderer{book: b, opt: opt, tag: lang.Make(b.Meta.Lang), marks: map[*doc.IndexMark]string{}}
	r.ids = nameAll(b)
	if opt.EPUB {
		r.ids.number(b)
	}
	r.breaks = r.placeFolios()
	return r
}

// Piece writes a piece.
func (r *Renderer) Piece(p Piece) Fragment {
	r.begin(p.File)
	for _, s := range p.Above {
		r.kinds = append(r.kinds, s.Kind)
		if s.Lang != "" || len(s.Classes) > 0 {
			r.open("div", r.atts(s, append([]string{"continued"}, s.Classes...), "")...)
			r.w.Line()
		} else {
			r.langs = append(r.langs, r.lang())
		}
	}
	r.section(p.Section, p.From, p.To)
	for _, s := range p.Above {
		if s.Lang != "" || len(s.Classes) > 0 {
			r.close()
		}
	}
	return r.end()
}

// Breaks writes only the page breaks of a section, whose text is written elsewhere.
func (r *Renderer) Breaks(s *doc.Section) Fragment {
	r.begin("")
	doc.Walk(s, func(n node) bool {
		r.arrive(n)
		return true
	})
	return r.end()
}

// Inlines writes a title for another place, such as the contents: without ids, links and note calls.
func (r *Renderer) Inlines(is []doc.Inline) []byte {
	saved := *r
	r.begin("")
	r.quiet++
	r.inlines(is)
	data := r.end().Data
	*r = saved
	return data
}

// ID gives the id of a section in the output.
func (r *Renderer) ID(s *doc.Section) string { return r.ids.section(s) }

// word gives one of our own words in the language of the book.
func (r *Renderer) word(k lang.Key) string { return lang.Word(r.tag, k) }

func (r *Renderer) begin(file string) {
	r.w, r.file = &Writer{}, file
	r.written, r.pages, r.pending, r.deferred = nil, nil, nil, nil
	r.langs, r.kinds = []string{r.book.Meta.Lang}, nil
	r.level, r.quiet, r.anchor, r.notes, r.cites = 0, 0, 0, 0, 0
}

func (r *Renderer) end() Fragment {
	r.flush()
	return Fragment{Data: r.w.Bytes(), IDs: r.written, Pages: r.pages}
}

func (r *Renderer) find(pos diag.Pos, code, message, help string) {
	if r.opt.Findings != nil {
		r.opt.Findings.Add(diag.Finding{Pos: pos, Severity: diag.Error, Code: code, Message: message, Help: help})
	}
}
