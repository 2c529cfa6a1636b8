package font

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	gotext "github.com/go-text/typesetting/font"
	gotables "github.com/go-text/typesetting/font/opentype/tables"
)

// Reduce gives a font file with just the glyphs that a text can need in a reading system: those of its characters, and
// all glyphs that the font's substitutions make of them. Stylistic sets and other features that our stylesheets never
// ask for are left out. Glyphs keep their numbers, so kerning and substitutions do not change. Outlines, characters and
// glyph names are removed. The larger forms that a math face has of a glyph stay with it. Variable fonts are returned
// whole, as are those whose outlines are in CFF2.
//
// text may repeat characters and be in any order. The result is the same for the same set.
func Reduce(name string, data []byte, text []rune) (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil { // as in ParseInstance
			out, err = nil, fmt.Errorf("%s is broken: %v", name, r)
		}
	}()
	t, err := readTables(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	isCFF := t["CFF "] != nil
	if !isCFF && (t["glyf"] == nil || t["loca"] == nil) || t["fvar"] != nil {
		return data, nil
	}
	lean, ok := withoutOutlines(t)
	if !ok {
		lean = data
	}
	ft, err := readFont(lean)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	text = slices.Clone(text)
	slices.Sort(text)
	text = slices.Compact(text)
	r := reducer{tables: t, used: make([]bool, u16(t["maxp"], 4))}
	if len(r.used) == 0 {
		return nil, fmt.Errorf("%s: the font has no glyphs", name)
	}
	r.used[0] = true
	var mapped []mapping
	for _, c := range text {
		if g, ok := ft.NominalGlyph(c); ok && g != 0 {
			r.use(gotables.GlyphID(g))
			mapped = append(mapped, mapping{c, uint16(g)})
		}
	}
	for changed := true; changed; {
		changed = r.substitute(ft) || r.variants() || !isCFF && r.compose()
	}
	var glyf, loca, cff []byte
	if isCFF {
		if cff, err = reduceCFF(t["CFF "], r.used); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	} else {
		glyf, loca = r.outlines()
	}
	var tabs []table
	for tag, b := range t {
		switch tag {
		case "glyf":
			b = glyf
		case "loca":
			b = loca
		case "CFF ":
			b = cff
		case "cmap":
			b = cmapOf(mapped)
		case "head":
			b = slices.Clone(b)
			if len(b) < 54 {
				return nil, fmt.Errorf("%s: the table head is cut off", name)
			}
			binary.BigEndian.PutUint32(b[8:], 0)
			binary.BigEndian.PutUint16(b[50:], 1) // long offsets in loca
		case "post":
			b = slices.Clone(b[:min(len(b), 32)])
			if len(b) >= 4 {
				binary.BigEndian.PutUint32(b, 0x00030000) // without names
			}
		case "DSIG", "STAT", "LTSH", "VDMX", "hdmx", "kern", "meta", "MERG":
			continue
		}
		tabs = append(tabs, table{tag, b})
	}
	slices.SortFunc(tabs, func(a, b table) int { return strings.Compare(a.tag, b.tag) })
	return assemble(tabs), nil
}

type mapping struct {
	char  rune
	glyph uint16
}

type reducer struct {
	tables tables
	used   []bool
}

func (r *reducer) use(g gotables.GlyphID) (added bool) {
	if int(g) < len(r.used) && !r.used[g] {
		r.used[g] = true
		return true
	}
	return false
}

// left reports whether a feature is left out: reading systems use it only if a stylesheet names it, and ours do not.
func left(tag string) bool {
	switch tag {
	case "aalt", "hist", "hlig", "ornm", "salt", "swsh", "cswh", "titl", "nalt", "zero", "unic":
		return true
	}
	return strings.HasPrefix(tag, "ss") && tag != "ssty" || strings.HasPrefix(tag, "cv")
}

// substitute adds the glyphs that the lookups of GSUB make of the glyphs in use, in any context (OpenType, GSUB). It
// skips lookups that belong only to features left out. A lookup without a feature is called by a context, so it counts.
func (r *reducer) substitute(ft *gotext.Font) (changed bool) {
	named, kept := map[uint16]bool{}, map[uint16]bool{}
	for _, f := range ft.GSUB.Features {
		for _, i := range f.LookupListIndices {
			named[i] = true
			kept[i] = kept[i] || !left(f.Tag.String())
		}
	}
	for i, lookup := range ft.GSUB.Lookups {
		if named[uint16(i)] && !kept[uint16(i)] {
			continue
		}
		for _, sub := range lookup.Subtables {
			for g, used := range r.used {
				if used && r.apply(sub, gotables.GlyphID(g)) {
					changed = true
				}
			}
		}
	}
	return changed
}

func (r *reducer) apply(sub gotables.GSUBLookup, g gotables.GlyphID) (changed bool) {
	at, ok := sub.Cov().Index(g)
	if !ok {
		return false
	}
	all := func(glyphs []gotables.GlyphID) {
		for _, x := range glyphs {
			changed = r.use(x) || changed
		}
	}
	switch s := sub.(type) {
	case gotables.SingleSubs:
		switch d := s.Data.(type) {
		case gotables.SingleSubstData1:
			all([]gotables.GlyphID{gotables.GlyphID(int(g) + int(d.DeltaGlyphID))})
		case gotables.SingleSubstData2:
			all(d.SubstituteGlyphIDs[at : at+1])
		}
	case gotables.MultipleSubs:
		all(s.Sequences[at].SubstituteGlyphIDs)
	case gotables.AlternateSubs:
		all(s.AlternateSets[at].AlternateGlyphIDs)
	case gotables.LigatureSubs:
		for _, l := range s.LigatureSets[at].Ligatures {
			if !slices.ContainsFunc(l.ComponentGlyphIDs, func(c gotables.GlyphID) bool { return int(c) >= len(r.used) || !r.used[c] }) {
				all([]gotables.GlyphID{l.LigatureGlyph})
			}
		}
	case gotables.ReverseChainSingleSubs:
		all(s.SubstituteGlyphIDs[at : at+1])
	}
	return changed
}

// The flags of a component that say how long it is (OpenType, glyf).
const (
	wordArguments  = 0x0001
	oneScale       = 0x0008
	moreComponents = 0x0020
	twoScales      = 0x0040
	fourScales     = 0x0080
)

// compose adds the components of composite glyphs in use.
func (r *reducer) compose() (changed bool) {
	for g, used := range r.used {
		b := r.outline(g)
		if !used || len(b) < 10 || i16(b, 0) >= 0 {
			continue
		}
		for at := 10; at+4 <= len(b); {
			flags := u16(b, at)
			changed = r.use(gotables.GlyphID(u16(b, at+2))) || changed
			at += 6
			if flags&wordArguments != 0 {
				at += 2
			}
			switch {
			case flags&oneScale != 0:
				at += 2
			case flags&twoScales != 0:
				at += 4
			case flags&fourScales != 0:
				at += 8
			}
			if flags&moreComponents == 0 {
				break
			}
		}
	}
	return changed
}

// outline gives a glyph's bytes in glyf.
func (r *reducer) outline(g int) []byte {
	loca, glyf := r.tables["loca"], r.tables["glyf"]
	var from, to int
	if u16(r.tables["head"], 50) == 0 {
		from, to = 2*u16(loca, 2*g), 2*u16(loca, 2*g+2)
	} else if 4*g+8 <= len(loca) {
		from, to = int(binary.BigEndian.Uint32(loca[4*g:])), int(binary.BigEndian.Uint32(loca[4*g+4:]))
	}
	if from < 0 || from >= to || to > len(glyf) {
		return nil
	}
	return glyf[from:to]
}

// outlines gives glyf with the outlines of the glyphs in use, and loca with long offsets.
func (r *reducer) outlines() (glyf, loca []byte) {
	for g, used := range r.used {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if used {
			glyf = pad(append(glyf, r.outline(g)...))
		}
	}
	if glyf == nil {
		glyf = make([]byte, 4) // some readers take an empty table for a missing one
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
}

// cmapOf writes a character map of format 4 and, for characters beyond the Basic Multilingual Plane, one of format 12
// as well (OpenType, cmap). mapped is in order.
func cmapOf(mapped []mapping) []byte {
	type run struct{ from, to, glyph int64 }
	var runs []run
	for _, m := range mapped {
		c, g := int64(m.char), int64(m.glyph)
		if n := len(runs); n > 0 && runs[n-1].to+1 == c && runs[n-1].glyph+c-runs[n-1].from == g && c != 0x10000 {
			runs[n-1].to = c
			continue
		}
		runs = append(runs, run{c, c, g})
	}
	bmp := slices.IndexFunc(runs, func(x run) bool { return x.from > 0xFFFF })
	wide := bmp >= 0
	if !wide {
		bmp = len(runs)
	}
	segments := slices.Clone(runs[:bmp])
	if n := len(segments); n == 0 || segments[n-1].to != 0xFFFF {
		segments = append(segments, run{0xFFFF, 0xFFFF, 0})
	}
	n := int64(len(segments))
	search, entry := int64(2), int64(0)
	for search <= n {
		search, entry = search*2, entry+1
	}
	f4 := be16(nil, 4, 16+8*n, 0, 2*n, search, entry, 2*n-search)
	for _, s := range segments {
		f4 = be16(f4, s.to)
	}
	f4 = be16(f4, 0)
	for _, s := range segments {
		f4 = be16(f4, s.from)
	}
	for _, s := range segments {
		f4 = be16(f4, s.glyph-s.from)
	}
	f4 = append(f4, make([]byte, 2*n)...)
	if !wide {
		return append(be32(be16(nil, 0, 1, 3, 1), 12), f4...)
	}
	out := be32(be16(nil, 0, 2, 3, 1), 20)
	out = be32(be16(out, 3, 10), 20+int64(len(f4)))
	out = append(out, f4...)
	out = be32(be16(out, 12, 0), 16+12*int64(len(runs)), 0, int64(len(runs)))
	for _, s := range runs {
		out = be32(out, s.from, s.to, s.glyph)
	}
	return out
}
