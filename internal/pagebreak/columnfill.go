package pagebreak

import "quire/internal/dimen"

// minRows is the least number of rows of text on a page with floats, as on a page without columns; with fewer rows the page
// has only the floats.
const minRows = 5

// maxShortRows is the number of rows by which a page may be short before a note is divided, as on a page without columns.
const maxShortRows = 3

// floatsOn finds which floats, from one up to a limit, are placed on a page with this room. It returns the first that is not,
// and the height of those that are. A first float that leaves too little room for text has a page of its own.
func (b *ColumnBreaker) floatsOn(from, limit int, room dimen.Length) (int, dimen.Length) {
	top, bottom := dimen.Length(0), dimen.Length(0)
	for i := from; i < limit; i++ {
		f := &b.c.Floats[i]
		t, u := top, bottom
		if f.Bottom {
			u += f.Height + f.Gap
		} else {
			t += f.Height + f.Gap
		}
		switch {
		case i > from && (f.ClearTop || f.ClearBottom):
			return i, dimen.RoundUp(top, b.c.Grid) + bottom
		case dimen.RoundUp(t, b.c.Grid)+u > room-minRows*b.c.Row:
			if i > from {
				return i, dimen.RoundUp(top, b.c.Grid) + bottom
			}
			return i + 1, room
		}
		top, bottom = t, u
	}
	return max(from, limit), dimen.RoundUp(top, b.c.Grid) + bottom
}

// floated counts the floats called before a spot.
func (b *ColumnBreaker) floated(at Spot) int {
	n := b.float[at.Item]
	if at.Line > 0 {
		n += b.c.Items[at.Item].Before
	}
	return n
}

// called counts the notes called before a spot.
func (b *ColumnBreaker) called(at Spot) int {
	n := b.calls[at.Item]
	if at.Line > 0 {
		for _, k := range b.c.Items[at.Item].Calls[:min(at.Line, len(b.c.Items[at.Item].Calls))] {
			n += int(k)
		}
	}
	return n
}

// next fills a page with this room from a spot. Its notes are those that are called on it, and the lines of earlier notes from
// the line placed. It returns where the text and the notes continue. A page with notes only has no rows.
func (b *ColumnBreaker) next(from Spot, placed int, room dimen.Length) (Spot, Fragment, int) {
	row := b.c.Row
	carried := b.first[b.called(from)]
	rows := b.rowsOn(from, placed, room)
	if rows == 0 && placed < carried {
		return from, Fragment{From: from}, max(placed+1, min(carried, b.within(placed, min(room, b.max))))
	}
	rows = max(rows, 1) // an item that is higher than the page has a page of its own
	_, end, depth := b.fill(b.buf[:0], from, rows)
	rows = b.trim(from, rows, end, depth)
	fr := Fragment{
		From: from, End: end, Rows: rows, Height: max(dimen.Length(rows)*row, dimen.RoundUp(depth, row)),
		Calls: int32(b.called(end) - b.called(from)), Floats: int32(b.floated(end) - b.floated(from)),
	}
	to := b.first[b.called(end)]
	if below := min(room-fr.Height, b.max); to > placed && b.area(placed, to) > below {
		to = max(b.begun(placed, carried, to), min(to-1, b.within(placed, below)))
	}
	return end, fr, to
}

// rowsOn returns the number of rows that fit on a page with this room; 0 means none.
func (b *ColumnBreaker) rowsOn(from Spot, placed int, room dimen.Length) int {
	row, stop := b.c.Row, b.stop[from.Item]
	most := int(room / row)
	carried := b.first[b.called(from)]
	// fits reports whether rows fit on the page with all of their notes, or with those lines of notes that must be on the page.
	fits := func(rows int, whole bool) bool {
		_, end, depth := b.fill(b.buf[:0], from, rows)
		below := min(room-max(depth, dimen.Length(rows)*row), b.max)
		to := b.first[b.called(end)]
		if !whole {
			to = min(to, max(b.begun(placed, carried, to), b.within(placed, min(room/2, b.max))))
		}
		return below >= 0 && (to == placed || b.area(placed, to) <= below)
	}
	if b.c.Fill != Fill && b.rest(from, stop) <= dimen.Length(b.c.Count)*room {
		if n := b.balance(from, stop); n <= most && fits(n, true) {
			return n
		}
	}
	rows := greatest(most, func(n int) bool { return fits(n, true) })
	if notes := min(b.area(placed, b.noteLinesCalled(from, rows)), b.max); dimen.Length(most-rows)*row-notes > maxShortRows*row {
		rows = max(rows, greatest(most, func(n int) bool { return fits(n, false) }))
	}
	return rows
}

// trim removes rows that are empty or that balancing makes unnecessary. end and depth are those of the text in these rows.
func (b *ColumnBreaker) trim(from Spot, rows int, end Spot, depth dimen.Length) int {
	row := b.c.Row
	switch {
	case end.Item >= b.stop[from.Item] && b.c.Fill == Fill:
		return max(1, min(rows, int((depth+row-1)/row)))
	case b.c.Fill == BalanceAll, end.Line == 0 && end.Item < len(b.c.Items) && b.c.Items[end.Item].Force == ForceColumn:
		for rows > 1 {
			if _, e, d := b.fill(b.buf[:0], from, rows-1); e != end || d > dimen.Length(rows-1)*row {
				break
			}
			rows--
		}
	}
	return rows
}

// begun returns the line up to which notes must be on a page if they are divided: all notes called there except the last, and
// two lines of the last. If no note is called there, it is one line of the notes that continue from the page before.
func (b *ColumnBreaker) begun(placed, carried, to int) int {
	if to <= carried {
		return min(placed+1, to)
	}
	last := to - 1
	for last > carried && b.notes[last-1].ord == b.notes[to-1].ord {
		last--
	}
	return min(last+2, to)
}

// noteLinesCalled returns the last line of the notes that the text in these rows calls.
func (b *ColumnBreaker) noteLinesCalled(from Spot, rows int) int {
	if rows == 0 {
		return b.first[b.called(from)]
	}
	_, end, _ := b.fill(b.buf[:0], from, rows)
	return b.first[b.called(end)]
}

// greatest finds the greatest number up to most for which fits is true; 0 means none. If fits is true for a number, it is true
// for all lower ones.
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

// area is how high lines of notes are at the foot of a page.
func (b *ColumnBreaker) area(from, to int) dimen.Length {
	if from >= to {
		return 0
	}
	f := b.notes[from]
	return b.c.NoteSeparator + b.notes[to].depth - f.depth + dimen.Length(b.notes[to-1].ord-f.ord)*b.c.NoteGap
}

// within gives the line up to which notes fit in a room.
func (b *ColumnBreaker) within(from int, room dimen.Length) int {
	return from + greatest(len(b.notes)-1-from, func(n int) bool { return b.area(from, from+n) <= room })
}

// rest is the least height of the text from a spot up to an item, in one column.
func (b *ColumnBreaker) rest(from Spot, stop int) dimen.Length {
	return b.least[stop] - b.least[from.Item] - b.depth[from.Item][from.Line]
}

// fill sets the text from a spot on in columns of these rows, up to where a new page begins. depth is the height of the highest
// column: more than the rows, if something can't be divided.
func (b *ColumnBreaker) fill(out []ColumnPart, from Spot, rows int) (_ []ColumnPart, end Spot, depth dimen.Length) {
	at, stop := from, b.stop[from.Item]
	for col := 0; col < b.c.Count && at.Item < stop; col++ {
		n := len(out)
		out, at = b.column(out, at, stop, dimen.Length(rows)*b.c.Row)
		for k := n; k < len(out); k++ {
			out[k].Column = col
			depth = max(depth, out[k].Bottom)
		}
	}
	b.buf = out
	return out, at, depth
}

// column sets the text from a spot in one column. The column ends where orphans, widows, Whole and Avoid allow it. It always
// has at least one line, so that all text is set in the end.
func (b *ColumnBreaker) column(out []ColumnPart, from Spot, stop int, height dimen.Length) (_ []ColumnPart, end Spot) {
	y, start := dimen.Length(0), len(out)
	at := from
	for at.Item < stop {
		it, depth := &b.c.Items[at.Item], b.depth[at.Item]
		if it.Force != NoForce && at.Line == 0 && len(out) > start {
			return out, at
		}
		if len(out) == start && (at.Item > 0 || at.Line > 0) { // the head of a table is set again
			for i, h := range it.Head {
				if i > 0 {
					y += h.Margin
				}
				y += h.Above
				out = append(out, ColumnPart{Item: at.Item, Head: i + 1, To: 1, Y: y, Bottom: y + h.Height})
				y += h.Height + h.Below
			}
			start = len(out)
		}
		top := y
		if at.Line == 0 {
			if len(out) > start {
				top += it.Margin
			}
			top += it.Above
		}
		if it.OnRow {
			top = dimen.RoundUp(top, b.c.Row) // so that the lines of all columns are side by side
		}
		k := b.lastLine(at, top, height, len(out) > start)
		if k == at.Line {
			break
		}
		p := ColumnPart{Item: at.Item, From: at.Line, To: k, Y: top, Bottom: top + depth[k] - depth[at.Line]}
		out = append(out, p)
		y = p.Bottom
		if k < len(it.Lines) {
			return out, Spot{at.Item, k}
		}
		y += it.Below
		at = Spot{at.Item + 1, 0}
	}
	// Items after which no column may end go to the next column, as long as one item stays.
	if at.Line == 0 && at.Item < stop && b.c.Items[at.Item].Avoid {
		first := at.Item - (len(out) - start)
		for k := len(out) - 1; k > start; k-- {
			if i := first + k - start; out[k].From == 0 && !b.c.Items[i].Avoid {
				return out[:k], Spot{i, 0}
			}
		}
	}
	return out, at
}

// lastLine returns the line before which the column ends if the item of a spot begins at top. begun is true if the column is
// not empty. If no line of the item fits, it returns the line of the spot.
func (b *ColumnBreaker) lastLine(at Spot, top, height dimen.Length, begun bool) int {
	it, depth := &b.c.Items[at.Item], b.depth[at.Item]
	n, k := len(it.Lines), at.Line
	for k < n && top+depth[k+1]-depth[at.Line] <= height {
		k++
	}
	if k < n {
		if left := n - k; left < it.Widows && k > at.Line {
			k = max(at.Line, n-it.Widows)
		}
		if it.Whole || k-at.Line < it.Orphans && at.Line == 0 {
			k = at.Line
		}
	}
	if k > at.Line || begun {
		return k
	}
	if it.Whole { // it is higher than the column
		return n
	}
	return min(at.Line+max(1, it.Orphans), n)
}

// balance finds the fewest rows that hold the text from a spot up to an item; 1<<24 if no number of rows does.
func (b *ColumnBreaker) balance(from Spot, stop int) int {
	row, total := b.c.Row, dimen.Length(0)
	for i := from.Item; i < stop; i++ {
		total += b.c.Items[i].Margin + b.least[i+1] - b.least[i]
	}
	fits := func(rows int) bool {
		_, end, depth := b.fill(b.buf[:0], from, rows)
		return end.Item >= stop && depth <= dimen.Length(rows)*row
	}
	// More rows than all text takes in one column are never needed.
	most := int(min(total/row, 1<<24)) + stop - from.Item + 1
	low, rows := 0, max(1, min(int(total/row)/b.c.Count, most)) // low is too few
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
