package font

import (
	"unicode"

	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// Direction is the direction in which a run of text is read.
type Direction uint8

// The two directions of horizontal text.
const (
	LeftToRight Direction = iota
	RightToLeft
)

// Feature is an OpenType feature with its value: 1 turns it on, 0 off, and more chooses an alternate.
type Feature struct {
	Tag   string // four characters, such as "smcp"
	Value int
}

// Glyph is one positioned glyph. Several glyphs with the same Start and End follow one another where a cluster of
// characters needs them (a base and its marks); one glyph stands for several characters in a ligature.
type Glyph struct {
	ID               uint32 // 0 is the font's sign for a missing glyph
	Start, End       int    // the bytes of the shaped text that the glyph's cluster stands for
	Advance          int32  // how far the pen moves on, kerning included
	XOffset, YOffset int32  // how far the glyph is shifted from the pen, y upwards
}

// Shape turns text into glyphs, in the order in which they are painted from left to right. The clusters of the
// result cover the text without gaps. feats are switched on top of HarfBuzz's defaults (kern, liga, clig, calt,
// locl, mark …); lang is a BCP 47 tag and chooses local forms; the script is found from the text itself.
//
// A soft hyphen at the end of text is set as a hyphen. Elsewhere it belongs to the cluster before it and is invisible,
// like every character that Unicode calls default ignorable.
//
// Shape remembers its results, so the result must not be changed.
func (f *Face) Shape(text string, feats []Feature, lang string, dir Direction) []Glyph {
	return f.ShapeWithin("", text, "", feats, lang, dir)
}

// mathLanguage asks for the script of formulas, “math” in OpenType.
const mathLanguage = "und-Zmth"

// ShapeMath shapes letters of a formula. level is 0 for text, 1 for scripts and 2 for scripts of scripts, which have forms of
// their own in some faces (OpenType, “ssty”).
func (f *Face) ShapeMath(text string, level int) []Glyph {
	var feats []Feature
	if level > 0 {
		feats = []Feature{{"ssty", level}}
	}
	return f.ShapeWithin("", text, "", feats, mathLanguage, LeftToRight)
}

// ShapeWithin is Shape for text between other texts; in scripts such as Arabic its letters join with theirs.
func (f *Face) ShapeWithin(before, text, after string, feats []Feature, lang string, dir Direction) []Glyph {
	if text == "" {
		return nil
	}
	var store [256]byte
	key := append(store[:0], text...)
	key = append(key, 0xFF, byte(dir)) // 0xFF is in no UTF-8 text, so keys are unambiguous
	key = append(append(key, lang...), 0xFF)
	for _, ft := range feats {
		key = append(append(key, ft.Tag...), '=', byte(ft.Value), byte(ft.Value>>8))
	}
	if before != "" || after != "" {
		key = append(append(append(append(key, 0xFF), before...), 0xFF), after...)
	}
	if g, ok := f.memo.get(key); ok {
		return g
	}
	g := f.shape(before, text, after, feats, lang, dir)
	f.memo.put(key, g)
	return g
}

// shape does the work of Shape. HarfBuzz's port can panic on broken tables that Parse did not read. Then every
// character is set as a missing glyph, which the caller reports like any other.
func (f *Face) shape(before, text, after string, feats []Feature, lang string, dir Direction) (out []Glyph) {
	s := f.shaper()
	defer func() {
		if recover() != nil {
			out = missing(text)
			return
		}
		f.pool.Put(s)
	}()

	// HarfBuzz counts clusters in characters, we in bytes.
	runes := make([]rune, 0, len(text))
	starts := make([]int, 0, len(text)+1)
	for i, r := range text {
		runes, starts = append(runes, r), append(starts, i)
	}
	starts = append(starts, len(text))
	if n := len(runes); runes[n-1] == '\u00AD' {
		runes[n-1] = '-'
		if f.nominal('\u2010') {
			runes[n-1] = '\u2010'
		}
	}

	// HarfBuzz takes the surrounding text into account and sets none of it.
	context := runes
	lead := 0
	if before != "" || after != "" {
		context = append([]rune(before), runes...)
		lead = len(context) - len(runes)
		context = append(context, []rune(after)...)
	}

	var hb []harfbuzz.Feature
	for _, ft := range feats {
		if len(ft.Tag) != 4 {
			continue
		}
		hb = append(hb, harfbuzz.Feature{Tag: ot.MustNewTag(ft.Tag), Value: uint32(max(ft.Value, 0)), Start: 0, End: harfbuzz.FeatureGlobalEnd})
	}

	runs := scripts(runes)
	if lang == mathLanguage {
		runs = []scriptRun{{end: len(runes), script: language.Mathematical_notation}}
	}
	for i := range runs {
		r := runs[i]
		if dir == RightToLeft {
			r = runs[len(runs)-1-i]
		}
		b := s.buf
		b.Clear()
		b.ClusterLevel = harfbuzz.MonotoneGraphemes
		b.Flags = harfbuzz.RemoveDefaultIgnorables
		b.AddRunes(context, lead+r.start, r.end-r.start)
		b.Props.Direction = harfbuzz.LeftToRight
		if dir == RightToLeft {
			b.Props.Direction = harfbuzz.RightToLeft
		}
		b.Props.Script = r.script
		b.Props.Language = language.NewLanguage(lang)
		b.Shape(s.font, hb)
		from := len(out)
		for j, in := range b.Info {
			p := b.Pos[j]
			c := min(max(in.Cluster-lead, r.start), r.end-1)
			out = append(out, Glyph{ID: uint32(in.Glyph), Start: c, Advance: clamp(p.XAdvance), XOffset: clamp(p.XOffset), YOffset: clamp(p.YOffset)})
		}
		ends(out[from:], r, dir)
	}
	for i := range out {
		out[i].Start, out[i].End = starts[out[i].Start], starts[out[i].End]
	}
	return out
}

func missing(text string) []Glyph {
	var out []Glyph
	for i := range text {
		out = append(out, Glyph{Start: i})
	}
	for i := range out {
		out[i].End = len(text)
		if i+1 < len(out) {
			out[i].End = out[i+1].Start
		}
	}
	return out
}

// ends sets the end of each glyph's cluster, which is where the next cluster of the text begins. The first cluster
// includes the characters that were removed before it. Start and End count characters here.
func ends(g []Glyph, r scriptRun, dir Direction) {
	i, step := 0, 1
	if dir == RightToLeft {
		i, step = len(g)-1, -1
	}
	first := true
	for i >= 0 && i < len(g) {
		start := g[i].Start
		j := i
		for j >= 0 && j < len(g) && g[j].Start == start {
			j += step
		}
		end := r.end
		if j >= 0 && j < len(g) {
			end = max(g[j].Start, start+1)
		}
		if first {
			start, first = r.start, false
		}
		for ; i != j; i += step {
			g[i].Start, g[i].End = start, end
		}
	}
}

// clamp keeps a position of a broken font from overflowing sums of many.
func clamp(p harfbuzz.Position) int32 { return min(max(int32(p), -1<<20), 1<<20) }

// scriptRun is a stretch of characters of one script, counted in characters.
type scriptRun struct {
	start, end int
	script     language.Script
}

// scripts divides a text by script (UAX #24). Characters common to several scripts, such as spaces, stops and digits,
// go with the script before them, or at the beginning with the one after them.
func scripts(text []rune) []scriptRun {
	var runs []scriptRun
	cur := scriptRun{script: language.Common}
	for i, r := range text {
		s := language.LookupScript(r)
		if s == language.Common || s == language.Inherited || s == language.Unknown || s == cur.script {
			continue
		}
		if cur.script != language.Common {
			cur.end = i
			runs = append(runs, cur)
			cur.start = i
		}
		cur.script = s
	}
	cur.end = len(text)
	if cur.script == language.Common {
		cur.script = language.Latin // figures and stops alone still want the font's Latin features
	}
	return append(runs, cur)
}

// ignorable reports whether Unicode calls r default ignorable (as far as running text meets such characters).
func ignorable(r rune) bool {
	switch {
	case r == '\u034F', r == '\u061C', r == '\u180E', r == '\uFEFF':
		return true
	case r >= '\u200B' && r <= '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2060' && r <= '\u206F':
		return true
	case unicode.Is(unicode.Variation_Selector, r):
		return true
	}
	return false
}

// Text is the part of the shaped text that belongs to the glyph.
func (g Glyph) Text(shaped string) string {
	if g.Start < 0 || g.End > len(shaped) || g.Start > g.End {
		return ""
	}
	return shaped[g.Start:g.End]
}
