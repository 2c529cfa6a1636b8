package doc

import "quire/internal/diag"

// Text is a run of characters, with typographic punctuation already in place.
type Text struct {
	Node
	Value string
}

func (*Text) inline()                                  {}
func (*Text) name() (element string, classes []string) { return "", nil }
func (*Text) parts(visitor)                            {}

// Literal gives words as a Text, or nil for "".
func Literal(words string) []Inline {
	if words == "" {
		return nil
	}
	return []Inline{&Text{Value: words}}
}

// SoftBreak is a line end in the source; a space, or nothing between CJK characters.
type SoftBreak struct{ Node }

func (*SoftBreak) inline()                                  {}
func (*SoftBreak) name() (element string, classes []string) { return "", nil }
func (*SoftBreak) parts(visitor)                            {}

// LineBreak is a hard line end.
type LineBreak struct{ Node }

func (*LineBreak) inline()                                  {}
func (*LineBreak) name() (element string, classes []string) { return "", nil }
func (*LineBreak) parts(visitor)                            {}

// Emph is emphasis.
type Emph struct {
	Node
	Content []Inline
}

func (*Emph) inline()                                  {}
func (*Emph) name() (element string, classes []string) { return "em", nil }
func (n *Emph) parts(v visitor)                        { v.inlines(&n.Content) }

// Strong is strong emphasis.
type Strong struct {
	Node
	Content []Inline
}

func (*Strong) inline()                                  {}
func (*Strong) name() (element string, classes []string) { return "strong", nil }
func (n *Strong) parts(v visitor)                        { v.inlines(&n.Content) }

// Strikeout is text struck through.
type Strikeout struct {
	Node
	Content []Inline
}

func (*Strikeout) inline()                                  {}
func (*Strikeout) name() (element string, classes []string) { return "s", nil }
func (n *Strikeout) parts(v visitor)                        { v.inlines(&n.Content) }

// Superscript is raised text.
type Superscript struct {
	Node
	Content []Inline
}

func (*Superscript) inline()                                  {}
func (*Superscript) name() (element string, classes []string) { return "sup", nil }
func (n *Superscript) parts(v visitor)                        { v.inlines(&n.Content) }

// Subscript is lowered text.
type Subscript struct {
	Node
	Content []Inline
}

func (*Subscript) inline()                                  {}
func (*Subscript) name() (element string, classes []string) { return "sub", nil }
func (n *Subscript) parts(v visitor)                        { v.inlines(&n.Content) }

// Code is a code span.
type Code struct {
	Node
	Value string
}

func (*Code) inline()                                  {}
func (*Code) name() (element string, classes []string) { return "code", nil }
func (*Code) parts(visitor)                            {}

// Span is a bracketed span, or an element of the safe subset of HTML, whose name is then Element (abbr,
// bdi, bdo, cite, del, dfn, ins, kbd, mark, q, ruby, s, samp, small, u, var, …); otherwise Element is "".
type Span struct {
	Node
	Element string
	Content []Inline
}

func (*Span) inline() {}

func (n *Span) name() (element string, classes []string) {
	if n.Element != "" {
		return n.Element, nil
	}
	return "span", nil
}
func (n *Span) parts(v visitor) { v.inlines(&n.Content) }

// Link leads to a URL, or to an anchor within the book. In a Book exactly one of URL and Target is set; in a Manuscript
// URL holds the address as written.
type Link struct {
	Node
	URL     string
	Title   string
	Target  string // anchor within the book
	Content []Inline
}

func (*Link) inline()                                  {}
func (*Link) name() (element string, classes []string) { return "a", nil }
func (n *Link) parts(v visitor)                        { v.inlines(&n.Content) }

// Image is a picture within a line, or that of a Figure.
type Image struct {
	Node
	Path       string // slash-separated, relative to the root; the key of Book.Assets. In a Manuscript as written
	Alt        string
	Decorative bool // has an empty alternative text on purpose
	Title      string
	Width      string // a CSS length or percentage; "" for natural size
	Height     string // the same; where Width is "", the picture keeps its proportions
}

func (*Image) inline()                                  {}
func (*Image) name() (element string, classes []string) { return "img", nil }
func (*Image) parts(visitor)                            {}

// NoteRef calls a note. It is in the text of a Book.
type NoteRef struct {
	Node   // ID is the anchor of this call
	Note   *Note
	Call   int    // 1 for the first place that calls the note, 2 for the next
	Number string // as printed
}

func (*NoteRef) inline()                                  {}
func (*NoteRef) name() (element string, classes []string) { return "a", []string{"noteref"} }
func (*NoteRef) parts(visitor)                            {}

// Cite is a formatted citation, in a note or in running text.
type Cite struct {
	Node
	Items []CiteItem
	// Page is the text for readers who read in order, with "ibid." and the like. Alone is the text for a note that may
	// be read by itself. Links in either lead to bibliography entries.
	Page, Alone []Inline
}

func (*Cite) inline()                                  {}
func (*Cite) name() (element string, classes []string) { return "span", []string{"cite"} }
func (*Cite) parts(visitor)                            {}

// CrossRef is a reference to a place of the book. Content makes sense without a page number. On paper the page may be
// added if Page is set.
type CrossRef struct {
	Node
	Target  string
	Page    bool // the author asks for the page number
	Number  bool // the author asks for the number only: “3” for “Figure 3”
	Content []Inline
}

func (*CrossRef) inline()                                  {}
func (*CrossRef) name() (element string, classes []string) { return "a", []string{"xref"} }
func (n *CrossRef) parts(v visitor)                        { v.inlines(&n.Content) }

// IndexMark marks a place (or, with Content, a phrase) for the index.
type IndexMark struct {
	Node
	Key     []string // path of headings, "Trotsky, Leon" > "in Mexico"
	See     string
	Content []Inline
}

func (*IndexMark) inline()                                  {}
func (*IndexMark) name() (element string, classes []string) { return "span", []string{"index"} }
func (n *IndexMark) parts(v visitor)                        { v.inlines(&n.Content) }

// NoteMark asks for the note with a label, or holds an inline note. Manuscript only.
type NoteMark struct {
	Node
	Label string
	Note  []Block // of an inline note; then Label is ""
}

func (*NoteMark) inline()                                  {}
func (*NoteMark) name() (element string, classes []string) { return "", nil }
func (n *NoteMark) parts(v visitor)                        { v.blocks(n.Note) }

// CiteMark asks for works by key. Manuscript only.
type CiteMark struct {
	Node
	Items []CiteItem
	// InText is set for a bare @key, which is part of the sentence: the name is printed there, and the rest is cited.
	InText bool
	// Written is the source text, which is printed if the mark is not a citation after all.
	Written string
}

func (*CiteMark) inline()                                  {}
func (*CiteMark) name() (element string, classes []string) { return "", nil }
func (*CiteMark) parts(visitor)                            {}

// CiteItem is one work in a citation, in Pandoc's terms.
type CiteItem struct {
	Span           diag.Span
	Key            string
	Prefix         []Inline
	Locator        string // "12–15", "iv"; without its label
	Label          string // CSL locator label: page, chapter, section, …; "" without a locator
	Suffix         []Inline
	SuppressAuthor bool
	Number         bool // a reference in bookdown's form, \@ref(fig:x), which is only a number
}
