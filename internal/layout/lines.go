package layout

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/lang"
	"quire/internal/linebreak"
	"quire/internal/page"
	"quire/internal/style"
)

// measure works out how wide each line is: text-indent, an initial.
func (s *setter) measure(p *paragraph, measure dimen.Length) {
	p.left, p.rest = nil, 0
	if measure == 0 {
		p.width = linebreak.Measure{Rest: 16000 * dimen.PT}
		return
	}
	p.width = linebreak.Measure{Rest: measure}
	ind := p.st.TextIndent.Of(measure)
	switch {
	case ind == 0:
	case p.st.TextIndent.Hanging:
		p.rest = ind
		p.left = []dimen.Length{0}
	default:
		p.left = []dimen.Length{ind}
	}
	if in := p.initial; in != nil {
		s.initial(p)
		for len(p.left) < in.sink {
			p.left = append(p.left, p.rest)
		}
		for i := range in.sink {
			p.left[i] = in.width // an initial and an indent at once are one too many
		}
	}
	for _, l := range p.left {
		p.width.Lines = append(p.width.Lines, max(measure-l, dimen.PT))
	}
	p.width.Rest = max(measure-p.rest, dimen.PT)
}

// breakLines breaks the paragraph, and where it is long enough, also into a line more and a line fewer.
func (s *setter) breakLines(p *paragraph) {
	em := p.st.FontSize
	prm := linebreak.Defaults()
	prm.EmergencyStretch = 2 * em
	prm.MaxHyphenLadder = p.st.HyphenateLines
	prm.MinLastLine = 2 * em
	items := p.items
	align, last := p.st.TextAlign, lastAlign(p.st)
	rtl := p.lang.lang.RightToLeft()
	if align != style.Justify {
		ragged := linebreak.Skip{Stretch: 3 * em}
		switch {
		case p.marker:
		case align == style.Center:
			prm.LeftSkip, prm.RightSkip = ragged, ragged
		case align == style.Right, align == style.End && !rtl, align == style.Start && rtl:
			prm.LeftSkip = ragged
		default:
			prm.RightSkip = ragged
		}
		prm.HyphenPenalty, prm.ExHyphenPenalty = 500, 200
	}
	if p.st.Hyphens == style.HyphensNone {
		prm.HyphenPenalty = linebreak.Inf
	}
	n := len(items)
	switch {
	case align == style.Center, last == style.Justify:
		items = append(items[:n:n], linebreak.Item{Kind: linebreak.Penalty, Penalty: -linebreak.Inf})
	default:
		fill := linebreak.ParFill()
		items = append(items[:n:n], fill[:]...)
	}
	for len(p.pieces) < len(items) {
		p.pieces = append(p.pieces, piece{})
	}
	p.items, p.params = items, prm
	p.ways, p.natural = p.ways[:0], 0
	if len(items) == n {
		return
	}
	if align != style.Justify || p.marker || p.initial != nil {
		r := linebreak.Break(items, p.width, prm)
		p.ways = append(p.ways, way{lines: r.Lines})
		return
	}
	all := linebreak.Variants(items, p.width, prm, -1, 1)
	var best int64
	for _, r := range all {
		if r.Looseness == 0 {
			best = r.Demerits
		}
	}
	for _, r := range all {
		if r.Looseness == 0 {
			p.natural = len(p.ways)
		} else if worse(r) {
			continue
		}
		p.ways = append(p.ways, way{lines: r.Lines, cost: max(0, r.Demerits-best)})
	}
}

// heights gives the height of the lines of a way up to each: a line with a high picture is higher by what it lacks above
// its baseline, in whole lines, so that those after it stand on the grid again.
func (p *paragraph) heights(way int) []dimen.Length {
	lh := p.st.LineHeight
	sums := []dimen.Length{0}
	for i := range p.ways[way].lines {
		l := &p.ways[way].lines[i]
		extra := dimen.Length(0)
		for k := l.Start; k < l.Break; k++ {
			if pc := &p.pieces[k]; pc.kind == piecePicture {
				extra = max(extra, p.spans[pc.span].seg.pic.height-lh*3/4)
			}
		}
		sums = append(sums, sums[i]+lh+roundUp(extra, lh))
	}
	return sums
}

// worse reports whether a way to break that isn't the best looks bad: with a line that is stretched far beyond
// what its spaces should be.
func worse(r linebreak.Result) bool {
	for i := range r.Lines {
		if l := &r.Lines[i]; l.Badness > 80 || l.Overfull > 0 || l.Ladder > 2 {
			return true
		}
	}
	return false
}

func lastAlign(st *style.Style) style.Align {
	if st.TextAlignLast != style.AlignAuto {
		return st.TextAlignLast
	}
	if st.TextAlign == style.Justify {
		return style.Start
	}
	return st.TextAlign
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
}

// placer puts lines on a page.
type placer struct {
	*setter
	pg     *page.Page
	index  int // of the page
	label  string
	art    page.Artifact // for text that is no part of the document
	links  []*placedLink
	first  page.Source
	area   page.Rect // of the page: where the text stands from side to side
	left   bool      // the page is a left one
	lines  int       // that are numbered, so far
	onDest func(id string, tag *page.Tag, x, y dimen.Length)
}

type placedLink struct {
	of   *link
	rect []page.Rect
	line int
}

// line sets line i of a way of a paragraph with its baseline at y; x is the left edge of the measure. It gives the
// width of what was set.
func (o *placer) line(p *paragraph, w *way, i int, x, y dimen.Length) dimen.Length {
	l := &w.lines[i]
	groups := o.groups(p, w, i)
	left := p.rest
	if i < len(p.left) {
		left = p.left[i]
	}
	// Spaces and boxes at their natural widths, then what is to be shared out.
	natural, weight, leaders := dimen.Length(0), dimen.Length(0), 0
	scale := int64(0)
	if l.Scaled != 0 {
		scale = int64(l.Expansion())
	}
	for k := range groups {
		g := &groups[k]
		switch g.kind {
		case pieceText:
			f := o.hscale(p, g, scale)
			for _, gl := range g.w.glyphs[g.g0:g.g1] {
				g.width += scaled(gl.adv, f)
			}
		case pieceSpace:
			if l.Spaced < 0 {
				weight += p.items[g.item].Shrink
			} else {
				weight += p.items[g.item].Stretch
			}
		case pieceLeader:
			leaders++
		}
		natural += g.width
	}
	measure := p.width.At(i)
	target := measure + l.Left + l.Right
	final := i == len(w.lines)-1 || l.Fil > 0 && !p.marker
	start := -l.Left
	switch spare := target - natural; {
	case p.marker:
		start = 0
	case leaders > 0 && spare > 0:
		n := dimen.Length(0)
		for k := range groups {
			if groups[k].kind == pieceLeader {
				groups[k].width += spare*(n+1)/dimen.Length(leaders) - spare*n/dimen.Length(leaders)
				n++
			}
		}
	case p.st.TextAlign == style.Justify && weight > 0 && (!final || spare < 0 || lastAlign(p.st) == style.Justify):
		total, run := limit(p, groups, spare), dimen.Length(0)
		for k := range groups {
			g := &groups[k]
			if g.kind != pieceSpace {
				continue
			}
			part := p.items[g.item].Stretch
			if l.Spaced < 0 {
				part = p.items[g.item].Shrink
			}
			before := total.MulDiv(int64(run), int64(weight))
			run += part
			g.width += total.MulDiv(int64(run), int64(weight)) - before
		}
	default:
		align := p.st.TextAlign
		if final {
			align = lastAlign(p.st)
		}
		rtl := p.lang.lang.RightToLeft()
		switch {
		case align == style.Center:
			start = max(0, (measure-natural)/2)
		case align == style.Right, align == style.End && !rtl, (align == style.Start || align == style.Justify) && rtl:
			start = measure - natural + l.Right
		}
	}
	if p.lang.lang.RightToLeft() {
		left = 0
	}
	o.emit(p, groups, x+left+start, y, scale)
	return natural
}

// limit keeps spaces from being pressed to nothing in a line that is too wide.
func limit(p *paragraph, groups []group, spare dimen.Length) dimen.Length {
	if spare >= 0 {
		return spare
	}
	shrink := dimen.Length(0)
	for k := range groups {
		if groups[k].kind == pieceSpace {
			shrink += p.items[groups[k].item].Width / 2
		}
	}
	return max(spare, -shrink)
}

func (o *placer) hscale(p *paragraph, g *group, scale int64) int64 {
	if scale == 0 {
		return 65536
	}
	return 65536 + int64(dimen.Length(p.spans[g.span].sh.expand).MulDiv(scale, 65536))
}

func scaled(adv dimen.Length, f int64) dimen.Length {
	if f == 65536 {
		return adv
	}
	return adv.MulDiv(f, 65536)
}

// groups gathers what stands in a line, in the order of the text. Words that the break cuts are shaped anew.
func (o *placer) groups(p *paragraph, w *way, i int) []group {
	l := &w.lines[i]
	var out []group
	add := func(g group) {
		if n := len(out); n > 0 && g.kind == pieceText && out[n-1].kind == pieceText && out[n-1].w == g.w && out[n-1].wordAt == g.wordAt && out[n-1].span == g.span && out[n-1].b == g.a {
			out[n-1].b, out[n-1].g1 = g.b, g.g1
			return
		}
		out = append(out, g)
	}
	if l.Post && i > 0 {
		pc := &p.pieces[w.lines[i-1].Break]
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
		case pieceSpace, pieceLeader:
			out = append(out, group{kind: pc.kind, span: int(pc.span), a: int(pc.start), b: int(pc.end), item: k, width: p.items[k].Width})
		case piecePicture:
			out = append(out, group{kind: pc.kind, span: int(pc.span), a: int(pc.start), b: int(pc.end), item: k, width: pc.width})
		case pieceAnchor:
			out = append(out, group{kind: pc.kind, span: int(pc.span), item: k, wordAt: int(pc.wordAt)})
		}
	}
	hyphen := false
	if l.Break < len(p.items) {
		if it, pc := &p.items[l.Break], &p.pieces[l.Break]; it.Kind == linebreak.Discretionary && pc.kind == pieceHyphen {
			hyphen = true
			if pc.word != nil && pc.end > pc.start {
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
		text := p.text[g.a:g.b]
		if last && !endsInSoftHyphen(text) {
			text += "\u00AD"
		}
		if !whole || last {
			g.w = o.word(sp.sh, text, sp.level&1 != 0)
			g.wordAt, g.g0, g.g1 = g.a, 0, len(g.w.glyphs)
		}
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

// emit puts the groups of a line on the page as runs, each of one span and face, from left to right.
func (o *placer) emit(p *paragraph, groups []group, x, y dimen.Length, scale int64) {
	order := o.visual(p, groups)
	var run *page.Run
	var runSpan int
	lineLinks := map[*link]int{}
	flush := func() { run = nil }
	lineEnd := len(groups) > 0 && (groups[len(groups)-1].b < len(p.text) || p.joined)
	for _, k := range order {
		g := &groups[k]
		sp := &p.spans[max(0, min(g.span, len(p.spans)-1))]
		sg := sp.seg
		switch g.kind {
		case pieceText, pieceSpace:
			var glyphs []glyph
			text := ""
			f := int64(65536)
			if g.kind == pieceText {
				glyphs, text = g.w.glyphs[g.g0:g.g1], g.w.text
				f = o.hscale(p, g, scale)
			} else {
				text = " "
				for _, gl := range o.word(sp.sh, " ", false).glyphs {
					gl.adv = 0
					glyphs = append(glyphs, gl)
				}
				if len(glyphs) > 0 {
					glyphs[len(glyphs)-1].adv = g.width
				}
			}
			from := x
			last, rtl := -1, int32(0)
			for _, gl := range glyphs {
				face := sp.sh.faces[gl.face]
				if run == nil || runSpan != g.span || run.Face != face || run.HScale != hs(f) && g.kind == pieceText {
					run = &page.Run{X: x, Y: y - sg.shift, Face: face, Size: sp.sh.size, HScale: hs(f), Color: colour(sg.st.Color)}
					run.Mark = o.mark(sg)
					if sg.source.Node != 0 && run.Mark.Tag != nil {
						run.Source = page.Source{Node: sg.source.Node, Offset: sg.source.Offset + sg.from + max(0, min(g.a-sp.start+o.spanOffset(p, g.span), len(sg.text)))}
						if o.first.Node == 0 {
							o.first = run.Source
						}
					}
					runSpan = g.span
					last = -1
					o.pg.Items = append(o.pg.Items, run)
				}
				base := int32(len(run.Text))
				start := int32(0)
				if sp.level&1 != 0 && g.kind == pieceText && oneFace(glyphs) {
					// Glyphs stand from left to right, text in the order of reading.
					if last < 0 {
						run.Text += text
						rtl = base
					}
					last = int(gl.start)
					adv := scaled(gl.adv, f)
					run.Glyphs = append(run.Glyphs, page.Glyph{ID: gl.id, Start: rtl + gl.start, End: rtl + gl.end, Advance: adv, XOffset: gl.dx, YOffset: gl.dy})
					x += adv
					continue
				}
				if last < 0 || int(gl.start) != last {
					// A new cluster: its text goes into the run, in the order of reading within the word.
					run.Text += text[gl.start:gl.end]
					start = base
				} else {
					start = run.Glyphs[len(run.Glyphs)-1].Start
				}
				last = int(gl.start)
				adv := gl.adv
				if g.kind == pieceText {
					adv = scaled(adv, f)
				}
				run.Glyphs = append(run.Glyphs, page.Glyph{ID: gl.id, Start: start, End: int32(len(run.Text)), Advance: adv, XOffset: gl.dx, YOffset: gl.dy})
				x += adv
			}
			o.decorate(p, sp, from, x, y, lineLinks)
		case pieceLeader:
			// What is before a leader and what is after it are two words.
			if run != nil && o.art == "" {
				o.endSpace(p, run, runSpan)
			}
			flush()
			o.leader(p, sp, x, x+g.width, y)
			x += g.width
		case piecePicture:
			flush()
			pic := sg.pic
			o.pg.Items = append(o.pg.Items, &page.Picture{Rect: page.Rect{X: x, Y: y - pic.height, W: pic.width, H: pic.height}, Image: pic.image, Mark: o.mark(sg), Source: sg.source})
			if sg.tag != nil {
				sg.tag.BBox = &page.BBox{Page: o.index, Rect: page.Rect{X: x, Y: y - pic.height, W: pic.width, H: pic.height}}
				sg.tag.Placement = "Inline"
			}
			from := x
			x += g.width
			o.decorate(p, sp, from, x, y, lineLinks)
		case pieceAnchor:
			for j, id := range p.used[g.wordAt].ids {
				if o.onDest != nil {
					o.onDest(id, p.used[g.wordAt].idTags[j], x, y-p.st.LineHeight)
				}
			}
		}
	}
	// Words of two lines must not run together for who reads the text; a space that isn't seen ends the line.
	if run != nil && lineEnd && o.art == "" {
		g := &groups[len(groups)-1]
		if (g.b >= len(p.text) || p.text[g.b] == ' ' || p.text[g.b] == '\n') && p.spans[runSpan].level&1 == 0 {
			o.endSpace(p, run, runSpan)
		}
	}
}

func oneFace(gs []glyph) bool {
	for i := range gs {
		if gs[i].face != gs[0].face {
			return false
		}
	}
	return true
}

// endSpace ends a run with a space that takes no room.
func (o *placer) endSpace(p *paragraph, run *page.Run, span int) {
	sh := p.spans[span].sh
	for _, gl := range o.word(sh, " ", false).glyphs {
		if sh.faces[gl.face] != run.Face {
			return
		}
		at := int32(len(run.Text))
		run.Text += " "
		run.Glyphs = append(run.Glyphs, page.Glyph{ID: gl.id, Start: at, End: at + 1, Advance: gl.adv})
	}
}

// spanOffset is how far a span lies within its segment, where the direction has cut it.
func (o *placer) spanOffset(p *paragraph, i int) int {
	n := 0
	for i > 0 && p.spans[i-1].seg == p.spans[i].seg {
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

func colour(c style.Color) page.Color { return page.Color{Space: page.Space(c.Space), C: c.C} }

func (o *placer) mark(sg *segment) page.Mark {
	if o.art != "" || sg.tag == nil {
		art := o.art
		if art == "" {
			art = page.ArtifactLayout
		}
		return page.Mark{Artifact: art}
	}
	return page.Mark{Tag: sg.tag}
}

// visual gives the order of the groups from left to right (UAX #9, L2).
func (o *placer) visual(p *paragraph, groups []group) []int {
	order := make([]int, len(groups))
	mixed := false
	for i := range groups {
		order[i] = i
		if s := groups[i].span; s >= 0 && s < len(p.spans) && p.spans[s].level != 0 {
			mixed = true
		}
	}
	if !mixed {
		return order
	}
	levels := make([]uint8, len(groups))
	for i := range groups {
		levels[i] = p.spans[max(0, groups[i].span)].level
	}
	return slices.Clone(lang.VisualOrder(levels))
}

// decorate draws what lies under and through text, and notes the place of a link.
func (o *placer) decorate(p *paragraph, sp *span, from, to, y dimen.Length, links map[*link]int) {
	sg := sp.seg
	if to <= from {
		return
	}
	if sg.deco != 0 && len(sp.sh.faces) > 0 {
		m := sp.sh.faces[0].Metrics()
		upem := int64(sp.sh.faces[0].UnitsPerEm())
		at := func(v int32) dimen.Length { return sp.sh.size.MulDiv(int64(v), upem) }
		rule := func(top, thick dimen.Length) {
			o.pg.Items = append(o.pg.Items, &page.Rule{Rect: page.Rect{X: from, Y: y - sg.shift - top, W: to - from, H: max(thick, dimen.PT/4)}, Color: colour(sg.st.Color), Mark: page.Mark{Artifact: page.ArtifactLayout}})
		}
		if sg.deco&style.Underline != 0 {
			rule(at(m.UnderlinePosition), at(m.UnderlineThickness))
		}
		if sg.deco&style.Overline != 0 {
			rule(at(m.Ascent), at(m.UnderlineThickness))
		}
		if sg.deco&style.LineThrough != 0 {
			rule(at(m.StrikeoutPosition), at(m.StrikeoutThickness))
		}
	}
	if sg.link == nil || o.art != "" {
		return
	}
	h := p.st.LineHeight
	r := page.Rect{X: from, Y: y - h*3/4, W: to - from, H: h}
	i, ok := links[sg.link]
	if !ok {
		i = -1
		for k := range o.links {
			if o.links[k].of == sg.link {
				i = k
			}
		}
		if i < 0 {
			i = len(o.links)
			o.links = append(o.links, &placedLink{of: sg.link})
		}
		links[sg.link] = i
		o.links[i].rect = append(o.links[i].rect, r)
		return
	}
	last := &o.links[i].rect[len(o.links[i].rect)-1]
	right := max(last.X+last.W, r.X+r.W)
	last.X = min(last.X, r.X)
	last.W = right - last.X
}

// leader fills a space with a pattern that is aligned from the right, so that dots stand under dots.
func (o *placer) leader(p *paragraph, sp *span, from, to, y dimen.Length) {
	pattern := sp.seg.content.Sep
	w := o.word(sp.sh, pattern, false)
	if w.width <= 0 || pattern == " " {
		return
	}
	// Whole patterns, counted from the left edge of the page, begin after from.
	x := (from + w.width - 1) / w.width * w.width
	for ; x+w.width <= to; x += w.width {
		var run *page.Run
		at := x
		for _, gl := range w.glyphs {
			face := sp.sh.faces[gl.face]
			if run == nil || run.Face != face {
				run = &page.Run{X: at, Y: y, Face: face, Size: sp.sh.size, Color: colour(sp.seg.st.Color), Mark: page.Mark{Artifact: page.ArtifactLayout}}
				o.pg.Items = append(o.pg.Items, run)
			}
			start := int32(len(run.Text))
			run.Text += w.text[gl.start:gl.end]
			run.Glyphs = append(run.Glyphs, page.Glyph{ID: gl.id, Start: start, End: int32(len(run.Text)), Advance: gl.adv, XOffset: gl.dx, YOffset: gl.dy})
			at += gl.adv
		}
	}
}
