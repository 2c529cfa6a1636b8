package xhtml

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"quire/internal/doc"
)

// folio is the beginning of a page of the print edition, waiting to be marked.
type folio struct {
	label, id string
	offset    int
}

// placeFolios sorts the pages by the node at which each begins. A page that begins within what is not written here,
// such as the wording of a citation meant for paper, is put before the next text that is, so that none is lost.
func (r *Renderer) placeFolios() map[doc.NodeID][]folio {
	if r.opt.Folios == nil {
		return nil
	}
	var all []doc.NodeID
	for _, s := range r.book.Sections {
		doc.Walk(s, func(n node) bool {
			all = append(all, n.Base().Num)
			if _, ok := n.(*doc.Contents); ok {
				return false
			}
			return true
		})
	}
	slices.Sort(all)
	breaks := map[doc.NodeID][]folio{}
	for _, p := range r.opt.Folios.Pages {
		num, offset := p.At.Node, p.At.Offset
		if i, found := slices.BinarySearch(all, num); !found && len(all) > 0 {
			offset = 0
			num = all[min(i, len(all)-1)]
		}
		breaks[num] = append(breaks[num], folio{label: p.Label, id: r.ids.fresh("page-" + plainSuffix(p.Label)), offset: offset})
	}
	for _, b := range breaks {
		slices.SortStableFunc(b, func(a, b folio) int { return cmp.Compare(a.offset, b.offset) })
	}
	return breaks
}

func plainSuffix(label string) string {
	const lead = "x"
	return plainName(lead + label)[len(lead):]
}

// arrive takes note that a node begins, and with it perhaps a page. The mark is written as soon as a span may stand.
func (r *Renderer) arrive(n node) {
	if r.quiet == 0 {
		r.take(n.Base().Num)
	}
}

func (r *Renderer) take(num doc.NodeID) {
	if b, ok := r.breaks[num]; ok {
		r.pending = append(r.pending, b...)
		delete(r.breaks, num)
	}
}

// flush writes the page breaks that wait.
func (r *Renderer) flush() {
	if len(r.pending) == 0 || r.quiet > 0 {
		return
	}
	for _, f := range r.pending {
		r.w.Start("span", r.id(f.id), r.epubType("pagebreak"), Att{"role", "doc-pagebreak"}, Att{"aria-label", f.label})
		r.w.End()
		r.pages = append(r.pages, Page{f.label, f.id})
		r.page = f.label
	}
	r.pending = nil
}

// text writes the characters of a node, with the pages that begin among them.
func (r *Renderer) text(num doc.NodeID, s string) {
	r.flush()
	done := 0
	if r.quiet == 0 {
		if b, ok := r.breaks[num]; ok {
			delete(r.breaks, num)
			for _, f := range b {
				at := min(max(f.offset, done), len(s))
				for at < len(s) && at > 0 && !utf8.RuneStart(s[at]) {
					at--
				}
				at = max(at, done)
				r.w.Text(s[done:at])
				done = at
				r.pending = append(r.pending, f)
				r.flush()
			}
		}
	}
	r.w.Text(s[done:])
}
