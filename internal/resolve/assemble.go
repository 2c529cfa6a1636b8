package resolve

import (
	"slices"

	"quire/internal/doc"
	"quire/internal/lang"
)

// assemble puts the pieces of the book in order: half-title, title page, imprint, dedication and epigraph, contents,
// foreword and preface, the text, what follows it, notes, bibliography, index, colophon. Where the author wrote a
// section of that class, the generated matter goes into it.
func (r *resolver) assemble(text []*doc.Section, b *doc.Book, bibliography []doc.Block) []*doc.Section {
	own := map[doc.Kind]*doc.Section{}
	var opening, front, body, back []*doc.Section
	for _, s := range text {
		own[s.Kind] = s
		switch {
		case s.Kind == doc.KindContents || s.Kind == doc.KindFigures || s.Kind == doc.KindTables || s.Kind == doc.KindTitlePage || s.Kind == doc.KindImprint:
			// Their place is fixed below.
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
	// matter gives the section of a kind, the author's if there is one, with the generated block at its end.
	matter := func(k doc.Kind, blocks ...doc.Block) *doc.Section {
		s := own[k]
		if s == nil {
			s = &doc.Section{Kind: k, Level: 1, Label: r.label(k)}
			if headed(k) {
				s.Heading = &doc.Heading{Level: 1, Content: []doc.Inline{&doc.Text{Value: s.Label}}}
			}
		}
		s.Blocks = append(s.Blocks, blocks...)
		return s
	}
	out := []*doc.Section{
		{Kind: doc.KindHalfTitle, Level: 1, Label: r.label(doc.KindHalfTitle), Blocks: []doc.Block{&doc.TitlePage{Title: literal(b.Meta.Title)}}},
		matter(doc.KindTitlePage, r.titlePage()),
		matter(doc.KindImprint, r.imprint()),
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
		out = append(out, matter(doc.KindNotes, &doc.Endnotes{Groups: noteGroups(b.Notes, text)}))
	}
	if len(bibliography) > 0 && !fillRefs(out, bibliography) {
		out = append(out, matter(doc.KindBibliography, bibliography...))
	}
	if entries := r.indexEntries(out); len(entries) > 0 {
		out = append(out, matter(doc.KindIndex, &doc.Index{Entries: entries}))
	}
	if c := r.colophon(); len(c.Blocks) > 0 || own[doc.KindColophon] != nil {
		out = append(out, matter(doc.KindColophon, c))
	}
	return out
}

// headed tells which generated sections have a heading on their page.
func headed(k doc.Kind) bool {
	return k == doc.KindContents || k == doc.KindFigures || k == doc.KindTables || k == doc.KindNotes || k == doc.KindBibliography || k == doc.KindIndex
}

// fillRefs puts the bibliography into the div with the id “refs”, where the author placed one, as Pandoc does.
func fillRefs(sections []*doc.Section, bibliography []doc.Block) bool {
	filled := false
	for _, s := range sections {
		doc.Walk(s, func(n doc.AnyNode) bool {
			if d, ok := n.(*doc.Div); ok && d.ID == "refs" && !filled {
				for i, b := range bibliography {
					if sub, ok := b.(*doc.Section); ok {
						bibliography[i] = &doc.Div{Node: sub.Node, Blocks: append([]doc.Block{&doc.Paragraph{Content: sub.Heading.Content}}, sub.Blocks...)}
					}
				}
				d.Blocks, filled = append(d.Blocks, bibliography...), true
				return false
			}
			return true
		})
	}
	return filled
}

// noteGroups groups the notes by chapter, or where the book has but one chapter with notes by its sections.
func noteGroups(notes []*doc.Note, text []*doc.Section) []*doc.NoteGroup {
	under := map[*doc.Section]*doc.Section{} // each section's ancestor of level two at most
	var walk func(s, group *doc.Section)
	walk = func(s, group *doc.Section) {
		if s.Level <= 2 {
			group = s
		}
		under[s] = group
		for _, b := range s.Blocks {
			if sub, ok := b.(*doc.Section); ok {
				walk(sub, group)
			}
		}
	}
	for _, s := range text {
		walk(s, s)
	}
	one := !slices.ContainsFunc(notes, func(n *doc.Note) bool { return n.Chapter != notes[0].Chapter })
	var out []*doc.NoteGroup
	for _, n := range notes {
		s := n.Chapter
		if one {
			s = under[n.Section]
		}
		if len(out) == 0 || out[len(out)-1].Section != s {
			out = append(out, &doc.NoteGroup{Section: s})
		}
		g := out[len(out)-1]
		g.Notes = append(g.Notes, n)
	}
	return out
}

// literal gives words as they are, nothing for none.
func literal(s string) []doc.Inline {
	if s == "" {
		return nil
	}
	return []doc.Inline{&doc.Text{Value: s}}
}

func (r *resolver) titlePage() *doc.TitlePage {
	m := r.ms.Meta
	t := &doc.TitlePage{Title: literal(m.Title), Subtitle: literal(m.Subtitle)}
	if len(m.Creators) != 1 || m.Creators[0].Name != m.Publisher { // who publishes his own work is named once
		t.Publisher = literal(m.Publisher)
	}
	for _, people := range [][]doc.Person{m.Creators, m.Contributor} {
		for _, p := range people {
			if i := slices.IndexFunc(t.Creators, func(c doc.Credit) bool { return c.Role == p.Role }); i >= 0 {
				t.Creators[i].Names = append(t.Creators[i].Names, p.Name)
				continue
			}
			t.Creators = append(t.Creators, doc.Credit{Role: p.Role, Words: r.credit(p.Role), Names: []string{p.Name}})
		}
	}
	return t
}

func paragraph(is ...doc.Inline) doc.Block { return &doc.Paragraph{Content: is} }

func (r *resolver) imprint() *doc.Imprint {
	m := r.ms.Meta
	im := &doc.Imprint{}
	add := func(s string) {
		if s != "" {
			im.Blocks = append(im.Blocks, paragraph(&doc.Text{Value: s}))
		}
	}
	add(m.Edition)
	if m.Publisher != "" {
		line := lang.Word(r.tag, lang.PublishedBy) + " " + m.Publisher
		if m.Place != "" {
			line += ", " + m.Place
		}
		if m.Date != "" {
			line += ", " + r.date(m.Date)
		}
		add(line)
	} else if m.Date != "" {
		add(r.date(m.Date))
	}
	add(m.Rights)
	if m.License != "" {
		im.Blocks = append(im.Blocks, paragraph(&doc.Link{URL: m.License, Content: literal(m.License)}))
	}
	if m.ISBN != "" {
		add("ISBN " + m.ISBN)
	}
	if m.DOI != "" {
		im.Blocks = append(im.Blocks, paragraph(&doc.Text{Value: "DOI "}, &doc.Link{URL: "https://doi.org/" + m.DOI, Content: literal(m.DOI)}))
	}
	add(m.Acknowledgements)
	if m.URL != "" {
		im.URL = m.URL
		im.Blocks = append(im.Blocks, paragraph(&doc.Link{URL: m.URL, Content: literal(m.URL)}))
	}
	return im
}

func (r *resolver) colophon() *doc.Colophon {
	c := &doc.Colophon{}
	if r.opts.Made != "" {
		c.Blocks = append(c.Blocks, paragraph(&doc.Text{Value: r.opts.Made}))
	}
	return c
}

// credit gives the words before the names of those who had a part in the book; an author needs none.
func (r *resolver) credit(role string) string {
	switch role {
	case "trl":
		return lang.Word(r.tag, lang.TranslatedBy)
	case "edt":
		return lang.Word(r.tag, lang.EditedBy)
	case "aui", "win":
		return lang.Word(r.tag, lang.IntroducedBy)
	case "wfw":
		return lang.Word(r.tag, lang.ForewordBy)
	case "aft", "waw":
		return lang.Word(r.tag, lang.AfterwordBy)
	case "ill":
		return lang.Word(r.tag, lang.IllustratedBy)
	case "pbl":
		return lang.Word(r.tag, lang.PublishedBy)
	}
	return ""
}
