package font

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf16"
)

// sfntWriter writes a TrueType font with unhinted glyphs (OpenType, “Organization of an OpenType Font”).
type sfntWriter struct {
	upem                                int64
	ascent, descent, capHeight, xHeight int64
	underline, thickness                int64
	italicAngle                         int32
	weight                              int
	name                                string
	fixed, italic                       bool

	glyf, loca, hmtx              []byte
	sizes                         []glyphSize
	box                           [4]int64 // xMin, yMin, xMax, yMax of all
	inked                         bool
	maxPoints, maxContours        int
	maxCopiedPoints, maxCopiedCtr int
	maxAdvance                    int64
}

// glyphSize is what maxp, hmtx and the composites need to know about a glyph that is already written.
type glyphSize struct {
	box              [4]int64
	points, contours int
	advance          int64
}

func be16(b []byte, v ...int64) []byte {
	for _, x := range v {
		b = binary.BigEndian.AppendUint16(b, uint16(x))
	}
	return b
}

func be32(b []byte, v ...int64) []byte {
	for _, x := range v {
		b = binary.BigEndian.AppendUint32(b, uint32(x))
	}
	return b
}

// The flags of a simple glyph and of a component (OpenType, glyf).
const (
	onCurve = 1 << iota
	xShort
	yShort
	repeat
	xSame
	ySame

	argsAreXY    = 0x0002
	useMyMetrics = 0x0200
)

// glyph appends a simple glyph; without contours it is empty.
func (w *sfntWriter) glyph(contours [][]point, advance int64) {
	w.loca = be32(w.loca, int64(len(w.glyf)))
	size := glyphSize{advance: advance, contours: len(contours)}
	if len(contours) > 0 {
		p := contours[0][0]
		size.box = [4]int64{p.x, p.y, p.x, p.y}
		for _, c := range contours {
			size.points += len(c)
			for _, p := range c {
				size.box = union(size.box, [4]int64{p.x, p.y, p.x, p.y})
			}
		}
		w.simple(contours, size.box)
	}
	w.maxPoints, w.maxContours = max(w.maxPoints, size.points), max(w.maxContours, size.contours)
	w.metric(size)
}

func (w *sfntWriter) simple(contours [][]point, box [4]int64) {
	b := be16(w.glyf, int64(len(contours)))
	b = be16(b, box[:]...)
	end := int64(-1)
	for _, c := range contours {
		end += int64(len(c))
		b = be16(b, end)
	}
	b = be16(b, 0) // no instructions
	var flags, xs, ys []byte
	// delta appends a difference of coordinates in its shortest form and returns the flags for it.
	delta := func(to []byte, d int64, short, same byte) ([]byte, byte) {
		switch {
		case d == 0:
			return to, same
		case d > 0 && d < 256:
			return append(to, byte(d)), short | same
		case d < 0 && d > -256:
			return append(to, byte(-d)), short
		}
		return be16(to, d), 0
	}
	var px, py int64
	for _, c := range contours {
		for _, p := range c {
			var fx, fy, f byte
			xs, fx = delta(xs, p.x-px, xShort, xSame)
			ys, fy = delta(ys, p.y-py, yShort, ySame)
			if f = fx | fy; p.on {
				f |= onCurve
			}
			flags = append(flags, f)
			px, py = p.x, p.y
		}
	}
	for i := 0; i < len(flags); {
		n := 1
		for i+n < len(flags) && flags[i+n] == flags[i] && n < 256 {
			n++
		}
		if n > 1 {
			b = append(b, flags[i]|repeat, byte(n-1))
		} else {
			b = append(b, flags[i])
		}
		i += n
	}
	w.glyf = pad(append(append(b, xs...), ys...))
}

// copyOf appends a glyph that looks like an earlier one: a composite with one component.
func (w *sfntWriter) copyOf(g int) {
	size := w.sizes[g]
	w.loca = be32(w.loca, int64(len(w.glyf)))
	if size.contours > 0 {
		b := be16(w.glyf, -1)
		b = be16(b, size.box[:]...)
		w.glyf = pad(append(be16(b, argsAreXY|useMyMetrics, int64(g)), 0, 0))
		w.maxCopiedPoints, w.maxCopiedCtr = max(w.maxCopiedPoints, size.points), max(w.maxCopiedCtr, size.contours)
	}
	w.metric(size)
}

func (w *sfntWriter) metric(size glyphSize) {
	w.sizes = append(w.sizes, size)
	w.hmtx = be16(w.hmtx, size.advance, size.box[0])
	w.maxAdvance = max(w.maxAdvance, size.advance)
	if size.contours > 0 {
		if !w.inked {
			w.box, w.inked = size.box, true
		}
		w.box = union(w.box, size.box)
	}
}

func union(a, b [4]int64) [4]int64 {
	return [4]int64{min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])}
}

func pad(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

func bit(b bool, v int64) int64 {
	if b {
		return v
	}
	return 0
}

// write returns the whole font, and the font with only the tables of an embedded program. The program of a simple font
// has a symbol character map, in which readers look up the glyph of a code (ISO 32000-1, 9.6.6.4).
func (w *sfntWriter) write(simple bool) (full, program []byte) {
	n := int64(len(w.sizes))
	head := be32(nil, 0x00010000, 0x00010000, 0, 0x5F0F3CF5)
	head = be16(head, 0x000B, w.upem) // baseline and side bearing at 0, integer scaling
	head = be32(head, 0, 0, 0, 0)     // made and changed: no clock
	head = be16(head, w.box[:]...)
	head = be16(head, bit(w.weight >= 600, 1)|bit(w.italic, 2), 8, 2, 1, 0) // legible from 8 pixels; long loca

	lsb, rsb, extent := int64(1<<15-1), int64(1<<15-1), int64(-1<<15)
	for _, s := range w.sizes {
		if s.contours > 0 {
			lsb, rsb, extent = min(lsb, s.box[0]), min(rsb, s.advance-s.box[2]), max(extent, s.box[2])
		}
	}
	if !w.inked {
		lsb, rsb, extent = 0, 0, 0
	}
	hhea := be32(nil, 0x00010000)
	hhea = be16(hhea, w.ascent, w.descent, 0, w.maxAdvance, lsb, rsb, extent, 1, 0, 0, 0, 0, 0, 0, 0, n)

	depth := bit(w.maxCopiedCtr > 0, 1)
	maxp := be32(nil, 0x00010000)
	maxp = be16(maxp, n, int64(w.maxPoints), int64(w.maxContours), int64(w.maxCopiedPoints), int64(w.maxCopiedCtr), 1, 0, 0, 0, 0, 0, 0, depth, depth)

	post := be32(nil, 0x00030000, int64(w.italicAngle))
	post = be16(post, w.underline, w.thickness)
	post = be32(post, bit(w.fixed, 1), 0, 0, 0, 0)

	os2 := be16(nil, 4, w.maxAdvance/2, int64(w.weight), 5, 0)
	os2 = append(os2, make([]byte, 20+2+10+16)...) // sub- and superscripts, strikeout; class; PANOSE; Unicode ranges
	os2 = append(os2, "    "...)                   // no vendor
	os2 = be16(os2, bit(w.italic, 1)|bit(w.weight >= 600, 1<<5)|bit(!w.italic && w.weight < 600, 1<<6), 1, min(n-1, 0xFFFF))
	os2 = be16(os2, w.ascent, w.descent, 0, max(w.ascent, w.box[3]), max(-w.descent, -w.box[1]))
	os2 = be32(os2, 0, 0) // code pages
	os2 = be16(os2, w.xHeight, w.capHeight, 0, 0x20, 0)

	loca := be32(w.loca, int64(len(w.glyf)))
	if len(w.glyf) == 0 { // pdf.js takes an empty table for a missing one
		w.glyf = make([]byte, 4)
	}
	tables := []table{
		{"OS/2", os2},
		{"cmap", cmapOfCodes(n, unicodeBMP, 0)},
		{"glyf", w.glyf},
		{"head", head},
		{"hhea", hhea},
		{"hmtx", w.hmtx},
		{"loca", loca},
		{"maxp", maxp},
		{"name", w.names()},
		{"post", post},
	}
	full = assemble(tables)
	if simple {
		tables[1].data = cmapOfCodes(n, symbol, 0xF000)
	}
	return full, assemble(slices.DeleteFunc(tables, func(t table) bool {
		return t.tag == "OS/2" || t.tag == "cmap" && !simple || t.tag == "name" || t.tag == "post"
	}))
}

// Encodings of the platform 3, Windows (OpenType, cmap).
const (
	symbol     = 0
	unicodeBMP = 1
)

// cmapOfCodes maps the characters base+1 to base+n−1 to the glyphs 1 to n−1, in format 4.
func cmapOfCodes(n, encoding, base int64) []byte {
	const header = 12
	b := be16(nil, 0, 1, 3, encoding)
	b = be32(b, header)
	type segment struct{ first, last, delta int64 }
	segs := []segment{{0xFFFF, 0xFFFF, 1}}
	if n > 1 {
		segs = []segment{{base + 1, base + n - 1, -base}, {0xFFFF, 0xFFFF, 1}}
	}
	x2 := int64(2 * len(segs))
	search := int64(2) << (bits.Len(uint(len(segs))) - 1)
	b = be16(b, 4, 16+4*x2, 0, x2, search, int64(bits.Len(uint(len(segs)))-1), x2-search)
	for _, s := range segs {
		b = be16(b, s.last)
	}
	b = be16(b, 0)
	for _, s := range segs {
		b = be16(b, s.first)
	}
	for _, s := range segs {
		b = be16(b, s.delta)
	}
	for range segs {
		b = be16(b, 0)
	}
	return b
}

// names gives the family, the style, the full and the PostScript name, for Windows in English.
func (w *sfntWriter) names() []byte {
	var strs []byte
	ids := []int64{1, 2, 4, 6}
	b := be16(nil, 0, int64(len(ids)), int64(6+12*len(ids)))
	for _, id := range ids {
		s := w.name
		if id == 2 {
			s = "Regular"
		}
		from := len(strs)
		for _, u := range utf16.Encode([]rune(s)) {
			strs = be16(strs, int64(u))
		}
		b = be16(b, 3, 1, 0x409, id, int64(len(strs)-from), int64(from))
	}
	return append(b, strs...)
}

type table struct {
	tag  string
	data []byte
}

// assemble writes a table directory, then the tables in order of their tags, and computes the checksums (OpenType,
// “Calculating Checksums”).
func assemble(tables []table) []byte {
	n := int64(len(tables))
	search := int64(16) << (bits.Len(uint(n)) - 1)
	version := int64(0x00010000)
	if slices.ContainsFunc(tables, func(t table) bool { return t.tag == "CFF " }) {
		version = 0x4F54544F // OTTO
	}
	out := be32(nil, version)
	out = be16(out, n, search, int64(bits.Len(uint(n))-1), 16*n-search)
	at, headAt := 12+16*n, int64(0)
	for _, t := range tables {
		out = append(out, t.tag...)
		out = be32(out, int64(checksum(t.data)), at, int64(len(t.data)))
		if t.tag == "head" {
			headAt = at
		}
		at += int64(len(t.data)+3) &^ 3
	}
	for _, t := range tables {
		out = pad(append(out, t.data...))
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) (sum uint32) {
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}
