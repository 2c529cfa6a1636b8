package math

import (
	"unicode/utf8"
)

// token is a command with its backslash, a character, " " for white space, or "" at the end of the source. A parameter
// in the body of a macro is "#" with its digit. start and end are offsets in the source; a token of a macro's body has
// those of the call.
type token struct {
	text       string
	start, end int
}

// isCommand reports whether the token is a command.
func (t token) isCommand() bool { return len(t.text) > 1 && t.text[0] == '\\' }

// name is the command without its backslash; "" for another token.
func (t token) name() string {
	if t.isCommand() {
		return t.text[1:]
	}
	return ""
}

// lexeme gives the token at an offset and the offset behind it. Comments count as nothing. White space behind a command
// of letters belongs to the command.
func lexeme(s string, i int) (text string, start, end int) {
	for i < len(s) && s[i] == '%' {
		i = skipComment(s, i)
	}
	if i >= len(s) {
		return "", len(s), len(s)
	}
	switch c := s[i]; {
	case isBlank(c):
		return " ", i, skipBlank(s, i)
	case c == '\\':
		return command(s, i)
	case c < utf8.RuneSelf:
		return s[i : i+1], i, i + 1
	default:
		_, n := utf8.DecodeRuneInString(s[i:])
		return s[i : i+n], i, i + n
	}
}

// command reads the command at an offset.
func command(s string, i int) (text string, start, end int) {
	j := i + 1
	if j >= len(s) {
		return `\`, i, j
	}
	if !isLetter(s[j]) && s[j] != '@' {
		if isBlank(s[j]) {
			return `\ `, i, skipBlank(s, j)
		}
		_, n := utf8.DecodeRuneInString(s[j:])
		return s[i : j+n], i, j + n
	}
	for j < len(s) && (isLetter(s[j]) || s[j] == '@') {
		j++
	}
	return s[i:j], i, skipBlank(s, j)
}

// skipComment gives the offset behind a comment, its line end and the white space that begins the next line.
func skipComment(s string, i int) int {
	for i < len(s) && s[i] != '\n' {
		i++
	}
	if i < len(s) {
		i++
	}
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

func skipBlank(s string, i int) int {
	for i < len(s) && isBlank(s[i]) {
		i++
	}
	return i
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// lexAll gives the tokens of the body of a macro, all with one place.
func lexAll(s string, at token) []token {
	var out []token
	for i := 0; ; {
		text, _, end := lexeme(s, i)
		if text == "" {
			return out
		}
		if text == "#" && end < len(s) && (isDigit(s[end]) || s[end] == '#') {
			text, end = s[end-1:end+1], end+1
		}
		out = append(out, token{text, at.start, at.end})
		i = end
	}
}

// source gives tokens as they could be written.
func source(ts []token) string {
	var b []byte
	for i, t := range ts {
		b = append(b, t.text...)
		if t.isCommand() && isLetter(t.text[len(t.text)-1]) && i+1 < len(ts) && len(ts[i+1].text) > 0 && isLetter(ts[i+1].text[0]) {
			b = append(b, ' ')
		}
	}
	return string(b)
}
