package pdf

import (
	"encoding/binary"
	"math"
	"os"
	"testing"
)

// The widths that glyphs say of themselves in a CFF program are those of the table that stands beside it in an OpenType file,
// and each glyph has its CID.
func TestCFF(t *testing.T) {
	for name, keyed := range map[string]bool{"../../../testdata/books/scripts/fonts/NotoSerifCJKjp-Regular.otf": true, "testdata/plain.otf": false} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := readCFF(data)
		if err != nil {
			t.Fatal(name, err)
		}
		tables, err := sfntTables(data)
		if err != nil {
			t.Fatal(name, err)
		}
		if n := int(binary.BigEndian.Uint16(tables["maxp"][4:])); p.glyphs != n || len(p.advances) != n {
			t.Fatalf("%s: %d glyphs, %d widths, the font has %d", name, p.glyphs, len(p.advances), n)
		}
		long := int(binary.BigEndian.Uint16(tables["hhea"][34:]))
		for g := range p.glyphs {
			if want := float64(binary.BigEndian.Uint16(tables["hmtx"][4*min(g, long-1):])); math.Abs(p.width(g)-want) > 0.001 {
				t.Errorf("%s: glyph %d is %g wide, not %g", name, g, p.width(g), want)
			}
		}
		if (p.cids != nil) != keyed || keyed && len(p.cids) != p.glyphs {
			t.Errorf("%s: %d CIDs of %d glyphs", name, len(p.cids), p.glyphs)
		}
	}
}

func FuzzCFF(f *testing.F) {
	for _, name := range []string{"../../../testdata/books/scripts/fonts/NotoSerifCJKjp-Regular.otf", "testdata/plain.otf"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		tables, err := sfntTables(data)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(tables["CFF "])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, err := readCFF(data); err == nil && len(p.advances) != p.glyphs {
			t.Errorf("%d widths of %d glyphs", len(p.advances), p.glyphs)
		}
	})
}
