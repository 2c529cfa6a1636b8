package lang

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// bidiText is a paragraph whose levels are being resolved. Slices are indexed by character.
type bidiText struct {
	base    uint8
	runes   []rune
	orig    []bidi.Class // as in the Unicode Character Database
	class   []bidi.Class // as changed by the rules so far
	embed   []uint8      // the explicit levels
	levels  []uint8
	removed []bool // by X9
	match   []int  // of an isolate initiator its PDI and the reverse; -1: none
}

// bidiLevels returns the level of each character and whether rule X9 removes it. A paragraph separator ends all embeddings.
func bidiLevels(text string, base uint8) (levels []uint8, removed []bool) {
	runes := []rune(text)
	for start := 0; start < len(runes); {
		end := start
		for end < len(runes) && classOf(runes[end]) != bidi.B {
			end++
		}
		if end < len(runes) {
			end++
		}
		p := &bidiText{base: base, runes: runes[start:end]}
		p.resolve()
		levels = append(levels, p.levels...)
		removed = append(removed, p.removed...)
		start = end
	}
	return levels, removed
}

func (p *bidiText) resolve() {
	n := len(p.runes)
	p.orig = make([]bidi.Class, n)
	for i, r := range p.runes {
		p.orig[i] = classOf(r)
	}
	p.class = slices.Clone(p.orig)
	p.levels = make([]uint8, n)
	p.removed = make([]bool, n)
	p.matchIsolates()
	p.explicit()
	p.embed = slices.Clone(p.levels)
	for _, seq := range p.sequences() {
		s := &sequence{bidiText: p, at: seq}
		s.resolve()
	}
	p.trailing()
}

func isInitiator(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// matchIsolates pairs isolate initiators with their PDI (BD9).
func (p *bidiText) matchIsolates() {
	p.match = make([]int, len(p.runes))
	var open []int
	for i, c := range p.orig {
		p.match[i] = -1
		switch {
		case isInitiator(c):
			open = append(open, i)
		case c == bidi.PDI && len(open) > 0:
			j := open[len(open)-1]
			open = open[:len(open)-1]
			p.match[i], p.match[j] = j, i
		}
	}
}

// firstStrong returns the level for the first strong character of runes[i:end], ignoring isolates (P2, P3); 0 if there is
// none.
func (p *bidiText) firstStrong(i, end int) uint8 {
	for ; i < end; i++ {
		switch c := p.orig[i]; {
		case c == bidi.L:
			return 0
		case c == bidi.R || c == bidi.AL:
			return 1
		case isInitiator(c):
			if p.match[i] < 0 {
				return 0
			}
			i = p.match[i]
		}
	}
	return 0
}

// sequences returns the isolating run sequences (X10, BD13) as the indexes of their characters.
func (p *bidiText) sequences() [][]int {
	var runs [][]int
	runOf := make([]int, len(p.runes))
	for i := range p.runes {
		if p.removed[i] {
			continue
		}
		if n := len(runs); n > 0 && p.levels[runs[n-1][0]] == p.levels[i] {
			runs[n-1] = append(runs[n-1], i)
		} else {
			runs = append(runs, []int{i})
		}
		runOf[i] = len(runs) - 1
	}
	var seqs [][]int
	for _, run := range runs {
		if first := run[0]; p.orig[first] == bidi.PDI && p.match[first] >= 0 {
			continue
		}
		seq := slices.Clone(run)
		for {
			last := seq[len(seq)-1]
			if !isInitiator(p.orig[last]) || p.match[last] < 0 {
				break
			}
			seq = append(seq, runs[runOf[p.match[last]]]...)
		}
		seqs = append(seqs, seq)
	}
	return seqs
}

// trailing sets the levels of spaces before a separator and at the end, and of characters removed by X9 (L1, and §5.2 of the
// annex).
func (p *bidiText) trailing() {
	reset := true
	for i := len(p.runes) - 1; i >= 0; i-- {
		switch c := p.orig[i]; {
		case c == bidi.B || c == bidi.S:
			p.levels[i] = p.base
			reset = true
		case c == bidi.WS || isInitiator(c) || c == bidi.PDI || p.removed[i]:
			if reset {
				p.levels[i] = p.base
			}
		default:
			reset = false
		}
	}
	for i := range p.runes {
		if p.removed[i] {
			if i > 0 {
				p.levels[i] = p.levels[i-1]
			} else {
				p.levels[i] = p.base
			}
		}
	}
}

// sequence is an isolating run sequence. Its characters, with the indexes at, all have the same level.
type sequence struct {
	*bidiText
	at       []int
	level    uint8
	sos, eos bidi.Class
}

func direction(level uint8) bidi.Class {
	if level%2 == 1 {
		return bidi.R
	}
	return bidi.L
}

func (s *sequence) resolve() {
	first, last := s.at[0], s.at[len(s.at)-1]
	s.level = s.embed[first]
	before, after := s.base, s.base
	for i := first - 1; i >= 0; i-- {
		if !s.removed[i] {
			before = s.embed[i]
			break
		}
	}
	if !isInitiator(s.orig[last]) || s.match[last] >= 0 {
		for i := last + 1; i < len(s.runes); i++ {
			if !s.removed[i] {
				after = s.embed[i]
				break
			}
		}
	}
	s.sos, s.eos = direction(max(s.level, before)), direction(max(s.level, after))
	s.weak()
	s.brackets()
	s.neutral()
	for _, i := range s.at {
		switch c := s.class[i]; {
		case s.level%2 == 0 && c == bidi.R, s.level%2 == 1 && (c == bidi.L || c == bidi.EN || c == bidi.AN):
			s.levels[i]++
		case s.level%2 == 0 && (c == bidi.AN || c == bidi.EN):
			s.levels[i] += 2
		}
	}
}

// weak resolves the weak classes (W1–W7).
func (s *sequence) weak() {
	prev, strong := s.sos, s.sos
	for _, i := range s.at {
		c := s.class[i]
		if c == bidi.NSM { // W1
			c = prev
			if isInitiator(prev) || prev == bidi.PDI {
				c = bidi.ON
			}
		}
		prev = c
		switch c {
		case bidi.R, bidi.L, bidi.AL:
			strong = c
		case bidi.EN:
			if strong == bidi.AL { // W2
				c = bidi.AN
			}
		}
		s.class[i] = c
	}
	for _, i := range s.at { // W3
		if s.class[i] == bidi.AL {
			s.class[i] = bidi.R
		}
	}
	for k := 1; k+1 < len(s.at); k++ { // W4
		c, before, after := s.class[s.at[k]], s.class[s.at[k-1]], s.class[s.at[k+1]]
		if before == after && (c == bidi.ES && before == bidi.EN || c == bidi.CS && (before == bidi.EN || before == bidi.AN)) {
			s.class[s.at[k]] = before
		}
	}
	for k := 0; k < len(s.at); k++ { // W5, W6
		if s.class[s.at[k]] != bidi.ET {
			continue
		}
		j := k
		for j < len(s.at) && s.class[s.at[j]] == bidi.ET {
			j++
		}
		c := bidi.Class(bidi.ON)
		if k > 0 && s.class[s.at[k-1]] == bidi.EN || j < len(s.at) && s.class[s.at[j]] == bidi.EN {
			c = bidi.EN
		}
		for ; k < j; k++ {
			s.class[s.at[k]] = c
		}
		k--
	}
	strong = s.sos
	for _, i := range s.at {
		switch s.class[i] {
		case bidi.ES, bidi.CS: // W6
			s.class[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = s.class[i]
		case bidi.EN: // W7
			if strong == bidi.L {
				s.class[i] = bidi.L
			}
		}
	}
}

// strongAt returns the direction of a character for the rules about neutrals, in which numbers count as R; ON means none.
func (s *sequence) strongAt(k int) bidi.Class {
	switch c := s.class[s.at[k]]; c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// brackets resolves paired brackets (N0, BD16).
func (s *sequence) brackets() {
	type opened struct {
		closing rune
		at      int
	}
	var stack []opened
	var pairs [][2]int
	for k, i := range s.at {
		if s.class[i] != bidi.ON {
			continue
		}
		props, _ := bidi.LookupRune(s.runes[i])
		if !props.IsBracket() {
			continue
		}
		if props.IsOpeningBracket() {
			if len(stack) == 63 {
				pairs = nil // too deep: the algorithm ignores all pairs of the sequence
				break
			}
			stack = append(stack, opened{canonical([]rune(bidi.ReverseString(string(s.runes[i])))[0]), k})
			continue
		}
		for j := len(stack) - 1; j >= 0; j-- {
			if stack[j].closing == canonical(s.runes[i]) {
				pairs = append(pairs, [2]int{stack[j].at, k})
				stack = stack[:j]
				break
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return a[0] - b[0] })
	e := direction(s.level)
	for _, pair := range pairs {
		inside := bidi.Class(bidi.ON)
		for k := pair[0] + 1; k < pair[1]; k++ {
			if c := s.strongAt(k); c != bidi.ON {
				inside = c
				if c == e {
					break
				}
			}
		}
		if inside == bidi.ON {
			continue
		}
		if inside != e {
			before := s.sos
			for k := pair[0] - 1; k >= 0; k-- {
				if c := s.strongAt(k); c != bidi.ON {
					before = c
					break
				}
			}
			if before != inside {
				inside = e
			}
		}
		for _, k := range pair {
			s.class[s.at[k]] = inside
			for k++; k < len(s.at) && s.orig[s.at[k]] == bidi.NSM; k++ {
				s.class[s.at[k]] = inside
			}
		}
	}
}

// canonical maps the two closing angle brackets that are canonically equivalent to one.
func canonical(r rune) rune {
	if r == '\u232A' {
		return '\u3009'
	}
	return r
}

// neutral resolves the remaining neutral characters (N1, N2).
func (s *sequence) neutral() {
	for k := 0; k < len(s.at); k++ {
		if s.strongAt(k) != bidi.ON {
			continue
		}
		j := k
		for j < len(s.at) && s.strongAt(j) == bidi.ON {
			j++
		}
		before, after := s.sos, s.eos
		if k > 0 {
			before = s.strongAt(k - 1)
		}
		if j < len(s.at) {
			after = s.strongAt(j)
		}
		if before != after {
			before = direction(s.level)
		}
		for ; k < j; k++ {
			s.class[s.at[k]] = before
		}
		k--
	}
}
