package para

import (
	"quire/internal/dimen"
	"quire/internal/linebreak"
	"quire/internal/page"
	"quire/internal/style"
)

// Heights gives the height of the lines before each line of a breaking, and of all. If a picture is higher than its line, the
// line is higher by whole lines, so that the lines after it are on the grid again. The same holds for the first line beside a
// raised initial.
func (p *Paragraph) Heights(breaking int) []dimen.Length {
	lh := p.Style.LineHeight
	sums := []dimen.Length{0}
	below := dimen.Length(0) // how far formulas of the line before reach down
	for i := range p.Breakings[breaking].Lines {
		l := &p.Breakings[breaking].Lines[i]
		display, extra, down := p.formulaHeight(l, below)
		if below = down; display > 0 {
			sums = append(sums, sums[i]+display)
			continue
		}
		for k := l.Start; k < l.Break; k++ {
			if pc := &p.pieces[k]; pc.kind == piecePicture {
				extra = max(extra, p.spans[pc.span].segment.Picture.Height-lh*3/4)
			}
		}
		if in := p.Initial; in != nil && i == 0 {
			extra = max(extra, lh*dimen.Length(in.lines-in.sink))
		}
		sums = append(sums, sums[i]+lh+dimen.RoundUp(extra, lh))
	}
	return sums
}

// group is a part of a line: text of one word, a space, a picture.
type group struct {
	kind   pieceKind
	span   int
	w      *shaped
	wordAt int
	a, b   int // of the paragraph's text
	g0, g1 int
	item   int
	width  dimen.Length
	f      int64        // by which glyphs are scaled, in 1/65536
	letter dimen.Length // added after each letter
}

// Place says of what page a line is to stand on.
type Place struct {
	Page     int           // its index
	Artifact page.Artifact // for text that is no part of the document
}

// Line is a line as it stands on a page.
type Line struct {
	Items   []page.Item
	Links   []LinkArea // each link once
	Anchors []PlacedAnchor
	First   page.Source // of its first word that comes from the source; node 0: there is none
	Last    int32       // the node of its last
}

// LinkArea is where the text of a link stands.
type LinkArea struct {
	Link *Link
	page.Rect
}

// PlacedAnchor is where an anchor lies: X is its left edge, and Y the top of its line.
type PlacedAnchor struct {
	Mark any // that of its segment
	X, Y dimen.Length
}

// lineMaker makes a Line.
type lineMaker struct {
	*Setter
	Place
	Line
	left dimen.Length // the left edge of the measure
}

// Line places line i of a breaking of a paragraph with its baseline at y; x is the left edge of the measure.
func (s *Setter) Line(p *Paragraph, breaking, i int, x, y dimen.Length, as Place) Line {
	o := &lineMaker{Setter: s, Place: as, left: x}
	w := &p.Breakings[breaking]
	l := &w.Lines[i]
	groups := o.groups(p, w, i)
	left := p.rest
	if i < len(p.left) {
		left = p.left[i]
	}
	natural, weight, leaders := o.naturalWidths(p, l, groups)
	measure := p.width.At(i)
	target := measure + l.Left + l.Right
	final := i == len(w.Lines)-1 || l.Fil > 0 && !p.Marker
	hangLeft, hangRight := l.Left, l.Right
	if p.RightToLeft { // linebreak calls the beginning of a line its left
		hangLeft, hangRight = hangRight, hangLeft
	}
	start := -hangLeft
	switch spare := target - natural; {
	case p.Marker:
		start = 0
	case leaders > 0 && spare > 0:
		fillLeaders(groups, spare, leaders)
	case p.Style.TextAlign == style.Justify && weight > 0 && (!final || spare < 0 || lastAlign(p.Style) == style.Justify):
		justify(p, l, groups, spare, weight)
	default:
		align := p.Style.TextAlign
		if final {
			align = lastAlign(p.Style)
		}
		rtl := p.RightToLeft
		switch {
		case align == style.Center:
			start = max(0, (measure-natural)/2)
		case align == style.Right, align == style.End && !rtl, (align == style.Start || align == style.Justify) && rtl:
			start = measure - natural + hangRight
		}
	}
	if p.RightToLeft {
		left = 0
	}
	o.emit(p, groups, x+left+start, y)
	clear(groups)
	s.freeGroups = groups[:0]
	return o.Line
}

// naturalWidths gives text and spaces their natural widths, and gives the width of all, the weight by which spaces share what is
// left of the line, and the number of leaders.
func (o *lineMaker) naturalWidths(p *Paragraph, l *linebreak.Line, groups []group) (natural, weight dimen.Length, leaders int) {
	scale := int64(0)
	if l.Scaled != 0 {
		scale = int64(l.Expansion())
	}
	for k := range groups {
		g := &groups[k]
		switch g.kind {
		case pieceText:
			g.f, g.letter = o.hscale(p, g, scale), p.spans[g.span].shaping.spaced(scale)
			if p.tight && scale < 0 {
				g.letter += (p.spans[g.span].shaping.track * 3 / 4).MulDiv(scale, 65536)
			}
			gs := g.w.glyphs[g.g0:g.g1]
			for _, gl := range gs {
				g.width += scaled(gl.advance, g.f)
			}
			g.width += g.letter * dimen.Length(letters(gs))
		case pieceSpace, pieceGap:
			if l.Spaced < 0 {
				weight += p.pieces[g.item].shrink
			} else {
				weight += p.pieces[g.item].stretch
			}
		case pieceLeader:
			leaders++
		}
		natural += g.width
	}
	return natural, weight, leaders
}

// justify divides the spare width of a line among its spaces, in proportion to their stretch or shrink.
func justify(p *Paragraph, l *linebreak.Line, groups []group, spare, weight dimen.Length) {
	spare -= trackLetters(p, groups, spare)
	total, run := limitShrink(p, groups, spare), dimen.Length(0)
	for k := range groups {
		g := &groups[k]
		if g.kind != pieceSpace && g.kind != pieceGap {
			continue
		}
		part := p.pieces[g.item].stretch
		if l.Spaced < 0 {
			part = p.pieces[g.item].shrink
		}
		before := total.MulDiv(int64(run), int64(weight))
		run += part
		g.width += total.MulDiv(int64(run), int64(weight)) - before
	}
}

// fillLeaders divides the spare width of a line among its leaders.
func fillLeaders(groups []group, spare dimen.Length, leaders int) {
	n := dimen.Length(0)
	for k := range groups {
		if groups[k].kind == pieceLeader {
			groups[k].width += spare*(n+1)/dimen.Length(leaders) - spare*n/dimen.Length(leaders)
			n++
		}
	}
}

// spaced is what is added after each letter that is set apart. scale is how much of their stretch or shrink the boxes of the
// line use, in 1/65536.
func (sh *shaping) spaced(scale int64) dimen.Length {
	if scale < 0 {
		return sh.tighten.MulDiv(scale, 65536)
	}
	return sh.loosen.MulDiv(scale, 65536)
}

// trackLetters sets the letters of a line apart if its spaces would otherwise be more than one and a half times as wide as they
// should be. It never goes beyond what the style allows. It gives the room that this takes.
func trackLetters(p *Paragraph, groups []group, spare dimen.Length) dimen.Length {
	spaces, room, gaps, all := dimen.Length(0), dimen.Length(0), 0, 0
	for k := range groups {
		switch g := &groups[k]; g.kind {
		case pieceSpace:
			spaces += g.width
			gaps++
		case pieceText:
			if p.spans[g.span].level&1 != 0 {
				continue // letters of Arabic join, and those of Hebrew are not set apart
			}
			n := letters(g.w.glyphs[g.g0:g.g1])
			room += p.spans[g.span].shaping.track * dimen.Length(n)
			all += n
		}
	}
	more := spare - spaces*9/20
	if more <= 0 || room == 0 || all <= gaps {
		return 0
	}
	// The space after the last letter of a word looks like part of the space between words.
	more = min(more.MulDiv(int64(all), int64(all-gaps)), room)
	taken := dimen.Length(0)
	for k := range groups {
		if g := &groups[k]; g.kind == pieceText && p.spans[g.span].level&1 == 0 {
			each := p.spans[g.span].shaping.track.MulDiv(int64(more), int64(room))
			g.letter += each
			wider := each * dimen.Length(letters(g.w.glyphs[g.g0:g.g1]))
			g.width += wider
			taken += wider
		}
	}
	return taken
}

// limitShrink lets the spaces of an overfull line shrink to half their width at most.
func limitShrink(p *Paragraph, groups []group, spare dimen.Length) dimen.Length {
	shrink := dimen.Length(0)
	for k := range groups {
		switch groups[k].kind {
		case pieceSpace:
			shrink += p.pieces[groups[k].item].width / 2
		case pieceGap:
			shrink += p.pieces[groups[k].item].shrink
		}
	}
	return max(spare, -shrink)
}

func (o *lineMaker) hscale(p *Paragraph, g *group, scale int64) int64 {
	if scale == 0 {
		return 65536
	}
	return 65536 + int64(dimen.Length(p.spans[g.span].shaping.expand).MulDiv(scale, 65536))
}

func scaled(adv dimen.Length, f int64) dimen.Length {
	if f == 65536 {
		return adv
	}
	return adv.MulDiv(f, 65536)
}

// groups gathers what stands in a line, in the order of the text. Words that the break cuts are shaped anew.
func (o *lineMaker) groups(p *Paragraph, w *LineBreaking, i int) []group {
	l := &w.Lines[i]
	out := o.freeGroups[:0]
	add := func(g group) {
		if n := len(out); n > 0 && out[n-1].w == g.w && out[n-1].wordAt == g.wordAt { // the next part of the same word
			out[n-1].b, out[n-1].g1 = g.b, g.g1
			return
		}
		out = append(out, g)
	}
	if l.Post {
		pc := &p.pieces[w.Lines[i-1].Break]
		if pc.word != nil {
			add(group{kind: pieceText, span: int(pc.span), w: pc.word, wordAt: int(pc.wordAt), a: int(pc.end), b: int(pc.wordAt) + int(pc.word.glyphs[pc.g0].end), g0: -1, g1: int(pc.g1)})
		}
	}
	for k := l.Start; k < l.Break; k++ {
		pc := &p.pieces[k]
		switch pc.kind {
		case pieceText:
			add(group{kind: pieceText, span: int(pc.span), w: pc.word, wordAt: int(pc.wordAt), a: int(pc.start), b: int(pc.end), g0: int(pc.g0), g1: int(pc.g1)})
		case pieceHyphen:
			if pc.word != nil { // a ligature that stays whole
				add(group{kind: pieceText, span: int(pc.span), w: pc.word, wordAt: int(pc.wordAt), a: int(pc.start), b: int(pc.wordAt) + int(pc.word.glyphs[pc.g0].end), g0: int(pc.g0), g1: int(pc.g1)})
			}
		case pieceSpace, pieceLeader, pieceGap:
			out = append(out, group{kind: pc.kind, span: int(pc.span), a: int(pc.start), b: int(pc.end), item: k, width: pc.width})
		case piecePicture, pieceFormula, pieceDisplay:
			out = append(out, group{kind: pc.kind, span: int(pc.span), a: int(pc.start), b: int(pc.end), item: k, width: pc.width})
		case pieceAnchor:
			out = append(out, group{kind: pc.kind, span: int(pc.span), item: k, wordAt: int(pc.wordAt), width: pc.width})
		}
	}
	hyphen := false
	if l.Break < len(p.pieces) {
		if pc := &p.pieces[l.Break]; pc.kind == pieceHyphen {
			hyphen = true
			if pc.word != nil {
				add(group{kind: pieceText, span: int(pc.span), w: pc.word, wordAt: int(pc.wordAt), a: int(pc.start), b: int(pc.end), g0: int(pc.g0), g1: -1})
			}
		}
	}
	for k := range out {
		g := &out[k]
		if g.kind != pieceText {
			continue
		}
		last := hyphen && k == len(out)-1
		whole := g.a == g.wordAt && g.b == g.wordAt+len(g.w.text)
		if whole && !last {
			continue
		}
		sp := &p.spans[g.span]
		suffix := ""
		if last && !endsInSoftHyphen(p.content[g.a:g.b]) {
			suffix = "\u00AD"
		}
		g.w = o.shapePart(sp.shaping, p.content, g.a, g.b, suffix, sp.level&1 != 0)
		g.wordAt, g.g0, g.g1 = g.a, 0, len(g.w.glyphs)
	}
	// Words that run together without a break between items may be several groups; the glyph ranges are then parts.
	for k := range out {
		if g := &out[k]; g.kind == pieceText && g.wordAt == g.a && g.b-g.a >= len(g.w.text)-2 {
			g.g0, g.g1 = 0, len(g.w.glyphs)
		}
	}
	return out
}

func endsInSoftHyphen(s string) bool { return len(s) >= 2 && s[len(s)-2:] == "\u00AD" }
