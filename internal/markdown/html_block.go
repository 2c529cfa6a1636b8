package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// htmlNode is a block of HTML: a comment; what goes on to its end tag (script, style, pre, textarea, table); or lines that
// begin with a tag of a block.
type htmlNode struct {
	leaf
	comment  bool
	verbatim bool
	until    string // in lower case: the line that holds it is the last
	done     bool
}

// htmlParser reads blocks of HTML. Unlike CommonMark's (4.6) it lets a tag of a div, alone on its line, hold
// Markdown up to the closing tag, as Pandoc does, and leaves all that is inline to the paragraph.
type htmlParser struct{ r *reading }

func (*htmlParser) Trigger() []byte { return []byte{'<'} }

func (p *htmlParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 {
		return nil, gm.NoChildren
	}
	b := line[pos:]
	start := sourceAt(seg, pos)
	last := pc.LastOpenedBlock().Node
	inParagraph := last != nil && ast.IsParagraph(last)
	if bytes.HasPrefix(b, []byte("<!--")) {
		if !p.r.commentWithin(line, seg, pc) && !p.commentBlock(start, inParagraph) {
			return nil, gm.NoChildren
		}
		return p.begin(&htmlNode{comment: true, verbatim: true, until: "-->"}, b[2:], start, seg, reader)
	}
	t, n := parseTag(b)
	if t.name == "" {
		return nil, gm.NoChildren
	}
	switch t.name {
	case "script", "style", "pre", "textarea", "table":
		if !t.closing && n > 0 {
			return p.begin(&htmlNode{verbatim: true, until: "</" + t.name + ">"}, b, start, seg, reader)
		}
	}
	if !blockTag(t.name) {
		return nil, gm.NoChildren
	}
	if n > 0 && isBlank(b[n:]) && !t.closing && safeBlock(t.name) && t.name != "hr" && !t.selfClose && !inParagraph {
		d := &divNode{tag: t.name, attrs: p.r.tagAttrs(start, t), open: start, end: start + n}
		reader.Advance(len(line) - 1)
		return d, gm.HasChildren
	}
	return p.begin(&htmlNode{}, b, start, seg, reader)
}

// commentBlock reports whether the comment at an offset is a block of its own. A comment that ends within the
// paragraph it stands in is left to it, so that it does not part the paragraph; so is one with text behind it.
func (p *htmlParser) commentBlock(start int, inParagraph bool) bool {
	src := p.r.src.text
	if start < p.r.noComment {
		return false
	}
	k := bytes.Index(src[start+2:], []byte("-->"))
	if k < 0 {
		p.r.noComment = len(src)
		return false
	}
	end := start + 2 + k + 3
	if bytes.Contains(src[start:end], []byte("\n\n")) {
		return true
	}
	return !inParagraph && isBlank(src[end:p.r.src.lineEnd(end)])
}

func (p *htmlParser) begin(n *htmlNode, rest []byte, start int, seg text.Segment, reader text.Reader) (ast.Node, gm.State) {
	n.Lines().Append(text.NewSegment(start, seg.Stop))
	n.done = n.until != "" && strings.Contains(strings.ToLower(string(rest)), n.until)
	reader.AdvanceToEOL()
	return n, gm.NoChildren
}

func (p *htmlParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	line, seg := reader.PeekLine()
	switch n := node.(type) {
	case *divNode:
		t, m := parseTag(bytes.TrimSpace(line))
		if m > 0 && t.closing && t.name == n.tag && m == len(bytes.TrimSpace(line)) && closes(n, 0, pc) {
			n.closed = true
			n.end = p.r.src.trimEnd(seg.Start, seg.Stop)
			reader.Advance(len(line) - 1)
			return gm.Close
		}
		return gm.Continue | gm.HasChildren
	case *htmlNode:
		if n.done || n.until == "" && isBlank(line) {
			return gm.Close
		}
		n.Lines().Append(seg)
		n.done = n.until != "" && strings.Contains(strings.ToLower(string(line)), n.until)
		reader.AdvanceToEOL()
	}
	return gm.Continue | gm.NoChildren
}

func (*htmlParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*htmlParser) CanInterruptParagraph() bool             { return true }
func (*htmlParser) CanAcceptIndentedLine() bool             { return false }

// blockTag reports whether a tag begins a block (CommonMark 4.6, condition 6).
func blockTag(name string) bool {
	switch name {
	case "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup", "dd",
		"details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset",
		"h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
		"menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section", "summary", "table", "tbody",
		"td", "tfoot", "th", "thead", "title", "tr", "track", "ul":
		return true
	}
	return false
}

// html makes a block of HTML nodes.
func (r *reading) html(n *htmlNode, language string) []doc.Block {
	first, last := n.Lines().At(0), n.Lines().At(n.Lines().Len()-1)
	start, end := first.Start, r.src.trimEnd(first.Start, last.Stop)
	if n.verbatim && !n.done {
		r.err(r.src.pos(start), "raw-html", "the block that begins here is never closed", "end it with “"+n.until+"”")
	}
	if !n.verbatim {
		return r.markup(n, language)
	}
	raw := string(n.Lines().Value(r.src.text))
	t, m := parseTag([]byte(raw))
	if t.name == "table" {
		return r.htmlTable(n, start, end, language)
	}
	if t.name != "pre" {
		help := "say how the book looks in a stylesheet"
		if t.name != "style" {
			help = "take it out with all that is in it; a book runs nothing and asks for nothing"
		}
		r.err(r.src.pos(start), "raw-html", "<"+t.name+"> has no place in a text: it is left out", help)
		return nil
	}
	c := &doc.CodeBlock{Node: doc.Node{Span: r.src.span(start, end), Attr: r.tagAttrs(start, t).Attr}}
	body := raw[m:]
	if k := strings.LastIndex(strings.ToLower(body), n.until); k >= 0 {
		body = body[:k]
	}
	c.Text = htmlText([]byte(strings.TrimPrefix(body, "\n")))
	return []doc.Block{c}
}

// markup reads lines that begin with a tag of a block: what stands between such tags is Markdown, each stretch a
// paragraph.
func (r *reading) markup(n *htmlNode, language string) []doc.Block {
	type element struct {
		tag    htmlTag
		attrs  attrs
		start  int
		blocks []doc.Block
		lang   string
	}
	open := []element{{lang: language}}
	var chunk []text.Segment
	flush := func() {
		e := &open[len(open)-1]
		e.blocks = append(e.blocks, r.paragraph(chunk, e.lang)...)
		chunk = nil
	}
	pop := func(end int) {
		flush()
		e := open[len(open)-1]
		open = open[:len(open)-1]
		d := &divNode{tag: e.tag.name, attrs: e.attrs, closed: true, open: e.start, end: end}
		top := &open[len(open)-1]
		top.blocks = append(top.blocks, r.divNodes(d, e.blocks)...)
	}
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		at := s.Start
		for j := s.Start; j < s.Stop; j++ {
			if r.src.text[j] != '<' {
				continue
			}
			t, m := parseTag(r.src.text[j:s.Stop])
			if m == 0 || !blockTag(t.name) {
				continue
			}
			if j > at {
				chunk = append(chunk, text.NewSegment(at, j))
			}
			at = j + m
			switch {
			case !safeBlock(t.name):
				flush()
				if !t.closing {
					r.rawTag(j, t.name)
				}
			case t.name == "hr":
				flush()
				top := &open[len(open)-1]
				top.blocks = append(top.blocks, &doc.Break{Node: doc.Node{Span: r.src.span(j, at), Attr: r.tagAttrs(j, t).Attr}})
			case !t.closing && len(open) < maxInlineDepth:
				flush()
				e := element{tag: t, attrs: r.tagAttrs(j, t), start: j, lang: open[len(open)-1].lang}
				if e.attrs.Lang != "" {
					e.lang = e.attrs.Lang
				}
				open = append(open, e)
				if t.selfClose {
					pop(at)
				}
			case !t.closing:
				r.tooDeep(r.src.pos(j))
			case len(open) > 1 && open[len(open)-1].tag.name == t.name:
				pop(at)
			default:
				r.warn(r.src.pos(j), "raw-html", "</"+t.name+"> closes nothing here", "write the opening and the closing tag on lines of their own, with empty lines around them")
			}
			j = at - 1
		}
		if at < s.Stop {
			chunk = append(chunk, text.NewSegment(at, s.Stop))
		}
	}
	last := n.Lines().At(n.Lines().Len() - 1)
	for len(open) > 1 {
		e := open[len(open)-1]
		if e.tag.name != "p" { // HTML lets </p> be left out
			r.warn(r.src.pos(e.start), "raw-html", "<"+e.tag.name+"> is never closed", "write the opening and the closing tag on lines of their own, with empty lines around them")
		}
		pop(r.src.trimEnd(e.start, last.Stop))
	}
	flush()
	return open[0].blocks
}
