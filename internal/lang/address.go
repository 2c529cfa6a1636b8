package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// addressAt returns the end of the web address or path that begins at start, without punctuation around it. If there is none
// it returns start.
func addressAt(text string, start int) int {
	// No address is longer. Without a limit, long text without spaces would be read again for each of its characters.
	const longest = 2048
	word := wordAfter(text[start:min(len(text), start+longest)])
	lead := len(word) - len(strings.TrimLeftFunc(word, func(r rune) bool { return strings.ContainsRune("([{<“‘«„\"'", r) }))
	word = strings.TrimRightFunc(word[lead:], func(r rune) bool { return strings.ContainsRune(".,;:!?)]}>”’»…\"'", r) })
	if !isAddress(word) {
		return start
	}
	return start + lead + len(word)
}

// isAddress reports whether a word is a web address, with a scheme or without, or a path.
func isAddress(w string) bool {
	if scheme, rest, ok := strings.Cut(w, "://"); ok {
		return scheme != "" && rest != "" && strings.IndexFunc(scheme, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) }) < 0
	}
	if strings.HasPrefix(w, "www.") || strings.HasPrefix(w, "doi:10.") || strings.HasPrefix(w, "10.") && strings.Contains(w, "/") {
		return true
	}
	// marxists.org/archive, internal/lang/breaks.go: a slash and, in the same word, a stop between letters.
	if !strings.Contains(w, "/") {
		return false
	}
	for i, r := range w {
		if r > unicode.MaxASCII {
			return false
		}
		if r == '.' && i > 0 && i+1 < len(w) && unicode.IsLetter(rune(w[i-1])) && unicode.IsLetter(rune(w[i+1])) {
			return true
		}
	}
	return false
}

// addressBreaks appends the places where the address text[start:end] may break: after slashes, & and =, but before other
// punctuation, so that no mark at the end of a line looks like that of a sentence or a hyphen (Chicago Manual of Style,
// 14.18). There is no break within “//” or the scheme, and at least three characters are on each side. A name of ten letters
// or more may break within, at least four letters from its ends, as with biblatex's \biburllcpenalty.
func addressBreaks(out []Opportunity, text string, start, end int) []Opportunity {
	const least = 3
	first := start
	if i := strings.Index(text[start:end], "://"); i >= 0 {
		first = start + i + len("://")
		out = append(out, Opportunity{first, InAddress})
	}
	// The prefix of a DOI is not divided: “10.1000/” (ISO 26324).
	if word := text[start:end]; strings.HasPrefix(word, "doi:10.") || strings.HasPrefix(word, "10.") {
		if i := strings.IndexByte(word, '/'); i >= 0 {
			first = start + i
		}
		if strings.HasPrefix(word, "doi:") {
			out = append(out, Opportunity{start + len("doi:"), InAddress})
		}
	}
	last := first // the last break, or where the host begins
	name := nameAt(text, first, end)
	for i := first + 1; i < end; i++ {
		if i >= name.end {
			name = nameAt(text, i, end)
		}
		if !utf8.RuneStart(text[i]) || utf8.RuneCountInString(text[i:end]) < least || utf8.RuneCountInString(text[start:i]) < least {
			continue
		}
		before, after := text[i-1], text[i]
		switch {
		case strings.IndexByte("/&=", before) >= 0 && strings.IndexByte("/&=", after) < 0,
			strings.IndexByte(".-_~?#%,@+:;", after) >= 0 && strings.IndexByte(".-_~?#%,@+:;/&=", before) < 0 && i-last >= least:
			out = append(out, Opportunity{i, InAddress})
			last = i
		case name.end-name.start >= longName && i-name.start >= nameRest && name.end-i >= nameRest:
			out = append(out, Opportunity{i, WithinName})
		}
	}
	return out
}

// longName is the least length of a name in an address that may break within; nameRest is the least number of characters on
// each side of that break.
const longName, nameRest = 10, 4

// stretch is a part of a text.
type stretch struct{ start, end int }

// nameAt returns the ASCII letters and figures from start.
func nameAt(text string, start, end int) stretch {
	i := start
	for i < end && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' || text[i] >= '0' && text[i] <= '9') {
		i++
	}
	return stretch{start, i}
}
