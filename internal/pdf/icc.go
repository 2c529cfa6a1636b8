package pdf

import (
	"encoding/binary"
	"unicode/utf16"
)

// srgb makes a profile of the colour space sRGB (IEC 61966-2-1) in version 4 of the format (ICC.1:2010), from the
// numbers that define it: the three primaries adapted from D65 to D50 by Bradford's method, and the curve. Numbers
// are in 1/65536, rounded, so that the profile is made of integers alone.
func srgb() []byte {
	be := binary.BigEndian
	numbers := func(kind string, v ...int32) []byte {
		b := append([]byte(kind), 0, 0, 0, 0)
		for _, x := range v {
			b = be.AppendUint32(b, uint32(x))
		}
		return b
	}
	label := func(s string) []byte { // multiLocalizedUnicodeType, one record (10.15)
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
	// parametricCurveType 3 (10.18): y = ((x + 0.055) / 1.055)^2.4 from x = 0.04045 on, x / 12.92 below.
	curve := append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), numbers("", 157286, 62119, 3417, 5072, 2651)[4:]...)
	tags := []struct {
		signature string
		data      []byte
	}{
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
	}
	header := make([]byte, 128)
	be.PutUint32(header[8:], 0x04300000) // version 4.3
	copy(header[12:], "mntrRGB XYZ ")    // a display, from RGB to XYZ
	be.PutUint16(header[24:], 2010)      // the day of the specification, as the format wants a date
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
