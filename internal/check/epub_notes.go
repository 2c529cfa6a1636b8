package check

import "strings"

func isNoteref(e *element) bool {
	return e.is("a") && (e.hasType("noteref") || e.hasRole("doc-noteref"))
}

func isNote(e *element) bool {
	return e.hasType("footnote", "endnote", "rearnote") || e.hasRole("doc-footnote", "doc-endnote")
}

func isBacklink(e *element) bool {
	return e.is("a") && (e.hasRole("doc-backlink") || e.hasType("backlink", "referrer"))
}

// checkNotes walks the references and the notes both ways: a popup needs the way there, a reader of the notes at
// the end of the book the way back, to each place that refers to the note.
func (b *book) checkNotes() {
	referred := map[*element][]*element{} // note → its references
	from := map[*element]*document{}
	for _, d := range b.docs {
		for _, e := range d.all {
			if !isNoteref(e) {
				continue
			}
			from[e] = d
			href := e.attr("href")
			target, frag, ok := b.resolve(d.path, href)
			td := b.byDoc[target]
			if scheme(href) != "" || !ok || frag == "" || td == nil {
				if td == nil && b.files[target] != nil && b.failed("xhtml") {
					continue
				}
				b.fault("noteref", e.place, "“%s” leads to no note", href)
				continue
			}
			note := td.ids[frag]
			if note == nil {
				b.fault("noteref", e.place, "“%s” leads to no note", href)
				continue
			}
			for note != nil && !isNote(note) {
				note = note.parent
			}
			if note == nil {
				b.fault("noteref", e.place, "“%s” leads to something that is not marked as a note", href)
				continue
			}
			referred[note] = append(referred[note], e)
		}
	}
	if b.failed("noteref", "xhtml") {
		b.leave("note")
		return
	}
	for _, d := range b.docs {
		for _, e := range d.all {
			if !isNote(e) {
				continue
			}
			if len(referred[e]) == 0 {
				b.fault("note", e.place, "nothing refers to the note “%s”", short(e.text()))
			}
			b.checkReturn(d, e, referred[e], from)
			if !hasWords(e) {
				b.fault("note", e.place, "the note is empty")
			}
		}
	}
}

// checkReturn wants each reference to be reached from its note by a link of its own.
func (b *book) checkReturn(d *document, note *element, refs []*element, from map[*element]*document) {
	back := map[*element]bool{}
	for _, l := range note.descend() {
		if !isBacklink(l) {
			continue
		}
		target, frag, ok := b.resolve(d.path, l.attr("href"))
		td := b.byDoc[target]
		if !ok || td == nil || td.ids[frag] == nil {
			continue // reported as a broken link
		}
		at := td.ids[frag]
		found := false
		for _, ref := range refs {
			if from[ref] == td && (ref.within(func(x *element) bool { return x == at }) || at.within(func(x *element) bool { return x == ref })) {
				back[ref], found = true, true
			}
		}
		if !found && len(refs) > 0 {
			b.fault("note", l.place, "the link back of note “%s” leads to no reference to it", short(note.text()))
		}
	}
	for _, ref := range refs {
		if !back[ref] {
			b.fault("note", note.place, "the note “%s” has no link back to %s", short(note.text()), ref.place)
		}
	}
}

// hasWords reports whether a note says anything beside its links back.
func hasWords(note *element) bool {
	for _, k := range note.kids {
		switch k := k.(type) {
		case string:
			if strings.TrimSpace(k) != "" {
				return true
			}
		case *element:
			if !isBacklink(k) && hasWords(k) || k.is("img") {
				return true
			}
		}
	}
	return false
}

func short(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:29]) + "…"
	}
	return s
}
