package layout

import "quire/internal/style"

// NumberedPage is one page as it is numbered before it is made up.
type NumberedPage struct {
	flow  *PagedFlow
	index int // of the page within its flow; -1 for a blank
	IsLeft  bool
	label string
	LabelStyle string // the counter style of its label
	value int    // of the page counter
}

// Number numbers the pages: folios as the @page rules say, from 1 where a flow resets the page counter.
func Number(flows []*PagedFlow, geo Geometry, sheet *style.Sheet) []NumberedPage {
	var out []NumberedPage
	count := 0
	add := func(f *PagedFlow, i int) {
		count++
		left := geo.IsLeft(len(out)%2 == 0)
		if i == 0 && f.PageReset != nil {
			count = *f.PageReset
		}
		s := NumberedPage{flow: f, index: i, IsLeft: left, value: count}
		pg := geo.cascade.PageAt(f.Name, left, i == 0, i < 0, len(out)+1)
		s.LabelStyle = pg.PageLabel
		if s.LabelStyle == "" {
			s.LabelStyle = "decimal"
		}
		s.label = sheet.CounterText(count, s.LabelStyle)
		out = append(out, s)
	}
	for _, f := range flows {
		if recto := len(out)%2 == 0; f.Side == style.BreakRecto && !recto || f.Side == style.BreakVerso && recto {
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

// Locate finds the page of every anchor. moved maps anchors that have no place onto those that stand for them.
func Locate(numbered []NumberedPage, moved map[string]string) Anchors {
	out := Anchors{At: map[AnchorID]pageNumber{}, pages: len(numbered)}
	for _, s := range numbered {
		if s.index < 0 {
			continue
		}
		at := func(id AnchorID) { out.At[id] = pageNumber{s.label, s.value} }
		pg := &s.flow.pages[s.index]
		for _, p := range pg.Placed {
			p.Anchors(at)
		}
		for _, a := range s.flow.Floats[pg.float:pg.floatEnd] {
			on, _ := a.Place(0, len(a.Strips), 0)
			for _, p := range on {
				p.Anchors(at)
			}
		}
		for _, n := range pg.notes {
			on, _ := s.flow.Notes[n.Note].Place(n.From, n.To, 0)
			for _, p := range on {
				p.Anchors(at)
			}
		}
	}
	for id, to := range moved {
		out.At[AnchorID{Name: id}] = out.At[AnchorID{Name: to}]
	}
	return out
}
