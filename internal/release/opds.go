package release

import (
	"strings"

	"quire/internal/build"
	"quire/internal/doc"
)

// link is a Link Object of the Readium Web Publication Manifest, which OPDS takes over.
type link struct {
	Rel    string `json:"rel,omitempty"`
	Href   string `json:"href"`
	Type   string `json:"type"`
	Title  string `json:"title,omitempty"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
	Size   int    `json:"size,omitempty"` // in bytes
}

type publication struct {
	Metadata map[string]any `json:"metadata"`
	Links    []link         `json:"links"`
	Images   []link         `json:"images"`
}

// contributors are the metadata fields for people in OPDS, by MARC relator code.
var contributors = map[string]string{
	"aut": "author", "trl": "translator", "edt": "editor", "art": "artist", "ill": "illustrator", "ltr": "letterer", "pen": "penciler", "clr": "colorist",
	"ink": "inker", "nrt": "narrator",
}

// schemes are the addresses of authorities for subjects; OPDS takes these in place of their names.
var schemes = map[string]string{
	"BISAC": "https://www.bisg.org/#bisac", "THEMA": "https://ns.editeur.org/thema/", "LCSH": "http://id.loc.gov/authorities/subjects",
}

// feed writes an OPDS 2.0 feed with one publication, a link to each of its files and its cover in two sizes.
func feed(m doc.Meta, r *Report, cover pictures) ([]byte, error) {
	p := publication{Metadata: map[string]any{"@type": "http://schema.org/Book", "title": m.Title}}
	put := func(key, value string) {
		if value != "" {
			p.Metadata[key] = value
		}
	}
	put("subtitle", m.Subtitle)
	put("sortAs", m.TitleSort)
	put("identifier", m.Identifier)
	put("language", m.Lang)
	put("publisher", m.Publisher)
	if len(m.Date) == len("2026-11-22") { // a whole date, or none
		put("published", m.Date)
	}
	put("description", m.Description)
	put("modified", moment(r.Released))
	people := map[string][]map[string]string{}
	for _, c := range append(append([]doc.Person(nil), m.Creators...), m.Contributor...) {
		role := contributors[c.Role]
		if role == "" {
			role = "contributor"
		}
		person := map[string]string{"name": c.Name}
		if c.FileAs != "" {
			person["sortAs"] = c.FileAs
		}
		people[role] = append(people[role], person)
	}
	for role, list := range people {
		p.Metadata[role] = list
	}
	var subjects []map[string]string
	for _, s := range m.Subjects {
		subject := map[string]string{"name": s.Text}
		if s.Term != "" {
			subject["code"] = s.Term
		}
		if scheme := schemes[strings.ToUpper(s.Authority)]; scheme != "" {
			subject["scheme"] = scheme
		} else if strings.Contains(s.Authority, "://") {
			subject["scheme"] = s.Authority
		}
		subjects = append(subjects, subject)
	}
	if subjects != nil {
		p.Metadata["subject"] = subjects
	}
	if m.Series != "" {
		p.Metadata["belongsTo"] = map[string]any{"series": map[string]string{"name": m.Series}}
	}
	for _, f := range r.Files {
		p.Links = append(p.Links, link{Rel: "http://opds-spec.org/acquisition/open-access", Href: f.Name, Type: build.FormatOf(f.Format).MediaType, Title: f.Edition, Size: f.Size})
		if f.Pages > 0 && p.Metadata["numberOfPages"] == nil {
			p.Metadata["numberOfPages"] = f.Pages
		}
	}
	if m.License != "" {
		p.Links = append(p.Links, link{Rel: "license", Href: m.License, Type: "text/html"})
	}
	for _, c := range []picture{cover.Full, cover.Small} {
		l := link{Href: c.Name, Type: c.Type, Width: c.Width, Height: c.Height}
		if len(p.Images) == 0 || l != p.Images[0] {
			p.Images = append(p.Images, l)
		}
	}
	return indented(map[string]any{
		"metadata": map[string]any{"title": m.Title, "modified": moment(r.Released), "numberOfItems": 1},
		"links": []link{
			{Rel: "self", Href: "opds.json", Type: "application/opds+json"},
			{Rel: "alternate", Href: "index.html", Type: "text/html"},
		},
		"publications": []publication{p},
	})
}

// moment is the beginning of a day, as RFC 3339 writes it.
func moment(date string) string {
	if date == "" {
		return ""
	}
	return date + "T00:00:00Z"
}
