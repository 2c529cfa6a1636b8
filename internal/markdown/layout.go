package markdown

import (
	"strconv"
	"strings"

	"quire/internal/doc"
)

// maxAbreast is the greatest number of blocks side by side that the stylesheets have rules for.
const maxAbreast = 9

// layoutDiv reads a div whose blocks stand side by side, as Quarto writes it: layout-ncol="2", layout-nrow="2" or
// layout="[[1, 1], [1]]". Each row becomes a div of the classes layout-row and ncol-2. Paragraphs that have only pictures
// become figures. A text after the pictures of a div with an identifier is the caption of them all; it follows the rows.
func (r *reading) layoutDiv(n *doc.Node, blocks []doc.Block) []doc.Block {
	a := attrs{Attr: n.Attr}
	columns, hasColumns := a.take("layout-ncol")
	rows, hasRows := a.take("layout-nrow")
	layout, hasLayout := a.take("layout")
	if !hasColumns && !hasRows && !hasLayout {
		return blocks
	}
	a.take("layout-valign")
	n.Attr = a.Attr
	n.Classes = append(n.Classes, "layout")
	cells := apart(blocks)
	var after []doc.Block
	if k := len(cells) - 1; k > 0 && n.ID != "" {
		if p, ok := cells[k].(*doc.Paragraph); ok {
			p.Classes = append(p.Classes, "caption")
			cells, after = cells[:k], cells[k:]
		}
	}
	var lengths []int
	switch {
	case hasLayout:
		lengths = rowLengths(layout)
	case hasColumns:
		if k, err := strconv.Atoi(columns); err == nil && k > 0 {
			lengths = []int{k}
		}
	default:
		if k, err := strconv.Atoi(rows); err == nil && k > 0 {
			lengths = []int{(len(cells) + k - 1) / k}
		}
	}
	if len(lengths) == 0 {
		r.warn(n.Span.Pos, "bad-attributes", "the layout of this div can't be read; its blocks follow each other", "write layout-ncol=2, or layout=\"[[1, 1], [1]]\"")
	}
	return append(inRows(cells, lengths), after...)
}

// apart divides paragraphs that have only pictures into figures.
func apart(blocks []doc.Block) (out []doc.Block) {
	for _, b := range blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok || !onlyImages(p.Content) {
			out = append(out, b)
			continue
		}
		for _, x := range p.Content {
			if img, ok := x.(*doc.Image); ok {
				f := &doc.Figure{Node: doc.Node{Span: img.Span}, Image: img}
				f.ID, f.Classes, f.Lang = img.ID, img.Classes, img.Lang
				img.ID, img.Classes, img.Lang = "", nil, ""
				if img.Alt != "" {
					f.Caption = []doc.Inline{&doc.Text{Node: doc.Node{Span: img.Span}, Value: img.Alt}}
				}
				out = append(out, f)
			}
		}
	}
	return out
}

// rowLengths counts the blocks in each row of a layout. Negative numbers are blanks between them.
//
//	[[40, -20, 40], [100]]  →  2, 1
//	[70, 30]                →  2
func rowLengths(layout string) (out []int) {
	s := strings.TrimSpace(layout)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "["), "]")
	if !strings.Contains(s, "[") {
		s = "[" + s + "]"
	}
	for row := range strings.SplitSeq(s, "]") {
		n := 0
		for part := range strings.FieldsFuncSeq(row, func(c rune) bool { return c == '[' || c == ',' || c == ' ' }) {
			if !strings.HasPrefix(part, "-") {
				n++
			}
		}
		if n > 0 {
			out = append(out, n)
		}
	}
	return out
}

// inRows puts blocks into rows of these lengths; the last length holds for all further rows. A row of one block is the
// block itself.
func inRows(cells []doc.Block, lengths []int) (out []doc.Block) {
	length := 1
	for len(cells) > 0 {
		if len(lengths) > 0 {
			length, lengths = min(max(lengths[0], 1), maxAbreast), lengths[1:]
		}
		row := cells[:min(length, len(cells))]
		cells = cells[len(row):]
		if length == 1 {
			out = append(out, row...)
			continue
		}
		d := &doc.Div{Node: doc.Node{Span: row[0].Base().Span}, Blocks: row}
		d.Classes = []string{"layout-row", "ncol-" + strconv.Itoa(length)}
		out = append(out, d)
	}
	return out
}

// onlyImages reports whether inlines are only images and the spaces between them.
func onlyImages(content []doc.Inline) bool {
	images := 0
	for _, x := range content {
		switch x := x.(type) {
		case *doc.Image:
			images++
		case *doc.SoftBreak, *doc.LineBreak:
		case *doc.Text:
			if strings.TrimSpace(x.Value) != "" {
				return false
			}
		default:
			return false
		}
	}
	return images > 0
}
