package layout

import (
	"quire/internal/pagebreak"
)

// galley turns leaves into the items of pagebreak: each leaf is one box or paragraph, with its margin before it.
func (g *pager) galley() (items []pagebreak.Item, leafOf []int) {
	n := 0
	for i := range g.fits {
		for _, k := range g.fits[i].lines {
			n += k
		}
	}
	lines := make([]pagebreak.Line, 0, n)
	for i := range g.fits {
		f := &g.fits[i]
		if i > 0 && f.avoid {
			items = append(items, pagebreak.Item{Kind: pagebreak.Penalty, Penalty: pagebreak.Avoid})
		}
		if f.margin != 0 {
			items = append(items, pagebreak.Item{Kind: pagebreak.Glue, Height: f.margin})
		}
		for len(leafOf) < len(items) {
			leafOf = append(leafOf, i)
		}
		it := pagebreak.Item{
			Kind: pagebreak.Box, Grid: f.grid, Above: f.inner, Below: f.below, Repeat: f.head, Height: f.height,
			Orphans: int32(f.orphans), Widows: int32(f.widows), Calls: int32(f.calls), Floats: int32(f.before + f.floats), After: int32(f.after),
		}
		if f.hyphen != nil && len(f.lines) > 0 {
			it.Kind = pagebreak.Paragraph
			if f.whole {
				it.Penalty = pagebreak.Avoid
			}
			for w, count := range f.lines {
				from := len(lines)
				for l := range count {
					line := pagebreak.Line{Height: f.span(w, l, l+1), Hyphen: f.hyphen(w, l)}
					if line.Hyphen && f.strict { // hyphenate-limit-last: no hyphen at the end of a page
						line.Penalty = 300
					}
					if f.calls > 0 {
						line.Calls = f.called(w, l)
					}
					if f.floated != nil {
						line.Floats = f.floated(w, l)
					}
					if l == 0 {
						line.Floats += int32(f.before)
					}
					if l+1 == count {
						line.Floats += int32(f.floats)
					}
					lines = append(lines, line)
				}
				it.Variants = append(it.Variants, pagebreak.Variant{Lines: lines[from:len(lines):len(lines)], Demerits: f.costs[w], Apart: f.apart})
			}
		}
		items = append(items, it)
		leafOf = append(leafOf, i)
	}
	return items, leafOf
}

// apart gives what stands at the head and the foot of pages.
func (g *pager) apart(p *pagebreak.Params) (notes []pagebreak.Note, floats []pagebreak.Float) {
	for _, n := range g.notes {
		note := pagebreak.Note{Orphans: int32(n.st.Orphans), Widows: int32(n.st.Widows)}
		n.divide()
		for _, s := range n.strips {
			note.Lines = append(note.Lines, s.height)
		}
		notes = append(notes, note)
		p.NoteGap = max(p.NoteGap, n.gap())
	}
	for _, a := range g.floats {
		a.divide()
		floats = append(floats, a.float())
	}
	p.NoteSeparator, p.NoteMax = g.separator, g.noteMax
	return notes, floats
}

// best finds the page breaks with the least demerits for a flow that begins on a recto (odd) or a verso. What outweighs
// what stands in pagebreak.
func (g *pager) best(odd bool) []brk {
	items, leafOf := g.galley()
	p := pagebreak.Defaults(g.grid)
	notes, floats := g.apart(&p)
	pages := pagebreak.Pages{First: g.height(true, odd), Recto: g.height(false, true), Verso: g.height(false, false), OnVerso: !odd}
	p.MinLast = min(p.MinLast, int(pages.Recto/p.Leading/4)) // a small page is full with less
	res := pagebreak.Break(items, notes, floats, pages, p)
	out := make([]brk, len(res.Pages))
	next := brk{leaf: len(g.fits)} // where the page after the one at hand begins
	for i := len(out) - 1; i >= 0; i-- {
		pg := &res.Pages[i]
		b := brk{
			leaf: next.leaf, line: next.line, depth: pg.Depth, notes: pg.Notes, noteGap: p.NoteGap, noteDepth: pg.NoteDepth,
			float: pg.Float, floatEnd: pg.FloatEnd, top: pg.Top, bottom: pg.Bottom,
		}
		for _, part := range pg.Parts {
			b.ways = append(b.ways, uint8(part.Variant))
		}
		if len(pg.Parts) > 0 {
			next.leaf, next.line = leafOf[pg.Parts[0].Item], pg.Parts[0].From
		}
		out[i] = b
	}
	return out
}
