package markdown

import (
	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/diag"
)

// CommonMark and Pandoc differ in where a block may begin without a blank line before it. In CommonMark a line that
// begins with -, > or # ends a paragraph; in Pandoc it continues the paragraph. A book that does not name its dialect
// gets a warning at each such place.

// blockStart is a kind of block whose beginning depends on the dialect.
type blockStart struct{ what, extension string }

var (
	listStart  = blockStart{"a list", "lists_without_preceding_blankline"}
	quoteStart = blockStart{"a quotation", "blank_before_blockquote"}
	headStart  = blockStart{"a heading", "blank_before_header"}
	breakStart = blockStart{"a break", "blank_before_header"}
)

// needsBlank reports whether a kind of block needs a blank line before it.
func (r *reading) needsBlank(s blockStart) bool {
	if r.opts.Dialect != Pandoc {
		return false
	}
	return r.opts.Has(s.extension) != (s == listStart)
}

// startDiffers warns of a line that begins a block in only one of the dialects.
func (r *reading) startDiffers(pos diag.Pos, s blockStart) {
	if !r.opts.Guessed || r.warned == pos {
		return
	}
	r.warned = pos
	if r.needsBlank(s) {
		r.warn(pos, "block-start", "this line begins "+s.what+" in CommonMark, but in Pandoc's Markdown it goes on with the paragraph, and so it does here",
			"put an empty line before it, or a backslash before its mark; “markdown: commonmark” in book.yaml says that the book is written for CommonMark")
		return
	}
	r.warn(pos, "block-start", "this line begins "+s.what+" here, as in CommonMark; in Pandoc's Markdown it goes on with the paragraph",
		"put an empty line before it, or a backslash before its mark; “markdown: pandoc” in book.yaml says that the book is written for Pandoc")
}

// openParagraph gives the paragraph that the current line would continue, or nil.
func openParagraph(pc gm.Context) ast.Node {
	if last := pc.LastOpenedBlock().Node; last != nil && ast.IsParagraph(last) {
		return last
	}
	return nil
}

// guarded prevents a parser from ending a paragraph if the dialect requires a blank line before the block.
type guarded struct {
	gm.BlockParser
	r     *reading
	start blockStart
}

func (g *guarded) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	if openParagraph(pc) == nil {
		return g.BlockParser.Open(parent, reader, pc)
	}
	line, seg := reader.Position()
	node, state := g.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return nil, state
	}
	at := g.r.skipBlanks(seg.Start)
	g.r.startDiffers(g.r.src.pos(at), g.start)
	if !g.r.needsBlank(g.start) {
		return node, state
	}
	reader.SetPosition(line, seg)
	reader.Advance(0) // SetPosition keeps the line that goldmark's reader had peeked
	return nil, gm.NoChildren
}

// setext reads underlined headings. In Pandoc's Markdown their text is a single line.
type setext struct {
	gm.BlockParser
	r *reading
}

func (s *setext) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	node, state := s.BlockParser.Open(parent, reader, pc)
	p := openParagraph(pc)
	if node == nil || p == nil || p.Lines().Len() < 2 {
		return node, state
	}
	_, seg := reader.PeekLine()
	s.r.startDiffers(s.r.src.pos(seg.Start), headStart)
	if s.r.needsBlank(headStart) {
		return nil, gm.NoChildren
	}
	return node, state
}
