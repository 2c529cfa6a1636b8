package font

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// The fonts in testdata were made for these tests: a bar “I”, 100 units wide, and a ring “O”; cubic.otf has CFF
// outlines, and in variable.ttf the bar is 200 units wide, and so much wider, at wght 900.
func source(t *testing.T, file string, axes ...Axis) (*Face, error) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return ParseInstance(file, data, axes)
}

// embedded gives the glyph that a subset has for a character of its source, as a font of its own.
func embedded(t *testing.T, f *Face, r string) (*Face, uint32) {
	t.Helper()
	b := f.NewBuilder()
	_, _, keys := addAll(b, r, nil)
	got, err := Parse("subset", b.Build()[0].TrueType)
	if err != nil {
		t.Fatal(err)
	}
	_, code := b.Code(keys[0])
	return got, uint32(code)
}

func TestVariableFont(t *testing.T) {
	for _, c := range []struct {
		wght  float64
		width int32
	}{{400, 100}, {650, 150}, {900, 200}} {
		f, err := source(t, "variable.ttf", Axis{"wght", c.wght})
		if err != nil {
			t.Fatal(err)
		}
		want := Box{50, 0, 50 + c.width, 700}
		g := f.Shape("I", nil, "en", LeftToRight)[0]
		if b, _ := f.Bounds(g.ID); b != want || g.Advance != 100+c.width {
			t.Errorf("wght %g: %+v, advance %d", c.wght, b, g.Advance)
		}
		sub, code := embedded(t, f, "I")
		k := sub.UnitsPerEm() / f.UnitsPerEm()
		if b, _ := sub.Bounds(code); b != (Box{k * want.XMin, 0, k * want.XMax, k * 700}) || sub.Advance(code) != k*g.Advance {
			t.Errorf("wght %g in the subset: %+v, advance %d", c.wght, b, sub.Advance(code))
		}
	}
	if _, err := source(t, "variable.ttf", Axis{"wdth", 80}); err == nil || !strings.Contains(err.Error(), `no axis "wdth"`) {
		t.Errorf("an axis that the font does not have: %v", err)
	}
}

// CFF outlines become quadratic ones that keep their extremes and end where they began.
func TestCFFFont(t *testing.T) {
	f, err := source(t, "cubic.otf")
	if err != nil {
		t.Fatal(err)
	}
	sub, code := embedded(t, f, "O")
	k := sub.UnitsPerEm() / f.UnitsPerEm()
	if b, _ := sub.Bounds(code); b != (Box{k * 50, 0, k * 750, k * 700}) {
		t.Errorf("the ring is %+v of %d", b, sub.UnitsPerEm())
	}
	s := sub.drawer([]uint32{uint32(code)})
	ring := s.outline(code)
	if len(ring) != 1 || len(ring[0]) < 8 || len(ring[0]) > 32 {
		t.Fatalf("the ring is %v", ring)
	}
	for _, p := range []point{{400 * fine * int64(k), 0, true}, {750 * fine * int64(k), 350 * fine * int64(k), true}} {
		if !slices.Contains(ring[0], p) {
			t.Errorf("%v is not on the ring %v", p, ring[0])
		}
	}
	bar, code := embedded(t, f, "I")
	if b, _ := bar.Bounds(code); b != (Box{k * 50, 0, k * 150, k * 700}) || bar.Advance(code) != k*200 {
		t.Errorf("the bar is %+v, advance %d", b, bar.Advance(code))
	}
}

// A file that is not a font is rejected with a reason.
func TestRefusedFonts(t *testing.T) {
	data, err := os.ReadFile("testdata/variable.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for want, b := range map[string][]byte{
		"not a TrueType or OpenType font": []byte("hello, this is a text"),
		"compressed as WOFF 2":            append([]byte("wOF2"), data...),
		"font collection":                 append([]byte("ttcf"), data...),
		"cut off in table":                data[:len(data)-100],
		"cut off in its table directory":  data[:20],
	} {
		if _, err := Parse("x.ttf", b); err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "x.ttf: ") {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
