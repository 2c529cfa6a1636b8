package html

import (
	"bytes"
	"encoding/json"
	"strings"

	"quire/internal/doc"
	"quire/internal/xhtml"
)

type att = xhtml.Att

// policy is the Content-Security-Policy of the page: it fetches nothing, runs nothing and sends nothing.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"

// head writes the head: metadata for browsers, catalogues (Dublin Core, RFC 5013), social sites (Open Graph) and search
// engines (JSON-LD with the terms of schema.org), and the stylesheet.
func head(x *xhtml.Writer, b *doc.Book, in Input) error {
	m := &b.Meta
	title := m.Title
	if title == "" {
		title = m.Name
	}
	x.Start("head")
	x.Line()
	x.Empty("meta", att{Name: "charset", Value: "utf-8"})
	x.Line()
	x.Empty("meta", att{Name: "http-equiv", Value: "Content-Security-Policy"}, att{Name: "content", Value: policy})
	x.Line()
	x.Element("title", title)
	x.Line()
	meta := func(key, name, content string) {
		if content = strings.TrimSpace(content); content != "" {
			x.Empty("meta", att{Name: key, Value: name}, att{Name: "content", Value: content})
			x.Line()
		}
	}
	meta("name", "viewport", "width=device-width, initial-scale=1")
	meta("name", "color-scheme", "light dark")
	meta("name", "description", m.Description)
	for _, c := range m.Creators {
		meta("name", "author", c.Name)
	}
	meta("name", "generator", m.Generator)
	link := func(rel, address string) {
		if href, ok := xhtml.SafeURL(address); ok {
			x.Empty("link", att{Name: "rel", Value: rel}, att{Name: "href", Value: href})
			x.Line()
		}
	}
	link("canonical", m.URL)
	link("license", m.License)
	dublinCore(m, meta)
	openGraph(m, meta)
	data, err := jsonLD(m)
	if err != nil {
		return err
	}
	x.Start("script", att{Name: "type", Value: "application/ld+json"})
	x.Line()
	x.Raw(data)
	x.Line()
	x.End()
	x.Line()
	css, err := stylesheet(in)
	if err != nil {
		return err
	}
	x.Start("style")
	x.Line()
	x.Raw([]byte(css))
	x.Line()
	x.End()
	x.Line()
	x.End()
	x.Line()
	return nil
}

// dublinCore writes the terms under their names for HTML (DCMI).
func dublinCore(m *doc.Meta, meta func(key, name, content string)) {
	term := func(name, content string) { meta("name", "DCTERMS."+name, content) }
	full := m.Title
	if m.Subtitle != "" {
		full += ": " + m.Subtitle
	}
	term("title", full)
	for _, c := range m.Creators {
		term("creator", c.Name)
	}
	for _, c := range m.Contributor {
		term("contributor", c.Name)
	}
	term("publisher", m.Publisher)
	term("date", m.Date)
	term("language", m.Lang)
	for _, s := range m.Subjects {
		term("subject", s.Text)
	}
	term("identifier", m.Identifier)
	if m.ISBN != "" {
		term("identifier", "ISBN "+m.ISBN)
	}
	if m.DOI != "" {
		term("identifier", "https://doi.org/"+m.DOI)
	}
	term("rights", m.Rights)
	term("source", m.Source)
	if m.Series != "" {
		term("isPartOf", m.Series)
	}
	term("type", "Text")
	term("format", "text/html")
}

func openGraph(m *doc.Meta, meta func(key, name, content string)) {
	property := func(name, content string) { meta("property", name, content) }
	property("og:title", m.Title)
	property("og:type", "book")
	property("og:description", m.Description)
	property("og:url", m.URL)
	property("og:locale", strings.ReplaceAll(m.Lang, "-", "_"))
	property("og:site_name", m.Publisher)
	property("book:isbn", m.ISBN)
	property("book:release_date", m.Date)
	for _, s := range m.Subjects {
		property("book:tag", s.Text)
	}
}

// person and book are the types of schema.org of these names.
type person struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type book struct {
	Context       string   `json:"@context"`
	Type          string   `json:"@type"`
	Name          string   `json:"name"`
	Alternative   string   `json:"alternativeHeadline,omitempty"`
	Author        []person `json:"author,omitempty"`
	Translator    []person `json:"translator,omitempty"`
	Editor        []person `json:"editor,omitempty"`
	Illustrator   []person `json:"illustrator,omitempty"`
	Contributor   []person `json:"contributor,omitempty"`
	Publisher     *person  `json:"publisher,omitempty"`
	DatePublished string   `json:"datePublished,omitempty"`
	InLanguage    string   `json:"inLanguage,omitempty"`
	Description   string   `json:"description,omitempty"`
	About         []string `json:"keywords,omitempty"`
	Identifier    string   `json:"identifier,omitempty"`
	ISBN          string   `json:"isbn,omitempty"`
	SameAs        string   `json:"sameAs,omitempty"`
	URL           string   `json:"url,omitempty"`
	License       string   `json:"license,omitempty"`
	Copyright     string   `json:"copyrightNotice,omitempty"`
	Format        string   `json:"bookFormat"`
}

// add adds a person to the list for their role, or to other if schema.org has no list for it.
func (b *book) add(c doc.Person, other *[]person) {
	list := other
	switch c.Role {
	case "trl":
		list = &b.Translator
	case "edt":
		list = &b.Editor
	case "ill":
		list = &b.Illustrator
	}
	*list = append(*list, person{"Person", c.Name})
}

// jsonLD gives the book as JSON for Linked Data. encoding/json escapes angle brackets and ampersands, so nothing in it
// can end the script element.
func jsonLD(m *doc.Meta) ([]byte, error) {
	d := book{
		Context: "https://schema.org", Type: "Book", Name: m.Title, Alternative: m.Subtitle, DatePublished: m.Date, InLanguage: m.Lang,
		Description: m.Description, Identifier: m.Identifier, ISBN: m.ISBN, Copyright: m.Rights, Format: "https://schema.org/EBook",
	}
	if m.DOI != "" {
		d.SameAs = "https://doi.org/" + m.DOI
	}
	if address, ok := xhtml.SafeURL(m.URL); ok {
		d.URL = address
	}
	if address, ok := xhtml.SafeURL(m.License); ok {
		d.License = address
	}
	for _, c := range m.Creators {
		d.add(c, &d.Author)
	}
	for _, c := range m.Contributor {
		d.add(c, &d.Contributor)
	}
	if m.Publisher != "" {
		d.Publisher = &person{"Organization", m.Publisher}
	}
	for _, s := range m.Subjects {
		d.About = append(d.About, s.Text)
	}
	data, err := json.MarshalIndent(d, "", " ")
	return bytes.TrimSpace(data), err
}
