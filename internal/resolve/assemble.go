package resolve

import "quire/internal/doc"

// assemble puts the pieces of the book in order: half-title, title page, imprint, dedication and epigraph, contents,
// foreword and preface, the text, what follows it, notes, bibliography, index, colophon. If the author wrote a section
// of that class, the generated matter goes into it. Generated blocks are still empty; package edition fills them.
func (r *resolver) assemble(text []*doc.Section, b *doc.Book, bibliography []doc.Block) []*doc.Section {
	if s := closingHeading(text); s != nil && len(bibliography) > 0 && !placesRefs(text) {
		if s.Level == 1 && (s.Kind == doc.KindChapter || s.Kind == "") {
			s.Kind = doc.KindBibliography
		} else if s.Kind != doc.KindBibliography {
			s.Blocks, bibliography = headless(bibliography), nil
		}
	}
	own := map[doc.Kind]*doc.Section{}
	var opening, front, body, back []*doc.Section
	for _, s := range text {
		own[s.Kind] = s
		switch {
		case s.Kind == doc.KindContents || s.Kind == doc.KindFigures || s.Kind == doc.KindTables || s.Kind == doc.KindTitlePage || s.Kind == doc.KindImprint:
			// Their place is fixed: see below.
		case s.Kind == doc.KindDedication || s.Kind == doc.KindEpigraph:
			opening = append(opening, s)
		case s.Kind.Matter() == doc.Front:
			front = append(front, s)
		case s.Kind.Matter() == doc.Body:
			body = append(body, s)
		case s.Kind != doc.KindNotes && s.Kind != doc.KindBibliography && s.Kind != doc.KindIndex && s.Kind != doc.KindColophon:
			back = append(back, s)
		}
	}
	// matter gives the section of a kind, the author's if there is one, with the generated blocks at its end.
	matter := func(k doc.Kind, blocks ...doc.Block) *doc.Section {
		s := own[k]
		if s == nil {
			s = &doc.Section{Kind: k, Level: 1, Label: r.label(k)}
			if headed(k) {
				s.Heading = &doc.Heading{Level: 1, Content: []doc.Inline{&doc.Text{Value: s.Label}}}
			}
			if title := r.opts.ReferencesTitle; k == doc.KindBibliography && title != "" {
				s.Label, s.Heading.Content = title, doc.Literal(title)
			}
		}
		s.Blocks = append(s.Blocks, blocks...)
		return s
	}
	out := []*doc.Section{
		{Kind: doc.KindHalfTitle, Level: 1, Label: r.label(doc.KindHalfTitle), Blocks: []doc.Block{&doc.TitlePage{}}},
		matter(doc.KindTitlePage, &doc.TitlePage{}),
		matter(doc.KindImprint, &doc.Imprint{}),
	}
	out = append(out, opening...)
	out = append(out, matter(doc.KindContents, &doc.Contents{}))
	figures, tables := r.captioned(text)
	if figures > 0 && (r.opts.ListOfFigures || own[doc.KindFigures] != nil) {
		out = append(out, matter(doc.KindFigures, &doc.Contents{Of: doc.KindFigures}))
	}
	if tables > 0 && (r.opts.ListOfTables || own[doc.KindTables] != nil) {
		out = append(out, matter(doc.KindTables, &doc.Contents{Of: doc.KindTables}))
	}
	out = append(out, front...)
	out = append(out, body...)
	out = append(out, back...)
	if len(b.Notes) > 0 {
		out = append(out, matter(doc.KindNotes, &doc.Endnotes{Groups: []*doc.NoteGroup{{Notes: b.Notes}}}))
	}
	if len(bibliography) > 0 && !fillRefs(out, bibliography) {
		out = append(out, matter(doc.KindBibliography, bibliography...))
	}
	if indexed(out) {
		out = append(out, matter(doc.KindIndex, &doc.Index{}))
	}
	if b.Meta.Made != "" || own[doc.KindColophon] != nil {
		out = append(out, matter(doc.KindColophon, &doc.Colophon{}))
	}
	return out
}

// headed reports whether generated sections of a kind have a heading on their page.
func headed(k doc.Kind) bool {
	return k == doc.KindContents || k == doc.KindFigures || k == doc.KindTables || k == doc.KindNotes || k == doc.KindBibliography || k == doc.KindIndex
}
