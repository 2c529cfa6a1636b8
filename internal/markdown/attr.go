package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/doc"
)

// attrs is the content of braces: {#id .class key=value}, or Pandoc's raw attribute {=format}.
type attrs struct {
	doc.Attr
	raw string
}

// parseAttrs reads attributes at the beginning of b, which begins with "{". n is their length, braces included.
// The grammar is Pandoc's: #id, .class, key=value, key="quoted value", and "-" for .unnumbered.
func parseAttrs(b []byte) (a attrs, n int, ok bool) {
	i := 1
	for {
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i >= len(b) {
			return a, 0, false
		}
		if b[i] == '}' {
			return a, i + 1, true
		}
		if i > 1 && !isSpace(b[i-1]) {
			return a, 0, false
		}
		switch b[i] {
		case '#', '.', '=':
			w := word(b[i+1:])
			if w == 0 {
				return a, 0, false
			}
			s := string(b[i+1 : i+1+w])
			switch b[i] {
			case '#':
				a.ID = s
			case '.':
				a.Classes = append(a.Classes, s)
			default:
				a.raw = s
			}
			i += 1 + w
		case '-':
			a.Classes = append(a.Classes, "unnumbered")
			i++
		default:
			w := word(b[i:])
			if w == 0 || i+w >= len(b) || b[i+w] != '=' {
				return a, 0, false
			}
			key := string(b[i : i+w])
			i += w + 1
			value, m, ok := attrValue(b[i:])
			if !ok {
				return a, 0, false
			}
			i += m
			a.set(key, value)
		}
	}
}

func (a *attrs) set(key, value string) {
	switch key {
	case "id":
		a.ID = value
	case "class":
		a.Classes = append(a.Classes, strings.Fields(value)...)
	case "lang", "xml:lang":
		a.Lang = value
	default:
		a.KeyVals = append(a.KeyVals, doc.KeyVal{Key: key, Value: value})
	}
}

// take removes a key and gives its value.
func (a *attrs) take(key string) (value string, ok bool) {
	for i, kv := range a.KeyVals {
		if kv.Key == key {
			a.KeyVals = append(a.KeyVals[:i:i], a.KeyVals[i+1:]...)
			return kv.Value, true
		}
	}
	return "", false
}

// takeClass removes a class and reports whether it was there.
func (a *attrs) takeClass(class string) bool {
	for i, c := range a.Classes {
		if c == class {
			a.Classes = append(a.Classes[:i:i], a.Classes[i+1:]...)
			return true
		}
	}
	return false
}

// word measures an identifier: letters and digits of any script, and - _ : .
func word(b []byte) int {
	i := 0
	for i < len(b) {
		c, size := utf8.DecodeRune(b[i:])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && !strings.ContainsRune("-_:.", c) {
			break
		}
		i += size
	}
	return i
}

func attrValue(b []byte) (value string, n int, ok bool) {
	if len(b) == 0 {
		return "", 0, false
	}
	if q := b[0]; q == '"' || q == '\'' {
		for i := 1; i < len(b); i++ {
			switch b[i] {
			case '\\':
				i++
			case q:
				return unescape(b[1:i]), i + 1, true
			}
		}
		return "", 0, false
	}
	n = bytes.IndexAny(b, " \t\n}\"'`<>{")
	if n < 0 || b[n] != '}' && !isSpace(b[n]) {
		return "", 0, false
	}
	return unescape(b[:n]), n, true
}

// trailingAttrs finds attributes at the end of a line of text, such as a heading or a caption, and gives the length of
// the text without them.
func trailingAttrs(b []byte) (a attrs, text int, ok bool) {
	end := len(bytes.TrimRight(b, " \t\n"))
	if end == 0 || b[end-1] != '}' {
		return a, end, false
	}
	// Usually the last "{" outside of quotes is the right one. If a quoted value holds one, an earlier one is.
	for i := end - 1; i >= 0 && end-i < 2000; i-- {
		if b[i] != '{' || i > 0 && b[i-1] == '\\' {
			continue
		}
		if a, n, ok := parseAttrs(b[i:end]); ok && i+n == end {
			return a, len(bytes.TrimRight(b[:i], " \t\n")), true
		}
	}
	return attrs{}, end, false
}
