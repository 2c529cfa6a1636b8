package layout

import (
	"unicode/utf8"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/lang"
	"quire/internal/page"
	"quire/internal/style"
)

// Text is what a paragraph is set of. It is finished when it is made and is not changed by setting it.
type Text struct {
	segs      []segment
	st        *style.Style
	firstLine *style.Style // that of ::first-line; nil: there is none
	initial   *initialLetter
	lang      *language
	rtl       bool // it reads from right to left
	pos       diag.Pos
	joined    bool // with the paragraph after it, as a line of verse is: a space is read between them
	code      bool // a line of code
	marker    bool // of a list item: one line, set to the left of the text
}

// segment is a stretch of a text that has one style, one tag and one source.
type segment struct {
	kind   segmentKind
	text   string
	st     *style.Style
	lang   *language
	tag    *page.Tag
	source page.Source
	from   int // the offset of text in the source
	pos    diag.Pos
	// literal says that the source has the text letter for letter, so that columns can be counted in it.
	literal bool
	link    *link
	deco    style.Decoration
	decoBy  *style.Style // whose text-decoration it is; nil: that of the text
	boxes   []*inlineBox // of the elements around it, the outermost first, if they are drawn
	edge    *inlineEdge  // of an anchor: a box begins or ends here
	shift   dimen.Length // of the baseline, upwards
	pattern string       // of a leader
	pic     *inlinePicture
	imitate imitation
	// cling forbids a break before the segment, which is a note's reference.
	cling bool
	// generated says that the text is the stylesheet's, not the author's.
	generated bool
	// mark is what the caller keeps of the segment. Setting does not look at it: a line gives the marks of its anchors back.
	mark any
}

// behind is the place in the source of the text after the first n bytes of the segment.
func (sg *segment) behind(n int) diag.Pos {
	pos := sg.pos
	if sg.literal && n <= len(sg.text) {
		pos.Col += utf8.RuneCountInString(sg.text[:n])
	}
	return pos
}

type segmentKind uint8

const (
	segText segmentKind = iota
	segBreak
	segPicture
	segDeferred // words that change with the pages, such as the number of one: they are not hyphenated
	segLeader
	segAnchor  // a place without text
	segIsolate // a character of UAX #9 that begins or ends a stretch with a direction of its own
)

// language is a language by its tag and as package lang has it.
type language struct {
	tag  string
	lang lang.Tag
}

// link is a link while its text is set.
type link struct {
	uri, dest, contents string
	tag                 *page.Tag
}

// inlinePicture is a picture within a line.
type inlinePicture struct {
	image         *page.Image
	width, height dimen.Length
}
