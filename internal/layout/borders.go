package layout

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// boxes draws backgrounds and borders; of a box that runs over pages, each page has its part without the edge between.
func (m *maker) boxes(pg *page.Page, on []placed, left, top dimen.Length) {
	type open struct {
		b   *box
		y   dimen.Length
		cut bool
	}
	var list []open
	draw := func(o open, bottom dimen.Length, cut bool) {
		st := o.b.st
		start, end := o.cut && !st.Clone, cut && !st.Clone
		if st.Clone { // what a page cuts off has its edge beyond the lines, which stay where they are
			if o.cut {
				o.y -= st.Padding[0].Length + st.Border[0].Width
			}
			if cut {
				bottom += st.Padding[2].Length + st.Border[2].Width
			}
		}
		r := page.Rect{X: left + o.b.x, Y: top + o.y, W: o.b.width, H: bottom - o.y}
		var items []page.Item
		if st.HasBackground {
			items = append(items, fill(st, r))
		}
		side := func(k int, r page.Rect) { items = append(items, stroke(st, k, r)...) }
		half := func(k int) dimen.Length {
			if o.b.part && st.BorderCollapse {
				return st.Border[k].Width / 2
			}
			return 0
		}
		if !start || o.b.whole {
			side(0, page.Rect{X: r.X, Y: r.Y - half(0), W: r.W, H: st.Border[0].Width})
		}
		side(1, page.Rect{X: r.X + r.W - st.Border[1].Width, Y: r.Y, W: st.Border[1].Width, H: r.H})
		if !end || o.b.whole {
			side(2, page.Rect{X: r.X, Y: r.Y + r.H - st.Border[2].Width + half(2), W: r.W, H: st.Border[2].Width})
		}
		side(3, page.Rect{X: r.X, Y: r.Y, W: st.Border[3].Width, H: r.H})
		pg.Items = append(pg.Items, items...)
	}
	for _, b := range m.opened {
		list = append(list, open{b, 0, true})
	}
	running := func(b *box) bool { return slices.ContainsFunc(list, func(o open) bool { return o.b == b }) }
	for k := range on {
		p := &on[k]
		if p.from == 0 {
			for _, e := range p.lf.opens {
				if p.again && running(e.box) { // the head of a table is said again within its box
					continue
				}
				list = append(list, open{e.box, p.y - e.dist, false})
			}
		}
		if p.to < p.lf.lines(p.way) {
			continue
		}
		for _, e := range p.lf.closes {
			for j := len(list) - 1; j >= 0; j-- {
				if list[j].b == e.box {
					draw(list[j], p.bottom+e.dist, false)
					list = slices.Delete(list, j, j+1)
					break
				}
			}
		}
	}
	m.opened = nil
	for _, o := range list {
		if len(on) > 0 {
			draw(o, on[len(on)-1].bottom, true)
		}
		m.opened = append(m.opened, o.b)
	}
}

func fill(st *style.Style, r page.Rect) page.Item {
	return &page.Rule{Rect: r, Color: colour(st.Background), Mark: page.Mark{Artifact: page.ArtifactBackground}}
}

// edges draws the background of a box and those of its borders that are asked for; r is its border edge.
func edges(st *style.Style, r page.Rect, sides [4]bool) (items []page.Item) {
	if st.HasBackground {
		items = append(items, fill(st, r))
	}
	for k, rect := range [4]page.Rect{
		{X: r.X, Y: r.Y, W: r.W, H: st.Border[0].Width},
		{X: r.X + r.W - st.Border[1].Width, Y: r.Y, W: st.Border[1].Width, H: r.H},
		{X: r.X, Y: r.Y + r.H - st.Border[2].Width, W: r.W, H: st.Border[2].Width},
		{X: r.X, Y: r.Y, W: st.Border[3].Width, H: r.H},
	} {
		if sides[k] {
			items = append(items, stroke(st, k, rect)...)
		}
	}
	return items
}

// stroke draws a border along side k of a box.
func stroke(st *style.Style, k int, r page.Rect) []page.Item {
	return line(st.Border[k], st.Color, k%2 == 0, r)
}

// line draws a border or the rule between columns (css-backgrounds-3, §4.2); ink is its colour where it has none of its
// own. A double line is two with as much between them; dashes are three times as long as the line is thick, and dots are
// as long, both with as much between them.
func line(b style.Border, ink style.Color, across bool, r page.Rect) (items []page.Item) {
	if b.Width <= 0 || r.W <= 0 || r.H <= 0 {
		return nil
	}
	col := ink
	if b.HasColor {
		col = b.Color
	}
	rule := func(r page.Rect) {
		items = append(items, &page.Rule{Rect: r, Color: colour(col), Mark: page.Mark{Artifact: page.ArtifactLayout}})
	}
	switch b.Style {
	case style.Double:
		third := b.Width / 3
		if across {
			rule(page.Rect{X: r.X, Y: r.Y, W: r.W, H: third})
			rule(page.Rect{X: r.X, Y: r.Y + r.H - third, W: r.W, H: third})
		} else {
			rule(page.Rect{X: r.X, Y: r.Y, W: third, H: r.H})
			rule(page.Rect{X: r.X + r.W - third, Y: r.Y, W: third, H: r.H})
		}
	case style.Dashed, style.Dotted:
		dash, length := b.Width, r.H
		if b.Style == style.Dashed {
			dash *= 3
		}
		if across {
			length = r.W
		}
		// An odd number of dashes and gaps fills the side, from corner to corner.
		n := max(length/dash, 1)
		n -= 1 - n%2
		for i := dimen.Length(0); i < n; i += 2 {
			from, to := length.MulDiv(int64(i), int64(n)), length.MulDiv(int64(i+1), int64(n))
			if across {
				rule(page.Rect{X: r.X + from, Y: r.Y, W: to - from, H: r.H})
			} else {
				rule(page.Rect{X: r.X, Y: r.Y + from, W: r.W, H: to - from})
			}
		}
	default:
		rule(r)
	}
	return items
}
