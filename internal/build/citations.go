package build

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
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
func (r *textReader) citations() *cite.Engine {
	m := r.in.manifest
	files := append(slices.Clone(m.Bibliography), r.bibliography...)
	if len(files) == 0 && m.References == nil {
		return nil
	}
	var lists [][]*cite.Entry
	for _, p := range files {
		if data, ok := r.read(p); ok {
			lists = append(lists, cite.ReadBibliography(p.Path, data, m.Meta.Lang, r.findings))
		}
	}
	if m.References != nil {
		lists = append(lists, cite.ReadReferences(m.References, r.findings))
	}
	style := r.citationStyle()
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
	return cite.New(style, locale, cite.Merge(r.findings, lists...), groups, nocite, m.Meta.Lang, r.findings)
}

// likeOurs are the names of well-known citation styles that one of ours does the work of.
var likeOurs = map[string]string{
	"chicago-note-bibliography": "notes-bibliography", "chicago-notes-bibliography": "notes-bibliography",
	"chicago-fullnote-bibliography": "notes-bibliography", "chicago-shortened-notes-bibliography": "notes-bibliography",
	"chicago-author-date": "author-date", "ieee": "numeric",
}

// citationStyle finds the style that the manifest names: a file of the book, or one that quire brings. A style that is not
// there is replaced.
func (r *textReader) citationStyle() *csl.Style {
	at := r.in.manifest.CSL
	if at.Path == "" {
		at.Path = defaultCSL
	}
	folder := path.Dir(r.in.manifest.File)
	// A path is taken from the root by now, a bare name from the folder of the manifest. Of an address the last part may
	// name a file of the book.
	base := strings.TrimSuffix(path.Base(at.Path), ".csl")
	for _, file := range []string{at.Path, path.Join(folder, at.Path), strings.TrimPrefix(at.Path, folder+"/"), path.Join(folder, base+".csl"), base + ".csl"} {
		if data, err := fs.ReadFile(r.fsys, file); err == nil {
			return r.parseStyle(file, data)
		}
	}
	file := "csl/" + base + ".csl"
	data, err := styles.FS.ReadFile(file)
	if err == nil {
		return r.parseStyle(file, data)
	}
	instead := likeOurs[base]
	if instead == "" {
		instead = defaultCSL
	}
	r.findings.Add(diag.Finding{
		Pos: at.Pos, Severity: diag.Warning, Code: "missing-style",
		Message: fmt.Sprintf("there is no citation style “%s”; “%s” is used instead", base, instead),
		Help:    "name a .csl file beside the book, or one that comes with quire: author-date, notes-bibliography, numeric",
	})
	file = "csl/" + instead + ".csl"
	if data, err = styles.FS.ReadFile(file); err != nil {
		return nil
	}
	return r.parseStyle(file, data)
}

// parseStyle reads a style; a faulty one, which is reported, is replaced.
func (r *textReader) parseStyle(file string, data []byte) *csl.Style {
	if s := csl.ParseStyle(file, data, r.parentStyle, r.findings); s != nil {
		return s
	}
	return standardStyle(r.findings)
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
func (r *textReader) parentStyle(_, base string) (file string, data []byte, ok bool) {
	name := path.Base(base) + ".csl"
	file = path.Join(path.Dir(r.in.manifest.CSL.Path), name)
	if data, err := fs.ReadFile(r.fsys, file); err == nil {
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
