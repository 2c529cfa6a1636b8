package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"quire/internal/diag"
	"quire/internal/doc"
)

// A definition list: terms, one on each line, and below them, perhaps after a blank line, definitions. A definition
// begins with ":" or "~"; its further lines are indented.
type definitionList struct {
	ours
	terms *ast.Paragraph // taken by the next definition
}

type definition struct {
	ours
	terms  []text.Segment // the terms of which it is the first definition
	offset int
}

type definitionListParser struct{ r *reading }

func (*definitionListParser) Trigger() []byte { return []byte{':', '~'} }

// definitionMarker reads ":" or "~" and the space after it; width is that of both.
func definitionMarker(line []byte, column int) (width int, ok bool) {
	if len(line) == 0 || line[0] != ':' && line[0] != '~' {
		return 0, false
	}
	w, _ := util.IndentWidth(line[1:], column+1)
	if w == 0 || isBlank(line) || isBlank(line[1:]) {
		return 0, false
	}
	if w > 4 { // indented code within
		w = 1
	}
	return w + 1, true
}

func (p *definitionListParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	if _, ok := parent.(*definitionList); ok {
		return nil, gm.NoChildren
	}
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 {
		return nil, gm.NoChildren
	}
	if _, ok := definitionMarker(line[pos:], reader.LineOffset()+pos); !ok {
		return nil, gm.NoChildren
	}
	switch last := parent.LastChild().(type) {
	case *ast.Paragraph:
		if !isTerm(reader.Source(), last, seg.Start) || blankBefore(reader.Source(), seg.Start) && p.r.captionAbove(reader.Source(), seg) {
			return nil, gm.NoChildren
		}
		if list, ok := last.PreviousSibling().(*definitionList); ok {
			list.terms = last
			return list, gm.HasChildren
		}
		return &definitionList{terms: last}, gm.HasChildren | gm.RequireParagraph
	case *definitionList:
		last.terms = nil
		return last, gm.HasChildren
	}
	return nil, gm.NoChildren
}

// isTerm reports whether a paragraph can be the terms of a definition at off. At most one blank line is between them,
// and the paragraph is not a table, as then the line would be its caption.
func isTerm(src []byte, p *ast.Paragraph, off int) bool {
	lines := p.Lines()
	if lines.Len() == 0 {
		return false
	}
	first := lines.At(0)
	if captionMark(first.Value(src)) > 0 {
		return false
	}
	end := lines.At(lines.Len() - 1).Stop
	if off < end || bytes.Count(src[end:off], []byte("\n")) > 2 {
		return false
	}
	for i := range lines.Len() {
		s := lines.At(i)
		if _, ok := delimiterRow(s.Value(src)); ok && i > 0 {
			return false
		}
	}
	return true
}

func (*definitionListParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	line, _ := reader.PeekLine()
	if isBlank(line) {
		return gm.Continue | gm.HasChildren
	}
	d, ok := node.LastChild().(*definition)
	if !ok {
		return gm.Close
	}
	if w, _ := util.IndentWidth(line, reader.LineOffset()); w < d.offset {
		return gm.Close
	}
	return gm.Continue | gm.HasChildren
}

func (*definitionListParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*definitionListParser) CanInterruptParagraph() bool             { return true }
func (*definitionListParser) CanAcceptIndentedLine() bool             { return false }

type definitionParser struct{}

func (*definitionParser) Trigger() []byte { return []byte{':', '~'} }

func (*definitionParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	list, ok := parent.(*definitionList)
	if !ok {
		return nil, gm.NoChildren
	}
	line, _, pos := lineAt(reader, pc)
	if pos < 0 {
		return nil, gm.NoChildren
	}
	width, ok := definitionMarker(line[pos:], reader.LineOffset()+pos)
	if !ok {
		return nil, gm.NoChildren
	}
	d := &definition{offset: pos + width}
	if p := list.terms; p != nil {
		list.terms = nil
		for i := range p.Lines().Len() {
			s := p.Lines().At(i)
			s = s.TrimLeftSpace(reader.Source())
			d.terms = append(d.terms, s.TrimRightSpace(reader.Source()))
		}
		p.Parent().RemoveChild(p.Parent(), p)
	}
	i, padding := util.IndentPosition(line[pos+1:], reader.LineOffset()+pos+1, width-1)
	reader.AdvanceAndSetPadding(pos+1+i, padding)
	return d, gm.HasChildren
}

func (*definitionParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	line, _ := reader.PeekLine()
	if isBlank(line) {
		return gm.Continue | gm.HasChildren
	}
	offset := node.(*definition).offset
	if w, _ := util.IndentWidth(line, reader.LineOffset()); w < offset {
		return gm.Close
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), offset)
	reader.AdvanceAndSetPadding(pos, padding)
	return gm.Continue | gm.HasChildren
}

func (*definitionParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*definitionParser) CanInterruptParagraph() bool             { return true }
func (*definitionParser) CanAcceptIndentedLine() bool             { return false }

// termParser begins a paragraph at a line that would continue a definition's paragraph but is itself followed by a
// definition: the next term of a list without blank lines.
type termParser struct{ gm.BlockParser }

func (*termParser) Trigger() []byte { return nil }

func (t *termParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	if _, ok := parent.LastChild().(*definitionList); !ok {
		return nil, gm.NoChildren
	}
	last := pc.LastOpenedBlock().Node
	if last == nil || !ast.IsParagraph(last) || last.Parent() == parent {
		return nil, gm.NoChildren
	}
	_, seg := reader.PeekLine()
	if _, ok := definitionMarker(nextLine(reader.Source(), seg.Start), 0); !ok {
		return nil, gm.NoChildren
	}
	return t.BlockParser.Open(parent, reader, pc)
}

func (*termParser) CanInterruptParagraph() bool { return true }

func (r *reading) definitionList(n *definitionList, language string) doc.Block {
	l := &doc.DefinitionList{}
	var cur *doc.Definition
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		d, ok := c.(*definition)
		if !ok {
			continue
		}
		if len(d.terms) > 0 || cur == nil {
			cur = &doc.Definition{}
			start := d.Pos()
			for i, t := range d.terms {
				if i == 0 {
					start = t.Start
				}
				cur.Terms = append(cur.Terms, r.inlines([]text.Segment{t}, language, false))
			}
			cur.Span = r.src.span(start, start)
			l.Items = append(l.Items, cur)
		}
		blocks := r.blocks(d, language)
		if !d.HasBlankPreviousLines() {
			for _, b := range blocks {
				if p, ok := b.(*doc.Paragraph); ok && len(blocks) == 1 {
					p.Plain = true
				}
			}
		}
		cur.Defs = append(cur.Defs, blocks)
		s := r.around(d.Pos(), blocks)
		cur.Span = diag.Span{Pos: cur.Span.Pos, EndLine: s.EndLine, EndCol: s.EndCol}
	}
	if len(l.Items) > 0 {
		first, last := l.Items[0].Span, l.Items[len(l.Items)-1].Span
		l.Span = diag.Span{Pos: first.Pos, EndLine: last.EndLine, EndCol: last.EndCol}
	}
	return l
}
