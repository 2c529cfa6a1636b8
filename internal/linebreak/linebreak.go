// Package linebreak breaks a paragraph into lines by the total-fit method: of all ways to break it, it finds the
// one with the least demerits over the whole paragraph. The method and its words are those of D. E. Knuth and
// M. F. Plass, “Breaking Paragraphs into Lines”, Software – Practice and Experience 11 (1981), 1119–1184 (“the
// paper” below), as refined in TeX: The Program, parts 38 and 39 (§813–§890, cited as “§n”), with the protrusion
// and expansion of pdfTeX (Hàn Thế Thành, “Micro-typographic extensions to the TeX typesetting system”, 2000).
//
// It knows neither fonts nor documents, and computes with integers only, so that every machine breaks the same lines.
//
// # How to build a paragraph
//
// Justified: a Box for each unbreakable piece of a word, Glue between words, a Discretionary where a word may be
// hyphenated, a Penalty where it may break without a hyphen; at the end the three items of ParFill. An indent is
// a Box at the start; a narrower first line (an initial) is a Measure with Lines.
//
// Ragged: the same items, but Glue between words without Stretch and Shrink, and Params.RightSkip with a finite
// Stretch of two or three ems: the breaks then balance the ragged edge instead of filling each line greedily
// (the paper, p. 1139; plain TeX's \raggedright). Discretionaries stay as they are; a higher HyphenPenalty
// keeps hyphens rare, a prohibitive one (Inf) rules out the automatic ones. Centred: the same Stretch in both
// LeftSkip and RightSkip, and in place of ParFill just a Penalty of -Inf.
package linebreak

import "quire/internal/dimen"

// Kind is the kind of an Item.
type Kind uint8

// The kinds of items (the paper, p. 1124; §145 for Discretionary).
const (
	// Box is unbreakable content: a word, a syllable, an initial, an empty strut.
	Box Kind = iota
	// Glue is a space that can stretch and shrink. A line may end at it if it directly follows a Box or a Discretionary.
	// The glue is then discarded, as are all glue and penalties up to the next Box, Discretionary or forced break.
	Glue
	// Penalty is a place where a line may end, with a penalty.
	Penalty
	// Discretionary is a place where a line may end with Pre and the next one begin with Post. If no line ends there,
	// Width is set instead of both (an unbroken ligature; usually nothing).
	Discretionary
)

// Inf is the infinite penalty and the infinite badness (§108, §157). No line ends at a Penalty of Inf or more, and a line
// always ends at one of -Inf or less.
const Inf = 10000

// Item is a piece of a paragraph. Only the fields that apply to its Kind are used. Each Length is limited to ±65536 pt.
type Item struct {
	Kind Kind
	// Auto marks a Discretionary or a Penalty that came from hyphenation patterns: the first pass does not try it.
	Auto bool
	// Emergency marks a break that only the third and the last pass try, as it is bad style. It has no effect on a forced
	// break.
	Emergency bool
	// Flagged marks a Penalty as a hyphen, for ladders and double hyphens. A Discretionary is always flagged.
	Flagged bool
	// Penalty is the penalty of a break at a Penalty. At a Discretionary it is added to Params.HyphenPenalty or
	// Params.ExHyphenPenalty.
	Penalty int32
	// Width is the natural width of a Box or Glue, the width added if a line ends at a Penalty (a hyphen), or the width
	// of a Discretionary if no line ends there.
	Width dimen.Length
	// Stretch is the width by which Glue may be stretched without being too loose; Shrink is the greatest width by which it
	// may be shrunk. Fil is stretch of a higher order (§150): if a short line has any, only Fil fills it, without badness.
	Stretch, Shrink, Fil dimen.Length
	// Expand and Contract are the greatest widths by which scaling its glyphs may make a Box (or an unbroken
	// Discretionary) wider and narrower, such as 2 % of Width.
	Expand, Contract dimen.Length
	// Left and Right are the widths by which a Box hangs into the margin at the beginning or end of a line. At a Penalty
	// with Width or a Discretionary with Pre, Right is that of the hyphen; at a Discretionary with Post, Left is that of
	// the post-break. Items without width (penalties, empty boxes) are skipped to find the Box at the edge.
	Left, Right dimen.Length
	// Pre and Post are the widths of a Discretionary's text before and after the break.
	Pre, Post dimen.Length
}

// ParFill returns the items for the end of a paragraph whose last line is filled with space: no break, infinitely stretchable
// glue, a forced break (§816).
func ParFill() [3]Item {
	return [3]Item{
		{Kind: Penalty, Penalty: Inf},
		{Kind: Glue, Fil: dimen.PT},
		{Kind: Penalty, Penalty: -Inf},
	}
}

// Skip is glue at the edge of every line: \leftskip and \rightskip (§827).
type Skip struct {
	Width, Stretch, Shrink, Fil dimen.Length
}

// Measure has the widths of the lines: Lines for the first ones, Rest for all others.
type Measure struct {
	Lines []dimen.Length
	Rest  dimen.Length
}

// At returns the measure of a line, counted from 0.
func (m Measure) At(line int) dimen.Length {
	if line < len(m.Lines) {
		return m.Lines[line]
	}
	return m.Rest
}

// Params are the parameters of line breaking. Demerits below 0 count as 0.
type Params struct {
	// Pretolerance is the greatest badness of lines in the first pass, which does not hyphenate; if it is negative, there
	// is no such pass. Tolerance is that of the second pass, which hyphenates (§863).
	Pretolerance, Tolerance int
	// EmergencyTolerance is that of the third pass, which is made if the second finds nothing; it has an effect only if it
	// is above Tolerance. EmergencyStretch is added to the stretch of each line in the third pass (§863). It lets loose
	// lines pass, but hides how loose they are; with a high EmergencyTolerance the least loose lines are still chosen. If
	// the third pass finds nothing, a last pass accepts any lines and chooses the least overfull. So there is always a
	// result.
	EmergencyTolerance int
	EmergencyStretch   dimen.Length
	// LinePenalty is added to the badness of each line. A higher value prefers fewer lines (§859).
	LinePenalty int
	// HyphenPenalty is the penalty of a Discretionary with Pre, and ExHyphenPenalty that of one without, such as after a
	// hyphen in the text (§869). Inf or more forbids breaks at discretionaries, but not at penalties.
	HyphenPenalty, ExHyphenPenalty int
	// HyphenZone is the part of a line that may stay empty to avoid an Auto hyphen: a line may not end within a word if it
	// could end before the word with no more than HyphenZone empty (CSS hyphenate-limit-zone). The last pass ignores it.
	// 0 means no such rule.
	HyphenZone dimen.Length
	// DoubleHyphenDemerits are added if two consecutive lines end with a hyphen, FinalHyphenDemerits if the last line but
	// one does, and AdjDemerits if the classes of two consecutive lines are not neighbours, such as tight and loose (§859).
	DoubleHyphenDemerits, FinalHyphenDemerits, AdjDemerits int64
	// MaxHyphenLadder is the greatest number of consecutive lines that end with a hyphen (CSS hyphenate-limit-lines). In
	// the last pass it may be exceeded, and each further hyphen costs LadderDemerits. 0 means no limit.
	MaxHyphenLadder int
	LadderDemerits  int64
	// MinLastLine is the least length of the last of several lines. A shorter one costs RuntDemerits, as does one with only
	// the end of a hyphenated word.
	MinLastLine  dimen.Length
	RuntDemerits int64
	// Looseness is the number of lines by which the paragraph should be longer (or, if negative, shorter) than its
	// optimum. The result is as near to it as the tolerances allow (§875).
	Looseness int
	// LeftSkip and RightSkip are at the edges of every line, within the measure.
	LeftSkip, RightSkip Skip
}

// Defaults returns the values of plain TeX with a higher tolerance, as for a book, ladders of at most two lines, and
// MinLastLine set to the given length. Set EmergencyStretch to about 2 em of the text.
func Defaults() Params {
	return Params{
		Pretolerance:         100,
		Tolerance:            400,
		LinePenalty:          10,
		HyphenPenalty:        50,
		ExHyphenPenalty:      50,
		DoubleHyphenDemerits: 10000,
		FinalHyphenDemerits:  5000,
		AdjDemerits:          10000,
		MaxHyphenLadder:      2,
		LadderDemerits:       100_000_000,
		RuntDemerits:         20000,
	}
}

// Fitness is the class of a line, by how much it is stretched or shrunk. Neighbours should have similar classes (§817).
type Fitness uint8

// The classes, in TeX's order. AdjDemerits are added between classes that are not neighbours in this list.
const (
	VeryLoose Fitness = iota // stretched by its full stretchability or more
	Loose                    // stretched by more than half
	Decent                   // neither
	Tight                    // shrunk by more than half
)

// Pass is one of the passes over the paragraph. Each is made only if the one before has found nothing.
type Pass uint8

// The passes in their order.
const (
	First      Pass = iota // within Pretolerance, no hyphenation
	Second                 // within Tolerance, with hyphenation
	Emergency              // the same with EmergencyTolerance and EmergencyStretch
	LastResort             // anything, even overfull lines
)

// Result is a way to break the paragraph.
type Result struct {
	Lines    []Line
	Demerits int64
	// Pass is the pass that found it. Looseness is the number of lines that it has more than the optimum of this pass.
	Pass      Pass
	Looseness int
}

// Breaker breaks one paragraph after another and reuses its memory. The zero value is ready to use.
type Breaker struct{ breaker breaker }

// Break breaks items into lines of the given measure. A forced break at the end is added if it is missing; without items
// there are no lines. Break never fails: lines that do not fit are Overfull.
func (r *Breaker) Break(items []Item, measure Measure, p Params) Result {
	if len(items) == 0 {
		return Result{}
	}
	b := &r.breaker
	b.begin(items, measure, p)
	var found Result
	ok := false
	for _, pass := range b.passes() {
		if end := b.run(pass, p.Looseness != 0); end >= 0 {
			found, ok = b.result(pass, end), true
			if found.Looseness == p.Looseness {
				return found
			}
		}
	}
	if !ok {
		found = b.result(LastResort, b.run(LastResort, p.Looseness != 0))
	}
	return found
}
