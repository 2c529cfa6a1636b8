// Package exif reads the orientation of photographs, and removes private metadata from images.
package exif

import (
	"bytes"
	"encoding/binary"
)

// Orientation reads the tag of that name (Exif 2.3, 4.6.4) from the Exif data of a JPEG, a PNG (third edition, 11.3.3.5) or a
// WebP (RFC 9649, 2.7.1.5): 1 to 8, 0 if there is none.
func Orientation(data []byte) int {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8")):
		return ofJPEG(data[2:])
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		for b := data[8:]; len(b) >= 12; {
			size := int64(binary.BigEndian.Uint32(b))
			if size > int64(len(b)-12) {
				return 0
			}
			if string(b[4:8]) == "eXIf" {
				return tag(b[8 : 8+size])
			}
			b = b[12+size:]
		}
	case bytes.HasPrefix(data, []byte("RIFF")) && len(data) >= 12 && string(data[8:12]) == "WEBP":
		for b := data[12:]; len(b) >= 8; {
			size := int64(binary.LittleEndian.Uint32(b[4:]))
			if size > int64(len(b)-8) {
				return 0
			}
			if string(b[:4]) == "EXIF" {
				return tag(bytes.TrimPrefix(b[8:8+size], []byte("Exif\x00\x00")))
			}
			b = b[min(8+size+size%2, int64(len(b))):]
		}
	}
	return 0
}

func ofJPEG(b []byte) int {
	for len(b) >= 4 && b[0] == 0xFF {
		size := int(binary.BigEndian.Uint16(b[2:]))
		if b[1] == 0xDA || size < 2 || size+2 > len(b) {
			return 0
		}
		if seg := b[4 : 2+size]; b[1] == 0xE1 && bytes.HasPrefix(seg, []byte("Exif\x00\x00")) {
			return tag(seg[6:])
		}
		b = b[2+size:]
	}
	return 0
}

func tag(t []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(t, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(t) < 8 {
		return 0
	}
	at := uint64(order.Uint32(t[4:]))
	if at+2 > uint64(len(t)) {
		return 0
	}
	n := uint64(order.Uint16(t[at:]))
	for i := range n {
		e := at + 2 + 12*i
		if e+12 > uint64(len(t)) {
			return 0
		}
		if order.Uint16(t[e:]) == 0x0112 {
			if v := int(order.Uint16(t[e+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 0
		}
	}
	return 0
}
