package para

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/linebreak"
	"quire/internal/style"
)

// measureLines computes the width of each line: text-indent and an initial make it narrower.
func (s *Setter) measureLines(p *Paragraph, measure dimen.Length) {
	p.left, p.rest = nil, 0
	if measure == 0 {
		p.width = linebreak.Measure{Rest: 16000 * dimen.PT}
		return
	}
	p.width = linebreak.Measure{Rest: measure}
	ind := p.Style.TextIndent.Of(measure)
	switch {
	case ind == 0:
	case p.Style.TextIndent.Hanging:
		p.rest = ind
		p.left = []dimen.Length{0}
	default:
		p.left = []dimen.Length{ind}
	}
	if p.Initial != nil {
		s.shapeInitial(p)
		for len(p.left) < len(p.letter.beside) {
			p.left = append(p.left, p.rest)
		}
		copy(p.left, p.letter.beside) // an initial and an indent at once are one too many
	}
	for _, l := range p.left {
		p.width.Lines = append(p.width.Lines, max(measure-l, dimen.PT))
	}
	p.width.Rest = max(measure-p.rest, dimen.PT)
}

// breakLines breaks the paragraph at its optimum and, if that looks good, also one line longer and one line shorter.
func (s *Setter) breakLines(p *Paragraph) {
	p.Breakings, p.Natural, p.tight = p.Breakings[:0], 0, false
	p.finish()
	items, prm := p.items, p.params
	if p.Style.TextAlign != style.Justify || p.Marker || p.Initial != nil {
		r := s.breaker.Break(items, p.width, prm)
		if p.Initial != nil {
			r.Lines = p.letter.padToInitial(r.Lines)
		}
		p.Breakings = append(p.Breakings, LineBreaking{Lines: r.Lines})
		return
	}
	all := s.breaker.Variants(items, p.width, prm, -1, 1)
	if beyondTolerance(bestOf(all), prm) {
		if closer := p.tightened(); closer != nil {
			if again := s.breaker.Variants(closer, p.width, prm, -1, 1); bestOf(again).Demerits < bestOf(all).Demerits {
				p.items, p.tight, all = closer, true, again
			}
		}
	}
	best := bestOf(all).Demerits
	for _, r := range all {
		if r.Looseness == 0 {
			p.Natural = len(p.Breakings)
		} else if tooLoose(r) {
			continue
		}
		p.Breakings = append(p.Breakings, LineBreaking{Lines: r.Lines, Demerits: max(0, r.Demerits-best)})
	}
}

// bestOf gives the best of the variants.
func bestOf(all []linebreak.Result) linebreak.Result {
	for _, r := range all {
		if r.Looseness == 0 {
			return r
		}
	}
	return linebreak.Result{}
}

// beyondTolerance reports whether a line is beyond the tolerance.
func beyondTolerance(r linebreak.Result, prm linebreak.Params) bool {
	for i := range r.Lines {
		if r.Lines[i].Badness > prm.Tolerance && r.Lines[i].Overfull == 0 {
			return true
		}
	}
	return false
}

// tightened gives the paragraph's items with letters that may stand closer, by three quarters of the style's tracking: one more
// word in a line may avoid a line that is too loose. It gives nil if the style has no tracking.
func (p *Paragraph) tightened() []linebreak.Item {
	var out []linebreak.Item
	for i := range p.items {
		pc := &p.pieces[i]
		if pc.kind != pieceText || p.items[i].Kind != linebreak.Box || p.spans[pc.span].shaping.track == 0 {
			continue
		}
		if out == nil {
			out = slices.Clone(p.items)
		}
		out[i].Contract += p.spans[pc.span].shaping.track * 3 / 4 * dimen.Length(letters(pc.word.glyphs[pc.g0:pc.g1]))
	}
	return out
}

// finish appends closing glue and sets the line-breaking parameters.
func (p *Paragraph) finish() {
	em := p.Style.FontSize
	prm := linebreak.Defaults()
	// If a line must be looser than the tolerance, it is as little looser as possible.
	prm.Tolerance, prm.EmergencyTolerance = 200, linebreak.Inf-1
	if p.Style.TextAlign == style.Justify {
		// One pass weighs hyphens against loose lines: a hyphen costs as much as a line with spaces at 1.48 of their width. The
		// badness, a cube, is nearly the same for lines that are a little loose or tight; a high line penalty makes these differ.
		prm.Pretolerance, prm.LinePenalty, prm.HyphenPenalty = -1, 100, 250
	}
	prm.MaxHyphenLadder = p.Style.HyphenateLines
	// The end of a word alone on the last line is worse than two loose lines.
	prm.MinLastLine, prm.RuntDemerits, prm.FinalHyphenDemerits = 2*em, 60_000, 30_000
	items := p.items
	align, last := p.Style.TextAlign, lastAlign(p.Style)
	if align != style.Justify {
		ragged := linebreak.Skip{Stretch: 3 * em}
		if len(p.long) > 0 { // lines of code that are divided anywhere are full
			ragged.Stretch = em / 2
		}
		switch {
		case p.Marker:
		case align == style.Center:
			prm.LeftSkip, prm.RightSkip = ragged, ragged
		default: // where lines are broken, only the sum of both sides counts
			prm.RightSkip = ragged
		}
		prm.HyphenPenalty, prm.ExHyphenPenalty = 500, 200
	}
	prm.HyphenZone = p.Style.HyphenateZone.Of(p.measure)
	if p.Style.Hyphens == style.HyphensNone {
		prm.HyphenPenalty = linebreak.Inf
	}
	switch {
	case align == style.Center, last == style.Justify:
		items = append(items, linebreak.Item{Kind: linebreak.Penalty, Penalty: -linebreak.Inf})
	default:
		fill := linebreak.ParFill()
		items = append(items, fill[:]...)
	}
	for len(p.pieces) < len(items) {
		p.pieces = append(p.pieces, piece{})
	}
	p.items, p.params = items, prm
}

// tooLoose reports whether a line breaking that is not the optimum looks bad: a line of it is stretched too far, overfull, or
// the third in a row that ends with a hyphen.
func tooLoose(r linebreak.Result) bool {
	for i := range r.Lines {
		if l := &r.Lines[i]; l.Badness > 80 || l.Overfull > 0 || l.Ladder > 2 {
			return true
		}
	}
	return false
}

func lastAlign(st *style.Style) style.Align {
	if st.TextAlignLast != style.AlignAuto {
		return st.TextAlignLast
	}
	if st.TextAlign == style.Justify {
		return style.Start
	}
	return st.TextAlign
}
