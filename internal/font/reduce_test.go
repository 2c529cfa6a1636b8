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
	for _, name := range []string{"EBGaramond-Regular", "EBGaramond-Italic", "IBMPlexMono-Regular"} {
		data, err := os.ReadFile("../../styles/fonts/" + name + ".ttf")
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

func FuzzReduce(f *testing.F) {
	data, err := os.ReadFile("../../styles/fonts/IBMPlexMono-Regular.ttf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data[:2000], "abc")
	f.Add(data, "fi")
	f.Fuzz(func(_ *testing.T, data []byte, text string) {
		_, _ = Reduce("fuzz", data, []rune(text)) // must not panic
	})
}
