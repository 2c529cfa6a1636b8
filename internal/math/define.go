package math

import (
	"fmt"
)

// definition reads \newcommand, \def and their like.
func (p *parser) definition(kind string, t token) {
	global := false
	for kind == "prefix" { // \global, \long, \protected, in any order
		global = global || t.text == `\global`
		p.spaces()
		t = p.next()
		value, _ := commandTable.find(t.name())
		var ok bool
		if kind, ok = cutKind(value, "define"); !ok {
			p.unread(t)
			return
		}
	}
	switch kind {
	case "def", "gdef", "edef", "xdef":
		p.def(t, global || kind == "gdef" || kind == "xdef")
	case "let":
		p.let(t, global)
	case "new", "renew", "provide":
		p.newcommand(t, kind, global)
	case "operator":
		star := p.star()
		name := p.macroName(t)
		body, ok := p.rawArgument(t)
		if name == "" || !ok {
			return
		}
		head := `\operatorname{`
		if star {
			head = `\operatorname*{`
		}
		all := append(append(lexAll(head, t), body...), token{"}", t.start, t.end})
		p.define(name, &macro{body: all}, global)
	case "delimiter":
		p.pairedDelimiter(t)
	}
}

// macroName reads the name of the command that is defined.
func (p *parser) macroName(t token) string {
	arg, ok := p.rawArgument(t)
	if !ok {
		return ""
	}
	for len(arg) > 0 && arg[len(arg)-1].text == " " {
		arg = arg[:len(arg)-1]
	}
	if len(arg) != 1 || !arg[0].isCommand() && arg[0].text != "~" {
		p.fault(t.start, "math-macro", fmt.Sprintf("“%s” defines no command here", t.text), `write a command behind it: \name`)
		return ""
	}
	if structural(arg[0].text) {
		p.fault(t.start, "math-macro", fmt.Sprintf("“%s” can't be defined anew", arg[0].text), "choose another name")
		return ""
	}
	return arg[0].text
}

// structural reports whether a command cannot be a macro, because the reader depends on it.
func structural(text string) bool {
	switch text {
	case `\begin`, `\end`, `\left`, `\right`, `\middle`, `\\`, `\cr`, `\def`, `\newcommand`, `\relax`:
		return true
	}
	return false
}

// newcommand reads \newcommand{\name}[params][optional]{body}.
func (p *parser) newcommand(t token, kind string, global bool) {
	p.star()
	name := p.macroName(t)
	m := &macro{}
	if count, ok := p.rawOptional(); ok {
		s := source(count)
		if len(s) != 1 || s[0] < '0' || s[0] > '9' {
			p.fault(t.start, "math-macro", fmt.Sprintf("“[%s]” is no number of parameters", s), "write a digit from 0 to 9")
		} else {
			m.params = int(s[0] - '0')
		}
		if def, ok := p.rawOptional(); ok {
			m.optional = append([]token{}, def...)
		}
	}
	body, ok := p.rawArgument(t)
	if name == "" || !ok || kind == "provide" && (p.lookup(name) != nil || known(name[1:])) {
		return
	}
	m.body = joinParams(body)
	p.checkParams(t, m)
	p.define(name, m, global)
}

// joinParams makes one token of a # and the digit behind it.
func joinParams(ts []token) []token {
	out := make([]token, 0, len(ts))
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		if t.text == "#" && i+1 < len(ts) && len(ts[i+1].text) == 1 && (isDigit(ts[i+1].text[0]) || ts[i+1].text == "#") {
			t = token{"#" + ts[i+1].text, t.start, ts[i+1].end}
			i++
		}
		out = append(out, t)
	}
	return out
}

// checkParams reports parameters that a macro uses and does not have.
func (p *parser) checkParams(t token, m *macro) {
	for _, b := range m.body {
		if len(b.text) == 2 && b.text[0] == '#' && isDigit(b.text[1]) && int(b.text[1]-'0') > m.params {
			p.fault(t.start, "math-macro", fmt.Sprintf("the definition uses “%s”, but has %d parameters", b.text, m.params), "raise the number in brackets, or leave the parameter out")
			return
		}
	}
}

// def reads \def\name#1…#n{body} with any tokens around the parameters.
func (p *parser) def(t token, global bool) {
	p.spaces()
	name := p.next()
	if !name.isCommand() && name.text != "~" || structural(name.text) {
		p.unread(name)
		p.fault(t.start, "math-macro", fmt.Sprintf("“%s” defines no command here", t.text), `write a command behind it: \name`)
		return
	}
	m := &macro{}
	pattern := [][]token{nil}
	for {
		u := p.next()
		if u.text == "" || u.text == "}" {
			p.unread(u)
			p.fault(t.start, "math-macro", fmt.Sprintf("the definition of “%s” has no body", name.text), "write it in braces")
			return
		}
		if u.text == "{" {
			m.body = joinParams(p.rawGroup(u))
			break
		}
		if u.text == "#" || len(u.text) == 2 && u.text[0] == '#' {
			if u.text == "#" {
				u = p.next()
			} else {
				u.text = u.text[1:]
			}
			if u.text == "{" { // \def\a#{…}: the call ends before a brace
				pattern[len(pattern)-1] = append(pattern[len(pattern)-1], u)
				m.body = joinParams(p.rawGroup(u))
				break
			}
			m.params++
			if u.text != fmt.Sprint(m.params) || m.params > 9 {
				p.fault(u.start, "math-macro", "parameters are numbered in their order", "write #1#2 …")
				return
			}
			pattern = append(pattern, nil)
			continue
		}
		pattern[len(pattern)-1] = append(pattern[len(pattern)-1], u)
	}
	for _, d := range pattern {
		if len(d) > 0 {
			m.pattern = pattern
		}
	}
	p.checkParams(t, m)
	p.define(name.text, m, global)
}

// let reads \let\name=\other.
func (p *parser) let(t token, global bool) {
	p.spaces()
	name := p.next()
	if !name.isCommand() || structural(name.text) {
		p.unread(name)
		p.fault(t.start, "math-macro", fmt.Sprintf("“%s” defines no command here", t.text), `write a command behind it: \name`)
		return
	}
	p.spaces()
	other := p.next()
	if other.text == "=" {
		if other = p.next(); other.text == " " {
			other = p.next()
		}
	}
	switch m := p.lookup(other.text); {
	case m != nil:
		p.define(name.text, m, global)
	case other.isCommand():
		if line, ok := macroTable.find(other.text[1:]); ok {
			p.define(name.text, &macro{params: int(line[0] - '0'), body: lexAll(line[2:], other)}, global)
			return
		}
		p.define(name.text, &macro{alias: other.text}, global)
	case other.text != "":
		p.define(name.text, &macro{alias: other.text}, global)
	}
}

// pairedDelimiter reads mathtools' \DeclarePairedDelimiter{\name}{left}{right}. The starred command stretches the pair.
func (p *parser) pairedDelimiter(t token) {
	name := p.macroName(t)
	left, ok := p.rawArgument(t)
	if !ok {
		return
	}
	right, ok := p.rawArgument(t)
	if !ok || name == "" {
		return
	}
	body := lexAll(`\@paired`, t)
	for _, d := range [][]token{left, right} {
		body = append(append(append(body, token{"{", t.start, t.end}), d...), token{"}", t.start, t.end})
	}
	p.define(name, &macro{body: body}, false)
}
