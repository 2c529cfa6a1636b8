package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"quire/internal/doc"
)

// noteNode is the definition of a note: [^label]: text, with further blocks indented by four columns.
type noteNode struct {
	ours
	label string
	start int
}

type noteParser struct{}

func (*noteParser) Trigger() []byte { return []byte{'['} }

func (*noteParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte("[^")) {
		return nil, gm.NoChildren
	}
	n := bytes.IndexAny(line[pos+2:], "[]^ \t\n")
	end := pos + 2 + n
	if n < 1 || !bytes.HasPrefix(line[end:], []byte("]:")) {
		return nil, gm.NoChildren
	}
	// In running text a line may begin with the call of a note and a colon. After the text of a note it begins the next
	// note.
	if last := pc.LastOpenedBlock().Node; last != nil && ast.IsParagraph(last) && last.Parent() == parent {
		return nil, gm.NoChildren
	}
	note := &noteNode{label: string(line[pos+2 : end]), start: sourceAt(seg, pos)}
	end += 2
	reader.Advance(end)
	w, _ := util.IndentWidth(line[end:], 0)
	if isBlank(line[end:]) {
		reader.Advance(len(line) - 1 - end)
	} else if w < 4 {
		reader.Advance(w)
	} else {
		reader.Advance(1)
	}
	return note, gm.HasChildren
}

func (*noteParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	line, _ := reader.PeekLine()
	if isBlank(line) {
		return gm.Continue | gm.HasChildren
	}
	if w, _ := util.IndentWidth(line, reader.LineOffset()); w < 4 {
		return gm.Close
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	reader.AdvanceAndSetPadding(pos, padding)
	return gm.Continue | gm.HasChildren
}

func (*noteParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*noteParser) CanInterruptParagraph() bool             { return true }
func (*noteParser) CanAcceptIndentedLine() bool             { return false }

// noteDef stores a definition separately: it is not a block of the text.
func (r *reading) noteDef(n *noteNode, language string) {
	k := len(r.doc.Notes)
	def := &doc.NoteDef{Label: n.label, File: r.src.file, Shared: r.opts.Shared}
	r.doc.Notes = append(r.doc.Notes, def)
	def.Blocks = r.blocks(n, language)
	def.Span = r.around(n.start, def.Blocks)
	if len(r.doc.Notes) > k+1 {
		r.warn(r.doc.Notes[k+1].Span.Pos, "nested-note", "this note is defined within the note “"+n.label+"”",
			"put an empty line before it and begin it at the margin")
	}
	if len(def.Blocks) == 0 {
		r.warn(def.Span.Pos, "empty-note", "the note “"+n.label+"” is empty", "write its text behind the colon; further paragraphs are indented by four spaces")
	}
}
