package linebreak

import (
	"cmp"

	"quire/internal/dimen"
)

// totals are what the items of a line add up to.
type totals struct {
	width, stretch, shrink, fil, expand, contract dimen.Length
}

func (t totals) minus(u totals) totals {
	return totals{
		t.width - u.width, t.stretch - u.stretch, t.shrink - u.shrink, t.fil - u.fil, t.expand - u.expand, t.contract - u.contract,
	}
}

// node is a feasible break together with the best way to get there (§819).
type node struct {
	dem   int64 // the least demerits up to here
	pos   int32 // the item at which the line ends; -1 at the start
	start int32 // the first item of the next line
	line  int32 // how many lines there are up to here
	// ladder is how many lines in a row end with a hyphen here, as far as it matters: at most MaxHyphenLadder.
	ladder int32
	prev   int32 // the node before, in breaker.nodes; -1 at the start
	fit    Fitness
}

// breaker holds one paragraph while it is broken.
type breaker struct {
	items   []Item
	measure Measure
	p       Params
	// sums[i] are the totals of items[:i] if none of them is broken at; spaces[i] counts the glue with width
	// among them.
	sums   []totals
	spaces []int32
	// next[i] is the first item that is not discarded after a break at i.
	next []int32
	// leftBox[i] is the item at or after i whose Left counts if a line begins with i; rightBox[i] is the item
	// before i whose Right counts if a line ends before i; -1: none.
	leftBox, rightBox []int32
	ints              []int32 // in which these are
	final             int     // the last break: the forced one at the end, or len(items)

	background totals
	nodes      []node
	active     []int32
	fresh      []node
}

const maxLength = 1 << 32 // 65536 pt

func bound(x, least dimen.Length) dimen.Length { return max(least, min(x, maxLength)) }

// begin takes a paragraph. What it has of the paragraph before is used again.
func (b *breaker) begin(items []Item, measure Measure, p Params) {
	n := len(items)
	b.items, b.measure, b.p = items, measure, p
	if cap(b.ints) < 4*n+3 {
		b.ints = make([]int32, 5*n+3)
	}
	if cap(b.sums) < n+1 {
		b.sums = make([]totals, n+n/4+1)
	}
	ints := b.ints[:4*n+3]
	b.sums = b.sums[:n+1]
	b.spaces = ints[: n+1 : n+1]
	b.next = ints[n+1 : 2*n+1 : 2*n+1]
	b.leftBox = ints[2*n+1 : 3*n+2 : 3*n+2]
	b.rightBox = ints[3*n+2:]
	b.sums[0], b.spaces[0] = totals{}, 0
	b.bound()
	b.rightBox[0] = -1
	for i := range items {
		it := &items[i]
		t := b.sums[i]
		b.spaces[i+1] = b.spaces[i]
		b.rightBox[i+1] = int32(i)
		switch it.Kind {
		case Box:
			t.width += bound(it.Width, -maxLength)
			t.expand += bound(it.Expand, 0)
			t.contract += bound(it.Contract, 0)
			if it.Width == 0 && it.Right == 0 {
				b.rightBox[i+1] = b.rightBox[i]
			}
		case Glue:
			t.width += bound(it.Width, -maxLength)
			t.stretch += bound(it.Stretch, -maxLength)
			t.shrink += bound(it.Shrink, -maxLength)
			t.fil += bound(it.Fil, -maxLength)
			if it.Width != 0 {
				b.spaces[i+1]++
				b.rightBox[i+1] = -1
			} else {
				b.rightBox[i+1] = b.rightBox[i]
			}
		case Discretionary:
			t.width += bound(it.Width, -maxLength)
			t.expand += bound(it.Expand, 0)
			t.contract += bound(it.Contract, 0)
			if it.Width != 0 {
				b.rightBox[i+1] = -1
			} else {
				b.rightBox[i+1] = b.rightBox[i]
			}
		default:
			b.rightBox[i+1] = b.rightBox[i]
		}
		b.sums[i+1] = t
	}
	b.scanBack()
}

// bound brings the parameters into the range in which nothing overflows.
func (b *breaker) bound() {
	p := &b.p
	for _, d := range []*int64{&p.DoubleHyphenDemerits, &p.FinalHyphenDemerits, &p.AdjDemerits, &p.LadderDemerits, &p.RuntDemerits} {
		*d = max(0, min(*d, 1e12))
	}
	p.LinePenalty = max(-Inf, min(p.LinePenalty, Inf))
	p.HyphenPenalty = max(-Inf, min(p.HyphenPenalty, Inf))
	p.ExHyphenPenalty = max(-Inf, min(p.ExHyphenPenalty, Inf))
	p.Tolerance = max(0, min(p.Tolerance, Inf))
	p.Pretolerance = max(-1, min(p.Pretolerance, Inf))
	p.EmergencyTolerance = max(0, min(p.EmergencyTolerance, Inf))
	p.EmergencyStretch = bound(p.EmergencyStretch, 0)
	p.HyphenZone = bound(p.HyphenZone, 0)
	p.MaxHyphenLadder = max(0, p.MaxHyphenLadder)
	for _, s := range []*Skip{&p.LeftSkip, &p.RightSkip} {
		*s = Skip{bound(s.Width, -maxLength), bound(s.Stretch, -maxLength), bound(s.Shrink, -maxLength), bound(s.Fil, -maxLength)}
	}
	b.background = totals{
		width:   p.LeftSkip.Width + p.RightSkip.Width,
		stretch: p.LeftSkip.Stretch + p.RightSkip.Stretch,
		shrink:  p.LeftSkip.Shrink + p.RightSkip.Shrink,
		fil:     p.LeftSkip.Fil + p.RightSkip.Fil,
	}
}

// scanBack finds what follows each item: where a line begins after a break, what stands at its left edge, and
// the last break.
func (b *breaker) scanBack() {
	n := len(b.items)
	b.leftBox[n] = -1
	start := int32(n)
	b.final = n
	atEnd := true
	for i := n - 1; i >= 0; i-- {
		it := &b.items[i]
		b.next[i] = start
		b.leftBox[i] = b.leftBox[i+1]
		switch {
		case it.Kind == Box:
			if it.Width != 0 || it.Left != 0 {
				b.leftBox[i] = int32(i)
			}
		case it.Kind == Glue || it.Kind == Discretionary:
			if it.Width != 0 {
				b.leftBox[i] = -1
			}
		case it.Penalty <= -Inf:
			b.leftBox[i] = -1
			if atEnd {
				b.final = i
			}
		}
		if it.Kind == Box || it.Kind == Discretionary || it.Kind == Penalty && it.Penalty <= -Inf {
			start, atEnd = int32(i), false
		}
	}
}

// passes are the passes to be made before the last resort.
func (b *breaker) passes() []Pass {
	all := []Pass{First, Second, Emergency}
	if b.p.Pretolerance < 0 {
		all = all[1:]
	}
	if b.p.EmergencyStretch == 0 && b.p.EmergencyTolerance <= b.p.Tolerance {
		all = all[:len(all)-1]
	}
	return all
}

// span gives the totals of the line from the break a to a break at i, with what the break itself adds and less
// what hangs out in the margins.
func (b *breaker) span(a *node, i int) (t totals, left, right dimen.Length) {
	t = b.sums[i].minus(b.sums[a.start])
	t.width += b.background.width
	t.stretch += b.background.stretch
	t.shrink += b.background.shrink
	t.fil += b.background.fil

	if a.pos >= 0 && b.items[a.pos].Kind == Discretionary && b.items[a.pos].Post != 0 {
		left = bound(b.items[a.pos].Left, -maxLength)
		t.width += bound(b.items[a.pos].Post, -maxLength)
	} else if box := b.leftBox[a.start]; box >= 0 && int(box) < i {
		left = bound(b.items[box].Left, -maxLength)
	}

	own := dimen.Length(0)
	if i < len(b.items) {
		switch it := &b.items[i]; it.Kind {
		case Penalty:
			own = it.Width
		case Discretionary:
			own = it.Pre
		}
	}
	if own != 0 {
		t.width += bound(own, -maxLength)
		right = bound(b.items[i].Right, -maxLength)
	} else if box := b.rightBox[i]; box >= a.start {
		right = bound(b.items[box].Right, -maxLength)
	}
	t.width -= left + right
	return t, left, right
}

// run makes a pass and leaves its nodes in b.nodes, the final ones active. It gives the index of the node with
// which the best paragraph ends, having regard to Looseness (§875), or -1 if there is none. With byLine,
// ways that differ in their number of lines are all kept; else only while the measure still varies (§818,
// easy_line).
func (b *breaker) run(pass Pass, byLine bool) int32 {
	tolerance := int64(b.p.Tolerance)
	var emergency dimen.Length
	switch pass {
	case First:
		tolerance = int64(b.p.Pretolerance)
	case Emergency:
		tolerance, emergency = max(tolerance, int64(b.p.EmergencyTolerance)), b.p.EmergencyStretch
	case LastResort:
		tolerance, emergency = Inf, b.p.EmergencyStretch
	}
	easy := int32(len(b.measure.Lines))
	if byLine {
		easy = int32(len(b.items)) + 1
	}
	b.nodes = append(b.nodes[:0], node{pos: -1, prev: -1, fit: Decent})
	b.active = append(b.active[:0], 0)

	for i := 0; i <= b.final; i++ {
		pi, flagged, ok := b.price(i, pass)
		if !ok {
			continue
		}
		forced := pi == -Inf
		b.fresh = b.fresh[:0]
		keep := b.active[:0]
		for _, at := range b.active {
			a := &b.nodes[at]
			if int(a.start) > i {
				keep = append(keep, at) // all there is between would be discarded
				continue
			}
			t, _, _ := b.span(a, i)
			t.stretch += emergency
			bad, class, over := fit(t, b.measure.At(int(a.line)))
			// Once a line is overfull, so is any longer one: its start is no longer active (§851).
			if over == 0 && !forced {
				keep = append(keep, at)
			}
			if bad > tolerance || over > 0 && pass != LastResort {
				continue
			}
			if pass != LastResort && b.inZone(a, i) {
				continue
			}
			if flagged && int(a.ladder) == b.p.MaxHyphenLadder && a.ladder > 0 && pass != LastResort {
				continue
			}
			dem, ladder := b.demerits(a, i, bad, pi, class, flagged)
			switch {
			case over > 0:
				dem += overfullDemerits(over)
			case pass == LastResort && bad >= Inf:
				dem += underfullDemerits(b.measure.At(int(a.line))-t.width, t.stretch)
			}
			b.offer(node{
				dem: a.dem + dem, pos: int32(i), line: a.line + 1, ladder: ladder, prev: at, fit: class,
			}, easy)
		}
		b.active = keep
		b.admit(i)
		if len(b.active) == 0 {
			return -1
		}
	}
	return b.best()
}

// offer puts n among the fresh nodes of this break, where it is the best for its state: the class, the ladder
// and, up to easy, the number of lines.
func (b *breaker) offer(n node, easy int32) {
	for k := range b.fresh {
		f := &b.fresh[k]
		if f.fit == n.fit && f.ladder == n.ladder && min(f.line, easy) == min(n.line, easy) {
			if b.before(&n, f) {
				*f = n
			}
			return
		}
	}
	b.fresh = append(b.fresh, n)
}

// admit makes the fresh nodes of the break at i active, but for those that can't matter: whatever follows, it
// costs at most AdjDemerits more after a node of another class, and no more after a shorter ladder (§836).
func (b *breaker) admit(i int) {
	start := int32(i)
	if i < len(b.items) {
		start = b.next[i]
	}
next:
	for k := range b.fresh {
		n := &b.fresh[k]
		for j := range b.fresh {
			f := &b.fresh[j]
			if f.line == n.line && f.ladder <= n.ladder && f.dem+b.p.AdjDemerits < n.dem {
				continue next
			}
		}
		n.start = start
		b.active = append(b.active, int32(len(b.nodes)))
		b.nodes = append(b.nodes, *n)
	}
}

// best chooses among the final nodes: the fewest demerits, of equals the fewest lines; then, with Looseness,
// that whose number of lines differs from that one's as near to it as can be (§875).
func (b *breaker) best() int32 {
	best := b.active[0]
	for _, at := range b.active[1:] {
		if b.better(at, best) {
			best = at
		}
	}
	want := int64(b.nodes[best].line) + int64(max(-1<<30, min(b.p.Looseness, 1<<30)))
	miss := func(at int32) int64 { return max(int64(b.nodes[at].line)-want, want-int64(b.nodes[at].line)) }
	loose := best
	for _, at := range b.active {
		if m, l := miss(at), miss(loose); m < l || m == l && b.better(at, loose) {
			loose = at
		}
	}
	return loose
}

func (b *breaker) better(x, y int32) bool { return b.before(&b.nodes[x], &b.nodes[y]) }

// before orders ways to the same break: by demerits; of equals, fewer lines are better; and so that not even then
// the result depends on the order of the search, the earlier last line, then its class and ladder.
func (b *breaker) before(n, m *node) bool {
	switch {
	case n.dem != m.dem:
		return n.dem < m.dem
	case n.line != m.line:
		return n.line < m.line
	case n.prev == m.prev || n.prev < 0 || m.prev < 0:
		return n.fit < m.fit || n.fit == m.fit && n.ladder < m.ladder
	}
	u, v := &b.nodes[n.prev], &b.nodes[m.prev]
	return cmp.Or(cmp.Compare(u.pos, v.pos), cmp.Compare(u.fit, v.fit), cmp.Compare(u.ladder, v.ladder),
		cmp.Compare(n.fit, m.fit), cmp.Compare(n.ladder, m.ladder)) < 0
}
