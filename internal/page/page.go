// Package page has the fixed form of a text: pages with positioned glyph runs, rules and pictures, a tag tree that describes
// them, and the place in the source of each run. layout makes Pages, impose rearranges them and pdf writes them, so
// everything that can be printed has a type here.
//
// All lengths are dimen.Length. The origin of a page is the top left corner of its media box, x to the right and y
// downwards; a run's Y is that of its baseline.
package page

import (
	"quire/internal/dimen"
	"quire/internal/font"
)

// Pages is a typeset document.
type Pages struct {
	Info    Info
	Pages   []*Page
	Root    *Tag // role Document
	Outline []*OutlineItem
	Dests   []Dest // by name, each name once
	Labels  []LabelRange
	Files   []File // to be attached
}

// Info is the metadata of the file. Dates are ISO 8601 with zone; pdf does not use the clock.
type Info struct {
	Title, Subtitle string
	Authors         []string
	Subject         string // a description
	Keywords        []string
	Lang            string // BCP 47
	Publisher       string
	Rights          string
	License         string // URL of the licence
	Identifier      string
	Creator         string // the tool that laid it out
	Date            string // "2026-11-22T00:00:00Z"
	// TwoUp tells viewers to show facing pages with a cover; Duplex to print on both sides, and ShortEdge to turn the
	// sheets over their short edge.
	TwoUp, Duplex, ShortEdge bool
	// PDFX is set for PDF/X-4, a file for a press, in black ink; the claims below then have no effect.
	PDFX bool
	// ClaimPDFUA and ClaimPDFA are set if the file is to claim conformance to these standards.
	ClaimPDFUA, ClaimPDFA bool
}

// Page is one page or one side of a sheet.
type Page struct {
	Width, Height dimen.Length
	// Trim is the page after cutting, and Bleed the area that ink may cover. Both are empty if the page is not cut.
	Trim, Bleed Rect
	// Rotate is the rotation of the page in a viewer or printer, in degrees clockwise: 0, 90, 180 or 270. The positions of
	// items and rectangles are those before the rotation.
	Rotate int
	Label  string // the folio, printed or not: "vii", "12"
	Name   string // the named page of the style, such as "chapter"; for goldens
	Items  []Item // in painting order, which within each tag is reading order
	Links  []Link
	// Parts divides Items and Links if the page is a sheet with several pages of the text, whose reading order may differ
	// from the order of the sheets. Nil means one part, read in the order of Pages.
	Parts []Part
}

// Part is a range of a page's items and links: those of one page of the text.
type Part struct {
	Items, Links int // the number of each
	// Read is the part's place in the reading order of all Pages.
	Read int
}

// Rect is a rectangle with its top left corner at X, Y.
type Rect struct{ X, Y, W, H dimen.Length }

// Empty reports whether the rectangle has no area.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Item is a *Run, a *Rule or a *Picture.
type Item interface{ item() }

// Run is a sequence of glyphs with one face, size, colour and tag.
type Run struct {
	X, Y dimen.Length
	Face *font.Face
	Size dimen.Length
	// HScale is horizontal glyph scaling in 1/65536; 0 means none. Advances already include it.
	HScale int32
	Color  Color
	Text   string // the text of the run, for extraction: clusters are ranges of it
	Glyphs []Glyph
	Mark
	Source Source
}

// Glyph is a glyph of a cluster. Several glyphs may have the same cluster (Start and End), such as a base and its marks.
type Glyph struct {
	ID         uint32
	Start, End int32 // of Run.Text, in bytes; equal if the glyph has no text of its own
	// Advance is the distance to the origin of the next glyph, with kerning, letter space and justification. Glyphs are in
	// reading order, so it is negative in text from right to left.
	Advance dimen.Length
	XOffset dimen.Length
	YOffset dimen.Length // upwards
}

// Source is the place in the document that a run comes from: the number of a node and an offset in its text. Node 0 means
// that the run comes from no node (a folio, a running head).
type Source struct {
	Node   int32
	Offset int
}

// Rule is a filled rectangle: a table's line, a background, an underline, a crop mark.
type Rule struct {
	Rect
	Color Color
	Mark
}

// Picture shows an image in a rectangle.
type Picture struct {
	Rect
	Image *Image
	Mark
	Source Source
}

// Image is an image file, shared by all pictures of it.
type Image struct {
	Name          string // a name unique in Pages
	Data          []byte
	MediaType     string
	Width, Height int // pixels
	// Drawing has the shapes of an image that is made of shapes; Data is then not used.
	Drawing *Drawing
}

func (*Run) item()     {}
func (*Rule) item()    {}
func (*Picture) item() {}

// Mark says which tag an item belongs to or, if Tag is nil, which artifact it is.
type Mark struct {
	Tag      *Tag
	Artifact Artifact
}

// Artifact is the type of an item that is printed but not read aloud (ISO 32000-1, 14.8.2.2).
type Artifact string

// The types of artifact.
const (
	ArtifactHeader     Artifact = "Header"     // Pagination: a running head
	ArtifactFooter     Artifact = "Footer"     // Pagination: a folio at the foot
	ArtifactLayout     Artifact = "Layout"     // a rule, an ornament
	ArtifactPage       Artifact = "Page"       // a crop mark, a fold mark
	ArtifactBackground Artifact = "Background" // a backdrop
	ArtifactLineNumber Artifact = "LineNum"    // Pagination
)

// Tag is an element of the structure tree. Roles are the standard structure types of PDF 1.7, or our own names, which Roles
// maps to a standard type. The kids of a tag are its Children and the content of its items, merged in reading order: that
// of the pages or their parts, and within them the painting order.
type Tag struct {
	Role       string
	Title      string
	Lang       string // BCP 47; "" for the parent's
	Alt        string
	ActualText string
	Expansion  string // E: the expansion of an abbreviation
	ID         string
	// Apart is set if the tag is read at its place among its siblings although its content is elsewhere on the pages, such as
	// a note at the foot.
	Apart bool
	// Attributes of tables, lists and figures (ISO 32000-1, 14.8.5).
	Scope            string // "Column", "Row", "Both"
	Headers          []string
	ColSpan, RowSpan int
	ListNumbering    string // "None", "Decimal", "LowerRoman", "Disc", …
	Placement        string // "Block", "Inline"
	BBox             *BBox
	Children         []*Tag
	Source           Source
}

// BBox is the place of a figure on its page.
type BBox struct {
	Page int // index in Pages
	Rect Rect
}

// Add appends a child with the role and returns it.
func (t *Tag) Add(role string) *Tag {
	c := &Tag{Role: role}
	t.Children = append(t.Children, c)
	return c
}

// Link is an active area. Exactly one of URI and Dest is set.
type Link struct {
	Rects    []Rect // one for each of its lines on this page
	URI      string
	Dest     string // the name of a Dest
	Contents string // a description of the link
	Tag      *Tag   // role Link, Reference, …: the element that holds the annotation
}

// Dest is a named destination.
type Dest struct {
	Name string
	Page int // index in Pages
	X, Y dimen.Length
	Tag  *Tag // the element there, if any
}

// OutlineItem is a bookmark.
type OutlineItem struct {
	Title    string
	Lang     string
	Dest     string
	Children []*OutlineItem
}

// LabelRange numbers the pages from index First.
type LabelRange struct {
	First  int
	Style  string // CSS counter style: decimal, lower-roman, upper-roman, lower-alpha, upper-alpha; "" for prefix alone
	Prefix string
	Start  int
}

// File is an attachment.
type File struct {
	Name         string
	MediaType    string
	Description  string
	Relationship string // Source, Data, Alternative, Supplement
	Data         []byte
}

// Space is a colour space.
type Space uint8

// The colour spaces.
const (
	Gray Space = iota
	RGB
	CMYK
)

// Color has one to four components of 0–65535, depending on its space. The zero Color is black, in the black plate only.
type Color struct {
	Space Space
	C     [4]uint16
}
