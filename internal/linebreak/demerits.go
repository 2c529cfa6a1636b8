package linebreak

import (
	"quire/internal/dimen"
)

// price gives the penalty of a break at item i and whether it counts as a hyphen; ok is false if no line may
// end there in this pass (§866, the paper, p. 1125).
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
			// However cheap, a discretionary never forces a line to end.
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

// fit says how well a line of totals t fits the measure: its badness, its class and, if even the least width
// does not fit, by how much. Glyphs are scaled before spaces are stretched or shrunk, as in pdfTeX, for uneven
// spaces are seen and 2 % of a letter's width is not; the scaling is charged with an eighth of the badness that
// spaces would have, so that it is not used for nothing.
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

// overfullDemerits make an overfull line worse than ten that are infinitely bad, and the more so the more it is over.
func overfullDemerits(over dimen.Length) int64 {
	return 10_000_000_000 + int64(min(over, maxLength)>>10)*10_000_000
}

// underfullDemerits tell apart lines that are all infinitely bad, so that the fuller ones are taken, and two such lines rather
// than one with a hole in it: TeX, to which they are alike (§108), may leave a word alone on its line.
func underfullDemerits(short, stretch dimen.Length) int64 {
	short = max(0, short)
	ratio := int64(40)
	if short < 40*stretch {
		ratio = int64(short / stretch)
	}
	return ratio*20_000_000 + int64(short>>16)*100_000
}

// demerits gives those of the line from a to a break at i (§859, and the additions of this package), and the
// length of the ladder there.
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
	// The paragraph's start counts as decent (§864).
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

// inZone reports whether a line from a could end at the last space before the automatic hyphen at i and lack no more than
// HyphenZone.
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

// runt reports whether the last line, from a, is too short or nothing but the end of a word.
func (b *breaker) runt(a *node, hyphenBefore bool) bool {
	if hyphenBefore && b.spaces[b.final] == b.spaces[a.start] {
		return true
	}
	t, _, _ := b.span(a, b.final)
	return t.width-b.background.width < b.p.MinLastLine
}
