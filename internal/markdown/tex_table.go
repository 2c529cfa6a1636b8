package markdown

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// isTeXTable reports whether an environment holds rows and cells, and how many arguments come before its columns.
func isTeXTable(env string) (before int, ok bool) {
	switch env {
	case "tabular", "longtable", "supertabular", "xtabular", "longtabu", "array":
		return 0, true
	case "tabular*", "tabularx", "tabulary", "tabularx*", "xltabular":
		return 1, true
	}
	return 0, false
}

// texTable is the reading of a table of TeX.
type texTable struct {
	r        *reading // of the text between \begin{tabular} and \end{tabular} alone
	language string
	table    *doc.Table
	rows     []*doc.Row // since the last mark such as \endhead
	ruled    int        // the number of rows above the first rule below a row; 0: there is none
	columns  int
	over     []int // for each column: how many more rows a cell from above covers
	first    []*doc.Row
}

// within gives a reading of stretches of TeX in the source, one for each line, with offsets of its own.
func (r *reading) within(segs []text.Segment) *reading {
	sub := *r
	sub.src = r.src.part(segs)
	sub.level++
	sub.noComment, sub.noRule, sub.closers, sub.texText = 0, 0, nil, true
	return &sub
}

// texTableOf reads a table; nil if it is of a form that is not known.
//
//	\begin{tabular}{lr}
//	  Year & Pages \\ \hline     →    | Year | Pages |
//	  1930 & 272 \\                   |:-----|------:|
//	\end{tabular}                     | 1930 |   272 |
func (r *reading) texTableOf(n *texNode, node doc.Node, language string) *doc.Table {
	segs := lineSegments(n)
	segs[0].Start += len(texBegin.Find(segs[0].Value(r.src.text)))
	last := &segs[len(segs)-1]
	at := bytes.LastIndex(last.Value(r.src.text), []byte(`\end{`+n.env+`}`))
	if at < 0 || r.level >= maxParts {
		return nil
	}
	last.Stop = last.Start + at
	t := &texTable{r: r.within(withoutTeXComments(r.src.text, segs)), language: language, table: &doc.Table{Node: node}}
	before, _ := isTeXTable(n.env)
	body, ok := t.readColumns(before)
	if !ok {
		return nil
	}
	t.readRows(body)
	if !t.divide() {
		return nil
	}
	return t.table
}

// texVerbatim matches what a percent sign may be in without beginning a comment.
var texVerbatim = regexp.MustCompile(`^(?:\\url\{[^{}]*\}|\\href\{[^{}]*\}|\\verb\*?([^\sa-zA-Z*])|\\.)`)

// withoutTeXComments gives stretches of TeX without its comments, and without lines that are nothing else.
//
//	Leith & 3 \\ % metres  →  Leith & 3 \\
func withoutTeXComments(src []byte, segs []text.Segment) (out []text.Segment) {
	for _, s := range segs {
		line := s.Value(src)
		for i := 0; i < len(line); i++ {
			if m := texVerbatim.FindSubmatchIndex(line[i:]); m != nil {
				i += m[1] - 1
				if m[2] >= 0 { // \verb ends with the character that begins it
					i += bytes.IndexByte(line[i+1:], line[i]) + 1
				}
				continue
			}
			if line[i] == '%' {
				s.Stop = s.Start + i
				break
			}
		}
		if s.Stop > s.Start && !(isBlank(line[:s.Stop-s.Start]) && s.Stop-s.Start < len(line)) {
			out = append(out, s)
		}
	}
	return out
}

// readColumns reads the arguments before the rows, of which the last describes the columns, and gives the offset behind it.
func (t *texTable) readColumns(before int) (body int, ok bool) {
	b := t.r.src.text
	i := 0
	for {
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i == len(b) || b[i] != '{' && b[i] != '[' {
			return 0, false
		}
		k := group(b[i:])
		if k == 0 {
			return 0, false
		}
		if b[i] == '{' {
			if before--; before < 0 {
				t.table.Columns = texColumns(b[i+1:i+k-1], 0)
				t.columns = len(t.table.Columns)
				t.over = make([]int, t.columns)
				return i + k, t.columns > 0 && t.columns <= maxColumns
			}
		}
		i += k
	}
}

// texColumns reads the description of columns: |l|c|r|, p{3cm}, @{}, >{\raggedleft}X, *{3}{c}.
func texColumns(spec []byte, depth int) (out []doc.Column) {
	align := doc.AlignNone // of the next column, by >{…}
	for i := 0; i < len(spec) && len(out) <= maxColumns; i++ {
		c := spec[i]
		var arg []byte
		rest := bytes.TrimLeft(spec[i+1:], " \t\n")
		if n := group(rest); n > 0 && rest[0] == '{' {
			arg = rest[1 : n-1]
			i = len(spec) - len(rest) + n - 1
		}
		switch {
		case c == '>':
			switch {
			case bytes.Contains(arg, []byte(`\raggedleft`)):
				align = doc.AlignRight
			case bytes.Contains(arg, []byte(`\centering`)):
				align = doc.AlignCenter
			}
		case c == '*' && arg != nil && depth < 3:
			times, _ := strconv.Atoi(strings.TrimSpace(string(arg)))
			if n := group(spec[i+1:]); n > 0 {
				inner := texColumns(spec[i+2:i+n], depth+1)
				for range min(times, maxColumns) {
					out = append(out, inner...)
				}
				i += n
			}
		case isLetter(c):
			if align == doc.AlignNone {
				align = map[byte]doc.Align{'l': doc.AlignLeft, 'c': doc.AlignCenter, 'C': doc.AlignCenter, 'r': doc.AlignRight, 'R': doc.AlignRight}[c]
			}
			out = append(out, doc.Column{Align: align})
			align = doc.AlignNone
		}
	}
	return out
}

// texBetweenRows are the commands that stand between rows. They have up to three arguments.
var texBetweenRows = regexp.MustCompile(`^\\(hline|toprule|midrule|bottomrule|cmidrule|cline|hhline|addlinespace|specialrule|noalign|rowcolor|` +
	`endfirsthead|endhead|endfoot|endlastfoot|caption|label|centering|small|footnotesize|scriptsize|tabularnewline|morecmidrules|arrayrulecolor)\*?`)

// readRows reads the rows from an offset on.
func (t *texTable) readRows(i int) {
	b := t.r.src.text
	for i < len(b) {
		for i < len(b) && isSpace(b[i]) {
			i++
		}
		if i < len(b) && b[i] == '%' {
			i += max(bytes.IndexByte(b[i:], '\n'), 0) + 1
			continue
		}
		if m := texBetweenRows.FindSubmatch(b[i:]); m != nil && (len(m[0]) == len(b[i:]) || !isLetter(b[i+len(m[0])])) {
			i = t.between(string(m[1]), i, i+len(m[0]))
			continue
		}
		if i < len(b) {
			i = t.row(i)
		}
	}
}

// between obeys a command between rows and gives the offset behind it.
func (t *texTable) between(name string, start, i int) int {
	b := t.r.src.text
	var args [][2]int
	for i < len(b) && (b[i] == '{' || b[i] == '[' || b[i] == '(') {
		k := group(b[i:])
		if b[i] == '(' {
			k = bytes.IndexByte(b[i:], ')') + 1
		}
		if k == 0 {
			return i + 1
		}
		if b[i] == '{' {
			args = append(args, [2]int{i + 1, i + k - 1})
		}
		i += k
	}
	switch name {
	case "midrule", "hline":
		if len(t.rows) > 0 && t.ruled == 0 {
			t.ruled = len(t.rows)
		}
	case "caption":
		if len(args) > 0 {
			from, to := args[0][0], args[0][1]
			if at := texLabel.FindIndex(b[from:to]); at != nil {
				t.table.ID = string(texLabel.FindSubmatch(b[from:to])[1])
				to = from + at[0]
			}
			t.table.Caption = t.r.inlines([]text.Segment{text.NewSegment(from, to)}, t.language, false)
		}
	case "label":
		if len(args) > 0 {
			t.table.ID = string(b[args[0][0]:args[0][1]])
		}
	case "endfirsthead":
		t.first, t.rows, t.ruled = t.rows, nil, 0
	case "endhead":
		// The head of the first page counts; that of the others says the same again.
		if t.table.Head = t.rows; t.first != nil {
			t.table.Head = t.first
		}
		t.rows, t.ruled = nil, 0
	case "endfoot", "endlastfoot": // feet that say that the table goes on, or has ended
		t.rows, t.ruled = nil, 0
	}
	return i
}

// row reads a row and gives the offset behind it.
func (t *texTable) row(i int) int {
	b := t.r.src.text
	row := &doc.Row{}
	column, start := 0, i
	add := func(from, to int) { column += t.cell(row, column, from, to) }
	from, depth := i, 0
	for i < len(b) {
		switch {
		case b[i] == '\\' && depth == 0 && (i+1 < len(b) && b[i+1] == '\\' || texRowEnd.Match(b[i:])):
			add(from, i)
			row.Span = t.r.src.span(start, i)
			end := i + 2
			if m := texRowEnd.Find(b[i:]); m != nil {
				end = i + len(m)
			}
			if end < len(b) && b[end] == '*' {
				end++
			}
			if end < len(b) && b[end] == '[' {
				end += group(b[end:])
			}
			t.rows = append(t.rows, t.fill(row, column))
			return end
		case b[i] == '\\':
			i++
		case b[i] == '{':
			depth++
		case b[i] == '}':
			depth--
		case b[i] == '&' && depth == 0:
			add(from, i)
			from = i + 1
		}
		i++
	}
	if len(row.Cells) > 0 || !isBlank(b[from:]) {
		add(from, len(b))
		row.Span = t.r.src.span(start, t.r.src.trimEnd(start, len(b)))
		t.rows = append(t.rows, t.fill(row, column))
	}
	return len(b)
}

var texRowEnd = regexp.MustCompile(`^\\(tabularnewline|cr)\b`)

var (
	texMulticolumn = regexp.MustCompile(`^\\multicolumn\{(\d+)\}`)
	texMultirow    = regexp.MustCompile(`^\\multirow(?:\[[^\]]*\])?\{(\d+)\}(?:\[[^\]]*\])?\{[^{}]*\}`)
)

// cell reads a cell and gives the number of columns that it takes.
func (t *texTable) cell(row *doc.Row, column, from, to int) int {
	b := t.r.src.text
	c := &doc.Cell{}
	trim := func() {
		to = t.r.src.trimEnd(from, to)
		for from < to && isSpace(b[from]) {
			from++
		}
	}
	trim()
	unwrap := func(head int) { // the last argument, in braces
		if k := group(b[from+head : to]); k > 0 && b[from+head] == '{' && from+head+k == to {
			from, to = from+head+1, to-1
			trim()
		}
	}
	if m := texMulticolumn.FindSubmatch(b[from:to]); m != nil {
		n, _ := strconv.Atoi(string(m[1]))
		if c.ColSpan = min(n, t.columns-column); c.ColSpan < 2 {
			c.ColSpan = 0
		}
		unwrap(len(m[0]) + group(b[from+len(m[0]):to]))
	}
	if m := texMultirow.FindSubmatch(b[from:to]); m != nil {
		if n, _ := strconv.Atoi(string(m[1])); n > 1 && n < 1000 {
			c.RowSpan = n
		}
		unwrap(len(m[0]))
	}
	width, height := c.Spans()
	c.Span = t.r.src.span(from, to)
	if column < t.columns && t.over[column] > 0 && from == to { // the cell above takes the place
		for k := column; k < min(column+width, t.columns); k++ {
			t.over[k] = max(t.over[k]-1, 0)
		}
		return width
	}
	if column+width > t.columns {
		if from < to {
			t.r.warn(c.Span.Pos, "table-cells", "this row has more cells than the table has columns", "give the table another column")
		}
		return 0
	}
	for k := column; k < column+width; k++ {
		t.over[k] = height - 1
	}
	var segs []text.Segment
	for line := range bytes.Lines(b[from:to]) {
		segs = append(segs, text.NewSegment(from, from+len(line)))
		from += len(line)
	}
	if len(segs) > 0 {
		c.Content = t.r.inlines(segs, t.language, false)
	}
	row.Cells = append(row.Cells, c)
	return width
}

// fill adds the cells that a row lacks.
func (t *texTable) fill(row *doc.Row, column int) *doc.Row {
	for ; column < t.columns; column++ {
		if t.over[column] > 0 {
			t.over[column]--
			continue
		}
		c := &doc.Cell{}
		c.Span = row.Span
		c.Span.Line, c.Span.Col = c.Span.EndLine, c.Span.EndCol
		row.Cells = append(row.Cells, c)
	}
	return row
}

// divide makes head and body of the rows, and reports whether their cells fill the table. Without a mark of its own, the head is
// what stands above the first rule.
func (t *texTable) divide() bool {
	if t.table.Head == nil && t.ruled > 0 && t.ruled < len(t.rows) {
		t.table.Head, t.rows = t.rows[:t.ruled], t.rows[t.ruled:]
	}
	t.table.Body = t.rows
	for _, row := range t.table.Head {
		for _, c := range row.Cells {
			c.Header, c.Scope = true, "col"
		}
	}
	return len(t.table.Head)+len(t.table.Body) > 0 && t.fills(t.table.Head) && t.fills(t.table.Body)
}

// fills cuts cells that would reach below a group of rows, and reports whether the cells fill the rows without meeting.
func (t *texTable) fills(rows []*doc.Row) bool {
	width := make([]int, len(rows))
	for i, row := range rows {
		for _, c := range row.Cells {
			if _, height := c.Spans(); height > len(rows)-i {
				c.RowSpan = len(rows) - i
			}
			w, h := c.Spans()
			for k := i; k < i+h; k++ {
				width[k] += w
			}
		}
	}
	for _, w := range width {
		if w != t.columns {
			return false
		}
	}
	return true
}
