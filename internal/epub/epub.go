// Package epub writes a Book as an EPUB 3.3. go-epub makes the files; the finisher completes them: the package
// document, the navigation, the accessibility metadata computed from the content, and a zip whose bytes depend only on
// the Book.
package epub

import (
	"io"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/xhtml"
)

// Input is the input besides the Book.
type Input struct {
	CSS    []byte       // the stylesheet
	Files  []xhtml.File // what it names
	Fonts  []xhtml.Font
	Cover  Cover       // drawn from the metadata; used where the book brings no cover of its own
	Folios *doc.Folios // pages of the print edition; nil: none
	// Kepub selects the variant of EPUB for Kobo's own reading system.
	Kepub bool
}

// Cover is an image of the cover.
type Cover struct {
	Data          []byte
	MediaType     string // image/jpeg, image/png or image/svg+xml
	Width, Height int
}

// Write writes the EPUB. The author's faults go to findings. If there are errors among them, the file is still
// complete, without the content that they are about. An error means that the machine failed or that we have a bug.
func Write(w io.Writer, b *doc.Book, in Input, findings *diag.List) error {
	p, err := layOut(b, in, findings)
	if err != nil {
		return err
	}
	raw, err := p.assemble()
	if err != nil {
		return err
	}
	return p.finish(w, raw)
}
