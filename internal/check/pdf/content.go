package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// The objects of a content stream (ISO 32000-1, 7.8.2): float64, name, []byte for strings, []any, map[string]any,
// bool and nil; an operator is an op.
type (
	name string
	op   string
)

// tokens reads a content stream or a CMap, which have the same tokens.
type tokens struct {
	data  []byte
	at    int
	depth int
}

var errNesting = errors.New("objects nest too deep")

const (
	whites     = "\x00\t\n\f\r "
	delimiters = "()<>[]{}/%"
)

func (t *tokens) space() {
	for t.at < len(t.data) {
		switch c := t.data[t.at]; {
		case bytes.IndexByte([]byte(whites), c) >= 0:
			t.at++
		case c == '%':
			for t.at < len(t.data) && t.data[t.at] != '\n' && t.data[t.at] != '\r' {
				t.at++
			}
		default:
			return
		}
	}
}

// word reads up to the next white space or delimiter.
func (t *tokens) word() string {
	start := t.at
	for t.at < len(t.data) && bytes.IndexByte([]byte(whites+delimiters), t.data[t.at]) < 0 {
		t.at++
	}
	return string(t.data[start:t.at])
}

// next gives the next object or operator, io.EOF at the end.
func (t *tokens) next() (any, error) {
	t.space()
	if t.at >= len(t.data) {
		return nil, io.EOF
	}
	switch c := t.data[t.at]; c {
	case '/':
		t.at++
		return name(unhash(t.word())), nil
	case '(':
		return t.literal()
	case '<':
		if t.at+1 < len(t.data) && t.data[t.at+1] == '<' {
			t.at += 2
			return t.dict()
		}
		return t.hex()
	case '[':
		t.at++
		return t.array()
	case ']', '{', '}':
		t.at++
		return op(c), nil
	case '>':
		t.at++
		if t.at < len(t.data) && t.data[t.at] == '>' {
			t.at++
		}
		return op(">>"), nil
	case ')':
		return nil, fmt.Errorf("a stray “)” at byte %d", t.at)
	}
	w := t.word()
	if n, err := strconv.ParseFloat(w, 64); err == nil && w[0] != 'n' && w[0] != 'N' && w[0] != 'i' && w[0] != 'I' {
		return n, nil
	}
	switch w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	return op(w), nil
}

func unhash(s string) string {
	if !bytes.Contains([]byte(s), []byte("#")) {
		return s
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b = append(b, byte(v))
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

func (t *tokens) literal() (any, error) {
	var b []byte
	depth := 0
	for ; t.at < len(t.data); t.at++ {
		switch c := t.data[t.at]; c {
		case '(':
			if depth++; depth > 1 {
				b = append(b, c)
			}
		case ')':
			if depth--; depth == 0 {
				t.at++
				return b, nil
			}
			b = append(b, c)
		case '\\':
			b = t.escape(b)
		default:
			b = append(b, c)
		}
	}
	return nil, errors.New("a string is not closed")
}

// escape reads what follows a backslash in a string (ISO 32000-1, table 3), leaving t at its last byte.
func (t *tokens) escape(b []byte) []byte {
	if t.at++; t.at >= len(t.data) {
		return b
	}
	switch c := t.data[t.at]; c {
	case 'n':
		return append(b, '\n')
	case 'r':
		return append(b, '\r')
	case 't':
		return append(b, '\t')
	case 'b':
		return append(b, '\b')
	case 'f':
		return append(b, '\f')
	case '\r':
		if t.at+1 < len(t.data) && t.data[t.at+1] == '\n' {
			t.at++
		}
		return b
	case '\n':
		return b
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v := 0
		for k := 0; k < 3 && t.at < len(t.data) && t.data[t.at] >= '0' && t.data[t.at] <= '7'; k++ {
			v = 8*v + int(t.data[t.at]-'0')
			t.at++
		}
		t.at--
		return append(b, byte(v))
	default:
		return append(b, c)
	}
}

func (t *tokens) hex() (any, error) {
	end := bytes.IndexByte(t.data[t.at:], '>')
	if end < 0 {
		return nil, errors.New("a string is not closed")
	}
	var b []byte
	half, have := byte(0), false
	for _, c := range t.data[t.at+1 : t.at+end] {
		v, err := strconv.ParseUint(string(rune(c)), 16, 8)
		if err != nil {
			if bytes.IndexByte([]byte(whites), c) < 0 {
				return nil, fmt.Errorf("“%c” is not a hexadecimal digit", c)
			}
			continue
		}
		if have {
			b = append(b, half<<4|byte(v))
		}
		half, have = byte(v), !have
	}
	if have {
		b = append(b, half<<4)
	}
	t.at += end + 1
	return b, nil
}

func (t *tokens) array() (any, error) {
	if t.depth++; t.depth > 64 {
		return nil, errNesting
	}
	defer func() { t.depth-- }()
	a := []any{}
	for {
		v, err := t.next()
		if err != nil {
			return nil, cmpEOF(err, "an array is not closed")
		}
		if v == op("]") {
			return a, nil
		}
		a = append(a, v)
	}
}

func (t *tokens) dict() (any, error) {
	if t.depth++; t.depth > 64 {
		return nil, errNesting
	}
	defer func() { t.depth-- }()
	d := map[string]any{}
	for {
		k, err := t.next()
		if err != nil {
			return nil, cmpEOF(err, "a dictionary is not closed")
		}
		if k == op(">>") {
			return d, nil
		}
		key, ok := k.(name)
		if !ok {
			return nil, errors.New("a key is not a name")
		}
		v, err := t.next()
		if err != nil {
			return nil, cmpEOF(err, "a dictionary is not closed")
		}
		d[string(key)] = v
	}
}

func cmpEOF(err error, message string) error {
	if errors.Is(err, io.EOF) {
		return errors.New(message)
	}
	return err
}

// inlineImage skips the data of an inline image, up to EI between white space.
func (t *tokens) inlineImage() error {
	for i := t.at; i+2 <= len(t.data); i++ {
		if t.data[i] == 'E' && t.data[i+1] == 'I' && i > t.at && bytes.IndexByte([]byte(whites), t.data[i-1]) >= 0 &&
			(i+2 == len(t.data) || bytes.IndexByte([]byte(whites), t.data[i+2]) >= 0) {
			t.at = i + 2
			return nil
		}
	}
	return errors.New("an inline image has no end")
}
