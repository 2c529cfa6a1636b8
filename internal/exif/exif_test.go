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

func FuzzOrientation(f *testing.F) {
	f.Add(photograph(binary.BigEndian, "MM", 6))
	f.Add([]byte("\xFF\xD8\xFF\xE1\x00\x08Exif\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if v := Orientation(data); v < 0 || v > 8 {
			t.Fatal(v)
		}
	})
}
