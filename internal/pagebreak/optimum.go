package pagebreak

import "quire/internal/dimen"

// group is a place where a page may begin, in the text and in the notes. It has what all states there have in common.
type group struct {
	at     place
	note   int32 // the first line of the notes that is not yet placed
	float  int32 // the first float that is not yet placed
	states int32 // the first of its states
	next   int32 // the next group at the same place, with more of the notes placed or as many and more floats
}

// state is the best way to begin a page of a group on a side, for a given shortfall of the facing page.
type state struct {
	cost  int64
	group int32
	prev  int32 // the state with which the page before begins; -1 at the start
	next  int32 // the next state of the group; -1: none
	end   int32 // which of the ends of the page before leads here
	short int32 // of the verso that faces this recto; -1: there is nothing to compare with
	verso bool
}

// breaker has the state of breaking a flow.
type breaker struct {
	source   []Note
	floats   []Float
	pages    Pages
	p        Params
	units    []unit
	variants []variant
	marks    []mark
	notes    []noteLine
	noteAt   []int32 // where each note begins in notes

	highest dimen.Length // of the pages

	filler filler
	last   bool // this is the pass in which pages may break the strict demands
	groups []group
	states []state
	byPos  []int32 // the first group at each mark; -1: none
}

func newBreaker(items []Item, notes []Note, floats []Float, pages Pages, p Params) *breaker {
	b := &breaker{pages: pages, p: p}
	b.bound()
	for _, f := range floats {
		f.Height, f.Gap = bound(f.Height, 1), bound(f.Gap, 0)
		b.floats = append(b.floats, f)
	}
	b.collect(items, notes)
	for i := range b.notes[:len(b.notes)-1] {
		b.p.NoteMax = max(b.p.NoteMax, b.p.NoteSeparator+b.notes[i+1].depth-b.notes[i].depth)
	}
	lists := make([]int32, 2*len(b.marks))
	b.byPos, b.filler.heads = lists[:len(b.marks)], lists[len(b.marks):]
	return b
}

// bound limits the parameters, so that no sum overflows.
func (b *breaker) bound() {
	p := &b.p
	for _, d := range []*int64{&p.Overfull, &p.Forbidden, &p.Displaced, &p.Stranded, &p.Widow, &p.Split, &p.Late, &p.LastShort, &p.HyphenRecto, &p.Hyphen} {
		*d = max(0, min(*d, 1<<40))
	}
	for _, d := range []*int64{&p.Uneven, &p.Short} {
		*d = max(0, min(*d, 1<<20))
	}
	p.Leading = bound(p.Leading, 1)
	p.Grid = bound(p.Grid, 0)
	p.NoteSeparator, p.NoteGap = bound(p.NoteSeparator, 0), bound(p.NoteGap, 0)
	if p.NoteMax <= 0 {
		p.NoteMax = maxLength
	}
	p.NoteMax = bound(p.NoteMax, 0)
	p.MaxShort = max(0, min(p.MaxShort, maxShort))
	p.MinLast = max(0, min(p.MinLast, maxShort))
	h := &b.pages
	h.First, h.Recto, h.Verso = bound(h.First, 0), bound(h.Recto, 0), bound(h.Verso, 0)
	b.highest = max(h.First, h.Recto, h.Verso)
}

// run makes a pass: it opens all places where a page may begin, in their order. It reports whether the end can be
// reached at all.
func (b *breaker) run(last bool) bool {
	b.last = last
	b.groups, b.states = b.groups[:0], b.states[:0]
	for i := range b.byPos {
		b.byPos[i] = -1
	}
	if b.pos(place{}) == int32(len(b.marks)-1) && len(b.notes) == 1 && len(b.floats) == 0 {
		return false // an empty flow
	}
	b.offer(place{}, b.pos(place{}), 0, 0, state{prev: -1, short: -1, verso: b.pages.OnVerso})
	for u := range b.units {
		un := &b.units[u]
		b.openAll(b.variants[un.variant].at)
		// A page that begins within a unit may end later in it, in the same variant.
		for w := un.variant; w < un.variant+un.variants; w++ {
			for l := int32(1); l < b.variants[w].n; l++ {
				b.openAll(b.variants[w].at + l)
			}
		}
	}
	end := int32(len(b.marks) - 1)
	b.openAll(end)
	return b.best() >= 0
}

// openAll fills the pages that begin at a mark. Filling may add groups there, with more of the notes or floats placed.
func (b *breaker) openAll(pos int32) {
	for g := b.byPos[pos]; g >= 0; g = b.groups[g].next {
		if int(b.groups[g].at.unit) < len(b.units) || !b.done(g) {
			b.open(g)
		}
	}
}

// done reports whether all notes and floats are placed in a group.
func (b *breaker) done(g int32) bool {
	return int(b.groups[g].note) == len(b.notes)-1 && int(b.groups[g].float) == len(b.floats)
}

// open fills the pages that begin with the states of a group. States with pages of equal height share one filling.
func (b *breaker) open(g int32) {
	gr := b.groups[g]
	first := gr.states
	filled := int64(-1)
	for _, verso := range [2]bool{false, true} {
		for s := first; s >= 0; s = b.states[s].next {
			if b.states[s].verso != verso {
				continue
			}
			if h := b.height(s); int64(h) != filled {
				b.fillPage(gr.at, gr.note, gr.float, h)
				filled = int64(h)
			}
			for i := range b.filler.ends {
				if e := &b.filler.ends[i]; !e.dead {
					t := b.follow(s, e)
					t.end = int32(i)
					b.offer(e.at, e.pos, e.note, e.float, t)
				}
			}
		}
	}
}

// height is that of the page that begins with a state.
func (b *breaker) height(s int32) dimen.Length {
	switch {
	case b.states[s].prev < 0:
		return b.pages.First
	case b.states[s].verso:
		return b.pages.Verso
	}
	return b.pages.Recto
}

// demerits gives the demerits of a page that begins with a state and has the end e.
func (b *breaker) demerits(s *state, e *end) int64 {
	cost := e.cost
	if e.hyphen {
		if s.verso {
			cost += b.p.Hyphen
		} else {
			cost += b.p.HyphenRecto
		}
	}
	if !s.verso && s.short >= 0 && e.short >= 0 {
		cost += b.p.Uneven * int64(max(s.short-e.short, e.short-s.short))
	}
	return cost
}

// follow gives the state after a page that begins with the state s and has the end e.
func (b *breaker) follow(s int32, e *end) state {
	from := &b.states[s]
	t := state{cost: from.cost + b.demerits(from, e), prev: s, short: -1, verso: !from.verso}
	if b.blankBefore(e.at, t.verso) {
		t.verso = !t.verso
	} else if !t.verso {
		t.short = e.short
	}
	return t
}

// blankBefore reports whether the text at a place must begin on the other side, so that a blank page comes first.
func (b *breaker) blankBefore(at place, verso bool) bool {
	if int(at.unit) == len(b.units) || !b.opens(at) {
		return false
	}
	side := b.units[at.unit].side
	return side == Recto && verso || side == Verso && !verso
}

// offer adds a state to its group, unless a state in the group is better for any rest of the flow. Of equal states the first
// is kept.
func (b *breaker) offer(at place, pos, note, float int32, n state) {
	n.group = b.groupAt(at, pos, note, float)
	g := &b.groups[n.group]
	link := int32(-1)
	for s := g.states; s >= 0; s = b.states[s].next {
		o := &b.states[s]
		if o.verso == n.verso {
			if o.cost+b.gain(o.short, n.short) <= n.cost {
				return
			}
			if n.cost+b.gain(n.short, o.short) <= o.cost {
				if link < 0 {
					g.states = o.next
				} else {
					b.states[link].next = o.next
				}
				continue
			}
		}
		link = s
	}
	n.next = g.states
	g.states = int32(len(b.states))
	b.states = append(b.states, n)
}

// gain is an upper bound on how much higher the demerits of the rest of the flow are after a page that is x lines short than
// after one that is y lines short.
func (b *breaker) gain(x, y int32) int64 {
	switch {
	case x < 0:
		return 0
	case y < 0:
		return b.p.Uneven * maxShort
	}
	return b.p.Uneven * int64(max(x-y, y-x))
}

// groupAt finds or makes the group of a place in the text, the notes and the floats.
func (b *breaker) groupAt(at place, pos, note, float int32) int32 {
	link, g := int32(-1), b.byPos[pos]
	for ; g >= 0; link, g = g, b.groups[g].next {
		o := &b.groups[g]
		if o.note == note && o.float == float {
			return g
		}
		if o.note > note || o.note == note && o.float > float {
			break
		}
	}
	n := int32(len(b.groups))
	b.groups = append(b.groups, group{at: at, note: note, float: float, states: -1, next: g})
	if link < 0 {
		b.byPos[pos] = n
	} else {
		b.groups[link].next = n
	}
	return n
}

// best gives the state at the end of the flow with the least demerits; -1: there is none.
func (b *breaker) best() int32 {
	best := int32(-1)
	for g := b.byPos[len(b.marks)-1]; g >= 0; g = b.groups[g].next {
		if !b.done(g) {
			continue
		}
		for s := b.groups[g].states; s >= 0; s = b.states[s].next {
			if best < 0 || b.states[s].cost < b.states[best].cost || b.states[s].cost == b.states[best].cost && s < best {
				best = s
			}
		}
	}
	return best
}
