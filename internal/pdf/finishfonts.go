package pdf

import (
	"crypto/sha256"
	"fmt"

	"quire/internal/dimen"
	"quire/internal/font"
)

// finishFonts replaces gofpdf's fonts with those that we built. gofpdf keeps only the glyphs of characters that went
// through its own text functions, maps all codes to the characters of the same number, and guesses the descriptor. In
// our fonts a CID is a glyph number, so the map between them is the identity.
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
		f.objects[r] = d.font(e)
		all[e.resource] = r
	}
	if len(all) > 0 {
		res["Font"] = all
	} else {
		delete(res, "Font")
	}
	return nil
}

// font is a simple font (ISO 32000-1, 9.6) if its codes have one byte, else a composite one (9.7). Every reader
// supports both. Several readers misread a writer's own CMaps.
func (d *document) font(e *embedded) dict {
	f := d.file
	base, descriptor := d.descriptor(e)
	unicode := f.add(&stream{dict: dict{}, data: toUnicode(e.subset)})
	if e.subset.Simple {
		// A symbolic font has no Encoding: its program's character map says which glyph a code has (9.6.6.4).
		first := 1
		for e.subset.Texts[first] == "" {
			first++
		}
		widths := array{}
		for _, w := range e.subset.Widths[first:] {
			widths = append(widths, int(w))
		}
		return dict{
			"Type": name("Font"), "Subtype": name("TrueType"), "BaseFont": base, "FontDescriptor": descriptor,
			"FirstChar": first, "LastChar": len(e.subset.Widths) - 1, "Widths": f.add(widths), "ToUnicode": unicode,
		}
	}
	descendant := f.add(dict{
		"Type": name("Font"), "Subtype": name("CIDFontType2"), "BaseFont": base, "FontDescriptor": descriptor,
		"CIDSystemInfo": dict{"Registry": text("Adobe"), "Ordering": text("Identity"), "Supplement": 0},
		"CIDToGIDMap":   name("Identity"), "DW": int(commonWidth(e.subset)), "W": widths(e.subset),
	})
	return dict{
		"Type": name("Font"), "Subtype": name("Type0"), "BaseFont": base, "Encoding": name("Identity-H"),
		"DescendantFonts": array{descendant}, "ToUnicode": unicode,
	}
}

// descriptor adds the descriptor of a font (ISO 32000-1, 9.8) with the font's program.
func (d *document) descriptor(e *embedded) (base name, r ref) {
	f := d.file
	// The tag of a subset is six capitals (9.6.4). It comes from the font's bytes, so different subsets have different
	// tags.
	sum := sha256.Sum256(e.subset.Program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	base = name(string(tag) + "+" + e.face.Name())
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
	return base, f.add(dict{
		"Type": name("FontDescriptor"), "FontName": base, "Flags": flags,
		"FontBBox": array{int(b.XMin), int(b.YMin), int(b.XMax), int(b.YMax)},
		"Ascent":   mille(m.Ascent), "Descent": mille(m.Descent), "CapHeight": mille(m.CapHeight), "XHeight": mille(m.XHeight),
		"ItalicAngle": real(dimen.Length(m.ItalicAngle)),
		// No table of a font holds the width of its stems; this is the usual estimate from the weight.
		"StemV":     50 + m.Weight*m.Weight/4225,
		"FontFile2": f.add(&stream{dict: dict{"Length1": len(e.subset.Program)}, data: e.subset.Program}),
	})
}

// commonWidth is the most frequent width. Of several equally frequent ones it is the least.
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
