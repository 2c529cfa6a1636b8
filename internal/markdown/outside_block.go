package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// What the dialect leaves out, among blocks: grid tables, simple and multiline tables, environments of TeX. They
// are reported and kept as they are written.

type outsideNode struct {
	leaf
	code, message, help string
	until               string // the line that holds it is the last
	done                bool
}

func (r *reading) outsideBlock(n *outsideNode) doc.Block {
	s := n.Lines().At(0)
	end := r.src.trimEnd(s.Start, n.Lines().At(n.Lines().Len()-1).Stop)
	r.err(r.src.pos(s.Start), n.code, n.message, n.help)
	return &doc.CodeBlock{
		Node: doc.Node{Span: r.src.span(s.Start, end), Attr: doc.Attr{Classes: []string{"raw"}}},
		Text: string(n.Lines().Value(r.src.text)),
	}
}

const tableHelp = "write a pipe table: | a | b | with a row |---|---| below the head"

var gridRule = regexp.MustCompile(`^\+(:?[-=]+:?\+)+[ \t]*\n?$`)

type gridTableParser struct{}

func (*gridTableParser) Trigger() []byte { return []byte{'+'} }

func (*gridTableParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 || !gridRule.Match(line[pos:]) {
		return nil, gm.NoChildren
	}
	n := &outsideNode{code: "grid-table", message: "grid tables are not part of the dialect", help: tableHelp}
	n.Lines().Append(text.NewSegment(sourceAt(seg, pos), seg.Stop))
	reader.AdvanceToEOL()
	return n, gm.NoChildren
}

func (*gridTableParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	line, seg := reader.PeekLine()
	if t := bytes.TrimLeft(line, " "); len(t) == 0 || t[0] != '+' && t[0] != '|' {
		return gm.Close
	}
	node.Lines().Append(text.NewSegment(seg.Start, seg.Stop))
	reader.AdvanceToEOL()
	return gm.Continue | gm.NoChildren
}

func (*gridTableParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*gridTableParser) CanInterruptParagraph() bool             { return true }
func (*gridTableParser) CanAcceptIndentedLine() bool             { return false }

var simpleRule = regexp.MustCompile(`^-{2,}([ \t]+-{2,})+[ \t]*\n?$`)

// simpleTableParser finds the rule of a simple or multiline table: groups of dashes, with text above or below. With
// empty lines around it, it is a thematic break.
type simpleTableParser struct{}

func (*simpleTableParser) Trigger() []byte { return []byte{'-'} }

func (*simpleTableParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 || !simpleRule.Match(line[pos:]) {
		return nil, gm.NoChildren
	}
	last := pc.LastOpenedBlock().Node
	above := last != nil && ast.IsParagraph(last) && last.Parent() == parent
	if !above && isBlank(nextLine(reader.Source(), seg.Start)) {
		return nil, gm.NoChildren
	}
	n := &outsideNode{code: "simple-table", message: "tables ruled with dashes alone are not part of the dialect", help: tableHelp}
	n.Lines().Append(text.NewSegment(sourceAt(seg, pos), seg.Stop))
	reader.AdvanceToEOL()
	return n, gm.NoChildren
}

func (*simpleTableParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	line, seg := reader.PeekLine()
	if isBlank(line) {
		return gm.Close
	}
	node.Lines().Append(text.NewSegment(seg.Start, seg.Stop))
	reader.AdvanceToEOL()
	return gm.Continue | gm.NoChildren
}

func (*simpleTableParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*simpleTableParser) CanInterruptParagraph() bool             { return true }
func (*simpleTableParser) CanAcceptIndentedLine() bool             { return false }

var texBegin = regexp.MustCompile(`^\\begin\{([A-Za-z]+\*?)\}`)

// texParser finds \begin{x} … \end{x}. missing remembers the environments that have no end, so that none is looked
// for twice.
type texParser struct{ missing map[string]bool }

func (*texParser) Trigger() []byte { return []byte{'\\'} }

func (p *texParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 {
		return nil, gm.NoChildren
	}
	m := texBegin.FindSubmatch(line[pos:])
	if m == nil || p.missing[string(m[1])] {
		return nil, gm.NoChildren
	}
	end := `\end{` + string(m[1]) + `}`
	if !bytes.Contains(reader.Source()[seg.Start:], []byte(end)) {
		if p.missing == nil {
			p.missing = map[string]bool{}
		}
		p.missing[string(m[1])] = true
		return nil, gm.NoChildren
	}
	n := &outsideNode{
		code: "raw-tex", until: end, message: "“\\begin{" + string(m[1]) + "}” is TeX, which is not part of the dialect",
		help: "write it in Markdown: > for a quotation, | for verse, - for a list, or a div “::: {.class}”",
	}
	n.Lines().Append(text.NewSegment(sourceAt(seg, pos), seg.Stop))
	n.done = strings.Contains(string(line), end)
	reader.AdvanceToEOL()
	return n, gm.NoChildren
}

func (*texParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	n := node.(*outsideNode)
	if n.done {
		return gm.Close
	}
	line, seg := reader.PeekLine()
	n.Lines().Append(text.NewSegment(seg.Start, seg.Stop))
	n.done = strings.Contains(string(line), n.until)
	reader.AdvanceToEOL()
	return gm.Continue | gm.NoChildren
}

func (*texParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*texParser) CanInterruptParagraph() bool             { return true }
func (*texParser) CanAcceptIndentedLine() bool             { return false }
