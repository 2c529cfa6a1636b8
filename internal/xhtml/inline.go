package xhtml

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/doc"
)

func (r *Renderer) inlines(is []doc.Inline) {
	r.flush()
	for i, n := range is {
		if _, ok := n.(*doc.SoftBreak); ok {
			r.arrive(n)
			r.flush()
			if !betweenCJK(is[:i], is[i+1:]) {
				r.w.Line()
			}
			continue
		}
		if m, ok := n.(*doc.IndexMark); ok && r.quiet == 0 {
			r.arrive(n)
			r.flush()
			r.marks[m] = r.pageOfMark(is, i)
		}
		r.inline(n)
	}
}

func (r *Renderer) inline(n doc.Inline) {
	switch n := n.(type) { // these handle page breaks within themselves
	case *doc.Text:
		r.text(n.Num, n.Value)
		return
	case *doc.Code:
		r.element(n, func() { r.text(n.Num, n.Value) })
		return
	}
	r.arrive(n)
	r.flush()
	switch n := n.(type) {
	case *doc.LineBreak:
		r.w.Empty("br")
		r.w.Line()
	case *doc.Emph:
		r.emph(n)
	case *doc.Span:
		r.span(n)
	case *doc.Link:
		r.link(n)
	case *doc.Image:
		r.image(n)
	case *doc.NoteRef:
		r.noteRef(n)
	case *doc.Cite:
		r.cite(n)
	case *doc.CrossRef:
		r.anchorElement(n, n.Target, n.Content)
	case *doc.Math:
		r.math(n)
	case *doc.IndexMark:
		r.element(n, func() { r.inlines(n.Content) })
	default: // an inline that is only its name and its content: strong emphasis
		if content := doc.Content(n); content != nil {
			r.element(n, func() { r.inlines(*content) })
		}
	}
}

// emph writes emphasis. If all of it is in one language, the same element has the language.
func (r *Renderer) emph(n *doc.Emph) {
	content := n.Content
	var more []Att
	if len(content) == 1 && n.Lang == "" {
		if s, ok := content[0].(*doc.Span); ok && s.Element == "" && s.ID == "" && len(s.Classes) == 0 && len(s.KeyVals) == 0 && s.Lang != "" {
			more, content = r.langAtts(s.Lang), s.Content
			r.arrive(s)
			r.flush()
		}
	}
	r.element(n, func() { r.inlines(content) }, more...)
}

// phrasing are the elements that a span of the safe subset of HTML can have.
var phrasing = []string{
	"abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rb", "rp",
	"rt", "ruby", "s", "samp", "small", "strong", "sub", "sup", "time", "u", "var",
}

func (r *Renderer) span(n *doc.Span) {
	name, classes := doc.Name(n)
	if !slices.Contains(phrasing, name) {
		name = "span"
	}
	atts := r.atts(n, classes, "")
	if name == "bdo" && !slices.ContainsFunc(atts, func(a Att) bool { return a.Name == "dir" }) {
		atts = append(atts, Att{"dir", Dir(r.lang())}) // required on bdo
	}
	r.open(name, atts...)
	r.inlines(n.Content)
	r.close()
}

// link writes a link out of or within the book. Only schemes for a browser or a mail program are allowed: javascript:,
// data: and file: could do harm.
func (r *Renderer) link(n *doc.Link) {
	if n.Target != "" {
		if r.cites > 0 {
			r.anchorElement(n, n.Target, n.Content, r.citing...)
		} else {
			r.anchorElement(n, n.Target, n.Content)
		}
		return
	}
	address, ok := SafeURL(n.URL)
	if !ok && r.quiet == 0 {
		r.find(n.Span.Pos, "bad-link", "a book cannot link to “"+n.URL+"”", "use an address that begins with https:, http:, mailto: or tel:, or a #label of the book")
	}
	if !ok || r.quiet > 0 || r.anchor > 0 {
		r.plain(n, n.Content)
		return
	}
	title := Att{}
	if n.Title != "" {
		title = Att{"title", n.Title}
	}
	r.linked(n, n.Content, Att{"href", address}, title)
}

// SafeURL gives a URL for a book, with its characters escaped; ok is false for one without a scheme or with a harmful
// one.
func SafeURL(s string) (address string, ok bool) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return "", false
	}
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" || strings.ContainsFunc(u.Host, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`<>"{}|\^`, r) }) {
			return "", false
		}
	case "mailto", "tel", "sms", "urn":
		if u.Opaque == "" {
			return "", false
		}
	default:
		if !doc.HarmlessScheme(u.Scheme) {
			return "", false
		}
	}
	// url.Parse leaves braces and the like as they are in an opaque part or a query.
	return strings.NewReplacer(" ", "%20", `"`, "%22", "<", "%3C", ">", "%3E", `\`, "%5C", "^", "%5E", "`", "%60", "{", "%7B", "|", "%7C", "}", "%7D").Replace(u.String()), true
}

// anchorElement writes a link within the book, or plain text if there is no such place.
func (r *Renderer) anchorElement(n node, target string, content []doc.Inline, more ...Att) {
	href, ok := r.href(target)
	if !ok {
		r.plain(n, content)
		return
	}
	r.linked(n, content, append([]Att{href}, more...)...)
}

func (r *Renderer) plain(n node, content []doc.Inline) {
	_, classes := doc.Name(n)
	r.open("span", r.atts(n, classes, "")...)
	r.inlines(content)
	r.close()
}

// linked writes an a element. Note calls within it are links themselves, so they are written after it.
func (r *Renderer) linked(n node, content []doc.Inline, more ...Att) {
	r.anchor++
	r.element(n, func() { r.inlines(content) }, more...)
	r.anchor--
	calls := r.deferred
	r.deferred = nil
	for _, c := range calls {
		r.noteRef(c)
	}
}

// cite writes a citation. In a note it needs no id: links back from the bibliography lead to the note.
func (r *Renderer) cite(n *doc.Cite) {
	r.cites++
	defer func() { r.cites-- }()
	name, classes := doc.Name(n)
	r.citing = []Att{r.epubType("biblioref"), {"role", "doc-biblioref"}}
	words := wording(n, r.notes > 0)
	if l, ok := onlyLink(words); ok && (r.notes > 0 || n.ID == "" && n.Lang == "" && len(n.KeyVals) == 0) {
		// The link is the whole citation.
		r.citing = append([]Att{classAtt(classes)}, r.citing...)
		r.inline(l)
		return
	}
	if r.notes > 0 {
		r.open(name, classAtt(classes))
	} else {
		r.open(name, r.atts(n, classes, "")...)
	}
	r.inlines(words)
	r.close()
}

// onlyLink returns the link to a work if it is the whole text of a citation.
func onlyLink(words []doc.Inline) (*doc.Link, bool) {
	if len(words) != 1 {
		return nil, false
	}
	l, ok := words[0].(*doc.Link)
	return l, ok && l.Target != "" && len(l.Classes) == 0
}

// wording returns the text of a citation that is written. Notes are read singly, in a popup or out of order, so “ibid.”
// would refer to nothing there.
func wording(n *doc.Cite, inNote bool) []doc.Inline {
	if inNote && len(n.Alone) > 0 || len(n.Page) == 0 {
		return n.Alone
	}
	return n.Page
}

// betweenCJK reports whether a line end is between two characters of scripts that set no spaces. Hangul sets them.
func betweenCJK(before, after []doc.Inline) bool {
	if len(before) == 0 || len(after) == 0 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(doc.PlainText(before[len(before)-1:]))
	first, _ := utf8.DecodeRuneInString(doc.PlainText(after[:1]))
	return isCJK(last) && isCJK(first)
}

func isCJK(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}
