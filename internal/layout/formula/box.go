package formula

import (
	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/page"
)

// Box is a set part of a formula. Its origin is at its left on the baseline. Height and Depth are those above and below the
// baseline; ink may lie outside.
type Box struct {
	Width, Height, Depth dimen.Length

	glyphs *Run
	ink    *page.Color // of a rule that fills the box
	parts  []part
	link   *Link

	italic dimen.Length // the italic correction at its right
	// letter is the glyph that the box is made of if that is all: cut-in kerns and accents look at it.
	letter *letter
	// asLetter says that scripts stand as beside a letter, whatever the height of the box.
	asLetter bool
}

// part is a box within another; y goes upwards.
type part struct {
	x, y dimen.Length
	box  *Box
}

// letter is the one glyph of a box.
type letter struct {
	id    uint32
	large bool // a large operator
}

// Run is a stretch of glyphs of one face and size.
type Run struct {
	Face   *font.Face
	Size   dimen.Length
	Text   string
	Glyphs []page.Glyph
	Color  *page.Color // nil: that of the surroundings
}

// Link is where a part of the formula leads to: an address, or the label of a formula.
type Link struct{ URL, Label string }

// Placed is what Walk finds: a Run with the origin of its first glyph, a rule with Ink, or the area of a link. X and Y are from
// the origin of the outermost box, y upwards, at the lower left corner of a rule and an area.
type Placed struct {
	X, Y          dimen.Length
	Run           *Run
	Ink           *page.Color
	Link          *Link
	Width, Height dimen.Length // of a rule and of an area
}

// Walk visits what is seen of a box, in the order of reading.
func (b *Box) Walk(visit func(Placed)) { b.walk(0, 0, visit) }

func (b *Box) walk(x, y dimen.Length, visit func(Placed)) {
	switch {
	case b.glyphs != nil:
		visit(Placed{X: x, Y: y, Run: b.glyphs})
	case b.ink != nil:
		visit(Placed{X: x, Y: y - b.Depth, Ink: b.ink, Width: b.Width, Height: b.Height + b.Depth})
	}
	for _, p := range b.parts {
		p.box.walk(x+p.x, y+p.y, visit)
	}
	if b.link != nil {
		visit(Placed{X: x, Y: y - b.Depth, Link: b.link, Width: b.Width, Height: b.Height + b.Depth})
	}
}

// add puts a box at x, y, y upwards, and lets the height and depth grow over it.
func (b *Box) add(x, y dimen.Length, c *Box) {
	if c == nil {
		return
	}
	b.parts = append(b.parts, part{x, y, c})
	b.Height, b.Depth = max(b.Height, c.Height+y), max(b.Depth, c.Depth-y)
}

// append puts a box at the right end.
func (b *Box) append(c *Box) {
	b.add(b.Width, 0, c)
	b.Width += c.Width
}

// rule is a filled box that stands on its baseline.
func rule(width, height dimen.Length, color page.Color) *Box {
	return &Box{Width: width, Height: height, ink: &color}
}

// raised is a box moved upwards.
func raised(c *Box, y dimen.Length) *Box {
	if y == 0 {
		return c
	}
	b := &Box{Width: c.Width, Height: c.Height + y, Depth: c.Depth - y, italic: c.italic, letter: c.letter}
	b.parts = []part{{0, y, c}}
	return b
}

// extent is the height and depth together.
func (b *Box) extent() dimen.Length { return b.Height + b.Depth }
