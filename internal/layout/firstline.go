package layout

import (
	"quire/internal/dimen"
	"quire/internal/linebreak"
	"quire/internal/style"
)

// firstLine sets a paragraph whose first line has a style of its own (css-pseudo-4, §2.1). How much text the line takes
// depends on the style, and the other lines on where it ends: so the paragraph is first broken as if all of it were in
// that style, then set anew with the first line's end fixed there.
func (s *setter) firstLine(p *paragraph, measure dimen.Length) {
	styled := p.restyled()
	s.itemize(p, styled)
	for i := range p.items {
		if p.items[i].Kind == linebreak.Discretionary { // it ends with a whole word
			p.items[i].Penalty = linebreak.Inf
		}
	}
	s.measure(p, measure)
	s.breakLines(p)
	if len(p.ways) == 0 {
		return
	}
	lines := p.ways[p.natural].lines
	if len(lines) == 1 {
		return
	}
	// Back to the last space, so that the line ends with a word.
	end := lines[0].Break
	for end > 0 && p.pieces[end].kind != pieceSpace {
		end--
	}
	cut := int(p.pieces[end].end)
	if cut == 0 {
		return
	}
	var segs []segment
	at := 0
	for i := range p.segs {
		sg, first := p.segs[i], styled[i]
		n := len(sg.text)
		if sg.kind == segDeferred {
			n = len(s.deferredText(&sg))
		}
		if sg.kind == segBreak {
			n = 1
		}
		switch {
		case at+n <= cut:
			segs = append(segs, first)
		case at >= cut || sg.kind != segText:
			segs = append(segs, sg)
		default:
			first.text = first.text[:cut-at]
			sg.text, sg.from = sg.text[cut-at:], sg.from+cut-at
			segs = append(segs, first, sg)
		}
		at += n
	}
	s.itemize(p, segs)
	for i := range p.items {
		if pc := &p.pieces[i]; pc.kind == pieceSpace && int(pc.end) == cut {
			p.items[i] = linebreak.Item{Kind: linebreak.Penalty, Penalty: -linebreak.Inf}
			p.pieces[i] = piece{}
		}
	}
	s.measure(p, measure)
	s.breakLines(p)
}

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
