package formula

import (
	"quire/internal/dimen"
	"quire/internal/math"
)

// Row is a part of a display that no page divides. Its box is as wide as the measure, or wider if the formula has no room.
type Row struct {
	*Box
	Gap      dimen.Length // the space between it and the row before
	Natural  dimen.Length // the width that it needs
	Overfull dimen.Length // by how much the formula is wider than the measure
}

// Display sets a formula on lines of its own, in the middle of the measure, with its tags at the right edge. A page may end
// between two Rows.
func (s *Setter) Display(f *math.Formula, measure dimen.Length) []Row {
	st := &state{Setter: s, base: s.Size, display: true}
	content := unwrap(f.Body.Content)
	if len(content) == 1 {
		if t, ok := content[0].(*math.Table); ok && t.Kind.IsDisplay() && len(t.Rows) > 0 {
			return st.displayTable(t, measure)
		}
	}
	b := st.row(content)
	if b.Width > measure {
		b = st.broken(content, measure)
	}
	return []Row{st.withTag(b, (measure-b.Width)/2, nil, measure)}
}

// tagGap is the least space between a formula and its tag.
func (s *state) tagGap() dimen.Length { return s.base }

// withTag puts a box at x in the measure and a tag at its right edge; the tag goes below if there is no room beside the box.
func (s *state) withTag(b *Box, x dimen.Length, tag *math.Tag, measure dimen.Length) Row {
	x = max(0, x)
	out := &Box{Width: measure}
	natural := b.Width
	out.add(x, 0, b)
	if tag != nil && tag.Content != nil {
		ts := *s
		ts.display = false
		t := ts.node(tag.Content)
		natural += s.tagGap() + t.Width
		y := dimen.Length(0)
		if x+b.Width+s.tagGap() > measure-t.Width {
			if left := measure - t.Width - s.tagGap() - b.Width; left >= 0 {
				out.parts[0].x = left
			} else {
				y = -(b.Depth + s.units(s.Face.face.Metrics().CapHeight) + s.base/2)
			}
		}
		out.add(measure-t.Width, y, t)
	}
	return Row{Box: out, Natural: natural, Overfull: max(0, x+b.Width-measure)}
}

// displayTable sets a table that is a whole display (amsmath). Rows are put together but where a page may end between them.
func (s *state) displayTable(n *math.Table, measure dimen.Length) (out []Row) {
	in := *s
	g := in.grid(n)
	at, width := s.spread(n, g, measure)
	cur := -1              // the index in out of the row that the next joins; -1 for none
	y := dimen.Length(0)   // of the baseline of the last row, downwards from that of the first that it is joined with
	gap := dimen.Length(0) // above the row
	for i, r := range n.Rows {
		b, x := s.displayRow(n, g, i, at, width, measure)
		row := s.withTag(b, x, r.Tag, measure)
		row.Height, row.Depth = max(row.Height, g.height[i]), max(row.Depth, g.depth[i])
		if cur < 0 {
			row.Gap = gap
			out, cur, y = append(out, row), len(out), 0
		} else {
			to := &out[cur]
			y = to.Depth + gap + row.Height
			to.parts = append(to.parts, part{0, -y, row.Box})
			to.Depth = y + row.Depth
			to.Overfull, to.Natural = max(to.Overfull, row.Overfull), max(to.Natural, row.Natural)
		}
		gap = s.length(n.Gap) + s.length(r.After)
		if r.Breakable {
			cur = -1
		}
	}
	return out
}

// displayRow sets a row of a display and gives its place in the measure.
func (s *state) displayRow(n *math.Table, g *grid, i int, at []dimen.Length, width, measure dimen.Length) (*Box, dimen.Length) {
	switch n.Kind {
	case math.AlignTable:
		return s.rowBox(n, g, i, at, width), (measure - width) / 2
	case math.MultlineTable, math.GatherTable, math.EquationTable:
		b := &Box{}
		for k, c := range g.cells[i] {
			if c.Width > measure && len(g.cells[i]) == 1 {
				in := *s
				in.display = n.Display
				if row, ok := n.Rows[i].Cells[k].Content.(*math.Row); ok {
					c = in.broken(unwrap(row.Content), measure)
				}
			}
			b.append(c)
		}
		x := (measure - b.Width) / 2
		if n.Kind == math.MultlineTable && len(n.Rows) > 1 {
			x = s.multline(n, i, b.Width, measure)
		}
		return b, x
	}
	return s.rowBox(n, g, i, at, width), (measure - width) / 2
}

// multline is where a row of multline stands: the first at the left and the last at the right, \multlinegap from the margin.
func (s *state) multline(n *math.Table, i int, width, measure dimen.Length) dimen.Length {
	gap := min(s.base, max(0, measure-width)/2)
	align := math.AlignCenter
	switch i {
	case 0:
		align = math.AlignLeft
	case len(n.Rows) - 1:
		align = math.AlignRight
	}
	if cells := n.Rows[i].Cells; len(cells) > 0 && cells[0].Align != nil {
		align = *cells[0].Align
	}
	return gap + aligned(align, measure-width-2*gap)
}

// spread gives the places of the columns of an AlignTable in the measure. Each two columns are a pair.
func (s *state) spread(n *math.Table, g *grid, measure dimen.Length) (at []dimen.Length, width dimen.Length) {
	at, width = s.starts(n, g)
	pairs := (len(at) + 1) / 2
	spare := measure - width
	if n.Kind != math.AlignTable || n.Spread == math.SpreadNone || pairs < 2 || spare <= 0 {
		return at, width
	}
	gaps := dimen.Length(pairs + 1)
	if n.Spread == math.SpreadFull {
		gaps = dimen.Length(pairs - 1)
	}
	gap := spare / gaps
	for k := range at {
		at[k] += gap * dimen.Length(k/2)
	}
	return at, width + gap*dimen.Length(pairs-1)
}

// broken divides a display that is wider than the measure in lines, before relations and operators of its outermost row. Lines
// after the first are indented by two ems.
func (s *state) broken(content []math.Node, measure dimen.Length) *Box {
	boxes := s.boxes(content)
	indent := 2 * s.size()
	var lines []*Box
	cur, kept := &Box{}, 0 // kept nodes are in finished lines
	room := func() dimen.Length {
		if len(lines) == 0 {
			return measure
		}
		return measure - indent
	}
	last := -1 // the last place where the line may end
	for i := 0; i < len(content); i++ {
		if class := content[i].Base().Class; i > kept && (class == math.Rel || class == math.Bin) {
			last = i
		}
		left, right := s.spaces(content[i])
		if i == kept {
			left = 0
		}
		if cur.Width+left+boxes[i].Width > room() && last > kept {
			lines = append(lines, s.line(content, boxes, kept, last))
			cur, kept, i, last = &Box{}, last, last-1, -1
			continue
		}
		cur.Width += left + boxes[i].Width + right
	}
	lines = append(lines, s.line(content, boxes, kept, len(content)))
	out := &Box{}
	y := dimen.Length(0)
	for i, l := range lines {
		x := dimen.Length(0)
		if i > 0 {
			x = indent
			y -= lines[i-1].Depth + l.Height + s.size()*3/10
		}
		out.add(x, y, l)
		out.Width = max(out.Width, x+l.Width)
	}
	return out
}

// line sets nodes of a row side by side.
func (s *state) line(content []math.Node, boxes []*Box, from, to int) *Box {
	b := &Box{}
	for i := from; i < to; i++ {
		left, right := s.spaces(content[i])
		if i == from {
			left = 0
		}
		b.Width += left
		b.append(boxes[i])
		b.Width += right
	}
	return b
}
