package build

import (
	"io/fs"

	"quire/internal/markdown"
)

// options returns the options for reading Markdown, which “from” sets. Without “from” the dialect is Pandoc's Markdown; but
// if no file has Pandoc's front matter, blocks begin as in CommonMark. Places where the choice matters get a warning.
func (r *textReader) options() markdown.Options {
	opts := markdown.Options{Lang: r.in.manifest.Meta.Lang, Files: r.fsys, Guessed: true}
	if f, ok := markdown.ParseFormat(r.in.manifest.From.Name); ok {
		opts.Dialect, opts.Extensions, opts.Guessed = f.Dialect, f.Extensions, false
	} else if !r.hasFrontMatter() {
		opts.Extensions = markdown.CommonStarts()
	}
	return opts
}

// hasFrontMatter reports whether a file of the text begins with Pandoc's front matter.
func (r *textReader) hasFrontMatter() bool {
	for _, p := range r.in.manifest.Contents {
		if src, err := fs.ReadFile(r.fsys, p.Path); err == nil && markdown.HasMetadata(src) {
			return true
		}
	}
	return false
}
