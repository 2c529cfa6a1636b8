package flow

import (
	"strconv"
	"strings"

	"quire/internal/doc"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// code adds pre > code > span. Each line is a leaf of its own, so that turned-over lines hang and pages break between lines.
// The lines at both ends keep together as orphans and widows of a paragraph do.
func (c *collector) code(f frame, b *doc.CodeBlock) {
	name, classes := doc.Name(b)
	c.block(f, f.element(name, classes, &b.Node), &b.Node, "P", 1, func(in frame) {
		tag := in.tag.Add("Code")
		c.block(in, in.element("code", nil, nil), nil, "", len(b.Tokens), func(in frame) {
			in.tag = tag
			c.codeLines(in, b)
		})
	})
}

func (c *collector) codeLines(f frame, b *doc.CodeBlock) {
	text := strings.TrimRight(b.Text, "\n")
	tokens := b.Tokens
	if len(tokens) == 0 {
		tokens = []doc.Token{{End: len(text)}}
	}
	classes := map[string]scope{"": {el: f.el, st: f.st, tag: f.tag, lang: f.lang, decoration: f.decoration, decoratedBy: f.decoratedBy}}
	for _, t := range tokens {
		if _, ok := classes[t.Class]; !ok {
			el := &style.Element{Name: "span", Classes: []string{t.Class}, Lang: f.el.Lang, Parent: f.el, Index: 1, Count: 1}
			st := c.cascade.Style(el)
			classes[t.Class] = scope{el: el, st: st, tag: f.tag, lang: f.lang, decoration: f.decoration | st.Decoration}
		}
	}
	first := b.Span.Line
	if b.Language != "" || b.Span.EndLine-b.Span.Line > strings.Count(text, "\n") {
		first++ // below the fence
	}
	from, n, k := len(c.made), 0, 0
	for at := 0; at <= len(text); n++ {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		pos := b.Span.Pos
		if first+n <= b.Span.EndLine {
			pos.Line, pos.Col = first+n, 1
		}
		il := &inliner{c: c, space: true}
		if n == 0 {
			il.generated(classes[""], "before")
		}
		for k < len(tokens) && tokens[k].End <= at {
			k++
		}
		for a, j := at, k; a < end; j++ {
			e := end
			if j < len(tokens) {
				e = min(e, tokens[j].End)
			}
			class := ""
			if j < len(tokens) {
				class = tokens[j].Class
			}
			il.asCode(func() { il.text(classes[class], strings.TrimRight(text[a:e], "\r"), source(b, a), pos) })()
			a = e
		}
		if end == len(text) {
			il.generated(classes[""], "after")
		}
		lf := &Leaf{Pos: pos, Blank: len(il.out) == 0}
		if !lf.Blank {
			lf.Text = &para.Text{Segments: il.out, Style: f.st, Lang: f.lang, Pos: pos, Joined: end < len(text), Code: true}
		}
		if b.FirstLine > 0 {
			c.lineNumber(f, b.FirstLine+n)
		}
		c.add(f, lf)
		at = end + 1
	}
	lines := c.made[from:]
	for i, lf := range lines {
		if i > 0 && (i < lf.Style.Orphans || i > len(lines)-lf.Style.Widows) {
			lf.AvoidBefore = true
		}
	}
}

// asCode adds what fill adds, as code.
func (in *inliner) asCode(fill func()) func() {
	return func() {
		n := len(in.out)
		fill()
		for k := n; k < len(in.out); k++ {
			in.out[k].Code = true
		}
	}
}

// lineNumber adds the number of a line of code to its left. It is an artifact, because it is no part of the code.
func (c *collector) lineNumber(f frame, n int) {
	st := c.cascade.Pseudo(f.el, "marker")
	if st == nil {
		st = c.cascade.Anonymous(f.st)
	}
	il := &inliner{c: c, space: true}
	il.text(scope{el: f.el, st: st, lang: f.lang}, strconv.Itoa(n)+"\u2002", page.Source{}, c.section().Span.Pos)
	c.markers = append(c.markers, pendingMarker{segs: il.out, el: f.el, st: st, x: f.x})
}
