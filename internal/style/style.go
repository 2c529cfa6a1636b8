// Package style reads CSS and computes the style of each node of a document: the cascade, inheritance and the values of
// CSS 2.2 and its modules, as far as they matter for print. Stylesheets for books use CSS Paged Media for pages, CSS
// Generated Content for running heads, page numbers and leaders, and a few properties of our own, -quire-…, where CSS
// has none. Whatever is not understood is a finding with its place in the sheet.
//
// All lengths are computed to dimen.Length, without floating point.
package style

import "quire/internal/dimen"

// Style is the computed style of a node. Nodes share it, so it must not be changed.
type Style struct {
	Text // inherited
	Box  // not inherited
	vars map[string]customValue
}

// Text has the properties that are inherited.
type Text struct {
	Lines
	FontFamily []string // in the order of preference; generic names in lower case
	FontSize   dimen.Length
	Italic     bool
	FontWeight int // 1–1000

	Caps       Caps
	Numeric    Numeric
	Ligatures  Ligatures
	Position   Position
	Kerning    bool
	Features   []Feature // of font-feature-settings
	LineHeight dimen.Length
	lineFactor [2]int64 // a unitless line-height, num/den, which is inherited as a factor; den 0: none

	Color     Color
	TextAlign Align
	// AlignString is the string of text-align on which the cells of a column are aligned, or "". TextAlign then aligns
	// the whole within the column.
	AlignString   string
	TextAlignLast Align // AlignAuto: as TextAlign, but start where that is justify
	TextIndent    Indent
	LetterSpacing dimen.Length
	WordSpacing   dimen.Length
	TextTransform Transform
	WhiteSpace    WhiteSpace
	TabSize       int

	Hyphens            Hyphens
	HyphenateChars     [3]int // hyphenate-limit-chars: word, before, after
	HyphenateLines     int    // hyphenate-limit-lines; 0: no limit
	HyphenateLast      bool   // hyphenate-limit-last: no hyphen at the end of a page
	HangingPunctuation Hanging
	Protrusion         []Protrusion // how far hanging characters hang, wherever a line begins or ends; nil: as in CSS
	Expansion          int32        // -quire-expansion: the greatest scaling of glyphs, in 1/65536
	Tracking           int32        // -quire-tracking: the greatest letter spacing in a line that would be too loose, in 1/65536 em

	Orphans, Widows int
	ListInside      bool     // list-style-position: inside: the marker is at the beginning of the text
	Quotes          []string // pairs of quotation marks, the outer ones first; nil: those of the language; empty: none
	ListStyleType   ListStyleType
	CaptionBelow    bool // caption-side: bottom
	BorderCollapse  bool
	RightToLeft     bool         // from dir and lang: whether inline-start is on the right
	BaselineGrid    dimen.Length // -quire-baseline-grid: the step; 0: none

	LineNumbers      int  // -quire-line-numbers: every how many lines a number is in the outer margin, such as 5; 0: none
	ParagraphNumbers bool // -quire-paragraph-numbers: inside: paragraphs are numbered in the inner margin
}

// Box has the properties that are not inherited.
type Box struct {
	Decorated
	Display Display
	// The four sides are SideTop, SideRight, SideBottom and SideLeft.
	Margin              [4]Dim
	Padding             [4]Dim
	Border              [4]Border
	Width               Dim
	Height              Dim
	MaxWidth, MaxHeight Dim
	MinWidth, MinHeight Dim  // auto is 0
	BorderBox           bool // box-sizing: border-box: width and height are those of the border edge
	Clone               bool // box-decoration-break: clone: each fragment of a divided box has all its edges
	FitContent          bool // width: fit-content: as wide as the longest line, at most the measure

	BreakBefore, BreakAfter, BreakInside Break

	Float      Float
	Clear      Clear
	BorderClip Dim    // border-clip: the length of the border above the notes at the foot; auto: all
	Page       string // the named page; "" for auto

	VerticalAlign VerticalAlign
	BaselineShift dimen.Length // of vertical-align: <length>, upwards
	Decoration    Decoration
	InitialLetter int // initial-letter: how many lines; 0: none
	InitialSink   int
	Background    Color
	HasBackground bool
	Content       []Content // of content
	ContentNormal bool      // content: normal, the initial value
	StringSet     []StringSet
	Running       string // position: running(): the name by which element() sets it in a margin box; "" for static
	CounterReset  []Counter
	CounterInc    []Counter
	CounterSet    []Counter
	ColumnCount   int          // column-count; 0: auto
	ColumnWidth   dimen.Length // column-width; 0: auto
	ColumnGap     Dim          // column-gap; Auto: an em
	ColumnRule    Border       // column-rule
	ColumnFill    ColumnFill   // column-fill
	ColumnSpan    bool         // column-span: all
	TableFixed    bool         // table-layout: fixed: column widths from the author’s dashes
	PageLabel     string       // in @page: -quire-page-label, the counter style of the labels of these pages
	PageWidth     dimen.Length // in @page: size
	PageHeight    dimen.Length
	Bleed         dimen.Length // in @page: how far ink extends beyond the edge
	Marks         Marks        // in @page: crop marks and the like
	AlignContent  Place        // in @page: align-content, the place of the text on a page that is not full
}

// Dim is a length plus a percentage, in thousandths of a percent, of a base that depends on the property. Auto is the
// keywords auto and none.
type Dim struct {
	Length  dimen.Length
	Percent int32
	Auto    bool
	calc    *calc // a calculation with percentages; Length and Percent are 0
}

// Of resolves the dimension against a base; auto is 0.
func (d Dim) Of(base dimen.Length) dimen.Length {
	if d.Auto {
		return 0
	}
	if d.calc != nil {
		return d.calc.of(base)
	}
	return d.Length + base.MulDiv(int64(d.Percent), 100_000)
}

// Indent is a text-indent.
type Indent struct {
	Dim
	Hanging  bool
	EachLine bool // the line after a forced break is indented, too
}

// Border is the border at a side of a box; Width is 0 for none.
type Border struct {
	Width    dimen.Length
	Style    Line
	width    dimen.Length // of border-width, whatever the style
	Color    Color
	HasColor bool // false: the colour of the text
}

// Feature is an OpenType feature with its value.
type Feature struct {
	Tag   string
	Value int
}

// Protrusion is how far a character hangs into the margin, in thousandths of a percent of its width.
type Protrusion struct {
	Char        rune
	Left, Right int32
}

// StringSet is an assignment of string-set.
type StringSet struct {
	Name    string
	Content []Content
}

// Counter is an entry of counter-reset, counter-increment or counter-set.
type Counter struct {
	Name  string
	Value int
}

// Content is a piece of generated content.
type Content struct {
	Kind ContentKind
	Text string // of a ContentText; else the name of the counter, attribute or named string
	Part Part
	// Style is the counter style; "" for the default. Sep separates counters() and holds the pattern of a leader.
	Style, Sep string
	Target     string // of target-…: the attribute that holds the link
	Link       string // of target-…: the identifier itself, where no attribute does
}

// ListStyleType is the marker of list items: a counter style or “none”, or, where Counter is empty, a text (css-lists-3, §3.3).
type ListStyleType struct{ Counter, Text string }

// Part is which of several values string() and element() give, and which part of an element's text content() and target-text()
// give (css-gcpm-3, §1.1; css-content-3, §2.8).
type Part uint8

// The parts. The first four are of string() and element(), by their place on the page.
const (
	FirstOnPage Part = iota
	StartOfPage
	LastOnPage
	FirstExcept
	PartText
	PartBefore
	PartAfter
	PartMarker
	PartFirstLetter
	PartContent
)

// ContentKind is the kind of a Content.
type ContentKind uint8

// The kinds of generated content.
const (
	ContentText ContentKind = iota
	ContentAttr
	ContentCounter
	ContentCounters
	ContentString // string(): of a running head
	ContentSelf   // content(): in string-set
	TargetCounter
	TargetText
	ContentLeader
	ContentElement // element(): an element that position: running() has removed from the text
	TargetCounters
	ContentQuote // Text says which: open-quote, close-quote, and both with no-
	ContentRange // -quire-notes-to(): “Notes to pages 12–15”, from the first to the last value of a named string on a page
)

// The values of these enumerations have the names of CSS's keywords.
type (
	Display       uint8
	Caps          uint8
	Align         uint8
	Transform     uint8
	WhiteSpace    uint8
	Hyphens       uint8
	Break         uint8
	ColumnFill    uint8
	VerticalAlign uint8
	Position      uint8
	Numeric       uint16
	Ligatures     uint16
	Decoration    uint8
	Place         uint8
	Marks         uint8
	Float         uint8
	Clear         uint8
	Hanging       uint8
	Line          uint8
)

// border-style.
const (
	NoLine Line = iota
	Solid
	Double
	Dashed
	Dotted
	Wavy // of text-decoration-style alone
)

// hanging-punctuation.
const (
	HangFirst Hanging = 1 << iota // an opening mark at the start of the first line
	HangLast                      // a closing mark at the end of the last
	HangEnd                       // a stop or a comma at the end of any
)

// Display.
const (
	Inline Display = iota
	Block
	ListItem
	Table
	TableRow
	TableCell
	TableRowGroup
	TableHeaderGroup
	TableCaption
	DisplayNone
)

// font-variant-caps.
const (
	CapsNormal Caps = iota
	SmallCaps
	AllSmallCaps
	PetiteCaps
	AllPetiteCaps
	Unicase
	TitlingCaps
)

// text-align. Start and End are Left and Right in the direction of the text.
const (
	AlignAuto Align = iota
	Start
	End
	Left
	Right
	Center
	Justify
)

// text-transform.
const (
	TransformNone Transform = iota
	Uppercase
	Lowercase
	Capitalize
)

// white-space.
const (
	Normal WhiteSpace = iota
	Pre
	Nowrap
	PreWrap
	PreLine
)

// hyphens.
const (
	HyphensManual Hyphens = iota
	HyphensAuto
	HyphensNone
)

// break-before, break-after, break-inside.
const (
	BreakAuto Break = iota
	BreakAvoid
	BreakAvoidColumn // in columns the same as avoid, otherwise as auto
	BreakColumn      // otherwise as auto
	BreakPage
	BreakLeft
	BreakRight
	BreakVerso
	BreakRecto
)

// column-fill.
const (
	FillBalance    ColumnFill = iota // only on the last page
	FillBalanceAll                   // on each page
	FillAuto
)

// float. Of css-page-floats-3 there are the floats to the top or the bottom of the page; and there are footnotes
// (css-gcpm-3, §2).
const (
	FloatNone Float = iota
	FloatFootnote
	FloatTop
	FloatBottom
)

// clear: the float is not on a page with an earlier float on that side.
const (
	ClearTop Clear = 1 << iota
	ClearBottom
)

// vertical-align.
const (
	Baseline VerticalAlign = iota
	Sub
	Super
	Top
	Middle
	Bottom
	Shifted // by BaselineShift
)

// font-variant-position.
const (
	PositionNormal Position = iota
	PositionSub
	PositionSuper
)

// font-variant-numeric.
const (
	LiningNums Numeric = 1 << iota
	OldstyleNums
	ProportionalNums
	TabularNums
	DiagonalFractions
	StackedFractions
	Ordinal
	SlashedZero
)

// font-variant-ligatures. Common ligatures and contextual alternates are on unless switched off.
const (
	NoCommonLigatures Ligatures = 1 << iota
	DiscretionaryLigatures
	HistoricalLigatures
	NoContextual
)

// text-decoration-line.
const (
	Underline Decoration = 1 << iota
	Overline
	LineThrough
)

// align-content.
const (
	AlignStart Place = iota
	AlignMiddle
	AlignEnd
)

// marks of @page.
const (
	CropMarks Marks = 1 << iota
	CrossMarks
)

// The sides of a box, by which Margin, Padding and Border are indexed.
const (
	SideTop = iota
	SideRight
	SideBottom
	SideLeft
)

// initial gives the initial value of every property.
func initial() *Style {
	return &Style{
		Text: Text{
			Lines:      initialLines(),
			FontFamily: []string{"serif"}, FontSize: 12 * dimen.PT, FontWeight: 400, Kerning: true,
			LineHeight: (12 * dimen.PT).MulDiv(6, 5), lineFactor: [2]int64{6, 5},
			TextAlign: Start, TabSize: 8, HyphenateChars: [3]int{5, 2, 2}, Orphans: 2, Widows: 2, ListStyleType: ListStyleType{Counter: "disc"},
		},
		Box: initialBox,
	}
}

// medium is the border width of that name.
const medium = dimen.PT

var initialBox = Box{
	Decorated: initialDecorated(),
	Border:    [4]Border{{width: medium}, {width: medium}, {width: medium}, {width: medium}},
	MinWidth:  Dim{Auto: true}, MinHeight: Dim{Auto: true},
	ColumnRule: Border{width: medium},
	Width:      Dim{Auto: true}, Height: Dim{Auto: true}, MaxWidth: Dim{Auto: true}, MaxHeight: Dim{Auto: true},
	BorderClip:    Dim{Auto: true},
	ContentNormal: true, ColumnGap: Dim{Auto: true},
}
