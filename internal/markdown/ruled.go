package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/diag"
	"quire/internal/doc"
)

// A table ruled with dashes: simple, with one line for each row, or multiline, with blank lines between rows. Groups of
// dashes show the columns. The position of the head above the dashes, or else of the first row, shows their alignment.
//
//	Year  Work             ----------------
//	----  ------           Year  Work
//	1930  Prison           ----  ----------
//	                       1930  *Men in
//	                             Prison*
//
//	                       1931  Birth
//	                       ----------------
type ruledNode struct {
	leaf
	size  int // number of its lines
	shape ruledShape
}

// ruledShape describes the lines of a ruled table.
type ruledShape struct {
	head      int // index of the first line of the head
	rule      int // index of the row of dashes that shows the columns
	body, end int // the lines of the rows
	multiline bool
	size      int
}

var (
	// A rule is indented by less than four columns; with more it is code.
	dashRule  = regexp.MustCompile(`^ {0,3}-{2,}([ \t]+-+)*[ \t]*\n?$`)
	dashesTwo = regexp.MustCompile(`^ {0,3}-{2,}([ \t]+-{2,})+[ \t]*\n?$`)
)

// ahead gives the lines from an offset in the source on that belong to the same block, without the marks and indents of
// its containers.
type ahead struct {
	src    []byte
	off    int
	quotes int // marks of quotations before each line
	indent int // bytes before each line
}

func newAhead(src []byte, seg text.Segment) *ahead {
	start := bytes.LastIndexByte(src[:seg.Start], '\n') + 1
	prefix := src[start:seg.Start]
	a := &ahead{src: src, off: seg.Start, quotes: bytes.Count(prefix, []byte(">")), indent: len(prefix)}
	return a
}

// next gives a line, or nil at the end of the container. The first is that of the block itself.
func (a *ahead) next() []byte {
	if a.off >= len(a.src) {
		return nil
	}
	end := a.off
	for end < len(a.src) && a.src[end] != '\n' {
		end++
	}
	line := a.src[a.off:min(end+1, len(a.src))]
	a.off = min(end+1, len(a.src))
	// Skip the marks of the next line.
	k, quotes := a.off, 0
	for k < len(a.src) && k-a.off < a.indent {
		c := a.src[k]
		if c == '>' && quotes < a.quotes {
			quotes++
		} else if c != ' ' && c != '\t' {
			break
		}
		k++
	}
	blank := k >= len(a.src) || a.src[k] == '\n'
	if quotes < a.quotes || !blank && a.quotes == 0 && k-a.off < a.indent {
		a.off = len(a.src)
	} else {
		a.off = k
	}
	return line
}

// ruledTable finds the shape of a table that may begin at a line; ok is false if there is none. A table without a head
// must end with a rule and a blank line below it. noRule is the beginning of a text that has no such rule; it is kept,
// so that no text is searched twice.
func ruledTable(src []byte, seg text.Segment, noRule *int) (s ruledShape, ok bool) {
	a := newAhead(src, seg)
	first := a.next()
	if isBlank(first) {
		return s, false
	}
	solid := dashRule.Match(first) && !dashesTwo.Match(first)
	switch {
	case solid:
		// A multiline table: a head, and the row of dashes below it.
		s.head, s.rule, s.multiline = 1, 1, true
		for {
			line := a.next()
			if line == nil || isBlank(line) || s.rule > 20 {
				return s, false
			}
			if dashRule.Match(line) {
				if s.rule == 1 || !dashesTwo.Match(line) {
					return s, false
				}
				break
			}
			s.rule++
		}
	case dashesTwo.Match(first):
		s.head, s.rule = 0, 0
	default:
		if line := a.next(); line == nil || !dashesTwo.Match(line) {
			return s, false
		}
		s.head, s.rule = 0, 1
		return s.simple(a)
	}
	return s.toRule(a, noRule)
}

// simple reads the rows below a head of one line, up to a blank line, or to a rule before a blank line.
func (s ruledShape) simple(a *ahead) (ruledShape, bool) {
	s.body, s.end = 2, 2
	for {
		line := a.next()
		if line == nil || isBlank(line) {
			s.size = s.end
			return s, s.end > s.body
		}
		if dashRule.Match(line) && endsTable(a) {
			s.size = s.end + 1
			return s, s.end > s.body
		}
		s.end++
	}
}

// toRule reads the rows of a table that a rule ends.
func (s ruledShape) toRule(a *ahead, noRule *int) (ruledShape, bool) {
	s.body = s.rule + 1
	s.end = s.body
	start := a.off
	if *noRule > 0 && start >= *noRule {
		return s, false
	}
	for {
		line := a.next()
		if line == nil {
			if a.off >= len(a.src) && a.quotes == 0 && a.indent == 0 {
				*noRule = start
			}
			return s, false
		}
		if isBlank(line) {
			s.multiline = true
		} else if dashRule.Match(line) && endsTable(a) {
			s.size = s.end + 1
			return s, s.end > s.body
		}
		s.end++
	}
}

// endsTable reports whether a blank line or the end comes next.
func endsTable(a *ahead) bool {
	b := *a
	line := b.next()
	return line == nil || isBlank(line)
}

// ruledParser begins a ruled table. goldmark asks parsers without a trigger last, so there are two: one for tables that
// begin with dashes, before thematic breaks, and one for those that begin with a head.
type ruledParser struct {
	r       *reading
	trigger []byte
}

func (p *ruledParser) Trigger() []byte { return p.trigger }

func (p *ruledParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	if pc.BlockOffset() < 0 {
		return nil, gm.NoChildren
	}
	line, seg := reader.PeekLine()
	if !mayRule(reader.Source(), line, seg) {
		return nil, gm.NoChildren
	}
	shape, ok := ruledTable(reader.Source(), seg, &p.r.noRule)
	if !ok {
		return nil, gm.NoChildren
	}
	n := &ruledNode{shape: shape}
	n.Lines().Append(text.NewSegment(seg.Start, seg.Stop))
	n.size = 1
	reader.AdvanceToEOL()
	return n, gm.NoChildren
}

// mayRule quickly checks whether a line, or the one below it, is a row of dashes.
func mayRule(src, line []byte, seg text.Segment) bool {
	if t := bytes.TrimLeft(line, " \t"); len(t) > 1 && t[0] == '-' && t[1] == '-' {
		return true
	}
	next := nextLine(src, seg.Start)
	return len(next) > 1 && next[0] == '-' && next[1] == '-'
}

func (*ruledParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	n := node.(*ruledNode)
	if n.size >= n.shape.size {
		return gm.Close
	}
	_, seg := reader.PeekLine()
	n.Lines().Append(text.NewSegment(seg.Start, seg.Stop))
	n.size++
	reader.AdvanceToEOL()
	return gm.Continue | gm.NoChildren
}

func (*ruledParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*ruledParser) CanInterruptParagraph() bool             { return false }
func (*ruledParser) CanAcceptIndentedLine() bool             { return true }

// ruled converts a table ruled with dashes.
func (r *reading) ruled(n *ruledNode, caption ast.Node, language string) doc.Block {
	segs := lineSegments(n)
	s := n.shape
	lines := make([]ruledLine, len(segs))
	wide := false
	for i := range segs {
		lines[i] = r.ruledLine(segs[i])
		wide = wide || len(lines[i].chars) > 72
	}
	last := lines[len(lines)-1]
	t := &doc.Table{Node: doc.Node{Span: r.src.span(r.skipBlanks(lines[0].at[0]), last.at[len(last.at)-1])}}
	language = r.caption(t, nil, caption, language)
	edges := columnEdges(lines[s.rule].chars)
	if len(edges) > maxColumns {
		r.tooManyColumns(t.Span.Pos, len(edges))
		return t
	}
	sample := lines[s.head:s.rule]
	if len(sample) == 0 && s.body < len(lines) {
		sample = lines[s.body : s.body+1]
	}
	for k, e := range edges {
		t.Columns = append(t.Columns, doc.Column{Width: e[1] - e[0], Align: r.alignOf(sample, e, nextEdge(edges, k))})
	}
	setWidths(t.Columns, wide)
	if s.rule > s.head {
		if row := r.ruledRow(lines[s.head:s.rule], edges, language); !emptyRow(row) {
			for _, c := range row.Cells {
				c.Header, c.Scope = true, "col"
			}
			t.Head = append(t.Head, row)
		}
	}
	end := min(s.end, len(lines))
	for i := s.body; i < end; {
		k := rowEnd(lines, i, end, s.multiline)
		if k > i {
			t.Body = append(t.Body, r.ruledRow(lines[i:k], edges, language))
		}
		i = max(k, i+1)
	}
	return t
}

func (r *reading) skipBlanks(off int) int {
	for off < len(r.src.text) && (r.src.text[off] == ' ' || r.src.text[off] == '\t') {
		off++
	}
	return off
}

// rowEnd gives the line after a row: the next one, or in a multiline table the next blank one.
func rowEnd(lines []ruledLine, i, end int, multiline bool) int {
	if !multiline {
		return i + 1
	}
	for i < end && len(lines[i].chars) > 0 {
		i++
	}
	return i
}

// columnEdges gives the beginning and end of each group of dashes.
func columnEdges(rule []byte) (edges [][2]int) {
	for i := 0; i < len(rule); i++ {
		if rule[i] != '-' {
			continue
		}
		k := i
		for k < len(rule) && rule[k] == '-' {
			k++
		}
		edges = append(edges, [2]int{i, k})
		i = k
	}
	return edges
}

// nextEdge gives the beginning of the next column; the last column extends to the end of the line.
func nextEdge(edges [][2]int, k int) int {
	if k+1 < len(edges) {
		return edges[k+1][0]
	}
	return 1 << 30
}

// alignOf finds a column's alignment from its shortest text. The text is flush with the dashes on the right: right; on
// the left: left; on neither side: centred; on both: the default of the style.
func (r *reading) alignOf(lines []ruledLine, edge [2]int, next int) doc.Align {
	best, found := []byte(nil), false
	for _, l := range lines {
		from, to := min(edge[0], len(l.chars)), min(next, len(l.chars))
		b := bytes.TrimRight(l.chars[from:to], " ")
		if len(b) > 0 && (!found || len(b) < len(best)) {
			best, found = b, true
		}
	}
	if !found {
		return doc.AlignNone
	}
	left, right := best[0] != ' ', len(best) >= edge[1]-edge[0]
	switch {
	case left && right:
		return doc.AlignNone
	case left:
		return doc.AlignLeft
	case right:
		return doc.AlignRight
	}
	return doc.AlignCenter
}

// ruledRow reads the lines of a row.
func (r *reading) ruledRow(lines []ruledLine, edges [][2]int, language string) *doc.Row {
	row := &doc.Row{}
	for k := range edges {
		from, to := edges[k][0], nextEdge(edges, k)
		if k == 0 {
			from = 0
		}
		var segs []text.Segment
		for _, l := range lines {
			s := trimmed(r.src.text, l.between(from, to))
			if s.Start < s.Stop {
				segs = append(segs, s)
			}
		}
		c := &doc.Cell{Node: doc.Node{Span: r.src.span(lines[0].between(from, to).Start, lines[0].between(from, to).Start)}}
		if n := len(segs); n > 0 {
			if first := r.src.pos(segs[0].Start); first.Line == c.Span.Line {
				c.Span.Pos = first
			}
			end := r.src.pos(segs[n-1].Stop)
			c.Span.EndLine, c.Span.EndCol = end.Line, end.Col
			c.Content = r.cellText(segs, language)
		}
		row.Cells = append(row.Cells, c)
	}
	first, last := row.Cells[0].Span, row.Cells[len(row.Cells)-1].Span
	row.Span = diag.Span{Pos: first.Pos, EndLine: last.EndLine, EndCol: last.EndCol}
	return row
}

// cellText reads the inlines of a cell, which has one stretch for each line.
func (r *reading) cellText(segs []text.Segment, language string) []doc.Inline {
	if len(segs) == 1 {
		return r.inlines(segs, language, false)
	}
	sub := *r
	sub.src = r.src.part(segs)
	out := sub.inlines([]text.Segment{text.NewSegment(0, len(sub.src.text))}, language, false)
	r.deep = sub.deep
	return out
}

// strayRules warns of a row of dashes within a paragraph, which was probably meant as a table.
func (r *reading) strayRules(segs []text.Segment) {
	for _, s := range segs {
		line := r.src.text[s.Start:s.Stop]
		if dashesTwo.Match(line) && strings.Contains(string(line), "---") {
			r.warn(r.src.pos(s.Start), "stray-rule", "this row of dashes belongs to no table: it is printed as text",
				"put an empty line before the table and one behind it, and a rule of dashes at the end of a table with no head")
			return
		}
	}
}
