package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/width"

	"quire/internal/diag"
	"quire/internal/doc"
)

// gridNode is a grid table: cells that hold any blocks, with borders drawn by + - | and a rule of = below the head.
type gridNode struct{ leaf }

var gridRule = regexp.MustCompile(`^\+(:?[-=]+:?\+)+[ \t]*\n?$`)

type gridParser struct{}

func (*gridParser) Trigger() []byte { return []byte{'+'} }

func (*gridParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 || !gridRule.Match(line[pos:]) {
		return nil, gm.NoChildren
	}
	a := newAhead(reader.Source(), seg)
	a.next()
	if next := bytes.TrimLeft(a.next(), " "); len(next) == 0 || next[0] != '|' && next[0] != '+' {
		return nil, gm.NoChildren
	}
	n := &gridNode{}
	n.Lines().Append(text.NewSegment(sourceAt(seg, pos), seg.Stop))
	reader.AdvanceToEOL()
	return n, gm.NoChildren
}

func (*gridParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	line, seg := reader.PeekLine()
	t := bytes.TrimLeft(line, " ")
	if len(t) == 0 || t[0] != '+' && t[0] != '|' {
		return gm.Close
	}
	node.Lines().Append(text.NewSegment(sourceAt(seg, len(line)-len(t)), seg.Stop))
	reader.AdvanceToEOL()
	return gm.Continue | gm.NoChildren
}

func (*gridParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*gridParser) CanInterruptParagraph() bool             { return true }
func (*gridParser) CanAcceptIndentedLine() bool             { return false }

// ruledLine is a line of a table whose cells are aligned in columns. chars has one byte for each column, at the offsets
// in the source where they begin. A wide character has two columns, a combining one none.
type ruledLine struct {
	chars []byte
	at    []int // one more than chars: the last is the end
}

func (r *reading) ruledLine(s text.Segment) ruledLine {
	var l ruledLine
	end := r.src.trimEnd(s.Start, s.Stop)
	for i := s.Start; i < end; {
		c, size := utf8.DecodeRune(r.src.text[i:end])
		n, char := columnsOf(c, len(l.chars)), byte('x')
		if c < utf8.RuneSelf {
			char = byte(c)
		}
		if c == '\t' {
			char = ' '
		}
		for range n {
			l.chars, l.at = append(l.chars, char), append(l.at, i)
		}
		i += size
	}
	l.at = append(l.at, end)
	return l
}

// columnsOf gives the number of columns that a character takes in monospaced text; column is its left edge.
func columnsOf(c rune, column int) int {
	switch {
	case c == '\t':
		return 4 - column%4
	case c < utf8.RuneSelf:
		return 1
	case unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(c).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// byteAt gives the character in a column, or a space after the end of the line.
func (l ruledLine) byteAt(column int) byte {
	if column < len(l.chars) {
		return l.chars[column]
	}
	return ' '
}

// between gives the part of the line from one column up to another.
func (l ruledLine) between(from, to int) text.Segment {
	last := len(l.at) - 1
	return text.NewSegment(l.at[min(from, last)], l.at[min(max(from, to), last)])
}

// gridCell is a rectangle of a grid, by the lines and columns of its borders.
type gridCell struct{ top, left, bottom, right int }

// gridReader finds the cells of a grid table as docutils does: from each corner to the right, down, and back. budget
// limits the steps, so that the time is linear for any input.
type gridReader struct {
	lines  []ruledLine
	width  int
	budget int
}

func (g *gridReader) at(line, column int) byte {
	g.budget--
	return g.lines[line].byteAt(column)
}

func horizontal(c byte) bool { return c == '-' || c == '=' || c == ':' || c == '+' }

// cells gives the cells in reading order; ok is false if they do not fill the grid.
func (g *gridReader) cells() (cells []gridCell, ok bool) {
	bottom, right := len(g.lines)-1, g.width-1
	done := make([]int, g.width) // for each column, the last line with known cells
	corners := map[[2]int]bool{{0, 0}: true}
	queue := [][2]int{{0, 0}}
	area := 0
	for len(queue) > 0 && g.budget > 0 {
		k := 0
		for i, c := range queue {
			if c[0] < queue[k][0] || c[0] == queue[k][0] && c[1] < queue[k][1] {
				k = i
			}
		}
		g.budget -= len(queue)
		top, left := queue[k][0], queue[k][1]
		queue = slices.Delete(queue, k, k+1)
		if top == bottom || left == right || top < done[left] {
			continue
		}
		c, found := g.cell(top, left)
		if !found {
			continue
		}
		for x := c.left; x < c.right; x++ {
			if done[x] > c.top {
				return nil, false // cells overlap
			}
			done[x] = c.bottom
		}
		area += (c.right - c.left) * (c.bottom - c.top)
		cells = append(cells, c)
		for _, next := range [][2]int{{c.top, c.right}, {c.bottom, c.left}} {
			if !corners[next] {
				corners[next] = true
				queue = append(queue, next)
			}
		}
	}
	return cells, g.budget > 0 && area == bottom*right && bottom > 0 && right > 0
}

// cell finds the smallest cell whose upper left corner is given.
func (g *gridReader) cell(top, left int) (gridCell, bool) {
	if g.at(top, left) != '+' {
		return gridCell{}, false
	}
	for right := left + 1; right < g.width; right++ {
		switch c := g.at(top, right); {
		case c == '+':
			if bottom := g.down(top, left, right); bottom > 0 {
				return gridCell{top, left, bottom, right}, true
			}
		case !horizontal(c):
			return gridCell{}, false
		}
		if g.budget < 0 {
			break
		}
	}
	return gridCell{}, false
}

// down goes down the right border of a cell to the line that closes it, or returns 0.
func (g *gridReader) down(top, left, right int) int {
	for y := top + 1; y < len(g.lines) && g.budget > 0; y++ {
		switch c := g.at(y, right); {
		case c == '+' && g.closes(top, left, y, right):
			return y
		case c != '+' && c != '|':
			return 0
		}
	}
	return 0
}

// closes reports whether the lower and the left border of a cell are drawn.
func (g *gridReader) closes(top, left, bottom, right int) bool {
	if g.at(bottom, left) != '+' {
		return false
	}
	for x := left + 1; x < right; x++ {
		if !horizontal(g.at(bottom, x)) {
			return false
		}
	}
	for y := top + 1; y < bottom; y++ {
		if c := g.at(y, left); c != '|' && c != '+' {
			return false
		}
	}
	return true
}

// gridTable converts a grid table.
func (r *reading) gridTable(n *gridNode, caption ast.Node, language string) doc.Block {
	g := &gridReader{}
	area := 0
	for _, s := range lineSegments(n) {
		l := r.ruledLine(s)
		g.lines, g.width = append(g.lines, l), max(g.width, len(l.chars))
	}
	first, last := g.lines[0], g.lines[len(g.lines)-1]
	start, end := first.at[0], last.at[len(last.at)-1]
	area = len(g.lines) * g.width
	g.budget = 100*area + 10000
	cells, ok := g.cells()
	if !ok {
		cells = g.plainCells()
		r.warn(r.src.pos(start), "grid-table", "the borders of this grid table do not meet: it is divided where its first line has a +",
			"put each | and + below the + of the first line; in a line with wide characters, each takes two columns")
	}
	if len(cells) == 0 {
		return &doc.CodeBlock{Node: doc.Node{Span: r.src.span(start, end)}, Text: string(n.Lines().Value(r.src.text))}
	}
	return r.gridNodes(g, cells, caption, r.src.span(start, end), language)
}

// plainCells divides a grid with broken borders: at the columns of its first line, and at each line that is a rule.
func (g *gridReader) plainCells() (cells []gridCell) {
	rows, columns := []int{0}, []int{}
	for x, c := range g.lines[0].chars {
		if c == '+' {
			columns = append(columns, x)
		}
	}
	for y, l := range g.lines[1:] {
		if gridRule.Match(l.chars) {
			rows = append(rows, y+1)
		}
	}
	if rows[len(rows)-1] < len(g.lines)-1 {
		rows = append(rows, len(g.lines))
	}
	for i := range rows[1:] {
		for k := range columns[1:] {
			right := columns[k+1]
			if k == len(columns)-2 {
				right = max(right, g.width-1)
			}
			cells = append(cells, gridCell{rows[i], columns[k], rows[i+1], right})
		}
	}
	return cells
}

// gridNodes makes a table of the cells of a grid.
func (r *reading) gridNodes(g *gridReader, cells []gridCell, caption ast.Node, span diag.Span, language string) doc.Block {
	t := &doc.Table{Node: doc.Node{Span: span}}
	language = r.caption(t, nil, caption, language)
	var rows, columns []int
	for _, c := range cells {
		rows, columns = append(rows, c.top, c.bottom), append(columns, c.left, c.right)
	}
	slices.Sort(rows)
	slices.Sort(columns)
	rows, columns = slices.Compact(rows), slices.Compact(columns)
	if len(columns)-1 > maxColumns {
		r.tooManyColumns(span.Pos, len(columns)-1)
		return t
	}
	head, foot := g.groups(rows)
	aligned := 0
	if head > 0 {
		aligned = head
	}
	for k := range columns[1:] {
		c := doc.Column{Width: columns[k+1] - columns[k]}
		left, right := g.lines[aligned].byteAt(columns[k]+1) == ':', g.lines[aligned].byteAt(columns[k+1]-1) == ':'
		c.Align = alignment(left, right)
		t.Columns = append(t.Columns, c)
	}
	setWidths(t.Columns, g.width > 72)
	made := map[int]*doc.Row{}
	for _, c := range cells {
		row := made[c.top]
		if row == nil {
			row = &doc.Row{}
			made[c.top] = row
			if c.top < head {
				t.Head = append(t.Head, row)
			} else {
				t.Body = append(t.Body, row)
			}
			if c.top >= foot {
				row.Classes = []string{"foot"}
			}
		}
		cell := r.gridCell(g, c, language)
		from, _ := slices.BinarySearch(columns, c.left)
		to, _ := slices.BinarySearch(columns, c.right)
		above, _ := slices.BinarySearch(rows, c.top)
		below, _ := slices.BinarySearch(rows, c.bottom)
		cell.ColSpan, cell.RowSpan = spanned(to-from), spanned(below-above)
		if c.top < head {
			cell.Header, cell.Scope = true, "col"
		}
		row.Cells = append(row.Cells, cell)
		if len(row.Cells) == 1 {
			row.Span = cell.Span
		}
		row.Span = union(row.Span, cell.Span)
	}
	return t
}

func alignment(left, right bool) doc.Align {
	switch {
	case left && right:
		return doc.AlignCenter
	case left:
		return doc.AlignLeft
	case right:
		return doc.AlignRight
	}
	return doc.AlignNone
}

// spanned converts a span to that of doc.Cell, where 0 means 1.
func spanned(n int) int {
	if n < 2 {
		return 0
	}
	return n
}

// groups gives the line at which the head ends, or 0, and that at which the foot begins. A rule of = separates them
// from the body; the foot also has one below it.
func (g *gridReader) groups(rows []int) (head, foot int) {
	var double []int
	for _, y := range rows {
		if y < len(g.lines) && bytes.IndexByte(g.lines[y].chars, '=') >= 0 && gridRule.Match(g.lines[y].chars) {
			double = append(double, y)
		}
	}
	foot = len(g.lines)
	if k := len(double); k > 0 && double[k-1] == len(g.lines)-1 {
		if double = double[:k-1]; k > 2 {
			foot = double[k-2]
			double = double[:k-2]
		}
	}
	if len(double) > 0 && double[0] > 0 {
		head = double[0]
	}
	return head, foot
}

// gridCell reads the blocks in a cell of a grid, without one space on the left.
func (r *reading) gridCell(g *gridReader, c gridCell, language string) *doc.Cell {
	var segs []text.Segment
	space := true
	for y := c.top + 1; y < c.bottom; y++ {
		s := g.lines[y].between(c.left+1, c.right)
		if b := r.src.text[s.Start:s.Stop]; len(b) > 0 && b[len(b)-1] == '|' && c.right >= g.width-1 && c.right >= len(g.lines[y].chars)-1 {
			s.Stop-- // the bar at the end of a line that is too short
		}
		s.Stop = r.src.trimEnd(s.Start, s.Stop)
		space = space && (s.Start >= s.Stop || r.src.text[s.Start] == ' ')
		segs = append(segs, s)
	}
	for i := range segs {
		if space && segs[i].Start < segs[i].Stop {
			segs[i].Start++
		}
	}
	for len(segs) > 0 && segs[0].Start >= segs[0].Stop {
		segs = segs[1:]
	}
	for k := len(segs) - 1; k >= 0 && segs[k].Start >= segs[k].Stop; k-- {
		segs = segs[:k]
	}
	at := g.lines[c.top+1].between(c.left+1, c.right)
	cell := &doc.Cell{Node: doc.Node{Span: r.src.span(at.Start, at.Start)}}
	if len(segs) > 0 {
		if y := r.src.pos(segs[0].Start); y.Line == cell.Span.Line {
			cell.Span.Pos = y
		}
		end := r.src.pos(segs[len(segs)-1].Stop)
		cell.Span.EndLine, cell.Span.EndCol = end.Line, end.Col
	}
	fill(cell, r.blocksOf(segs, language))
	return cell
}

// fill sets the content of a cell: blocks, or the text of a single paragraph. As in a tight list, a single paragraph at
// the end is text only.
func fill(c *doc.Cell, blocks []doc.Block) {
	paragraphs := 0
	for _, b := range blocks {
		if _, ok := b.(*doc.Paragraph); ok {
			paragraphs++
		}
	}
	if paragraphs == 1 {
		if p, ok := blocks[len(blocks)-1].(*doc.Paragraph); ok {
			if len(blocks) == 1 && len(p.Classes) == 0 {
				c.Content = p.Content
				return
			}
			p.Plain = true
		}
	}
	c.Blocks = blocks
}

func (r *reading) tooManyColumns(pos diag.Pos, n int) {
	r.err(pos, "table-columns", fmt.Sprintf("this table has %d columns, more than any page can hold", n),
		fmt.Sprintf("divide it: %d columns are the limit", maxColumns))
}
