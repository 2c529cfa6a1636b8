package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// verseNode is a line block. Each line begins with "|" and a space. A lone "|" separates stanzas. A line that begins
// with a space continues the one before.
type verseNode struct{ leaf }

type verseParser struct{}

func (*verseParser) Trigger() []byte { return []byte{'|'} }

func isVerseLine(line []byte) bool {
	return len(line) > 0 && line[0] == '|' && (len(line) == 1 || line[1] == ' ' || line[1] == '\n' || line[1] == '\t')
}

func (*verseParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 || !isVerseLine(line[pos:]) {
		return nil, gm.NoChildren
	}
	// The same line may be the head of a table.
	if cols, ok := delimiterRow(nextLine(reader.Source(), seg.Start)); ok && len(cols) == len(splitRow(bytes.TrimSpace(line[pos:]))) {
		return nil, gm.NoChildren
	}
	n := &verseNode{}
	n.Lines().Append(text.NewSegment(sourceAt(seg, pos), seg.Stop))
	reader.AdvanceToEOL()
	return n, gm.NoChildren
}

func (*verseParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	line, seg := reader.PeekLine()
	i := 0
	for i < len(line) && i < 3 && line[i] == ' ' {
		i++
	}
	if !isVerseLine(line[i:]) {
		if i == 0 || isBlank(line) {
			return gm.Close
		}
	}
	node.Lines().Append(text.NewSegment(sourceAt(seg, i), seg.Stop))
	reader.AdvanceToEOL()
	return gm.Continue | gm.NoChildren
}

func (*verseParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*verseParser) CanInterruptParagraph() bool             { return false }
func (*verseParser) CanAcceptIndentedLine() bool             { return false }

func (r *reading) verse(n *verseNode, language string) doc.Block {
	v := &doc.Verse{}
	var stanza doc.Stanza
	var line []text.Segment
	indent, bars, rows := 0, 0, 0
	start, end := n.Lines().At(0).Start, 0
	flushLine := func() {
		if line != nil {
			stanza.Lines = append(stanza.Lines, doc.VerseLine{Indent: indent, Content: r.inlines(line, language, false)})
		}
		line = nil
	}
	flushStanza := func() {
		flushLine()
		if len(stanza.Lines) > 0 {
			v.Stanzas = append(v.Stanzas, stanza)
		}
		stanza = doc.Stanza{}
	}
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b := r.src.text[s.Start:s.Stop]
		if !isBlank(b[1:]) {
			end = r.src.trimEnd(s.Start, s.Stop)
			if b[0] == '|' {
				rows++
				if r.src.text[end-1] == '|' {
					bars++
				}
			}
		}
		switch {
		case !isVerseLine(b):
			line = append(line, s)
		case isBlank(b[1:]):
			flushStanza()
		default:
			flushLine()
			k := 1
			for k < len(b) && (b[k] == ' ' || b[k] == '\t') {
				k++
			}
			indent = (k - 1) / 2 // one em for two spaces, not counting the one after the bar
			line = []text.Segment{text.NewSegment(s.Start+k, s.Stop)}
		}
	}
	flushStanza()
	if rows > 1 && bars == rows {
		r.warn(r.src.pos(start), "table-without-delimiter", "these lines look like a table, but the second is no row of dashes: they are set as verse",
			"put “|---|---|” below the head")
	}
	v.Span = r.src.span(start, max(end, start))
	return v
}
