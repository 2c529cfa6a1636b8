package formula

import (
	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/math"
	"quire/internal/page"
)

// letters sets letters or figures in the math face.
func (s *state) letters(text string) *Box {
	if text == "" {
		return &Box{}
	}
	for _, r := range text {
		if !s.Face.face.Has(r) {
			return s.text(text, math.TextFont{})
		}
	}
	return s.glyphBox(text, s.Face.face.ShapeMath(text, s.level))
}

// glyphBox makes a box of shaped glyphs of the math face.
func (s *state) glyphBox(text string, shaped []font.Glyph) *Box {
	run := &Run{Face: s.Face.face, Size: s.size(), Text: text, Color: s.color}
	b := &Box{glyphs: run}
	for i, g := range shaped {
		adv := s.units(g.Advance)
		run.Glyphs = append(run.Glyphs, page.Glyph{
			ID: g.ID, Start: int32(g.Start), End: int32(g.End), Advance: adv, XOffset: s.units(g.XOffset), YOffset: s.units(g.YOffset),
		})
		ink := s.Face.box(g.ID)
		if i == 0 {
			b.Height, b.Depth = s.units(ink.YMax), -s.units(ink.YMin)
		}
		b.Height, b.Depth = max(b.Height, s.units(ink.YMax+g.YOffset)), max(b.Depth, -s.units(ink.YMin+g.YOffset))
		b.Width += adv
	}
	if n := len(shaped); n > 0 {
		b.italic = s.units(s.Face.math.Italic(shaped[n-1].ID))
		if n == 1 {
			b.letter, b.asLetter = &letter{id: shaped[0].ID}, !s.Face.math.Extended(shaped[0].ID)
		}
	}
	return b
}

// glyph makes a box of one glyph. text is what it stands for.
func (s *state) glyph(id uint32, text string) *Box {
	return s.glyphBox(text, []font.Glyph{{ID: id, End: len(text), Advance: s.Face.face.Advance(id)}})
}

// text sets words in the face of the text.
func (s *state) text(text string, look math.TextFont) *Box {
	b := &Box{}
	if text == "" || s.Words == nil {
		return b
	}
	for _, run := range s.Words(text, look, s.size()) {
		run.Color = s.color
		c := &Box{glyphs: &run}
		m := run.Face.Metrics()
		upem := int64(run.Face.UnitsPerEm())
		for i, g := range run.Glyphs {
			c.Width += g.Advance
			ink, ok := run.Face.Bounds(g.ID)
			if !ok {
				continue
			}
			up, down := run.Size.MulDiv(int64(ink.YMax), upem)+g.YOffset, -run.Size.MulDiv(int64(ink.YMin), upem)-g.YOffset
			if i == 0 {
				c.Height, c.Depth = up, down
			}
			c.Height, c.Depth = max(c.Height, up), max(c.Depth, down)
		}
		if c.Height == 0 && c.Depth == 0 { // spaces alone
			c.Height = run.Size.MulDiv(int64(m.XHeight), upem)
		}
		b.append(c)
	}
	return b
}

// direction is the direction in which a glyph grows.
type direction bool

const (
	vertically   direction = false
	horizontally direction = true
)

// id gives the glyph of a character; ok is false if the face lacks it.
func (s *state) id(text string) (id uint32, ok bool) {
	for _, r := range text {
		if !s.Face.face.Has(r) {
			return 0, false
		}
	}
	g := s.Face.face.ShapeMath(text, 0)
	if len(g) != 1 || g[0].ID == 0 {
		return 0, false
	}
	return g[0].ID, true
}

// along is the extent of a glyph's ink in a direction.
func (s *state) along(d direction, id uint32) dimen.Length {
	ink := s.Face.box(id)
	if d == horizontally {
		return s.units(ink.XMax - ink.XMin)
	}
	return s.units(ink.YMax - ink.YMin)
}

func (s *state) construction(d direction, id uint32) font.Construction {
	if d == horizontally {
		return s.Face.math.Horizontal(id)
	}
	return s.Face.math.Vertical(id)
}

// grown gives a glyph grown to a size at least: the first variant that is large enough, or else an assembly, or else the
// largest variant (OpenType, MathVariants).
func (s *state) grown(text string, d direction, size dimen.Length) *Box {
	id, ok := s.id(text)
	if !ok {
		return s.letters(text)
	}
	c := s.construction(d, id)
	if s.along(d, id) >= size {
		return s.glyph(id, text)
	}
	for _, v := range c.Variants {
		if id = v.Glyph; s.along(d, v.Glyph) >= size {
			return s.glyph(v.Glyph, text)
		}
	}
	if len(c.Parts) > 0 {
		if b := s.assembly(c, text, d, size); b != nil {
			return b
		}
	}
	return s.glyph(id, text)
}

// mostParts is how many parts an assembly has at most. A page is not higher than some thousands of points.
const mostParts = 2000

// assembly puts parts together to a size. Extenders are repeated until the size can be reached with the least overlap; then
// the overlaps grow until it is met (OpenType, GlyphAssembly).
func (s *state) assembly(c font.Construction, text string, d direction, size dimen.Length) *Box {
	parts := func(times int) (out []font.AssemblyPart) {
		for _, p := range c.Parts {
			if !p.Extender {
				out = append(out, p)
				continue
			}
			for range times {
				out = append(out, p)
			}
		}
		return out
	}
	least := s.Face.math.MinConnectorOverlap
	// total is the extent with the least overlaps, and give is by how much larger overlaps may shorten it.
	total := func(ps []font.AssemblyPart) (sum, give dimen.Length) {
		for i, p := range ps {
			sum += s.units(p.Extent)
			if i > 0 {
				sum -= s.units(least)
				give += max(0, s.units(min(ps[i-1].End, p.Start)-least))
			}
		}
		return sum, give
	}
	ps := parts(0)
	sum, give := total(ps)
	one, _ := total(parts(1))
	two, _ := total(parts(2))
	if step := two - one; sum < size {
		if step <= 0 {
			return nil
		}
		times := 1
		if one < size {
			times += int((size - one + step - 1) / step)
		}
		if times*len(c.Parts) > mostParts {
			times = mostParts / len(c.Parts)
		}
		ps = parts(times)
		sum, give = total(ps)
	}
	if len(ps) == 0 {
		return nil
	}
	excess := min(max(0, sum-size), give)
	b := &Box{italic: s.units(c.ItalicCorrection)}
	at := dimen.Length(0)
	for i, p := range ps {
		if i > 0 {
			own := max(0, s.units(min(ps[i-1].End, p.Start)-least))
			at -= s.units(least)
			if give > 0 {
				at -= excess.MulDiv(int64(own), int64(give))
			}
		}
		say := ""
		if i == 0 {
			say = text
		}
		s.addPart(b, d, s.glyph(p.Glyph, say), p.Glyph, at)
		at += s.units(p.Extent)
	}
	if d == horizontally {
		b.Width = at
		return b
	}
	b.Height, b.Depth = at, 0
	return b
}

// addPart puts a part of an assembly at a place along it. The ink of the assembly begins at its origin.
func (s *state) addPart(b *Box, d direction, g *Box, id uint32, at dimen.Length) {
	g.letter = nil
	ink := s.Face.box(id)
	if d == horizontally {
		if len(b.parts) == 0 { // the ink may lie above the baseline altogether
			b.Height, b.Depth = g.Height, g.Depth
		}
		b.add(at-s.units(ink.XMin), 0, g)
		return
	}
	b.parts = append(b.parts, part{0, at - s.units(ink.YMin), g})
	b.Width = max(b.Width, g.Width)
}

// centred moves a box so that its middle is on the math axis.
func (s *state) centred(b *Box) *Box {
	return raised(b, s.axis()-(b.Height-b.Depth)/2)
}
