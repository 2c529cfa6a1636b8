package layout

import "quire/internal/style"

// numberedPage is one page as it is numbered before it is made up.
type numberedPage struct {
	flow  *brokenFlow
	index int // of the page within its flow; -1 for a blank
	left  bool
	label string
	style string // the counter style of its label
	value int    // of the page counter
}

// numberPages numbers the pages: folios as the @page rules say, from 1 where a flow resets the page counter.
func numberPages(flows []*brokenFlow, geo geometry, sheet *style.Sheet) []numberedPage {
	var out []numberedPage
	count := 0
	add := func(f *brokenFlow, i int) {
		count++
		left := geo.left(len(out)%2 == 0)
		if i == 0 && f.reset != nil {
			count = *f.reset
		}
		s := numberedPage{flow: f, index: i, left: left, value: count}
		pg := geo.cascade.PageAt(f.name, left, i == 0, i < 0, len(out)+1)
		s.style = pg.PageLabel
		if s.style == "" {
			s.style = "decimal"
		}
		s.label = sheet.CounterText(count, s.style)
		out = append(out, s)
	}
	for _, f := range flows {
		if recto := len(out)%2 == 0; f.side == style.BreakRecto && !recto || f.side == style.BreakVerso && recto {
			prev := f
			if n := len(out); n > 0 {
				prev = out[n-1].flow
			}
			add(prev, -1)
		}
		for i := range f.pages {
			add(f, i)
		}
	}
	return out
}

// locate finds the page of every anchor. moved maps anchors that have no place onto those that stand for them.
func locate(numbered []numberedPage, moved map[string]string) anchors {
	out := anchors{at: map[anchorID]pageNumber{}, pages: len(numbered)}
	for _, s := range numbered {
		if s.index < 0 {
			continue
		}
		at := func(id anchorID) { out.at[id] = pageNumber{s.label, s.value} }
		pg := &s.flow.pages[s.index]
		for _, p := range pg.on {
			p.anchors(at)
		}
		for _, a := range s.flow.floats[pg.float:pg.floatEnd] {
			on, _ := a.place(0, len(a.strips), 0)
			for _, p := range on {
				p.anchors(at)
			}
		}
		for _, n := range pg.notes {
			on, _ := s.flow.notes[n.Note].place(n.From, n.To, 0)
			for _, p := range on {
				p.anchors(at)
			}
		}
	}
	for id, to := range moved {
		out.at[anchorID{name: id}] = out.at[anchorID{name: to}]
	}
	return out
}
