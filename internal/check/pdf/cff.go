package pdf

import (
	"encoding/binary"
	"errors"
	"math"
	"strconv"
	"strings"
)

// cff is a CFF program while it is read (Adobe Technical Note 5176).
type cff struct {
	data   []byte
	global [][]byte // subroutines
	steps  int      // through glyphs, so far
}

// cffDict is a DICT: the operands of its operators, of which those of two bytes are 1200 and more.
type cffDict map[int][]float64

var errCFF = errors.New("it is cut short")

// readCFF reads glyphs, CIDs and widths of a CFF program, bare or in an OpenType file.
func readCFF(data []byte) (*program, error) {
	if len(data) > 12 && string(data[:4]) == "OTTO" {
		table, err := sfntTables(data)
		if err != nil {
			return nil, err
		}
		data = table["CFF "]
	}
	if len(data) < 4 {
		return nil, errCFF
	}
	c := &cff{data: data}
	_, at, err := c.index(int(data[2])) // names
	if err != nil {
		return nil, err
	}
	tops, at, err := c.index(at)
	if err != nil || len(tops) == 0 {
		return nil, errCFF
	}
	if _, at, err = c.index(at); err != nil { // strings
		return nil, err
	}
	if c.global, _, err = c.index(at); err != nil {
		return nil, err
	}
	top := readDict(tops[0])
	glyphs, _, err := c.index(top.offset(17))
	if err != nil || len(glyphs) == 0 || len(glyphs) > 1<<16 {
		return nil, errCFF
	}
	p := &program{glyphs: len(glyphs), unitsPerEm: 1000, noCmap: true, cmaps: map[[2]int]func(int) int{}}
	private := []privateDict{c.private(top, nil)}
	which := make([]byte, len(glyphs))
	if _, keyed := top[1230]; keyed {
		if p.cids, err = c.charset(top.offset(15), len(glyphs)); err != nil {
			return nil, err
		}
		fonts, _, err := c.index(top.offset(1236))
		if err != nil || len(fonts) == 0 {
			return nil, errCFF
		}
		private = nil
		for _, f := range fonts {
			private = append(private, c.private(readDict(f), top))
		}
		if err := c.selectors(top.offset(1237), which); err != nil {
			return nil, err
		}
	}
	for i, g := range glyphs {
		w := math.NaN()
		if int(which[i]) < len(private) {
			w = c.width(g, &private[which[i]])
		}
		p.advances = append(p.advances, w)
	}
	return p, nil
}

func (c *cff) at(from, n int) []byte {
	if from < 0 || n < 0 || from+n > len(c.data) {
		return nil
	}
	return c.data[from : from+n]
}

// index reads an INDEX (section 5) and gives where it ends.
func (c *cff) index(at int) (items [][]byte, end int, err error) {
	head := c.at(at, 2)
	if head == nil {
		return nil, 0, errCFF
	}
	n := int(binary.BigEndian.Uint16(head))
	if n == 0 {
		return nil, at + 2, nil
	}
	size := c.at(at+2, 1)
	if size == nil || size[0] < 1 || size[0] > 4 {
		return nil, 0, errCFF
	}
	offsets := c.at(at+3, (n+1)*int(size[0]))
	if offsets == nil {
		return nil, 0, errCFF
	}
	start := at + 2 + (n+1)*int(size[0]) // one before the data
	from := number(offsets[:size[0]])
	for i := 1; i <= n; i++ {
		to := number(offsets[i*int(size[0]) : (i+1)*int(size[0])])
		item := c.at(start+from, to-from)
		if item == nil {
			return nil, 0, errCFF
		}
		items = append(items, item)
		from = to
	}
	return items, start + from, nil
}

// readDict reads a DICT (section 4).
func readDict(b []byte) cffDict {
	d := cffDict{}
	var args []float64
	for len(b) > 0 {
		switch v := b[0]; {
		case v == 12 && len(b) > 1:
			d[1200+int(b[1])] = args
			args, b = nil, b[2:]
		case v <= 21:
			d[int(v)] = args
			args, b = nil, b[1:]
		case v == 30:
			var s strings.Builder
			b = b[1:]
			for done := false; !done && len(b) > 0; b = b[1:] {
				for _, nibble := range [2]byte{b[0] >> 4, b[0] & 15} {
					if nibble == 15 {
						done = true
						break
					}
					s.WriteString([]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "E", "E-", "", "-"}[nibble])
				}
			}
			f, err := strconv.ParseFloat(s.String(), 64)
			if err != nil {
				f = 0
			}
			args = append(args, f)
		case v == 29 && len(b) > 4:
			args, b = append(args, float64(int32(binary.BigEndian.Uint32(b[1:])))), b[5:]
		default:
			f, n := smallNumber(b)
			if n == 0 {
				return d
			}
			args, b = append(args, f), b[n:]
		}
	}
	return d
}

// smallNumber reads a number of one to three bytes, as DICTs and glyphs have it; n is 0 where there is none.
func smallNumber(b []byte) (v float64, n int) {
	switch c := int(b[0]); {
	case c >= 32 && c <= 246:
		return float64(c - 139), 1
	case c >= 247 && c <= 250 && len(b) > 1:
		return float64((c-247)*256 + int(b[1]) + 108), 2
	case c >= 251 && c <= 254 && len(b) > 1:
		return float64(-(c-251)*256 - int(b[1]) - 108), 2
	case c == 28 && len(b) > 2:
		return float64(int16(binary.BigEndian.Uint16(b[1:]))), 3
	}
	return 0, 0
}

func (d cffDict) number(op int, otherwise float64) float64 {
	if v := d[op]; len(v) > 0 {
		return v[0]
	}
	return otherwise
}

func (d cffDict) offset(op int) int { return int(d.number(op, -1)) }

// privateDict has the values from which the width of a glyph is computed.
type privateDict struct {
	usual, nominal float64
	local          [][]byte // subroutines
	scale          float64  // from the font's units to thousandths of the em
}

// private reads the Private DICT of a font; above is the Top DICT where the font is one of several within it.
func (c *cff) private(font, above cffDict) privateDict {
	matrix := 0.001
	if m := font[1207]; len(m) == 6 {
		matrix = m[0]
		if a := above[1207]; len(a) == 6 {
			matrix *= a[0]
		}
	} else if a := above[1207]; len(a) == 6 {
		matrix = a[0]
	}
	p := privateDict{scale: 1000 * matrix}
	where := font[18]
	if len(where) != 2 {
		return p
	}
	d := readDict(c.at(int(where[1]), int(where[0])))
	p.usual, p.nominal = d.number(20, 0), d.number(21, 0)
	if subrs := d[19]; len(subrs) > 0 {
		p.local, _, _ = c.index(int(where[1]) + int(subrs[0])) // without them its glyphs have no width here
	}
	return p
}

// charset gives the glyph of each CID (section 13).
func (c *cff) charset(at, glyphs int) (map[int]int, error) {
	cids := map[int]int{0: 0}
	format := c.at(at, 1)
	if format == nil || format[0] > 2 {
		return nil, errCFF
	}
	at++
	for g := 1; g < glyphs; {
		head := c.at(at, 2)
		if head == nil {
			return nil, errCFF
		}
		first, more := number(head), 0
		at += 2
		if n := int(format[0]); n > 0 {
			left := c.at(at, n)
			if left == nil {
				return nil, errCFF
			}
			more = number(left)
			at += n
		}
		for i := 0; i <= more && g < glyphs; i++ {
			cids[first+i] = g
			g++
		}
	}
	return cids, nil
}

// selectors gives the number of the font that each glyph belongs to (section 19).
func (c *cff) selectors(at int, which []byte) error {
	head := c.at(at, 1)
	switch {
	case head == nil:
		return errCFF
	case head[0] == 0:
		if copy(which, c.at(at+1, len(which))) < len(which) {
			return errCFF
		}
		return nil
	case head[0] != 3:
		return errors.New("its font selection is of an unknown form")
	}
	n := number(c.at(at+1, 2))
	ranges := c.at(at+3, 3*n+2)
	if n == 0 || ranges == nil {
		return errCFF
	}
	for i := range n {
		for g := number(ranges[3*i : 3*i+2]); g < number(ranges[3*i+3:3*i+5]) && g < len(which); g++ {
			which[g] = ranges[3*i+2]
		}
	}
	return nil
}

// width gives the width of a glyph in thousandths of the em. It is the number before the first operator that clears the stack
// (Technical Note 5177, 3.1). The result is not a number if an operator before that is not read here.
func (c *cff) width(glyph []byte, p *privateDict) float64 {
	var stack []float64
	steps := 0
	odd := math.NaN()
	found := func(even int) {
		odd = p.usual
		if len(stack) > even && len(stack)%2 != even%2 {
			odd = p.nominal + stack[0]
		}
	}
	var run func(b []byte, depth int) (goOn bool)
	call := func(subrs [][]byte, depth int) bool {
		bias := 107
		if len(subrs) >= 33900 {
			bias = 32768
		} else if len(subrs) >= 1240 {
			bias = 1131
		}
		if len(stack) == 0 || depth > 10 {
			return false
		}
		i := int(stack[len(stack)-1]) + bias
		stack = stack[:len(stack)-1]
		return i >= 0 && i < len(subrs) && run(subrs[i], depth+1)
	}
	run = func(b []byte, depth int) bool {
		for len(b) > 0 {
			if steps++; steps > 10_000 || c.steps > 1<<24 { // subroutines that call each other have no end
				return false
			}
			c.steps++
			switch op := b[0]; op {
			case 1, 3, 18, 19, 20, 23: // hints
				found(0)
				return false
			case 21: // rmoveto
				found(2)
				return false
			case 4, 22: // vmoveto, hmoveto
				found(1)
				return false
			case 14: // endchar, with four operands for an accented letter
				found(0)
				return false
			case 10:
				if !call(p.local, depth) {
					return false
				}
				b = b[1:]
			case 29:
				if !call(c.global, depth) {
					return false
				}
				b = b[1:]
			case 11:
				return true
			case 255:
				if len(b) < 5 {
					return false
				}
				stack, b = append(stack, float64(int32(binary.BigEndian.Uint32(b[1:])))/65536), b[5:]
			default:
				v, n := smallNumber(b)
				if n == 0 || len(stack) > 512 {
					return false
				}
				stack, b = append(stack, v), b[n:]
			}
		}
		return true
	}
	run(glyph, 0)
	return odd * p.scale
}
