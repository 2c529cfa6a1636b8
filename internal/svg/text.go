package svg

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"quire/internal/font"
	"quire/internal/page"
)

// letter is a character of a text element with its style and position.
type letter struct {
	char   rune
	style  style
	span   int         // letters of one span have the same style
	at     [2]*float64 // x, y: the beginning of a text chunk
	dx, dy float64
}

// text draws a text element as outlines of glyphs (SVG 2, 11). Its words are not kept; the alternative text has to give
// them.
func (r *reader) text(e *element, s style, m matrix) (out []*page.Shape) {
	t := &textReader{reader: r, preserve: s["space"] == "preserve"}
	t.collect(e, s, nil)
	letters := t.letters
	for len(letters) > 0 && letters[len(letters)-1].char == ' ' && !t.preserve {
		letters = letters[:len(letters)-1]
	}
	pen := point{}
	for len(letters) > 0 && r.segments <= maxSegments {
		n := 1
		for n < len(letters) && letters[n].at[0] == nil && letters[n].at[1] == nil {
			n++
		}
		chunk := letters[:n]
		letters = letters[n:]
		if v := chunk[0].at[0]; v != nil {
			pen.x = *v
		}
		if v := chunk[0].at[1]; v != nil {
			pen.y = *v
		}
		shapes, width := r.setChunk(chunk)
		from := pen
		switch chunk[0].style["text-anchor"] {
		case "middle":
			from.x -= width.x / 2
		case "end":
			from.x -= width.x
		}
		for _, g := range shapes {
			placed := matrix{1, 0, 0, 1, from.x, from.y}
			var bounds box
			o := g.outline.transformed(placed)
			bounds.outline(o, identity)
			if r.segments += len(o); r.segments > maxSegments {
				r.needPixels("it has more than %d lines and curves", maxSegments)
			}
			out = append(out, r.painted(o, g.style, m, bounds)...)
		}
		pen = point{from.x + width.x, from.y + width.y}
	}
	return out
}

// transformed applies a matrix to an outline.
func (o outline) transformed(m matrix) outline {
	out := slices.Clone(o)
	for i := range out {
		for j := range out[i].points {
			out[i].points[j] = m.apply(out[i].points[j])
		}
	}
	return out
}

type textReader struct {
	*reader
	letters  []letter
	spans    int
	preserve bool
}

// positions are the lists of coordinates of a text element and its ancestors; the innermost list that has a value is
// used.
type positions struct {
	lists [4][]float64 // x, y, dx, dy
	from  int          // the index of the first letter that they apply to
	outer *positions
}

func (t *textReader) collect(e *element, s style, outer *positions) {
	p := &positions{from: len(t.letters), outer: outer}
	for i, name := range []string{"x", "y", "dx", "dy"} {
		if name == "dx" || name == "dy" || e.attr[name] != "" {
			for v := range strings.FieldsFuncSeq(e.attr[name], func(c rune) bool { return c == ',' || c <= ' ' }) {
				px, ok := t.length(v, s.fontSize(), []float64{t.view.x, t.view.y}[i%2])
				if !ok {
					t.needPixels("it has the length “%s”", shortened(v))
				}
				p.lists[i] = append(p.lists[i], px)
			}
		}
	}
	for _, name := range []string{"rotate", "textLength"} {
		if e.attr[name] != "" {
			t.needPixels("it has text with “%s”", name)
		}
	}
	for _, name := range []string{"text-decoration", "baseline-shift", "word-spacing", "font-variant"} {
		if v := s[name]; v != "" && v != "none" && v != "baseline" && v != "0" && v != "normal" {
			t.needPixels("it has text with “%s: %s”", name, shortened(v))
		}
	}
	t.spans++
	span := t.spans
	for _, c := range e.children {
		if c.element == nil {
			for _, char := range c.text {
				t.addLetter(char, s, span, p)
			}
			continue
		}
		switch c.name {
		case "tspan", "a":
			if own := t.styleOf(c.element, s); own["display"] != "none" {
				t.rejectUnsupported(c.element, own)
				t.collect(c.element, own, p)
				t.spans++
				span = t.spans
			}
		case "title", "desc", "metadata":
		default:
			t.needPixels("it has the element “%s” in a text", c.name)
		}
	}
}

func (t *textReader) addLetter(char rune, s style, span int, p *positions) {
	if unicode.IsSpace(char) && char != '\u00A0' {
		if n := len(t.letters); !t.preserve && (n == 0 || t.letters[n-1].char == ' ') {
			return
		}
		char = ' '
	}
	if unicode.Is(unicode.Hebrew, char) || unicode.Is(unicode.Arabic, char) {
		t.needPixels("it has text that runs from right to left")
	}
	l := letter{char: char, style: s, span: span}
	var have [4]bool
	for q := p; q != nil; q = q.outer {
		n := len(t.letters) - q.from
		for i, list := range q.lists {
			if have[i] || n >= len(list) {
				continue
			}
			have[i] = true
			switch v := list[n]; i {
			case 0, 1:
				l.at[i] = &v
			case 2:
				l.dx = v
			case 3:
				l.dy = v
			}
		}
	}
	t.letters = append(t.letters, l)
}

// glyphs are outlines of one style, relative to the start of their chunk.
type glyphs struct {
	style   style
	outline outline
}

// setChunk sets the letters of a chunk and gives the advance of all of them.
func (r *reader) setChunk(letters []letter) (out []glyphs, width point) {
	for len(letters) > 0 {
		width.x, width.y = width.x+letters[0].dx, width.y+letters[0].dy
		first := letters[0]
		size := first.style.fontSize()
		face := r.face(first)
		if face == nil {
			return nil, width
		}
		n := 1
		spacing, _ := number(first.style["letter-spacing"])
		for n < len(letters) && letters[n].span == first.span && letters[n].dx == 0 && letters[n].dy == 0 && spacing == 0 &&
			(letters[n].char == ' ' && face.Has(' ') || r.face(letters[n]) == face) {
			n++
		}
		var b strings.Builder
		for _, l := range letters[:n] {
			b.WriteRune(l.char)
		}
		letters = letters[n:]
		k := size / float64(face.UnitsPerEm())
		rise := baseline(first.style["dominant-baseline"], face)
		g := glyphs{style: first.style}
		for _, x := range face.Shape(b.String(), nil, first.style["lang"], font.LeftToRight) {
			m := matrix{k / 64, 0, 0, -k / 64, width.x + float64(float64(x.XOffset)*k), width.y + float64((rise-float64(x.YOffset))*k)}
			for _, c := range face.Outline(x.ID) {
				g.outline.contour(c, m)
			}
			width.x += float64(float64(x.Advance) * k)
		}
		width.x += spacing
		out = append(out, g)
	}
	return out, width
}

// baseline is the distance of a named baseline from the alphabetic one, in font units.
func baseline(name string, face *font.Face) float64 {
	m := face.Metrics()
	switch name {
	case "middle":
		return float64(m.XHeight) / 2
	case "central":
		return float64(m.Ascent+m.Descent) / 2
	case "hanging", "text-before-edge", "text-top":
		return float64(m.Ascent)
	case "text-after-edge", "text-bottom", "ideographic":
		return float64(m.Descent)
	}
	return 0
}

// face finds the face of a letter.
func (r *reader) face(l letter) *font.Face {
	if r.faces == nil {
		r.needPixels("it has text")
		return nil
	}
	families := fontFamilies(tokens(l.style["font-family"]))
	weight := 400
	switch w := l.style["font-weight"]; w {
	case "bold", "bolder":
		weight = 700
	case "lighter":
		weight = 300
	default:
		if n, err := strconv.Atoi(w); err == nil {
			weight = n
		}
	}
	italic := l.style["font-style"] == "italic" || strings.HasPrefix(l.style["font-style"], "oblique")
	for _, f := range r.faces(families, weight, italic) {
		if f.Has(l.char) {
			return f
		}
	}
	r.reject("it has text with “%c”, which no font has", l.char)
	return nil
}

// contour adds a contour of a glyph, whose curves are quadratic.
func (o *outline) contour(c []font.Point, m matrix) {
	if len(c) < 2 {
		return
	}
	at := func(i int) (point, bool) {
		p := c[i%len(c)]
		return m.apply(point{float64(p.X), float64(p.Y)}), p.On
	}
	from, on := at(0)
	if !on { // the last point, or an implied one between the two
		last, lastOn := at(len(c) - 1)
		if !lastOn {
			last = point{(from.x + last.x) / 2, (from.y + last.y) / 2}
		}
		from = last
	}
	o.move(from)
	pen := from
	for i := range c {
		p, on := at(i)
		if on {
			if p != pen {
				o.line(p)
			}
			pen = p
			continue
		}
		next, nextOn := at(i + 1)
		if !nextOn {
			next = point{(p.x + next.x) / 2, (p.y + next.y) / 2}
		}
		o.quadratic(pen, p, next)
		pen = next
	}
	o.close()
}
