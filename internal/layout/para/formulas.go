package para

import (
	"fmt"
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
func (f *Fonts) SetMath(read func() (*font.Face, error)) {
	f.math = sync.OnceValues(func() (*formula.Face, error) {
		face, err := read()
		if err != nil {
			return nil, err
		}
		out, ok := formula.NewFace(face)
		if !ok {
			return nil, fmt.Errorf("%s has no MATH table", face.Name())
		}
		return out, nil
	})
}

// formulaFace gives the first face of a style that has a MATH table, or else that of SetMath; nil if there is none.
func (s *Setter) formulaFace(sh *shaping) *formula.Face {
	for _, f := range sh.faces[:sh.own] {
		known, ok := s.mathFaces[f]
		if !ok {
			known, _ = formula.NewFace(f)
			s.mathFaces[f] = known
		}
		if known != nil {
			return known
		}
	}
	if s.fonts.math == nil {
		return nil
	}
	f, err := s.fonts.math()
	if err != nil && s.err == nil {
		s.err = err
	}
	return f
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
	out.FontSize, out.LetterSpacing, out.Caps = size, 0, style.CapsNormal
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
	b.p.Tall = b.p.Tall || kind == pieceDisplay || x.Height+x.Depth > lh/2
	b.p.boxes = append(b.p.boxes, setFormula{Box: x})
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
	rows := set.Display(sp.segment.Formula, measure)
	first := len(b.p.boxes)
	for k, row := range rows {
		if k > 0 {
			b.breakHere()
		}
		width := dimen.Length(0)
		if b.p.measure == 0 {
			width = row.Natural
		}
		b.formulaBox(i, row.Box, pieceDisplay, width)
		b.p.boxes[len(b.p.boxes)-1].above = row.Gap
		over = max(over, row.Overfull)
	}
	displayRoom(b.p.boxes[first:], b.p.Style.LineHeight)
	if over > 0 && b.p.measure > 0 {
		b.p.Findings = append(b.p.Findings, diag.Finding{
			Pos: sp.segment.Pos, Severity: diag.Warning, Code: "wide-formula",
			Message: "the formula is " + over.Tenths() + "pt wider than the text",
			Help:    "divide it with the environment split or multline, or set it smaller",
		})
	}
}

// setFormula is a formula, or a row of a display, that is set. above and below are the room around a row.
type setFormula struct {
	*formula.Box
	above, below dimen.Length
}

// height is that of the line of a display.
func (f *setFormula) height() dimen.Length { return f.above + f.Height + f.Depth + f.below }

// displayRoom gives a display room above and below: two fifths of a line each at least, and more, so that the lines after it are
// on the grid again.
func displayRoom(rows []setFormula, lineHeight dimen.Length) {
	total := lineHeight * 4 / 5
	for i := range rows {
		total += rows[i].height()
	}
	if len(rows) == 0 {
		return
	}
	room := lineHeight*4/5 + dimen.RoundUp(total, lineHeight) - total
	// Most letters of the line after it are lower than the line, so the room below looks larger than that above.
	below := room/2 - lineHeight/8
	rows[0].above += room - below
	rows[len(rows)-1].below += below
}

// formulaHeight gives the height of a line with formulas. A display has its own. Other lines have extra room if they, or those
// before by below, reach farther than letters do. down is how far the formulas reach below the baseline.
func (p *Paragraph) formulaHeight(l *linebreak.Line, below dimen.Length) (display, extra, down dimen.Length) {
	lh := p.Style.LineHeight
	up := dimen.Length(0)
	for k := l.Start; k < l.Break && k < len(p.pieces); k++ {
		switch pc := &p.pieces[k]; pc.kind {
		case pieceDisplay:
			return p.boxes[pc.wordAt].height(), 0, 0
		case pieceFormula:
			x := p.boxes[pc.wordAt]
			up, down = max(up, x.Height), max(down, x.Depth)
		}
	}
	size := p.Style.FontSize
	ascender, descender := size*7/10, size/4
	// What is high and what is deep seldom meet, so a tenth of the size is let pass.
	if over := max(up, ascender) + max(below, descender) - lh - size/10; over > 0 && (up > ascender || below > descender) {
		extra = over
	}
	return 0, extra, down
}

// drop is how far the baseline of a row of a display is below that of a line of text which ends where the row does.
func (o *lineMaker) drop(p *Paragraph, x *setFormula) dimen.Length {
	return p.Style.LineHeight - o.Baseline(p.Style) - x.below - x.Depth
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
