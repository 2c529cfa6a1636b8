// Package impose lays finished pages on sheets: as a booklet that is folded and stapled, or several side by side. It
// also cuts excerpts. Its input and output are page.Pages. So text stays text, links and tags are kept, each font is
// embedded once, and no file is read back.
//
// The input is never changed: several editions may be made of the same pages.
package impose

import (
	"quire/internal/dimen"
	"quire/internal/page"
)

// Booklet says how pages are laid on sheets that are folded once and stapled through the fold (saddle stitch).
type Booklet struct {
	// Width and Height are those of the sheet, in either order: the fold is always across the longer side.
	Width, Height dimen.Length
	// Signature is the greatest number of sheets folded together; 0 for all of them.
	Signature int
	// Paper is the thickness of a sheet. The sheets outside of a sheet push it out at the fore edge (creep). Its pages
	// are moved towards the fold by the same amount, so that margins are even after trimming.
	Paper dimen.Length
	// LongEdge is for a printer that turns sheets over their long edge: the backs are printed upside down. Otherwise
	// sheets are turned over their short edge.
	LongEdge bool
	// FoldMarks shows the fold on the front of each sheet. StapleMarks shows the staples on the outside of each
	// signature.
	FoldMarks, StapleMarks bool
	// RightToLeft binds the booklet on its right, for scripts that are read from right to left.
	RightToLeft bool
}

// NUp lays pages side by side and in rows, in reading order, to save paper.
type NUp struct {
	Width, Height dimen.Length // of the sheet, turned as it is given
	Columns, Rows int
	RightToLeft   bool // rows are read from the right
}

// Sheets gives the number of sheets of a booklet of n pages.
func (b Booklet) Sheets(n int) int { return (n + 3) / 4 }

// Sheets gives the number of sheets that n pages take up, printed on one side.
func (u NUp) Sheets(n int) int { return (n + u.Columns*u.Rows - 1) / (u.Columns * u.Rows) }

// Impose makes the sides of the booklet's sheets, each front followed by its back. If the pages do not fill the last
// sheet, the rest of it stays blank.
func (b Booklet) Impose(p *page.Pages) *page.Pages {
	w, h := max(b.Width, b.Height), min(b.Width, b.Height)
	left := page.Rect{W: w / 2, H: h}
	right := page.Rect{X: w / 2, W: w - w/2, H: h}
	var sides []side
	n := len(p.Pages)
	total := b.Sheets(n)
	most := b.Signature
	if most <= 0 {
		most = total
	}
	at := func(i int) int {
		if i < n {
			return i
		}
		return blank
	}
	for first := 0; total > 0; {
		sheets := min(most, total)
		last := first + 4*sheets - 1
		for i := range sheets {
			creep := b.Paper * dimen.Length(i)
			pair := func(l, r int) side {
				if b.RightToLeft {
					l, r = r, l
				}
				return side{width: w, height: h, slots: []slot{
					{page: at(l), cell: left, hold: atRight, shift: creep},
					{page: at(r), cell: right, hold: atLeft, shift: -creep},
				}}
			}
			front, back := pair(last-2*i, first+2*i), pair(first+2*i+1, last-2*i-1)
			if b.FoldMarks {
				front.marks = append(front.marks, foldMarks(w, h)...)
			}
			if b.StapleMarks && i == 0 {
				front.marks = append(front.marks, stapleMarks(w, h)...)
			}
			if b.LongEdge {
				back.rotate = 180
			}
			sides = append(sides, front, back)
		}
		first += 4 * sheets
		total -= sheets
	}
	out := compose(p, sides)
	out.Info.TwoUp, out.Info.Duplex, out.Info.ShortEdge = false, true, !b.LongEdge
	return out
}

// Impose makes the sheets. Pages that are larger than their place are scaled down; none is scaled up.
func (u NUp) Impose(p *page.Pages) *page.Pages {
	var sides []side
	per := u.Columns * u.Rows
	for first := 0; first < len(p.Pages); first += per {
		s := side{width: u.Width, height: u.Height}
		for k := range min(per, len(p.Pages)-first) {
			x, y := dimen.Length(k%u.Columns), dimen.Length(k/u.Columns)
			if u.RightToLeft {
				x = dimen.Length(u.Columns-1) - x
			}
			c, r := dimen.Length(u.Columns), dimen.Length(u.Rows)
			cell := page.Rect{X: u.Width * x / c, Y: u.Height * y / r}
			cell.W, cell.H = u.Width*(x+1)/c-cell.X, u.Height*(y+1)/r-cell.Y
			s.slots = append(s.slots, slot{page: first + k, cell: cell, hold: middle})
		}
		sides = append(sides, s)
	}
	out := compose(p, sides)
	out.Info.TwoUp = false
	return out
}

// Marks are thin and grey, so that they do not distract a reader.
var markColour = page.Color{Space: page.Gray, C: [4]uint16{0x8000}}

const markWidth = dimen.PT / 4

// foldMarks are two short lines, at the ends of the fold.
func foldMarks(w, h dimen.Length) []page.Item {
	const length = 11 * dimen.PT
	return []page.Item{
		mark(page.Rect{X: (w - markWidth) / 2, W: markWidth, H: length}),
		mark(page.Rect{X: (w - markWidth) / 2, Y: h - length, W: markWidth, H: length}),
	}
}

// stapleMarks are two lines along the fold, each a quarter of its length from an end. They are 12 mm long, as wide as a
// staple.
func stapleMarks(w, h dimen.Length) []page.Item {
	length := dimen.IN.MulDiv(120, 254)
	var out []page.Item
	for _, y := range []dimen.Length{h / 4, h - h/4} {
		out = append(out, mark(page.Rect{X: (w - markWidth) / 2, Y: y - length/2, W: markWidth, H: length}))
	}
	return out
}

func mark(r page.Rect) page.Item {
	return &page.Rule{Rect: r, Color: markColour, Mark: page.Mark{Artifact: page.ArtifactPage}}
}
