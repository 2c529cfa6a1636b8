package layout

import (
	"maps"
	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/layout/para"
	"quire/internal/style"
)

// anchors says on which page each anchor lies.
type anchors struct {
	at    map[anchorID]pageNumber
	pages int // in all
}

// pageNumber is the number of a page: as it is printed, and the value of the page counter.
type pageNumber struct {
	label  string
	number int
}

// equal reports whether all anchors lie on the same pages.
func (a anchors) equal(b anchors) bool {
	return a.pages == b.pages && maps.Equal(a.at, b.at)
}

// references has what the words for references depend on.
type references struct {
	sheet *style.Sheet
	anchors
	// What target-counter() and target-text() may ask of each anchor.
	counts map[string]map[string][]int
	titles map[string]title
}

// textSetter sets the texts of a book, with words for their references.
type textSetter struct {
	*para.Setter
	refs     references
	findings *diag.List
}

// leaf sets the texts of a leaf in lines.
func (s *textSetter) leaf(lf *leaf) {
	if lf.text != nil {
		lf.par = s.text(lf.text, lf.width)
	}
	if lf.marker != nil {
		lf.markerPar = s.text(lf.marker, 0)
	}
	if lf.row != nil {
		for _, c := range lf.row.cells {
			c.par = s.text(c.text, c.width)
		}
	}
}

// text sets a text in lines and reports what there is to say of its characters.
func (s *textSetter) text(t *para.Text, measure dimen.Length) *para.Paragraph {
	return s.report(s.Set(s.refs.resolved(t), measure))
}

// unbroken shapes a text of which only the extent is asked for.
func (s *textSetter) unbroken(t *para.Text) *para.Paragraph {
	return s.report(s.Unbroken(s.refs.resolved(t)))
}

func (s *textSetter) report(p *para.Paragraph) *para.Paragraph {
	for _, f := range p.Findings {
		s.findings.Add(f)
	}
	return p
}
