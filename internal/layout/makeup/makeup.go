package makeup

import (
	"cmp"
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/flow"
	"quire/internal/layout/pages"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// Input is what pages are made up of.
type Input struct {
	Book     *doc.Book
	Sheet    *style.Sheet
	Galleys  *flow.Galleys
	Pages    []pages.NumberedPage
	Setter   *flow.Setter
	Findings *diag.List
	Edition  string // what the pages are of, for Folios: "A5 print edition, 2026"
	Creator  string // the tool, for the file's information
	Date     string // ISO 8601 with zone
}

// maker makes up the pages.
type maker struct {
	in        Input
	setter    *flow.Setter
	geometry  flow.Geometry
	cascade   *style.Cascade
	sheet     *style.Sheet
	rootStyle *style.Style
	numbered  []pages.NumberedPage
	findings  *diag.List
	lang      *para.Language

	pages  *page.Pages
	folios *doc.Folios

	named    map[flow.AssignmentKey]named
	flowName string          // of the page at hand
	reported map[string]bool // the names of pages that reportPageMeasure has reported
	dests    map[string]bool
	last     int32 // the node of the last text on the pages before
	// Boxes that run on from the page before, and from the column before.
	opened   []*flow.Box
	openedIn map[*flow.Columns][]*flow.Box
	// And those in cells.
	openedCell map[*flow.Cell][]*flow.Box
}

// Make places everything on its page. It lets go of the galleys: each flow is empty once its pages are made.
func Make(in Input) (*page.Pages, *doc.Folios) {
	g := in.Galleys
	m := &maker{
		in: in, setter: in.Setter, geometry: g.Geometry, cascade: g.Geometry.Cascade, sheet: in.Sheet, rootStyle: g.RootStyle,
		numbered: in.Pages, findings: in.Findings, lang: flow.NewLanguage(in.Book.Meta.Lang),
		pages: &page.Pages{Root: g.Root, Outline: g.Outline}, folios: &doc.Folios{Edition: in.Edition},
		named: map[flow.AssignmentKey]named{}, dests: map[string]bool{}, openedIn: map[*flow.Columns][]*flow.Box{}, openedCell: map[*flow.Cell][]*flow.Box{},
	}
	for i := range m.numbered {
		m.makePage(i)
		if f := m.numbered[i].Flow; i+1 == len(m.numbered) || m.numbered[i+1].Flow != f {
			f.Release()
		}
	}
	m.addLabels()
	m.pruneReferences()
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
	info.Duplex = info.TwoUp // facing pages are printed on both sides of the paper
	for _, p := range meta.Creators {
		info.Authors = append(info.Authors, p.Name)
	}
	for _, s := range meta.Subjects {
		info.Keywords = append(info.Keywords, s.Text)
	}
	return info
}

// pruneReferences removes the tags of references that print nothing, such as the second of two to the same page.
func (m *maker) pruneReferences() {
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

// addLabels makes a label range of each run of consecutive page numbers.
func (m *maker) addLabels() {
	for i, s := range m.numbered {
		if i > 0 {
			if p := m.numbered[i-1]; p.LabelStyle == s.LabelStyle && p.Value+1 == s.Value && pdfNumbers(m.sheet, s.LabelStyle) {
				continue
			}
		}
		if !pdfNumbers(m.sheet, s.LabelStyle) {
			m.pages.Labels = append(m.pages.Labels, page.LabelRange{First: i, Prefix: s.Label})
			continue
		}
		m.pages.Labels = append(m.pages.Labels, page.LabelRange{First: i, Style: s.LabelStyle, Start: s.Value})
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

// place says of what page the next line is.
func (o *canvas) place() para.Place { return para.Place{Page: o.index, Artifact: o.art} }

// putLine puts a line on the page.
func (m *maker) putLine(o *canvas, l para.Line) {
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
		if at, ok := a.Mark.(*flow.Anchor); ok {
			for k, id := range at.IDs {
				m.addDest(o, id.Name, at.IDTags[k], a.X, a.Y)
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

func (m *maker) makePage(i int) {
	s := m.numbered[i]
	st := m.cascade.PageAt(s.Flow.Name, s.IsLeft, s.Index == 0, s.Index < 0, i+1)
	pg := &page.Page{Width: st.PageWidth, Height: st.PageHeight, Label: s.Label, Name: s.Flow.Name}
	m.pages.Pages = append(m.pages.Pages, pg)
	pg.Trim = page.Rect{W: pg.Width, H: pg.Height}
	m.beginPage()
	m.flowName = s.Flow.Name
	o := &canvas{pg: pg, index: i, label: s.Label, area: flow.PageArea(st), left: s.IsLeft}
	left, top := o.area.X, o.area.Y
	pageBox(pg, st)
	if s.Index >= 0 {
		b := &s.Flow.Pages[s.Index]
		height := o.area.H
		m.reportPageMeasure(s, o.area.W)
		on := slices.Clone(b.Placed)
		if len(b.Notes) == 0 && b.Float == b.FloatEnd {
			if spare := height - on[len(on)-1].Bottom; spare > 0 {
				switch st.AlignContent {
				case style.AlignEnd:
					flow.ShiftAll(on, spare)
				case style.AlignMiddle:
					flow.ShiftAll(on, spare/2)
				}
			}
		}
		m.placeFloats(o, s.Flow, b, left, top, height)
		m.opened = drawBoxes(pg, on, m.opened, left, top+b.Top)
		head := true
		for k := range on {
			m.assign(on[k], head)
			head = false
		}
		for k := range on {
			m.placeLeaf(o, on, k, left, top+b.Top)
		}
		before := m.last
		m.last = cmp.Or(o.last, m.last)
		m.placeNotes(o, s.Flow, b, st, left, top, height)
		for _, pl := range o.links {
			if pl.of.URI == "" && pl.of.Dest == "" {
				continue
			}
			pg.Links = append(pg.Links, page.Link{Rects: pl.rect, URI: pl.of.URI, Dest: cmp.Or(m.in.Book.Moved[pl.of.Dest], pl.of.Dest), Contents: pl.of.Contents, Tag: pl.of.Tag})
		}
		fo := doc.Folio{Label: s.Label, At: doc.Place{Node: doc.NodeID(o.first.Node), Offset: o.first.Offset}}
		exempt := s.Flow.Exempt
		if len(on) > 0 { // lists of figures and of tables may share a flow
			exempt = on[0].Leaf.Exempt
		}
		switch {
		case exempt != 0:
			fo.Exempt, fo.At = true, doc.Place{Node: exempt}
		case o.first.Node == 0: // nothing but words of ours, such as a work's references to pages: behind the text before
			fo.Exempt, fo.At = true, doc.Place{Node: doc.NodeID(before), Offset: 1<<31 - 1}
		}
		m.folios.Pages = append(m.folios.Pages, fo)
	}
	m.placeMarginBoxes(o, s, st)
	m.addBleedAndMarks(pg, i, st)
}

// addDest notes where an anchor lies. If it lies in several places, the first counts.
func (m *maker) addDest(o *canvas, id string, tag *page.Tag, x, y dimen.Length) {
	if id == "" || m.dests[id] {
		return
	}
	m.dests[id] = true
	m.pages.Dests = append(m.pages.Dests, page.Dest{Name: id, Page: o.index, X: x, Y: y, Tag: tag})
}

// placeLeaf sets a leaf on the page, that at k of what stands there.
func (m *maker) placeLeaf(o *canvas, on []flow.Placed, k int, left, top dimen.Length) {
	p := on[k]
	lf := p.Leaf
	x, y := left+lf.X, top+p.Y
	if p.Repeated {
		o.art = page.ArtifactHeader
		defer func() { o.art = "" }()
	} else if p.From == 0 {
		for i, id := range lf.IDs {
			m.addDest(o, id, lf.IDTags[i], x, y)
		}
	}
	switch {
	case lf.Lines != nil:
		base, f := m.setter.Baseline(lf.Style), lf.Extent()
		if p.From == 0 {
			first := y + f.Span(p.Breaking, 0, 1) - lf.Style.LineHeight + base
			m.placeMarker(o, lf, x, first)
			m.putLine(o, m.setter.Initial(lf.Lines, x, lf.Width, first, o.place()))
		}
		w := &lf.Lines.Breakings[p.Breaking]
		for i := p.From; i < p.To; i++ {
			at := y + f.Span(p.Breaking, p.From, i+1) - lf.Style.LineHeight + base
			m.putLine(o, m.setter.Line(lf.Lines, p.Breaking, i, x, at, o.place()))
			m.putLine(o, m.setter.Turnover(lf.Lines, i, x, at))
			if w.Lines[i].Start < w.Lines[i].Break || i == 0 {
				m.placeNumbers(o, lf, i, at)
			}
			m.reportOverfull(lf.Lines, p.Breaking, i, o.label)
		}
	case lf.Blank:
		m.placeMarker(o, lf, x, y+m.setter.Baseline(lf.Style))
	case lf.Columns != nil:
		m.placeColumns(o, &p, left, top)
	case lf.Row != nil:
		m.placeRow(o, on, k, left, top)
	case lf.Picture != nil:
		m.placePicture(o, lf, x, y)
	}
}

// placeMarker sets the marker of a list item to the left of its first line, in the space that the item leaves.
func (m *maker) placeMarker(o *canvas, lf *flow.Leaf, x, base dimen.Length) {
	p := lf.MarkerLine
	if p == nil {
		return
	}
	width := p.LineWidth()
	at := x - lf.MarkerGap
	switch p.Style.TextAlign {
	case style.Right, style.End:
		at = x - width
	}
	if at+width > x && lf.MarkerGap == 0 {
		at = x - width
	}
	if p.RightToLeft {
		at = 2*x + lf.Width - at - width // the same on the other side
	}
	// The marker is read before the text.
	m.putLine(o, m.setter.Line(p, 0, 0, at, base, o.place()))
}

// rangeText gives the text of -quire-notes-to(): from the first to the last value of a named string on this page.
func (m *maker) rangeText(name string, l *para.Language) string {
	v, ok := m.named[flow.AssignmentKey{Kind: flow.NamedString, Name: name}]
	if !ok {
		return ""
	}
	from := v.entry
	if v.atHead || from == nil || len(from.Value) == 0 {
		from = v.first
	}
	a, b := m.stringText(from), m.stringText(v.last)
	switch {
	case a == "" && b == "":
		return ""
	case a == b || a == "" || b == "":
		return lang.NotesTo(l.Lang, cmp.Or(a, b), cmp.Or(a, b))
	}
	return lang.NotesTo(l.Lang, a, b)
}

// stringText gives the words of a named string.
func (m *maker) stringText(a *flow.Assignment) string {
	if a == nil {
		return ""
	}
	var b strings.Builder
	for i := range a.Value {
		if sg := &a.Value[i]; sg.Kind == para.DeferredSegment {
			b.WriteString(m.setter.Refs.Words(flow.ReferenceOf(sg)))
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
