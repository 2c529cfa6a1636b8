package math

import (
	"strings"
	"unicode/utf8"
)

// scripts reads the primes, superscripts and subscripts of an atom.
func (p *parser) scripts(base Node) Node {
	where := p.limits
	var sub, sup Node
	primes := 0
	var primesAt token
	for {
		t := p.token()
		for t.text == " " {
			t = p.token()
		}
		switch {
		case t.text == "'" || t.text == "’":
			if primes == 0 {
				primesAt = t
			}
			if sup != nil && primes == 0 {
				p.fault(t.start, "math-syntax", "a prime stands behind a superscript", "put the prime before it, or the formula before it in braces")
				base, sub, sup = p.attach(base, sub, sup, where), nil, nil
			}
			primes++
			primesAt.end = t.end
		case t.text == "^":
			if sup != nil {
				p.fault(t.start, "math-syntax", "this is a second superscript", "put what belongs together in braces")
				base, sub, sup = p.attach(base, sub, sup, where), nil, nil
			}
			sup = p.arg(t)
		case t.text == "_":
			if sub != nil {
				p.fault(t.start, "math-syntax", "this is a second subscript", "put what belongs together in braces")
				base, sub, sup = p.attach(base, sub, p.primed(primes, sup, primesAt), where), nil, nil
				primes = 0
			}
			sub = p.arg(t)
		case t.text == `\limits`:
			where = limitsAlways
		case t.text == `\nolimits`:
			where = limitsBeside
		case t.text == `\displaylimits`:
			where = limitsDisplay
		case t.text != "" && p.raised(t, &sub, &sup):
		default:
			p.unread(t)
			sup = p.primed(primes, sup, primesAt)
			return p.attach(base, sub, sup, where)
		}
	}
}

// primed puts primes before a superscript.
func (p *parser) primed(n int, sup Node, t token) Node {
	if n == 0 {
		return sup
	}
	text := strings.Repeat("′", n)
	switch n {
	case 2:
		text = "″"
	case 3:
		text = "‴"
	case 4:
		text = "⁗"
	}
	o := p.operator(text, Ord, t)
	o.Form = Postfix
	if sup == nil {
		return o
	}
	if r, ok := sup.(*Row); ok {
		return &Row{Atom: Atom{t.start, r.End, Ord}, Content: append([]Node{o}, r.Content...)}
	}
	return &Row{Atom: Atom{t.start, sup.Base().End, Ord}, Content: []Node{o, sup}}
}

// attach gives an atom its scripts or limits.
func (p *parser) attach(base, sub, sup Node, where limits) Node {
	if op, ok := base.(*Operator); ok && where == limitsDisplay && op.Class == Op {
		op.MovableLimits = true
	}
	if sub == nil && sup == nil {
		return base
	}
	a := *base.Base()
	for _, n := range []Node{sub, sup} {
		if n != nil {
			a.End = max(a.End, n.Base().End)
		}
	}
	if where == limitsBeside {
		return &Scripts{Atom: a, Content: base, Sub: sub, Sup: sup}
	}
	_, isOperator := base.(*Operator)
	return &UnderOver{Atom: a, Content: base, Under: sub, Over: sup, movable: where == limitsDisplay && !isOperator}
}

// The characters that are raised or lowered themselves, as in x².
const (
	superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"
	subscripts   = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
	onTheLine    = "0123456789+-=()ni"
)

// raised reads characters that are raised or lowered themselves.
func (p *parser) raised(t token, sub, sup *Node) bool {
	if t.text[0] < utf8.RuneSelf || !utf8.ValidString(t.text) {
		return false
	}
	for _, c := range []struct {
		chars string
		into  *Node
	}{{superscripts, sup}, {subscripts, sub}} {
		if !strings.Contains(c.chars, t.text) || *c.into != nil {
			continue
		}
		var plain []byte
		first := t
		for t.text != "" {
			i := strings.Index(c.chars, t.text)
			if i < 0 || !utf8.ValidString(t.text) {
				break
			}
			plain = append(plain, onTheLine[utf8.RuneCountInString(c.chars[:i])])
			t = p.next()
		}
		p.unread(t)
		*c.into = p.row(p.written(string(plain), first), first)
		return true
	}
	return false
}

// overset reads \overset{over}{base}, \underset and \stackrel.
func (p *parser) overset(arg string, t token) Node {
	var over, under Node
	first := p.arg(t)
	switch arg {
	case "u":
		under = first
	case "b":
		over, under = first, p.arg(t)
	default:
		over = first
		if arg == "r" {
			if opt := p.optional(t); opt != nil {
				under = opt
			}
		}
	}
	base := p.arg(t)
	n := &UnderOver{Atom: Atom{t.start, p.end(t), classOf(base)}, Content: base, Under: under, Over: over}
	switch arg {
	case "r":
		n.Class = Rel
	case "B":
		n.Class = Bin
	}
	return n
}

// classOf gives the class of what an argument holds.
func classOf(n Node) Class {
	switch m := n.(type) {
	case *Row:
		if len(m.Content) == 1 && m.Class == Ord {
			return classOf(m.Content[0])
		}
	case *Style:
		return classOf(m.Content)
	}
	return n.Base().Class
}

// buildrel reads \buildrel over \over base.
func (p *parser) buildrel(t token) Node {
	var over []token
	for {
		u := p.next()
		if u.text == `\over` {
			break
		}
		if u.text == "" || enderOf(u) != 0 {
			p.unread(u)
			p.fault(t.start, "math-syntax", "“\\buildrel” has no “\\over” behind it", `write \stackrel{…}{…}`)
			break
		}
		over = append(over, u)
		if u.text == "{" {
			over = append(append(over, p.rawGroup(u)...), token{"}", u.start, u.end})
		}
	}
	n := &UnderOver{Atom: at(t), Over: p.row(p.within(over), t)}
	n.Class = Rel
	n.Content = p.arg(t)
	return n
}

// prescript reads mathtools' \prescript{sup}{sub}{base}.
func (p *parser) prescript(t token) Node {
	sup, sub := p.arg(t), p.arg(t)
	base := p.arg(t)
	return &Multiscripts{Atom: Atom{t.start, p.end(t), classOf(base)}, Content: base, Pre: []Script{{Sub: something(sub), Sup: something(sup)}}}
}

// something gives nil for an empty row.
func something(n Node) Node {
	if r, ok := n.(*Row); ok && len(r.Content) == 0 {
		return nil
	}
	return n
}

// sideset reads \sideset{_a^b}{_c^d}\sum_e^f.
func (p *parser) sideset(t token) Node {
	pre, post := p.arg(t), p.arg(t)
	u, ok := p.operand(t, "“\\sideset” has no operator behind it")
	if !ok {
		return nil
	}
	p.limits = limitsBeside
	base := p.nucleus(u)
	if base == nil {
		return nil
	}
	m := &Multiscripts{Atom: Atom{t.start, p.end(t), Op}, Content: base}
	m.Pre, m.Post = scriptsOf(pre), scriptsOf(post)
	p.limits = limitsDisplay
	return m
}

// scriptsOf gives the scripts that an argument of \sideset has.
func scriptsOf(n Node) []Script {
	switch n := n.(type) {
	case *Scripts:
		return []Script{{n.Sub, n.Sup}}
	case *Row:
		var out []Script
		for _, c := range n.Content {
			out = append(out, scriptsOf(c)...)
		}
		return out
	}
	return nil
}
