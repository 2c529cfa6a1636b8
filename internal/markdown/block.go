package markdown

import (
	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// blockParser is goldmark with its block parsers and ours, and without inline parsers: see the package's comment. The
// order is that of goldmark's defaults. Each of ours comes before the parser that would otherwise take its line.
func (r *reading) blockParser() gm.Parser {
	limit := func(p gm.BlockParser) gm.BlockParser { return &limited{p, r} }
	guard := func(p gm.BlockParser, s blockStart) gm.BlockParser { return &guarded{p, r, s} }
	r.lists = markers{
		fancy: r.opts.Has("fancy_lists"), examples: r.opts.Has("example_lists"), anyBullet: r.opts.Dialect == Pandoc,
	}
	parsers := []util.PrioritizedValue{
		util.Prioritized(&setext{gm.NewSetextHeadingParser(), r}, 100),
		util.Prioritized(guard(gm.NewThematicBreakParser(), breakStart), 200),
		util.Prioritized(limit(&listParser{r}), 300),
		util.Prioritized(limit(&listItemParser{r}), 400),
		util.Prioritized(gm.NewCodeBlockParser(), 500),
		util.Prioritized(guard(gm.NewATXHeadingParser(), headStart), 600),
		util.Prioritized(&fenceParser{BlockParser: gm.NewFencedCodeBlockParser()}, 700),
		util.Prioritized(limit(guard(gm.NewBlockquoteParser(), quoteStart)), 800),
		util.Prioritized(limit(&htmlParser{r}), 900),
		util.Prioritized(gm.NewParagraphParser(), 1000),
	}
	add := func(extension string, list ...util.PrioritizedValue) {
		if r.opts.Has(extension) {
			parsers = append(parsers, list...)
		}
	}
	add("simple_tables", util.Prioritized(&ruledParser{r, []byte{'-'}}, 50), util.Prioritized(&ruledParser{r, nil}, 50))
	add("grid_tables", util.Prioritized(&gridParser{}, 250))
	add("fenced_divs", util.Prioritized(limit(&divParser{r}), 810))
	add("footnotes", util.Prioritized(limit(&noteParser{}), 820))
	add("line_blocks", util.Prioritized(&verseParser{}, 830))
	add("raw_tex", util.Prioritized(&texParser{}, 850))
	if r.on.math || r.on.mathSingle {
		parsers = append(parsers, util.Prioritized(&mathParser{r}, 60))
	}
	add("definition_lists", util.Prioritized(limit(&definitionListParser{r}), 860),
		util.Prioritized(limit(&definitionParser{}), 870), util.Prioritized(&termParser{gm.NewParagraphParser()}, 880))
	transformers := []util.PrioritizedValue{util.Prioritized(&linkRefs{r}, 100)}
	if r.opts.Has("pipe_tables") {
		transformers = append(transformers, util.Prioritized(&tableTransformer{r}, 200))
	}
	return gm.NewParser(gm.WithBlockParsers(parsers...), gm.WithParagraphTransformers(transformers...))
}

// kindOurs is the kind of all our block nodes; their Go types tell them apart.
var kindOurs = ast.NewNodeKind("QuireBlock")

// ours is the common part of our block nodes.
type ours struct{ ast.BaseBlock }

func (*ours) Kind() ast.NodeKind { return kindOurs }
func (*ours) Dump([]byte, int)   {}

// leaf is a block whose lines hold no other blocks.
type leaf struct{ ours }

func (*leaf) IsRaw() bool { return true }

// limited keeps a parser of containers from opening more than maxBlockDepth blocks.
type limited struct {
	gm.BlockParser
	r *reading
}

func (l *limited) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	inList := false // an open list must get its item
	switch parent.(type) {
	case *listNode, *definitionList:
		inList = true
	}
	if len(pc.OpenedBlocks())+l.r.level*10 < maxBlockDepth || inList {
		return l.BlockParser.Open(parent, reader, pc)
	}
	line, seg := reader.Position()
	node, state := l.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return nil, state
	}
	reader.SetPosition(line, seg)
	reader.Advance(0) // SetPosition keeps the line that goldmark's reader had peeked
	l.r.tooDeep(l.r.src.pos(seg.Start))
	return nil, gm.NoChildren
}

// lineAt gives the line at a reader with its indent. pos is the index of its first character, or -1 for a blank line.
func lineAt(reader text.Reader, pc gm.Context) (line []byte, seg text.Segment, pos int) {
	line, seg = reader.PeekLine()
	return line, seg, pc.BlockOffset()
}

// sourceAt converts an index in a line, which may begin with padding for a split tab, to an offset in the source.
func sourceAt(seg text.Segment, i int) int { return seg.Start + max(i-seg.Padding, 0) }

// nextLine gives the line after an offset in the source, without the quote marks and indents at its beginning.
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
