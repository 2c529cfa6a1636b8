package build

import (
	"fmt"
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

// citations reads the book's bibliography and its citation style. The engine is nil where the book has no bibliography;
// works are all that were read.
func (in *input) citations(findings *diag.List) (engine *cite.Engine, works []*cite.Entry) {
	m := in.manifest
	if len(m.Bibliography) == 0 && m.References == nil {
		return nil, nil
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
		return nil, nil
	}
	works = cite.Merge(findings, lists...)
	var groups []cite.Group
	for _, g := range m.Groups {
		groups = append(groups, cite.Group{Title: g.Title, Keyword: g.Keyword, Type: g.Type, ByDate: g.Sort == manifest.SortDate})
	}
	var nocite []doc.CiteItem
	for _, k := range m.NoCite {
		nocite = append(nocite, doc.CiteItem{Key: k.Key, Span: diag.Span{Pos: k.Pos}})
	}
	return cite.New(style, locale, works, groups, nocite, m.Meta.Lang, findings), works
}

// unusedWorks reports the works of a book's bibliography that nothing cites, and keys of nocite that no work has. A lone
// file may share a bibliography with others, so that what it leaves unused says nothing.
func (in *input) unusedWorks(book *doc.Book, works []*cite.Entry, findings *diag.List) {
	used, known := map[string]bool{}, map[string]bool{}
	for _, s := range book.Sections {
		doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
			if c, ok := n.(*doc.Cite); ok {
				for _, it := range c.Items {
					used[it.Key] = true
				}
			}
			return true
		})
	}
	for _, w := range works {
		known[w.ID] = true
	}
	for _, k := range in.manifest.NoCite {
		if k.Key == "*" {
			return
		}
		used[k.Key] = true
		if !known[k.Key] {
			findings.Add(diag.Finding{Pos: k.Pos, Severity: diag.Error, Code: "unknown-citation",
				Message: fmt.Sprintf("no bibliography has a work with the key “%s”", k.Key), Help: "correct the key, or remove it from nocite"})
		}
	}
	if in.lone != "" {
		return
	}
	for _, w := range works {
		if !used[w.ID] {
			findings.Add(diag.Finding{Pos: w.Pos, Severity: diag.Warning, Code: "unused-entry",
				Message: fmt.Sprintf("nothing cites the work “%s”, so it is left out", w.ID),
				Help:    fmt.Sprintf("cite it, delete it, or list it under nocite: [%s] to print it all the same", w.ID)})
		}
	}
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
	data, err := in.root.ReadFile(file)
	if err != nil && !strings.Contains(name, "/") {
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

// parentStyle finds the style that a dependent one names: beside it, or among those that quire brings.
func (in *input) parentStyle(_, base string) (file string, data []byte, ok bool) {
	name := path.Base(base) + ".csl"
	file = path.Join(path.Dir(in.manifest.CSL.Path), name)
	if data, err := in.root.ReadFile(file); err == nil {
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
