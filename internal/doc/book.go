package doc

import "quire/internal/diag"

// Manuscript is what the author wrote, parsed and not yet resolved.
type Manuscript struct {
	Meta  Meta
	Files []*File // in the order of contents
	Notes []*NoteDef
	// NoCite are keys to be listed though nothing cites them; "*" stands for all.
	NoCite []CiteItem
}

// File is one Markdown file of the contents.
type File struct {
	Path   string // relative to the root
	Blocks []Block
}

// NoteDef is the definition of a note: [^Label]: …. Notes written in a file of the contents belong to that file;
// those of a notes file to the book.
type NoteDef struct {
	Node
	Label  string
	File   string
	Shared bool // from a file of notes
	Blocks []Block
}

// Book is a resolved text: everything a writer needs, and nothing that asks a question.
type Book struct {
	Meta Meta
	// Sections are the book's pieces in reading order: title page, imprint, contents, front matter, chapters or
	// parts, notes, bibliography, colophon.
	Sections []*Section
	Notes    []*Note // in order of first call
	Works    []*Work // all that are listed in a bibliography, in its order
	Assets   map[string]*Asset
	// NotesAtFoot is set in an edition that has each note at the foot of the page which calls it first.
	NotesAtFoot bool
	// Moved maps the ids of sections that an edition leaves out onto the ids of what stands for them.
	Moved map[string]string
	// Anchors maps each id that may be linked to onto its node.
	Anchors map[string]Anchor
	// Nodes is the number of nodes: Nums run from 1 to Nodes.
	Nodes int
}

// Anchor is a place that can be linked to.
type Anchor struct {
	ID      string
	Node    NodeID
	Section *Section // the top-level section that holds it
	Span    diag.Span
}

// Kind is what a section is in a book. The names are those of EPUB's structural vocabulary where it has one.
type Kind string

// The kinds of section.
const (
	KindNone             Kind = ""
	KindHalfTitle        Kind = "halftitlepage"
	KindTitlePage        Kind = "titlepage"
	KindImprint          Kind = "copyright-page"
	KindDedication       Kind = "dedication"
	KindEpigraph         Kind = "epigraph"
	KindContents         Kind = "toc"
	KindFigures          Kind = "loi" // the list of figures
	KindTables           Kind = "lot" // the list of tables
	KindForeword         Kind = "foreword"
	KindPreface          Kind = "preface"
	KindIntroduction     Kind = "introduction"
	KindAcknowledgements Kind = "acknowledgments"
	KindPart             Kind = "part"
	KindChapter          Kind = "chapter"
	KindConclusion       Kind = "conclusion"
	KindAfterword        Kind = "afterword"
	KindEpilogue         Kind = "epilogue"
	KindPrologue         Kind = "prologue"
	KindAppendix         Kind = "appendix"
	KindGlossary         Kind = "glossary"
	KindNotes            Kind = "endnotes"
	KindBibliography     Kind = "bibliography"
	KindIndex            Kind = "index"
	KindColophon         Kind = "colophon"
)

// Matter is one of the three parts of a book.
type Matter int

// The parts of a book.
const (
	Front Matter = iota
	Body
	Back
)

// Matter tells in which part of the book sections of this kind stand.
func (k Kind) Matter() Matter {
	switch k {
	case KindHalfTitle, KindTitlePage, KindImprint, KindDedication, KindEpigraph, KindContents, KindFigures, KindTables, KindForeword, KindPreface:
		return Front
	case KindAcknowledgements, KindAfterword, KindAppendix, KindGlossary, KindNotes, KindBibliography, KindIndex, KindColophon:
		return Back
	}
	return Body
}

// KindOfClass gives the kind that a class on a level-one heading or a div asks for; ok is false where the class
// says nothing of the sort. Both "acknowledgements" and EPUB's spelling are known.
func KindOfClass(class string) (k Kind, ok bool) {
	switch class {
	case "acknowledgements", "acknowledgments":
		return KindAcknowledgements, true
	case "imprint", "copyright-page":
		return KindImprint, true
	case "notes", "endnotes":
		return KindNotes, true
	case "contents", "toc":
		return KindContents, true
	case "list-of-figures", "loi":
		return KindFigures, true
	case "list-of-tables", "lot":
		return KindTables, true
	case "dedication", "epigraph", "foreword", "preface", "introduction", "part", "chapter", "conclusion", "afterword",
		"epilogue", "prologue", "appendix", "glossary", "bibliography", "index", "colophon", "titlepage":
		return Kind(class), true
	}
	return KindNone, false
}

// Asset is a file that the book shows: an image.
type Asset struct {
	Path          string // relative to the root
	Data          []byte
	MediaType     string   // image/jpeg, image/png, image/gif, image/webp, image/svg+xml
	Width, Height int      // in pixels; 0 where an SVG has no size
	Pos           diag.Pos // of the first image that shows it
}

// Meta is what is known of the book as a whole.
type Meta struct {
	Name     string // of the output files, without extension
	Title    string
	Subtitle string
	// TitleText and SubtitleText are title and subtitle with their form, such as emphasis; nil where they have none.
	TitleText, SubtitleText []Inline

	ShortTitle  string // for running heads; "" for Title
	Untitled    bool   // there is no title, and Title is the name of the files
	TitleSort   string
	Creators    []Person
	Contributor []Person
	Lang        string // BCP 47
	LangAssumed bool   // no language is given, and Lang is a guess
	Date        string // of publication, ISO 8601: 2026, 2026-11 or 2026-11-22
	Publisher   string
	Place       string
	Rights      string
	License     string // URL
	Description string
	Subjects    []Subject
	Identifier  string // a stable URI, which each book has: urn:uuid:…, urn:isbn:…, https://doi.org/…
	ISBN, DOI   string
	Series      string
	SeriesPos   string
	Source      string // dc:source
	URL         string // where the e-book can be had
	// Acknowledgements is a paragraph for the imprint.
	Acknowledgements string
	Edition          string // statement of edition
	Cover            string // path of a cover image, relative to the root; "" for none
	CoverAlt         string
	CoverPos         diag.Pos // where the cover is named
	CertifiedBy      string   // who certified accessibility; "" for nobody
	ConformsTo       string
	// CertifierCredential is a badge or title of who certified; CertifierReport the address of the report.
	CertifierCredential, CertifierReport string
	ContentsDepth                        int // levels of headings in the contents
	// ContentsTitle is the heading of the contents; "" for the word of the language.
	ContentsTitle string
	// Draft says that the book is not finished: something may be missing.
	Draft bool
	// Generator is the tool that makes the book: "quire", in a release with its version, date and commit.
	Generator string
	// Made is the sentence of the colophon about tool, version and types, in the book's language; "" for none.
	Made string
}

// Person is someone who made the book.
type Person struct {
	Name   string
	FileAs string // for sorting: "Serge, Victor"
	Role   string // MARC relator code: aut, edt, trl, ill, …
}

// Subject is what the book is about, with the scheme and code of an authority if it is from one.
type Subject struct{ Text, Authority, Term string }

// Folios says where each page of a paginated edition begins: the place in the text of the first word on it and the
// label printed there. layout makes it, epub takes it.
type Folios struct {
	Edition string // what the pages are of: "A5 print edition, 2026"
	Pages   []Folio
}

// Folio is one page's beginning.
type Folio struct {
	Label string // "vii", "12"
	At    Place
	// Exempt is set for a page that begins with generated text, such as the contents, which is worded otherwise
	// elsewhere; At is then the section it belongs to or, where nothing else is on the page, behind the text before it.
	Exempt bool
}
