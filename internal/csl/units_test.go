package csl

import "testing"

// What the markup of a field repeats from around it is undone; what it says anew stays.
func TestFlip(t *testing.T) {
	all := Format{Style: Italic, Variant: SmallCaps, Weight: Bold, Decoration: Underline}
	none := Format{Style: StyleNormal, Variant: VariantNormal, Weight: WeightNormal, Decoration: DecorationNone}
	for _, c := range []struct{ own, outer, want Format }{
		{all, all, none},
		{all, Format{}, all},
		{Format{}, all, Format{}},
		{Format{Style: Oblique}, Format{Style: Italic}, Format{Style: Oblique}},
	} {
		if got := flip(c.own, c.outer); got != c.want {
			t.Errorf("%+v within %+v: %+v, want %+v", c.own, c.outer, got, c.want)
		}
	}
}

// The cases of the specification's “initialize-with” and “initialize-with-hyphen”, and words in lower case, which have no
// initial.
func TestInitials(t *testing.T) {
	for _, c := range []struct {
		given, with        string
		initialize, hyphen bool
		want               string
	}{
		{"Jean-Luc", ".", true, true, "J.-L."},
		{"Jean-Luc", ".", true, false, "J.L."},
		{"Jean-Luc", ".", false, true, "Jean-Luc"},
		{"Guo-ping", ".", true, true, "G."},
		{"Ann B.", ". ", true, true, "A. B."},
		{"Ann B", ". ", false, true, "Ann B."},
		{"Marie de", ".", true, true, "M. de"},
	} {
		if got := initials(c.given, c.with, c.initialize, c.hyphen); got != c.want {
			t.Errorf("%s with %q, %v, %v: %q, want %q", c.given, c.with, c.initialize, c.hyphen, got, c.want)
		}
	}
}
