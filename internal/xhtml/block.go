package xhtml

import (
	"strconv"

	"quire/internal/doc"
)

func (r *Renderer) blocks(bs []doc.Block) {
	for _, b := range bs {
		r.block(b)
	}
}

func (r *Renderer) block(b doc.Block) {
	if s, ok := b.(*doc.Section); ok {
		r.section(s, 0, len(s.Blocks))
		return
	}
	if code, ok := b.(*doc.CodeBlock); ok { // handles page breaks within its text
		r.code(code)
		return
	}
	r.arrive(b)
	switch b := b.(type) {
	case *doc.Heading:
		r.heading(b, "", false)
		return
	case *doc.Paragraph:
		r.paragraph(b, nil)
		return
	case *doc.Verse:
		r.element(b, func() { r.stanzas(b.Stanzas) })
	case *doc.List:
		r.list(b)
	case *doc.ListItem:
		r.element(b, func() { r.blocks(b.Blocks) })
	case *doc.DefinitionList:
		r.definitions(b)
	case *doc.Definition:
		r.definition(b)
	case *doc.Table:
		r.table(b)
	case *doc.Row:
		r.row(b, nil, nil)
	case *doc.Cell:
		r.cell(b, doc.AlignNone)
	case *doc.Figure:
		r.figure(b)
	case *doc.Div:
		typ, ariaRole := divSemantics(b.Classes)
		r.element(b, func() { r.w.Line(); r.blocks(b.Blocks) }, r.epubType(typ), role(ariaRole))
	case *doc.Break:
		r.flush()
		name, classes := doc.Name(b)
		r.w.Empty(name, r.atts(b, classes, "")...)
	case *doc.Contents:
		r.contents(b)
	case *doc.Endnotes:
		r.endnotes(b)
		return
	case *doc.Bibliography:
		r.bibliography(b)
		return
	case *doc.Index:
		r.index(b)
	case *doc.TitlePage:
		r.titlePage(b)
	case *doc.Imprint:
		r.allOf(doc.KindImprint, b, func() { r.blocks(b.Blocks) })
	case *doc.Colophon:
		r.allOf(doc.KindColophon, b, func() { r.blocks(b.Blocks) })
	case *doc.Note:
		r.note(b, "")
	case *doc.Work:
		r.work(b)
	default: // a block that is only its name and its content: a quotation
		r.element(b, func() {
			r.w.Line()
			doc.EachChild(b, r.child)
		})
	}
	r.w.Line()
}

func (r *Renderer) child(n node) {
	switch n := n.(type) {
	case doc.Block:
		r.block(n)
	case doc.Inline:
		r.inlines([]doc.Inline{n})
	}
}

// allOf writes a block. If it is the only block of a section, the section's element is used for it; otherwise it has
// its own.
func (r *Renderer) allOf(k doc.Kind, b doc.Block, content func()) {
	base := b.Base()
	if s := r.current; s != nil && s.Kind == k && len(s.Blocks) == 1 && base.ID == "" && base.Lang == "" && len(base.Classes) == 0 {
		content()
		return
	}
	r.element(b, func() {
		r.w.Line()
		content()
	})
}

// divSemantics gives the type and role of a div by its class.
func divSemantics(classes []string) (epubType, role string) {
	for _, c := range classes {
		switch c {
		case "epigraph", "dedication", "abstract":
			return c, "doc-" + c
		case "pullquote":
			return c, "doc-pullquote"
		}
	}
	return "", ""
}

// paragraph writes a paragraph; tail, if not nil, writes what follows its last word. The text of a tight list item
// needs an element only for attributes.
func (r *Renderer) paragraph(p *doc.Paragraph, tail func()) {
	bare := p.Plain && p.ID == "" && p.Lang == "" && len(p.Classes) == 0
	if bare {
		r.inlines(p.Content)
		if tail != nil {
			tail()
		}
		return
	}
	var number []Att
	if p.Number > 0 {
		number = append(number, Att{"data-number", strconv.Itoa(p.Number)}) // printed by the stylesheet, so it is not copied with the text
	}
	r.element(p, func() {
		r.inlines(p.Content)
		if tail != nil {
			tail()
		}
	}, number...)
	r.w.Line()
}

// deepest is the largest indent with a class in the stylesheets.
const deepest = 12

// stanzas writes verse. Each line is a span, which a stylesheet sets as a block with a hanging indent, followed by a br
// for readers without a stylesheet.
func (r *Renderer) stanzas(stanzas []doc.Stanza) {
	r.w.Line()
	for _, s := range stanzas {
		r.w.Start("p", Att{"class", "stanza"})
		for i, l := range s.Lines {
			class := "line"
			if l.Indent > 0 {
				class += " indent-" + strconv.Itoa(min(l.Indent, deepest))
			}
			if i > 0 {
				r.w.Empty("br")
				r.w.Line()
			}
			r.w.Start("span", Att{"class", class})
			r.inlines(l.Content)
			r.w.End()
		}
		r.w.End()
		r.w.Line()
	}
}

// list writes a list. The counter style is in the type attribute, as it may matter for the meaning ("see b").
func (r *Renderer) list(l *doc.List) {
	var more []Att
	if l.Ordered {
		switch l.Style {
		case "lower-alpha":
			more = append(more, Att{"type", "a"})
		case "upper-alpha":
			more = append(more, Att{"type", "A"})
		case "lower-roman":
			more = append(more, Att{"type", "i"})
		case "upper-roman":
			more = append(more, Att{"type", "I"})
		}
		if l.Start != 1 {
			more = append(more, Att{"start", strconv.Itoa(l.Start)})
		}
	}
	r.element(l, func() {
		r.w.Line()
		for _, item := range l.Items {
			r.block(item)
		}
	}, more...)
}

func (r *Renderer) definitions(l *doc.DefinitionList) {
	r.element(l, func() {
		r.w.Line()
		for _, d := range l.Items {
			r.arrive(d)
			r.definition(d)
		}
	}, r.inGlossary("glossary"))
}

// inGlossary gives the types of a glossary's parts (EPUB Structural Semantics Vocabulary, section 2.8).
func (r *Renderer) inGlossary(typ string) Att {
	if !r.within(doc.KindGlossary) {
		return Att{}
	}
	return r.epubType(typ)
}

func (r *Renderer) definition(d *doc.Definition) {
	atts := r.atts(d, d.Classes, "")
	for i, t := range d.Terms {
		if i > 0 {
			atts = r.langAtts(d.Lang)
		}
		r.open("dt", append(atts, r.inGlossary("glossterm"))...)
		r.inlines(t)
		r.close()
		r.w.Line()
	}
	for _, def := range d.Defs {
		r.open("dd", append(r.langAtts(d.Lang), r.inGlossary("glossdef"))...)
		r.blocks(def)
		r.close()
		r.w.Line()
	}
}
