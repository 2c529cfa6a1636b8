package xhtml

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"quire/internal/doc"
)

// folio is the beginning of a page of the print edition that is not yet marked.
type folio struct {
	label, id string
	offset    int
}

// placeFolios sorts the pages by the node at which each begins. A page that begins in a node that is not written here
// moves to the node that replaces it, or to the next text, so that none is lost.
func (r *Renderer) placeFolios() map[doc.NodeID][]folio {
	if r.opt.Folios == nil {
		return nil
	}
	var all []doc.NodeID
	meant := map[doc.NodeID]*doc.Cite{} // citations whose text for paper is not written
	notes := 0
	var visit func(n node) bool
	visit = func(n node) bool {
		all = append(all, n.Base().Num)
		switch n := n.(type) {
		case *doc.Note:
			notes++
			doc.WalkBlocks(n.Blocks, visit)
			notes--
			return false
		case *doc.Cite:
			used := wording(n, notes > 0)
			doc.WalkInlines(used, visit)
			if len(n.Page) > 0 && &used[0] != &n.Page[0] {
				doc.WalkInlines(n.Page, func(in node) bool {
					meant[in.Base().Num] = n
					return true
				})
			}
		}
		return true
	}
	for _, s := range r.book.Sections {
		doc.Walk(s, visit)
	}
	slices.Sort(all)
	breaks := map[doc.NodeID][]folio{}
	for _, p := range r.opt.Folios.Pages {
		at := p.At
		if c := meant[at.Node]; c != nil {
			at = inAlone(c, at)
		} else if i, found := slices.BinarySearch(all, at.Node); !found && len(all) > 0 {
			at = doc.Place{Node: all[min(i, len(all)-1)]}
		}
		breaks[at.Node] = append(breaks[at.Node], folio{label: p.Label, id: r.ids.fresh("page-" + plainSuffix(p.Label)), offset: at.Offset})
	}
	for _, b := range breaks {
		slices.SortStableFunc(b, func(a, b folio) int { return cmp.Compare(a.offset, b.offset) })
	}
	return breaks
}

// inAlone finds the place in a citation's text for a single note that corresponds to a place in its text for a page.
// Both usually end alike, with the locator, so places are matched from the end: the text after the place on paper also
// follows the place here. If the ends differ too, the place is the citation's beginning.
func inAlone(c *doc.Cite, at doc.Place) doc.Place {
	var rest string
	seen := false
	doc.WalkInlines(c.Page, func(n node) bool {
		x, text := n.(*doc.Text)
		switch {
		case n.Base().Num == at.Node && text:
			seen, rest = true, x.Value[min(max(at.Offset, 0), len(x.Value)):]
		case n.Base().Num == at.Node:
			seen = true
		case seen && text:
			rest += x.Value
		}
		return true
	})
	var texts []*doc.Text
	all := ""
	doc.WalkInlines(c.Alone, func(n node) bool {
		if x, ok := n.(*doc.Text); ok {
			texts = append(texts, x)
			all += x.Value
		}
		return true
	})
	before, ok := strings.CutSuffix(all, rest)
	if !ok || rest == "" {
		return doc.Place{Node: c.Num}
	}
	offset := len(before)
	for _, x := range texts {
		if offset < len(x.Value) {
			return doc.Place{Node: x.Num, Offset: offset}
		}
		offset -= len(x.Value)
	}
	return doc.Place{Node: c.Num}
}

func plainSuffix(label string) string {
	const lead = "x"
	return plainName(lead + label)[len(lead):]
}

// arrive records that a node begins, and the page that may begin with it. The mark is written as soon as a span is
// allowed.
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

// flush writes the waiting page breaks.
func (r *Renderer) flush() {
	if len(r.pending) == 0 || r.quiet > 0 {
		return
	}
	for _, f := range r.pending {
		r.w.Start("span", r.epubType("pagebreak"), Att{"role", "doc-pagebreak"}, r.id(f.id), Att{"aria-label", f.label})
		r.w.End()
		r.pages = append(r.pages, Page{f.label, f.id})
		r.page = f.label
	}
	r.pending = nil
}

// pageOfMark gives the page of the index mark at i: that of its text, or, if it has none, that of the word beside it. A mark
// with a space or nothing before it stands before the next word, which may begin a page.
func (r *Renderer) pageOfMark(is []doc.Inline, i int) string {
	page, seen, spaced := r.page, false, afterSpace(is[:i])
	for _, n := range is[i:] {
		doc.WalkInlines([]doc.Inline{n}, func(n node) bool {
			if seen {
				return false
			}
			lead := 0
			switch n := n.(type) {
			case *doc.Text:
				lead = len(n.Value) - len(strings.TrimLeft(n.Value, " "))
				seen = lead < len(n.Value) || !spaced
			case *doc.SoftBreak:
				seen = !spaced
			case *doc.Code, *doc.Image, *doc.LineBreak, *doc.NoteRef:
				seen = true
			}
			if !spaced {
				lead = 0
			}
			for _, f := range r.breaks[n.Base().Num] {
				if f.offset <= lead {
					page = f.label
				}
			}
			return !seen
		})
		if seen {
			break
		}
	}
	return page
}

// afterSpace reports whether nothing comes before, or a space or the end of a line comes last.
func afterSpace(before []doc.Inline) bool {
	for i := len(before) - 1; i >= 0; i-- {
		switch n := before[i].(type) {
		case *doc.Text:
			return strings.HasSuffix(n.Value, " ")
		case *doc.SoftBreak, *doc.LineBreak:
			return true
		case *doc.IndexMark:
			if len(n.Content) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// text writes the characters of a node, with the pages that begin among them.
func (r *Renderer) text(num doc.NodeID, s string) {
	r.flush()
	r.stretch(num, s, 0, len(s))
}

// stretch writes the characters of a node between two offsets, with the pages that begin among them. Further stretches
// write the rest of the node.
func (r *Renderer) stretch(num doc.NodeID, s string, from, to int) {
	r.flush()
	if r.quiet == 0 {
		for b := r.breaks[num]; len(b) > 0; b = r.breaks[num] {
			f := b[0]
			if f.offset >= to && to < len(s) {
				break
			}
			if r.breaks[num] = b[1:]; len(b) == 1 {
				delete(r.breaks, num)
			}
			at := min(max(f.offset, from), to)
			for at < len(s) && at > from && !utf8.RuneStart(s[at]) {
				at--
			}
			r.w.Text(s[from:at])
			from = at
			r.pending = append(r.pending, f)
			r.flush()
		}
	}
	r.w.Text(s[from:to])
}
