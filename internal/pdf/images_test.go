package pdf

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"quire/internal/page"
)

func encoded(t testing.TB, im image.Image, kind string) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, im)
	case "jpg":
		err = jpeg.Encode(&b, im, nil)
	case "gif":
		err = gif.Encode(&b, im, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// gradient is 3 × 2 pixels, each of its own grey, written to whatever kind of image.
func gradient(set func(x, y int, c color.NRGBA)) {
	for y := range 2 {
		for x := range 3 {
			v := uint8(40 * (3*y + x))
			set(x, y, color.NRGBA{v, v, v, 255})
		}
	}
}

// withExif puts an orientation into a JPEG.
func withExif(jpg []byte, orientation uint16) []byte {
	t := []byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00")
	t = append(binary.LittleEndian.AppendUint16(t, orientation), 0, 0, 0, 0, 0, 0)
	seg := append([]byte("Exif\x00\x00"), t...)
	out := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, byte((len(seg)+2)>>8), byte(len(seg)+2))
	return append(append(out, seg...), jpg[2:]...)
}

// pngWithExif puts an orientation into a PNG (third edition, 11.3.3.5).
func pngWithExif(data []byte, orientation byte) []byte {
	exif := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00 \x00\x00\x00\x00\x00\x00")
	exif[19] = orientation
	const head = 8 + 25 // the signature and IHDR
	out := append(bytes.Clone(data[:head]), 0, 0, 0, byte(len(exif)))
	body := append([]byte("eXIf"), exif...)
	out = binary.BigEndian.AppendUint32(append(out, body...), crc32.ChecksumIEEE(body))
	return append(out, data[head:]...)
}

// interlaced is a PNG of one grey pixel that is marked as interlaced, which makes no difference for one pixel.
func interlaced() []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
		body := append([]byte(kind), data...)
		b = binary.BigEndian.AppendUint32(append(b, body...), crc32.ChecksumIEEE(body))
	}
	chunk("IHDR", []byte{0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 1})
	chunk("IDAT", []byte{0x78, 0x01, 0x01, 2, 0, 0xFD, 0xFF, 0, 0x80, 0, 0x82, 0, 0x81})
	chunk("IEND", nil)
	return b
}

// Every kind of image that a book may have becomes an image in a valid file, with its size, colours and transparency.
func TestImages(t *testing.T) {
	gray, gray16, rgb, alpha := image.NewGray(image.Rect(0, 0, 3, 2)), image.NewGray16(image.Rect(0, 0, 3, 2)), image.NewNRGBA64(image.Rect(0, 0, 3, 2)), image.NewNRGBA(image.Rect(0, 0, 3, 2))
	palette := image.NewPaletted(image.Rect(0, 0, 3, 2), color.Palette{color.Black, color.White, color.NRGBA{0, 0, 0, 0}})
	solid := image.NewPaletted(image.Rect(0, 0, 3, 2), color.Palette{color.Black, color.NRGBA{200, 0, 0, 255}})
	gradient(func(x, y int, c color.NRGBA) {
		gray.Set(x, y, c)
		gray16.Set(x, y, c)
		c.G /= 2
		rgb.Set(x, y, c)
		c.A = 100
		alpha.Set(x, y, c)
		palette.SetColorIndex(x, y, uint8((x+y)%3))
		solid.SetColorIndex(x, y, uint8((x+y)%2))
	})
	for _, c := range []struct {
		name, space, filter string
		data                []byte
		w, h                int
		mask                bool
	}{
		{"grey PNG", "/DeviceGray", "FlateDecode", encoded(t, gray, "png"), 3, 2, false},
		{"16-bit grey PNG", "/DeviceGray", "FlateDecode", encoded(t, gray16, "png"), 3, 2, false},
		{"16-bit PNG", "/DeviceRGB", "FlateDecode", encoded(t, rgb, "png"), 3, 2, false},
		{"PNG with alpha", "/DeviceRGB", "FlateDecode", encoded(t, alpha, "png"), 3, 2, true},
		{"PNG with a palette", "[/Indexed/DeviceRGB 1 0 0 R]", "FlateDecode", encoded(t, solid, "png"), 3, 2, false},
		{"PNG with a transparent palette", "/DeviceRGB", "FlateDecode", encoded(t, palette, "png"), 3, 2, true},
		{"interlaced PNG", "/DeviceGray", "FlateDecode", interlaced(), 1, 1, false},
		{"GIF", "[/Indexed/DeviceRGB 1 0 0 R]", "FlateDecode", encoded(t, solid, "gif"), 3, 2, false},
		{"grey JPEG", "/DeviceGray", "DCTDecode", encoded(t, gray, "jpg"), 3, 2, false},
		{"JPEG", "/DeviceRGB", "DCTDecode", encoded(t, rgb, "jpg"), 3, 2, false},
		{"JPEG lying on its side", "/DeviceRGB", "FlateDecode", withExif(encoded(t, rgb, "jpg"), 6), 2, 3, false},
		{"PNG lying on its side", "/DeviceRGB", "FlateDecode", pngWithExif(encoded(t, rgb, "png"), 8), 2, 3, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := sample(t)
			p.Pages[1].Items[6].(*page.Picture).Image.Data = c.data
			b := written(t, p)
			f := open(t, b)
			pg := f.dict(f.array(f.dict(f.dict(f.root)["Pages"])["Kids"])[1])
			im := f.dict(f.dict(f.dict(pg["Resources"])["XObject"])["Im1"])
			space := string(appendObject(nil, im["ColorSpace"], func(ref) int { return 0 }))
			if strings.HasPrefix(space, "[/Indexed") { // the palette may be padded
				space = "[/Indexed/DeviceRGB 1 0 0 R]"
			}
			if im["Width"] != c.w || im["Height"] != c.h || space != c.space || im["Filter"] != name(c.filter) || (im["SMask"] != nil) != c.mask {
				t.Errorf("%v", im)
			}
			if err := api.Validate(bytes.NewReader(b), nil); err != nil {
				t.Error(err)
			}
		})
	}
}

// An orientation turns the picture as the Exif standard says: the name of each case is where its first row and
// first column go.
func TestOrientation(t *testing.T) {
	src := image.NewNRGBA(image.Rect(0, 0, 3, 2))
	gradient(func(x, y int, c color.NRGBA) { src.SetNRGBA(x, y, c) })
	for o, want := range map[int]string{1: "012/345", 2: "210/543", 3: "543/210", 4: "345/012", 5: "03/14/25", 6: "30/41/52", 7: "52/41/30", 8: "25/14/03"} {
		im := turned(src, o).(*image.NRGBA)
		var rows []string
		for y := range im.Rect.Dy() {
			row := ""
			for x := range im.Rect.Dx() {
				row += string(rune('0' + im.NRGBAAt(x, y).R/40))
			}
			rows = append(rows, row)
		}
		if got := strings.Join(rows, "/"); got != want {
			t.Errorf("orientation %d: %s, want %s", o, got, want)
		}
	}
}

// An image that is too large is rejected before it is decoded, and broken ones are rejected with a reason.
func TestBrokenImages(t *testing.T) {
	good := encoded(t, image.NewGray(image.Rect(0, 0, 30, 20)), "png")
	bomb := bytes.Clone(good)
	binary.BigEndian.PutUint32(bomb[16:], 1<<20)
	binary.BigEndian.PutUint32(bomb[20:], 1<<20)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	for want, data := range map[string][]byte{
		"are too many": bomb, "not enough pixel data": good[:len(good)-30], "of a kind that cannot be set": []byte("BM"),
	} {
		if _, err := prepare(&page.Image{Name: "x", Data: data}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// Whatever the bytes of an image, there is a file or an error.
func FuzzImage(f *testing.F) {
	im := image.NewNRGBA(image.Rect(0, 0, 3, 2))
	for _, kind := range []string{"png", "jpg", "gif"} {
		f.Add(encoded(f, im, kind))
	}
	f.Add(interlaced())
	f.Add(withExif(encoded(f, im, "jpg"), 8))
	root := &page.Tag{Role: "Document"}
	fig := root.Add("Figure")
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		p := &page.Pages{Info: page.Info{Date: "2026-11-22T00:00:00Z"}, Root: root, Pages: []*page.Page{{
			Width: 100 * pt, Height: 100 * pt,
			Items: []page.Item{&page.Picture{Rect: page.Rect{W: pt, H: pt}, Image: &page.Image{Name: "x", Data: data}, Mark: in(fig)}},
		}}}
		_ = Write(&bytes.Buffer{}, p)
	})
}

// Files written by cameras and programs keep their pixels: red grows to the right, green downwards, blue is half. A
// photograph taken sideways is upright; four inks become their printed colours; 16 bits grow from black to white.
func TestRealImages(t *testing.T) {
	tones := func(w, h int, at func(x, y float64) color.NRGBA) map[image.Point]color.NRGBA {
		out := map[image.Point]color.NRGBA{}
		for _, p := range []image.Point{{2, 2}, {w - 3, 2}, {2, h - 3}, {w - 3, h - 3}, {w / 2, h / 2}} {
			out[p] = at((float64(p.X)+0.5)/float64(w), (float64(p.Y)+0.5)/float64(h))
		}
		return out
	}
	part := func(v float64) uint8 { return uint8(255 * v) }
	colours := func(x, y float64) color.NRGBA { return color.NRGBA{part(x), part(y), 128, 255} }
	luma := func(x, y float64) color.NRGBA {
		v := part(0.299*x + 0.587*y + 0.114/2)
		return color.NRGBA{v, v, v, 255}
	}
	for file, want := range map[string]map[image.Point]color.NRGBA{
		"progressive.jpg": tones(240, 160, colours),
		"press.jpg":       tones(240, 160, colours),
		"colour.webp":     tones(240, 160, colours),
		"palette.gif":     tones(240, 160, colours),
		"palette.png":     tones(240, 160, colours),
		"interlaced.png":  tones(240, 160, colours),
		"grey.jpg":        tones(240, 160, luma),
		"turned.jpg":      tones(160, 240, func(x, y float64) color.NRGBA { return colours(y, 1-x) }),
		"deep.png":        tones(240, 160, func(x, y float64) color.NRGBA { return color.NRGBA{part(x), part(x), part(x), 255} }),
		"clear.png":       tones(120, 80, func(x, y float64) color.NRGBA { return color.NRGBA{part(x), part(y), 128, part(y)} }),
	} {
		data, err := os.ReadFile("../../testdata/books/pictures/" + file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := prepare(&page.Image{Name: file, Data: data})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		im, _, err := image.Decode(bytes.NewReader(r.data))
		if err != nil {
			t.Fatal(err)
		}
		for p, w := range want {
			got := color.NRGBAModel.Convert(im.At(p.X, p.Y)).(color.NRGBA)
			const near = 48 // a palette of sixteen colours is coarse
			for i, d := range []int{int(got.R) - int(w.R), int(got.G) - int(w.G), int(got.B) - int(w.B), int(got.A) - int(w.A)} {
				if (d > near || d < -near) && (w.A > 64 || i == 3) {
					t.Errorf("%s at %v: %v, want about %v", file, p, got, w)
					break
				}
			}
		}
	}
}
