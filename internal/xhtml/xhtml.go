// Package xhtml writes the pieces of a Book as XHTML, for the EPUB and the HTML edition alike. Elements and
// classes are those of doc.Name; to them come ARIA roles (DPUB-ARIA 1.1), for EPUB the terms of its Structural
// Semantics Vocabulary, and the language of every node that has one.
package xhtml

import (
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
)

// Options says for what the XHTML is meant.
type Options struct {
	// EPUB asks for epub:type and xml:lang, which HTML does not have.
	EPUB bool
	// Folios are the pages of a print edition, marked where each begins. May be nil.
	Folios *doc.Folios
	// Link gives the address of an anchor as seen from a file; "" where there is no such anchor.
	Link func(file, id string) string
	// Src gives the address of an image by its path; "" where the edition does not have it.
	Src func(path string) string
	// Findings takes what the author can mend.
	Findings *diag.List
}

// Piece is a stretch of a section that stands in one file: its Blocks[From:To], together with its heading where
// From is 0. Above are the sections it is part of, outermost first.
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

// Renderer writes the pieces of one Book. They are to be asked for in reading order, since the pages and the first
// use of an id are counted through them.
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
	pending  []folio  // breaks that wait for a place where a span may stand
	langs    []string // languages of the open elements, innermost last
	kinds    []doc.Kind
	level    int            // of the innermost section
	current  *doc.Section   // the innermost section
	quiet    int            // within wordings repeated elsewhere: no ids, links or calls
	anchor   int            // within an a element, which may not hold another
	notes    int            // within a note
	cites    int            // within a citation
	citing   []Att          // of its links
	deferred []*doc.NoteRef // calls met within a link, to be written behind it

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

// Breaks writes nothing of a section but the pages that begin in it, for one whose text is written elsewhere.
func (r *Renderer) Breaks(s *doc.Section) Fragment {
	r.begin("")
	doc.Walk(s, func(n node) bool {
		r.arrive(n)
		return true
	})
	return r.end()
}

// Inlines writes a title for a place where it is repeated, such as the contents: without ids, links and note calls.
func (r *Renderer) Inlines(is []doc.Inline) []byte {
	saved := *r
	r.begin("")
	r.quiet++
	r.inlines(is)
	data := r.end().Data
	*r = saved
	return data
}

// ID gives the id under which a section is written.
func (r *Renderer) ID(s *doc.Section) string { return r.ids.section(s) }

// word gives a word that we print ourselves in the language of the book.
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
