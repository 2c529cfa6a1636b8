package math

import (
	"strings"
	"unicode/utf8"
)

// The lengths of TeX's tables, in the size of the text.
var (
	arraycolsep  = Length{Em: 9000}  // 5 pt of 10
	matrixcolsep = Length{Em: 9000}  // of amsmath's matrices, outside of which there is none
	smallcolsep  = Length{Em: 2500}  // half of \thickspace
	baselineskip = Length{Em: 21600} // 12 pt of 10
	jot          = Length{Em: 5400}  // 3 pt
)

// tableSpec is what the environment says of a table.
type tableSpec struct {
	table       *Table
	auto        bool // rows have numbers
	open, close string
	text        bool // the second column is text: cases*
}

// table reads the rows of an environment that is a table.
func (p *parser) table(kind, arg, name string, t token) Node {
	s := p.specOf(kind, arg, t)
	outer := p.mark
	if s.table.Kind.IsDisplay() {
		p.mark = mark{}
	}
	p.rows(s, t)
	if s.table.Kind.IsDisplay() && p.mark == (mark{}) {
		p.mark = outer
	}
	s.columns()
	if s.open == "" && s.close == "" {
		return s.table
	}
	left, right := p.delimiterOf(s.open, Open, t), p.delimiterOf(s.close, Close, t)
	return &Row{Atom: Atom{t.start, p.end(t), Inner}, Content: []Node{left, s.table, right}}
}

// specOf reads the arguments of an environment.
func (p *parser) specOf(kind, arg string, t token) *tableSpec {
	s := &tableSpec{table: &Table{Atom: at(t), Strut: baselineskip}}
	tab := s.table
	has := func(flag string) bool { return strings.Contains(arg, flag) }
	switch kind {
	case "array", "subarray":
		p.position(tab)
		p.preamble(tab, t)
		tab.Display = arg == "d"
		if kind == "subarray" {
			tab.Strut = Length{Em: 18000}
			for i := range tab.Columns {
				tab.Columns[i].Left, tab.Columns[i].Right = Length{}, Length{}
			}
		}
	case "matrix":
		tab.Kind = MatrixTable
		if d := strings.TrimRight(arg, "*s"); d != "" {
			_, n := utf8.DecodeRuneInString(d)
			s.open, s.close = d[:n], d[n:]
		}
		if has("*") {
			p.matrixAlign(tab)
		}
		if has("s") {
			tab.Small, tab.Strut = true, Length{Em: 15000}
		}
	case "cases":
		tab.Kind, tab.Display, s.text = CasesTable, has("d"), has("t")
		tab.Strut = Length{Em: 25920} // \arraystretch is 1.2
		if has("r") {
			s.close = "}"
		} else {
			s.open = "{"
		}
	case "aligned", "gathered":
		tab.Kind, tab.Display, tab.Gap = AlignedTable, true, jot
		if kind == "gathered" {
			tab.Kind = GatheredTable
			if has("l") || has("r") {
				side := AlignLeft
				if has("r") {
					side = AlignRight
				}
				tab.Columns = []Column{{Align: side}}
			}
		}
		p.position(tab)
		if has("n") {
			p.rawArgument(t)
		} else {
			tab.Spread = SpreadEqual
		}
	case "align", "gather", "multline":
		tab.Kind, tab.Display, tab.Gap = AlignTable, true, jot
		switch {
		case kind == "gather":
			tab.Kind = GatherTable
		case kind == "multline":
			tab.Kind = MultlineTable
		case has("f"):
			tab.Spread = SpreadFull
		case has("n"):
			p.rawArgument(t)
		case !has("e"):
			tab.Spread = SpreadEqual
		}
		if has("e") {
			tab.Columns = []Column{{Align: AlignRight, Right: arraycolsep}, {Align: AlignCenter}, {Align: AlignLeft, Left: arraycolsep}}
		}
		s.auto = !has("*")
	}
	p.stretched(tab)
	return s
}

// stretched applies \arraystretch, where it is defined.
func (p *parser) stretched(tab *Table) {
	if tab.Kind != ArrayTable && tab.Kind != MatrixTable {
		return
	}
	m := p.lookup(`\arraystretch`)
	if m == nil {
		return
	}
	if n, ok := decimal(strings.TrimSpace(source(m.body)), 100_000); ok && n > 0 {
		tab.Strut.Em = Em(int64(tab.Strut.Em) * n / 1000)
	}
}

// position reads [t], [c] or [b].
func (p *parser) position(tab *Table) {
	ts, ok := p.rawOptional()
	if !ok {
		return
	}
	switch strings.TrimSpace(source(ts)) {
	case "t":
		tab.VAlign = VAlignTop
	case "b":
		tab.VAlign = VAlignBottom
	}
}

// matrixAlign reads the [r] of mathtools' starred matrices.
func (p *parser) matrixAlign(tab *Table) {
	ts, ok := p.rawOptional()
	if !ok {
		return
	}
	tab.Columns = []Column{{Align: alignOf(strings.TrimSpace(source(ts)))}}
}

func alignOf(s string) Align {
	switch s {
	case "l":
		return AlignLeft
	case "r":
		return AlignRight
	}
	return AlignCenter
}

// preamble reads {l|c||r}, with *{3}{c}, : for dashed rules, and @{…}, which takes the space away.
func (p *parser) preamble(tab *Table, t token) {
	ts, _ := p.rawArgument(t)
	rules := []Rule{{}}
	tight := false
	for i := 0; i < len(ts) && len(tab.Columns) < 200; i++ {
		switch c := ts[i].text; c {
		case "l", "c", "r":
			col := Column{Align: alignOf(c), Left: arraycolsep, Right: arraycolsep}
			if tight {
				col.Left = Length{}
			}
			tight = false
			tab.Columns = append(tab.Columns, col)
			rules = append(rules, Rule{})
		case "|":
			rules[len(rules)-1].Lines++
		case ":":
			rules[len(rules)-1] = Rule{Lines: 1, Dashed: true}
		case "p", "m", "b":
			_, i = groupIn(ts, i+1)
			tab.Columns = append(tab.Columns, Column{Align: AlignLeft, Left: arraycolsep, Right: arraycolsep})
			rules = append(rules, Rule{})
		case "*":
			count, j := groupIn(ts, i+1)
			spec, k := groupIn(ts, j+1)
			i = k
			var repeated []token
			if n, ok := decimal(source(count), 100_000); ok {
				for range n / 1000 {
					repeated = append(repeated, spec...)
				}
			}
			ts = append(repeated, ts[min(i+1, len(ts)):]...)
			i = -1
		case "@", "!":
			_, i = groupIn(ts, i+1)
			if n := len(tab.Columns); n > 0 && c == "@" {
				tab.Columns[n-1].Right = Length{}
			}
			tight = c == "@"
		case ">", "<":
			_, i = groupIn(ts, i+1)
		case " ":
		default:
			p.fault(ts[i].start, "math-syntax", "“"+c+"” is no column of a table", "write l, c or r for each column, and | for a rule")
		}
	}
	// What an array has at its sides is the space around it; LaTeX sets it, and layouts do.
	for _, r := range rules {
		if r.Lines > 0 {
			tab.ColumnRules = rules
		}
	}
}

// groupIn gives the tokens of a group, or the token, at an index, and the index of its last token.
func groupIn(ts []token, i int) ([]token, int) {
	for i < len(ts) && ts[i].text == " " {
		i++
	}
	if i >= len(ts) {
		return nil, len(ts)
	}
	if ts[i].text != "{" {
		return ts[i : i+1], i
	}
	depth := 0
	for j := i; j < len(ts); j++ {
		switch ts[j].text {
		case "{":
			depth++
		case "}":
			if depth--; depth == 0 {
				return ts[i+1 : j], j
			}
		}
	}
	return ts[i+1:], len(ts)
}

// columns completes the columns of a table after its rows are read.
func (s *tableSpec) columns() {
	tab := s.table
	n := len(tab.Columns)
	for _, r := range tab.Rows {
		cells := 0
		for _, c := range r.Cells {
			cells += c.Span
		}
		n = max(n, cells)
	}
	given := len(tab.Columns)
	for i := given; i < n; i++ {
		var c Column
		switch tab.Kind {
		case ArrayTable:
			c = Column{Left: arraycolsep, Right: arraycolsep}
		case MatrixTable:
			side := matrixcolsep
			if tab.Small {
				side = smallcolsep
			}
			if given > 0 {
				c.Align = tab.Columns[0].Align
			}
			c.Left, c.Right = side, side
		case CasesTable:
			c.Align = AlignLeft
			if i > 0 {
				c.Left = Length{Em: OneEm}
			}
		case AlignedTable, AlignTable:
			c.Align = AlignRight
			if i%2 == 1 {
				c.Align = AlignLeft
			}
		}
		tab.Columns = append(tab.Columns, c)
	}
	if tab.Kind == MatrixTable && n > 0 {
		if given > 0 {
			tab.Columns[0].Left, tab.Columns[0].Right = tab.Columns[n-1].Left, tab.Columns[n-1].Right
			if n == 1 {
				tab.Columns[0].Right = matrixcolsep
			}
		}
		tab.Columns[0].Left, tab.Columns[n-1].Right = Length{}, Length{}
	}
	if tab.ColumnRules != nil {
		for len(tab.ColumnRules) < n+1 {
			tab.ColumnRules = append(tab.ColumnRules, Rule{})
		}
	}
	if tab.RowRules != nil {
		for len(tab.RowRules) < len(tab.Rows)+1 {
			tab.RowRules = append(tab.RowRules, Rule{})
		}
	}
}
