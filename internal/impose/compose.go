package impose

import (
	"strings"

	"quire/internal/dimen"
	"quire/internal/page"
)

// blank is the index of a page that does not exist.
const blank = -1

// side is one side of a sheet.
type side struct {
	width, height dimen.Length
	rotate        int
	slots         []slot
	marks         []page.Item
}

// slot is the place of a page on a side.
type slot struct {
	page  int // index in Pages, or blank
	cell  page.Rect
	hold  hold
	shift dimen.Length // to the right: creep
}

// hold is the edge of the cell that a page touches. Vertically a page is always centred in its cell.
type hold uint8

const (
	middle hold = iota
	atLeft
	atRight
)

// placing converts a page's coordinates to those of its side: x to x·num/den + dx.
type placing struct {
	side     int
	dx, dy   dimen.Length
	num, den int64
}

func (t placing) length(l dimen.Length) dimen.Length {
	if t.num == t.den {
		return l
	}
	return l.MulDiv(t.num, t.den)
}

func (t placing) x(l dimen.Length) dimen.Length { return t.length(l) + t.dx }
func (t placing) y(l dimen.Length) dimen.Length { return t.length(l) + t.dy }

func (t placing) rect(r page.Rect) page.Rect {
	return page.Rect{X: t.x(r.X), Y: t.y(r.Y), W: t.length(r.W), H: t.length(r.H)}
}

// place computes where a page goes: its trimmed part in the cell, scaled down if the cell is smaller.
func (s slot) place(pg *page.Page, side int) placing {
	trim := trimmed(pg)
	t := placing{side: side, num: 1, den: 1}
	// The smaller of the two fractions, compared without division: w/W < h/H if w·H < h·W. The lengths of paper are
	// below 2³¹ scaled points, so their products fit.
	if s.cell.W < trim.W {
		t.num, t.den = int64(s.cell.W), int64(trim.W)
	}
	if s.cell.H < trim.H && int64(s.cell.H)*t.den < t.num*int64(trim.H) {
		t.num, t.den = int64(s.cell.H), int64(trim.H)
	}
	slack := s.cell.W - t.length(trim.W)
	switch s.hold {
	case atLeft:
		slack = 0
	case middle:
		slack /= 2
	}
	t.dx = s.cell.X + slack + s.shift - t.length(trim.X)
	t.dy = s.cell.Y + (s.cell.H-t.length(trim.H))/2 - t.length(trim.Y)
	return t
}

// trimmed is the part of a page that remains after it is cut.
func trimmed(pg *page.Page) page.Rect {
	if pg.Trim.Empty() {
		return page.Rect{W: pg.Width, H: pg.Height}
	}
	return pg.Trim
}

func overlap(a, b page.Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

// compose lays pages on sides. Each page of p is on at most one side. The crop marks of pages are left out, as they
// would be on the neighbouring pages.
func compose(p *page.Pages, sides []side) *page.Pages {
	places := make([]placing, len(p.Pages))
	for i := range places {
		places[i].side = blank
	}
	for i, sd := range sides {
		for _, sl := range sd.slots {
			if sl.page != blank {
				places[sl.page] = sl.place(p.Pages[sl.page], i)
			}
		}
	}
	tags := copier{}
	out := &page.Pages{Info: p.Info, Outline: p.Outline, Files: p.Files}
	out.Root = tags.copy(p.Root, places)
	for i, sd := range sides {
		sheet := &page.Page{Width: sd.width, Height: sd.height, Rotate: sd.rotate, Name: "sheet"}
		var labels []string
		for _, sl := range sd.slots {
			if sl.page == blank {
				continue
			}
			pg, t := p.Pages[sl.page], places[sl.page]
			before := len(sheet.Items)
			for _, it := range pg.Items {
				if r, ok := it.(*page.Rule); !ok || r.Artifact != page.ArtifactPage || overlap(r.Rect, trimmed(pg)) {
					sheet.Items = append(sheet.Items, tags.item(it, t))
				}
			}
			for _, l := range pg.Links {
				rects := make([]page.Rect, len(l.Rects))
				for k, r := range l.Rects {
					rects[k] = t.rect(r)
				}
				l.Rects, l.Tag = rects, tags.of(l.Tag)
				sheet.Links = append(sheet.Links, l)
			}
			sheet.Parts = append(sheet.Parts, page.Part{Items: len(sheet.Items) - before, Links: len(pg.Links), Read: sl.page})
			labels = append(labels, pg.Label)
		}
		// The marks come after all pages in reading order. They are artifacts, so they are never read.
		sheet.Items = append(sheet.Items, sd.marks...)
		sheet.Parts = append(sheet.Parts, page.Part{Items: len(sd.marks), Read: len(p.Pages)})
		sheet.Label = strings.Join(labels, ", ")
		out.Pages = append(out.Pages, sheet)
		out.Labels = append(out.Labels, page.LabelRange{First: i, Prefix: sheet.Label})
	}
	for _, x := range p.Dests {
		if x.Page < 0 || x.Page >= len(places) || places[x.Page].side == blank {
			continue
		}
		t := places[x.Page]
		x.Page, x.X, x.Y, x.Tag = t.side, t.x(x.X), t.y(x.Y), tags.of(x.Tag)
		out.Dests = append(out.Dests, x)
	}
	return out
}

// copier remembers the copies of tags.
type copier map[*page.Tag]*page.Tag

// of returns the copy of a tag. A tag outside of the tree has no copy and is returned as it is; pdf reports it.
func (c copier) of(t *page.Tag) *page.Tag {
	if n, ok := c[t]; ok {
		return n
	}
	return t
}

// copy copies a tree and moves the boxes of figures to their places on the sheets.
func (c copier) copy(t *page.Tag, places []placing) *page.Tag {
	if t == nil {
		return nil
	}
	n := *t
	c[t] = &n
	if b := t.BBox; b != nil {
		n.BBox = nil
		if b.Page >= 0 && b.Page < len(places) && places[b.Page].side != blank {
			n.BBox = &page.BBox{Page: places[b.Page].side, Rect: places[b.Page].rect(b.Rect)}
		}
	}
	n.Children = make([]*page.Tag, 0, len(t.Children))
	for _, k := range t.Children {
		if k != nil {
			n.Children = append(n.Children, c.copy(k, places))
		}
	}
	return &n
}

// item copies an item to its place.
func (c copier) item(it page.Item, t placing) page.Item {
	switch it := it.(type) {
	case *page.Run:
		n := *it
		n.X, n.Y, n.Tag = t.x(it.X), t.y(it.Y), c.of(it.Tag)
		if t.num != t.den {
			n.Size = t.length(it.Size)
			n.Glyphs = make([]page.Glyph, len(it.Glyphs))
			for i, g := range it.Glyphs {
				g.Advance, g.XOffset, g.YOffset = t.length(g.Advance), t.length(g.XOffset), t.length(g.YOffset)
				n.Glyphs[i] = g
			}
		}
		return &n
	case *page.Rule:
		n := *it
		n.Rect, n.Tag = t.rect(it.Rect), c.of(it.Tag)
		return &n
	case *page.Picture:
		n := *it
		n.Rect, n.Tag = t.rect(it.Rect), c.of(it.Tag)
		return &n
	}
	return it
}
