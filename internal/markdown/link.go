package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/util"
)

// link turns a bracket into a link or an image, with the attributes that may follow.
func (in *inliner) link(br bracket, end int, to linkTarget) {
	it := &item{kind: kLink, url: to.url, title: to.title, attrs: to.attrs}
	if br.image {
		it.kind = kImage
	}
	if end < len(in.b) && in.b[end] == '{' && in.r.on.linkAttrs {
		if a, n, ok := parseAttrs(in.b[end:]); ok && a.raw == "" {
			it.attrs = a
			end += n
		}
	} else { // one definition may serve several links
		it.attrs.Classes = slices.Clone(to.attrs.Classes)
		it.attrs.KeyVals = slices.Clone(to.attrs.KeyVals)
	}
	if !br.image {
		in.lastLink = br.at
	}
	in.wrap(br, end, it)
}

// destination reads (destination "title") at the beginning of b (CommonMark 6.3).
func destination(b []byte) (url, title string, n int, ok bool) {
	i := skipSpace(b, 1)
	if i >= len(b) {
		return "", "", 0, false
	}
	if b[i] != ')' {
		var m int
		if url, m, ok = linkDestination(b[i:]); !ok {
			return "", "", 0, false
		}
		i += m
	}
	j := skipSpace(b, i)
	if j < len(b) && j > i && (b[j] == '"' || b[j] == '\'' || b[j] == '(') {
		m := linkTitle(b[j:])
		if m == 0 {
			return "", "", 0, false
		}
		title = unescape(b[j+1 : j+m-1])
		j = skipSpace(b, j+m)
	}
	if j >= len(b) || b[j] != ')' {
		return "", "", 0, false
	}
	return url, title, j + 1, true
}

// spacedDestination reads a destination with spaces in it, which Pandoc allows: (my picture.png "Title"). It ends on
// the same line.
func spacedDestination(b []byte) (url, title string, n int, ok bool) {
	open := 0
	for i := 1; i < len(b) && i < 1000; i++ {
		switch b[i] {
		case '\\':
			i++
		case '\n', '<', '[', ']', '`':
			return "", "", 0, false
		case '"', '\'':
			m := linkTitle(b[i:])
			if m == 0 || !isSpace(b[i-1]) {
				continue
			}
			if end := skipSpace(b, i+m); end < len(b) && b[end] == ')' && open == 0 {
				return unescape(bytes.TrimSpace(b[1:i])), unescape(b[i+1 : i+m-1]), end + 1, true
			}
		case '(':
			open++
		case ')':
			if open--; open < 0 {
				return unescape(bytes.TrimSpace(b[1:i])), "", i + 1, true
			}
		}
	}
	return "", "", 0, false
}

// linkDestination reads a destination, <in angle brackets> or bare.
func linkDestination(b []byte) (url string, n int, ok bool) {
	if len(b) == 0 {
		return "", 0, false
	}
	if b[0] == '<' {
		for j := 1; j < len(b) && b[j] != '\n' && b[j] != '<'; j++ {
			switch {
			case b[j] == '\\' && j+1 < len(b) && isPunct(b[j+1]):
				j++
			case b[j] == '>':
				return unescape(b[1:j]), j + 1, true
			}
		}
		return "", 0, false
	}
	j, open := 0, 0
scan:
	for ; j < len(b); j++ {
		switch c := b[j]; {
		case c == '\\' && j+1 < len(b) && isPunct(b[j+1]):
			j++
		case c <= ' ' || c == 0x7F:
			break scan
		case c == '(':
			if open++; open > 32 {
				return "", 0, false
			}
		case c == ')':
			if open == 0 {
				break scan
			}
			open--
		}
	}
	j = min(j, len(b))
	return unescape(b[:j]), j, open == 0 && j > 0
}

// linkTitle measures a title with its quotes, or returns 0.
func linkTitle(b []byte) int {
	close := b[0]
	if close == '(' {
		close = ')'
	}
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case close:
			return i + 1
		case '(':
			if close == ')' {
				return 0
			}
		}
	}
	return 0
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

// byReference looks up [text][label], [label][] or [label], whose first part ends at end; n is the length of the
// second part.
func (in *inliner) byReference(br bracket, end int) (target linkTarget, n int, ok bool) {
	label := in.b[br.at:in.i]
	if end < len(in.b) && in.b[end] == '[' {
		second, m, found := referenceLabel(in.b[end:])
		if found {
			if !isBlank(second) {
				label = second
			} else if len(second) > 0 {
				return target, 0, false
			}
			if target, ok := in.lookUp(label); ok {
				return target, m, true
			}
			if !isBlank(second) {
				return target, 0, false
			}
		}
	}
	target, ok = in.lookUp(label)
	return target, 0, ok
}

func (in *inliner) lookUp(label []byte) (linkTarget, bool) {
	if len(label) > 999 || isBlank(label) || unescapedBracket(label) {
		return linkTarget{}, false
	}
	key := util.ToLinkReference(label)
	if ref, ok := in.r.refs[key]; ok {
		return ref, true
	}
	if l := in.r.opts.Labels; l != nil {
		if ref, ok := l.links[key]; ok {
			return ref, true
		}
	}
	if in.r.on.headerRefs {
		if id, ok := in.r.headingOf(key); ok {
			return linkTarget{url: "#" + id}, true
		}
	}
	return linkTarget{}, false
}

func unescapedBracket(b []byte) bool {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '[', ']':
			return true
		}
	}
	return false
}

// referenceLabel reads [label] at the beginning of b; n includes the brackets.
func referenceLabel(b []byte) (label []byte, n int, ok bool) {
	for i := 1; i < len(b) && i <= 1000; i++ {
		switch b[i] {
		case '\\':
			i++
		case '[':
			return nil, 0, false
		case ']':
			return b[1:i], i + 1, true
		}
	}
	return nil, 0, false
}

// lessThan reads what begins with "<": an autolink (CommonMark 6.5), a comment, or a tag of HTML.
func (in *inliner) lessThan() {
	b := in.rest()
	for _, mail := range []bool{false, true} {
		stop := -1
		if len(b) > 1 {
			if mail {
				stop = util.FindEmailIndex(b[1:min(len(b), 400)])
			} else {
				stop = util.FindURLIndex(b[1:])
			}
		}
		if stop > 0 && stop+1 < len(b) && b[stop+1] == '>' {
			s := string(b[1 : stop+1])
			url := s
			if mail {
				url = "mailto:" + s
			}
			start := in.off(in.i)
			kid := &item{kind: kText, start: start + 1, end: start + 1 + stop, text: s, literal: true}
			it := in.add(kLink, stop+2, "")
			it.url, it.kids, it.depth = url, []*item{kid}, 1
			it.attrs.Classes = []string{"uri"}
			if mail {
				it.attrs.Classes[0] = "email"
			}
			if in.i < len(in.b) && in.b[in.i] == '{' && in.r.on.linkAttrs {
				if a, n, ok := parseAttrs(in.rest()); ok && a.raw == "" {
					a.Classes = append(it.attrs.Classes, a.Classes...)
					it.attrs = a
					in.i += n
					it.end = in.offEnd(in.i)
				}
			}
			return
		}
	}
	if bytes.HasPrefix(b, []byte("<!--")) {
		in.comment()
		return
	}
	in.tag()
}
