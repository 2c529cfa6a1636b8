package markdown

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// entity reads a character reference of HTML at the beginning of b, which begins with "&" (CommonMark 6.2).
func entity(b []byte) (text string, n int, ok bool) {
	if len(b) < 3 {
		return "", 0, false
	}
	if b[1] != '#' {
		i := 1
		for i < len(b) && i < 40 && (isLetter(b[i]) || isDigit(b[i])) {
			i++
		}
		if i == 1 || i >= len(b) || b[i] != ';' {
			return "", 0, false
		}
		e, found := util.LookUpHTML5EntityByName(string(b[1:i]))
		if !found {
			return "", 0, false
		}
		return string(e.Characters), i + 1, true
	}
	base, i, limit := 10, 2, 7
	if b[2]|0x20 == 'x' {
		base, i, limit = 16, 3, 6
	}
	start := i
	for i < len(b) && (isDigit(b[i]) || base == 16 && b[i]|0x20 >= 'a' && b[i]|0x20 <= 'f') {
		i++
	}
	if i == start || i-start > limit || i >= len(b) || b[i] != ';' {
		return "", 0, false
	}
	v, err := strconv.ParseUint(string(b[start:i]), base, 32)
	if err != nil || v == 0 || v > utf8.MaxRune || !isXMLChar(rune(v)) {
		return replacement, i + 1, true
	}
	return string(rune(v)), i + 1, true
}

// unescape resolves backslash escapes and character references, as in destinations, titles and info strings.
func unescape(b []byte) string {
	var s strings.Builder
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && isPunct(b[i+1]) {
			i++
		} else if b[i] == '&' {
			if text, n, ok := entity(b[i:]); ok {
				s.WriteString(text)
				i += n - 1
				continue
			}
		}
		s.WriteByte(b[i])
	}
	return s.String()
}
