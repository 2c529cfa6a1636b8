// Package linebreak breaks a paragraph into lines by the total-fit method: of all ways to break it, it finds the
// one with the least demerits over the whole paragraph. The method and its words are those of D. E. Knuth and
// M. F. Plass, “Breaking Paragraphs into Lines”, Software – Practice and Experience 11 (1981), 1119–1184 (“the
// paper” below), as refined in TeX: The Program, parts 38 and 39 (§813–§890, cited as “§n”), with the protrusion
// and expansion of pdfTeX (Hàn Thế Thành, “Micro-typographic extensions to the TeX typesetting system”, 2000).
//
// It knows neither fonts nor documents, and computes with integers only, so that every machine breaks alike.
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

// Kind says what an Item is.
type Kind uint8

// The kinds of items (the paper, p. 1124; §145 for Discretionary).
const (
	// Box is something that is set as it is: a word, a syllable, an initial, an empty strut.
	Box Kind = iota
	// Glue is a space that can stretch and shrink. A line may end at it if a Box or a Discretionary comes just
	// before; the glue then vanishes, as does all glue and every penalty from there to the next Box or
	// Discretionary (but not a forced break).
	Glue
	// Penalty is a place where a line may end, at a price.
	Penalty
	// Discretionary is a place where a line may end with Pre, the next one beginning with Post; if no line ends
	// there, Width is set in place of both (the unbroken ligature; most often nothing).
	Discretionary
)

// Inf is the infinite penalty and the infinite badness (§108, §157). A Penalty of Inf or more is never broken
// at; one of -Inf or less always.
const Inf = 10000

// Item is a piece of a paragraph. Of its fields only those named for its Kind count. Each Length is bounded to
// ±65536 pt; what lies beyond is taken for the bound.
type Item struct {
	Kind Kind
	// Auto marks a Discretionary or a Penalty that came from hyphenation patterns: the first pass does not try it.
	Auto bool
	// Emergency marks one that only the third pass tries, and the last: a break that would be wrong anywhere else. A forced
	// break is never one.
	Emergency bool
	// Flagged marks a Penalty as a hyphen, for ladders and double hyphens. A Discretionary is always flagged.
	Flagged bool
	// Penalty is the price of a break at a Penalty. At a Discretionary it comes on top of Params.HyphenPenalty
	// or Params.ExHyphenPenalty.
	Penalty int32
	// Width is the natural width of a Box or Glue; of a Penalty, what is added if a line ends there (a hyphen); of
	// a Discretionary, what is set if no line ends there.
	Width dimen.Length
	// Stretch and Shrink say how far Glue may reasonably be stretched and at most be shrunk. Fil is stretch of a
	// higher order (§150): a line that has any and is short is filled by it alone, at no badness.
	Stretch, Shrink, Fil dimen.Length
	// Expand and Contract say how much wider and narrower a Box (or an unbroken Discretionary) may be made at
	// most by scaling its glyphs: 2 % of Width, for example.
	Expand, Contract dimen.Length
	// Left and Right say how far a Box hangs out into the margin where it begins or ends a line. At a Penalty
	// with Width or a Discretionary with Pre, Right is that of the hyphen; at a Discretionary with Post, Left is
	// that of the post-break. What has no width (penalties, empty boxes) is looked through to find the Box at the edge.
	Left, Right dimen.Length
	// Pre and Post are the widths of a Discretionary's text before and after the break.
	Pre, Post dimen.Length
}

// ParFill gives the items that end a paragraph whose last line is filled up with space: no break, infinitely
// stretchable glue, a forced break (§816).
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

// Measure says how wide the lines are: the first ones as in Lines, all others Rest.
type Measure struct {
	Lines []dimen.Length
	Rest  dimen.Length
}

// At gives the measure of a line, counted from 0.
func (m Measure) At(line int) dimen.Length {
	if line < len(m.Lines) {
		return m.Lines[line]
	}
	return m.Rest
}

// Params are the values by which breaks are judged. Demerits below 0 count as 0.
type Params struct {
	// Pretolerance is the badness up to which lines are accepted in the first pass, which does not hyphenate;
	// negative: there is no such pass. Tolerance is that of the second pass, which does (§863).
	Pretolerance, Tolerance int
	// EmergencyTolerance is that of the third pass, which is made if there is no way to keep within Tolerance; it
	// counts where it is above that. EmergencyStretch is added to the stretch of each line in that pass (§863): it
	// lets loose lines pass, but hides how loose they are, where a high EmergencyTolerance still seeks the least loose.
	// Where that fails too, a last pass takes any lines, even overfull ones, of which it seeks the least overfull. So
	// there is always a result.
	EmergencyTolerance int
	EmergencyStretch   dimen.Length
	// LinePenalty is added to the badness of each line: higher, and fewer lines are preferred (§859).
	LinePenalty int
	// HyphenPenalty is the price of a Discretionary with Pre, ExHyphenPenalty of one without, such as after a
	// hyphen that is there anyway (§869). Inf or more forbids the breaks, though never those of a Penalty.
	HyphenPenalty, ExHyphenPenalty int
	// HyphenZone is how much of a line may stay empty before an Auto hyphen may be put: where the line could end before the
	// hyphenated word and lack no more than that, it may not end within it (CSS hyphenate-limit-zone). The last pass
	// does not heed it. 0: no such rule.
	HyphenZone dimen.Length
	// DoubleHyphenDemerits are added if two lines in a row end with a hyphen, FinalHyphenDemerits if the last line
	// but one does, AdjDemerits if a tight line is next to a loose one or the like (§859).
	DoubleHyphenDemerits, FinalHyphenDemerits, AdjDemerits int64
	// MaxHyphenLadder is how many lines in a row may end with a hyphen (CSS hyphenate-limit-lines). All passes but
	// the last keep to it; in that, each further hyphen costs LadderDemerits. 0: no limit.
	MaxHyphenLadder int
	LadderDemerits  int64
	// MinLastLine is how long the last line of several should be: a shorter one costs RuntDemerits, as does one
	// that holds nothing but the end of a hyphenated word.
	MinLastLine  dimen.Length
	RuntDemerits int64
	// Looseness is by how many lines the paragraph shall be longer (or shorter) than it would best be. It is met
	// as nearly as the tolerances allow (§875).
	Looseness int
	// LeftSkip and RightSkip are at the edges of every line, within the measure.
	LeftSkip, RightSkip Skip
}

// Defaults gives the values of plain TeX with a higher tolerance, as for text of a book, ladders of at most two,
// and no runts of the given length. Set EmergencyStretch to about 2 em of the text.
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

// Fitness classes the lines by how they are set, so that neighbours may be alike (§817).
type Fitness uint8

// The classes, in TeX's order; AdjDemerits fall due between classes that are not neighbours here.
const (
	VeryLoose Fitness = iota // stretched by its full stretchability or more
	Loose                    // stretched by more than half
	Decent                   // neither
	Tight                    // shrunk by more than half
)

// Pass is one of the passes over the paragraph, each of which is made only if the one before found nothing.
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
	// Pass is the pass that found it. Looseness is how many lines it has more than the best that this pass found.
	Pass      Pass
	Looseness int
}

// Break breaks items into lines of the given measure. If items does not end with a forced break, it is as if it
// did; without any items there are no lines. It never fails: where nothing fits, lines are Overfull.
func Break(items []Item, measure Measure, p Params) Result {
	return new(Breaker).Break(items, measure, p)
}

// Breaker breaks one paragraph after the other and uses its memory again for the next. The zero value is ready.
type Breaker struct{ breaker breaker }

// Break is the function Break.
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
