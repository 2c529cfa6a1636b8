package layout

import (
	"unicode"
	"unicode/utf8"

	"quire/internal/dimen"
	"quire/internal/linebreak"
	"quire/internal/page"
	"quire/internal/style"
)

// initialLetter is a letter that is as high as several lines (css-inline-3, §7), with the punctuation around it.
type initialLetter struct {
	segs  []segment
	st    *style.Style
	lines int // how high
	sink  int // how deep
}

// setInitial is an initial as it is set.
type setInitial struct {
	words  []sizedWord
	width  dimen.Length
	beside []dimen.Length // the indents of the lines beside it: its width, and what a tail below its baseline takes
}

// sizedWord is text shaped at the size of an initial.
type sizedWord struct {
	*shaped
	sh *shaping
}

// firstLetter gives the first letter of a paragraph a style of its own, or makes it an initial.
func firstLetter(p *Text, st *style.Style) {
	var first []segment
	seen := false // the letter
	for i := range p.segs {
		sg := &p.segs[i]
		if sg.kind == segAnchor {
			first = append(first, *sg)
			continue
		}
		if sg.kind != segText {
			return
		}
		n := lengthOfFirstLetter(sg.text, &seen)
		head := *sg
		head.text, head.st = sg.text[:n], st
		if n > 0 {
			first = append(first, head)
		}
		if n == len(sg.text) && !seen {
			continue // no more than punctuation: the letter is in the next
		}
		rest := append([]segment(nil), p.segs[i:]...)
		rest[0].text, rest[0].from = sg.text[n:], sg.from+n
		if st.InitialLetter == 0 {
			p.segs = append(first, rest...)
			return
		}
		in := &initialLetter{st: st, lines: st.InitialLetter, sink: max(1, st.InitialSink)}
		p.segs = nil
		for _, f := range first {
			if f.kind == segText {
				in.segs = append(in.segs, f)
			} else {
				p.segs = append(p.segs, f)
			}
		}
		p.segs = append(p.segs, rest...)
		p.initial = in
		return
	}
}

// lengthOfFirstLetter gives how many bytes of a text belong to its first letter: the letter, the punctuation before it and after it, and
// spaces within these that are not the common one, such as those of French quotation marks (css-pseudo-4, §3.3). Dashes and
// opening marks after the letter are the next word's.
func lengthOfFirstLetter(text string, seen *bool) (n int) {
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		switch {
		case unicode.Is(unicode.Zs, r) && r != ' ' && r != '\u3000':
			if *seen {
				// It is within only if punctuation follows it.
				next, _ := utf8.DecodeRuneInString(text[n+size:])
				if !closing(next) {
					return n
				}
			}
		case *seen && (unicode.IsMark(r) || closing(r)):
		case *seen:
			return n
		case unicode.IsPunct(r):
		case r == ' ', r == '\n', r == '\t', r == '\u3000':
			return n // punctuation that stands by itself
		default:
			*seen = true
		}
		n += size
	}
	return n
}

// closing reports whether punctuation after a first letter belongs to it.
func closing(r rune) bool {
	return unicode.IsPunct(r) && !unicode.In(r, unicode.Ps, unicode.Pi, unicode.Pd)
}

// initial shapes the initial of a paragraph, so that its capitals' height spans its lines: from the baseline of the
// last to the tops of the capitals of the first.
func (s *setter) initial(p *paragraph) {
	p.letter = setInitial{}
	in, out := p.initial, &p.letter
	body := s.shaping(p.st, p.lang.tag)
	if len(body.faces) == 0 {
		return
	}
	caps := body.size.MulDiv(int64(body.faces[0].Metrics().CapHeight), int64(body.faces[0].UnitsPerEm()))
	want := p.st.LineHeight*dimen.Length(in.lines-1) + caps
	for i := range in.segs {
		sh := *s.shaping(in.st, in.segs[i].lang.tag)
		if len(sh.faces) == 0 {
			out.words = append(out.words, sizedWord{&shaped{}, &sh})
			continue
		}
		if own := sh.faces[0].Metrics().CapHeight; own > 0 {
			sh.size = want.MulDiv(int64(sh.faces[0].UnitsPerEm()), int64(own))
		}
		sh.letter = 0
		w := s.word(&sh, in.segs[i].text, false)
		out.words = append(out.words, sizedWord{w, &sh})
		out.width += w.width
	}
	after := in.st.Padding[1].Length + in.st.Margin[1].Length
	if p.rtl {
		after = in.st.Padding[3].Length + in.st.Margin[3].Length
	}
	for range in.sink {
		out.beside = append(out.beside, out.width+after)
	}
	// A tail, as of Q, runs under the baseline: the lines that it would touch give way, as far as it goes.
	for k := dimen.Length(1); k < 4; k++ {
		tail := out.tail(k*p.st.LineHeight-caps, p.rtl)
		if tail <= 0 {
			break
		}
		out.beside = append(out.beside, tail+max(after, p.st.FontSize/8))
	}
}

// tail gives how far from the edge of the measure the initial's ink goes at this depth below its baseline, and lower.
func (in *setInitial) tail(depth dimen.Length, rtl bool) (reach dimen.Length) {
	x := dimen.Length(0)
	for _, w := range in.words {
		for _, gl := range w.glyphs {
			face := w.sh.faces[gl.face]
			unit := 64 * int64(face.UnitsPerEm())
			for _, contour := range face.Outline(gl.id) {
				for _, pt := range contour {
					if w.sh.size.MulDiv(-pt.Y, unit)-gl.dy < depth {
						continue
					}
					at := x + gl.dx + w.sh.size.MulDiv(pt.X, unit)
					if rtl {
						at = in.width - at
					}
					reach = max(reach, at)
				}
			}
			x += gl.adv
		}
	}
	return reach
}

// deep adds lines without text to a paragraph that is not as deep as its initial, so that what follows stands below it.
func (in *setInitial) deep(lines []linebreak.Line) []linebreak.Line {
	if len(lines) == 0 {
		return lines
	}
	end := lines[len(lines)-1].Break
	for len(lines) < len(in.beside) {
		lines = append(lines, linebreak.Line{Start: end, Break: end})
	}
	return lines
}

// Initial places the initial of a paragraph whose first baseline is at y; x and width are those of the measure.
func (s *setter) Initial(p *paragraph, x, width, y dimen.Length, as Place) Line {
	in := p.initial
	if in == nil {
		return Line{}
	}
	o := &placer{setter: s, Place: as}
	if p.rtl {
		x += width - p.letter.width
	}
	y += p.st.LineHeight * dimen.Length(in.sink-1)
	for i := range p.letter.words {
		w, sg := &p.letter.words[i], &in.segs[i]
		var run *page.Run
		for _, gl := range w.glyphs {
			face := w.sh.faces[gl.face]
			if run == nil || run.Face != face {
				run = &page.Run{
					X: x, Y: y, Face: face, Size: w.sh.size, Color: colour(in.st.Color), Mark: o.mark(sg),
					Source: page.Source{Node: sg.source.Node, Offset: sg.source.Offset + sg.from},
				}
				if o.First.Node == 0 {
					o.First = run.Source
				}
				o.Items = append(o.Items, run)
			}
			start := int32(len(run.Text))
			run.Text += w.text[gl.start:gl.end]
			run.Glyphs = append(run.Glyphs, page.Glyph{ID: gl.id, Start: start, End: int32(len(run.Text)), Advance: gl.adv, XOffset: gl.dx, YOffset: gl.dy})
			x += gl.adv
		}
	}
	return o.Line
}
