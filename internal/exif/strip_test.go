package exif

import (
	"bytes"
	"image"
	"image/gif"
	_ "image/jpeg"
	_ "image/png"
	"os"
	"reflect"
	"testing"

	_ "golang.org/x/image/webp"
)

// The files were written by common libraries, with a position, a camera, a photographer and comments. All of these are
// removed, and the picture looks the same.
func TestStrip(t *testing.T) {
	for _, c := range []struct {
		file        string
		profile     string // a sign that the colour profile is still there
		orientation int
	}{
		{"photo.jpg", "ICC_PROFILE", 6},
		{"progressive.jpg", "", 0},
		{"photo.png", "iCCP", 8},
		{"photo.webp", "ICCP", 3},
		{"moving.gif", "NETSCAPE", 0},
		{"drawing.svg", "A square &amp; no more", 0},
	} {
		data, err := os.ReadFile("testdata/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		before := bytes.Clone(data)
		out := Strip(data)
		if !bytes.Equal(data, before) {
			t.Errorf("%s: what was given is changed", c.file)
		}
		for _, secret := range []string{"Secret", "GPS", "1940:11:20", "xmpmeta"} {
			if bytes.Contains(out, []byte(secret)) {
				t.Errorf("%s still tells “%s”", c.file, secret)
			}
		}
		if !bytes.Contains(data, []byte("Secret")) && c.file != "photo.png" {
			t.Errorf("%s had nothing to tell", c.file)
		}
		if c.profile != "" && !bytes.Contains(out, []byte(c.profile)) {
			t.Errorf("%s has lost %s", c.file, c.profile)
		}
		if c.orientation > 1 && !bytes.Contains(out, orientationOnly(c.orientation)) {
			t.Errorf("%s has lost its orientation", c.file)
		}
		if c.file == "photo.jpg" && Orientation(out) != 6 {
			t.Errorf("the orientation is %d", Orientation(out))
		}
		if again := Strip(out); !bytes.Equal(again, out) {
			t.Errorf("%s: stripping what is stripped changes it", c.file)
		}
		if c.file == "drawing.svg" {
			continue
		}
		if a, b := pixels(t, data), pixels(t, out); !reflect.DeepEqual(a, b) {
			t.Errorf("%s looks otherwise", c.file)
		}
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>

<svg xmlns="http://www.w3.org/2000/svg" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="20" height="20"  >
  
  
  <title>A square &amp; no more</title>
  <path d="M0 0h20v20z"/>
</svg>
`
	data, err := os.ReadFile("testdata/drawing.svg")
	if err != nil {
		t.Fatal(err)
	}
	if got := string(Strip(data)); got != want {
		t.Errorf("the drawing is %s", got)
	}
}

// A file that is cut short is unchanged; its reader reports it.
func TestStripTorn(t *testing.T) {
	for _, file := range []string{"photo.jpg", "photo.png", "photo.webp", "moving.gif"} {
		data, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for n := range min(len(data), 600) {
			if torn := data[:n]; !bytes.Equal(Strip(torn), torn) {
				t.Errorf("%s is changed where it breaks off after %d bytes", file, n)
				break
			}
		}
	}
}

func pixels(t *testing.T, data []byte) any {
	t.Helper()
	if bytes.HasPrefix(data, []byte("GIF8")) {
		all, err := gif.DecodeAll(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func FuzzStrip(f *testing.F) {
	for _, name := range []string{"photo.jpg", "photo.png", "photo.webp", "moving.gif", "drawing.svg"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if out := Strip(data); len(out) > len(data) {
			t.Error("it has grown")
		}
	})
}
