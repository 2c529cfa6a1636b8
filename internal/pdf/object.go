package pdf

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"unicode/utf16"
)

// The objects of a PDF (ISO 32000-1, 7.3). An object is nil (null), bool, int, number, name, text, array, dict, ref
// or, at the top level, *stream.
type (
	name   string
	ref    int    // of generation 0, which is all that is read or written here
	number string // a real number, as it is written
	text   []byte // a string object
	array  []any
	dict   map[name]any
	stream struct {
		dict dict // without Length
		data []byte
		// plain asks that data be left uncompressed, as PDF/A wants for metadata.
		plain bool
	}
)

// file is the objects of a PDF by number, and what its trailer points to.
type file struct {
	objects    map[ref]any
	root, info ref
	last       ref
}

func (f *file) add(o any) ref {
	f.last++
	f.objects[f.last] = o
	return f.last
}

// get follows references, and gives nil for one that leads nowhere or in a circle.
func (f *file) get(o any) any {
	for range 8 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.objects[r]
	}
	return nil
}

// dict gives the dictionary at o, that of a stream included; nil if there is none.
func (f *file) dict(o any) dict {
	switch o := f.get(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *file) array(o any) array {
	a, _ := f.get(o).(array)
	return a
}

// keys are the keys of a dictionary in the order in which they are written: Type, then the alphabet.
func (d dict) keys() []name {
	return slices.SortedFunc(maps.Keys(d), func(a, b name) int {
		switch {
		case a == "Type" && b != "Type":
			return -1
		case b == "Type" && a != "Type":
			return 1
		}
		return cmp.Compare(a, b)
	})
}

// textString makes a text string (ISO 32000-1, 7.9.2): ASCII as it is, all else in UTF-16BE.
func textString(s string) text {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			b := text{0xFE, 0xFF}
			for _, u := range utf16.Encode([]rune(s)) {
				b = append(b, byte(u>>8), byte(u))
			}
			return b
		}
	}
	return text(s)
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// appendObject writes an object; numbers maps a reference to the number that is written for it.
func appendObject(b []byte, o any, numbers func(ref) int) []byte {
	switch o := o.(type) {
	case bool:
		return strconv.AppendBool(spaced(b), o)
	case int:
		return strconv.AppendInt(spaced(b), int64(o), 10)
	case number:
		return append(spaced(b), o...)
	case ref:
		b = strconv.AppendInt(spaced(b), int64(numbers(o)), 10)
		return append(b, " 0 R"...)
	case name:
		return appendName(b, o)
	case text:
		return appendString(b, o)
	case array:
		b = append(b, '[')
		for _, e := range o {
			b = appendObject(b, e, numbers)
		}
		return append(b, ']')
	case dict:
		b = append(b, "<<"...)
		for _, k := range o.keys() {
			b = appendName(b, k)
			b = appendObject(b, o[k], numbers)
		}
		return append(b, ">>"...)
	}
	return append(spaced(b), "null"...)
}

// spaced puts a space before a token that would run into the one before it.
func spaced(b []byte) []byte {
	if n := len(b); n > 0 && !isSpace(b[n-1]) && (!isDelimiter(b[n-1]) || b[n-1] == '/') { // a name may be empty
		return append(b, ' ')
	}
	return b
}

func appendName(b []byte, n name) []byte {
	const hex = "0123456789ABCDEF"
	b = append(b, '/')
	for i := 0; i < len(n); i++ {
		if c := n[i]; c > ' ' && c < 0x7F && !isDelimiter(c) && c != '#' {
			b = append(b, c)
		} else {
			b = append(b, '#', hex[c>>4], hex[c&15])
		}
	}
	return b
}

// appendString writes a literal string. Only what would be misread is escaped (ISO 32000-1, 7.3.4.2).
func appendString(b, s []byte) []byte {
	b = append(b, '(')
	for _, c := range s {
		switch c {
		case '(', ')', '\\':
			b = append(b, '\\', c)
		case '\r': // a bare carriage return would be read as a line feed
			b = append(b, '\\', 'r')
		default:
			b = append(b, c)
		}
	}
	return append(b, ')')
}
