package flow

import (
	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// collector walks the Book, computes the style of every node and makes leaves of its blocks, with margins collapsed,
// page breaks forced or forbidden, and the tag tree.
type collector struct {
	book     *doc.Book
	sheet    *style.Sheet
	cascade  *style.Cascade
	geometry Geometry
	findings *diag.List
	setter   *Setter // for what must be measured while collecting
	out      *Galleys
	root     *style.Element

	*context            // at hand
	outer    []*context // those around it

	langs    map[string]*para.Language
	counters map[string][]scoped
	snapshot map[string][]int // the values of all of them, until one changes
	images   map[string]*page.Image
	footed   map[*doc.Note]bool // the notes that have been set at the foot
	outline  []*outlineLevel
	sections []openSection
	exempt   doc.NodeID // the section at hand, if its text is generated
	matter   doc.Kind
	places   int // that counter(page) has asked about
	tables   int // so far
}

// openSection is a section that is being collected, with the frame within it.
type openSection struct {
	*doc.Section
	frame frame
}

// context is the state of a galley while leaves are added to it. Each insertion, such as a note, has a context of its own.
type context struct {
	flow *Flow
	last *Leaf   // the last leaf of the flow
	made []*Leaf // all leaves, in order

	// What the next leaf gets.
	margin  margin       // collapsed so far
	fore    margin       // those of them that belong to blocks after the last leaf: at a forced break only these remain
	inner   dimen.Length // padding and borders since the last leaf
	tail    margin       // margins after these, which collapse among themselves alone
	opens   []Edge
	ids     []string
	idTags  []*page.Tag
	sets    []*Assignment
	force   style.Break
	avoid   bool
	clear   style.Clear
	reset   *int
	markers []pendingMarker
	lead    []para.Segment // markers that stand in the text of the next paragraph
	waiting []*Insertion   // floats

	aside      bool             // it stands out of flow
	running    bool             // it is a running element
	across     *columnFrame     // it stands in these columns
	spans      *[]spanning      // what spans them, so far
	whole      int              // how many blocks with break-inside: avoid are open
	fresh      bool             // the outermost of these has no leaf yet
	pageName   string           // of the block at hand
	within     dimen.Length     // the width that a picture may take
	tableWidth dimen.Length     // of the table just added
	heads      map[int][]string // of the table at hand: the tags of what heads each column
	quoted     int              // how deeply quotations are nested
}

// push begins a context. The depth of quotations, the heads of the table, the page name and running carry over.
func (c *collector) push(in context) {
	in.quoted, in.heads, in.pageName, in.running = c.quoted, c.heads, c.pageName, c.running
	c.outer = append(c.outer, c.context)
	c.context = &in
}

// pop ends a context and returns it.
func (c *collector) pop() *context {
	in := c.context
	c.context = c.outer[len(c.outer)-1]
	c.outer = c.outer[:len(c.outer)-1]
	return in
}

// section is the section at hand.
func (c *collector) section() *doc.Section { return c.sections[len(c.sections)-1].Section }

type pendingMarker struct {
	segs []para.Segment
	el   *style.Element
	st   *style.Style
	x    dimen.Length
	// right is the right edge of the list. The marker stands there if the item reads from right to left.
	right dimen.Length
}

type outlineLevel struct {
	level int
	item  *page.OutlineItem
}

// frame is what a block hands down to the blocks in it.
type frame struct {
	el          *style.Element
	st          *style.Style
	tag         *page.Tag
	lang        *para.Language
	decoration  style.Decoration
	decoratedBy *style.Style // whose text-decoration it is; nil: that of the text
	x           dimen.Length
	width       dimen.Length
	name        string // of the page
	children    *children
}

// children has the child elements of a frame so far.
type children struct {
	last  *style.Element
	index int      // of the last
	count int      // of all, with those that come later
	names []string // of those that come later, if they are known
}

// holder is the frame within the section at hand.
func (c *collector) holder() frame {
	if len(c.sections) == 0 {
		return frame{}
	}
	return c.sections[len(c.sections)-1].frame
}

// Galleys is a book in galleys: one flow for each piece between two forced page breaks.
type Galleys struct {
	Flows     []*Flow
	Geometry  Geometry
	RootStyle *style.Style
	Root      *page.Tag
	Outline   []*page.OutlineItem
	counts    map[string]map[string][]int // of each anchor the values of the counters
	titles    map[string]title            // and what it is called
}

// References gives what the words for references depend on.
func (g *Galleys) References(sheet *style.Sheet, at Anchors) References {
	return References{sheet: sheet, Anchors: at, counts: g.counts, titles: g.titles}
}

// Collect makes galleys of a Book. Their texts are not yet set in lines.
func Collect(b *doc.Book, sheet *style.Sheet, cascade *style.Cascade, newSetter func(root *style.Style) *para.Setter, findings *diag.List) *Galleys {
	root := &style.Element{Name: "html", Lang: b.Meta.Lang, Index: 1, Count: 1}
	g := &Galleys{
		Geometry: Geometry{cascade}, RootStyle: cascade.Style(root), Root: &page.Tag{Role: "Document", Lang: b.Meta.Lang},
		counts: map[string]map[string][]int{}, titles: findTitles(b),
	}
	c := &collector{
		book: b, sheet: sheet, cascade: cascade, geometry: g.Geometry, findings: findings, out: g, root: root,
		setter:  &Setter{Setter: newSetter(g.RootStyle), Refs: g.References(sheet, Anchors{}), Findings: findings},
		context: &context{},
		langs:   map[string]*para.Language{}, counters: map[string][]scoped{}, images: map[string]*page.Image{}, footed: map[*doc.Note]bool{},
	}
	c.count(nil, g.RootStyle)
	f := c.child(frame{el: root, st: g.RootStyle, tag: g.Root, lang: c.language(b.Meta.Lang)}, len(b.Sections))
	for _, s := range b.Sections {
		c.exempt, c.matter = 0, s.Kind
		switch s.Kind {
		case doc.KindHalfTitle, doc.KindTitlePage, doc.KindImprint, doc.KindContents, doc.KindFigures, doc.KindTables, doc.KindColophon, doc.KindIndex:
			c.exempt = s.Num
		}
		c.sectionBlock(f, s)
	}
	c.finish()
	for _, f := range g.Flows {
		f.gatherInsertions()
	}
	return g
}

// child gives a frame for the n child elements of its element.
func (c *collector) child(f frame, n int) frame {
	f.children = &children{count: n}
	return f
}

// element makes the next child element of a frame.
func (f *frame) element(name string, classes []string, base *doc.Node) *style.Element {
	ch := f.children
	ch.index++
	el := &style.Element{Name: name, Classes: classes, Lang: f.el.Lang, Parent: f.el, Prev: ch.last, Index: ch.index, Count: max(ch.count, ch.index)}
	if base != nil {
		el.ID, el.Attrs = base.ID, attributesOf(base)
		if base.Lang != "" {
			el.Lang = base.Lang
		}
	}
	if len(ch.names) > 0 && ch.names[0] == name {
		ch.names = ch.names[1:]
		el.Later = ch.names
	}
	ch.last = el
	return el
}

// attributesOf gives the attributes that the author wrote.
func attributesOf(n *doc.Node) []style.Attribute {
	if len(n.KeyVals) == 0 {
		return nil
	}
	out := make([]style.Attribute, len(n.KeyVals))
	for i, kv := range n.KeyVals {
		out[i] = style.Attribute{Name: kv.Key, Value: kv.Value}
	}
	return out
}

func (c *collector) language(tag string) *para.Language {
	if l := c.langs[tag]; l != nil {
		return l
	}
	l := NewLanguage(tag)
	c.langs[tag] = l
	return l
}

func NewLanguage(tag string) *para.Language {
	t, _ := lang.Parse(tag)
	return &para.Language{Tag: tag, Lang: t}
}

// add adds a leaf to the galley.
func (c *collector) add(f frame, lf *Leaf) {
	if !c.aside && c.across == nil && (c.flow == nil || c.force != style.BreakAuto || c.flow.Name != f.name) {
		side := c.force
		if side == style.BreakAuto {
			side = style.BreakPage
		}
		c.flow = &Flow{Name: f.name, Side: side, Exempt: c.exempt, Matter: c.matter, Measure: c.geometry.Measure(f.name)}
		c.out.Flows = append(c.out.Flows, c.flow)
		c.force, c.avoid, c.last = style.BreakAuto, false, nil
		c.margin = c.fore // what is before a forced break ends with its page (css-break-3, §5.2)
	}
	if c.across != nil && c.force != style.BreakAuto {
		if c.last != nil {
			lf.ForcedBefore = c.force
		}
		c.force = style.BreakAuto
	}
	if c.reset != nil {
		c.flow.PageReset, c.reset = c.reset, nil
	}
	lf.Element, lf.Style, lf.Exempt, lf.Tag = f.el, f.st, c.exempt, f.tag
	lf.X, lf.Width = f.x, c.pageWidth(f)
	for i := range c.opens {
		c.opens[i].Distance += c.tail.value()
	}
	lf.Margin, lf.BorderPadding, lf.Opens = c.margin.value(), c.inner+c.tail.value(), c.opens
	lf.AvoidBefore = c.last != nil && (c.avoid || c.whole > 0 && !c.fresh)
	lf.KeepTogether = c.whole > 0
	lf.IDs, lf.IDTags, lf.Sets = c.ids, c.idTags, c.sets
	lf.FloatsBefore, c.waiting = c.waiting, nil
	lf.Clear, c.clear = c.clear, 0
	if len(c.markers) > 0 {
		c.attachMarkers(lf)
	}
	c.fore = margin{}
	c.margin, c.inner, c.tail, c.opens, c.ids, c.idTags, c.sets, c.avoid, c.fresh = margin{}, 0, margin{}, nil, nil, nil, nil, false, false
	c.flow.Leaves = append(c.flow.Leaves, lf)
	c.made = append(c.made, lf)
	c.last = lf
}

// attachMarkers gives a leaf the markers of the list items that begin with it, the outermost first.
func (c *collector) attachMarkers(lf *Leaf) {
	m := c.markers[len(c.markers)-1]
	var segs []para.Segment
	for _, p := range c.markers {
		segs = append(segs, p.segs...)
	}
	c.markers = nil
	lf.Marker = &para.Text{Segments: segs, Style: m.st, Marker: true, Lang: segs[0].Lang, RightToLeft: RightToLeft(m.el, segs[0].Lang)}
	lf.MarkerGap = lf.X - m.x
	if lf.Marker.RightToLeft {
		lf.MarkerGap = m.right - lf.X - lf.Width
	}
}

// finish gives the remaining ids to the last leaf.
func (c *collector) finish() {
	if c.last != nil {
		c.last.IDs = append(c.last.IDs, c.ids...)
		c.last.IDTags = append(c.last.IDTags, c.idTags...)
	}
}

// paragraph makes a leaf of inlines. A paragraph in which nothing is seen makes none (CSS 2.2, §9.4.2): the next leaf gets its
// anchors.
func (c *collector) paragraph(f frame, pos diag.Pos, fill func(in *inliner, sc scope)) *Leaf {
	in := &inliner{c: c, space: true}
	firstLine := c.cascade.Pseudo(f.el, "first-line")
	sc := scope{el: f.el, st: f.st, firstLine: firstLine, tag: f.tag, lang: f.lang, decoration: f.decoration, decoratedBy: f.decoratedBy}
	in.generated(sc, "before")
	fill(in, sc)
	in.generated(sc, "after")
	in.end()
	if in.out = append(c.lead, in.out...); !c.seen(in.out) {
		return nil
	}
	c.lead = nil
	p := &para.Text{Segments: in.out, Style: f.st, Lang: f.lang, Pos: pos, RightToLeft: RightToLeft(f.el, f.lang), FirstLine: firstLine}
	if first := c.cascade.Pseudo(f.el, "first-letter"); first != nil {
		p = p.WithFirstLetter(first)
	}
	lf := &Leaf{Text: p, Pos: pos}
	c.add(f, lf)
	return lf
}

// seen reports whether anything of a paragraph is seen. If not, the next leaf gets its anchors.
func (c *collector) seen(segs []para.Segment) bool {
	for i := range segs {
		if segs[i].Kind != para.AnchorSegment || segs[i].Edge != nil {
			return true
		}
	}
	for i := range segs {
		a := anchorOf(&segs[i])
		if a == nil {
			continue
		}
		for k, id := range a.IDs {
			c.ids, c.idTags = append(c.ids, id.Name), append(c.idTags, a.IDTags[k])
		}
		c.sets = append(c.sets, a.Sets...)
	}
	return false
}

// stringValue gives the value of a named string. text is the text of the element.
func (c *collector) stringValue(f frame, cs []style.Content, text string) []para.Segment {
	in := &inliner{c: c, space: true}
	sc := scope{el: f.el, st: f.st, lang: f.lang}
	for _, one := range cs {
		if one.Kind != style.ContentSelf {
			in.contents(sc, []style.Content{one})
			continue
		}
		pseudo := ""
		switch one.Part {
		case style.PartText:
			in.text(sc, text, page.Source{}, diag.Pos{})
		case style.PartBefore:
			pseudo = "before"
		case style.PartAfter:
			pseudo = "after"
		case style.PartMarker:
			pseudo = "marker"
		case style.PartFirstLetter:
			for _, r := range text {
				in.text(sc, string(r), page.Source{}, diag.Pos{})
				break
			}
		}
		if pseudo == "" {
			continue
		}
		if st := c.cascade.Pseudo(f.el, pseudo); st != nil {
			in.contents(sc, st.Content)
		}
	}
	in.trimSpace()
	return in.out
}

// findTitles gathers the texts for target-text(): those of headings, captions, paragraphs and spans, by their anchors.
func findTitles(b *doc.Book) map[string]title {
	titles := map[string]title{}
	put := func(id string, content []doc.Inline) {
		if id != "" {
			titles[id] = title{content: doc.PlainText(content)}
		}
	}
	for _, s := range b.Sections {
		doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
			switch n := n.(type) {
			case *doc.Section:
				if n.Heading != nil {
					put(n.ID, n.Heading.Content)
				} else if n.ID != "" {
					titles[n.ID] = title{content: n.Label}
				}
			case *doc.Heading:
				put(n.ID, n.Content)
			case *doc.Table:
				put(n.ID, n.Caption)
			case *doc.Figure:
				put(n.ID, n.Caption)
			case *doc.Paragraph:
				put(n.ID, n.Content)
			case *doc.Span:
				put(n.ID, n.Content)
			}
			return true
		})
	}
	return titles
}
