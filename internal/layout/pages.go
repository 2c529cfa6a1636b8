package layout

import (
	"quire/internal/dimen"
	"quire/internal/pagebreak"
	"quire/internal/style"
)

// brokenFlow is a flow with its pages.
type brokenFlow struct {
	*flow
	onVerso bool // its first page is a left-hand one
	pages   []flowPage
}

// flowPage is what stands on a page of a flow.
type flowPage struct {
	on []placed // in the galley
	// The notes at its foot, and the floats from float up to floatEnd. top is where the text begins below floats,
	// bottom the height of those at the foot.
	notes              []pagebreak.NotePart
	noteGap, noteDepth dimen.Length
	float, floatEnd    int
	top, bottom        dimen.Length
}

// breakPages finds the pages of all flows. What comes before a flow decides on which side it begins. A flow whose pages were
// found before, with the same beginning, keeps them.
func breakPages(flows []*flow, geo geometry, before []*brokenFlow) []*brokenFlow {
	var out []*brokenFlow
	pages := 0 // so far
	for i, f := range flows {
		recto := pages%2 == 0
		if f.side == style.BreakRecto && !recto || f.side == style.BreakVerso && recto {
			pages++
			recto = !recto
		}
		var b *brokenFlow
		if i < len(before) {
			b = before[i]
		}
		if b == nil || b.onVerso == recto {
			b = breakFlow(f, geo, i == 0, recto)
		}
		out = append(out, b)
		pages += len(b.pages)
	}
	return out
}

// breaker finds the best pages for one flow.
type breaker struct {
	*flow
	geometry
	opens   bool // the flow is the first of the book
	recto   bool // it begins on a right-hand page
	grid    dimen.Length
	extents []blockExtent
	plans   [][]fragments // of leaves in columns
	leafOf  []int         // of each item of the breaker its leaf
	room    galleyRoom
}

func breakFlow(f *flow, geo geometry, opens, recto bool) *brokenFlow {
	g := &breaker{flow: f, geometry: geo, opens: opens, recto: recto, grid: f.grid(), plans: make([][]fragments, len(f.leaves))}
	g.room.grid = g.grid
	g.room.separator, g.room.notesMax = separator(geo.cascade.Page(f.name, false, false, false).Footnote, f.measure, g.height(false, true))
	for _, n := range f.notes {
		g.room.gap = max(g.room.gap, n.gap())
	}
	for i, lf := range f.leaves {
		e := lf.extent()
		if lf.cols != nil {
			g.plans[i] = g.columns(lf, i == 0)
			e.divide(g.plans[i], lf.cols.unit)
		}
		g.extents = append(g.extents, e)
	}
	g.keep(f.leaves)
	return &brokenFlow{flow: f, onVerso: !recto, pages: g.best()}
}

// height is that of the page area: of the first page of the flow, or of one on the recto or verso.
func (g *breaker) height(first, recto bool) dimen.Length {
	if first && g.opens {
		return pageArea(g.cascade.PageAt(g.name, g.left(recto), true, false, 1)).H
	}
	return g.pageHeight(g.name, first, recto)
}

// columns gives the ways to divide columns among pages. Where they begin the flow, the room on the first page is known.
func (g *breaker) columns(lf *leaf, opening bool) []fragments {
	f := lf.cols.fragments(g.room)
	later := min(g.height(false, true), g.height(false, false)) - lf.below
	if opening {
		first := g.height(true, g.recto) - dimen.RoundUp(max(0, lf.margin+lf.inner), max(1, g.grid)) - lf.below
		return f.ways(f.breaker.DivideFrom(first, later))
	}
	return f.ways(f.breaker.Divide(max(g.height(true, g.recto), g.height(false, true), g.height(false, false))-lf.below, later))
}

// keep lets no page break divide a table of up to half the height of a page. A higher one may be divided between its
// rows, for to move it as a whole would leave too much of the page before it empty.
func (g *breaker) keep(leaves []*leaf) {
	for i := 0; i < len(leaves); {
		j, h := i+1, g.extents[i].total()
		for j < len(leaves) && leaves[i].table != nil && leaves[j].table == leaves[i].table {
			h += g.extents[j].margin + g.extents[j].total()
			j++
		}
		if t := leaves[i].table; t != nil && t.divisible && 2*h <= g.height(false, true) {
			for k := i + 1; k < j; k++ {
				g.extents[k].avoid = true
			}
		}
		i = j
	}
}

// galley turns leaves into the items of pagebreak: each leaf is one box or paragraph, with its margin before it.
func (g *breaker) galley() (items []pagebreak.Item) {
	n := 0
	for i := range g.extents {
		for _, k := range g.extents[i].lines {
			n += k
		}
	}
	lines := make([]pagebreak.Line, 0, n)
	for i := range g.extents {
		f := &g.extents[i]
		if i > 0 && f.avoid {
			items = append(items, pagebreak.Item{Kind: pagebreak.Penalty, Penalty: pagebreak.Avoid})
		}
		if f.margin != 0 {
			items = append(items, pagebreak.Item{Kind: pagebreak.Glue, Height: f.margin})
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
		for len(g.leafOf) < len(items) {
			g.leafOf = append(g.leafOf, i)
		}
	}
	return items
}

// best finds the pages with the least demerits. The demerits of what is not set at its best stand in extent.go, all others
// in pagebreak.
func (g *breaker) best() []flowPage {
	items := g.galley()
	p := pagebreak.Defaults(g.grid)
	p.NoteGap, p.NoteSeparator, p.NoteMax = g.room.gap, g.room.separator, g.room.notesMax
	var notes []pagebreak.Note
	for _, n := range g.notes {
		notes = append(notes, n.note())
	}
	var floats []pagebreak.Float
	for _, a := range g.floats {
		floats = append(floats, a.float())
	}
	pages := pagebreak.Pages{First: g.height(true, g.recto), Recto: g.height(false, true), Verso: g.height(false, false), OnVerso: !g.recto}
	p.MinLast = min(p.MinLast, int(pages.Recto/p.Leading/4)) // a small page is full with less
	res := pagebreak.Break(items, notes, floats, pages, p)
	out := make([]flowPage, len(res.Pages))
	for i := range res.Pages {
		pg := &res.Pages[i]
		out[i] = flowPage{
			on: g.place(pg.Parts), notes: pg.Notes, noteGap: p.NoteGap, noteDepth: pg.NoteDepth,
			float: pg.Float, floatEnd: pg.FloatEnd, top: pg.Top, bottom: pg.Bottom,
		}
	}
	return out
}

// place gives each leaf on a page its place, and the head of a table that is set again above its rows. What is off the grid
// and stands between blocks that are on it takes the surplus half above and half below.
func (g *breaker) place(parts []pagebreak.Part) (out []placed) {
	end := dimen.Length(0) // of what is before
	for k, part := range parts {
		i := g.leafOf[part.Item]
		lf, f := g.leaves[i], &g.extents[i]
		p := placed{lf: lf, way: part.Variant, from: part.From, to: part.To, last: part.To == f.lines[part.Variant], grid: f.grid, y: part.Y}
		if len(g.plans[i]) > 0 {
			p.cols = g.plans[i][part.Variant]
		}
		if k == 0 && i > 0 && p.from == 0 && !lf.inHead {
			out = headAgain(out, lf.head, f.inner)
		}
		if slack := p.y - (end + f.margin + f.inner); p.grid && k > 0 && slack > 0 {
			centre(out, slack/2)
		}
		p.bottom = p.y + f.span(p.way, p.from, p.to)
		if end = p.bottom; p.last {
			end += lf.below
		}
		out = append(out, p)
	}
	return out
}

// headAgain adds the rows of the head of a table, the first below y.
func headAgain(out []placed, head []*leaf, y dimen.Length) []placed {
	for i, h := range head {
		if i > 0 {
			y += h.margin
		}
		y += h.inner
		out = append(out, placed{lf: h, to: 1, last: true, y: y, bottom: y + h.height(), again: true})
		y += h.height() + h.below
	}
	return out
}

// centre moves the leaves at the end that are off the grid down by half of what is left before the next line of it.
func centre(out []placed, by dimen.Length) {
	k := len(out)
	for k > 0 && !out[k-1].grid {
		k--
	}
	if k == 0 || k == len(out) {
		return // nothing to move, or at the head of a page, where what is first stays at the top
	}
	if t := out[k].lf.table; t != nil && t == out[k-1].lf.table {
		return // a table clings to its caption
	}
	shiftAll(out[k:], by)
}
