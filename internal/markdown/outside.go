package markdown

import (
	"bytes"
)

// Formulas of TeX within a paragraph. They are printed as they are written, as code, and reported: a reader sees the whole
// formula, though not set.

const (
	mathMessage = "the formula is printed as it is written, in TeX"
	mathHelp    = "to have it set, write it with characters and _x_, x^2^, x~i~, or put it in as an image; write \\$ for a dollar sign"
)

// math reads $…$ and $$…$$ by Pandoc's rule: no space behind the opening dollar nor before the closing one, and no
// digit behind it, so that sums of money are text.
func (in *inliner) math() {
	b := in.rest()
	if bytes.HasPrefix(b, []byte("$$")) {
		if end := in.find("$$", in.i+2); end > in.i+2 {
			in.formula(end + 2 - in.i)
			return
		}
		in.literal(2)
		return
	}
	if len(b) > 2 && !isSpace(b[1]) {
		for j := 1; j < len(b); j++ {
			if b[j] == '\\' {
				j++
				continue
			}
			if b[j] != '$' {
				continue
			}
			if !isSpace(b[j-1]) && (j+1 >= len(b) || !isDigit(b[j+1])) {
				in.formula(j + 1)
				return
			}
			break
		}
	}
	in.literal(1)
}

// group measures {…} or […] with what is nested in it, within 4000 bytes; 0 if it is not closed.
func group(b []byte) int {
	depth := 0
	for i := 0; i < len(b) && i < 4000; i++ {
		switch b[i] {
		case '\\':
			i++
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// formula adds the next n bytes as a formula.
func (in *inliner) formula(n int) {
	in.r.warn(in.r.src.pos(in.off(in.i)), "tex-math", mathMessage, mathHelp)
	in.add(kRaw, n, codeText(string(in.b[in.i:in.i+n])))
}
