package font

import (
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
)

// tables are the tables of a font file by tag, as they are in the file. go-text does not export several fields that a
// PDF needs (the PostScript name, fsType, PANOSE, the box), so those are read here.
type tables map[string][]byte

var errNotFont = errors.New("this is not a TrueType or OpenType font")

// readTables reads the table directory (OpenType, “Organization of an OpenType Font”).
func readTables(b []byte) (tables, error) {
	if len(b) < 12 {
		return nil, errNotFont
	}
	switch string(b[:4]) {
	case "\x00\x01\x00\x00", "OTTO", "true":
	case "wOFF", "wOF2":
		return nil, errors.New("this is a font compressed as WOFF 2; give it as TTF, OTF or WOFF")
	case "ttcf":
		return nil, errors.New("this is a font collection; give a single TTF or OTF")
	default:
		return nil, errNotFont
	}
	t := tables{}
	for i := range u16(b, 4) {
		rec := b[min(len(b), 12+16*i):]
		if len(rec) < 16 {
			return nil, errors.New("the font file is cut off in its table directory")
		}
		off, n := uint64(binary.BigEndian.Uint32(rec[8:])), uint64(binary.BigEndian.Uint32(rec[12:]))
		if off+n > uint64(len(b)) {
			return nil, errors.New("the font file is cut off in table " + strings.TrimSpace(string(rec[:4])))
		}
		t[string(rec[:4])] = b[off : off+n : off+n]
	}
	return t, nil
}

// u16 and i16 read a big-endian number; they return 0 if the table is too short.
func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[at:]))
}

func i16(b []byte, at int) int32 { return int32(int16(u16(b, at))) }

// metrics reads head, OS/2 and post; the values that depend on the axes of a variable font are set afterwards. name is
// the PostScript name.
func (t tables) metrics(name string) Metrics {
	head, os2, post := t["head"], t["OS/2"], t["post"]
	m := Metrics{
		XMin: i16(head, 36), YMin: i16(head, 38), XMax: i16(head, 40), YMax: i16(head, 42),
		Weight:          u16(os2, 4),
		SubscriptSize:   i16(os2, 12),
		SubscriptOffset: i16(os2, 16), SuperscriptSize: i16(os2, 20), SuperscriptOffset: i16(os2, 24),
		ItalicAngle: i16(post, 4)<<16 | int32(u16(post, 6)),
		FixedPitch:  u16(post, 12) != 0 || u16(post, 14) != 0,
		// fsType: 2 alone forbids embedding, 0x0100 subsetting, 0x0200 outlines. If several of the lower bits are
		// set, the least restrictive holds (OpenType, OS/2, fsType).
		Embeddable: u16(os2, 8)&0xF != 2 && u16(os2, 8)&0x300 == 0,
	}
	if m.Weight < 1 || m.Weight > 1000 {
		m.Weight = 400
	}
	m.Italic = m.ItalicAngle != 0 || u16(os2, 62)&1 != 0 || u16(head, 44)&2 != 0
	// The class of serif: the family class where there is one, else PANOSE (OpenType, OS/2).
	if class := u16(os2, 30) >> 8; class != 0 {
		m.Serif = class >= 1 && class <= 7
	} else if len(os2) > 33 && os2[32] == 2 {
		m.Serif = os2[33] >= 2 && os2[33] <= 10
	} else { // many free fonts, EB Garamond among them, leave both empty
		m.Serif = !m.FixedPitch && !strings.Contains(name, "Sans") && !strings.Contains(name, "Grotesk") && !strings.Contains(name, "Gothic")
	}
	return m
}

// axes gives the tags in fvar.
func (t tables) axes() map[string]bool {
	fvar, tags := t["fvar"], map[string]bool{}
	off, n, size := u16(fvar, 4), u16(fvar, 8), u16(fvar, 10)
	for i := range n {
		if at := off + i*size; at+4 <= len(fvar) {
			tags[string(fvar[at:at+4])] = true
		}
	}
	return tags
}

// postScriptName reads name ID 6. Only the characters that the OpenType specification allows are kept; a PDF name need
// not escape them (ISO 32000-1, 7.3.5).
func postScriptName(t tables, fallback string) string {
	found := t.nameOf(6)
	clean := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r <= ' ' || r > '~' || strings.ContainsRune("[](){}<>/%#", r) {
				return -1
			}
			return r
		}, s)
	}
	if s := clean(found); s != "" {
		return s[:min(len(s), 63)]
	}
	if s := clean(fallback); s != "" {
		return s[:min(len(s), 63)]
	}
	return "Unnamed"
}

// nameOf reads a name of the font, by its number (OpenType, name).
func (t tables) nameOf(number int) (found string) {
	name := t["name"]
	strs := u16(name, 4)
	for i := range u16(name, 2) {
		rec := name[min(len(name), 6+12*i):]
		if len(rec) < 12 {
			break
		}
		platform, id, n, at := u16(rec, 0), u16(rec, 6), u16(rec, 8), strs+u16(rec, 10)
		if id != number || at+n > len(name) {
			continue
		}
		raw := name[at : at+n]
		if platform == 1 {
			found = string(raw)
			continue
		}
		var s []uint16
		for j := 0; j+1 < len(raw); j += 2 {
			s = append(s, binary.BigEndian.Uint16(raw[j:]))
		}
		return string(utf16.Decode(s))
	}
	return found
}
