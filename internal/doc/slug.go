package doc

import (
	"strings"
	"unicode"
)

// Slug makes an identifier from a title. Pandoc's rule (auto_identifiers) keeps letters, numbers, hyphens, underscores
// and stops, turns spaces into one hyphen, and drops everything before the first letter. GitHub's rule
// (gfm_auto_identifiers) keeps what comes before the first letter, drops stops, and turns each space into a hyphen:
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
