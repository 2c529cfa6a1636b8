package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

var (
	bareAddress = regexp.MustCompile(`^(?:(?i:https?|ftp)://|www\.)[^\s<]+`)
	bareMail    = regexp.MustCompile(`^(?:mailto:|xmpp:)?[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+`)
	bareTail    = regexp.MustCompile(`&[A-Za-z0-9]{1,30};$`)
)

// bareURI reads an address that stands in the text without angle brackets, as GitHub does (GFM 6.9).
func (in *inliner) bareURI() bool {
	if c := in.before(in.i); !isSpaceRune(c) && !strings.ContainsRune("*_~(", c) {
		return false
	}
	if in.linkOpen() {
		return false
	}
	b := in.rest()
	if k := bytes.IndexAny(b[:min(len(b), 2048)], " \t\n<"); k >= 0 {
		b = b[:k]
	} else {
		b = b[:min(len(b), 2048)]
	}
	url, n := "", 0
	if m := bareAddress.Find(b); m != nil {
		n = addressEnd(m)
		url = string(m[:n])
		host := strings.TrimPrefix(url, "www.")
		if i := strings.Index(url, "://"); i >= 0 {
			host = url[i+3:]
		} else {
			url = "http://" + url
		}
		host, _, _ = strings.Cut(host, "/")
		if !validDomain(host) {
			return false
		}
	} else if m := bareMail.Find(b); m != nil {
		n = len(bytes.TrimRight(m, "."))
		if m[n-1] == '-' || m[n-1] == '_' {
			return false
		}
		if url = string(m[:n]); !strings.Contains(url, ":") {
			url = "mailto:" + url
		} else if strings.HasPrefix(url, "xmpp:") && n < len(b) && b[n] == '/' {
			k := n + 1
			for k < len(b) && (isLetter(b[k]) || isDigit(b[k]) || b[k] == '@' || b[k] == '.') {
				k++
			}
			url, n = string(b[:k]), k
		}
	}
	if n == 0 {
		return false
	}
	start := in.off(in.i)
	kid := &item{kind: kText, start: start, end: start + n, text: string(b[:n]), literal: true}
	it := in.add(kLink, n, "")
	it.url, it.kids, it.depth = url, []*item{kid}, 1
	it.attrs.Classes = []string{"uri"}
	return true
}

// linkOpen reports whether a bracket is open that may become a link: no link stands within a link.
func (in *inliner) linkOpen() bool {
	for k := len(in.brackets) - 1; k >= 0 && k > len(in.brackets)-4; k-- {
		if br := in.brackets[k]; !br.note {
			i := br.at
			if j := bytes.IndexByte(in.b[i:min(len(in.b), i+2000)], ']'); j >= 0 && i+j+1 < len(in.b) && (in.b[i+j+1] == '(' || in.b[i+j+1] == '[') {
				return true
			}
		}
	}
	return false
}

// addressEnd cuts the punctuation off that ends a sentence rather than an address.
func addressEnd(b []byte) int {
	n := len(b)
	for n > 0 {
		switch c := b[n-1]; {
		case strings.IndexByte("?!.,:*_~'\"", c) >= 0:
			n--
			continue
		case c == ')' && bytes.Count(b[:n], []byte(")")) > bytes.Count(b[:n], []byte("(")):
			n--
			continue
		case c == ';':
			if loc := bareTail.FindIndex(b[:n]); loc != nil {
				n = loc[0]
				continue
			}
		}
		break
	}
	return n
}

// validDomain follows GFM 6.9: names parted by stops, no underscore in the last two.
func validDomain(host string) bool {
	host, _, _ = strings.Cut(host, ":")
	host, _, _ = strings.Cut(host, "?")
	host, _, _ = strings.Cut(host, "#")
	parts := strings.Split(host, ".")
	if len(parts) < 2 && host != "localhost" {
		return false
	}
	for i, p := range parts {
		if p == "" || i >= len(parts)-2 && strings.Contains(p, "_") {
			return false
		}
	}
	return true
}
