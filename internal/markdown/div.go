package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"quire/internal/doc"
)

// divNode is a fenced div, ::: {.class}, or an HTML div whose tags are on lines of their own.
type divNode struct {
	ours
	attrs     attrs
	tag       string // of HTML; "" for a fenced div
	closed    bool
	lone      bool // a closing fence without an open div
	bad       bool // an opening fence whose attributes cannot be read
	left      int  // the number of attribute lines still to be read
	open, end int  // offsets of the opening and after the closing
}

type divParser struct{ r *reading }

func (*divParser) Trigger() []byte { return []byte{':'} }

// fence reads ":::" and what follows it.
func fence(line []byte) (rest []byte, ok bool) {
	line = bytes.TrimSpace(line)
	n := len(line) - len(bytes.TrimLeft(line, ":"))
	return bytes.TrimSpace(line[n:]), n >= 3
}

func (p *divParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 {
		return nil, gm.NoChildren
	}
	rest, ok := fence(line)
	if !ok {
		return nil, gm.NoChildren
	}
	d := &divNode{open: sourceAt(seg, pos)}
	d.end = p.r.src.trimEnd(d.open, p.r.src.lineEnd(d.open))
	if len(rest) > 0 && rest[0] == '{' {
		if all, lines := attrLines(rest, 0, newAhead(reader.Source(), seg)); lines > 0 {
			rest, d.left = all, lines
		}
	}
	reader.Advance(len(line) - 1)
	switch {
	case len(rest) == 0:
		d.lone = true
		return d, gm.NoChildren
	case rest[0] == '{':
		a, n, ok := parseAttrs(rest)
		if !ok || strings.Trim(string(rest[n:]), ": \t") != "" {
			d.bad = true
			return d, gm.HasChildren
		}
		d.attrs = a
	default:
		w := bytes.TrimSpace(bytes.TrimRight(rest, ": \t"))
		if len(w) == 0 || bytes.ContainsAny(w, " \t{}") {
			d.bad = true
			return d, gm.HasChildren
		}
		d.attrs.Classes = []string{string(w)}
	}
	return d, gm.HasChildren
}

func (p *divParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	d := node.(*divNode)
	if d.lone {
		return gm.Close
	}
	line, seg := reader.PeekLine()
	if d.left > 0 {
		d.left--
		reader.AdvanceToEOL()
		return gm.Continue | gm.NoChildren
	}
	indent, _ := util.IndentWidth(line, reader.LineOffset())
	if rest, ok := fence(line); ok && len(rest) == 0 && closes(d, indent, pc) {
		d.closed = true
		d.end = p.r.src.trimEnd(seg.Start, seg.Stop)
		reader.Advance(len(line) - 1)
		return gm.Close
	}
	return gm.Continue | gm.HasChildren
}

// closes reports whether a closing line with an indent belongs to a div rather than to a block within it.
func closes(d *divNode, indent int, pc gm.Context) bool {
	blocks := pc.OpenedBlocks()
	k := len(blocks) - 1
	for k >= 0 && blocks[k].Node != ast.Node(d) {
		k--
	}
	for _, b := range blocks[k+1:] {
		switch n := b.Node.(type) {
		case *divNode:
			return n.tag != d.tag
		case *itemNode:
			if indent < n.offset {
				return true
			}
			indent -= n.offset
		case *definition:
			if indent < n.offset {
				return true
			}
			indent -= n.offset
		case *noteNode:
			if indent < 4 {
				return true
			}
			indent -= 4
		case *ast.Blockquote:
			return true
		case *ast.FencedCodeBlock:
			return false
		case *htmlNode:
			return !n.verbatim
		}
	}
	return indent < 4
}

func (*divParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*divParser) CanInterruptParagraph() bool             { return true }
func (*divParser) CanAcceptIndentedLine() bool             { return false }

// div converts a div. One that was never closed ends with its container.
func (r *reading) div(d *divNode, language string) []doc.Block {
	pos := r.src.pos(d.open)
	switch {
	case d.lone:
		r.warn(pos, "unopened-div", "this line of colons closes no div", "delete it, or open a div above with “::: {.class}”")
		return nil
	case d.bad:
		r.err(pos, "bad-attributes", "the attributes of this div cannot be read", "write “::: {.class}”, “::: {#id .class key=\"value\"}” or “::: class”")
	case !d.closed && d.tag == "":
		r.err(pos, "unclosed-div", "the div that begins here is never closed", "end it with a line “:::”")
	case !d.closed:
		r.warn(pos, "raw-html", "<"+d.tag+"> is never closed", "close it with a line </"+d.tag+">")
	}
	if d.attrs.Lang != "" {
		language = d.attrs.Lang
	}
	blocks := r.blocks(d, language)
	if c := r.calloutDiv(r.divNode(d, blocks), blocks, language); c != nil {
		return []doc.Block{c}
	}
	return r.divNodes(d, blocks)
}

// divNode converts the attributes of a div.
func (r *reading) divNode(d *divNode, blocks []doc.Block) doc.Node {
	n := doc.Node{Attr: d.attrs.Attr}
	n.Span = r.around(d.open, blocks)
	if d.closed {
		n.Span = r.src.span(d.open, d.end)
	}
	return n
}

// divNodes converts a div with its content.
func (r *reading) divNodes(d *divNode, blocks []doc.Block) []doc.Block {
	n := r.divNode(d, blocks)
	blocks = r.layoutDiv(&n, blocks)
	switch d.tag {
	case "blockquote":
		return []doc.Block{&doc.BlockQuote{Node: n, Blocks: blocks}}
	case "figure":
		return []doc.Block{htmlFigure(n, blocks)}
	case "p", "figcaption":
		if n.ID == "" && len(n.Classes) == 0 && n.Lang == "" && len(n.KeyVals) == 0 && d.tag == "p" {
			return blocks
		}
	}
	if d.tag != "" && d.tag != "div" && d.tag != "p" {
		n.Classes = append([]string{d.tag}, n.Classes...)
	}
	return []doc.Block{&doc.Div{Node: n, Blocks: blocks}}
}

// htmlFigure turns <figure> with one image and a <figcaption> into a figure; with other contents it stays a div.
func htmlFigure(n doc.Node, blocks []doc.Block) doc.Block {
	if len(blocks) > 0 && len(blocks) <= 2 {
		if f, ok := blocks[0].(*doc.Figure); ok {
			f.Classes, f.Span = append(f.Classes, n.Classes...), n.Span
			if n.ID != "" {
				f.ID = n.ID
			}
			if len(blocks) == 1 {
				return f
			}
			if d, ok := blocks[1].(*doc.Div); ok && d.HasClass("figcaption") && len(d.Blocks) == 1 {
				if p, ok := d.Blocks[0].(*doc.Paragraph); ok {
					f.Caption = p.Content
					return f
				}
			}
		}
	}
	n.Classes = append([]string{"figure"}, n.Classes...)
	return &doc.Div{Node: n, Blocks: blocks}
}
