package para

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/linebreak"
	"quire/internal/style"
)

// stops are the stops and commas that may hang at the end of a line (css-text-3, §9.2).
const stops = ",.،۔、。，．﹐﹑﹒｡､"

// hangWhole lets a box of text hang by whole marks (css-text-3, §9.2): at its start an opening mark if the box is the first of
// its paragraph, at its end a stop or a comma.
func (b *itemizer) hangWhole(what style.Hanging, it *linebreak.Item, gs []glyph, text string, rtl bool) {
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	start, end := gs[0].advance, gs[len(gs)-1].advance
	if rtl {
		start, end = end, start
	}
	if what&style.HangFirst != 0 && b.first() && (unicode.In(first, unicode.Ps, unicode.Pi, unicode.Pf) || first == '"' || first == '\'') {
		it.Left = start
	}
	if what&style.HangEnd != 0 && strings.ContainsRune(stops, last) {
		it.Right = end
	}
}

// first reports whether no text has been added yet.
func (b *itemizer) first() bool {
	for i := range b.p.pieces {
		if b.p.pieces[i].kind == pieceText {
			return false
		}
	}
	return true
}

// hangLast lets a closing mark hang at the end of a paragraph.
func (p *Paragraph) hangLast() {
	n := len(p.pieces) - 1
	for n >= 0 && p.pieces[n].kind == pieceAnchor {
		n--
	}
	if n < 0 || p.pieces[n].kind != pieceText || p.pieces[n].g1 == p.pieces[n].g0 || p.spans[p.pieces[n].span].shaping.hanging&style.HangLast == 0 {
		return
	}
	pc := &p.pieces[n]
	r, _ := utf8.DecodeLastRuneInString(p.content[pc.start:pc.end])
	if !unicode.In(r, unicode.Pe, unicode.Pi, unicode.Pf) && r != '"' && r != '\'' {
		return
	}
	mark := pc.g1 - 1
	if p.spans[pc.span].level&1 != 0 {
		mark = pc.g0
	}
	p.items[n].Right = pc.word.glyphs[mark].advance
}
