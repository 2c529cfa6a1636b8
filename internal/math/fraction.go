package math

import "strings"

// fraction reads \frac, \binom and their like. arg has b for a binomial, d and t for display and text style.
func (p *parser) fraction(kind, arg string, t token) Node {
	switch kind {
	case "genfrac":
		return p.genfrac(t)
	case "sfrac":
		num, den := p.arg(t), p.arg(t)
		one := 1
		script := func(n Node) Node {
			return &Style{Atom: *n.Base(), Content: n, Display: new(bool), Level: &one}
		}
		slash := p.operator("⁄", Ord, t)
		raised := &Padded{Atom: at(t), Content: script(num), Raise: Length{Em: OneEm * 3 / 10}}
		return &Row{Atom: at(t), Content: []Node{raised, slash, script(den)}}
	}
	f := &Fraction{Atom: at(t)}
	if kind == "cfrac" {
		if side, ok := p.rawOptional(); ok {
			switch strings.TrimSpace(source(side)) {
			case "l":
				f.NumAlign = AlignLeft
			case "r":
				f.NumAlign = AlignRight
			}
		}
		arg = "d"
	}
	f.Num, f.Den = p.arg(t), p.arg(t)
	f.End = p.end(t)
	if kind == "cfrac" {
		// A strut keeps the lines of nested fractions apart (amsmath).
		strut := func(n Node) Node {
			return &Row{Atom: *n.Base(), Content: []Node{n, &Space{Height: Length{Em: OneEm * 84 / 100}, Depth: Length{Em: OneEm * 36 / 100}}}}
		}
		display := func(n Node) Node { return p.styled(n, 0, t) }
		f.Num, f.Den = display(strut(f.Num)), display(f.Den)
		less := &Space{Atom: at(t), Width: Length{Em: -OneEm * 12 / 100}} // no \nulldelimiterspace behind it
		return p.styled(&Row{Atom: f.Atom, Content: []Node{f, less}}, 0, t)
	}
	// LaTeX puts a fraction in braces, so that it is an Ord and not, as that of \over, an Inner.
	var n Node = f
	if strings.Contains(arg, "b") {
		f.Line = &Length{}
		n = p.inDelimiters("(", ")", f, t)
		n.Base().Class = Ord
	}
	switch {
	case strings.Contains(arg, "d"):
		return p.styled(n, 0, t)
	case strings.Contains(arg, "t"):
		return p.styled(n, 1, t)
	}
	return n
}

// inDelimiters puts stretchy delimiters around a node.
func (p *parser) inDelimiters(left, right string, n Node, t token) Node {
	open, closing := p.delimiterOf(left, Open, t), p.delimiterOf(right, Close, t)
	return &Row{Atom: Atom{t.start, p.end(t), Inner}, Content: []Node{open, n, closing}}
}

// styled puts a node in one of TeX's four styles, of which 0 is display.
func (p *parser) styled(n Node, style int, t token) Node {
	display, level := style == 0, max(0, style-1)
	s := &Style{Atom: at(t), Content: n, Display: &display, Level: &level}
	s.End = max(s.End, n.Base().End)
	return s
}

// genfrac reads \genfrac{left}{right}{thickness}{style}{num}{den}.
func (p *parser) genfrac(t token) Node {
	left, right := p.words(t), p.words(t)
	thickness, style := p.words(t), p.words(t)
	f := &Fraction{Atom: at(t)}
	if thickness != "" {
		if l, ok := parseLength(thickness); ok {
			f.Line = &l
		} else {
			p.fault(t.start, "math-syntax", "“"+thickness+"” is no length", "write it with a unit, such as 1pt")
		}
	}
	f.Num, f.Den = p.arg(t), p.arg(t)
	var n Node = f
	if left != "" || right != "" {
		n = p.inDelimiters(p.delimiterText(left), p.delimiterText(right), f, t)
		n.Base().Class = Ord
	}
	if len(style) == 1 && style[0] >= '0' && style[0] <= '3' {
		return p.styled(n, int(style[0]-'0'), t)
	}
	return n
}

// infix reads \over and its like, with what is before it as the numerator. arg has a for no line, l for a thickness, d
// for delimiters that are given, or the delimiters.
func (p *parser) infix(arg string, t token, before []Node, until ends) []Node {
	f := &Fraction{Atom: at(t), Num: p.row(p.joined(before), t)}
	f.Class = Inner
	left, right := "", ""
	switch {
	case strings.Contains(arg, "d"):
		left, right = p.delimiter(t), p.delimiter(t)
	case len(arg) == 2:
		left, right = arg[:1], arg[1:]
		f.Line = &Length{}
	}
	if strings.Contains(arg, "a") {
		f.Line = &Length{}
	}
	if strings.Contains(arg, "l") {
		l := p.dimension(t)
		f.Line = &l
	}
	f.Den = p.row(p.list(until), t)
	if left == "" && right == "" {
		return []Node{f}
	}
	return []Node{p.inDelimiters(left, right, f, t)}
}
