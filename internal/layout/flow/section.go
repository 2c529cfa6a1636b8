package flow

import (
	"strconv"

	"quire/internal/doc"
	"quire/internal/page"
)

// sectionBlock adds a section with its heading. A top-level section also has the class of its matter: frontmatter, bodymatter or
// backmatter.
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
	c.sections = append(c.sections, openSection{Section: s, frame: c.holder()})
	c.block(f, el, &s.Node, role, n, func(in frame) {
		c.sections[len(c.sections)-1].frame = in
		c.bookmark(s)
		if s.Heading != nil {
			name, _ := doc.Name(s.Heading)
			in.children.names = append([]string{name}, blockNames(s.Blocks)...)
			c.heading(in, s.Heading)
		}
		c.blocks(in, s.Blocks)
		c.anchorFloats(in)
	})
	c.sections = c.sections[:len(c.sections)-1]
}

// bookmark adds the section to the outline, below the last section with a lower level.
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
		c.out.Outline = append(c.out.Outline, item)
	}
	c.outline = append(c.outline, &outlineLevel{s.Level, item})
}

func (c *collector) heading(f frame, h *doc.Heading) {
	name, classes := doc.Name(h)
	el := f.element(name, classes, &h.Node)
	el.Number = h.Number
	el.SetText(doc.PlainText(h.Content))
	c.block(f, el, &h.Node, "H"+strconv.Itoa(min(max(h.Level, 1), 6)), 0, func(in frame) {
		if s := c.section(); s.Heading == h && s.ID != "" {
			// The anchor is the section's, but counters and titles are those of its heading.
			delete(c.out.counts, s.ID)
			c.counted(s.ID)
			c.titled(s.ID, in)
		}
		c.paragraph(in, h.Span.Pos, func(il *inliner, sc scope) {
			il.number(sc, h.Number)
			il.inlines(sc, h.Content)
		})
	})
}

// titleLine adds a line of a title page.
func (c *collector) titleLine(f frame, t *doc.TitleLine) {
	name, classes := doc.Name(t)
	role := "P"
	if t.Kind == doc.LineTitle {
		role = "Title"
	}
	el := f.element(name, classes, &t.Node)
	el.SetText(doc.PlainText(t.Content))
	c.block(f, el, &t.Node, role, 0, func(in frame) {
		c.paragraph(in, c.section().Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, t.Content) })
	})
}
