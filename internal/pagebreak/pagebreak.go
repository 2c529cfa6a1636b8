// Package pagebreak breaks a flow (a chapter, an essay, a whole book) into pages by the total-fit method: of all ways
// to break it, it finds the one with the least demerits over all its pages. The method is the dynamic program of
// M. F. Plass, “Optimal Pagination Techniques for Automatic Typesetting Systems” (Stanford, 1981), with facing pages
// compared in pairs and paragraphs set a line longer or shorter if that helps, as in F. Mittelbach, “A General
// Framework for Globally Optimized Pagination” (DocEng 2016).
//
// It knows neither fonts nor documents, and computes with integers only, so that every machine breaks the same pages.
// All lengths are scaled points, downwards from the head of the page area.
//
// # How to build a flow
//
// Text with lines is a Paragraph, with a Variant for each number of lines in which it looks good. A Box is not divided:
// a picture, a row of a table, a heading without variants. Glue between them is for margins. A page may end between any
// two boxes and paragraphs and after each line of a paragraph. A Penalty is the cost of such an end: Avoid after a
// heading, Inf to forbid a break, -Inf to force one. Glue is dropped where a page ends or begins, but kept at the start
// of the flow and after a forced break (css-break-3, §5.2). Space that must stay at the head of a page, a padding or a
// border, is the item's Above. Notes are in a list of their own, in the order in which the lines and boxes call them, and
// so are Floats: figures and tables at the head or the foot of a page. A float is on the page of its call or a later one.
// Floats keep their order, and none is above the start of the flow or above text after a forced break.
//
// # In which order the demands yield
//
// If not all demands on a good page can be met, the last ones in this list yield first:
//
//  1. Forced breaks are made, on the side that they ask for. Nothing extends beyond the foot of a page, unless it is
//     higher than any page (Overfull).
//  2. A note begins on the page of its call, if there is any room for it (Displaced).
//  3. No page ends where it is forbidden (Forbidden).
//  4. No heading is left at a foot, and nothing that should be kept together is divided (Stranded).
//  5. No paragraph leaves fewer lines on a page than its Orphans and Widows (Widow).
//  6. Notes are not divided (Split), and pages are not much too short: a page short by s lines costs Short·s², so from
//     some number of lines on it is better to divide a note.
//  7. A float is on the page of its call (Late).
//  8. The last page has some lines, and a page with floats has some lines of text or none at all (LastShort).
//  9. Facing pages are of equal depth (Uneven), and pages are full (Short). A spread may be a line short on both
//     sides to meet a stronger demand.
//  10. No page ends with a hyphen, least of all where the leaf is turned (Hyphen, HyphenRecto).
//  11. Paragraphs are set in their best way (Variant.Demerits).
//
// The first five are strict: a first pass tries only pages that meet them all. The one exception is an item that is higher than
// any page, which gets an overfull page of its own. If the first pass finds no pages, a second pass may break the strict demands
// for their demerits, each of which is more than many of those below. There is always a result.
package pagebreak

import "quire/internal/dimen"

// Kind is the kind of an Item.
type Kind uint8

// The kinds of items.
const (
	// Box is an item that is not divided: a picture, a row of a table, a rule.
	Box Kind = iota
	// Glue is a space between boxes. It neither stretches nor shrinks, as the text after it would leave the grid.
	Glue
	// Penalty is the cost of a break between the boxes or paragraphs before and after it.
	Penalty
	// Paragraph is a block of lines, of which one Variant is set.
	Paragraph
)

// The scale of penalties. Below Avoid they are added to the demerits.
const (
	// Avoid is the penalty of a break that leaves a heading at a foot or divides a block that should be kept together:
	// it costs Params.Stranded.
	Avoid = 5000
	// Inf forbids a break; -Inf forces one. A break that is both forced and forbidden is forced (css-break-3, §4.4).
	Inf = 10000
)

// Side is the side of a spread on which a page lies.
type Side uint8

// The sides that a forced break may ask for.
const (
	AnySide Side = iota
	Recto        // a right-hand page, or in other bindings the page after turning the leaf
	Verso
)

// Item is a piece of a flow. Only the fields that apply to its Kind are used. Each Length is limited to at most 65536 pt and,
// except for Glue, to at least 0.
type Item struct {
	Kind Kind
	// Grid is set if a Box or Paragraph begins on the baseline grid: at a multiple of Params.Grid, after Above.
	Grid bool
	// Side is the side of the page after a forced Penalty. If needed, a blank page comes before it.
	Side Side
	// Penalty is that of a Penalty; at a Paragraph it is added to the penalty of each break within.
	Penalty int32
	// Orphans and Widows are the least numbers of lines of a Paragraph before and after a page break.
	Orphans, Widows int32
	// Calls is the number of notes that a Box calls, and Floats that of the floats.
	Calls, Floats int32
	// After is the number of floats, from the first, that must not be on a later page than a Box or the first line of a
	// Paragraph, such as figures with lower numbers. They are called before it.
	After int32
	// Height is that of a Box or Glue.
	Height dimen.Length
	// Above and Below are spaces of a Box or Paragraph that stay at the head and the foot of a page. A paragraph that
	// is divided has Above on its first page and Below on its last.
	Above, Below dimen.Length
	// Repeat is the height of the table head that is repeated if a page begins with a Box or Paragraph, except at the
	// start of the flow or after a forced break, or with a later line of a Paragraph.
	Repeat dimen.Length
	// Variants are the ways to set a Paragraph, at least one. A Paragraph without any is ignored.
	Variants []Variant
}

// Variant is a way to break a paragraph into lines. Demerits are those in excess of the best variant, up to 2³².
type Variant struct {
	Lines    []Line
	Demerits int64
	// OnePerPage is set if no two lines may be on the same page: each is a fragment that fills a page, as of text in columns.
	OnePerPage bool
}

// Line is a line of a paragraph.
type Line struct {
	Height dimen.Length
	// Penalty is that of a page break after the line. It can't be forced here.
	Penalty int32
	// Calls is the number of notes that the line calls, and Floats that of the floats. Their sums are the same in all variants.
	Calls, Floats int32
	// Hyphen is set if the line ends within a word.
	Hyphen bool
}

// Note is a note at the foot of the page: the heights of its lines, and the least numbers of lines before and after a page
// break.
type Note struct {
	Lines           []dimen.Length
	Orphans, Widows int32
}

// Float is an item at the head of a page or, with Bottom, at the foot, above the notes.
type Float struct {
	// Height is its own, and Gap the space between it and the text or the float that is nearer to the text. Below the
	// floats at the head, the text begins on the grid.
	Height, Gap dimen.Length
	Bottom      bool
	// ClearTop and ClearBottom are set if no earlier float may be at the head, or at the foot, of the same page.
	ClearTop, ClearBottom bool
}

// Pages has the heights of the page areas and the side on which the flow begins.
type Pages struct {
	First, Recto, Verso dimen.Length
	// OnVerso is set if the first page is a left-hand one.
	OnVerso bool
}

// Params are the parameters of page breaking. Demerits below 0 count as 0.
type Params struct {
	// Leading is the height of a line. The shortfall of pages is counted in whole lines.
	Leading dimen.Length
	// Grid is the distance of the lines of the baseline grid; 0: there is none.
	Grid dimen.Length
	// MaxShort is the number of lines by which a page may be short if it can end without dividing a note or breaking a
	// strict demand. Otherwise it may be short by any number, and only then does the first pass divide notes.
	MaxShort int
	// MinLast is the least number of lines on the last page, and on one before a forced break, if its text began on an
	// earlier page. It is also the least number of lines of text on a page with floats, if there is text.
	MinLast int
	// NoteSeparator is the space with the rule above the notes of a page, NoteGap that between two notes.
	NoteSeparator, NoteGap dimen.Length
	// NoteMax is the greatest height of the notes of a page with the separator, unless a single line is higher; 0 means
	// no limit.
	NoteMax dimen.Length

	// The demerits, in the order in which demands yield, the strongest first. All are bounded to 2⁴⁰, Short and
	// Uneven to 2²⁰.
	Overfull  int64 // a page with an item that is too high for it
	Displaced int64 // a note that does not begin where it is called, for each page that it is late
	Forbidden int64 // a break at a penalty of Inf
	Stranded  int64 // a break at a penalty of Avoid
	Widow     int64 // each line fewer than Orphans or Widows
	Split     int64 // a divided note, and again each line fewer than its Orphans or Widows
	Late      int64 // a float that is not on the page of its call, for each page that it is late
	LastShort int64 // each line fewer than MinLast
	Uneven    int64 // each line by which facing pages differ in their shortfall
	Short     int64 // a page that is a line short; this times the square of the lines
	// HyphenRecto and Hyphen are for a page that ends with a hyphen, the first if the reader turns the leaf there.
	HyphenRecto, Hyphen int64
}

// Defaults returns the parameters for a book with the given leading and all lines on the grid. They suit variants whose
// demerits are between about 10, for nearly as good as the best, and 100.
func Defaults(leading dimen.Length) Params {
	return Params{
		Leading:   leading,
		Grid:      leading,
		MaxShort:  3,
		MinLast:   5,
		Overfull:  1 << 36,
		Displaced: 1 << 31,
		Forbidden: 1 << 26,
		Stranded:  1 << 22,
		Widow:     1 << 17,
		Split:     3000,
		Late:      1000,
		LastShort: 150,
		Uneven:    90,
		Short:     40,

		HyphenRecto: 35,
		Hyphen:      20,
	}
}

// Fault is a demand that a page does not meet.
type Fault uint8

// The faults, from the weakest demand to the strongest.
const (
	Split Fault = 1 << iota
	Widow
	Stranded
	Forbidden
	Displaced
	Overfull

	// strict are the demands that the first pass always meets.
	strict = Widow | Stranded | Displaced | Forbidden | Overfull
)

// Result is a way to break the flow into pages.
type Result struct {
	Pages    []Page
	Demerits int64
	// Faults are those of all pages together.
	Faults Fault
}

// Page is the content of a page. The slices of all pages share their arrays, so nothing may be appended to them.
type Page struct {
	// Verso is set for a left-hand page, and Blank for an empty one before a page that must be on the other side.
	Verso, Blank bool
	Parts        []Part
	Notes        []NotePart
	// The floats on the page are those from Float up to FloatEnd.
	Float, FloatEnd int
	// Top is where the text begins, below the floats at the head, and Bottom the height of the floats at the foot with their
	// gaps. Depth is where the text ends, counted from Top; NoteDepth is the height of the notes with the separator.
	Top, Bottom, Depth, NoteDepth dimen.Length
	// Short is the number of lines by which the page is short; 0 for a page at the end of the flow or before a forced break.
	Short int
	// Over is the height by which the page is overfull.
	Over     dimen.Length
	Faults   Fault
	Demerits int64
}

// Part is an item, or lines of one, on a page.
type Part struct {
	Item, Variant int
	// From and To are the first line and that after the last; of a Box 0 and 1.
	From, To int
	// Y is the top of the first line, below Above and Repeat, counted from the page's Top.
	Y dimen.Length
}

// NotePart is a note, or lines of one, on a page.
type NotePart struct {
	Note     int
	From, To int
}

// Break breaks items into pages, with notes at their feet in the order in which they are called; notes that nothing
// calls stand on the last page, as do floats. A forced break before the first box or after the last means nothing. It never fails.
func Break(items []Item, notes []Note, floats []Float, pages Pages, p Params) Result {
	b := newBreaker(items, notes, floats, pages, p)
	end := int32(-1)
	if b.run(false) {
		end = b.best()
	} else if b.run(true) {
		end = b.best()
	}
	return b.result(end)
}
