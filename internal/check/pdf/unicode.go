package pdf

import (
	"maps"
	"slices"
	"strings"
)

// readToUnicode reads a ToUnicode CMap (ISO 32000-1, 9.10.3).
func (p *fontUse) readToUnicode(f *file, data []byte) {
	p.unicode = map[string]string{}
	t := &tokens{data: data}
	var args []any
	for {
		v, err := t.next()
		if err != nil {
			break
		}
		switch v {
		case op("endbfchar"):
			for i := 0; i+1 < len(args); i += 2 {
				from, ok1 := args[i].([]byte)
				to, ok2 := args[i+1].([]byte)
				if ok1 && ok2 {
					p.unicode[string(from)] = utf16text(to)
				}
			}
		case op("endbfrange"):
			for i := 0; i+2 < len(args); i += 3 {
				p.readRange(args[i], args[i+1], args[i+2])
			}
		}
		if o, isOp := v.(op); isOp && (strings.HasPrefix(string(o), "begin") || strings.HasPrefix(string(o), "end")) {
			args = args[:0]
			continue
		}
		args = append(args, v)
	}
	for _, code := range slices.Sorted(maps.Keys(p.unicode)) {
		for _, r := range p.unicode[code] {
			switch r {
			case 0:
				f.Fault("31-028", p.place, "the code %x is U+0000", code)
			case 0xfeff, 0xfffe:
				f.Fault("31-029", p.place, "the code %x is %U", code, r)
			}
		}
	}
}

func (p *fontUse) readRange(from, to, dest any) {
	a, ok1 := from.([]byte)
	b, ok2 := to.([]byte)
	if !ok1 || !ok2 || len(a) != len(b) || len(a) == 0 || len(a) > 4 {
		return
	}
	lo, hi := number(a), number(b)
	if hi-lo > 1<<16 {
		return
	}
	for c := lo; c <= hi; c++ {
		code := make([]byte, len(a))
		for i, v := len(a)-1, c; i >= 0; i, v = i-1, v>>8 {
			code[i] = byte(v)
		}
		switch d := dest.(type) {
		case []any:
			if c-lo < len(d) {
				if s, ok := d[c-lo].([]byte); ok {
					p.unicode[string(code)] = utf16text(s)
				}
			}
		case []byte:
			text := []rune(utf16text(d))
			if len(text) > 0 {
				text[len(text)-1] += rune(c - lo)
				p.unicode[string(code)] = string(text)
			}
		}
	}
}

func number(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

func utf16text(b []byte) string {
	var out []rune
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(b[i])<<8 | rune(b[i+1])
		if r >= 0xd800 && r < 0xdc00 && i+3 < len(b) {
			low := rune(b[i+2])<<8 | rune(b[i+3])
			r = (r-0xd800)<<10 + (low - 0xdc00) + 0x10000
			i += 2
		}
		out = append(out, r)
	}
	return string(out)
}
