package build

import (
	"io"
	"slices"

	"quire/internal/manifest"
)

// Edition is one output of a book. Each format has a type that implements it, in a file of its own.
type Edition interface {
	Name() string      // by which book.yaml and --edition know it
	Extension() string // of its file, with the dot
	// Write writes the file. It writes nothing where the author's faults leave no file; these are findings.
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
	// Count gives how many pages of the text the edition has, and how many sheets of paper they take.
	Count() (pages, sheets int, err error)
}

// Format is a kind of file that an edition can be.
type Format struct {
	manifest.Format
	MediaType string
	Title     string // for people; "" where the name of the edition says more
	edition   func(*job, manifest.Edition) Edition
}

// Formats gives all formats. To add one, write its Edition and add it here.
func Formats() []Format {
	return []Format{
		{manifest.Format{Name: "epub", Extension: ".epub", Sheet: "epub.css", Default: "epub"}, "application/epub+zip", "EPUB", newEPUB},
		// Kobo knows its own form of EPUB by this extension.
		{manifest.Format{Name: "kepub", Extension: ".kepub.epub", Sheet: "epub.css"}, "application/x-kobo-epub+zip", "EPUB for Kobo readers", newKepub},
		{manifest.Format{Name: "html", Extension: ".html", Sheet: "html.css", Default: "html"}, "text/html", "One-file web page", newHTML},
		{manifest.Format{Name: "pdf", Extension: ".pdf", Sheet: "print.css", Paged: true, Default: "print"}, "application/pdf", "", newPDF},
	}
}

// FormatNames gives the names of all formats, as --to and book.yaml take them.
func FormatNames() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// FormatOf gives the format of a name, which must be one of FormatNames.
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
