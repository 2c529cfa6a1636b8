package pagebreak_test

import (
	"quire/internal/dimen"
	. "quire/internal/pagebreak"
)

// scorer finds the best pages by brute force: it makes up every page in every possible way, line by line, and tries all sequences
// of pages. It shares no code with the package, only the parameters.
type scorer struct {
	items []Item
	notes []Note
	float []Float
	pages Pages
	p     Params
	lines []noteLine // all lines of all notes
	known map[call]answer
}

// call and answer are of best, which is asked the same again and again.
type call struct {
	at          spot
	placed      int
	floated     int
	verso, last bool
	facing      int
	first       bool
}

type answer struct {
	least int64
	found bool
}

type noteLine struct{ note, line int }

// spot is where a page begins: before a line of an item in a variant, or before an item at line 0.
type spot struct{ item, variant, line int }

// cand is one page: what is on it and where the next one begins.
type cand struct {
	next   spot
	parts  []Part
	text   dimen.Length
	placed int // lines of notes up to its end
	floats int // floats up to its end
	short  int // -1: does not matter
	cost   int64
	fault  Fault
	hyphen bool
	far    bool // shorter than MaxShort
	sure   bool // overfull because of something that is higher than any page
}

func newScorer(items []Item, notes []Note, floats []Float, pages Pages, p Params) *scorer {
	s := &scorer{items: items, notes: notes, float: floats, pages: pages, p: p, known: map[call]answer{}}
	for n := range notes {
		for l := range notes[n].Lines {
			s.lines = append(s.lines, noteLine{n, l})
		}
	}
	return s
}

func (s *scorer) material(i int) bool { return s.items[i].Kind == Box || s.items[i].Kind == Paragraph }

// gap is what stands between the boxes around a break.
type gap struct {
	next                     int // the item after it
	space, opening           dimen.Length
	forced, avoid, forbidden bool
	side                     Side
	sum                      int64
}

func (s *scorer) gap(i int) gap {
	var g gap
	start := true
	for k := range i {
		start = start && !s.material(k)
	}
	for ; i < len(s.items) && !s.material(i); i++ {
		switch it := s.items[i]; {
		case it.Kind == Glue:
			g.space += it.Height
			g.opening += it.Height
		case it.Penalty <= -Inf:
			g.forced, g.opening = true, 0
			if it.Side != AnySide {
				g.side = it.Side
			}
		case it.Penalty >= Inf:
			g.forbidden = true
		case it.Penalty >= Avoid:
			g.avoid = true
		default:
			g.sum += int64(it.Penalty)
		}
	}
	g.next = i
	if start {
		g.forced, g.side = true, AnySide
	}
	return g
}

// gapBefore is the gap before a material item or the end.
func (s *scorer) gapBefore(item int) gap {
	for item > 0 && !s.material(item-1) {
		item--
	}
	return s.gap(item)
}

// called counts the lines of notes called before a spot.
func (s *scorer) called(at spot) int {
	calls := 0
	for i := range min(at.item, len(s.items)) {
		switch it := s.items[i]; it.Kind {
		case Box:
			calls += int(it.Calls)
		case Paragraph:
			for _, l := range it.Variants[0].Lines {
				calls += int(l.Calls)
			}
		}
	}
	if at.line > 0 {
		for _, l := range s.items[at.item].Variants[at.variant].Lines[:at.line] {
			calls += int(l.Calls)
		}
	}
	if at.item >= len(s.items) {
		return len(s.lines)
	}
	n := 0
	for _, l := range s.lines {
		if l.note < calls {
			n++
		}
	}
	return n
}

// floatsCalled counts the floats called before a spot.
func (s *scorer) floatsCalled(at spot) (n int) {
	if at.item >= len(s.items) {
		return len(s.float)
	}
	for i := range at.item {
		n += int(s.items[i].Floats)
		if s.items[i].Kind == Paragraph {
			for _, l := range s.items[i].Variants[0].Lines {
				n += int(l.Floats)
			}
		}
	}
	if at.line > 0 {
		for _, l := range s.items[at.item].Variants[at.variant].Lines[:at.line] {
			n += int(l.Floats)
		}
	}
	return n
}

// piles is how high floats are at the head and at the foot of a page, and whether they may stand there together.
func (s *scorer) piles(from, to int, text bool) (top, bottom dimen.Length, ok bool) {
	var heads, feet []Float
	ok = true
	for _, f := range s.float[from:to] {
		ok = ok && !(f.ClearTop && len(heads) > 0) && !(f.ClearBottom && len(feet) > 0)
		if f.Bottom {
			feet = append(feet, f)
		} else {
			heads = append(heads, f)
		}
	}
	for i, f := range heads {
		top += f.Height
		if i+1 < len(heads) || text || len(feet) > 0 {
			top += f.Gap
		}
	}
	for i, f := range feet {
		bottom += f.Height
		if i > 0 || text || len(heads) > 0 {
			bottom += f.Gap
		}
	}
	for text && s.p.Grid > 0 && top%s.p.Grid != 0 {
		top++
	}
	return top, bottom, ok
}

// most is how high the notes of a page may be.
func (s *scorer) most() dimen.Length {
	most := s.p.NoteMax
	if most == 0 {
		return 1 << 40
	}
	for _, n := range s.notes {
		for _, h := range n.Lines {
			most = max(most, s.p.NoteSeparator+h)
		}
	}
	return most
}

// feet is the height of lines of notes.
func (s *scorer) feet(from, to int) (h dimen.Length) {
	for i := from; i < to; i++ {
		if i == from {
			h += s.p.NoteSeparator
		} else if s.lines[i].line == 0 {
			h += s.p.NoteGap
		}
		h += s.notes[s.lines[i].note].Lines[s.lines[i].line]
	}
	return h
}

// page gives all pages that begin at a spot, with the notes from the line placed on and the floats from floated on.
func (s *scorer) page(at spot, placed, floated int, height dimen.Length) []cand {
	var out []cand
	opening := at.line == 0 && at.item < len(s.items) && s.gapBefore(at.item).forced
	// stop ends the page in all ways in which the floats and the notes may be placed.
	stop := func(c cand, final bool) {
		called, calledFloats := s.called(c.next), s.floatsCalled(c.next)
		text := len(c.parts) > 0
		after := 0
		for _, p := range c.parts {
			after = max(after, min(int(s.items[p.Item].After), s.floatsCalled(spot{item: p.Item})))
		}
		for fl := max(floated, after); fl <= calledFloats; fl++ {
			top, bottom, ok := s.piles(floated, fl, text)
			low := placed
			if !text && fl == floated {
				if low++; low > called {
					continue
				}
			}
			room := height - c.text - top - bottom
			fits := func(k int) bool { return k == placed || s.feet(placed, k) <= min(room, s.most()) }
			overNote := !text && fl == floated && !fits(low)
			overFloat := !text && fl == floated+1 && room < 0
			if opening && c.text > 0 && top > 0 {
				continue
			}
			if !ok || fl > floated && room < 0 && !overFloat {
				continue
			}
			for k := called; k >= low; k-- {
				if !fits(k) && !(overNote && k == low) {
					continue
				}
				d := c
				d.parts = append([]Part(nil), c.parts...)
				d.placed, d.floats = k, fl
				d.cost += int64(calledFloats-fl) * s.p.Late
				if miss := s.p.MinLast - int(c.text/s.p.Leading); miss > 0 && text && fl > floated {
					d.cost += int64(miss) * s.p.LastShort
				}
				if overNote || overFloat {
					d.cost += s.p.Overfull
					d.fault |= Overfull
				}
				if overNote {
					d.sure = s.notes[s.lines[placed].note].Lines[s.lines[placed].line] > s.highest()
				} else if overFloat {
					d.sure = s.float[floated].Height > s.highest()
				}
				d.short = int(max(0, (room-s.feet(placed, k))/s.p.Leading))
				if k == called && final {
					d.short = -1
					if miss := s.p.MinLast - int((height-room+s.feet(placed, k))/s.p.Leading); miss > 0 && !opening {
						d.cost += int64(miss) * s.p.LastShort
					}
				}
				if d.short >= 0 {
					d.cost += int64(d.short) * int64(d.short) * s.p.Short
				}
				d.far = d.short > s.p.MaxShort
				for i := k; i < called; i++ {
					if s.lines[i].line == 0 {
						d.cost += s.p.Displaced
						d.fault |= Displaced
					}
				}
				if k < called && s.lines[k].line > 0 {
					n := s.notes[s.lines[k].note]
					d.fault |= Split
					d.cost += s.p.Split
					before := min(k-placed, s.lines[k].line)
					after := len(n.Lines) - s.lines[k].line
					d.cost += s.p.Split * int64(max(0, int(n.Orphans)-before)+max(0, int(n.Widows)-after))
				}
				out = append(out, d)
				if k == called {
					break
				}
			}
		}
	}
	if placed < s.called(at) || floated < s.floatsCalled(at) {
		stop(cand{next: at}, at.item == len(s.items))
	}
	var fill func(at spot, c cand)
	fill = func(at spot, c cand) {
		g := s.gapBefore(at.item)
		final := at.item == len(s.items) || g.forced
		if len(c.parts) > 0 {
			e := c
			e.next = at
			if !final {
				e.cost += g.sum
				if g.avoid {
					e.cost += s.p.Stranded
					e.fault |= Stranded
				}
				if g.forbidden {
					e.cost += s.p.Forbidden
					e.fault |= Forbidden
				}
			}
			stop(e, final)
			if final || e.fault&Overfull != 0 {
				return
			}
		}
		if at.item == len(s.items) {
			return
		}
		it := s.items[at.item]
		ways := it.Variants
		if it.Kind == Box {
			ways = []Variant{{Lines: []Line{{Height: it.Height, Calls: it.Calls, Floats: it.Floats}}}}
		}
		for v, way := range ways {
			if at.line > 0 && v != at.variant {
				continue
			}
			d := c
			y := c.text
			if at.line == 0 {
				d.cost += way.Demerits
				switch {
				case len(c.parts) > 0:
					y += g.space
				case g.forced:
					y += g.opening
				default:
					y += it.Repeat
				}
				y = max(0, y+it.Above)
			} else {
				y = it.Repeat
			}
			for it.Grid && s.p.Grid > 0 && y%s.p.Grid != 0 {
				y++
			}
			top := y
			for l := at.line; l < len(way.Lines); l++ {
				line := way.Lines[l]
				y += line.Height
				end := l+1 == len(way.Lines)
				bottom := y
				if end {
					bottom += it.Below
				}
				e := d
				e.parts = append(append([]Part(nil), c.parts...), Part{Item: at.item, Variant: v, From: at.line, To: l + 1, Y: top})
				e.text = bottom
				if bottom > height {
					if len(c.parts) > 0 || l > at.line {
						break
					}
					e.cost += s.p.Overfull
					e.fault |= Overfull
					e.sure = line.Height > s.highest()
				}
				if end {
					fill(spot{item: s.gap(at.item + 1).next}, e)
					break
				}
				e.next = spot{at.item, v, l + 1}
				e.hyphen = line.Hyphen
				for _, pen := range []int32{line.Penalty, it.Penalty} {
					switch {
					case pen >= Inf:
						e.fault |= Forbidden
					case pen >= Avoid:
						e.fault |= Stranded
					default:
						e.cost += int64(pen)
					}
				}
				if e.fault&Forbidden != 0 {
					e.cost += s.p.Forbidden
				}
				if e.fault&Stranded != 0 {
					e.cost += s.p.Stranded
				}
				if miss := max(0, int(it.Orphans)-l-1) + max(0, int(it.Widows)-(len(way.Lines)-l-1)); miss > 0 {
					e.cost += int64(miss) * s.p.Widow
					e.fault |= Widow
				}
				stop(e, false)
				if bottom > height || way.OnePerPage {
					break
				}
			}
		}
	}
	if at.item < len(s.items) {
		fill(at, cand{})
	}
	return out
}

// allowed gives the pages that a pass considers.
func (s *scorer) allowed(all []cand, last bool) []cand {
	clean, placed := false, false
	for _, c := range all {
		clean = clean || c.fault == 0 && !c.far
		placed = placed || c.fault&Displaced == 0
	}
	var out []cand
	for _, c := range all {
		if placed && c.fault&Displaced != 0 {
			continue
		}
		weak := c.fault &^ Split
		if c.sure {
			weak &^= Overfull
		}
		if (last || weak == 0) && !(clean && (c.far || c.fault&Split != 0 && !last)) {
			out = append(out, c)
		}
	}
	return out
}

func (s *scorer) highest() dimen.Length { return max(s.pages.First, s.pages.Recto, s.pages.Verso) }

func (s *scorer) height(first, verso bool) dimen.Length {
	switch {
	case first:
		return s.pages.First
	case verso:
		return s.pages.Verso
	}
	return s.pages.Recto
}

// judge adds the demerits that depend on the side to those of a page, and gives the beginning of the next page.
func (s *scorer) judge(c cand, verso bool, facing int) (cost int64, nextVerso bool, nextFacing int, blank bool) {
	cost = c.cost
	if c.hyphen && verso {
		cost += s.p.Hyphen
	} else if c.hyphen {
		cost += s.p.HyphenRecto
	}
	if !verso && facing >= 0 && c.short >= 0 {
		cost += int64(max(facing-c.short, c.short-facing)) * s.p.Uneven
	}
	nextVerso, nextFacing = !verso, -1
	if c.next.item < len(s.items) && c.next.line == 0 {
		if g := s.gapBefore(c.next.item); g.forced && (g.side == Recto && nextVerso || g.side == Verso && !nextVerso) {
			return cost, !nextVerso, -1, true
		}
	}
	if verso {
		nextFacing = c.short
	}
	return cost, nextVerso, nextFacing, false
}

// best gives the least demerits of all pages from a spot on.
func (s *scorer) best(at spot, placed, floated int, verso bool, facing int, first, last bool) (int64, bool) {
	if at.item == len(s.items) && placed == len(s.lines) && floated == len(s.float) {
		return 0, true
	}
	key := call{at, placed, floated, verso, last, facing, first}
	if a, ok := s.known[key]; ok {
		return a.least, a.found
	}
	found, least := false, int64(0)
	for _, c := range s.allowed(s.page(at, placed, floated, s.height(first, verso)), last) {
		cost, nv, nf, _ := s.judge(c, verso, facing)
		rest, ok := s.best(c.next, c.placed, c.floats, nv, nf, false, last)
		if ok && (!found || cost+rest < least) {
			found, least = true, cost+rest
		}
	}
	s.known[key] = answer{least, found}
	return least, found
}

func (s *scorer) search() int64 {
	for _, last := range []bool{false, true} {
		if d, ok := s.best(spot{item: s.gap(0).next}, 0, 0, s.pages.OnVerso, -1, true, last); ok {
			return d
		}
	}
	panic("there is always a way")
}
