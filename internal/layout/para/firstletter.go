package para

import (
	"unicode"
	"unicode/utf8"

	"quire/internal/style"
)

// WithFirstLetter gives the text with another style for its first letter. If the style has an initial-letter, the letter becomes
// an initial.
func (t *Text) WithFirstLetter(st *style.Style) *Text {
	c := *t
	p := &c
	var first []Segment
	seen := false // the letter
	for i := range p.Segments {
		sg := &p.Segments[i]
		if sg.Kind == AnchorSegment {
			first = append(first, *sg)
			continue
		}
		if sg.Kind != TextSegment {
			return t
		}
		n := lengthOfFirstLetter(sg.Text, &seen)
		head := *sg
		head.Text, head.Style = sg.Text[:n], st
		if n > 0 {
			first = append(first, head)
		}
		if n == len(sg.Text) && !seen {
			continue // no more than punctuation: the letter is in the next
		}
		rest := append([]Segment(nil), p.Segments[i:]...)
		rest[0].Text, rest[0].From = sg.Text[n:], sg.From+n
		if st.InitialLetter == 0 {
			p.Segments = append(first, rest...)
			return p
		}
		in := &InitialLetter{st: st, lines: st.InitialLetter, sink: max(1, st.InitialSink)}
		p.Segments = nil
		for _, f := range first {
			if f.Kind == TextSegment {
				in.segs = append(in.segs, f)
			} else {
				p.Segments = append(p.Segments, f)
			}
		}
		p.Segments = append(p.Segments, rest...)
		p.Initial = in
		return p
	}
	return t
}

// lengthOfFirstLetter gives how many bytes of a text belong to its first letter: the letter, the punctuation before it and after it, and
// spaces within these that are not the common one, such as those of French quotation marks (css-pseudo-4, §3.3). Dashes and
// opening marks after the letter are the next word's.
func lengthOfFirstLetter(text string, seen *bool) (n int) {
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		switch {
		case unicode.Is(unicode.Zs, r) && r != ' ' && r != '\u3000':
			if *seen {
				// It is within only if punctuation follows it.
				next, _ := utf8.DecodeRuneInString(text[n+size:])
				if !closing(next) {
					return n
				}
			}
		case *seen && (unicode.IsMark(r) || closing(r)):
		case *seen:
			return n
		case unicode.IsPunct(r):
		case r == ' ', r == '\n', r == '\t', r == '\u3000':
			return n // punctuation that stands by itself
		default:
			*seen = true
		}
		n += size
	}
	return n
}

// closing reports whether punctuation after a first letter belongs to it.
func closing(r rune) bool {
	return unicode.IsPunct(r) && !unicode.In(r, unicode.Ps, unicode.Pi, unicode.Pd)
}
