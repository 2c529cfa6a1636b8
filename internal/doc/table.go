package doc

// Table has a caption, columns, and rows; every row has len(Columns) cells, counting spans.
type Table struct {
	Node
	Number  int // among the book's captioned tables; 0: has no caption
	Caption []Inline
	Columns []Column
	Head    []*Row
	Body    []*Row
}

func (*Table) block()                                   {}
func (*Table) name() (element string, classes []string) { return "table", nil }

func (n *Table) parts(v visitor) {
	v.inlines(&n.Caption)
	for _, rows := range [2][]*Row{n.Head, n.Body} {
		for _, r := range rows {
			v.node(r)
		}
	}
}

// Column is a table's column.
type Column struct {
	Align Align
	Width int // relative width, in thousandths of the measure; 0: by content
}

// Row is a table's row.
type Row struct {
	Node
	Cells []*Cell
}

func (*Row) block()                                   {}
func (*Row) name() (element string, classes []string) { return "tr", nil }

func (n *Row) parts(v visitor) {
	for _, c := range n.Cells {
		v.node(c)
	}
}

// Cell is a table's cell. Header cells name a column, or a row if Scope is "row". ColSpan and RowSpan say how many
// columns and rows it covers; 0 means 1. If the content is more than a line of text, such as a list, it is in Blocks,
// and Content is nil.
type Cell struct {
	Node
	Header           bool
	Scope            string // "col", "row" or ""
	ColSpan, RowSpan int
	Content          []Inline
	Blocks           []Block
}

func (*Cell) block() {}

func (n *Cell) name() (element string, classes []string) {
	if n.Header {
		return "th", nil
	}
	return "td", nil
}

func (n *Cell) parts(v visitor) {
	v.inlines(&n.Content)
	v.blocks(n.Blocks)
}

// Align is a column's alignment.
type Align int

// Alignments of a column; AlignNone leaves it to the style.
const (
	AlignNone Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

func (a Align) String() string { return [...]string{"", "left", "center", "right"}[a] }

// Spans gives how many columns and rows a cell covers, at least one of each.
func (c *Cell) Spans() (columns, rows int) { return max(c.ColSpan, 1), max(c.RowSpan, 1) }

// Empty reports whether a cell holds nothing.
func (c *Cell) Empty() bool { return len(c.Content) == 0 && len(c.Blocks) == 0 }

// Grid gives for each cell of a group of rows, the head or the body of a table, the column at which it begins. A cell
// takes the first place in its row that no cell from a row above extends into (HTML, §4.9.12.1).
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
