package para

import (
	"slices"
	"unicode/utf8"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/lang"
	"quire/internal/layout/border"
	"quire/internal/layout/formula"
	"quire/internal/page"
)

// emit makes runs of the groups of a line, each of one span and face. They stand where UAX #9 puts them. But runs and glyphs
// come in the order of reading, so that programs find the text in that order.
func (o *lineMaker) emit(p *Paragraph, groups []group, x, y dimen.Length) {
	lefts := o.visual(p, groups, x)
	o.inlineBoxes(p, groups, lefts, y)
	n := 1 // a space at the end
	for k := range groups {
		n += max(1, groups[k].g1-groups[k].g0)
	}
	ink := &inker{lineMaker: o, p: p, y: y, glyphs: make([]page.Glyph, 0, n)}
	for k := range groups {
		g, x := &groups[k], lefts[k]
		sp := &p.spans[max(0, min(g.span, len(p.spans)-1))]
		sg := sp.segment
		switch g.kind {
		case pieceText:
			ink.text(g, sp, g.w.glyphs[g.g0:g.g1], g.w.text, x)
			o.decorate(p, g, sp, x, x+g.width, y)
		case pieceSpace:
			ink.space(g, sp, x)
			o.decorate(p, g, sp, x, x+g.width, y)
		case pieceGap:
			o.decorate(p, g, sp, x, x+g.width, y)
		case pieceLeader:
			// What is before a leader and what is after it are two words.
			if o.Artifact == "" {
				ink.endSpace()
			}
			ink.endRun()
			o.leader(p, sp, x, x+g.width, y)
		case piecePicture:
			ink.endRun()
			pic := sg.Picture
			o.Items = append(o.Items, &page.Picture{Rect: page.Rect{X: x, Y: y - pic.Height, W: pic.Width, H: pic.Height}, Image: pic.Image, Mark: o.mark(sg), Source: sg.Source})
			if sg.Tag != nil {
				sg.Tag.BBox = &page.BBox{Page: o.Page, Rect: page.Rect{X: x, Y: y - pic.Height, W: pic.Width, H: pic.Height}}
				sg.Tag.Placement = "Inline"
			}
			o.decorate(p, g, sp, x, x+g.width, y)
		case pieceFormula:
			ink.formula(g, sp, p.boxes[p.pieces[g.item].wordAt].Box, x, y)
			o.decorate(p, g, sp, x, x+g.width, y)
		case pieceDisplay:
			row := &p.boxes[p.pieces[g.item].wordAt]
			ink.formula(g, sp, row.Box, o.left, y+o.drop(p, row))
		case pieceAnchor:
			if mark := p.used[g.wordAt].Mark; mark != nil {
				o.Anchors = append(o.Anchors, PlacedAnchor{mark, x, y - p.Style.LineHeight})
			}
		}
	}
	// A space that is not seen ends the line, so that programs that read the text keep the words of two lines apart.
	end := 0 // of the text of the line, behind which there may be anchors
	for k := range groups {
		end = max(end, groups[k].b)
	}
	if o.Artifact == "" && (end < len(p.content) && (p.content[end] == ' ' || p.content[end] == '\n') || end == len(p.content) && p.Joined) {
		ink.endSpace()
	}
	ink.endRun()
}

// inker writes the glyphs of a line into runs.
type inker struct {
	*lineMaker
	p    *Paragraph
	y    dimen.Length
	run  *page.Run
	span int          // of run
	at   dimen.Length // the origin of its last glyph
	// The glyphs of all runs of the line lie in one piece of memory; those of run begin at from. said is the text of run.
	glyphs []page.Glyph
	from   int
	said   []byte
	// A formula stands last so far, and ends there.
	afterFormula bool
	formulaEnd   dimen.Length
}

// say adds to the text of the run and gives the text's length.
func (o *inker) say(text string) int32 {
	o.said = append(o.said, text...)
	return int32(len(o.said))
}

// endRun completes the run.
func (o *inker) endRun() {
	if o.run == nil {
		return
	}
	o.run.Text, o.run.Glyphs = string(o.said), o.glyphs[o.from:len(o.glyphs):len(o.glyphs)]
	o.run, o.said, o.from = nil, o.said[:0], len(o.glyphs)
}

// glyph adds a glyph with its origin at x. The advance of the glyph before becomes the distance between the two origins; in text
// from right to left it is negative.
func (o *inker) glyph(g page.Glyph, x dimen.Length) {
	if n := len(o.glyphs); n > o.from {
		o.glyphs[n-1].Advance = x - o.at
	}
	o.glyphs = append(o.glyphs, g)
	o.at = x
}

// start begins a new run at x, unless the present one goes on.
func (o *inker) start(g *group, sp *span, face *font.Face, f int64, x dimen.Length) {
	if o.run != nil && o.span == g.span && o.run.Face == face && (o.run.HScale == hs(f) || g.kind != pieceText) {
		return
	}
	o.endRun()
	o.afterFormula = false
	sg := sp.segment
	o.run = &page.Run{X: x, Y: o.y - sg.Shift, Face: face, Size: sp.shaping.sizeOf(face), HScale: hs(f), Color: border.Color(sg.Style.Color)}
	o.run.Mark = o.mark(sg)
	if sg.Source.Node != 0 && o.run.Mark.Tag != nil {
		o.run.Source = page.Source{Node: sg.Source.Node, Offset: sg.Source.Offset + sg.From + max(0, min(g.a-sp.start+o.spanOffset(o.p, g.span), len(sg.Text)))}
		if o.First.Node == 0 {
			o.First = o.run.Source
		}
		o.Last = o.run.Source.Node
	}
	o.span = g.span
	o.Items = append(o.Items, o.run)
}

// text sets the glyphs of a group from its left edge at x, cluster by cluster in the order of reading.
func (o *inker) text(g *group, sp *span, glyphs []glyph, text string, x dimen.Length) {
	rtl := sp.level&1 != 0
	if rtl {
		for i := range glyphs {
			x += o.advance(g, glyphs, i)
		}
	}
	for i := 0; i < len(glyphs); {
		// The cluster at i, counted from the end where reading begins.
		from, to := i, i+1
		if rtl {
			from, to = len(glyphs)-i-1, len(glyphs)-i
			// An alef that is drawn within a lam has no width of its own and goes with it.
			for from > 0 && (glyphs[from-1].start == glyphs[to-1].start || glyphs[from-1].advance == 0 && glyphs[from-1].face == glyphs[to-1].face) {
				from--
			}
		} else {
			for to < len(glyphs) && glyphs[to].start == glyphs[from].start {
				to++
			}
		}
		i += to - from
		if rtl {
			for k := from; k < to; k++ {
				x -= o.advance(g, glyphs, k)
			}
		}
		if rtl && o.cluster(g, sp, glyphs[from:to], text, x) {
			continue
		}
		pen := x
		for k := from; k < to; k++ {
			gl := &glyphs[k]
			o.start(g, sp, sp.shaping.faces[gl.face], g.f, pen)
			end := int32(len(o.said))
			if k == from || gl.start != glyphs[k-1].start {
				end = o.say(text[gl.start:gl.end])
			}
			adv := o.advance(g, glyphs, k)
			o.glyph(page.Glyph{ID: gl.id, Start: end - (gl.end - gl.start), End: end, Advance: adv, XOffset: gl.dx, YOffset: gl.dy}, pen)
			pen += adv
		}
		if !rtl {
			x = pen
		}
	}
}

// cluster sets a cluster of several characters that are read from right to left, such as a lam with its alef or a letter with
// its points. PDF readers assume that the characters of one code stand from left to right within its width. So each character
// gets a code of its own: the first draws all, the others, to its left, are blank. It reports false, and sets nothing, if the
// cluster is a single character or its font has no blank.
func (o *inker) cluster(g *group, sp *span, cluster []glyph, text string, x dimen.Length) bool {
	said := text[cluster[len(cluster)-1].start:cluster[0].end]
	if utf8.RuneCountInString(said) < 2 {
		return false
	}
	face := sp.shaping.faces[cluster[0].face]
	blank := face.Shape(" ", nil, "", font.LeftToRight)
	if len(blank) != 1 || blank[0].ID == 0 {
		return false
	}
	first := true
	for _, r := range said {
		if !first {
			// A hair to the left of what is before, which is enough for readers that sort by place.
			x -= sp.shaping.size / 1000
		}
		o.start(g, sp, face, g.f, x)
		end := o.say(string(r))
		c := page.Glyph{ID: blank[0].ID, Start: end - int32(utf8.RuneLen(r)), End: end}
		if !first {
			o.glyph(c, x)
			continue
		}
		// A glyph with a width comes first, for the code has the width of its first glyph.
		for _, wide := range [2]bool{true, false} {
			pen := x
			for i, gl := range cluster {
				if gl.advance != 0 == wide {
					c.ID, c.XOffset, c.YOffset = gl.id, gl.dx, gl.dy
					o.glyph(c, pen)
				}
				pen += o.advance(g, cluster, i)
			}
		}
		first = false
	}
	return true
}

// advance is how far glyph i of a group moves the pen.
func (o *inker) advance(g *group, glyphs []glyph, i int) dimen.Length {
	adv := scaled(glyphs[i].advance, g.f)
	if endsLetter(glyphs, i) {
		adv += g.letter
	}
	return adv
}

// formula sets a formula.
func (o *inker) formula(g *group, sp *span, box *formula.Box, x, y dimen.Length) {
	o.endRun()
	o.lineMaker.formula(sp.segment, box, x, y)
	o.span, o.formulaEnd = g.span, x+box.Width
	o.afterFormula = true
}

// space sets a space, as wide as the line makes it.
func (o *inker) space(g *group, sp *span, x dimen.Length) {
	for i, gl := range o.shape(sp.shaping, " ", false).glyphs {
		if i > 0 {
			return
		}
		o.start(g, sp, sp.shaping.faces[gl.face], 65536, x)
		end := o.say(" ")
		o.glyph(page.Glyph{ID: gl.id, Start: end - 1, End: end, Advance: g.width, XOffset: gl.dx, YOffset: gl.dy}, x)
	}
}

// endSpace ends the line with a space beyond its right edge, so that it takes no room. If the face of the last word has no space,
// another face sets it.
func (o *inker) endSpace() {
	if o.run == nil && !o.afterFormula {
		return
	}
	sp := &o.p.spans[o.span]
	for _, gl := range o.shape(sp.shaping, " ", false).glyphs {
		x := o.at - gl.advance
		switch {
		case o.run == nil:
			x = o.formulaEnd
		case sp.level&1 == 0:
			x = o.at + o.glyphs[len(o.glyphs)-1].Advance
		}
		if face := sp.shaping.faces[gl.face]; o.run == nil || face != o.run.Face {
			o.start(&group{kind: pieceText, span: o.span, a: sp.end}, sp, face, 65536, x)
		}
		end := o.say(" ")
		o.glyph(page.Glyph{ID: gl.id, Start: end - 1, End: end, Advance: gl.advance}, x)
	}
}

// spanOffset is how far a span lies within its segment, where the direction has cut it.
func (o *lineMaker) spanOffset(p *Paragraph, i int) int {
	n := 0
	for i > 0 && p.spans[i-1].segment == p.spans[i].segment {
		i--
		n += p.spans[i].end - p.spans[i].start
	}
	return n
}

func hs(f int64) int32 {
	if f == 65536 {
		return 0
	}
	return int32(f)
}

func (o *lineMaker) mark(sg *Segment) page.Mark {
	if o.Artifact != "" || sg.Tag == nil {
		art := o.Artifact
		if art == "" {
			art = page.ArtifactLayout
		}
		return page.Mark{Artifact: art}
	}
	return page.Mark{Tag: sg.Tag}
}

// visual gives the left edge of each group in a line that begins at x (UAX #9, L2).
func (o *lineMaker) visual(p *Paragraph, groups []group, x dimen.Length) []dimen.Length {
	lefts := make([]dimen.Length, len(groups))
	var levels []uint8
	for i := range groups {
		level := p.spans[max(0, min(groups[i].span, len(p.spans)-1))].level
		if level != 0 && levels == nil {
			levels = make([]uint8, len(groups))
		}
		if levels != nil {
			levels[i] = level
		}
		lefts[i] = x
		x += groups[i].width
	}
	if levels == nil {
		return lefts
	}
	if len(groups) > 0 {
		x = lefts[0]
	}
	for _, i := range lang.VisualOrder(levels) {
		lefts[i] = x
		x += groups[i].width
	}
	return lefts
}

// decorate draws what lies under and through text, and notes the place of a link.
func (o *lineMaker) decorate(p *Paragraph, g *group, sp *span, from, to, y dimen.Length) {
	sg := sp.segment
	if to <= from {
		return
	}
	if sg.Decoration != 0 && len(sp.shaping.faces) > 0 {
		o.underline(g, sp, from, to, y-sg.Shift)
	}
	if sg.Link == nil || o.Artifact != "" {
		return
	}
	h := p.Style.LineHeight
	r := page.Rect{X: from, Y: y - h*3/4, W: to - from, H: h}
	i := slices.IndexFunc(o.Links, func(a LinkArea) bool { return a.Link == sg.Link })
	if i < 0 {
		o.Links = append(o.Links, LinkArea{sg.Link, r})
		return
	}
	area := &o.Links[i].Rect
	right := max(area.X+area.W, r.X+r.W)
	area.X = min(area.X, r.X)
	area.W = right - area.X
}

// leader fills a space with a pattern that is aligned from the right, so that dots stand under dots.
func (o *lineMaker) leader(p *Paragraph, sp *span, from, to, y dimen.Length) {
	pattern := sp.segment.Pattern
	w := o.shape(sp.shaping, pattern, false)
	if w.width <= 0 || pattern == " " {
		return
	}
	// Patterns are counted from the left edge of the page, so that they stand below each other.
	x := (from + w.width - 1) / w.width * w.width
	for ; x+w.width <= to; x += w.width {
		var run *page.Run
		at := x
		for _, gl := range w.glyphs {
			face := sp.shaping.faces[gl.face]
			if run == nil || run.Face != face {
				run = &page.Run{X: at, Y: y, Face: face, Size: sp.shaping.sizeOf(face), Color: border.Color(sp.segment.Style.Color), Mark: page.Mark{Artifact: page.ArtifactLayout}}
				o.Items = append(o.Items, run)
			}
			start := int32(len(run.Text))
			run.Text += w.text[gl.start:gl.end]
			run.Glyphs = append(run.Glyphs, page.Glyph{ID: gl.id, Start: start, End: int32(len(run.Text)), Advance: gl.advance, XOffset: gl.dx, YOffset: gl.dy})
			at += gl.advance
		}
	}
}
