package pdf

import (
	"fmt"
	"slices"
	"strconv"

	"quire/internal/dimen"
	"quire/internal/page"
)

// painted is the content of a page and the marked content in it.
type painted struct {
	content []byte
	marks   []marked // by MCID
}

// marked is a stretch of content that belongs to a tag. item is the index of its first item on the page. read is the
// place of its page, or of its part of the page, in reading order.
type marked struct {
	tag  *page.Tag
	read int
	item int
}

// painter writes the content stream of one page (ISO 32000-1, 7.8.2). It remembers the graphics state so as to
// write only what changes.
type painter struct {
	fonts  *fonts
	images map[*page.Image]name
	page   *page.Page
	out    []byte
	marks  []marked
	read   int // the place of what is painted in the order of reading

	open   bool // marked content is open
	mark   page.Mark
	text   bool  // a text object is open
	lx     int64 // the text line's origin, in 1/10000 pt, as it was written
	ly     int64
	font   *embedded
	size   dimen.Length
	scale  int64
	rise   dimen.Length
	color  page.Color
	space  int64 // between words, in 1/10000 pt
	letter int64 // between letters, likewise
	gaps   [2][]int64
	drawn  []drawn // the clusters of the present run
	codes  []byte  // not yet shown
	array  []byte  // of TJ, as far as it is written

	inks inks
}

// inks says which colours may be painted.
type inks uint8

const (
	allInks   inks = iota
	screen         // colours for the press are turned into those of a screen
	blackOnly      // all are turned into shades of black ink
)

// paint writes the content of a page. read is the page's place in reading order. A page with parts uses the places of
// its parts instead.
func paint(pg *page.Page, read int, fs *fonts, images map[*page.Image]name, colours inks) (*painted, error) {
	p := &painter{fonts: fs, images: images, page: pg, scale: whole, inks: colours, read: read}
	if len(pg.Parts) > 0 {
		p.read = pg.Parts[0].Read
	}
	parts, left := pg.Parts, 0
	if len(parts) > 0 {
		left = parts[0].Items
	}
	for i, it := range pg.Items {
		// The content of two parts is never one stretch, as the parts may be read at different times.
		for ; left == 0 && len(parts) > 1; left = parts[0].Items {
			p.end()
			parts = parts[1:]
			p.read = parts[0].Read
		}
		left--
		var err error
		switch it := it.(type) {
		case *page.Run:
			if len(it.Glyphs) > 0 {
				p.begin(it.Mark, i)
				p.run(it)
			}
		case *page.Rule:
			if !it.Empty() {
				p.begin(it.Mark, i)
				p.rule(it)
			}
		case *page.Picture:
			p.begin(it.Mark, i)
			err = p.picture(it)
		}
		if err != nil {
			return nil, err
		}
	}
	p.end()
	return &painted{p.out, p.marks}, nil
}

// begin opens marked content, unless the item belongs to what is open already. Everything is painted inside marked
// content, as everything must be tagged or an artifact (ISO 14289-1, 7.1).
func (p *painter) begin(m page.Mark, item int) {
	if m.Tag == nil && m.Artifact == "" {
		m.Artifact = page.ArtifactLayout
	}
	if p.open && p.mark == m {
		return
	}
	p.end()
	p.open, p.mark = true, m
	if m.Tag != nil {
		p.out = appendName(p.out, name(m.Tag.Role))
		p.out = append(p.out, "<</MCID "...)
		p.out = strconv.AppendInt(p.out, int64(len(p.marks)), 10)
		p.out = append(p.out, ">>BDC\n"...)
		p.marks = append(p.marks, marked{m.Tag, p.read, item})
		return
	}
	p.out = append(p.out, "/Artifact"...)
	p.out = append(p.out, artifact(m.Artifact)...)
	p.out = append(p.out, "BDC\n"...)
}

// artifact is the property list of an artifact (ISO 32000-1, 14.8.2.2.2, tables 330 and 331).
func artifact(a page.Artifact) string {
	switch a {
	case page.ArtifactHeader:
		return "<</Type/Pagination/Subtype/Header/Attached[/Top]>>"
	case page.ArtifactFooter:
		return "<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>"
	case page.ArtifactLineNumber:
		return "<</Type/Pagination>>"
	case page.ArtifactPage:
		return "<</Type/Page>>"
	case page.ArtifactBackground:
		return "<</Type/Background>>"
	}
	return "<</Type/Layout>>"
}

func (p *painter) end() {
	p.endText()
	if p.open {
		p.out = append(p.out, "EMC\n"...)
		p.open = false
	}
}

func (p *painter) beginText() {
	if !p.text {
		p.out = append(p.out, "BT\n"...)
		p.text, p.lx, p.ly = true, 0, 0
	}
}

func (p *painter) endText() {
	if p.text {
		p.out = append(p.out, "ET\n"...)
		p.text = false
	}
}

// lengths appends lengths and an operator.
func (p *painter) lengths(op string, ls ...dimen.Length) {
	for _, l := range ls {
		p.out = append(l.Append(p.out), ' ')
	}
	p.out = append(append(p.out, op...), '\n')
}

// of converts a colour to one that may be painted.
func (k inks) of(c page.Color) page.Color {
	switch k {
	case screen:
		return screenColor(c)
	case blackOnly:
		return blackColor(c)
	}
	return c
}

// setColor writes the colour if it is not the present one. A page begins with black in DeviceGray.
func (p *painter) setColor(c page.Color) {
	if c = p.inks.of(c); c == p.color {
		return
	}
	p.color = c
	n, op := 1, "g"
	switch c.Space {
	case page.RGB:
		n, op = 3, "rg"
	case page.CMYK:
		n, op = 4, "k"
	}
	ls := make([]dimen.Length, n)
	for i := range ls {
		ls[i] = dimen.Length(c.C[i]).MulDiv(int64(dimen.PT), 65535)
	}
	p.lengths(op, ls...)
}

// screenColor turns CMYK into what the file's one output intent, sRGB, covers (ISO 19005-2, 6.2.4.3), by the plain
// conversion of ISO 32000-1, 10.3.5; black alone stays in its own space.
func screenColor(c page.Color) page.Color {
	if c.Space != page.CMYK {
		return c
	}
	full := func(v uint16) uint16 { return uint16(0xFFFF - min(0xFFFF, uint32(v)+uint32(c.C[3]))) }
	if c.C[0]|c.C[1]|c.C[2] == 0 {
		return page.Color{Space: page.Gray, C: [4]uint16{full(0)}}
	}
	return page.Color{Space: page.RGB, C: [4]uint16{full(c.C[0]), full(c.C[1]), full(c.C[2])}}
}

// blackColor turns a colour into a shade of black ink: its luma, by the plain conversion of 10.3.3.
func blackColor(c page.Color) page.Color {
	if c = screenColor(c); c.Space == page.RGB {
		luma := (30*uint32(c.C[0]) + 59*uint32(c.C[1]) + 11*uint32(c.C[2]) + 50) / 100
		return page.Color{Space: page.Gray, C: [4]uint16{uint16(luma)}}
	}
	return c
}

func (p *painter) rule(r *page.Rule) {
	p.endText()
	p.setColor(r.Color)
	p.lengths("re", r.X, p.page.Height-r.Y-r.H, r.W, r.H)
	p.out = append(p.out, "f\n"...)
}

func (p *painter) picture(r *page.Picture) error {
	res, ok := p.images[r.Image]
	if !ok {
		return fmt.Errorf("a picture has no image")
	}
	p.endText()
	p.out = append(p.out, "q\n"...)
	x, y := r.X, p.page.Height-r.Y-r.H
	if dr := r.Image.Drawing; dr == nil { // an image is one unit wide and high, a drawing as large as it says
		p.lengths("cm", r.W, 0, 0, r.H, x, y)
	} else {
		if dr.Width <= 0 || dr.Height <= 0 {
			return fmt.Errorf("the drawing %s has no size", r.Image.Name)
		}
		p.out = appendRatio(p.out, r.W, dr.Width)
		p.out = append(p.out, " 0 0 "...)
		p.out = appendRatio(p.out, r.H, dr.Height)
		p.out = append(p.out, ' ')
		p.lengths("cm", x, y)
	}
	p.out = append(appendName(p.out, res), " Do\nQ\n"...)
	return nil
}

// thousandths is a length in 1/10000 pt, rounded to multiples of 10, which is finer than any press prints.
func thousandths(l dimen.Length) int64 { return 10 * int64(l.MulDiv(1000, int64(dimen.PT))) }

// appendRatio writes a/b with enough digits for the length of a page in its finest unit.
func appendRatio(b []byte, num, den dimen.Length) []byte {
	const digits = 10_000_000
	v := int64(num.MulDiv(digits, int64(den)))
	b = append(strconv.AppendInt(b, v/digits, 10), '.')
	return append(b, strconv.AppendInt(nil, v%digits+digits, 10)[1:]...)
}

// appendTenThousandths writes a number that is given in 1/10000.
func appendTenThousandths(b []byte, v int64) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	b = strconv.AppendInt(b, v/10000, 10)
	if v %= 10000; v != 0 {
		d := strconv.AppendInt(nil, v+10000, 10)[1:]
		for d[len(d)-1] == '0' {
			d = d[:len(d)-1]
		}
		b = append(append(b, '.'), d...)
	}
	return b
}

// pen is the unit in which a run is measured: 1/10000 of a Length, before the run is scaled to its width. In it the
// font's widths, the space between words and the advances of glyphs are all whole numbers.
const pen = 10000

// run shows a run. Each glyph is within 1.5/1000 em of the place that the run's advances give it. The font's widths and
// the space between words move the pen; the array of TJ corrects it. Each correction is computed from the origin of the
// run, so that rounding errors do not add up (ISO 32000-1, 9.4.3).
func (p *painter) run(r *page.Run) {
	ff := p.fonts.faces[r.Face]
	p.setColor(r.Color)
	p.beginText()
	// Td moves from the origin of the last line as it was written, that is, after rounding.
	x, y := thousandths(r.X), thousandths(p.page.Height-r.Y)
	p.out = append(appendTenThousandths(p.out, x-p.lx), ' ')
	p.out = append(appendTenThousandths(p.out, y-p.ly), " Td\n"...)
	p.lx, p.ly = x, y

	// Scaling is written in hundredths of a percent. The space between words makes up for the rounding.
	scale := divRound(hscale(r)*whole, 1<<16)
	if scale != p.scale {
		p.scale = scale
		p.out = append(appendTenThousandths(p.out, 100*scale), " Tz\n"...)
	}
	p.order(r, ff)
	letter, word := p.spacing(r, scale)
	if letter != p.letter {
		p.letter = letter
		p.out = append(appendTenThousandths(p.out, letter), " Tc\n"...)
	}
	if word != p.space {
		p.space = word
		p.out = append(appendTenThousandths(p.out, word), " Tw\n"...)
	}
	var (
		at      int64 // where the pen is
		started bool
		mille   = int64(r.Size) * pen / 1000 // of an em
	)
	for _, c := range p.drawn {
		first, f := &r.Glyphs[c.from], c.font
		if f != p.font || r.Size != p.size || first.YOffset != p.rise {
			if started {
				p.show()
				started = false
			}
			if f != p.font || r.Size != p.size {
				p.out = append(appendName(p.out, f.resource), ' ')
				p.lengths("Tf", r.Size)
				p.font, p.size = f, r.Size
			}
			if first.YOffset != p.rise {
				p.lengths("Ts", first.YOffset)
				p.rise = first.YOffset
			}
		}
		started = true
		want := unscaled(c.pen+first.XOffset, scale)
		// A small difference is left for a later correction: less than a hundredth of a millimetre.
		if d := want - at; 2*d > 3*mille || 2*d < -3*mille {
			p.pending()
			by := divRound(d, mille)
			p.array = strconv.AppendInt(spaced(p.array), -by, 10)
			at += by * mille
		}
		p.codes = f.code(p.codes, c.glyph)
		at += int64(f.subset.Widths[c.glyph])*mille + p.letter*int64(dimen.PT)
		if f.space(c.glyph) {
			at += p.space * int64(dimen.PT)
		}
	}
	if started {
		p.show()
	}
}

// drawn is a cluster with its code.
type drawn struct {
	cluster
	font  *embedded
	glyph uint16
}

// order finds the codes of a run, in the order in which they are written. Text that is read from right to left is
// written from left to right, as nearly all programs write it and most readers expect it. Where the font or the rise
// changes within a run, what is read first is written first.
func (p *painter) order(r *page.Run, ff *faceFonts) {
	p.drawn = p.drawn[:0]
	keys, from := p.fonts.keys[r], 0
	turn := func() {
		if d := p.drawn[from:]; len(d) > 1 && d[len(d)-1].pen < d[0].pen {
			slices.Reverse(d)
		}
		from = len(p.drawn)
	}
	for c := range clusters(r) {
		n, glyph := ff.builder.Code(keys[len(p.drawn)])
		if i := len(p.drawn) - 1; i >= from && (p.drawn[i].font != ff.fonts[n] || r.Glyphs[p.drawn[i].from].YOffset != r.Glyphs[c.from].YOffset) {
			turn()
		}
		p.drawn = append(p.drawn, drawn{c, ff.fonts[n], glyph})
	}
	turn()
}

// whole is the scale of a run that is not scaled.
const whole = 10000

// unscaled is a distance from a run's origin before the run is scaled, in units of the pen.
func unscaled(l dimen.Length, scale int64) int64 {
	if scale == whole {
		return int64(l) * pen
	}
	return int64(l.MulDiv(pen*whole, scale))
}

// spacing gives the letter spacing for each glyph of a run and the word spacing for each space, in 1/10000 pt. These
// are the amounts that most glyphs need. A run of few glyphs has no letter spacing.
func (p *painter) spacing(r *page.Run, scale int64) (letter, word int64) {
	mille := int64(r.Size) * pen / 1000
	letters, words := p.gaps[0][:0], p.gaps[1][:0]
	width, last, space := int64(0), int64(0), false
	for i, c := range p.drawn {
		here := unscaled(c.pen+r.Glyphs[c.from].XOffset, scale)
		if gap := here - last - width; i == 0 {
		} else if space {
			words = append(words, gap)
		} else {
			letters = append(letters, gap)
		}
		last, width, space = here, int64(c.font.subset.Widths[c.glyph])*mille, c.font.space(c.glyph)
	}
	p.gaps = [2][]int64{letters, words}
	const unit = 10 // a thousandth of a point
	if len(letters) > 3 {
		slices.Sort(letters)
		if m := letters[len(letters)/2]; m > mille || m < -mille {
			letter = divRound(m, unit*int64(dimen.PT)) * unit
		}
	}
	word = p.space
	if len(words) > 0 {
		slices.Sort(words)
		m := words[len(words)/2]
		if d := m - (word+letter)*int64(dimen.PT); d > mille || d < -mille || len(words) > 1 {
			word = divRound(m, unit*int64(dimen.PT))*unit - letter
		}
	}
	return letter, word
}

func divRound(a, b int64) int64 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

// pending moves the waiting codes into the array.
func (p *painter) pending() {
	if len(p.codes) > 0 {
		p.array = appendString(p.array, p.codes)
		p.codes = p.codes[:0]
	}
}

// show writes the waiting codes and corrections.
func (p *painter) show() {
	if len(p.array) == 0 {
		p.out = append(appendString(p.out, p.codes), "Tj\n"...)
		p.codes = p.codes[:0]
		return
	}
	p.pending()
	p.out = append(append(append(p.out, '['), p.array...), "]TJ\n"...)
	p.array = p.array[:0]
}
