package para

import (
	"iter"
	"strings"

	"quire/internal/dimen"
	"quire/internal/linebreak"
)

// LeastExtent is the width of the widest part that can't be divided. A word that may be divided anywhere counts as token wide at
// most.
func (p *Paragraph) LeastExtent(token dimen.Length) dimen.Length {
	least, _ := p.extent(token)
	return least
}

// Extent gives the width of the widest part of a paragraph that can't be divided, and its width in a single line.
func (p *Paragraph) Extent() (least, most dimen.Length) { return p.extent(0) }

func (p *Paragraph) extent(token dimen.Length) (least, most dimen.Length) {
	word, line := dimen.Length(0), dimen.Length(0)
	forbidden := false
	for i := range p.items {
		switch it := &p.items[i]; it.Kind {
		case linebreak.Box:
			word, line = word+it.Width, line+it.Width
			if pc := &p.pieces[i]; token > 0 && pc.kind == pieceText && p.spans[pc.span].segment.Style.OverflowWrap {
				word = min(word, token)
			}
			forbidden = false
		case linebreak.Glue:
			line += it.Width
			if forbidden {
				word += it.Width
			} else {
				least, word = max(least, word), 0
			}
			forbidden = false
		case linebreak.Discretionary:
			line += it.Width
			least, word = max(least, word+it.Pre), it.Post
		case linebreak.Penalty:
			switch {
			case it.Penalty >= linebreak.Inf:
				forbidden = true
			case it.Penalty <= -linebreak.Inf:
				least, word = max(least, word), 0
				most, line = max(most, line), 0
			default:
				least, word = max(least, word), 0
			}
		}
	}
	// A little more, so that rounding never breaks a text that has room.
	return max(least, word) + 2, max(most, line) + 2
}

// WidthBefore is the width of the text before a string, or of the whole text if the string does not occur in it.
func (p *Paragraph) WidthBefore(s string) (width dimen.Length) {
	at := strings.Index(p.content, s)
	if at < 0 {
		at = len(p.content)
	}
	for i := range p.items {
		pc := &p.pieces[i]
		switch {
		case int(pc.end) <= at:
			width += p.items[i].Width
		case int(pc.start) < at && pc.kind == pieceText:
			for _, g := range pc.word.glyphs[pc.g0:pc.g1] {
				if int(pc.wordAt)+int(g.start) < at {
					width += g.advance
				}
			}
		}
	}
	return width
}

// Word is what can't be divided, with the space before it.
type Word struct {
	Width, Space dimen.Length
	Forced       bool // begins a line
}

// Words gives the words of a paragraph.
func (p *Paragraph) Words() (out []Word) {
	w, begun, forbidden := Word{}, false, false
	end := func() {
		if begun {
			out = append(out, w)
		}
		w, begun = Word{}, false
	}
	for i := range p.items {
		switch it := &p.items[i]; it.Kind {
		case linebreak.Box:
			w.Width += it.Width
			begun, forbidden = true, false
		case linebreak.Discretionary:
			w.Width += it.Width
		case linebreak.Glue:
			if forbidden && begun {
				w.Width += it.Width
			} else {
				end()
				w.Space += it.Width
			}
			forbidden = false
		case linebreak.Penalty:
			switch {
			case it.Penalty >= linebreak.Inf:
				forbidden = true
			case it.Penalty <= -linebreak.Inf:
				end()
				w = Word{Forced: true}
			default:
				end()
			}
		}
	}
	end()
	return out
}

// Marks gives the marks of the anchors in lines from up to to of a breaking, each with its line.
func (p *Paragraph) Marks(breaking, from, to int) iter.Seq2[any, int] {
	return func(yield func(mark any, line int) bool) {
		for i := from; i < to && len(p.Breakings) > 0; i++ {
			ln := &p.Breakings[breaking].Lines[i]
			for k := ln.Start; k < ln.Break && k < len(p.pieces); k++ {
				if pc := &p.pieces[k]; pc.kind == pieceAnchor && p.used[pc.wordAt].Mark != nil && !yield(p.used[pc.wordAt].Mark, i) {
					return
				}
			}
		}
	}
}

// LongestWord gives the longest word of line i of a breaking.
func (p *Paragraph) LongestWord(breaking, i int) (longest string) {
	l := &p.Breakings[breaking].Lines[i]
	for k := l.Start; k < l.Break && k < len(p.pieces); k++ {
		if pc := &p.pieces[k]; pc.kind == pieceText && len(pc.word.text) > len(longest) {
			longest = pc.word.text
		}
	}
	return longest
}

// LineWidth is the width of the text of a paragraph in a single line.
func (p *Paragraph) LineWidth() (width dimen.Length) {
	for i := range p.pieces {
		switch pc := &p.pieces[i]; pc.kind {
		case pieceText:
			for _, g := range pc.word.glyphs[pc.g0:pc.g1] {
				width += g.advance
			}
		case pieceSpace:
			width += pc.width
		}
	}
	return width
}

// Lines is how many lines a paragraph has in a breaking.
func (p *Paragraph) Lines(breaking int) int { return len(p.Breakings[breaking].Lines) }

// BesideInitial is how many lines stand beside the initial.
func (p *Paragraph) BesideInitial() int { return len(p.letter.beside) }
