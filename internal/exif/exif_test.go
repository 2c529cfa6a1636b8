package exif

import (
	"encoding/binary"
	"testing"
)

// photograph is the head of a JPEG whose Exif data, in either order of bytes, name an orientation.
func photograph(order binary.AppendByteOrder, mark string, orientation uint16) []byte {
	t := []byte(mark)
	t = order.AppendUint16(t, 42)
	t = order.AppendUint32(t, 8)
	t = order.AppendUint16(t, 1)
	t = order.AppendUint16(t, 0x0112)
	t = order.AppendUint16(t, 3)
	t = order.AppendUint32(t, 1)
	t = order.AppendUint16(t, orientation)
	seg := append([]byte("Exif\x00\x00"), append(t, 0, 0)...)
	out := binary.BigEndian.AppendUint16([]byte{0xFF, 0xD8, 0xFF, 0xE1}, uint16(len(seg)+2))
	return append(out, seg...)
}

func TestOrientation(t *testing.T) {
	for v := range uint16(12) {
		want := int(v)
		if v > 8 {
			want = 0
		}
		if got := Orientation(photograph(binary.BigEndian, "MM", v)); got != want {
			t.Errorf("Motorola %d: %d", v, got)
		}
		if got := Orientation(photograph(binary.LittleEndian, "II", v)); got != want {
			t.Errorf("Intel %d: %d", v, got)
		}
	}
	whole := photograph(binary.BigEndian, "MM", 6)
	for n := range whole {
		if got := Orientation(whole[:n]); got != 0 && n < len(whole)-2 {
			t.Errorf("%d bytes of %d give %d", n, len(whole), got)
		}
	}
}

// PNG and WebP say it in a chunk of their own, with the same data in it.
func TestOrientationInChunks(t *testing.T) {
	data := photograph(binary.BigEndian, "MM", 6)[12:] // after the marker, the size and the name
	for _, c := range []struct {
		name string
		file []byte
		want int
	}{
		{"PNG", chunked("\x89PNG\r\n\x1a\n", binary.BigEndian, "eXIf", data), 6},
		{"WebP", chunked("RIFF\x00\x00\x00\x00WEBP", nil, "EXIF", data), 6},
		{"WebP with a JPEG's name", chunked("RIFF\x00\x00\x00\x00WEBP", nil, "EXIF", append([]byte("Exif\x00\x00"), data...)), 6},
		{"PNG without", chunked("\x89PNG\r\n\x1a\n", binary.BigEndian, "tEXt", data), 0},
		{"WebP without", chunked("RIFF\x00\x00\x00\x00WEBP", nil, "XMP ", data), 0},
	} {
		if got := Orientation(c.file); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
		for n := range c.file {
			Orientation(c.file[:n])
		}
	}
}

// chunked is a file of two chunks: as those of a PNG in an order of bytes, and of a WebP without.
func chunked(head string, order binary.AppendByteOrder, name string, data []byte) []byte {
	out := []byte(head)
	for _, c := range []struct {
		name string
		data []byte
	}{{"IHDR", []byte{1, 2, 3}}, {name, data}} {
		if order != nil {
			out = append(order.AppendUint32(out, uint32(len(c.data))), c.name...)
			out = append(append(out, c.data...), 0, 0, 0, 0)
			continue
		}
		out = append(binary.LittleEndian.AppendUint32(append(out, c.name...), uint32(len(c.data))), c.data...)
		if len(c.data)%2 == 1 {
			out = append(out, 0)
		}
	}
	return out
}

func FuzzOrientation(f *testing.F) {
	f.Add(photograph(binary.BigEndian, "MM", 6))
	f.Add([]byte("\xFF\xD8\xFF\xE1\x00\x08Exif\x00\x00"))
	f.Add(chunked("\x89PNG\r\n\x1a\n", binary.BigEndian, "eXIf", photograph(binary.BigEndian, "MM", 6)[12:]))
	f.Add(chunked("RIFF\x00\x00\x00\x00WEBP", nil, "EXIF", photograph(binary.BigEndian, "MM", 6)[12:]))
	f.Fuzz(func(t *testing.T, data []byte) {
		if v := Orientation(data); v < 0 || v > 8 {
			t.Fatal(v)
		}
	})
}
