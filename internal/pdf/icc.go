package pdf

import (
	"encoding/binary"
	"unicode/utf16"
)

// srgb makes a profile of the colour space sRGB (IEC 61966-2-1) in version 4 of the format (ICC.1:2010), from the
// numbers that define it: the three primaries adapted from D65 to D50 by Bradford's method, and the curve. Numbers
// are in 1/65536, rounded, so that the profile is made of integers alone.
func srgb() []byte {
	// parametricCurveType 3 (10.18): y = ((x + 0.055) / 1.055)^2.4 from x = 0.04045 on, x / 12.92 below.
	curve := append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), numbers("", 157286, 62119, 3417, 5072, 2651)[4:]...)
	return profile("mntrRGB XYZ ", []iccTag{ // a display, from RGB to XYZ
		{"cprt", label("No copyright, use freely")},
		{"desc", label("sRGB IEC61966-2.1")},
		{"wtpt", numbers("XYZ ", 63190, 65536, 54061)},
		{"chad", numbers("sf32", 68669, 1500, -3285, 1936, 64912, -1117, -605, 986, 49292)},
		{"rXYZ", numbers("XYZ ", 28579, 14582, 913)},
		{"gXYZ", numbers("XYZ ", 25236, 46981, 6364)},
		{"bXYZ", numbers("XYZ ", 9377, 3973, 46804)},
		{"rTRC", curve},
		{"gTRC", curve},
		{"bTRC", curve},
	})
}

// blackInk names the printing condition that black describes.
const blackInk = "One black ink on white paper, tone value increase 20 %"

// black makes a profile of printing in one ink (ICC.1:2010, 8.5.2): it maps an amount of ink to the lightness of the
// paper. The ink spreads beyond the area on the plate (tone value increase): by 20 % at the middle tone, following a
// parabola. The covered area is dark and the rest is white (Murray and Davies).
func black() []byte {
	be := binary.BigEndian
	curve := be.AppendUint32([]byte("curv\x00\x00\x00\x00"), 256)
	for grey := range int32(256) {
		ink := 255 - grey
		covered := ink*255 + ink*(255-ink)*4/5 // in 1/65025
		curve = be.AppendUint16(curve, uint16(65535-(int64(covered)*65535+32512)/65025))
	}
	return profile("prtrGRAYXYZ ", []iccTag{ // an output device
		{"cprt", label("No copyright, use freely")},
		{"desc", label(blackInk)},
		{"wtpt", numbers("XYZ ", 63190, 65536, 54061)},
		{"kTRC", curve},
	})
}

type iccTag struct {
	signature string
	data      []byte
}

func numbers(kind string, v ...int32) []byte {
	b := append([]byte(kind), 0, 0, 0, 0)
	for _, x := range v {
		b = binary.BigEndian.AppendUint32(b, uint32(x))
	}
	return b
}

// label is a multiLocalizedUnicodeType of one record (10.15).
func label(s string) []byte {
	be := binary.BigEndian
	u := utf16.Encode([]rune(s))
	b := numbers("mluc", 1, 12)
	b = append(b, "enUS"...)
	b = be.AppendUint32(b, uint32(2*len(u)))
	b = be.AppendUint32(b, 28)
	for _, c := range u {
		b = be.AppendUint16(b, c)
	}
	return b
}

// profile assembles a profile. kind is its device class, its colour space and its connection space.
func profile(kind string, tags []iccTag) []byte {
	be := binary.BigEndian
	header := make([]byte, 128)
	be.PutUint32(header[8:], 0x04200000) // version 4.2, the latest that a file for a press may hold
	copy(header[12:], kind)
	be.PutUint16(header[24:], 2010) // the day of the specification, as the format wants a date
	be.PutUint16(header[26:], 12)
	be.PutUint16(header[28:], 1)
	copy(header[36:], "acsp")
	be.PutUint32(header[68:], 63190) // the illuminant D50
	be.PutUint32(header[72:], 65536)
	be.PutUint32(header[76:], 54061)
	out := be.AppendUint32(header, uint32(len(tags)))
	at := len(out) + 12*len(tags)
	var body []byte
	last := 0
	for i, t := range tags {
		if i == 0 || &t.data[0] != &tags[i-1].data[0] { // tags with the same data share them
			last = at + len(body)
			body = append(body, t.data...)
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
		}
		out = append(out, t.signature...)
		out = be.AppendUint32(out, uint32(last))
		out = be.AppendUint32(out, uint32(len(t.data)))
	}
	out = append(out, body...)
	be.PutUint32(out, uint32(len(out)))
	return out
}
