package linebreak

import "quire/internal/dimen"

// Line is one line of a Result.
type Line struct {
	// The line has items[Start:Break] and ends at items[Break], or at the end if Break is len(items). If items[Break] is
	// a Discretionary, its Pre is set; if it is a Penalty, its Width. If Post is true, the line begins with the Post of
	// the Discretionary at the Break of the line before.
	Start, Break int
	Post         bool
	// Flagged is set if the line ends with a hyphen. Ladder is the number of consecutive lines, up to this one, that do.
	Flagged bool
	Ladder  int
	// Measure is the width to fill. Natural is the width of the content before adjustment, without Left and Right, by
	// which it hangs into the margins. Stretch and the rest are totals of the line, including skips.
	Measure, Natural                       dimen.Length
	Left, Right                            dimen.Length
	Stretch, Shrink, Fil, Expand, Contract dimen.Length
	// Scaled is the width that scaling adds to the boxes, and Spaced the width that is added to the glue; both may be
	// negative. Natural + Scaled + Spaced is Measure unless the line is Overfull or has nothing to stretch.
	Scaled, Spaced dimen.Length
	Badness        int
	Class          Fitness
	// Overfull is the width by which the line is too wide after all glue has been shrunk by its Shrink. Underfull is the
	// width by which it is too short after all glue has been stretched by its Stretch; the glue is then stretched further.
	Overfull, Underfull dimen.Length
}

// Expansion is the part of its Expand, in 1/65536, by which each box of the line is made wider or, if negative, the part of
// its Contract by which it is made narrower.
func (l *Line) Expansion() int {
	most := l.Expand
	if l.Scaled < 0 {
		most = l.Contract
	}
	if most <= 0 {
		return 0
	}
	return int(l.Scaled.MulDiv(65536, int64(most)))
}

// result makes the lines from the node at the end of the paragraph.
func (b *breaker) result(pass Pass, end int32) Result {
	best := end
	for _, at := range b.active {
		if b.better(at, best) {
			best = at
		}
	}
	n := &b.nodes[end]
	r := Result{
		Lines: make([]Line, n.line), Demerits: n.dem, Pass: pass, Looseness: int(n.line - b.nodes[best].line),
	}
	for ; n.prev >= 0; n = &b.nodes[n.prev] {
		r.Lines[n.line-1] = b.line(&b.nodes[n.prev], int(n.pos))
	}
	ladder := 0
	for i := range r.Lines {
		if ladder++; !r.Lines[i].Flagged {
			ladder = 0
		}
		r.Lines[i].Ladder = ladder
	}
	return r
}

// line describes the line from a to a break at i, without the EmergencyStretch of the emergency pass.
func (b *breaker) line(a *node, i int) Line {
	t, left, right := b.span(a, i)
	l := Line{
		Start: int(a.start), Break: i,
		Post:    a.pos >= 0 && b.items[a.pos].Kind == Discretionary && b.items[a.pos].Post != 0,
		Flagged: i != b.final && b.flagged(i),
		Measure: b.measure.At(int(a.line)), Natural: t.width, Left: left, Right: right,
		Stretch: t.stretch, Shrink: t.shrink, Fil: t.fil, Expand: t.expand, Contract: t.contract,
	}
	bad, class, over := fit(t, l.Measure)
	l.Badness, l.Class, l.Overfull = int(bad), class, over
	switch excess := l.Measure - l.Natural; {
	case excess > 0 && l.Fil > 0:
		l.Spaced = excess
	case excess > 0:
		l.Scaled = min(excess, l.Expand)
		if rest := excess - l.Scaled; l.Stretch > 0 {
			l.Spaced = rest
		}
		l.Underfull = max(0, excess-l.Scaled-max(0, l.Stretch))
	case excess < 0:
		l.Scaled = -min(-excess, l.Contract)
		l.Spaced = -min(l.Scaled-excess, max(0, l.Shrink))
	}
	return l
}
