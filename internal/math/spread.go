package math

// spaced sets the space between the atoms of one list.
type spaced struct {
	inScript bool
	left     *Class // the class of the atom before; nil at the beginning
	last     Node   // that atom
}

// spread sets the space between the nodes of a list, and returns it with what had to be put in.
func (l *spaced) spread(ns []Node) []Node {
	out := make([]Node, 0, len(ns)+2)
	for _, n := range ns {
		switch m := n.(type) {
		case *Space:
			out = append(out, n)
			continue
		case *Style:
			if r, ok := m.Content.(*Row); ok && r.Class == Ord {
				r.Content = l.spread(r.Content)
			} else {
				m.Content = one(l.spread([]Node{m.Content}), m.Atom)
			}
			out = append(out, n)
			continue
		}
		out = l.before(out, n)
		out = append(out, n)
		l.last = n
		l.left = ref(n.Base().Class)
	}
	return out
}

// before sets the space before an atom.
func (l *spaced) before(out []Node, n Node) []Node {
	if l.left == nil {
		return out
	}
	w := space(*l.left, n.Base().Class, l.inScript)
	if isFunction(l.last) {
		apply := &Operator{Text: ApplyFunction, RSpace: Length{Em: w}}
		apply.Start, apply.End = l.last.Base().End, l.last.Base().End
		return append(out, apply)
	}
	if w == 0 {
		return out
	}
	if l.last != nil {
		if o := Core(l.last); o != nil {
			o.RSpace.Em += w
			return out
		}
	}
	if o := Core(n); o != nil {
		o.LSpace.Em += w
		return out
	}
	at := n.Base().Start
	return append(out, &Space{Atom: Atom{at, at, Ord}, Width: Length{Em: w}})
}

// isFunction reports whether an atom is the name of a function, such as sin or sin², which is applied to what follows.
func isFunction(n Node) bool {
	switch n := n.(type) {
	case *Ident:
		return n.Class == Op
	case *Scripts:
		return n.Class == Op && isFunction(n.Content)
	case *UnderOver:
		return n.Class == Op && isFunction(n.Content)
	}
	return false
}
