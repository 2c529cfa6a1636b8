// Package checktest makes fonts, images and damage for the tests of the judges.
package checktest

import (
	"encoding/binary"
	"flag"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var keep = flag.String("keep", "", "write each mutated file into this `directory`")

// Keep writes a file into the directory of -keep, so that EPUBCheck and veraPDF can be asked about it.
func Keep(t testing.TB, name string, data []byte) {
	t.Helper()
	if *keep == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*keep, name), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// CRC is the checksum of ZIP and PNG.
func CRC(s string) uint32 { return crc32.ChecksumIEEE([]byte(s)) }

// PNGChunk is a chunk of a PNG.
func PNGChunk(name, data string) string {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(b, name+data...)
	return string(binary.BigEndian.AppendUint32(b, CRC(name+data)))
}

func u16(v ...int) string {
	var b []byte
	for _, x := range v {
		b = binary.BigEndian.AppendUint16(b, uint16(x))
	}
	return string(b)
}

// SquareFont builds a TrueType font with the characters from space to “z” and character maps of the given platforms and
// encodings. Each character is the same square, 500 units wide of 1000; the space is 250 wide and empty. The font is small enough
// to be read here, and whole enough for veraPDF and EPUBCheck.
func SquareFont(maps ...[2]int) []byte {
	const first, last = ' ', 'z'
	glyphs := 1 + int(last-first) + 1 // .notdef before them
	square := u16(1, 0, 0, 400, 400, 3, 0) + "\x01\x01\x01\x01" + u16(0, 400, 0, -400) + u16(0, 0, 400, 0)
	for len(square)%4 != 0 {
		square += "\x00"
	}
	var glyf, loca, hmtx strings.Builder
	for g := range glyphs {
		loca.WriteString(u16(glyf.Len() / 2))
		if g == 1 {
			hmtx.WriteString(u16(250, 0))
			continue
		}
		hmtx.WriteString(u16(500, 0))
		glyf.WriteString(square)
	}
	loca.WriteString(u16(glyf.Len() / 2))
	// Format 4, one segment besides the closing one.
	sub := u16(4, 32, 0, 4, 4, 1, 0, last, 0xffff, 0, first, 0xffff, 1-first, 1, 0, 0)
	cmap := u16(0, len(maps))
	for _, m := range maps {
		cmap += u16(m[0], m[1], 0, 4+8*len(maps))
	}
	utf16name := func(s string) string {
		out := ""
		for _, r := range s {
			out += u16(int(r))
		}
		return out
	}
	var records, names string
	for _, n := range []struct {
		id   int
		text string
	}{{1, "Squares"}, {2, "Regular"}, {4, "Squares"}, {6, "Squares"}} {
		records += u16(3, 1, 0x409, n.id, 2*len(n.text), len(names))
		names += utf16name(n.text)
	}
	tables := map[string]string{
		"cmap": cmap + sub,
		"glyf": glyf.String(),
		"head": u16(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000) + strings.Repeat("\x00", 16) + u16(0, 0, 400, 400, 0, 8, 2, 0, 0),
		"hhea": u16(1, 0, 800, -200, 0, 500, 0, 0, 400, 1, 0, 0, 0, 0, 0, 0, 0, glyphs),
		"hmtx": hmtx.String(),
		"loca": loca.String(),
		"maxp": u16(1, 0, glyphs, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
		"name": u16(0, 4, 6+len(records)) + records + names,
		"OS/2": u16(3, 500, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 250, 0) + strings.Repeat("\x00", 10) + strings.Repeat("\x00", 16) + "NONE" + u16(0x40, first, last, 800, -200, 0, 800, 200) + strings.Repeat("\x00", 8) + u16(400, 400, 0, first, 1),
		"post": u16(3, 0) + strings.Repeat("\x00", 28),
	}
	var tags []string
	for t := range tables {
		tags = append(tags, t)
	}
	slices.Sort(tags)
	dir := u16(1, 0, len(tags), 128, 3, 16*len(tags)-128)
	body := ""
	for _, t := range tags {
		data := tables[t]
		var sum uint32
		padded := data + strings.Repeat("\x00", (4-len(data)%4)%4)
		for i := 0; i < len(padded); i += 4 {
			sum += binary.BigEndian.Uint32([]byte(padded[i:]))
		}
		rec := binary.BigEndian.AppendUint32([]byte(t), sum)
		rec = binary.BigEndian.AppendUint32(rec, uint32(12+16*len(tags)+len(body)))
		rec = binary.BigEndian.AppendUint32(rec, uint32(len(data)))
		dir += string(rec)
		body += padded
	}
	return []byte(dir + body)
}

// Damage gives a copy of data with the faults of files that were sent or stored badly: bytes are changed, some of them to
// figures, brackets or a letter of also, and stretches are lost or doubled.
func Damage(r *rand.Rand, data []byte, also string) []byte {
	data = slices.Clone(data)
	letters := "0123456789<>[]() " + also
	for range 1 + r.IntN(4) {
		if len(data) < 41 {
			break
		}
		at, n := r.IntN(len(data)-40), 1+r.IntN(32)
		switch r.IntN(4) {
		case 0:
			data[at] = byte(r.IntN(256))
		case 1:
			data[at] = letters[r.IntN(len(letters))]
		case 2:
			data = slices.Delete(data, at, at+n)
		case 3:
			data = slices.Insert(data, at, slices.Clone(data[at:at+n])...)
		}
	}
	return data
}
