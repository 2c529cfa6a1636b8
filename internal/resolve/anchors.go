package resolve

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
)

type node = doc.AnyNode

// anchors gives every section, captioned table and figure an id, and files all ids. Ids that the author wrote come
// first, so that none of ours can take one from them.
func (r *resolver) anchors(b *doc.Book) {
	b.Anchors = map[string]doc.Anchor{}
	file := func(n node, top *doc.Section) {
		base := n.Base()
		b.Anchors[base.ID] = doc.Anchor{ID: base.ID, Section: top, Span: base.Span}
	}
	each := func(visit func(n node, top *doc.Section)) {
		for _, s := range b.Sections {
			doc.Walk(s, func(n node) bool {
				visit(n, s)
				return true
			})
		}
	}
	each(func(n node, top *doc.Section) {
		base := n.Base()
		if base.ID == "" || numbered(n) {
			return
		}
		base.ID = plainID(base.ID)
		if first, ok := b.Anchors[base.ID]; ok {
			r.findings.Add(diag.Finding{
				Pos: base.Span.Pos, Severity: diag.Warning, Code: "duplicate-id",
				Message: fmt.Sprintf("the identifier “%s” is given twice", base.ID), Help: "give one of the two another identifier; they must differ throughout the book",
				Related: []diag.Related{{Pos: first.Span.Pos, Message: "first given here"}},
			})
			base.ID = "" // links lead to the first; one of ours may follow below
			return
		}
		file(n, top)
	})
	each(func(n node, top *doc.Section) {
		want := identifier(n)
		if want == "" {
			return
		}
		base := n.Base()
		base.ID = want
		for i := 2; b.Anchors[base.ID].ID != ""; i++ {
			base.ID = want + "-" + strconv.Itoa(i)
		}
		file(n, top)
	})
}

// numbered tells the nodes whose identifiers are made of their numbers before the text is known.
func numbered(n node) bool {
	switch n.(type) {
	case *doc.Note, *doc.NoteRef, *doc.Work, *doc.Cite, *doc.IndexMark:
		return true
	}
	return false
}

// identifier is what we call a node; "" where it has the author's identifier or needs none.
func identifier(n node) string {
	id := n.Base().ID
	if numbered(n) {
		return id
	}
	if id != "" {
		return ""
	}
	prefix, number := "", 0
	switch n := n.(type) {
	case *doc.Section:
		id = string(n.Kind)
		if n.Heading != nil {
			id = slug(doc.PlainText(n.Heading.Content))
		}
		return cmp.Or(id, "section")
	case *doc.Table:
		prefix, number = "table-", n.Number
	case *doc.Figure:
		prefix, number = "figure-", n.Number
	case *doc.Paragraph: // an id that the author wrote stays with its paragraph, whatever number it comes to have
		prefix, number = "p", n.Number
	}
	if number == 0 {
		return ""
	}
	return prefix + strconv.Itoa(number)
}

// plainID makes a plain name of what the author wrote: reading systems trip over colons and the like.
func plainID(s string) string {
	if s == "" {
		return ""
	}
	s = strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' || c == '_' || c == '.' {
			return c
		}
		return '-'
	}, s)
	if c := s[0]; c >= '0' && c <= '9' || c == '-' || c == '.' {
		s = "id-" + strings.TrimLeft(s, "-.")
	}
	return s
}

// slug makes an identifier of a heading's text by Pandoc's rule (auto_identifiers): lower case, spaces to hyphens,
// punctuation dropped, nothing before the first letter.
func slug(title string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(strings.Join(strings.Fields(title), "-")) {
		switch {
		case unicode.IsLetter(c):
			b.WriteRune(c)
		case b.Len() > 0 && (unicode.IsDigit(c) || c == '-' || c == '_' || c == '.'):
			b.WriteRune(c)
		}
	}
	return strings.TrimRight(b.String(), "-.")
}

// links binds links within the book to their anchors and looks at those that lead out of it.
func (r *resolver) links(b *doc.Book) {
	files, headed := map[string]string{}, map[string]bool{} // each file's first section, with a heading if it has one
	for _, s := range b.Sections {
		doc.Walk(s, func(n node) bool {
			if sec, ok := n.(*doc.Section); ok && sec.Span.File != "" && (files[sec.Span.File] == "" || sec.Heading != nil && !headed[sec.Span.File]) {
				headed[sec.Span.File] = sec.Heading != nil
				files[sec.Span.File] = sec.ID
			}
			return true
		})
	}
	titles := r.titles(b)
	bind := func(is []doc.Inline) []doc.Inline {
		for i, in := range is {
			switch in := in.(type) {
			case *doc.Link:
				is[i] = r.link(in, b, files, titles)
			case *doc.CrossRef:
				in.Target = plainID(strings.TrimPrefix(in.Target, "#"))
				is[i] = r.crossRef(in, b, titles)
			}
		}
		return is
	}
	for _, s := range b.Sections {
		doc.Rewrite(s, bind)
		doc.Walk(s, func(n node) bool {
			switch n := n.(type) {
			case *doc.Note:
				rewriteAll(n.Blocks, bind)
			case *doc.Work:
				rewriteAll(n.Annotation, bind)
			}
			return true
		})
	}
}

func (r *resolver) link(l *doc.Link, b *doc.Book, files map[string]string, titles map[string]string) doc.Inline {
	if l.Target != "" {
		return l
	}
	if l.URL == "" { // reported where it was read
		return &doc.Span{Node: l.Node, Content: l.Content}
	}
	name, id, hasID := strings.Cut(l.URL, "#")
	scheme, _, hasScheme := strings.Cut(name, ":")
	switch {
	case hasScheme && isScheme(scheme):
		switch strings.ToLower(scheme) {
		case "http", "https", "mailto", "tel", "doi", "urn", "geo", "ftp", "xmpp", "news", "gemini", "magnet":
			return l
		}
		r.findings.Add(diag.Finding{
			Pos: l.Span.Pos, Severity: diag.Warning, Code: "bad-link",
			Message: fmt.Sprintf("a link of the kind “%s:” has no place in a book", scheme), Help: "use an https: address, or an identifier of this book: [text](#identifier)",
		})
		return &doc.Span{Node: l.Node, Content: l.Content}
	case strings.HasPrefix(name, "//"):
		l.URL = "https:" + l.URL
		return l
	case name == "" && hasID:
	default:
		file := path.Join(path.Dir(l.Span.File), name)
		target, ok := files[file]
		if !ok {
			help := "write a whole address with https://, a file of this book, or #identifier"
			if strings.HasPrefix(name, "www.") {
				help = "put https:// before it"
			}
			r.findings.Add(diag.Finding{
				Pos: l.Span.Pos, Severity: diag.Warning, Code: "broken-link",
				Message: fmt.Sprintf("the link to “%s” leads nowhere in this book", l.URL), Help: help,
			})
			return &doc.Span{Node: l.Node, Content: l.Content}
		}
		if !hasID {
			id = target
		}
	}
	if id == "" {
		r.findings.Add(diag.Finding{Pos: l.Span.Pos, Severity: diag.Warning, Code: "broken-link", Message: "the link has no target", Help: "write [text](#identifier) or a whole address"})
		return &doc.Span{Node: l.Node, Content: l.Content}
	}
	return r.crossRef(&doc.CrossRef{Node: l.Node, Target: plainID(id), Page: l.HasClass("page"), Content: l.Content}, b, titles)
}

// unanswered shows a key that nothing answers, “?key”, so that it is seen.
func unanswered(n doc.Node, key string) doc.Inline {
	n.Attr = doc.Attr{Classes: []string{"unanswered"}}
	return &doc.Span{Node: n, Content: []doc.Inline{&doc.Text{Node: doc.Node{Span: n.Span}, Value: "?" + key}}}
}

// isScheme follows RFC 3986, section 3.1.
func isScheme(s string) bool {
	for i, c := range s {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", c)) {
			return false
		}
	}
	return s != ""
}

func (r *resolver) crossRef(x *doc.CrossRef, b *doc.Book, titles map[string]string) doc.Inline {
	if _, ok := b.Anchors[x.Target]; !ok {
		var known []string
		for id := range b.Anchors {
			known = append(known, id)
		}
		r.findings.Add(diag.Finding{
			Pos: x.Span.Pos, Severity: diag.Warning, Code: "broken-link",
			Message: fmt.Sprintf("nothing in this book has the identifier “%s”", x.Target),
			Help:    "give the heading, table or figure meant one in braces: {#" + x.Target + "}" + r.meant(x.Target, known),
		})
		if len(x.Content) == 0 {
			return unanswered(x.Node, x.Target)
		}
		return &doc.Span{Node: x.Node, Content: x.Content}
	}
	if len(x.Content) == 0 {
		x.Content = []doc.Inline{&doc.Text{Node: doc.Node{Span: x.Span}, Value: titles[x.Target]}}
	}
	return x
}

// titles gives the words for a reference that brings none of its own.
func (r *resolver) titles(b *doc.Book) map[string]string {
	out := map[string]string{}
	for _, s := range b.Sections {
		doc.Walk(s, func(n node) bool {
			id := n.Base().ID
			switch n := n.(type) {
			case *doc.Section:
				out[id] = n.Label
				if n.Heading != nil {
					out[id] = doc.PlainText(n.Heading.Content)
				}
			case *doc.Table:
				out[id] = lang.Word(r.tag, lang.Table) + "\u00a0" + strconv.Itoa(n.Number)
			case *doc.Figure:
				out[id] = lang.Word(r.tag, lang.Figure) + "\u00a0" + strconv.Itoa(n.Number)
			case *doc.Note:
				out[id] = n.Number
			case *doc.Div:
				out[id] = cmp.Or(r.theorem[n], id)
			default:
				if id != "" && out[id] == "" {
					out[id] = id
				}
			}
			return true
		})
	}
	return out
}
