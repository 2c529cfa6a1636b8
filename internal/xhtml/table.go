package xhtml

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quire/internal/doc"
	"quire/internal/lang"
)

// table writes a table. In HTML it is in a region of its own that scrolls on a narrow screen. Reading systems with
// pages scroll badly, so there the text of the cells wraps.
func (r *Renderer) table(t *doc.Table) {
	captionID := "" // names the scrolling region
	if len(t.Caption) > 0 && !r.opt.EPUB {
		captionID = r.ids.of(&doc.Heading{}, "table-"+strconv.Itoa(int(t.Num))+"-caption")
	}
	if !r.opt.EPUB {
		region := []Att{{"class", "scroll"}}
		if captionID != "" {
			region = append(region, Att{"role", "region"}, Att{"tabindex", "0"}, Att{"aria-labelledby", captionID})
		}
		r.w.Start("div", region...)
		defer r.w.End()
	}
	shares := widths(t)
	if spanned(t) {
		shares = nil // it is unknown which column the text of a spanning cell widens
	}
	name, classes := doc.Name(t)
	columns := t.Columns
	if align := sharedAlign(columns); align != doc.AlignNone {
		classes, columns = append([]string{align.String()}, classes...), nil
	}
	if shares != nil {
		classes = append([]string{"wide"}, classes...)
	}
	r.open(name, r.atts(t, classes, "")...)
	r.w.Line()
	if len(t.Caption) > 0 {
		r.w.Start("caption", r.id(captionID))
		r.flush()
		r.label(r.word(lang.Table), t.Number)
		r.inlines(t.Caption)
		r.w.End()
		r.w.Line()
	}
	r.columns(shares)
	r.rows("thead", t.Head, columns)
	r.rows("tbody", t.Body, columns)
	r.close()
}

// sharedAlign gives the alignment of all columns if it is the same; it is then written once for the table.
func sharedAlign(columns []doc.Column) doc.Align {
	for _, c := range columns {
		if c.Align != columns[0].Align {
			return doc.AlignNone
		}
	}
	if len(columns) == 0 {
		return doc.AlignNone
	}
	return columns[0].Align
}

// spanned reports whether a cell of the table covers several columns or rows.
func spanned(t *doc.Table) bool {
	for _, row := range slices.Concat(t.Head, t.Body) {
		for _, c := range row.Cells {
			if w, h := c.Spans(); w > 1 || h > 1 {
				return true
			}
		}
	}
	return false
}

// label writes “Table 3” before a caption.
func (r *Renderer) label(word string, number int) {
	if number > 0 && r.quiet == 0 {
		r.w.Element("span", word+"\u00a0"+strconv.Itoa(number), Att{"class", "label " + generated})
		r.w.Text(" ")
	}
}

// widths gives each column's share of the measure, in thousandths. The author may have set them. Otherwise, a table
// wider than a telephone's page gets widths by the amount of text in each column, since browsers give most of the room
// to the column with the longest cell. nil leaves the widths to the browser.
func widths(t *doc.Table) []int {
	shares := make([]int, len(t.Columns))
	set := false
	for i, c := range t.Columns {
		shares[i] = c.Width
		set = set || c.Width > 0
	}
	if set {
		return shares
	}
	const (
		narrow = 48 // in characters
		short  = 12 // a cell up to this length should not break at all
	)
	longest, word, all := make([]int, len(shares)), make([]int, len(shares)), make([]int, len(shares))
	for _, row := range slices.Concat(t.Head, t.Body) {
		for i, cell := range row.Cells[:min(len(row.Cells), len(shares))] {
			text := cellText(cell)
			n := utf8.RuneCountInString(text)
			longest[i] = max(longest[i], n)
			all[i] += n
			if n <= short {
				word[i] = max(word[i], n)
			}
			for _, w := range strings.Fields(text) {
				word[i] = max(word[i], min(utf8.RuneCountInString(w), narrow/2)) // a longer word is an address, which can break
			}
		}
	}
	total, sum := 0, 0.0
	need := make([]float64, len(shares))
	for i := range shares {
		total += longest[i]
		// The width that a column needs grows with the square root of its amount of text, as its depth does.
		need[i] = max(math.Sqrt(float64(all[i])), float64(word[i]))
		sum += need[i]
	}
	if total <= narrow {
		return nil
	}
	for i := range shares {
		shares[i] = int(math.Round(need[i] / sum * 1000))
	}
	return shares
}

// cellText gives the text of a cell.
func cellText(c *doc.Cell) string {
	if c.Blocks == nil {
		return doc.PlainText(c.Content)
	}
	var parts []string
	doc.WalkBlocks(c.Blocks, func(n doc.AnyNode) bool {
		switch n := n.(type) {
		case *doc.Paragraph:
			parts = append(parts, doc.PlainText(n.Content))
		case *doc.CodeBlock:
			parts = append(parts, n.Text)
		}
		return true
	})
	return strings.Join(parts, " ")
}

// columns writes the columns with their widths.
func (r *Renderer) columns(shares []int) {
	if shares == nil {
		return
	}
	r.w.Start("colgroup")
	for _, share := range shares {
		style := Att{}
		if share > 0 {
			style = Att{"style", fmt.Sprintf("width: %g%%", float64(share)/10)}
		}
		r.w.Empty("col", style)
	}
	r.w.End()
	r.w.Line()
}

func (r *Renderer) rows(group string, rows []*doc.Row, cols []doc.Column) {
	if len(rows) == 0 {
		return
	}
	r.w.Start(group)
	r.w.Line()
	places := doc.Grid(rows)
	for i, row := range rows {
		r.arrive(row)
		r.row(row, places[i], cols)
		r.w.Line()
	}
	r.w.End()
	r.w.Line()
}

// row writes a row; places has the column of each cell.
func (r *Renderer) row(row *doc.Row, places []int, cols []doc.Column) {
	r.element(row, func() {
		for i, c := range row.Cells {
			align := doc.AlignNone
			if i < len(places) && places[i] < len(cols) {
				align = cols[places[i]].Align
			}
			r.arrive(c)
			r.cell(c, align)
		}
	})
}

func (r *Renderer) cell(c *doc.Cell, align doc.Align) {
	name, classes := doc.Name(c)
	scope := Att{}
	if c.Header && (c.Scope == "col" || c.Scope == "row") {
		scope = Att{"scope", c.Scope}
	}
	// An empty header names nothing and confuses screen readers; the corner of a table often is one.
	if c.Header && c.Empty() {
		name, scope = "td", Att{}
	}
	if align != doc.AlignNone {
		classes = append([]string{align.String()}, classes...)
	}
	var spans []Att
	if w, h := c.Spans(); w > 1 || h > 1 {
		if w > 1 {
			spans = append(spans, Att{"colspan", strconv.Itoa(w)})
		}
		if h > 1 {
			spans = append(spans, Att{"rowspan", strconv.Itoa(h)})
		}
	}
	r.open(name, append(append(r.atts(c, classes, ""), scope), spans...)...)
	if c.Blocks != nil {
		r.w.Line()
		r.blocks(c.Blocks)
	} else {
		r.inlines(c.Content)
	}
	r.close()
}

func (r *Renderer) figure(f *doc.Figure) {
	r.element(f, func() {
		r.flush()
		if f.Image != nil {
			r.image(f.Image)
		}
		if len(f.Caption) > 0 {
			r.w.Line()
			r.w.Start("figcaption")
			r.label(r.word(lang.Figure), f.Number)
			r.inlines(f.Caption)
			r.w.End()
		}
	})
}

// cssWidth matches the values allowed for the width or height of an image.
var cssWidth = regexp.MustCompile(`^[0-9]{1,4}(\.[0-9]{1,6})?(%|em|rem|ex|ch|px|pt|pc|mm|cm|in|vw|vh)$`)

func (r *Renderer) image(m *doc.Image) {
	r.arrive(m)
	r.flush()
	src := ""
	if r.opt.Src != nil {
		src = r.opt.Src(m.Path)
	}
	if src == "" || r.quiet > 0 {
		r.w.Text(m.Alt)
		return
	}
	name, classes := doc.Name(m)
	alt := m.Alt
	if m.Decorative {
		alt = ""
	}
	atts := []Att{{"src", src}, {"alt", alt}}
	if a := r.book.Assets[m.Path]; a != nil && a.Width > 0 && a.Height > 0 {
		atts = append(atts, Att{"width", strconv.Itoa(a.Width)}, Att{"height", strconv.Itoa(a.Height)})
	}
	if m.Title != "" {
		atts = append(atts, Att{"title", m.Title})
	}
	var size []string
	if cssWidth.MatchString(m.Width) {
		size = append(size, "width: "+m.Width)
	}
	if cssWidth.MatchString(m.Height) {
		size = append(size, "height: "+m.Height)
		if m.Width == "" {
			size = append(size, "width: auto")
		}
	}
	if size != nil {
		atts = append(atts, Att{"style", strings.Join(size, "; ")})
	}
	r.w.Empty(name, append(r.atts(m, classes, ""), atts...)...)
}
