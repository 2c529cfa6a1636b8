// Package font reads fonts, shapes text with their OpenType features and builds the small fonts that a document
// embeds. It is the one package that knows go-text/typesetting. All measures are integers in font units; a caller
// scales them with dimen.Length.MulDiv(units, UnitsPerEm).
package font

import (
	"fmt"
	"math"
	"sync"
	"weak"

	"golang.org/x/text/unicode/norm"

	gotext "github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
)

// Face is a parsed font, or one instance of a variable font. It never changes and may be used from several
// goroutines.
type Face struct {
	name    string
	family  string
	data    []byte
	upem    int32
	metrics Metrics
	font    *gotext.Font
	coords  []gotext.VarCoord
	// outlines are the tables with the outlines, where font has none.
	outlines tables
	drawing  sync.Mutex
	whole    weak.Pointer[gotext.Font] // with all outlines
	cubic    bool                      // outlines are CFF, or vary, so that their points may lie between the units
	pool     sync.Pool
	memo     memo
}

// Metrics are the measures of a face as a whole, in font units with y upwards, so that Descent and
// UnderlinePosition are usually negative.
type Metrics struct {
	Ascent, Descent, LineGap              int32
	CapHeight, XHeight                    int32
	UnderlinePosition, UnderlineThickness int32
	StrikeoutPosition, StrikeoutThickness int32
	SuperscriptSize, SuperscriptOffset    int32
	SubscriptSize, SubscriptOffset        int32 // the offset counts downwards (OpenType, OS/2, ySubscriptYOffset)
	ItalicAngle                           int32 // in 1/65536 of a degree, counter-clockwise from the upright
	Weight                                int   // CSS font-weight, 1 to 1000
	Italic, Serif, FixedPitch             bool
	Embeddable                            bool // OS/2 fsType allows embedding and subsetting
	XMin, YMin, XMax, YMax                int32
}

// Axis is a setting of one axis of a variable font, such as {"wght", 550}.
type Axis struct {
	Tag   string
	Value float64
}

// Parse reads a TrueType or OpenType (CFF) font, which may be packed as WOFF. name is used in errors, and as the
// PostScript name of a font that has none. The bytes must not be changed afterwards.
func Parse(name string, data []byte) (*Face, error) { return ParseInstance(name, data, nil) }

// ParseInstance is Parse for one instance of a variable font; axes that are not set keep their default. It is an
// error to set an axis that the font does not have.
//
// The library underneath panics on some broken fonts. A font is the author's input, so a panic while reading it is
// turned into an error here.
func ParseInstance(name string, data []byte, axes []Axis) (f *Face, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("%s is broken: %v", name, r)
		}
	}()
	if data, err = Unpack(data); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	t, err := readTables(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	lean, ok := withoutOutlines(t)
	if !ok {
		lean = data
	}
	ft, err := readFont(lean)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f = &Face{font: ft, upem: int32(ft.Upem()), cubic: t["CFF "] != nil || t["CFF2"] != nil}
	if ok {
		f.outlines = t
	}
	if f.upem < 16 || f.upem > 16384 { // OpenType, head, unitsPerEm
		return nil, fmt.Errorf("%s: %d units per em are outside 16 to 16384", name, f.upem)
	}
	if len(axes) > 0 {
		if err := f.setAxes(t, axes); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	f.name = postScriptName(t, name)
	f.data = data
	if f.family = t.nameOf(16); f.family == "" { // the typographic family, where it differs from that of four styles
		f.family = t.nameOf(1)
	}
	f.metrics = t.metrics(f.name)
	s := f.shaper()
	if ext, ok := s.face.FontHExtents(); ok {
		f.metrics.Ascent, f.metrics.Descent, f.metrics.LineGap = units(ext.Ascender), units(ext.Descender), units(ext.LineGap)
	}
	for _, m := range []struct {
		to   *int32
		what gotext.LineMetric
	}{
		{&f.metrics.CapHeight, gotext.CapHeight},
		{&f.metrics.XHeight, gotext.XHeight},
		{&f.metrics.UnderlinePosition, gotext.UnderlinePosition},
		{&f.metrics.UnderlineThickness, gotext.UnderlineThickness},
		{&f.metrics.StrikeoutPosition, gotext.StrikethroughPosition},
		{&f.metrics.StrikeoutThickness, gotext.StrikethroughThickness},
	} {
		*m.to = units(s.face.LineMetric(m.what))
	}
	if f.metrics.CapHeight == 0 {
		f.metrics.CapHeight = f.metrics.Ascent
	}
	if f.metrics.XHeight == 0 {
		f.metrics.XHeight = f.metrics.CapHeight * 2 / 3
	}
	f.pool.Put(s)
	f.try()
	return f, nil
}

// try shapes two lines, so that a broken font on which the library panics does so inside Parse.
func (f *Face) try() {
	f.shape("", "Affinity, 1879–1950: “Œuvre” Ἀθῆναι Москва", "", []Feature{{"smcp", 1}, {"c2sc", 1}, {"onum", 1}, {"dlig", 1}}, "en", LeftToRight)
	f.shape("", "fi שלום سلام", "م", nil, "", RightToLeft)
}

// AxisRange gives the least and the greatest value of an axis of a variable font; ok is false if the font has no such
// axis, or if data are no font.
func AxisRange(data []byte, tag string) (least, greatest float64, ok bool) {
	data, err := Unpack(data)
	if err != nil {
		return 0, 0, false
	}
	t, err := readTables(data)
	if err != nil {
		return 0, 0, false
	}
	fvar := t["fvar"]
	off, n, size := u16(fvar, 4), u16(fvar, 8), u16(fvar, 10)
	for i := range n {
		at := off + i*size
		if at+16 > len(fvar) {
			break
		}
		if string(fvar[at:at+4]) == tag { // Fixed numbers (OpenType, fvar, VariationAxisRecord)
			return float64(i16(fvar, at+4)) + float64(u16(fvar, at+6))/65536, float64(i16(fvar, at+12)) + float64(u16(fvar, at+14))/65536, true
		}
	}
	return 0, 0, false
}

func (f *Face) setAxes(t tables, axes []Axis) error {
	known := t.axes()
	var vars []gotext.Variation
	for _, a := range axes {
		if !known[a.Tag] {
			return fmt.Errorf("the font has no axis %q", a.Tag)
		}
		vars = append(vars, gotext.Variation{Tag: ot.MustNewTag(a.Tag), Value: float32(a.Value)})
	}
	face := gotext.NewFace(f.font)
	face.SetVariations(vars)
	f.coords, f.cubic = face.Coords(), true
	return nil
}

// Name is the PostScript name of the font (OpenType, name, ID 6), with no character that a PDF name must escape.
func (f *Face) Name() string { return f.name }

// Family is the name of the family as the file has it.
func (f *Face) Family() string { return f.family }

// Data is the file, unpacked; of a variable font all instances. It must not be changed.
func (f *Face) Data() []byte { return f.data }

// UnitsPerEm is the number of font units in one em.
func (f *Face) UnitsPerEm() int32 { return f.upem }

// Metrics gives the measures of the face.
func (f *Face) Metrics() Metrics { return f.metrics }

// Has reports whether the face can show r: with a glyph of its own, with those of its decomposition, or with what
// shaping sets in place of spaces and of invisible characters.
func (f *Face) Has(r rune) bool {
	if f.nominal(r) {
		return true
	}
	switch {
	case r == '\u00AD', r == '\u00A0', r == '\u202F', r >= '\u2000' && r <= '\u200A': // set as a space or a hyphen by shaping
		return f.nominal(' ')
	case r == '\u2010' || r == '\u2011':
		return f.nominal('\u2010') || f.nominal('-')
	case ignorable(r):
		return true
	}
	d := norm.NFD.String(string(r))
	if d == string(r) {
		return false
	}
	for _, p := range d {
		if !f.nominal(p) {
			return false
		}
	}
	return true
}

// HasFeature reports whether the font has a substitution feature, such as "smcp", for any script (OpenType, GSUB).
func (f *Face) HasFeature(tag string) bool {
	if len(tag) != 4 {
		return false
	}
	want := ot.MustNewTag(tag)
	for i := range f.font.GSUB.Features {
		if f.font.GSUB.Features[i].Tag == want {
			return true
		}
	}
	return false
}

func (f *Face) nominal(r rune) bool {
	g, ok := f.font.NominalGlyph(r)
	return ok && g != 0
}

// Bounds gives the box around the ink of a glyph; ok is false if it has no ink, such as a space.
func (f *Face) Bounds(glyph uint32) (b Box, ok bool) {
	s := f.wholeDrawer()
	defer func() {
		if recover() != nil { // as in shape
			b, ok = Box{}, false
		}
	}()
	e, ok := s.face.GlyphExtents(gotext.GID(glyph))
	if !ok || e.Width == 0 || e.Height == 0 {
		return Box{}, false
	}
	// Extents have their origin at the upper left and a negative height.
	left, top := units(e.XBearing), units(e.YBearing)
	return Box{XMin: left, YMin: top + units(e.Height), XMax: left + units(e.Width), YMax: top}, true
}

// Box is a rectangle in font units, y upwards.
type Box struct{ XMin, YMin, XMax, YMax int32 }

// Advance is the nominal advance width of a glyph (OpenType, hmtx), before any kerning.
func (f *Face) Advance(glyph uint32) int32 {
	s := f.shaper()
	defer f.pool.Put(s)
	return s.advance(glyph)
}

// units rounds a measure to whole font units. go-text has floats because of variable fonts.
func units(v float32) int32 {
	switch r := math.Round(float64(v)); {
	case r != r:
		return 0
	case r > 1<<20:
		return 1 << 20
	case r < -1<<20:
		return -1 << 20
	default:
		return int32(r)
	}
}

// shaper holds what HarfBuzz needs exclusively while it works: a face with caches, its accelerators and a buffer.
type shaper struct {
	face *gotext.Face
	font *harfbuzz.Font
	buf  *harfbuzz.Buffer
}

func (f *Face) shaper() *shaper {
	if s, ok := f.pool.Get().(*shaper); ok {
		return s
	}
	face := gotext.NewFace(f.font)
	if f.coords != nil {
		face.SetCoords(f.coords)
	}
	return &shaper{face: face, font: harfbuzz.NewFont(face), buf: harfbuzz.NewBuffer()}
}
