package layout

import (
	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
	"slices"
)

// flow is a piece of the book between two forced page breaks: the galley of which the best pages are made.
type flow struct {
	name   string      // the named page
	side   style.Break // BreakPage, BreakVerso or BreakRecto: where it must begin
	leaves []*leaf
	notes  []*insertion // at the foot of its pages
	floats []*insertion
	reset  *int // counter-reset: page, on its first page
	exempt doc.NodeID
	matter doc.Kind

	measure dimen.Length
}

// leaf is a block without blocks in it: a paragraph, a row of a table, a picture, a rule.
type leaf struct {
	el    *style.Element
	st    *style.Style
	tag   *page.Tag
	pos   diag.Pos
	text  *para.Text      // of a paragraph
	par   *para.Paragraph // its text set in lines
	row   *row
	pic   *picture
	rule  bool // a rule of its own: hr with a border
	blank bool // an empty line of code
	cols  *columns

	x, width dimen.Length // from the left edge of the page area
	// margin above vanishes at the head of a page that the leaf was not forced to; inner, which is padding and borders, doesn't.
	margin, inner dimen.Length
	opens, closes []edge
	below         dimen.Length // padding and borders under it

	avoid     bool        // no page break before it
	force     style.Break // within columns: of a column or a page, before it
	whole     bool        // no page break within it
	ids       []string
	sets      []*assignment
	tags      []*page.Tag  // for ids: the elements
	called    []*insertion // notes at the foot
	before    []*insertion // floats that are called where it begins
	floats    []*insertion // and where it ends
	clear     style.Clear  // sides of which no earlier float comes after it
	after     int          // how many floats of the flow come no later than it
	head      []*leaf      // of a table: the rows that are said again at the head of a page
	inHead    bool
	table     *table
	exempt    doc.NodeID // of the section, if its text is generated
	marker    *para.Text
	markerPar *para.Paragraph // the marker set
	markerGap dimen.Length
	number    int // of the paragraph in the text; 0: none
}

// edge is the border edge of a box that begins or ends with a leaf: dist is how far it lies from the leaf.
type edge struct {
	box  *box
	dist dimen.Length
}

// box is a block with something to be drawn: borders or a background.
type box struct {
	st       *style.Style
	part     bool // of a table: a group of rows or a row
	whole    bool // a table: where it is divided, each part has its edges
	x, width dimen.Length
}

// refers reports whether the leaf prints the number of a page.
func (lf *leaf) refers() bool {
	if aboutPages(lf.text) || aboutPages(lf.marker) {
		return true
	}
	if lf.cols != nil {
		return slices.ContainsFunc(lf.cols.leaves, (*leaf).refers)
	}
	if lf.row != nil {
		for _, c := range lf.row.cells {
			if aboutPages(c.text) {
				return true
			}
		}
	}
	return false
}

// notes gives the notes that a leaf calls, in order.
func (lf *leaf) notes() (out []*insertion) {
	add := func(t *para.Text) {
		for i := range t.Segments {
			if a := anchorOf(&t.Segments[i]); a != nil && a.note != nil {
				out = append(out, a.note)
			}
		}
	}
	if lf.text != nil {
		add(lf.text)
	}
	if lf.row != nil {
		for _, c := range lf.row.cells {
			add(c.text)
		}
	}
	if lf.cols != nil {
		for _, x := range lf.cols.leaves {
			out = append(out, x.notes()...)
		}
	}
	return out
}

// gather lists what stands apart from the galley of a flow, in the order in which it is called.
func (f *flow) gather() {
	for _, lf := range f.leaves {
		kind := lf.sequence()
		for i, a := range f.floats {
			side := style.ClearTop
			if a.st.Float == style.FloatBottom {
				side = style.ClearBottom
			}
			if lf.clear&side != 0 || kind != "" && len(a.leaves) > 0 && a.leaves[0].sequence() == kind {
				lf.after = i + 1
			}
		}
		f.floats = append(f.floats, lf.before...)
		if lf.cols != nil {
			for _, x := range lf.cols.leaves {
				f.floats = append(append(f.floats, x.before...), x.floats...)
			}
		}
		f.floats = append(f.floats, lf.floats...)
		lf.called = lf.notes()
		f.notes = append(f.notes, lf.called...)
	}
}

// sequence tells which kind of what is numbered a leaf is part of: a figure or a table; "" for neither.
func (lf *leaf) sequence() string {
	for e := lf.el; e != nil; e = e.Parent {
		if e.Name == "figure" || e.Name == "table" {
			return e.Name
		}
	}
	return ""
}

// all gives the leaves of a flow and those that stand apart from it.
func (f *flow) all() []*leaf {
	var out []*leaf
	add := func(leaves []*leaf) {
		for _, lf := range leaves {
			out = append(out, lf.withColumns()...)
		}
	}
	add(f.leaves)
	for _, list := range [2][]*insertion{f.notes, f.floats} {
		for _, a := range list {
			add(a.leaves)
		}
	}
	return out
}

// withColumns gives a leaf and those in its columns.
func (lf *leaf) withColumns() []*leaf {
	out := []*leaf{lf}
	if lf.cols != nil {
		for _, x := range lf.cols.leaves {
			out = append(out, x.withColumns()...)
		}
	}
	return out
}

// natural is the way in which a leaf is set at its best.
func (lf *leaf) natural() int {
	if lf.par != nil {
		return lf.par.Natural
	}
	return 0
}

// grid is the distance of the lines of the baseline grid of a flow.
func (f *flow) grid() dimen.Length {
	for _, lf := range f.leaves {
		if lf.st.BaselineGrid > 0 {
			return lf.st.BaselineGrid
		}
	}
	return f.leaves[0].st.LineHeight
}
