package layout

import (
	"maps"

	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// sheetOf is one page as it is numbered before it is made up.
type sheetOf struct {
	flow  *flow
	index int // of the page within its flow; -1 for a blank
	left  bool
	label string
	style string // the counter style of its label
	value int    // of the page counter
}

// sheets numbers the pages: folios as the @page rules say, from 1 where a flow resets the page counter.
func (l *layouter) sheets() []sheetOf {
	var out []sheetOf
	count := 0
	add := func(f *flow, i int) {
		count++
		left := l.left(len(out)%2 == 0)
		if i == 0 && f.reset != nil {
			count = *f.reset
		}
		s := sheetOf{flow: f, index: i, left: left, value: count}
		pg := l.cascade.PageAt(f.name, left, i == 0, i < 0, len(out)+1)
		s.style = pg.PageLabel
		if s.style == "" {
			s.style = "decimal"
		}
		s.label = l.sheet.CounterText(count, s.style)
		out = append(out, s)
	}
	for _, f := range l.flows {
		if recto := len(out)%2 == 0; f.side == style.BreakRecto && !recto || f.side == style.BreakVerso && recto {
			prev := f
			if n := len(out); n > 0 {
				prev = out[n-1].flow
			}
			add(prev, -1)
		}
		for i := range f.breaks {
			add(f, i)
		}
	}
	return out
}

// locate finds the page of every anchor and reports whether any label has changed.
func (l *layouter) locate() bool {
	where, numbers := map[string]string{}, map[string]int{}
	sheets := l.sheets()
	for _, s := range sheets {
		if s.index < 0 {
			continue
		}
		var visit func(lf *leaf, way, from, to int)
		visit = func(lf *leaf, way, from, to int) {
			at := s.label
			if lf.cols != nil {
				for _, p := range lf.cols.set(way, from, to) {
					if !p.again {
						visit(p.lf, p.way, p.from, p.to)
					}
				}
			}
			if from == 0 {
				for _, id := range lf.ids {
					where[id], numbers[id] = at, s.value
				}
			}
			if lf.par != nil {
				lf.par.anchors(way, from, to, func(id string) { where[id], numbers[id] = at, s.value })
			}
			if lf.row != nil {
				for _, c := range lf.row.cells {
					c.par.anchors(0, 0, len(c.par.ways[0].lines), func(id string) { where[id], numbers[id] = at, s.value })
				}
			}
		}
		s.flow.each(s.index, visit)
		s.flow.eachApart(s.index, visit)
	}
	for id, to := range l.book.Moved {
		where[id], numbers[id] = where[to], numbers[to]
	}
	changed := len(where) != len(l.where) || l.total != len(sheets) || !maps.Equal(numbers, l.numbers)
	for id, p := range where {
		if l.where[id] != p {
			changed = true
		}
	}
	l.where, l.numbers, l.total = where, numbers, len(sheets)
	return changed
}

// each calls visit for the leaves of a page with the lines that stand on it: those from `from` up to `to`.
func (f *flow) each(index int, visit func(lf *leaf, way, from, to int)) {
	start := brk{}
	if index > 0 {
		start = f.breaks[index-1]
	}
	end := f.breaks[index]
	for i := start.leaf; i < end.leaf || i == end.leaf && end.line > 0; i++ {
		lf := f.leaves[i]
		if len(end.ways) == 0 {
			return // a page without text
		}
		way, from, to := int(end.ways[i-start.leaf]), 0, 1
		to = lf.lines(way)
		if i == start.leaf {
			from = start.line
		}
		if i == end.leaf {
			to = end.line
		}
		visit(lf, way, from, to)
	}
}

// lines is how many lines a leaf has, or fragments of columns; one if it is not divided.
func (lf *leaf) lines(way int) int {
	switch {
	case lf.par != nil:
		return len(lf.par.ways[way].lines)
	case lf.cols != nil:
		return max(1, len(lf.cols.ways[way]))
	}
	return 1
}

// eachApart calls visit for the leaves of a page that stand apart from the galley.
func (f *flow) eachApart(index int, visit func(lf *leaf, way, from, to int)) {
	b := &f.breaks[index]
	for _, a := range f.floats[b.float:b.floatEnd] {
		a.each(0, len(a.strips), visit)
	}
	for _, n := range b.notes {
		f.notes[n.Note].each(n.From, n.To, visit)
	}
}

// each calls visit for the leaves of strips from up to to.
func (a *apart) each(from, to int, visit func(lf *leaf, way, from, to int)) {
	strips := a.strips
	for i := from; i < to; {
		lf := a.leaves[strips[i].leaf]
		n := 1
		for i+n < to && strips[i+n].leaf == strips[i].leaf {
			n++
		}
		visit(lf, lf.natural(), strips[i].line, strips[i].line+n)
		i += n
	}
}

// anchors calls visit for each anchor in lines from up to to.
func (p *paragraph) anchors(way, from, to int, visit func(id string)) {
	if len(p.ways) == 0 {
		return
	}
	for i := from; i < to; i++ {
		ln := &p.ways[way].lines[i]
		for k := ln.Start; k < ln.Break && k < len(p.pieces); k++ {
			if pc := &p.pieces[k]; pc.kind == pieceAnchor {
				for _, id := range p.used[pc.wordAt].ids {
					visit(id)
				}
			}
		}
	}
}

// left tells on which side of the spread a page lies: the recto, on which a book begins, on the right, but where it is
// read from the right.
func (l *layouter) left(recto bool) bool { return recto == l.cascade.RightToLeft }

// side turns a forced break to the left or right into one to the recto or verso.
func (l *layouter) side(b style.Break) style.Break {
	switch {
	case b == style.BreakLeft && l.left(true), b == style.BreakRight && !l.left(true):
		return style.BreakRecto
	case b == style.BreakLeft, b == style.BreakRight:
		return style.BreakVerso
	}
	return b
}

// pageArea is where the text of a page stands: within its margins, its border and its padding (css-page-3, §3.1).
func pageArea(st *style.Page) page.Rect {
	around := func(k int, base dimen.Length) dimen.Length {
		return st.Margin[k].Of(base) + st.Border[k].Width + st.Padding[k].Of(base)
	}
	w, h := st.PageWidth, st.PageHeight
	r := page.Rect{X: around(3, w), Y: around(0, h)}
	r.W, r.H = max(w-r.X-around(1, w), dimen.PT), max(h-r.Y-around(2, h), dimen.PT)
	return r
}

// pageBox draws the background of a page, which goes to the edge of the bleed, and the border around its area.
func pageBox(pg *page.Page, st *style.Page) {
	if st.HasBackground {
		b := bleedOf(st)
		pg.Items = append(pg.Items, fill(st.Style, page.Rect{X: -b, Y: -b, W: pg.Width + 2*b, H: pg.Height + 2*b}))
	}
	border := *st.Style
	border.HasBackground = false
	x, y := st.Margin[3].Of(pg.Width), st.Margin[0].Of(pg.Height)
	pg.Items = append(pg.Items, edges(&border, page.Rect{
		X: x, Y: y, W: pg.Width - x - st.Margin[1].Of(pg.Width), H: pg.Height - y - st.Margin[2].Of(pg.Height),
	}, [4]bool{true, true, true, true})...)
}
