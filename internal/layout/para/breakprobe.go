package para

import (
	"strings"

	"quire/internal/lang"
)

// breakProbe is the text of a paragraph as UAX #14 is to see it. Some segments stand in it as others than they are.
type breakProbe struct {
	strings.Builder
	shifts    []shift
	forbidden map[int]bool // offsets in the paragraph's text at which no line may end
}

// shift says that from here on an offset in the probe is another in the text.
type shift struct{ probe, text int }

// formulaProbe stands for a formula, as a line may end before and after an object (UAX #14, LB20) but not before and after a
// letter: “the 𝑛th”. It is a letter with as many bytes as U+FFFC.
const formulaProbe = "\u1E01"

// add adds a segment with its text, which begins at start in the paragraph's text.
func (b *breakProbe) add(sg *Segment, text string, start int) {
	switch {
	case sg.NoBreakBefore:
		// UAX #14 would take the figure of a note for a number. So it is given an object that is joined to the word
		// before it.
		//
		//	word¹  →  word U+2060 U+FFFC
		if b.forbidden == nil {
			b.forbidden = map[int]bool{}
		}
		b.forbidden[start] = true
		b.shifts = append(b.shifts, shift{b.Len(), start})
		b.WriteString("\u2060\uFFFC")
		b.shifts = append(b.shifts, shift{b.Len(), start + len(text)})
	case sg.Kind == FormulaSegment:
		b.WriteString(formulaProbe)
	default:
		b.WriteString(text)
	}
}

// breaks gives the places in the paragraph's text where a line may end.
func (b *breakProbe) breaks(language lang.Tag) map[int]lang.BreakKind {
	at := map[int]lang.BreakKind{}
	n := 0
	for _, o := range lang.Breaks(b.String(), language) {
		for n < len(b.shifts) && b.shifts[n].probe <= o.Offset {
			n++
		}
		pos := o.Offset
		if n > 0 {
			pos = b.shifts[n-1].text + o.Offset - b.shifts[n-1].probe
		}
		if !b.forbidden[pos] {
			at[pos] = o.Kind
		}
	}
	return at
}
