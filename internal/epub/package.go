package epub

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/uuid/v5"

	"quire/internal/doc"
	"quire/internal/xhtml"
)

type att = xhtml.Att

// identifier gives the unique identifier of the publication (EPUB 3.3, section 5.3.4): that of the book if it is a URN.
// For an address it is a UUID of version 5 made from that, because stores accept no addresses there.
func identifier(m *doc.Meta) string {
	if strings.HasPrefix(strings.ToLower(m.Identifier), "urn:") {
		return m.Identifier
	}
	return "urn:uuid:" + uuid.NewV5(uuid.NamespaceURL, m.Identifier).String()
}

func isbnDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == 'X' || r == 'x' {
			return r
		}
		return -1
	}, s)
}

// date gives the day of the book's date. Without one, or for an earlier one, it is the first day that a zip can have.
func (p *plan) date() time.Time {
	first := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, p.book.Meta.Date); err == nil && t.After(first) && t.Year() < 2108 {
			return t
		}
	}
	return first
}

// metadata writes the metadata elements of the package document, one on each line.
type metadata struct{ w *xhtml.Writer }

func (m metadata) line(name, text string, atts ...att) {
	if strings.TrimSpace(text) == "" {
		return
	}
	m.w.Element(name, text, atts...)
	m.w.Line()
}

func (m metadata) dc(name, id, text string) {
	a := att{}
	if id != "" {
		a = att{Name: "id", Value: id}
	}
	m.line("dc:"+name, text, a)
}

func (m metadata) meta(property, text string) {
	m.line("meta", text, att{Name: "property", Value: property})
}

func (m metadata) refine(id, property, text string) {
	m.line("meta", text, att{Name: "property", Value: property}, att{Name: "refines", Value: "#" + id})
}

func (m metadata) scheme(id, property, scheme, text string) {
	m.line("meta", text, att{Name: "property", Value: property}, att{Name: "refines", Value: "#" + id}, att{Name: "scheme", Value: scheme})
}

// packageDocument writes package.opf (EPUB 3.3, section 5).
func (p *plan) packageDocument() []byte {
	var w xhtml.Writer
	atts := []att{{Name: "xmlns", Value: "http://www.idpf.org/2007/opf"}, {Name: "version", Value: "3.0"}, {Name: "unique-identifier", Value: "pub-id"}}
	if tag := p.book.Meta.Lang; tag != "" {
		atts = append(atts, att{Name: "xml:lang", Value: tag})
	}
	if xhtml.Dir(p.book.Meta.Lang) == "rtl" {
		atts = append(atts, att{Name: "dir", Value: "rtl"})
	}
	if len(p.fonts) > 0 {
		atts = append(atts, att{Name: "prefix", Value: "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"})
	}
	w.Start("package", atts...)
	w.Line()
	w.Start("metadata", att{Name: "xmlns:dc", Value: "http://purl.org/dc/elements/1.1/"})
	w.Line()
	p.describe(metadata{&w})
	w.End()
	w.Line()
	p.manifest(&w)
	p.spine(&w)
	w.End()
	w.Line()
	return w.Bytes()
}

func (p *plan) describe(m metadata) {
	b := &p.book.Meta
	p.identifiers(m)
	m.dc("title", "title", orElse(b.Title, b.Name, "—"))
	m.refine("title", "title-type", "main")
	m.refine("title", "display-seq", "1")
	m.refine("title", "file-as", b.TitleSort)
	if strings.TrimSpace(b.Subtitle) != "" {
		m.dc("title", "subtitle", b.Subtitle)
		m.refine("subtitle", "title-type", "subtitle")
		m.refine("subtitle", "display-seq", "2")
	}
	if strings.TrimSpace(b.ShortTitle) != "" && b.ShortTitle != b.Title {
		m.dc("title", "short-title", b.ShortTitle)
		m.refine("short-title", "title-type", "short")
	}
	if strings.TrimSpace(b.Edition) != "" {
		m.dc("title", "edition", b.Edition)
		m.refine("edition", "title-type", "edition")
	}
	m.dc("language", "", orElse(b.Lang, "und"))
	for _, tag := range p.otherLanguages() {
		m.dc("language", "", tag)
	}
	p.people(m, "creator", b.Creators)
	p.people(m, "contributor", b.Contributor)
	m.dc("publisher", "", b.Publisher)
	m.dc("date", "", b.Date)
	m.dc("description", "", b.Description)
	for i, s := range b.Subjects {
		if s.Authority == "" || s.Term == "" { // each asks for the other
			m.dc("subject", "", s.Text)
			continue
		}
		id := "subject-" + strconv.Itoa(i+1)
		m.dc("subject", id, s.Text)
		if s.Text != "" {
			m.refine(id, "authority", s.Authority)
			m.refine(id, "term", s.Term)
		}
	}
	m.dc("rights", "", b.Rights)
	if link, ok := xhtml.SafeURL(b.License); ok {
		m.w.Empty("link", att{Name: "rel", Value: "dcterms:license"}, att{Name: "href", Value: link})
		m.w.Line()
	}
	m.dc("source", "", b.Source)
	if p.paged() {
		m.dc("source", "print", orElse(p.in.Folios.Edition, b.Title))
		m.refine("print", "source-of", "pagination")
		m.meta("pageBreakSource", orElse(p.in.Folios.Edition, b.Title))
	}
	if b.Series != "" {
		m.line("meta", b.Series, att{Name: "property", Value: "belongs-to-collection"}, att{Name: "id", Value: "series"})
		m.refine("series", "collection-type", "series")
		m.refine("series", "group-position", b.SeriesPos)
	}
	m.meta("dcterms:modified", p.date().Format("2006-01-02T15:04:05Z"))
	p.access(m)
	if len(p.fonts) > 0 {
		m.meta("ibooks:specified-fonts", "true")
	}
	if b.Generator != "" {
		// From EPUB 2: EPUB 3 has no term for the tool.
		m.w.Empty("meta", att{Name: "name", Value: "generator"}, att{Name: "content", Value: b.Generator})
		m.w.Line()
	}
	if p.cover != nil {
		// From EPUB 2; Kindle and old Kobos still use it.
		m.w.Empty("meta", att{Name: "name", Value: "cover"}, att{Name: "content", Value: "cover-image"})
		m.w.Line()
	}
}

func orElse(choices ...string) string {
	for _, s := range choices {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

func (p *plan) identifiers(m metadata) {
	b := &p.book.Meta
	own := identifier(b)
	type entry struct{ text, kind string }
	list := []entry{{own, ""}}
	for _, id := range []string{strings.TrimSpace(b.Identifier), "urn:isbn:" + isbnDigits(b.ISBN), "https://doi.org/" + b.DOI} {
		if id != "" && id != "urn:isbn:" && id != "https://doi.org/" && !slices.ContainsFunc(list, func(e entry) bool { return e.text == id }) {
			list = append(list, entry{id, ""})
		}
	}
	for i, e := range list {
		id := "pub-id"
		if i > 0 {
			id = "identifier-" + strconv.Itoa(i+1)
		}
		m.dc("identifier", id, e.text)
		// ONIX code list 5: 15 is an ISBN-13, 02 an ISBN-10, 06 a DOI.
		switch {
		case strings.HasPrefix(e.text, "urn:isbn:") && len(isbnDigits(e.text)) == 10:
			m.scheme(id, "identifier-type", "onix:codelist5", "02")
		case strings.HasPrefix(e.text, "urn:isbn:"):
			m.scheme(id, "identifier-type", "onix:codelist5", "15")
		case strings.HasPrefix(e.text, "https://doi.org/"):
			m.scheme(id, "identifier-type", "onix:codelist5", "06")
		}
	}
}

func (p *plan) people(m metadata, element string, people []doc.Person) {
	for i, c := range people {
		if strings.TrimSpace(c.Name) == "" {
			continue
		}
		id := element + "-" + strconv.Itoa(i+1)
		m.dc(element, id, c.Name)
		if c.Role != "" {
			m.scheme(id, "role", "marc:relators", c.Role)
		}
		m.refine(id, "file-as", c.FileAs)
		m.refine(id, "display-seq", strconv.Itoa(i+1))
	}
}

// otherLanguages gives the languages of longer passages: of sections and blocks, not of single words.
func (p *plan) otherLanguages() []string {
	var tags []string
	for _, s := range p.book.Sections {
		doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
			switch n.(type) {
			case *doc.Section, *doc.Paragraph, *doc.BlockQuote, *doc.Verse, *doc.Div:
				if tag := n.Base().Lang; tag != "" && tag != p.book.Meta.Lang && !slices.Contains(tags, tag) {
					tags = append(tags, tag)
				}
			}
			return true
		})
	}
	slices.Sort(tags)
	return tags
}

// manifest lists every file, sorted by name (EPUB 3.3, section 5.6).
func (p *plan) manifest(w *xhtml.Writer) {
	type item struct{ href, id, mediaType, properties string }
	items := []item{
		{navName, "nav", "application/xhtml+xml", "nav"},
		{ncxName, "ncx", "application/x-dtbncx+xml", ""},
		{cssName, "css", "text/css", ""},
	}
	for _, f := range p.files {
		if f != p.nav {
			properties := ""
			if bytes.Contains(f.frag.Data, []byte("<math ")) { // EPUB 3.3, section 5.6.2
				properties = "mathml"
			}
			items = append(items, item{f.name, itemID(f), "application/xhtml+xml", properties})
		}
	}
	number := func(kind string, i int) string { return kind + "-" + strconv.Itoa(i+1) }
	for i, f := range p.fonts {
		items = append(items, item{f.href, number("font", i), f.mediaType, ""})
	}
	for i, t := range p.texts {
		items = append(items, item{t.href, number("licence", i), t.mediaType, ""})
	}
	for i, m := range p.images {
		if m == p.cover {
			items = append(items, item{m.href, "cover-image", m.mediaType, "cover-image"})
		} else {
			items = append(items, item{m.href, number("image", i), m.mediaType, ""})
		}
	}
	slices.SortFunc(items, func(a, b item) int { return strings.Compare(a.href, b.href) })
	w.Start("manifest")
	w.Line()
	for _, it := range items {
		properties := att{}
		if it.properties != "" {
			properties = att{Name: "properties", Value: it.properties}
		}
		w.Empty("item", att{Name: "id", Value: it.id}, att{Name: "href", Value: it.href}, att{Name: "media-type", Value: it.mediaType}, properties)
		w.Line()
	}
	w.End()
	w.Line()
}

func itemID(f *file) string { return strings.TrimSuffix(f.name, ".xhtml") }

func (p *plan) spine(w *xhtml.Writer) {
	direction := att{}
	if xhtml.Dir(p.book.Meta.Lang) == "rtl" {
		direction = att{Name: "page-progression-direction", Value: "rtl"}
	}
	w.Start("spine", att{Name: "toc", Value: "ncx"}, direction)
	w.Line()
	for _, f := range p.files {
		id := itemID(f)
		if f == p.nav {
			id = "nav"
		}
		w.Empty("itemref", att{Name: "idref", Value: id})
		w.Line()
	}
	w.End()
	w.Line()
}

// paged reports whether page breaks were written.
func (p *plan) paged() bool {
	return slices.ContainsFunc(p.files, func(f *file) bool { return len(f.frag.Pages) > 0 })
}
