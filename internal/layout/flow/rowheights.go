package flow

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/style"
)

// A row that is higher than half a page is divided among pages. It may be divided where no line of its cells is cut. Where
// cells have lines of different heights there may be no such place for long: then some lines are moved down a little, so
// that all cells have a line that begins there. A cell over several rows is part of each of them.

// MeasureRows finds how high the rows among leaves are and where they may be divided, once their texts are set.
func MeasureRows(leaves []*Leaf) {
	for i := 0; i < len(leaves); {
		if leaves[i].Row == nil {
			i++
			continue
		}
		j := i + 1
		for j < len(leaves) && leaves[j].Row != nil && len(leaves[j].Row.Through) > 0 {
			j++
		}
		measureTogether(leaves[i:j])
		i = j
	}
}

// measureTogether measures rows that cells reach over.
func measureTogether(rows []*Leaf) {
	total := dimen.Length(0)
	for _, lf := range rows {
		for _, c := range lf.Row.Cells {
			for _, x := range c.Leaves {
				if x.Columns != nil {
					MeasureRows(x.Columns.Leaves)
				}
			}
			MeasureRows(c.Leaves)
			c.divide()
		}
		h := lf.Row.natural()
		lf.Row.cuts = []dimen.Length{0, h}
		total += h
	}
	if t := rows[0].Table; t != nil && total > t.page/2 {
		divideTogether(rows, t.page/8)
		for _, lf := range rows[1:] {
			lf.AvoidBefore = false
		}
		return
	}
	for _, lf := range rows {
		line := lf.Row.firstBaseline()
		for _, c := range lf.Row.Cells {
			h := dimen.Length(0)
			for _, r := range c.Rows {
				h += r.Height()
			}
			if len(c.Rows) == 0 {
				h = lf.Row.Height()
			}
			c.stack(c.contentTop(line, h-c.Height()))
		}
	}
}

// natural is the height of the row's highest cell. If a cell over several rows needs more height than these have, the last of
// them becomes higher.
func (r *Row) natural() dimen.Length {
	h := dimen.Length(0)
	for _, c := range r.Cells {
		if len(c.Rows) < 2 {
			h = max(h, c.Height())
		}
	}
	for _, c := range r.ends {
		h = max(h, c.Height()-c.offset(r))
	}
	return h
}

// offset is how far below the top of a cell a row begins.
func (c *Cell) offset(row *Row) (y dimen.Length) {
	for _, r := range c.Rows {
		if r == row {
			break
		}
		y += r.Height()
	}
	return y
}

// Covers reports whether a cell stands in a row.
func (c *Cell) Covers(r *Row) bool { return slices.Contains(c.Rows, r) }

// firstBaseline is the first baseline of the cells that stand on one (CSS 2.2, §17.5.3).
func (r *Row) firstBaseline() (line dimen.Length) {
	for _, c := range r.Cells {
		if c.Style.VerticalAlign == style.Baseline {
			line = max(line, c.Style.Padding[style.SideTop].Length+c.BorderWidth(0)+c.first)
		}
	}
	return line
}

// contentTop is where the content of a cell begins, from its top, with so much spare height.
func (c *Cell) contentTop(line, spare dimen.Length) dimen.Length {
	top := c.Style.Padding[style.SideTop].Length + c.BorderWidth(0)
	switch c.Style.VerticalAlign {
	case style.Middle:
		top += spare / 2
	case style.Bottom:
		top += spare
	case style.Baseline:
		top += min(spare, line-top-c.first)
	}
	return top
}

// stack puts the strips of a cell below each other.
func (c *Cell) stack(y dimen.Length) {
	c.Tops = c.Tops[:0]
	for _, s := range c.Strips {
		c.Tops = append(c.Tops, y)
		y += s.Height
	}
}

// bottom is where the strips of a cell end.
func (c *Cell) bottom() dimen.Length {
	if n := len(c.Tops); n > 0 {
		return c.Tops[n-1] + c.Strips[n-1].Height
	}
	return c.Style.Padding[style.SideTop].Length + c.BorderWidth(0)
}

// push moves the strip of a cell that y would cut, and all after it, down so that it begins at y.
func (c *Cell) push(y dimen.Length) {
	for i, s := range c.Strips {
		if c.Tops[i] < y && c.Tops[i]+s.Height > y {
			for by := y - c.Tops[i]; i < len(c.Tops); i++ {
				c.Tops[i] += by
			}
			return
		}
	}
}

// divideTogether finds the heights at which rows may be divided. They are at most gap apart, unless something that can't be
// divided is higher.
func divideTogether(rows []*Leaf, gap dimen.Length) {
	for _, lf := range rows {
		r := lf.Row
		line := r.firstBaseline()
		for _, c := range r.Cells {
			spare := dimen.Length(0) // divided cells begin at their tops
			if c.Style.VerticalAlign == style.Baseline {
				spare = max(0, line)
			}
			top := c.Style.Padding[style.SideTop].Length + c.BorderWidth(0)
			if spare > 0 {
				top = c.contentTop(line, spare)
			}
			c.stack(top)
		}
		r.cuts = []dimen.Length{0}
		for at := dimen.Length(0); ; {
			end := r.needs()
			next := r.nextCut(at, at+gap, end)
			if next >= end {
				r.cuts = append(r.cuts, end)
				break
			}
			for _, c := range r.all() {
				c.push(c.offset(r) + next)
			}
			r.cuts = append(r.cuts, next)
			at = next
		}
		for _, c := range r.all() { // what goes on below the row begins there
			c.push(c.offset(r) + r.Height())
		}
		r.keepLines(gap)
	}
}

// all gives the cells that stand in a row: its own and those that reach into it.
func (r *Row) all() []*Cell { return append(r.Through[:len(r.Through):len(r.Through)], r.Cells...) }

// needs is the height that the cells which end with a row need of it.
func (r *Row) needs() (h dimen.Length) {
	for _, c := range r.all() {
		if n := len(c.Rows); n > 0 && c.Rows[n-1] != r {
			continue
		}
		h = max(h, c.bottom()+c.Style.Padding[style.SideBottom].Length+c.BorderWidth(2)-c.offset(r))
	}
	return h
}

// nextCut gives the next height after from at which a row may be divided. The first choice is the next height that cuts no
// line. If there is none up to to, it is the last height up to to at which a line of a cell ends. If there is none either, it
// is the next such height.
func (r *Row) nextCut(from, to, end dimen.Length) dimen.Length {
	var ends []dimen.Length
	cells := r.all()
	for _, c := range cells {
		off := c.offset(r)
		for i, s := range c.Strips {
			if y := c.Tops[i] + s.Height - off; y > from && y < end {
				ends = append(ends, y)
			}
		}
	}
	slices.Sort(ends)
	last := end
	for _, y := range ends {
		if y > to && last < end {
			break
		}
		if !slices.ContainsFunc(cells, func(c *Cell) bool { return c.cutBy(y + c.offset(r)) }) {
			return y
		}
		last = y
		if y > to {
			break
		}
	}
	return last
}

// cutBy reports whether a line of the cell lies across y.
func (c *Cell) cutBy(y dimen.Length) bool {
	for i, s := range c.Strips {
		if c.Tops[i] < y && y < c.Tops[i]+s.Height {
			return true
		}
	}
	return false
}

// keepLines removes heights at which a division would break orphans, widows or break-before: avoid in a cell, as long as the
// remaining heights are at most gap apart.
func (r *Row) keepLines(gap dimen.Length) {
	kept := r.cuts[:1:1]
	for i := 1; i < len(r.cuts); i++ {
		y := r.cuts[i]
		last := i+1 == len(r.cuts)
		if last || r.dividesWell(y) || r.cuts[i+1]-kept[len(kept)-1] > gap {
			kept = append(kept, y)
		}
	}
	r.cuts = kept
}

// dividesWell reports whether enough lines of each paragraph stand before and after y.
func (r *Row) dividesWell(y dimen.Length) bool {
	for _, c := range r.all() {
		at := c.offset(r) + y
		k, _ := slices.BinarySearch(c.Tops, at)
		if k == 0 || k == len(c.Tops) {
			continue
		}
		s, before := c.Strips[k], c.Strips[k-1]
		lf := c.Leaves[s.Leaf]
		if s.Leaf != before.Leaf {
			if lf.AvoidBefore {
				return false
			}
			continue
		}
		rest := 0
		for _, x := range c.Strips[k:] {
			if x.Leaf == s.Leaf {
				rest++
			}
		}
		if lf.KeepTogether || s.Line < lf.Style.Orphans || rest < lf.Style.Widows {
			return false
		}
	}
	return true
}

// strips gives the strips of a cell that stand between two cuts of a row.
func (c *Cell) strips(r *Row, from, to int) (a, b int) {
	off := c.offset(r)
	if from > 0 || off > 0 {
		a, _ = slices.BinarySearch(c.Tops, off+r.cuts[from])
	}
	b = len(c.Tops)
	if n := len(c.Rows); to < len(r.cuts)-1 || n > 0 && c.Rows[n-1] != r {
		b, _ = slices.BinarySearch(c.Tops, off+r.cuts[to])
	}
	return a, max(a, b)
}

// CellPart is what of a cell stands in a part of a row. Its Placed are counted from the top of the part.
type CellPart struct {
	*Cell
	Placed []Placed
	// Begins and Ends say whether the cell does so there.
	Begins, Ends bool
}

// Cells gives what of each cell stands in a part of a row.
func (p *Placed) Cells() (out []CellPart) {
	r := p.Leaf.Row
	for _, c := range r.all() {
		n := len(c.Rows)
		part := CellPart{Cell: c, Begins: p.From == 0 && (n == 0 || c.Rows[0] == r), Ends: p.Last && (n == 0 || c.Rows[n-1] == r)}
		a, b := c.strips(r, p.From, p.To)
		top := c.offset(r) + r.cuts[p.From]
		for a < b {
			e := a + 1
			for e < b && c.Tops[e] == c.Tops[e-1]+c.Strips[e-1].Height {
				e++
			}
			on, _ := c.Place(a, e, c.Tops[a]-top)
			part.Placed = append(part.Placed, on...)
			a = e
		}
		if p.Repeated {
			for i := range part.Placed {
				part.Placed[i].Repeated = true
			}
		}
		out = append(out, part)
	}
	return out
}

// calls counts the notes that are called in each part between two cuts.
func (r *Row) calls() []int32 {
	out := make([]int32, len(r.cuts)-1)
	for _, part := range r.callParts() {
		out[part]++
	}
	return out
}

// callParts gives for each note that the row calls the part between two cuts that calls it.
func (r *Row) callParts() (out []int) {
	for _, c := range r.Cells {
		off := c.offset(r)
		for i := range c.Leaves {
			for _, line := range c.noteLines(i) {
				at := 0
				for at < len(r.cuts)-2 && c.Tops[line]-off >= r.cuts[at+1] {
					at++
				}
				out = append(out, at)
			}
		}
	}
	return out
}

// callsInOrder gives the notes that a leaf calls as pages have them: those of an upper part of a divided row come before those
// of a lower part, whatever cells call them.
func (lf *Leaf) callsInOrder() (out []*Insertion) {
	switch {
	case lf.Columns != nil:
		for _, x := range lf.Columns.Leaves {
			out = append(out, x.callsInOrder()...)
		}
		return out
	case lf.Row == nil || len(lf.Row.cuts) <= 2:
		return lf.notesCalled()
	}
	parts, notes := lf.Row.callParts(), lf.notesCalled()
	for part := range len(lf.Row.cuts) - 1 {
		for i, n := range notes {
			if parts[i] == part {
				out = append(out, n)
			}
		}
	}
	return out
}

// noteLines gives for each note that a leaf of the cell calls the strip that calls it.
func (c *Cell) noteLines(leaf int) (out []int) {
	lf := c.Leaves[leaf]
	first := slices.IndexFunc(c.Strips, func(s Strip) bool { return s.Leaf == leaf })
	for range lf.notesCalled() {
		out = append(out, max(first, 0))
	}
	if lf.Lines == nil || first < 0 {
		return out
	}
	k := 0
	for mark, line := range lf.Lines.Marks(lf.natural(), 0, lf.Lines.Lines(lf.natural())) {
		if a, ok := mark.(*Anchor); ok && a.Note != nil && k < len(out) {
			out[k] = first + line
			k++
		}
	}
	return out
}
