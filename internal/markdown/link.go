package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/util"
)

// link makes a bracket a link or an image, with the attributes that may follow.
func (in *inliner) link(br bracket, end int, url, title string) {
	it := &item{kind: kLink, url: url, title: title}
	if br.image {
		it.kind = kImage
	}
	if end < len(in.b) && in.b[end] == '{' {
		if a, n, ok := parseAttrs(in.b[end:]); ok && a.raw == "" {
			it.attrs = a
			end += n
		}
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
	if b[i] == '<' {
		j := i + 1
		for ; ; j++ {
			if j >= len(b) || b[j] == '\n' || b[j] == '<' {
				return "", "", 0, false
			}
			if b[j] == '\\' && j+1 < len(b) && isPunct(b[j+1]) {
				j++
				continue
			}
			if b[j] == '>' {
				break
			}
		}
		url = unescape(b[i+1 : j])
		i = j + 1
	} else {
		j, open := i, 0
	scan:
		for ; j < len(b); j++ {
			switch c := b[j]; {
			case c == '\\' && j+1 < len(b) && isPunct(b[j+1]):
				j++
			case c <= ' ' || c == 0x7F:
				break scan
			case c == '(':
				if open++; open > 32 {
					return "", "", 0, false
				}
			case c == ')':
				if open == 0 {
					break scan
				}
				open--
			}
		}
		if open > 0 {
			return "", "", 0, false
		}
		url = unescape(b[i:min(j, len(b))])
		i = j
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

// linkTitle measures a title with its quotes, 0 if there is none.
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
func (in *inliner) byReference(br bracket, end int) (url, title string, n int, ok bool) {
	label := in.b[br.at:in.i]
	if end < len(in.b) && in.b[end] == '[' {
		second, m, found := referenceLabel(in.b[end:])
		if found {
			if !isBlank(second) {
				label = second
			} else if len(second) > 0 {
				return "", "", 0, false
			}
			n = m
			if ref, ok := in.lookUp(label); ok {
				return ref.url, ref.title, n, true
			}
			if !isBlank(second) {
				return "", "", 0, false
			}
			n = 0
		}
	}
	ref, ok := in.lookUp(label)
	return ref.url, ref.title, n, ok
}

type linkTarget struct{ url, title string }

func (in *inliner) lookUp(label []byte) (linkTarget, bool) {
	if len(label) > 999 || isBlank(label) || unescapedBracket(label) {
		return linkTarget{}, false
	}
	ref, ok := in.r.pc.Reference(util.ToLinkReference(label))
	if !ok {
		return linkTarget{}, false
	}
	return linkTarget{unescape(ref.Destination()), unescape(ref.Title())}, true
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
			if in.i < len(in.b) && in.b[in.i] == '{' {
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
