package pages

import (
	"quire/internal/layout/flow"
	"quire/internal/style"
)

// NumberedPage is a page with its number, before it is made up.
type NumberedPage struct {
	Flow       *PagedFlow
	Index      int // of the page within its flow; -1 for a blank
	IsLeft     bool
	Label      string
	LabelStyle string // the counter style of its label
	Value      int    // of the page counter
}

// Number numbers the pages: folios as the @page rules say, from 1 where a flow resets the page counter.
func Number(flows []*PagedFlow, geo flow.Geometry, sheet *style.Sheet) []NumberedPage {
	var out []NumberedPage
	count := 0
	add := func(f *PagedFlow, i int) {
		count++
		left := geo.IsLeft(len(out)%2 == 0)
		if i == 0 && f.PageReset != nil {
			count = *f.PageReset
		}
		s := NumberedPage{Flow: f, Index: i, IsLeft: left, Value: count}
		pg := geo.Cascade.PageAt(f.Name, left, i == 0, i < 0, len(out)+1)
		s.LabelStyle = pg.PageLabel
		if s.LabelStyle == "" {
			s.LabelStyle = "decimal"
		}
		s.Label = sheet.CounterText(count, s.LabelStyle)
		out = append(out, s)
	}
	for _, f := range flows {
		if recto := len(out)%2 == 0; f.Side == style.BreakRecto && !recto || f.Side == style.BreakVerso && recto {
			prev := f
			if n := len(out); n > 0 {
				prev = out[n-1].Flow
			}
			add(prev, -1)
		}
		for i := range f.Pages {
			add(f, i)
		}
	}
	return out
}

// Locate finds the page of every anchor. moved maps anchors that have no place onto those that stand for them.
func Locate(numbered []NumberedPage, moved map[string]string) flow.Anchors {
	out := flow.Anchors{At: map[flow.AnchorID]flow.PageNumber{}, Pages: len(numbered)}
	for _, s := range numbered {
		if s.Index < 0 {
			continue
		}
		at := func(id flow.AnchorID) { out.At[id] = flow.PageNumber{Label: s.Label, Number: s.Value} }
		pg := &s.Flow.Pages[s.Index]
		for _, p := range pg.Placed {
			p.Anchors(at)
		}
		for _, a := range s.Flow.Floats[pg.Float:pg.FloatEnd] {
			on, _ := a.Place(0, len(a.Strips), 0)
			for _, p := range on {
				p.Anchors(at)
			}
		}
		for _, n := range pg.Notes {
			on, _ := s.Flow.Notes[n.Note].Place(n.From, n.To, 0)
			for _, p := range on {
				p.Anchors(at)
			}
		}
	}
	for id, to := range moved {
		out.At[flow.AnchorID{Name: id}] = out.At[flow.AnchorID{Name: to}]
	}
	return out
}
