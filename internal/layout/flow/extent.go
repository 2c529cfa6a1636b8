package flow

import "quire/internal/dimen"

// notOptimum are the demerits of a paragraph that is not set at its optimum.
const notOptimum = 12

// dividedRow is the penalty of a page break within a row. It is as much as a page that is about four lines short costs.
const dividedRow = 600

// BlockExtent is what a leaf takes on a page.
type BlockExtent struct {
	Margin, BorderPadding, Below dimen.Length
	Grid                         bool
	Height                       dimen.Length     // of a line, or of the whole
	Lines                        []int            // by line breaking: how many lines; one for what can't be divided
	sums                         [][]dimen.Length // by line breaking, where lines differ in height: that of the lines up to each
	Costs                        []int64          // by line breaking
	Hyphen                       func(breaking, line int) bool
	HyphenateLast                bool  // hyphenate-limit-last
	DividePenalty                int32 // of a page break within it
	Orphans, Widows              int
	AvoidBefore, KeepTogether    bool
	NotesCalled                  int  // of notes
	OnePerPage                   bool // no two lines stand on one page
	NotesCalledBy                func(breaking, line int) int32
	FloatsCalledBy               func(breaking, line int) int32
	FloatsBefore, FloatsCalled   int          // how many floats it calls where it begins, and where it ends
	FloatsDue                    int          // how many floats of the flow stand on its page or before
	TableHead                    dimen.Length // the height of the table head that is repeated above it
}

// DivideColumns completes the extent of columns by the ways in which they can be divided. Page breaking takes each fragment as
// a line that no other may share a page with.
func (f *BlockExtent) DivideColumns(breakings []Division, unit dimen.Length) {
	if len(breakings) == 0 || len(breakings[0].Columns.Leaves) == 0 {
		return
	}
	f.Height, f.OnePerPage, f.Orphans, f.Widows = unit, true, 1, 1
	f.Lines, f.Costs = nil, nil
	for _, breaking := range breakings {
		sums := make([]dimen.Length, len(breaking.Fragments)+1)
		for i, fr := range breaking.Fragments {
			sums[i+1] = sums[i] + fr.Height
		}
		f.Lines, f.sums, f.Costs = append(f.Lines, len(breaking.Fragments)), append(f.sums, sums), append(f.Costs, breaking.demerits)
	}
	f.Hyphen = func(int, int) bool { return false }
	f.NotesCalledBy = func(breaking, i int) int32 { return breakings[breaking].Fragments[i].Calls }
	f.FloatsCalledBy = func(breaking, i int) int32 { return breakings[breaking].Fragments[i].Floats }
}

// Span is the height of lines from up to to.
func (f *BlockExtent) Span(breaking, from, to int) dimen.Length {
	if f.sums != nil {
		return f.sums[breaking][to] - f.sums[breaking][from]
	}
	return dimen.Length(to-from) * f.Height
}

// Total is the height of the whole leaf, with its padding and borders.
func (f *BlockExtent) Total() dimen.Length {
	n := f.Height
	if len(f.Lines) > 0 {
		n = f.Span(0, 0, f.Lines[0])
	}
	return f.BorderPadding + n + f.Below
}

// Extent gives what a leaf takes on a page. For columns DivideColumns completes it.
func (lf *Leaf) Extent() BlockExtent {
	f := BlockExtent{
		Margin: lf.Margin, BorderPadding: lf.BorderPadding, Below: lf.Below, AvoidBefore: lf.AvoidBefore, KeepTogether: lf.KeepTogether,
		Orphans: lf.Style.Orphans, Widows: lf.Style.Widows, Lines: []int{1}, Costs: []int64{0},
		NotesCalled: len(lf.Calls), FloatsBefore: len(lf.FloatsBefore), FloatsCalled: len(lf.FloatsAfter), FloatsDue: lf.FloatsDue,
	}
	for i, h := range lf.RepeatedHead() {
		f.TableHead += h.BorderPadding + h.Height() + h.Below
		if i > 0 { // the margin above the table is not repeated
			f.TableHead += h.Margin
		}
	}
	f.Height, f.Grid = lf.Height(), lf.onGrid()
	if lf.Row != nil && len(lf.Row.cuts) > 2 {
		calls := lf.Row.calls()
		f.Lines, f.sums = []int{len(calls)}, [][]dimen.Length{lf.Row.cuts}
		f.Orphans, f.Widows, f.DividePenalty = 1, 1, dividedRow
		f.Hyphen = func(int, int) bool { return false }
		f.NotesCalledBy = func(_, line int) int32 { return calls[line] }
	}
	if lf.Lines != nil {
		p := lf.Lines
		f.Height = lf.Style.LineHeight
		f.Lines, f.Costs = f.Lines[:0], f.Costs[:0]
		if p.Tall {
			for i := range p.Breakings {
				f.sums = append(f.sums, p.Heights(i))
			}
		}
		for i, w := range p.Breakings {
			f.Lines = append(f.Lines, len(w.Lines))
			c := int64(0)
			if i != p.Natural {
				c = notOptimum + min(w.Demerits/2000, 8*notOptimum)
			}
			f.Costs = append(f.Costs, c)
		}
		f.HyphenateLast = lf.Style.HyphenateLast
		f.NotesCalledBy = func(w, line int) int32 { return calls(p, w, line, line+1) }
		f.Hyphen = func(w, line int) bool { return p.Breakings[w].Lines[line].Flagged }
		f.Orphans = max(f.Orphans, p.BesideInitial())
	}
	return f
}

// onGrid reports whether the lines of a leaf stand on the baseline grid: they do if they are as far apart as the grid lines.
func (lf *Leaf) onGrid() bool {
	g := lf.Style.BaselineGrid
	switch {
	case g == 0:
	case lf.Text != nil, lf.Blank, lf.Columns != nil:
		return lf.Style.LineHeight == g
	case lf.Row != nil:
		for _, c := range lf.Row.Cells {
			if c.text() == nil || c.Style.LineHeight != g || c.edges() > 0 {
				return false
			}
		}
		return true
	}
	return false
}

// Height is the height of a leaf; of a paragraph, that of one line.
func (lf *Leaf) Height() dimen.Length {
	switch {
	case lf.Row != nil:
		return lf.Row.Height()
	case lf.Picture != nil:
		return lf.Picture.Height
	case lf.Rule, lf.Columns != nil:
		return 0
	}
	return lf.Style.LineHeight
}
