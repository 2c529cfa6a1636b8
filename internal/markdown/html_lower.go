package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/text"

	"quire/internal/diag"
	"quire/internal/doc"
)

// lowerAll converts the children of an element to blocks.
func (r *reading) lowerAll(e *element, language string) []doc.Block {
	var out []doc.Block
	for _, k := range e.kids {
		out = append(out, r.lower(k, language)...)
	}
	return out
}

// lower converts an element to blocks.
func (r *reading) lower(e *element, language string) []doc.Block {
	if e.name == "" {
		return r.between(e, language)
	}
	if tagKinds[e.name] == tagOut {
		r.leaveOut(e.start, e.name)
		return nil
	}
	a := r.tagAttrs(e.start, e.tag)
	if a.Lang != "" {
		language = a.Lang
	}
	n := doc.Node{Attr: a.Attr, Span: r.src.span(e.start, max(e.start, r.src.trimEnd(e.start, e.end)))}
	one := func(b doc.Block) []doc.Block { return []doc.Block{b} }
	switch e.name {
	case "hr":
		return one(&doc.Break{Node: n})
	case "pre", "listing", "xmp":
		return one(r.htmlCode(e, n))
	case "table":
		return r.htmlTable(e, n, language)
	case "ul", "ol", "menu", "dir":
		return one(r.htmlList(e, n, language))
	case "dl":
		return r.htmlDefinitions(e, n, language)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		h := &doc.Heading{Node: n, Level: int(e.name[1] - '0'), Content: r.htmlInlines(e, language)}
		h.Slug = r.slug(h.Content)
		return one(h)
	case "summary":
		n.Classes = append([]string{"summary"}, n.Classes...)
		strong := &doc.Strong{Node: doc.Node{Span: n.Span}, Content: r.htmlInlines(e, language)}
		return one(&doc.Paragraph{Node: n, Content: []doc.Inline{strong}})
	case "body", "main", "form", "fieldset", "thead", "tbody", "tfoot", "tr", "colgroup", "col":
		return r.lowerAll(e, language)
	case "center":
		n.Classes = append([]string{"center"}, n.Classes...)
	}
	d := &divNode{attrs: attrs{Attr: n.Attr}, tag: e.name, closed: true, open: e.start, end: max(e.start, r.src.trimEnd(e.start, e.end))}
	switch e.name {
	case "li", "dt", "dd", "td", "th", "caption", "center":
		if len(n.Classes) == 0 && n.ID == "" {
			return r.lowerAll(e, language)
		}
		d.attrs.Classes, d.tag = n.Classes, "div"
	}
	return r.divNodes(d, r.lowerAll(e, language))
}

// between converts the text between tags to blocks.
func (r *reading) between(e *element, language string) []doc.Block {
	segs := r.outdent(e.lines)
	if segs == nil {
		return nil
	}
	return r.blocksOf(segs, language)
}

// htmlInlines gives the text of an element that holds no blocks; tags of blocks in it are dropped.
func (r *reading) htmlInlines(e *element, language string) []doc.Inline {
	var segs []text.Segment
	var gather func(e *element)
	gather = func(e *element) {
		segs = append(segs, e.lines...)
		for _, k := range e.kids {
			if tagKinds[k.name] != tagOut {
				gather(k)
			}
		}
	}
	gather(e)
	segs = r.outdent(segs)
	for i := range segs {
		segs[i] = segs[i].TrimLeftSpace(r.src.text)
	}
	return r.inlines(segs, language, false)
}

// htmlCode reads <pre>, with or without <code> in it, whose class may name the language.
func (r *reading) htmlCode(e *element, n doc.Node) doc.Block {
	c := &doc.CodeBlock{Node: n}
	var b strings.Builder
	for _, k := range e.kids {
		for _, s := range k.lines {
			b.Write(r.src.text[s.Start:s.Stop])
		}
	}
	body := strings.TrimPrefix(b.String(), "\n")
	if lead := strings.TrimLeft(body, " \t\n"); strings.HasPrefix(lead, "<code") {
		if t, m := parseTag([]byte(lead)); m > 0 && t.name == "code" {
			body = strings.TrimPrefix(lead[m:], "\n")
			if k := strings.LastIndex(strings.ToLower(body), "</code>"); k >= 0 {
				body = body[:k] + strings.TrimRight(body[k+len("</code>"):], " \t\n")
			}
			own := r.tagAttrs(e.start, t)
			c.Classes = append(c.Classes, own.Classes...)
			if c.ID == "" {
				c.ID = own.ID
			}
		}
	}
	for i, class := range c.Classes {
		if l, ok := cutAny(class, "language-", "lang-", "sourceCode-"); ok {
			c.Language = l
			c.Classes = append(c.Classes[:i:i], c.Classes[i+1:]...)
			break
		}
	}
	c.Text = htmlText([]byte(stripTags(body)))
	if c.Text != "" && !strings.HasSuffix(c.Text, "\n") {
		c.Text += "\n"
	}
	return c
}

func cutAny(s string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}

// stripTags removes the tags from code: <span class="k">, <b> and the like, which colour it.
func stripTags(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '<' {
			if t, n := parseTag([]byte(s[i:min(len(s), i+1000)])); n > 0 && knownTag(t.name) {
				if t.name == "br" {
					b.WriteByte('\n')
				}
				i += n - 1
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// htmlList reads <ul> and <ol>. Content between the items, which HTML does not allow, becomes an item.
func (r *reading) htmlList(e *element, n doc.Node, language string) doc.Block {
	l := &doc.List{Node: n, Style: "disc", Tight: true}
	if e.name == "ol" {
		l.Ordered, l.Style, l.Delimiter, l.Start = true, "decimal", ".", 1
		if v, err := strconv.Atoi(strings.TrimSpace(e.tag.take("start"))); err == nil && v >= 0 {
			l.Start = v
		}
		if s := listTypes[e.tag.take("type")]; s != "" {
			l.Style = s
		}
	}
	for _, k := range e.kids {
		if r.blank(k) {
			continue
		}
		item := &doc.ListItem{Node: doc.Node{Span: r.src.span(k.start, max(k.start, k.end))}}
		if k.name == "li" {
			a := r.tagAttrs(k.start, k.tag)
			item.Attr = a.Attr
			own := language
			if a.Lang != "" {
				own = a.Lang
			}
			item.Blocks = r.lowerAll(k, own)
			item.Span = r.src.span(k.start, r.src.trimEnd(k.start, max(k.start, k.end)))
		} else {
			item.Blocks = r.lower(k, language)
			if len(item.Blocks) > 0 {
				item.Span = spanOf(item.Blocks)
			}
			if k := len(l.Items) - 1; k >= 0 { // a list directly in a list belongs to the item before it
				l.Items[k].Blocks = append(l.Items[k].Blocks, item.Blocks...)
				l.Items[k].Span.EndLine, l.Items[k].Span.EndCol = item.Span.EndLine, item.Span.EndCol
				continue
			}
		}
		l.Items = append(l.Items, item)
	}
	for _, it := range l.Items {
		for i, b := range it.Blocks {
			if _, ok := b.(*doc.Paragraph); ok && i > 0 {
				l.Tight = false
			}
		}
	}
	for _, k := range e.kids {
		for _, p := range k.kids {
			l.Tight = l.Tight && p.name != "p"
		}
	}
	for _, it := range l.Items {
		for _, b := range it.Blocks {
			if p, ok := b.(*doc.Paragraph); ok && l.Tight {
				p.Plain = true
			}
		}
	}
	return l
}

var listTypes = map[string]string{"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}

func spanOf(bs []doc.Block) diag.Span {
	s, last := bs[0].Base().Span, bs[len(bs)-1].Base().Span
	s.EndLine, s.EndCol = last.EndLine, last.EndCol
	return s
}

// htmlDefinitions reads <dl>: each run of terms with the meanings that follow. A div may hold a group.
func (r *reading) htmlDefinitions(e *element, n doc.Node, language string) []doc.Block {
	l := &doc.DefinitionList{Node: n}
	var stray []doc.Block
	var read func(e *element)
	read = func(e *element) {
		for _, k := range e.kids {
			end := r.src.trimEnd(k.start, max(k.start, k.end))
			switch {
			case r.blank(k):
			case k.name == "div":
				read(k)
			case k.name == "dt":
				last := len(l.Items) - 1
				if last < 0 || len(l.Items[last].Defs) > 0 {
					l.Items = append(l.Items, &doc.Definition{Node: doc.Node{Attr: r.tagAttrs(k.start, k.tag).Attr, Span: r.src.span(k.start, end)}})
					last++
				}
				l.Items[last].Terms = append(l.Items[last].Terms, r.htmlInlines(k, language))
				l.Items[last].Span.EndLine, l.Items[last].Span.EndCol = r.src.pos(end).Line, r.src.pos(end).Col
			case k.name == "dd":
				if len(l.Items) == 0 {
					l.Items = append(l.Items, &doc.Definition{Node: doc.Node{Span: r.src.span(k.start, end)}})
				}
				d := l.Items[len(l.Items)-1]
				blocks := r.lowerAll(k, language)
				if len(blocks) == 1 {
					if p, ok := blocks[0].(*doc.Paragraph); ok && !hasForm(p.Attr) {
						p.Plain = len(k.kids) > 0 && k.kids[0].name == ""
					}
				}
				d.Defs = append(d.Defs, blocks)
				d.Span.EndLine, d.Span.EndCol = r.src.pos(end).Line, r.src.pos(end).Col
			default:
				stray = append(stray, r.lower(k, language)...)
			}
		}
	}
	read(e)
	if len(l.Items) == 0 {
		return stray
	}
	return append([]doc.Block{l}, stray...)
}
