package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// citeKey reads @key or, with suppress, -@key at the scanner's place. It is not a citation directly after a letter or
// digit, as in an e-mail address.
func (in *inliner) citeKey(suppress bool) {
	at := in.i
	if suppress {
		at++
	}
	key, n := citationKey(in.b[at+1:])
	if n == 0 || isWordRune(in.before(in.i)) {
		in.literal(1)
		return
	}
	it := in.add(kKey, at+1+n-in.i, key)
	it.suppress = suppress
	in.keys++
}

// citationKey reads a key in Pandoc's syntax. It begins with a letter, a digit or "_" and continues with these and
// single marks of :.#$%&-+?<>~/ between them. In {braces} it is anything but braces.
func citationKey(b []byte) (key string, n int) {
	if len(b) > 0 && b[0] == '{' {
		n := bytes.IndexAny(b[1:], "{}\n")
		if n < 1 || b[1+n] != '}' {
			return "", 0
		}
		return string(b[1 : 1+n]), n + 2
	}
	i, mark := 0, false
	for i < len(b) {
		c, size := utf8.DecodeRune(b[i:])
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) && i > 0 || c == '_':
			n, mark = i+size, false
		case i > 0 && !mark && strings.ContainsRune(":.#$%&-+?<>~/", c):
			mark = true
		default:
			return string(b[:n]), n
		}
		i += size
	}
	return string(b[:n]), n
}

// cite turns a bracket into a citation, if it is one: [see @key, p. 3; @other], or the locator of the key before it.
func (in *inliner) cite(br bracket, end int) bool {
	region := in.out[br.out+1:]
	kids := in.pair(append([]*item(nil), region...))
	if br.after == nil && !hasKey(kids) {
		// The keys are nested deeper, in emphasis or brackets.
		in.out = append(in.out[:br.out+1], kids...)
		in.keys = br.keys
		return false
	}
	start := in.out[br.out].start
	var cites []*citation
	var part []*item
	flush := func() {
		c := citationOf(part)
		switch {
		case c != nil:
			cites = append(cites, c)
		case len(cites) > 0: // "; and others" continues the suffix
			last := cites[len(cites)-1]
			last.suffix = append(last.suffix, part...)
		}
	}
	first := br.after == nil
	var lead []*item // before the first key
	for i, it := range kids {
		if it.kind == kSemicolon && i > 0 {
			if hasKey(part) || len(cites) > 0 {
				flush()
				part = []*item{it}
				continue
			}
			if !first { // the locator of the key before the bracket
				lead, part, first = part, nil, true
				continue
			}
		}
		part = append(part, it)
	}
	if !first && !hasKey(part) && len(cites) == 0 {
		lead, part = part, nil
	} else {
		flush()
	}
	for i, c := range cites {
		if i > 0 || lead != nil {
			c.prefix = dropSemicolon(c.prefix)
		}
	}
	in.keys = br.keys
	in.i = end
	if br.after != nil {
		key := br.after
		for in.out[len(in.out)-1] != key {
			in.out = in.out[:len(in.out)-1]
		}
		own := &citation{start: key.start, end: in.offEnd(end), key: key.text, suppress: key.suppress, suffix: lead}
		if lead == nil {
			own.end = key.end
		}
		key.cites = append([]*citation{own}, cites...)
		key.end = in.offEnd(end)
		return true
	}
	in.out = in.out[:br.out]
	in.push(&item{kind: kCite, start: start, end: in.offEnd(end), cites: cites, depth: depthOf(kids) + 1})
	return true
}

func hasKey(items []*item) bool {
	for _, it := range items {
		if it.kind == kKey {
			return true
		}
	}
	return false
}

// dropSemicolon drops the semicolon that separates a citation from the one before.
func dropSemicolon(items []*item) []*item {
	if len(items) > 0 && items[0].kind == kSemicolon {
		return items[1:]
	}
	return items
}

// citationOf turns one part of a citation's content into a citation: prefix, key, suffix. It returns nil if there is no
// key.
func citationOf(part []*item) *citation {
	for i, it := range part {
		if it.kind != kKey {
			continue
		}
		c := &citation{key: it.text, suppress: it.suppress, prefix: part[:i:i], suffix: part[i+1:]}
		c.start, c.end = part[0].start, part[len(part)-1].end
		if part[0].kind == kSemicolon {
			c.start = part[0].end
		}
		if it.cites != nil { // a key with a bracket of its own within a citation: [@a [p. 3]]
			c.suffix = append(append([]*item(nil), it.cites[0].suffix...), c.suffix...)
		}
		return c
	}
	return nil
}
