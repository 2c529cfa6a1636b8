package xhtml

// File is a font or a picture that the stylesheet of an edition names.
type File struct {
	Path      string // from the book's root, as the stylesheet names it
	MediaType string
	Data      []byte
}
