package layout

import (
	"quire/internal/dimen"
	"quire/internal/layout/para"
)

// placed is a leaf, or lines of it, with its place.
type placed struct {
	lf       *leaf
	way      int
	from, to int
	last     bool         // its last line is among them
	cols     fragments    // of columns: the way in which they are divided
	y        dimen.Length // its top, from the head of the page area
	bottom   dimen.Length
	grid     bool
	again    bool // it is the head of a table, set again
}

// inColumns gives the text of columns that stand at a place, as it stands in each column.
func (p *placed) inColumns() (out []inColumn) {
	for _, fr := range p.cols.list[min(p.from, len(p.cols.list)):min(p.to, len(p.cols.list))] {
		out = append(out, p.cols.place(fr)...)
	}
	return out
}

// shiftAll moves what is placed down.
func shiftAll(on []placed, by dimen.Length) {
	for k := range on {
		on[k].y += by
		on[k].bottom += by
	}
}

// anchors calls visit for each anchor in what is placed.
func (p *placed) anchors(visit func(id anchorID)) {
	if p.again {
		return
	}
	for _, q := range p.inColumns() {
		q.anchors(visit)
	}
	if p.from == 0 {
		for _, id := range p.lf.ids {
			visit(anchorID{name: id})
		}
	}
	inText := func(par *para.Paragraph, way, from, to int) {
		for mark := range par.Marks(way, from, to) {
			if a, ok := mark.(*anchor); ok {
				for _, id := range a.ids {
					visit(id)
				}
			}
		}
	}
	if p.lf.par != nil {
		inText(p.lf.par, p.way, p.from, p.to)
	}
	if p.lf.row != nil {
		for _, c := range p.lf.row.cells {
			inText(c.par, c.par.Natural, 0, c.par.Lines(c.par.Natural))
		}
	}
}
