package font

import (
	"cmp"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	gotext "github.com/go-text/typesetting/font"
)

// Part is one glyph of a cluster, placed in font units from the origin of the cluster's first glyph, which is the
// Part with X and Y 0.
type Part struct {
	ID   uint32
	X, Y int32
}

// Builder collects the glyphs that a document shows in one face and makes the fonts to embed. Each pair of a text and
// the glyphs that show it gets its own code, and glyphs that are placed together are fused into one. So one table from
// codes to text gives readers the exact text of each glyph: of a ligature, of a small capital, of a letter with three
// accents or of a character beyond the Basic Multilingual Plane.
type Builder struct {
	face   *Face
	keys   map[slot]Key
	simple map[simple]Key // the same for one glyph that stands for one character, as most do
	slots  []slot         // by key
	shown  []int          // by key: how often each was added
	places []place        // by key, once built
}

// Key identifies what was added to a Builder; Code turns it into a code after Build.
type Key int32

// simple is a slot of one character and one glyph.
type simple struct {
	char  rune
	glyph uint32
}

// slot is an entry that gets a code.
type slot struct {
	text  string
	id    uint32
	fused string // the parts after the first, as bytes, so that slots can be map keys
}

type place struct {
	font int
	code uint16
}

// Subset is one embedded font. Its codes count from 1 and are also its glyph numbers, so the CIDToGIDMap of a PDF is
// Identity.
type Subset struct {
	// Simple says that codes have one byte: the font has 255 codes at most. Otherwise they have two.
	Simple bool
	// TrueType is the whole font with its codes as characters; Program has just the tables that a PDF's FontFile2
	// needs (ISO 32000-1, 9.9).
	TrueType, Program []byte
	// Texts and Widths are indexed by code; widths are in 1/1000 em. A code without a text is not used.
	Texts  []string
	Widths []int32
	// Bounds surrounds the ink of all glyphs, in 1/1000 em.
	Bounds Box
}

// MaxCodes is how many codes one Subset can have. A document that needs more gets further fonts.
const MaxCodes = 65000

const (
	// simpleCodes is how many codes a simple font has beside the space: those of one byte but 0.
	simpleCodes = 254
	// mixed is the number of codes up to which a face is divided into a simple font for the commonest and another for
	// the rest. Beyond it, as with ideographs, a text would change fonts at every other character.
	mixed = 4 * simpleCodes
)

// NewBuilder gives an empty builder.
func (f *Face) NewBuilder() *Builder {
	return &Builder{face: f, keys: map[slot]Key{}, simple: map[simple]Key{}}
}

// Add asks for a code for parts, at least one, that show text. Adding the same again gives the same key and counts it:
// the commonest get the codes of one byte. The order of calls makes no difference.
func (b *Builder) Add(text string, parts []Part) Key {
	char, size := utf8.DecodeRuneInString(text)
	one := simple{char, parts[0].ID}
	short := len(parts) == 1 && size == len(text) && char != utf8.RuneError
	if short {
		if k, ok := b.simple[one]; ok {
			b.shown[k]++
			return k
		}
	}
	s := slotOf(text, parts)
	k, ok := b.keys[s]
	if !ok {
		k = Key(len(b.slots))
		b.slots = append(b.slots, s)
		b.shown = append(b.shown, 0)
		b.keys[s] = k
	}
	b.shown[k]++
	if short {
		b.simple[one] = k
	}
	return k
}

func slotOf(text string, parts []Part) slot {
	s := slot{text: text, id: parts[0].ID}
	if len(parts) > 1 {
		buf := make([]byte, 0, 12*len(parts))
		for _, p := range parts[1:] {
			buf = binary.BigEndian.AppendUint32(buf, p.ID)
			buf = binary.BigEndian.AppendUint32(buf, uint32(p.X))
			buf = binary.BigEndian.AppendUint32(buf, uint32(p.Y))
		}
		s.fused = string(buf)
	}
	return s
}

func (s slot) parts() []Part {
	out := []Part{{ID: s.id}}
	for b := []byte(s.fused); len(b) >= 12; b = b[12:] {
		out = append(out, Part{binary.BigEndian.Uint32(b), int32(binary.BigEndian.Uint32(b[4:])), int32(binary.BigEndian.Uint32(b[8:]))})
	}
	return out
}

// Code returns the code of a key, and the index of its font in the result of Build.
func (b *Builder) Code(k Key) (font int, code uint16) {
	p := b.places[k]
	return p.font, p.code
}

// Build makes the fonts; none if nothing was added. They depend only on the entries added and on how often each was.
func (b *Builder) Build() []*Subset { return b.build(mixed, MaxCodes) }

// build makes at most one simple font and, for the remaining slots, fonts of at most limit codes. With more than mixed
// slots there is no simple font.
func (b *Builder) build(mixed, limit int) []*Subset {
	order := make([]Key, len(b.slots))
	for i := range order {
		order[i] = Key(i)
	}
	slices.SortFunc(order, b.compare)
	b.places = make([]place, len(b.slots))
	var out []*Subset
	if len(order) > 0 && len(order) <= mixed {
		// A stable sort keeps the order of equally common ones.
		slices.SortStableFunc(order, func(i, j Key) int { return cmp.Compare(b.shown[j], b.shown[i]) })
		n := min(len(order), simpleCodes)
		out = append(out, b.simpleFont(order[:n]))
		order = order[n:]
		slices.SortFunc(order, b.compare)
	}
	for chunk := range slices.Chunk(order, limit) {
		slots := make([]slot, 1, len(chunk)+1)
		for i, k := range chunk {
			b.places[k] = place{len(out), uint16(i + 1)}
			slots = append(slots, b.slots[k])
		}
		out = append(out, b.face.subset(slots, false))
	}
	return out
}

// compare orders slots by their content.
func (b *Builder) compare(i, j Key) int {
	x, y := b.slots[i], b.slots[j]
	return cmp.Or(cmp.Compare(x.text, y.text), cmp.Compare(x.id, y.id), cmp.Compare(x.fused, y.fused))
}

// SpaceCode is the code of a space in a simple font. Readers add the space between words to the code 32 (ISO 32000-1,
// 9.3.3), and poppler adds it to the glyph of that number.
const SpaceCode = 32

// simpleFont builds a font of one-byte codes for keys, which are sorted by frequency. The code of an ASCII character is
// the character itself, so that a page's content can be read. The others take the free codes: first those outside of
// ASCII, last those that must be escaped in a string.
func (b *Builder) simpleFont(keys []Key) *Subset {
	var slots [256]slot
	var taken [256]bool
	taken[0], taken[SpaceCode] = true, true
	var rest []Key
	put := func(k Key, code int) {
		slots[code], taken[code] = b.slots[k], true
		b.places[k] = place{0, uint16(code)}
	}
	space := false
	for _, k := range keys {
		switch t := b.slots[k].text; {
		case t == " " && !space && b.slots[k].fused == "":
			space = true
			put(k, SpaceCode)
		case len(t) == 1 && t[0] > ' ' && t[0] < 0x7F && !taken[t[0]]:
			put(k, int(t[0]))
		default:
			rest = append(rest, k)
		}
	}
	free := make([]int, 0, 256)
	for _, part := range [][2]int{{0x80, 0x100}, {0x01, 0x20}, {0x21, 0x80}} {
		for c := part[0]; c < part[1]; c++ {
			if !taken[c] && !escaped(c) {
				free = append(free, c)
			}
		}
	}
	for _, c := range []int{'\r', '(', ')', '\\'} {
		if !taken[c] {
			free = append(free, c)
		}
	}
	for i, k := range rest {
		put(k, free[i])
	}
	last := len(slots) - 1
	for slots[last].text == "" {
		last--
	}
	return b.face.subset(slots[:last+1], true)
}

// escaped reports whether a code must be escaped in a string of a PDF (ISO 32000-1, 7.3.4.2).
func escaped(c int) bool { return c == '\r' || c == '(' || c == ')' || c == '\\' }

// subset builds one font with the slots as glyphs 1, 2, …; slots[0] is .notdef. A slot without a text is an empty glyph
// that nothing shows.
func (f *Face) subset(slots []slot, simple bool) *Subset {
	drawn := []uint32{0}
	for _, sl := range slots[1:] {
		for _, p := range sl.parts() {
			drawn = append(drawn, p.ID)
		}
	}
	s := f.drawer(drawn)
	// Curves made from cubics, and points between the units, need a finer grid.
	k := int64(1)
	if f.cubic && f.upem < 1500 {
		k = 2
	}
	w := sfntWriter{upem: int64(f.upem) * k}
	sub := &Subset{Simple: simple, Texts: make([]string, 1, len(slots)), Widths: make([]int32, 1, len(slots))}
	w.glyph(s.scaled(0, k), int64(s.advance(0))*k)
	first := map[slot]int{}
	for i, sl := range slots[1:] {
		adv := int32(0)
		if sl.text == "" {
			w.glyph(nil, 0)
		} else {
			adv = s.width(sl.parts())
			shape := slot{id: sl.id, fused: sl.fused}
			if g, ok := first[shape]; ok {
				w.copyOf(g)
			} else {
				first[shape] = i + 1
				w.glyph(s.fuse(sl.parts(), k), int64(adv)*k)
			}
		}
		sub.Texts = append(sub.Texts, sl.text)
		sub.Widths = append(sub.Widths, int32(divRound(int64(adv)*1000, int64(f.upem))))
	}
	m := f.metrics
	w.ascent, w.descent, w.capHeight, w.xHeight = int64(m.Ascent)*k, int64(m.Descent)*k, int64(m.CapHeight)*k, int64(m.XHeight)*k
	w.underline, w.thickness = int64(m.UnderlinePosition)*k, int64(m.UnderlineThickness)*k
	w.italicAngle, w.weight, w.name, w.fixed, w.italic = m.ItalicAngle, m.Weight, f.name, m.FixedPitch, m.Italic
	sub.TrueType, sub.Program = w.write(simple)
	mille := func(v int64) int32 { return int32(divRound(v*1000, w.upem)) }
	sub.Bounds = Box{mille(w.box[0]), mille(w.box[1]), mille(w.box[2]), mille(w.box[3])}
	return sub
}

// fuse gives the outlines of parts, each where it is placed, on the grid of the new font.
func (s *shaper) fuse(parts []Part, k int64) (all [][]point) {
	for _, p := range parts {
		for _, c := range s.scaled(p.ID, k) {
			for j := range c {
				c[j].x += int64(p.X) * k
				c[j].y += int64(p.Y) * k
			}
			all = append(all, c)
		}
	}
	return all
}

// scaled gives a glyph's outline on the grid of the new font.
func (s *shaper) scaled(glyph uint32, k int64) [][]point {
	cs := s.outline(glyph)
	for _, c := range cs {
		for i := range c {
			c[i].x, c[i].y = divRound(c[i].x*k, fine), divRound(c[i].y*k, fine)
		}
	}
	return cs
}

// advance is a glyph's nominal advance, 0 where the library panics on a broken hmtx.
func (s *shaper) advance(glyph uint32) (w int32) {
	defer func() {
		if recover() != nil {
			w = 0
		}
	}()
	return units(s.face.HorizontalAdvance(gotext.GID(glyph)))
}

// width is the advance of a cluster: that of its first glyph, and of each glyph that begins where the one before ends.
// A mark is placed on another glyph and adds nothing.
func (s *shaper) width(parts []Part) int32 {
	w := s.advance(parts[0].ID)
	for _, p := range parts[1:] {
		if p.X >= w && w > 0 {
			w = p.X + s.advance(p.ID)
		}
	}
	return max(w, 0)
}
