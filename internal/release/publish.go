package release

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
)

// mediaType gives the type of a publication's format.
func mediaType(format string) string {
	switch format {
	case "epub":
		return "application/epub+zip"
	case "html":
		return "text/html"
	}
	return "application/pdf"
}

type link struct {
	Rel   string `json:"rel,omitempty"`
	Href  string `json:"href"`
	Type  string `json:"type"`
	Title string `json:"title,omitempty"`
}

type publication struct {
	Metadata map[string]any `json:"metadata"`
	Links    []link         `json:"links"`
}

// feed writes an OPDS 2.0 feed with one publication and a link to each of its files.
func feed(m doc.Meta, r *Report) ([]byte, error) {
	p := publication{Metadata: map[string]any{"@type": "http://schema.org/Book", "title": m.Title}}
	put := func(key, value string) {
		if value != "" {
			p.Metadata[key] = value
		}
	}
	put("subtitle", m.Subtitle)
	put("identifier", m.Identifier)
	put("language", m.Lang)
	put("publisher", m.Publisher)
	put("published", m.Date)
	put("description", m.Description)
	put("modified", moment(r.Released))
	var authors []map[string]string
	for _, c := range m.Creators {
		authors = append(authors, map[string]string{"name": c.Name, "sortAs": c.FileAs})
	}
	if authors != nil {
		p.Metadata["author"] = authors
	}
	for _, f := range r.Files {
		p.Links = append(p.Links, link{Rel: "http://opds-spec.org/acquisition/open-access", Href: f.Name, Type: mediaType(f.Format), Title: f.Edition})
	}
	return indented(map[string]any{
		"metadata":     map[string]any{"title": m.Title, "modified": moment(r.Released)},
		"links":        []link{{Rel: "self", Href: "opds.json", Type: "application/opds+json"}},
		"publications": []publication{p},
	})
}

func moment(date string) string {
	if date == "" {
		return ""
	}
	return date + "T00:00:00Z"
}

//go:embed landing.html
var landingPage string

// landing writes a page that offers the files of a release for download.
func landing(m doc.Meta, r *Report) ([]byte, error) {
	t, err := template.New("landing").Funcs(template.FuncMap{"size": size, "upper": strings.ToUpper}).Parse(landingPage)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, c := range m.Creators {
		names = append(names, c.Name)
	}
	tag := lang.Make(m.Lang)
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{"Meta": m, "Report": r, "Names": strings.Join(names, ", "), "Lang": tag.String(), "License": template.URL(m.License)})
	return b.Bytes(), err
}

// size gives a number of bytes as people read it.
func size(n int) string {
	switch {
	case n >= 1e6:
		return fmt.Sprintf("%d.%d MB", n/1e6, n/1e5%10)
	case n >= 1e3:
		return fmt.Sprintf("%d kB", n/1e3)
	}
	return fmt.Sprintf("%d B", n)
}
