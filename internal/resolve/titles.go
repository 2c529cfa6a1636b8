package resolve

import (
	"cmp"
	"strconv"
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
)

// titles are the words for references without a text of their own, by the identifier of the target.
type titles struct {
	full, number map[string]string
	// github maps the identifiers that GitHub gives headings to ours: many a table of contents is written for GitHub.
	github map[string]string
}

func (r *resolver) titles(b *doc.Book) *titles {
	t := &titles{full: map[string]string{}, number: map[string]string{}, github: map[string]string{}}
	numbered := func(id string, word lang.Key, n int) {
		t.full[id] = lang.Word(r.tag, word)
		if n > 0 {
			t.number[id] = strconv.Itoa(n)
			t.full[id] += "\u00a0" + t.number[id]
		}
	}
	// A place without a name of its own, such as a paragraph, is named by the section that it is in, as TeX's \ref does.
	var read func(n node, in *doc.Section)
	read = func(n node, in *doc.Section) {
		id := n.Base().ID
		switch n := n.(type) {
		case *doc.Section:
			t.section(id, n)
			in = n
		case *doc.Table:
			numbered(id, lang.Table, n.Number)
		case *doc.Figure:
			numbered(id, lang.Figure, n.Number)
		case *doc.Note:
			t.full[id] = n.Number
		case *doc.MathTag:
			t.full[id], t.number[id] = r.equation(n)
		default:
			if d, ok := n.(*doc.Div); ok && r.theorem[d] != "" {
				t.full[id] = r.theorem[d]
				_, t.number[id], _ = strings.Cut(r.theorem[d], "\u00a0")
			} else if id != "" && t.full[id] == "" {
				t.full[id] = id
				if in != nil {
					t.full[id], t.number[id] = cmp.Or(t.full[in.ID], id), t.number[in.ID]
				}
			}
		}
		doc.EachChild(n, func(c node) { read(c, in) })
	}
	for _, s := range b.Sections {
		read(s, nil)
	}
	return t
}

func (t *titles) section(id string, s *doc.Section) {
	t.full[id] = s.Label
	if s.Heading == nil {
		return
	}
	title := doc.PlainText(s.Heading.Content)
	t.full[id], t.number[id] = title, s.Heading.Number
	if name := plainID(doc.Slug(title, true)); t.github[name] == "" {
		t.github[name] = id
	}
}
