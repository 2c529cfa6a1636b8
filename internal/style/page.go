package style

import (
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
)

// pageRule is an @page rule (css-page-3).
type pageRule struct {
	name     string
	pseudos  []string // left, right, recto, verso, first, blank
	nth      []css.Nth
	pos      diag.Pos
	text     string // of the selector, as written
	decls    []declaration
	boxes    [16][]declaration
	notes    []declaration // of @footnote
	author   bool
	fromBook bool // from a sheet of the book
	order    int
}

// Margin names a margin box: one of the sixteen places around the page area.
type Margin int

// The margin boxes, clockwise from the top left corner.
const (
	TopLeftCorner Margin = iota
	TopLeft
	TopCenter
	TopRight
	TopRightCorner
	RightTop
	RightMiddle
	RightBottom
	BottomRightCorner
	BottomRight
	BottomCenter
	BottomLeft
	BottomLeftCorner
	LeftBottom
	LeftMiddle
	LeftTop
)

var marginNames = [16]string{
	"top-left-corner", "top-left", "top-center", "top-right", "top-right-corner", "right-top",
	"right-middle", "right-bottom", "bottom-right-corner", "bottom-right", "bottom-center", "bottom-left",
	"bottom-left-corner", "left-bottom", "left-middle", "left-top",
}

// Page is the computed style of a page, and of each margin box with content.
type Page struct {
	*Style
	Boxes [16]*Style
	// Footnote is the area for notes at the foot (css-gcpm-3, §2.3).
	Footnote *Style
}

func (p *parser) pageRule(at *css.Rule) {
	p.inPage = true
	defer func() { p.inPage = false }()
	for _, part := range css.Split(at.Prelude) {
		r := pageRule{author: p.author, fromBook: p.src.Own, pos: at.Block.Pos, text: css.Text(part)}
		if len(part) > 0 {
			r.pos = part[0].Pos
		}
		if !p.pageSelector(&r, part) {
			return
		}
		decls, inner := css.Declarations(at.Block.Args, true)
		r.decls = p.declarations(decls)
		for _, box := range inner {
			p.pageBox(&r, &box)
		}
		if len(r.nth) > 0 {
			r.decls = p.withoutGeometry(r.decls)
		}
		p.order++
		r.order = p.order
		p.sheet.pages = append(p.sheet.pages, r)
	}
}

// pageSelector reads a page selector (css-page-3, §4.3).
func (p *parser) pageSelector(r *pageRule, ts []css.Token) bool {
	for i := 0; i < len(ts); i++ {
		t := &ts[i]
		switch {
		case t.Kind == css.Ident && i == 0:
			r.name = t.Text
		case t.Kind == css.Colon && i+1 < len(ts) && ts[i+1].Kind == css.Function && ts[i+1].Text == "nth":
			i++
			n, ok := css.ReadNth(ts[i].Args)
			if !ok {
				p.warn(ts[i].Pos, "unknown-selector", "write :nth(3) or :nth(2n+1)", "this page selector is not understood")
				return false
			}
			r.nth = append(r.nth, n)
		case t.Kind == css.Colon && i+1 < len(ts) && ts[i+1].Kind == css.Ident:
			i++
			w := strings.ToLower(ts[i].Text)
			if w == "nth" || !slices.Contains(pagePseudos, w) {
				p.warn(ts[i].Pos, "unknown-selector", "known are :left, :right, :recto, :verso, :first, :blank and :nth()", "“:%s” is no kind of page", ts[i].Text)
				return false
			}
			r.pseudos = append(r.pseudos, w)
		default:
			p.warn(t.Pos, "unknown-selector", "the whole rule is left out", "this page selector is not understood")
			return false
		}
	}
	return true
}

// pageBox reads a margin box of @page, or the footnote area.
func (p *parser) pageBox(r *pageRule, box *css.Rule) {
	i := slices.Index(marginNames[:], box.At)
	switch {
	case box.Block == nil:
	case box.At == "footnote":
		r.notes = append(r.notes, p.block(box.Block)...)
	case i < 0:
		p.warn(box.Pos, "unknown-at-rule", "the margin boxes are "+strings.Join(marginNames[:], ", ")+"; the notes at the foot stand in @footnote", "“@%s” is no margin box", box.At)
	default:
		r.boxes[i] = append(r.boxes[i], p.block(box.Block)...)
	}
}

// withoutGeometry drops size and margins from a rule for the nth page: where a page ends is computed before it is known
// which page of the book it is.
func (p *parser) withoutGeometry(ds []declaration) []declaration {
	var said diag.Pos
	return slices.DeleteFunc(ds, func(d declaration) bool {
		base, _, _ := strings.Cut(d.name, "-")
		switch base {
		case "size", "margin", "padding", "border":
			if d.pos == said { // report a shorthand once
				return true
			}
			said = d.pos
			p.warn(d.pos, "bad-value", "give the pages a name with “page” and write @page name {…}; the declaration is left out",
				"“%s” can't differ for the nth page", base)
			return true
		}
		return false
	})
}

type pageKey struct {
	name               string
	left, first, blank bool
	number             int
}

// Page computes the style of a page. name is its named page or ""; left says on which side of the spread it is, first
// whether it is the first of a run of such pages, blank whether it was left blank. It inherits from the root element,
// whose style must have been computed.
func (c *Cascade) Page(name string, left, first, blank bool) *Page {
	return c.PageAt(name, left, first, blank, 0)
}

// PageAt is Page for a page by its number in the book, from 1, for :nth() and for :first without a name; 0 is any page
// but the first.
func (c *Cascade) PageAt(name string, left, first, blank bool, number int) *Page {
	if !slices.ContainsFunc(c.sheet.pages, func(r pageRule) bool { return r.nth != nil }) {
		number = min(number, 2) // all pages but the first have the same style
	}
	key := pageKey{name, left, first, blank, number}
	pg, ok := c.pages[key]
	if !ok {
		pg = c.page(key)
		c.pages[key] = pg
	}
	return pg
}

// page computes the style of a page.
func (c *Cascade) page(key pageKey) *Page {
	type match struct {
		rule        *pageRule
		specificity css.Specificity
	}
	var matched []match
	for i := range c.sheet.pages {
		r := &c.sheet.pages[i]
		if specificity, ok := r.match(key, c.RightToLeft); ok {
			matched = append(matched, match{r, specificity})
			c.paged[i] = true
		}
	}
	gather := func(pick func(*pageRule) []declaration) (out []ranked) {
		for _, m := range matched {
			ds := pick(m.rule)
			for i := range ds {
				out = append(out, ranked{&ds[i], m.rule.author, m.specificity, m.rule.order, len(out)})
			}
		}
		return out
	}
	parent := c.initial
	if c.root != nil {
		parent = c.root
	}
	pg := &Page{Style: c.apply(parent, gather(func(r *pageRule) []declaration { return r.decls }), c.RightToLeft)}
	if pg.PageWidth == 0 {
		pageSize(&computer{s: pg.Style, parent: parent}, []css.Token{css.Keyword("a4")})
	}
	pg.Footnote = c.apply(pg.Style, gather(func(r *pageRule) []declaration { return r.notes }), c.RightToLeft)
	for i := range pg.Boxes {
		ds := gather(func(r *pageRule) []declaration { return r.boxes[i] })
		if len(ds) == 0 {
			continue
		}
		// Margin boxes have their own default alignment (css-page-3, §5.3).
		s := c.apply(pg.Style, append([]ranked{{d: boxAlign(Margin(i)), at: -1}, {d: boxVertical(Margin(i)), at: -1}}, ds...), c.RightToLeft)
		if !s.ContentNormal && len(s.Content) > 0 {
			pg.Boxes[i] = s
		}
	}
	return pg
}

// match reports whether a rule matches a page, and its specificity: first that of a name, then of :first, :blank and
// :nth(), then of the side (css-page-3, §4.4).
func (r *pageRule) match(pg pageKey, rightToLeft bool) (specificity css.Specificity, ok bool) {
	if r.name != "" {
		if r.name != pg.name {
			return specificity, false
		}
		specificity[0] = 1
	}
	for _, pseudo := range r.pseudos {
		weight := 2
		switch pseudo {
		case "left":
			ok = pg.left
		case "right":
			ok = !pg.left
		case "recto": // the side on which a book begins
			ok = pg.left == rightToLeft
		case "verso":
			ok = pg.left != rightToLeft
		case "first": // of the book; with a name, of each run of its pages
			ok, weight = r.name != "" && pg.first || pg.number == 1, 1
		case "blank":
			ok, weight = pg.blank, 1
		}
		if !ok {
			return specificity, false
		}
		specificity[weight]++
	}
	for _, n := range r.nth {
		if pg.number <= 0 || !n.Holds(pg.number) {
			return specificity, false
		}
		specificity[1]++
	}
	return specificity, true
}

func boxAlign(m Margin) *declaration {
	word := "center"
	switch m {
	case TopLeft, BottomLeft:
		word = "left"
	case TopRight, BottomRight:
		word = "right"
	case TopLeftCorner, BottomLeftCorner:
		word = "right"
	case TopRightCorner, BottomRightCorner:
		word = "left"
	}
	return &declaration{name: "text-align", index: propertyIndex["text-align"], value: []css.Token{css.Keyword(word)}}
}

func boxVertical(m Margin) *declaration {
	word := "middle"
	switch m {
	case LeftTop, RightTop:
		word = "top"
	case LeftBottom, RightBottom:
		word = "bottom"
	}
	return &declaration{name: "vertical-align", index: propertyIndex["vertical-align"], value: []css.Token{css.Keyword(word)}}
}
