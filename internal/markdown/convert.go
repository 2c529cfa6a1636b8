package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"quire/internal/diag"
	"quire/internal/doc"
)

// blocks converts the children of a goldmark node to our nodes, in a language.
func (r *reading) blocks(parent ast.Node, language string) []doc.Block {
	captions, taken := tableCaptions(parent, r.src.text)
	var out []doc.Block
	var comments []*htmlNode // comments that apply to the next block
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if taken[c] {
			continue
		}
		if h, ok := c.(*htmlNode); ok && h.comment {
			comments = append(comments, h)
			continue
		}
		if note, ok := c.(*noteNode); ok {
			r.noteDef(note, r.opts.Lang)
			if k := len(r.doc.Notes); k > 0 && comments != nil {
				r.silences(comments, &r.doc.Notes[k-1].Span)
				comments = nil
			}
			continue
		}
		n := len(out)
		out = append(out, r.block(c, captions[c], language)...)
		if len(out) > n && comments != nil {
			r.silences(comments, &out[len(out)-1].Base().Span)
			comments = nil
		}
	}
	r.silences(comments, nil)
	top := parent.Kind() == ast.KindDocument
	if top && r.keepMarks {
		return out
	}
	return r.obey(out, top && r.level == 0)
}

// silences reads comments between blocks; next is the extent of the block after them.
func (r *reading) silences(comments []*htmlNode, next *diag.Span) {
	for _, h := range comments {
		first, last := h.Lines().At(0), h.Lines().At(h.Lines().Len()-1)
		raw := string(h.Lines().Value(r.src.text))
		lines := r.src.span(first.Start, r.src.trimEnd(first.Start, last.Stop))
		if next != nil {
			lines.EndLine, lines.EndCol = next.EndLine, next.EndCol
		}
		if !h.done {
			r.err(r.src.pos(first.Start), "unclosed-comment", "the comment that begins here is never closed", "end it with “-->”")
			continue
		}
		if len(raw) < 7 {
			continue
		}
		body := raw[4:]
		for i := 0; i+3 <= len(body); i++ {
			if body[i:i+3] == "-->" {
				if !isBlank([]byte(body[i+3:])) {
					r.err(r.src.pos(last.Start), "unclosed-comment", "text behind the end of a long comment is lost", "begin it on the next line")
				}
				body = body[:i]
				break
			}
		}
		r.silence(first.Start, body, lines)
	}
}

func (r *reading) block(c, caption ast.Node, language string) []doc.Block {
	one := func(b doc.Block) []doc.Block { return []doc.Block{b} }
	switch c := c.(type) {
	case *ast.Paragraph:
		return r.paragraph(lineSegments(c), language)
	case *ast.TextBlock:
		return r.paragraph(lineSegments(c), language)
	case *ast.Heading:
		return one(r.heading(c, language))
	case *ast.ThematicBreak:
		start := c.Pos()
		return one(&doc.Break{Node: doc.Node{Span: r.src.span(start, r.src.trimEnd(start, r.src.lineEnd(start)))}})
	case *ast.Blockquote:
		start := c.Pos()
		kind, title := r.alert(c, language)
		q := &doc.BlockQuote{Blocks: r.blocks(c, language)}
		if kind != "" {
			q.Span = r.around(start, q.Blocks)
			q.Classes = []string{"callout-" + kind}
			return one(calloutOf(q.Node, kind, title, q.Blocks, language))
		}
		if _, ok := c.FirstChild().(*noteNode); ok && len(q.Blocks) == 0 { // it holds only definitions of notes
			return nil
		}
		q.Span = r.around(c.Pos(), q.Blocks)
		return one(q)
	case *ast.CodeBlock:
		return one(r.indentedCode(c))
	case *ast.FencedCodeBlock:
		return r.fencedCode(c, language)
	case *listNode:
		return one(r.list(c, language))
	case *definitionList:
		return one(r.definitionList(c, language))
	case *divNode:
		return r.div(c, language)
	case *verseNode:
		return one(r.verse(c, language))
	case *tableNode:
		return one(r.table(c, caption, language))
	case *gridNode:
		return one(r.gridTable(c, caption, language))
	case *ruledNode:
		return one(r.ruled(c, caption, language))
	case *texNode:
		return r.tex(c, language)
	case *mathBlock:
		return r.paragraph(lineSegments(c), language)
	case *htmlNode:
		return r.html(c, language)
	}
	return nil // link reference definitions
}

// paragraph turns lines into a paragraph or a figure, or nothing if they hold only comments.
func (r *reading) paragraph(segs []text.Segment, language string) []doc.Block {
	if len(segs) == 0 {
		return nil
	}
	r.strayRules(segs)
	items := trimSpace(r.items(segs, false))
	if len(items) == 0 {
		return nil
	}
	r.smarten(items, language)
	if !slices.ContainsFunc(items, func(it *item) bool { return it.kind == kNewPage }) {
		return r.paragraphOf(items, language)
	}
	var out []doc.Block
	from := 0
	for i, it := range items {
		if it.kind == kNewPage { // it ends the paragraph, as in TeX
			out = append(out, r.paragraphOf(trimSpace(items[from:i]), language)...)
			out = append(out, texMark{&doc.Div{Node: doc.Node{Span: r.src.span(it.start, it.end)}}, "newpage"})
			from = i + 1
		}
	}
	return append(out, r.paragraphOf(trimSpace(items[from:]), language)...)
}

// paragraphOf makes a paragraph or a figure of what has been read.
func (r *reading) paragraphOf(items []*item, language string) []doc.Block {
	if f := r.figure(items, language); f != nil {
		return []doc.Block{f}
	}
	if k := len(items) - 1; k > 0 && items[k].kind == kText && items[k].text == "\\" && items[k-1].kind == kImage {
		items = items[:k]
	}
	p := &doc.Paragraph{Content: r.nodes(items, language)}
	if len(p.Content) == 0 {
		return nil
	}
	p.Span = r.src.span(items[0].start, items[len(items)-1].end)
	return []doc.Block{p}
}

// around gives the span from an offset to the end of the last child, or of the line.
func (r *reading) around(start int, held any) diag.Span {
	var last *diag.Span
	switch held := held.(type) {
	case []doc.Block:
		if k := len(held) - 1; k >= 0 {
			last = &held[k].Base().Span
		}
	case []*doc.ListItem:
		if k := len(held) - 1; k >= 0 {
			last = &held[k].Span
		}
	}
	start = max(start, 0)
	s := r.src.span(start, r.src.trimEnd(start, r.src.lineEnd(start)))
	if last != nil && (last.EndLine > s.EndLine || last.EndLine == s.EndLine && last.EndCol > s.EndCol) {
		s.EndLine, s.EndCol = last.EndLine, last.EndCol
	}
	return s
}
