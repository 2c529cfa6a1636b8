package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// read parses a PDF with one classic cross-reference table and direct stream lengths, as gofpdf writes it. Any bytes
// give objects or an error. Streams keep their data as they are in the file, still encoded by their filters.
func read(b []byte) (*file, error) {
	p := &parser{b: b}
	p.i = bytes.LastIndex(b, []byte("startxref"))
	if p.i < 0 {
		return nil, errors.New("there is no startxref")
	}
	p.word()
	at, err := p.integer()
	if err != nil {
		return nil, err
	}
	if at < 0 || at >= len(b) {
		return nil, fmt.Errorf("the cross-reference table is said to be at %d of %d", at, len(b))
	}
	p.i = at
	if p.word() != "xref" {
		return nil, p.errorf("there is no cross-reference table")
	}
	first, err := p.integer()
	if err != nil {
		return nil, err
	}
	n, err := p.integer()
	if err != nil {
		return nil, err
	}
	if first != 0 || n < 1 || n > len(b)/20 { // an entry has 20 bytes
		return nil, p.errorf("the cross-reference table claims %d objects from %d on", n, first)
	}
	offsets := make([]int, n)
	used := make([]bool, n)
	for i := range offsets {
		if offsets[i], err = p.integer(); err != nil {
			return nil, err
		}
		p.word() // the generation
		used[i] = p.word() == "n"
	}
	if p.word() != "trailer" {
		return nil, p.errorf("there is no trailer")
	}
	o, err := p.object(0)
	if err != nil {
		return nil, err
	}
	trailer, ok := o.(dict)
	if !ok {
		return nil, p.errorf("the trailer is no dictionary")
	}
	f := &file{objects: make(map[ref]any, n), last: ref(n - 1)}
	f.root, _ = trailer["Root"].(ref)
	f.info, _ = trailer["Info"].(ref)
	for i := 1; i < n; i++ {
		if !used[i] {
			continue
		}
		if offsets[i] < 0 || offsets[i] >= len(b) {
			return nil, fmt.Errorf("object %d is said to be at %d of %d", i, offsets[i], len(b))
		}
		p.i = offsets[i]
		o, err := p.indirect(i)
		if err != nil {
			return nil, err
		}
		f.objects[ref(i)] = o
	}
	return f, nil
}

// parser reads objects from bytes.
type parser struct {
	b []byte
	i int
}

func (p *parser) errorf(format string, args ...any) error {
	return fmt.Errorf("at byte %d: %s", p.i, fmt.Sprintf(format, args...))
}

// deepest is how deep arrays and dictionaries may be nested.
const deepest = 64

// space skips white space and comments.
func (p *parser) space() {
	for ; p.i < len(p.b); p.i++ {
		switch c := p.b[p.i]; {
		case c == '%':
			for p.i+1 < len(p.b) && p.b[p.i+1] != '\n' && p.b[p.i+1] != '\r' {
				p.i++
			}
		case !isSpace(c):
			return
		}
	}
}

// word reads a run of regular characters, which may be empty.
func (p *parser) word() string {
	p.space()
	from := p.i
	for p.i < len(p.b) && !isSpace(p.b[p.i]) && !isDelimiter(p.b[p.i]) {
		p.i++
	}
	return string(p.b[from:p.i])
}

func (p *parser) integer() (int, error) {
	w := p.word()
	n, err := strconv.Atoi(w)
	if err != nil {
		return 0, p.errorf("%q is no number", w)
	}
	return n, nil
}

// skip reports whether s comes next, and skips it.
func (p *parser) skip(s string) bool {
	if bytes.HasPrefix(p.b[p.i:], []byte(s)) {
		p.i += len(s)
		return true
	}
	return false
}

// indirect reads “n 0 obj … endobj”.
func (p *parser) indirect(n int) (any, error) {
	got, err := p.integer()
	if err != nil {
		return nil, err
	}
	if got != n || p.word() != "0" || p.word() != "obj" {
		return nil, p.errorf("object %d is not where the table says", n)
	}
	o, err := p.object(0)
	if err != nil {
		return nil, err
	}
	switch w := p.word(); w {
	case "endobj":
		return o, nil
	case "stream":
	default:
		return nil, p.errorf("object %d goes on with %q", n, w)
	}
	d, ok := o.(dict)
	if !ok {
		return nil, p.errorf("the stream of object %d has no dictionary", n)
	}
	size, ok := d["Length"].(int)
	if !p.skip("\r\n") && !p.skip("\n") {
		return nil, p.errorf("the data of object %d do not begin on a line of their own", n)
	}
	if !ok || size < 0 || size > len(p.b)-p.i {
		return nil, p.errorf("object %d has no sound length", n)
	}
	data := p.b[p.i : p.i+size : p.i+size]
	p.i += size
	if w := p.word(); w != "endstream" {
		return nil, p.errorf("the data of object %d do not end where they should", n)
	}
	delete(d, "Length")
	return &stream{dict: d, data: data}, nil
}

func (p *parser) object(depth int) (any, error) {
	p.space()
	if p.i >= len(p.b) {
		return nil, p.errorf("the file ends within an object")
	}
	if depth > deepest {
		return nil, p.errorf("objects lie too deep in one another")
	}
	switch {
	case p.skip("/"):
		return p.name()
	case p.skip("<<"):
		d := dict{}
		for {
			p.space()
			if p.skip(">>") {
				return d, nil
			}
			k, err := p.object(depth + 1)
			if err != nil {
				return nil, err
			}
			key, ok := k.(name)
			if !ok {
				return nil, p.errorf("a key is no name")
			}
			if d[key], err = p.object(depth + 1); err != nil {
				return nil, err
			}
		}
	case p.skip("["):
		a := array{}
		for {
			p.space()
			if p.skip("]") {
				return a, nil
			}
			o, err := p.object(depth + 1)
			if err != nil {
				return nil, err
			}
			a = append(a, o)
		}
	case p.skip("("):
		return p.literal()
	case p.skip("<"):
		return p.hex()
	}
	w := p.word()
	switch w {
	case "null":
		return nil, nil
	case "true", "false":
		return w == "true", nil
	}
	n, err := strconv.Atoi(w)
	if err != nil {
		if _, err := strconv.ParseFloat(w, 64); err != nil {
			return nil, p.errorf("%q is no object", w)
		}
		return number(w), nil
	}
	from := p.i
	if p.word() == "0" && p.word() == "R" && n > 0 {
		return ref(n), nil
	}
	p.i = from
	return n, nil
}

func (p *parser) name() (any, error) {
	var n []byte
	for ; p.i < len(p.b) && !isSpace(p.b[p.i]) && !isDelimiter(p.b[p.i]); p.i++ {
		c := p.b[p.i]
		if c == '#' {
			v, ok := p.digits(p.i + 1)
			if !ok {
				return nil, p.errorf("a name has a broken escape")
			}
			c = v
			p.i += 2
		}
		n = append(n, c)
	}
	return name(n), nil
}

// digits reads two hexadecimal digits.
func (p *parser) digits(at int) (byte, bool) {
	if at+2 > len(p.b) {
		return 0, false
	}
	v, err := strconv.ParseUint(string(p.b[at:at+2]), 16, 8)
	return byte(v), err == nil
}

func (p *parser) hex() (any, error) {
	out := text{}
	half, have := byte(0), false
	for ; p.i < len(p.b); p.i++ {
		c := p.b[p.i]
		var v byte
		switch {
		case c == '>':
			p.i++
			if have {
				out = append(out, half<<4)
			}
			return out, nil
		case c >= '0' && c <= '9':
			v = c - '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			v = c | 0x20 - 'a' + 10
		case isSpace(c):
			continue
		default:
			return nil, p.errorf("%q is no hexadecimal digit", c)
		}
		if have {
			out = append(out, half<<4|v)
		} else {
			half = v
		}
		have = !have
	}
	return nil, p.errorf("a string does not end")
}

func (p *parser) literal() (any, error) {
	out := text{}
	for depth := 1; p.i < len(p.b); p.i++ {
		c := p.b[p.i]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				p.i++
				return out, nil
			}
		case '\r': // an end of line of any kind is a line feed
			if p.i+1 < len(p.b) && p.b[p.i+1] == '\n' {
				continue
			}
			c = '\n'
		case '\\':
			p.i++
			if p.i >= len(p.b) {
				return nil, p.errorf("a string does not end")
			}
			var ok bool
			if c, ok = p.escape(); !ok {
				continue
			}
		}
		out = append(out, c)
	}
	return nil, p.errorf("a string does not end")
}

// escape reads what follows a backslash; ok is false for a line that goes on. p.i is left on its last byte.
func (p *parser) escape() (c byte, ok bool) {
	switch c := p.b[p.i]; c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\r':
		if p.i+1 < len(p.b) && p.b[p.i+1] == '\n' {
			p.i++
		}
		return 0, false
	case '\n':
		return 0, false
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v := 0
		for n := 0; n < 3 && p.i < len(p.b) && p.b[p.i] >= '0' && p.b[p.i] <= '7'; n++ {
			v = v*8 + int(p.b[p.i]-'0')
			p.i++
		}
		p.i--
		return byte(v), true
	default:
		return c, true
	}
}
