// Package pagebreak breaks a flow (a chapter, an essay, a whole book) into pages by the total-fit method: of all ways
// to break it, it finds the one with the least demerits over all its pages. The method is the dynamic program of
// M. F. Plass, “Optimal Pagination Techniques for Automatic Typesetting Systems” (Stanford, 1981), with facing pages
// judged in pairs and paragraphs set a line longer or shorter where that helps, as in F. Mittelbach, “A General
// Framework for Globally Optimized Pagination” (DocEng 2016).
//
// It knows neither fonts nor documents, and computes with integers only, so that every machine breaks alike. All
// lengths are scaled points, downwards from the head of the page area.
//
// # How to build a flow
//
// A Paragraph for what has lines, with a Variant for each number of lines that it can well be set in; a Box for what
// is not divided: a picture, a row of a table, a heading of which no variant is known. Glue between them for margins.
// A page may end between any two boxes and paragraphs and after each line of a paragraph; a Penalty says at what
// price: Avoid after a heading, Inf where a break is forbidden, -Inf where it is forced. Glue is dropped where a page
// ends or begins, but kept at the start of the flow and after a forced break (css-break-3, §5.2); what must stay at
// the head of a page, a padding or a border, is the item's Above. Notes stand in a list of their own, in the order in
// which the lines and boxes call them, and so do Floats: figures and tables that go to the head or the foot of a page,
// that of their call or a later one, none before one that is called earlier, and none above what begins the flow or
// follows a forced break.
//
// # In which order the demands yield
//
// Where the demands of a good page can't all be met, the one that stands lowest in this list yields first:
//
//  1. Forced breaks are made, on the side that they ask for. Nothing runs over the foot of a page, if it is not by
//     itself higher than one (Overfull).
//  2. A note begins on the page of its call, if there is any room for it (Displaced).
//  3. No page ends where it is forbidden (Forbidden).
//  4. No heading is left at a foot, and what should be whole is not divided (Stranded).
//  5. No paragraph leaves fewer lines on a page than its Orphans and Widows (Widow).
//  6. Notes are not divided (Split), nor are pages much too short: a page short by s lines costs Short·s², so that
//     beyond some lines a note is divided rather than the page left empty.
//  7. A float stands on the page of its call (Late).
//  8. The last page has some lines, and one with floats some of text or none at all (LastShort).
//  9. Facing pages are of equal depth (Uneven), and pages are full (Short). A spread may be a line short on both
//     sides to meet a stronger demand.
//  10. No page ends with a hyphen, least of all where the leaf is turned (Hyphen, HyphenRecto).
//  11. Paragraphs are set as they are best (Variant.Demerits).
//
// The first five are strict: a first pass tries only pages that meet them all. Only what is higher than any page may be overfull
// there, with a page for itself. If there are no such pages, a second pass breaks the demands at their demerits, each of which
// outweighs many of those below. There is always a result.
package pagebreak

import "quire/internal/dimen"

// Kind says what an Item is.
type Kind uint8

// The kinds of items.
const (
	// Box is something that is not divided: a picture, a row of a table, a rule.
	Box Kind = iota
	// Glue is a space between boxes. It neither stretches nor shrinks, for all that it would move would leave the grid.
	Glue
	// Penalty is the price of a break between the boxes or paragraphs before and after it.
	Penalty
	// Paragraph is a block of lines, of which one Variant is set.
	Paragraph
)

// The scale of penalties. Below Avoid they are added to the demerits.
const (
	// Avoid is the penalty of a break that leaves a heading at a foot or divides what should be whole: it costs
	// Params.Stranded.
	Avoid = 5000
	// Inf forbids a break; -Inf forces one. A break that is both forced and forbidden is forced (css-break-3, §4.4).
	Inf = 10000
)

// Side is the side of a spread on which a page lies.
type Side uint8

// The sides that a forced break may ask for.
const (
	AnySide Side = iota
	Recto        // a right-hand page, or whatever pages the reader meets after turning the leaf
	Verso
)

// Item is a piece of a flow. Of its fields only those named for its Kind count. Each Length is bounded to 65536 pt and,
// but for that of Glue, not below 0; what lies beyond is taken for the bound.
type Item struct {
	Kind Kind
	// Grid says that a Box or Paragraph begins on the baseline grid: at a multiple of Params.Grid, after Above.
	Grid bool
	// Side is where the page after a forced Penalty must lie. If it would not, a blank page comes between.
	Side Side
	// Penalty is that of a Penalty; at a Paragraph it is added to the penalty of each break within.
	Penalty int32
	// Orphans and Widows say how many lines of a Paragraph must at least stand before and after a page break.
	Orphans, Widows int32
	// Calls is how many notes a Box calls, and Floats how many floats.
	Calls, Floats int32
	// After is how many floats, counted from the first, stand on the page of a Box or of the first line of a Paragraph or
	// before it, such as the figures with lower numbers; of those that are called before it.
	After int32
	// Height is that of a Box or Glue.
	Height dimen.Length
	// Above and Below are spaces of a Box or Paragraph that stay at the head and the foot of a page. A paragraph that
	// is divided has Above on its first page and Below on its last.
	Above, Below dimen.Length
	// Repeat is the height of what is set again if a page begins with a Box or Paragraph, other than at the start
	// of the flow or after a forced break, or with a later line of a Paragraph: the head of a table that runs on.
	Repeat dimen.Length
	// Variants are the ways in which a Paragraph may be set, at least one; one without any is as if it weren't there.
	Variants []Variant
}

// Variant is a way to break a paragraph into lines. Demerits, up to 2³², say how much worse it is than the best.
type Variant struct {
	Lines    []Line
	Demerits int64
	// OnePerPage says that no two lines stand on one page: they are stretches of text that fill pages, such as one in columns.
	OnePerPage bool
}

// Line is a line of a paragraph.
type Line struct {
	Height dimen.Length
	// Penalty is that of a page break after the line. It can't be forced here.
	Penalty int32
	// Calls is how many notes the line calls, and Floats how many floats. All variants of a paragraph call as many.
	Calls, Floats int32
	// Hyphen says that the line ends within a word.
	Hyphen bool
}

// Note is a note at the foot of the page: the heights of its lines, and how many of them must stand before and after
// a page break.
type Note struct {
	Lines           []dimen.Length
	Orphans, Widows int32
}

// Float is something that goes to the head of a page or, with Bottom, to the foot, above the notes.
type Float struct {
	// Height is its own, and Gap the space between it and the text or the float that is nearer to the text. Below the
	// floats at the head, the text begins on the grid.
	Height, Gap dimen.Length
	Bottom      bool
	// ClearTop and ClearBottom say that no earlier float stands at the head, or at the foot, of the same page.
	ClearTop, ClearBottom bool
}

// Pages says how high the page areas are and on which side the flow begins.
type Pages struct {
	First, Recto, Verso dimen.Length
	// OnVerso says that the first page is a left-hand one.
	OnVerso bool
}

// Params are the values by which pages are judged. Demerits below 0 count as 0.
type Params struct {
	// Leading is the height of a line, in which the shortfall of pages is counted, in whole lines.
	Leading dimen.Length
	// Grid is the distance of the lines of the baseline grid; 0: there is none.
	Grid dimen.Length
	// MaxShort is by how many lines a page may be short while there is a way to end it that divides no note and breaks
	// no strict demand; where there is none, it may be any number. The first pass divides notes only then, too.
	MaxShort int
	// MinLast is how many lines there should be on the last page and on one before a forced break, if the text on it
	// has begun on another, and how many of text on one with floats, if any.
	MinLast int
	// NoteSeparator is the space with the rule above the notes of a page, NoteGap that between two notes.
	NoteSeparator, NoteGap dimen.Length
	// NoteMax is how high the notes of a page may be together with the separator, unless a single line is higher; 0: as
	// the page has room.
	NoteMax dimen.Length

	// The demerits, in the order in which demands yield, the strongest first. All are bounded to 2⁴⁰, Short and
	// Uneven to 2²⁰.
	Overfull  int64 // a page that something is too high for
	Displaced int64 // a note that does not begin where it is called, for each page that it is late
	Forbidden int64 // a break at a penalty of Inf
	Stranded  int64 // a break at a penalty of Avoid
	Widow     int64 // each line that misses to Orphans or Widows
	Split     int64 // a note that is divided, and again for each line that misses to its Orphans or Widows
	Late      int64 // a float that does not stand where it is called, for each page that it is late
	LastShort int64 // each line that misses to MinLast
	Uneven    int64 // each line by which facing pages differ in their shortfall
	Short     int64 // a page that is a line short; this times the square of the lines
	// HyphenRecto and Hyphen fall due where a page ends with a hyphen, the first if the leaf must be turned there.
	HyphenRecto, Hyphen int64
}

// Defaults gives values for a book with the given leading, all of it on the grid. They suit variants with demerits of
// about 10, if they are nearly as good as the best, to 100.
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

// Fault says which of the demands a page has not met.
type Fault uint8

// The faults, from the weakest demand to the strongest.
const (
	Split Fault = 1 << iota
	Widow
	Stranded
	Forbidden
	Displaced
	Overfull

	// strict are the demands that the first pass never breaks.
	strict = Widow | Stranded | Displaced | Forbidden | Overfull
)

// Result is a way to break the flow into pages.
type Result struct {
	Pages    []Page
	Demerits int64
	// Faults are those of all pages together.
	Faults Fault
}

// Page is what stands on a page. The slices of all pages share their arrays and are not to be appended to.
type Page struct {
	// Verso says that the page is a left-hand one; Blank that there is nothing on it, for the next must be on the
	// other side.
	Verso, Blank bool
	Parts        []Part
	Notes        []NotePart
	// The floats on the page are those from Float up to FloatEnd.
	Float, FloatEnd int
	// Top is where the text begins, below the floats at the head, and Bottom how high those at the foot are with their
	// gaps. Depth is where the text ends, counted from Top; NoteDepth how high the notes are together with the separator.
	Top, Bottom, Depth, NoteDepth dimen.Length
	// Short is by how many lines the page is short; 0 for one that ends the flow or ends at a forced break.
	Short int
	// Over is by how much the page is overfull.
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
