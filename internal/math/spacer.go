package math

// choice is what \mathchoice reads: one of four nodes, by the style of the place. The spacer puts the one in its place.
type choice struct {
	Atom
	options [4]Node
}

// style is one of TeX's four styles.
type style uint8

const (
	styleDisplay style = iota
	styleText
	styleScript
	styleScriptScript
)

// script is the style of scripts.
func (s style) script() style {
	if s < styleScript {
		return styleScript
	}
	return styleScriptScript
}

// part is the style of a numerator or denominator.
func (s style) part() style {
	if s == styleScriptScript {
		return s
	}
	return s + 1
}

// spacer sets the space between atoms by The TeXbook, chapter 18, and does what depends on the style.
type spacer struct{ style style }

// width of the space between two classes, in mu; 0 for none. In scripts only the first rows' thin spaces next to an
// operator are left.
func space(left, right Class, inScript bool) Em {
	// The table of The TeXbook, page 170. Small letters are spaces that scripts do not have: t thin, m medium, k thick; T is
	// a thin space everywhere.
	const table = "" +
		"0Tmk000t" + // Ord
		"TT0k000t" + // Op
		"mm00m00m" + // Bin
		"kk00k00k" + // Rel
		"00000000" + // Open
		"0Tmk000t" + // Close
		"tt0ttttt" + // Punct
		"tTmkt0tt" //   Inner
	switch table[int(left)*8+int(right)] {
	case 'T':
		return 3 * Mu
	case 't':
		if !inScript {
			return 3 * Mu
		}
	case 'm':
		if !inScript {
			return 4 * Mu
		}
	case 'k':
		if !inScript {
			return 5 * Mu
		}
	}
	return 0
}

// list completes a list of atoms. before, if not nil, is the class of what is before the list.
func (s spacer) list(ns []Node, before *Class) []Node {
	var atoms []Node
	ns = s.inside(ns, &atoms)
	binaries(atoms, before)
	if len(atoms) == 0 {
		return ns
	}
	l := &spaced{inScript: s.style >= styleScript, left: before}
	return l.spread(ns)
}

// inside completes the children of the nodes of a list, and collects its atoms: what TeX sets space between. Colours and
// styles are no atoms, but what is in them is.
func (s spacer) inside(ns []Node, atoms *[]Node) []Node {
	out := ns[:0:0]
	for _, n := range ns {
		switch m := n.(type) {
		case *choice:
			chosen := m.options[s.style]
			if r, ok := chosen.(*Row); ok && r.Class == Ord { // its space is that of the list
				out = append(out, s.inside(r.Content, atoms)...)
				continue
			}
			out = append(out, s.inside([]Node{chosen}, atoms)...)
			continue
		case *Space:
		case *Style:
			inner := s.within(m)
			if r, ok := m.Content.(*Row); ok && r.Class == Ord {
				r.Content = inner.inside(r.Content, atoms)
			} else {
				m.Content = one(inner.inside([]Node{m.Content}, atoms), m.Atom)
			}
		default:
			n = s.node(n)
			*atoms = append(*atoms, n)
		}
		out = append(out, n)
	}
	return out
}

// one makes one node of several.
func one(ns []Node, a Atom) Node {
	if len(ns) == 1 {
		return ns[0]
	}
	return &Row{Atom: Atom{a.Start, a.End, Ord}, Content: ns}
}

// within gives the spacer for the content of a Style.
func (s spacer) within(n *Style) spacer {
	if n.Level != nil {
		switch {
		case *n.Level >= 2:
			s.style = styleScriptScript
		case *n.Level == 1:
			s.style = styleScript
		case n.Display != nil && *n.Display:
			s.style = styleDisplay
		default:
			s.style = styleText
		}
	}
	return s
}

// alone completes a node that is a list of its own.
func (s spacer) alone(n Node, st style) Node {
	if n == nil {
		return nil
	}
	inner := spacer{st}
	if r, ok := n.(*Row); ok {
		r.Content = inner.list(r.Content, nil)
		return r
	}
	return one(inner.list([]Node{n}, nil), *n.Base())
}

// node completes the children of a node.
func (s spacer) node(n Node) Node {
	same := s.style
	switch n := n.(type) {
	case *Row:
		n.Content = s.list(n.Content, nil)
	case *Fraction:
		n.Num, n.Den = s.alone(n.Num, same.part()), s.alone(n.Den, same.part())
	case *Sqrt:
		n.Content = s.alone(n.Content, same)
	case *Root:
		n.Content, n.Index = s.alone(n.Content, same), s.alone(n.Index, styleScriptScript)
	case *Scripts:
		n.Content = s.alone(n.Content, same)
		n.Sub, n.Sup = s.alone(n.Sub, same.script()), s.alone(n.Sup, same.script())
	case *UnderOver:
		return s.underOver(n)
	case *Multiscripts:
		n.Content = s.alone(n.Content, same)
		for _, list := range [][]Script{n.Pre, n.Post} {
			for i := range list {
				list[i].Sub, list[i].Sup = s.alone(list[i].Sub, same.script()), s.alone(list[i].Sup, same.script())
			}
		}
	case *Padded:
		n.Content = s.alone(n.Content, same)
	case *Phantom:
		n.Content = s.alone(n.Content, same)
	case *Enclose:
		n.Content = s.alone(n.Content, same)
	case *Link:
		n.Content = s.alone(n.Content, same)
	case *Table:
		s.table(n)
	}
	return n
}

// underOver completes limits; those of words become scripts where the style is not display.
func (s spacer) underOver(n *UnderOver) Node {
	n.Content = s.alone(n.Content, s.style)
	under, over := s.style.script(), s.style.script()
	if n.UnderAccent {
		under = s.style
	}
	if n.OverAccent {
		over = s.style
	}
	n.Under, n.Over = s.alone(n.Under, under), s.alone(n.Over, over)
	if n.movable && s.style != styleDisplay {
		return &Scripts{Atom: n.Atom, Content: n.Content, Sub: n.Under, Sup: n.Over}
	}
	return n
}

// table completes the cells of a table.
func (s spacer) table(t *Table) {
	st := styleText
	if t.Display {
		st = styleDisplay
	}
	if t.Small {
		st = styleScript
	}
	if t.Kind == ArrayTable && !t.Display && s.style >= styleScript {
		st = s.style // \substack
	}
	for _, r := range t.Rows {
		column := 0
		for _, c := range r.Cells {
			inner := spacer{st}
			var before *Class
			if (t.Kind == AlignedTable || t.Kind == AlignTable) && column%2 == 1 {
				before = ref(Ord) // amsmath begins these columns with an empty atom
			}
			if row, ok := c.Content.(*Row); ok {
				row.Content = inner.list(row.Content, before)
			} else {
				c.Content = inner.alone(c.Content, st)
			}
			column += c.Span
		}
		if r.Tag != nil {
			r.Tag.Content = s.alone(r.Tag.Content, styleText)
		}
	}
}

// binaries makes Ord of the binary operators that have nothing to join on one side (The TeXbook, appendix G, rules 5 and
// 6).
func binaries(atoms []Node, before *Class) {
	left := Open
	if before != nil {
		left = *before
	}
	for i, n := range atoms {
		a := n.Base()
		if a.Class == Bin {
			switch left {
			case Bin, Op, Rel, Open, Punct:
				setClass(n, Ord)
			}
		}
		switch a.Class {
		case Rel, Close, Punct:
			if i > 0 && left == Bin {
				setClass(atoms[i-1], Ord)
			}
		}
		left = a.Class
	}
	if n := len(atoms); n > 0 && left == Bin {
		setClass(atoms[n-1], Ord)
	}
}

// setClass sets the class of an atom, and of the operator that is its core. A sign before a number is a prefix.
func setClass(n Node, c Class) {
	if o := Core(n); o != nil && o.Class == Bin {
		o.Class, o.Form = c, Prefix
	}
	n.Base().Class = c
}
