package flow

import "quire/internal/layout/para"

// edge adds the beginning or the end of a box.
func (in *inliner) edge(sc scope, b *para.InlineBox, begins bool) {
	side := 1
	if begins != b.St.RightToLeft {
		side = 3
	}
	in.out = append(in.out, para.Segment{Kind: para.AnchorSegment, Style: sc.st, Lang: sc.lang, Tag: sc.tag, Boxes: sc.boxes, Edge: b.Edge(side)})
}
