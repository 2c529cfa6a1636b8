package markdown

import (
	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// blockParser is goldmark with its block parsers and ours, and no inline parsers: see the package's comment. The
// order is that of goldmark's defaults, with each of ours before the one that would otherwise take its line.
func (r *reading) blockParser() gm.Parser {
	limit := func(p gm.BlockParser) gm.BlockParser { return &limited{p, r} }
	return gm.NewParser(
		gm.WithBlockParsers(
			util.Prioritized(&simpleTableParser{}, 50),
			util.Prioritized(gm.NewSetextHeadingParser(), 100),
			util.Prioritized(gm.NewThematicBreakParser(), 200),
			util.Prioritized(limit(&listParser{}), 300),
			util.Prioritized(limit(&listItemParser{}), 400),
			util.Prioritized(gm.NewCodeBlockParser(), 500),
			util.Prioritized(gm.NewATXHeadingParser(), 600),
			util.Prioritized(&fenceParser{BlockParser: gm.NewFencedCodeBlockParser()}, 700),
			util.Prioritized(limit(gm.NewBlockquoteParser()), 800),
			util.Prioritized(limit(&divParser{r}), 810),
			util.Prioritized(limit(&noteParser{}), 820),
			util.Prioritized(&verseParser{}, 830),
			util.Prioritized(&gridTableParser{}, 840),
			util.Prioritized(&texParser{}, 850),
			util.Prioritized(limit(&definitionListParser{}), 860),
			util.Prioritized(limit(&definitionParser{}), 870),
			util.Prioritized(&termParser{gm.NewParagraphParser()}, 880),
			util.Prioritized(limit(&htmlParser{r}), 900),
			util.Prioritized(gm.NewParagraphParser(), 1000),
		),
		gm.WithParagraphTransformers(
			util.Prioritized(&linkRefs{r}, 100),
			util.Prioritized(&tableTransformer{r}, 200),
		),
	)
}

// kindOurs is the kind of all block nodes of ours; they are told apart by their Go types.
var kindOurs = ast.NewNodeKind("QuireBlock")

// ours is what our block nodes have in common.
type ours struct{ ast.BaseBlock }

func (*ours) Kind() ast.NodeKind { return kindOurs }
func (*ours) Dump([]byte, int)   {}

// leaf is a block of lines that hold no blocks.
type leaf struct{ ours }

func (*leaf) IsRaw() bool { return true }

// limited keeps a parser of containers from opening more than maxBlockDepth blocks.
type limited struct {
	gm.BlockParser
	r *reading
}

func (l *limited) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	inList := false // a list that is open must get its item
	switch parent.(type) {
	case *listNode, *definitionList:
		inList = true
	}
	if len(pc.OpenedBlocks()) < maxBlockDepth || inList {
		return l.BlockParser.Open(parent, reader, pc)
	}
	line, seg := reader.Position()
	node, state := l.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return nil, state
	}
	reader.SetPosition(line, seg)
	reader.Advance(0) // SetPosition leaves goldmark's reader with the line it had peeked
	l.r.tooDeep(l.r.src.pos(seg.Start))
	return nil, gm.NoChildren
}

// lineAt gives the line at a reader with its indent: pos is the index in line of its first character, -1 for a
// blank line.
func lineAt(reader text.Reader, pc gm.Context) (line []byte, seg text.Segment, pos int) {
	line, seg = reader.PeekLine()
	return line, seg, pc.BlockOffset()
}

// sourceAt gives the offset in the source of an index in a line, which may begin with padding for a split tab.
func sourceAt(seg text.Segment, i int) int { return seg.Start + max(i-seg.Padding, 0) }

// nextLine gives the line after offset in the source, without the marks of block quotes and the indents before it.
func nextLine(src []byte, off int) []byte {
	for off < len(src) && src[off] != '\n' {
		off++
	}
	off++
	if off >= len(src) {
		return nil
	}
	for off < len(src) && (src[off] == ' ' || src[off] == '\t' || src[off] == '>') {
		off++
	}
	end := off
	for end < len(src) && src[end] != '\n' {
		end++
	}
	return src[off:end]
}
