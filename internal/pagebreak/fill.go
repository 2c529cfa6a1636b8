package pagebreak

import "quire/internal/dimen"

// part is a page filled up to the end of a unit, with one variant chosen for each unit on it.
type part struct {
	y       dimen.Length // where the text ends
	cost    int64        // of the variants chosen
	prev    int32        // the part before it; -1: it is the empty page
	variant int32        // that of the last unit
}

// end is a way to end a page: where the next page begins, in the text and in the notes, and the demerits of the end, without
// those that depend on the side.
type end struct {
	at    place
	pos   int32
	note  int32 // the first line of the notes that is not yet placed
	float int32 // the first float that is not yet placed
	short int32 // in lines; -1 where it does not matter: at the end of the flow and before a forced break
	cost  int64
	fault Fault
	// hyphen is set if the page ends with one, sure if any other page would be overfull too, and dead if the end is no longer
	// considered.
	hyphen, sure, dead bool
	part               int32        // the units before that of the last line
	next               int32        // the next end at the same pos
	text, floats       dimen.Length // their heights
}

// filler has the state of filling a page.
type filler struct {
	start  place
	note   int32 // the first line of the notes that is not yet placed
	float  int32 // the first float that is not yet placed
	height dimen.Length
	need   bool // pages may be any number of lines short, and notes divided
	clean  bool // there is an end within MaxShort that divides no note and meets all strict demands
	placed bool // there is an end that displaces no note
	parts  []part
	ends   []end
	live   []int32 // the parts that end where the unit at hand begins
	next   []int32
	// heads are the first of the ends at a pos; they are valid if they name an end at that pos.
	heads []int32
}

// fillPage finds all ways to end a page that begins at a place in the text, the notes and the floats.
func (b *breaker) fillPage(start place, note, float int32, height dimen.Length) {
	f := &b.filler
	f.start, f.note, f.float, f.height = start, note, float, height
	f.need = false
	b.fill()
	if !f.clean {
		f.need = true
		b.fill()
	}
	if f.placed {
		// Ends at the same place in the text and the notes displace the same notes, so none of them has hidden another.
		for i := range f.ends {
			if e := &f.ends[i]; e.fault&Displaced != 0 {
				e.dead = true
			}
		}
	}
}

func (b *breaker) fill() {
	f := &b.filler
	f.clean, f.placed = false, false
	f.ends = f.ends[:0]
	f.parts = append(f.parts[:0], part{prev: -1})
	f.live = append(f.live[:0], 0)
	if m := &b.marks[b.pos(f.start)]; f.note < m.called || f.float < m.floated {
		b.endBare(m)
	}
	n := int32(len(b.units))
	for at := f.start; at.unit < n; {
		b.fillUnit(at)
		f.live, f.next = f.next, f.live[:0]
		at = place{unit: at.unit + 1}
		b.dropParts()
		final := at.unit == n || b.units[at.unit].forced
		pos := b.pos(at)
		m := mark{called: b.marks[pos].called, floated: b.marks[pos].floated, after: b.marks[pos].after}
		if !final {
			m = b.marks[pos]
		}
		for _, p := range f.live {
			b.endPage(at, pos, &m, p, f.parts[p].y, 0, final)
		}
		if final || len(f.live) == 0 {
			return
		}
	}
}

// fillUnit ends pages within a unit and adds to f.next the parts that go to its end.
func (b *breaker) fillUnit(at place) {
	f := &b.filler
	u := &b.units[at.unit]
	w0, w1 := u.variant, u.variant+u.variants
	if at.line > 0 {
		w0, w1 = at.variant, at.variant+1
	}
	for _, pi := range f.live {
		p := f.parts[pi]
		first := pi == 0
		top := b.down(u, p.y, f.start, first)
		for w := w0; w < w1; w++ {
			v := &b.variants[w]
			if v.n == 0 {
				continue
			}
			cost := p.cost
			if at.line == 0 {
				cost += v.demerits
			}
			marks := b.marks[v.at : v.at+v.n+1]
			base := top - marks[at.line].depth
			fits := lastWithin(marks, at.line, f.height-base)
			goesOn := v.onePerPage && at.line+1 < v.n // and the next line must be on the next page
			if goesOn {
				fits = min(fits, at.line+1)
			}
			for l := min(fits, v.n-1); l > at.line; l-- {
				next := place{at.unit, w, l}
				if !b.endPage(next, v.at+l, &marks[l], pi, base+marks[l].depth, cost-p.cost, false) && !f.need {
					break
				}
			}
			bottom := base + marks[v.n].depth + u.below
			if bottom <= f.height && !goesOn {
				f.parts = append(f.parts, part{y: bottom, cost: cost, prev: pi, variant: w})
				f.next = append(f.next, int32(len(f.parts)-1))
				continue
			}
			if !first || fits > at.line && at.line+1 < v.n {
				continue
			}
			// Not even the first line fits on a page of its own.
			l := at.line + 1
			m := marks[l]
			m.cost += b.p.Overfull
			m.fault |= Overfull
			m.sure = m.depth-marks[at.line].depth > b.highest
			if l < v.n {
				b.endPage(place{at.unit, w, l}, v.at+l, &m, pi, base+m.depth, cost-p.cost, false)
				continue
			}
			next := place{unit: at.unit + 1}
			final := int(next.unit) == len(b.units) || b.units[next.unit].forced
			pos := b.pos(next)
			n := &b.marks[pos]
			m.called, m.floated, m.after = n.called, n.floated, n.after
			if !final {
				m.cost += n.cost
				m.fault |= n.fault
			}
			f.parts = append(f.parts, part{y: bottom, cost: cost, prev: pi, variant: w})
			b.endPage(next, pos, &m, int32(len(f.parts)-1), bottom, 0, final)
		}
	}
}

// lastWithin returns the last line, at or after from, for which the lines before it are no higher than depth.
func lastWithin(marks []mark, from int32, depth dimen.Length) int32 {
	low, high := from, int32(len(marks))
	for low+1 < high {
		if mid := (low + high) / 2; marks[mid].depth <= depth {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// dropParts keeps only the best of the live parts that end at the same depth, as the rest of the page is the same for them.
func (b *breaker) dropParts() {
	f := &b.filler
	kept := f.live[:0]
next:
	for _, p := range f.live {
		for k, q := range kept {
			if f.parts[q].y == f.parts[p].y {
				if f.parts[p].cost < f.parts[q].cost {
					kept[k] = p
				}
				continue next
			}
		}
		kept = append(kept, p)
	}
	f.live = kept
}

// endPage ends a page before `at`, where the text ends at y. The page has as many of the called floats as possible, and all its
// notes or, if they do not fit, as many of their lines as possible. It returns false if the page is so short that only a pass
// that may break strict demands can use it.
func (b *breaker) endPage(at place, pos int32, m *mark, pi int32, y dimen.Length, more int64, final bool) bool {
	f := &b.filler
	long := false
	for k := m.floated; k >= f.float; k-- {
		e := end{at: at, pos: pos, cost: f.parts[pi].cost + more + m.cost, fault: m.fault, hyphen: m.hyphen, sure: m.sure, part: pi, text: y}
		if !b.endFloats(&e, k, m, true) {
			long = true // with less text there is room for more floats
			continue
		}
		if m.called == f.note || b.area(f.note, m.called) <= b.noteRoom(&e) {
			long = b.endWhole(e, m.called, final) || long
			continue
		}
		b.splitNotes(e, m.called, f.note)
		long = true
	}
	return long
}

// endFloats adds the called floats before k to the end of a page. It returns false if the page cannot have them.
func (b *breaker) endFloats(e *end, k int32, m *mark, text bool) bool {
	f := &b.filler
	e.float = k
	e.cost += b.p.Late * int64(m.floated-k)
	if k < m.after {
		return false
	}
	if k == f.float {
		return true
	}
	top, bottom := b.floatArea(f.float, k, text)
	e.floats = top + bottom
	if top > 0 && e.text > 0 && b.opens(f.start) {
		return false // no float may be above the beginning of the flow
	}
	if text {
		e.cost += b.p.LastShort * int64(max(0, dimen.Length(b.p.MinLast)-e.text/b.p.Leading))
	}
	return b.clears(f.float, k) && e.text+e.floats <= f.height
}

// noteRoom is how high the notes may be on a page.
func (b *breaker) noteRoom(e *end) dimen.Length {
	return min(b.filler.height-e.text-e.floats, b.p.NoteMax)
}

// endWhole offers the end of a page that has all notes called. It reports false if it is too short.
func (b *breaker) endWhole(e end, called int32, final bool) bool {
	f := &b.filler
	depth := e.text + e.floats + b.area(f.note, called)
	e.note = called
	if final {
		e.short = -1
		if !b.opens(f.start) {
			e.cost += b.p.LastShort * int64(max(0, dimen.Length(b.p.MinLast)-depth/b.p.Leading))
		}
	} else {
		e.short = b.lines(f.height - depth)
		if !f.need && int(e.short) > b.p.MaxShort {
			return false
		}
	}
	b.offerEnd(e)
	return true
}

// endBare ends a page that has only floats and notes from earlier pages.
func (b *breaker) endBare(m *mark) {
	f := &b.filler
	final := int(f.start.unit) == len(b.units)
	for k := m.floated; k >= f.float; k-- {
		e := end{at: f.start, pos: b.pos(f.start)}
		if k == f.float {
			if f.note < m.called {
				b.endFloats(&e, k, m, false)
				b.endNotes(e, m.called, final)
			}
			return
		}
		if !b.endFloats(&e, k, m, false) {
			if k > f.float+1 {
				continue
			}
			// Not even the first float fits on a page of its own.
			e.cost += b.p.Overfull
			e.fault |= Overfull
			e.sure = b.floats[f.float].Height > b.highest
		}
		if b.area(f.note, m.called) <= b.noteRoom(&e) || f.note == m.called {
			b.endWhole(e, m.called, final)
		} else {
			b.splitNotes(e, m.called, f.note)
		}
	}
}

// endNotes ends a page that has only notes from earlier pages.
func (b *breaker) endNotes(e end, called int32, final bool) {
	f := &b.filler
	over := b.area(f.note, f.note+1) > f.height
	if over {
		// Not even the first line fits on a page of its own.
		e.cost += b.p.Overfull
		e.fault = Overfull
		e.sure = b.area(f.note, f.note+1)-b.p.NoteSeparator > b.highest
	}
	switch {
	case b.area(f.note, called) <= b.noteRoom(&e) || over && f.note+1 == called:
		b.endWhole(e, called, final)
	case over:
		e.note = f.note + 1
		cost, fault := b.split(e.note, called)
		e.cost += cost
		e.fault |= fault
		b.offerEnd(e)
	default:
		b.splitNotes(e, called, f.note+1)
	}
}

// splitNotes offers the ends of a page that has the notes before low, but not all notes called on it.
func (b *breaker) splitNotes(e end, called, low int32) {
	f := &b.filler
	if !f.need && !b.last {
		return
	}
	room, most := f.height-e.text-e.floats, b.noteRoom(&e)
	fits, over := low-1, called
	for fits+1 < over {
		if mid := (fits + over) / 2; b.area(f.note, mid) <= most {
			fits = mid
		} else {
			over = mid
		}
	}
	if fits < low && low == f.note {
		fits = low // none if there is no room at all
	}
	for k := fits; k >= low; k-- {
		s := e
		s.note = k
		s.short = b.lines(room - b.area(f.note, k))
		if !f.need && int(s.short) > b.p.MaxShort {
			return
		}
		cost, fault := b.split(k, called)
		if fault&Displaced != 0 && f.placed {
			return
		}
		s.cost += cost
		s.fault |= fault
		b.offerEnd(s)
	}
}

// split returns the demerits of a page whose notes end before line k of all lines of the called notes.
func (b *breaker) split(k, called int32) (cost int64, fault Fault) {
	if k >= called {
		return 0, 0
	}
	n := &b.notes[k]
	late := int64(b.notes[called-1].ord - n.ord)
	if k == n.first {
		late++
	} else {
		note := &b.source[n.note]
		miss := int64(max(0, note.Orphans-(k-max(n.first, b.filler.note)))) + int64(max(0, note.Widows-(n.last-k)))
		cost, fault = b.p.Split*(1+min(miss, 100)), Split
	}
	if late > 0 {
		cost += b.p.Displaced * min(late, 1000)
		fault |= Displaced
	}
	return cost, fault
}

const maxShort = 1000 // pages that are short by more count as equal

// lines counts the lines that are missing on a page.
func (b *breaker) lines(room dimen.Length) int32 {
	return int32(max(0, min(room/b.p.Leading, maxShort)))
}

// offerEnd adds e to the ends if it may be better than the others at the same place. An end that is n lines shorter or longer
// than another saves at most n times Uneven on later pages.
func (b *breaker) offerEnd(e end) {
	f := &b.filler
	if e.short >= 0 {
		e.cost += b.p.Short * int64(e.short) * int64(e.short)
	}
	if e.fault == 0 && int(e.short) <= b.p.MaxShort {
		f.clean = true
	}
	if e.fault&Displaced == 0 {
		f.placed = true
	}
	broken := e.fault & strict
	if e.sure {
		broken &^= Overfull
	}
	if broken != 0 && !b.last {
		return
	}
	e.next = -1
	if h := f.heads[e.pos]; int(h) < len(f.ends) && f.ends[h].pos == e.pos {
		e.next = h
		for i := h; i >= 0; i = f.ends[i].next {
			o := &f.ends[i]
			if o.dead || o.note != e.note || o.float != e.float {
				continue
			}
			differ := b.p.Uneven * int64(max(o.short-e.short, e.short-o.short))
			if o.cost+differ <= e.cost {
				return
			}
			if e.cost+differ <= o.cost {
				o.dead = true
			}
		}
	}
	f.heads[e.pos] = int32(len(f.ends))
	f.ends = append(f.ends, e)
}
