package build

import (
	"cmp"
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

// defaultCSL is the citation style of a book that does not name one.
const defaultCSL = "notes-bibliography"

// citations reads the book's bibliography and its citation style. It returns nil if the book has no bibliography.
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
	return cite.New(style, cite.Merge(r.findings, lists...), cite.Options{
		Locales: locale, OwnLocales: r.ownLocale, Lang: m.Meta.Lang, Groups: groups, NoCite: nocite, NoLinks: m.PlainBibliography,
	}, r.findings)
}

// likeOurs maps the names of well-known citation styles to the built-in style that replaces them.
var likeOurs = map[string]string{
	"chicago-note-bibliography": "notes-bibliography", "chicago-notes-bibliography": "notes-bibliography",
	"chicago-fullnote-bibliography": "notes-bibliography", "chicago-shortened-notes-bibliography": "notes-bibliography",
	"chicago-author-date": "author-date", "ieee": "numeric",
}

// citationStyle finds the style that the manifest names: a file of the book, or a built-in one. A missing style is replaced.
func (r *textReader) citationStyle() *csl.Style {
	at := r.in.manifest.CSL
	if at.Path == "" {
		at.Path = defaultCSL
	}
	// The address of a style in a repository may end in the name of a built-in one.
	base := strings.TrimSuffix(path.Base(at.Path), ".csl")
	for _, name := range []string{at.Path, base} {
		if file, data, ok := r.findStyle(name); ok {
			return r.parseStyle(file, data)
		}
	}
	instead := cmp.Or(likeOurs[base], defaultCSL)
	r.findings.Add(diag.Finding{
		Pos: at.Pos, Severity: diag.Warning, Code: "missing-style",
		Message: fmt.Sprintf("there is no citation style “%s”; “%s” is used instead", base, instead),
		Help:    "name a .csl file beside the book, or one that comes with quire: author-date, notes-bibliography, numeric",
	})
	file, data, ok := r.findStyle(instead)
	if !ok {
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

// standardStyle replaces a style that cannot be read, so that citations are checked all the same.
func standardStyle(findings *diag.List) *csl.Style {
	file := "csl/" + defaultCSL + ".csl"
	data, err := styles.FS.ReadFile(file)
	if err != nil {
		return nil
	}
	return csl.ParseStyle(file, data, nil, findings)
}

// findStyle finds a style by name or path, with or without “.csl”: beside the book, in its folder of styles, or among the
// built-in ones.
func (r *textReader) findStyle(name string) (file string, data []byte, ok bool) {
	withExt := strings.TrimSuffix(name, ".csl") + ".csl"
	// A path is now relative to the root, a bare name to the folder of the manifest.
	places := []string{name, withExt}
	if !strings.Contains(name, "/") {
		folder := path.Dir(r.in.manifest.File)
		places = []string{path.Join(folder, name), path.Join(folder, withExt), name, withExt}
	}
	if folder := r.in.manifest.CSLStyles.Path; folder != "" {
		places = append(places, path.Join(folder, path.Base(withExt)), path.Join(folder, "dependent", path.Base(withExt)))
	}
	for _, file := range places {
		if data, err := fs.ReadFile(r.fsys, file); err == nil {
			return file, data, true
		}
	}
	if strings.Contains(name, "/") {
		return "", nil, false
	}
	data, err := styles.FS.ReadFile("csl/" + withExt)
	return "csl/" + withExt, data, err == nil
}

// parentStyle finds the parent of a dependent style: in the same folder, or where other styles are found.
func (r *textReader) parentStyle(_, base string) (file string, data []byte, ok bool) {
	name := path.Base(base) + ".csl"
	file = path.Join(path.Dir(r.in.manifest.CSL.Path), name)
	if data, err := fs.ReadFile(r.fsys, file); err == nil {
		return file, data, true
	}
	return r.findStyle(name)
}

// ownLocale returns the book's own terms of a language.
func (r *textReader) ownLocale(lang string) ([]byte, bool) {
	folder := r.in.manifest.CSLLocales.Path
	if folder == "" {
		return nil, false
	}
	data, err := fs.ReadFile(r.fsys, path.Join(folder, "locales-"+lang+".xml"))
	return data, err == nil
}

// locale gives the terms of a language.
func locale(lang string) ([]byte, bool) {
	data, err := styles.FS.ReadFile("csl/locales/locales-" + lang + ".xml")
	return data, err == nil
}
