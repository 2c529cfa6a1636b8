package pagebreak

import "quire/internal/dimen"

// unit is a box or a paragraph, with the glue and penalties before it.
type unit struct {
	item              int32
	variant, variants int32 // its variants are breaker.variants[variant : variant+variants]
	// space is the glue before it. opening is the part of that glue that stays after a forced break and at the start.
	space, opening       dimen.Length
	above, below, repeat dimen.Length
	grid, forced         bool
	side                 Side
}

// variant is a Variant as it is broken. Its lines are at breaker.marks[at : at+n+1], the last of which is its end.
type variant struct {
	at, n      int32
	demerits   int64
	onePerPage bool // each line but the last ends its page
}

// mark describes the place before a line, where a page may end. Two kinds of marks are not places for a break and have only
// depth, called, floated and after: the start of a paragraph in all variants but the first, and the ends of variants.
type mark struct {
	depth  dimen.Length // the height of the lines before it
	called int32        // how many lines of notes are called before it in the flow
	// floated is how many floats are called before it.
	floated int32
	// after is the number of these that cannot be on a later page than the text before the mark.
	after  int32
	cost   int64 // the demerits of a break here
	fault  Fault
	hyphen bool
	sure   bool // with Overfull: any page would be overfull
}

// noteLine is the place before a line of a note. The lines of all notes follow each other.
type noteLine struct {
	depth       dimen.Length // the height of the lines before it
	note        int32        // the note of the line; empty notes are not counted in ord
	ord         int32
	first, last int32 // where the note begins and ends
}

// place is where a page begins: before a line of a variant of a unit. At line 0 the variant is not chosen yet.
type place struct {
	unit, variant, line int32
}

const maxLength = 1 << 32 // 65536 pt

func bound(x, least dimen.Length) dimen.Length { return max(least, min(x, maxLength)) }

// collect turns the flow into units, variants and marks.
func (b *breaker) collect(items []Item, notes []Note) {
	b.collectNotes(notes)
	units, ways, marks := 0, 0, 1
	for i := range items {
		switch it := &items[i]; it.Kind {
		case Box:
			units, ways, marks = units+1, ways+1, marks+2
		case Paragraph:
			units, ways = units+1, ways+len(it.Variants)
			for v := range it.Variants {
				marks += len(it.Variants[v].Lines) + 1
			}
		}
	}
	b.units = make([]unit, 0, units)
	b.variants = make([]variant, 0, ways)
	b.marks = make([]mark, 0, marks)

	var before unit // the glue and penalties since the last box
	var price pricing
	called, floated, after := 0, int32(0), int32(0)
	for i := range items {
		it := &items[i]
		switch it.Kind {
		case Glue:
			h := bound(it.Height, -maxLength)
			before.space += h
			before.opening += h
			continue
		case Penalty:
			price.add(it.Penalty)
			if it.Penalty <= -Inf {
				before.forced, before.opening = true, 0
				if it.Side != AnySide {
					before.side = it.Side
				}
			}
			continue
		case Paragraph:
			if len(it.Variants) == 0 || len(it.Variants[0].Lines) == 0 {
				continue
			}
		case Box:
		default:
			continue
		}
		u := before
		u.item, u.variant = int32(i), int32(len(b.variants))
		u.grid = it.Grid && b.p.Grid > 0
		u.above, u.below, u.repeat = bound(it.Above, 0), bound(it.Below, 0), bound(it.Repeat, 0)
		if len(b.units) == 0 {
			u.forced, u.side = true, AnySide
		}
		cost, fault := b.charge(price)
		if it.Kind == Paragraph {
			before := after
			after = max(after, min(it.After, floated))
			called, floated = b.collectLines(it, called, floated, before, after)
		} else {
			b.variants = append(b.variants, variant{at: int32(len(b.marks)), n: 1})
			b.marks = append(b.marks, mark{called: b.noteStart(called), floated: floated, after: after})
			after = max(after, min(it.After, floated))
			called += int(max(0, it.Calls))
			floated = b.floatsTo(floated, it.Floats)
			b.marks = append(b.marks, mark{depth: bound(it.Height, 0), called: b.noteStart(called), floated: floated, after: after})
		}
		u.variants = int32(len(b.variants)) - u.variant
		m := &b.marks[b.variants[u.variant].at]
		m.cost, m.fault = cost, fault
		b.units = append(b.units, u)
		before, price = unit{}, pricing{}
	}
	// The end of the flow is a place too.
	b.marks = append(b.marks, mark{called: int32(len(b.notes) - 1), floated: int32(len(b.floats)), after: after})
}

// floatsTo gives the number of floats called after n more of them.
func (b *breaker) floatsTo(floated, more int32) int32 {
	return int32(min(int64(len(b.floats)), int64(floated)+int64(max(0, more))))
}

// collectLines adds the variants of a paragraph and gives the numbers of notes and floats called up to its end. before
// and after are how many floats must be placed before and after its first line.
func (b *breaker) collectLines(it *Item, called int, floated, before, after int32) (notes int, floats int32) {
	total, end := 0, floated
	for _, l := range it.Variants[0].Lines {
		total += int(max(0, l.Calls))
		end = b.floatsTo(end, l.Floats)
	}
	for v := range it.Variants {
		lines := it.Variants[v].Lines
		n := len(lines)
		if n == 0 {
			// A variant without lines would hide the paragraph; it is kept, so that variants keep their numbers.
			b.variants = append(b.variants, variant{at: -1})
			continue
		}
		b.variants = append(b.variants, variant{at: int32(len(b.marks)), n: int32(n), demerits: max(0, min(it.Variants[v].Demerits, maxLength)), onePerPage: it.Variants[v].OnePerPage})
		m := mark{called: b.noteStart(called), floated: floated, after: before}
		b.marks = append(b.marks, m)
		calls := 0
		for l := range lines {
			line := &lines[l]
			calls = min(total, calls+int(max(0, line.Calls)))
			m.depth += bound(line.Height, 0)
			m.called = b.noteStart(called + calls)
			m.after = after
			m.floated = min(end, b.floatsTo(m.floated, line.Floats))
			m.hyphen = line.Hyphen
			if l == n-1 {
				m = mark{depth: m.depth, called: b.noteStart(called + total), floated: end, after: after}
			} else {
				var price pricing
				price.add(max(line.Penalty, 1-Inf))
				price.add(max(it.Penalty, 1-Inf))
				m.cost, m.fault = b.charge(price)
				miss := int64(max(0, it.Orphans-int32(l+1))) + int64(max(0, it.Widows-int32(n-l-1)))
				if miss > 0 {
					m.cost += min(miss, 100) * b.p.Widow
					m.fault |= Widow
				}
			}
			b.marks = append(b.marks, m)
		}
	}
	return called + total, end
}

// collectNotes lays all lines of notes end to end.
func (b *breaker) collectNotes(notes []Note) {
	n := 0
	for i := range notes {
		n += len(notes[i].Lines)
	}
	b.source = notes
	b.notes = make([]noteLine, 0, n+1)
	b.noteAt = make([]int32, len(notes)+1)
	var at noteLine
	for i := range notes {
		lines := notes[i].Lines
		b.noteAt[i] = int32(len(b.notes))
		if len(lines) == 0 {
			continue
		}
		at.note, at.first = int32(i), int32(len(b.notes))
		at.last = at.first + int32(len(lines))
		for _, h := range lines {
			b.notes = append(b.notes, at)
			at.depth += bound(h, 0)
		}
		at.ord++
	}
	b.noteAt[len(notes)] = int32(len(b.notes))
	at.first, at.last = int32(len(b.notes)), int32(len(b.notes))
	b.notes = append(b.notes, at)
}

// noteStart gives the place among the lines of notes where the given note begins.
func (b *breaker) noteStart(note int) int32 { return b.noteAt[min(note, len(b.noteAt)-1)] }

// area is how high the lines of notes from `from` up to `to` are at the foot of a page.
func (b *breaker) area(from, to int32) dimen.Length {
	if from >= to {
		return 0
	}
	f := &b.notes[from]
	return b.p.NoteSeparator + b.notes[to].depth - f.depth + dimen.Length(b.notes[to-1].ord-f.ord)*b.p.NoteGap
}

// floatArea is how high the floats from `from` up to `to` are at the head of a page and at its foot, with or without
// text between them.
func (b *breaker) floatArea(from, to int32, text bool) (top, bottom dimen.Length) {
	var last, first dimen.Length // the gaps of those nearest to the text
	for i := from; i < to; i++ {
		f := &b.floats[i]
		if f.Bottom {
			if bottom == 0 {
				first = f.Gap
			}
			bottom += f.Height + f.Gap
			continue
		}
		last = f.Gap
		top += f.Height + f.Gap
	}
	switch {
	case text:
		if b.p.Grid > 0 {
			top = (top + b.p.Grid - 1) / b.p.Grid * b.p.Grid
		}
	case bottom == 0:
		top -= last
	case top == 0:
		bottom -= first
	}
	return top, bottom
}

// clears reports whether the floats from `from` up to `to` may stand on one page.
func (b *breaker) clears(from, to int32) bool {
	var top, bottom bool
	for i := from; i < to; i++ {
		f := &b.floats[i]
		if f.ClearTop && top || f.ClearBottom && bottom {
			return false
		}
		top, bottom = top || !f.Bottom, bottom || f.Bottom
	}
	return true
}

// pricing sums up the penalties of one break.
type pricing struct {
	sum              int64
	forbidden, avoid bool
}

func (p *pricing) add(penalty int32) {
	switch {
	case penalty <= -Inf:
	case penalty >= Inf:
		p.forbidden = true
	case penalty >= Avoid:
		p.avoid = true
	default:
		p.sum += int64(max(penalty, -Avoid))
	}
}

// charge gives the demerits of a break at these penalties.
func (b *breaker) charge(p pricing) (cost int64, fault Fault) {
	cost = max(-1e6, min(p.sum, 1e6))
	if p.forbidden {
		cost += b.p.Forbidden
		fault |= Forbidden
	}
	if p.avoid {
		cost += b.p.Stranded
		fault |= Stranded
	}
	return cost, fault
}

// pos gives the place's index among the marks.
func (b *breaker) pos(at place) int32 {
	if int(at.unit) == len(b.units) {
		return int32(len(b.marks) - 1)
	}
	if at.line == 0 {
		return b.variants[b.units[at.unit].variant].at
	}
	return b.variants[at.variant].at + at.line
}

// opens reports whether a place is at the start of the flow or after a forced break.
func (b *breaker) opens(at place) bool {
	return int(at.unit) < len(b.units) && at.line == 0 && b.units[at.unit].forced
}

// down gives the place where the lines of a unit begin: below y or, if the page begins with the unit, at its head.
func (b *breaker) down(u *unit, y dimen.Length, start place, first bool) dimen.Length {
	switch {
	case first && start.line > 0:
		y = u.repeat
	case !first:
		y += u.space + u.above
	case u.forced:
		y += u.opening + u.above
	default:
		y += u.repeat + u.above
	}
	y = max(y, 0)
	if u.grid {
		y = (y + b.p.Grid - 1) / b.p.Grid * b.p.Grid
	}
	return y
}
