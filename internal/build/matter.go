package build

import (
	"cmp"
	"path"
	"strings"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/manifest"
	"quire/internal/markdown"
)

// chapter reads the front matter of one of several files. Its title becomes the heading if the file has no heading of level
// one. Author, language and abstract belong to that heading, and the bibliography is added to those of the book.
func (r *textReader) chapter(file string, d *markdown.Document) {
	if len(d.FrontMatter) == 0 {
		return
	}
	var found diag.List
	c := manifest.ParseChapter(manifest.Layer{File: file, Data: d.FrontMatter, Line: max(d.FrontMatterLine-1, 0)}, &found)
	for _, f := range found.All() {
		if f.Code == "unknown-key" && r.told[f.Message] {
			continue // reported before, as the chapters of a book often have the same keys
		}
		if r.told == nil {
			r.told = map[string]bool{}
		}
		r.told[f.Message] = true
		r.findings.Add(f)
	}
	for _, p := range c.Bibliography {
		r.bibliography = append(r.bibliography, manifest.Path{Path: path.Join(path.Dir(file), p.Path), Pos: p.Pos})
	}
	at := -1
	for i, b := range d.Blocks {
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 {
			at = i
			break
		}
	}
	language := c.Lang
	if language == "" {
		language = r.in.manifest.Meta.Lang
	}
	if at < 0 && c.Title != "" {
		plain, content := markdown.Line(c.Title, language)
		if content == nil {
			content = []doc.Inline{&doc.Text{Value: plain}}
		}
		h := &doc.Heading{Level: 1, Content: content}
		h.Span.Pos = c.TitlePos
		if r.opts.Appendix {
			h.Classes = []string{string(doc.KindAppendix)}
		}
		d.Blocks = append([]doc.Block{h}, d.Blocks...)
		at = 0
	}
	var after []doc.Block
	if len(c.Authors) > 0 {
		names, content := markdown.Line(strings.Join(c.Authors, ", "), language)
		if content == nil {
			content = []doc.Inline{&doc.Text{Value: names}}
		}
		p := &doc.Paragraph{Content: content}
		p.Classes = []string{"author"}
		after = append(after, p)
	}
	if c.Abstract.Text != "" {
		after = append(after, &doc.Div{Node: doc.Node{Attr: doc.Attr{Classes: []string{"abstract"}}}, Blocks: r.prose(c.Abstract)})
	}
	if at >= 0 && c.Lang != "" {
		if h := d.Blocks[at].(*doc.Heading); h.Lang == "" {
			h.Lang = c.Lang
		}
	}
	d.Blocks = append(d.Blocks[:at+1:at+1], append(after, d.Blocks[at+1:]...)...)
}

// matter adds text from the metadata before and after the text of the book: the abstract, and Pandoc's include-before and
// include-after.
func (r *textReader) matter(ms *doc.Manuscript) {
	m := r.in.manifest
	var before []*doc.File
	if m.Before.Text != "" {
		before = append(before, &doc.File{Path: m.File, Blocks: r.prose(m.Before)})
	}
	if m.Abstract.Text != "" {
		title := cmp.Or(m.AbstractTitle, lang.Word(lang.Make(m.Meta.Lang), lang.Abstract))
		h := &doc.Heading{Level: 1, Content: []doc.Inline{&doc.Text{Value: title}}}
		h.Span.Pos = m.Abstract.Pos
		h.Classes = []string{"abstract", "unnumbered"}
		before = append(before, &doc.File{Path: m.File, Blocks: append([]doc.Block{h}, r.prose(m.Abstract)...)})
	}
	ms.Files = append(before, ms.Files...)
	if m.After.Text != "" {
		ms.Files = append(ms.Files, &doc.File{Path: m.File, Blocks: r.prose(m.After)})
	}
}

// prose reads Markdown in a value of YAML. Its positions are exact for the lines of a block value.
func (r *textReader) prose(p manifest.Prose) []doc.Block {
	src := strings.Repeat("\n", max(p.Pos.Line-1, 0)) + p.Text
	opts := r.opts
	opts.Appendix = false
	d := markdown.Parse(p.Pos.File, []byte(src), opts, r.findings)
	return d.Blocks
}

// folders gives the paths of folders.
func folders(ps []manifest.Path) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Path)
	}
	return out
}

// levels moves headings to the levels that the metadata say.
func levels(blocks []doc.Block, m *manifest.Manifest) {
	for _, b := range blocks {
		h, ok := b.(*doc.Heading)
		if !ok {
			continue
		}
		h.Level = max(h.Level+m.ShiftHeadings, 1)
		switch {
		case !m.Parts:
		case h.Level == 1 && len(h.Classes) == 0:
			h.Classes = []string{"part"}
		case h.Level > 1:
			h.Level--
		}
	}
}
