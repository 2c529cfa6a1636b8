package flow

import (
	"quire/internal/doc"
	"quire/internal/layout/border"
	"quire/internal/style"
)

// synthetic adds an inline element for which there is no node.
func (in *inliner) synthetic(sc scope, name string, classes []string, fill func(scope)) {
	el := &style.Element{Name: name, Classes: classes, Lang: sc.el.Lang, Parent: sc.el, Index: 1, Count: 1}
	st := in.c.cascade.Style(el)
	if st.Display == style.DisplayNone {
		return
	}
	sc.shift += baselineShift(st, sc.st)
	sc.el, sc.st = el, st
	sc.decoration |= st.Decoration
	in.generated(sc, "before")
	fill(sc)
	in.generated(sc, "after")
}

// blockNames gives the element names of blocks.
func blockNames(bs []doc.Block) []string {
	names := make([]string, len(bs))
	for i, b := range bs {
		names[i], _ = doc.Name(b)
	}
	return names
}

// blocks adds the blocks within a frame.
func (c *collector) blocks(f frame, bs []doc.Block) {
	f.children.names = blockNames(bs)
	for _, b := range bs {
		c.addBlock(f, b)
	}
}

// addBlock adds a block by its kind.
func (c *collector) addBlock(f frame, b doc.Block) {
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
		c.paragraphBlock(f, b)
	case *doc.BlockQuote:
		node("BlockQuote", len(b.Blocks), func(in frame) { c.blocks(in, b.Blocks) })
	case *doc.Div:
		node("Div", len(b.Blocks), func(in frame) { c.blocks(in, b.Blocks) })
	case *doc.Break:
		c.thematicBreak(f, b)
	case *doc.List:
		c.list(f, b)
	case *doc.DefinitionList:
		c.definitions(f, b)
	case *doc.Verse:
		c.verses(f, b)
	case *doc.CodeBlock:
		c.code(f, b)
	case *doc.Table:
		c.table(f, b)
	case *doc.Figure:
		c.figure(f, b)
	case *doc.Contents:
		node("TOC", 1, func(in frame) { c.entries(in, b.Entries) })
	case *doc.Endnotes:
		role := ""
		if len(b.Title) > 0 {
			role = "Sect"
		}
		node(role, len(b.Groups)+min(len(b.Title), 1), func(in frame) { c.endnotes(in, b) })
	case *doc.Bibliography:
		c.bibliography(f, b)
	case *doc.Index:
		node("Index", len(b.Entries), func(in frame) {
			in.tag = listTag(in.tag)
			c.index(in, b.Entries)
		})
	case *doc.TitlePage:
		node("", len(b.Lines), func(in frame) {
			for _, l := range b.Lines {
				c.titleLine(in, l)
			}
		})
	case *doc.TitleLine:
		c.titleLine(f, b)
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

// paragraphBlock adds p.
func (c *collector) paragraphBlock(f frame, b *doc.Paragraph) {
	name, classes := doc.Name(b)
	role := "P"
	if b.Plain && f.tag.Role == "LBody" {
		role = ""
	}
	el := f.element(name, classes, &b.Node)
	if st := c.cascade.Style(el); len(st.StringSet) > 0 {
		el.SetText(doc.PlainText(b.Content))
	}
	c.block(f, el, &b.Node, role, 0, func(in frame) {
		if lf := c.paragraph(in, b.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, b.Content) }); lf != nil {
			lf.Number = b.Number
		}
	})
}

// thematicBreak adds hr: a rule, if it has a border, or else what the stylesheet puts there, or an empty line.
func (c *collector) thematicBreak(f frame, b *doc.Break) {
	name, classes := doc.Name(b)
	el := f.element(name, classes, &b.Node)
	el.Empty = true
	c.block(f, el, &b.Node, "", 0, func(in frame) {
		in.tag = nil
		if border.Drawn(in.st) || c.paragraph(in, b.Span.Pos, func(*inliner, scope) {}) == nil {
			c.add(in, &Leaf{Rule: true, Pos: b.Span.Pos})
		}
	})
}
