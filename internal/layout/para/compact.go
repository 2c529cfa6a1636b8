package para

import (
	"slices"

	"quire/internal/linebreak"
)

// compact lets go of what only the breaking of lines needs. Pieces of one word are joined where no line ends between them, and
// places where no line ends are left out, so that a paragraph takes about a quarter of its room until its pages are made.
//
//	con‧ser‧va‧tion of en‧er‧gy  →  conserva‧tion of energy
func (s *Setter) compact(p *Paragraph) {
	ends := make([]bool, len(p.pieces)+1)
	for _, b := range p.Breakings {
		for _, l := range b.Lines {
			ends[min(l.Break, len(p.pieces))] = true
		}
	}
	at := make([]int32, len(p.pieces)+1) // the new index of each piece, or of the next that is kept
	kept := p.pieces[:0]
	for i := range p.pieces {
		pc := p.pieces[i]
		at[i] = int32(len(kept))
		if !ends[i] && (pc.kind == pieceNone || pc.kind == pieceBreak || pc.kind == pieceHyphen && pc.word == nil) {
			continue
		}
		if n := len(kept) - 1; n >= 0 && !ends[i] && pc.kind == pieceText && kept[n].continues(&pc) {
			kept[n].end, kept[n].g1 = pc.end, pc.g1
			at[i] = int32(n)
			continue
		}
		kept = append(kept, pc)
	}
	at[len(p.pieces)] = int32(len(kept))
	for _, b := range p.Breakings {
		for i := range b.Lines {
			l := &b.Lines[i]
			l.Start, l.Break = int(at[min(l.Start, len(p.pieces))]), int(at[min(l.Break, len(p.pieces))])
		}
	}
	free := p.pieces
	p.pieces = slices.Clone(kept)
	clear(free) // so that the words in it can be forgotten
	s.freeItems, s.freePieces = p.items[:0], free[:0]
	p.items = nil
}

// continues reports whether b is the next part of the same word.
func (pc *piece) continues(b *piece) bool {
	return pc.kind == pieceText && pc.word == b.word && pc.wordAt == b.wordAt && pc.span == b.span && pc.end == b.start
}

// buffers gives room for the items and pieces of a paragraph: that which it has already, or that of the paragraph before.
func (s *Setter) buffers(p *Paragraph) (items []linebreak.Item, pieces []piece) {
	if p.items != nil {
		return p.items[:0], p.pieces[:0]
	}
	items, pieces = s.freeItems, s.freePieces
	s.freeItems, s.freePieces = nil, nil
	if items == nil {
		items, pieces = make([]linebreak.Item, 0, 1024), make([]piece, 0, 1024)
	}
	return items, pieces
}

// own gives a paragraph that is not broken room of its own, as long as it needs.
func (s *Setter) own(p *Paragraph) {
	items, pieces := p.items, p.pieces
	p.items, p.pieces = slices.Clone(items), slices.Clone(pieces)
	clear(pieces)
	s.freeItems, s.freePieces = items[:0], pieces[:0]
}
