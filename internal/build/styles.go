package build

import (
	"fmt"
	"path"
	"strings"

	"quire/internal/cite"
	"quire/internal/csl"
	"quire/internal/diag"
	"quire/internal/manifest"
	"quire/styles"
)

// defaultCSL is the citation style of a book that names none.
const defaultCSL = "notes-bibliography"

// citations reads the book's bibliography and its citation style. It is nil where the book names no bibliography.
func (in *input) citations(findings *diag.List) *cite.Engine {
	m := in.manifest
	var files [][]*cite.Entry
	for _, p := range m.Bibliography {
		if data, ok := in.read(p, findings); ok {
			files = append(files, cite.ReadBibliography(p.Path, data, findings))
		}
	}
	if m.References != nil {
		files = append(files, cite.ReadReferences(m.References, findings))
	}
	if len(m.Bibliography) == 0 && m.References == nil {
		return nil
	}
	style := in.citationStyle(findings)
	if style == nil {
		return nil
	}
	return cite.New(style, locale, cite.Library(files, findings), m, findings)
}

// citationStyle finds the style that the manifest names: a file of the book, or one that quire brings.
func (in *input) citationStyle(findings *diag.List) *csl.Style {
	name := in.manifest.CSL.Path
	if name == "" {
		name = defaultCSL
	}
	file := name
	data, err := in.root.ReadFile(file)
	if err != nil && path.Ext(file) == "" {
		file = "csl/" + strings.TrimSuffix(name, ".csl") + ".csl"
		data, err = styles.FS.ReadFile(file)
	}
	if err != nil {
		findings.Add(diag.Finding{Pos: in.manifest.CSL.Pos, Severity: diag.Error, Code: "missing-style",
			Message: fmt.Sprintf("there is no citation style “%s”", name),
			Help:    "name a .csl file beside the book, or one that comes with quire: author-date, notes-bibliography, numeric"})
		return nil
	}
	return csl.ParseStyle(file, data, in.parentStyle, findings)
}

var _ = manifest.PDF
