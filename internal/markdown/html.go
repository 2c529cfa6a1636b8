package markdown

import "strings"

// tag reads a tag of HTML, a processing instruction, a declaration or CDATA (CommonMark 6.6).
func (in *inliner) tag() {
	b := in.rest()
	for _, x := range [...][2]string{{"<?", "?>"}, {"<![CDATA[", "]]>"}, {"<!", ">"}} {
		if !strings.HasPrefix(string(b[:min(len(b), 9)]), x[0]) {
			continue
		}
		if x[0] == "<!" && (len(b) < 3 || !isLetter(b[2])) {
			break
		}
		end := in.find(x[1], in.i+len(x[0]))
		if end < 0 {
			in.outside(len(x[0]), "raw-html", "“"+x[0]+"” has no place in a text", "delete it, or write \\< for the character")
			return
		}
		n := end + len(x[1]) - in.i
		in.outside(n, "raw-html", "“"+x[0]+"…"+x[1]+"” has no place in a text", "delete it, or write \\< for the character")
		return
	}
	t, n := parseTag(b)
	if n == 0 {
		in.literal(1)
		return
	}
	it := in.add(kTag, n, t.name)
	it.closing, it.selfClose, it.attrs = t.closing, t.selfClose, in.r.tagAttrs(it.start, t)
}

// htmlTag is a tag as it is written.
type htmlTag struct {
	name      string // in lower case
	closing   bool
	selfClose bool
	attrs     [][2]string
}

// parseTag reads an opening or closing tag at the beginning of b; n is 0 if there is none.
func parseTag(b []byte) (t htmlTag, n int) {
	i := 1
	if len(b) > 1 && b[1] == '/' {
		t.closing = true
		i++
	}
	start := i
	for i < len(b) && (isLetter(b[i]) || i > start && (isDigit(b[i]) || b[i] == '-')) {
		i++
	}
	if i == start {
		return t, 0
	}
	t.name = strings.ToLower(string(b[start:i]))
	for {
		j := skipSpace(b, i)
		switch {
		case j >= len(b):
			return t, 0
		case b[j] == '>':
			return t, j + 1
		case b[j] == '/' && !t.closing && j+1 < len(b) && b[j+1] == '>':
			t.selfClose = true
			return t, j + 2
		case j == i || t.closing:
			return t, 0
		}
		k := j
		for k < len(b) && (isLetter(b[k]) || b[k] == '_' || b[k] == ':' || k > j && (isDigit(b[k]) || b[k] == '.' || b[k] == '-')) {
			k++
		}
		if k == j {
			return t, 0
		}
		name := strings.ToLower(string(b[j:k]))
		value := ""
		i = k
		if e := skipSpace(b, k); e < len(b) && b[e] == '=' {
			e = skipSpace(b, e+1)
			if e >= len(b) {
				return t, 0
			}
			if q := b[e]; q == '"' || q == '\'' {
				f := e + 1
				for f < len(b) && b[f] != q {
					f++
				}
				if f >= len(b) {
					return t, 0
				}
				value, i = htmlText(b[e+1:f]), f+1
			} else {
				f := e
				for f < len(b) && !isSpace(b[f]) && !strings.ContainsRune("\"'=<>`", rune(b[f])) {
					f++
				}
				if f == e {
					return t, 0
				}
				value, i = htmlText(b[e:f]), f
			}
		}
		t.attrs = append(t.attrs, [2]string{name, value})
	}
}

// htmlText resolves character references.
func htmlText(b []byte) string {
	var s strings.Builder
	for i := 0; i < len(b); i++ {
		if b[i] == '&' {
			if text, n, ok := entity(b[i:]); ok {
				s.WriteString(text)
				i += n - 1
				continue
			}
		}
		s.WriteByte(b[i])
	}
	return s.String()
}

// tagAttrs takes the attributes of the safe subset and reports the others.
func (r *reading) tagAttrs(off int, t htmlTag) attrs {
	var a attrs
	for _, kv := range t.attrs {
		switch kv[0] {
		case "id", "class", "lang", "xml:lang", "dir", "title":
			a.set(kv[0], kv[1])
		default:
			if !safeInline(t.name) && !safeBlock(t.name) && !tablePart(t.name) {
				continue // the tag itself is reported
			}
			r.warn(r.src.pos(off), "raw-html", "the attribute “"+kv[0]+"” of <"+t.name+"> is left out",
				"id, class, lang, dir and title are kept; say the rest in a stylesheet")
		}
	}
	return a
}

func safeInline(name string) bool {
	switch name {
	case "em", "i", "strong", "b", "sup", "sub", "s", "del", "ins", "u", "small", "abbr", "cite", "q", "kbd", "code", "samp", "var",
		"dfn", "mark", "span", "bdi", "bdo", "ruby", "rt", "rp", "rb", "br", "wbr":
		return true
	}
	return false
}

func safeBlock(name string) bool {
	switch name {
	case "div", "blockquote", "p", "hr", "section", "article", "aside", "header", "footer", "figure", "figcaption":
		return true
	}
	return false
}

// pairTags pairs opening and closing tags among siblings, at every level, and makes them items. What is not of the
// safe subset is reported and its content kept.
func (r *reading) pairTags(items []*item) []*item {
	tags := false
	for _, it := range items {
		if it.kids != nil {
			it.kids = r.pairTags(it.kids)
		}
		for _, c := range it.cites {
			c.prefix, c.suffix = r.pairTags(c.prefix), r.pairTags(c.suffix)
		}
		tags = tags || it.kind == kTag
	}
	if !tags {
		return items
	}
	var out []*item
	var open []int             // indexes in out of open tags
	names := map[string]int{}  // how many of each are open
	unsafe := map[string]int{} // and of those that are reported
	for _, it := range items {
		if it.kind != kTag {
			out = append(out, it)
			continue
		}
		switch {
		case !safeInline(it.text):
			if it.closing && unsafe[it.text] > 0 {
				unsafe[it.text]-- // reported with its opening
				continue
			}
			if !it.closing && !it.selfClose {
				unsafe[it.text]++
			}
			r.rawTag(it.start, it.text)
		case it.text == "br" || it.text == "wbr":
			if it.text == "br" {
				it.kind = kHard
			} else {
				it.kind, it.text, it.literal = kText, "\u200B", true
			}
			out = append(out, it)
		case it.closing:
			if names[it.text] == 0 {
				r.warn(r.src.pos(it.start), "raw-html", "</"+it.text+"> closes nothing", "delete it, or open it in the same paragraph and at the same level")
				continue
			}
			k := len(open) - 1
			for out[open[k]].text != it.text {
				r.unclosedTag(out[open[k]])
				names[out[open[k]].text]--
				k--
			}
			names[it.text]--
			at := open[k]
			open = open[:k]
			node := out[at]
			kids := dropTags(append([]*item(nil), out[at+1:]...))
			out = append(out[:at], r.element(node, kids, it.end)...)
		case it.selfClose:
			it.kind = kElement
			out = append(out, it)
		default:
			open = append(open, len(out))
			names[it.text]++
			out = append(out, it)
		}
	}
	for _, at := range open {
		r.unclosedTag(out[at])
	}
	return dropTags(out)
}

func (r *reading) unclosedTag(it *item) {
	r.warn(r.src.pos(it.start), "raw-html", "<"+it.text+"> is never closed in its paragraph", "close it with </"+it.text+">, at the same level of emphasis")
}

// dropTags drops tags that were reported.
func dropTags(items []*item) []*item {
	out := items[:0]
	for _, it := range items {
		if it.kind != kTag {
			out = append(out, it)
		}
	}
	return out
}

// element makes a pair of tags an item.
func (r *reading) element(it *item, kids []*item, end int) []*item {
	it.kind, it.kids, it.end, it.depth = kElement, kids, end, depthOf(kids)+1
	if it.depth > maxInlineDepth {
		r.tooDeep(r.src.pos(it.start))
		return kids
	}
	switch it.text {
	case "em", "i":
		it.kind = kEmph
	case "strong", "b":
		it.kind = kStrong
	case "sup":
		it.kind = kSuper
	case "sub":
		it.kind = kSub
	case "s":
		it.kind = kStrike
	case "span":
		it.kind = kSpan
	case "q": // its marks are those of the language
		it.kind, it.text = kSpan, ""
		open := &item{kind: kQuote, start: it.start, end: it.start, text: "\""}
		close := &item{kind: kQuote, start: end, end: end, text: "\""}
		if !r.smart {
			open.kind, close.kind = kText, kText
		}
		it.kids = append(append([]*item{open}, kids...), close)
	case "code":
		var s strings.Builder
		for _, k := range kids {
			if k.kind != kText && k.kind != kQuote && k.kind != kSemicolon {
				return []*item{it}
			}
			s.WriteString(string(r.src.text[k.start:k.end]))
		}
		it.kind, it.text, it.kids = kCode, htmlText([]byte(s.String())), nil
	}
	return []*item{it}
}

func (r *reading) rawTag(off int, name string) {
	message := "<" + name + "> is not among the tags that a text may use"
	help := "its text is kept; use Markdown, or the tags that docs/markdown.md lists"
	if safeBlock(name) || name == "table" {
		message = "<" + name + "> has no place within a line or a cell"
		help = "its text is kept; begin a line of its own with the tag, or write […]{.class}"
	}
	switch name {
	case "a":
		help = "write [text](address), or [text]{#id} for an anchor"
	case "img":
		help = "write ![caption](path){alt=\"…\" width=50%}"
	case "font", "center", "big", "tt":
		help = "write […]{.class} and style the class"
	}
	r.warn(r.src.pos(off), "raw-html", message, help)
}
