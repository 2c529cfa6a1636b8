package layout

import (
	"strconv"
	"strings"

	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/page"
	"quire/internal/style"
)

func itoa(n int) string { return strconv.Itoa(n) }

// sectionBlock adds a section with its heading. A top-level one has besides its own classes that of its matter:
// frontmatter, bodymatter or backmatter.
func (c *collector) sectionBlock(f frame, s *doc.Section) {
	name, classes := doc.Name(s)
	if f.el == c.root {
		classes = append(classes[:len(classes):len(classes)], [...]string{"frontmatter", "bodymatter", "backmatter"}[s.Kind.Matter()])
	}
	el := f.element(name, classes, &s.Node)
	n := len(s.Blocks)
	if s.Heading != nil {
		n++
	}
	role := "Sect"
	if s.Kind == doc.KindPart {
		role = "Part"
	}
	outer := c.section
	c.section = s
	c.block(f, el, &s.Node, role, n, func(in frame) {
		c.bookmark(s)
		if s.Heading != nil {
			c.heading(in, s.Heading)
		}
		c.blocks(in, s.Blocks)
	})
	c.section = outer
}

// bookmark adds the section to the outline, under the innermost that is open with a lower level.
func (c *collector) bookmark(s *doc.Section) {
	title := s.Label
	if s.Heading != nil {
		if title = doc.PlainText(s.Heading.Content); s.Heading.Number != "" {
			title = s.Heading.Number + " " + title
		}
	}
	if title == "" || s.ID == "" {
		return
	}
	item := &page.OutlineItem{Title: title, Dest: s.ID, Lang: s.Lang}
	for len(c.outline) > 0 && c.outline[len(c.outline)-1].level >= s.Level {
		c.outline = c.outline[:len(c.outline)-1]
	}
	if n := len(c.outline); n > 0 {
		p := c.outline[n-1].item
		p.Children = append(p.Children, item)
	} else {
		c.pages.Outline = append(c.pages.Outline, item)
	}
	c.outline = append(c.outline, &outlineLevel{s.Level, item})
}

func (c *collector) heading(f frame, h *doc.Heading) {
	name, classes := doc.Name(h)
	el := f.element(name, classes, &h.Node)
	el.Attrs = append(el.Attrs[:len(el.Attrs):len(el.Attrs)], doc.KeyVal{Key: "-text", Value: doc.PlainText(h.Content)})
	if h.Number != "" {
		el.Attrs = append(el.Attrs, doc.KeyVal{Key: "number", Value: h.Number})
	}
	c.block(f, el, &h.Node, "H"+itoa(min(max(h.Level, 1), 6)), 0, func(in frame) {
		c.paragraph(in, h.Span.Pos, func(il *inliner, sc scope) {
			if h.Number != "" {
				il.synthetic(sc, "span", []string{"number"}, func(sc scope) { il.text(sc, h.Number, page.Source{}, h.Span.Pos) })
			}
			il.inlines(sc, h.Content)
		})
	})
}

// synthetic adds an inline element that no node stands for.
func (in *inliner) synthetic(sc scope, name string, classes []string, fill func(scope)) {
	el := &style.Element{Name: name, Classes: classes, Lang: sc.el.Lang, Parent: sc.el, Index: 1, Count: 1}
	st := in.c.cascade.Style(el)
	if st.Display == style.DisplayNone {
		return
	}
	sc.shift += baselineShift(st, sc.st)
	sc.el, sc.st = el, st
	sc.deco |= st.Decoration
	in.generated(sc, "before")
	fill(sc)
	in.generated(sc, "after")
}

func (c *collector) blocks(f frame, bs []doc.Block) {
	for _, b := range bs {
		c.one(f, b)
	}
}

func (c *collector) one(f frame, b doc.Block) {
	name, classes := doc.Name(b)
	base := b.Base()
	node := func(role string, n int, fill func(in frame)) {
		c.block(f, f.element(name, classes, base), base, role, n, fill)
	}
	switch b := b.(type) {
	case *doc.Section:
		c.sectionBlock(f, b)
	case *doc.Heading:
		c.heading(f, b)
	case *doc.Paragraph:
		role := "P"
		if b.Plain && f.tag.Role == "LBody" {
			role = ""
		}
		el := f.element(name, classes, base)
		if st := c.cascade.Style(el); len(st.StringSet) > 0 {
			el.Attrs = append(el.Attrs[:len(el.Attrs):len(el.Attrs)], doc.KeyVal{Key: "-text", Value: doc.PlainText(b.Content)})
		}
		c.block(f, el, base, role, 0, func(in frame) {
			if lf := c.paragraph(in, b.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, b.Content) }); lf != nil {
				lf.number = b.Number
			}
		})
	case *doc.BlockQuote:
		node("BlockQuote", len(b.Blocks), func(in frame) { c.blocks(in, b.Blocks) })
	case *doc.Div:
		node("Div", len(b.Blocks), func(in frame) { c.blocks(in, b.Blocks) })
	case *doc.Break:
		node("", 0, func(in frame) {
			in.tag = nil
			if drawn(in.st) {
				c.add(in, &leaf{rule: true, pos: b.Span.Pos})
				return
			}
			if c.paragraph(in, b.Span.Pos, func(*inliner, scope) {}) == nil {
				c.add(in, &leaf{rule: true, pos: b.Span.Pos})
			}
		})
	case *doc.List:
		c.list(f, b)
	case *doc.DefinitionList:
		c.definitions(f, b)
	case *doc.Verse:
		c.verses(f, b)
	case *doc.CodeBlock:
		node("P", 0, func(in frame) {
			in.tag = in.tag.Add("Code")
			c.paragraph(in, b.Span.Pos, func(il *inliner, sc scope) {
				il.text(sc, strings.TrimRight(b.Text, "\n"), source(b, 0), b.Span.Pos)
			})
		})
	case *doc.Table:
		c.table(f, b)
	case *doc.Figure:
		c.figure(f, b)
	case *doc.Contents:
		node("TOC", 1, func(in frame) { c.entries(in, b.Entries, 1) })
	case *doc.Endnotes:
		node("", len(b.Groups), func(in frame) { c.endnotes(in, b) })
	case *doc.Bibliography:
		c.bibliography(f, b)
	case *doc.Index:
		node("Index", len(b.Entries), func(in frame) { c.index(in, b.Entries, 1) })
	case *doc.TitlePage:
		node("", 0, func(in frame) { c.titlePage(in, b) })
	case *doc.Imprint:
		node("", len(b.Blocks)+1, func(in frame) {
			c.blocks(in, b.Blocks)
			if b.URL != "" {
				c.qrCode(in, b.URL)
			}
		})
	case *doc.Colophon:
		node("", len(b.Blocks), func(in frame) { c.blocks(in, b.Blocks) })
	case *doc.Note:
		c.note(f, b)
	case *doc.Work:
		c.work(f, b)
	case *doc.ListItem:
		node("LI", len(b.Blocks), func(in frame) { c.blocks(in, b.Blocks) })
	}
}

// text adds a paragraph of an element that no node stands for.
func (c *collector) text(f frame, name string, classes []string, role, words string, fill func(in *inliner, sc scope)) {
	el := f.element(name, classes, nil)
	el.Attrs = []doc.KeyVal{{Key: "-text", Value: words}}
	c.block(f, el, nil, role, 0, func(in frame) {
		pos := c.section.Span.Pos
		c.paragraph(in, pos, fill)
	})
}

func (c *collector) titlePage(f frame, t *doc.TitlePage) {
	inl := func(is []doc.Inline) func(*inliner, scope) {
		return func(il *inliner, sc scope) { il.inlines(sc, is) }
	}
	if len(t.Title) > 0 {
		c.text(f, "p", []string{"title"}, "Title", doc.PlainText(t.Title), inl(t.Title))
	}
	if len(t.Subtitle) > 0 {
		c.text(f, "p", []string{"subtitle"}, "P", doc.PlainText(t.Subtitle), inl(t.Subtitle))
	}
	for _, cr := range t.Creators {
		class := []string{"creator", cr.Role}
		c.text(f, "p", class, "P", strings.Join(cr.Names, ", "), func(il *inliner, sc scope) {
			if cr.Words != "" {
				il.synthetic(sc, "span", []string{"words"}, func(sc scope) { il.text(sc, cr.Words, page.Source{}, c.section.Span.Pos) })
				il.text(sc, " ", page.Source{}, c.section.Span.Pos)
			}
			il.text(sc, strings.Join(cr.Names, ", "), page.Source{}, c.section.Span.Pos)
		})
	}
	if len(t.Publisher) > 0 {
		c.text(f, "p", []string{"publisher"}, "P", doc.PlainText(t.Publisher), inl(t.Publisher))
	}
}

// entries adds lines of the contents: nav.contents > ol > li > a.
func (c *collector) entries(f frame, es []*doc.Entry, level int) {
	if len(es) == 0 {
		return
	}
	role := "" // that of the contents around it
	if level > 1 {
		role = "TOC" // ISO 32000-1, table 333: a TOCI holds further entries by a TOC
	}
	c.block(f, f.element("ol", nil, nil), nil, role, len(es), func(in frame) {
		for _, e := range es {
			classes := []string{"level-" + itoa(level)}
			if e.Section != nil && e.Section.Kind != doc.KindNone {
				classes = append(classes, string(e.Section.Kind))
			}
			c.block(in, in.element("li", classes, nil), nil, "TOCI", 2, func(li frame) {
				c.paragraph(li, c.section.Span.Pos, func(il *inliner, sc scope) {
					sc.tag = sc.tag.Add("Reference").Add("Link")
					sc.link = &link{dest: e.Target, contents: doc.PlainText(e.Title), tag: sc.tag}
					el := &style.Element{Name: "a", Lang: sc.el.Lang, Parent: sc.el, Index: 1, Count: 1, Attrs: []doc.KeyVal{{Key: "href", Value: "#" + e.Target}}}
					sc.el, sc.st = el, c.cascade.Style(el)
					il.generated(sc, "before")
					if e.Number != "" {
						il.synthetic(sc, "span", []string{"number"}, func(sc scope) { il.text(sc, e.Number, page.Source{}, c.section.Span.Pos) })
					}
					il.anonymous(sc, e.Title)
					il.generated(sc, "after")
				})
				c.entries(li, e.Children, level+1)
			})
		}
	})
}

// endnotes adds the notes: div.group > h2 (the section's title) + ol.notes > li.note.
func (c *collector) endnotes(f frame, e *doc.Endnotes) {
	for _, g := range e.Groups {
		c.block(f, f.element("div", []string{"group"}, nil), nil, "Sect", 2, func(in frame) {
			if g.Section != nil && len(e.Groups) > 1 {
				var title []doc.Inline
				number := ""
				if h := g.Section.Heading; h != nil {
					number = h.Number
					for _, i := range h.Content {
						if _, is := i.(*doc.NoteRef); !is {
							title = append(title, i)
						}
					}
				} else if g.Section.Label != "" {
					title = []doc.Inline{&doc.Text{Value: g.Section.Label}}
				}
				if len(title) > 0 {
					level := min(c.section.Level+1, 6)
					el := in.element("h"+itoa(level), nil, nil)
					el.Attrs = []doc.KeyVal{{Key: "-text", Value: doc.PlainText(title)}, {Key: "number", Value: number}}
					c.block(in, el, nil, "H"+itoa(level), 0, func(h frame) {
						c.paragraph(h, c.section.Span.Pos, func(il *inliner, sc scope) {
							if number != "" {
								il.synthetic(sc, "span", []string{"number"}, func(sc scope) { il.text(sc, number, page.Source{}, c.section.Span.Pos) })
							}
							il.anonymous(sc, title)
						})
					})
				}
			}
			c.block(in, in.element("ol", []string{"notes"}, nil), nil, "", len(g.Notes), func(ol frame) {
				for _, n := range g.Notes {
					c.note(ol, n)
				}
			})
		})
	}
}

// anonymous adds the words of a title that stands elsewhere, without its places in the source.
func (in *inliner) anonymous(sc scope, is []doc.Inline) {
	from := len(in.out)
	in.inlines(sc, is)
	for i := from; i < len(in.out); i++ {
		in.out[i].source = page.Source{}
		in.out[i].ids, in.out[i].idTags = nil, nil
	}
}

func (c *collector) note(f frame, n *doc.Note) {
	name, classes := doc.Name(n)
	el := f.element(name, classes, &n.Node)
	el.Attrs = append(el.Attrs[:len(el.Attrs):len(el.Attrs)], doc.KeyVal{Key: "number", Value: n.Number})
	var back *link
	if len(n.Refs) > 0 && n.Refs[0].ID != "" {
		el.Attrs = append(el.Attrs, doc.KeyVal{Key: "href", Value: "#" + n.Refs[0].ID})
		back = &link{dest: n.Refs[0].ID, contents: lang.Phrase(f.lang.lang, lang.BackToReference, n.Number)}
	}
	c.block(f, el, &n.Node, "Note", len(n.Blocks), func(in frame) {
		in.tag.ID = n.ID
		c.marker(in, f.x, n.Number+".", back)
		c.blocks(in, n.Blocks)
	})
}

// marker makes the ::marker of a list item: its content, or text.
func (c *collector) marker(f frame, x dimen.Length, text string, back *link) {
	il := &inliner{c: c, space: true}
	st := c.cascade.Pseudo(f.el, "marker")
	if st == nil {
		st = c.cascade.Anonymous(f.st)
	}
	sc := scope{el: f.el, st: st, tag: f.tag.Add("Lbl"), lang: f.lang}
	if back != nil {
		sc.tag = sc.tag.Add("Link")
		back.tag, sc.link = sc.tag, back
	}
	if st.ContentNormal {
		if text == "" {
			f.tag.Children = f.tag.Children[:len(f.tag.Children)-1]
			return
		}
		il.contents(sc, []style.Content{{Text: text}})
	} else {
		il.contents(sc, st.Content)
	}
	if len(il.out) == 0 {
		f.tag.Children = f.tag.Children[:len(f.tag.Children)-1]
		return
	}
	c.markers = append(c.markers, pendingMarker{segs: il.out, el: f.el, st: st, x: x})
}

func (c *collector) list(f frame, l *doc.List) {
	name, classes := doc.Name(l)
	el := f.element(name, classes, &l.Node)
	c.block(f, el, &l.Node, "L", len(l.Items), func(in frame) {
		kind := in.st.ListStyleType
		if l.Ordered && l.Style != "" && l.Style != "disc" {
			kind = l.Style
		}
		in.tag.ListNumbering = numbering(kind)
		for i, it := range l.Items {
			name, classes := doc.Name(it)
			n := l.Start + i
			el := in.element(name, classes, &it.Node)
			el.Attrs = append(el.Attrs[:len(el.Attrs):len(el.Attrs)], doc.KeyVal{Key: "number", Value: counterText(n, kind)})
			c.block(in, el, &it.Node, "LI", len(it.Blocks), func(li frame) {
				text := ""
				switch {
				case strings.HasPrefix(kind, `"`):
					text = kind[1:]
				case kind == "none":
				case l.Ordered:
					text = counterText(n, kind) + ".\u2002"
				default:
					text = counterText(n, kind) + "\u2002"
				}
				c.marker(li, in.x, text, nil)
				li.tag = li.tag.Add("LBody")
				c.blocks(li, it.Blocks)
			})
		}
	})
}

func numbering(kind string) string {
	switch kind {
	case "decimal", "decimal-leading-zero":
		return "Decimal"
	case "lower-roman":
		return "LowerRoman"
	case "upper-roman":
		return "UpperRoman"
	case "lower-alpha", "lower-latin":
		return "LowerAlpha"
	case "upper-alpha", "upper-latin":
		return "UpperAlpha"
	case "disc":
		return "Disc"
	case "circle":
		return "Circle"
	case "square":
		return "Square"
	}
	return "None"
}

// definitions adds a definition list: dl > dt + dd.
func (c *collector) definitions(f frame, d *doc.DefinitionList) {
	name, classes := doc.Name(d)
	n := 0
	for _, it := range d.Items {
		n += len(it.Terms) + len(it.Defs)
	}
	c.block(f, f.element(name, classes, &d.Node), &d.Node, "L", n, func(in frame) {
		in.tag.ListNumbering = "None"
		for _, it := range d.Items {
			li := in.tag.Add("LI")
			if it.ID != "" {
				c.ids, c.idTags = append(c.ids, it.ID), append(c.idTags, li)
			}
			item := in
			item.tag = li
			for _, t := range it.Terms {
				c.block(item, in.element("dt", nil, nil), nil, "Lbl", 0, func(dt frame) {
					c.paragraph(dt, it.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, t) })
				})
			}
			for _, def := range it.Defs {
				c.block(item, in.element("dd", nil, nil), nil, "LBody", len(def), func(dd frame) { c.blocks(dd, def) })
			}
		}
	})
}

// bibliography adds ul.bibliography > li.work, under a heading if it has one.
func (c *collector) bibliography(f frame, b *doc.Bibliography) {
	if len(b.Title) > 0 {
		level := min(c.section.Level+1, 6)
		el := f.element("h"+itoa(level), nil, nil)
		el.Attrs = []doc.KeyVal{{Key: "-text", Value: doc.PlainText(b.Title)}}
		c.block(f, el, nil, "H"+itoa(level), 0, func(h frame) {
			c.paragraph(h, c.section.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, b.Title) })
		})
	}
	name, classes := doc.Name(b)
	if b.Hanging {
		classes = append(classes[:len(classes):len(classes)], "hanging")
	}
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
						return lang.Phrase(sc.lang.lang, lang.GoToNote, n.Number)
					}
					return lang.Word(sc.lang.lang, lang.Page)
				})
				il.text(sc, "]", page.Source{}, w.Span.Pos)
			})
		})
		c.blocks(body, w.Annotation)
	})
}

// index adds ul.index > li, each line with the pages of its marks.
func (c *collector) index(f frame, es []*doc.IndexEntry, level int) {
	for _, e := range es {
		el := f.element("li", []string{"entry", "level-" + itoa(level)}, nil)
		c.block(f, el, nil, "P", 0, func(in frame) {
			c.paragraph(in, c.section.Span.Pos, func(il *inliner, sc scope) {
				il.anonymous(sc, e.Title)
				var places []string
				for _, m := range e.Marks {
					if m.ID != "" {
						places = append(places, m.ID)
					}
				}
				il.pageNumbers(sc, ", ", places, func(int) string { return doc.PlainText(e.Title) })
				if len(e.See) > 0 {
					word := lang.See
					if len(e.Marks) > 0 {
						word = lang.SeeAlso
					}
					il.text(sc, ". ", page.Source{}, c.section.Span.Pos)
					il.synthetic(sc, "em", nil, func(sc scope) { il.text(sc, lang.Word(sc.lang.lang, word), page.Source{}, c.section.Span.Pos) })
					il.text(sc, " "+strings.Join(e.See, "; "), page.Source{}, c.section.Span.Pos)
				}
			})
		})
		c.index(f, e.Children, level+1)
	}
}
