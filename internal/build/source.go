package build

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"quire/internal/manifest"
	"quire/internal/page"
)

// sourceFiles gives the files that the book is made from, to be attached: its Markdown, its notes, its bibliography and
// book.yaml. What cannot be read has been reported.
func (in *input) sourceFiles(fsys fs.FS) []page.File {
	m := in.manifest
	var out []page.File
	add := func(p, description string) {
		data, err := fs.ReadFile(fsys, p)
		if err != nil {
			return
		}
		name := path.Base(p)
		if hasName(out, name) {
			name = strings.ReplaceAll(strings.TrimLeft(p, "./"), "/", "-")
		}
		if hasName(out, name) {
			return // the same file once more
		}
		out = append(out, page.File{Name: name, MediaType: mediaType(p), Description: description, Relationship: "Source", Data: data})
	}
	if in.lone == "" {
		add(m.File, "What the book is and which files make it up")
	}
	for _, list := range []struct {
		paths       []manifest.Path
		description string
	}{{m.Contents, "The text in Markdown"}, {m.Notes, "Notes in Markdown"}, {m.Bibliography, "The works cited"}} {
		for _, p := range list.paths {
			add(p.Path, list.description)
		}
	}
	return out
}

func hasName(files []page.File, name string) bool {
	return slices.ContainsFunc(files, func(f page.File) bool { return f.Name == name })
}

// mediaType is that of a source file, by its name.
func mediaType(p string) string {
	switch path.Ext(p) {
	case ".md", ".markdown":
		return "text/markdown"
	case ".yaml", ".yml":
		return "application/yaml"
	case ".json":
		return "application/json"
	case ".bib":
		return "application/x-bibtex"
	case ".ris":
		return "application/x-research-info-systems"
	}
	return "text/plain"
}
