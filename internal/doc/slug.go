package doc

import (
	"strings"
	"unicode"
)

// Slug makes an identifier of a title. By Pandoc's rule (auto_identifiers) what is no letter, number, hyphen, underscore
// or stop is dropped, spaces become one hyphen, and nothing stands before the first letter. By GitHub's
// (gfm_auto_identifiers) what comes before the first letter stays, stops are dropped, and each space is a hyphen:
//
//	"3. What's new -- in 2.0?"  →  whats-new-in-2.0  or  3-whats-new----in-20
func Slug(title string, github bool) string {
	var b strings.Builder
	for _, c := range strings.ToLower(strings.TrimSpace(title)) {
		switch {
		case unicode.IsLetter(c) || unicode.IsNumber(c) || c == '-' || c == '_':
			b.WriteRune(c)
		case c == '.' && !github || github && unicode.IsMark(c):
			b.WriteRune(c)
		case unicode.IsSpace(c):
			b.WriteByte(' ')
		}
	}
	if github {
		return strings.ReplaceAll(b.String(), " ", "-")
	}
	s := strings.Join(strings.Fields(b.String()), "-")
	return strings.TrimLeftFunc(s, func(c rune) bool { return !unicode.IsLetter(c) })
}
