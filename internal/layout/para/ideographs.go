package para

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/dimen"
	"quire/internal/lang"
	"quire/internal/linebreak"
	"quire/internal/style"
)

// ideographs sets a stretch of text without spaces that has Chinese, Japanese or Korean characters in it, or follows one.
// Each such character is a box. A line may end between two of them, and a justified line sets them apart.
//
// The ink of some punctuation fills half of its square. It is set as wide as its ink, with glue for the other half, so that
// the blank vanishes at the edges of a line and is not doubled between two marks (css-text-4, §8.4; Requirements for
// Japanese Text Layout, §3.1).
//
// A quarter of an em stands between these characters and letters or figures of other scripts (css-text-4, §8.3).
func (b *itemizer) ideographs(i, start, end int) {
	text := b.p.content
	for pos := start; pos < end; {
		r, size := utf8.DecodeRuneInString(text[pos:end])
		stop := pos + size
		if square(r) {
			for stop < end { // what belongs to the character, such as a variation selector
				m, n := utf8.DecodeRuneInString(text[stop:end])
				if !unicode.Is(unicode.M, m) && !joins(m) {
					break
				}
				stop += n
			}
		} else {
			for stop < end {
				m, n := utf8.DecodeRuneInString(text[stop:end])
				if square(m) {
					break
				}
				stop += n
			}
		}
		before, _ := utf8.DecodeLastRuneInString(text[:pos])
		if pos > 0 {
			b.gap(i, pos, before, r)
		}
		if square(r) {
			b.squareBox(i, pos, stop)
		} else {
			b.word(i, pos, stop)
		}
		pos = stop
	}
}

// squares reports whether there is a square character in text[start:end] or just before it.
func (b *itemizer) squares(i, start, end int) bool {
	r, _ := utf8.DecodeLastRuneInString(b.p.content[:start])
	return start == b.p.spans[i].start && square(r) || strings.ContainsFunc(b.p.content[start:end], square)
}

// square reports whether a character is of a script that is written in squares.
func square(r rune) bool {
	return r >= 0x2E80 && r < 0xA4D0 || r >= 0xAC00 && r < 0xD7A4 || r >= 0xF900 && r < 0xFB00 || r >= 0xFE30 && r < 0xFE50 || r >= 0xFF01 && r < 0xFF61 ||
		r >= 0x1F200 && r < 0x1F300 || r >= 0x20000 && r < 0x40000
}

// squareBox adds one character.
func (b *itemizer) squareBox(i, start, end int) {
	sp := &b.p.spans[i]
	r, _ := utf8.DecodeRuneInString(b.p.content[start:end])
	w := b.Setter.shape(sp.shaping, b.p.content[start:end], false)
	if len(w.missing) > 0 {
		b.word(i, start, end) // which reports it
		return
	}
	switch half, side := b.half(sp, r); {
	case side == 0:
	case side > 0 && end < len(b.p.content) && isSpace(b.p.content[end:]), side < 0 && start > 0 && b.p.content[start-1] == ' ':
		// Beside a space it is as wide as it is.
	default:
		w = half
	}
	b.box(i, w, start, 0, len(w.glyphs), start, end)
	b.after(i, end)
}

func isSpace(s string) bool { return s[0] == ' ' || strings.HasPrefix(s, "\u00A0") || s[0] == '\t' }

// half gives a fullwidth mark without the blank half of its square. side says where that half is: 1 after the mark, -1 before
// it, 0 if there is none or the style keeps it.
func (b *itemizer) half(sp *span, r rune) (w *shaped, side int) {
	if sp.segment.Style.SpaceAll {
		return nil, 0
	}
	switch {
	case strings.ContainsRune("「『（〈《【〔［｛〖〘〝", r):
		side = -1
	case strings.ContainsRune("」』）〉》】〕］｝〗〙〟、。，．：；！？", r):
		side = 1
	default:
		return nil, 0
	}
	key := wordKey{sh: sp.shaping, text: string(r), before: "half"}
	if w := b.words[key]; w != nil {
		if w.width == 0 {
			return nil, 0
		}
		return w, side
	}
	whole := b.Setter.shape(sp.shaping, string(r), false)
	w = &shaped{text: whole.text}
	b.words[key] = w
	if len(whole.glyphs) != 1 {
		return nil, 0
	}
	g := whole.glyphs[0]
	f := sp.shaping.faces[g.face]
	upem := f.UnitsPerEm()
	ink, ok := f.Bounds(g.id)
	adv := f.Advance(g.id)
	// The ink must lie in its half: in Taiwan and Hong Kong stops stand in the middle, in China ! and ? lean but a little.
	if !ok || adv < upem*9/10 || side > 0 && ink.XMax > adv*11/20 || side < 0 && ink.XMin < adv*9/20 {
		return nil, 0
	}
	blank := g.advance / 2
	g.advance -= blank
	if side < 0 {
		g.dx -= blank
	}
	w.glyphs, w.width = []glyph{g}, g.advance
	return w, side
}

// gap adds what stands between two characters, at least one of which is of these scripts: a place to break, if a line may
// end there, and glue.
func (b *itemizer) gap(i, pos int, before, r rune) {
	sp := &b.p.spans[i]
	st, em := sp.segment.Style, sp.shaping.size
	if before == ' ' || before == '\n' || before == '\u00A0' {
		return
	}
	if !square(before) && !square(r) {
		return
	}
	var width, stretch, shrink dimen.Length
	_, left := b.half(sp, before)
	_, right := b.half(sp, r)
	switch {
	case left > 0 && right > 0, left < 0 && right < 0:
	case left > 0 || right < 0:
		width, shrink = em/2, em/4
	case square(before) != square(r):
		if a, z := lang.ScriptOf(before), lang.ScriptOf(r); !st.NoAutospace && spaced(before, a) && spaced(r, z) {
			width, stretch, shrink = em/4, em/8, em/8
		}
	}
	if b.p.Style.TextAlign == style.Justify && !st.Unjustified {
		stretch += em / 16
	} else {
		stretch, shrink = 0, 0
	}
	if b.mayBreak(st, pos, before, r) {
		b.add(linebreak.Item{Kind: linebreak.Penalty}, piece{kind: pieceBreak, span: int32(i), start: int32(pos), end: int32(pos)})
	} else {
		b.forbid()
	}
	if width != 0 || stretch != 0 {
		b.add(linebreak.Item{Kind: linebreak.Glue, Width: width, Stretch: stretch, Shrink: shrink}, piece{kind: pieceGap, span: int32(i), start: int32(pos), end: int32(pos)})
	}
}

// spaced reports whether a character is an ideograph, a letter or a figure. Punctuation is not set apart.
func spaced(r rune, sc lang.Script) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || sc == "Hani"
}

// mayBreak reports whether a line may end before r at pos, by UAX #14 and by the properties line-break and word-break
// (css-text-3, §5.2 and §5.3).
func (b *itemizer) mayBreak(st *style.Style, pos int, before, r rune) bool {
	switch {
	case st.WhiteSpace == style.Nowrap || st.WhiteSpace == style.Pre:
		return false
	case st.LineBreak == style.LineBreakAnywhere:
		return true
	case st.WordBreak == style.KeepAll && unicode.IsLetter(before) && unicode.IsLetter(r):
		return false
	}
	if b.breaks[pos].ok {
		return true
	}
	// UAX #14 counts small kana and the mark of length among what never begins a line, as the strict rules have it (LB1, class CJ).
	open := strings.ContainsRune("「『（〈《【〔［｛〖〘〝", before)
	small := strings.ContainsRune("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー", r)
	iterated := strings.ContainsRune("々〻ゝゞヽヾ・：；！？‐–〜", r)
	return square(before) && !open && (small && st.LineBreak != style.LineBreakStrict || iterated && st.LineBreak == style.LineBreakLoose)
}
