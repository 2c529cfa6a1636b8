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

// opportunities gives the places in a paragraph's text where a line may end. They are overwritten by the next call.
func (s *Setter) opportunities(b *breakProbe, p *Paragraph) []opportunity {
	at := append(s.freeBreaks[:0], make([]opportunity, len(p.content)+1)...)
	s.freeBreaks = at
	n := 0
	for _, o := range s.lineBreaks(b.String(), p.Lang) {
		for n < len(b.shifts) && b.shifts[n].probe <= o.Offset {
			n++
		}
		pos := o.Offset
		if n > 0 {
			pos = b.shifts[n-1].text + o.Offset - b.shifts[n-1].probe
		}
		if !b.forbidden[pos] {
			at[pos] = opportunity{o.Kind, true}
		}
	}
	p.codeBreaks(at)
	return at
}

// opportunity says whether a line may end at a place of the text, and of what kind the place is.
type opportunity struct {
	kind lang.BreakKind
	ok   bool
}

// lineBreaks is lang.Breaks. The same text is often asked for several times in a row: see setFirstLine.
func (s *Setter) lineBreaks(text string, l *Language) []lang.Opportunity {
	if b := &s.broken; text != b.text || l.Tag != b.lang {
		b.text, b.lang, b.opportunities = text, l.Tag, lang.Breaks(text, l.Lang)
	}
	return s.broken.opportunities
}
