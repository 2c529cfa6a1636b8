package markdown

import (
	"bytes"
	"strings"
)

// tag reads a tag of HTML, a processing instruction, a declaration or CDATA (CommonMark 6.6).
func (in *inliner) tag() {
	b := in.rest()
	if !in.r.on.html {
		in.literal(1)
		return
	}
	for _, x := range [...][2]string{{"<?", "?>"}, {"<![CDATA[", "]]>"}, {"<!", ">"}} {
		if !strings.HasPrefix(string(b[:min(len(b), 9)]), x[0]) {
			continue
		}
		if x[0] == "<!" && (len(b) < 3 || !isLetter(b[2])) {
			break
		}
		end := in.find(x[1], in.i+len(x[0]))
		if end < 0 {
			in.literal(len(x[0]))
			return
		}
		if !in.r.once["tag "+x[0]] {
			in.r.once["tag "+x[0]] = true
			in.r.warn(in.r.src.pos(in.off(in.i)), "raw-html", "“"+x[0]+"…"+x[1]+"” is left out, here and wherever it follows in this file",
				"delete it, or write \\< if the characters are meant")
		}
		in.i = end + len(x[1])
		return
	}
	t, n := parseTag(b)
	if n == 0 {
		in.literal(1)
		return
	}
	switch kind := tagKinds[t.name]; {
	case kind == tagOut || kind == tagOutVoid:
		in.r.leaveOut(in.off(in.i), t.name)
		in.i += n
		if kind == tagOut && !t.closing && !t.selfClose {
			in.skipTo(t.name)
		}
		return
	case t.name == "img":
		in.htmlImage(t, n)
		return
	}
	it := in.add(kTag, n, t.name)
	it.closing, it.selfClose, it.attrs = t.closing, t.selfClose, in.r.tagAttrs(it.start, t)
	it.url, it.title = t.take("href"), t.take("title")
}

// skipTo moves to the end of the closing tag of an element that is left out, if the paragraph has it.
func (in *inliner) skipTo(name string) {
	if in.lower == nil {
		in.lower = bytes.ToLower(in.b)
	}
	closer := "</" + name
	if in.missing(closer) {
		return
	}
	k := bytes.Index(in.lower[in.i:], []byte(closer))
	if k < 0 {
		in.none = withMissing(in.none, closer, in.i)
		return
	}
	if _, n := parseTag(in.b[in.i+k:]); n > 0 {
		in.i += k + n
	}
}

func withMissing(m map[string]int, closer string, at int) map[string]int {
	if m == nil {
		m = map[string]int{}
	}
	m[closer] = at
	return m
}

// htmlImage turns <img src="…" alt="…"> into an image, like ![](…).
func (in *inliner) htmlImage(t htmlTag, n int) {
	it := &item{kind: kImage, start: in.off(in.i), end: in.offEnd(in.i + n), url: strings.TrimSpace(t.take("src")), title: t.take("title")}
	a := in.r.tagAttrs(it.start, t)
	a.take("title")
	for _, kv := range t.attrs {
		switch value := strings.TrimSpace(kv[1]); kv[0] {
		case "alt":
			a.set("alt", kv[1])
		case "width", "height":
			if imageLength.MatchString(value) && value != "" {
				a.set(kv[0], value)
			}
		}
	}
	it.attrs = a
	in.i += n
	if it.url == "" {
		in.r.warn(in.r.src.pos(it.start), "raw-html", "this <img> names no picture; it is left out", "write <img src=\"file.png\" alt=\"…\">")
		return
	}
	in.push(it)
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

// pairTags pairs opening and closing tags among siblings, at every level, and turns them into items. A tag outside of
// the safe subset is reported and its content kept.
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
		switch kind := tagKinds[it.text]; {
		case kind == tagMarkless:
			continue
		case kind == tagBlock || kind == tagPart || kind == tagVerbatim:
			out = blockInLine(out, it)
			continue
		case kind == tagUnknown:
			if it.closing && unsafe[it.text] > 0 {
				unsafe[it.text]-- // reported with its opening tag
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
	out = dropTags(out)
	for k := len(out) - 1; k >= 0 && out[k].kind == kHard && out[k].start == out[k].end; k-- {
		out = out[:k] // drop everything after the end tag of a block
	}
	return out
}

func (r *reading) unclosedTag(it *item) {
	r.warn(r.src.pos(it.start), "raw-html", "<"+it.text+"> is never closed in its paragraph", "close it with </"+it.text+">, at the same level of emphasis")
}

// dropTags drops tags that have been reported.
func dropTags(items []*item) []*item {
	out := items[:0]
	for _, it := range items {
		if it.kind != kTag {
			out = append(out, it)
		}
	}
	return out
}

// element turns a pair of tags into an item.
func (r *reading) element(it *item, kids []*item, end int) []*item {
	it.kind, it.kids, it.end, it.depth = kElement, kids, end, depthOf(kids)+1
	if it.depth > maxInlineDepth {
		r.tooDeep(r.src.pos(it.start))
		return kids
	}
	switch it.text {
	case "a":
		it.kind = kSpan
		it.attrs.take("title")
		if strings.TrimSpace(it.url) != "" {
			it.kind, it.url = kLink, strings.TrimSpace(it.url)
		}
	case "em", "i":
		it.kind = kEmph
	case "strong", "b":
		it.kind = kStrong
	case "sup":
		it.kind = kSuper
	case "sub":
		it.kind = kSub
	case "s", "strike":
		it.kind = kStrike
	case "acronym":
		it.text = "abbr"
	case "span", "font", "big", "time":
		it.kind = kSpan
		if it.text == "big" {
			it.attrs.Classes = append(it.attrs.Classes, "big")
		}
		it.text = ""
	case "q": // its quotation marks are those of the language
		it.kind, it.text = kSpan, ""
		open := &item{kind: kQuote, start: it.start, end: it.start, text: "\""}
		close := &item{kind: kQuote, start: end, end: end, text: "\""}
		if !r.smart {
			open.kind, close.kind = kText, kText
		}
		it.kids = append(append([]*item{open}, kids...), close)
	case "code", "tt":
		it.text = "code"
		var s strings.Builder
		for _, k := range kids {
			if k.kind != kText && k.kind != kQuote && k.kind != kSemicolon {
				return []*item{it}
			}
			s.WriteString(string(r.src.text[k.start:k.end]))
		}
		it.kind, it.text, it.kids = kCode, htmlText([]byte(s.String())), nil
	}
	return []*item{styled(it)}
}

// styled converts the style attribute of a span to nodes that look so in every edition.
func styled(it *item) *item {
	if it.kind != kSpan || it.depth+3 > maxInlineDepth {
		return it
	}
	for _, form := range []struct {
		class string
		kind  kind
	}{{"bold", kStrong}, {"italic", kEmph}, {"strikeout", kStrike}} {
		if it.attrs.takeClass(form.class) {
			it.kids = []*item{{kind: form.kind, start: it.start, end: it.end, kids: it.kids, depth: it.depth}}
			it.depth++
		}
	}
	return it
}

// blockInLine separates the contents of block tags in inline text. A paragraph or an item in a table cell begins a new
// line, and an item has a bullet.
func blockInLine(out []*item, tag *item) []*item {
	if tag.text == "thead" || tag.text == "tbody" || tag.text == "colgroup" || tag.text == "col" {
		return out
	}
	if k := len(out) - 1; k >= 0 && out[k].kind != kHard && out[k].kind != kTag {
		at := tag.start
		out = append(out, &item{kind: kHard, start: at, end: at})
	}
	if tag.text == "li" && !tag.closing {
		out = append(out, &item{kind: kText, start: tag.start, end: tag.start, text: "•\u00A0", literal: true})
	}
	return out
}

// rawTag reports a tag that HTML does not have.
func (r *reading) rawTag(off int, name string) {
	if r.once["tag "+name] {
		return
	}
	r.once["tag "+name] = true
	r.warn(r.src.pos(off), "raw-html", "<"+name+"> is no tag that a text may use; it is left out, here and wherever it follows in this file",
		"its text is kept; write \\<"+name+"> if the characters are meant")
}
