package math

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// begingroup reads \begingroup … \endgroup, which keeps definitions and changes of fonts within it and makes no atom of
// its own in TeX; here it is a row.
func (p *parser) begingroup(t token) Node {
	n := len(p.undo)
	ns := p.list(endGroup | endBrace)
	p.leave(n)
	if u := p.next(); u.text != `\endgroup` {
		p.unread(u)
		p.fault(t.start, "math-syntax", "“\\begingroup” has no “\\endgroup”", "")
	}
	return p.row(ns, t)
}

// charByNumber reads \char"41, \char'101, \char65, \char`A and \unicode{x41}.
func (p *parser) charByNumber(kind string, t token) Node {
	var digits string
	base := 10
	if kind == "unicode" {
		digits = strings.ToLower(p.words(t))
		if hex, ok := strings.CutPrefix(digits, "x"); ok {
			digits, base = hex, 16
		}
	} else {
		u := p.next()
		switch u.text {
		case `"`:
			base = 16
		case "'":
			base = 8
		case "`":
			c := p.next().text
			r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(c, `\`))
			return p.character(r, token{string(r), t.start, t.end})
		default:
			p.unread(u)
		}
		for len(digits) < 8 {
			u := p.next()
			if len(u.text) != 1 || !isDigit(u.text[0]) && (base != 16 || !strings.Contains("abcdefABCDEF", u.text)) {
				p.unread(u)
				break
			}
			digits += u.text
		}
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if r := rune(n); err != nil || !utf8.ValidRune(r) || r < ' ' {
		p.fault(t.start, "math-syntax", fmt.Sprintf("“%s” has no number of a character behind it", t.text), `write \char"2B50`)
		return nil
	}
	r := rune(n)
	if '0' <= r && r <= '9' {
		return &Number{Atom: at(t), Text: string(r)}
	}
	return p.character(r, token{string(r), t.start, t.end})
}

// verb reads \verb|…|.
func (p *parser) verb(t token) Node {
	p.star()
	open := p.next()
	var b strings.Builder
	for {
		u := p.next()
		if u.text == open.text {
			return &Text{Atom: Atom{t.start, u.end, Ord}, Text: b.String(), Font: TextFont{Mono: true}}
		}
		if u.text == "" {
			p.fault(t.start, "math-syntax", "“\\verb” is not closed", "write the character that opens it once more")
			return &Text{Atom: at(t), Text: b.String(), Font: TextFont{Mono: true}}
		}
		b.WriteString(u.text)
	}
}

// link reads \href{address}{…}, \url{address}, and what MathJax and KaTeX have for web pages, of which the content is
// kept.
func (p *parser) link(kind string, t token) Node {
	switch kind {
	case "tip":
		n := p.arg(t)
		p.rawArgument(t)
		return n
	case "html":
		p.rawArgument(t)
		return p.arg(t)
	}
	address := strings.NewReplacer(`\%`, "%", `\#`, "#", `\&`, "&", `\_`, "_", `\~`, "~").Replace(p.words(t))
	n := &Link{Atom: at(t), URL: address}
	if kind == "url" {
		n.Content = &Text{Atom: at(t), Text: address, Font: TextFont{Mono: true}}
	} else {
		n.Content = p.arg(t)
	}
	n.End = p.end(t)
	return n
}

// tagged reads \tag, \label and \notag.
func (p *parser) tagged(kind string, t token) {
	switch kind {
	case "notag":
		p.mark.none = true
	case "label":
		p.mark.label = p.words(t)
	case "tag":
		star := p.star()
		raw, _ := p.rawArgument(t)
		if p.mark.tag != nil {
			p.fault(t.start, "math-syntax", "the row has a tag already", "leave one of them out")
		}
		r := &textReader{p: p, tokens: raw}
		content := p.row(r.read(TextFont{}), t)
		p.mark.number = strings.TrimSpace(source(raw))
		if !star {
			paren := func(s string) Node { return &Text{Atom: at(t), Text: s} }
			content = &Row{Atom: at(t), Content: []Node{paren("("), content, paren(")")}}
		}
		p.mark.tag = content
	}
}

// takeMark gives what tags the row, and begins another one. auto is set for a row that has a number unless it says
// otherwise.
func (p *parser) takeMark(auto bool) *Tag {
	m := p.mark
	p.mark = mark{}
	switch {
	case m.tag != nil:
		return &Tag{Content: m.tag, Label: m.label, Number: m.number}
	case m.none:
		return nil
	case auto || m.label != "":
		return &Tag{Auto: true, Label: m.label}
	}
	return nil
}

// newEnvironment reads \newenvironment{name}[params]{begin}{end}.
func (p *parser) newEnvironment(t token) {
	p.star()
	name := p.words(t)
	m := &macro{}
	if count, ok := p.rawOptional(); ok {
		if s := source(count); len(s) == 1 && isDigit(s[0]) {
			m.params = int(s[0] - '0')
		}
		if def, ok := p.rawOptional(); ok {
			m.optional = append([]token{}, def...)
		}
	}
	begin, ok := p.rawArgument(t)
	if !ok {
		return
	}
	end, ok := p.rawArgument(t)
	if !ok {
		return
	}
	m.body = joinParams(begin)
	p.define(`\begin `+name, m, false)
	p.define(`\end `+name, &macro{body: joinParams(end)}, false)
}
