package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"quire/internal/doc"
)

// tableReader reads an HTML table, which can have what a pipe table can't: cells over several columns or rows, row
// headers. The text of cells and caption is Markdown.
type tableReader struct {
	*reading
	table *doc.Table
	foot  []*doc.Row
}

// htmlTable converts <table>.
func (r *reading) htmlTable(e *element, n doc.Node, language string) []doc.Block {
	t := &tableReader{reading: r, table: &doc.Table{Node: n}}
	t.group(e, &t.table.Body, language)
	t.table.Body = append(t.table.Body, t.foot...)
	return t.finish(e.start)
}

// group reads the content of a table or of one of its row groups; rows are added to rows. Cells outside of a row make a
// row.
func (t *tableReader) group(e *element, rows *[]*doc.Row, language string) {
	var loose *doc.Row
	for _, k := range e.kids {
		if t.blank(k) || k.name == "col" || k.name == "colgroup" {
			continue
		}
		if tagKinds[k.name] == tagOut {
			t.leaveOut(k.start, k.name)
			continue
		}
		if k.name != "td" && k.name != "th" {
			loose = nil
		}
		switch k.name {
		case "caption":
			a := t.tagAttrs(k.start, k.tag)
			own := language
			if a.Lang != "" {
				own = a.Lang
			}
			t.table.Caption = t.htmlInlines(k, own)
		case "thead":
			t.group(k, &t.table.Head, language)
		case "tbody":
			t.group(k, &t.table.Body, language)
		case "tfoot":
			t.group(k, &t.foot, language)
		case "tr":
			row := &doc.Row{Node: doc.Node{Attr: t.tagAttrs(k.start, k.tag).Attr, Span: t.src.span(k.start, k.start)}}
			*rows = append(*rows, row)
			for _, c := range k.kids {
				t.cell(row, c, language)
			}
		case "td", "th":
			if loose == nil {
				loose = &doc.Row{Node: doc.Node{Span: t.src.span(k.start, k.start)}}
				*rows = append(*rows, loose)
			}
			t.cell(loose, k, language)
		default:
			t.stray(k)
		}
	}
}

// stray reports content of a table outside of its cells.
func (t *tableReader) stray(e *element) {
	at := e.start
	if e.name == "" {
		if segs := t.outdent(e.lines); segs != nil {
			at = segs[0].TrimLeftSpace(t.src.text).Start
		}
	}
	t.warn(t.src.pos(at), "raw-html", "this text stands in a table, but in none of its cells; it is left out", "put it in <td>…</td>")
}

// cell reads one child of a row.
func (t *tableReader) cell(row *doc.Row, e *element, language string) {
	if t.blank(e) {
		return
	}
	if e.name != "td" && e.name != "th" {
		t.stray(e)
		return
	}
	own, c := e.tag, &doc.Cell{Header: e.name == "th"}
	own.attrs = nil
	for _, kv := range e.tag.attrs {
		switch {
		case kv[0] == "colspan":
			c.ColSpan = t.number(e.start, kv)
		case kv[0] == "rowspan":
			c.RowSpan = t.number(e.start, kv)
		case kv[0] == "scope" && c.Header && (kv[1] == "row" || kv[1] == "col"):
			c.Scope = kv[1]
		default:
			own.attrs = append(own.attrs, kv)
		}
	}
	c.Attr = t.tagAttrs(e.start, own).Attr
	if c.Lang != "" {
		language = c.Lang
	}
	end := e.start
	blocks := false
	for _, k := range e.kids {
		blocks = blocks || k.name != "" && k.name != "center"
		for _, s := range k.lines {
			end = max(end, t.src.trimEnd(e.start, s.Stop))
		}
	}
	c.Span = t.src.span(e.start, end)
	if blocks {
		c.Blocks = t.lowerAll(e, language)
		c.Span = t.src.span(e.start, t.src.trimEnd(e.start, max(e.start, e.end)))
		if p, ok := onlyParagraph(c.Blocks); ok {
			c.Content, c.Blocks = p.Content, nil
		}
	} else {
		c.Content = t.htmlInlines(e, language)
	}
	row.Cells = append(row.Cells, c)
}

// onlyParagraph returns the paragraph if it is the only block.
func onlyParagraph(bs []doc.Block) (*doc.Paragraph, bool) {
	if len(bs) != 1 {
		return nil, false
	}
	p, ok := bs[0].(*doc.Paragraph)
	return p, ok && !hasForm(p.Attr)
}

// number reads a span; without one it is 1.
func (t *tableReader) number(at int, kv [2]string) int {
	n, err := strconv.Atoi(strings.TrimSpace(kv[1]))
	if err != nil || n < 1 || n > 1000 {
		t.warn(t.src.pos(at), "raw-html", "“"+kv[1]+"” is no "+kv[0], "write a number from 1")
		return 0
	}
	if n == 1 {
		return 0
	}
	return n
}

// finish counts the columns and sets which cells each header belongs to.
func (t *tableReader) finish(start int) []doc.Block {
	columns := 0
	for _, rows := range [][]*doc.Row{t.table.Head, t.table.Body} {
		for i, at := range doc.Grid(rows) {
			all := true
			for k, c := range rows[i].Cells {
				w, h := c.Spans()
				columns = max(columns, at[k]+w)
				if i+h > len(rows) {
					c.RowSpan = len(rows) - i // no span reaches beyond its row group (HTML, §4.9.12.1)
				}
				all = all && c.Header
			}
			for k, c := range rows[i].Cells {
				switch {
				case !c.Header || c.Scope != "":
				case all || at[k] > 0:
					c.Scope = "col"
				default:
					c.Scope = "row"
				}
			}
		}
	}
	if columns == 0 {
		t.warn(t.src.pos(start), "raw-html", "this table has no cells; it is left out", "write rows with <tr> and cells with <td>")
		return nil
	}
	if columns > maxColumns {
		t.err(t.src.pos(start), "table-columns", fmt.Sprintf("this table has %d columns, more than any page can hold", columns),
			fmt.Sprintf("divide it: %d columns are the limit", maxColumns))
		return nil
	}
	t.table.Columns = make([]doc.Column, columns)
	return []doc.Block{t.table}
}
