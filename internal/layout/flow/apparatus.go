package flow

import (
	"strconv"
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// entries adds lines of the contents: nav.contents > ol > li > a.
func (c *collector) entries(f frame, es []*doc.Entry) {
	if len(es) == 0 {
		return
	}
	level, role := es[0].Level, "" // the role of the outermost list is that of the contents around it
	if level > 1 {
		role = "TOC" // ISO 32000-1, table 333: a TOCI holds further entries by a TOC
	}
	c.block(f, f.element("ol", nil, nil), nil, role, len(es), func(in frame) {
		for _, e := range es {
			name, classes := doc.Name(e)
			c.block(in, in.element(name, classes, nil), nil, "TOCI", 2, func(li frame) {
				c.paragraph(li, c.section().Span.Pos, func(il *inliner, sc scope) {
					sc.tag = sc.tag.Add("Reference").Add("Link")
					sc.link = &para.Link{Dest: e.Target, Contents: doc.PlainText(e.Title), Tag: sc.tag}
					el := &style.Element{Name: "a", Lang: sc.el.Lang, Parent: sc.el, Index: 1, Count: 1, Attrs: []style.Attribute{{Name: "href", Value: "#" + e.Target}}}
					sc.el, sc.st = el, c.cascade.Style(el)
					il.generated(sc, "before")
					il.number(sc, e.Number)
					il.anonymous(sc, e.Title)
					il.generated(sc, "after")
				})
				c.entries(li, e.Children)
			})
		}
		if c.last != nil && level == 1 {
			c.last.AvoidBefore = len(es) > 1 // the last line of the contents is not left to a page of its own
		}
	})
}

// number adds the number of a title, if it has one.
func (in *inliner) number(sc scope, number string) {
	if number != "" {
		in.synthetic(sc, "span", []string{"number"}, func(sc scope) { in.text(sc, number, page.Source{}, in.c.section().Span.Pos) })
	}
}

// endnotes adds notes: div.endnotes > div.notegroup > h2 (the section's title) + ol.notes > li.note. A group without a
// title is its list only.
func (c *collector) endnotes(f frame, e *doc.Endnotes) {
	c.title(f, "", e.Title)
	for _, g := range e.Groups {
		if len(g.Title) == 0 {
			c.notes(f, g)
			continue
		}
		name, classes := doc.Name(g)
		c.block(f, f.element(name, classes, nil), nil, "Sect", 2, func(in frame) {
			c.title(in, g.Number, g.Title)
			c.notes(in, g)
		})
	}
}

func (c *collector) notes(f frame, g *doc.NoteGroup) {
	c.block(f, f.element("ol", []string{"notes"}, nil), nil, "", len(g.Notes), func(ol frame) {
		for _, n := range g.Notes {
			c.note(ol, n)
		}
	})
}

// title adds a title that edition has made, a level below that of the section at hand.
func (c *collector) title(f frame, number string, title []doc.Inline) {
	if len(title) == 0 {
		return
	}
	level := strconv.Itoa(min(c.section().Level+1, 6))
	el := f.element("h"+level, nil, nil)
	el.Number = number
	el.SetText(doc.PlainText(title))
	c.block(f, el, nil, "H"+level, 0, func(h frame) {
		c.paragraph(h, c.section().Span.Pos, func(il *inliner, sc scope) {
			il.number(sc, number)
			il.anonymous(sc, title)
		})
	})
}

// anonymous adds a copy of a title. The copy has no anchors, calls no notes, and does not count as text from the source.
func (in *inliner) anonymous(sc scope, is []doc.Inline) {
	from := len(in.out)
	sc.echo = true
	in.inlines(sc, is)
	for i := from; i < len(in.out); i++ {
		in.out[i].Source = page.Source{}
		if a := anchorOf(&in.out[i]); a != nil {
			a.IDs, a.IDTags = nil, nil
		}
	}
}

func (c *collector) note(f frame, n *doc.Note) {
	name, classes := doc.Name(n)
	el := f.element(name, classes, &n.Node)
	el.Number = n.Number
	var first *doc.NoteRef
	if len(n.Refs) > 0 {
		first = n.Refs[0]
	}
	c.noteBlock(f, el, n, first, "marker")
}

// bibliography adds ul.bibliography > li.work.
func (c *collector) bibliography(f frame, b *doc.Bibliography) {
	name, classes := doc.Name(b)
	c.block(f, f.element(name, classes, &b.Node), &b.Node, "L", len(b.Entries), func(in frame) {
		in.tag.ListNumbering = "None"
		for _, w := range b.Entries {
			c.work(in, w)
		}
	})
}

func (c *collector) work(f frame, w *doc.Work) {
	name, classes := doc.Name(w)
	el := f.element(name, classes, &w.Node)
	c.block(f, el, &w.Node, "LI", 1+len(w.Annotation), func(in frame) {
		if len(w.Label) > 0 {
			il := &inliner{c: c, space: true}
			st := c.cascade.Pseudo(el, "marker")
			if st == nil {
				st = c.cascade.Anonymous(in.st)
			}
			il.inlines(scope{el: el, st: st, tag: in.tag.Add("Lbl"), lang: in.lang}, w.Label)
			il.trimSpace()
			if len(il.out) > 0 {
				c.markers = append(c.markers, pendingMarker{segs: il.out, el: el, st: st, x: f.x})
			}
		}
		body := in
		body.tag = in.tag.Add("LBody")
		entry := body
		entry.tag = body.tag.Add("BibEntry")
		c.paragraph(entry, w.Span.Pos, func(il *inliner, sc scope) {
			il.inlines(sc, w.Content)
			if len(w.Refs) == 0 || w.HideBackRefs {
				return
			}
			il.synthetic(sc, "span", []string{"backrefs"}, func(sc scope) {
				places := make([]string, len(w.Refs))
				for i, r := range w.Refs {
					places[i] = r.Target
				}
				il.pageNumbers(sc, " [", places, func(i int) string {
					if n := w.Refs[i].Note; n != nil {
						return lang.Phrase(sc.lang.Lang, lang.GoToNote, n.Number)
					}
					return lang.Word(sc.lang.Lang, lang.Page)
				})
				il.text(sc, "]", page.Source{}, w.Span.Pos)
			})
		})
		if len(w.Annotation) > 0 {
			c.block(body, body.element("div", []string{"annotation"}, nil), nil, "Div", len(w.Annotation), func(in frame) { c.blocks(in, w.Annotation) })
		}
	})
}

// listTag adds a list without numbers.
func listTag(t *page.Tag) *page.Tag {
	if t == nil {
		return nil
	}
	l := t.Add("L")
	l.ListNumbering = "None"
	return l
}

// index adds ul.index > li. Each line has the pages of its marks. The tags are a list; the entries under another are a list in its
// item.
func (c *collector) index(f frame, es []*doc.IndexEntry) {
	for _, e := range es {
		name, classes := doc.Name(e)
		var body *page.Tag
		c.block(f, f.element(name, classes, nil), nil, "LI", 0, func(in frame) {
			if in.tag != nil {
				in.tag = in.tag.Add("LBody")
				body = in.tag
			}
			c.paragraph(in, c.section().Span.Pos, func(il *inliner, sc scope) {
				il.anonymous(sc, e.Title)
				var places []string
				for _, m := range e.Marks {
					if m.ID != "" {
						places = append(places, m.ID)
					}
				}
				il.pageNumbers(sc, ", ", places, func(int) string { return doc.PlainText(e.Title) })
				if len(e.See) > 0 {
					il.text(sc, ". ", page.Source{}, c.section().Span.Pos)
					il.synthetic(sc, "em", nil, func(sc scope) { il.text(sc, e.SeeWord, page.Source{}, c.section().Span.Pos) })
					il.text(sc, " "+strings.Join(e.See, "; "), page.Source{}, c.section().Span.Pos)
				}
			})
		})
		if len(e.Children) > 0 {
			below := f
			if below.tag = listTag(body); body == nil {
				below.tag = f.tag
			}
			c.index(below, e.Children)
		}
	}
}
