package build

import (
	"io"
	"slices"

	"quire/internal/manifest"
)

// Edition is one output of a book. Each format has a type that implements it, in a file of its own.
type Edition interface {
	Name() string      // the name in book.yaml and for --edition
	Extension() string // of its file, with the dot
	// Write writes the file. It writes nothing if faults of the author, which are findings, make that impossible.
	Write(w io.Writer) error
}

// requested is an edition as book.yaml describes it, with the job that makes it. Each Edition embeds it.
type requested struct {
	job *job
	manifest.Edition
}

// Name implements Edition.
func (e requested) Name() string { return e.Edition.Name }

// Extension implements Edition.
func (e requested) Extension() string { return e.Format.Extension }

// paged is an Edition that has pages.
type paged interface {
	Edition
	// Count returns the number of text pages of the edition, and of the sheets of paper for them.
	Count() (pages, sheets int, err error)
}

// Format is a file format of editions.
type Format struct {
	manifest.Format
	MediaType string
	Title     string // for people; "" if the name of the edition says more
	edition   func(*job, manifest.Edition) Edition
}

// Formats returns all formats. To add one, write its Edition and add it here.
func Formats() []Format {
	return []Format{
		{manifest.Format{Name: "epub", Extension: ".epub", Sheet: "epub.css", Default: "epub"}, "application/epub+zip", "EPUB", newEPUB},
		// Kobo's devices recognize a kepub by this extension.
		{manifest.Format{Name: "kepub", Extension: ".kepub.epub", Sheet: "epub.css"}, "application/x-kobo-epub+zip", "EPUB for Kobo readers", newKepub},
		{manifest.Format{Name: "html", Extension: ".html", Sheet: "html.css", Default: "html"}, "text/html", "One-file web page", newHTML},
		{manifest.Format{Name: "pdf", Extension: ".pdf", Sheet: "print.css", Paged: true, Default: "print"}, "application/pdf", "", newPDF},
	}
}

// FormatNames returns the names of all formats, for --to and book.yaml.
func FormatNames() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// FormatOf returns the format with a name, which must be one of FormatNames.
func FormatOf(name string) Format {
	all := Formats()
	return all[slices.IndexFunc(all, func(f Format) bool { return f.Name == name })]
}

// manifestFormats are the formats as the manifest reads them.
func manifestFormats() []manifest.Format {
	var out []manifest.Format
	for _, f := range Formats() {
		out = append(out, f.Format)
	}
	return out
}
