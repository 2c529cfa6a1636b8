// Package math reads TeX's formulas into a tree that is MathML Core, with what typesetting needs beside it. It knows no
// fonts and no books. Parse makes the tree, WriteMathML writes it for e-books and web pages, and Words says it aloud.
//
// The tree is complete: the reader has applied TeX's rules for the space between atoms, so that every Operator has its
// final LSpace and RSpace, and where an atom that is no operator needs space, a Space stands in the row. The letters are
// the characters that are printed: 𝑥 (U+1D465) for a variable, x for an upright letter, ℝ for \mathbb{R}. A layout
// neither looks anything up in the operator dictionary nor maps letters.
package math

import "quire/internal/dimen"

// Em is a length in 1/18000 of the font size of the place, so that a thousandth of an em and TeX's mu (1/18 em) are both
// whole numbers.
type Em int32

// One em, and TeX's mu.
const (
	OneEm Em = 18000
	Mu    Em = 1000
)

// Length is the sum of its parts. All but one are usually 0.
type Length struct {
	Em  Em           // of the font size of the place, thus smaller in scripts
	Ex  Em           // in 1/18000 of the x-height of the place
	Abs dimen.Length // does not depend on the place
}

// IsZero reports whether all parts are 0.
func (l Length) IsZero() bool { return l == Length{} }

// Class is TeX's class of an atom within its row, after TeX's rules have changed some Bin to Ord (The TeXbook, appendix
// G, rules 5 and 6). The space between atoms follows from it and is already in the tree. A line may end after a Bin or a
// Rel that is a direct part of the formula's outermost row.
type Class uint8

// The classes.
const (
	Ord Class = iota
	Op
	Bin
	Rel
	Open
	Close
	Punct
	Inner
)

// Node is an element of a formula.
type Node interface {
	// Base gives what every node has.
	Base() *Atom
}

// Atom is what every node has: where it is from, and its class. Start and End are byte offsets in Formula.Source; what a
// macro makes has the offsets of its call.
type Atom struct {
	Start, End int
	Class      Class
}

// Base implements Node.
func (a *Atom) Base() *Atom { return a }

// Row is mrow: nodes side by side. \left…\right is a Row of class Inner, whose first and last parts are Operators that
// are fences and stretch over the row.
type Row struct {
	Atom
	Content []Node
}

// Ident is mi: a letter or a word, such as 𝑥, Γ, ℝ, sin.
type Ident struct {
	Atom
	Text string

	font font // the alphabet that the source asks for
}

// Number is mn.
type Number struct {
	Atom
	Text string
}

// Form is the position of an operator, which the operator dictionary is divided by.
type Form uint8

// The forms.
const (
	Infix Form = iota
	Prefix
	Postfix
)

// Operator is mo. Its properties are final.
type Operator struct {
	Atom
	Text string // "" for the delimiter of \left. and \right., which only takes \nulldelimiterspace
	Form Form
	// LSpace and RSpace are the space before and after, 0 in scripts where TeX sets none. Where the operator is the core of
	// an embellished operator (MathML Core 3.2.4.1), such as ∑ with limits, they are around the whole.
	LSpace, RSpace Length
	// Stretchy lets it grow: along its row, or, where it is the base, the under or the over of an UnderOver, along the
	// others there.
	Stretchy bool
	// Symmetric centres it on the math axis when it grows.
	Symmetric bool
	LargeOp   bool // it is larger in display style
	// MovableLimits sets the limits of an UnderOver as scripts if the style is not display.
	MovableLimits bool
	Fence         bool
	Separator     bool
	// MinSize and MaxSize bound its height and depth together when it grows; nil where they do not. \big and its like set
	// both to one value, which is then the size.
	MinSize, MaxSize *Length
	// Accent is the combining character that faces have the accent's shapes for, where the operator is an accent; 0
	// otherwise. \hat has Text "^" and Accent U+0302.
	Accent rune
}

// The texts of the operators that are rules, not glyphs, where they are the Over or the Under of an UnderOver: those of
// \overline and \underline.
const (
	Overline  = "\u203e"
	Underline = "_"
)

// The invisible operators. They have no glyph, and only their LSpace and RSpace take room.
const (
	ApplyFunction  = "\u2061"
	InvisibleTimes = "\u2062"
	InvisibleComma = "\u2063"
	InvisiblePlus  = "\u2064"
)

// TextFont is the look of a Text. The zero value is upright text of the surroundings.
type TextFont struct {
	Bold, Italic, Sans, Mono, SmallCaps bool
}

// Text is mtext: words in the face of the text. Its spaces count.
type Text struct {
	Atom
	Text string
	Font TextFont
}

// Break says whether a line may end at a Space.
type Break uint8

// BreakAuto leaves it to the rules; a line never ends at such a space by itself.
const (
	BreakAuto   Break = iota
	BreakAllow        // \allowbreak
	BreakForbid       // \nobreak, also before the next relation or operator
	BreakForce        // \\ and \newline in the text
)

// Space is mspace. Height and Depth are those of \rule and struts; Width may be negative.
type Space struct {
	Atom
	Width, Height, Depth Length
	Break                Break
	// Ink fills the space, as \rule does.
	Ink bool

	fill bool // \hfill, which aligns a cell
}

// Fraction is mfrac. The style of numerator and denominator follows from that around it (MathML Core 3.3.2).
type Fraction struct {
	Atom
	Num, Den Node
	// Line is the thickness of the line; nil for the face's own. A Line of 0 makes a stack, as in binomials.
	Line *Length
	// NumAlign and DenAlign are other than AlignCenter for \cfrac[l] and \cfrac[r] only.
	NumAlign, DenAlign Align
}

// Sqrt is msqrt.
type Sqrt struct {
	Atom
	Content Node
}

// Root is mroot.
type Root struct {
	Atom
	Content, Index Node
}

// Scripts is msub, msup or msubsup; Sub or Sup is nil where there is none, never both.
type Scripts struct {
	Atom
	Content  Node
	Sub, Sup Node
}

// UnderOver is munder, mover or munderover; Under or Over is nil where there is none, never both. Where a letter i or j is
// under an accent, a layout takes its dot off (the feature dtls).
type UnderOver struct {
	Atom
	Content     Node
	Under, Over Node
	// UnderAccent and OverAccent set them as near as accents are, and not smaller.
	UnderAccent, OverAccent bool

	movable bool // the limits of a word, such as lim; the reader sets them as scripts itself if the style is not display
}

// Script is one pair of scripts; Sub or Sup is nil where there is none.
type Script struct{ Sub, Sup Node }

// Multiscripts is mmultiscripts. Pre are read from left to right, as are Post.
type Multiscripts struct {
	Atom
	Content   Node
	Pre, Post []Script
}

// Align is the alignment within a column or a width.
type Align uint8

// The alignments.
const (
	AlignCenter Align = iota
	AlignLeft
	AlignRight
)

// TableKind is the environment that a Table is from.
type TableKind uint8

// The kinds. The first group stands in a row; the others are whole displays, and only they have tags.
const (
	ArrayTable   TableKind = iota // array, subarray, \substack
	MatrixTable                   // matrix and smallmatrix; pmatrix and its like add fences around
	CasesTable                    // cases, dcases, rcases
	AlignedTable                  // aligned, alignedat, split: columns are right, left, right, left, …
	GatheredTable
	DiagramTable // CD

	EquationTable // one row with one cell, for a display with a tag
	AlignTable    // align, alignat, flalign, eqnarray
	GatherTable
	MultlineTable // the first row at the left, the last at the right, the others centred, unless they say otherwise
)

// IsDisplay reports whether such a table is a whole display.
func (k TableKind) IsDisplay() bool { return k >= EquationTable }

// Spread says how the columns of an AlignTable share the measure.
type Spread uint8

// The ways.
const (
	SpreadNone  Spread = iota // alignat: no space between the pairs of columns
	SpreadEqual               // align: equal space between the pairs and at both margins
	SpreadFull                // flalign: the first and the last pair at the margins
)

// VAlign says which part of a table stands on the baseline of its row.
type VAlign uint8

// VAlignAxis centres the table on the math axis.
const (
	VAlignAxis VAlign = iota
	VAlignTop
	VAlignBottom
)

// Rule is what separates two columns or rows.
type Rule struct {
	Lines  int // 0, 1, or 2 for a double rule, or more
	Dashed bool
}

// Column describes a column of a table.
type Column struct {
	Align Align
	// Left and Right are the space at both sides of its cells: TeX's \arraycolsep. The outermost may be 0.
	Left, Right Length
}

// Table is mtable.
type Table struct {
	Atom
	Kind    TableKind
	Columns []Column // as many as the longest row has cells
	Rows    []*TableRow
	// Display sets the cells in display style; otherwise they are in text style. Small sets them in script style.
	Display, Small bool
	// Strut is the least distance of two baselines: each row is at least 7/10 of it high and 3/10 deep. Gap is added
	// between rows (\jot).
	Strut, Gap Length
	// ColumnRules has one more element than Columns, RowRules one more than Rows; both are nil without rules. The first is
	// before the first column or row.
	ColumnRules, RowRules []Rule
	VAlign                VAlign
	Spread                Spread
}

// TableRow is mtr.
type TableRow struct {
	Atom
	Cells []*Cell
	After Length // extra space below it: \\[2ex]
	Tag   *Tag   // of a table that is a display; nil for none
	// Breakable allows a page to end after the row (\displaybreak, \allowdisplaybreaks).
	Breakable bool
}

// Cell is mtd.
type Cell struct {
	Atom
	Content Node // a *Row
	Align   *Align
	Span    int // columns that it takes; 1 for most, more for \multicolumn
	// Columns of rules at its sides that differ from the table's, for \multicolumn; nil otherwise.
	Left, Right *Rule
}

// Tag is what stands at the edge of the measure beside a display.
type Tag struct {
	// Content is the tag with its parentheses. It is nil for a display that has a number by its place in the book until
	// SetNumber.
	Content Node
	Auto    bool   // numbered by its place
	Label   string // of \label; "" for none
	Number  string // the tag in characters, without parentheses, for references
}

// SetNumber gives a Tag its number, which Content then has in parentheses.
func (t *Tag) SetNumber(number string) {
	t.Number = number
	t.Content = &Text{Text: "(" + number + ")"}
}

// Padded is mpadded: its content in another room. A nil leaves the dimension of the content.
type Padded struct {
	Atom
	Content              Node
	Width, Height, Depth *Length
	// Align is where in a Width the content stands: AlignLeft for \rlap, AlignRight for \llap, AlignCenter for \clap.
	Align Align
	Raise Length // moves the content up: \raisebox. Height and depth change accordingly if they are nil
}

// Phantom is mphantom: room without ink.
type Phantom struct {
	Atom
	Content Node
}

// RGB is a colour of sRGB.
type RGB struct{ R, G, B uint8 }

// Style is mstyle.
type Style struct {
	Atom
	Content Node
	// Display and Level change the style: \displaystyle is true and 0, \textstyle is false and 0, \scriptstyle is false and
	// 1, \scriptscriptstyle is false and 2. Level is absolute. nil leaves the style of the surroundings.
	Display *bool
	Level   *int
	Color   *RGB
	Size    int // thousandths of the font size of the surroundings; 0 for unchanged
	Cramped bool
}

// Notation is a set of lines around or through a formula.
type Notation uint16

// The notations.
const (
	NotationTop    Notation = 1 << iota
	NotationBottom          // with top, left and right: \boxed
	NotationLeft
	NotationRight
	NotationUp         // from bottom left to top right: \cancel
	NotationDown       // from top left to bottom right: \bcancel
	NotationHorizontal // through the middle: \sout
	NotationArrow      // NotationUp with an arrowhead: \cancelto
	NotationPhasor     // an angle at the left and the bottom: \phase
	NotationActuarial  // top and right, close by: \angl
	NotationLongDiv    // )‾: \longdiv
	NotationCircle
	NotationRound // rounded corners, with a box
	NotationBox   = NotationTop | NotationBottom | NotationLeft | NotationRight
)

// Enclose is menclose, which MathML Core leaves to CSS. Without notation it is a background.
type Enclose struct {
	Atom
	Content    Node
	Notation   Notation
	Pad        Length // between content and lines
	Line, Back *RGB   // the colours of lines and background; nil for that of the text and none
}

// Link leads to an address, or, as a reference to a formula, to the Tag with the label.
type Link struct {
	Atom
	URL    string
	Label  string // of \ref and \eqref; then URL is ""
	Parens bool   // \eqref
	// Content is nil for a reference until it is resolved.
	Content Node
}

// Formula is a formula.
type Formula struct {
	Source  string
	Display bool // on lines of its own
	// Body is the formula. A display with tags has one Table of a display kind in it and nothing else.
	Body *Row
}

// Tags gives the tags of the formula, row by row.
func (f *Formula) Tags() []*Tag {
	if len(f.Body.Content) != 1 {
		return nil
	}
	t, ok := f.Body.Content[0].(*Table)
	if !ok || !t.Kind.IsDisplay() {
		return nil
	}
	var out []*Tag
	for _, r := range t.Rows {
		if r.Tag != nil {
			out = append(out, r.Tag)
		}
	}
	return out
}

// Number makes a display of the formula that has a number by its place, and a label.
func (f *Formula) Number(label string) {
	a := f.Body.Atom
	a.Class = Ord
	cell := &Cell{Atom: a, Content: &Row{Atom: a, Content: f.Body.Content}, Span: 1}
	row := &TableRow{Atom: a, Cells: []*Cell{cell}, Tag: &Tag{Auto: true, Label: label}}
	f.Body.Content = []Node{&Table{Atom: a, Kind: EquationTable, Columns: []Column{{}}, Rows: []*TableRow{row}, Display: true}}
}
