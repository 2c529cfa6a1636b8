package flow

import (
	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// Geometry says how large pages are and how they face each other.
type Geometry struct{ Cascade *style.Cascade }

// Measure is the width of the page area of a named page.
func (g Geometry) Measure(name string) dimen.Length {
	w := dimen.Length(1 << 60)
	for _, left := range [2]bool{false, true} {
		w = min(w, PageArea(g.Cascade.Page(name, left, false, false)).W)
	}
	return w
}

// PageHeight is the height of the page area.
func (g Geometry) PageHeight(name string, first, odd bool) dimen.Length {
	return PageArea(g.Cascade.Page(name, g.IsLeft(odd), first, false)).H
}

// IsLeft reports whether a page is a left-hand one. A recto is on the right, but on the left in a book that is read from right
// to left.
func (g Geometry) IsLeft(recto bool) bool { return recto == g.Cascade.RightToLeft }

// side turns a forced break to the left or right into one to the recto or verso.
func (g Geometry) side(b style.Break) style.Break {
	switch {
	case b == style.BreakLeft && g.IsLeft(true), b == style.BreakRight && !g.IsLeft(true):
		return style.BreakRecto
	case b == style.BreakLeft, b == style.BreakRight:
		return style.BreakVerso
	}
	return b
}

// PageArea is the rectangle for the text of a page: within its margins, its border and its padding (css-page-3, §3.1).
func PageArea(st *style.Page) page.Rect {
	around := func(k int, base dimen.Length) dimen.Length {
		return st.Margin[k].Of(base) + st.Border[k].Width + st.Padding[k].Of(base)
	}
	w, h := st.PageWidth, st.PageHeight
	r := page.Rect{X: around(style.SideLeft, w), Y: around(style.SideTop, h)}
	r.W, r.H = max(w-r.X-around(style.SideRight, w), dimen.PT), max(h-r.Y-around(style.SideBottom, h), dimen.PT)
	return r
}

// NoteArea gives the space above the first note of a page, with its rule, and the greatest height of the notes.
func NoteArea(area *style.Style, width, height dimen.Length) (space, most dimen.Length) {
	space = area.Margin[style.SideTop].Of(width) + area.Border[style.SideTop].Width + area.Padding[style.SideTop].Of(width) + area.Padding[style.SideBottom].Of(width) + area.Margin[style.SideBottom].Of(width)
	if !area.MaxHeight.Auto {
		most = max(area.MaxHeight.Of(height), 1)
	}
	return max(space, 0), most
}
