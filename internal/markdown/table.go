package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// tableNode is a pipe table: a head, a row of dashes, rows. The caption may follow without a blank line.
type tableNode struct {
	leaf
	columns []doc.Column
	rows    []text.Segment // the head first
	caption []text.Segment
}

// delimiterRow reads the row below a table's head: |:--|--:|. A table of one column has a bar at each side.
func delimiterRow(line []byte) (columns []doc.Column, ok bool) {
	line = bytes.TrimSpace(line)
	bars := bytes.ContainsAny(line, "|+")
	if !bars || bytes.IndexByte(line, '-') < 0 {
		return nil, false
	}
	open := line[0] == '|'
	line = bytes.TrimPrefix(line, []byte("|"))
	close := bytes.HasSuffix(line, []byte("|"))
	line = bytes.TrimSuffix(line, []byte("|"))
	for {
		k := bytes.IndexAny(line, "|+")
		cell := line
		if k >= 0 {
			cell = line[:k]
		}
		c, ok := delimiterCell(bytes.TrimSpace(cell))
		if !ok {
			return nil, false
		}
		columns = append(columns, c)
		if k < 0 {
			break
		}
		line = line[k+1:]
	}
	return columns, len(columns) > 1 || open && close
}

// delimiterCell reads ":--:"; Width is the number of dashes.
func delimiterCell(b []byte) (c doc.Column, ok bool) {
	left := bytes.HasPrefix(b, []byte(":"))
	b = bytes.TrimPrefix(b, []byte(":"))
	right := bytes.HasSuffix(b, []byte(":"))
	b = bytes.TrimSuffix(b, []byte(":"))
	if len(b) == 0 || len(bytes.Trim(b, "-")) > 0 {
		return c, false
	}
	switch {
	case left && right:
		c.Align = doc.AlignCenter
	case left:
		c.Align = doc.AlignLeft
	case right:
		c.Align = doc.AlignRight
	}
	c.Width = len(b)
	return c, true
}

// splitRow gives the bounds of a row's cells: at bars that are neither escaped nor in a code span. Bars at the ends of
// the row do not count.
func splitRow(line []byte) (cells [][2]int) {
	start, end := 0, len(line)
	if end > 0 && line[0] == '|' {
		start = 1
	}
	if end > start && line[end-1] == '|' && (end < 2 || line[end-2] != '\\') {
		end--
	}
	at := start
	for i := start; i < end; i++ {
		switch line[i] {
		case '\\':
			i++
		case '`':
			n := 1
			for i+n < end && line[i+n] == '`' {
				n++
			}
			if k := closingTicks(line[i+n:end], n); k >= 0 {
				i += n + k + n - 1
			} else {
				i += n - 1
			}
		case '|':
			cells = append(cells, [2]int{at, i})
			at = i + 1
		}
	}
	return append(cells, [2]int{at, end})
}

func closingTicks(b []byte, n int) int {
	for i := 0; i < len(b); i++ {
		if b[i] != '`' {
			continue
		}
		k := i
		for k < len(b) && b[k] == '`' {
			k++
		}
		if k-i == n {
			return i
		}
		i = k
	}
	return -1
}

// tableTransformer finds tables in paragraphs.
type tableTransformer struct{ r *reading }

func (t *tableTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc gm.Context) {
	src := reader.Source()
	lines := p.Lines()
	for i := 1; i < lines.Len(); i++ {
		s := lines.At(i)
		columns, ok := delimiterRow(s.Value(src))
		if !ok {
			continue
		}
		head := trimmed(src, lines.At(i-1))
		if !bytes.ContainsRune(src[head.Start:head.Stop], '|') || len(splitRow(src[head.Start:head.Stop])) != len(columns) {
			continue
		}
		if len(columns) > maxColumns {
			t.r.err(t.r.src.pos(head.Start), "table-columns", fmt.Sprintf("this table has %d columns, more than any page can hold", len(columns)),
				fmt.Sprintf("divide it: %d columns are the limit", maxColumns))
			return
		}
		n := &tableNode{columns: columns, rows: []text.Segment{head}}
		n.SetPos(head.Start)
		n.SetBlankPreviousLines(p.HasBlankPreviousLines())
		long := utf8.RuneCount(src[head.Start:head.Stop]) > 72 || s.Len() > 72
		for j := i + 1; j < lines.Len(); j++ {
			row := trimmed(src, lines.At(j))
			if row.Len() == 0 {
				continue
			}
			b := src[row.Start:row.Stop]
			if captionMark(b) > 0 {
				for ; j < lines.Len(); j++ {
					n.caption = append(n.caption, lines.At(j))
				}
				break
			}
			long = long || utf8.RuneCount(b) > 72
			n.rows = append(n.rows, row)
		}
		setWidths(n.columns, long)
		// The text above the head stays a paragraph, but a new one. goldmark takes a paragraph that keeps its place for
		// one that was not transformed, and could still turn it into a heading.
		if i > 1 {
			above := ast.NewParagraph()
			above.SetBlankPreviousLines(p.HasBlankPreviousLines())
			n.SetBlankPreviousLines(false)
			for j := range i - 1 {
				s := lines.At(j)
				above.Lines().Append(s.TrimLeftSpace(src))
			}
			last := above.Lines().At(i - 2)
			above.Lines().Set(i-2, last.TrimRightSpace(src))
			p.Parent().InsertBefore(p.Parent(), p, above)
		}
		p.Parent().InsertBefore(p.Parent(), p, n)
		p.Parent().RemoveChild(p.Parent(), p)
		return
	}
}

func trimmed(src []byte, s text.Segment) text.Segment {
	s = s.TrimLeftSpace(src)
	return s.TrimRightSpace(src)
}

// setWidths sets relative widths by the number of dashes if the table has long lines, as Pandoc does. The widths of
// other tables depend on their content.
func setWidths(columns []doc.Column, long bool) {
	sum, done := 0, 0
	for _, c := range columns {
		sum += c.Width
	}
	before := 0
	for i := range columns {
		before += columns[i].Width
		w := 0
		if long {
			w = before*1000/sum - done
		}
		done += w
		columns[i].Width = w
	}
}

// table converts a pipe table. caption is its caption, a paragraph next to it, or nil.
func (r *reading) table(n *tableNode, caption ast.Node, language string) doc.Block {
	t := &doc.Table{Columns: n.columns}
	start, end := n.rows[0].Start, n.rows[len(n.rows)-1].Stop
	if s := r.delimiterEnd(n); s > end {
		end = s
	}
	t.Span = r.src.span(start, end)
	language = r.caption(t, n.caption, caption, language)
	for i, s := range n.rows {
		row := r.row(s, n.columns, i == 0, language)
		switch {
		case i > 0:
			t.Body = append(t.Body, row)
		case !emptyRow(row):
			t.Head = append(t.Head, row)
		}
	}
	return t
}

func (r *reading) delimiterEnd(n *tableNode) int {
	if len(n.rows) > 1 {
		return 0
	}
	at := r.src.lineEnd(n.rows[0].Start) + 1
	return r.src.trimEnd(at, r.src.lineEnd(min(at, len(r.src.text))))
}

func lineSegments(n ast.Node) (segs []text.Segment) {
	for i := range n.Lines().Len() {
		segs = append(segs, n.Lines().At(i))
	}
	return segs
}

func emptyRow(row *doc.Row) bool {
	for _, c := range row.Cells {
		if len(c.Content) > 0 {
			return false
		}
	}
	return true
}

func (r *reading) row(s text.Segment, columns []doc.Column, head bool, language string) *doc.Row {
	row := &doc.Row{Node: doc.Node{Span: r.src.span(s.Start, s.Stop)}}
	b := r.src.text[s.Start:s.Stop]
	cells := splitRow(b)
	if len(cells) > len(columns) {
		extra := cells[len(columns)]
		r.warn(r.src.pos(s.Start+extra[0]), "table-cells", fmt.Sprintf("this row has %d cells, but the table %d columns; the rest is in the last", len(cells), len(columns)),
			"write \\| for a bar that is text")
		cells[len(columns)-1][1] = cells[len(cells)-1][1]
		cells = cells[:len(columns)]
	}
	for i := range columns {
		c := &doc.Cell{Header: head}
		if head {
			c.Scope = "col"
		}
		at := text.NewSegment(s.Stop, s.Stop)
		if i < len(cells) {
			at = text.NewSegment(s.Start+cells[i][0], s.Start+max(cells[i][1], cells[i][0]))
			at = trimmed(r.src.text, at)
		}
		c.Span = r.src.span(at.Start, at.Stop)
		c.Content = r.inlines([]text.Segment{at}, language, true)
		row.Cells = append(row.Cells, c)
	}
	return row
}
