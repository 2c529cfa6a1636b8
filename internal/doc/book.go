package doc

import "quire/internal/diag"

// Manuscript is the text of the author, parsed and not yet resolved.
type Manuscript struct {
	Meta  Meta
	Files []*File // in the order of contents
	Notes []*NoteDef
	// NoCite are the keys of works that are listed although nothing cites them; "*" means all.
	NoCite []CiteItem
}

// File is one Markdown file of the contents.
type File struct {
	Path   string // relative to the root
	Blocks []Block
}

// NoteDef is the definition of a note: [^Label]: …. A note in a file of the contents belongs to that file, one in a
// file of notes to the whole book.
type NoteDef struct {
	Node
	Label  string
	File   string
	Shared bool // from a file of notes
	Blocks []Block
}

func (n *NoteDef) parts(v visitor) { v.blocks(n.Blocks) }

// Book is a resolved text: it has everything that a writer needs, and nothing that is unresolved.
type Book struct {
	Meta Meta
	// Sections are the book's pieces in reading order: title page, imprint, contents, front matter, chapters or
	// parts, notes, bibliography, colophon.
	Sections []*Section
	Notes    []*Note // in order of first call
	Works    []*Work // all that are listed in a bibliography, in its order
	Assets   map[string]*Asset
	// NotesAtFoot is set in an edition with notes at the foot of the page that calls them first.
	NotesAtFoot bool
	// Moved maps the ids of sections that an edition leaves out to the ids of what replaces them.
	Moved map[string]string
	// Anchors maps each id to its node.
	Anchors map[string]Anchor
	// Nodes is the number of nodes, which are numbered from 1 to Nodes.
	Nodes int
}

// Anchor is a place that can be linked to.
type Anchor struct {
	ID      string
	Node    NodeID
	Section *Section // the top-level section that holds it
	Span    diag.Span
}

// Kind is the kind of a section. The names are those of EPUB's structural vocabulary where it has one.
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

// Matter returns the part of the book that holds sections of this kind.
func (k Kind) Matter() Matter {
	switch k {
	case KindHalfTitle, KindTitlePage, KindImprint, KindDedication, KindEpigraph, KindContents, KindFigures, KindTables, KindForeword, KindPreface:
		return Front
	case KindAcknowledgements, KindAfterword, KindAppendix, KindGlossary, KindNotes, KindBibliography, KindIndex, KindColophon:
		return Back
	}
	return Body
}

// KindOfClass gives the kind for a class on a level-one heading or a div; ok is false if the class means no kind. Both
// "acknowledgements" and EPUB's spelling are known.
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

// Meta is the metadata of the book.
type Meta struct {
	Name     string // of the output files, without extension
	Title    string
	Subtitle string
	// TitleText and SubtitleText are title and subtitle with formatting, such as emphasis; nil if they have none.
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
	Identifier  string // a stable URI: urn:uuid:…, urn:isbn:…, https://doi.org/…
	ISBN, DOI   string
	Series      string
	SeriesPos   string
	Source      string // dc:source
	URL         string // where to get the e-book
	// Acknowledgements is a paragraph for the imprint.
	Acknowledgements string
	Edition          string // statement of edition
	Cover            string // path of a cover image, relative to the root; "" for none
	CoverAlt         string
	CoverPos         diag.Pos // where the cover is named
	CertifiedBy      string   // who certified accessibility; "" for nobody
	ConformsTo       string
	// CertifierCredential is a badge or title of the certifier; CertifierReport the address of the report.
	CertifierCredential, CertifierReport string
	ContentsDepth                        int // levels of headings in the contents
	// ContentsTitle is the heading of the contents; "" for the word of the language.
	ContentsTitle string
	// Draft marks an unfinished book: images and the like may be missing.
	Draft bool
	// Generator is the name of the tool: "quire", in a release with version, date and commit.
	Generator string
	// Made is the sentence of the colophon about the tool, its version and the fonts, in the book's language; "" for
	// none.
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

// Folios are the pages of a paginated edition: the place in the text of the first word on each page, and the label
// printed there. layout makes them for the EPUB.
type Folios struct {
	Edition string // the name of the edition: "A5 print edition, 2026"
	Pages   []Folio
}

// Folio is the beginning of one page.
type Folio struct {
	Label string // "vii", "12"
	At    Place
	// Exempt is set for a page that begins with generated text, such as the contents, which differs between editions.
	// At is then the section of that text or, if the page has nothing else, the end of the text before it.
	Exempt bool
}
