package html

import (
	"bytes"
	"os"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc/doctest"
)

// TestWriteTo writes the book of every construct to where the environment says, to be looked at.
func TestWriteTo(t *testing.T) {
	name := os.Getenv("QUIRE_HTML")
	if name == "" {
		t.Skip("QUIRE_HTML is not set")
	}
	base, _ := os.ReadFile("../../styles/epub.css")
	css, _ := os.ReadFile("../../styles/html.css")
	var b bytes.Buffer
	var l diag.List
	if err := Write(&b, doctest.Book(), Input{CSS: append(base, css...)}, &l); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
