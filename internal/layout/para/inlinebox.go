package para

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/page"
	"quire/internal/style"
)

// InlineBox is the box of an inline element that has a background, a border, padding or a margin at its sides (CSS 2.2,
// §10.6.1, §8.6). Above and below it takes no room: lines stay as far apart as they are.
type InlineBox struct {
	St    *style.Style
	shift dimen.Length // of the baseline
}

// InlineEdge is where such a box begins or ends.
type InlineEdge struct {
	box  *InlineBox
	side int // style.SideLeft or style.SideRight
}

// NewInlineBox gives the box of an inline element; nil if nothing is seen of it.
func NewInlineBox(st *style.Style, shift dimen.Length) *InlineBox {
	b := &InlineBox{st, shift}
	if !border.Drawn(st) && b.Edge(style.SideRight).width() == 0 && b.Edge(style.SideLeft).width() == 0 {
		return nil
	}
	return b
}

func (b *InlineBox) Edge(side int) *InlineEdge { return &InlineEdge{b, side} }

// width is the room that the edge takes in the line.
func (e *InlineEdge) width() dimen.Length {
	return e.margin() + e.box.St.Border[e.side].Width + e.box.St.Padding[e.side].Length
}

func (e *InlineEdge) margin() dimen.Length { return e.box.St.Margin[e.side].Length }

// clones is the room that cloned edges of boxes take at one side of each line (css-break-3, §5.4).
func clones(boxes []*InlineBox, side int) (width dimen.Length) {
	for _, b := range boxes {
		if b.St.Clone {
			width += b.Edge(side).width()
		}
	}
	return width
}

// inlineBoxes draws the boxes behind the text of a line. A box that goes on in another line is open on that side, unless
// its edges are cloned.
func (o *lineMaker) inlineBoxes(p *Paragraph, groups []group, lefts []dimen.Length, y dimen.Length) {
	type extent struct {
		box      *InlineBox
		from, to dimen.Length
		sides    [4]bool
		last     []*InlineBox // it and those within it, in the last group that it holds
	}
	var on []extent
	for k := range groups {
		g := &groups[k]
		sg := p.spans[max(0, min(g.span, len(p.spans)-1))].segment
		if g.kind == pieceAnchor {
			sg = &p.used[g.wordAt]
			if sg.Edge == nil {
				continue
			}
		}
		for j, b := range sg.Boxes {
			from, to := lefts[k], lefts[k]+g.width
			e := sg.Edge
			if e != nil && e.box != b {
				e = nil
			}
			switch {
			case e == nil:
			case e.side == style.SideLeft:
				from += e.margin()
			default:
				to -= e.margin()
			}
			i := slices.IndexFunc(on, func(x extent) bool { return x.box == b })
			if i < 0 {
				i = len(on)
				on = append(on, extent{box: b, from: from, to: to, sides: [4]bool{true, false, true, false}})
				if e == nil && b.St.Clone { // it has begun on a line before
					on[i].sides[style.SideLeft] = true
					on[i].from -= clones(sg.Boxes[j:], style.SideLeft) - b.Edge(style.SideLeft).margin()
				}
			}
			on[i].last = sg.Boxes[j:]
			if e != nil {
				on[i].sides[e.side] = true
			}
			on[i].from, on[i].to = min(on[i].from, from), max(on[i].to, to)
		}
	}
	for _, x := range on {
		st := x.box.St
		if st.Clone && !x.sides[style.SideRight] {
			x.sides[style.SideRight] = true
			x.to += clones(x.last, style.SideRight) - x.box.Edge(style.SideRight).margin()
		}
		sh := o.shaping(st, "")
		if !border.Drawn(st) || len(sh.faces) == 0 || x.to <= x.from {
			continue
		}
		m, upem := sh.faces[0].Metrics(), int64(sh.faces[0].UnitsPerEm())
		top := y - x.box.shift - sh.size.MulDiv(int64(m.Ascent), upem) - st.Padding[style.SideTop].Length - st.Border[style.SideTop].Width
		bottom := y - x.box.shift - sh.size.MulDiv(int64(m.Descent), upem) + st.Padding[style.SideBottom].Length + st.Border[style.SideBottom].Width
		o.Items = append(o.Items, border.Box(st, page.Rect{X: x.from, Y: top, W: x.to - x.from, H: bottom - top}, x.sides)...)
	}
}
