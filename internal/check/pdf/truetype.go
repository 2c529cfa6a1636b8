package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// program is an embedded TrueType or CFF program, as far as its glyphs, widths and character maps go (OpenType 1.9,
// “maxp”, “hhea”, “hmtx”, “cmap”).
type program struct {
	glyphs     int
	unitsPerEm float64
	advances   []float64   // not a number where it is not known
	cids       map[int]int // the glyphs of the CIDs of a CFF program that is keyed by them; nil for others
	cmaps      map[[2]int]func(code int) int
	noCmap     bool
}

// sfntTables gives the tables of a font program.
func sfntTables(data []byte) (map[string][]byte, error) {
	if len(data) < 12 {
		return nil, errors.New("it is cut short")
	}
	n := int(binary.BigEndian.Uint16(data[4:]))
	tables := map[string][]byte{}
	for i := range n {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil, errors.New("its directory is cut short")
		}
		off, size := uint64(binary.BigEndian.Uint32(data[at+8:])), uint64(binary.BigEndian.Uint32(data[at+12:]))
		if off+size > uint64(len(data)) {
			return nil, fmt.Errorf("its table “%s” is cut short", data[at:at+4])
		}
		tables[string(data[at:at+4])] = data[off : off+size]
	}
	return tables, nil
}

func readTrueType(data []byte) (*program, error) {
	tables, err := sfntTables(data)
	if err != nil {
		return nil, err
	}
	head, hhea, maxp, hmtx := tables["head"], tables["hhea"], tables["maxp"], tables["hmtx"]
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 {
		return nil, errors.New("it lacks a table")
	}
	t := &program{
		glyphs:     int(binary.BigEndian.Uint16(maxp[4:])),
		unitsPerEm: float64(binary.BigEndian.Uint16(head[18:])),
		cmaps:      map[[2]int]func(int) int{},
		noCmap:     len(tables["cmap"]) < 4,
	}
	metrics := int(binary.BigEndian.Uint16(hhea[34:]))
	if t.unitsPerEm == 0 || metrics == 0 || len(hmtx) < 4*metrics {
		return nil, errors.New("its widths are cut short")
	}
	for i := range metrics {
		t.advances = append(t.advances, float64(binary.BigEndian.Uint16(hmtx[4*i:])))
	}
	t.readCmaps(tables["cmap"])
	return t, nil
}

// width gives the advance of a glyph in thousandths of the em.
func (t *program) width(gid int) float64 {
	return t.advances[min(gid, len(t.advances)-1)] * 1000 / t.unitsPerEm
}

func (t *program) readCmaps(cmap []byte) {
	if len(cmap) < 4 {
		return
	}
	be := binary.BigEndian
	for i := range int(be.Uint16(cmap[2:])) {
		at := 4 + 8*i
		if at+8 > len(cmap) {
			return
		}
		off := int(be.Uint32(cmap[at+4:]))
		if off < 0 || off+8 > len(cmap) {
			continue
		}
		key := [2]int{int(be.Uint16(cmap[at:])), int(be.Uint16(cmap[at+2:]))}
		if look := subtable(cmap[off:]); look != nil {
			t.cmaps[key] = look
		}
	}
}

// subtable gives the look-up of a character map of format 0, 4 or 6, nil for others.
func subtable(s []byte) func(int) int {
	be := binary.BigEndian
	at := func(i int) int {
		if i < 0 || i+2 > len(s) {
			return 0
		}
		return int(be.Uint16(s[i:]))
	}
	switch at(0) {
	case 0:
		return func(c int) int {
			if c < 0 || c > 255 || 6+c >= len(s) {
				return 0
			}
			return int(s[6+c])
		}
	case 4:
		n := at(6) / 2
		return func(c int) int {
			for i := range n {
				if end := at(14 + 2*i); c > end {
					continue
				}
				start, delta := at(16+2*n+2*i), at(16+4*n+2*i)
				where := 16 + 6*n + 2*i
				switch offset := at(where); {
				case c < start:
					return 0
				case offset == 0:
					return (c + delta) & 0xffff
				default:
					g := at(where + offset + 2*(c-start))
					if g == 0 {
						return 0
					}
					return (g + delta) & 0xffff
				}
			}
			return 0
		}
	case 6:
		return func(c int) int {
			if i := c - at(6); i >= 0 && i < at(8) {
				return at(10 + 2*i)
			}
			return 0
		}
	}
	return nil
}

func (t *program) checkCmaps(f *file, p *fontUse) {
	_, symbol := t.cmaps[[2]int{3, 0}]
	switch {
	case !p.symbolic && len(t.cmaps) == 0, !p.symbolic && symbol && len(t.cmaps) == 1:
		f.Fault("31-017", p.place, "the font program has no cmap of characters")
	case p.symbolic && len(t.cmaps) == 0:
		f.Fault("31-025", p.place, "the font program has no cmap")
	case p.symbolic && len(t.cmaps) > 1 && !symbol:
		f.Fault("31-026", p.place, "the font program has several cmaps and none is Microsoft's for symbols")
	}
}

// lookup gives the glyph of a code of a simple TrueType font (ISO 32000-1, 9.6.6.4). ok is false if it depends on a glyph name
// or on an encoding that is not read here.
func (t *program) lookup(p *fontUse, code int) (gid int, ok bool) {
	if p.symbolic {
		for _, key := range [][2]int{{3, 0}, {1, 0}} {
			look := t.cmaps[key]
			if look == nil {
				continue
			}
			for _, base := range []int{0, 0xf000, 0xf100, 0xf200} {
				if g := look(base + code); g != 0 {
					return g, true
				}
			}
			return 0, true
		}
		return 0, false
	}
	if _, differs := p.differing[code]; differs {
		return 0, false
	}
	// Below 128 the two encodings and Unicode agree, and so do WinAnsi and Unicode from 161 to 255.
	if look := t.cmaps[[2]int{3, 1}]; look != nil && (code < 128 || code > 160 && p.encoding == "WinAnsiEncoding") {
		return look(code), true
	}
	if look := t.cmaps[[2]int{1, 0}]; look != nil && (code < 128 || p.encoding == "MacRomanEncoding") {
		return look(code), true
	}
	return 0, false
}
