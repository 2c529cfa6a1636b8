package linebreak_test

import (
	"slices"

	"quire/internal/dimen"
	. "quire/internal/linebreak"
)

// scorer judges paragraphs by brute force: it goes through all sets of breaks and adds up each line item by item.
// It shares nothing with the package but the definitions of its parameters.
type scorer struct {
	items   []Item
	measure Measure
	p       Params
}

type way struct {
	breaks []int
	dem    int64
}

// state is what of the lines so far bears on those that follow.
type state struct {
	from    int // first item looked at; discarding is still to be done
	after   int // the break before, -1 at the start
	class   int
	ladder  int
	dem     int64
	breaks  []int
	hyphens bool
}

func (s *scorer) last() int {
	for i := len(s.items) - 1; i >= 0; i-- {
		switch it := s.items[i]; it.Kind {
		case Box, Discretionary:
			return len(s.items)
		case Penalty:
			if it.Penalty <= -Inf {
				return i
			}
		}
	}
	return len(s.items)
}

func (s *scorer) all(pass Pass, found func(way)) {
	s.from(state{after: -1, class: 2}, pass, found)
}

func (s *scorer) from(st state, pass Pass, found func(way)) {
	// Discard after a break.
	start := st.from
	if st.after >= 0 {
		for start < len(s.items) {
			it := s.items[start]
			if it.Kind == Box || it.Kind == Discretionary || it.Kind == Penalty && it.Penalty <= -Inf {
				break
			}
			start++
		}
	}
	last := s.last()
	for i := start; i <= last; i++ {
		pi, legal := 0, false
		hyphen := false
		if i == last {
			pi, legal = -Inf, true
		} else {
			switch it := s.items[i]; it.Kind {
			case Glue:
				legal = i > 0 && (s.items[i-1].Kind == Box || s.items[i-1].Kind == Discretionary)
			case Penalty:
				pi, hyphen = int(it.Penalty), it.Flagged
				legal = pi < Inf && ((!it.Auto || pass != First) && (!it.Emergency || pass >= Emergency) || pi <= -Inf)
			case Discretionary:
				pi, hyphen = s.p.ExHyphenPenalty, true
				if it.Pre != 0 {
					pi = s.p.HyphenPenalty
				}
				if pi < Inf {
					pi += int(it.Penalty)
				}
				if pi <= -Inf {
					pi = -Inf + 1
				}
				legal = pi < Inf && (!it.Auto || pass != First) && (!it.Emergency || pass >= Emergency)
			}
		}
		if !legal {
			continue
		}
		forced := pi <= -Inf
		bad, class, over, width, spaces := s.line(st, start, i, pass)
		limit := s.p.Tolerance
		if pass == First {
			limit = s.p.Pretolerance
		} else if pass == Emergency {
			limit = max(limit, s.p.EmergencyTolerance)
		} else if pass == LastResort {
			limit = Inf
		}
		tooMany := hyphen && s.p.MaxHyphenLadder > 0 && st.ladder >= s.p.MaxHyphenLadder
		if bad <= limit && (over == 0 && !tooMany && !s.zone(st, start, i) || pass == LastResort) {
			d := int64(s.p.LinePenalty + bad)
			d *= d
			if pi > 0 {
				d += int64(pi) * int64(pi)
			} else if !forced {
				d -= int64(pi) * int64(pi)
			}
			next := state{from: i + 1, after: i, class: class, hyphens: hyphen}
			if st.hyphens && hyphen {
				d += s.p.DoubleHyphenDemerits
			}
			if hyphen {
				next.ladder = st.ladder + 1
				if tooMany {
					d += s.p.LadderDemerits
				}
			}
			if diff := class - st.class; diff*diff > 1 {
				d += s.p.AdjDemerits
			}
			if i == last && st.after >= 0 {
				if st.hyphens {
					d += s.p.FinalHyphenDemerits
				}
				if width < s.p.MinLastLine || st.hyphens && spaces == 0 {
					d += s.p.RuntDemerits
				}
			}
			if over > 0 {
				d += 1e10 + int64(over/1024)*1e7
			} else if pass == LastResort && bad >= Inf {
				short := s.short(st, start, i)
				d += int64(short/dimen.PT)*1e5 + s.hole(short, start, i)*2e7
			}
			next.dem = st.dem + d
			next.breaks = append(slices.Clone(st.breaks), i)
			if i == last {
				found(way{next.breaks, next.dem})
			} else {
				if i < len(s.items) && s.items[i].Kind == Penalty && forced {
					next.from = i + 1
				}
				s.from(next, pass, found)
			}
		}
		if over > 0 || forced {
			return
		}
	}
}

// zone reports whether the hyphen at i is one that the line could do without: it lacks no more than the zone if it ends at
// the space before.
func (s *scorer) zone(st state, start, i int) bool {
	if s.p.HyphenZone <= 0 || i >= len(s.items) || !s.items[i].Auto {
		return false
	}
	space := -1
	for k := start + 1; k < i; k++ {
		before := s.items[k-1].Kind
		if s.items[k].Kind == Glue && (before == Box || before == Discretionary) {
			space = k
		}
	}
	if space < 0 {
		return false
	}
	return s.short(st, start, space) <= s.p.HyphenZone
}

// hole is how many times the stretch of a line what it lacks is, at most 40 times.
func (s *scorer) hole(short dimen.Length, start, end int) int64 {
	stretch := s.p.LeftSkip.Stretch + s.p.RightSkip.Stretch + s.p.EmergencyStretch
	for i := start; i < end; i++ {
		if s.items[i].Kind == Glue {
			stretch += s.items[i].Stretch
		}
	}
	for n := int64(0); ; n++ {
		if n == 40 || dimen.Length(n+1)*stretch > short {
			return n
		}
	}
}

// short is what a line lacks of its measure before anything is stretched.
func (s *scorer) short(st state, start, end int) dimen.Length {
	measure := s.measure.Rest
	if n := len(st.breaks); n < len(s.measure.Lines) {
		measure = s.measure.Lines[n]
	}
	_, _, _, width, _ := s.line(st, start, end, LastResort)
	return measure - width - s.p.LeftSkip.Width - s.p.RightSkip.Width
}

// line adds up one line. width is the natural one without the skips.
func (s *scorer) line(st state, start, end int, pass Pass) (bad, class int, over, width dimen.Length, spaces int) {
	var stretch, shrink, fil, expand, contract dimen.Length
	if st.after >= 0 && s.items[st.after].Kind == Discretionary {
		width += s.items[st.after].Post
	}
	for _, it := range s.items[start:end] {
		switch it.Kind {
		case Box, Discretionary:
			width += it.Width
			expand += it.Expand
			contract += it.Contract
		case Glue:
			width += it.Width
			stretch += it.Stretch
			shrink += it.Shrink
			fil += it.Fil
			if it.Width != 0 {
				spaces++
			}
		}
	}
	hyphen := false
	if end < len(s.items) {
		if it := s.items[end]; it.Kind == Penalty && it.Width != 0 {
			width += it.Width - it.Right
			hyphen = true
		} else if it.Kind == Discretionary && it.Pre != 0 {
			width += it.Pre - it.Right
			hyphen = true
		}
	}
	// What hangs out: look from the edges over what has no width.
	if st.after >= 0 && s.items[st.after].Kind == Discretionary && s.items[st.after].Post != 0 {
		width -= s.items[st.after].Left
	} else {
		for _, it := range s.items[start:end] {
			if it.Kind == Box && (it.Width != 0 || it.Left != 0) {
				width -= it.Left
				break
			}
			if it.Kind != Box && it.Kind != Penalty && it.Width != 0 {
				break
			}
		}
	}
	if !hyphen {
		for i := end - 1; i >= start; i-- {
			it := s.items[i]
			if it.Kind == Box && (it.Width != 0 || it.Right != 0) {
				width -= it.Right
				break
			}
			if it.Kind != Box && it.Kind != Penalty && it.Width != 0 {
				break
			}
		}
	}

	l, r := s.p.LeftSkip, s.p.RightSkip
	stretch += l.Stretch + r.Stretch
	shrink += l.Shrink + r.Shrink
	fil += l.Fil + r.Fil
	if pass >= Emergency {
		stretch += s.p.EmergencyStretch
	}
	n := len(st.breaks)
	measure := s.measure.Rest
	if n < len(s.measure.Lines) {
		measure = s.measure.Lines[n]
	}
	gap := measure - width - l.Width - r.Width
	class = 2
	if gap > 0 && fil <= 0 {
		byScale := min(gap, expand)
		b := cube(gap-byScale, stretch)
		if b >= 100 {
			class = 0
		} else if b > 12 {
			class = 1
		}
		bad = min(Inf, b+cube(byScale, 2*expand))
	} else if gap < 0 {
		byScale := min(-gap, contract)
		shrink = max(shrink, 0)
		if rest := -gap - byScale; rest > shrink {
			return Inf, 3, rest - shrink, width, spaces
		} else if b := cube(rest, shrink); b > 12 {
			class, bad = 3, b+cube(byScale, 2*contract)
		} else {
			bad = b + cube(byScale, 2*contract)
		}
	}
	return bad, class, 0, width, spaces
}

// cube is §108: 100(t/s)³ in the arithmetic of TeX.
func cube(t, s dimen.Length) int {
	if t == 0 {
		return 0
	}
	if s <= 0 {
		return Inf
	}
	r := t * 297 / s
	if r > 1290 {
		return Inf
	}
	return int((r*r*r + 1<<17) >> 18)
}

// search finds what Break should: the pass, the least demerits, the number of lines and how loose that is.
func (s *scorer) search() (pass Pass, dem int64, lines, loose int) {
	passes := []Pass{First, Second, Emergency}
	if s.p.Pretolerance < 0 {
		passes = passes[1:]
	}
	if s.p.EmergencyStretch == 0 && s.p.EmergencyTolerance <= s.p.Tolerance {
		passes = passes[:len(passes)-1]
	}
	ok := false
	for _, q := range append(passes, LastResort) {
		if q == LastResort && ok {
			break
		}
		best := s.byLines(q)
		if len(best) == 0 {
			continue
		}
		natural, first := 0, true
		for n, d := range best {
			if first || d < best[natural] || d == best[natural] && n < natural {
				natural, first = n, false
			}
		}
		abs := func(x int) int { return max(x, -x) }
		nearest := natural
		for n, d := range best {
			a, b := abs(n-natural-s.p.Looseness), abs(nearest-natural-s.p.Looseness)
			if a < b || a == b && (d < best[nearest] || d == best[nearest] && n < nearest) {
				nearest = n
			}
		}
		pass, dem, lines, loose, ok = q, best[nearest], nearest, nearest-natural, true
		if loose == s.p.Looseness {
			break
		}
	}
	return pass, dem, lines, loose
}

func (s *scorer) byLines(pass Pass) map[int]int64 {
	best := map[int]int64{}
	s.all(pass, func(w way) {
		if d, ok := best[len(w.breaks)]; !ok || w.dem < d {
			best[len(w.breaks)] = w.dem
		}
	})
	return best
}

// score gives the demerits of the one way to break that has these breaks.
func (s *scorer) score(pass Pass, breaks []int) (dem int64, ok bool) {
	s.all(pass, func(w way) {
		if slices.Equal(w.breaks, breaks) {
			dem, ok = w.dem, true
		}
	})
	return dem, ok
}
