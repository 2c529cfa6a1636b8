package math

import "strings"

// function reads \sin, \lim and their like. arg has l for one with limits.
func (p *parser) function(arg string, t token) Node {
	n := &Ident{Atom: at(t), Text: t.text[1:]}
	n.Class = Op
	if arg == "l" {
		p.limits = limitsDisplay
	}
	return n
}

// operatorname reads \operatorname{name}, or with a star one with limits.
func (p *parser) operatorname(arg string, t token) Node {
	if p.star() || arg == "l" {
		defer func() { p.limits = limitsDisplay }()
	} else {
		defer func() { p.limits = limitsBeside }()
	}
	font := p.font
	p.font = fontRoman
	name := p.arg(t)
	p.font = font
	Walk(name, func(n Node) bool {
		if o, ok := n.(*Operator); ok { // hyphens and stars of a name, not minus and times
			switch o.Text {
			case "−":
				o.Text = "-"
			case "∗":
				o.Text = "*"
			}
			o.Class = Ord
		}
		return true
	})
	switch n := name.(type) {
	case *Ident:
		n.Class = Op
		return n
	case *Text:
		return &Ident{Atom: Atom{n.Start, n.End, Op}, Text: n.Text}
	}
	return &Row{Atom: Atom{t.start, p.end(t), Op}, Content: []Node{name}}
}

// classed reads \mathbin{…} and its like, which give what they hold a class.
func (p *parser) classed(arg string, t token) Node {
	n := p.arg(t)
	c := classOfLetter(arg[0])
	if c == Op {
		p.limits = limitsDisplay
	} else {
		p.limits = limitsBeside
	}
	switch m := n.(type) {
	case *Operator:
		m.Class = c
		if c != Op {
			m.Form = Infix
		}
		return m
	case *Ident, *Number, *Text, *Scripts, *UnderOver:
		n.Base().Class = c
		return n
	}
	return &Row{Atom: Atom{t.start, p.end(t), c}, Content: []Node{n}}
}

// dots reads \dots, which are as high as what follows asks for (amsmath).
func (p *parser) dots(t token) Node {
	u := p.peek()
	low := p.operator("…", Inner, t)
	if !u.isCommand() {
		switch u.text {
		case "+", "-", "*", "=", "<", ">", ":", "−":
			return p.operator("⋯", Inner, t)
		}
		return low
	}
	switch u.text {
	case `\int`, `\iint`, `\iiint`, `\oint`:
		return p.operator("⋯", Inner, t)
	case `\not`, `\mathbin`, `\mathrel`, `\cdot`, `\times`, `\implies`, `\iff`:
		return p.operator("⋯", Inner, t)
	}
	if value, ok := symbolTable.find(u.text[1:]); ok && (value[0] == 'b' || value[0] == 'r' || value[0] == 'O' || value[0] == 'I') {
		return p.operator("⋯", Inner, t)
	}
	return low
}

// operand takes the token that a command applies to, which is a fault if there is none.
func (p *parser) operand(command token, missing string) (t token, ok bool) {
	for t = p.token(); t.text == " "; {
		t = p.token()
	}
	if t.text == "" || enderOf(t) != 0 {
		p.unread(t)
		p.fault(command.start, "math-syntax", missing, "")
		return t, false
	}
	return t, true
}

// not reads \not and strikes out what follows.
func (p *parser) not(t token) Node {
	u, ok := p.operand(t, "“\\not” has nothing behind it to strike out")
	if !ok {
		return nil
	}
	var n Node
	if u.text == "{" {
		n = p.row(p.group(u), u)
	} else {
		n = p.nucleus(u)
	}
	switch n := n.(type) {
	case *Operator:
		n.Text = negated(n.Text)
		n.Start = t.start
		return n
	case *Ident:
		n.Text = negated(n.Text)
		return n
	}
	if n == nil {
		return nil
	}
	return &Enclose{Atom: Atom{t.start, p.end(u), classOf(n)}, Content: n, Notation: NotationUp}
}

// negated gives the character that is struck out, or the character with the combining solidus.
func negated(s string) string {
	const pairs = "=≠ <≮ >≯ ≤≰ ≥≱ ∈∉ ∋∌ ⊂⊄ ⊃⊅ ⊆⊈ ⊇⊉ ≡≢ ∼≁ ≃≄ ≅≇ ≈≉ ≍≭ ∣∤ |∤ ∥∦ ‖∦ ⊢⊬ ⊨⊭ ⊩⊮ ⊫⊯ ←↚ →↛ ↔↮ ⇐⇍ ⇒⇏ ⇔⇎ ∃∄ ≺⊀ ≻⊁ ≼⋠ ≽⋡ ⊲⋪ ⊳⋫ ⊴⋬ ⊵⋭ ≲≴ ≳≵ ≶≸ ≷≹ ⊑⋢ ⊒⋣"
	for pair := range strings.FieldsSeq(pairs) {
		if struck, ok := strings.CutPrefix(pair, s); ok && s != "" {
			return struck
		}
	}
	return s + "\u0338"
}
