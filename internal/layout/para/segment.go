package para

import (
	"unicode/utf8"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/lang"
	"quire/internal/math"
	"quire/internal/page"
	"quire/internal/style"
)

// Text is what a paragraph is set of. It is finished when it is made and is not changed by setting it.
type Text struct {
	Segments    []Segment
	Style       *style.Style
	FirstLine   *style.Style // that of ::first-line; nil: there is none
	Initial     *InitialLetter
	Lang        *Language
	RightToLeft bool // it reads from right to left
	Pos         diag.Pos
	Joined      bool // with the paragraph after it, as a line of verse is: a space is read between them
	Code        bool // a line of code
	Marker      bool // of a list item: one line, set to the left of the text
}

// Segment is a stretch of a text that has one style, one tag and one source.
type Segment struct {
	Kind  SegmentKind
	Text  string
	Style *style.Style
	// FirstLine is the style that the segment has in the first line of a text whose first line has a style of its own; nil: it
	// keeps its style there.
	FirstLine *style.Style
	Lang      *Language
	Tag       *page.Tag
	Source    page.Source
	From      int // the offset of text in the source
	Pos       diag.Pos
	// literal says that the source has the text letter for letter, so that columns can be counted in it.
	Literal     bool
	Code        bool // lines end in it by the rules for code
	Link        *Link
	Decoration  style.Decoration
	DecoratedBy *style.Style // whose text-decoration it is; nil: that of the text
	Boxes       []*InlineBox // of the elements around it, the outermost first, if they are drawn
	Edge        *InlineEdge  // of an anchor: a box begins or ends here
	Shift       dimen.Length // of the baseline, upwards
	Pattern     string       // of a leader
	Picture     *Picture
	Formula     *math.Formula
	imitate     imitation
	// NoBreakBefore forbids a break before the segment, which is a note's reference.
	NoBreakBefore bool
	// Generated says that the text is the stylesheet's, not the author's.
	Generated bool
	// Mark is kept for the caller. Setting does not look at it, and a line gives back the marks of its anchors.
	Mark any
}

// behind is the place in the source of the text after the first n bytes of the segment.
func (sg *Segment) behind(n int) diag.Pos {
	pos := sg.Pos
	if sg.Literal && n <= len(sg.Text) {
		pos.Col += utf8.RuneCountInString(sg.Text[:n])
	}
	return pos
}

type SegmentKind uint8

const (
	TextSegment SegmentKind = iota
	BreakSegment
	PictureSegment
	DeferredSegment // words that change with the pages, such as the number of one: they are not hyphenated
	LeaderSegment
	AnchorSegment // a place without text
	FormulaSegment
	IsolateSegment // a character of UAX #9 that begins or ends a stretch with a direction of its own
)

// Language is a language by its tag and as package lang has it.
type Language struct {
	Tag  string
	Lang lang.Tag
}

// Link is a link while its text is set.
type Link struct {
	URI, Dest, Contents string
	Tag                 *page.Tag
}

// Picture is a picture within a line.
type Picture struct {
	Image         *page.Image
	Width, Height dimen.Length
}
