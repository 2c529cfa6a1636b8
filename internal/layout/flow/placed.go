package flow

import (
	"quire/internal/dimen"
	"quire/internal/layout/para"
)

// Placed is a leaf, or lines of it, with its place.
type Placed struct {
	Leaf     *Leaf
	Breaking int
	From, To int
	Last     bool         // its last line is among them
	Division Division     // of columns: the breaking in which they are divided
	Y        dimen.Length // its top, from the head of the page area
	Bottom   dimen.Length
	OnGrid   bool
	Repeated bool // it is the head of a table, set again
}

// InColumns gives the leaves of columns, with their places within each column.
func (p *Placed) InColumns() (out []InColumn) {
	for _, fr := range p.Division.Fragments[min(p.From, len(p.Division.Fragments)):min(p.To, len(p.Division.Fragments))] {
		out = append(out, p.Division.place(fr)...)
	}
	return out
}

// ShiftAll moves what is placed down.
func ShiftAll(on []Placed, by dimen.Length) {
	for k := range on {
		on[k].Y += by
		on[k].Bottom += by
	}
}

// Anchors calls visit for each anchor in what is placed.
func (p *Placed) Anchors(visit func(id AnchorID)) {
	if p.Repeated {
		return
	}
	for _, q := range p.InColumns() {
		q.Anchors(visit)
	}
	if p.From == 0 {
		for _, id := range p.Leaf.IDs {
			visit(AnchorID{Name: id})
		}
	}
	inText := func(par *para.Paragraph, breaking, from, to int) {
		for mark := range par.Marks(breaking, from, to) {
			if a, ok := mark.(*Anchor); ok {
				for _, id := range a.IDs {
					visit(id)
				}
			}
		}
	}
	if p.Leaf.MarkerLine != nil && p.From == 0 {
		inText(p.Leaf.MarkerLine, 0, 0, 1)
	}
	if p.Leaf.Lines != nil {
		inText(p.Leaf.Lines, p.Breaking, p.From, p.To)
	}
	if p.Leaf.Row != nil {
		for _, c := range p.Cells() {
			for i := range c.Placed {
				c.Placed[i].Anchors(visit)
			}
		}
	}
}
