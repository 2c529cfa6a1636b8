package impose

import (
	"strconv"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/page"
)

// TestPages gives four pages for one sheet, to try a printer's settings before a whole book is printed. Each page has a
// large figure, a frame and a line. When the sheet is folded, the figures must read 1, 2, 3, 4 and be upright. The
// frame, 10 mm within the edges, must be whole. The line must measure 100 mm. There are no words, so the pages have no
// language.
func TestPages(face *font.Face, width, height dimen.Length, info page.Info) *page.Pages {
	mm := func(n int64) dimen.Length { return dimen.IN.MulDiv(n*10, 254) }
	out := &page.Pages{Info: info, Root: &page.Tag{Role: "Document", Lang: info.Lang}, Labels: []page.LabelRange{{Style: "decimal", Start: 1}}}
	for i := range 4 {
		folio := strconv.Itoa(i + 1)
		pg := &page.Page{Width: width, Height: height, Trim: page.Rect{W: width, H: height}, Label: folio, Name: "test"}
		figure := line(face, 160*dimen.PT, info.Lang, folio)
		figure.X, figure.Y = (width-runWidth(figure))/2, height/2
		figure.Tag = out.Root.Add("P")
		pg.Items = append(pg.Items, figure)
		in, w, h := mm(10), width-2*mm(10), height-2*mm(10)
		for _, r := range []page.Rect{
			{X: in, Y: in, W: w, H: markWidth},
			{X: in, Y: in + h - markWidth, W: w, H: markWidth},
			{X: in, Y: in, W: markWidth, H: h},
			{X: in + w - markWidth, Y: in, W: markWidth, H: h},
		} {
			pg.Items = append(pg.Items, mark(r))
		}
		x, y := (width-mm(100))/2, height*3/4
		for _, r := range []page.Rect{
			{X: x, Y: y, W: mm(100), H: markWidth}, {X: x, Y: y - mm(2), W: markWidth, H: mm(4)}, {X: x + mm(100), Y: y - mm(2), W: markWidth, H: mm(4)},
		} {
			pg.Items = append(pg.Items, mark(r))
		}
		scale := line(face, 9*dimen.PT, info.Lang, "100 mm")
		scale.X, scale.Y = (width-runWidth(scale))/2, y-mm(2)
		scale.Tag = out.Root.Add("P")
		pg.Items = append(pg.Items, scale)
		out.Pages = append(out.Pages, pg)
	}
	return out
}

// line sets a short text as a run at the origin.
func line(face *font.Face, size dimen.Length, lang, text string) *page.Run {
	r := &page.Run{Face: face, Size: size, Text: text}
	upem := int64(face.UnitsPerEm())
	for _, g := range face.Shape(text, nil, lang, font.LeftToRight) {
		r.Glyphs = append(r.Glyphs, page.Glyph{
			ID: g.ID, Start: int32(g.Start), End: int32(g.End),
			Advance: size.MulDiv(int64(g.Advance), upem), XOffset: size.MulDiv(int64(g.XOffset), upem), YOffset: size.MulDiv(int64(g.YOffset), upem),
		})
	}
	return r
}

func runWidth(r *page.Run) (w dimen.Length) {
	for _, g := range r.Glyphs {
		w += g.Advance
	}
	return w
}
