package para

import (
	"sync"
	"unicode"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/lang"
)

// Symbols is a face of symbols. It is read when it is first needed.
type Symbols struct {
	Math, Emoji bool // it is the first choice for mathematics, for emoji
	read        func() (*font.Face, error)
}

// AddSymbols adds a face for symbols that no other face has. read reads it.
func (f *Fonts) AddSymbols(s Symbols, read func() (*font.Face, error)) {
	s.read = sync.OnceValues(read)
	f.symbols = append(f.symbols, &s)
}

// symbol gives the face of symbols for a character, or nil if there is none. It is the first that has the character; for
// mathematics and for emoji, the faces made for these come first.
func (f *Fonts) symbol(r rune) (*font.Face, error) {
	if !symbolic(r) {
		return nil, nil
	}
	math := unicode.Is(unicode.Sm, r) || r >= 0x1D400 && r < 0x1D800
	emoji := r >= 0x1F300 && r < 0x1FB00
	for _, own := range [2]bool{true, false} {
		for _, s := range f.symbols {
			if (s.Math && math || s.Emoji && emoji) != own {
				continue
			}
			face, err := s.read()
			if err != nil {
				return nil, err
			}
			if face.Has(r) {
				return face, nil
			}
		}
	}
	return nil, nil
}

// symbolic reports whether a character belongs to no script of its own: those have fonts of theirs, which the author names.
func symbolic(r rune) bool {
	switch lang.ScriptOf(r) {
	case lang.Common, lang.Inherited:
		return !unicode.IsSpace(r) && scriptName(r) != "Han"
	case lang.Unknown:
		return unicode.Is(unicode.Braille, r)
	}
	return false
}

// symbolFace gives the index in sh.faces of the face of symbols for a character, or -1 if there is none. It adds the face if
// necessary. The faces of the style come first, so their indices do not depend on the symbols of the text.
func (s *Setter) symbolFace(sh *shaping, r rune) int {
	face, err := s.fonts.symbol(r)
	if err != nil && s.err == nil {
		s.err = err
	}
	if face == nil {
		return -1
	}
	for k := sh.own; k < len(sh.faces); k++ {
		if sh.faces[k] == face {
			return k
		}
	}
	if len(sh.faces) > 250 {
		return -1
	}
	sh.faces, sh.chain = append(sh.faces, face), append(sh.chain, chained{face: face})
	return len(sh.faces) - 1
}

// sizeOf is the size in which a face is set. A face of symbols is scaled so that its capitals are as high as those of the first
// face.
func (sh *shaping) sizeOf(face *font.Face) dimen.Length {
	symbols := false
	for k := sh.own; k < len(sh.faces); k++ {
		symbols = symbols || sh.faces[k] == face
	}
	if !symbols {
		return sh.size
	}
	own, theirs := sh.faces[0].Metrics().CapHeight, face.Metrics().CapHeight
	if own <= 0 || theirs <= 0 {
		return sh.size
	}
	size := sh.size.MulDiv(int64(own)*int64(face.UnitsPerEm()), int64(theirs)*int64(sh.faces[0].UnitsPerEm()))
	return max(sh.size*3/4, min(size, sh.size))
}

// inCells gives a symbol of another face, within text in a monospaced face, the room of one letter or of some, so that columns
// of text stay aligned.
func (sh *shaping) inCells(g *glyph, r rune) {
	first := sh.faces[0]
	if !symbolic(r) || !first.Metrics().FixedPitch || g.advance <= 0 || sh.space <= 0 {
		return
	}
	cell := sh.space
	room := max(1, (g.advance+cell/3)/cell) * cell
	if g.advance > room+cell/3 {
		room += cell
	}
	g.dx += (room - g.advance) / 2
	g.advance = room
}

// skinTone reports whether a character says the colour of the skin of the emoji before it (UTS #51, §2.4). A face without colours
// draws it as a patch, so it is left blank; the text keeps it.
func skinTone(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF }

// keycap makes a key of the character before it: 1️⃣ (UTS #51, §1.4.3). Where the face of that character lacks it, the character
// stands alone.
const keycap = "\u20E3"

// blank gives the glyph of the space.
func blank(f *font.Face) uint32 {
	if g := f.Shape(" ", nil, "", font.LeftToRight); len(g) > 0 {
		return g[0].ID
	}
	return 0
}
