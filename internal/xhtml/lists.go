package xhtml

import (
	"strconv"

	"quire/internal/doc"
	"quire/internal/lang"
)

// contents writes the contents of the book as a page of it.
func (r *Renderer) contents(c *doc.Contents) {
	r.flush()
	switch c.Of {
	case doc.KindFigures: // the parent section has the type
		r.element(c, func() { r.entries(c.Entries) }, Att{"aria-label", r.word(lang.ListOfFigures)})
		return
	case doc.KindTables:
		r.element(c, func() { r.entries(c.Entries) }, Att{"aria-label", r.word(lang.ListOfTables)})
		return
	}
	r.element(c, func() { r.entries(c.Entries) }, r.epubType("toc"), Att{"role", "doc-toc"}, Att{"aria-label", r.word(lang.Contents)})
}

func (r *Renderer) entries(entries []*doc.Entry) {
	if len(entries) == 0 {
		return
	}
	r.w.Start("ol")
	r.w.Line()
	for _, e := range entries {
		name, classes := doc.Name(e)
		r.w.Start(name, classAtt(classes))
		href, ok := r.href(e.Target)
		if ok {
			r.w.Start("a", href)
		}
		r.title(e.Number, e.Title)
		if ok {
			r.w.End()
		}
		r.entries(e.Children)
		r.w.End()
		r.w.Line()
	}
	r.w.End()
	r.w.Line()
}

// bibliography writes a list of works.
func (r *Renderer) bibliography(b *doc.Bibliography) {
	r.element(b, func() {
		r.w.Line()
		for _, w := range b.Entries {
			r.arrive(w)
			r.work(w)
			r.w.Line()
		}
	})
	r.w.Line()
}

// work writes one entry, without the role doc-biblioentry, which is deprecated.
func (r *Renderer) work(w *doc.Work) {
	r.entry(w, func() {
		r.flush()
		if len(w.Label) > 0 {
			r.w.Start("span", Att{"class", "label"})
			r.inlines(w.Label)
			r.w.End()
			r.w.Text(" ")
		}
		r.inlines(w.Content)
		r.backRefs(w)
		if len(w.Annotation) > 0 {
			r.w.Line()
			r.w.Start("div", Att{"class", "annotation"})
			r.blocks(w.Annotation)
			r.w.End()
		}
	}, r.epubType("biblioentry"))
}

// backRefs writes links to the places that cite a work, by the numbers of their notes. The word for notes is written
// once for all of them.
func (r *Renderer) backRefs(w *doc.Work) {
	if w.HideBackRefs {
		return
	}
	seen := map[*doc.Note]bool{} // one link for each note, however often it cites the work
	text, started := 0, false
	for _, ref := range w.Refs {
		target := ref.Target
		if ref.Note != nil { // the link has the number of the note and leads to the note as a whole
			target = ref.Note.ID
		}
		href, ok := r.href(target)
		if !ok || ref.Note != nil && seen[ref.Note] {
			continue
		}
		if !started {
			r.w.Text(" ")
			r.w.Start("span", Att{"class", "backrefs"}, Att{"role", "group"}, Att{"aria-label", r.word(lang.Notes)})
			r.w.Text(arrow)
			started = true
		}
		var name Att
		var mark string
		if ref.Note != nil {
			seen[ref.Note] = true
			mark = ref.Note.Number
		} else {
			text++
			mark = callMark(text-1, 2)
			name = Att{"aria-label", lang.Phrase(r.tag, lang.BackToReference, mark+" ("+w.Key+")")}
		}
		r.w.Text("\u00a0")
		r.w.Element("a", mark, Att{"class", "backlink"}, r.epubType("backlink"), Att{"role", "doc-backlink"}, href, name)
	}
	if started {
		r.w.End()
	}
}

// index writes an index. A place is shown as its page in print if the pages are known, otherwise as its number among
// the places of its entry.
func (r *Renderer) index(x *doc.Index) {
	r.element(x, func() { r.indexEntries(x.Entries) }, r.epubType("index-entry-list"))
}

func (r *Renderer) indexEntries(entries []*doc.IndexEntry) {
	r.w.Line()
	for _, e := range entries {
		name, classes := doc.Name(e)
		r.w.Start(name, classAtt(classes), r.epubType("index-entry"))
		r.flush()
		r.w.Start("span", r.epubType("index-term"))
		r.quiet++
		r.inlines(e.Title)
		r.quiet--
		r.w.End()
		for i, m := range e.Marks {
			name := strconv.Itoa(i + 1)
			if page := r.marks[m]; page != "" {
				name = page
			}
			href, ok := r.href(m.ID)
			if !ok {
				continue
			}
			r.w.Text(", ")
			r.w.Element("a", name, r.epubType("index-locator"), href)
		}
		for i, see := range e.See {
			if i == 0 {
				r.w.Text(". ")
				r.w.Element("em", e.SeeWord)
				r.w.Text(" ")
			} else {
				r.w.Text("; ")
			}
			r.w.Element("span", see, r.epubType("index-xref-preferred"))
		}
		if len(e.Children) > 0 {
			r.w.Start("ul", r.epubType("index-entry-list"))
			r.indexEntries(e.Children)
			r.w.End()
		}
		r.w.End()
		r.w.Line()
	}
}

// titlePage writes a title page. Its title is a heading.
func (r *Renderer) titlePage(t *doc.TitlePage) {
	r.allOf(doc.KindTitlePage, t, func() {
		r.flush()
		for _, l := range t.Lines {
			name, classes := doc.Name(l)
			more := []Att{}
			switch l.Kind {
			case doc.LineTitle:
				name, more = "h1", append(more, r.epubType("title"))
			case doc.LineSubtitle:
				more = append(more, r.epubType("subtitle"), Att{"role", "doc-subtitle"})
			}
			r.open(name, append([]Att{classAtt(classes)}, more...)...)
			r.inlines(l.Content)
			r.close()
			r.w.Line()
		}
	})
}
