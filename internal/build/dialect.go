package build

import (
	"io/fs"

	"quire/internal/markdown"
)

// options says how the files of the text are read: as “from” says. A book that does not name its dialect is Pandoc's
// Markdown; where no file of it has front matter of Pandoc's kind, blocks begin in it as in CommonMark. Either way the
// places where that makes a difference get a warning.
func (r *textReader) options() markdown.Options {
	opts := markdown.Options{Lang: r.in.manifest.Meta.Lang, Files: r.fsys, Guessed: true}
	if f, ok := markdown.ParseFormat(r.in.manifest.From.Name); ok {
		opts.Dialect, opts.Extensions, opts.Guessed = f.Dialect, f.Extensions, false
	} else if !r.hasFrontMatter() {
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
