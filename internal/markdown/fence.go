package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// fenceParser is goldmark's parser of fenced code. It sets the attribute "closed" to the end of the closing fence,
// which goldmark does not keep. If the attributes continue in further lines, it sets "info" to the attributes and
// "left" to the number of those lines.
type fenceParser struct{ gm.BlockParser }

func (p *fenceParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	_, seg := reader.PeekLine()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if c, ok := node.(*ast.FencedCodeBlock); ok && c.Info != nil {
		info := c.Info.Segment.Value(reader.Source())
		if k := bytes.IndexByte(info, '{'); k >= 0 {
			if all, lines := attrLines(info, k, newAhead(reader.Source(), seg)); lines > 0 {
				c.SetAttributeString("info", all)
				c.SetAttributeString("left", lines)
			}
		}
	}
	return node, state
}

// attrLines joins a line whose attributes begin at an index with the lines below it up to the end of the attributes.
// lines is the number of added lines: 0 if the attributes end in the first line, or not nearby.
func attrLines(first []byte, open int, a *ahead) (all []byte, lines int) {
	if _, _, ok := parseAttrs(first[open:]); ok || !openAttrs(first[open:]) {
		return nil, 0
	}
	a.next()
	all = append([]byte(nil), bytes.TrimRight(first, "\n")...)
	for lines < 10 {
		line := a.next()
		if isBlank(line) {
			return nil, 0
		}
		lines++
		all = append(append(all, ' '), bytes.TrimSpace(line)...)
		if _, n, ok := parseAttrs(all[open:]); ok {
			if strings.Trim(string(all[open+n:]), ": \t") != "" {
				return nil, 0
			}
			return all, lines
		}
	}
	return nil, 0
}

// openAttrs reports whether attributes seem to continue in the next line.
func openAttrs(b []byte) bool {
	return len(b) > 1 && bytes.IndexByte(b, '}') < 0 && strings.IndexByte(".#=- \n", b[1]) >= 0 || bytes.Count(b, []byte("\""))%2 == 1
}

func (p *fenceParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	_, seg := reader.PeekLine()
	if left, ok := node.AttributeString("left"); ok && left.(int) > 0 {
		node.SetAttributeString("left", left.(int)-1)
		reader.AdvanceToEOL()
		return gm.Continue | gm.NoChildren
	}
	state := p.BlockParser.Continue(node, reader, pc)
	if state&gm.Close != 0 {
		node.SetAttributeString("closed", seg.Stop)
	}
	return state
}

// fencedCode converts ``` or ~~~. The info string is a language, attributes, or both.
func (r *reading) fencedCode(n *ast.FencedCodeBlock, language string) []doc.Block {
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
	c.Span = r.src.span(start, end)
	if n.Info == nil {
		return []doc.Block{c}
	}
	info := n.Info.Segment.Value(r.src.text)
	if all, ok := n.AttributeString("info"); ok {
		info = all.([]byte)
	}
	a := r.codeInfo(c, info, n.Info.Segment.Start)
	switch {
	case a.raw != "":
		return r.rawBlock(n, a.raw, start, language)
	case c.Language == "csv" && a.HasClass("csv") && n.Lines().Len() > 0:
		return r.csvCode(lineSegments(n), a, c.Span, language)
	}
	return []doc.Block{c}
}

// engine matches the language of executable code in R Markdown and Quarto: {r}, {r name, echo=FALSE}, {{python}}.
var engine = regexp.MustCompile(`^\{+([A-Za-z][A-Za-z0-9_+-]*)(?:[ \t,][^{}]*)?\}+[ \t]*$`)

// lineNumbers matches the numbers of highlighted lines, {1,4-6}, as in VitePress. They are ignored without a finding.
var lineNumbers = regexp.MustCompile(`^\{[-0-9, ]*\}[ \t]*$`)

// codeInfo reads the text after a fence. all are its attributes.
func (r *reading) codeInfo(c *doc.CodeBlock, info []byte, at int) (all attrs) {
	if m := engine.FindSubmatch(bytes.TrimSpace(info)); m != nil {
		if _, _, ok := parseAttrs(info); !ok {
			c.Language = string(m[1])
			return all
		}
	}
	word := info
	if k := bytes.IndexByte(info, '{'); k >= 0 && r.opts.Has("fenced_code_attributes") {
		a, m, ok := parseAttrs(info[k:])
		if ok && isBlank(info[k+m:]) {
			word, all = info[:k], a
			c.Attr = a.Attr
		} else {
			word = info[:k]
			if !lineNumbers.Match(info[k:]) {
				r.warn(r.src.pos(at+min(k, 200)), "bad-attributes", "the attributes of this code cannot be read; they are left out", "write “{.language #id key=\"value\"}”")
			}
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
				r.err(c.Span.Pos, "bad-attributes", "startFrom says no number of a line", "write startFrom=\"100\", for example")
			} else {
				c.FirstLine = n
			}
		}
	}
	return all
}

// rawBlock reads code marked as raw for a format. HTML goes through the safe subset. TeX that starts a new page and the
// like is read. Text for other formats is left out.
func (r *reading) rawBlock(n *ast.FencedCodeBlock, format string, start int, language string) []doc.Block {
	segs := lineSegments(n)
	switch format {
	case "html", "html4", "html5", "xhtml", "epub", "epub2", "epub3", "markdown":
		return r.blocksOf(segs, language)
	case "latex", "tex":
		for _, s := range segs {
			if line := s.Value(r.src.text); !isBlank(line) && !(onlyCommands(line) && standsAlone(line)) {
				r.leaveOutFormat(start, format)
				return nil
			}
		}
		return r.partBlocks(segs, language, true)
	}
	r.leaveOutFormat(start, format)
	return nil
}

// standsAlone reports whether a line begins with a command that can be a block.
func standsAlone(line []byte) bool {
	m := texCommand.FindSubmatch(bytes.TrimLeft(line, " \t"))
	if m == nil {
		return false
	}
	_, known := texBlockCommands[string(m[1])]
	return known
}

// leaveOutFormat warns, once for a file, that text for a format is left out.
func (r *reading) leaveOutFormat(off int, format string) {
	if r.once["raw "+format] {
		return
	}
	r.once["raw "+format] = true
	r.warn(r.src.pos(off), "raw-attribute", "text for the format “"+format+"” is left out, here and wherever else this file has some",
		"write it in Markdown, for it to be in the e-book and in print")
}

// numbersLines reports whether a class asks for the lines of code to be numbered, as Pandoc's .numberLines does.
func numbersLines(class string) bool { return class == "numberLines" || class == "number-lines" }

// indentedCode converts a block indented by four columns.
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
