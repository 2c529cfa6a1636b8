// Package manifest reads the metadata and settings of a book: book.yaml, or the front matter of a single Markdown file
// in Pandoc's terms. It sees bytes only and does not check that the files it names exist.
package manifest

import (
	"path"
	"strings"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/yaml"
)

// Manifest is a book's metadata, its parts in order, and its editions.
type Manifest struct {
	// File is the file that was read, as given to Parse.
	File string
	Meta doc.Meta
	// Root is the folder that all paths must be in, relative to the manifest's folder, slash-separated and clean: ".",
	// "..", "text".
	Root string
	// Contents, Notes and Bibliography are the book's files in order, relative to the manifest's folder until Rebase.
	// For a single Markdown file Contents is empty: the text follows the front matter.
	Contents, Notes, Bibliography []Path
	// References is the list of works in the front matter (CSL-YAML, Pandoc's “references”); or nil.
	References *yaml.Node
	// From is the kind of Markdown of the text: Pandoc's name with extensions, such as
	// “markdown+hard_line_breaks-smart”. It is empty for Pandoc's Markdown.
	From Source
	// CSL is the citation style: the name of one that quire brings, or the path of a .csl file; empty for the default.
	CSL Path
	// CSLStyles and CSLLocales are folders of the book's own styles and locales; empty for none.
	CSLStyles, CSLLocales Path
	// ReferencesTitle is the heading of the bibliography; empty for the word of the language.
	ReferencesTitle string
	// SuppressBibliography leaves the bibliography out. PlainBibliography prints its addresses without links.
	SuppressBibliography, PlainBibliography bool
	// NotesNumbering and CitationPositions say where the numbers of notes and the positions of citations (ibid.,
	// subsequent) start again: ByBook or ByChapter.
	NotesNumbering, CitationPositions Unit
	// Groups divides the bibliography under several headings; empty for one list.
	Groups []Group
	// NoCite are the keys of works that are listed although nothing cites them; "*" means all.
	NoCite []Key
	// NumberedParagraphs prints a number beside each paragraph, the same in all editions.
	NumberedParagraphs          bool
	ListOfFigures, ListOfTables bool
	// Abstract, Before and After are Markdown. Abstract and then Before are set before the text, After is set after it.
	Abstract, Before, After Prose
	// AbstractTitle is the heading of the abstract; "" for the word of the language.
	AbstractTitle string
	// CSS are stylesheets for the editions without pages, added to that of their format.
	CSS []Path
	// Print is a stylesheet for the PDF, made from Pandoc's variables: papersize, geometry, fontsize, mainfont.
	Print string
	// MathMacros are definitions in TeX for the formulas, with their places.
	MathMacros []Key
	// NumberSections numbers the headings of the text.
	NumberSections bool
	// Parts says that headings of the first level begin parts and those of the second chapters.
	Parts bool
	// ShiftHeadings is the number of levels by which headings are lowered.
	ShiftHeadings int
	// Families are the fonts that Print names.
	Families []Key
	// ResourcePath are folders that are searched for images, after that of the file and the root.
	ResourcePath []Path
	// Editions are in the order written; epub, html and print if none are listed.
	Editions []Edition
}

// Source is a kind of Markdown as the author named it.
type Source struct {
	Name string
	Pos  diag.Pos
}

// Path is a file as the author named it.
type Path struct {
	Path string // slash-separated, clean
	Pos  diag.Pos
}

// Prose is Markdown in a value.
type Prose struct {
	Text string
	Pos  diag.Pos
}

// Key is a work's key with its place.
type Key struct {
	Key string
	Pos diag.Pos
}

// Unit is a unit of the book after which a count starts again.
type Unit string

// The units.
const (
	ByBook    Unit = "book"
	ByChapter Unit = "chapter"
)

// Group is one heading of the bibliography. A work goes into the first group whose conditions it meets; a group without
// conditions takes all remaining works.
type Group struct {
	Title   string
	Keyword string // the work has this keyword; "" for any
	Type    string // the work's CSL type or BibLaTeX entry type; "" for any
	Sort    Sort
	Pos     diag.Pos
}

// Sort is the order of a group.
type Sort string

// The orders: that of the citation style, or by date with translations after their originals.
const (
	SortStyle Sort = "style"
	SortDate  Sort = "date"
)

// Format is a kind of file that an edition can have.
type Format struct {
	Name      string // the value of “format”, and the name of an edition that has no format of its own
	Extension string // of its files, with the dot
	Sheet     string // the stylesheet of an edition that names none
	Paged     bool   // it has pages; the keys about pages and sheets apply
	// Default is the name of the edition of this format in a book that lists no editions; "" for no such edition.
	Default string
}

// Edition is one output.
type Edition struct {
	Name   string
	Pos    diag.Pos
	Format Format
	// Base is the edition that this one inherits from; its keys are already copied here.
	Base string
	// Styles are stylesheets in cascading order: the base's first. A name without a folder may be a built-in one.
	Styles []Path
	// Pagination marks the PDF whose page numbers the reflowable editions use.
	Pagination bool
	// Cover puts the cover before the first page of a PDF.
	Cover bool
	// Notes is where notes are printed; "" leaves it to the format.
	Notes NotesPlace
	// Imposition says how pages are laid on sheets; nil for none.
	Imposition *Imposition
	// Excerpt limits the edition to a part of the book; nil for the whole.
	Excerpt *Excerpt
	// EmbedSource attaches the source of the book to the PDF.
	EmbedSource bool
	// Standard is StandardX4 for a PDF for a press, otherwise "".
	Standard Standard
}

// Imposition says how pages are laid on sheets.
type Imposition struct {
	// Columns and Rows of pages on a side; both 0 for a booklet, which is folded and stapled.
	Columns, Rows int
	// Width and Height are those of the sheet as it is held for reading.
	Width, Height dimen.Length
	// Signature is the greatest number of sheets of a booklet that are folded together; 0 for all.
	Signature int
	Paper     dimen.Length // thickness of a sheet
	LongEdge  bool         // backs are for a printer that turns sheets over their long edge
	Fold      bool         // marks for folding
	Staple    bool         // marks for the staples
	// TestSheet makes, instead of the book, one sheet for trying a printer's settings.
	TestSheet bool
}

// Booklet reports whether sheets are folded.
func (i *Imposition) Booklet() bool { return i.Columns == 0 }

// NotesPlace is where notes are printed.
type NotesPlace string

// The places of notes.
const (
	NotesFoot    NotesPlace = "foot"
	NotesChapter NotesPlace = "chapter"
	NotesEnd     NotesPlace = "end"
)

// Standard is a standard for files of the press.
type Standard string

// StandardX4 is ISO 15930-7, PDF/X-4.
const StandardX4 Standard = "x-4"

// Excerpt is a part of the book: whole sections by their ids, or a range of printed page numbers ("12-40", "iv").
type Excerpt struct {
	Sections []Key
	Pages    string
}

// Rebase makes all paths relative to the root. folder is the path from the root to the manifest's folder: "." if they
// are the same, "source" for a book in source/ with “root: ..”.
func (m *Manifest) Rebase(folder string) {
	move := func(ps []Path) {
		for i := range ps {
			ps[i].Path = path.Join(folder, ps[i].Path)
		}
	}
	move(m.Contents)
	move(m.Notes)
	move(m.Bibliography)
	move(m.CSS)
	move(m.ResourcePath)
	// A bare name is a built-in style unless a file of that name is beside the manifest. This package does not see the
	// files, so the name stays as it is.
	bare := func(p *Path) {
		if strings.Contains(p.Path, "/") {
			p.Path = path.Join(folder, p.Path)
		}
	}
	bare(&m.CSL)
	for _, p := range [...]*Path{&m.CSLStyles, &m.CSLLocales} {
		if p.Path != "" {
			p.Path = path.Join(folder, p.Path)
		}
	}
	for i := range m.Editions {
		for j := range m.Editions[i].Styles {
			bare(&m.Editions[i].Styles[j])
		}
	}
	if m.Meta.Cover != "" {
		m.Meta.Cover = path.Join(folder, m.Meta.Cover)
	}
}
