package build

import (
	"quire/internal/diag"
	"quire/internal/markdown"
)

// options says how the files of the text are read. A book that does not name its dialect is Pandoc's Markdown; where no
// file of it has front matter of Pandoc's kind, blocks begin in it as in CommonMark. Either way the places where that
// makes a difference get a warning.
func (in *input) options() markdown.Options {
	if in.opts == nil {
		opts := markdown.Options{Lang: in.manifest.Meta.Lang, Files: in.fsys, Guessed: true}
		if !in.hasFrontMatter() {
			opts.Extensions = markdown.CommonStarts()
		}
		in.opts = &opts
	}
	return *in.opts
}

// hasFrontMatter reports whether a file of the text begins with metadata as Pandoc has it.
func (in *input) hasFrontMatter() bool {
	for _, p := range in.manifest.Contents {
		src := in.text
		if in.lone == "" || p.Path != in.lone {
			src, _ = in.read(p, new(diag.List))
		}
		if markdown.HasMetadata(src) {
			return true
		}
	}
	return false
}
