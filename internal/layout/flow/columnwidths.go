package flow

import (
	"cmp"
	"slices"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/layout/para"
	"quire/internal/style"
)

// minTableScale is how small the type of a table may become, in thousandths of its size, if the table is wider than the measure.
const minTableScale = 800

// tableColumns gives each cell its place, and returns the width of the table. A column is at least as wide as its longest word
// and at most as wide as its longest cell; between these the columns share the measure (CSS 2.2, §17.5.2.2). Widths that
// the author gave are used if the words fit them. A table whose words alone are too wide is set in a smaller size. If it
// would become too small to read, it is reported.
func (c *collector) tableColumns(f frame, t *doc.Table, rows []*Leaf) dimen.Length {
	n := len(t.Columns)
	for _, lf := range rows {
		for _, d := range lf.Row.Cells {
			n = max(n, d.Column+d.Columns)
		}
	}
	least, most := c.extents(f, rows, n, false)
	if lo := sum(least); lo > f.width {
		factor := f.width.MulDiv(990, int64(lo))
		if factor < minTableScale { // words that may be divided anywhere are
			least, most = c.extents(f, rows, n, true)
			lo = sum(least)
			factor = f.width.MulDiv(990, int64(max(lo, 1)))
		}
		if lo > f.width && factor >= minTableScale {
			c.reduce(rows, int64(factor))
			least, most = c.extents(f, rows, n, false)
			if sum(least) > f.width {
				least, most = c.extents(f, rows, n, true)
			}
		}
		if lo = sum(least); lo > f.width+dimen.PT/8 {
			c.findings.Add(diag.Finding{
				Pos: t.Span.Pos, Severity: diag.Warning, Code: "wide-table",
				Message: "this table is " + (lo - f.width).Tenths() + "pt wider than the measure, even at four fifths of its size",
				Help:    "divide the table, shorten its column heads, or give it a smaller font-size or hyphens: auto in the stylesheet",
			})
		}
	}
	widths := share(f, t, least, most)
	if sum(most) > f.width && sum(least) < f.width && !f.st.TableFixed {
		c.shorten(widths, least, most, rows)
	}
	for _, lf := range rows {
		for _, d := range lf.Row.Cells {
			d.Outer = [2]dimen.Length{sum(widths[:d.Column]), sum(widths[d.Column : d.Column+d.Columns])}
			if f.st.RightToLeft { // the first column is that on the right
				d.Outer[0] = sum(widths) - d.Outer[0] - d.Outer[1]
			}
			d.X = d.Outer[0] + d.Style.Padding[style.SideLeft].Of(f.width) + d.BorderWidth(style.SideLeft)
			d.Width = max(d.Outer[1]-d.padding(f.width), dimen.PT)
		}
	}
	for col := range widths {
		align(rows, col)
	}
	for _, lf := range rows {
		for _, d := range lf.Row.Cells {
			d.fit()
		}
	}
	return sum(widths)
}

func sum(ls []dimen.Length) (s dimen.Length) {
	for _, l := range ls {
		s += l
	}
	return s
}

// padding is what padding and borders take of a cell's width.
func (c *Cell) padding(base dimen.Length) dimen.Length {
	return c.Style.Padding[style.SideRight].Of(base) + c.Style.Padding[style.SideLeft].Of(base) + c.BorderWidth(style.SideRight) + c.BorderWidth(style.SideLeft)
}

// extents gives the min-content and the max-content width of each column. If a cell over several columns needs more than these
// have together, each of them gets a part of the rest, in proportion to its width.
func (c *collector) extents(f frame, rows []*Leaf, n int, broken bool) (least, most []dimen.Length) {
	least, most = make([]dimen.Length, n), make([]dimen.Length, n)
	type wide struct {
		d      *Cell
		lo, hi dimen.Length
	}
	var over []wide
	for _, lf := range rows {
		for _, d := range lf.Row.Cells {
			lo, hi := c.cellExtent(d, broken)
			if t := d.text(); t != nil && d.Style.AlignString != "" && d.Columns == 1 {
				d.axis[0] = t.Lines.WidthBefore(d.Style.AlignString)
				d.axis[1] = hi - d.axis[0]
			}
			lo, hi = lo+d.padding(f.width), hi+d.padding(f.width)
			if d.Columns > 1 {
				over = append(over, wide{d, lo, hi})
				continue
			}
			least[d.Column], most[d.Column] = max(least[d.Column], lo), max(most[d.Column], hi)
		}
	}
	for col := range least {
		axis, cells := axis(rows, col)
		for _, d := range cells { // what is aligned at a string is not divided
			least[col] = max(least[col], axis[0]+axis[1]+d.padding(f.width))
		}
		most[col] = max(most[col], least[col])
	}
	slices.SortStableFunc(over, func(a, b wide) int { return cmp.Compare(a.d.Columns, b.d.Columns) })
	for _, w := range over {
		from, to := w.d.Column, w.d.Column+w.d.Columns
		widen(least[from:to], w.lo)
		widen(most[from:to], w.hi)
		for i := from; i < to; i++ {
			most[i] = max(most[i], least[i])
		}
	}
	return least, most
}

// widen makes widths larger, each in proportion to itself, so that their sum is at least total.
func widen(ws []dimen.Length, total dimen.Length) {
	have := sum(ws)
	if have >= total {
		return
	}
	run, done := dimen.Length(0), dimen.Length(0)
	for i := range ws {
		run += ws[i]
		to := total.MulDiv(int64(i+1), int64(len(ws)))
		if have > 0 {
			to = total.MulDiv(int64(run), int64(have))
		}
		ws[i], done = to-done, to
	}
}

// share gives the widths of the columns.
func share(f frame, t *doc.Table, least, most []dimen.Length) []dimen.Length {
	widths := make([]dimen.Length, len(least))
	lo, hi := sum(least), sum(most)
	said := 0
	for _, col := range t.Columns {
		said += col.Width
	}
	switch {
	case lo >= f.width:
		copy(widths, least)
	case said > 0 && f.st.TableFixed:
		copy(widths, givenWidths(t, least, f.width.MulDiv(int64(min(said, 1000)), 1000)))
	case hi <= f.width && (f.st.Width.Auto || hi == 0):
		copy(widths, most)
	case hi <= f.width:
		for i := range widths {
			widths[i] = f.width.MulDiv(int64(most[i]), int64(hi))
		}
	default:
		for i := range widths {
			widths[i] = least[i] + (f.width-lo).MulDiv(int64(most[i]-least[i]), int64(hi-lo))
		}
	}
	return widths
}

// givenWidths divides a width in proportion to the widths that the author gave. A column is never narrower than its longest word;
// if one needs more for that, the others get less.
func givenWidths(t *doc.Table, least []dimen.Length, width dimen.Length) []dimen.Length {
	widths, held := make([]dimen.Length, len(least)), make([]bool, len(least))
	for again := true; again; {
		again = false
		rest, said := width, 0
		for i := range widths {
			if held[i] {
				rest -= widths[i]
			} else if i < len(t.Columns) {
				said += t.Columns[i].Width
			}
		}
		for i := range widths {
			if held[i] {
				continue
			}
			widths[i] = 0
			if i < len(t.Columns) && said > 0 {
				widths[i] = max(rest, 0).MulDiv(int64(t.Columns[i].Width), int64(said))
			}
			if widths[i] < least[i] {
				widths[i], held[i], again = least[i], true, true
				break
			}
		}
	}
	return widths
}

// reduce sets the cells of a table in a smaller size, in thousandths of their own, on the same lines.
func (c *collector) reduce(rows []*Leaf, factor int64) {
	small := map[*style.Style]*style.Style{}
	of := func(st *style.Style) *style.Style {
		if small[st] == nil {
			s := *st
			s.FontSize, s.LetterSpacing, s.WordSpacing = st.FontSize.MulDiv(factor, 1000), st.LetterSpacing.MulDiv(factor, 1000), st.WordSpacing.MulDiv(factor, 1000)
			for k := range s.Padding {
				s.Padding[k].Length = s.Padding[k].Length.MulDiv(factor, 1000)
			}
			small[st] = &s
		}
		return small[st]
	}
	for _, lf := range rows {
		for _, d := range lf.Row.Cells {
			d.Style = of(d.Style)
			for _, x := range d.Leaves {
				x.Style = of(x.Style)
				for _, t := range []*para.Text{x.Text, x.Marker} {
					if t == nil {
						continue
					}
					t.Style = of(t.Style)
					for i := range t.Segments {
						t.Segments[i].Style = of(t.Segments[i].Style)
					}
				}
			}
		}
	}
}
