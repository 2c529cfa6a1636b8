package layout

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/linebreak"
	"quire/internal/style"
)

// firstLine sets a paragraph whose first line has a style of its own (css-pseudo-4, §2.1). How much text the line takes
// depends on the style, and the other lines on where it ends: so the paragraph is set once for each place where the first
// line may end, and the best of these is kept.
func (s *setter) firstLine(p *paragraph, measure dimen.Length) {
	styled := p.restyled()
	s.itemize(p, styled)
	s.measure(p, measure)
	cuts := p.firstEnds()
	s.breakLines(p)
	if len(p.ways) == 0 {
		return
	}
	if lines := p.ways[p.natural].lines; len(lines) == 1 || lines[1].Start == lines[1].Break { // beside an initial lines may be empty
		return
	}
	best, found := firstEnd{}, int64(-1)
	for _, end := range cuts {
		s.cut(p, styled, end, measure)
		p.finish()
		r := linebreak.Break(p.items, p.width, p.params)
		// The line that opens a chapter is seen before any other: how loose or tight it is counts as in seven lines.
		bad := int64(r.Lines[0].Badness)
		d := r.Demerits + 6*bad*(bad+2*int64(p.params.LinePenalty))
		if end.hyphen {
			d += firstHyphen
		}
		if found < 0 || d < found {
			best, found = end, d
		}
	}
	if found >= 0 {
		s.cut(p, styled, best, measure)
		s.breakLines(p)
	}
}

// firstEnd is a place where a first line may end: in the paragraph's text, with a hyphen or without.
type firstEnd struct {
	at     int
	hyphen bool
}

// firstEnds gives the places where the first line may end without being nearly empty or much too full; if there are none,
// the last one before it is full.
func (p *paragraph) firstEnds() (out []firstEnd) {
	var width, least dimen.Length
	full := p.width.At(0)
	for i := range p.items {
		it, pc := &p.items[i], &p.pieces[i]
		end, ok := firstEnd{at: int(pc.end)}, false
		switch it.Kind {
		case linebreak.Glue:
			ok = pc.kind == pieceSpace && i > 0 && (p.items[i-1].Kind == linebreak.Box || p.items[i-1].Kind == linebreak.Discretionary)
		case linebreak.Discretionary:
			ok = pc.kind == pieceHyphen && pc.word == nil && it.Auto
			end.hyphen = ok
		case linebreak.Penalty:
			if it.Penalty <= -linebreak.Inf {
				return out
			}
		}
		if ok {
			if least+it.Pre > full+p.st.FontSize {
				return out
			}
			if width < full*7/8 {
				out = out[:0]
			}
			out = append(out, end)
		}
		width += it.Width
		least += it.Width - it.Shrink - it.Contract
	}
	return out
}

// cut makes items of the paragraph with its first line ending at a place.
func (s *setter) cut(p *paragraph, styled []segment, end firstEnd, measure dimen.Length) {
	var segs []segment
	at := 0
	for i := range p.segs {
		sg, first := p.segs[i], styled[i]
		n := len(sg.text)
		if sg.kind == segBreak {
			n = 1
		}
		switch {
		case at+n <= end.at:
			segs = append(segs, first)
		case at >= end.at || sg.kind != segText:
			segs = append(segs, sg)
		default:
			first.text = first.text[:end.at-at]
			sg.text, sg.from, sg.pos = sg.text[end.at-at:], sg.from+end.at-at, sg.behind(end.at-at)
			segs = append(segs, first, sg)
		}
		at += n
	}
	s.itemize(p, segs)
	for i := range p.items {
		pc := &p.pieces[i]
		if int(pc.end) != end.at || pc.kind != pieceSpace && (!end.hyphen || pc.kind != pieceText) {
			continue
		}
		forced := linebreak.Item{Kind: linebreak.Penalty, Penalty: -linebreak.Inf}
		if !end.hyphen {
			p.items[i], p.pieces[i] = forced, piece{}
			break
		}
		b := builder{setter: s, p: p}
		sh := p.spans[pc.span].sh
		forced.Flagged, forced.Width, forced.Right = true, b.hyphenWidth(sh, pc.word, int(pc.g1)), b.hang(sh, '\u00AD', sh.hyphen, 1)
		p.items = slices.Insert(p.items, i+1, forced)
		p.pieces = slices.Insert(p.pieces, i+1, piece{kind: pieceHyphen, span: pc.span, start: pc.end, end: pc.end})
		break
	}
	s.measure(p, measure)
}

// firstHyphen are the demerits of a hyphen in the line that opens a chapter: twice those of another.
const firstHyphen = 125_000

// restyled gives the paragraph's segments as they are in the first line. What has a style of its own there keeps it, but
// for capitals, spacing and colour.
func (p *paragraph) restyled() []segment {
	out := append([]segment(nil), p.segs...)
	own := map[*style.Style]*style.Style{p.st: p.firstLine}
	for i := range out {
		st := out[i].st
		if own[st] == nil {
			d := *st
			d.Caps, d.LetterSpacing, d.WordSpacing, d.Color = p.firstLine.Caps, p.firstLine.LetterSpacing, p.firstLine.WordSpacing, p.firstLine.Color
			own[st] = &d
		}
		out[i].st = own[st]
	}
	return out
}
