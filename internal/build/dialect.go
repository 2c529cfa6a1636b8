package build

import (
	"io/fs"
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/manifest"
	"quire/internal/markdown"
)

// options says how the files of the text are read. A book that does not name its dialect is Pandoc's Markdown; where no
// file of it has front matter of Pandoc's kind, blocks begin in it as in CommonMark. Either way the places where that
// makes a difference get a warning.
func (r *textReader) options() markdown.Options {
	opts := markdown.Options{Lang: r.in.manifest.Meta.Lang, Files: r.fsys, Guessed: true}
	if m := r.in.manifest.Markdown; m.Key != "" {
		opts.Guessed = false
		opts.Dialect, opts.Extensions = r.dialect(m)
		return opts
	}
	if !r.hasFrontMatter() {
		opts.Extensions = markdown.CommonStarts()
	}
	return opts
}

// hasFrontMatter reports whether a file of the text begins with metadata as Pandoc has it.
func (r *textReader) hasFrontMatter() bool {
	for _, p := range r.in.manifest.Contents {
		if src, err := fs.ReadFile(r.fsys, p.Path); err == nil && markdown.HasMetadata(src) {
			return true
		}
	}
	return false
}

// dialects are the names of the dialects, ours and Pandoc's.
var dialects = map[string]markdown.Dialect{
	"pandoc": markdown.Pandoc, "markdown": markdown.Pandoc, "commonmark": markdown.CommonMark, "commonmark_x": markdown.Pandoc,
	"gfm": markdown.GFM, "markdown_github": markdown.GFM,
}

// dialect reads a dialect and its extensions: “markdown+mark-fancy_lists”. What is not known is reported.
func (r *textReader) dialect(m manifest.Key) (markdown.Dialect, markdown.Extensions) {
	end := strings.IndexAny(m.Key, "+-")
	if end < 0 {
		end = len(m.Key)
	}
	d, ok := dialects[m.Key[:end]]
	if !ok {
		r.findings.Add(diag.Finding{
			Pos: m.Pos, Severity: diag.Error, Code: "unknown-dialect", Message: "“" + m.Key[:end] + "” is not a kind of Markdown that quire reads",
			Help: "write pandoc, commonmark or gfm; let Pandoc make Markdown of what is written otherwise",
		})
	}
	extensions := markdown.Extensions{}
	for rest := m.Key[end:]; rest != ""; {
		on := rest[0] == '+'
		rest = rest[1:]
		n := strings.IndexAny(rest, "+-")
		if n < 0 {
			n = len(rest)
		}
		name := rest[:n]
		rest = rest[n:]
		if !slices.Contains(markdown.Switches(), name) {
			r.findings.Add(diag.Finding{
				Pos: m.Pos, Severity: diag.Warning, Code: "unknown-extension", Message: "the extension “" + name + "” of Markdown cannot be switched",
				Help: "remove it; those that can be switched: " + strings.Join(markdown.Switches(), ", "),
			})
			continue
		}
		extensions[name] = on
	}
	return d, extensions
}
