package font

// Math is the MATH table of a face (OpenType, MATH): the measures and shapes that the setting of formulas needs. Device tables
// are for screens of few pixels and are not read.
type Math struct {
	Constants MathConstants
	// MinConnectorOverlap is by how much the parts of an assembly overlap at least.
	MinConnectorOverlap int32

	italics, accents map[uint32]int32
	extended         map[uint32]bool
	kerns            map[uint32][4]MathKern
	vertical         map[uint32]Construction
	horizontal       map[uint32]Construction
}

// MathConstants are the measures of MathConstants in their order, in font units but for the percentages.
type MathConstants struct {
	ScriptPercentScaleDown, ScriptScriptPercentScaleDown int32
	DelimitedSubFormulaMinHeight, DisplayOperatorMinHeight,
	MathLeading, AxisHeight, AccentBaseHeight, FlattenedAccentBaseHeight,
	SubscriptShiftDown, SubscriptTopMax, SubscriptBaselineDropMin,
	SuperscriptShiftUp, SuperscriptShiftUpCramped, SuperscriptBottomMin, SuperscriptBaselineDropMax,
	SubSuperscriptGapMin, SuperscriptBottomMaxWithSubscript, SpaceAfterScript,
	UpperLimitGapMin, UpperLimitBaselineRiseMin, LowerLimitGapMin, LowerLimitBaselineDropMin,
	StackTopShiftUp, StackTopDisplayStyleShiftUp, StackBottomShiftDown, StackBottomDisplayStyleShiftDown,
	StackGapMin, StackDisplayStyleGapMin,
	StretchStackTopShiftUp, StretchStackBottomShiftDown, StretchStackGapAboveMin, StretchStackGapBelowMin,
	FractionNumeratorShiftUp, FractionNumeratorDisplayStyleShiftUp,
	FractionDenominatorShiftDown, FractionDenominatorDisplayStyleShiftDown,
	FractionNumeratorGapMin, FractionNumDisplayStyleGapMin, FractionRuleThickness,
	FractionDenominatorGapMin, FractionDenomDisplayStyleGapMin,
	SkewedFractionHorizontalGap, SkewedFractionVerticalGap,
	OverbarVerticalGap, OverbarRuleThickness, OverbarExtraAscender,
	UnderbarVerticalGap, UnderbarRuleThickness, UnderbarExtraDescender,
	RadicalVerticalGap, RadicalDisplayStyleVerticalGap, RadicalRuleThickness, RadicalExtraAscender,
	RadicalKernBeforeDegree, RadicalKernAfterDegree int32
	RadicalDegreeBottomRaisePercent int32
}

// MathCorner is a corner of a glyph at which scripts are kerned.
type MathCorner int

// The corners, in the order of MathKernInfoRecord.
const (
	TopRight MathCorner = iota
	TopLeft
	BottomRight
	BottomLeft
)

// MathKern gives the kern at a height: Kerns[i] below Heights[i], the last above all of them.
type MathKern struct{ Heights, Kerns []int32 }

// At is the kern at a height over the baseline.
func (k MathKern) At(height int32) int32 {
	if len(k.Kerns) == 0 {
		return 0
	}
	i := 0
	for i < len(k.Heights) && height >= k.Heights[i] {
		i++
	}
	return k.Kerns[i]
}

// Construction is how a glyph is made larger: by one of its variants, or of parts where none is large enough.
type Construction struct {
	Variants []Variant // from the smallest on
	Parts    []AssemblyPart
	// ItalicCorrection is that of the assembly.
	ItalicCorrection int32
}

// Variant is a glyph with its extent in the direction in which it grows.
type Variant struct {
	Glyph  uint32
	Extent int32
}

// AssemblyPart is a part of an assembly, from the bottom upwards or from left to right.
type AssemblyPart struct {
	Glyph      uint32
	Start, End int32 // the lengths of its connectors
	Extent     int32
	Extender   bool // it is left out or repeated
}

// Italic is the italic correction of a glyph.
func (m *Math) Italic(glyph uint32) int32 { return m.italics[glyph] }

// TopAccent is where an accent over a glyph is attached, from its origin; ok is false if the face does not say.
func (m *Math) TopAccent(glyph uint32) (x int32, ok bool) {
	x, ok = m.accents[glyph]
	return x, ok
}

// Extended reports whether a glyph is so high that scripts are set by its height and not by that of the letters.
func (m *Math) Extended(glyph uint32) bool { return m.extended[glyph] }

// Kern is the cut-in kern of a glyph at a corner.
func (m *Math) Kern(glyph uint32, at MathCorner) MathKern { return m.kerns[glyph][at] }

// Vertical is how a glyph becomes higher.
func (m *Math) Vertical(glyph uint32) Construction { return m.vertical[glyph] }

// Horizontal is how a glyph becomes wider.
func (m *Math) Horizontal(glyph uint32) Construction { return m.horizontal[glyph] }

// Math gives the MATH table of the face, or nil if it has none. It reads the table each time.
func (f *Face) Math() *Math {
	t, err := readTables(f.data)
	if err != nil || len(t["MATH"]) < 10 {
		return nil
	}
	b := t["MATH"]
	m := &Math{}
	m.readConstants(from(b, u16(b, 4)))
	m.readGlyphInfo(from(b, u16(b, 6)))
	m.readVariants(from(b, u16(b, 8)))
	return m
}

// from is the part of a table that begins at an offset. Offset 0 stands for a part that is missing.
func from(b []byte, off int) []byte {
	if off <= 0 || off >= len(b) {
		return nil
	}
	return b[off:]
}

func (m *Math) readConstants(b []byte) {
	c := &m.Constants
	c.ScriptPercentScaleDown, c.ScriptScriptPercentScaleDown = i16(b, 0), i16(b, 2)
	c.DelimitedSubFormulaMinHeight, c.DisplayOperatorMinHeight = int32(u16(b, 4)), int32(u16(b, 6))
	at := 8
	for _, to := range []*int32{
		&c.MathLeading, &c.AxisHeight, &c.AccentBaseHeight, &c.FlattenedAccentBaseHeight,
		&c.SubscriptShiftDown, &c.SubscriptTopMax, &c.SubscriptBaselineDropMin,
		&c.SuperscriptShiftUp, &c.SuperscriptShiftUpCramped, &c.SuperscriptBottomMin, &c.SuperscriptBaselineDropMax,
		&c.SubSuperscriptGapMin, &c.SuperscriptBottomMaxWithSubscript, &c.SpaceAfterScript,
		&c.UpperLimitGapMin, &c.UpperLimitBaselineRiseMin, &c.LowerLimitGapMin, &c.LowerLimitBaselineDropMin,
		&c.StackTopShiftUp, &c.StackTopDisplayStyleShiftUp, &c.StackBottomShiftDown, &c.StackBottomDisplayStyleShiftDown,
		&c.StackGapMin, &c.StackDisplayStyleGapMin,
		&c.StretchStackTopShiftUp, &c.StretchStackBottomShiftDown, &c.StretchStackGapAboveMin, &c.StretchStackGapBelowMin,
		&c.FractionNumeratorShiftUp, &c.FractionNumeratorDisplayStyleShiftUp,
		&c.FractionDenominatorShiftDown, &c.FractionDenominatorDisplayStyleShiftDown,
		&c.FractionNumeratorGapMin, &c.FractionNumDisplayStyleGapMin, &c.FractionRuleThickness,
		&c.FractionDenominatorGapMin, &c.FractionDenomDisplayStyleGapMin,
		&c.SkewedFractionHorizontalGap, &c.SkewedFractionVerticalGap,
		&c.OverbarVerticalGap, &c.OverbarRuleThickness, &c.OverbarExtraAscender,
		&c.UnderbarVerticalGap, &c.UnderbarRuleThickness, &c.UnderbarExtraDescender,
		&c.RadicalVerticalGap, &c.RadicalDisplayStyleVerticalGap, &c.RadicalRuleThickness, &c.RadicalExtraAscender,
		&c.RadicalKernBeforeDegree, &c.RadicalKernAfterDegree,
	} {
		*to = i16(b, at)
		at += 4 // a MathValueRecord: the value and the offset of a device table
	}
	c.RadicalDegreeBottomRaisePercent = i16(b, at)
}

func (m *Math) readGlyphInfo(b []byte) {
	values := func(b []byte) map[uint32]int32 { // MathItalicsCorrectionInfo and MathTopAccentAttachment have one form
		out := map[uint32]int32{}
		for i, g := range coverage(from(b, u16(b, 0)), u16(b, 2)) {
			out[g] = i16(b, 4+4*i)
		}
		return out
	}
	m.italics, m.accents = values(from(b, u16(b, 0))), values(from(b, u16(b, 2)))
	m.extended = map[uint32]bool{}
	for _, g := range coverage(from(b, u16(b, 4)), 1<<16) {
		m.extended[g] = true
	}
	k := from(b, u16(b, 6))
	m.kerns = map[uint32][4]MathKern{}
	for i, g := range coverage(from(k, u16(k, 0)), u16(k, 2)) {
		var corners [4]MathKern
		for c := range corners {
			corners[c] = readKern(from(k, u16(k, 4+8*i+2*c)))
		}
		m.kerns[g] = corners
	}
}

func readKern(b []byte) (k MathKern) {
	n := u16(b, 0)
	if len(b) < 2+4*(2*n+1) {
		return MathKern{}
	}
	for i := range n {
		k.Heights = append(k.Heights, i16(b, 2+4*i))
	}
	for i := range n + 1 {
		k.Kerns = append(k.Kerns, i16(b, 2+4*(n+i)))
	}
	return k
}

func (m *Math) readVariants(b []byte) {
	m.MinConnectorOverlap = int32(u16(b, 0))
	nv, nh := u16(b, 6), u16(b, 8)
	m.vertical, m.horizontal = map[uint32]Construction{}, map[uint32]Construction{}
	for i, g := range coverage(from(b, u16(b, 2)), nv) {
		m.vertical[g] = readConstruction(from(b, u16(b, 10+2*i)))
	}
	for i, g := range coverage(from(b, u16(b, 4)), nh) {
		m.horizontal[g] = readConstruction(from(b, u16(b, 10+2*nv+2*i)))
	}
}

func readConstruction(b []byte) (c Construction) {
	for i := range u16(b, 2) {
		at := 4 + 4*i
		if at+4 > len(b) {
			break
		}
		c.Variants = append(c.Variants, Variant{uint32(u16(b, at)), int32(u16(b, at+2))})
	}
	a := from(b, u16(b, 0))
	c.ItalicCorrection = i16(a, 0)
	for i := range u16(a, 4) {
		at := 6 + 10*i
		if at+10 > len(a) {
			break
		}
		c.Parts = append(c.Parts, AssemblyPart{
			Glyph: uint32(u16(a, at)), Start: int32(u16(a, at+2)), End: int32(u16(a, at+4)), Extent: int32(u16(a, at+6)),
			Extender: u16(a, at+8)&1 != 0,
		})
	}
	return c
}

// coverage gives the glyphs of a coverage table in their order, limit of them at most (OpenType, “Coverage Table”).
func coverage(b []byte, limit int) (glyphs []uint32) {
	switch u16(b, 0) {
	case 1:
		for i := range min(u16(b, 2), limit, (len(b)-4)/2) {
			glyphs = append(glyphs, uint32(u16(b, 4+2*i)))
		}
	case 2:
		for i := range u16(b, 2) {
			at := 4 + 6*i
			if at+6 > len(b) {
				break
			}
			for g := u16(b, at); g <= u16(b, at+2) && len(glyphs) < limit; g++ {
				glyphs = append(glyphs, uint32(g))
			}
		}
	}
	return glyphs
}
