package math

import "fmt"

// fixedSpace reads \quad, \, and their like. arg is the width in 1/18000 em.
func (p *parser) fixedSpace(arg string, t token) Node {
	n := 0
	if arg[0] == '-' {
		n = -number(arg[1:])
	} else {
		n = number(arg)
	}
	return &Space{Atom: at(t), Width: Length{Em: Em(n)}}
}

// rule reads \rule[raise]{width}{height}.
func (p *parser) rule(t token) Node {
	n := &Space{Atom: at(t), Ink: true}
	var raise Length
	if ts, ok := p.rawOptional(); ok {
		raise, ok = parseLength(source(ts))
		if !ok {
			p.fault(t.start, "math-syntax", fmt.Sprintf("“%s” is no length", source(ts)), "write it with a unit, such as 1em")
		}
	}
	width, height := p.dimension(t), p.dimension(t)
	n.Width = width
	n.Height = Length{height.Em + raise.Em, height.Ex + raise.Ex, height.Abs + raise.Abs}
	n.Depth = Length{-raise.Em, -raise.Ex, -raise.Abs}
	if width.IsZero() {
		n.Ink = false // a strut
	}
	return n
}

// breakAt reads \allowbreak, \nobreak and \newline.
func (p *parser) breakAt(arg string, t token) Node {
	if _, ok := p.rawOptional(); ok && arg == "f" {
		return &Space{Atom: at(t), Break: BreakForce}
	}
	switch arg {
	case "n":
		return &Space{Atom: at(t), Break: BreakForbid}
	case "f":
		return &Space{Atom: at(t), Break: BreakForce}
	}
	return &Space{Atom: at(t), Break: BreakAllow}
}

// phantom reads \phantom; arg is h or v for the width or the height alone.
func (p *parser) phantom(arg string, t token) Node {
	content := p.arg(t)
	ph := &Phantom{Atom: Atom{t.start, p.end(t), Ord}, Content: content}
	zero := func() *Length { return &Length{} }
	switch arg {
	case "h":
		return &Padded{Atom: ph.Atom, Content: ph, Height: zero(), Depth: zero(), Align: AlignLeft}
	case "v":
		return &Padded{Atom: ph.Atom, Content: ph, Width: zero(), Align: AlignLeft}
	}
	return ph
}

// smash reads \smash[t]{…} and \smash[b]{…}.
func (p *parser) smash(t token) Node {
	which, _ := p.rawOptional()
	n := &Padded{Atom: at(t), Content: p.arg(t), Align: AlignLeft}
	n.End = p.end(t)
	side := source(which)
	if side != "b" {
		n.Height = &Length{}
	}
	if side != "t" {
		n.Depth = &Length{}
	}
	return n
}

// lap reads \mathllap and its like, and \llap, whose argument is text.
func (p *parser) lap(arg string, t token) Node {
	n := &Padded{Atom: at(t), Width: &Length{}, Align: AlignLeft}
	if len(arg) > 1 {
		n.Content = p.text("", t)
	} else {
		n.Content = p.arg(t)
	}
	n.End = p.end(t)
	switch arg[0] {
	case 'l':
		n.Align = AlignRight
	case 'c':
		n.Align = AlignCenter
	}
	return n
}

// raise reads \raisebox{1ex}{…}, \raise1ex\hbox{…}, \lower, \moveright, \vcenter and struts.
func (p *parser) raise(kind, arg string, t token) Node {
	switch kind {
	case "vcenter":
		return &Row{Atom: at(t), Content: []Node{p.arg(t)}}
	case "strut": // TeX's \strutbox: 7/10 and 3/10 of \baselineskip
		return &Space{Atom: at(t), Height: Length{Em: 15120}, Depth: Length{Em: 6480}}
	case "mathstrut":
		paren := p.operator("(", Ord, t)
		ph := &Phantom{Atom: at(t), Content: paren}
		return &Padded{Atom: at(t), Content: ph, Width: &Length{}, Align: AlignLeft}
	}
	by := p.dimension(t)
	switch arg {
	case "-":
		by = Length{-by.Em, -by.Ex, -by.Abs}
	case "l", "r":
		if arg == "l" {
			by = Length{-by.Em, -by.Ex, -by.Abs}
		}
		return &Row{Atom: at(t), Content: []Node{&Space{Width: by}, p.arg(t), &Space{Width: Length{-by.Em, -by.Ex, -by.Abs}}}}
	}
	if kind == "raisebox" {
		p.rawOptional()
		p.rawOptional()
		return &Padded{Atom: at(t), Content: p.text("", t), Raise: by}
	}
	return &Padded{Atom: at(t), Content: p.arg(t), Raise: by}
}
