package font

import (
	"bytes"
	"os"
	"slices"
	"testing"
)

// A reduced font shapes the text it was made for as the whole one does, with every feature that a stylesheet may
// ask for, and draws the same outlines.
func TestReduce(t *testing.T) {
	for _, name := range []string{"EBGaramond-Regular", "EBGaramond-Italic", "IBMPlexMono-Regular", "Garamond-Math"} {
		file := name + ".ttf"
		if name == "Garamond-Math" { // with CFF outlines
			file = name + ".otf"
		}
		data, err := os.ReadFile("../../styles/fonts/" + file)
		if err != nil {
			t.Fatal(err)
		}
		const text = "Office affinity, ‘Carnets’ 1936–1947; ½ 10% Été Москва 12"
		reduced, err := Reduce(name, data, []rune(text))
		if err != nil {
			t.Fatal(err)
		}
		if len(reduced) > len(data)*2/3 {
			t.Errorf("%s: %d bytes of %d are left", name, len(reduced), len(data))
		}
		again, err := Reduce(name, data, []rune("21"+text))
		if err != nil || !bytes.Equal(reduced, again) {
			t.Errorf("%s: the order of the characters matters (%v)", name, err)
		}
		whole, err := Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		small, err := Parse(name, reduced)
		if err != nil {
			t.Fatal(err)
		}
		for _, feats := range [][]Feature{nil, {{"smcp", 1}, {"c2sc", 1}}, {{"onum", 1}}, {{"lnum", 1}, {"tnum", 1}}, {{"sups", 1}}, {{"dlig", 1}}, {{"frac", 1}}} {
			a, b := whole.Shape(text, feats, "en", LeftToRight), small.Shape(text, feats, "en", LeftToRight)
			if !slices.Equal(a, b) {
				t.Errorf("%s, %v: shaped differently:\n%v\n%v", name, feats, a, b)
				continue
			}
			for _, g := range a {
				if !slices.EqualFunc(whole.Outline(g.ID), small.Outline(g.ID), slices.Equal[[]Point]) {
					t.Errorf("%s, %v: glyph %d is drawn differently", name, feats, g.ID)
				}
			}
		}
		if small.Has('Q') {
			t.Errorf("%s: a character that the text lacks is still there", name)
		}
	}
}

// The larger forms of a delimiter, of an integral and of an accent are left in a reduced math face, and those of others
// are not.
func TestReduceMath(t *testing.T) {
	data, err := os.ReadFile("../../styles/fonts/Garamond-Math.otf")
	if err != nil {
		t.Fatal(err)
	}
	reduced, err := Reduce("math", data, []rune("(∫\u0302x′"))
	if err != nil {
		t.Fatal(err)
	}
	if string(reduced[:4]) != "OTTO" || len(reduced) > len(data)/5 {
		t.Errorf("%q, %d bytes of %d are left", reduced[:4], len(reduced), len(data))
	}
	whole, err := readTables(data)
	if err != nil {
		t.Fatal(err)
	}
	r := reducer{tables: whole, used: make([]bool, u16(whole["maxp"], 4))}
	face, err := Parse("math", data)
	if err != nil {
		t.Fatal(err)
	}
	small, err := Parse("math", reduced)
	if err != nil {
		t.Fatal(err)
	}
	forms := func(c string) (glyphs []uint32) {
		clear(r.used)
		r.used[face.Shape(c, nil, "en", LeftToRight)[0].ID] = true
		r.variants()
		for g, used := range r.used {
			if used {
				glyphs = append(glyphs, uint32(g))
			}
		}
		return glyphs
	}
	for c, kept := range map[string]bool{"(": true, "∫": true, "\u0302": true, "[": false, "∑": false} {
		glyphs := forms(c)
		if len(glyphs) < 2 {
			t.Errorf("%q has only %d forms", c, len(glyphs))
		}
		for _, g := range glyphs {
			same := slices.EqualFunc(face.Outline(g), small.Outline(g), slices.Equal[[]Point])
			if same != kept && len(face.Outline(g)) > 0 {
				t.Errorf("%q: the outline of glyph %d is kept: %v, want %v", c, g, same, kept)
			}
		}
	}
}

func FuzzReduce(f *testing.F) {
	data, err := os.ReadFile("../../styles/fonts/IBMPlexMono-Regular.ttf")
	if err != nil {
		f.Fatal(err)
	}
	cff, err := os.ReadFile("../../styles/fonts/Garamond-Math.otf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(cff, "(x")
	f.Add(data[:2000], "abc")
	f.Add(data, "fi")
	f.Fuzz(func(_ *testing.T, data []byte, text string) {
		_, _ = Reduce("fuzz", data, []rune(text)) // must not panic
	})
}
