package doc

import "strconv"

// TitlePage is a title page or a half-title.
type TitlePage struct {
	Node
	Lines []*TitleLine
}

func (*TitlePage) block()                                   {}
func (*TitlePage) name() (element string, classes []string) { return "div", []string{"titlepage"} }

func (n *TitlePage) parts(v visitor) {
	for _, c := range n.Lines {
		v.node(c)
	}
}

// TitleLine is a paragraph of a title page.
type TitleLine struct {
	Node
	Kind    LineKind
	Content []Inline
}

func (*TitleLine) block() {}

func (n *TitleLine) name() (element string, classes []string) {
	return "p", []string{string(n.Kind)}
}
func (n *TitleLine) parts(v visitor) { v.inlines(&n.Content) }

// Imprint is the page after the title page: rights, publisher, acknowledgement, one paragraph each. URL is the address
// of the e-book, or "". On paper it is shown as a QR code beside the address among Blocks.
type Imprint struct {
	Node
	URL    string
	Blocks []Block
}

func (*Imprint) block()                                   {}
func (*Imprint) name() (element string, classes []string) { return "div", []string{"imprint"} }
func (n *Imprint) parts(v visitor)                        { v.blocks(n.Blocks) }

// Colophon says how the edition was made.
type Colophon struct {
	Node
	Blocks []Block
}

func (*Colophon) block()                                   {}
func (*Colophon) name() (element string, classes []string) { return "div", []string{"colophon"} }
func (n *Colophon) parts(v visitor)                        { v.blocks(n.Blocks) }

// Contents lists the sections of a book, its figures or its tables. Walk does not visit the entries, which repeat text
// from elsewhere.
type Contents struct {
	Node
	Of      Kind // KindFigures or KindTables for the lists of these; KindContents or "" for that of sections
	Entries []*Entry
}

func (*Contents) block() {}

func (n *Contents) name() (element string, classes []string) {
	switch n.Of {
	case KindFigures:
		return "nav", []string{"list-of-figures"}
	case KindTables:
		return "nav", []string{"list-of-tables"}
	}
	return "nav", []string{"contents"}
}
func (*Contents) parts(visitor) {}

// Entry is a line of the contents: an item of a list, with nested lists for its subsections. Level is 1 for the
// outermost; Kind is that of its section.
type Entry struct {
	Node
	Level    int
	Kind     Kind
	Number   string
	Title    []Inline
	Target   string // anchor of the section, figure or table
	Children []*Entry
}

func (n *Entry) name() (element string, classes []string) {
	classes = []string{"level-" + strconv.Itoa(n.Level)}
	if n.Kind != KindNone {
		classes = append(classes, string(n.Kind))
	}
	return "li", classes
}

// Endnotes are the notes of a book or of a chapter, grouped by the section that calls them. Title is the heading if
// there is no section with one around it: at the end of a chapter.
type Endnotes struct {
	Node
	Title  []Inline
	Groups []*NoteGroup
}

func (*Endnotes) block()                                   {}
func (*Endnotes) name() (element string, classes []string) { return "div", []string{"endnotes"} }

func (n *Endnotes) parts(v visitor) {
	v.inlines(&n.Title)
	for _, g := range n.Groups {
		for _, note := range g.Notes {
			v.node(note)
		}
	}
}

// NoteGroup is the notes of one section, with its number and title as the heading. If notes are not grouped, Section is
// nil and there is no heading; the group is then no element, only its list.
type NoteGroup struct {
	Node
	Section *Section
	Number  string
	Title   []Inline
	Notes   []*Note
}

func (*NoteGroup) name() (element string, classes []string) { return "div", []string{"notegroup"} }

// Note is a note of the book. A note that cites has two texts: see Cite.
type Note struct {
	Node          // ID is the note's anchor
	Number string // as printed
	Label  string // as the author wrote it; "" for an inline note or one made from a citation
	Blocks []Block
	Refs   []*NoteRef // the calls, in order; at least one
	// Section is the innermost section with the first call; Chapter the top-level one.
	Section *Section
	Chapter *Section
}

func (*Note) block()                                   {}
func (*Note) name() (element string, classes []string) { return "li", []string{"note"} }
func (n *Note) parts(v visitor)                        { v.blocks(n.Blocks) }

// Bibliography lists works.
type Bibliography struct {
	Node
	Entries []*Work
	Hanging bool // hanging indent asked for by the citation style
	// SecondFieldAlign is the CSL option of that name: "", "flush", "margin".
	SecondFieldAlign string
}

func (*Bibliography) block() {}

func (n *Bibliography) name() (element string, classes []string) {
	classes = []string{"bibliography"}
	if n.Hanging {
		classes = append(classes, "hanging")
	}
	if n.SecondFieldAlign != "" {
		classes = append(classes, "labelled")
	}
	return "ul", classes
}

func (n *Bibliography) parts(v visitor) {
	for _, c := range n.Entries {
		v.node(c)
	}
}

// Work is an entry of a bibliography.
type Work struct {
	Node         // ID is the entry's anchor
	Key          string
	Content      []Inline // formatted by the citation style
	Label        []Inline // the first field of a style with second-field-align: "[1]"
	Annotation   []Block
	Refs         []*BackRef // the places that cite it, in order
	DOI, URL     string
	HideBackRefs bool
}

func (*Work) block()                                   {}
func (*Work) name() (element string, classes []string) { return "li", []string{"work"} }

func (n *Work) parts(v visitor) {
	v.inlines(&n.Label)
	v.inlines(&n.Content)
	v.blocks(n.Annotation)
}

// Index is an index of marks, in order of collation. Walk does not visit the entries.
type Index struct {
	Node
	Entries []*IndexEntry
}

func (*Index) block()                                   {}
func (*Index) name() (element string, classes []string) { return "ul", []string{"index"} }
func (*Index) parts(visitor)                            {}

// IndexEntry is a heading of the index with its marks and its cross-references. SeeWord introduces these: “see” or “see
// also”, in the language of the book.
type IndexEntry struct {
	Node
	Level    int
	Title    []Inline
	Marks    []*IndexMark
	SeeWord  string
	See      []string
	Children []*IndexEntry
}

func (n *IndexEntry) name() (element string, classes []string) {
	return "li", []string{"entry", "level-" + strconv.Itoa(n.Level)}
}

// LineKind is the kind of a line of a title page; it is also its class.
type LineKind string

// The lines of a title page. A creator's line also has the MARC relator code of the role as a class.
const (
	LineTitle     LineKind = "title"
	LineSubtitle  LineKind = "subtitle"
	LineCreator   LineKind = "creator"
	LinePublisher LineKind = "publisher"
)

// BackRef is a place that cites a work: the anchor of the citation.
type BackRef struct {
	Target string
	Note   *Note // the note that holds the citation; nil in running text
}
