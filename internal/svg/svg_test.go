package svg

import (
	"bytes"
	"image/png"
	"testing"
)

const head = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48" viewBox="0 0 96 48">`

// An inch by half an inch, red on the left and clear on the right.
func TestDraw(t *testing.T) {
	data, err := Draw([]byte(head+`<rect x="0" y="0" width="48" height="48" fill="#ff0000"/></svg>`), 96, 48)
	if err != nil {
		t.Fatal(err)
	}
	im, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if s := im.Bounds().Size(); s.X != PerInch || s.Y != PerInch/2 {
		t.Fatalf("%v", s)
	}
	if r, g, _, a := im.At(150, 150).RGBA(); r != 0xFFFF || g != 0 || a != 0xFFFF {
		t.Errorf("left: %x %x %x", r, g, a)
	}
	if _, _, _, a := im.At(450, 150).RGBA(); a != 0 {
		t.Errorf("right: %x", a)
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data          string
		width, height int
	}{
		"text":      {head + `<text x="1" y="20">Words</text></svg>`, 96, 48},
		"too large": {head + `</svg>`, 1 << 20, 1 << 20},
		"no size":   {`<svg xmlns="http://www.w3.org/2000/svg"></svg>`, 0, 0},
		"not XML":   {"<svg", 10, 10},
	} {
		if _, err := Draw([]byte(c.data), c.width, c.height); err == nil {
			t.Errorf("%s: drawn", name)
		}
	}
}

func FuzzDraw(f *testing.F) {
	f.Add([]byte(head + `<circle cx="9" cy="9" r="5" stroke="blue"/></svg>`))
	f.Add([]byte(head + `<path d="M0 0 C1 1 2 2 3 3 A 1 1 0 0 1 5 5 Z" transform="rotate(3)"/></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if out, err := Draw(data, 8, 8); (out == nil) == (err == nil) {
			t.Fatalf("%d bytes, %v", len(out), err)
		}
	})
}
