package math

import (
	"slices"
)

// rows reads the rows of a table up to the end of its environment, which is not taken.
func (p *parser) rows(s *tableSpec, t token) {
	tab := s.table
	for {
		p.rowRules(tab)
		row := &TableRow{Atom: at(t), Breakable: tab.Kind.IsDisplay()}
		if n := p.intertext(); n != nil {
			row.Cells = []*Cell{{Atom: *n.Base(), Content: &Row{Atom: *n.Base(), Content: []Node{n}}, Span: 1000, Align: ref(AlignLeft)}}
			tab.Rows = append(tab.Rows, row)
			continue
		}
		var end token
		for len(row.Cells) < 1000 {
			c := p.cell(s, len(row.Cells))
			row.Cells = append(row.Cells, c)
			if end = p.next(); end.text != "&" {
				break
			}
		}
		more := end.text == `\\` || end.text == `\cr`
		if more {
			p.star()
			p.after(row)
		} else {
			p.unread(end)
		}
		first := row.Cells[0]
		row.Start, row.End = first.Start, max(first.Start, row.Cells[len(row.Cells)-1].End)
		empty := len(row.Cells) == 1 && first.isEmpty()
		if !more && empty && p.mark.tag == nil && (len(tab.Rows) > 0 || tab.Kind.IsDisplay()) {
			p.lastLabel(tab, s.auto)
			break
		}
		if tab.Kind.IsDisplay() && tab.Kind != MultlineTable {
			row.Tag = p.takeMark(s.auto)
		}
		tab.Rows = append(tab.Rows, row)
		if !more {
			break
		}
	}
	p.afterRows(s)
}

// afterRows sets what depends on all the rows: spans over all columns, and the tag of a multline, which is one formula.
func (p *parser) afterRows(s *tableSpec) {
	tab := s.table
	widest := 1
	for _, r := range tab.Rows {
		if r.Cells[0].Span < 1000 {
			widest = max(widest, len(r.Cells))
		}
	}
	for _, r := range tab.Rows {
		if r.Cells[0].Span == 1000 {
			r.Cells[0].Span = widest
		}
	}
	if n := len(tab.Rows); tab.Kind == MultlineTable && n > 0 {
		tab.Rows[n-1].Tag = p.takeMark(s.auto)
		for i, r := range tab.Rows {
			c := r.Cells[0]
			switch {
			case c.Align != nil || n == 1:
			case i == 0:
				c.Align = ref(AlignLeft)
			case i == n-1:
				c.Align = ref(AlignRight)
			}
		}
	}
}

// lastLabel gives a \label behind the last \\ to the row before.
func (p *parser) lastLabel(tab *Table, auto bool) {
	if n := len(tab.Rows); n > 0 && p.mark.label != "" && tab.Kind.IsDisplay() {
		if t := tab.Rows[n-1].Tag; t != nil {
			t.Label = p.mark.label
		} else if auto {
			tab.Rows[n-1].Tag = p.takeMark(true)
		}
		p.mark = mark{}
	}
}

// ref gives the address of a value.
func ref[T any](v T) *T { return &v }

// isEmpty reports whether nothing is in a cell.
func (c *Cell) isEmpty() bool {
	r, ok := c.Content.(*Row)
	return ok && len(r.Content) == 0 && c.Span == 1
}

// after reads the space in brackets behind \\.
func (p *parser) after(row *TableRow) {
	t := p.next()
	if t.text != "[" {
		p.unread(t)
		return
	}
	p.unread(t)
	ts, _ := p.rawOptional()
	l, ok := parseLength(source(ts))
	if !ok { // the bracket belongs to the formula
		p.push(slices.Concat([]token{t}, ts, []token{{"]", t.end, t.end}}))
		return
	}
	row.After = l
}

// rowRules reads \hline and \hdashline before a row.
func (p *parser) rowRules(tab *Table) {
	for {
		t := p.peek()
		if t.text != `\hline` && t.text != `\hdashline` {
			return
		}
		p.spaces()
		p.next()
		for len(tab.RowRules) <= len(tab.Rows) {
			tab.RowRules = append(tab.RowRules, Rule{})
		}
		r := &tab.RowRules[len(tab.Rows)]
		r.Lines++
		r.Dashed = t.text == `\hdashline`
	}
}

// intertext reads \intertext{…}, a line of text between two rows; nil if none comes next.
func (p *parser) intertext() Node {
	t := p.peek()
	if t.text != `\intertext` && t.text != `\shortintertext` {
		return nil
	}
	p.spaces()
	p.next()
	return p.text("", t)
}

// cell reads a cell up to & or \\, which is not taken.
func (p *parser) cell(s *tableSpec, column int) *Cell {
	t := p.peek()
	c := &Cell{Atom: Atom{Start: t.start, End: t.start}, Span: 1}
	switch {
	case t.text == `\multicolumn`:
		p.multicolumn(c)
		return c
	case t.text == `\shoveleft` || t.text == `\shoveright`:
		p.spaces()
		p.next()
		c.Align = ref(AlignLeft)
		if t.text == `\shoveright` {
			c.Align = ref(AlignRight)
		}
		c.Content = &Row{Atom: c.Atom, Content: append([]Node{p.arg(t)}, p.list(endCell)...)}
	case s.text && column == 1:
		r := &textReader{p: p, tokens: p.rawCell()}
		c.Content = &Row{Atom: c.Atom, Content: r.read(TextFont{})}
	default:
		content := p.list(endCell)
		content, c.Align = aligned(content)
		c.Content = &Row{Atom: c.Atom, Content: content}
	}
	if r, ok := c.Content.(*Row); ok && len(r.Content) > 0 {
		r.End = r.Content[len(r.Content)-1].Base().End
		c.End = r.End
	}
	return c
}

// rawCell gives the tokens of a cell.
func (p *parser) rawCell() []token {
	var out []token
	for depth := 0; ; {
		t := p.next()
		switch t.text {
		case "{":
			depth++
		case "}":
			depth--
		}
		if t.text == "" || depth < 0 || depth == 0 && enderOf(t) == endCell {
			p.unread(t)
			return out
		}
		out = append(out, t)
	}
}

// aligned takes \hfill off the ends of a cell and gives the alignment that it asks for.
func aligned(ns []Node) ([]Node, *Align) {
	isFill := func(n Node) bool {
		s, ok := n.(*Space)
		return ok && s.fill
	}
	left := len(ns) > 0 && isFill(ns[0])
	if left {
		ns = ns[1:]
	}
	right := len(ns) > 0 && isFill(ns[len(ns)-1])
	if right {
		ns = ns[:len(ns)-1]
	}
	switch {
	case left && right:
		return ns, ref(AlignCenter)
	case left:
		return ns, ref(AlignRight)
	case right:
		return ns, ref(AlignLeft)
	}
	return ns, nil
}

// multicolumn reads \multicolumn{2}{c|}{…}.
func (p *parser) multicolumn(c *Cell) {
	p.spaces()
	t := p.next()
	count, ok := decimal(p.words(t), 1000_000)
	if !ok || count < 1000 {
		p.fault(t.start, "math-syntax", "“\\multicolumn” has no number of columns", `write \multicolumn{2}{c}{…}`)
		count = 1000
	}
	c.Span = int(count / 1000)
	var spec Table
	p.preamble(&spec, t)
	if len(spec.Columns) > 0 {
		c.Align = ref(spec.Columns[0].Align)
	}
	if spec.ColumnRules != nil {
		c.Left, c.Right = &spec.ColumnRules[0], &spec.ColumnRules[len(spec.ColumnRules)-1]
	}
	c.Content = &Row{Atom: at(t), Content: []Node{p.arg(t)}}
	c.End = p.end(t)
	if rest := p.list(endCell); len(rest) > 0 {
		c.Content.(*Row).Content = append(c.Content.(*Row).Content, rest...)
	}
}
