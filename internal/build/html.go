package build

import (
	"io"
	"slices"

	"quire/internal/edition"
	"quire/internal/html"
	"quire/internal/manifest"
	"quire/styles"
)

// htmlEdition is one self-contained page for the web.
type htmlEdition struct {
	requested
}

func newHTML(j *job, e manifest.Edition) Edition { return htmlEdition{requested{j, e}} }

// Write implements Edition.
func (e htmlEdition) Write(w io.Writer) error {
	j := e.job
	base, err := styles.FS.ReadFile("epub.css") // html.css, or the author's sheet that replaces it, has only the differences
	if err != nil {
		return err
	}
	css, files, err := j.in.stylesheet(e.Edition, j.files, "html.css", j.findings)
	if err != nil {
		return err
	}
	fonts, folios, err := j.reflowable()
	if err != nil {
		return err
	}
	return html.Write(w, edition.Book(j.book, edition.Options{Notes: placement(e.Edition)}), html.Input{
		CSS: slices.Concat(base, css), Files: files, Fonts: fonts, Folios: folios,
	}, j.findings)
}
