package build

import (
	"testing"

	"quire/internal/style"
)

// local() takes a face by its full name, by its PostScript name, or by that of its family.
func TestLocalFont(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		weight int
		italic bool
		want   string
	}{
		{"EB Garamond", 400, false, "EBGaramond-Regular"},
		{"eb garamond", 400, true, "EBGaramond-Italic"},
		{"EB Garamond", 600, false, "EBGaramond-SemiBold"},
		{"EB Garamond", 700, true, "EBGaramond-BoldItalic"},
		{"EB Garamond Bold", 400, false, "EBGaramond-Bold"},
		{"EBGaramond-Italic", 400, false, "EBGaramond-Italic"},
		{"IBM Plex Mono", 700, false, "IBMPlexMono-Regular"}, // it has no bold face
		{"EB Garamond Black", 400, false, ""},
		{"Garamond", 400, false, ""},
	} {
		f := style.FontFace{Weight: [2]int{c.weight, c.weight}, Italic: c.italic}
		if got := localFont(f, c.name); got != c.want {
			t.Errorf("local(%q) of weight %d, italic %t: %q, want %q", c.name, c.weight, c.italic, got, c.want)
		}
	}
}
