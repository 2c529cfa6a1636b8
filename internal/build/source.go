package build

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"quire/internal/manifest"
	"quire/internal/page"
)

// sourceFiles returns the source files of the book, for attaching them: its Markdown, notes, bibliography and book.yaml.
// Files that cannot be read have been reported before.
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
			return // the file is in the list already
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

// mediaType returns the media type of a source file, by its name.
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
