package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"quire/internal/diag"
	"quire/internal/doc"
)

// isTable reports whether a node is a table without a caption of its own.
func isTable(n ast.Node) bool {
	switch n := n.(type) {
	case *tableNode:
		return len(n.caption) == 0
	case *gridNode, *ruledNode:
		return true
	}
	return false
}

// tableCaptions finds the caption of each table: as in Pandoc, the paragraph before it, or else the one after it.
func tableCaptions(parent ast.Node, src []byte) (captions map[ast.Node]ast.Node, taken map[ast.Node]bool) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if !isTable(c) {
			continue
		}
		for _, n := range []ast.Node{c.PreviousSibling(), c.NextSibling()} {
			p, ok := n.(*ast.Paragraph)
			if !ok || taken[n] || p.Lines().Len() == 0 {
				continue
			}
			s := p.Lines().At(0)
			if captionMark(src[s.Start:s.Stop]) == 0 {
				continue
			}
			if captions == nil {
				captions, taken = map[ast.Node]ast.Node{}, map[ast.Node]bool{}
			}
			captions[c], taken[n] = n, true
			break
		}
	}
	return captions, taken
}

// captionMark measures the beginning of a caption, ":" or "Table:", or returns 0.
func captionMark(b []byte) int {
	for _, m := range []string{": ", ":\t", "Table: ", "table: ", "Table:\t", "Table:\n", "table:\n"} {
		if bytes.HasPrefix(b, []byte(m)) {
			return len(m) - 1
		}
	}
	return 0
}

// caption sets the caption of a table, with the attributes at its end. It is in the lines of the table itself, or in
// the paragraph next to it. caption returns the table's language.
func (r *reading) caption(t *doc.Table, own []text.Segment, paragraph ast.Node, language string) string {
	segs := own
	if paragraph != nil {
		segs = lineSegments(paragraph)
	}
	if len(segs) == 0 {
		return language
	}
	start := segs[0].Start
	span := r.src.span(start, r.src.trimEnd(start, segs[len(segs)-1].Stop))
	t.Span = union(t.Span, span)
	segs, a := r.captionText(segs)
	t.Attr = a.Attr
	if a.Lang != "" {
		language = a.Lang
	}
	t.Caption = r.inlines(segs, language, false)
	return language
}

// union gives the span that covers both.
func union(a, b diag.Span) diag.Span {
	if b.Line < a.Line || b.Line == a.Line && b.Col < a.Col {
		a.Pos = b.Pos
	}
	if b.EndLine > a.EndLine || b.EndLine == a.EndLine && b.EndCol > a.EndCol {
		a.EndLine, a.EndCol = b.EndLine, b.EndCol
	}
	return a
}

// captionText removes the mark at the beginning of a caption and the attributes at its end. Those of a span, a link or
// code that ends the caption stay there, as in “On [ships]{.sc}”. An empty span names the table, and is removed, too:
// “Ships []{#tbl:ships}”.
func (r *reading) captionText(segs []text.Segment) ([]text.Segment, attrs) {
	first := segs[0]
	first.Start += captionMark(r.src.text[first.Start:first.Stop])
	for first.Start < first.Stop && isSpace(r.src.text[first.Start]) {
		first.Start++
	}
	out := append([]text.Segment{first}, segs[1:]...)
	last := out[len(out)-1]
	a, n, ok := trailingAttrs(r.src.text[last.Start:last.Stop])
	if !ok {
		return out, a
	}
	text := r.src.text[last.Start : last.Start+n]
	if empty, found := bytes.CutSuffix(text, []byte("[]")); found {
		text = bytes.TrimRight(empty, " \t\n")
	} else if n > 0 && bytes.IndexByte([]byte("])`"), text[n-1]) >= 0 && r.src.text[last.Start+n] == '{' {
		return out, attrs{}
	}
	out[len(out)-1].Stop = last.Start + len(text)
	return out, a
}

// captionAbove reports whether the caption that may begin at a line has a table below it.
func (r *reading) captionAbove(src []byte, seg text.Segment) bool {
	a := newAhead(src, seg)
	for range 20 {
		if line := a.next(); line == nil {
			return false
		} else if isBlank(line) {
			break
		}
	}
	for a.off < len(src) {
		at := *a
		line := a.next()
		if isBlank(line) {
			continue
		}
		below := *a
		if gridRule.Match(bytes.TrimLeft(line, " ")) {
			return true
		}
		if columns, ok := delimiterRow(below.next()); ok && len(columns) > 0 && bytes.IndexByte(line, '|') >= 0 {
			return true
		}
		_, ok := ruledTable(src, text.NewSegment(at.off, a.off), &r.noRule)
		return ok
	}
	return false
}
