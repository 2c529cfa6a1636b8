package pages

import (
	"quire/internal/dimen"
	"quire/internal/layout/flow"
	"quire/internal/pagebreak"
	"quire/internal/style"
)

// PagedFlow is a flow with its pages.
type PagedFlow struct {
	*flow.Flow
	onVerso bool // its first page is a left-hand one
	Pages   []Page
}

// Release lets go of what stands in a flow, and of its pages. Its name and its properties stay.
func (f *PagedFlow) Release() {
	f.Pages = nil
	f.Leaves, f.Notes, f.Floats = nil, nil, nil
}

// Page is what stands on a page of a flow.
type Page struct {
	Placed []flow.Placed // in the galley
	// Notes are at its foot. The floats of the page are those from Float up to FloatEnd. Top is where the text begins, below
	// the floats at the head. Bottom is the height of the floats at the foot.
	Notes              []pagebreak.NotePart
	NoteGap, NoteDepth dimen.Length
	Float, FloatEnd    int
	Top, Bottom        dimen.Length
}

// Break finds the pages of all flows. On which side a flow begins depends on the number of pages before it. before has the
// result of the last call: a flow that begins on the same side keeps its pages, unless its entry there is nil.
func Break(flows []*flow.Flow, geo flow.Geometry, before []*PagedFlow) []*PagedFlow {
	var out []*PagedFlow
	pages := 0 // so far
	for i, f := range flows {
		recto := pages%2 == 0
		if f.Side == style.BreakRecto && !recto || f.Side == style.BreakVerso && recto {
			pages++
			recto = !recto
		}
		var b *PagedFlow
		if i < len(before) {
			b = before[i]
		}
		if b == nil || b.onVerso == recto {
			b = breakFlow(f, geo, i == 0, recto)
		}
		out = append(out, b)
		pages += len(b.Pages)
	}
	return out
}

// breaker finds the best pages for one flow.
type breaker struct {
	*flow.Flow
	flow.Geometry
	opens   bool // the flow is the first of the book
	recto   bool // it begins on a right-hand page
	grid    dimen.Length
	extents []flow.BlockExtent
	plans   [][]flow.Division // of leaves in columns
	leafOf  []int             // of each item of the breaker its leaf
	room    flow.GalleyRoom
}

func breakFlow(f *flow.Flow, geo flow.Geometry, opens, recto bool) *PagedFlow {
	g := &breaker{Flow: f, Geometry: geo, opens: opens, recto: recto, grid: f.Grid(), plans: make([][]flow.Division, len(f.Leaves))}
	g.room.Grid = g.grid
	g.room.NoteSeparator, g.room.NoteMax = flow.NoteArea(geo.Cascade.Page(f.Name, false, false, false).Footnote, f.Measure, g.height(false, true))
	for _, n := range f.Notes {
		g.room.NoteGap = max(g.room.NoteGap, n.Gap())
	}
	for i, lf := range f.Leaves {
		e := lf.Extent()
		if lf.Columns != nil {
			g.plans[i] = g.columns(lf, i == 0)
			e.DivideColumns(g.plans[i], lf.Columns.RowHeight)
		}
		g.extents = append(g.extents, e)
	}
	g.keep(f.Leaves)
	return &PagedFlow{Flow: f, onVerso: !recto, Pages: g.best()}
}

// height is that of the page area: of the first page of the flow, or of one on the recto or verso.
func (g *breaker) height(first, recto bool) dimen.Length {
	if first && g.opens {
		return flow.PageArea(g.Cascade.PageAt(g.Name, g.IsLeft(recto), true, false, 1)).H
	}
	return g.PageHeight(g.Name, first, recto)
}

// columns gives the ways to divide columns among pages. Where they begin the flow, the room on the first page is known.
func (g *breaker) columns(lf *flow.Leaf, opening bool) []flow.Division {
	f := lf.Columns.Divide(g.room)
	later := min(g.height(false, true), g.height(false, false)) - lf.Below
	if opening {
		first := g.height(true, g.recto) - dimen.RoundUp(max(0, lf.Margin+lf.BorderPadding), max(1, g.grid)) - lf.Below
		return f.Ways(f.Breaker.DivideFrom(first, later))
	}
	return f.Ways(f.Breaker.Divide(max(g.height(true, g.recto), g.height(false, true), g.height(false, false))-lf.Below, later))
}

// keep forbids page breaks in a table of up to half the height of a page. A higher table may be divided between its rows: to
// keep it together would leave too much of the page before it empty.
func (g *breaker) keep(leaves []*flow.Leaf) {
	for i := 0; i < len(leaves); {
		j, h := i+1, g.extents[i].Total()
		for j < len(leaves) && leaves[j].Table == leaves[i].Table {
			h += g.extents[j].Margin + g.extents[j].Total()
			j++
		}
		if leaves[i].Table != nil && 2*h <= g.height(false, true) {
			for k := i + 1; k < j; k++ {
				g.extents[k].AvoidBefore = true
			}
		}
		i = j
	}
}

// galley turns leaves into items for pagebreak: each leaf is a box or a paragraph, with its margin as glue before it.
func (g *breaker) galley() (items []pagebreak.Item) {
	n := 0
	for i := range g.extents {
		for _, k := range g.extents[i].Lines {
			n += k
		}
	}
	lines := make([]pagebreak.Line, 0, n)
	for i := range g.extents {
		f := &g.extents[i]
		if i > 0 && f.AvoidBefore {
			items = append(items, pagebreak.Item{Kind: pagebreak.Penalty, Penalty: pagebreak.Avoid})
		}
		if f.Margin != 0 {
			items = append(items, pagebreak.Item{Kind: pagebreak.Glue, Height: f.Margin})
		}
		it := pagebreak.Item{
			Kind: pagebreak.Box, Grid: f.Grid, Above: f.BorderPadding, Below: f.Below, Repeat: f.TableHead, Height: f.Height,
			Orphans: int32(f.Orphans), Widows: int32(f.Widows), Calls: int32(f.NotesCalled), Floats: int32(f.FloatsBefore + f.FloatsCalled), After: int32(f.FloatsDue),
		}
		if f.Hyphen != nil && len(f.Lines) > 0 {
			it.Kind = pagebreak.Paragraph
			if it.Penalty = f.DividePenalty; f.KeepTogether {
				it.Penalty = pagebreak.Avoid
			}
			for w, count := range f.Lines {
				from := len(lines)
				for l := range count {
					line := pagebreak.Line{Height: f.Span(w, l, l+1), Hyphen: f.Hyphen(w, l)}
					if line.Hyphen && f.HyphenateLast { // hyphenate-limit-last: no hyphen at the end of a page
						line.Penalty = 300
					}
					if f.NotesCalled > 0 {
						line.Calls = f.NotesCalledBy(w, l)
					}
					if f.FloatsCalledBy != nil {
						line.Floats = f.FloatsCalledBy(w, l)
					}
					if l == 0 {
						line.Floats += int32(f.FloatsBefore)
					}
					if l+1 == count {
						line.Floats += int32(f.FloatsCalled)
					}
					lines = append(lines, line)
				}
				it.Variants = append(it.Variants, pagebreak.Variant{Lines: lines[from:len(lines):len(lines)], Demerits: f.Costs[w], OnePerPage: f.OnePerPage})
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
func (g *breaker) best() []Page {
	items := g.galley()
	p := pagebreak.Defaults(g.grid)
	p.NoteGap, p.NoteSeparator, p.NoteMax = g.room.NoteGap, g.room.NoteSeparator, g.room.NoteMax
	var notes []pagebreak.Note
	for _, n := range g.Notes {
		notes = append(notes, n.Note())
	}
	var floats []pagebreak.Float
	for _, a := range g.Floats {
		floats = append(floats, a.Float())
	}
	pages := pagebreak.Pages{First: g.height(true, g.recto), Recto: g.height(false, true), Verso: g.height(false, false), OnVerso: !g.recto}
	p.MinLast = min(p.MinLast, int(pages.Recto/p.Leading/4)) // a small page is full with less
	res := pagebreak.Break(items, notes, floats, pages, p)
	out := make([]Page, len(res.Pages))
	for i := range res.Pages {
		pg := &res.Pages[i]
		out[i] = Page{
			Placed: g.place(pg.Parts), Notes: pg.Notes, NoteGap: p.NoteGap, NoteDepth: pg.NoteDepth,
			Float: pg.Float, FloatEnd: pg.FloatEnd, Top: pg.Top, Bottom: pg.Bottom,
		}
	}
	return out
}

// place gives each leaf on a page its place, and repeats the head of a table above its rows. Between blocks on the baseline grid
// there may be leaves that are off the grid: the space that is left there is shared out, half above them and half below.
func (g *breaker) place(parts []pagebreak.Part) (out []flow.Placed) {
	end := dimen.Length(0) // of what is before
	for k, part := range parts {
		i := g.leafOf[part.Item]
		lf, f := g.Leaves[i], &g.extents[i]
		p := flow.Placed{Leaf: lf, Breaking: part.Variant, From: part.From, To: part.To, Last: part.To == f.Lines[part.Variant], OnGrid: f.Grid, Y: part.Y}
		if len(g.plans[i]) > 0 {
			p.Division = g.plans[i][part.Variant]
		}
		if k == 0 {
			out = repeatHead(out, lf.RepeatedHead())
		}
		if slack := p.Y - (end + f.Margin + f.BorderPadding); p.OnGrid && slack > 0 {
			centre(out, slack/2)
		}
		p.Bottom = p.Y + f.Span(p.Breaking, p.From, p.To)
		if end = p.Bottom; p.Last {
			end += lf.Below
		}
		out = append(out, p)
	}
	return out
}

// repeatHead adds the rows of the head of a table at the head of a page.
func repeatHead(out []flow.Placed, head []*flow.Leaf) []flow.Placed {
	y := dimen.Length(0)
	for i, h := range head {
		if i > 0 {
			y += h.Margin
		}
		y += h.BorderPadding
		out = append(out, flow.Placed{Leaf: h, To: 1, Last: true, Y: y, Bottom: y + h.Height(), Repeated: true})
		y += h.Height() + h.Below
	}
	return out
}

// centre moves the leaves at the end of out that are off the grid down.
func centre(out []flow.Placed, by dimen.Length) {
	k := len(out)
	for k > 0 && !out[k-1].OnGrid {
		k--
	}
	if k == 0 || k == len(out) {
		return // nothing to move, or at the head of a page, where what is first stays at the top
	}
	if t := out[k].Leaf.Table; t != nil && t == out[k-1].Leaf.Table {
		return // a table clings to its caption
	}
	flow.ShiftAll(out[k:], by)
}
