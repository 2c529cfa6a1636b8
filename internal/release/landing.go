package release

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"

	"quire/internal/build"
	"quire/internal/doc"
	"quire/internal/lang"
)

//go:embed landing.html
var landingPage string

// landing writes a page that offers the files of a release for download: one file without scripts, for any server. Its
// own words are English; the book's words are marked with their language.
func landing(m doc.Meta, r *Report, cover pictures, bom string) ([]byte, error) {
	t, err := template.New("landing").Funcs(template.FuncMap{"size": size, "label": label, "many": many}).Parse(landingPage)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, c := range m.Creators {
		names = append(names, c.Name)
	}
	tag := lang.Make(m.Lang)
	direction := "ltr"
	if tag.RightToLeft() {
		direction = "rtl"
	}
	var screen, print []File
	for _, f := range r.Files {
		if build.FormatOf(f.Format).Paged {
			print = append(print, f)
		} else {
			screen = append(screen, f)
		}
	}
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{
		"Meta": m, "Report": r, "Names": strings.Join(names, ", "), "Lang": tag.String(), "Dir": direction, "Cover": cover, "BOM": bom,
		"Screen": screen, "Print": print, "License": template.URL(m.License),
	})
	return b.Bytes(), err
}

// label names an edition for people: booklet-a4 becomes “Booklet A4”.
func label(f File) string {
	if title := build.FormatOf(f.Format).Title; title != "" {
		return title
	}
	words := strings.Split(f.Edition, "-")
	for i, w := range words {
		paper := len(w) == 2 && strings.ContainsAny(w, "0123456789") || w == "letter" || w == "legal" || w == "ledger"
		if paper || i == 0 && w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

// many writes a number with a noun: 1 page, 2 pages.
func many(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// size writes a number of bytes for people: 1.2 MB.
func size(n int) string {
	switch {
	case n >= 1e6:
		return fmt.Sprintf("%d.%d MB", n/1e6, n/1e5%10)
	case n >= 1e3:
		return fmt.Sprintf("%d kB", n/1e3)
	}
	return fmt.Sprintf("%d B", n)
}
