package edition

import (
	"fmt"
	"slices"

	"quire/internal/doc"
	"quire/internal/lang"
)

func (m *maker) halfTitle() []*doc.TitleLine {
	return lines(&doc.TitleLine{Kind: doc.LineTitle, Content: formed(m.book.Meta.Title, m.book.Meta.TitleText)})
}

// titlePage gives title and subtitle, a line for each role of the people who made the book, and the publisher. Authors
// who publish their own work are named once.
func (m *maker) titlePage() []*doc.TitleLine {
	b := &m.book.Meta
	out := []*doc.TitleLine{
		{Kind: doc.LineTitle, Content: formed(b.Title, b.TitleText)},
		{Kind: doc.LineSubtitle, Content: formed(b.Subtitle, b.SubtitleText)},
	}
	if b.Draft {
		out = append(out, &doc.TitleLine{
			Node: doc.Node{Attr: doc.Attr{Classes: []string{"draft"}}}, Kind: doc.LineSubtitle, Content: doc.Literal(lang.Word(m.tag, lang.Draft)),
		})
	}
	var roles []string
	people := slices.Concat(b.Creators, b.Contributor)
	for _, p := range people {
		if !slices.Contains(roles, p.Role) {
			roles = append(roles, p.Role)
		}
	}
	for _, role := range roles {
		var names []string
		for _, p := range people {
			if p.Role == role {
				names = append(names, p.Name)
			}
		}
		out = append(out, &doc.TitleLine{
			Node: doc.Node{Attr: doc.Attr{Classes: []string{role}}}, Kind: doc.LineCreator, Content: m.credit(role, names),
		})
	}
	if len(b.Creators) != 1 || b.Creators[0].Name != b.Publisher {
		out = append(out, &doc.TitleLine{Kind: doc.LinePublisher, Content: doc.Literal(b.Publisher)})
	}
	return lines(out...)
}

// formed returns a text with its formatting, if it has any.
func formed(plain string, text []doc.Inline) []doc.Inline {
	if text != nil {
		return text
	}
	return doc.Literal(plain)
}

// lines leaves out empty lines.
func lines(list ...*doc.TitleLine) []*doc.TitleLine {
	return slices.DeleteFunc(list, func(l *doc.TitleLine) bool { return len(l.Content) == 0 })
}

// credit gives the names of people after the word for their role, in the book's language. Authors need no word.
func (m *maker) credit(role string, names []string) []doc.Inline {
	key, ok := roleWords[role]
	if !ok {
		var all string
		for i, name := range names {
			if i > 0 {
				all += ", "
			}
			all += name
		}
		return doc.Literal(all)
	}
	out := []doc.Inline{span("role", lang.Word(m.tag, key)), &doc.Text{Value: " "}}
	for i, name := range names {
		if i > 0 {
			out = append(out, &doc.Text{Value: ", "})
		}
		out = append(out, span("name", name))
	}
	return out
}

// roleWords are the words before the names of those who helped to make the book, by their MARC relator codes.
var roleWords = map[string]lang.Key{
	"trl": lang.TranslatedBy, "edt": lang.EditedBy, "aui": lang.IntroducedBy, "win": lang.IntroducedBy, "wfw": lang.ForewordBy,
	"aft": lang.AfterwordBy, "waw": lang.AfterwordBy, "ill": lang.IllustratedBy, "pbl": lang.PublishedBy,
}

// imprint gives the page after the title page, with one paragraph for each statement.
func (m *maker) imprint() []doc.Block {
	b := &m.book.Meta
	var out []doc.Block
	add := func(is ...doc.Inline) { out = append(out, &doc.Paragraph{Content: is}) }
	say := func(s string) {
		if s != "" {
			add(&doc.Text{Value: s})
		}
	}
	say(b.Edition)
	if b.Publisher != "" {
		line := lang.Word(m.tag, lang.PublishedBy) + " " + b.Publisher
		if b.Place != "" {
			line += ", " + b.Place
		}
		if b.Date != "" {
			line += ", " + m.date(b.Date)
		}
		say(line)
	} else if b.Date != "" {
		say(m.date(b.Date))
	}
	say(b.Rights)
	if b.License != "" {
		add(&doc.Link{URL: b.License, Content: doc.Literal(b.License)})
	}
	if b.ISBN != "" {
		say("ISBN " + b.ISBN)
	}
	if b.DOI != "" {
		add(&doc.Text{Value: "DOI "}, &doc.Link{URL: "https://doi.org/" + b.DOI, Content: doc.Literal(b.DOI)})
	}
	say(b.Acknowledgements)
	if b.URL != "" {
		add(&doc.Link{URL: b.URL, Content: doc.Literal(b.URL)})
	}
	return out
}

func (m *maker) colophon() []doc.Block {
	if m.book.Meta.Made == "" {
		return nil
	}
	return []doc.Block{&doc.Paragraph{Content: doc.Literal(m.book.Meta.Made)}}
}

// date writes out an ISO 8601 date in the language of the book. Anything else is returned unchanged.
func (m *maker) date(iso string) string {
	var year, month, day int
	if n, _ := fmt.Sscanf(iso, "%d-%d-%d", &year, &month, &day); n == 0 {
		return iso
	}
	return lang.FormatDate(m.tag, year, month, day)
}
