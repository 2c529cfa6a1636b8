package para

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/linebreak"
	"quire/internal/style"
)

// setFirstLine sets a paragraph whose first line has a style of its own (css-pseudo-4, §2.1). The style decides how much text
// fits on the line, and the end of the line decides where the other lines begin. So the paragraph is set once for each place
// where the first line may end, and the best result is kept.
func (s *Setter) setFirstLine(p *Paragraph, measure dimen.Length) {
	styled := p.restyled()
	s.itemize(p, styled)
	s.measureLines(p, measure)
	cuts := p.firstEnds()
	s.breakLines(p)
	if len(p.Breakings) == 0 {
		return
	}
	if lines := p.Breakings[p.Natural].Lines; len(lines) == 1 || lines[1].Start == lines[1].Break { // beside an initial lines may be empty
		return
	}
	best, found := firstLineEnd{}, int64(-1)
	for _, end := range cuts {
		s.cutFirstLine(p, styled, end, measure)
		p.finish()
		r := s.breaker.Break(p.items, p.width, p.params)
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
		s.cutFirstLine(p, styled, best, measure)
		s.breakLines(p)
	}
}

// firstLineEnd is a place where a first line may end: in the paragraph's text, with a hyphen or without.
type firstLineEnd struct {
	at     int
	hyphen bool
}

// firstEnds gives the places where the first line may end without being nearly empty or much too full. If there are none, it
// gives the last place before the line is full, or the first place after that. A forced break is always among them.
func (p *Paragraph) firstEnds() (out []firstLineEnd) {
	var width, least dimen.Length
	full := p.width.At(0)
	at := 0 // the end of the text so far
	for i := range p.items {
		it, pc := &p.items[i], &p.pieces[i]
		at = max(at, int(pc.end))
		end, ok := firstLineEnd{at: int(pc.end)}, false
		switch it.Kind {
		case linebreak.Glue:
			ok = pc.kind == pieceSpace && i > 0 && (p.items[i-1].Kind == linebreak.Box || p.items[i-1].Kind == linebreak.Discretionary)
		case linebreak.Discretionary:
			ok = pc.kind == pieceHyphen && pc.word == nil && it.Auto
			end.hyphen = ok
		case linebreak.Penalty:
			if it.Penalty <= -linebreak.Inf {
				return append(out, firstLineEnd{at: at})
			}
			// Between characters of scripts without spaces.
			ok = it.Penalty < linebreak.Inf && pc.kind == pieceBreak
		}
		if ok {
			if least+it.Pre > full+p.Style.FontSize {
				if len(out) == 0 { // a word that is wider than the line
					out = append(out, end)
				}
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

// cutFirstLine makes items of the paragraph with its first line ending at a place.
func (s *Setter) cutFirstLine(p *Paragraph, styled []Segment, end firstLineEnd, measure dimen.Length) {
	var segs []Segment
	at := 0
	for i := range p.Segments {
		sg, first := p.Segments[i], styled[i]
		n := len(sg.Text)
		if sg.Kind == BreakSegment {
			n = 1
		}
		switch {
		case at+n <= end.at:
			segs = append(segs, first)
		case at >= end.at || sg.Kind != TextSegment:
			segs = append(segs, sg)
		default:
			first.Text = first.Text[:end.at-at]
			sg.Text, sg.From, sg.Pos = sg.Text[end.at-at:], sg.From+end.at-at, sg.behind(end.at-at)
			segs = append(segs, first, sg)
		}
		at += n
	}
	s.itemize(p, segs)
	for i := range p.items {
		pc := &p.pieces[i]
		if int(pc.end) != end.at || pc.kind != pieceSpace && pc.kind != pieceBreak && (!end.hyphen || pc.kind != pieceText) {
			continue
		}
		forced := linebreak.Item{Kind: linebreak.Penalty, Penalty: -linebreak.Inf}
		if !end.hyphen {
			p.items[i], p.pieces[i] = forced, piece{}
			break
		}
		b := itemizer{Setter: s, p: p}
		sh := p.spans[pc.span].shaping
		forced.Flagged, forced.Width, forced.Right = true, b.hyphenWidth(sh, pc.word, int(pc.g1)), b.hang(sh, '\u00AD', sh.hyphen, style.SideRight)
		p.items = slices.Insert(p.items, i+1, forced)
		p.pieces = slices.Insert(p.pieces, i+1, piece{kind: pieceHyphen, span: pc.span, start: pc.end, end: pc.end})
		break
	}
	s.measureLines(p, measure)
}

// firstHyphen are the demerits of a hyphen in the line that opens a chapter: twice those of another.
const firstHyphen = 125_000

// restyled gives the paragraph's segments as they are in the first line.
func (p *Paragraph) restyled() []Segment {
	out := append([]Segment(nil), p.Segments...)
	for i := range out {
		if first := out[i].FirstLine; first != nil {
			out[i].Style = first
		}
	}
	return out
}
