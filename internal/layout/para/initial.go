package para

import (
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/linebreak"
	"quire/internal/page"
	"quire/internal/style"
)

// InitialLetter is a letter that is as high as several lines (css-inline-3, §7), with the punctuation around it.
type InitialLetter struct {
	segs  []Segment
	st    *style.Style
	lines int // how high
	sink  int // how deep
}

// setInitial is an initial that has been shaped.
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

// shapeInitial shapes the initial of a paragraph. A capital of the initial reaches from the baseline of its last line to the tops
// of the capitals of its first.
func (s *Setter) shapeInitial(p *Paragraph) {
	p.letter = setInitial{}
	in, out := p.Initial, &p.letter
	body := s.shaping(p.Style, p.Lang.Tag)
	if len(body.faces) == 0 {
		return
	}
	caps := body.size.MulDiv(int64(body.faces[0].Metrics().CapHeight), int64(body.faces[0].UnitsPerEm()))
	want := p.Style.LineHeight*dimen.Length(in.lines-1) + caps
	for i := range in.segs {
		sh := *s.shaping(in.st, in.segs[i].Lang.Tag)
		if len(sh.faces) == 0 {
			out.words = append(out.words, sizedWord{&shaped{}, &sh})
			continue
		}
		if own := sh.faces[0].Metrics().CapHeight; own > 0 {
			sh.size = want.MulDiv(int64(sh.faces[0].UnitsPerEm()), int64(own))
		}
		sh.letter = 0
		w := s.shape(&sh, in.segs[i].Text, false)
		out.words = append(out.words, sizedWord{w, &sh})
		out.width += w.width
	}
	after := in.st.Padding[style.SideRight].Length + in.st.Margin[style.SideRight].Length
	if p.RightToLeft {
		after = in.st.Padding[style.SideLeft].Length + in.st.Margin[style.SideLeft].Length
	}
	for range in.sink {
		out.beside = append(out.beside, out.width+after)
	}
	// A tail, such as that of Q, goes below the baseline: the lines that it would touch are indented by its width.
	for k := dimen.Length(1); k < 4; k++ {
		tail := out.tail(k*p.Style.LineHeight-caps, p.RightToLeft)
		if tail <= 0 {
			break
		}
		out.beside = append(out.beside, tail+max(after, p.Style.FontSize/8))
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
			x += gl.advance
		}
	}
	return reach
}

// padToInitial adds empty lines to a paragraph that has fewer lines than its initial, so that the next block begins below the initial.
func (in *setInitial) padToInitial(lines []linebreak.Line) []linebreak.Line {
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
func (s *Setter) Initial(p *Paragraph, x, width, y dimen.Length, as Place) Line {
	in := p.Initial
	if in == nil {
		return Line{}
	}
	o := &lineMaker{Setter: s, Place: as}
	if p.RightToLeft {
		x += width - p.letter.width
	}
	y += p.Style.LineHeight * dimen.Length(in.sink-1)
	for i := range p.letter.words {
		w, sg := &p.letter.words[i], &in.segs[i]
		var run *page.Run
		for _, gl := range w.glyphs {
			face := w.sh.faces[gl.face]
			if run == nil || run.Face != face {
				run = &page.Run{
					X: x, Y: y, Face: face, Size: w.sh.sizeOf(face), Color: border.Color(in.st.Color), Mark: o.mark(sg),
					Source: page.Source{Node: sg.Source.Node, Offset: sg.Source.Offset + sg.From},
				}
				if o.First.Node == 0 {
					o.First = run.Source
				}
				o.Items = append(o.Items, run)
			}
			start := int32(len(run.Text))
			run.Text += w.text[gl.start:gl.end]
			run.Glyphs = append(run.Glyphs, page.Glyph{ID: gl.id, Start: start, End: int32(len(run.Text)), Advance: gl.advance, XOffset: gl.dx, YOffset: gl.dy})
			x += gl.advance
		}
	}
	return o.Line
}
