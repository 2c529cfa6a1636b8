// Package epub writes a Book as an EPUB 3.3. go-epub makes the files; the finisher gives them their final form:
// the package document, the navigation, the accessibility metadata computed from the content, and a zip whose
// bytes depend on nothing but the Book.
package epub

import (
	"io"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/xhtml"
)

// Input is what goes into the EPUB beside the Book.
type Input struct {
	CSS    []byte // the stylesheet
	Fonts  []xhtml.Font
	Cover  Cover       // drawn from the metadata; used where the book brings no cover of its own
	Folios *doc.Folios // pages of the print edition; nil: none
	// Kepub asks for the form of EPUB that Kobo's own reading system reads.
	Kepub bool
}

// Cover is an image of the cover.
type Cover struct {
	Data          []byte
	MediaType     string // image/jpeg, image/png or image/svg+xml
	Width, Height int
}

// Write writes the EPUB. What the author can mend goes to findings; where these hold errors the file is whole all
// the same, without what they are about. An error is a failure of the machine or of ours.
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
