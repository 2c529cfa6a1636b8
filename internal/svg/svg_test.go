package svg

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"image"
	pixel "image/color"
	"image/png"
	"io"
	"os"
	"strings"
	"testing"

	"quire/internal/font"
)

const head = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48" viewBox="0 0 96 48">`

// draw draws an inch by half an inch.
func draw(t *testing.T, body string, faces Faces) image.Image {
	t.Helper()
	data, _, err := Draw([]byte(head+body+"</svg>"), 96, 48, faces)
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
	return im
}

// ink is how many pixels of an area, in px of the drawing, are not clear.
func ink(im image.Image, x0, y0, x1, y1 int) (n int) {
	for y := y0 * PerInch / 96; y < y1*PerInch/96; y++ {
		for x := x0 * PerInch / 96; x < x1*PerInch/96; x++ {
			if _, _, _, a := im.At(x, y).RGBA(); a != 0 {
				n++
			}
		}
	}
	return n
}

// An inch by half an inch, red on the left and clear on the right.
func TestDraw(t *testing.T) {
	im := draw(t, `<rect x="0" y="0" width="48" height="48" fill="#ff0000"/>`, nil)
	if c := pixel.NRGBAModel.Convert(im.At(150, 150)); c != (pixel.NRGBA{255, 0, 0, 255}) {
		t.Errorf("left: %v", c)
	}
	if n := ink(im, 48, 0, 96, 48); n != 0 {
		t.Errorf("%d pixels on the right", n)
	}
}

// What shapes cannot show is drawn in pixels.
func TestEffects(t *testing.T) {
	plain := ink(draw(t, `<circle cx="24" cy="24" r="8"/>`, nil), 0, 0, 96, 48)
	blurred := ink(draw(t, `<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><circle cx="24" cy="24" r="8" filter="url(#f)"/>`, nil), 0, 0, 96, 48)
	if blurred < plain*5/4 {
		t.Errorf("%d pixels, and %d blurred", plain, blurred)
	}
	im := draw(t, `<mask id="m"><rect width="24" height="48" fill="white"/></mask><rect width="96" height="48" mask="url(#m)"/>`, nil)
	if ink(im, 1, 1, 23, 47) == 0 || ink(im, 25, 0, 96, 48) != 0 {
		t.Error("a mask hides nothing, or all")
	}
	im = draw(t, `<pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="4" height="8"/></pattern><rect width="96" height="48" fill="url(#p)"/>`, nil)
	if ink(im, 81, 1, 83, 47) == 0 || ink(im, 85, 1, 87, 47) != 0 {
		t.Error("a pattern does not repeat")
	}
	im = draw(t, `<marker id="m" markerWidth="9" markerHeight="9" refX="3" refY="3"><path d="M0 0H6V6H0Z"/></marker><path d="M9 24H48" stroke="red" marker-end="url(#m)"/>`, nil)
	if c := pixel.NRGBAModel.Convert(im.At(47*PerInch/96, 22*PerInch/96)); c != (pixel.NRGBA{A: 255}) || ink(im, 20, 0, 40, 20) != 0 {
		t.Errorf("at the end of the line is %v", c)
	}
	var dot bytes.Buffer
	one := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	one.Set(0, 0, pixel.NRGBA{0, 0, 255, 255})
	if err := png.Encode(&dot, one); err != nil {
		t.Fatal(err)
	}
	im = draw(t, `<image href="data:image/png;base64,`+base64.StdEncoding.EncodeToString(dot.Bytes())+`" width="48" height="48"/>`, nil)
	if c := pixel.NRGBAModel.Convert(im.At(150, 150)); c != (pixel.NRGBA{0, 0, 255, 255}) {
		t.Errorf("the picture in the drawing is %v", c)
	}
}

// Text in drawings with effects uses the available fonts, by the CSS names of generic families; letters missing from a
// family come from another.
func TestWordsInPixels(t *testing.T) {
	hebrew, err := os.ReadFile("../../testdata/books/scripts/fonts/NotoSerifHebrew-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	other, err := font.Parse("Hebrew", hebrew)
	if err != nil {
		t.Fatal(err)
	}
	latin := serif(t)
	faces := func(families []string, weight int, italic bool) []*font.Face {
		return append(latin(families, weight, italic), other)
	}
	for _, words := range []string{"Words", "שלום"} {
		if n := ink(draw(t, `<text x="9" y="30" font-size="20">`+words+`</text>`, faces), 0, 0, 96, 48); n < 1000 {
			t.Errorf("%s: %d pixels", words, n)
		}
	}
	_, err = Read([]byte(head+`<text x="9" y="30">שלום</text></svg>`), 96, 48, faces)
	if reason, ok := errors.AsType[Unshaped](err); !ok || reason != "it has text that runs from right to left" {
		t.Errorf("Hebrew: %v", err)
	}
	mono := ink(draw(t, `<text x="9" y="30" font-size="20" font-family="Unheard, serif">Words</text>`, faces), 0, 0, 96, 48)
	if plain := ink(draw(t, `<text x="9" y="30" font-size="20">Words</text>`, faces), 0, 0, 96, 48); mono != plain {
		t.Errorf("an unknown family has %d pixels, what stands in %d", mono, plain)
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data          string
		width, height int
	}{
		"too large":          {head + `</svg>`, 1 << 20, 1 << 20},
		"no size":            {`<svg xmlns="http://www.w3.org/2000/svg"></svg>`, 0, 0},
		"not XML":            {"<svg", 10, 10},
		"a picture outside":  {head + `<image href="cat.png" width="9" height="9"/></svg>`, 96, 48},
		"a picture far away": {head + `<image href="https://example.org/cat.png" width="9" height="9"/></svg>`, 96, 48},
		"a web page":         {head + `<mask id="m"><foreignObject/></mask></svg>`, 96, 48},
	} {
		if _, _, err := Draw([]byte(c.data), c.width, c.height, nil); err == nil {
			t.Errorf("%s: drawn", name)
		}
	}
}

// The renderer is the file described in resvg/README.md.
func TestRenderer(t *testing.T) {
	z, err := gzip.NewReader(bytes.NewReader(resvgModule))
	if err != nil {
		t.Fatal(err)
	}
	h := sha256.New()
	if _, err := io.Copy(h, z); err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("resvg/README.md")
	if err != nil {
		t.Fatal(err)
	}
	if sum := hex.EncodeToString(h.Sum(nil)); !strings.Contains(string(readme), sum) {
		t.Errorf("resvg/README.md does not have the sum %s", sum)
	}
}

func FuzzDraw(f *testing.F) {
	f.Add([]byte(head + `<circle cx="9" cy="9" r="5" stroke="blue"/></svg>`))
	f.Add([]byte(head + `<path d="M0 0 C1 1 2 2 3 3 A 1 1 0 0 1 5 5 Z" transform="rotate(3)"/></svg>`))
	f.Add([]byte(head + `<filter id="f"><feTurbulence/><feImage href="#g"/></filter><g id="g" filter="url(#f)"><text>x</text></g></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if out, _, err := Draw(data, 8, 8, nil); (out == nil) == (err == nil) {
			t.Fatalf("%d bytes, %v", len(out), err)
		}
	})
}
