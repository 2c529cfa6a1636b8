package layout

import (
	"cmp"
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// Input is what pages are made up of.
type Input struct {
	Book     *doc.Book
	Sheet    *style.Sheet
	Galleys  *galleys
	Pages    []numberedPage
	Setter   *textSetter
	Findings *diag.List
	Edition  string // what the pages are of, for Folios: "A5 print edition, 2026"
	Creator  string // the tool, for the file's information
	Date     string // ISO 8601 with zone
}

// maker makes up the pages.
type maker struct {
	in        Input
	setter    *textSetter
	geometry  geometry
	cascade   *style.Cascade
	sheet     *style.Sheet
	rootStyle *style.Style
	numbered  []numberedPage
	findings  *diag.List
	lang      *para.Language

	pages  *page.Pages
	folios *doc.Folios

	named    map[assignmentKey]named
	flowName string          // of the page at hand
	told     map[string]bool // names of pages whose measures differ
	dests    map[string]bool
	last     int32 // the node of the last text on the pages before
	// Boxes that run on from the page before, and from the column before.
	opened   []*box
	openedIn map[*columns][]*box
}

// Make places everything on its page.
func Make(in Input) (*page.Pages, *doc.Folios) {
	g := in.Galleys
	m := &maker{
		in: in, setter: in.Setter, geometry: g.geometry, cascade: g.geometry.cascade, sheet: in.Sheet, rootStyle: g.rootStyle,
		numbered: in.Pages, findings: in.Findings, lang: newLanguage(in.Book.Meta.Lang),
		pages: &page.Pages{Root: g.root, Outline: g.outline}, folios: &doc.Folios{Edition: in.Edition},
		named: map[assignmentKey]named{}, dests: map[string]bool{}, openedIn: map[*columns][]*box{},
	}
	for i := range m.numbered {
		m.page(i)
	}
	m.labels()
	m.prune()
	slices.SortFunc(m.pages.Dests, func(a, b page.Dest) int { return cmp.Compare(a.Name, b.Name) })
	m.pages.Info = m.info()
	return m.pages, m.folios
}

func (m *maker) info() page.Info {
	meta := m.in.Book.Meta
	info := page.Info{
		Title: meta.Title, Subtitle: meta.Subtitle, Subject: meta.Description, Lang: meta.Lang, Publisher: meta.Publisher,
		Rights: meta.Rights, License: meta.License, Identifier: meta.Identifier, Creator: m.in.Creator, Date: m.in.Date,
	}
	// Pages face each other where left and right ones differ.
	left, right := m.cascade.Page("", true, false, false), m.cascade.Page("", false, false, false)
	for k := range left.Margin {
		info.TwoUp = info.TwoUp || left.Margin[k].Of(left.PageWidth) != right.Margin[k].Of(right.PageWidth)
	}
	info.Duplex = info.TwoUp // who prints facing pages prints both sides
	for _, p := range meta.Creators {
		info.Authors = append(info.Authors, p.Name)
	}
	for _, s := range meta.Subjects {
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
	for i, s := range m.numbered {
		if i > 0 {
			if p := m.numbered[i-1]; p.style == s.style && p.value+1 == s.value && pdfNumbers(m.sheet, s.style) {
				continue
			}
		}
		if !pdfNumbers(m.sheet, s.style) {
			m.pages.Labels = append(m.pages.Labels, page.LabelRange{First: i, Prefix: s.label})
			continue
		}
		m.pages.Labels = append(m.pages.Labels, page.LabelRange{First: i, Style: s.style, Start: s.value})
	}
}

// canvas is the page at hand.
type canvas struct {
	pg    *page.Page
	index int // of the page
	label string
	art   page.Artifact // what is put on the page is no part of the document
	links []*placedLink
	first page.Source
	last  int32     // the node of the text that came last
	area  page.Rect // of the page: where the text stands from side to side
	left  bool      // the page is a left one
	lines int       // that are numbered, so far
	// outOfFlow says that what is placed is no part of the galley.
	outOfFlow bool
}

type placedLink struct {
	of   *para.Link
	rect []page.Rect
}

// as says of what page the next line is.
func (o *canvas) as() para.Place { return para.Place{Page: o.index, Artifact: o.art} }

// put puts a line on the page.
func (m *maker) put(o *canvas, l para.Line) {
	o.pg.Items = append(o.pg.Items, l.Items...)
	for _, a := range l.Links {
		i := slices.IndexFunc(o.links, func(p *placedLink) bool { return p.of == a.Link })
		if i < 0 {
			i = len(o.links)
			o.links = append(o.links, &placedLink{of: a.Link})
		}
		o.links[i].rect = append(o.links[i].rect, a.Rect)
	}
	for _, a := range l.Anchors {
		if at, ok := a.Mark.(*anchor); ok {
			for k, id := range at.ids {
				m.dest(o, id.name, at.idTags[k], a.X, a.Y)
			}
		}
	}
	if o.first.Node == 0 {
		o.first = l.First
	}
	if l.Last != 0 {
		o.last = l.Last
	}
}

func (m *maker) page(i int) {
	s := m.numbered[i]
	st := m.cascade.PageAt(s.flow.name, s.left, s.index == 0, s.index < 0, i+1)
	pg := &page.Page{Width: st.PageWidth, Height: st.PageHeight, Label: s.label, Name: s.flow.name}
	m.pages.Pages = append(m.pages.Pages, pg)
	pg.Trim = page.Rect{W: pg.Width, H: pg.Height}
	m.turn()
	m.flowName = s.flow.name
	o := &canvas{pg: pg, index: i, label: s.label, area: pageArea(st), left: s.left}
	left, top := o.area.X, o.area.Y
	pageBox(pg, st)
	if s.index >= 0 {
		b := &s.flow.pages[s.index]
		height := o.area.H
		m.narrower(s, o.area.W)
		on := slices.Clone(b.on)
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
		m.opened = drawBoxes(pg, on, m.opened, left, top+b.top)
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
			if pl.of.URI == "" && pl.of.Dest == "" {
				continue
			}
			pg.Links = append(pg.Links, page.Link{Rects: pl.rect, URI: pl.of.URI, Dest: cmp.Or(m.in.Book.Moved[pl.of.Dest], pl.of.Dest), Contents: pl.of.Contents, Tag: pl.of.Tag})
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

// dest notes where an anchor lies; the first place counts.
func (m *maker) dest(o *canvas, id string, tag *page.Tag, x, y dimen.Length) {
	if id == "" || m.dests[id] {
		return
	}
	m.dests[id] = true
	m.pages.Dests = append(m.pages.Dests, page.Dest{Name: id, Page: o.index, X: x, Y: y, Tag: tag})
}

// place sets a leaf on the page.
func (m *maker) place(o *canvas, p placed, left, top dimen.Length) {
	lf := p.lf
	x, y := left+lf.x, top+p.y
	if p.again {
		o.art = page.ArtifactHeader
		defer func() { o.art = "" }()
	} else if p.from == 0 {
		for i, id := range lf.ids {
			m.dest(o, id, lf.tags[i], x, y)
		}
	}
	switch {
	case lf.par != nil:
		base, f := m.setter.Baseline(lf.st), lf.extent()
		if p.from == 0 {
			first := y + f.span(p.way, 0, 1) - lf.st.LineHeight + base
			m.marker(o, lf, x, first)
			m.put(o, m.setter.Initial(lf.par, x, lf.width, first, o.as()))
		}
		w := &lf.par.Breakings[p.way]
		for i := p.from; i < p.to; i++ {
			at := y + f.span(p.way, p.from, i+1) - lf.st.LineHeight + base
			m.put(o, m.setter.Line(lf.par, p.way, i, x, at, o.as()))
			m.put(o, m.setter.Turnover(lf.par, i, x, at))
			if w.Lines[i].Start < w.Lines[i].Break || i == 0 {
				m.numbers(o, lf, i, at)
			}
			m.judge(lf.par, p.way, i, o.label)
		}
	case lf.blank:
		m.marker(o, lf, x, y+m.setter.Baseline(lf.st))
	case lf.cols != nil:
		m.columns(o, &p, left, top)
	case lf.row != nil:
		m.row(o, lf, x, y)
	case lf.pic != nil:
		m.picture(o, lf, x, y)
	}
}

// marker sets the marker of a list item to the left of its first line, in the space that the item leaves.
func (m *maker) marker(o *canvas, lf *leaf, x, base dimen.Length) {
	p := lf.markerPar
	if p == nil {
		return
	}
	width := p.LineWidth()
	at := x - lf.markerGap
	switch p.Style.TextAlign {
	case style.Right, style.End:
		at = x - width
	}
	if at+width > x && lf.markerGap == 0 {
		at = x - width
	}
	if p.RightToLeft {
		at = 2*x + lf.width - at - width // the same on the other side
	}
	// The marker is read before the text.
	m.put(o, m.setter.Line(p, 0, 0, at, base, o.as()))
}

// rangeOf words the pages that a named string runs over on this page.
func (m *maker) rangeOf(name string, l *para.Language) string {
	v, ok := m.named[assignmentKey{namedString, name}]
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
		return lang.NotesTo(l.Lang, cmp.Or(a, b), cmp.Or(a, b))
	}
	return lang.NotesTo(l.Lang, a, b)
}

// plain gives the words of a named string.
func (m *maker) plain(a *assignment) string {
	if a == nil {
		return ""
	}
	var b strings.Builder
	for i := range a.value {
		if sg := &a.value[i]; sg.Kind == para.DeferredSegment {
			b.WriteString(m.setter.refs.words(referenceOf(sg)))
		} else {
			b.WriteString(sg.Text)
		}
	}
	return b.String()
}

// pdfNumbers tells whether a PDF can number pages by itself in a counter style (ISO 32000-1, 12.4.2).
func pdfNumbers(sheet *style.Sheet, name string) bool {
	return !sheet.OwnCounterStyle(name) && slices.Contains([]string{
		"decimal", "lower-roman", "upper-roman", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin",
	}, name)
}
