package layout

import (
	"quire/internal/dimen"
	"quire/internal/style"
)

// axis gives the cells of a column that are aligned at a string (css-text-4, §7.1), and how far they reach to both sides
// of it.
func axis(rows []*leaf, col int) (reach [2]dimen.Length, cells []*cell) {
	for _, lf := range rows {
		for _, d := range lf.row.cells {
			if d.column == col && d.columns == 1 && d.st.AlignString != "" {
				reach[0], reach[1] = max(reach[0], d.axis[0]), max(reach[1], d.axis[1])
				cells = append(cells, d)
			}
		}
	}
	return reach, cells
}

// align moves the texts of a column that are aligned at a string to where this stands below each other. Together they stand
// in the column as the keyword beside the string says.
func align(rows []*leaf, col int) {
	reach, cells := axis(rows, col)
	for _, d := range cells {
		shift := dimen.Length(0)
		switch spare := max(d.width-reach[0]-reach[1], 0); {
		case d.st.TextAlign == style.Right, d.st.TextAlign == style.End && !d.st.RightToLeft, d.st.TextAlign == style.Start && d.st.RightToLeft:
			shift = spare
		case d.st.TextAlign == style.Center:
			shift = spare / 2
		}
		shift += reach[0] - d.axis[0]
		flush := *d.text.Style
		flush.TextAlign, flush.TextAlignLast = style.Left, style.AlignAuto
		d.text.Style = &flush
		d.x, d.width = d.x+shift, max(d.width-shift, dimen.PT)
	}
}
