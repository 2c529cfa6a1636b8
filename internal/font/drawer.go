package font

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"weak"

	gotext "github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	gotables "github.com/go-text/typesetting/font/opentype/tables"
)

// readFont has the library read a font.
func readFont(data []byte) (*gotext.Font, error) {
	ld, err := ot.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return gotext.NewFont(ld)
}

// withoutOutlines gives a font without the tables that shaping does not need, above all without outlines, which are two thirds
// of most fonts. The library reads every outline of a font, but a book shows few of them: see drawer. ok is false if
// the shapes of glyphs matter for shaping:
//
//   - Without GPOS, marks are placed by the extents of glyphs.
//   - In a variable font the advances may depend on the outlines.
//   - Before version 2, OS/2 has no heights of letters; the extents of H and x stand in for them.
func withoutOutlines(t tables) (data []byte, ok bool) {
	if t["glyf"] == nil || t["fvar"] != nil || t["vmtx"] != nil || len(t["GPOS"]) <= 10 || u16(t["OS/2"], 0) < 2 {
		return nil, false
	}
	var tabs []table
	for tag, b := range t {
		switch tag {
		case "glyf", "loca", "DSIG", "STAT", "BASE", "gasp", "VDMX", "hdmx", "LTSH", "fpgm", "prep", "cvt ", "meta":
			continue
		case "post":
			b = slices.Clone(b[:min(len(b), 32)])
			if len(b) >= 4 {
				binary.BigEndian.PutUint32(b, 0x00030000) // without the names of glyphs
			}
		case "head":
			if len(b) < 54 {
				return nil, false
			}
		}
		tabs = append(tabs, table{tag, b})
	}
	slices.SortFunc(tabs, func(a, b table) int { return strings.Compare(a.tag, b.tag) })
	return assemble(tabs), true
}

// drawer gives a shaper whose face has the outlines of some glyphs, and of their components.
func (f *Face) drawer(glyphs []uint32) *shaper {
	if f.outlines == nil {
		return f.shaper()
	}
	r := reducer{tables: f.outlines, used: make([]bool, u16(f.outlines["maxp"], 4))}
	for _, g := range glyphs {
		if g < 1<<16 {
			r.use(gotables.GlyphID(g))
		}
	}
	for r.compose() {
	}
	glyf, loca := r.outlines()
	head := slices.Clone(f.outlines["head"])
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets in loca
	ft, err := f.readOutlines(head, glyf, loca)
	if err != nil { // then no outline can be read
		return f.shaper()
	}
	return &shaper{face: gotext.NewFace(ft)}
}

// wholeDrawer gives a shaper whose face has all outlines. It is for glyphs that are asked for one by one. What has been read is kept
// until the garbage collector needs the room.
func (f *Face) wholeDrawer() *shaper {
	if f.outlines == nil {
		return f.shaper()
	}
	f.drawing.Lock()
	defer f.drawing.Unlock()
	ft := f.whole.Value()
	if ft == nil {
		var err error
		if ft, err = f.readOutlines(f.outlines["head"], f.outlines["glyf"], f.outlines["loca"]); err != nil {
			return f.shaper()
		}
		f.whole = weak.Make(ft)
	}
	return &shaper{face: gotext.NewFace(ft)}
}

// readOutlines reads a font that has outlines and no characters.
func (f *Face) readOutlines(head, glyf, loca []byte) (ft *gotext.Font, err error) {
	defer func() {
		if r := recover(); r != nil { // as in ParseInstance
			ft, err = nil, fmt.Errorf("%s is broken: %v", f.name, r)
		}
	}()
	return readFont(assemble([]table{
		{"cmap", cmapOf(nil)}, {"glyf", glyf}, {"head", head}, {"hhea", f.outlines["hhea"]}, {"hmtx", f.outlines["hmtx"]}, {"loca", loca}, {"maxp", f.outlines["maxp"]},
	}))
}
