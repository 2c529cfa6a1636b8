// Package page has the fixed form of a text: pages with positioned glyph runs, rules and pictures, a tag tree that
// says what they are, and for each run the place in the source it comes from. layout makes Pages, impose rearranges
// them, pdf writes them; what can't be said here can't be printed.
//
// All lengths are dimen.Length. The origin of a page is the top left corner of its media box, x to the right and y
// downwards; a run's Y is that of its baseline.
package page

import (
	"quire/internal/dimen"
	"quire/internal/font"
)

// Pages is a finished piece of printing.
type Pages struct {
	Info    Info
	Pages   []*Page
	Root    *Tag // role Document
	Outline []*OutlineItem
	Dests   []Dest // by name, each name once
	Labels  []LabelRange
	Files   []File // to be attached
}

// Info is what the file says of itself. Dates are ISO 8601 with zone; pdf never asks the clock.
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
	// TwoUp asks the viewer for facing pages with a cover; Duplex for printing on both sides, and ShortEdge for doing so
	// with sheets turned over their short edge.
	TwoUp, Duplex, ShortEdge bool
	// PDFX asks for a file for a press, PDF/X-4, in black ink; the claims below are then not made.
	PDFX bool
	// ClaimPDFUA and ClaimPDFA say that the content allows the claims of conformance to be made.
	ClaimPDFUA, ClaimPDFA bool
}

// Page is one page or one side of a sheet.
type Page struct {
	Width, Height dimen.Length
	// Trim is where the page is cut and Bleed how far ink may go beyond; both empty where the page is not cut.
	Trim, Bleed Rect
	// Rotate is by how many degrees, clockwise, a viewer or printer turns the page: 0, 90, 180 or 270. Items and rectangles
	// lie on the page as it is before that.
	Rotate int
	Label  string // the folio as readers call it, printed or not: "vii", "12"
	Name   string // the named page of the style, such as "chapter"; for goldens
	Items  []Item // in painting order, which within each tag is reading order
	Links  []Link
	// Parts divides Items and Links where the page has several pages of the text on it, which may be read in another order
	// than that of the sheets. Nil stands for one part that is read in the order of Pages.
	Parts []Part
}

// Part is a stretch of a page's items and links, in order: those of one page of the text.
type Part struct {
	Items, Links int // how many of them
	// Read is the part's place in the order of reading, through all Pages.
	Read int
}

// Rect is a rectangle with its top left corner at X, Y.
type Rect struct{ X, Y, W, H dimen.Length }

// Empty reports whether the rectangle has no area.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Item is a *Run, a *Rule or a *Picture.
type Item interface{ item() }

// Run is a stretch of glyphs of one face, size and colour that belongs to one tag.
type Run struct {
	X, Y dimen.Length
	Face *font.Face
	Size dimen.Length
	// HScale is horizontal glyph scaling in 1/65536; 0 means none. Advances already include it.
	HScale int32
	Color  Color
	Text   string // what the run says, for extraction: clusters are ranges of it
	Glyphs []Glyph
	Mark
	Source Source
}

// Glyph is one cluster's glyph. Several glyphs may share a cluster (Start and End): a base and its marks.
type Glyph struct {
	ID         uint32
	Start, End int32 // of Run.Text, in bytes; equal where the glyph stands for no text of its own
	// Advance leads to the next glyph's origin, kerning, letter space and justification included. Glyphs come in the order of
	// reading, so that in text read from right to left the way is backwards.
	Advance dimen.Length
	XOffset dimen.Length
	YOffset dimen.Length // upwards
}

// Source is the place in the document that a run comes from: the number of a node and an offset in its text. Node 0:
// the run is of no node (a folio, a running head).
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
	// Drawing is what the image shows where that is shapes; Data are then left alone.
	Drawing *Drawing
}

func (*Run) item()     {}
func (*Rule) item()    {}
func (*Picture) item() {}

// Mark says what an item is: part of a tag's content, or with Tag nil an artifact.
type Mark struct {
	Tag      *Tag
	Artifact Artifact
}

// Artifact is the type of what is printed but not read (ISO 32000-1, 14.8.2.2).
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

// Tag is an element of the structure tree. Roles are the standard structure types of PDF 1.7 or names of ours that
// Roles maps to one. The order of a tag's kids is that of Children, with the content that items give it merged in by
// the order of reading: that of pages, or of their parts, and within them that of painting.
type Tag struct {
	Role       string
	Title      string
	Lang       string // BCP 47; "" for the parent's
	Alt        string
	ActualText string
	Expansion  string // E: what an abbreviation stands for
	ID         string
	// Apart says that the tag is read at its place among its siblings, though its content stands elsewhere on the pages: a
	// note at the foot.
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

// Add appends a child with the role and gives it back.
func (t *Tag) Add(role string) *Tag {
	c := &Tag{Role: role}
	t.Children = append(t.Children, c)
	return c
}

// Link is an active area. Exactly one of URI and Dest is set.
type Link struct {
	Rects    []Rect // one for each line it runs over on this page
	URI      string
	Dest     string // the name of a Dest
	Contents string // what it does, in words
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

// LabelRange numbers the pages from index First on.
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

// The spaces that a press or a screen knows.
const (
	Gray Space = iota
	RGB
	CMYK
)

// Color has one to four components of 0–65535 by its space. The zero Color is black, in the black plate alone.
type Color struct {
	Space Space
	C     [4]uint16
}
