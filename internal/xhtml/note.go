package xhtml

import (
	"strconv"
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
)

// noteRef writes the call of a note.
func (r *Renderer) noteRef(n *doc.NoteRef) {
	if r.quiet > 0 || n.Note == nil {
		return
	}
	if r.anchor > 0 {
		r.deferred = append(r.deferred, n)
		return
	}
	href, ok := r.href(n.Note.ID)
	if !ok {
		r.w.Element("sup", n.Number, r.nodeID(n), Att{"class", "noteref"})
		return
	}
	if r.opt.EPUB {
		// Equal attributes of all calls come first, as they compress better so.
		_, classes := doc.Name(n)
		r.open("a", classAtt(classes), r.epubType("noteref"), Att{"role", "doc-noteref"}, r.nodeID(n), href)
		r.w.Element("sup", n.Number)
		r.close()
		return
	}
	// In browsers with popovers a button opens the note, without a script; the stylesheet shows either the button or
	// the link. The button is empty, so that the number is copied only once, and is read only once without a
	// stylesheet.
	_, classes := doc.Name(n)
	r.open("span", r.nodeID(n), Att{"class", "call"})
	r.w.Start("a", classAtt(classes), Att{"role", "doc-noteref"}, href)
	r.w.Element("sup", n.Number)
	r.w.End()
	r.w.Start("button", Att{"type", "button"}, classAtt(classes), Att{"popovertarget", r.ids.plain(n.Note.ID)}, Att{"data-number", n.Number},
		Att{"aria-label", lang.Phrase(r.tag, lang.NoteNumber, n.Number)})
	r.w.End()
	r.close()
}

// endnotes writes notes in groups. A list of notes at the end of a chapter is a section of its own.
func (r *Renderer) endnotes(e *doc.Endnotes) {
	level := r.level
	if len(e.Title) > 0 {
		r.level++
		_, classes := doc.Name(e)
		id := r.ids.fresh("notes")
		// Without its own class “chapter”: it is not a chapter, although it has a heading.
		r.open("section", append(r.atts(e, classes[:1], ""), r.epubType("endnotes"), Att{"role", "doc-endnotes"}, Att{"aria-label", r.notesOf()})...)
		r.w.Line()
		r.w.Element("h"+rank(r.level), doc.PlainText(e.Title), r.id(id), Att{"class", generated})
		r.w.Line()
		defer func() {
			r.close()
			r.w.Line()
			r.level = level
		}()
	}
	for _, g := range e.Groups {
		if len(g.Notes) > 0 {
			r.noteGroup(g)
		}
	}
}

// notesOf gives the name of the list of notes of the current section; no two lists have the same name.
func (r *Renderer) notesOf() string {
	name := r.word(lang.Notes)
	if s := r.current; s != nil && s.Heading != nil {
		if title := strings.TrimSpace(doc.PlainText(s.Heading.Content)); title != "" {
			name += ": " + title
		}
	}
	return name
}

func (r *Renderer) noteGroup(g *doc.NoteGroup) {
	if len(g.Title) > 0 {
		// It is not labelled by its heading, as it would then be a landmark with the name of another section.
		r.w.Start("section", Att{"class", "notegroup"})
		r.w.Line()
		r.w.Start("h"+rank(r.level+1), Att{"class", generated})
		r.flush()
		r.title(g.Number, g.Title)
		r.w.End()
		r.w.Line()
		defer func() {
			r.w.End()
			r.w.Line()
		}()
	}
	// Consecutive numbers are those of the list element. Others, such as asterisks, are written before the text.
	first, err := strconv.Atoi(g.Notes[0].Number)
	numbered := err == nil
	for i, n := range g.Notes {
		numbered = numbered && n.Number == strconv.Itoa(first+i)
	}
	class, start := "notes", Att{}
	switch {
	case !numbered:
		class = "notes numbered"
	case first != 1:
		start = Att{"start", strconv.Itoa(first)}
	}
	r.w.Start("ol", Att{"class", class}, start)
	r.w.Line()
	for _, n := range g.Notes {
		r.arrive(n)
		number := ""
		if !numbered {
			number = n.Number
		}
		r.note(n, number)
		r.w.Line()
	}
	r.w.End()
	r.w.Line()
}

// title writes a heading's number and text in another place.
func (r *Renderer) title(number string, title []doc.Inline) {
	r.quiet++
	r.number(number)
	r.inlines(title)
	r.quiet--
}

// note writes one note, without the role doc-endnote, which is deprecated. The links back come after its last word.
func (r *Renderer) note(n *doc.Note, number string) {
	r.notes++
	more := []Att{r.epubType("endnote")}
	if !r.opt.EPUB {
		more = append(more, Att{"popover", ""})
	}
	r.entry(n, func() {
		r.flush()
		if !r.opt.EPUB {
			r.w.Start("button", Att{"type", "button"}, Att{"class", "close"}, Att{"popovertarget", r.ids.plain(n.ID)}, Att{"popovertargetaction", "hide"},
				Att{"aria-label", lang.Phrase(r.tag, lang.BackToReference, n.Number)})
			r.w.End()
		}
		if number != "" {
			r.w.Element("span", number, Att{"class", "number " + generated})
			r.w.Text(" ")
		}
		for i, b := range n.Blocks {
			p, ok := b.(*doc.Paragraph)
			if !ok || i < len(n.Blocks)-1 {
				r.block(b)
				continue
			}
			r.arrive(p)
			r.paragraph(p, func() { r.backLinks(n) })
			return
		}
		r.w.Start("p", Att{"class", "backlinks"})
		r.backLinks(n)
		r.w.End()
	}, more...)
	r.notes--
}

// backLinks writes a link back to each call of a note, each with its own name for screen readers.
func (r *Renderer) backLinks(n *doc.Note) {
	for i, ref := range n.Refs {
		href, ok := r.href(ref.ID)
		if !ok {
			continue
		}
		name := lang.Phrase(r.tag, lang.BackToReference, n.Number)
		if len(n.Refs) > 1 {
			name = lang.Phrase(r.tag, lang.BackToReferenceOccurrence, n.Number, strconv.Itoa(i+1))
		}
		r.w.Text("\u00a0")
		r.backLink(href, name, callMark(i, len(n.Refs)))
	}
}

// callMark distinguishes several links back: a letter after the arrow, as in encyclopedias.
func callMark(i, n int) string {
	if n < 2 {
		return ""
	}
	if i < 26 {
		return string(rune('a' + i))
	}
	return strconv.Itoa(i + 1)
}

// arrow is ↩ with the variation selector for text, as some systems would show a coloured picture.
const arrow = "\u21a9\ufe0e"

func (r *Renderer) backLink(href Att, name, mark string) {
	r.w.Start("a", Att{"class", "backlink"}, r.epubType("backlink"), Att{"role", "doc-backlink"}, href, Att{"aria-label", name})
	r.w.Text(arrow)
	if mark != "" {
		r.w.Element("sup", mark)
	}
	r.w.End()
}
