package math

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The bounds on macros in one formula. A formula of a book needs some dozens.
const (
	maxExpansions = 10_000
	maxTokens     = 200_000 // that macros make
)

// Macros are definitions of commands: \newcommand, \def, \DeclareMathOperator, \let and their like. The zero value has
// none.
type Macros struct {
	defs map[string]*macro
}

// Clone gives a copy, to which definitions can be added without changing m.
func (m *Macros) Clone() *Macros {
	if m == nil {
		return &Macros{}
	}
	return &Macros{defs: maps.Clone(m.defs)}
}

// Define reads definitions, such as the lines with \newcommand of a text. What is between them is passed over.
func (m *Macros) Define(src string) []Fault {
	p := &parser{src: src, opts: Options{Macros: m}}
	p.list(0)
	for name, d := range p.defs {
		p.define(name, d, true)
	}
	return slices.DeleteFunc(p.faults, func(f Fault) bool { return f.Code != "math-macro" })
}

// macro is what a command stands for.
type macro struct {
	params int
	// optional is the value of the first parameter where the call has none in brackets; nil if it is not optional.
	optional []token
	// pattern has what stands before, between and behind the parameters in a \def; nil for parameters side by side.
	pattern [][]token
	body    []token
	// alias is the command that \let stands for, which is then not expanded again; "" for another macro.
	alias string
}

// undone is a definition to restore at the end of a group.
type undone struct {
	name string
	was  *macro
	had  bool
}

// lookup gives the macro of a token.
func (p *parser) lookup(text string) *macro {
	if m, ok := p.defs[text]; ok {
		return m
	}
	if p.opts.Macros != nil {
		return p.opts.Macros.defs[text]
	}
	return nil
}

// define sets a macro for the group, or for good.
func (p *parser) define(name string, m *macro, global bool) {
	p.defined = true
	if global && p.opts.Macros != nil {
		if p.opts.Macros.defs == nil {
			p.opts.Macros.defs = map[string]*macro{}
		}
		p.opts.Macros.defs[name] = m
		delete(p.defs, name)
		return
	}
	was, had := p.defs[name]
	if p.defs == nil {
		p.defs = map[string]*macro{}
	}
	if !global {
		p.undo = append(p.undo, undone{name, was, had})
	}
	p.defs[name] = m
}

// leave undoes the definitions since the group began, when there were n.
func (p *parser) leave(n int) {
	for i := len(p.undo) - 1; i >= n; i-- {
		u := p.undo[i]
		if u.had {
			p.defs[u.name] = u.was
		} else {
			delete(p.defs, u.name)
		}
	}
	p.undo = p.undo[:n]
}

// next gives the next token as it is written.
func (p *parser) next() token {
	if n := len(p.back); n > 0 {
		t := p.back[n-1]
		p.back = p.back[:n-1]
		return t
	}
	text, start, end := lexeme(p.src, p.off)
	p.off = end
	return token{text, start, end}
}

// unread gives a token back.
func (p *parser) unread(t token) { p.back = append(p.back, t) }

// push gives tokens back, in their order.
func (p *parser) push(ts []token) {
	for i := len(ts) - 1; i >= 0; i-- {
		p.back = append(p.back, ts[i])
	}
}

// token gives the next token after macros are expanded.
func (p *parser) token() token {
	for {
		t := p.next()
		if t.text == "" || len(t.text) == 1 && t.text != "~" {
			return t
		}
		if m := p.lookup(t.text); m != nil {
			if m.alias != "" {
				t.text = m.alias
				return t
			}
			if !p.expand(t, m) {
				return token{"", t.start, t.start}
			}
			continue
		}
		if !t.isCommand() {
			return t
		}
		line, ok := macroTable.find(t.text[1:])
		if !ok {
			return t
		}
		if !p.expand(t, &macro{params: int(line[0] - '0'), body: lexAll(line[2:], t)}) {
			return token{"", t.start, t.start}
		}
	}
}

// peek gives the next token that is no white space, without taking it.
func (p *parser) peek() token {
	t := p.token()
	for t.text == " " {
		t = p.token()
	}
	p.unread(t)
	return t
}

// spaces skips white space.
func (p *parser) spaces() {
	for {
		if t := p.next(); t.text != " " {
			p.unread(t)
			return
		}
	}
}

// expand replaces the call of a macro by its body. It is false where the formula has too many calls; then the rest of the
// formula is left out.
func (p *parser) expand(call token, m *macro) bool {
	p.expansions++
	args, ok := p.arguments(call, m)
	if !ok {
		return true
	}
	n := len(m.body)
	for _, t := range m.body {
		if len(t.text) == 2 && t.text[0] == '#' && isDigit(t.text[1]) {
			if i := int(t.text[1] - '1'); i >= 0 && i < len(args) {
				n += len(args[i])
			}
		}
	}
	if p.made += n; p.expansions > maxExpansions || p.made > maxTokens {
		if !p.exhausted {
			p.fault(call.start, "math-macro", fmt.Sprintf("“%s” calls itself without end", call.text), "define it without itself; the rest of the formula is left out")
		}
		p.exhausted, p.back, p.off = true, nil, len(p.src)
		return false
	}
	for i := len(m.body) - 1; i >= 0; i-- {
		t := m.body[i]
		if len(t.text) == 2 && t.text[0] == '#' {
			if k := int(t.text[1]) - '1'; t.text[1] == '#' {
				t.text = "#"
			} else if k >= 0 && k < len(args) {
				p.push(args[k])
				continue
			}
		}
		t.start, t.end = call.start, call.end
		p.back = append(p.back, t)
	}
	return true
}

// arguments reads the arguments of a call.
func (p *parser) arguments(call token, m *macro) (args [][]token, ok bool) {
	if m.pattern != nil {
		return p.delimited(call, m)
	}
	for i := range m.params {
		if i == 0 && m.optional != nil {
			arg, given := p.rawOptional()
			if !given {
				arg = m.optional
			}
			args = append(args, arg)
			continue
		}
		arg, ok := p.rawArgument(call)
		if !ok {
			return nil, false
		}
		args = append(args, arg)
	}
	return args, true
}

// delimited reads arguments by the pattern of a \def.
func (p *parser) delimited(call token, m *macro) (args [][]token, ok bool) {
	if !p.match(call, m.pattern[0]) {
		return nil, false
	}
	for _, until := range m.pattern[1:] {
		if len(until) == 0 {
			arg, ok := p.rawArgument(call)
			if !ok {
				return nil, false
			}
			args = append(args, arg)
			continue
		}
		var arg []token
		for depth := 0; ; {
			t := p.next()
			if t.text == "" {
				p.fault(call.start, "math-macro", fmt.Sprintf("“%s” has no “%s” behind it, which its definition asks for", call.text, source(until)), "")
				return nil, false
			}
			if depth == 0 && t.text == until[0].text && p.follows(until[1:]) {
				break
			}
			switch t.text {
			case "{":
				depth++
			case "}":
				depth--
			}
			arg = append(arg, t)
		}
		args = append(args, strip(arg))
	}
	return args, true
}

// strip takes the braces around all of an argument off.
func strip(arg []token) []token {
	if len(arg) < 2 || arg[0].text != "{" || arg[len(arg)-1].text != "}" {
		return arg
	}
	depth := 0
	for i, t := range arg {
		switch t.text {
		case "{":
			depth++
		case "}":
			if depth--; depth == 0 && i < len(arg)-1 {
				return arg
			}
		}
	}
	return arg[1 : len(arg)-1]
}

// match takes the tokens that have to come.
func (p *parser) match(call token, want []token) bool {
	if len(want) == 0 {
		return true
	}
	t := p.next()
	if t.text == want[0].text && p.follows(want[1:]) {
		return true
	}
	p.unread(t)
	p.fault(call.start, "math-macro", fmt.Sprintf("“%s” has no “%s” behind it, which its definition asks for", call.text, source(want)), "")
	return false
}

// follows takes tokens if they come next, and otherwise none.
func (p *parser) follows(want []token) bool {
	var taken []token
	for _, w := range want {
		t := p.next()
		taken = append(taken, t)
		if t.text != w.text {
			p.push(taken)
			return false
		}
	}
	return true
}

// rawArgument reads an argument without expanding it: what is in braces, or a token.
func (p *parser) rawArgument(call token) ([]token, bool) {
	p.spaces()
	t := p.next()
	switch t.text {
	case "":
		p.fault(call.start, "math-syntax", fmt.Sprintf("an argument of “%s” is missing", call.text), "")
		return nil, false
	case "}", "&":
		p.unread(t)
		p.fault(call.start, "math-syntax", fmt.Sprintf("an argument of “%s” is missing", call.text), "")
		return nil, false
	case "{":
		return p.rawGroup(t), true
	}
	return []token{t}, true
}

// rawGroup reads up to the brace that closes the one that was read.
func (p *parser) rawGroup(open token) []token {
	var out []token
	for depth := 1; ; {
		t := p.next()
		switch t.text {
		case "":
			p.fault(open.start, "math-syntax", "this brace is not closed", "write a } where the group ends")
			return out
		case "{":
			depth++
		case "}":
			if depth--; depth == 0 {
				return out
			}
		}
		out = append(out, t)
	}
}

// rawOptional reads what is in brackets, if brackets come next.
func (p *parser) rawOptional() ([]token, bool) {
	var blanks []token
	t := p.next()
	for t.text == " " {
		blanks = append(blanks, t)
		t = p.next()
	}
	if t.text != "[" {
		p.unread(t)
		p.push(blanks)
		return nil, false
	}
	out := []token{}
	for depth := 0; ; {
		u := p.next()
		switch u.text {
		case "":
			p.fault(t.start, "math-syntax", "this bracket is not closed", "write a ] where the option ends")
			return out, true
		case "{":
			depth++
		case "}":
			if depth == 0 {
				p.unread(u)
				p.fault(t.start, "math-syntax", "this bracket is not closed", "write a ] where the option ends")
				return out, true
			}
			depth--
		case "]":
			if depth == 0 {
				return out, true
			}
		}
		out = append(out, u)
	}
}

// star takes a star, if one comes next.
func (p *parser) star() bool {
	t := p.next()
	if t.text == "*" {
		return true
	}
	p.unread(t)
	return false
}

// words reads an argument and gives it as characters, without expanding it.
func (p *parser) words(call token) string {
	arg, _ := p.rawArgument(call)
	return strings.TrimSpace(source(arg))
}
