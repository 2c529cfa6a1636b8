package makeup

import (
	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/layout/flow"
	"quire/internal/layout/pages"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// marginBox is one of the sixteen boxes around the page area while it is laid out (css-page-3, §5).
type marginBox struct {
	st     *style.Style
	text   *para.Text      // its text
	par    *para.Paragraph // that text set in the width of the box
	leaves []*flow.Leaf    // or a running element
	x, y   extent
	rect   page.Rect // the content area
}

// extent is a dimension of a margin box: its content with padding, borders and margins.
type extent struct {
	auto        bool
	size        dimen.Length // where it is not auto
	least, most dimen.Length // min-content and max-content
	floor, ceil dimen.Length // of min-width and max-width; ceil < 0: none
	edges       [2]dimen.Length
}

// placeMarginBoxes sets the margin boxes of a page: running heads and folios.
func (m *maker) placeMarginBoxes(o *canvas, s pages.NumberedPage, st *style.Page) {
	var boxes [16]*marginBox
	for i, box := range st.Boxes {
		if box != nil {
			boxes[i] = m.marginBox(s, box)
		}
	}
	pg := o.pg
	top, right := st.Style.Margin[style.SideTop].Of(pg.Height), st.Style.Margin[style.SideRight].Of(pg.Width)
	bottom, left := st.Style.Margin[style.SideBottom].Of(pg.Height), st.Style.Margin[style.SideLeft].Of(pg.Width)
	w, h := pg.Width-left-right, pg.Height-top-bottom
	for _, corner := range [4]struct {
		at style.Margin
		r  page.Rect
		in [2]bool // the page area lies to the right of it, below it
	}{
		{style.TopLeftCorner, page.Rect{W: left, H: top}, [2]bool{true, true}},
		{style.TopRightCorner, page.Rect{X: left + w, W: right, H: top}, [2]bool{false, true}},
		{style.BottomRightCorner, page.Rect{X: left + w, Y: top + h, W: right, H: bottom}, [2]bool{false, false}},
		{style.BottomLeftCorner, page.Rect{Y: top + h, W: left, H: bottom}, [2]bool{true, false}},
	} {
		if b := boxes[corner.at]; b != nil {
			b.fixedX(corner.r.X, corner.r.W, corner.in[0])
			b.fixedY(corner.r.Y, corner.r.H, corner.in[1])
		}
	}
	for _, side := range [2]struct {
		a, b, c style.Margin
		y, h    dimen.Length
		above   bool
	}{
		{style.TopLeft, style.TopCenter, style.TopRight, 0, top, true},
		{style.BottomLeft, style.BottomCenter, style.BottomRight, top + h, bottom, false},
	} {
		row := [3]*marginBox{boxes[side.a], boxes[side.b], boxes[side.c]}
		for _, b := range row {
			if b != nil {
				b.x = m.widths(b, w)
			}
		}
		distribute(row, left, w, func(b *marginBox) *extent { return &b.x }, func(b *marginBox, at, size dimen.Length) {
			b.rect.X, b.rect.W = at+b.x.edges[0], size-b.x.edges[0]-b.x.edges[1]
		})
		for _, b := range row {
			if b != nil {
				b.fixedY(side.y, side.h, side.above)
			}
		}
	}
	for _, side := range [2]struct {
		a, b, c style.Margin
		x, w    dimen.Length
		before  bool
	}{
		{style.LeftTop, style.LeftMiddle, style.LeftBottom, 0, left, true},
		{style.RightTop, style.RightMiddle, style.RightBottom, left + w, right, false},
	} {
		column := [3]*marginBox{boxes[side.a], boxes[side.b], boxes[side.c]}
		for _, b := range column {
			if b != nil {
				b.fixedX(side.x, side.w, side.before)
				b.y = m.heights(b, h)
			}
		}
		distribute(column, top, h, func(b *marginBox) *extent { return &b.y }, func(b *marginBox, at, size dimen.Length) {
			b.rect.Y, b.rect.H = at+b.y.edges[0], size-b.y.edges[0]-b.y.edges[1]
		})
	}
	for _, b := range boxes {
		if b != nil && b.rect.W > 0 {
			m.marginContent(o, b)
		}
	}
}

// marginBox prepares the content of a margin box. It gives nil if the box has no content and nothing to draw.
func (m *maker) marginBox(s pages.NumberedPage, box *style.Style) *marginBox {
	b := &marginBox{st: box}
	if len(box.Content) == 1 && box.Content[0].Kind == style.ContentElement {
		c := box.Content[0]
		if a := m.named[flow.AssignmentKey{Kind: flow.RunningElement, Name: c.Text}].at(c.Part); a != nil {
			b.leaves = a.Leaves
		}
		if len(b.leaves) == 0 {
			return nil
		}
		return b
	}
	segs := m.boxText(s, box)
	if len(segs) == 0 {
		if !border.Drawn(box) {
			return nil
		}
		return b
	}
	b.text = &para.Text{Segments: segs, Style: box, Lang: segs[0].Lang, RightToLeft: flow.RightToLeft(nil, segs[0].Lang)}
	return b
}

// edgesOf gives the padding and border at two sides, and the margins there; auto counts as 0.
func edgesOf(st *style.Style, base dimen.Length, sides [2]int) (solid [2]dimen.Length, margin [2]dimen.Length) {
	for i, k := range sides {
		solid[i] = st.Padding[k].Of(base) + st.Border[k].Width
		margin[i] = st.Margin[k].Of(base)
	}
	return solid, margin
}

// widths gives the extent of a box at the head or the foot, along that side.
func (m *maker) widths(b *marginBox, base dimen.Length) extent {
	solid, margin := edgesOf(b.st, base, [2]int{style.SideLeft, style.SideRight})
	e := newExtent(b.st, base, solid, margin, b.st.Width, b.st.MinWidth, b.st.MaxWidth)
	var least, most dimen.Length
	switch {
	case b.text != nil:
		least, most = m.setter.Shape(b.text).Extent()
	default:
		for _, lf := range b.leaves {
			switch {
			case lf.Text != nil:
				l, w := m.setter.Shape(lf.Text).Extent()
				least, most = max(least, l+lf.X), max(most, w+lf.X)
			case lf.Picture != nil:
				least, most = max(least, lf.Picture.Width+lf.X), max(most, lf.Picture.Width+lf.X)
			}
		}
	}
	edges := e.edges[0] + e.edges[1]
	e.least, e.most = least+edges, most+edges
	return e
}

// heights gives the extent of a box at the left or the right, along that side. Its width is known.
func (m *maker) heights(b *marginBox, base dimen.Length) extent {
	solid, margin := edgesOf(b.st, base, [2]int{style.SideTop, style.SideBottom})
	e := newExtent(b.st, base, solid, margin, b.st.Height, b.st.MinHeight, b.st.MaxHeight)
	e.least = m.contentHeight(b) + e.edges[0] + e.edges[1]
	e.most = e.least
	return e
}

func newExtent(st *style.Style, base dimen.Length, solid, margin [2]dimen.Length, size, floor, ceil style.Dim) extent {
	e := extent{auto: size.Auto, ceil: -1}
	e.edges = [2]dimen.Length{solid[0] + margin[0], solid[1] + margin[1]}
	rest := e.edges[0] + e.edges[1]
	if st.BorderBox {
		rest = margin[0] + margin[1]
	}
	e.size, e.floor = size.Of(base)+rest, floor.Of(base)+rest
	if floor.Auto {
		e.floor = 0
	}
	if !ceil.Auto {
		e.ceil = ceil.Of(base) + rest
	}
	return e
}

// contentHeight is the height of what is in a box whose width is known.
func (m *maker) contentHeight(b *marginBox) dimen.Length {
	switch {
	case b.rect.W <= 0:
		return 0
	case b.text != nil:
		b.par = m.setter.SetText(b.text, b.rect.W)
		return dimen.Length(b.par.Lines(b.par.Natural)) * b.st.LineHeight
	}
	_, _, h := m.setForWidth(b.leaves, b.rect.W)
	return h
}

// fixedX gives a box its place across the left or the right margin of the page (css-page-3, §5.3.2.4). A width of auto takes
// all the room. Otherwise the rest goes to margins of auto or, if there are none, to the margin at the edge of the page.
//
// towards says that the page area lies to the right of the box; for fixedY, below it.
func (b *marginBox) fixedX(at, room dimen.Length, towards bool) {
	solid, margin := edgesOf(b.st, room, [2]int{style.SideLeft, style.SideRight})
	b.rect.X, b.rect.W = fixed(b.st, at, room, towards, solid, margin, [3]style.Dim{b.st.Width, b.st.MinWidth, b.st.MaxWidth},
		[2]bool{b.st.Margin[style.SideLeft].Auto, b.st.Margin[style.SideRight].Auto})
}

// fixedY is fixedX down the head or foot.
func (b *marginBox) fixedY(at, room dimen.Length, towards bool) {
	solid, margin := edgesOf(b.st, room, [2]int{style.SideTop, style.SideBottom})
	b.rect.Y, b.rect.H = fixed(b.st, at, room, towards, solid, margin, [3]style.Dim{b.st.Height, b.st.MinHeight, b.st.MaxHeight},
		[2]bool{b.st.Margin[style.SideTop].Auto, b.st.Margin[style.SideBottom].Auto})
}

func fixed(st *style.Style, at, room dimen.Length, towards bool, solid, margin [2]dimen.Length, size [3]style.Dim, auto [2]bool) (pos, content dimen.Length) {
	within := solid[0] + solid[1]
	of := func(d style.Dim) dimen.Length {
		if st.BorderBox {
			return max(d.Of(room)-within, 0)
		}
		return d.Of(room)
	}
	content = room - within - margin[0] - margin[1]
	given := !size[0].Auto
	if given {
		content = of(size[0])
	}
	if !size[2].Auto && content > of(size[2]) {
		content, given = of(size[2]), true
	}
	if !size[1].Auto && content < of(size[1]) {
		content, given = of(size[1]), true
	}
	if given {
		spare := room - within - margin[0] - margin[1] - content
		switch {
		case auto[0] && auto[1]:
			margin[0] += spare / 2
		case auto[0], !auto[1] && towards:
			margin[0] += spare
		}
	}
	return at + margin[0] + solid[0], content
}

// distribute shares the length of a side among its boxes (css-page-3, §5.3.2.3): the first stands at its beginning, the
// last at its end, the second in the middle.
func distribute(boxes [3]*marginBox, at, room dimen.Length, of func(*marginBox) *extent, set func(b *marginBox, at, size dimen.Length)) {
	var es [3]*extent
	for i, b := range boxes {
		if b != nil {
			es[i] = of(b)
		}
	}
	size := portion(es, room)
	// A dimension beyond its maximum, and then one below its minimum, counts as given (CSS 2.2, §10.4).
	for _, bound := range [2]func(e *extent, n dimen.Length) (dimen.Length, bool){
		func(e *extent, n dimen.Length) (dimen.Length, bool) { return e.ceil, e.ceil >= 0 && n > e.ceil },
		func(e *extent, n dimen.Length) (dimen.Length, bool) { return e.floor, n < e.floor },
	} {
		again := false
		for i, e := range es {
			if e == nil {
				continue
			}
			if n, out := bound(e, size[i]); out {
				e.auto, e.size, again = false, n, true
			}
		}
		if again {
			size = portion(es, room)
		}
	}
	for i, b := range boxes {
		if b == nil {
			continue
		}
		switch i {
		case 0:
			set(b, at, size[i])
		case 1:
			set(b, at+(room-size[i])/2, size[i])
		case 2:
			set(b, at+room-size[i], size[i])
		}
	}
}

// portion gives each box of a side its part of the length; a missing box has none.
func portion(es [3]*extent, room dimen.Length) (out [3]dimen.Length) {
	none := extent{ceil: -1}
	a, c := none, none
	if es[0] != nil {
		a = *es[0]
	}
	if es[2] != nil {
		c = *es[2]
	}
	if es[1] == nil {
		out[0], out[2] = pair(a, c, room)
		return out
	}
	// Both sides together are taken to be twice the larger, so that the box in the middle stays there.
	ac := extent{auto: a.auto || c.auto, size: 2 * max(a.size, c.size), ceil: -1}
	for _, e := range [2]*extent{&a, &c} {
		if !e.auto {
			e.least, e.most = e.size, e.size
		}
		ac.least, ac.most = max(ac.least, 2*e.least), max(ac.most, 2*e.most)
	}
	out[1], _ = pair(*es[1], ac, room)
	for i, e := range [3]*extent{&a, nil, &c} {
		switch {
		case es[i] == nil || e == nil:
		case e.auto:
			out[i] = (room - out[1]) / 2
		default:
			out[i] = e.size
		}
	}
	return out
}

// pair shares a length between two boxes by what is in them (css-page-3, §5.3.2.2).
func pair(x, y extent, room dimen.Length) (dimen.Length, dimen.Length) {
	switch {
	case !x.auto && !y.auto:
		return x.size, y.size
	case !x.auto:
		return x.size, max(room-x.size, 0)
	case !y.auto:
		return max(room-y.size, 0), y.size
	}
	base := [2]dimen.Length{x.least, y.least}
	factor := [2]dimen.Length{x.most - x.least, y.most - y.least}
	switch {
	case x.most+y.most <= room:
		base = [2]dimen.Length{x.most, y.most}
		factor = base
	case x.least+y.least >= room:
		factor = base
	}
	sum := factor[0] + factor[1]
	if sum == 0 {
		factor, sum = [2]dimen.Length{1, 1}, 2
	}
	first := base[0] + (room-base[0]-base[1]).MulDiv(int64(factor[0]), int64(sum))
	return first, room - first
}

// marginContent draws a margin box and sets what is in it, at its top, its middle or its foot as vertical-align says.
func (m *maker) marginContent(o *canvas, b *marginBox) {
	st, r := b.st, b.rect
	o.art = page.ArtifactHeader
	if r.Y > o.pg.Height/2 {
		o.art = page.ArtifactFooter
	}
	defer func() { o.art = "" }()
	if border.Drawn(st) {
		solid := func(k int) dimen.Length { return st.Padding[k].Of(o.pg.Width) + st.Border[k].Width }
		o.pg.Items = append(o.pg.Items, border.Box(st, page.Rect{
			X: r.X - solid(style.SideLeft), Y: r.Y - solid(style.SideTop), W: r.W + solid(style.SideLeft) + solid(style.SideRight), H: r.H + solid(style.SideTop) + solid(style.SideBottom),
		}, [4]bool{true, true, true, true})...)
	}
	var leaves []*flow.Leaf
	var tops []dimen.Length
	height := m.contentHeight(b)
	if b.text == nil {
		leaves, tops, height = m.setForWidth(b.leaves, r.W)
	}
	y := r.Y
	switch st.VerticalAlign {
	case style.Middle:
		y += (r.H - height) / 2
	case style.Bottom:
		y += r.H - height
	}
	if b.par != nil {
		base := m.setter.Baseline(st)
		for k := range b.par.Lines(b.par.Natural) {
			m.putLine(o, m.setter.Line(b.par, b.par.Natural, k, r.X, y+base+dimen.Length(k)*st.LineHeight, o.place()))
		}
		return
	}
	var on []flow.Placed
	for i, lf := range leaves {
		p := flow.Placed{Leaf: lf, To: 1, Last: true, Y: tops[i], Bottom: tops[i] + lf.Height()}
		if lf.Lines != nil {
			p.Breaking = lf.Lines.Natural
			p.To = lf.Lines.Lines(p.Breaking)
			f := lf.Extent()
			p.Bottom = p.Y + f.Span(p.Breaking, 0, p.To)
		}
		on = append(on, p)
	}
	drawBoxes(o.pg, on, nil, r.X, y)
	for _, p := range on {
		m.placeLeaf(o, []flow.Placed{p}, 0, r.X, y)
	}
}

// boxText gives the text of a margin box.
func (m *maker) boxText(s pages.NumberedPage, box *style.Style) []para.Segment {
	l := m.lang
	var out []para.Segment
	text := func(t string) {
		if t != "" {
			out = append(out, para.Segment{Text: t, Style: box, Lang: l, Pos: diag.Pos{}})
		}
	}
	for i := range box.Content {
		switch c := &box.Content[i]; c.Kind {
		case style.ContentText:
			text(c.Text)
		case style.ContentCounter, style.ContentCounters:
			switch {
			case c.Text == "page" && c.Style == "":
				text(s.Label)
			case c.Text == "page":
				text(m.sheet.CounterText(s.Value, c.Style))
			case c.Text == "pages":
				text(m.sheet.CounterText(len(m.numbered), c.Style))
			default:
				if a := m.named[flow.AssignmentKey{Kind: flow.NamedCounter, Name: c.Text}].first; a != nil {
					text(flow.CounterText(m.sheet, a.Values, c))
				} else {
					text(flow.CounterText(m.sheet, nil, c))
				}
			}
		case style.ContentString:
			text(m.stringText(m.named[flow.AssignmentKey{Kind: flow.NamedString, Name: c.Text}].at(c.Part)))
		case style.ContentRange:
			text(m.rangeText(c.Text, l))
		}
	}
	return out
}
