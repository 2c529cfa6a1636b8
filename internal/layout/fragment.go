package layout

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/style"
)

// columnText is what must be known of the text of columns to divide it.
type columnText struct {
	fits  []fit
	least []dimen.Length // how high the text before each leaf is at least
	stop  []int          // for each leaf, the next that begins a new page
	calls []int          // how many notes are called before each leaf
	notes []noteLine     // all lines of all notes, and their end
	first []int          // for each note its first line
	feet  feet
	// What floats, and how many are called before each leaf. On a page stand those that are called on the pages before.
	floats []*apart
	float  []int
	grid   dimen.Length
	buf    []inColumn
}

// noteLine is the place before a line of a note: how high the lines before it are, and in which note it stands; empty
// ones don't count.
type noteLine struct {
	depth dimen.Length
	ord   int
}

// feet says what room there is for notes.
type feet struct{ separator, gap, most dimen.Length }

// ragged is by how many lines a page may be short before a note is divided, as in page breaking.
const ragged = 3

// missed are the demerits of each row that columns with column-fill: auto leave empty on their last page: more than all
// that can be said for it.
const missed = 4000

// bare are the demerits of each column that has nothing in it on the last of several pages.
const bare = 400

// finest is into how many steps at most the room of a first page is divided.
const finest = 120

// plan finds the ways to divide the text of columns into pages. Where they begin the flow, the room of the first page is
// known; otherwise there is a way for each number of rows that may be left there.
func (mc *multicol) plan(g *pager, lf *leaf, opening, odd bool) {
	mc.ways, mc.costs = mc.ways[:0], mc.costs[:0]
	mc.measure(g)
	if len(mc.leaves) == 0 {
		mc.ways, mc.costs = append(mc.ways, nil), append(mc.costs, 0)
		return
	}
	later := min(g.height(false, true), g.height(false, false)) - lf.below
	if opening {
		mc.way(g.height(true, odd)-dimen.RoundUp(max(0, lf.margin+lf.inner), max(1, g.grid))-lf.below, later, 0)
		return
	}
	most := int((max(g.height(true, odd), g.height(false, true), g.height(false, false)) - lf.below) / mc.unit)
	step := 1 + most/finest
	for rows := most; rows >= 1; rows -= step {
		cost := int64(0)
		if mc.st.ColumnFill == style.FillAuto {
			cost = int64(most-rows) * missed
		}
		room := dimen.Length(rows) * mc.unit
		if _, fr, _ := mc.next(spot{}, 0, room); len(mc.ways) == 0 || fr.rows > 0 && fr.height <= room {
			mc.way(room, later, cost)
		}
	}
}

// whole sets columns that stand apart from the galley, in a note or a float: they are not divided, but balanced.
func (mc *multicol) whole() {
	mc.measure(&pager{})
	mc.ways, mc.costs = mc.ways[:0], append(mc.costs[:0], 0)
	var way []fragment
	for at := (spot{}); at.leaf < len(mc.leaves); {
		stop := mc.stop[at.leaf]
		rows := mc.balance(at, stop)
		_, end, depth := mc.fill(mc.buf[:0], at, rows)
		way = append(way, fragment{from: at, end: end, rows: rows, height: dimen.RoundUp(depth, mc.unit)})
		at = end
	}
	mc.ways = append(mc.ways, way)
}

// measure looks at the text.
func (mc *multicol) measure(g *pager) {
	t := &mc.columnText
	*t = columnText{grid: max(1, g.grid), stop: make([]int, len(mc.leaves)), feet: feet{separator: g.separator, most: g.noteMax}}
	var at noteLine
	least, calls := dimen.Length(0), 0
	for _, lf := range mc.leaves {
		f := lf.fit()
		t.fits = append(t.fits, f)
		t.least, t.calls, t.float = append(t.least, least), append(t.calls, calls), append(t.float, len(t.floats))
		for _, a := range slices.Concat(lf.before, lf.floats) {
			a.divide()
			t.floats = append(t.floats, a)
		}
		least += f.inner + f.span(lf.natural(), 0, f.lines[lf.natural()]) + f.below
		for _, n := range lf.notes() {
			calls++
			n.divide()
			t.first = append(t.first, len(t.notes))
			for _, s := range n.strips {
				t.notes = append(t.notes, at)
				at.depth += s.height
				t.feet.most = max(t.feet.most, min(t.feet.most, 1)*(g.separator+s.height)) // a line higher than max-height is set all the same
			}
			if len(n.strips) > 0 {
				at.ord++
			}
		}
	}
	for _, n := range g.notes {
		t.feet.gap = max(t.feet.gap, n.gap())
	}
	t.least, t.calls, t.float = append(t.least, least), append(t.calls, calls), append(t.float, len(t.floats))
	t.notes, t.first = append(t.notes, at), append(t.first, len(t.notes))
	stop := len(mc.leaves)
	for i := len(mc.leaves) - 1; i >= 0; i-- {
		t.stop[i] = stop
		if mc.leaves[i].force >= style.BreakPage {
			stop = i
		}
	}
	if t.feet.most == 0 {
		t.feet.most = 1 << 60
	}
}

// way adds a way to divide the text, with so much room on the first page and on those that follow.
func (mc *multicol) way(room, later dimen.Length, cost int64) {
	var way []fragment
	at, placed, floated := spot{}, 0, 0
	for at.leaf < len(mc.leaves) {
		var fr fragment
		var height dimen.Length
		if floated, height = mc.float0(floated, mc.floated(at), room); height > 0 && room-height < mc.unit {
			room = later // a page of floats
			continue
		}
		at, fr, placed = mc.next(at, placed, room-height)
		if fr.rows > 0 { // or there is nothing but notes on the page
			way = append(way, fr)
		}
		room = later
	}
	if n := len(way); n > 1 && mc.st.ColumnFill != style.FillAuto {
		last, _, _ := mc.fill(mc.buf[:0], way[n-1].from, way[n-1].rows)
		cost += int64(mc.count-1-last[len(last)-1].column) * bare
	}
	for i := range mc.ways {
		if slices.Equal(mc.ways[i], way) {
			mc.costs[i] = min(mc.costs[i], cost)
			return
		}
	}
	mc.ways, mc.costs = append(mc.ways, way), append(mc.costs, cost)
}

// alone is how many rows of text there must be on a page with floats, as in page breaking; with fewer they stand alone.
const alone = 5

// float0 finds the floats from one on, of those before a limit, that stand on a page with so much room: it gives the first that
// does not, and how high they are. What the first float leaves too little text beside has the page for itself.
func (mc *multicol) float0(from, limit int, room dimen.Length) (int, dimen.Length) {
	top, bottom := dimen.Length(0), dimen.Length(0)
	for i := from; i < limit; i++ {
		f := mc.floats[i].float()
		t, b := top, bottom
		if f.Bottom {
			b += f.Height + f.Gap
		} else {
			t += f.Height + f.Gap
		}
		switch {
		case i > from && (f.ClearTop || f.ClearBottom):
			return i, dimen.RoundUp(top, mc.grid) + bottom
		case dimen.RoundUp(t, mc.grid)+b > room-alone*mc.unit:
			if i > from {
				return i, dimen.RoundUp(top, mc.grid) + bottom
			}
			return i + 1, room
		}
		top, bottom = t, b
	}
	return max(from, limit), dimen.RoundUp(top, mc.grid) + bottom
}

// floated counts the floats called before a spot.
func (mc *multicol) floated(at spot) int {
	n := mc.float[at.leaf]
	if at.line > 0 {
		n += len(mc.leaves[at.leaf].before)
	}
	return n
}

// fit tells what the columns take on a page: each fragment is to page breaking a line that has its page for itself.
func (mc *multicol) fit(f *fit) {
	f.height, f.apart, f.orphans, f.widows = mc.unit, true, 1, 1
	f.lines, f.costs = f.lines[:0], mc.costs
	for _, way := range mc.ways {
		sums := make([]dimen.Length, len(way)+1)
		for i, fr := range way {
			sums[i+1] = sums[i] + fr.height
		}
		f.lines, f.sums = append(f.lines, len(way)), append(f.sums, sums)
	}
	f.hyphen = func(int, int) bool { return false }
	f.called = func(way, i int) int32 { return mc.ways[way][i].calls }
	f.floated = func(way, i int) int32 { return mc.ways[way][i].floats }
}

// next finds what stands on a page with so much room, with the notes that are called there, and those called before
// from line placed on. It gives where the text and the notes go on. A page with nothing but notes has no rows.
func (mc *multicol) next(from spot, placed int, room dimen.Length) (spot, fragment, int) {
	stop := mc.stop[from.leaf]
	most := int(room / mc.unit)
	carried := mc.first[mc.called(from)]
	fr := fragment{from: from}
	// Whether so many rows stand on the page, either with all of the notes or with what must stand there of them.
	fits := func(rows int, whole bool) bool {
		_, end, depth := mc.fill(mc.buf[:0], from, rows)
		below := min(room-max(depth, dimen.Length(rows)*mc.unit), mc.feet.most)
		to := mc.first[mc.called(end)]
		if !whole {
			to = min(to, max(mc.begun(placed, carried, to), mc.within(placed, min(room/2, mc.feet.most))))
		}
		return below >= 0 && (to == placed || mc.area(placed, to) <= below)
	}
	rows := 0
	if mc.st.ColumnFill != style.FillAuto && mc.rest(from, stop) <= dimen.Length(mc.count)*room {
		if n := mc.balance(from, stop); n <= most && fits(n, true) {
			rows = n
		}
	}
	if rows == 0 {
		rows = greatest(most, func(n int) bool { return fits(n, true) })
		if dimen.Length(most-rows)*mc.unit-mc.area(placed, mc.called0(from, rows)) > ragged*mc.unit {
			rows = max(rows, greatest(most, func(n int) bool { return fits(n, false) }))
		}
		if rows == 0 && placed < carried {
			return from, fr, max(placed+1, min(carried, mc.within(placed, min(room, mc.feet.most))))
		}
		rows = max(rows, 1) // higher than the page: it has one for itself
	}
	_, end, depth := mc.fill(mc.buf[:0], from, rows)
	switch {
	case end.leaf >= stop && mc.st.ColumnFill == style.FillAuto:
		rows = max(1, min(rows, int((depth+mc.unit-1)/mc.unit)))
	case mc.st.ColumnFill == style.FillBalanceAll, end.line == 0 && end.leaf < len(mc.leaves) && mc.leaves[end.leaf].force == style.BreakColumn:
		for rows > 1 {
			if _, e, d := mc.fill(mc.buf[:0], from, rows-1); e != end || d > dimen.Length(rows-1)*mc.unit {
				break
			}
			rows--
		}
	}
	fr.rows, fr.end, fr.calls = rows, end, int32(mc.called(end)-mc.called(from))
	fr.floats = int32(mc.floated(end) - mc.floated(from))
	fr.height = max(dimen.Length(rows)*mc.unit, dimen.RoundUp(depth, mc.unit))
	to := mc.first[mc.called(end)]
	if below := min(room-fr.height, mc.feet.most); to > placed && mc.area(placed, to) > below {
		to = max(mc.begun(placed, carried, to), min(to-1, mc.within(placed, below)))
	}
	return end, fr, to
}

// begun is up to where notes must stand on a page, if they are to be divided: those called there but the last, and the
// beginning of that.
func (mc *multicol) begun(placed, carried, to int) int {
	if to <= carried {
		return min(placed+1, to)
	}
	last := to - 1
	for last > carried && mc.notes[last-1].ord == mc.notes[to-1].ord {
		last--
	}
	return min(last+2, to)
}

// called0 is the line of notes up to which text of so many rows calls them.
func (mc *multicol) called0(from spot, rows int) int {
	if rows == 0 {
		return mc.first[mc.called(from)]
	}
	_, end, _ := mc.fill(mc.buf[:0], from, rows)
	return mc.first[mc.called(end)]
}

// greatest finds the greatest number up to most for which fits holds, as it does for all below; 0: none.
func greatest(most int, fits func(n int) bool) int {
	low, high := 0, most+1
	for low+1 < high {
		if mid := (low + high) / 2; fits(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// called counts the notes called before a spot.
func (mc *multicol) called(at spot) int {
	n := mc.calls[at.leaf]
	if at.line > 0 && mc.leaves[at.leaf].par != nil {
		n += int(calls(mc.leaves[at.leaf].par, mc.leaves[at.leaf].natural(), 0, at.line))
	}
	return n
}

// area is how high lines of notes are at the foot of a page, as in page breaking.
func (mc *multicol) area(from, to int) dimen.Length {
	if from >= to {
		return 0
	}
	f := mc.notes[from]
	return mc.feet.separator + mc.notes[to].depth - f.depth + dimen.Length(mc.notes[to-1].ord-f.ord)*mc.feet.gap
}

// within is up to which line notes stand in so much room.
func (mc *multicol) within(from int, room dimen.Length) int {
	return from + greatest(len(mc.notes)-1-from, func(n int) bool { return mc.area(from, from+n) <= room })
}

// rest is how high the text from a spot up to a leaf is at least, all of it in one column.
func (mc *multicol) rest(from spot, stop int) dimen.Length {
	f := &mc.fits[from.leaf]
	return mc.least[stop] - mc.least[from.leaf] - f.span(mc.leaves[from.leaf].natural(), 0, from.line)
}

// fill sets the text from a spot on in columns of so many rows, up to where a new page begins. depth is how high the
// highest is, which may be more where something is not divided.
func (mc *multicol) fill(out []inColumn, from spot, rows int) (_ []inColumn, end spot, depth dimen.Length) {
	at, stop := from, mc.stop[from.leaf]
	for col := 0; col < mc.count && at.leaf < stop; col++ {
		n := len(out)
		out, at = mc.column(out, at, stop, dimen.Length(rows)*mc.unit)
		for k := n; k < len(out); k++ {
			out[k].column = col
			depth = max(depth, out[k].bottom)
		}
	}
	mc.buf = out
	return out, at, depth
}

// column sets the text from a spot on in one column. It ends where orphans, widows and what keeps together let it; a
// column takes something in any case, so that no text is left for ever.
func (mc *multicol) column(out []inColumn, from spot, stop int, height dimen.Length) (_ []inColumn, end spot) {
	y, start := dimen.Length(0), len(out)
	at := from
	for at.leaf < stop {
		lf, f := mc.leaves[at.leaf], &mc.fits[at.leaf]
		if lf.force != style.BreakAuto && at.line == 0 && len(out) > start {
			return out, at
		}
		way := lf.natural()
		n := f.lines[way]
		if len(out) == start && at.leaf > 0 && at.line == 0 && !lf.inHead { // the head of a table is said again
			for i, h := range lf.head {
				if i > 0 {
					y += h.margin
				}
				y += h.inner
				out = append(out, inColumn{placed: placed{lf: h, to: 1, y: y, bottom: y + h.height(), again: true}})
				y += h.height() + h.below
			}
			start = len(out)
		}
		top := y
		if at.line == 0 {
			if len(out) > start {
				top += f.margin
			}
			top += f.inner
		}
		if f.height == mc.unit && (lf.par != nil || lf.blank) {
			top = dimen.RoundUp(top, mc.unit) // so that the lines of all columns stand side by side
		}
		k := at.line
		for k < n && top+f.span(way, at.line, k+1) <= height {
			k++
		}
		if k < n {
			if left := n - k; left < f.widows && k > at.line {
				k = max(at.line, n-f.widows)
			}
			if f.whole || k-at.line < f.orphans && at.line == 0 {
				k = at.line
			}
		}
		if k == at.line {
			if len(out) > start {
				break
			}
			k = min(at.line+max(1, f.orphans), n) // higher than the column
			if f.whole {
				k = n
			}
		}
		p := placed{lf: lf, way: way, from: at.line, to: k, y: top, bottom: top + f.span(way, at.line, k)}
		out = append(out, inColumn{placed: p})
		y = p.bottom
		if k < n {
			return out, spot{at.leaf, k}
		}
		y += f.below
		at = spot{at.leaf + 1, 0}
	}
	// What may not be parted from what follows goes with it, as long as something stays.
	if at.line == 0 && at.leaf < stop && mc.leaves[at.leaf].avoid {
		first := at.leaf - (len(out) - start)
		for k := len(out) - 1; k > start; k-- {
			if i := first + k - start; out[k].from == 0 && !mc.leaves[i].avoid {
				return out[:k], spot{i, 0}
			}
		}
	}
	return out, at
}

// balance finds the fewest rows in which the text from a spot on stands up to a leaf; many, if there are none.
func (mc *multicol) balance(from spot, stop int) int {
	total := dimen.Length(0)
	for i := from.leaf; i < stop; i++ {
		f := &mc.fits[i]
		total += f.margin + mc.least[i+1] - mc.least[i]
	}
	fits := func(rows int) bool {
		_, end, depth := mc.fill(mc.buf[:0], from, rows)
		return end.leaf >= stop && depth <= dimen.Length(rows)*mc.unit
	}
	// More rows than what all text takes in one column are never needed.
	most := int(min(total/mc.unit, 1<<24)) + stop - from.leaf + 1
	low, rows := 0, max(1, min(int(total/mc.unit)/mc.count, most)) // low is too few
	for !fits(rows) {
		if rows == most {
			return 1 << 24
		}
		low, rows = rows, min(rows+max(1, rows/8), most)
	}
	for rows-low > 1 {
		if half := (low + rows) / 2; fits(half) {
			rows = half
		} else {
			low = half
		}
	}
	return rows
}

// set gives the text of fragments from one up to another, as it stands in its columns.
func (mc *multicol) set(way, from, to int) (out []inColumn) {
	for _, fr := range mc.ways[way][min(from, len(mc.ways[way])):min(to, len(mc.ways[way]))] {
		out, _, _ = mc.fill(out, fr.from, fr.rows)
	}
	mc.buf = nil
	return out
}
