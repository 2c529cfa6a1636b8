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
			Orphans: int32(f.orphans), Widows: int32(f.widows),
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
					lines = append(lines, line)
				}
				it.Variants = append(it.Variants, pagebreak.Variant{Lines: lines[from:len(lines):len(lines)], Demerits: f.costs[w]})
			}
		}
		items = append(items, it)
		leafOf = append(leafOf, i)
	}
	return items, leafOf
}

// best finds the page breaks with the least demerits for a flow that begins on a recto (odd) or a verso. What outweighs
// what stands in pagebreak.
func (g *pager) best(odd bool) []brk {
	items, leafOf := g.galley()
	p := pagebreak.Defaults(g.grid)
	pages := pagebreak.Pages{First: g.height(true, odd), Recto: g.height(false, true), Verso: g.height(false, false), OnVerso: !odd}
	res := pagebreak.Break(items, nil, nil, pages, p)
	out := make([]brk, len(res.Pages))
	for i, pg := range res.Pages {
		b := brk{leaf: len(g.fits), depth: pg.Depth}
		if i+1 < len(res.Pages) {
			next := res.Pages[i+1].Parts[0]
			b.leaf, b.line = leafOf[next.Item], next.From
		}
		for _, part := range pg.Parts {
			b.ways = append(b.ways, uint8(part.Variant))
		}
		out[i] = b
	}
	return out
}
