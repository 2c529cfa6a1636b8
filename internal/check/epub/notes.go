package epub

import (
	"strings"

	"quire/internal/check/xmltree"
)

func isNoteref(e *xmltree.Element) bool {
	return e.Is("a") && (e.HasType("noteref") || e.HasRole("doc-noteref"))
}

func isNote(e *xmltree.Element) bool {
	return e.HasType("footnote", "endnote", "rearnote") || e.HasRole("doc-footnote", "doc-endnote")
}

func isBacklink(e *xmltree.Element) bool {
	return e.Is("a") && (e.HasRole("doc-backlink") || e.HasType("backlink", "referrer"))
}

// checkNotes follows the links between references and notes both ways. A popup needs the link to the note. A reader who reads
// the notes at the end of the book needs the link back to each reference.
func (b *book) checkNotes() {
	referred := map[*xmltree.Element][]*xmltree.Element{} // note → its references
	from := map[*xmltree.Element]*xmltree.Document{}
	for _, d := range b.docs {
		for _, e := range d.All {
			if !isNoteref(e) {
				continue
			}
			from[e] = d
			href := e.Attr("href")
			target, frag, ok := b.resolve(d.Path, href)
			td := b.byDoc[target]
			if scheme(href) != "" || !ok || frag == "" || td == nil {
				if td == nil && b.files[target] != nil && b.Failed("xhtml") {
					continue
				}
				b.Fault("noteref", e.Place, "“%s” leads to no note", href)
				continue
			}
			note := td.IDs[frag]
			if note == nil {
				b.Fault("noteref", e.Place, "“%s” leads to no note", href)
				continue
			}
			for note != nil && !isNote(note) {
				note = note.Parent
			}
			if note == nil {
				b.Fault("noteref", e.Place, "“%s” leads to something that is not marked as a note", href)
				continue
			}
			referred[note] = append(referred[note], e)
		}
	}
	if b.Failed("noteref", "xhtml") {
		b.Leave("note")
		return
	}
	for _, d := range b.docs {
		for _, e := range d.All {
			if !isNote(e) {
				continue
			}
			if len(referred[e]) == 0 {
				b.Fault("note", e.Place, "nothing refers to the note “%s”", short(e.Text()))
			}
			b.checkReturn(d, e, referred[e], from)
			if !hasWords(e) {
				b.Fault("note", e.Place, "the note is empty")
			}
		}
	}
}

// checkReturn checks that the note has a link back to each of its references.
func (b *book) checkReturn(d *xmltree.Document, note *xmltree.Element, refs []*xmltree.Element, from map[*xmltree.Element]*xmltree.Document) {
	back := map[*xmltree.Element]bool{}
	for _, l := range note.Descend() {
		if !isBacklink(l) {
			continue
		}
		target, frag, ok := b.resolve(d.Path, l.Attr("href"))
		td := b.byDoc[target]
		if !ok || td == nil || td.IDs[frag] == nil {
			continue // reported as a broken link
		}
		at := td.IDs[frag]
		found := false
		for _, ref := range refs {
			if from[ref] == td && (ref.Within(func(x *xmltree.Element) bool { return x == at }) || at.Within(func(x *xmltree.Element) bool { return x == ref })) {
				back[ref], found = true, true
			}
		}
		if !found && len(refs) > 0 {
			b.Fault("note", l.Place, "the link back of note “%s” leads to no reference to it", short(note.Text()))
		}
	}
	for _, ref := range refs {
		if !back[ref] {
			b.Fault("note", note.Place, "the note “%s” has no link back to %s", short(note.Text()), ref.Place)
		}
	}
}

// hasWords reports whether a note says anything beside its links back.
func hasWords(note *xmltree.Element) bool {
	for _, k := range note.Kids {
		switch k := k.(type) {
		case string:
			if strings.TrimSpace(k) != "" {
				return true
			}
		case *xmltree.Element:
			if !isBacklink(k) && hasWords(k) || k.Is("img") {
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
