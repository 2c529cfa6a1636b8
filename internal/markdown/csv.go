package markdown

import (
	"bytes"
	"io/fs"
	"math"
	"path"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/text"

	"quire/internal/diag"
	"quire/internal/doc"
)

// csvCode turns a block of code with the attribute .csv into a table.
func (r *reading) csvCode(lines []text.Segment, a attrs, span diag.Span, language string) []doc.Block {
	sub := *r
	sub.src = r.src.part(lines)
	caption, ok := a.take("caption")
	t := sub.csvTable(a, language)
	t.Span = span
	if ok {
		sub.src = &source{file: r.src.file, parent: r.src, pieces: sub.src.pieces[:1], text: []byte(caption + "\n")}
		t.Caption = sub.inlines([]text.Segment{text.NewSegment(0, len(caption))}, language, false)
		for _, i := range t.Caption {
			doc.Walk(i, func(n doc.AnyNode) bool { n.Base().Span = span; return true })
		}
	}
	return []doc.Block{t}
}

// csvFile turns an image of a file of cells into a table; otherwise it returns nil.
func (r *reading) csvFile(it *item, caption []doc.Inline, language string) doc.Block {
	if !strings.EqualFold(path.Ext(it.url), ".csv") || strings.Contains(it.url, "://") {
		return nil
	}
	name := path.Join(path.Dir(r.src.file), it.url)
	data, err := []byte(nil), fs.ErrNotExist
	if r.opts.Files != nil && fs.ValidPath(name) {
		data, err = fs.ReadFile(r.opts.Files, name)
	}
	if err != nil {
		r.err(r.src.pos(it.start), "missing-file", "there is no file “"+name+"”", "paths are taken from the folder of the Markdown file that names them")
		return nil
	}
	sub := *r
	sub.src = newSource(name, data, r.diags)
	t := sub.csvTable(it.attrs, language)
	t.Span, t.Caption = r.src.span(it.start, it.end), caption
	return t
}

// csvTable reads the whole of a text as a table (RFC 4180), with its attributes.
func (r *reading) csvTable(a attrs, language string) *doc.Table {
	header, hasHeader := a.take("header")
	if !hasHeader {
		header, _ = a.take("header-row")
	}
	delim, _ := a.take("delim")
	align, _ := a.take("align")
	widths, _ := a.take("widths")
	a.takeClass("csv")
	t := &doc.Table{Node: doc.Node{Span: r.src.span(0, r.src.trimEnd(0, len(r.src.text))), Attr: a.Attr}}
	rows := csvRows(r.src.text, delimiter(delim))
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	if columns > maxColumns {
		r.tooManyColumns(t.Span.Pos, columns)
		return t
	}
	t.Columns = make([]doc.Column, columns)
	for i, c := range strings.ToLower(strings.NewReplacer(",", "", " ", "").Replace(align)) {
		if i < columns {
			t.Columns[i].Align = map[rune]doc.Align{'l': doc.AlignLeft, 'c': doc.AlignCenter, 'r': doc.AlignRight}[c]
		}
	}
	setShares(t.Columns, strings.FieldsFunc(widths, func(c rune) bool { return c == ',' || c == ' ' || c == '%' }))
	headed := true
	switch strings.ToLower(header) {
	case "no", "false", "0":
		headed = false
	}
	for i, fields := range rows {
		row := &doc.Row{}
		for k := range columns {
			c := &doc.Cell{}
			if k < len(fields) {
				f := fields[k]
				c.Span = r.src.span(f[0].Start, f[len(f)-1].Stop)
				c.Content = r.inlines(f, language, false)
			} else {
				c.Span = row.Cells[k-1].Span
			}
			if headed && i == 0 {
				c.Header, c.Scope = true, "col"
			}
			row.Cells = append(row.Cells, c)
		}
		row.Span = union(row.Cells[0].Span, row.Cells[columns-1].Span)
		if headed && i == 0 {
			t.Head = append(t.Head, row)
		} else {
			t.Body = append(t.Body, row)
		}
	}
	return t
}

// setShares gives columns their shares of the measure.
func setShares(columns []doc.Column, widths []string) {
	if len(widths) != len(columns) {
		return
	}
	sum, shares := 0.0, make([]float64, len(widths))
	for i, w := range widths {
		x, err := strconv.ParseFloat(w, 64)
		if err != nil || x <= 0 || x > 1000 {
			return
		}
		shares[i] = x
		sum += x
	}
	for i := range columns {
		columns[i].Width = int(math.Round(shares[i] / sum * 1000))
	}
}

func delimiter(s string) byte {
	switch s {
	case "", ",":
		return ','
	case "tab", "\\t", "\t":
		return '\t'
	}
	return s[0]
}

// csvRows divides a text into rows of fields. A field is one stretch of the text, or several if it has doubled
// quotation marks.
func csvRows(b []byte, delim byte) (rows [][][]text.Segment) {
	for i := 0; i < len(b); {
		if end := i + bytes.IndexByte(b[i:], '\n'); isBlank(b[i:end]) {
			i = end + 1
			continue
		}
		var row [][]text.Segment
		for {
			var field []text.Segment
			field, i = csvField(b, i, delim)
			row = append(row, field)
			if i >= len(b) || b[i] != delim {
				break
			}
			i++
		}
		i++
		rows = append(rows, row)
	}
	return rows
}

// csvField reads a field that begins at i; next is the offset of the delimiter or line end after it.
func csvField(b []byte, i int, delim byte) (field []text.Segment, next int) {
	for i < len(b) && b[i] == ' ' && delim != ' ' {
		i++
	}
	if i >= len(b) || b[i] != '"' {
		k := i
		for k < len(b) && b[k] != delim && b[k] != '\n' {
			k++
		}
		end := k
		for end > i && b[end-1] == ' ' {
			end--
		}
		return []text.Segment{text.NewSegment(i, end)}, k
	}
	from := i + 1
	for k := from; k < len(b); k++ {
		if b[k] != '"' {
			continue
		}
		if k+1 < len(b) && b[k+1] == '"' {
			field = append(field, text.NewSegment(from, k+1))
			from = k + 2
			k++
			continue
		}
		field = append(field, text.NewSegment(from, k))
		for k++; k < len(b) && b[k] != delim && b[k] != '\n'; k++ {
		}
		return field, k
	}
	return append(field, text.NewSegment(from, len(b)-1)), len(b)
}
