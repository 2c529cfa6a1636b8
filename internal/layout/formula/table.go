package formula

import (
	"quire/internal/dimen"
	"quire/internal/math"
)

// The measures of LaTeX's arrays, in thousandths of an em.
const (
	arrayRule     = 40  // \arrayrulewidth
	doubleRuleSep = 200 // \doublerulesep
)

// grid is a table whose cells are set.
type grid struct {
	cells  [][]*Box
	height []dimen.Length // of rows
	depth  []dimen.Length
	width  []dimen.Length // of columns, without the space at their sides
}

// grid sets the cells of a table.
func (s *state) grid(n *math.Table) *grid {
	in := s.plain()
	in.display = n.Display
	if n.Small {
		in.level = max(in.level, 1)
	}
	g := &grid{width: make([]dimen.Length, len(n.Columns))}
	strut := s.length(n.Strut)
	for _, r := range n.Rows {
		h, d := strut.MulDiv(7, 10), strut.MulDiv(3, 10)
		if n.Small {
			h, d = 0, 0
		}
		var row []*Box
		col := 0
		for _, c := range r.Cells {
			b := &Box{}
			if c.Content != nil {
				b = in.node(c.Content)
			}
			h, d = max(h, b.Height), max(d, b.Depth)
			row = append(row, b)
			if c.Span <= 1 && col < len(g.width) {
				g.width[col] = max(g.width[col], b.Width)
			}
			col += max(1, c.Span)
		}
		g.cells, g.height, g.depth = append(g.cells, row), append(g.height, h), append(g.depth, d)
	}
	s.widen(n, g)
	return g
}

// widen gives the last column of each cell over several the room that the cell lacks.
func (s *state) widen(n *math.Table, g *grid) {
	for i, r := range n.Rows {
		col := 0
		for k, c := range r.Cells {
			span := max(1, c.Span)
			if span > 1 && col+span <= len(g.width) {
				room := s.spanWidth(n, g, col, span)
				g.width[col+span-1] += max(0, g.cells[i][k].Width-room)
			}
			col += span
		}
	}
}

// spanWidth is the width of several columns without the space at the outer sides.
func (s *state) spanWidth(n *math.Table, g *grid, col, span int) (w dimen.Length) {
	for k := col; k < col+span && k < len(g.width); k++ {
		w += g.width[k]
		if k > col {
			w += s.length(n.Columns[k].Left) + s.length(n.Columns[k-1].Right)
		}
	}
	return w
}

// starts gives the left edge of each column and of the end of the table. Space at the sides of a column is before and after it.
func (s *state) starts(n *math.Table, g *grid) (at []dimen.Length, width dimen.Length) {
	x := dimen.Length(0)
	for k := range g.width {
		x += s.length(n.Columns[k].Left)
		at = append(at, x)
		x += g.width[k] + s.length(n.Columns[k].Right)
	}
	return at, x
}

// rowBox sets the cells of a row in their columns.
func (s *state) rowBox(n *math.Table, g *grid, i int, at []dimen.Length, width dimen.Length) *Box {
	b := &Box{Width: width, Height: g.height[i], Depth: g.depth[i]}
	col := 0
	for k, c := range n.Rows[i].Cells {
		span := max(1, c.Span)
		if col >= len(at) {
			break
		}
		align := n.Columns[col].Align
		if c.Align != nil {
			align = *c.Align
		}
		room := s.spanWidth(n, g, col, span)
		b.add(at[col]+aligned(align, room-g.cells[i][k].Width), 0, g.cells[i][k])
		col += span
	}
	return b
}

// table sets a table within a row (LaTeX, array).
func (s *state) table(n *math.Table) *Box {
	if len(n.Rows) == 0 {
		return &Box{}
	}
	g := s.grid(n)
	at, width := s.starts(n, g)
	line := s.base.MulDiv(arrayRule, 1000)
	b := &Box{Width: width}
	y := dimen.Length(0) // downwards from the top
	var rows []part
	first, last := dimen.Length(0), dimen.Length(0)
	across := func(i int) {
		if i < len(n.RowRules) {
			for k := range n.RowRules[i].Lines {
				if k > 0 {
					y += s.base.MulDiv(doubleRuleSep, 1000)
				}
				rows = append(rows, part{0, -y - line, s.ruleAcross(width, line, n.RowRules[i].Dashed)})
				y += line
			}
		}
	}
	for i, r := range n.Rows {
		across(i)
		y += g.height[i]
		if i == 0 {
			first = y
		}
		last = y
		rows = append(rows, part{0, -y, s.rowBox(n, g, i, at, width)})
		y += g.depth[i]
		if i+1 < len(n.Rows) {
			y += s.length(n.Gap) + s.length(r.After)
			if n.Small {
				y += s.smallGap(g.depth[i] + g.height[i+1])
			}
		}
	}
	across(len(n.Rows))
	base := y/2 + s.axis() // the height of the top over the baseline
	switch n.VAlign {
	case math.VAlignTop:
		base = first
	case math.VAlignBottom:
		base = last
	}
	for _, p := range rows {
		b.parts = append(b.parts, part{p.x, p.y + base, p.box})
	}
	b.Height, b.Depth = base, y-base
	s.columnRules(b, n, at, g, line)
	if n.Small && n.Kind == math.MatrixTable { // smallmatrix has a thin space at both sides
		thin := s.base.MulDiv(3, 18)
		out := &Box{Width: thin}
		out.append(b)
		out.Width += thin
		return out
	}
	return b
}

// smallGap is the space between two rows in script style that are together so high: baselines are \baselineskip apart, but there is
// \lineskip at least (amsmath, smallmatrix).
func (s *state) smallGap(extent dimen.Length) dimen.Length {
	if gap := s.base.MulDiv(6, 10) - extent; gap >= s.base.MulDiv(15, 100) {
		return gap
	}
	return s.base.MulDiv(15, 100)
}

// columnRules draws the lines between columns, over the whole height.
func (s *state) columnRules(b *Box, n *math.Table, at []dimen.Length, g *grid, line dimen.Length) {
	for k, r := range n.ColumnRules {
		x := dimen.Length(0)
		switch {
		case k < len(at):
			x = at[k] - s.length(n.Columns[k].Left)
		case len(at) > 0:
			x = b.Width
		}
		for i := range r.Lines {
			left := x - line/2 + dimen.Length(i)*s.base.MulDiv(doubleRuleSep, 1000)
			for _, p := range s.ruleDown(b.extent(), line, r.Dashed) {
				b.parts = append(b.parts, part{left + p.x, p.y - b.Depth, p.box})
			}
		}
	}
}

// dash is the length of a dash and of the gap after it, in thousandths of an em.
const dash = 400

func (s *state) ruleAcross(width, line dimen.Length, dashed bool) *Box {
	if !dashed {
		return rule(width, line, s.ink())
	}
	b := &Box{Width: width, Height: line}
	step := max(dimen.PT, s.base.MulDiv(dash, 1000))
	for x := dimen.Length(0); x < width; x += 2 * step {
		b.add(x, 0, rule(min(step, width-x), line, s.ink()))
	}
	return b
}

func (s *state) ruleDown(height, line dimen.Length, dashed bool) (out []part) {
	if !dashed {
		return []part{{0, 0, rule(line, height, s.ink())}}
	}
	step := max(dimen.PT, s.base.MulDiv(dash, 1000))
	for y := dimen.Length(0); y < height; y += 2 * step {
		out = append(out, part{0, y, rule(line, min(step, height-y), s.ink())})
	}
	return out
}
