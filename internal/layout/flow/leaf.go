package flow

import (
	"slices"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// Flow is the galley of a piece of the book between two forced page breaks.
type Flow struct {
	Name      string      // the named page
	Side      style.Break // BreakPage, BreakVerso or BreakRecto: where it must begin
	Leaves    []*Leaf
	Notes     []*Insertion // at the foot of its pages
	Floats    []*Insertion
	PageReset *int // counter-reset: page, on its first page
	Exempt    doc.NodeID
	Matter    doc.Kind

	Measure dimen.Length
}

// Leaf is a block without blocks in it: a paragraph, a row of a table, a picture, a rule.
type Leaf struct {
	Element *style.Element
	Style   *style.Style
	Tag     *page.Tag
	Pos     diag.Pos
	Text    *para.Text      // of a paragraph
	Lines   *para.Paragraph // its text set in lines
	Row     *Row
	Picture *Picture
	Rule    bool // a rule of its own: hr with a border
	Blank   bool // an empty line of code
	Columns *Columns

	X, Width dimen.Length // from the left edge of the page area
	// Margin is the space above. It vanishes at the head of a page, unless the page break was forced. BorderPadding, the borders
	// and padding above, doesn't.
	Margin, BorderPadding dimen.Length
	Opens, Closes         []Edge
	Below                 dimen.Length // padding and borders under it

	AvoidBefore  bool        // no page break before it
	ForcedBefore style.Break // within columns: of a column or a page, before it
	KeepTogether bool        // no page break within it
	IDs          []string
	Sets         []*Assignment
	IDTags       []*page.Tag  // for ids: the elements
	Calls        []*Insertion // notes at the foot
	FloatsBefore []*Insertion // floats that are called where it begins
	FloatsAfter  []*Insertion // and where it ends
	Clear        style.Clear  // floats of these sides that are called before it do not stand after it
	FloatsDue    int          // how many floats of the flow stand on its page or before
	Head         []*Leaf      // of a table: the rows that are repeated at the head of a page
	InHead       bool
	Table        *Table
	Exempt       doc.NodeID // of the section, if its text is generated
	Marker       *para.Text
	MarkerLine   *para.Paragraph // the marker set
	MarkerGap    dimen.Length
	Number       int // of the paragraph in the text; 0: none
}

// Edge is the border edge of a box that begins or ends with a leaf. Distance is how far the edge is from the leaf.
type Edge struct {
	Box      *Box
	Distance dimen.Length
}

// Box is a block with something to be drawn: borders or a background.
type Box struct {
	Style     *style.Style
	TablePart bool // of a table: a group of rows or a row
	Table     bool // a table: where it is divided, each part has its edges
	X, Width  dimen.Length
}

// RefersToPages reports whether the leaf prints the number of a page.
func (lf *Leaf) RefersToPages() bool {
	if aboutPages(lf.Text) || aboutPages(lf.Marker) {
		return true
	}
	if lf.Columns != nil {
		return slices.ContainsFunc(lf.Columns.Leaves, (*Leaf).RefersToPages)
	}
	if lf.Row != nil {
		for _, c := range lf.Row.Cells {
			if slices.ContainsFunc(c.Leaves, (*Leaf).RefersToPages) {
				return true
			}
		}
	}
	return false
}

// notesCalled gives the notes that a leaf calls, in order.
func (lf *Leaf) notesCalled() (out []*Insertion) {
	add := func(t *para.Text) {
		for i := range t.Segments {
			if a := anchorOf(&t.Segments[i]); a != nil && a.Note != nil {
				out = append(out, a.Note)
			}
		}
	}
	if lf.Text != nil {
		add(lf.Text)
	}
	if lf.Row != nil {
		for _, c := range lf.Row.Cells {
			for _, x := range c.Leaves {
				out = append(out, x.notesCalled()...)
			}
		}
	}
	if lf.Columns != nil {
		for _, x := range lf.Columns.Leaves {
			out = append(out, x.notesCalled()...)
		}
	}
	return out
}

// gatherInsertions lists the insertions of a flow in the order in which they are called.
func (f *Flow) gatherInsertions() {
	for _, lf := range f.Leaves {
		kind := lf.sequence()
		for i, a := range f.Floats {
			side := style.ClearTop
			if a.Style.Float == style.FloatBottom {
				side = style.ClearBottom
			}
			if lf.Clear&side != 0 || kind != "" && len(a.Leaves) > 0 && a.Leaves[0].sequence() == kind {
				lf.FloatsDue = i + 1
			}
		}
		f.Floats = append(f.Floats, lf.FloatsBefore...)
		if lf.Columns != nil {
			for _, x := range lf.Columns.Leaves {
				f.Floats = append(append(f.Floats, x.FloatsBefore...), x.FloatsAfter...)
			}
		}
		f.Floats = append(f.Floats, lf.FloatsAfter...)
		lf.Calls = lf.notesCalled()
		f.Notes = append(f.Notes, lf.Calls...)
	}
}

// sequence is the numbered kind that a leaf is part of: "figure" or "table", or "" for neither.
func (lf *Leaf) sequence() string {
	for e := lf.Element; e != nil; e = e.Parent {
		if e.Name == "figure" || e.Name == "table" {
			return e.Name
		}
	}
	return ""
}

// AllLeaves gives the leaves of a flow and of its insertions.
func (f *Flow) AllLeaves() []*Leaf {
	var out []*Leaf
	add := func(leaves []*Leaf) {
		for _, lf := range leaves {
			out = append(out, lf.withColumns()...)
		}
	}
	add(f.Leaves)
	for _, list := range [2][]*Insertion{f.Notes, f.Floats} {
		for _, a := range list {
			add(a.Leaves)
		}
	}
	return out
}

// withColumns gives a leaf and those in its columns.
func (lf *Leaf) withColumns() []*Leaf {
	out := []*Leaf{lf}
	if lf.Columns != nil {
		for _, x := range lf.Columns.Leaves {
			out = append(out, x.withColumns()...)
		}
	}
	return out
}

// RepeatedHead gives the rows of the table head that are repeated above a row at the head of a page. A head that is higher than a
// quarter of the page is not repeated (css-tables-3, §6.2).
func (lf *Leaf) RepeatedHead() []*Leaf {
	if lf.InHead || lf.Table == nil {
		return nil
	}
	h := dimen.Length(0)
	for _, x := range lf.Head {
		h += x.Margin + x.BorderPadding + x.Height() + x.Below
	}
	if h > lf.Table.page/4 {
		return nil
	}
	return lf.Head
}

// natural is the index of the line breaking that is the optimum.
func (lf *Leaf) natural() int {
	if lf.Lines != nil {
		return lf.Lines.Natural
	}
	return 0
}

// Grid is the distance of the lines of the baseline grid of a flow.
func (f *Flow) Grid() dimen.Length {
	for _, lf := range f.Leaves {
		if lf.Style.BaselineGrid > 0 {
			return lf.Style.BaselineGrid
		}
	}
	return f.Leaves[0].Style.LineHeight
}
