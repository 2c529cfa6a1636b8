package epub

import (
	"strconv"
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/xhtml"
)

// coverPage writes the cover: its image, or without one the title as text, as on the title page.
func (p *plan) coverPage() []byte {
	var w xhtml.Writer
	m := &p.book.Meta
	w.Start("section", att{Name: "class", Value: "cover"}, att{Name: "epub:type", Value: "cover"}, att{Name: "aria-label", Value: p.word(lang.Cover)})
	w.Line()
	if c := p.cover; c != nil {
		alt := m.CoverAlt
		if alt == "" {
			alt = lang.Phrase(p.tag, lang.CoverOf, m.Title)
		}
		atts := []att{{Name: "src", Value: c.href}, {Name: "alt", Value: alt}, {Name: "role", Value: "doc-cover"}}
		if c.width > 0 && c.height > 0 {
			atts = append(atts, att{Name: "width", Value: strconv.Itoa(c.width)}, att{Name: "height", Value: strconv.Itoa(c.height)})
		}
		w.Empty("img", atts...)
		w.Line()
		return w.Bytes()
	}
	line := func(class, text string) {
		if strings.TrimSpace(text) != "" {
			w.Element("p", text, att{Name: "class", Value: class})
			w.Line()
		}
	}
	line("creator", strings.Join(names(m.Creators), ", "))
	line("title", m.Title)
	line("subtitle", m.Subtitle)
	line("publisher", m.Publisher)
	return w.Bytes()
}

func names(people []doc.Person) []string {
	var list []string
	for _, c := range people {
		list = append(list, c.Name)
	}
	return list
}
