package para

import (
	"sync"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/layout/border"
	"quire/internal/layout/formula"
	"quire/internal/linebreak"
	"quire/internal/math"
	"quire/internal/page"
	"quire/internal/style"
)

// SetMath names the face for formulas whose style names no face with a MATH table. read reads it when it is first needed.
func (f *Fonts) SetMath(read func() (*font.Face, error)) { f.math = sync.OnceValues(read) }

// formulaFace gives the first face of a style that has a MATH table, or else that of SetMath; nil if there is none.
func (s *Setter) formulaFace(sh *shaping) *formula.Face {
	for _, f := range sh.faces[:sh.own] {
		if known, ok := s.mathFaces[f]; ok {
			if known != nil {
				return known
			}
			continue
		}
		s.mathFaces[f], _ = formula.NewFace(f)
		if s.mathFaces[f] != nil {
			return s.mathFaces[f]
		}
	}
	if s.fonts.math == nil {
		return nil
	}
	f, err := s.fonts.math()
	if err != nil {
		if s.err == nil {
			s.err = err
		}
		return nil
	}
	if known, ok := s.mathFaces[f]; ok {
		return known
	}
	s.mathFaces[f], _ = formula.NewFace(f)
	return s.mathFaces[f]
}

// lookKey is a style of the text in the look that words in a formula have.
type lookKey struct {
	st   *style.Style
	look math.TextFont
	size dimen.Length
}

// looks gives the style of words in a formula: that of the text, in a size and with what \textbf and its like change.
func (s *Setter) look(st *style.Style, look math.TextFont, size dimen.Length) *style.Style {
	key := lookKey{st, look, size}
	if out := s.looks[key]; out != nil {
		return out
	}
	out := *st
	out.FontSize, out.LetterSpacing = size, 0
	out.Italic = look.Italic
	out.FontWeight = 400
	if look.Bold {
		out.FontWeight = 700
	}
	switch {
	case look.Mono:
		out.FontFamily = []string{"monospace"}
	case look.Sans:
		out.FontFamily = []string{"sans-serif"}
	}
	if look.SmallCaps {
		out.Caps = style.SmallCaps
	}
	s.looks[key] = &out
	return &out
}

// formulaSetter sets the formulas of a segment.
func (b *itemizer) formulaSetter(i int) *formula.Setter {
	sp := &b.p.spans[i]
	face := b.Setter.formulaFace(sp.shaping)
	if face == nil {
		return nil
	}
	words := func(text string, look math.TextFont, size dimen.Length) (out []formula.Run) {
		sh := b.Setter.shaping(b.Setter.look(sp.segment.Style, look, size), sp.segment.Lang.Tag)
		w := b.Setter.shape(sh, text, false)
		if len(w.missing) > 0 {
			b.p.reportMissing(w, sp.segment.Pos, text, sp.segment.Lang.Lang, false)
		}
		var run *formula.Run
		for k := range w.glyphs {
			g := &w.glyphs[k]
			if f := sh.faces[g.face]; run == nil || run.Face != f {
				out = append(out, formula.Run{Face: f, Size: sh.sizeOf(f)})
				run = &out[len(out)-1]
			}
			if k == 0 || g.start != w.glyphs[k-1].start {
				run.Text += text[g.start:g.end]
			}
			end := int32(len(run.Text))
			run.Glyphs = append(run.Glyphs, page.Glyph{ID: g.id, Start: end - (g.end - g.start), End: end, Advance: g.advance, XOffset: g.dx, YOffset: g.dy})
		}
		return out
	}
	return &formula.Setter{Face: face, Size: sp.shaping.size, Words: words}
}

// formula makes the items of a formula.
func (b *itemizer) formula(i int) {
	sp := &b.p.spans[i]
	set := b.formulaSetter(i)
	if set == nil {
		return
	}
	if sp.segment.Formula.Display {
		b.display(i, set)
		return
	}
	pieces := set.Inline(sp.segment.Formula)
	if sp.level&1 != 0 { // in text from right to left a formula stays whole: its parts read from left to right
		pieces = formula.Join(pieces)
	}
	for k, p := range pieces {
		b.formulaBox(i, p.Box, pieceFormula, p.Box.Width)
		if k == len(pieces)-1 {
			break
		}
		switch {
		case p.Penalty <= formula.ForcedBreak:
			b.breakHere()
			continue
		case p.Penalty >= formula.NoBreak:
			b.forbid()
		default:
			b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: int32(p.Penalty)}, piece{})
		}
		it := linebreak.Item{Kind: linebreak.Glue, Width: p.Gap, Stretch: p.Stretch, Shrink: p.Shrink}
		if b.p.Style.TextAlign != style.Justify {
			it.Stretch, it.Shrink = 0, 0
		}
		b.add(it, piece{kind: pieceGap, span: int32(i), start: int32(sp.start), end: int32(sp.end)})
	}
	b.after(i, sp.end)
}

// formulaBox adds a box of a formula.
func (b *itemizer) formulaBox(i int, x *formula.Box, kind pieceKind, width dimen.Length) {
	sp := &b.p.spans[i]
	lh := b.p.Style.LineHeight
	b.p.Tall = b.p.Tall || kind == pieceDisplay || x.Height > upperPart(lh) || x.Depth > lh-upperPart(lh)
	b.p.boxes = append(b.p.boxes, x)
	b.add(linebreak.Item{Kind: linebreak.Box, Width: width},
		piece{kind: kind, span: int32(i), start: int32(sp.start), end: int32(sp.end), wordAt: int32(len(b.p.boxes) - 1), width: width})
}

// display makes the items of a formula on lines of its own. Its boxes are as wide as the measure and stand at its left edge,
// whatever the indent of the line is, so the line takes them to have no width.
func (b *itemizer) display(i int, set *formula.Setter) {
	sp := &b.p.spans[i]
	measure := b.p.measure
	if measure == 0 { // the text is measured, not set
		measure = 16000 * dimen.PT
	}
	over := dimen.Length(0)
	for k, row := range set.Display(sp.segment.Formula, measure) {
		if k > 0 {
			b.breakHere()
		}
		width := dimen.Length(0)
		if b.p.measure == 0 {
			width = row.Natural
		}
		b.formulaBox(i, row.Box, pieceDisplay, width)
		over = max(over, row.Overfull)
	}
	if over > 0 && b.p.measure > 0 {
		b.p.Findings = append(b.p.Findings, diag.Finding{
			Pos: sp.segment.Pos, Severity: diag.Warning, Code: "wide-formula",
			Message: "the formula is " + over.Tenths() + "pt wider than the text",
			Help:    "divide it in lines, with the environment split or multline",
		})
	}
}

// upperPart is the part of a line's height that is above its baseline.
func upperPart(lineHeight dimen.Length) dimen.Length { return lineHeight * 3 / 4 }

// extents gives how far the formulas of a line reach above and below its baseline. display says that the line is a display.
func (p *Paragraph) extents(l *linebreak.Line) (up, down dimen.Length, display bool) {
	for k := l.Start; k < l.Break && k < len(p.pieces); k++ {
		pc := &p.pieces[k]
		if pc.kind != pieceFormula && pc.kind != pieceDisplay {
			continue
		}
		x := p.boxes[pc.wordAt]
		up, down = max(up, x.Height), max(down, x.Depth)
		display = display || pc.kind == pieceDisplay
	}
	return up, down, display
}

// displaySkip is the least space above and below a display together, in parts of the line height.
func displaySkip(lineHeight dimen.Length) dimen.Length { return lineHeight * 4 / 5 }

// taller is by how much a line must be higher than others for its formulas. below is how far those of the line before reach
// below its baseline.
func (p *Paragraph) taller(l *linebreak.Line, below dimen.Length) (extra, down dimen.Length) {
	lh := p.Style.LineHeight
	up, down, display := p.extents(l)
	if display {
		return max(0, up+down+displaySkip(lh)-lh), 0
	}
	const clear = 3 * dimen.PT / 2 // between the formulas of two lines
	lower := lh - upperPart(lh)
	if need := max(up, upperPart(lh)) + max(below, lower) + clear; (up > upperPart(lh) || below > lower) && need > lh+clear {
		extra = need - lh
	}
	return extra, down
}

// drop is how far a display stands below the baseline of the last of the lines that it takes: it is in the middle of the space
// between the lines before and after.
func (p *Paragraph) drop(x *formula.Box, height dimen.Length) dimen.Length {
	lh := p.Style.LineHeight
	upper := upperPart(lh) * 4 / 5 // most letters are lower than the line
	lower := (lh - upperPart(lh)) / 2
	// The space reaches from the descenders of the line before to the letters of the line after.
	middle := (height - lower - lh + upper) / 2
	return (x.Height-x.Depth)/2 - middle
}

// height is that of the lines which a display takes.
func (o *lineMaker) height(p *Paragraph, x *formula.Box) dimen.Length {
	lh := p.Style.LineHeight
	return lh + dimen.RoundUp(max(0, x.Height+x.Depth+displaySkip(lh)-lh), lh)
}

// formula draws a formula with its origin at x on the baseline y.
func (o *lineMaker) formula(sg *Segment, box *formula.Box, x, y dimen.Length) {
	color := border.Color(sg.Style.Color)
	box.Walk(func(p formula.Placed) {
		switch {
		case p.Run != nil:
			run := &page.Run{X: x + p.X, Y: y - p.Y, Face: p.Run.Face, Size: p.Run.Size, Color: color, Text: p.Run.Text, Glyphs: p.Run.Glyphs, Mark: o.mark(sg)}
			if p.Run.Color != nil {
				run.Color = *p.Run.Color
			}
			if sg.Source.Node != 0 && run.Mark.Tag != nil {
				run.Source = sg.Source
				if o.First.Node == 0 {
					o.First = run.Source
				}
				o.Last = run.Source.Node
			}
			o.Items = append(o.Items, run)
		case p.Ink != nil:
			ink := color
			if *p.Ink != (page.Color{}) {
				ink = *p.Ink
			}
			o.Items = append(o.Items, &page.Rule{Rect: page.Rect{X: x + p.X, Y: y - p.Y - p.Height, W: p.Width, H: p.Height}, Color: ink, Mark: o.mark(sg)})
		}
	})
	if sg.Tag != nil && o.Artifact == "" {
		r := page.Rect{X: x, Y: y - box.Height, W: box.Width, H: box.Height + box.Depth}
		if sg.Tag.BBox == nil || sg.Tag.BBox.Page != o.Page {
			sg.Tag.BBox = &page.BBox{Page: o.Page, Rect: r}
		} else {
			sg.Tag.BBox.Rect = union(sg.Tag.BBox.Rect, r)
		}
	}
}

// union is the smallest rectangle around two.
func union(a, b page.Rect) page.Rect {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return page.Rect{X: x, Y: y, W: max(a.X+a.W, b.X+b.W) - x, H: max(a.Y+a.H, b.Y+b.H) - y}
}
