package layout

import (
	"unicode"
	"unicode/utf8"

	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/page"
	"quire/internal/style"
)

// verses adds div.verse > p.stanza > span.line.
func (c *collector) verses(f frame, v *doc.Verse) {
	name, classes := doc.Name(v)
	c.block(f, f.element(name, classes, &v.Node), &v.Node, "Verse", len(v.Stanzas), func(in frame) {
		for _, stanza := range v.Stanzas {
			c.block(in, in.element("p", []string{"stanza"}, nil), nil, "Stanza", len(stanza.Lines), func(st frame) {
				for i, line := range stanza.Lines {
					c.block(st, st.element("span", []string{"line"}, nil), nil, "Line", 0, func(ln frame) {
						indent := dimen.Length(line.Indent) * ln.st.FontSize
						ln.x += indent
						ln.width = max(ln.width-indent, dimen.PT)
						lf := c.paragraph(ln, v.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, line.Content) })
						if lf != nil {
							lf.par.joined = i+1 < len(stanza.Lines)
						}
					})
				}
			})
		}
	})
}

// fit narrows leaves to the width of the longest line among them (width: fit-content), and where the margins are auto
// puts them in the middle.
func (c *collector) fit(leaves []*leaf, in frame, st *style.Style, bx *box) {
	w := dimen.Length(0)
	for _, lf := range leaves {
		own := lf.width
		if lf.par != nil {
			_, own = c.setter().extent(lf.par)
		} else if lf.pic != nil {
			own = lf.pic.width
		}
		w = max(w, lf.x-in.x+own)
	}
	spare := in.width - w
	if spare <= 0 {
		return
	}
	shift := dimen.Length(0)
	switch {
	case st.Margin[3].Auto && st.Margin[1].Auto:
		shift = spare / 2
	case st.Margin[3].Auto:
		shift = spare
	}
	for _, lf := range leaves {
		// A leaf may have been narrowed already, within a box of the same kind.
		lf.width = max(min(lf.width, w-(lf.x-in.x)), dimen.PT)
		lf.x += shift
	}
	if bx != nil {
		bx.x += shift
		bx.width -= spare
	}
}

// initialLetter is a letter that is as high as several lines (css-inline-3, §7).
type initialLetter struct {
	seg   segment
	st    *style.Style
	lines int // how high
	sink  int // how deep
	sh    *shaping
	word  *shaped
	width dimen.Length
}

// firstLetter gives the first letter of a paragraph, with quotation marks before it, a style of its own, or makes it an
// initial.
func (c *collector) firstLetter(p *paragraph, st *style.Style) {
	for i := range p.segs {
		sg := &p.segs[i]
		if sg.kind != segText {
			if sg.kind == segAnchor {
				continue
			}
			return
		}
		n := 0
		for n < len(sg.text) {
			r, size := utf8.DecodeRuneInString(sg.text[n:])
			n += size
			if !unicode.IsPunct(r) {
				break
			}
		}
		first := *sg
		first.text, first.st = sg.text[:n], st
		sg.text, sg.from = sg.text[n:], sg.from+n
		if st.InitialLetter > 0 {
			p.initial = &initialLetter{seg: first, st: st, lines: st.InitialLetter, sink: max(1, st.InitialSink)}
			return
		}
		p.segs = append(p.segs[:i:i], append([]segment{first}, p.segs[i:]...)...)
		return
	}
}

// initial shapes the initial of a paragraph, so that its capitals' height spans its lines: from the baseline of the
// last to the tops of the capitals of the first.
func (s *setter) initial(p *paragraph) {
	in := p.initial
	sh := *s.shaping(in.st, in.seg.lang.tag)
	body := s.shaping(p.st, p.lang.tag)
	if len(sh.faces) == 0 || len(body.faces) == 0 {
		in.sh, in.word = &sh, &shaped{}
		return
	}
	caps := body.size.MulDiv(int64(body.faces[0].Metrics().CapHeight), int64(body.faces[0].UnitsPerEm()))
	want := p.st.LineHeight*dimen.Length(in.lines-1) + caps
	if own := sh.faces[0].Metrics().CapHeight; own > 0 {
		sh.size = want.MulDiv(int64(sh.faces[0].UnitsPerEm()), int64(own))
	}
	sh.letter = 0
	in.sh = &sh
	in.word = s.word(&sh, in.seg.text, false)
	in.width = in.word.width + in.st.Padding[1].Length + in.st.Margin[1].Length
}

// initial sets the initial of a paragraph whose first baseline is at y.
func (m *maker) initial(o *placer, p *paragraph, x, y dimen.Length) {
	in := p.initial
	if in == nil || in.word == nil {
		return
	}
	y += p.st.LineHeight * dimen.Length(in.sink-1)
	var run *page.Run
	for _, gl := range in.word.glyphs {
		face := in.sh.faces[gl.face]
		if run == nil || run.Face != face {
			run = &page.Run{
				X: x, Y: y, Face: face, Size: in.sh.size, Color: colour(in.st.Color), Mark: o.mark(&in.seg),
				Source: page.Source{Node: in.seg.source.Node, Offset: in.seg.source.Offset + in.seg.from},
			}
			if o.first.Node == 0 {
				o.first = run.Source
			}
			o.pg.Items = append(o.pg.Items, run)
		}
		start := int32(len(run.Text))
		run.Text += in.word.text[gl.start:gl.end]
		run.Glyphs = append(run.Glyphs, page.Glyph{ID: gl.id, Start: start, End: int32(len(run.Text)), Advance: gl.adv, XOffset: gl.dx, YOffset: gl.dy})
		x += gl.adv
	}
}
