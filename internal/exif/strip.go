package exif

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"hash/crc32"
	"io"
	"slices"
	"strings"
)

// Strip removes the metadata that reveal the photographer, the place and the machine: Exif with its positions, XMP,
// IPTC, comments, dates, names of files. It keeps what decides how the picture looks: the pixels, byte for byte, the
// colour profile, the resolution, the orientation, the frames. A file of another kind, or one that is cut short, is
// returned as it is.
func Strip(data []byte) []byte {
	var out []byte
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8")):
		out = stripJPEG(data)
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		out = stripPNG(data)
	case bytes.HasPrefix(data, []byte("RIFF")) && len(data) >= 12 && string(data[8:12]) == "WEBP":
		out = stripWebP(data)
	case bytes.HasPrefix(data, []byte("GIF8")):
		out = stripGIF(data)
	case bytes.Contains(data[:min(len(data), 4096)], []byte("<svg")):
		out = stripSVG(data)
	}
	if out == nil || len(out) >= len(data) {
		return data
	}
	return out
}

// orientationOnly is the smallest Exif data that hold an orientation, in TIFF's form.
func orientationOnly(orientation int) []byte {
	return []byte{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0, 0, 0, 0, 0}
}

// stripJPEG keeps only these application segments (ITU-T T.81, B.2.4.6): JFIF, the colour profile, and Adobe's, which
// says how colours are coded. Data after the end of the image are removed: phones put videos there.
func stripJPEG(data []byte) []byte {
	out := []byte("\xFF\xD8")
	upright := Orientation(data)
	b := data[2:]
	for {
		if len(b) < 4 || b[0] != 0xFF {
			return nil
		}
		marker := b[1]
		if marker == 0xFF { // a fill byte
			b = b[1:]
			continue
		}
		size := 2 + int(binary.BigEndian.Uint16(b[2:]))
		if size < 4 || size > len(b) {
			return nil
		}
		segment := b[4:size]
		keep := true
		switch {
		case marker == 0xFE:
			keep = false
		case marker == 0xE0:
			keep = bytes.HasPrefix(segment, []byte("JFIF\x00"))
		case marker == 0xE2:
			keep = bytes.HasPrefix(segment, []byte("ICC_PROFILE\x00"))
		case marker == 0xEE:
			keep = bytes.HasPrefix(segment, []byte("Adobe"))
		case marker >= 0xE1 && marker <= 0xEF:
			keep = false
		}
		if marker == 0xDA || marker == 0xDB || marker >= 0xC0 && marker <= 0xCF { // the headers are over
			if upright > 1 {
				t := append([]byte("Exif\x00\x00"), orientationOnly(upright)...)
				out = append(out, 0xFF, 0xE1, 0, byte(len(t)+2))
				out = append(out, t...)
			}
			upright = 0
		}
		if keep {
			out = append(out, b[:size]...)
		}
		b = b[size:]
		if marker != 0xDA {
			continue
		}
		end := scanEnd(b)
		if end < 0 { // cut short, which browsers forgive
			return append(out, b...)
		}
		out = append(out, b[:end]...)
		if b[end+1] == 0xD9 {
			return append(out, 0xFF, 0xD9)
		}
		b = b[end:] // a progressive image has further scans
	}
}

// scanEnd returns the offset of the marker that ends coded data, or -1.
func scanEnd(b []byte) int {
	for i := 0; i+1 < len(b); i++ {
		if b[i] == 0xFF && b[i+1] != 0 && b[i+1] != 0xFF && (b[i+1] < 0xD0 || b[i+1] > 0xD7) {
			return i
		}
	}
	return -1
}

// pngKept are the ancillary chunks that matter for how a picture looks (PNG, third edition, section 11).
var pngKept = strings.Fields("tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT")

func stripPNG(data []byte) []byte {
	const start = 8
	out := bytes.Clone(data[:start])
	for b := data[start:]; len(b) >= 12; {
		size := int(binary.BigEndian.Uint32(b))
		if size < 0 || size > len(b)-12 {
			return nil
		}
		name, chunk := string(b[4:8]), b[:12+size]
		b = b[12+size:]
		critical := name[0]&0x20 == 0
		switch {
		case critical || slices.Contains(pngKept, name):
			out = append(out, chunk...)
		case name == "eXIf":
			if v := tag(chunk[8 : 8+size]); v > 1 {
				out = appendChunk(out, "eXIf", orientationOnly(v))
			}
		}
		if name == "IEND" {
			return out
		}
	}
	return nil
}

func appendChunk(out []byte, name string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	from := len(out)
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}

// stripWebP leaves out the chunks EXIF and XMP (RFC 9649, section 2.7.1.5) and clears their bits in VP8X.
func stripWebP(data []byte) []byte {
	const exifBit, xmpBit = 0x08, 0x04
	end := 8 + int(binary.LittleEndian.Uint32(data[4:]))
	if end > len(data) || end < 12 {
		return nil
	}
	out := bytes.Clone(data[:12])
	extended := -1 // where the flags are
	for b := data[12:end]; len(b) > 0; {
		if len(b) < 8 {
			return nil
		}
		size := int(binary.LittleEndian.Uint32(b[4:]))
		whole := 8 + size + size%2
		if size < 0 || 8+size > len(b) {
			return nil
		}
		whole = min(whole, len(b))
		chunk, name := b[:whole], string(b[:4])
		b = b[whole:]
		switch name {
		case "XMP ":
		case "EXIF":
			if v := tag(bytes.TrimPrefix(chunk[8:8+size], []byte("Exif\x00\x00"))); v > 1 && extended >= 0 {
				t := orientationOnly(v)
				out = binary.LittleEndian.AppendUint32(append(out, "EXIF"...), uint32(len(t)))
				out = append(out, t...)
				out[extended] |= exifBit
			}
		case "VP8X":
			if size < 1 {
				return nil
			}
			extended = len(out) + 8
			out = append(out, chunk...)
			out[extended] &^= exifBit | xmpBit
		default:
			out = append(out, chunk...)
		}
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

// stripGIF leaves out comments and application blocks (GIF89a, 24 and 26). It keeps the blocks that repeat an animation
// and the colour profile.
func stripGIF(data []byte) []byte {
	if len(data) < 13 {
		return nil
	}
	at := 13
	if data[10]&0x80 != 0 {
		at += 3 << (data[10]&7 + 1)
	}
	if at > len(data) {
		return nil
	}
	out := bytes.Clone(data[:at])
	blocks := func(from int) int { // returns the end of the blocks that begin at from
		for from < len(data) {
			n := int(data[from])
			from += 1 + n
			if n == 0 {
				return from
			}
		}
		return len(data) + 1
	}
	for at < len(data) {
		from, keep := at, true
		switch data[at] {
		case 0x3B:
			return append(out, 0x3B)
		case 0x2C:
			if at+10 > len(data) {
				return nil
			}
			n := at + 10
			if data[at+9]&0x80 != 0 {
				n += 3 << (data[at+9]&7 + 1)
			}
			at = blocks(n + 1) // after the size of the codes
		case 0x21:
			if at+2 > len(data) {
				return nil
			}
			rest := data[at+2:]
			switch data[at+1] {
			case 0xFE:
				keep = false
			case 0xFF:
				keep = len(rest) > 12 && slices.Contains([]string{"NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"}, string(rest[1:12]))
			}
			at = blocks(at + 2)
		default:
			return nil
		}
		if at > len(data) {
			return nil
		}
		if keep {
			out = append(out, data[from:at]...)
		}
	}
	return nil
}

// stripSVG leaves out comments, the element metadata and the attributes in which drawing programs store names of files.
func stripSVG(data []byte) []byte {
	d := xml.NewDecoder(bytes.NewReader(data))
	var out []byte
	done, depth := 0, 0 // what was copied or left out; depth within metadata
	for {
		from := int(d.InputOffset())
		token, err := d.RawToken()
		to := int(d.InputOffset())
		if err == io.EOF && depth == 0 {
			return append(out, data[done:]...)
		}
		if err != nil {
			return nil
		}
		drop := depth > 0
		switch t := token.(type) {
		case xml.Comment:
			drop = true
		case xml.StartElement:
			if depth > 0 || t.Name.Local == "metadata" {
				depth++
				drop = true
			} else if slices.ContainsFunc(t.Attr, tells) {
				out = append(out, data[done:from]...)
				out = append(out, withoutAtts(data[from:to], t)...)
				done = to
			}
		case xml.EndElement:
			if depth > 0 {
				depth--
			}
		}
		if drop {
			out = append(out, data[done:from]...)
			done = to
		}
	}
}

// tells reports whether an attribute holds the name of a file on the author's machine.
func tells(a xml.Attr) bool {
	switch a.Name.Local {
	case "docname", "docbase", "export-filename", "absref":
		return a.Name.Space != ""
	}
	return false
}

// withoutAtts removes those attributes from a start tag.
func withoutAtts(tag []byte, t xml.StartElement) []byte {
	out := bytes.Clone(tag)
	for _, a := range t.Attr {
		if !tells(a) {
			continue
		}
		name := []byte(a.Name.Space + ":" + a.Name.Local)
		from := bytes.Index(out, name)
		if from < 0 {
			continue
		}
		quote := from + len(name)
		for quote < len(out) && out[quote] != '"' && out[quote] != '\'' {
			quote++
		}
		if quote >= len(out) {
			continue
		}
		end := bytes.IndexByte(out[quote+1:], out[quote])
		if end < 0 {
			continue
		}
		out = append(out[:from], out[quote+1+end+1:]...)
	}
	return out
}
