package markdown

import (
	"strings"

	"github.com/yuin/goldmark/text"

	"quire/internal/diag"
	"quire/internal/doc"
)

// Line reads a line of the metadata, such as a title, as Markdown: emphasis, small capitals and the like. plain is its
// text without markup. content is nil if it is the same as plain. Notes, citations, links and pictures are dropped; the
// text of a link stays.
func Line(s, language string) (plain string, content []doc.Inline) {
	s = strings.Join(strings.Fields(s), " ")
	opts := Options{Lang: language, Extensions: Extensions{
		"citations": false, "footnotes": false, "inline_notes": false, "raw_tex": false, "tex_math_dollars": false,
		"implicit_header_references": false,
	}}
	r := newReading("", []byte(s), opts, new(diag.List))
	all := onlyForms(r.inlines([]text.Segment{text.NewSegment(0, len(s))}, language, false))
	plain = doc.PlainText(all)
	for _, n := range all {
		if _, ok := n.(*doc.Text); !ok {
			return plain, all
		}
	}
	return plain, nil
}

// onlyForms keeps text and its formatting, without places in a file.
func onlyForms(is []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for _, n := range is {
		base := n.Base()
		base.Span, base.ID = diag.Span{}, ""
		c := doc.Content(n)
		if c != nil {
			*c = onlyForms(*c)
		}
		switch n := n.(type) {
		case *doc.Text, *doc.Code, *doc.LineBreak, *doc.Emph, *doc.Strong, *doc.Strikeout, *doc.Superscript, *doc.Subscript, *doc.Span:
			out = append(out, n)
		case *doc.SoftBreak:
			out = append(out, &doc.Text{Value: " "})
		default:
			if c != nil {
				out = append(out, *c...)
			}
		}
	}
	return out
}
