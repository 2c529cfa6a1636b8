package pdf

import (
	"bytes"
	"image"
	"image/color"
	"testing"
)

// A PNG is copied if a PDF can hold it as it is. Any other is nil, and is encoded anew.
func TestPlainPNG(t *testing.T) {
	gray, deep, clear := image.NewGray(image.Rect(0, 0, 3, 2)), image.NewGray16(image.Rect(0, 0, 3, 2)), image.NewNRGBA(image.Rect(0, 0, 3, 2))
	solid := image.NewPaletted(image.Rect(0, 0, 3, 2), color.Palette{color.Black, color.White})
	holes := image.NewPaletted(image.Rect(0, 0, 3, 2), color.Palette{color.Black, color.Transparent})
	good := encoded(t, gray, "png")
	for _, c := range []struct {
		name string
		data []byte
		want bool
	}{
		{"grey", good, true},
		{"with a palette", encoded(t, solid, "png"), true},
		{"of 16 bits", encoded(t, deep, "png"), false},
		{"with alpha", encoded(t, clear, "png"), false},
		{"with a transparent colour", encoded(t, holes, "png"), false},
		{"interlaced", interlaced(), false},
		{"cut off", good[:len(good)-14], false},
		{"a JPEG", encoded(t, gray, "jpg"), false},
	} {
		if got := plainPNG(c.data); (got != nil) != c.want {
			t.Errorf("a PNG %s: copied: %v, want %v", c.name, got != nil, c.want)
		} else if c.want && !bytes.Equal(got, c.data) {
			t.Errorf("a PNG %s is not the same", c.name)
		}
	}
	if got := plainPNG(append(pngWithExif(good, 1), "rest"...)); !bytes.Equal(got, good) {
		t.Error("chunks that are not needed, and what follows the file, are kept")
	}
}
