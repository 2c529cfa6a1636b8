package resolve

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"quire/internal/diag"
	"quire/internal/doc"
)

type node = doc.AnyNode

// anchors gives every section, captioned table and figure an id, and records all ids. Ids of the author come first, so
// that no generated id can take one of them.
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
				Message: fmt.Sprintf("the identifier “%s” is given twice; the first place keeps it", base.ID), Help: "give one of the two another identifier; they must differ throughout the book",
				Related: []diag.Related{{Pos: first.Span.Pos, Message: "first given here"}},
			})
			base.ID = ""
			return
		}
		file(n, top)
	})
	// Headings of the text get their ids in the order of the files, as references to them count in that order
	// (markdown.Labels). Generated sections come after them.
	type unnamed struct {
		n   node
		top *doc.Section
	}
	var headed, rest []unnamed
	each(func(n node, top *doc.Section) {
		if s, ok := n.(*doc.Section); ok && s.ID == "" && s.Heading != nil && s.Span.Pos.IsValid() {
			headed = append(headed, unnamed{n, top})
			return
		}
		rest = append(rest, unnamed{n, top})
	})
	order := map[string]int{}
	for i, f := range r.ms.Files {
		order[f.Path] = i
	}
	slices.SortStableFunc(headed, func(a, b unnamed) int {
		p, q := a.n.Base().Span.Pos, b.n.Base().Span.Pos
		return cmp.Or(cmp.Compare(order[p.File], order[q.File]), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
	})
	last := map[string]int{} // the last number behind each identifier, so that none is tried twice
	for _, u := range append(headed, rest...) {
		want := identifier(u.n)
		if want == "" {
			continue
		}
		base := u.n.Base()
		base.ID = want
		for b.Anchors[base.ID].ID != "" {
			last[want]++
			base.ID = want + "-" + strconv.Itoa(last[want])
		}
		file(u.n, u.top)
	}
}

// numbered reports whether a node's identifier is made from its number.
func numbered(n node) bool {
	switch n.(type) {
	case *doc.Note, *doc.NoteRef, *doc.Work, *doc.Cite, *doc.IndexMark:
		return true
	}
	return false
}

// identifier is the generated id of a node; "" if the author gave one or if it needs none.
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
			id = cmp.Or(n.Heading.Slug, doc.Slug(doc.PlainText(n.Heading.Content), false))
		}
		return cmp.Or(id, "section")
	case *doc.Table:
		prefix, number = "table-", n.Number
	case *doc.Figure:
		prefix, number = "figure-", n.Number
	case *doc.Paragraph: // an id of the author stays with its paragraph, even if its number changes
		prefix, number = "p", n.Number
	}
	if number == 0 {
		return ""
	}
	return prefix + strconv.Itoa(number)
}

// plainID makes a plain name of an id of the author: some reading systems fail on colons and the like.
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

// links binds links within the book to their anchors and checks those that leave it.
func (r *resolver) links(b *doc.Book) {
	files, headed := map[string]string{}, map[string]bool{} // each file's first section, preferably one with a heading
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
			case *doc.Math:
				r.mathRefs(n, b, titles)
			}
			return true
		})
	}
}

func (r *resolver) link(l *doc.Link, b *doc.Book, files map[string]string, titles *titles) doc.Inline {
	if l.Target != "" {
		return l
	}
	if l.URL == "" { // reported by markdown
		return &doc.Span{Node: l.Node, Content: l.Content}
	}
	name, id, hasID := strings.Cut(l.URL, "#")
	scheme, _, hasScheme := strings.Cut(name, ":")
	switch {
	case hasScheme && isScheme(scheme):
		if strings.EqualFold(scheme, "doi") { // browsers cannot open it
			l.URL = "https://doi.org/" + strings.TrimLeft(l.URL[len(scheme)+1:], "/ ")
			return l
		}
		if doc.HarmlessScheme(scheme) {
			return l
		}
		r.findings.Add(diag.Finding{
			Pos: l.Span.Pos, Severity: diag.Warning, Code: "bad-link",
			Message: fmt.Sprintf("a link of the kind “%s:” has no place in a book; its text is kept", scheme), Help: "use an https: address, or an identifier of this book: [text](#identifier)",
		})
		return &doc.Span{Node: l.Node, Content: l.Content}
	case strings.HasPrefix(name, "//"):
		l.URL = "https:" + l.URL
		return l
	case name == "" && hasID:
	default:
		target, ok := fileTarget(files, l.Span.File, name)
		if !ok {
			help := "write a whole address with https://, a file of this book, or #identifier"
			if strings.HasPrefix(name, "www.") {
				help = "put https:// before it"
			}
			r.findings.Add(diag.Finding{
				Pos: l.Span.Pos, Severity: diag.Warning, Code: "broken-link",
				Message: fmt.Sprintf("the link to “%s” leads nowhere in this book; its text is kept", l.URL), Help: help,
			})
			return &doc.Span{Node: l.Node, Content: l.Content}
		}
		if !hasID {
			id = target
		}
	}
	if id == "" {
		r.findings.Add(diag.Finding{Pos: l.Span.Pos, Severity: diag.Warning, Code: "broken-link", Message: "the link has no target; its text is kept", Help: "write [text](#identifier) or a whole address"})
		return &doc.Span{Node: l.Node, Content: l.Content}
	}
	return r.crossRef(&doc.CrossRef{Node: l.Node, Target: plainID(id), Page: l.HasClass("page"), Content: l.Content}, b, titles)
}

// fileTarget finds the section for a link to a file. A link to the page that another tool makes of it also counts:
// chapter.html for chapter.md.
func fileTarget(files map[string]string, from, name string) (string, bool) {
	if s, err := url.PathUnescape(name); err == nil {
		name = s
	}
	file := path.Join(path.Dir(from), name)
	if strings.HasPrefix(name, "/") {
		file = path.Clean(name[1:])
	}
	if id, ok := files[file]; ok {
		return id, true
	}
	switch path.Ext(file) {
	case ".html", ".htm", ".xhtml", "":
		for _, ext := range []string{".md", ".markdown", ".Rmd", ".qmd"} {
			if id, ok := files[strings.TrimSuffix(file, path.Ext(file))+ext]; ok {
				return id, true
			}
		}
	}
	return "", false
}

// unanswered shows a key without a target as “?key”, so that the author sees it.
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

func (r *resolver) crossRef(x *doc.CrossRef, b *doc.Book, titles *titles) doc.Inline {
	if _, ok := b.Anchors[x.Target]; !ok && titles.github[x.Target] != "" {
		x.Target = titles.github[x.Target]
	}
	if _, ok := b.Anchors[x.Target]; !ok {
		var known []string
		for id := range b.Anchors {
			known = append(known, id)
		}
		r.findings.Add(diag.Finding{
			Pos: x.Span.Pos, Severity: diag.Warning, Code: "broken-link",
			Message: fmt.Sprintf("nothing in this book has the identifier “%s”; the text of the link is kept", x.Target),
			Help:    "give the heading, table or figure meant one in braces: {#" + x.Target + "}" + r.meant(x.Target, known),
		})
		if len(x.Content) == 0 {
			return unanswered(x.Node, x.Target)
		}
		return &doc.Span{Node: x.Node, Content: x.Content}
	}
	if len(x.Content) == 0 {
		words := titles.full[x.Target]
		if x.Number {
			words = cmp.Or(titles.number[x.Target], words)
		}
		x.Content = []doc.Inline{&doc.Text{Node: doc.Node{Span: x.Span}, Value: words}}
	}
	return x
}
