package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// tablePart reports whether a tag belongs to a table.
func tablePart(name string) bool {
	switch name {
	case "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td":
		return true
	}
	return false
}

// tableReader reads a table of HTML, for what a pipe table can't say: cells over several columns or rows, heads of rows.
// The text of cells and caption is Markdown, in the line; tags of other blocks within it are reported.
type tableReader struct {
	*reading
	table *doc.Table
	rows  *[]*doc.Row // where a row goes
	foot  []*doc.Row
	row   *doc.Row
	cell  *doc.Cell // open, or nil
	start int
	from  int  // where it or the caption begins
	named bool // the caption is open
	chunk []text.Segment
	lang  []string // of the table, and of what is open in it
}

// htmlTable makes a block of HTML that begins with <table> a node.
func (r *reading) htmlTable(n *htmlNode, start, end int, language string) []doc.Block {
	t := &tableReader{reading: r, start: start, table: &doc.Table{Node: doc.Node{Span: r.src.span(start, end)}}, lang: []string{language, language}}
	t.rows = &t.table.Body
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		at := s.Start
		for j := s.Start; j < s.Stop; j++ {
			if r.src.text[j] != '<' {
				continue
			}
			tag, m := parseTag(r.src.text[j:s.Stop])
			if m == 0 || !tablePart(tag.name) && !blockTag(tag.name) {
				continue
			}
			t.text(at, j)
			t.tag(tag, j)
			at = j + m
			j = at - 1
		}
		t.text(at, s.Stop)
	}
	t.close()
	t.table.Body = append(t.table.Body, t.foot...)
	return t.finish(start)
}

// text takes what stands between two tags: that of a cell or the caption, else nothing but space is allowed.
func (t *tableReader) text(from, to int) {
	if from >= to {
		return
	}
	if t.cell != nil || t.named {
		t.chunk = append(t.chunk, text.NewSegment(from, to))
		return
	}
	if stray := trimmed(t.src.text, text.NewSegment(from, to)); stray.Len() > 0 {
		t.warn(t.src.pos(stray.Start), "raw-html", "this text stands in a table, but in none of its cells; it is left out", "put it in <td>…</td>")
	}
}

func (t *tableReader) tag(tag htmlTag, at int) {
	if !tablePart(tag.name) {
		if !tag.closing {
			t.rawTag(at, tag.name)
		}
		return
	}
	switch tag.name {
	case "th", "td", "caption":
		t.close()
	case "tr", "thead", "tbody", "tfoot", "table":
		t.close()
		t.row = nil
	}
	if tag.closing {
		if tag.name == "thead" || tag.name == "tfoot" {
			t.rows = &t.table.Body
		}
		return
	}
	own, span := tag, [2]int{}
	own.attrs = nil
	scope := ""
	for _, kv := range tag.attrs {
		switch {
		case kv[0] == "colspan" && (tag.name == "td" || tag.name == "th"):
			span[0] = t.number(at, kv)
		case kv[0] == "rowspan" && (tag.name == "td" || tag.name == "th"):
			span[1] = t.number(at, kv)
		case kv[0] == "scope" && tag.name == "th" && (kv[1] == "row" || kv[1] == "col"):
			scope = kv[1]
		default:
			own.attrs = append(own.attrs, kv)
		}
	}
	a := t.tagAttrs(at, own).Attr
	language := t.lang[1]
	if a.Lang != "" {
		language = a.Lang
	}
	switch tag.name {
	case "table":
		if at != t.start {
			t.warn(t.src.pos(at), "raw-html", "a table within a table can't be set", "write its rows into the outer one, or put it below")
			return
		}
		t.table.Attr, t.lang[1] = a, language
	case "caption":
		t.named, t.from, t.lang[0] = true, at, language
	case "thead":
		t.rows = &t.table.Head
	case "tbody":
		t.rows = &t.table.Body
	case "tfoot":
		t.rows = &t.foot
	case "tr":
		t.row = &doc.Row{Node: doc.Node{Attr: a, Span: t.src.span(at, at)}}
		*t.rows = append(*t.rows, t.row)
	case "th", "td":
		if t.row == nil {
			t.row = &doc.Row{Node: doc.Node{Span: t.src.span(at, at)}}
			*t.rows = append(*t.rows, t.row)
		}
		t.cell = &doc.Cell{Node: doc.Node{Attr: a}, Header: tag.name == "th", Scope: scope, ColSpan: span[0], RowSpan: span[1]}
		t.row.Cells = append(t.row.Cells, t.cell)
		t.from, t.lang[0] = at, language
	}
}

// number reads a span; 1 is none.
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

// close ends the cell or caption that is open.
func (t *tableReader) close() {
	if t.cell == nil && !t.named {
		return
	}
	segs := t.chunk
	for len(segs) > 0 && isBlank(t.src.text[segs[0].Start:segs[0].Stop]) {
		segs = segs[1:]
	}
	for len(segs) > 0 && isBlank(t.src.text[segs[len(segs)-1].Start:segs[len(segs)-1].Stop]) {
		segs = segs[:len(segs)-1]
	}
	end := t.from
	for i := range segs {
		segs[i] = segs[i].TrimLeftSpace(t.src.text)
		end = segs[i].Stop
	}
	if k := len(segs) - 1; k >= 0 {
		segs[k] = segs[k].TrimRightSpace(t.src.text)
		end = segs[k].Stop
	}
	var content []doc.Inline
	if len(segs) > 0 {
		content = t.inlines(segs, t.lang[0], false)
	}
	if t.named {
		t.table.Caption = content
	} else {
		t.cell.Span = t.src.span(t.from, end)
		t.cell.Content = content
	}
	t.cell, t.named, t.chunk = nil, false, nil
}

// finish counts the columns and says what the heads are heads of.
func (t *tableReader) finish(start int) []doc.Block {
	columns := 0
	for _, rows := range [][]*doc.Row{t.table.Head, t.table.Body} {
		for i, at := range doc.Grid(rows) {
			all := true
			for k, c := range rows[i].Cells {
				w, h := c.Spans()
				columns = max(columns, at[k]+w)
				if i+h > len(rows) {
					c.RowSpan = len(rows) - i // none reaches beyond its group (HTML, §4.9.12.1)
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
