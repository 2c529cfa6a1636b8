package doc

// Spans gives how many columns and rows a cell covers, at least one of each.
func (c *Cell) Spans() (columns, rows int) { return max(c.ColSpan, 1), max(c.RowSpan, 1) }

// Empty reports whether a cell holds nothing.
func (c *Cell) Empty() bool { return len(c.Content) == 0 && len(c.Blocks) == 0 }

// Grid gives for each cell of a group of rows, the head or the body of a table, the column at which it begins. A cell
// takes the first place in its row that no cell from a row above reaches into (HTML, §4.9.12.1).
func Grid(rows []*Row) [][]int {
	out := make([][]int, len(rows))
	var taken []int // for each column: the first row that is free
	for i, row := range rows {
		out[i] = make([]int, len(row.Cells))
		at := 0
		for k, c := range row.Cells {
			for at < len(taken) && taken[at] > i {
				at++
			}
			out[i][k] = at
			columns, height := c.Spans()
			for range columns {
				if at == len(taken) {
					taken = append(taken, 0)
				}
				taken[at] = max(taken[at], i+min(height, len(rows)-i))
				at++
			}
		}
	}
	return out
}
