package flow

import (
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/layout/border"
	"quire/internal/page"
	"quire/internal/style"
)

// block adds a block box; fill adds its content. role is the role of its tag, or "" if it has no tag of its own. n is the number
// of its children.
func (c *collector) block(f frame, el *style.Element, base *doc.Node, role string, n int, fill func(f frame)) {
	st := c.cascade.Style(el)
	if st.Display == style.DisplayNone {
		return
	}
	if (st.Float == style.FloatTop || st.Float == style.FloatBottom) && !c.aside {
		c.float(f, st, func(f frame) { c.block(f, el, base, role, n, fill) })
		return
	}
	if st.Running != "" && !c.aside && !c.running {
		c.takeRunning(f, st.Running, func(f frame) { c.block(f, el, base, role, n, fill) })
		return
	}
	c.clear |= st.Clear
	c.count(el.Parent, st)
	in := c.enter(f, el, st, base, role, n)
	c.breakBefore(st, in.name)
	spans := st.ColumnSpan && c.spans != nil
	spanned := len(c.made)
	if spans {
		f.x, f.width = c.across.x, c.across.width
	}
	in, of := c.sized(f, in, el, st)
	c.collapse(st.Margin[style.SideTop].Of(of))
	if c.inner == 0 {
		c.fore.adjoin(st.Margin[style.SideTop].Of(of))
	}
	bx, above, below := c.openEdge(in, el, st, of)
	strings := c.strings(in)
	whole := st.BreakInside == style.BreakAvoid || st.BreakInside == style.BreakAvoidColumn && c.across != nil
	if whole {
		if c.whole == 0 {
			c.fresh = true
		}
		c.whole++
	}
	from := len(c.made)
	c.tableWidth = 0
	if (st.ColumnCount > 0 || st.ColumnWidth > 0) && c.across == nil {
		c.columns(in, fill)
	} else {
		fill(in)
	}
	if spans && len(c.made) > spanned {
		kept := *c.spans
		for n := len(kept); n > 0 && kept[n-1].from >= spanned; n = len(kept) { // what is within spans with it
			kept = kept[:n-1]
		}
		*c.spans = append(kept, spanning{spanned, len(c.made)})
	}
	strings(c.made[from:])
	c.leave(el)
	if len(c.made) == from && (bx != nil || above+below > 0) {
		c.add(in, &Leaf{Rule: true}) // an empty box is drawn too
	}
	if c.tableWidth > 0 {
		c.fitTable(c.made[from:], in, st, c.tableWidth, of)
		c.tableWidth = 0
	}
	if st.FitContent {
		c.fitContent(c.made[from:], in, st, bx)
	}
	if whole {
		c.whole--
	}
	c.closeEdge(bx, below)
	c.collapse(st.Margin[style.SideBottom].Of(of))
	c.fore = margin{}
	c.breaks(st.BreakAfter)
}

// openEdge begins the box of a block; bx is nil if nothing of it is drawn. above and below are the border and padding above and
// below its content. of is the width to which percentages refer.
func (c *collector) openEdge(in frame, el *style.Element, st *style.Style, of dimen.Length) (bx *Box, above, below dimen.Length) {
	if el.Name == "table" { // its borders and padding lie within, below the caption: see table
		return nil, 0, 0
	}
	if !st.BorderCollapse || st.Display != style.TableRowGroup && st.Display != style.TableHeaderGroup {
		above = st.Padding[style.SideTop].Of(of) + st.Border[style.SideTop].Width
		below = st.Padding[style.SideBottom].Of(of) + st.Border[style.SideBottom].Width
	}
	if border.Drawn(st) {
		left := st.Padding[style.SideLeft].Of(of) + st.Border[style.SideLeft].Width
		bx = &Box{
			Style: st, TablePart: el.Name == "thead" || el.Name == "tbody" || el.Name == "tr", X: in.x - left,
			Width: left + in.width + st.Padding[style.SideRight].Of(of) + st.Border[style.SideRight].Width,
		}
	}
	if above <= 0 && bx == nil {
		return bx, above, below
	}
	// The margins between the edges before and this one collapse no further.
	solid := c.tail.value() + above
	for i := range c.opens {
		c.opens[i].Distance += solid
	}
	c.inner += solid
	c.tail = margin{}
	if bx != nil {
		c.opens = append(c.opens, Edge{bx, above})
	}
	return bx, above, below
}

// closeEdge ends the box of a block. below is the border and padding below its content.
func (c *collector) closeEdge(bx *Box, below dimen.Length) {
	if below <= 0 && bx == nil || c.last == nil {
		return
	}
	// The margins between the last leaf and this edge collapse no further.
	c.last.Below += c.margin.value() + below
	c.margin = margin{}
	if bx != nil {
		c.last.Closes = append(c.last.Closes, Edge{bx, c.last.Below})
	}
}

// enter gives the frame within a block, with its language, its page, its tag and its ids.
func (c *collector) enter(f frame, el *style.Element, st *style.Style, base *doc.Node, role string, n int) frame {
	in := f
	in.el, in.st = el, st
	in.decoration |= st.Decoration
	if st.Decoration != 0 {
		in.decoratedBy = st
	}
	if el.Lang != f.el.Lang {
		in.lang = c.language(el.Lang)
	}
	if st.Page != "" {
		in.name = st.Page
	}
	in = c.child(in, n)
	if role != "" {
		in.tag = f.tag.Add(role)
		if base != nil {
			in.tag.Source = page.Source{Node: int32(base.Num)}
		}
		if el.Lang != f.el.Lang {
			in.tag.Lang = el.Lang
		}
	}
	if base != nil && base.ID != "" {
		c.ids = append(c.ids, base.ID)
		c.idTags = append(c.idTags, in.tag)
		c.counted(base.ID)
		c.titled(base.ID, in)
	}
	return in
}

// sized gives a block its place and its width in the frame around it (CSS 2.2, §10.3.3). of is the width to which its percentages
// refer.
func (c *collector) sized(f, in frame, el *style.Element, st *style.Style) (_ frame, of dimen.Length) {
	of = c.pageWidth(f)
	if in.name != f.name && c.across == nil {
		if f.width > 0 { // boxes are as wide as the pages let them be on which they stand (css-break-3, §5.1)
			of = max(of+c.geometry.Measure(in.name)-c.geometry.Measure(f.name), dimen.PT)
		} else {
			of = c.geometry.Measure(in.name)
		}
	}
	left, right := st.Margin[style.SideLeft].Of(of), st.Margin[style.SideRight].Of(of)
	if el.Name != "table" {
		left += st.Border[style.SideLeft].Width + st.Padding[style.SideLeft].Of(of)
		right += st.Border[style.SideRight].Width + st.Padding[style.SideRight].Of(of)
	}
	in.x, in.width = f.x+left, of-left-right
	if rest := in.width - contentWidth(st, of, in.width, left+right-st.Margin[style.SideLeft].Of(of)-st.Margin[style.SideRight].Of(of)); rest != 0 {
		switch {
		case st.Margin[style.SideLeft].Auto && st.Margin[style.SideRight].Auto:
			in.x += rest / 2
		case st.Margin[style.SideLeft].Auto, f.st.RightToLeft && !st.Margin[style.SideRight].Auto:
			in.x += rest
		}
		in.width -= rest
	}
	in.width = max(in.width, dimen.PT)
	return in, of
}

// contentWidth is the width of a block's content. room is the available width, edges the padding and borders.
func contentWidth(st *style.Style, base, room, edges dimen.Length) dimen.Length {
	of := func(d style.Dim) dimen.Length {
		if st.BorderBox {
			return max(d.Of(base)-edges, 0)
		}
		return d.Of(base)
	}
	w := room
	if !st.Width.Auto {
		w = of(st.Width)
	}
	if !st.MaxWidth.Auto {
		w = min(w, of(st.MaxWidth))
	}
	if !st.MinWidth.Auto {
		w = max(w, of(st.MinWidth))
	}
	return w
}

// pageWidth is the width within a frame; at the outermost it is that of the page area.
func (c *collector) pageWidth(f frame) dimen.Length {
	if f.width > 0 {
		return f.width
	}
	return c.geometry.Measure(f.name)
}

// margin is a set of adjoining vertical margins. They collapse to the largest positive one plus the smallest negative one
// (CSS 2.2, §8.3.1): 12pt, 8pt and -3pt → 9pt.
type margin struct{ most, least dimen.Length }

func (m margin) value() dimen.Length { return m.most + m.least }

func (m *margin) adjoin(x dimen.Length) { m.most, m.least = max(m.most, x), min(m.least, x) }

// collapse adds a vertical margin to those that it adjoins: that of the sibling before, of a parent whose first or last child
// the block is, and the other margin of an empty block.
func (c *collector) collapse(m dimen.Length) {
	to := &c.margin
	if c.inner > 0 {
		to = &c.tail
	}
	to.adjoin(m)
}

func (c *collector) breakBefore(st *style.Style, name string) {
	c.breaks(st.BreakBefore)
	c.pageName = name
}

// breaks makes or forbids a break between the last leaf and the next.
func (c *collector) breaks(b style.Break) {
	switch b {
	case style.BreakAvoid:
		c.avoid = true
	case style.BreakAvoidColumn:
		c.avoid = c.avoid || c.across != nil
	case style.BreakColumn:
		if c.across != nil {
			c.force = max(c.force, b)
		}
	default:
		c.force = max(c.force, c.geometry.side(b))
	}
}
