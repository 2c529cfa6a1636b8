package flow

import (
	"quire/internal/dimen"
	"quire/internal/layout/para"
)

// CSS leaves it open how a table whose cells must wrap shares out its width beyond what words need (CSS 2.2, §17.5.2.2).
// With the formula of browsers, one long cell takes so much width that many short ones wrap which lack only a letter or two.
// So, from the widths of that formula on, width is moved between columns as long as that makes the table lower.

// maxCellsTried is how many cells a table may have for its widths to be tried. A larger table keeps the widths of the formula.
const maxCellsTried = 600

// widthSteps is the number of parts that the width is divided into. Up to maxStepsMoved of them are moved at once.
const (
	widthSteps    = 40
	maxStepsMoved = 8
)

// maxColumnsTried is how many columns a table may have for all widths to be tried.
const maxColumnsTried = 4

// tableHeightWeight says how much more the height of the table counts than that of each cell.
const tableHeightWeight = 64

// wrapping is what a cell's height depends on.
type wrapping struct {
	words  []para.Word
	pad    dimen.Length // of its width
	line   dimen.Length
	above  dimen.Length // padding and borders above and below
	column int
}

// shorten moves width between the columns of a table. Columns stay as wide as their words, and none becomes wider than
// its widest cell.
func (c *collector) shorten(widths, least, most []dimen.Length, rows []*Leaf) {
	var table [][]wrapping
	cells := 0
	for _, lf := range rows {
		var row []wrapping
		for _, d := range lf.Row.Cells {
			t := d.text()
			if t == nil || d.Columns > 1 || len(d.Rows) > 1 || t.Lines.Tall {
				return
			}
			row = append(row, wrapping{
				words: t.Lines.Words(), pad: d.padding(lf.Width), line: d.Style.LineHeight, column: d.Column,
				above: d.edges(),
			})
		}
		table = append(table, row)
		if cells += len(row); cells > maxCellsTried {
			return
		}
	}
	if len(widths) <= maxColumnsTried {
		tryAll(table, widths, least, most)
		return
	}
	step := sum(widths) / widthSteps
	height := func(fine bool) (h dimen.Length) {
		for _, row := range table {
			high := dimen.Length(0)
			for i := range row {
				own := row[i].height(widths[row[i].column])
				high = max(high, own)
				if fine {
					h += own / tableHeightWeight
				}
			}
			h += high
		}
		return h
	}
	// Of widths with equally high tables, those with fewer turned-over lines are better.
	for _, fine := range [2]bool{false, true} {
		for now := height(fine); ; {
			best, from, to, by := bestMove(widths, least, most, step, now, func() dimen.Length { return height(fine) })
			if best == now {
				break
			}
			now = best
			widths[from] -= by
			widths[to] += by
		}
	}
}

// bestMove finds the move of width from a column to another that makes the table lowest. best is now if no move makes it lower.
// It leaves widths unchanged.
func bestMove(widths, least, most []dimen.Length, step, now dimen.Length, height func() dimen.Length) (best dimen.Length, from, to int, by dimen.Length) {
	best = now
	for n := dimen.Length(1); n <= maxStepsMoved; n++ {
		for i := range widths {
			for j := range widths {
				if i == j || widths[i]-n*step < least[i] || widths[j]+n*step > most[j]+step {
					continue
				}
				widths[i], widths[j] = widths[i]-n*step, widths[j]+n*step
				if h := height(); h < best {
					best, from, to, by = h, i, j, n*step
				}
				widths[i], widths[j] = widths[i]+n*step, widths[j]-n*step
			}
		}
	}
	return best, from, to, by
}

// tryAll tries all ways to share out the width that words leave, in widthSteps parts. It takes the one with the lowest table; of
// these the one with the fewest turned-over lines; and of these the one nearest to the widths of the formula.
func tryAll(table [][]wrapping, widths, least, most []dimen.Length) {
	n := len(widths)
	step := (sum(widths) - sum(least)) / widthSteps
	if step <= 0 {
		return
	}
	// heights has that of each cell with so many parts.
	heights := make([][][widthSteps + 1]dimen.Length, len(table))
	for r, row := range table {
		heights[r] = make([][widthSteps + 1]dimen.Length, len(row))
		for i := range row {
			for k := range widthSteps + 1 {
				heights[r][i][k] = row[i].height(least[row[i].column] + dimen.Length(k)*step)
			}
		}
	}
	judge := func(parts []int) (h, all, off dimen.Length) {
		for r, row := range table {
			high := dimen.Length(0)
			for i := range row {
				own := heights[r][i][parts[row[i].column]]
				high, all = max(high, own), all+own
			}
			h += high
		}
		for i := range widths {
			d := widths[i] - least[i] - dimen.Length(parts[i])*step
			off += max(d, -d)
		}
		return h, all, off
	}
	now, all := dimen.Length(0), dimen.Length(0)
	for _, row := range table {
		high := dimen.Length(0)
		for i := range row {
			own := row[i].height(widths[row[i].column])
			high, all = max(high, own), all+own
		}
		now += high
	}
	parts, best, off := make([]int, n), []int(nil), dimen.Length(0)
	var visit func(i, left int)
	visit = func(i, left int) {
		if i < n-1 {
			for k := 0; k <= left; k++ {
				parts[i] = k
				visit(i+1, left-k)
			}
			return
		}
		parts[i] = left
		for j, k := range parts {
			if k > 0 && least[j]+dimen.Length(k-1)*step > most[j] {
				return
			}
		}
		if h, a, o := judge(parts); h < now || h == now && (a < all || a == all && best != nil && o < off) {
			now, all, off = h, a, o
			best = append(best[:0], parts...)
		}
	}
	visit(0, widthSteps)
	if best == nil {
		return
	}
	total := sum(widths)
	for i, k := range best {
		widths[i] = least[i] + dimen.Length(k)*step
	}
	widths[n-1] += total - sum(widths)
}

// height is the height of a cell of a width, with each line as full as it can be.
func (w *wrapping) height(width dimen.Length) dimen.Length {
	lines, at := dimen.Length(1), dimen.Length(0)
	for i, x := range w.words {
		switch {
		case i == 0:
			at = x.Width
		case x.Forced || at+x.Space+x.Width > width-w.pad:
			lines++
			at = x.Width
		default:
			at += x.Space + x.Width
		}
	}
	return lines*w.line + w.above
}
