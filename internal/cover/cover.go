// Package cover draws a typographic cover from a book's metadata: a label with author, title and publisher on a
// patterned ground, like the paperback series of the 1930s. It draws with the book's own types and in
// integers alone, so that every machine gives the same bytes.
package cover

import (
	"hash/fnv"
	"image"
	"strings"

	"quire/internal/doc"
	"quire/internal/font"
)

// The cover's size in pixels, as shops ask for it.
const (
	Width  = 1600
	Height = 2560
)

// unit is the fineness of the drawing: 1/64 of a pixel.
const unit = 64

// Fonts are the faces that a cover is set in.
type Fonts struct{ Roman, Italic *font.Face }

// Cover is a drawing: shapes painted one over the other.
type Cover struct {
	Title  string // what the cover says, for those who can't see it
	Unset  string // a text for which the fonts lack letters, so that the cover is the pattern alone
	shapes []shape
}

// shape is a filled area with straight edges and quadratic curves, filled by the non-zero winding rule.
type shape struct {
	fill     colour
	contours [][]font.Point  // in units of 1/64 pixel, y downwards
	apart    bool            // no two contours touch
	box      image.Rectangle // set if the shape is a rectangle of whole pixels
}

type colour struct{ r, g, b uint8 }

// palettes are pairs of a ground and a pattern on it, dark enough for the label to stand out. The identifier of a book
// chooses its pair, so the pair never changes.
var palettes = [...][2]colour{
	{{0x7b, 0x2d, 0x26}, {0x94, 0x46, 0x3c}}, // oxblood
	{{0x24, 0x4a, 0x5a}, {0x38, 0x62, 0x73}}, // slate blue
	{{0x3b, 0x4f, 0x36}, {0x51, 0x67, 0x4a}}, // bottle green
	{{0x5b, 0x46, 0x2b}, {0x74, 0x5d, 0x3e}}, // sepia
	{{0x45, 0x3a, 0x5c}, {0x5c, 0x50, 0x75}}, // plum
}

var (
	paper = colour{0xf6, 0xf0, 0xe4}
	ink   = colour{0x22, 0x1d, 0x1a}
)

// Draw makes the cover of a book.
func Draw(m doc.Meta, fonts Fonts) *Cover {
	h := fnv.New32a()
	h.Write([]byte(m.Identifier + m.Title))
	pair := palettes[h.Sum32()%uint32(len(palettes))]
	c := &Cover{Title: m.Title}
	c.rectangle(pair[0], 0, 0, Width, Height)
	c.pattern(pair[1])

	// The label is in the upper part: its centre divides the height by the golden section.
	const left, right = 190, Width - 190
	inner := right - left - 2*110
	lines := c.lines(m, fonts, inner)
	for _, l := range lines {
		if strings.ContainsFunc(l.text, func(r rune) bool { return !l.face.Has(r) }) {
			c.Unset = l.text
			return c
		}
	}
	height := 2 * 120
	for _, l := range lines {
		height += l.before + l.size
	}
	top := Height*382/1000 - height/2
	c.rectangle(paper, left, top, right, top+height)
	c.frame(ink, left+26, top+26, right-26, top+height-26, 5)
	c.frame(ink, left+40, top+40, right-40, top+height-40, 2)
	y := top + 120
	for _, l := range lines {
		y += l.before + l.size
		if l.face == nil {
			c.rectangle(ink, Width/2-90, y-3, Width/2+90, y)
			continue
		}
		c.text(l, y-l.size/5)
	}
	return c
}

// line is a line of type; with no face it is a short rule.
type line struct {
	face     *font.Face
	text     string
	features []font.Feature
	size     int // in pixels
	before   int // space above
	track    int // letterspacing in 1/1000 em
	lang     string
}

// lines sets the texts of the label: author, title, subtitle, publisher.
func (c *Cover) lines(m doc.Meta, fonts Fonts, measure int) []line {
	var out []line
	caps := []font.Feature{{Tag: "smcp", Value: 1}, {Tag: "c2sc", Value: 1}}
	add := func(l line, text string, size, least, before int) {
		l.lang = m.Lang
		for _, s := range fit(l, text, size, least, measure) {
			s.before = before
			out = append(out, s)
			before = s.size * 18 / 100
		}
	}
	var names []string
	for _, p := range m.Creators {
		if p.Role == "aut" || p.Role == "" {
			names = append(names, p.Name)
		}
	}
	if len(names) > 0 {
		add(line{face: fonts.Roman, features: caps, track: 60}, strings.Join(names, ", "), 66, 40, 0)
		out = append(out, line{size: 3, before: 60})
	}
	add(line{face: fonts.Roman}, m.Title, 190, 84, 44)
	if m.Subtitle != "" {
		add(line{face: fonts.Italic}, m.Subtitle, 84, 52, 48)
	}
	if m.Publisher != "" && (len(names) != 1 || names[0] != m.Publisher) {
		out = append(out, line{size: 3, before: 64})
		add(line{face: fonts.Roman, features: caps, track: 60}, m.Publisher, 50, 36, 40)
	}
	return out
}

// fit breaks a text into the fewest lines of even length that fit the measure. It takes the largest size between size
// and least that needs no more than four lines. A word wider than the measure makes the size smaller still.
func fit(l line, text string, size, least, measure int) []line {
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil
	}
	for ; ; size = size * 19 / 20 {
		l.size = size
		width := func(i, j int) int { l.text = strings.Join(words[i:j], " "); return l.width() / unit }
		for n := 1; n <= min(4, len(words)); n++ {
			if n > 2 && size > least && size*19/20 >= least {
				break // two lines of a smaller size are better than three of this
			}
			if breaks := even(len(words), n, width, measure); breaks != nil {
				out := make([]line, n)
				start := 0
				for i, end := range breaks {
					out[i] = l
					out[i].text = strings.Join(words[start:end], " ")
					start = end
				}
				return out
			}
		}
		if size < 12 {
			l.text = text
			return []line{l}
		}
	}
}

// even splits words into n lines so that the widest is as narrow as possible. It returns nil if that is wider than the
// measure.
func even(words, n int, width func(i, j int) int, measure int) []int {
	type key struct{ from, lines int }
	type best struct{ widest, cut int }
	memo := map[key]best{}
	var solve func(from, lines int) best
	solve = func(from, lines int) best {
		if lines == 1 {
			return best{width(from, words), words}
		}
		if b, ok := memo[key{from, lines}]; ok {
			return b
		}
		b := best{widest: 1 << 40}
		for cut := from + 1; cut <= words-lines+1; cut++ {
			if w := max(width(from, cut), solve(cut, lines-1).widest); w < b.widest {
				b = best{w, cut}
			}
		}
		memo[key{from, lines}] = b
		return b
	}
	if solve(0, n).widest > measure {
		return nil
	}
	var out []int
	from := 0
	for lines := n; lines > 0; lines-- {
		from = solve(from, lines).cut
		out = append(out, from)
	}
	return out
}

func (l line) glyphs() []font.Glyph {
	return l.face.Shape(l.text, l.features, l.lang, font.LeftToRight)
}

// width is the width of the line in units.
func (l line) width() int {
	upem := int(l.face.UnitsPerEm())
	w := 0
	for _, g := range l.glyphs() {
		w += (int(g.Advance)*l.size*unit)/upem + l.track*l.size*unit/1000
	}
	return w - l.track*l.size*unit/1000
}

// text paints a line of type, centred, with its baseline at y.
func (c *Cover) text(l line, y int) {
	x := Width*unit/2 - l.width()/2
	upem := int64(l.face.UnitsPerEm())
	s := shape{fill: ink}
	for _, g := range l.glyphs() {
		for _, contour := range l.face.Outline(g.ID) {
			points := make([]font.Point, len(contour))
			for i, p := range contour {
				// p is in 1/64 font unit, so times size over upem it is in 1/64 pixel.
				points[i] = font.Point{
					X:  int64(x) + (p.X+int64(g.XOffset)*64)*int64(l.size)/upem,
					Y:  int64(y)*unit - (p.Y+int64(g.YOffset)*64)*int64(l.size)/upem,
					On: p.On,
				}
			}
			s.contours = append(s.contours, points)
		}
		x += int(g.Advance)*l.size*unit/int(upem) + l.track*l.size*unit/1000
	}
	c.shapes = append(c.shapes, s)
}

func box(x0, y0, x1, y1 int) []font.Point {
	at := func(x, y int) font.Point { return font.Point{X: int64(x) * unit, Y: int64(y) * unit, On: true} }
	return []font.Point{at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1)}
}

func (c *Cover) rectangle(fill colour, x0, y0, x1, y1 int) {
	c.shapes = append(c.shapes, shape{fill: fill, contours: [][]font.Point{box(x0, y0, x1, y1)}, box: image.Rect(x0, y0, x1, y1)})
}

func (c *Cover) frame(fill colour, x0, y0, x1, y1, thick int) {
	for _, r := range [][4]int{{x0, y0, x1, y0 + thick}, {x0, y1 - thick, x1, y1}, {x0, y0 + thick, x0 + thick, y1 - thick}, {x1 - thick, y0 + thick, x1, y1 - thick}} {
		c.rectangle(fill, r[0], r[1], r[2], r[3])
	}
}

// pattern covers the ground with rows of chevrons: folded sheets seen from the end, a quire.
func (c *Cover) pattern(fill colour) {
	s := shape{fill: fill, apart: true}
	const w, h, thick = 80, 40, 9
	for row, y := 0, 0; y < Height+h; row, y = row+1, y+64 {
		for x := -w + row%2*w/2; x < Width+w; x += w {
			s.contours = append(s.contours, []font.Point{
				{X: int64(x+8) * unit, Y: int64(y+h) * unit, On: true},
				{X: int64(x+w/2) * unit, Y: int64(y+h/4) * unit, On: true},
				{X: int64(x+w-8) * unit, Y: int64(y+h) * unit, On: true},
				{X: int64(x+w-8-thick*3/2) * unit, Y: int64(y+h) * unit, On: true},
				{X: int64(x+w/2) * unit, Y: int64(y+h/4+thick) * unit, On: true},
				{X: int64(x+8+thick*3/2) * unit, Y: int64(y+h) * unit, On: true},
			})
		}
	}
	c.shapes = append(c.shapes, s)
}
