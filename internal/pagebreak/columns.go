package pagebreak

import (
	"slices"

	"quire/internal/dimen"
)

// Columns is a galley that is set in columns. On each page its columns are side by side, and as high as the page without the
// notes that their text calls. Text fills one column after another.
type Columns struct {
	Count int // of columns
	// Row is the height of a row, in which the heights of columns are counted, and Grid the distance of the lines of the
	// baseline grid of the pages.
	Row, Grid dimen.Length
	Fill      Filling
	Items     []ColumnItem
	// Notes and Floats are those that the items call, in this order.
	Notes  []Note
	Floats []Float
	// NoteSeparator, NoteGap and NoteMax are as in Params.
	NoteSeparator, NoteGap, NoteMax dimen.Length
}

// Filling says how columns fill a page (css-multicol-1, §7.1).
type Filling uint8

// The ways to fill columns.
const (
	Balance    Filling = iota // those of the last page are balanced
	BalanceAll                // those of each page are
	Fill                      // none are
)

// Forcing says where a break before an item is forced.
type Forcing uint8

// The forced breaks.
const (
	NoForce Forcing = iota
	ForceColumn
	ForcePage
)

// ColumnItem is a paragraph, or an undivided item, which has one line.
type ColumnItem struct {
	// Margin is the space before it, which is dropped at the head of a column; Above and Below are never dropped.
	Margin, Above, Below dimen.Length
	Lines                []dimen.Length // their heights
	Calls                []int32        // how many notes each line calls; nil: none
	// Before is how many floats it calls where it begins, and Floats how many in all.
	Before, Floats int
	// Orphans and Widows are the least numbers of lines before and after the end of a column.
	Orphans, Widows int
	OnRow           bool // its lines are on the rows, side by side with those of other columns
	Whole           bool // it is not divided
	Avoid           bool // no column ends before it
	Force           Forcing
	Head            []HeadRow // what is set again if a column begins with it: the head of a table
}

// HeadRow is a row of the head of a table.
type HeadRow struct{ Margin, Above, Height, Below dimen.Length }

// Spot is a place in the text of columns: before a line of an item.
type Spot struct{ Item, Line int }

// Fragment is the part of the text on one page, from one spot up to another. It has Rows rows, and calls Calls notes and Floats
// floats. Height is more than that of its rows if an undivided item is higher.
type Fragment struct {
	From, End     Spot
	Rows          int
	Height        dimen.Length
	Calls, Floats int32
}

// ColumnPart is an item, or lines of it, in its column.
type ColumnPart struct {
	Item, Column int
	From, To     int
	// Head is 0, or the number of a row, from 1, of the item's Head.
	Head int
	// Y is the top of the first line and Bottom the foot of the last, counted from the head of the column.
	Y, Bottom dimen.Length
}

// Division is a way to divide columns among pages, with its demerits.
type Division struct {
	Fragments []Fragment
	Demerits  int64
}

// ColumnBreaker divides Columns.
type ColumnBreaker struct {
	c     *Columns
	depth [][]dimen.Length // for each item the height of the lines before each line, and of all
	least []dimen.Length   // how high the text before each item is at least
	stop  []int            // for each item, the next that begins a new page
	calls []int            // how many notes are called before each item
	notes []columnNote     // the places before all lines of all notes, and their end
	first []int            // for each note its first line
	float []int            // how many floats are called before each item
	max   dimen.Length     // how high notes may be
	buf   []ColumnPart
}

// columnNote is the place before a line of a note: depth is the height of the lines before it, ord the number of its note.
// Notes without lines don't count.
type columnNote struct {
	depth dimen.Length
	ord   int
}

// NewColumns prepares columns to be divided. A Count, Row or Grid below 1 counts as 1.
func NewColumns(in *Columns) *ColumnBreaker {
	columns := *in
	c := &columns
	c.Count, c.Row, c.Grid = max(1, c.Count), max(1, c.Row), max(1, c.Grid)
	b := &ColumnBreaker{c: c, stop: make([]int, len(c.Items)), max: c.NoteMax}
	least, calls, floats := dimen.Length(0), 0, 0
	for i := range c.Items {
		it := &c.Items[i]
		depth := make([]dimen.Length, len(it.Lines)+1)
		for l, h := range it.Lines {
			depth[l+1] = depth[l] + h
		}
		b.depth = append(b.depth, depth)
		b.least, b.calls, b.float = append(b.least, least), append(b.calls, calls), append(b.float, floats)
		least += it.Above + depth[len(it.Lines)] + it.Below
		for _, n := range it.Calls {
			calls += int(n)
		}
		floats += it.Floats
	}
	b.least, b.calls, b.float = append(b.least, least), append(b.calls, calls), append(b.float, floats)
	var at columnNote
	for i := range c.Notes {
		b.first = append(b.first, len(b.notes))
		for _, h := range c.Notes[i].Lines {
			b.notes = append(b.notes, at)
			at.depth += h
			b.max = max(b.max, min(b.max, 1)*(c.NoteSeparator+h)) // a line higher than NoteMax is set all the same
		}
		if len(c.Notes[i].Lines) > 0 {
			at.ord++
		}
	}
	b.notes, b.first = append(b.notes, at), append(b.first, len(b.notes))
	stop := len(c.Items)
	for i := len(c.Items) - 1; i >= 0; i-- {
		b.stop[i] = stop
		if c.Items[i].Force == ForcePage {
			stop = i
		}
	}
	if b.max == 0 {
		b.max = 1 << 60
	}
	return b
}

// missedRow are the demerits of each row of the first page that columns with Fill leave empty: more than any other demerits
// of a division.
const missedRow = 4000

// bareColumn are the demerits of each column that has nothing in it on the last of several pages.
const bareColumn = 400

// maxSteps is into how many steps at most the room of a first page is divided.
const maxSteps = 120

// Divide finds ways to divide the text if the room on the first page is not known: one for each number of rows that may be left
// there. The room on the first page is at most most, and on later pages it is later.
func (b *ColumnBreaker) Divide(most, later dimen.Length) (out []Division) {
	if len(b.c.Items) == 0 {
		return []Division{{}}
	}
	rows := int(most / b.c.Row)
	step := 1 + rows/maxSteps
	for n := rows; n >= 1; n -= step {
		cost := int64(0)
		if b.c.Fill == Fill {
			cost = int64(rows-n) * missedRow
		}
		room := dimen.Length(n) * b.c.Row
		if _, fr, _ := b.next(Spot{}, 0, room); len(out) == 0 || fr.Rows > 0 && fr.Height <= room {
			out = b.divide(out, room, later, cost)
		}
	}
	return out
}

// DivideFrom divides the text if the room on the first page is known.
func (b *ColumnBreaker) DivideFrom(first, later dimen.Length) []Division {
	if len(b.c.Items) == 0 {
		return []Division{{}}
	}
	return b.divide(nil, first, later, 0)
}

// Whole balances columns that are not divided among pages, such as those in a note or a float.
func (b *ColumnBreaker) Whole() (out []Fragment) {
	for at := (Spot{}); at.Item < len(b.c.Items); {
		rows := b.balance(at, b.stop[at.Item])
		_, end, depth := b.fill(b.buf[:0], at, rows)
		out = append(out, Fragment{From: at, End: end, Rows: rows, Height: dimen.RoundUp(depth, b.c.Row)})
		at = end
	}
	return out
}

// Place returns the text of a fragment with its positions in the columns.
func (b *ColumnBreaker) Place(fr Fragment) []ColumnPart {
	out, _, _ := b.fill(nil, fr.From, fr.Rows)
	b.buf = nil
	return out
}

// divide adds a way to divide the text. room is the room on the first page, later that on the pages after it.
func (b *ColumnBreaker) divide(out []Division, room, later dimen.Length, cost int64) []Division {
	var fragments []Fragment
	at, placed, floated := Spot{}, 0, 0
	for at.Item < len(b.c.Items) {
		var fr Fragment
		var height dimen.Length
		if floated, height = b.floatsOn(floated, b.floated(at), room); height > 0 && room-height < b.c.Row {
			room = later // a page of floats
			continue
		}
		at, fr, placed = b.next(at, placed, room-height)
		if fr.Rows > 0 { // else the page has only notes
			fragments = append(fragments, fr)
		}
		room = later
	}
	if n := len(fragments); n > 1 && b.c.Fill != Fill {
		last, _, _ := b.fill(b.buf[:0], fragments[n-1].From, fragments[n-1].Rows)
		cost += int64(b.c.Count-1-last[len(last)-1].Column) * bareColumn
	}
	for i := range out {
		if slices.Equal(out[i].Fragments, fragments) {
			out[i].Demerits = min(out[i].Demerits, cost)
			return out
		}
	}
	return append(out, Division{fragments, cost})
}
