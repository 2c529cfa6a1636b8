package math

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// accent reads an accent over or under its argument. arg has the accent's text, the number of its combining character, and
// s for one that stretches, u for one below.
func (p *parser) accent(arg string, t token) Node {
	text, rest, _ := strings.Cut(arg, ",")
	code, flags, _ := strings.Cut(rest, ",")
	combining, _ := strconv.ParseUint(code, 16, 32)
	base := p.arg(t)
	o := p.operator(text, Ord, t)
	o.Form, o.Stretchy, o.Accent = Postfix, strings.Contains(flags, "s"), rune(combining)
	n := &UnderOver{Atom: Atom{t.start, p.end(t), Ord}, Content: base}
	if strings.Contains(flags, "u") {
		n.Under, n.UnderAccent = o, true
	} else {
		n.Over, n.OverAccent = o, true
	}
	return n
}

// brace reads \overbrace, \underbrace and brackets, whose scripts are above or below.
func (p *parser) brace(arg string, t token) Node {
	_, n := utf8.DecodeRuneInString(arg)
	p.rawOptional() // mathtools: thickness and height
	p.rawOptional()
	base := p.arg(t)
	o := p.operator(arg[:n], Ord, t)
	o.Form, o.Stretchy = Postfix, true
	u := &UnderOver{Atom: Atom{t.start, p.end(t), Op}, Content: base}
	if strings.Contains(arg[n:], "u") {
		u.Under, u.UnderAccent = o, true
	} else {
		u.Over, u.OverAccent = o, true
	}
	p.limits = limitsAlways
	return u
}

// arrow reads \xrightarrow[under]{over} and its like.
func (p *parser) arrow(text string, t token) Node {
	under := p.optional(t)
	over := something(p.arg(t))
	return p.labelledArrow(text, under, over, t)
}

// labelledArrow makes an arrow that stretches over the text above and below it.
func (p *parser) labelledArrow(text string, under, over Node, t token) Node {
	o := p.operator(text, Rel, t)
	o.Stretchy = true
	least := Length{Em: OneEm * 3 / 2}
	o.MinSize = &least
	pad := func(n Node) Node {
		if n == nil {
			return nil
		}
		side := func() Node { return &Space{Width: Length{Em: OneEm / 2}} }
		return &Row{Atom: *n.Base(), Content: []Node{side(), n, side()}}
	}
	n := &UnderOver{Atom: Atom{t.start, p.end(t), Rel}, Content: o, Under: pad(under), Over: pad(over)}
	if n.Under == nil && n.Over == nil {
		n.Over = &Row{Atom: at(t)}
	}
	return n
}
