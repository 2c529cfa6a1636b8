package layout

import (
	"slices"

	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// inlineBox is the box of an inline element that has a background, a border, padding or a margin at its sides (CSS 2.2,
// §10.6.1, §8.6). Above and below it takes no room: lines stay as far apart as they are.
type inlineBox struct {
	st    *style.Style
	shift dimen.Length // of the baseline
}

// inlineEdge is where such a box begins or ends.
type inlineEdge struct {
	box  *inlineBox
	side int // 1: right, 3: left
}

// newInlineBox gives the box of an inline element; nil if nothing is seen of it.
func newInlineBox(st *style.Style, shift dimen.Length) *inlineBox {
	b := &inlineBox{st, shift}
	if !drawn(st) && b.edge(1).width() == 0 && b.edge(3).width() == 0 {
		return nil
	}
	return b
}

func (b *inlineBox) edge(side int) *inlineEdge { return &inlineEdge{b, side} }

// width is the room that the edge takes in the line.
func (e *inlineEdge) width() dimen.Length {
	return e.margin() + e.box.st.Border[e.side].Width + e.box.st.Padding[e.side].Length
}

func (e *inlineEdge) margin() dimen.Length { return e.box.st.Margin[e.side].Length }

// edge adds the beginning or the end of a box.
func (in *inliner) edge(sc scope, b *inlineBox, begins bool) {
	side := 1
	if begins != b.st.RightToLeft {
		side = 3
	}
	in.out = append(in.out, segment{kind: segAnchor, st: sc.st, lang: sc.lang, tag: sc.tag, boxes: sc.boxes, edge: b.edge(side)})
}

// clones is the room that the edges of boxes take at one side of each line in which these go on (css-break-3, §5.4).
func clones(boxes []*inlineBox, side int) (width dimen.Length) {
	for _, b := range boxes {
		if b.st.Clone {
			width += b.edge(side).width()
		}
	}
	return width
}

// inlineBoxes draws the boxes behind the text of a line. A box that goes on in another line is open on that side, unless
// its edges are cloned.
func (o *placer) inlineBoxes(p *paragraph, groups []group, lefts []dimen.Length, y dimen.Length) {
	type extent struct {
		box      *inlineBox
		from, to dimen.Length
		sides    [4]bool
		last     []*inlineBox // it and those within it, in the last group that it holds
	}
	var on []extent
	for k := range groups {
		g := &groups[k]
		sg := p.spans[max(0, min(g.span, len(p.spans)-1))].seg
		if g.kind == pieceAnchor {
			sg = &p.used[g.wordAt]
			if sg.edge == nil {
				continue
			}
		}
		for j, b := range sg.boxes {
			from, to := lefts[k], lefts[k]+g.width
			e := sg.edge
			if e != nil && e.box != b {
				e = nil
			}
			switch {
			case e == nil:
			case e.side == 3:
				from += e.margin()
			default:
				to -= e.margin()
			}
			i := slices.IndexFunc(on, func(x extent) bool { return x.box == b })
			if i < 0 {
				i = len(on)
				on = append(on, extent{box: b, from: from, to: to, sides: [4]bool{true, false, true, false}})
				if e == nil && b.st.Clone { // it has begun on a line before
					on[i].sides[3] = true
					on[i].from -= clones(sg.boxes[j:], 3) - b.edge(3).margin()
				}
			}
			on[i].last = sg.boxes[j:]
			if e != nil {
				on[i].sides[e.side] = true
			}
			on[i].from, on[i].to = min(on[i].from, from), max(on[i].to, to)
		}
	}
	for _, x := range on {
		st := x.box.st
		if st.Clone && !x.sides[1] {
			x.sides[1] = true
			x.to += clones(x.last, 1) - x.box.edge(1).margin()
		}
		sh := o.shaping(st, "")
		if !drawn(st) || len(sh.faces) == 0 || x.to <= x.from {
			continue
		}
		m, upem := sh.faces[0].Metrics(), int64(sh.faces[0].UnitsPerEm())
		top := y - x.box.shift - sh.size.MulDiv(int64(m.Ascent), upem) - st.Padding[0].Length - st.Border[0].Width
		bottom := y - x.box.shift - sh.size.MulDiv(int64(m.Descent), upem) + st.Padding[2].Length + st.Border[2].Width
		o.Items = append(o.Items, edges(st, page.Rect{X: x.from, Y: top, W: x.to - x.from, H: bottom - top}, x.sides)...)
	}
}
