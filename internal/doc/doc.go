// Package doc is the model of a text on its way from Markdown to paper and screen: blocks and inlines, notes,
// works, metadata, folios. A Manuscript is what the author wrote, with marks that still ask for something (a note
// by its label, a work by its key); resolve answers them and makes a Book, which nothing modifies afterwards and
// which feeds every writer.
//
// Block and Inline are sealed: consumers switch over the types below, and Walk visits them all.
package doc

import "quire/internal/diag"

// NodeID numbers the nodes of a Book in reading order, from 1. It is 0 in a Manuscript. With an offset it is a
// Place; findings, page breaks and tags all speak of places.
type NodeID int32

// Place is a position within a node: Offset counts bytes of the text of a Text, Code or CodeBlock node; in other
// nodes it is 0.
type Place struct {
	Node   NodeID
	Offset int
}

// Node is what all nodes have in common. It is embedded in each of them.
type Node struct {
	Num  NodeID
	Span diag.Span
	Attr
}

// AnyNode is a node of whatever kind.
type AnyNode = interface{ Base() *Node }

// Attr is what the author may write in braces: `{#id .class lang=fr key=value}`.
type Attr struct {
	ID      string
	Classes []string
	Lang    string // BCP 47; empty: the language of the parent
	KeyVals []KeyVal
}

// KeyVal is one attribute, such as key="Trotsky, Leon" of an index mark.
type KeyVal struct{ Key, Value string }

// HasClass reports whether the author gave the class.
func (a Attr) HasClass(class string) bool {
	for _, c := range a.Classes {
		if c == class {
			return true
		}
	}
	return false
}

// Value gives an attribute's value, or "".
func (a Attr) Value(key string) string {
	for _, kv := range a.KeyVals {
		if kv.Key == key {
			return kv.Value
		}
	}
	return ""
}

// Base gives a node's common part.
func (n *Node) Base() *Node { return n }

// Block is a paragraph, a heading, a table, …: the types of this file that embed Node and end in "// block".
type Block interface {
	Base() *Node
	block()
}

// Inline is a piece of a paragraph.
type Inline interface {
	Base() *Node
	inline()
}

// Blocks.
type (
	// Section is a heading with all that stands under it, subsections included. In a Manuscript headings and
	// blocks stand flat, as in Markdown, and resolve nests them.
	Section struct {
		Node
		// Kind tells what the section is in a book. KindNone for a subsection without a class that says so.
		Kind Kind
		// Level is 1 for a part, chapter or other piece of the book, 2 and on for what is within; a heading's
		// rank on the page. Parts hold their chapters as Sections of Level 2.
		Level   int
		Heading *Heading // nil: an untitled section, such as a dedication
		Blocks  []Block
		// Label is what a generated or untitled section is called in navigation, in the book's language; where
		// Heading is set the heading's text serves.
		Label string
	}
	// Heading is a title. Number, if any, is printed before it ("3", "IV", "2.1").
	Heading struct {
		Node
		Level   int // 1–6 as in Markdown; in a Book, that of its Section
		Number  string
		Content []Inline
	}
	// Paragraph is prose. Plain is set for the text of a tight list item, which is no paragraph of its own. Number is its
	// number among the paragraphs of the text, by which it is cited in every edition; 0 where paragraphs are not numbered
	// or this one is none of those: a quotation, an epigraph, part of a list.
	Paragraph struct {
		Node
		Number  int
		Plain   bool
		Content []Inline
	}
	// Verse is a line block: stanzas of lines, each with its indent in ems as written by leading spaces (one em
	// for each two spaces).
	Verse struct {
		Node
		Stanzas []Stanza
	}
	// BlockQuote is a quotation set off from the text.
	BlockQuote struct {
		Node
		Blocks []Block
	}
	// List is a bulleted or numbered list.
	List struct {
		Node
		Ordered bool
		Start   int    // first number
		Style   string // CSS counter style: decimal, lower-alpha, upper-alpha, lower-roman, upper-roman, disc
		// Delimiter is what goes with the number: "." behind it, ")" behind it, "()" around it; "" of a bulleted list.
		Delimiter string
		Tight     bool
		Items     []*ListItem
	}
	// ListItem is one item of a List.
	ListItem struct {
		Node
		Blocks []Block
	}
	// DefinitionList pairs terms with their definitions.
	DefinitionList struct {
		Node
		Items []*Definition
	}
	// Definition is one term, or several lines of terms, and its definitions.
	Definition struct {
		Node
		Terms [][]Inline
		Defs  [][]Block
	}
	// CodeBlock is preformatted text. Language is the fence's info word. Tokens, in a Book, divide Text where the language
	// is one that is known; nil: it is plain. FirstLine is the number of the first line; 0: lines have no numbers.
	CodeBlock struct {
		Node
		Language  string
		Text      string
		Tokens    []Token
		FirstLine int
	}
	// Table has a caption, columns, and rows; every row has len(Columns) cells, spans apart.
	Table struct {
		Node
		Number  int // among the book's captioned tables; 0: has no caption
		Caption []Inline
		Columns []Column
		Head    []*Row
		Body    []*Row
	}
	// Row is a table's row.
	Row struct {
		Node
		Cells []*Cell
	}
	// Cell is a table's cell. Header cells name a column, or a row where Scope is "row". ColSpan and RowSpan say how many
	// columns and rows it covers; 0 stands for 1.
	Cell struct {
		Node
		Header           bool
		Scope            string // "col", "row" or ""
		ColSpan, RowSpan int
		Content          []Inline
	}
	// Figure is an image that stands by itself, with its caption.
	Figure struct {
		Node
		Number  int // among the book's captioned figures; 0: has no caption
		Image   *Image
		Caption []Inline
	}
	// Div is a fenced div: blocks that share a class, such as epigraph, letter, dedication.
	Div struct {
		Node
		Blocks []Block
	}
	// Break is a change of scene: a thematic break.
	Break struct{ Node }

	// The blocks that follow are the matter that a book has beside its text. resolve says where each of them stands, within
	// a Section of its Kind, and binds what it leads to; package edition fills it. All renderers thus say the same. What
	// edition makes has no Num, for it is no place of the text.

	// Contents lists the sections of a book, its figures or its tables. Walk does not visit the entries, which say again
	// what stands elsewhere.
	Contents struct {
		Node
		Of      Kind // KindFigures or KindTables for the lists of these; KindContents or "" for that of sections
		Entries []*Entry
	}
	// Endnotes holds the notes of a book or of a chapter, grouped by the section that calls them. Title is its heading
	// where no section around it has one: at the end of a chapter.
	Endnotes struct {
		Node
		Title  []Inline
		Groups []*NoteGroup
	}
	// Bibliography lists works.
	Bibliography struct {
		Node
		Entries []*Work
		Hanging bool // hanging indent asked for by the citation style
		// SecondFieldAlign is the CSL option of that name: "", "flush", "margin".
		SecondFieldAlign string
	}
	// Index is an index of marks, in order of collation. Walk does not visit the entries.
	Index struct {
		Node
		Entries []*IndexEntry
	}
	// TitlePage is a title page or a half-title.
	TitlePage struct {
		Node
		Lines []*TitleLine
	}
	// TitleLine is a paragraph of a title page.
	TitleLine struct {
		Node
		Kind    LineKind
		Content []Inline
	}
	// Imprint is the page behind the title page: rights, publisher, acknowledgement. One paragraph an entry. URL is where
	// the e-book can be had, which on paper is shown as a QR code beside the address among Blocks; "" for none.
	Imprint struct {
		Node
		URL    string
		Blocks []Block
	}
	// Colophon says how the edition was made.
	Colophon struct {
		Node
		Blocks []Block
	}
)

// Parts of blocks.
type (
	// Token is a part of code, which begins where the one before ends and goes up to End, in bytes. Class is Pygments'
	// short name of what it is, of which there are: c comment, cp line for a preprocessor, k keyword, kc constant, kt type,
	// s string, m number, nf function, nc class, nt tag, na attribute, nb what the language brings along, nd decorator, gi
	// inserted, gd deleted, gh heading, ge emphasised, gs strong, gp prompt, go output; "" for the rest.
	Token struct {
		Class string
		End   int
	}
	// Stanza is a group of verse lines.
	Stanza struct{ Lines []VerseLine }
	// VerseLine is one line of verse.
	VerseLine struct {
		Indent  int // in ems
		Content []Inline
	}
	// Column is a table's column.
	Column struct {
		Align Align
		Width int // relative width, in thousandths of the measure; 0: by content
	}
	// Entry is a line of the contents: an item of a list, with the lists of what is within it. Level is 1 for the
	// outermost; Kind that of the section it leads to.
	Entry struct {
		Node
		Level    int
		Kind     Kind
		Number   string
		Title    []Inline
		Target   string // anchor of the section, figure or table
		Children []*Entry
	}
	// NoteGroup is the notes of one section. Section is nil where notes are not grouped. Number and Title are the heading.
	NoteGroup struct {
		Node
		Section *Section
		Number  string
		Title   []Inline
		Notes   []*Note
	}
	// IndexEntry is a heading of the index with its marks and the headings that it refers to. SeeWord says how: “see” or
	// “see also”, in the language of the book.
	IndexEntry struct {
		Node
		Level    int
		Title    []Inline
		Marks    []*IndexMark
		SeeWord  string
		See      []string
		Children []*IndexEntry
	}
)

// LineKind is what a line of a title page says; the name is its class.
type LineKind string

// The lines of a title page. A creator's line has besides the MARC relator code of the role as a class.
const (
	LineTitle     LineKind = "title"
	LineSubtitle  LineKind = "subtitle"
	LineCreator   LineKind = "creator"
	LinePublisher LineKind = "publisher"
)

// Align is a column's alignment.
type Align int

// Alignments of a column; AlignNone leaves it to the style.
const (
	AlignNone Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

func (a Align) String() string { return [...]string{"", "left", "center", "right"}[a] }

// Inlines.
type (
	// Text is a run of characters, with typographic punctuation already in place.
	Text struct {
		Node
		Value string
	}
	// SoftBreak is a line end in the source; a space, or nothing between CJK characters.
	SoftBreak struct{ Node }
	// LineBreak is a hard line end.
	LineBreak struct{ Node }
	// Emph, Strong, Strikeout, Superscript, Subscript, Underline are what they say.
	Emph struct {
		Node
		Content []Inline
	}
	// Strong is strong emphasis.
	Strong struct {
		Node
		Content []Inline
	}
	// Strikeout is text struck through.
	Strikeout struct {
		Node
		Content []Inline
	}
	// Superscript is raised text.
	Superscript struct {
		Node
		Content []Inline
	}
	// Subscript is lowered text.
	Subscript struct {
		Node
		Content []Inline
	}
	// Code is a code span.
	Code struct {
		Node
		Value string
	}
	// Span is a bracketed span, or an element of the safe subset of HTML, whose name is then Element (abbr,
	// bdi, bdo, cite, del, dfn, ins, kbd, mark, q, ruby, s, samp, small, u, var, …); otherwise Element is "".
	Span struct {
		Node
		Element string
		Content []Inline
	}
	// Link leads to a URL, or within the book to an anchor. In a Book exactly one of URL and Target is set; in a
	// Manuscript URL holds what was written.
	Link struct {
		Node
		URL     string
		Title   string
		Target  string // anchor within the book
		Content []Inline
	}
	// Image is a picture within a line, or that of a Figure.
	Image struct {
		Node
		Path       string // slash-separated, relative to the root; the key of Book.Assets. In a Manuscript as written
		Alt        string
		Decorative bool // has an empty alternative text on purpose
		Title      string
		Width      string // as written: a CSS length or percentage; "" for natural size
	}
	// NoteRef calls a note. It is in the text of a Book.
	NoteRef struct {
		Node   // ID is the anchor of this call
		Note   *Note
		Call   int    // 1 for the first place that calls the note, 2 for the next
		Number string // as printed
	}
	// Cite is a citation, worded. In a note or in running text.
	Cite struct {
		Node
		Items []CiteItem
		// Page is the wording where the text is read in order, so that "ibid." has a neighbour; Alone the wording
		// for a note that may be read by itself. Links in either lead to bibliography entries.
		Page, Alone []Inline
	}
	// CrossRef is a reference to a place of the book, in words: Content reads well without a page number. Writers
	// for paper may add the page where Page is set.
	CrossRef struct {
		Node
		Target  string
		Page    bool // the author asks for the number of the page
		Content []Inline
	}
	// IndexMark marks a place (or, with Content, a phrase) for the index.
	IndexMark struct {
		Node
		Key     []string // path of headings, "Trotsky, Leon" > "in Mexico"
		See     string
		Content []Inline
	}

	// NoteMark asks for the note with a label, or brings an inline note of its own. Manuscript only.
	NoteMark struct {
		Node
		Label string
		Note  []Block // of an inline note; then Label is ""
	}
	// CiteMark asks for works by key. Manuscript only.
	CiteMark struct {
		Node
		Items []CiteItem
		// InText is set for a bare @key, which is part of the sentence: the name is printed, the rest cited.
		InText bool
	}
)

// CiteItem is one work within a citation, in Pandoc's terms.
type CiteItem struct {
	Span           diag.Span
	Key            string
	Prefix         []Inline
	Locator        string // "12–15", "iv"; without its label
	Label          string // CSL locator label: page, chapter, section, …; "" where there is no locator
	Suffix         []Inline
	SuppressAuthor bool
}

func (*Section) block()        {}
func (*Heading) block()        {}
func (*Paragraph) block()      {}
func (*Verse) block()          {}
func (*BlockQuote) block()     {}
func (*List) block()           {}
func (*ListItem) block()       {}
func (*DefinitionList) block() {}
func (*Definition) block()     {}
func (*CodeBlock) block()      {}
func (*Table) block()          {}
func (*Row) block()            {}
func (*Cell) block()           {}
func (*Figure) block()         {}
func (*Div) block()            {}
func (*Break) block()          {}
func (*Contents) block()       {}
func (*Endnotes) block()       {}
func (*Bibliography) block()   {}
func (*Index) block()          {}
func (*TitlePage) block()      {}
func (*TitleLine) block()      {}
func (*Imprint) block()        {}
func (*Colophon) block()       {}
func (*Note) block()           {}
func (*Work) block()           {}

func (*Text) inline()        {}
func (*SoftBreak) inline()   {}
func (*LineBreak) inline()   {}
func (*Emph) inline()        {}
func (*Strong) inline()      {}
func (*Strikeout) inline()   {}
func (*Superscript) inline() {}
func (*Subscript) inline()   {}
func (*Code) inline()        {}
func (*Span) inline()        {}
func (*Link) inline()        {}
func (*Image) inline()       {}
func (*NoteRef) inline()     {}
func (*Cite) inline()        {}
func (*CrossRef) inline()    {}
func (*IndexMark) inline()   {}
func (*NoteMark) inline()    {}
func (*CiteMark) inline()    {}
