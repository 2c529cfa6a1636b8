package flow

import (
	"quire/internal/dimen"
	"quire/internal/style"
)

// axis gives the cells of a column that are aligned at a string (css-text-4, §7.1), and how far they reach to both sides
// of it.
func axis(rows []*Leaf, col int) (reach [2]dimen.Length, cells []*Cell) {
	for _, lf := range rows {
		for _, d := range lf.Row.Cells {
			if d.Column == col && d.Columns == 1 && d.Style.AlignString != "" && d.text() != nil {
				reach[0], reach[1] = max(reach[0], d.axis[0]), max(reach[1], d.axis[1])
				cells = append(cells, d)
			}
		}
	}
	return reach, cells
}

// align moves the cells of a column that are aligned at a string, so that the strings stand in one vertical line. The keyword
// beside the string says where the cells as a group stand in the column.
//
//	 1.25
//	12.5
func align(rows []*Leaf, col int) {
	reach, cells := axis(rows, col)
	for _, d := range cells {
		shift := dimen.Length(0)
		switch spare := max(d.Width-reach[0]-reach[1], 0); {
		case d.Style.TextAlign == style.Right, d.Style.TextAlign == style.End && !d.Style.RightToLeft, d.Style.TextAlign == style.Start && d.Style.RightToLeft:
			shift = spare
		case d.Style.TextAlign == style.Center:
			shift = spare / 2
		}
		shift += reach[0] - d.axis[0]
		text := d.text().Text
		flush := *text.Style
		flush.TextAlign, flush.TextAlignLast = style.Left, style.AlignAuto
		text.Style = &flush
		d.X, d.Width = d.X+shift, max(d.Width-shift, dimen.PT)
	}
}
