package layout

import (
	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/page"
	"quire/internal/style"
)

// collector walks the Book, computes the style of every node and makes leaves of its blocks, with margins collapsed,
// page breaks forced or forbidden, and the tag tree.
type collector struct {
	*layouter
	langs    map[string]*language
	counters map[string][]scoped
	snapshot map[string][]int // the values of all of them, until one changes
	flow     *flow

	// What the next leaf is to take with it.
	margin   margin       // collapsed so far
	fore     margin       // of these, the ones of blocks that begin since the last one ended: what remains at a forced break
	inner    dimen.Length // padding and borders since the last leaf
	tail     margin       // margins after these, which collapse among themselves alone
	opens    []edge
	ids      []string
	idTags   []*page.Tag
	sets     []*assignment
	force    style.Break
	avoid    bool
	wantName string
	reset    *int
	markers  []pendingMarker
	lead     []segment // markers that stand in the text of the next paragraph

	last       *leaf // the leaf before, in the same flow
	whole      int   // depth of blocks that no page break may divide
	fresh      bool  // within the outermost of these, no leaf has come yet
	exempt     doc.NodeID
	matter     doc.Kind
	outline    []*outlineLevel
	made       []*leaf      // all leaves, in order
	own        *setter      // for what must be measured while collecting
	within     dimen.Length // the width that a picture may take
	tableWidth dimen.Length // of the table just added
	section    *doc.Section
	holder     frame              // that of the section
	footed     map[*doc.Note]bool // those that are set there
	clear      style.Clear        // of blocks that begin with the next leaf
	echo       bool               // what is said here stands elsewhere: it calls no notes
	places     int                // that counter(page) has asked about
	lifted     bool               // within a running element
	quoted     int                // how deeply quotations are nested
	aside      bool               // what is collected stands apart from the galley
	across     *columnFrame       // what is collected stands in these columns
	spans      *[]spanning        // what spans them, so far
	waiting    []*apart           // floats that the next leaf calls
	tables     int                // so far
	heads      map[int][]string   // of the table at hand: the tags of what heads each column
}

type pendingMarker struct {
	segs []segment
	el   *style.Element
	st   *style.Style
	x    dimen.Length
	// right is the right edge of the list, where the marker stands if the item reads from right to left.
	right dimen.Length
}

type outlineLevel struct {
	level int
	item  *page.OutlineItem
}

// frame is what holds for blocks within others.
type frame struct {
	el     *style.Element
	st     *style.Style
	tag    *page.Tag
	lang   *language
	deco   style.Decoration
	decoBy *style.Style // whose text-decoration it is; nil: that of the text
	x      dimen.Length
	width  dimen.Length
	name   string // of the page
	prev   **style.Element
	names  *[]string // of the children that are still to come, where they are known
	index  *int
	count  int
}

func (l *layouter) collect() {
	c := &collector{layouter: l, langs: map[string]*language{}, counters: map[string][]scoped{}, footed: map[*doc.Note]bool{}}
	l.root = &style.Element{Name: "html", Lang: l.book.Meta.Lang, Index: 1, Count: 1}
	l.findTitles()
	st := l.cascade.Style(l.root)
	l.rootStyle = st
	c.count(nil, st)
	f := c.child(frame{el: l.root, st: st, tag: l.pages.Root, lang: c.language(l.book.Meta.Lang)}, len(l.book.Sections))
	for _, s := range l.book.Sections {
		c.exempt, c.matter = 0, s.Kind
		switch s.Kind {
		case doc.KindHalfTitle, doc.KindTitlePage, doc.KindImprint, doc.KindContents, doc.KindFigures, doc.KindTables, doc.KindColophon, doc.KindIndex:
			c.exempt = s.Num
		}
		c.sectionBlock(f, s)
	}
	c.finish()
}

// child prepares a frame for n children of its element.
func (c *collector) child(f frame, n int) frame {
	f.prev, f.index, f.count, f.names = new(*style.Element), new(int), n, new([]string)
	return f
}

// element makes the next child element of a frame.
func (f *frame) element(name string, classes []string, base *doc.Node) *style.Element {
	*f.index++
	el := &style.Element{Name: name, Classes: classes, Lang: f.el.Lang, Parent: f.el, Prev: *f.prev, Index: *f.index, Count: max(f.count, *f.index)}
	if base != nil {
		el.ID, el.Attrs = base.ID, base.KeyVals
		if base.Lang != "" {
			el.Lang = base.Lang
		}
	}
	if names := *f.names; len(names) > 0 && names[0] == name {
		el.Later = names[1:]
		*f.names = names[1:]
	}
	*f.prev = el
	return el
}

func (c *collector) language(tag string) *language {
	if l := c.langs[tag]; l != nil {
		return l
	}
	t, _ := lang.Parse(tag)
	l := &language{tag: tag, lang: t}
	c.langs[tag] = l
	return l
}

// add files a leaf in the galley.
func (c *collector) add(f frame, lf *leaf) {
	if !c.aside && c.across == nil && (c.flow == nil || c.force != style.BreakAuto || c.flow.name != f.name) {
		side := c.force
		if side == style.BreakAuto {
			side = style.BreakPage
		}
		c.flow = &flow{name: f.name, side: side, exempt: c.exempt, matter: c.matter, measure: c.area(f.name)}
		c.flows = append(c.flows, c.flow)
		c.force, c.avoid, c.last = style.BreakAuto, false, nil
		c.margin = c.fore // what is before a forced break ends with its page (css-break-3, §5.2)
	}
	if c.across != nil && c.force != style.BreakAuto {
		if c.last != nil {
			lf.force = c.force
		}
		c.force = style.BreakAuto
	}
	if c.reset != nil {
		c.flow.reset, c.reset = c.reset, nil
	}
	lf.el, lf.st, lf.exempt = f.el, f.st, c.exempt
	if lf.tag == nil {
		lf.tag = f.tag
	}
	lf.x, lf.width = f.x, f.width
	if lf.width == 0 {
		lf.width = c.pageWidth(f)
	}
	for i := range c.opens {
		c.opens[i].dist += c.tail.value()
	}
	lf.margin, lf.inner, lf.opens = c.margin.value(), c.inner+c.tail.value(), c.opens
	lf.avoid = c.last != nil && (c.avoid || c.whole > 0 && !c.fresh)
	lf.whole = c.whole > 0
	lf.ids, lf.tags, lf.sets = c.ids, c.idTags, c.sets
	lf.before, c.waiting = c.waiting, nil
	lf.clear, c.clear = c.clear, 0
	if len(c.markers) > 0 {
		c.attachMarkers(lf)
	}
	c.fore = margin{}
	c.margin, c.inner, c.tail, c.opens, c.ids, c.idTags, c.sets, c.avoid, c.fresh = margin{}, 0, margin{}, nil, nil, nil, nil, false, false
	c.flow.leaves = append(c.flow.leaves, lf)
	c.made = append(c.made, lf)
	c.last = lf
}

// attachMarkers sets the markers of list items beside their first line; of items that begin with one another, the
// outer comes first.
func (c *collector) attachMarkers(lf *leaf) {
	m := c.markers[len(c.markers)-1]
	var segs []segment
	for _, p := range c.markers {
		segs = append(segs, p.segs...)
	}
	c.markers = nil
	lf.marker = &paragraph{segs: segs, st: m.st, marker: true, lang: segs[0].lang, el: m.el}
	lf.marker.note()
	lf.markerGap = lf.x - m.x
	if lf.marker.rightToLeft() {
		lf.markerGap = m.right - lf.x - lf.width
	}
}

// finish hangs what is left over on the last leaf.
func (c *collector) finish() {
	if c.last != nil && len(c.ids) > 0 {
		c.last.ids = append(c.last.ids, c.ids...)
		c.last.tags = append(c.last.tags, c.idTags...)
	}
}

// paragraph makes a leaf of inlines. An empty one is none.
func (c *collector) paragraph(f frame, pos diag.Pos, fill func(in *inliner, sc scope)) *leaf {
	in := &inliner{c: c, space: true}
	sc := scope{el: f.el, st: f.st, tag: f.tag, lang: f.lang, deco: f.deco, decoBy: f.decoBy}
	in.generated(sc, "before")
	fill(in, sc)
	in.generated(sc, "after")
	in.end()
	if in.out = append(c.lead, in.out...); len(in.out) == 0 {
		return nil
	}
	c.lead = nil
	p := &paragraph{segs: in.out, st: f.st, lang: f.lang, pos: pos, el: f.el}
	if first := c.cascade.Pseudo(f.el, "first-letter"); first != nil {
		c.firstLetter(p, first)
	}
	if first := c.cascade.Pseudo(f.el, "first-line"); first != nil {
		p.firstLine = first
	}
	p.note()
	lf := &leaf{par: p, pos: pos}
	c.add(f, lf)
	return lf
}

// stringValue words a named string; text is that of the element.
func (c *collector) stringValue(f frame, cs []style.Content, text string) []segment {
	in := &inliner{c: c, space: true}
	sc := scope{el: f.el, st: f.st, lang: f.lang}
	for _, one := range cs {
		if one.Kind != style.ContentSelf {
			in.contents(sc, []style.Content{one})
			continue
		}
		switch one.Pos {
		case "text":
			in.text(sc, text, page.Source{}, diag.Pos{})
		case "before", "after", "marker":
			if st := c.cascade.Pseudo(f.el, one.Pos); st != nil {
				in.contents(sc, st.Content)
			}
		case "first-letter":
			for _, r := range text {
				in.text(sc, string(r), page.Source{}, diag.Pos{})
				break
			}
		}
	}
	in.trimSpace()
	return in.out
}

// findTitles gathers the words that target-text() may ask for: those of headings and captions, by the anchors of what
// they head.
func (l *layouter) findTitles() {
	l.titles = map[string]title{}
	put := func(id string, content []doc.Inline) {
		if id != "" {
			l.titles[id] = title{content: doc.PlainText(content)}
		}
	}
	for _, s := range l.book.Sections {
		doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
			switch n := n.(type) {
			case *doc.Section:
				if n.Heading != nil {
					put(n.ID, n.Heading.Content)
				} else if n.ID != "" {
					l.titles[n.ID] = title{content: n.Label}
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
}
