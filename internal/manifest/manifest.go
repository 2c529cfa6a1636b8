// Package manifest reads what is said about a book as a whole: book.yaml, or the front matter of a lone Markdown
// file in Pandoc's terms. It sees bytes only; whether the files it names exist is for others to find out.
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
	// Root is the folder that no path may leave, relative to the manifest's folder, slash-separated and clean: ".",
	// "..", "text".
	Root string
	// Contents, Notes and Bibliography are the book's files in order, relative to the manifest's folder until Rebase.
	// For a lone Markdown file Contents is empty: the text follows the front matter.
	Contents, Notes, Bibliography []Path
	// References is the list of works in the front matter (CSL-YAML, Pandoc's “references”); nil where there is none.
	References *yaml.Node
	// From is the kind of Markdown that the text is written in, by Pandoc's name and with its extensions, such as
	// “markdown+hard_line_breaks-smart”; empty for Pandoc's own.
	From Source
	// CSL is the citation style: the name of one that quire brings, or the path of a .csl file; empty for the default.
	CSL Path
	// NotesNumbering and CitationPositions tell where the numbers of notes and the positions of citations (ibid.,
	// subsequent) start again: ByBook or ByChapter.
	NotesNumbering, CitationPositions Unit
	// Groups divides the bibliography; empty for one list.
	Groups []Group
	// NoCite are keys to be listed though nothing cites them; "*" stands for all.
	NoCite []Key
	// NumberedParagraphs asks for a number beside each paragraph, the same in all editions.
	NumberedParagraphs          bool
	ListOfFigures, ListOfTables bool
	// Abstract, Before and After are Markdown that is set before the text, before it again, and after it.
	Abstract, Before, After Prose
	// AbstractTitle is the heading of the abstract; "" for the word of the language.
	AbstractTitle string
	// CSS are stylesheets for the editions that have no pages, over that of their format.
	CSS []Path
	// Print is a stylesheet that says of the PDF what Pandoc's variables say: papersize, geometry, fontsize, mainfont.
	Print string
	// NumberSections numbers the headings of the text.
	NumberSections bool
	// Parts says that headings of the first level begin parts and those of the second chapters.
	Parts bool
	// ShiftHeadings is by how many levels headings are lowered.
	ShiftHeadings int
	// Families are the fonts that Print names.
	Families []Key
	// ResourcePath are folders that images are looked for in, after that of the file and the root.
	ResourcePath []Path
	// Editions are in the order written; epub, html and print where none are.
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

// Unit is a stretch of the book.
type Unit string

// The units.
const (
	ByBook    Unit = "book"
	ByChapter Unit = "chapter"
)

// Group is one heading of the bibliography. A work stands in the first group whose conditions it meets; a group
// without conditions takes what is left.
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

// Format is a kind of file that an edition can be.
type Format struct {
	Name      string // the value of “format”, and the name of an edition that says no format
	Extension string // of its files, with the dot
	Sheet     string // its stylesheet in an edition that names none
	Paged     bool   // it has pages, so that the keys about pages and sheets apply
	// Default is the name of the edition of this format in a book that lists no editions; "" for no such edition.
	Default string
}

// Edition is one output.
type Edition struct {
	Name   string
	Pos    diag.Pos
	Format Format
	// Base is the edition that this one started from; all that it said is already here.
	Base string
	// Styles are stylesheets in cascading order: the base's first. A name without a folder may be one that quire
	// brings.
	Styles []Path
	// Pagination marks the PDF whose page numbers the reflowable editions carry.
	Pagination bool
	// Cover puts the cover before the first page of a PDF.
	Cover bool
	// Notes is where notes stand; "" leaves it to the format.
	Notes NotesPlace
	// Imposition tells how pages are laid on sheets; nil for none.
	Imposition *Imposition
	// Excerpt cuts the edition down; nil for the whole book.
	Excerpt *Excerpt
	// EmbedSource attaches the source of the book to the PDF.
	EmbedSource bool
	// Standard is StandardX4 for a PDF that goes to a press, "" for one that is read and kept.
	Standard Standard
}

// Imposition is how pages are laid on sheets.
type Imposition struct {
	// Columns and Rows of pages on a side; both 0 for a booklet, which is folded and stapled.
	Columns, Rows int
	// Width and Height are those of the sheet, as it is held to be read.
	Width, Height dimen.Length
	// Signature is how many sheets of a booklet lie in each other at most; 0 for all.
	Signature int
	Paper     dimen.Length // thickness of a sheet
	LongEdge  bool         // backs are for a printer that turns sheets over their long edge
	Fold      bool         // marks for folding
	Staple    bool         // marks for the staples
	// TestSheet makes, in the stead of the book, one sheet by which a printer's settings are tried.
	TestSheet bool
}

// Booklet reports whether sheets are folded.
func (i *Imposition) Booklet() bool { return i.Columns == 0 }

// NotesPlace is where notes stand.
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

// Excerpt is a part of the book: whole sections by their ids, or a range of pages as printed ("12-40", "iv").
type Excerpt struct {
	Sections []Key
	Pages    string
}

// Rebase makes all paths relative to the root. folder is the manifest's folder as seen from the root: "." where
// they are the same, "source" for a book in source/ with “root: ..”.
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
	// A bare name is a style that quire brings unless a file of that name lies beside the manifest, which is not for
	// this package to see; it stays as it is.
	bare := func(p *Path) {
		if strings.Contains(p.Path, "/") {
			p.Path = path.Join(folder, p.Path)
		}
	}
	bare(&m.CSL)
	for i := range m.Editions {
		for j := range m.Editions[i].Styles {
			bare(&m.Editions[i].Styles[j])
		}
	}
	if m.Meta.Cover != "" {
		m.Meta.Cover = path.Join(folder, m.Meta.Cover)
	}
}
