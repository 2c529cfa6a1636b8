package linebreak

import (
	"quire/internal/dimen"
)

// price returns the penalty of a break at item i, and whether it counts as a hyphen; ok is false if no line may end there in
// this pass (§866, the paper, p. 1125).
func (b *breaker) price(i int, pass Pass) (pi int64, flagged, ok bool) {
	if i == b.final {
		return -Inf, false, true
	}
	it := &b.items[i]
	switch it.Kind {
	case Glue:
		if i == 0 {
			return 0, false, false
		}
		k := b.items[i-1].Kind
		return 0, false, k == Box || k == Discretionary
	case Penalty:
		pi, flagged = int64(it.Penalty), it.Flagged
	case Discretionary:
		pi, flagged = int64(b.p.ExHyphenPenalty), true
		if it.Pre != 0 {
			pi = int64(b.p.HyphenPenalty)
		}
		if pi < Inf {
			// A discretionary never forces a break, even if its penalty is -Inf.
			pi = max(1-Inf, pi+int64(it.Penalty))
		}
	default:
		return 0, false, false
	}
	if pi > -Inf && (it.Auto && pass == First || it.Emergency && pass < Emergency) {
		return 0, false, false
	}
	return max(-Inf, pi), flagged, pi < Inf
}

// fit returns how well a line with the totals t fits the measure: its badness, its class and, if even its least width is too
// wide, the excess. As in pdfTeX, glyphs are scaled before spaces are stretched or shrunk, because uneven spaces are visible
// and 2 % of a letter's width are not. Scaling has an eighth of the badness that spaces would have, so that it is used only
// where it helps.
func fit(t totals, measure dimen.Length) (bad int64, class Fitness, over dimen.Length) {
	excess := measure - t.width
	switch {
	case excess > 0 && t.fil > 0:
		return 0, Decent, 0
	case excess > 0:
		scaled := min(excess, t.expand)
		bad = badness(excess-scaled, t.stretch)
		switch {
		case bad > 99:
			class = VeryLoose
		case bad > 12:
			class = Loose
		default:
			class = Decent
		}
		return min(Inf, bad+badness(scaled, 2*t.expand)), class, 0
	case excess < 0:
		scaled := min(-excess, t.contract)
		rest, shrink := -excess-scaled, max(0, t.shrink)
		if rest > shrink {
			return Inf, Tight, rest - shrink
		}
		bad, class = badness(rest, shrink), Decent
		if bad > 12 {
			class = Tight
		}
		return bad + badness(scaled, 2*t.contract), class, 0
	}
	return 0, Decent, 0
}

// overfullDemerits make an overfull line worse than ten infinitely bad ones. They increase with the excess.
func overfullDemerits(over dimen.Length) int64 {
	return 10_000_000_000 + int64(min(over, maxLength)>>10)*10_000_000
}

// underfullDemerits distinguish infinitely bad lines, so that fuller lines are preferred, and two such lines to one with a
// large gap. In TeX all infinitely bad lines are equal (§108), so a word may be alone on its line.
func underfullDemerits(short, stretch dimen.Length) int64 {
	short = max(0, short)
	ratio := int64(40)
	if short < 40*stretch {
		ratio = int64(short / stretch)
	}
	return ratio*20_000_000 + int64(short>>16)*100_000
}

// demerits returns the demerits of the line from a to a break at i (§859, and the additions of this package), and the length
// of the ladder at its end.
func (b *breaker) demerits(a *node, i int, bad, pi int64, class Fitness, flagged bool) (dem int64, ladder int32) {
	dem = int64(b.p.LinePenalty) + bad
	dem *= dem
	switch {
	case pi > 0:
		dem += pi * pi
	case pi > -Inf:
		dem -= pi * pi
	}
	hyphenBefore := a.pos >= 0 && b.flagged(int(a.pos))
	if hyphenBefore && flagged {
		dem += b.p.DoubleHyphenDemerits
	}
	if flagged && b.p.MaxHyphenLadder > 0 {
		ladder = a.ladder + 1
		if int(ladder) > b.p.MaxHyphenLadder {
			dem += b.p.LadderDemerits
			ladder--
		}
	}
	// The start of the paragraph counts as a decent line (§864).
	if d := int(class) - int(a.fit); d > 1 || d < -1 {
		dem += b.p.AdjDemerits
	}
	if i == b.final && a.pos >= 0 {
		if hyphenBefore {
			dem += b.p.FinalHyphenDemerits
		}
		if b.runt(a, hyphenBefore) {
			dem += b.p.RuntDemerits
		}
	}
	return dem, ladder
}

// inZone reports whether a line from a could end at the last space before the automatic hyphen at i with at most HyphenZone
// left empty.
func (b *breaker) inZone(a *node, i int) bool {
	if b.p.HyphenZone <= 0 || i >= len(b.items) || !b.items[i].Auto {
		return false
	}
	for k := i - 1; k > int(a.start); k-- {
		if b.items[k].Kind != Glue {
			continue
		}
		if _, _, ok := b.price(k, Second); ok {
			t, _, _ := b.span(a, k)
			return b.measure.At(int(a.line))-t.width <= b.p.HyphenZone
		}
	}
	return false
}

func (b *breaker) flagged(i int) bool {
	return b.items[i].Kind == Discretionary || b.items[i].Kind == Penalty && b.items[i].Flagged
}

// runt reports whether the last line, from a, is too short or has only the end of a word.
func (b *breaker) runt(a *node, hyphenBefore bool) bool {
	if hyphenBefore && b.spaces[b.final] == b.spaces[a.start] {
		return true
	}
	t, _, _ := b.span(a, b.final)
	return t.width-b.background.width < b.p.MinLastLine
}
