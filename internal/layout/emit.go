package layout

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/lang"
	"quire/internal/page"
	"quire/internal/style"
)

// emit puts the groups of a line on the page as runs, each of one span and face, from left to right.
func (o *placer) emit(p *paragraph, groups []group, x, y dimen.Length) {
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
				f = g.f
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
			for i, gl := range glyphs {
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
					if endsLetter(glyphs, i) {
						adv += g.letter
					}
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
					if endsLetter(glyphs, i) {
						adv += g.letter
					}
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
