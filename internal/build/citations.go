package build

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"quire/internal/cite"
	"quire/internal/csl"
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/manifest"
	"quire/styles"
)

// defaultCSL is the citation style of a book that names none.
const defaultCSL = "notes-bibliography"

// citations reads the book's bibliography and its citation style. It is nil where the book has no bibliography.
func (in *input) citations(findings *diag.List) *cite.Engine {
	m := in.manifest
	if len(m.Bibliography) == 0 && m.References == nil {
		return nil
	}
	var lists [][]*cite.Entry
	for _, p := range m.Bibliography {
		if data, ok := in.read(p, findings); ok {
			lists = append(lists, cite.ReadBibliography(p.Path, data, m.Meta.Lang, findings))
		}
	}
	if m.References != nil {
		lists = append(lists, cite.ReadReferences(m.References, findings))
	}
	style := in.citationStyle(findings)
	if style == nil {
		return nil
	}
	var groups []cite.Group
	for _, g := range m.Groups {
		groups = append(groups, cite.Group{Title: g.Title, Keyword: g.Keyword, Type: g.Type, ByDate: g.Sort == manifest.SortDate})
	}
	var nocite []doc.CiteItem
	for _, k := range m.NoCite {
		nocite = append(nocite, doc.CiteItem{Key: k.Key, Span: diag.Span{Pos: k.Pos}})
	}
	return cite.New(style, locale, cite.Merge(findings, lists...), groups, nocite, m.Meta.Lang, findings)
}

// citationStyle finds the style that the manifest names: a file of the book, or one that quire brings.
func (in *input) citationStyle(findings *diag.List) *csl.Style {
	name := in.manifest.CSL.Path
	if name == "" {
		name = defaultCSL
	}
	// A path is taken from the root by now, a bare name from the folder of the manifest.
	file := name
	if !strings.Contains(name, "/") {
		file = path.Join(path.Dir(in.manifest.File), name)
	}
	data, err := fs.ReadFile(in.fsys, file)
	if err != nil && !strings.Contains(name, "/") {
		file = "csl/" + strings.TrimSuffix(name, ".csl") + ".csl"
		data, err = styles.FS.ReadFile(file)
	}
	if err != nil {
		findings.Add(diag.Finding{
			Pos: in.manifest.CSL.Pos, Severity: diag.Error, Code: "missing-style",
			Message: fmt.Sprintf("there is no citation style “%s”", name),
			Help:    "name a .csl file beside the book, or one that comes with quire: author-date, notes-bibliography, numeric",
		})
		return standardStyle(findings)
	}
	if s := csl.ParseStyle(file, data, in.parentStyle, findings); s != nil {
		return s
	}
	return standardStyle(findings)
}

// standardStyle stands in for a style that cannot be read, which is reported, so that citations are still looked at.
func standardStyle(findings *diag.List) *csl.Style {
	file := "csl/" + defaultCSL + ".csl"
	data, err := styles.FS.ReadFile(file)
	if err != nil {
		return nil
	}
	return csl.ParseStyle(file, data, nil, findings)
}

// parentStyle finds the style that a dependent one names: beside it, or among those that quire brings.
func (in *input) parentStyle(_, base string) (file string, data []byte, ok bool) {
	name := path.Base(base) + ".csl"
	file = path.Join(path.Dir(in.manifest.CSL.Path), name)
	if data, err := fs.ReadFile(in.fsys, file); err == nil {
		return file, data, true
	}
	file = "csl/" + name
	data, err := styles.FS.ReadFile(file)
	return file, data, err == nil
}

// locale gives the terms of a language.
func locale(lang string) ([]byte, bool) {
	data, err := styles.FS.ReadFile("csl/locales/locales-" + lang + ".xml")
	return data, err == nil
}
