package build

import (
	"io"

	"quire/internal/edition"
	"quire/internal/epub"
	"quire/internal/manifest"
)

// epubEdition is an EPUB, or a kepub, Kobo's form of it.
type epubEdition struct {
	requested
	kepub bool
}

func newEPUB(j *job, e manifest.Edition) Edition  { return epubEdition{requested{j, e}, false} }
func newKepub(j *job, e manifest.Edition) Edition { return epubEdition{requested{j, e}, true} }

// Write implements Edition.
func (e epubEdition) Write(w io.Writer) error {
	j := e.job
	css, files, err := j.in.stylesheet(e.Edition, j.files, "epub.css", j.findings)
	if err != nil {
		return err
	}
	// The cover and the fonts are made while another edition breaks the lines.
	art, err := j.coverForShops()
	if err != nil {
		return err
	}
	fonts, folios, err := j.reflowable()
	if err != nil {
		return err
	}
	return epub.Write(w, edition.Book(j.book, edition.Options{Notes: placement(e.Edition)}), epub.Input{
		CSS: css, Files: files, Fonts: fonts, Cover: art, Folios: folios, Kepub: e.kepub,
	}, j.findings)
}

// placement returns where an edition without pages has its notes.
func placement(e manifest.Edition) edition.Placement {
	if e.Notes == manifest.NotesChapter {
		return edition.ByChapter
	}
	return edition.AtEnd
}
