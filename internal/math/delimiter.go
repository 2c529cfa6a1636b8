package math

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// delimiter reads a delimiter and gives its character; "" for a dot.
func (p *parser) delimiter(call token) string {
	t := p.token()
	for t.text == " " {
		t = p.token()
	}
	if t.text == "{" {
		g := p.rawGroup(t)
		if len(g) == 1 {
			return p.delimiterText(g[0].text)
		}
		p.fault(t.start, "math-syntax", fmt.Sprintf("this is no delimiter for “%s”", call.text), `write \{ for a brace`)
		p.push(g)
		return ""
	}
	text, ok := delimiterOfToken(t)
	if !ok {
		p.unread(t)
		p.fault(call.start, "math-syntax", fmt.Sprintf("“%s” has no delimiter behind it", call.text), `write ( [ | \{ \langle or another one, or a dot for none`)
	}
	return text
}

// delimiterText gives the character of a delimiter in an argument.
func (p *parser) delimiterText(s string) string {
	text, _ := delimiterOfToken(token{text: strings.TrimSpace(s)})
	return text
}

// delimiterOfToken gives the character of a delimiter.
func delimiterOfToken(t token) (text string, ok bool) {
	switch t.text {
	case ".":
		return "", true
	case "<", `\lt`:
		return "⟨", true
	case ">", `\gt`:
		return "⟩", true
	case "(", ")", "[", "]", "/", "|":
		return t.text, true
	case "":
		return "", false
	}
	var value string
	if t.isCommand() {
		value, ok = symbolTable.find(t.text[1:])
	} else if r, _ := utf8.DecodeRuneInString(t.text); r >= utf8.RuneSelf {
		value, ok = symbolOf(r)
	}
	if !ok || !strings.ContainsRune("or()", rune(value[0])) {
		return "", false
	}
	return value[1:], true
}

// delimiterOf makes a delimiter that stretches with its row.
func (p *parser) delimiterOf(text string, c Class, t token) *Operator {
	o := p.operator(text, c, t)
	o.Fence, o.Stretchy, o.Symmetric = true, true, true
	return o
}

// fenced reads \left( … \middle| … \right).
func (p *parser) fenced(t token) Node {
	n := len(p.undo)
	row := &Row{Atom: at(t)}
	row.Class = Inner
	row.Content = append(row.Content, p.delimiterOf(p.delimiter(t), Open, t))
	for {
		row.Content = append(row.Content, p.list(endRight)...)
		end := p.token()
		switch end.text {
		case `\middle`:
			m := p.delimiterOf(p.delimiter(end), Open, end)
			m.Form = Infix
			row.Content = append(row.Content, m)
			continue
		case `\right`:
			row.Content = append(row.Content, p.delimiterOf(p.delimiter(end), Close, end))
		default:
			p.unread(end)
			if !p.exhausted {
				p.fault(t.start, "math-syntax", "“\\left” has no “\\right” in its group", `write \right. for an invisible one`)
			}
			row.Content = append(row.Content, p.delimiterOf("", Close, end))
		}
		break
	}
	p.leave(n)
	row.End = p.end(t)
	return row
}

// big reads \big( and its like. arg has the size in tenths of an em and the class.
func (p *parser) big(arg string, t token) Node {
	tenths, class, _ := strings.Cut(arg, ",")
	text := p.delimiter(t)
	if text == "" {
		return &Row{Atom: at(t)}
	}
	c := Ord
	if class != "" {
		c = classOfLetter(class[0])
	}
	o := p.delimiterOf(text, c, t)
	if c == Ord || c == Rel {
		o.Form = Infix
	}
	size := Length{Em: Em(number(tenths)) * OneEm / 10}
	o.MinSize, o.MaxSize = &size, &size
	return o
}

// classOfLetter gives the class for a letter of symbolTable.
func classOfLetter(c byte) Class {
	switch c {
	case 'O', 'I':
		return Op
	case 'b':
		return Bin
	case 'r':
		return Rel
	case '(':
		return Open
	case ')':
		return Close
	case ',':
		return Punct
	case '.':
		return Inner
	}
	return Ord
}

// braket reads \bra, \ket, \braket, \set and their like. arg has both delimiters, and s where they stretch.
func (p *parser) braket(kind, arg string, t token) Node {
	if kind == "ketbra" {
		a, b := p.arg(t), p.arg(t)
		return &Row{Atom: at(t), Content: []Node{p.between("|", "⟩", []Node{a}, false, t), p.between("⟨", "|", []Node{b}, false, t)}}
	}
	delims, flags, _ := strings.Cut(arg, ",")
	_, n := utf8.DecodeRuneInString(delims)
	stretchy := flags == "s"
	raw, _ := p.rawArgument(t)
	braces := delims[:n] == "{"
	// In a set and in \Braket a bar divides; within a group it does not.
	var content []Node
	for i, depth, from := 0, 0, 0; i <= len(raw); i++ {
		if i < len(raw) {
			switch raw[i].text {
			case "{", `\left`:
				depth++
			case "}", `\right`:
				depth--
			}
			if depth != 0 || raw[i].text != "|" && raw[i].text != `\mid` && raw[i].text != `\vert` || !braces && !stretchy {
				continue
			}
		}
		content = append(content, p.within(raw[from:i])...)
		from = i + 1
		if i == len(raw) {
			break
		}
		bar := p.operator("|", Ord, raw[i])
		bar.Stretchy, bar.Symmetric, bar.Fence = stretchy, stretchy, true
		if braces {
			bar.Class = Rel
		} else {
			bar.Class = Open
		}
		bar.Form = Infix
		content = append(content, bar)
		if braces { // one bar only
			content = append(content, p.within(raw[from:])...)
			break
		}
	}
	if braces {
		space := func() Node { return &Space{Width: Length{Em: 3 * Mu}} }
		content = append(append([]Node{space()}, content...), space())
	}
	return p.between(delims[:n], delims[n:], content, stretchy, t)
}

// between puts delimiters around nodes.
func (p *parser) between(left, right string, content []Node, stretchy bool, t token) Node {
	open, closing := p.delimiterOf(left, Open, t), p.delimiterOf(right, Close, t)
	open.Stretchy, open.Symmetric = stretchy, stretchy
	closing.Stretchy, closing.Symmetric = stretchy, stretchy
	row := &Row{Atom: Atom{t.start, p.end(t), Inner}, Content: []Node{open}}
	row.Content = append(append(row.Content, content...), closing)
	return row
}

// paired reads the call of a command of \DeclarePairedDelimiter: \abs{x}, \abs*{x} and \abs[\big]{x}.
func (p *parser) paired(t token) Node {
	left, right := p.delimiterText(p.words(t)), p.delimiterText(p.words(t))
	stretchy := p.star()
	size, given := p.rawOptional()
	n := p.between(left, right, []Node{p.arg(t)}, stretchy, t).(*Row)
	if !given || len(size) != 1 {
		return n
	}
	value, _ := commandTable.find(size[0].name())
	if arg, ok := cutKind(value, "big"); ok {
		tenths, _, _ := strings.Cut(arg, ",")
		l := Length{Em: Em(number(tenths)) * OneEm / 10}
		for _, o := range []Node{n.Content[0], n.Content[len(n.Content)-1]} {
			d := o.(*Operator)
			d.Stretchy, d.Symmetric, d.MinSize, d.MaxSize = true, true, &l, &l
		}
	}
	return n
}
