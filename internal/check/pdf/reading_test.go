package pdf

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
)

// Tokens of content streams: ISO 32000-1, 7.2 and 7.3.
func TestTokens(t *testing.T) {
	for data, want := range map[string]string{
		"1 -2.5 .5 +3": "1 -2.5 0.5 3", "true false null": "true false <nil>", "nan inf Infinity NaN": "op:nan op:inf op:Infinity op:NaN", "% a comment\n1%x\r2": "1 2", "\x00\t\n\f\r 1": "1",
		"/Name /A#20B /A#2 /A#zz /": "/Name /A B /A#2 /A#zz /", "(a)": "'a'", "(a(b)c)": "'a(b)c'", "()": "''", "(a": "!", ")": "!",
		`(\n\r\t\b\f\(\)\\\x)`: "'\n\r\t\b\f()\\x'", "(a\\\nb\\\r\nc\\\rd)": "'abcd'", `(\101\1018\7x\0)`: "'AA8\x07x\x00'", `(\08\9)`: "'\x008" + "9'", `(a\`: "!", `(\12`: "!",
		"<41 4 2>": "'AB'", "<4>": "'@'", "<>": "''", "<4x>": "!", "<41": "!", "[1 (a) /B]": "[1 'a' /B]", "[": "!", "[]": "[]", "<< /A 1 /B << /C 2 >> >>": "map[A:1 B:map[C:2]]", "<< /A": "!", "<< 1 2 >>": "!", "<< /A 1": "!",
		"<<": "!", "Tj ET": "op:Tj op:ET", "] } {": "op:] op:} op:{", ">>": "op:>>", "> 1": "op:>> 1", "1Tj": "op:1Tj", "a/b(c)": "op:a /b 'c'", strings.Repeat("[", 64) + strings.Repeat("]", 64): strings.Repeat("[", 64) + strings.Repeat("]", 64), strings.Repeat("[", 65) + strings.Repeat("]", 65): "!",
	} {
		tk := &tokens{data: []byte(data)}
		var got []string
		for {
			v, err := tk.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				got = []string{"!"}
				break
			}
			got = append(got, show(v))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q gives %q, want %q", data, s, want)
		}
	}
	for data, want := range map[string]int{" x EI Q": 5, "xEI\nx EI": 8, "x EIx": -1, "EI": -1, " EI": 3, "x EI": 4, "x E": -1, "\nEIEI EI ": 8} {
		tk := &tokens{data: []byte(data)}
		if err := tk.inlineImage(); (err != nil) != (want < 0) || err == nil && tk.at != want {
			t.Errorf("%q: the image ends at %d, %v, want %d", data, tk.at, err, want)
		}
	}
}

func show(v any) string {
	switch v := v.(type) {
	case op:
		return "op:" + string(v)
	case name:
		return "/" + string(v)
	case []byte:
		return "'" + string(v) + "'"
	case []any:
		var parts []string
		for _, x := range v {
			parts = append(parts, show(x))
		}
		return "[" + strings.Join(parts, " ") + "]"
	}
	return fmt.Sprint(v)
}

// Codes and their CIDs, and what they are read as: ISO 32000-1, 9.7.5 and 9.10.3.
func TestCMaps(t *testing.T) {
	m, ok := readCodes([]byte("1 begincodespacerange <00> <7F> <8100> <9FFF> <81> <000> endcodespacerange 2 begincidrange <8140> <8150> 100 <20> <7E> 1 endcidrange 1 begincidchar <8141> 7 (x) endcidchar"))
	if !ok || len(m.spaces) != 2 {
		t.Fatal(ok, m.spaces)
	}
	for s, want := range map[string]string{"A": "41 true 34", "\x81\x40": "8140 true 100", "\x81\x50": "8150 true 116", "\x81\x51": "8151 true 0", "\x81\x41": "8141 true 7", "\x80": "80 false 0", "\x81": "81 false 0", "\x81\xff\x00": "81ff true 0", "\x1f": "1f true 0", "\x7f": "7f true 0"} {
		code, valid := m.next([]byte(s))
		if got := fmt.Sprintf("%x %t %d", code, valid, m.cid(code)); got != want {
			t.Errorf("%x: %s, want %s", s, got, want)
		}
	}
	for data, want := range map[string]bool{"": false, "/Other usecmap 1 begincodespacerange <00> <7F> endcodespacerange": false, "1 begincodespacerange <00> <7F> endcodespacerange": true, "1 begincodespacerange <> <> <0000000000> <0000000000> endcodespacerange": false} {
		if _, ok := readCodes([]byte(data)); ok != want {
			t.Errorf("%q: read %t, want %t", data, ok, want)
		}
	}
	p := &fontUse{}
	p.readToUnicode(nil, []byte("2 beginbfchar <01> <0041> <0002> <D835DC00> endbfchar 3 beginbfrange <10> <12> <0061> <20> <22> [<0078> 3 <0079007A>] <30> <0031> <0062> <40> <3F> <0063> endbfrange"))
	for code, want := range map[string]string{"\x01": "A", "\x00\x02": "𝐀", "\x02": "𝐀", "\x00\x01": "A", "\x10": "a", "\x12": "c", "\x13": "-", "\x20": "x", "\x21": "-", "\x22": "yz", "\x30": "-", "\x40": "-", "\x03": "-"} {
		got, ok := p.reads(code)
		if !ok {
			got = "-"
		}
		if got != want {
			t.Errorf("%x is read as %q, want %q", code, got, want)
		}
	}
}

// Names of glyphs tell their characters: Adobe Glyph List Specification.
func TestGlyphNames(t *testing.T) {
	for glyph, want := range map[string]string{"a": "true true", "alpha": "true true", "uni0041": "true true", "uni00410042": "true true", "uni004": "false false", "u1F600": "true true", "u004": "false false", "g12": "false true", "cid3": "false true", "index7": "false true", "gx": "false false", "something": "false false"} {
		tells, sure := namesCharacter(glyph)
		if got := fmt.Sprint(tells, sure); got != want {
			t.Errorf("%s: %s, want %s", glyph, got, want)
		}
	}
}

func u16(v ...int) []byte {
	var b []byte
	for _, x := range v {
		b = append(b, byte(x>>8), byte(x))
	}
	return b
}

// Character maps of TrueType programs: OpenType, “cmap”.
func TestSubtables(t *testing.T) {
	zero := append(u16(0, 262, 0), make([]byte, 200)...)
	zero[6+65] = 3
	// Two segments: 32–34 by a delta, 64–66 by a list in which the second has no glyph; and the closing one.
	four := u16(4, 0, 0, 6, 0, 0, 0, 34, 66, 0xffff, 0, 32, 64, 0xffff, 1-32, 5, 1, 0, 4, 0, 7, 0, 9)
	six := u16(6, 0, 0, 65, 2, 11, 12)
	for name, try := range map[string]struct {
		table []byte
		want  map[int]int
	}{
		"format 0": {zero, map[int]int{65: 3, 66: 0, -1: 0, 256: 0, 250: 0}},
		"format 4": {four, map[int]int{31: 0, 32: 1, 34: 3, 35: 0, 63: 0, 64: 12, 65: 0, 66: 14, 67: 0}},
		"format 6": {six, map[int]int{64: 0, 65: 11, 66: 12, 67: 0}},
	} {
		look := subtable(try.table)
		for code, want := range try.want {
			if got := look(code); got != want {
				t.Errorf("%s: %d has the glyph %d, want %d", name, code, got, want)
			}
		}
	}
	if subtable(u16(12, 0)) != nil {
		t.Error("a table of format 12 is read")
	}
}

// The glyph of a code of a simple TrueType font: ISO 32000-1, 9.6.6.4.
func TestLookup(t *testing.T) {
	identity := func(add int) func(int) int { return func(c int) int { return c + add } }
	only := func(code int) func(int) int {
		return func(c int) int {
			if c == code {
				return 5
			}
			return 0
		}
	}
	type cmaps = map[[2]int]func(int) int
	unicode, mac := cmaps{{3, 1}: identity(1)}, cmaps{{1, 0}: identity(2)}
	for name, try := range map[string]struct {
		maps     cmaps
		font     fontUse
		code     int
		want     int
		readable bool
	}{
		"ASCII by Unicode":             {unicode, fontUse{encoding: "MacRomanEncoding"}, 65, 66, true},
		"WinAnsi above 160 by Unicode": {unicode, fontUse{encoding: "WinAnsiEncoding"}, 161, 162, true},
		"WinAnsi at 160":               {unicode, fontUse{encoding: "WinAnsiEncoding"}, 160, 0, false},
		"WinAnsi at 128":               {unicode, fontUse{encoding: "WinAnsiEncoding"}, 128, 0, false},
		"MacRoman above 160":           {unicode, fontUse{encoding: "MacRomanEncoding"}, 200, 0, false},
		"MacRoman by its own":          {mac, fontUse{encoding: "MacRomanEncoding"}, 200, 202, true},
		"WinAnsi by the Mac's":         {mac, fontUse{encoding: "WinAnsiEncoding"}, 200, 0, false},
		"ASCII by the Mac's":           {mac, fontUse{encoding: "WinAnsiEncoding"}, 127, 129, true},
		"a name of its own":            {unicode, fontUse{encoding: "WinAnsiEncoding", differing: map[int]string{65: "x"}}, 65, 0, false},
		"symbolic, by itself":          {cmaps{{3, 0}: only(65)}, fontUse{symbolic: true}, 65, 5, true},
		"symbolic, from F000":          {cmaps{{3, 0}: only(0xf041)}, fontUse{symbolic: true}, 65, 5, true},
		"symbolic, from F200":          {cmaps{{3, 0}: only(0xf241)}, fontUse{symbolic: true}, 65, 5, true},
		"symbolic, without glyph":      {cmaps{{3, 0}: only(1)}, fontUse{symbolic: true}, 65, 0, true},
		"symbolic, by the Mac's":       {cmaps{{1, 0}: only(65)}, fontUse{symbolic: true}, 65, 5, true},
		"symbolic, by Unicode alone":   {unicode, fontUse{symbolic: true}, 65, 0, false},
	} {
		gid, ok := (&program{cmaps: try.maps}).lookup(&try.font, try.code)
		if gid != try.want || ok != try.readable {
			t.Errorf("%s: %d, %t, want %d, %t", name, gid, ok, try.want, try.readable)
		}
	}
}

// Numbers and dictionaries of CFF: Technical Note 5176, sections 3 and 4.
func TestCFFNumbers(t *testing.T) {
	for data, want := range map[string]string{
		"\x8b": "0 1", "\x20": "-107 1", "\xf6": "107 1", "\xf7\x00": "108 2", "\xfa\xff": "1131 2", "\xfb\x00": "-108 2", "\xfe\xff": "-1131 2", "\x1c\x27\x10": "10000 3", "\x1c\xff\xff": "-1 3",
		"\xf7": "0 0", "\xfb": "0 0", "\x1c\x00": "0 0", "\xff": "0 0", "\x1f": "0 0", "\x0b": "0 0",
	} {
		v, n := smallNumber([]byte(data))
		if got := fmt.Sprint(v, n); got != want {
			t.Errorf("%x: %s, want %s", data, got, want)
		}
	}
	for data, want := range map[string]string{
		"\x8b\x8c\x12": "map[18:[0 1]]", "\x8b\x0c\x07": "map[1207:[0]]", "\x1d\x00\x01\x00\x00\x11": "map[17:[65536]]", "\x1e\xe2\xa2\x5f\x11": "map[17:[-2.25]]", "\x1e\x1b\x3f\x11": "map[17:[1000]]", "\x1e\x1c\x3f\x11": "map[17:[0.001]]", "\x1e\xaa\xff\x11": "map[17:[0]]", "\x1e\x12": "map[]", "\x0c": "map[12:[]]", "\x1d\x00": "map[]", "\x8b": "map[]", "\xff": "map[]",
	} {
		if got := fmt.Sprint(readDict([]byte(data))); got != want {
			t.Errorf("%x: %s, want %s", data, got, want)
		}
	}
}

// A glyph's width stands before its first operator: Technical Note 5177, 3.1.
func TestCFFWidths(t *testing.T) {
	nan := math.NaN()
	many := func(n int) [][]byte { return make([][]byte, n) }
	with := func(n, at int, sub string) [][]byte { s := many(n); s[at] = []byte(sub); return s }
	p := privateDict{usual: 500, nominal: 600, scale: 1, local: with(1, 0, "")}
	for name, try := range map[string]struct {
		glyph  string
		local  [][]byte
		global [][]byte
		want   float64
	}{
		"nothing":                    {"\x0e", nil, nil, 500},
		"a width":                    {"\x8c\x0e", nil, nil, 601},
		"an accented letter":         {"\x8b\x8b\x8b\x8b\x0e", nil, nil, 500},
		"an accented letter's width": {"\x8c\x8b\x8b\x8b\x8b\x0e", nil, nil, 601},
		"hints":                      {"\x8b\x8b\x01", nil, nil, 500},
		"hints and a width":          {"\x8c\x8b\x8b\x01", nil, nil, 601},
		"a mask":                     {"\x8c\x13", nil, nil, 601},
		"rmoveto":                    {"\x8b\x8b\x15", nil, nil, 500},
		"rmoveto and a width":        {"\x8d\x8b\x8b\x15", nil, nil, 602},
		"hmoveto":                    {"\x8b\x16", nil, nil, 500},
		"vmoveto and a width":        {"\x8d\x8b\x04", nil, nil, 602},
		"a fraction":                 {"\xff\x00\x01\x80\x00\x0e", nil, nil, 601.5},
		"a fraction cut short":       {"\xff\x00\x01", nil, nil, nan},
		"a local subroutine":         {"\x20\x0a\x0e", with(1, 0, "\x8c\x0b"), nil, 601},
		"a global subroutine":        {"\x20\x1d\x0e", nil, with(1, 0, "\x8c\x0b"), 601},
		"a subroutine that ends it":  {"\x20\x0a", with(1, 0, "\x8d\x0e"), nil, 602},
		"no such subroutine":         {"\x8b\x0a\x0e", with(1, 0, "\x8c\x0b"), nil, nan},
		"a subroutine of nothing":    {"\x0a\x0e", with(1, 0, "\x8c\x0b"), nil, nan},
		"a subroutine of itself":     {"\x20\x0a\x0e", with(1, 0, "\x20\x0a"), nil, nan},
		"of 1239 the middle":         {"\x8b\x0a\x0e", with(1239, 107, "\x8c\x0b"), nil, 601},
		"of 1240 the middle":         {"\x8b\x0a\x0e", with(1240, 1131, "\x8c\x0b"), nil, 601},
		"of 33900 the middle":        {"\x8b\x0a\x0e", with(33900, 32768, "\x8c\x0b"), nil, 601},
		"an unknown operator":        {"\x02\x0e", nil, nil, nan},
		"no end":                     {"\x8b", nil, nil, nan},
		"too many numbers":           {strings.Repeat("\x8b", 600) + "\x0e", nil, nil, nan},
	} {
		p.local = try.local
		c := &cff{global: try.global}
		if got := c.width([]byte(try.glyph), &p); got != try.want && !(math.IsNaN(got) && math.IsNaN(try.want)) {
			t.Errorf("%s: %g, want %g", name, got, try.want)
		}
	}
}

// CIDs and the fonts of glyphs: Technical Note 5176, sections 13 and 19, and INDEXes, section 5.
func TestCFFTables(t *testing.T) {
	for name, try := range map[string]struct {
		data string
		want string
	}{
		"format 0": {"\x00\x00\x05\x00\x07", "map[0:0 5:1 7:2]"}, "format 1": {"\x01\x00\x05\x01", "map[0:0 5:1 6:2]"}, "format 2": {"\x02\x00\x05\x00\x09", "map[0:0 5:1 6:2]"},
		"format 3": {"\x03\x00\x05", "cut"}, "cut short": {"\x00\x00\x05", "cut"}, "a range cut short": {"\x02\x00\x05\x00", "cut"}, "nothing": {"", "cut"},
	} {
		cids, err := (&cff{data: []byte(try.data)}).charset(0, 3)
		got := fmt.Sprint(cids)
		if err != nil {
			got = "cut"
		}
		if got != try.want {
			t.Errorf("%s: %s, want %s", name, got, try.want)
		}
	}
	for name, try := range map[string]struct{ data, want string }{
		"format 0": {"\x00\x01\x02\x03", "[1 2 3]"}, "format 0 cut short": {"\x00\x01\x02", "!"}, "format 3": {"\x03\x00\x02\x00\x00\x04\x00\x02\x05\x00\x03", "[4 4 5]"}, "format 3 beyond the glyphs": {"\x03\x00\x01\x00\x00\x04\x00\x09", "[4 4 4]"}, "format 3 cut short": {"\x03\x00\x02\x00\x00\x04\x00\x02\x05", "!"}, "format 3 of nothing": {"\x03\x00\x00\x00\x03", "!"}, "format 1": {"\x01\x01\x02\x03", "!"}, "nothing": {"", "!"},
	} {
		which := make([]byte, 3)
		err := (&cff{data: []byte(try.data)}).selectors(0, which)
		got := fmt.Sprint(which)
		if err != nil {
			got = "!"
		}
		if got != try.want {
			t.Errorf("%s: %s, want %s", name, got, try.want)
		}
	}
	for name, try := range map[string]struct{ data, want string }{
		"empty": {"\x00\x00x", "[] 2"}, "two": {"\x00\x02\x01\x01\x02\x04abc", "[a bc] 9"}, "offsets of two bytes": {"\x00\x01\x02\x00\x01\x00\x02a", "[a] 8"}, "offsets of none": {"\x00\x01\x00\x01", "!"}, "offsets of five": {"\x00\x01\x05\x00\x00\x00\x00\x01\x00\x00\x00\x00\x02a", "!"}, "backwards": {"\x00\x02\x01\x01\x03\x02abc", "!"}, "beyond the end": {"\x00\x01\x01\x01\x05a", "!"}, "cut short": {"\x00", "!"}, "without size": {"\x00\x01", "!"}, "without offsets": {"\x00\x01\x01\x01", "!"},
	} {
		items, end, err := (&cff{data: []byte(try.data)}).index(0)
		got := fmt.Sprintf("%s %d", items, end)
		if err != nil {
			got = "!"
		}
		if got != try.want {
			t.Errorf("%s: %s, want %s", name, got, try.want)
		}
	}
}

// Headings have a level from one on, written plainly.
func TestHeadingLevel(t *testing.T) {
	for s, want := range map[string]int{"H1": 1, "H6": 6, "H12": 12, "H": 0, "H0": 0, "H01": 0, "H1x": 0, "h1": 0, "H-1": 0} {
		if got := headingLevel(s); got != want {
			t.Errorf("%s: %d, want %d", s, got, want)
		}
	}
}
