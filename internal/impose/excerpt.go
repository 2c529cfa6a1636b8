package impose

import (
	"slices"
	"strconv"
	"strings"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/page"
)

// PagesOf gives the indexes of the pages that show the element with an id. If the element is a heading, they are the
// pages of its section. ok is false if there is no such destination.
func PagesOf(p *page.Pages, id string) (indexes []int, ok bool) {
	i := slices.IndexFunc(p.Dests, func(d page.Dest) bool { return d.Name == id })
	if i < 0 {
		return nil, false
	}
	d := p.Dests[i]
	whole := d.Tag
	var find func(t, sect *page.Tag)
	find = func(t, sect *page.Tag) {
		if t.Role == "Sect" {
			sect = t
		}
		if t == d.Tag && sect != nil && heading(t.Role) {
			whole = sect
		}
		for _, c := range t.Children {
			if c != nil {
				find(c, sect)
			}
		}
	}
	find(p.Root, nil)
	in := map[*page.Tag]bool{}
	var collect func(t *page.Tag)
	collect = func(t *page.Tag) {
		if t != nil && !in[t] {
			in[t] = true
			for _, c := range t.Children {
				collect(c)
			}
		}
	}
	collect(whole)
	for i, pg := range p.Pages {
		if i == d.Page || slices.ContainsFunc(pg.Items, func(it page.Item) bool { return in[tagOf(it)] }) {
			indexes = append(indexes, i)
		}
	}
	return indexes, true
}

func heading(role string) bool {
	return role == "H" || len(role) == 2 && role[0] == 'H' && role[1] >= '1' && role[1] <= '6'
}

func tagOf(it page.Item) *page.Tag {
	switch it := it.(type) {
	case *page.Run:
		return it.Tag
	case *page.Rule:
		return it.Tag
	case *page.Picture:
		return it.Tag
	}
	return nil
}

// Excerpt cuts pages out of a book: those whose indexes are in keep, in ascending order. They keep their look and their
// numbers. Links to other pages lose their target and keep their text; bookmarks to other pages are removed. source
// says where the pages are from; it is printed at the foot of each page in face.
func Excerpt(p *page.Pages, keep []int, face *font.Face, source string) *page.Pages {
	e := &excerpt{from: p, index: map[int]int{}, tags: copier{}, dests: map[string]bool{}, linked: map[*page.Tag]bool{}, fate: map[*page.Tag]fate{}}
	for n, i := range keep {
		e.index[i] = n
	}
	for _, d := range p.Dests {
		if _, ok := e.index[d.Page]; ok {
			e.dests[d.Name] = true
		}
	}
	e.judge()
	out := &page.Pages{Info: p.Info, Files: p.Files}
	if out.Root = e.tag(p.Root); out.Root == nil {
		out.Root = &page.Tag{Role: "Document", Lang: p.Root.Lang}
	}
	raise(out.Root)
	statement := &page.Tag{Role: "P"}
	out.Root.Children = append([]*page.Tag{statement}, out.Root.Children...)
	for n, i := range keep {
		pg := e.page(p.Pages[i])
		mark := page.Mark{Artifact: page.ArtifactFooter}
		if n == 0 { // the statement is read once, before everything else
			mark = page.Mark{Tag: statement}
		}
		state(pg, face, p.Info.Lang, source, mark)
		out.Pages = append(out.Pages, pg)
	}
	for _, d := range p.Dests {
		if n, ok := e.index[d.Page]; ok {
			d.Page = n
			if c, ok := e.tags[d.Tag]; ok {
				d.Tag = c
			} else {
				d.Tag = nil
			}
			out.Dests = append(out.Dests, d)
		}
	}
	out.Outline = e.outline(p.Outline)
	out.Labels = labels(p.Labels, keep)
	return out
}

// raise turns the first heading into one of level 1, as it must be (ISO 14289-1, 7.4.2), and moves all others by as
// many levels.
func raise(root *page.Tag) {
	by := -1
	var walk func(t *page.Tag)
	walk = func(t *page.Tag) {
		if heading(t.Role) && t.Role != "H" {
			level := int(t.Role[1] - '0')
			if by < 0 {
				by = level - 1
			}
			t.Role = "H" + strconv.Itoa(max(1, level-by))
		}
		for _, c := range t.Children {
			walk(c)
		}
	}
	walk(root)
}

type excerpt struct {
	from   *page.Pages
	index  map[int]int // of a kept page: its index in the excerpt
	tags   copier
	dests  map[string]bool    // that are kept
	linked map[*page.Tag]bool // tags with a link that is kept
	fate   map[*page.Tag]fate
}

// fate says whether a tag or its descendants have content on kept pages and on others.
type fate struct{ kept, lost bool }

// judge finds the tags with content on kept pages.
func (e *excerpt) judge() {
	for i, pg := range e.from.Pages {
		_, kept := e.index[i]
		for _, it := range pg.Items {
			if t := tagOf(it); t != nil {
				f := e.fate[t]
				e.fate[t] = fate{f.kept || kept, f.lost || !kept}
			}
		}
		for _, l := range pg.Links {
			if kept && e.leads(l) {
				e.linked[l.Tag] = true
			}
		}
	}
	var sum func(t *page.Tag) fate
	sum = func(t *page.Tag) fate {
		f := e.fate[t]
		for _, c := range t.Children {
			if c != nil {
				x := sum(c)
				f = fate{f.kept || x.kept, f.lost || x.lost}
			}
		}
		e.fate[t] = f
		return f
	}
	sum(e.from.Root)
}

// leads reports whether a link has a target in the excerpt or on the web.
func (e *excerpt) leads(l page.Link) bool { return l.URI != "" || e.dests[l.Dest] }

// tag copies a tag with the content on kept pages. It is nil if all its content is on other pages. A tag that never had
// content, such as an empty cell, stays with its parent.
func (e *excerpt) tag(t *page.Tag) *page.Tag {
	if f := e.fate[t]; f.lost && !f.kept {
		return nil
	}
	n := *t
	e.tags[t] = &n
	if n.Role == "Link" && !e.linked[t] {
		n.Role = "Span"
	}
	if b := t.BBox; b != nil {
		n.BBox = nil
		if i, ok := e.index[b.Page]; ok {
			n.BBox = &page.BBox{Page: i, Rect: b.Rect}
		}
	}
	n.Children = make([]*page.Tag, 0, len(t.Children))
	ids := map[string]bool{}
	for _, c := range t.Children {
		if c == nil {
			continue
		}
		if k := e.tag(c); k != nil {
			n.Children = append(n.Children, k)
		}
	}
	if n.Role == "Table" { // cells name their header cells, some of which may be gone
		var each func(t *page.Tag, visit func(*page.Tag))
		each = func(t *page.Tag, visit func(*page.Tag)) {
			visit(t)
			for _, c := range t.Children {
				each(c, visit)
			}
		}
		each(&n, func(c *page.Tag) { ids[c.ID] = true })
		each(&n, func(c *page.Tag) {
			c.Headers = slices.DeleteFunc(slices.Clone(c.Headers), func(id string) bool { return !ids[id] })
		})
	}
	return &n
}

// page copies a page without the links that lead outside.
func (e *excerpt) page(from *page.Page) *page.Page {
	pg := *from
	stay := placing{num: 1, den: 1}
	pg.Items = make([]page.Item, len(from.Items))
	for i, it := range from.Items {
		pg.Items[i] = e.tags.item(it, stay)
	}
	pg.Links = nil
	for _, l := range from.Links {
		if e.leads(l) {
			l.Tag = e.tags.of(l.Tag)
			pg.Links = append(pg.Links, l)
		}
	}
	return &pg
}

// outline keeps the bookmarks that lead somewhere. The others are replaced by the bookmarks below them.
func (e *excerpt) outline(items []*page.OutlineItem) []*page.OutlineItem {
	var out []*page.OutlineItem
	for _, it := range items {
		below := e.outline(it.Children)
		if !e.dests[it.Dest] {
			out = append(out, below...)
			continue
		}
		n := *it
		n.Children = below
		out = append(out, &n)
	}
	return out
}

// labels gives the label ranges of the pages in keep: each page has the label that it had.
func labels(ranges []page.LabelRange, keep []int) []page.LabelRange {
	var out []page.LabelRange
	before := -2
	var last int
	for n, i := range keep {
		r := -1
		for k, x := range ranges {
			if x.First <= i && (r < 0 || x.First >= ranges[r].First) {
				r = k
			}
		}
		if r >= 0 && (i != before+1 || r != last) {
			x := ranges[r]
			x.Start, x.First = max(x.Start, 1)+i-x.First, n
			out = append(out, x)
		}
		before, last = i, r
	}
	return out
}

// state prints a statement at the foot of a page, on as many lines as it needs.
func state(pg *page.Page, face *font.Face, lang, text string, m page.Mark) {
	const size, leading, inset, foot = 7 * dimen.PT, 9 * dimen.PT, 36 * dimen.PT, 14 * dimen.PT
	trim := trimmed(pg)
	var lines []*page.Run
	at := ""
	for _, w := range strings.Fields(text) {
		longer := strings.TrimPrefix(at+" "+w, " ")
		if r := line(face, size, lang, longer); at != "" && runWidth(r) > trim.W-2*inset {
			lines = append(lines, line(face, size, lang, at+" ")) // the space ends the word for whoever copies the text
			at = w
			continue
		}
		at = longer
	}
	lines = append(lines, line(face, size, lang, at))
	for k, r := range lines {
		r.X = trim.X + (trim.W-runWidth(r))/2
		r.Y = trim.Y + trim.H - foot - leading*dimen.Length(len(lines)-1-k)
		r.Mark = m
		pg.Items = append(pg.Items, r)
	}
}
