package font

import (
	"errors"
	"slices"
)

// A font with CFF outlines (Adobe Technical Note #5176) is reduced in place: the outlines of glyphs that are not used
// become empty, as do subroutines that no other glyph calls and the names of glyphs. Numbers stay as they are.

var errCFF = errors.New("the table CFF is broken")

// cffIndex is an INDEX: where it begins and ends, and its objects.
type cffIndex struct {
	start, end int
	objects    [][]byte
}

// readIndex reads the INDEX at an offset.
func readIndex(b []byte, at int) (x cffIndex, err error) {
	if at < 0 || at+2 > len(b) {
		return x, errCFF
	}
	x.start, x.end = at, at+2
	n := u16(b, at)
	if n == 0 {
		return x, nil
	}
	if at+3 > len(b) {
		return x, errCFF
	}
	size := int(b[at+2])
	base := at + 3 + (n+1)*size - 1
	if size < 1 || size > 4 || base > len(b) {
		return x, errCFF
	}
	offset := func(i int) int {
		v := 0
		for _, c := range b[at+3+i*size : at+3+(i+1)*size] {
			v = v<<8 | int(c)
		}
		return v
	}
	from := offset(0)
	for i := range n {
		to := offset(i + 1)
		if from < 1 || to < from || base+to > len(b) {
			return x, errCFF
		}
		x.objects = append(x.objects, b[base+from:base+to])
		from = to
	}
	x.end = base + from
	return x, nil
}

// writeIndex gives an INDEX of objects.
func writeIndex(objects [][]byte) []byte {
	if len(objects) == 0 {
		return []byte{0, 0}
	}
	total := 1
	for _, o := range objects {
		total += len(o)
	}
	size := 1
	for total>>(8*size) > 0 {
		size++
	}
	out := []byte{byte(len(objects) >> 8), byte(len(objects)), byte(size)}
	put := func(v int) {
		for i := size - 1; i >= 0; i-- {
			out = append(out, byte(v>>(8*i)))
		}
	}
	at := 1
	put(at)
	for _, o := range objects {
		at += len(o)
		put(at)
	}
	for _, o := range objects {
		out = append(out, o...)
	}
	return out
}

// operand is a number in a DICT, and where it stands.
type operand struct{ value, at, size int }

// readDict gives the operands of each operator of a DICT; an operator of two bytes counts from 0x0c00.
func readDict(b []byte) (map[int][]operand, error) {
	out := map[int][]operand{}
	var stack []operand
	for i := 0; i < len(b); {
		c := int(b[i])
		n := operand{at: i, size: 1}
		switch {
		case c <= 21:
			i++
			if c == 12 {
				if i >= len(b) {
					return nil, errCFF
				}
				c = 0x0c00 | int(b[i])
				i++
			}
			out[c], stack = stack, nil
			continue
		case c == 28 && i+3 <= len(b):
			n.value, n.size = int(i16(b, i+1)), 3
		case c == 29 && i+5 <= len(b):
			n.value, n.size = int(int32(uint32(u16(b, i+1))<<16|uint32(u16(b, i+3)))), 5
		case c == 30: // a real number, in nibbles up to one that is 15
			for i+n.size < len(b) && b[i+n.size]&15 != 15 && b[i+n.size]>>4 != 15 {
				n.size++
			}
			n.size++
		case c >= 32 && c <= 246:
			n.value = c - 139
		case c >= 247 && c <= 250 && i+2 <= len(b):
			n.value, n.size = (c-247)*256+int(b[i+1])+108, 2
		case c >= 251 && c <= 254 && i+2 <= len(b):
			n.value, n.size = -(c-251)*256-int(b[i+1])-108, 2
		default:
			return nil, errCFF
		}
		stack = append(stack, n)
		i += n.size
	}
	return out, nil
}

// The operators of DICTs that hold offsets (#5176, tables 9 and 23).
const (
	dictCharset     = 15
	dictEncoding    = 16
	dictCharStrings = 17
	dictPrivate     = 18
	dictSubrs       = 19
	dictROS         = 0x0c1e
)

// patch is a stretch of the table with what replaces it.
type patch struct {
	from, to int
	with     []byte
}

// reduceCFF gives the table CFF with the outlines of the glyphs in use. A font that is keyed by CIDs stays as it is.
func reduceCFF(b []byte, used []bool) ([]byte, error) {
	if len(b) < 4 {
		return nil, errCFF
	}
	var indexes [4]cffIndex // names, top DICTs, strings, global subroutines
	at := int(b[2])
	for i := range indexes {
		x, err := readIndex(b, at)
		if err != nil {
			return nil, err
		}
		indexes[i], at = x, x.end
	}
	names, tops, stringsOf, global := indexes[0], indexes[1], indexes[2], indexes[3]
	if len(tops.objects) != 1 || len(names.objects) != 1 {
		return nil, errCFF
	}
	top, err := readDict(tops.objects[0])
	if err != nil {
		return nil, err
	}
	charStrings, private := top[dictCharStrings], top[dictPrivate]
	if top[dictROS] != nil || len(charStrings) != 1 || len(private) != 2 {
		return b, nil
	}
	glyphs, err := readIndex(b, charStrings[0].value)
	if err != nil {
		return nil, err
	}
	size, from := private[0].value, private[1].value
	if size < 0 || from < 0 || from+size > len(b) {
		return nil, errCFF
	}
	privateDict, err := readDict(b[from : from+size])
	if err != nil {
		return nil, err
	}
	var local cffIndex
	if o := privateDict[dictSubrs]; len(o) == 1 {
		if local, err = readIndex(b, from+o[0].value); err != nil {
			return nil, err
		}
	}
	c := newSubrCalls(global.objects, local.objects)
	for g, s := range glyphs.objects {
		if g < len(used) && used[g] {
			c.read(s)
		} else {
			glyphs.objects[g] = []byte{14} // endchar
		}
	}
	patches := []patch{{stringsOf.start, stringsOf.end, writeIndex(make([][]byte, len(stringsOf.objects)))}}
	patches = append(patches, patch{global.start, global.end, writeIndex(called(global.objects, c.usedGlobal))})
	patches = append(patches, patch{glyphs.start, glyphs.end, writeIndex(glyphs.objects)})
	if len(local.objects) > 0 {
		patches = append(patches, patch{local.start, local.end, writeIndex(called(local.objects, c.usedLocal))})
	}
	return relocated(b, tops, top, patches)
}

// called empties the subroutines that are not called.
func called(subrs [][]byte, used []bool) [][]byte {
	out := slices.Clone(subrs)
	for i := range out {
		if !used[i] {
			out[i] = []byte{11} // return
		}
	}
	return out
}

// relocated applies patches, and sets the offsets of the top DICT to where things have gone. The offset of the local
// subroutines is relative to the private DICT, which they follow.
func relocated(b []byte, tops cffIndex, top map[int][]operand, patches []patch) ([]byte, error) {
	slices.SortFunc(patches, func(a, b patch) int { return a.from - b.from })
	moved := func(at int) int {
		n := at
		for _, p := range patches {
			if p.to <= at {
				n += len(p.with) - (p.to - p.from)
			}
		}
		return n
	}
	b = slices.Clone(b)
	dict := b[tops.end-len(tops.objects[0]) : tops.end]
	for _, op := range []int{dictCharset, dictEncoding, dictCharStrings, dictPrivate} {
		os := top[op]
		if len(os) == 0 {
			continue
		}
		o := os[len(os)-1]
		if op != dictCharStrings && op != dictPrivate && o.value <= 2 { // a charset or encoding of the standard
			continue
		}
		switch v := moved(o.value); o.size {
		case 5:
			dict[o.at+1], dict[o.at+2], dict[o.at+3], dict[o.at+4] = byte(v>>24), byte(v>>16), byte(v>>8), byte(v)
		case 3:
			if v > 32767 {
				return nil, errCFF
			}
			dict[o.at+1], dict[o.at+2] = byte(v>>8), byte(v)
		default:
			if v != o.value {
				return nil, errCFF
			}
		}
	}
	var out []byte
	at := 0
	for _, p := range patches {
		if p.from < at {
			return nil, errCFF
		}
		out = append(append(out, b[at:p.from]...), p.with...)
		at = p.to
	}
	return append(out, b[at:]...), nil
}
