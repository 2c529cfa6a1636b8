package flow

import (
	"maps"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/layout/para"
	"quire/internal/style"
)

// Anchors says on which page each anchor lies.
type Anchors struct {
	At    map[AnchorID]PageNumber
	Pages int // in all
}

// PageNumber is the number of a page: as it is printed, and the value of the page counter.
type PageNumber struct {
	Label  string
	Number int
}

// Equal reports whether all anchors lie on the same pages.
func (a Anchors) Equal(b Anchors) bool {
	return a.Pages == b.Pages && maps.Equal(a.At, b.At)
}

// References has what the words for references depend on.
type References struct {
	sheet *style.Sheet
	Anchors
	// What target-counter() and target-text() may ask of each anchor.
	counts map[string]map[string][]int
	titles map[string]title
}

// Setter sets the texts of a book, with words for their references.
type Setter struct {
	*para.Setter
	Refs     References
	Findings *diag.List
}

// SetLeaf sets the texts of a leaf in lines.
func (s *Setter) SetLeaf(lf *Leaf) {
	if lf.Text != nil {
		lf.Lines = s.SetText(lf.Text, lf.Width)
	}
	if lf.Marker != nil {
		lf.MarkerLine = s.SetText(lf.Marker, 0)
	}
	if lf.Row != nil {
		for _, c := range lf.Row.Cells {
			for _, lf := range c.Leaves {
				for _, x := range lf.withColumns() {
					s.SetLeaf(x)
				}
			}
			c.first = s.Baseline(c.Style)
		}
	}
}

// SetText sets a text in lines and reports what there is to say of its characters.
func (s *Setter) SetText(t *para.Text, measure dimen.Length) *para.Paragraph {
	return s.report(s.Set(s.Refs.resolved(t), measure))
}

// Shape shapes a text without breaking it into lines, to measure it.
func (s *Setter) Shape(t *para.Text) *para.Paragraph {
	return s.report(s.Unbroken(s.Refs.resolved(t)))
}

func (s *Setter) report(p *para.Paragraph) *para.Paragraph {
	for _, f := range p.Findings {
		s.Findings.Add(f)
	}
	return p
}
