package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CodeBreaks gives where a line may end within code, in order: at spaces, and within long words at places where a
// programmer sees at once that the word goes on. That is after a sign that joins or separates, such as a slash, a comma, an
// underscore or a hyphen between letters, and before a stop between names. A name in camel case may break before a
// capital, but only in a line that would be ugly otherwise. Addresses and paths break as Breaks has it.
//
// An option keeps its hyphens: no line ends after the “--” of “--help”, nor after a “--”, a prompt or the sign of a comment
// that stands alone.
func CodeBreaks(text string) (out []Opportunity) {
	for start := 0; start < len(text); {
		end := start + strings.IndexFunc(text[start:], isBreakingSpace)
		if end < start {
			end = len(text)
		}
		word := text[start:end]
		if address := addressAt(text, start); address > start {
			out = addressBreaks(out, text, start, address)
		} else {
			out = codeWord(out, word, start)
		}
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !isBreakingSpace(r) {
				break
			}
			end += size
		}
		if word != "" && end < len(text) && !opensText(word, start == 0) {
			out = append(out, Opportunity{end, AtSpace})
		}
		start = end
	}
	return out
}

// opensText reports whether a word of code leads what follows: hyphens alone, the sign of a comment, or a prompt at the
// beginning.
func opensText(word string, first bool) bool {
	return strings.Trim(word, "-") == "" || strings.Trim(word, "#") == "" || strings.Trim(word, "/") == "" || first && (word == "$" || word == "%" || word == ">")
}

// codeWord appends where a word of code, which begins at an offset, may break. A short word does not break, and three
// characters stay on either side.
func codeWord(out []Opportunity, word string, offset int) []Opportunity {
	const least = 3
	n := utf8.RuneCountInString(word)
	if n < longName {
		return out
	}
	k := 0 // characters before the place
	for i, after := range word {
		before, head := cutLast(word[:i])
		if k >= least && n-k >= least {
			_, rest := cutFirst(word[i:])
			if kind, ok := inCode(head, before, after, firstRune(rest)); ok {
				out = append(out, Opportunity{offset + i, kind})
			}
		}
		k++
	}
	return out
}

// inCode reports whether a word of code may break between two characters, of which one follows head and the other is
// followed by next.
func inCode(head string, before, after, next rune) (BreakKind, bool) {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	opens := letter(after) || strings.ContainsRune("\"'`$@%*&<([{\\-_", after)
	last := lastRune(head)
	switch {
	case before == '-':
		return InAddress, letter(last) && letter(after)
	case before == '_':
		return InAddress, last != '_' && letter(last) && letter(after)
	case before == '>' && (last == '-' || last == '='), before == ':' && last == ':':
		return InAddress, letter(after)
	case strings.ContainsRune(",;|/=+", before):
		return InAddress, last != before && opens
	case strings.ContainsRune("&(:", before):
		return InAddress, last != before && letter(after)
	case strings.ContainsRune(")]}", before):
		return InAddress, letter(after) || strings.ContainsRune("([{", after)
	case after == '\\':
		return InAddress, before != '\\'
	case after == '.':
		return InAddress, unicode.IsLetter(next) && (unicode.IsLetter(before) || strings.ContainsRune(")]", before))
	}
	return WithinName, unicode.IsLower(before) && unicode.IsUpper(after)
}
