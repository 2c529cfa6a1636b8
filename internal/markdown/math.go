package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/diag"
	"quire/internal/doc"
)

// Formulas of TeX. Here only their ends are found; resolve reads them, as macros may be defined in a file before.

// math reads $…$ and $$…$$ by Pandoc's rule: no space behind the opening dollar nor before the closing one, and no
// digit behind it, so that sums of money are text.
func (in *inliner) math() {
	b := in.rest()
	if bytes.HasPrefix(b, []byte("$$")) {
		if end := in.find("$$", in.i+2); end > in.i+2 {
			in.formula(2, end, 2, true)
			return
		}
		in.literal(2)
		return
	}
	if len(b) > 2 && !isSpace(b[1]) {
		for j := 1; j < len(b); j++ {
			if b[j] == '\\' {
				j++
				continue
			}
			if b[j] != '$' {
				continue
			}
			if !isSpace(b[j-1]) && (j+1 >= len(b) || !isDigit(b[j+1])) {
				in.formula(1, in.i+j, 1, false)
				return
			}
			break
		}
	}
	in.literal(1)
}

// bracketed reads \(…\) and \[…\], or with two backslashes, where the book has such formulas.
func (in *inliner) bracketed() bool {
	slashes := 1
	if in.r.on.mathDouble && bytes.HasPrefix(in.rest(), []byte(`\\`)) {
		slashes = 2
	} else if !in.r.on.mathSingle {
		return false
	}
	b := in.rest()
	if len(b) <= slashes || b[slashes] != '(' && b[slashes] != '[' {
		return false
	}
	closer := strings.Repeat(`\`, slashes) + map[byte]string{'(': ")", '[': "]"}[b[slashes]]
	end := in.find(closer, in.i+slashes+1)
	if end <= in.i+slashes+1 {
		return false
	}
	in.formula(slashes+1, end, slashes+1, b[slashes] == '[')
	return true
}

// group measures {…} or […] with what is nested in it, within 4000 bytes; 0 if it is not closed.
func group(b []byte) int {
	depth := 0
	for i := 0; i < len(b) && i < 4000; i++ {
		switch b[i] {
		case '\\':
			i++
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// formula adds a formula, whose source is from open bytes behind the scanner's place up to end, and which closes with
// some more bytes. Behind it, attributes may give a display a label, as pandoc-crossref and Quarto do, {#eq:label}, and
// either kind its alternative text, {alt="…"}.
func (in *inliner) formula(open, end, closing int, display bool) {
	from := in.i + open
	it := &item{kind: kMath, start: in.off(in.i), text: string(in.b[from:end]), display: display}
	it.lines = []int{in.off(from)}
	for i := from; i < end; i++ {
		if in.b[i] == '\n' {
			it.lines = append(it.lines, in.off(i+1))
		}
	}
	if in.cell && in.r.opts.Dialect == GFM { // a bar within a cell; in Pandoc's Markdown it is TeX's \|
		it.text = strings.ReplaceAll(it.text, `\|`, "|")
	}
	end += closing
	at := end
	if display {
		for at < len(in.b) && (in.b[at] == ' ' || in.b[at] == '\t' || in.b[at] == '\n') {
			at++
		}
	}
	if at < len(in.b) && in.b[at] == '{' {
		if a, n, ok := parseAttrs(in.b[at:]); ok && a.raw == "" && (display || a.Value("alt") != "") {
			it.attrs, end = a, at+n
		}
	}
	it.end = in.offEnd(end)
	in.i = end
	in.push(it)
}

// mathNode makes the node of a formula.
func (r *reading) mathNode(n doc.Node, it *item) doc.Inline {
	m := &doc.Math{Node: n, Source: it.text, Display: it.display, Words: n.Value("alt")}
	for _, off := range it.lines {
		m.Lines = append(m.Lines, r.src.pos(off))
	}
	return m
}

// texMath makes a paragraph of an environment of formulas.
func (r *reading) texMath(n *texNode, start int) doc.Block {
	segs := lineSegments(n)
	segs[0].Start = start
	k := len(segs) - 1
	closer := `\end{` + n.env + `}`
	if at := bytes.LastIndex(segs[k].Value(r.src.text), []byte(closer)); at >= 0 {
		segs[k].Stop = segs[k].Start + at + len(closer)
	}
	m := &doc.Math{Node: doc.Node{Span: r.src.span(start, segs[k].Stop)}, Display: true}
	m.Source, m.Lines = r.sourceOf(segs)
	return &doc.Paragraph{Node: doc.Node{Span: m.Span}, Content: []doc.Inline{m}}
}

// sourceOf gives the text of lines, and the places where they begin.
func (r *reading) sourceOf(segs []text.Segment) (string, []diag.Pos) {
	var b strings.Builder
	var lines []diag.Pos
	for _, s := range segs {
		b.Write(r.src.text[s.Start:s.Stop])
		lines = append(lines, r.src.pos(s.Start))
	}
	return b.String(), lines
}

// texMacros makes a node of definitions of macros.
func (r *reading) texMacros(n *texNode, span diag.Span) doc.Block {
	m := &doc.MathMacros{Node: doc.Node{Span: span}}
	m.Source, m.Lines = r.sourceOf(lineSegments(n))
	return m
}

// mathBlock is a paragraph that begins with a display whose lines would begin other blocks, such as a list for "- b".
type mathBlock struct {
	leaf
	closer string
	closed bool
}

// mathParser finds such displays.
type mathParser struct{ r *reading }

func (*mathParser) Trigger() []byte { return []byte{'$', '\\'} }

func (p *mathParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 || parent.Kind() != ast.KindDocument {
		return nil, gm.NoChildren
	}
	n := &mathBlock{}
	switch rest := line[pos:]; {
	case p.r.on.math && bytes.HasPrefix(rest, []byte("$$")):
		n.closer = "$$"
	case p.r.on.mathSingle && bytes.HasPrefix(rest, []byte(`\[`)):
		n.closer = `\]`
	default:
		return nil, gm.NoChildren
	}
	src := reader.Source()[sourceAt(seg, pos)+2:]
	end := bytes.Index(src, []byte(n.closer))
	if blank := bytes.Index(src, []byte("\n\n")); end < 0 || blank >= 0 && blank < end || !interrupts(src[:end]) {
		return nil, gm.NoChildren
	}
	n.Lines().Append(text.NewSegment(sourceAt(seg, pos), seg.Stop))
	reader.AdvanceToEOL()
	return n, gm.NoChildren
}

// interrupts reports whether a line of a formula, the first apart, may begin a block.
func interrupts(src []byte) bool {
	for i, line := range bytes.Split(src, []byte("\n")) {
		trimmed := bytes.TrimLeft(line, " \t")
		if i > 0 && len(trimmed) > 0 && (bytes.IndexByte([]byte("-+*#>=|~`:<"), trimmed[0]) >= 0 || isDigit(trimmed[0]) || len(line)-len(trimmed) > 3) {
			return true
		}
	}
	return false
}

func (p *mathParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	n := node.(*mathBlock)
	line, seg := reader.PeekLine()
	if isBlank(line) || n.closed && interrupts(append([]byte("\n"), line...)) {
		return gm.Close
	}
	n.closed = n.closed || bytes.Contains(line, []byte(n.closer))
	n.Lines().Append(text.NewSegment(seg.Start, seg.Stop))
	reader.AdvanceToEOL()
	return gm.Continue | gm.NoChildren
}

func (*mathParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*mathParser) CanInterruptParagraph() bool             { return true }
func (*mathParser) CanAcceptIndentedLine() bool             { return false }
