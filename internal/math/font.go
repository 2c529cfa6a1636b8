package math

// fontGroup reads \mathbf{…} and its like.
func (p *parser) fontGroup(arg string, t token) Node {
	outer := p.font
	defer func() { p.font = outer }()
	f := fontOf(arg)
	switch {
	case f == fontBoldDefault:
		f = outer.emboldened()
	case outer == fontBoldDefault && f != fontDefault:
		f = f.emboldened()
	}
	p.font = f
	u := p.peek()
	if u.text != "{" {
		n := p.arg(t)
		return n
	}
	u = p.token()
	for u.text == " " {
		u = p.token()
	}
	ns := p.group(u)
	if len(ns) == 1 {
		p.limits = limitsOf(ns[0])
		return ns[0]
	}
	return &Row{Atom: Atom{t.start, p.end(t), Ord}, Content: ns}
}

// limitsOf says where the scripts of an atom go that stands alone in the argument of a font command.
func limitsOf(n Node) limits {
	if o, ok := n.(*Operator); ok && o.MovableLimits {
		return limitsDisplay
	}
	return limitsBeside
}
