package makeup

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/layout/flow"
	"quire/internal/page"
	"quire/internal/style"
)

// drawBoxes draws the backgrounds and borders of the leaves on a page. opened are the boxes that continue from the page before; it
// gives those that continue on the next page. A box has no border at a page break, unless its edges are cloned.
func drawBoxes(pg *page.Page, on []flow.Placed, opened []*flow.Box, left, top dimen.Length) []*flow.Box {
	type open struct {
		b   *flow.Box
		y   dimen.Length
		cut bool
	}
	var list []open
	draw := func(o open, bottom dimen.Length, cut bool) {
		st := o.b.Style
		start, end := o.cut && !st.Clone, cut && !st.Clone
		if st.Clone { // the edges where the page cuts the box lie beyond the lines, which do not move
			if o.cut {
				o.y -= st.Padding[style.SideTop].Length + st.Border[style.SideTop].Width
			}
			if cut {
				bottom += st.Padding[style.SideBottom].Length + st.Border[style.SideBottom].Width
			}
		}
		r := page.Rect{X: left + o.b.X, Y: top + o.y, W: o.b.Width, H: bottom - o.y}
		var items []page.Item
		if st.HasBackground {
			items = append(items, border.Fill(st, r))
		}
		side := func(k int, r page.Rect) { items = append(items, border.Stroke(st, k, r)...) }
		half := func(k int) dimen.Length {
			if o.b.TablePart && st.BorderCollapse {
				return st.Border[k].Width / 2
			}
			return 0
		}
		if !start || o.b.Table {
			side(style.SideTop, page.Rect{X: r.X, Y: r.Y - half(style.SideTop), W: r.W, H: st.Border[style.SideTop].Width})
		}
		side(style.SideRight, page.Rect{X: r.X + r.W - st.Border[style.SideRight].Width, Y: r.Y, W: st.Border[style.SideRight].Width, H: r.H})
		if !end || o.b.Table {
			side(style.SideBottom, page.Rect{X: r.X, Y: r.Y + r.H - st.Border[style.SideBottom].Width + half(style.SideBottom), W: r.W, H: st.Border[style.SideBottom].Width})
		}
		side(style.SideLeft, page.Rect{X: r.X, Y: r.Y, W: st.Border[style.SideLeft].Width, H: r.H})
		pg.Items = append(pg.Items, items...)
	}
	for _, b := range opened {
		list = append(list, open{b, 0, true})
	}
	running := func(b *flow.Box) bool { return slices.ContainsFunc(list, func(o open) bool { return o.b == b }) }
	for k := range on {
		p := &on[k]
		if p.From == 0 {
			for _, e := range p.Leaf.Opens {
				if p.Repeated && running(e.Box) { // the repeated head of a table lies within the box of the table
					continue
				}
				list = append(list, open{e.Box, p.Y - e.Distance, false})
			}
		}
		if !p.Last {
			continue
		}
		for _, e := range p.Leaf.Closes {
			for j := len(list) - 1; j >= 0; j-- {
				if list[j].b == e.Box {
					draw(list[j], p.Bottom+e.Distance, false)
					list = slices.Delete(list, j, j+1)
					break
				}
			}
		}
	}
	opened = nil
	for _, o := range list {
		if len(on) > 0 {
			draw(o, on[len(on)-1].Bottom, true)
		}
		opened = append(opened, o.b)
	}
	return opened
}
