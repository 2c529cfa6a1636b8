package lang

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// BidiRun is a range of text of one embedding level (UAX #9): text[Start:End] is read from right to left if Level is odd.
type BidiRun struct {
	Start, End int
	Level      uint8
}

// BidiRuns divides a paragraph of either direction into runs by the Unicode Bidirectional Algorithm, in the order of the
// text. After line breaking, VisualOrder sorts the runs of each line from left to right. Spaces at the end of a line that are
// not discarded have the level of the paragraph (rule L1).
//
// x/text/unicode/bidi has the character classes, but its result has only directions. It does not say whether a number is
// within the Hebrew text before it, so the levels are computed here.
func BidiRuns(text string, rightToLeft bool) []BidiRun {
	if text == "" {
		return nil
	}
	base := uint8(0)
	if rightToLeft {
		base = 1
	}
	if base == 0 && !anyRightToLeft(text) {
		return []BidiRun{{0, len(text), 0}}
	}
	var runs []BidiRun
	levels, _ := bidiLevels(text, base)
	i := 0
	for at, r := range text {
		if n := len(runs); n > 0 && runs[n-1].Level == levels[i] {
			runs[n-1].End = at + utf8.RuneLen(r)
		} else {
			runs = append(runs, BidiRun{at, at + utf8.RuneLen(r), levels[i]})
		}
		i++
	}
	// A byte that is not UTF-8 is read as U+FFFD but has the length 1.
	for k := range runs {
		if k+1 < len(runs) {
			runs[k].End = runs[k+1].Start
		} else {
			runs[k].End = len(text)
		}
	}
	return runs
}

// anyRightToLeft reports whether anything in text can raise a level above 0.
func anyRightToLeft(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= 0xD6 || text[i] == 0xD8 { // the first byte of U+0580 and beyond
			for _, r := range text[i:] {
				switch classOf(r) {
				case bidi.R, bidi.AL, bidi.AN, bidi.RLE, bidi.RLO, bidi.RLI, bidi.LRE, bidi.LRO, bidi.LRI, bidi.FSI:
					return true
				}
			}
			return false
		}
	}
	return false
}

func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// VisualOrder returns the order of the runs of a line from left to right (rule L2), from their levels: order[0] is the index
// of the leftmost run.
func VisualOrder(levels []uint8) []int {
	order := make([]int, len(levels))
	highest, lowestOdd := uint8(0), uint8(255)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
		if l%2 == 1 {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for l := highest; l >= lowestOdd && l > 0; l-- {
		for i := 0; i < len(levels); i++ {
			j := i
			for j < len(levels) && levels[order[j]] >= l {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			if j > i {
				i = j
			}
		}
	}
	return order
}
