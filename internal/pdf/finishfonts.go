package pdf

import (
	"crypto/sha256"
	"fmt"
	"unicode/utf16"

	"quire/internal/dimen"
	"quire/internal/font"
)

// finishFonts puts the fonts that we built in place of what gofpdf made of them: it keeps only the glyphs of the
// characters that went through its own text functions, maps all codes to the characters of the same number, and
// guesses at the descriptor. A CID is a glyph number in our fonts, so the map between them is the identity.
func (d *document) finishFonts(catalogue dict) error {
	f := d.file
	res := f.dict(f.dict(d.refs[0])["Resources"])
	old := map[name]ref{} // gofpdf's fonts by the name it gives them, which it prefixes
	for _, o := range f.dict(res["Font"]) {
		if r, ok := o.(ref); ok {
			if n, ok := f.dict(r)["BaseFont"].(name); ok {
				old[n] = r
			}
		}
	}
	all := dict{}
	for _, e := range d.fonts.list {
		r, ok := old[name("utf8"+e.family)]
		if !ok {
			return fmt.Errorf("gofpdf lost the font %s", e.face.Name())
		}
		f.objects[r] = d.type0(e)
		all[e.resource] = r
	}
	if len(all) > 0 {
		res["Font"] = all
	} else {
		delete(res, "Font")
	}
	return nil
}

// type0 is a composite font (ISO 32000-1, 9.7).
func (d *document) type0(e *embedded) dict {
	f := d.file
	// The tag of a subset is six capitals (9.6.4); that two subsets differ in it is sure if it comes from their bytes.
	sum := sha256.Sum256(e.subset.Program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	base := name(string(tag) + "+" + e.face.Name())
	m := e.face.Metrics()
	mille := func(v int32) int { return int(dimen.Length(v).MulDiv(1000, int64(e.face.UnitsPerEm()))) }
	flags := 4 // symbolic: it has characters beyond the standard Latin set (table 123)
	if m.FixedPitch {
		flags |= 1
	}
	if m.Serif {
		flags |= 2
	}
	if m.Italic {
		flags |= 64
	}
	b := e.subset.Bounds
	descriptor := f.add(dict{
		"Type": name("FontDescriptor"), "FontName": base, "Flags": flags,
		"FontBBox": array{int(b.XMin), int(b.YMin), int(b.XMax), int(b.YMax)},
		"Ascent":   mille(m.Ascent), "Descent": mille(m.Descent), "CapHeight": mille(m.CapHeight), "XHeight": mille(m.XHeight),
		"ItalicAngle": real(dimen.Length(m.ItalicAngle)),
		// No table of a font tells its stems; this is the usual estimate from the weight.
		"StemV":     50 + m.Weight*m.Weight/4225,
		"FontFile2": f.add(&stream{dict: dict{"Length1": len(e.subset.Program)}, data: e.subset.Program}),
	})
	descendant := f.add(dict{
		"Type": name("Font"), "Subtype": name("CIDFontType2"), "BaseFont": base, "FontDescriptor": descriptor,
		"CIDSystemInfo": dict{"Registry": text("Adobe"), "Ordering": text("Identity"), "Supplement": 0},
		"CIDToGIDMap":   name("Identity"), "DW": int(commonWidth(e.subset)), "W": widths(e.subset),
	})
	var encoding any = name("Identity-H")
	if !e.encoding.identity {
		encoding = f.add(e.encoding.cmap())
	}
	return dict{
		"Type": name("Font"), "Subtype": name("Type0"), "BaseFont": base, "Encoding": encoding,
		"DescendantFonts": array{descendant}, "ToUnicode": f.add(&stream{dict: dict{}, data: toUnicode(e.subset, &e.encoding)}),
	}
}

// commonWidth is the width that most codes have, the least of several.
func commonWidth(s *font.Subset) int32 {
	count := map[int32]int{}
	best := int32(0)
	for _, w := range s.Widths[1:] {
		count[w]++
	}
	for _, w := range s.Widths[1:] {
		if count[w] > count[best] || count[w] == count[best] && w < best {
			best = w
		}
	}
	return best
}

// widths is the array W (9.7.4.3): a code and the widths from there on, or the first and last code of equal widths.
func widths(s *font.Subset) array {
	common := commonWidth(s)
	out := array{}
	w := s.Widths
	for i := 1; i < len(w); {
		if w[i] == common {
			i++
			continue
		}
		var run array
		j := i
		for ; j < len(w) && w[j] != common; j++ {
			run = append(run, int(w[j]))
		}
		out = append(out, i, run)
		i = j
	}
	return out
}

// toUnicode maps codes to text (9.10.3).
func toUnicode(s *font.Subset, e *encoding) []byte {
	b := []byte(cmapHead + "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" + e.codespace())
	single, ranged := e.ranges(func(g int) int {
		if u := utf16.Encode([]rune(s.Texts[g])); len(u) == 1 {
			return int(u[0])
		}
		return -1
	})
	b = section(b, "bfchar", single, func(b []byte, m mapping) []byte {
		b = append(append(b, e.hex(m.first)...), '<')
		for _, u := range utf16.Encode([]rune(s.Texts[m.glyph])) {
			b = fmt.Appendf(b, "%04X", u)
		}
		return append(b, '>')
	})
	b = section(b, "bfrange", ranged, func(b []byte, m mapping) []byte {
		return fmt.Appendf(b, "%s%s<%04X>", e.hex(m.first), e.hex(m.last), m.to)
	})
	return append(b, cmapTail...)
}
