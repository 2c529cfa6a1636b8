package xhtml

import (
	"strconv"

	"quire/internal/doc"
)

// roleOf gives the DPUB-ARIA role of a kind of section, or "", as for title pages.
func roleOf(k doc.Kind) string {
	switch k {
	case doc.KindDedication, doc.KindEpigraph, doc.KindForeword, doc.KindPreface, doc.KindIntroduction,
		doc.KindAcknowledgements, doc.KindPart, doc.KindChapter, doc.KindConclusion, doc.KindAfterword, doc.KindEpilogue,
		doc.KindPrologue, doc.KindAppendix, doc.KindGlossary, doc.KindNotes, doc.KindBibliography, doc.KindIndex,
		doc.KindColophon:
		return "doc-" + string(k)
	}
	return ""
}

// generated is the class of text that the author did not write: numbers, “Table”, the heading “Notes”.
const generated = "generated"

// prints reports whether a section of this kind without a heading shows its label as one.
func prints(k doc.Kind) bool {
	switch k {
	case doc.KindContents, doc.KindFigures, doc.KindTables, doc.KindNotes, doc.KindBibliography, doc.KindIndex:
		return true
	}
	return false
}

// section writes Blocks[from:to] of a section. A piece that does not begin at the heading continues the file before,
// without id and role.
func (r *Renderer) section(s *doc.Section, from, to int) {
	_, classes := doc.Name(s)
	r.kinds = append(r.kinds, s.Kind)
	level, outer := r.level, r.current
	r.level, r.current = s.Level, s
	r.arrive(s)
	if from > 0 {
		r.open("div", r.atts(&doc.Section{Node: doc.Node{Attr: doc.Attr{Lang: s.Lang, KeyVals: s.KeyVals}}}, append(classes, "continued"), "")...)
	} else {
		more := []Att{}
		if s.Kind != doc.KindNone && s.Kind != doc.KindContents {
			more = append(more, r.epubType(string(s.Kind)), role(roleOf(s.Kind)))
		}
		switch {
		case s.Heading != nil && s.Kind != doc.KindNone, prints(s.Kind) && s.Label != "":
			more = append(more, Att{"aria-labelledby", r.ids.heading(s)})
		case s.Heading == nil && s.Label != "":
			more = append(more, Att{"aria-label", s.Label})
		}
		r.open("section", append(r.atts(s, classes, r.ids.section(s)), more...)...)
	}
	r.w.Line()
	if from == 0 {
		switch {
		case s.Heading != nil:
			// A section of a chapter gets no accessible name, as it would become one of the book's landmarks.
			id := ""
			if s.Kind != doc.KindNone {
				id = r.ids.heading(s)
			}
			r.heading(s.Heading, id, prints(s.Kind) && !s.Heading.Span.IsValid())
		case prints(s.Kind) && s.Label != "":
			r.w.Element("h"+rank(s.Level), s.Label, r.id(r.ids.heading(s)), Att{"class", generated})
			r.w.Line()
		}
	}
	r.blocks(s.Blocks[from:to])
	r.flush()
	r.close()
	r.w.Line()
	r.level, r.current = level, outer
	r.kinds = r.kinds[:len(r.kinds)-1]
}

// rank gives the digit of a heading's element.
func rank(level int) string { return strconv.Itoa(min(max(level, 1), 6)) }

// heading writes a heading. A generated heading has no place in the source.
func (r *Renderer) heading(h *doc.Heading, id string, ours bool) {
	r.arrive(h)
	name, classes := doc.Name(h)
	if ours {
		classes = append(classes, generated)
	}
	r.open(name, r.atts(h, classes, id)...)
	r.flush()
	r.number(h.Number)
	r.inlines(h.Content)
	r.close()
	r.w.Line()
}

// number writes the number before a title.
func (r *Renderer) number(number string) {
	if number != "" {
		r.w.Element("span", number, Att{"class", "number " + generated})
		r.w.Text(" ")
	}
}

// within reports whether a section of the kind is open.
func (r *Renderer) within(k doc.Kind) bool {
	for _, open := range r.kinds {
		if open == k {
			return true
		}
	}
	return false
}
