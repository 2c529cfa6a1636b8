package pagebreak

import (
	"slices"

	"quire/internal/dimen"
)

// result gives the pages that lead to a final state. Each of these pages is filled again to find what is on it. That is quicker
// than keeping the content of all pages that were tried.
func (b *breaker) result(final int32) Result {
	if final < 0 {
		return Result{}
	}
	var path []int32
	for s := final; s >= 0; s = b.states[s].prev {
		path = append(path, s)
	}
	slices.Reverse(path)
	r := Result{Demerits: b.states[final].cost, Pages: make([]Page, 0, len(path))}
	parts, notes := make([]Part, 0, len(path)+len(b.units)), []NotePart(nil)
	if len(b.source) > 0 {
		notes = make([]NotePart, 0, len(path)+len(b.source))
	}
	for i, s := range path[:len(path)-1] {
		t := path[i+1]
		from, to := &b.states[s], &b.states[t]
		gr := b.groups[from.group]
		b.fillPage(gr.at, gr.note, gr.float, b.height(s))
		e := &b.filler.ends[to.end] // fill depends on nothing but its arguments, so that the ends are those of the search
		pg := Page{Verso: from.verso, Depth: e.text, Faults: e.fault, Demerits: b.demerits(from, e), Short: int(max(0, e.short))}
		n := len(parts)
		parts = b.appendParts(parts, e)
		pg.Parts = parts[n:len(parts):len(parts)]
		n = len(notes)
		notes = b.appendNotes(notes, gr.note, e.note)
		pg.Notes = notes[n:len(notes):len(notes)]
		pg.NoteDepth = b.area(gr.note, e.note)
		pg.Float, pg.FloatEnd = int(gr.float), int(e.float)
		pg.Top, pg.Bottom = b.floatArea(gr.float, e.float, len(pg.Parts) > 0)
		pg.Over = max(0, pg.Top+pg.Depth+pg.Bottom+pg.NoteDepth-b.filler.height)
		r.Faults |= pg.Faults
		r.Pages = append(r.Pages, pg)
		if to.verso == from.verso && t != final {
			r.Pages = append(r.Pages, Page{Verso: !from.verso, Blank: true})
		}
	}
	return r
}

// appendParts adds the items on the filled page with the end e, and computes their positions.
func (b *breaker) appendParts(out []Part, e *end) []Part {
	f := &b.filler
	start := len(out)
	// The variants of the units, the last first.
	unit := e.at.unit
	if e.at.line > 0 && e.at != f.start {
		out = append(out, Part{Variant: int(e.at.variant), To: int(e.at.line), Item: int(unit)})
	}
	for p := e.part; p > 0; p = f.parts[p].prev {
		unit--
		w := f.parts[p].variant
		out = append(out, Part{Variant: int(w), To: int(b.variants[w].n), Item: int(unit)})
	}
	page := out[start:]
	slices.Reverse(page)
	y := dimen.Length(0)
	for i := range page {
		p := &page[i]
		if i == 0 {
			p.From = int(f.start.line)
		}
		u, v := &b.units[p.Item], &b.variants[p.Variant]
		p.Y = b.down(u, y, f.start, i == 0)
		y = p.Y + b.marks[v.at+int32(p.To)].depth - b.marks[v.at+int32(p.From)].depth
		if p.To == int(v.n) {
			y += u.below
		}
		p.Item, p.Variant = int(u.item), p.Variant-int(u.variant)
	}
	return out
}

// appendNotes adds the lines of notes from `from` up to `to`.
func (b *breaker) appendNotes(out []NotePart, from, to int32) []NotePart {
	for from < to {
		n := &b.notes[from]
		last := min(n.last, to)
		out = append(out, NotePart{Note: int(n.note), From: int(from - n.first), To: int(last - n.first)})
		from = last
	}
	return out
}
