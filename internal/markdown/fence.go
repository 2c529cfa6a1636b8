package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// fenceParser is goldmark's parser of fenced code; it marks with the attribute "closed" where the closing fence
// ends, which goldmark forgets.
type fenceParser struct{ gm.BlockParser }

func (p *fenceParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	_, seg := reader.PeekLine()
	state := p.BlockParser.Continue(node, reader, pc)
	if state&gm.Close != 0 {
		node.SetAttributeString("closed", seg.Stop)
	}
	return state
}

// fencedCode makes ``` or ~~~ a node. The info string is a language, attributes, or both.
func (r *reading) fencedCode(n *ast.FencedCodeBlock) doc.Block {
	c := &doc.CodeBlock{Text: string(n.Lines().Value(r.src.text))}
	start := n.Pos()
	end := r.src.trimEnd(start, r.src.lineEnd(start))
	if k := n.Lines().Len(); k > 0 {
		end = r.src.trimEnd(start, n.Lines().At(k-1).Stop)
	}
	if at, ok := n.AttributeString("closed"); ok {
		end = r.src.trimEnd(start, at.(int))
	} else {
		r.warn(r.src.pos(start), "unclosed-code", "the code that begins here is never closed", "end it with the same fence on a line of its own")
	}
	if n.Info != nil {
		info := n.Info.Segment.Value(r.src.text)
		word := info
		if k := bytes.IndexByte(info, '{'); k >= 0 {
			a, m, ok := parseAttrs(info[k:])
			if ok && isBlank(info[k+m:]) {
				word = info[:k]
				c.Attr = a.Attr
				if a.raw != "" {
					r.rawAttribute(start, a.raw)
				}
			} else {
				r.err(r.src.pos(n.Info.Segment.Start+k), "bad-attributes", "the attributes of this code cannot be read", "write “{.language #id key=\"value\"}”")
			}
		}
		if f := strings.Fields(unescape(word)); len(f) > 0 {
			c.Language = f[0]
		} else if len(c.Classes) > 0 && !numbersLines(c.Classes[0]) {
			c.Language, c.Classes = c.Classes[0], c.Classes[1:]
		}
		if slices.ContainsFunc(c.Classes, numbersLines) {
			c.FirstLine = 1
			if from := c.Value("startFrom"); from != "" {
				n, err := strconv.Atoi(from)
				if err != nil || n < 1 {
					r.err(r.src.pos(start), "bad-attributes", "startFrom says no number of a line", "write startFrom=\"100\", for example")
				} else {
					c.FirstLine = n
				}
			}
		}
	}
	c.Span = r.src.span(start, end)
	return c
}

// numbersLines reports whether a class asks for the lines of code to be numbered, as Pandoc's .numberLines does.
func numbersLines(class string) bool { return class == "numberLines" || class == "number-lines" }

// indentedCode makes a block indented by four columns a node.
func (r *reading) indentedCode(n *ast.CodeBlock) doc.Block {
	c := &doc.CodeBlock{Text: string(n.Lines().Value(r.src.text))}
	start, end := n.Pos(), n.Pos()
	if k := n.Lines().Len(); k > 0 {
		start = n.Lines().At(0).Start
		end = r.src.trimEnd(start, n.Lines().At(k-1).Stop)
	}
	c.Span = r.src.span(start, end)
	return c
}
