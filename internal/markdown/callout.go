package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
	"quire/internal/lang"
)

// A callout is a box with a title: GitHub's alert, a quotation that begins with [!NOTE], or Quarto's div of the class
// callout-note. It becomes a div of the classes callout and callout-note. Its first paragraph, of the class
// callout-title, is the title. Without one it is the word for the kind of callout in the language of the text.

var alertMark = regexp.MustCompile(`^[ \t]*\[!([A-Za-z]+)\][-+]?[ \t]*(.*?)[ \t]*\n?$`)

// calloutWord gives the word that titles a kind of callout; ok is false if there is no such kind.
func calloutWord(kind string) (key lang.Key, ok bool) {
	switch kind {
	case "note":
		return lang.Note, true
	case "tip":
		return lang.Tip, true
	case "important":
		return lang.Important, true
	case "warning":
		return lang.Warning, true
	case "caution":
		return lang.Caution, true
	}
	return 0, false
}

// calloutAlias gives the kind that stands for one of Obsidian's and VitePress's.
func calloutAlias(kind string) string {
	switch kind {
	case "info", "abstract", "summary", "tldr", "todo", "question", "help", "faq", "example":
		return "note"
	case "hint", "success", "check", "done":
		return "tip"
	case "attention":
		return "warning"
	case "failure", "fail", "missing", "danger", "error", "bug":
		return "caution"
	}
	return kind
}

// alert removes the mark of a quotation that is an alert. kind is "" if it is not one. The title is the text after the
// mark. Without such a text, a kind that stands for another is named as the author names it: [!INFO] is a note with the
// title Info.
func (r *reading) alert(q *ast.Blockquote, language string) (kind string, title []doc.Inline) {
	p, ok := q.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 || !r.opts.Has("alerts") {
		return "", nil
	}
	line := p.Lines().At(0)
	m := alertMark.FindSubmatchIndex(line.Value(r.src.text))
	if m == nil {
		return "", nil
	}
	name := strings.ToLower(string(r.src.text[line.Start+m[2] : line.Start+m[3]]))
	kind = calloutAlias(name)
	if _, known := calloutWord(kind); !known {
		return "", nil
	}
	if p.Lines().Len() == 1 {
		q.RemoveChild(q, p)
	} else {
		p.Lines().SetSliced(1, p.Lines().Len())
	}
	title = r.inlines([]text.Segment{text.NewSegment(line.Start+m[4], line.Start+m[5])}, language, false)
	if len(title) == 0 && name != kind {
		at := doc.Node{Span: r.src.span(line.Start+m[2], line.Start+m[3])}
		title = []doc.Inline{&doc.Text{Node: at, Value: strings.ToUpper(name[:1]) + name[1:]}}
	}
	return kind, title
}

// calloutOf makes a callout of blocks.
func calloutOf(n doc.Node, kind string, title []doc.Inline, blocks []doc.Block, language string) doc.Block {
	if len(title) == 0 {
		key, _ := calloutWord(kind)
		title = []doc.Inline{&doc.Text{Node: doc.Node{Span: n.Span}, Value: lang.Word(lang.Make(language), key)}}
	}
	head := &doc.Paragraph{Node: doc.Node{Span: n.Span, Attr: doc.Attr{Classes: []string{"callout-title"}}}, Content: title}
	head.Span = title[0].Base().Span
	n.Classes = append([]string{"callout"}, n.Classes...)
	return &doc.Div{Node: n, Blocks: append([]doc.Block{head}, blocks...)}
}

// calloutDiv turns a div of the class callout-note and the like into a callout; otherwise it returns nil. Its title is
// a heading at its beginning, or else the attribute title.
func (r *reading) calloutDiv(n doc.Node, blocks []doc.Block, language string) doc.Block {
	kind := ""
	for _, c := range n.Classes {
		if k, ok := strings.CutPrefix(c, "callout-"); ok {
			if _, known := calloutWord(k); known {
				kind = k
			}
		}
	}
	if kind == "" {
		return nil
	}
	a := attrs{Attr: n.Attr}
	words, _ := a.take("title")
	for _, look := range []string{"collapse", "appearance", "icon"} {
		a.take(look)
	}
	n.Attr = a.Attr
	var title []doc.Inline
	if words != "" {
		title = []doc.Inline{&doc.Text{Node: doc.Node{Span: n.Span}, Value: Smart(words, language)}}
	}
	if len(blocks) > 0 {
		if h, ok := blocks[0].(*doc.Heading); ok {
			title, blocks = h.Content, blocks[1:]
		}
	}
	return calloutOf(n, kind, title, blocks, language)
}
