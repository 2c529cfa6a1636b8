package font

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"testing"
	"unicode/utf8"

	gotext "github.com/go-text/typesetting/font"
)

// addAll adds every cluster of a text.
func addAll(b *Builder, text string, feats []Feature) (added [][]Part, texts []string, keys []Key) {
	for c := range clusters(b.face.Shape(text, feats, "en", LeftToRight)) {
		var parts []Part
		x := int32(0)
		for _, g := range c {
			parts = append(parts, Part{g.ID, x + g.XOffset, g.YOffset})
			x += g.Advance
		}
		for i := len(parts) - 1; i >= 0; i-- {
			parts[i].X -= parts[0].X
			parts[i].Y -= parts[0].Y
		}
		keys = append(keys, b.Add(c[0].Text(text), parts))
		added, texts = append(added, parts), append(texts, c[0].Text(text))
	}
	return added, texts, keys
}

func segments(f *Face, id uint32) string { return fmt.Sprint(f.drawer([]uint32{id}).scaled(id, 1)) }

// A drawer has the outlines that the library reads from the whole font.
func TestDrawer(t *testing.T) {
	for _, file := range []string{"EBGaramond-Regular.ttf", "IBMPlexMono-Italic.ttf", "AtkinsonHyperlegibleNext-Bold.ttf"} {
		f := load(t, file)
		if f.outlines == nil {
			t.Fatalf("%s is read with all its outlines", file)
		}
		whole, err := readFont(f.Data())
		if err != nil {
			t.Fatal(err)
		}
		want := &shaper{face: gotext.NewFace(whole)}
		composites := 0
		for id := uint32(0); id < uint32(u16(f.outlines["maxp"], 4)); id += 7 {
			r := reducer{tables: f.outlines}
			if b := r.outline(int(id)); len(b) > 1 && i16(b, 0) < 0 {
				composites++
			}
			if a, b := segments(f, id), fmt.Sprint(want.scaled(id, 1)); a != b {
				t.Fatalf("%s, glyph %d: %s, want %s", file, id, a, b)
			}
			box, ok := f.Bounds(id)
			e, _ := want.face.GlyphExtents(gotext.GID(id))
			if ok != (e.Width != 0 && e.Height != 0) || ok && (box.XMin != units(e.XBearing) || box.YMax != units(e.YBearing)) {
				t.Fatalf("%s, glyph %d: bounds %v, want %v", file, id, box, e)
			}
			if a, b := f.Advance(id), want.advance(id); a != b {
				t.Fatalf("%s, glyph %d: advance %d, want %d", file, id, a, b)
			}
		}
		if composites < 5 {
			t.Errorf("%s: only %d composites are compared", file, composites)
		}
	}
}

// Read back by an independent reader, each code has the outline and the advance of the glyphs it was made from, and
// equal outlines are kept once.
func TestSubsetReadsBack(t *testing.T) {
	for _, file := range []string{"EBGaramond-Regular.ttf", "EBGaramond-Italic.ttf", "IBMPlexMono-Regular.ttf"} {
		f := load(t, file)
		b := f.NewBuilder()
		added, texts, keys := addAll(b, "The affluent office, 1879. x\u0323\u0302 Œuvre Ωδή Москва-\u00ad", nil)
		subs := b.Build()
		if len(subs) != 1 {
			t.Fatalf("%d fonts", len(subs))
		}
		for _, data := range [][]byte{subs[0].TrueType} {
			got, err := Parse("subset", data)
			if err != nil {
				t.Fatal(err)
			}
			for i, parts := range added {
				_, code := b.Code(keys[i])
				if subs[0].Texts[code] != texts[i] {
					t.Errorf("code %d says %q, not %q", code, subs[0].Texts[code], texts[i])
				}
				if g, ok := got.font.NominalGlyph(rune(code)); !ok || g != gotext.GID(code) {
					t.Errorf("character %d is glyph %d", code, g)
				}
				if len(parts) > 1 {
					continue
				}
				if a, b := segments(got, uint32(code)), segments(f, parts[0].ID); a != b {
					t.Errorf("%s %q: outline %s, want %s", file, texts[i], a, b)
				}
				if a, b := got.Advance(uint32(code)), f.Advance(parts[0].ID); a != b || subs[0].Widths[code] != b {
					t.Errorf("%s %q: advance %d, width %d, want %d", file, texts[i], a, subs[0].Widths[code], b)
				}
			}
		}
		if n := len(subs[0].Program); n >= len(subs[0].TrueType) {
			t.Errorf("the program has %d bytes, the font %d", n, len(subs[0].TrueType))
		}
	}
}

// A base with two marks is one glyph, whose ink is that of the three.
func TestFusedCluster(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	b := f.NewBuilder()
	added, _, keys := addAll(b, "x\u0323\u0302", nil)
	if len(added) != 1 || len(added[0]) != 3 {
		t.Fatalf("clusters: %v", added)
	}
	sub := b.Build()[0]
	got, err := Parse("subset", sub.TrueType)
	if err != nil {
		t.Fatal(err)
	}
	_, code := b.Code(keys[0])
	x, _ := f.Bounds(added[0][0].ID)
	fused, _ := got.Bounds(uint32(code))
	if fused.YMin >= x.YMin || fused.YMax <= x.YMax {
		t.Errorf("ink %+v of the cluster is not above and below %+v of the base", fused, x)
	}
	if w := got.Advance(uint32(code)); w != f.Advance(added[0][0].ID) {
		t.Errorf("advance %d: the marks are not without width", w)
	}
}

// One glyph that stands for two texts has two codes and one outline.
func TestSharedOutline(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	g := f.Shape("-", nil, "en", LeftToRight)[0].ID
	one, two := f.NewBuilder(), f.NewBuilder()
	one.Add("-", []Part{{ID: g}})
	keys := [2]Key{two.Add("-", []Part{{ID: g}}), two.Add("\u00ad", []Part{{ID: g}})}
	a, b := one.Build()[0], two.Build()[0]
	_, hyphen := two.Code(keys[0])
	_, soft := two.Code(keys[1])
	if b.Texts[hyphen] != "-" || b.Texts[soft] != "\u00ad" {
		t.Fatalf("texts %q", b.Texts)
	}
	got, err := Parse("subset", b.TrueType)
	if err != nil {
		t.Fatal(err)
	}
	if segments(got, uint32(hyphen)) != segments(got, uint32(soft)) || segments(got, uint32(hyphen)) != segments(f, g) {
		t.Error("the two codes look different")
	}
	if grown := len(b.Program) - len(a.Program) - 8*(len(b.Texts)-len(a.Texts)); grown > 32 {
		t.Errorf("the second code costs %d bytes", grown)
	}
}

// The fonts depend on what was added and how often, not on the order.
func TestSubsetIsDeterministic(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	var want []byte
	for i, order := range [][]string{{"one", "two", "Ωλ", "λ"}, {"λ", "two", "one", "Ωλ"}, {"two", "λΩλ", "one"}} {
		b := f.NewBuilder()
		for _, s := range order {
			addAll(b, s, nil)
		}
		got := b.Build()[0].TrueType
		if i == 0 {
			want = got
		} else if !bytes.Equal(got, want) {
			t.Errorf("order %v makes another font", order)
		}
	}
}

// Codes beyond the limit go to a further font.
func TestFurtherFont(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	b := f.NewBuilder()
	added, texts, keys := addAll(b, "abcdefghij", nil)
	subs := b.build(0, 4)
	if len(subs) != 3 {
		t.Fatalf("%d fonts, want 3", len(subs))
	}
	for i := range added {
		font, code := b.Code(keys[i])
		if subs[font].Texts[code] != texts[i] {
			t.Errorf("%q: font %d code %d", texts[i], font, code)
		}
	}
}

// A face of some more characters than codes of one byte has the commonest in a simple font, each character of ASCII under
// its own code, and the rest in another.
func TestCommonestInSimpleFont(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	b := f.NewBuilder()
	var rare []rune
	for r := rune(0x100); len(rare) < 300; r++ {
		if f.Has(r) {
			rare = append(rare, r)
		}
	}
	addAll(b, string(rare), nil)
	common := "x a, (o) n."
	_, texts, keys := addAll(b, common, nil)
	addAll(b, common, nil)
	subs := b.Build()
	if len(subs) != 2 || !subs[0].Simple || subs[1].Simple {
		t.Fatalf("%d fonts, want a simple one and another", len(subs))
	}
	for i, k := range keys {
		if font, code := b.Code(k); font != 0 || texts[i] != string(rune(code)) {
			t.Errorf("%q: font %d, code %d", texts[i], font, code)
		}
	}
	if n := len(subs[0].Texts); n > 256 {
		t.Errorf("the simple font has %d codes", n)
	}
	distinct := map[Key]bool{}
	for _, k := range keys {
		distinct[k] = true
	}
	found := 0
	for _, s := range subs {
		for _, text := range s.Texts {
			if text != "" {
				found++
			}
		}
	}
	if want := len(rare) + len(distinct); found != want {
		t.Errorf("%d codes, want %d", found, want)
	}
}

// A face with very many characters has one font for all: otherwise text would change fonts at every other character.
func TestNoSimpleFontAmongThousands(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	b := f.NewBuilder()
	var all []rune
	for r := rune(0x21); len(all) < 2*mixed && r < 0x20000; r++ {
		if f.Has(r) {
			all = append(all, r)
		}
	}
	addAll(b, string(all), nil)
	if subs := b.Build(); len(all) > mixed && (len(subs) != 1 || subs[0].Simple) {
		t.Errorf("%d fonts of %d characters, the first simple: %t", len(subs), len(all), subs[0].Simple)
	}
}

// A cubic that is a quadratic raised by a degree comes back as that quadratic; a true cubic stays within tolerance
// of its quadratics.
func TestQuadratics(t *testing.T) {
	at := func(x, y int64) point { return point{x * fine, y * fine, true} }
	got := quadratics([]point{at(0, 0)}, at(100, 200), at(200, 200), at(300, 0))
	if len(got) != 3 || got[1] != (point{150 * fine, 300 * fine, false}) || got[2] != at(300, 0) {
		t.Errorf("raised quadratic: %v", got)
	}
	p := [4]point{at(0, 0), at(0, 700), at(900, -300), at(500, 400)}
	got = quadratics([]point{p[0]}, p[1], p[2], p[3])
	n := (len(got) - 1) / 2
	if n < 2 {
		t.Fatalf("%d quadratics for a wild cubic", n)
	}
	for i := range n {
		q := got[2*i : 2*i+3]
		for j := range 11 {
			u := float64(j) / 10
			v := (float64(i) + u) / float64(n)
			bez2 := func(a, b, c int64) float64 {
				return (1-u)*(1-u)*float64(a) + 2*u*(1-u)*float64(b) + u*u*float64(c)
			}
			bez3 := func(a, b, c, d int64) float64 {
				w := 1 - v
				return w*w*w*float64(a) + 3*w*w*v*float64(b) + 3*w*v*v*float64(c) + v*v*v*float64(d)
			}
			dx := bez2(q[0].x, q[1].x, q[2].x) - bez3(p[0].x, p[1].x, p[2].x, p[3].x)
			dy := bez2(q[0].y, q[1].y, q[2].y) - bez3(p[0].y, p[1].y, p[2].y, p[3].y)
			if d2 := dx*dx + dy*dy; d2 > (tolerance+2)*(tolerance+2) {
				t.Errorf("part %d at %g: off by %g,%g", i, u, dx, dy)
			}
		}
	}
}

// Whatever the bytes, Parse gives a font that can be used or an error.
func FuzzParse(f *testing.F) {
	for _, file := range []string{"IBMPlexMono-Regular.ttf"} {
		data, err := os.ReadFile("../../styles/fonts/" + file)
		if err != nil {
			f.Fatal(err)
		}
		face, err := Parse(file, data)
		if err != nil {
			f.Fatal(err)
		}
		b := face.NewBuilder()
		addAll(b, "abc -\u00ad", nil)
		f.Add(b.Build()[0].TrueType)
		f.Add(data[:4000])
	}
	f.Add([]byte("OTTO\x00\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := Parse("fuzz", data)
		if err != nil {
			return
		}
		face.Shape("\x01\x02\x03 abc", nil, "en", LeftToRight)
		face.Bounds(1)
		b := face.NewBuilder()
		addAll(b, "\x01\x02", nil)
		b.Build()
	})
}

// Whatever the text and what stands around it, the clusters of shaped text cover it without gaps and in order.
func FuzzShape(f *testing.F) {
	var faces []*Face
	for _, file := range []string{"../../styles/fonts/EBGaramond-Regular.ttf", "../../testdata/books/scripts/fonts/NotoNaskhArabic-Regular.ttf", "../../testdata/books/scripts/fonts/NotoSerifCJKjp-Regular.otf"} {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		face, err := Parse(file, data)
		if err != nil {
			f.Fatal(err)
		}
		faces = append(faces, face)
	}
	f.Add("", "Affinity\u00AD", "", false)
	f.Add("مك", "تو", "بة", true)
	f.Add("ل", "اﻟسلام\u200D", "", true)
	f.Add("本", "「が\u3099」", "\xff", false)
	f.Fuzz(func(t *testing.T, before, text, after string, rtl bool) {
		if len(text) > 200 || !utf8.ValidString(text) {
			return
		}
		dir := LeftToRight
		if rtl {
			dir = RightToLeft
		}
		for _, face := range faces {
			glyphs := face.ShapeWithin(before, text, after, nil, "", dir)
			covered := make([]bool, len(text))
			for _, g := range glyphs {
				if g.Start < 0 || g.Start >= g.End || g.End > len(text) {
					t.Fatalf("%q in %q … %q: glyph of %d–%d", text, before, after, g.Start, g.End)
				}
				for i := g.Start; i < g.End; i++ {
					covered[i] = true
				}
			}
			if len(glyphs) > 0 && slices.Contains(covered, false) {
				t.Fatalf("%q: not covered: %v", text, covered)
			}
		}
	})
}
