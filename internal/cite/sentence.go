package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentenceCase changes a title from English title case, as in .bib files, to the sentence case that CSL expects: “An
// Inquiry into the Nature of {Wealth}” becomes “An inquiry into the nature of Wealth”. Words in braces, words with inner
// capitals, and words at the beginning of a sentence or after a colon do not change.
func sentenceCase(s string) string {
	var b strings.Builder
	start := true // at the beginning of a sentence
	nocase := 0
	var spans []bool
	for i := 0; i < len(s); {
		if s[i] == '<' {
			if j := strings.IndexByte(s[i:], '>'); j > 0 {
				tag := s[i : i+j+1]
				switch {
				case strings.HasPrefix(tag, "<span"):
					spans = append(spans, true)
					nocase++
				case tag == "</span>" && len(spans) > 0:
					spans = spans[:len(spans)-1]
					nocase--
				}
				b.WriteString(tag)
				i += j + 1
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if strings.ContainsRune("?!:—", r) || r == '.' && stopEndsSentence(s[:i], s[i+n:]) {
				start = true
			}
			b.WriteRune(r)
			i += n
			continue
		}
		// A word runs through apostrophes. The parts of “Real-Time” are words of their own.
		j := i
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && r != '’' && r != '\'' {
				break
			}
			j += n
		}
		word := s[i:j]
		if nocase == 0 && !start {
			word = uncapital(word)
		}
		start = false
		b.WriteString(word)
		i = j
	}
	return b.String()
}

// stopEndsSentence reports whether a full stop between before and after ends a sentence: not within a number or after an
// initial.
func stopEndsSentence(before, after string) bool {
	if !strings.HasPrefix(after, " ") {
		return false
	}
	words := strings.FieldsFunc(before, func(r rune) bool { return r == ' ' || r == '.' || r == '>' })
	if len(words) == 0 {
		return false
	}
	last := []rune(words[len(words)-1])
	return len(last) > 3 || len(last) > 1 && unicode.IsLower(last[0])
}

// uncapital lowers the first letter of a word that is otherwise in lower case. “I” and words with further capitals or
// digits do not change.
func uncapital(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	rest := w[n:]
	if !unicode.IsUpper(r) || strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) {
		return w
	}
	if r == 'I' && (rest == "" || strings.HasPrefix(rest, "’") || strings.HasPrefix(rest, "'")) {
		return w
	}
	if rest == "" && r != 'A' || strings.HasPrefix(rest, "’") || strings.HasPrefix(rest, "'") {
		return w // an initial; “O’Neill” and “D’Arcy” are names
	}
	return string(unicode.ToLower(r)) + rest
}
