package layout

import (
	"cmp"
	"slices"
	"strings"

	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/page"
	"quire/internal/style"
)

// maker makes up the pages.
type maker struct {
	*layouter
	setter   *setter
	sheets   []sheetOf
	named    map[string]named
	flowName string          // of the page at hand
	told     map[string]bool // names of pages whose measures differ
	dests    map[string]bool
	opened   []*box // boxes that run on from the page before
	last     int32  // the node of the last text on the pages before
	lang     *language
}

// makeup places everything on its page.
func (l *layouter) makeup() {
	m := &maker{layouter: l, setter: newSetter(l), sheets: l.sheets(), named: map[string]named{}, dests: map[string]bool{}}
	l.folios = &doc.Folios{Edition: l.opts.Edition}
	for i := range m.sheets {
		m.page(i)
	}
	m.labels()
	m.prune()
	slices.SortFunc(l.pages.Dests, func(a, b page.Dest) int { return cmp.Compare(a.Name, b.Name) })
	l.pages.Info = l.info()
}

func (l *layouter) info() page.Info {
	m := l.book.Meta
	info := page.Info{
		Title: m.Title, Subtitle: m.Subtitle, Subject: m.Description, Lang: m.Lang, Publisher: m.Publisher,
		Rights: m.Rights, License: m.License, Identifier: m.Identifier, Creator: l.opts.Creator, Date: l.opts.Date,
	}
	// Pages face each other where left and right ones differ.
	left, right := l.cascade.Page("", true, false, false), l.cascade.Page("", false, false, false)
	for k := range left.Margin {
		info.TwoUp = info.TwoUp || left.Margin[k].Of(left.PageWidth) != right.Margin[k].Of(right.PageWidth)
	}
	info.Duplex = info.TwoUp // who prints facing pages prints both sides
	for _, p := range m.Creators {
		info.Authors = append(info.Authors, p.Name)
	}
	for _, s := range m.Subjects {
		info.Keywords = append(info.Keywords, s.Text)
	}
	return info
}

// prune takes out of the tree the references that show nothing, such as the second of two to the same page.
func (m *maker) prune() {
	shown := map[*page.Tag]bool{}
	for _, p := range m.pages.Pages {
		for _, it := range p.Items {
			if r, ok := it.(*page.Run); ok && r.Tag != nil {
				shown[r.Tag] = true
			}
		}
	}
	var walk func(t *page.Tag)
	walk = func(t *page.Tag) {
		t.Children = slices.DeleteFunc(t.Children, func(c *page.Tag) bool {
			walk(c)
			return (c.Role == "Link" || c.Role == "Reference") && len(c.Children) == 0 && !shown[c]
		})
	}
	walk(m.pages.Root)
}

// labels joins runs of pages that are numbered on.
func (m *maker) labels() {
	for i, s := range m.sheets {
		if i > 0 {
			if p := m.sheets[i-1]; p.style == s.style && p.value+1 == s.value && m.pdfNumbers(s.style) {
				continue
			}
		}
		if !m.pdfNumbers(s.style) {
			m.pages.Labels = append(m.pages.Labels, page.LabelRange{First: i, Prefix: s.label})
			continue
		}
		m.pages.Labels = append(m.pages.Labels, page.LabelRange{First: i, Style: s.style, Start: s.value})
	}
}

// placed is a leaf on its page.
type placed struct {
	lf       *leaf
	way      int
	from, to int
	y        dimen.Length // its top, from the head of the page area
	bottom   dimen.Length
	grid     bool
	again    bool // a table head that is said again
}

func (m *maker) page(i int) {
	s := m.sheets[i]
	st := m.cascade.PageAt(s.flow.name, s.left, s.index == 0, s.index < 0, i+1)
	pg := &page.Page{Width: st.PageWidth, Height: st.PageHeight, Label: s.label, Name: s.flow.name}
	m.pages.Pages = append(m.pages.Pages, pg)
	pg.Trim = page.Rect{W: pg.Width, H: pg.Height}
	m.turn()
	m.flowName = s.flow.name
	o := &placer{setter: m.setter, pg: pg, index: i, label: s.label, area: pageArea(st), left: s.left}
	o.onDest = m.dest(i)
	left, top := o.area.X, o.area.Y
	pageBox(pg, st)
	if s.index >= 0 {
		b := &s.flow.breaks[s.index]
		height := o.area.H
		m.narrower(s, o.area.W)
		var on []placed
		s.flow.each(s.index, func(lf *leaf, way, from, to int) { on = append(on, placed{lf: lf, way: way, from: from, to: to}) })
		on = m.stack(s, on)
		if len(b.notes) == 0 && b.float == b.floatEnd {
			if spare := height - on[len(on)-1].bottom; spare > 0 {
				switch st.AlignContent {
				case style.AlignEnd:
					shiftAll(on, spare)
				case style.AlignMiddle:
					shiftAll(on, spare/2)
				}
			}
		}
		m.floats(o, s.flow, b, left, top, height)
		m.boxes(pg, on, left, top+b.top)
		head := true
		for k := range on {
			m.assign(on[k], head)
			head = false
		}
		for _, p := range on {
			m.place(o, p, left, top+b.top)
		}
		before := m.last
		m.last = cmp.Or(o.last, m.last)
		m.notes(o, s.flow, b, st, left, top, height)
		for _, pl := range o.links {
			if pl.of.uri == "" && pl.of.dest == "" {
				continue
			}
			pg.Links = append(pg.Links, page.Link{Rects: pl.rect, URI: pl.of.uri, Dest: cmp.Or(m.book.Moved[pl.of.dest], pl.of.dest), Contents: pl.of.contents, Tag: pl.of.tag})
		}
		fo := doc.Folio{Label: s.label, At: doc.Place{Node: doc.NodeID(o.first.Node), Offset: o.first.Offset}}
		exempt := s.flow.exempt
		if len(on) > 0 { // lists of figures and of tables may share a flow
			exempt = on[0].lf.exempt
		}
		switch {
		case exempt != 0:
			fo.Exempt, fo.At = true, doc.Place{Node: exempt}
		case o.first.Node == 0: // nothing but words of ours, such as a work's references to pages: behind the text before
			fo.Exempt, fo.At = true, doc.Place{Node: doc.NodeID(before), Offset: 1<<31 - 1}
		}
		m.folios.Pages = append(m.folios.Pages, fo)
	}
	m.margins(o, s, st)
	m.press(pg, i, st)
}

func shiftAll(on []placed, by dimen.Length) {
	for k := range on {
		on[k].y += by
		on[k].bottom += by
	}
}

// dest notes where an anchor lies; the first place counts.
func (m *maker) dest(sheet int) func(id string, tag *page.Tag, x, y dimen.Length) {
	return func(id string, tag *page.Tag, x, y dimen.Length) {
		if id == "" || id[:1] == own || m.dests[id] {
			return
		}
		m.dests[id] = true
		m.pages.Dests = append(m.pages.Dests, page.Dest{Name: id, Page: sheet, X: x, Y: y, Tag: tag})
	}
}

// stack gives each leaf on a page its height on it, as paginate has reckoned. What is off the grid and stands between
// blocks that are on it takes the surplus half above and half below.
func (m *maker) stack(s sheetOf, on []placed) []placed {
	g := m.pager0(s.flow)
	var out []placed
	y := dimen.Length(0)
	for k, p := range on {
		f := p.lf.fit()
		switch {
		case p.from > 0:
		case k > 0 || p.lf == s.flow.leaves[0]:
			y += f.margin + f.inner
		default:
			y += f.inner
			if !p.lf.inHead {
				for i, h := range p.lf.head {
					if i > 0 {
						y += h.margin
					}
					y += h.inner
					out = append(out, placed{lf: h, to: 1, y: y, bottom: y + h.height(), again: true})
					y += h.height() + h.below
				}
			}
		}
		if p.grid = f.grid; p.grid {
			snapped := roundUp(y, g)
			if slack := snapped - y; slack > 0 && k > 0 {
				centre(out, slack/2)
			}
			y = snapped
		}
		p.y = y
		y += f.span(p.way, p.from, p.to)
		p.bottom = y
		if p.to == p.lf.lines(p.way) {
			y += p.lf.below
		}
		out = append(out, p)
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

// pager0 is the grid of a flow.
func (m *maker) pager0(f *flow) dimen.Length {
	for _, lf := range f.leaves {
		if lf.st.BaselineGrid > 0 {
			return lf.st.BaselineGrid
		}
	}
	return f.leaves[0].st.LineHeight
}

// place sets a leaf on the page.
func (m *maker) place(o *placer, p placed, left, top dimen.Length) {
	lf := p.lf
	x, y := left+lf.x, top+p.y
	if p.again {
		o.art = page.ArtifactHeader
		defer func() { o.art = "" }()
	} else if p.from == 0 {
		for i, id := range lf.ids {
			o.onDest(id, lf.tags[i], x, y)
		}
	}
	switch {
	case lf.par != nil:
		base, f := m.setter.baseline(lf.st), lf.fit()
		if p.from == 0 {
			first := y + f.span(p.way, 0, 1) - lf.st.LineHeight + base
			m.marker(o, lf, x, first)
			m.initial(o, lf.par, x, lf.width, first)
		}
		w := &lf.par.ways[p.way]
		for i := p.from; i < p.to; i++ {
			at := y + f.span(p.way, p.from, i+1) - lf.st.LineHeight + base
			o.line(lf.par, w, i, x, at)
			m.turnover(o, lf.par, i, x, at)
			if w.lines[i].Start < w.lines[i].Break || i == 0 {
				m.numbers(o, lf, i, at)
			}
			m.judge(lf.par, w, i, o.label)
		}
	case lf.blank:
		m.marker(o, lf, x, y+m.setter.baseline(lf.st))
	case lf.cols != nil:
		m.columns(o, p, left, top)
	case lf.row != nil:
		m.row(o, lf, x, y)
	case lf.pic != nil:
		m.picture(o, lf, x, y)
	}
}

// marker sets the marker of a list item to the left of its first line, in the space that the item leaves.
func (m *maker) marker(o *placer, lf *leaf, x, base dimen.Length) {
	p := lf.marker
	if p == nil || len(p.ways) == 0 {
		return
	}
	width := dimen.Length(0)
	for i := range p.items {
		if k := p.pieces[i].kind; k == pieceText || k == pieceSpace {
			width += p.items[i].Width
		}
	}
	at := x - lf.markerGap
	switch p.st.TextAlign {
	case style.Right, style.End:
		at = x - width
	}
	if at+width > x && lf.markerGap == 0 {
		at = x - width
	}
	if p.rtl {
		at = 2*x + lf.width - at - width // the same on the other side
	}
	// The marker is read before the text.
	o.line(p, &p.ways[0], 0, at, base)
}

// baseline is how far below the top of a line its baseline lies: leading is shared half above and half below (CSS 2.2,
// §10.8.1). Lines on the grid share one baseline whatever their size, that of the root's font.
func (s *setter) baseline(st *style.Style) dimen.Length {
	if root := s.rootStyle; root != nil && st.BaselineGrid > 0 && st.LineHeight == st.BaselineGrid && root.LineHeight == st.LineHeight {
		st = root
	}
	sh := s.shaping(st, "")
	if len(sh.faces) == 0 {
		return st.LineHeight * 3 / 4
	}
	mt := sh.faces[0].Metrics()
	upem := int64(sh.faces[0].UnitsPerEm())
	asc, desc := sh.size.MulDiv(int64(mt.Ascent), upem), -sh.size.MulDiv(int64(mt.Descent), upem)
	return (st.LineHeight-asc-desc)/2 + asc
}

// rangeOf words the pages that a named string runs over on this page.
func (m *maker) rangeOf(name string, l *language) string {
	v, ok := m.named["string "+name]
	if !ok {
		return ""
	}
	from := v.entry
	if v.atHead || from == nil || len(from.value) == 0 {
		from = v.first
	}
	a, b := m.plain(from), m.plain(v.last)
	switch {
	case a == "" && b == "":
		return ""
	case a == b || a == "" || b == "":
		return lang.NotesTo(l.lang, cmp.Or(a, b), cmp.Or(a, b))
	}
	return lang.NotesTo(l.lang, a, b)
}

// plain gives the words of a named string.
func (m *maker) plain(a *assignment) string {
	if a == nil {
		return ""
	}
	var b strings.Builder
	for i := range a.value {
		if sg := &a.value[i]; sg.kind == segDeferred {
			b.WriteString(m.setter.deferredText(sg))
		} else {
			b.WriteString(sg.text)
		}
	}
	return b.String()
}
