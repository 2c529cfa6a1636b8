package manifest

import (
	"quire/internal/diag"
	"quire/internal/yaml"
)

// Chapter is the front matter of one of several files of a book.
type Chapter struct {
	Title        string
	TitlePos     diag.Pos
	Authors      []string
	Lang         string
	Abstract     Prose
	Bibliography []Path // relative to the folder of the file
}

// ParseChapter reads the front matter of one of several files of a book.
func ParseChapter(x Layer, l *diag.List) Chapter {
	d := newDecoder(x.File, nil, l)
	d.pandoc = true
	var c Chapter
	author := func(d *decoder, n *yaml.Node) {
		for _, p := range d.people(n, "aut") {
			c.Authors = append(c.Authors, p.Name)
		}
	}
	d.document(yaml.Parse(x.File, x.Data, x.Line, l), []field{
		{"title", func(d *decoder, n *yaml.Node) {
			d.titles(n)
			c.Title, c.TitlePos = d.m.Meta.Title, n.Pos
		}},
		{"author", author},
		{"creator", author},
		{"lang", func(d *decoder, n *yaml.Node) {
			d.lang(n)
			c.Lang = d.m.Meta.Lang
		}},
		{"abstract", func(d *decoder, n *yaml.Node) {
			prose(func(m *Manifest) *Prose { return &m.Abstract })(d, n)
			c.Abstract = d.m.Abstract
		}},
		{"bibliography", func(d *decoder, n *yaml.Node) { c.Bibliography = d.pathList(n) }},
	}, nil, "the front matter of a chapter")
	return c
}
