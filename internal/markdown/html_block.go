package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// htmlNode is a block of HTML: a comment; an element that extends to its end tag; or lines that begin with a tag of a
// block and extend to an empty line.
type htmlNode struct {
	leaf
	comment  bool
	verbatim bool
	until    string // in lower case: the line that holds it is the last
	stop     int    // the line with this offset is the last; 0: see until
	done     bool
}

// htmlParser reads blocks of HTML. It differs from CommonMark's (4.6) in three ways. A div whose tag is alone on its
// line holds Markdown up to the closing tag, as in Pandoc. A list or a table extends to its closing tag, even over
// empty lines. Inline tags are left to the paragraph.
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
	if t.name == "" || !p.r.on.html {
		return nil, gm.NoChildren
	}
	kind := tagKinds[t.name]
	if n == 0 && (kind == tagBlock || kind == tagPart) { // its attributes continue in the next line
		if t, n = parseTag(p.r.src.text[start:min(len(p.r.src.text), start+2000)]); n > 0 && bytes.Contains(p.r.src.text[start:start+n], []byte("\n\n")) {
			n = 0
		}
	}
	switch {
	case (kind == tagVerbatim || kind == tagOut) && !t.closing && n > 0 && !inParagraph:
		return p.begin(&htmlNode{verbatim: kind == tagOut || t.name == "textarea", until: "</" + t.name + ">"}, b, start, seg, reader)
	case kind == tagOutVoid && n > 0 && isBlank(b[min(n, len(b)):]) && !inParagraph:
		return p.begin(&htmlNode{done: true}, b, start, seg, reader)
	case kind != tagBlock && kind != tagPart && t.name != "center" && t.name != "body" && t.name != "main" && t.name != "html" && t.name != "form":
		return nil, gm.NoChildren
	case t.closing || n == 0 || t.name == "hr" || t.selfClose:
		return p.begin(&htmlNode{}, b, start, seg, reader)
	}
	stop, known := p.r.closing()[start]
	if known && n <= len(b) && isBlank(b[n:]) && holdsMarkdown(t.name) && !inParagraph && p.r.aloneOnLine(stop) {
		d := &divNode{tag: t.name, attrs: p.r.tagAttrs(start, t), open: start, end: start + n}
		reader.Advance(len(line) - 1)
		return d, gm.HasChildren
	}
	if known {
		return p.begin(&htmlNode{stop: stop}, b, start, seg, reader)
	}
	return p.begin(&htmlNode{}, b, start, seg, reader)
}

// holdsMarkdown reports whether an element with its tags on lines of their own holds blocks, like a fenced div. Other
// elements are read as a whole because of their structure.
func holdsMarkdown(name string) bool {
	switch name {
	case "div", "blockquote", "p", "section", "article", "aside", "header", "footer", "figure", "figcaption", "center", "nav", "address",
		"main", "body", "html", "form":
		return true
	}
	return false
}

// aloneOnLine reports whether the closing tag that ends at an offset is alone on its line, in whatever containers.
func (r *reading) aloneOnLine(end int) bool {
	text := r.src.text
	if !isBlank(text[end:r.src.lineEnd(end)]) {
		return false
	}
	open := bytes.LastIndexByte(text[:end], '<')
	start := bytes.LastIndexByte(text[:open], '\n') + 1
	return len(bytes.Trim(text[start:open], " \t>")) == 0
}

// closing maps the offset of each opening tag of a block to the offset after its closing tag. Tags in fenced code, code
// spans and comments do not count.
func (r *reading) closing() map[int]int {
	if r.closers != nil {
		return r.closers
	}
	r.closers = map[int]int{}
	text := r.src.text
	open := map[string][]int{}
	fence := ""
	for i := 0; i < len(text); {
		end := r.src.lineEnd(i)
		line := bytes.TrimLeft(text[i:end], " \t>")
		mark := ""
		for _, m := range []string{"```", "~~~"} {
			if bytes.HasPrefix(line, []byte(m)) {
				mark = m
			}
		}
		if mark != "" && (fence == "" || fence == mark) {
			if fence == "" {
				fence = mark
			} else {
				fence = ""
			}
		}
		for j := i; j < end && fence == "" && mark == ""; j++ {
			switch {
			case text[j] == '`':
				j = skipCode(text, j, end)
			case text[j] == '<' && bytes.HasPrefix(text[j:], []byte("<!--")):
				if k := bytes.Index(text[j:], []byte("-->")); k >= 0 {
					j += k + 2
					end = max(end, r.src.lineEnd(j))
				} else {
					return r.closers // the rest is in a comment that is never closed
				}
			case text[j] == '<':
				t, n := parseTag(text[j:min(len(text), j+2000)])
				if n == 0 || t.selfClose || !knownTag(t.name) {
					continue
				}
				if !t.closing {
					open[t.name] = append(open[t.name], j)
				} else if k := len(open[t.name]) - 1; k >= 0 {
					r.closers[open[t.name][k]] = j + n
					open[t.name] = open[t.name][:k]
				}
				j += n - 1
				end = max(end, r.src.lineEnd(j))
			}
		}
		i = end + 1
	}
	return r.closers
}

// commentBlock reports whether the comment at an offset is a block of its own. A comment that ends within its paragraph
// belongs to the paragraph, so that it does not divide it; so does one with text after it.
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
	n.done = n.done || n.until != "" && strings.Contains(strings.ToLower(string(rest)), n.until) || n.stop > 0 && seg.Stop >= n.stop
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
		if n.done || n.until == "" && n.stop == 0 && isBlank(line) {
			return gm.Close
		}
		n.Lines().Append(seg)
		n.done = n.until != "" && strings.Contains(strings.ToLower(string(line)), n.until) || n.stop > 0 && seg.Stop >= n.stop
		reader.AdvanceToEOL()
	}
	return gm.Continue | gm.NoChildren
}

func (*htmlParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*htmlParser) CanInterruptParagraph() bool             { return true }
func (*htmlParser) CanAcceptIndentedLine() bool             { return false }

// html converts a block of HTML.
func (r *reading) html(n *htmlNode, language string) []doc.Block {
	first, last := n.Lines().At(0), n.Lines().At(n.Lines().Len()-1)
	start := first.Start
	if n.until != "" && !n.done {
		r.warn(r.src.pos(start), "raw-html", "the block that begins here is never closed", "end it with “"+n.until+"”")
	}
	t, m := parseTag(r.src.text[start:min(last.Stop, start+2000)])
	if kind := tagKinds[t.name]; kind == tagOut || kind == tagOutVoid {
		r.leaveOut(start, t.name)
		if kind == tagOutVoid || n.until == "" {
			return nil
		}
		rest := strings.ToLower(string(r.src.text[last.Start:last.Stop]))
		if k := strings.LastIndex(rest, n.until); k >= 0 && last.Start+k >= start+m {
			return r.between(&element{lines: []text.Segment{text.NewSegment(last.Start+k+len(n.until), last.Stop)}}, language)
		}
		return nil
	}
	var lines []text.Segment
	for i := range n.Lines().Len() {
		lines = append(lines, n.Lines().At(i))
	}
	return r.lowerAll(r.htmlTree(lines), language)
}
