package build

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"quire/internal/diag"
	"quire/internal/manifest"
	"quire/internal/websheet"
	"quire/internal/xhtml"
	"quire/styles"
)

// stylesheet returns the sheets of a reflowable edition joined into one, and the files that they name. They are the sheets
// that the edition names, or the built-in sheet of its format.
func (in *input) stylesheet(e manifest.Edition, fsys fs.FS, standard string, findings *diag.List) (text []byte, files []xhtml.File, err error) {
	if len(e.Styles) == 0 {
		text, err = styles.FS.ReadFile(standard)
		return text, nil, err
	}
	var sources []websheet.Source
	for _, p := range e.Styles {
		if s, ok := in.style(p, fsys, findings); ok {
			sources = append(sources, websheet.Source{Name: s.path, Text: s.text, Own: s.own})
		}
	}
	text, files = websheet.Read(findings, websheet.Options{Book: fsys, Library: styles.FS, EPUB: e.Format.Name != "html"}, sources...)
	return text, files, nil
}

// sheetFile is a stylesheet as it was found.
type sheetFile struct {
	path string // from the root, or the bare name of a built-in sheet
	text []byte
	own  bool // it is a file of the book
}

// style reads a stylesheet: a file of the book or, for a bare name, a built-in one. A missing sheet is a finding.
func (in *input) style(p manifest.Path, fsys fs.FS, findings *diag.List) (sheetFile, bool) {
	file, bare := p.Path, !strings.Contains(p.Path, "/")
	if bare {
		file = path.Join(path.Dir(in.manifest.File), file)
	}
	if data, err := fs.ReadFile(fsys, file); err == nil {
		return sheetFile{file, data, true}, true
	}
	if bare {
		if data, err := styles.FS.ReadFile(p.Path); err == nil {
			return sheetFile{p.Path, data, false}, true
		}
	}
	var known []string
	entries, _ := styles.FS.ReadDir(".") // of what is embedded in the program
	for _, e := range entries {
		if path.Ext(e.Name()) == ".css" {
			known = append(known, e.Name())
		}
	}
	findings.Add(diag.Finding{
		Pos: p.Pos, Severity: diag.Warning, Code: "missing-style", Message: fmt.Sprintf("there is no stylesheet “%s”; the edition is made without it", p.Path),
		Help: "name a .css file beside the book, or one that comes with quire: " + strings.Join(known, ", "),
	})
	return sheetFile{}, false
}
