package epub

import (
	"bytes"
	"os"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/doc/doctest"
)

// TestWriteTo writes the book of every construct to where the environment says, for the validators.
func TestWriteTo(t *testing.T) {
	name := os.Getenv("QUIRE_EPUB")
	if name == "" {
		t.Skip("QUIRE_EPUB is not set")
	}
	css, _ := os.ReadFile("../../styles/epub.css")
	var b bytes.Buffer
	var l diag.List
	book := doctest.Book()
	folios := &doc.Folios{Edition: "A5 print edition, 2026", Pages: []doc.Folio{{Label: "i", At: doc.Place{Node: 1}, Exempt: true}, {Label: "1", At: doc.Place{Node: 25}}, {Label: "2", At: doc.Place{Node: 30, Offset: 3}}, {Label: "3", At: doc.Place{Node: 90}}}}
	if err := Write(&b, book, Input{CSS: css, Folios: folios}, &l); err != nil {
		t.Fatal(err)
	}
	t.Log(l.All())
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
