// Package border draws backgrounds and borders (css-backgrounds-3) as rules on a page.
package border

import (
	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// Fill gives the background of a box as a rule.
func Fill(st *style.Style, r page.Rect) page.Item {
	return &page.Rule{Rect: r, Color: Color(st.Background), Mark: page.Mark{Artifact: page.ArtifactBackground}}
}

// Box draws the background of a box and those of its borders that are asked for; r is its border edge.
func Box(st *style.Style, r page.Rect, sides [4]bool) (items []page.Item) {
	if st.HasBackground {
		items = append(items, Fill(st, r))
	}
	for k, rect := range [4]page.Rect{
		{X: r.X, Y: r.Y, W: r.W, H: st.Border[style.SideTop].Width},
		{X: r.X + r.W - st.Border[style.SideRight].Width, Y: r.Y, W: st.Border[style.SideRight].Width, H: r.H},
		{X: r.X, Y: r.Y + r.H - st.Border[style.SideBottom].Width, W: r.W, H: st.Border[style.SideBottom].Width},
		{X: r.X, Y: r.Y, W: st.Border[style.SideLeft].Width, H: r.H},
	} {
		if sides[k] {
			items = append(items, Stroke(st, k, rect)...)
		}
	}
	return items
}

// Stroke draws a border along side k of a box.
func Stroke(st *style.Style, k int, r page.Rect) []page.Item {
	return Rule(st.Border[k], st.Color, k == style.SideTop || k == style.SideBottom, r)
}

// Rule draws a border or a rule between columns (css-backgrounds-3, §4.2). ink is the colour for a border without its own. across
// says that the border is horizontal. A double border is two lines, each a third of the width, with the last third between
// them. A dash is three times as long as the border is wide, a dot once; the gaps are as long as the dashes or dots.
func Rule(b style.Border, ink style.Color, across bool, r page.Rect) (items []page.Item) {
	if b.Width <= 0 || r.W <= 0 || r.H <= 0 {
		return nil
	}
	col := ink
	if b.HasColor {
		col = b.Color
	}
	rule := func(r page.Rect) {
		items = append(items, &page.Rule{Rect: r, Color: Color(col), Mark: page.Mark{Artifact: page.ArtifactLayout}})
	}
	switch b.Style {
	case style.Double:
		third := b.Width / 3
		if across {
			rule(page.Rect{X: r.X, Y: r.Y, W: r.W, H: third})
			rule(page.Rect{X: r.X, Y: r.Y + r.H - third, W: r.W, H: third})
		} else {
			rule(page.Rect{X: r.X, Y: r.Y, W: third, H: r.H})
			rule(page.Rect{X: r.X + r.W - third, Y: r.Y, W: third, H: r.H})
		}
	case style.Dashed, style.Dotted:
		dash, length := b.Width, r.H
		if b.Style == style.Dashed {
			dash *= 3
		}
		if across {
			length = r.W
		}
		// An odd number of dashes and gaps fills the side, from corner to corner.
		n := max(length/dash, 1)
		n -= 1 - n%2
		for i := dimen.Length(0); i < n; i += 2 {
			from, to := length.MulDiv(int64(i), int64(n)), length.MulDiv(int64(i+1), int64(n))
			if across {
				rule(page.Rect{X: r.X + from, Y: r.Y, W: to - from, H: r.H})
			} else {
				rule(page.Rect{X: r.X, Y: r.Y + from, W: r.W, H: to - from})
			}
		}
	default:
		rule(r)
	}
	return items
}

// Drawn reports whether a box has a background or a border.
func Drawn(st *style.Style) bool {
	return st.HasBackground || st.Border[style.SideTop].Width > 0 || st.Border[style.SideRight].Width > 0 || st.Border[style.SideBottom].Width > 0 || st.Border[style.SideLeft].Width > 0
}

// Color gives a colour of a stylesheet as one of a page.
func Color(c style.Color) page.Color { return page.Color{Space: page.Space(c.Space), C: c.C} }
