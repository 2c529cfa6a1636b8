package css

import (
	"slices"
	"strings"
)

// pseudoClass reads a pseudo-class. inOf says that it is in “of” of :nth-child().
func pseudoClass(t *Token, inOf bool) (p PseudoClass, specificity Specificity, ok bool) {
	p.Name = strings.ToLower(t.Text)
	one := Specificity{0, 1, 0}
	if t.Kind == Ident {
		switch p.Name {
		case "root", "first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type", "empty":
			return p, one, true
		}
		return p, one, false
	}
	switch p.Name {
	case "not", "is", "where":
		args, bad := selectorList(t.Args, context{nested: true, of: inOf})
		if bad != nil {
			return p, specificity, false
		}
		p.Args = args
		if p.Name != "where" {
			specificity = greatest(args)
		}
		return p, specificity, true
	case "lang":
		for _, part := range Split(t.Args) {
			if len(part) != 1 || part[0].Kind != Ident && part[0].Kind != String {
				return p, one, false
			}
			p.Lang = append(p.Lang, part[0].Text)
		}
		return p, one, true
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		args := t.Args
		specificity = one
		if i := slices.IndexFunc(args, func(t Token) bool { return t.Is("of") }); i >= 0 && p.Name == "nth-child" {
			of, bad := selectorList(Trim(args[i+1:]), context{nested: true, of: true})
			if bad != nil || inOf {
				return p, specificity, false
			}
			p.Args, args = of, args[:i]
			specificity.add(greatest(of))
		}
		p.Nth, ok = ReadNth(args)
		return p, specificity, ok
	}
	return p, one, false
}

// greatest is the specificity of the most specific of several selectors (selectors-4, §17).
func greatest(list []Selector) (most Specificity) {
	for i := range list {
		if s := list[i].Specificity; s.Compare(most) > 0 {
			most = s
		}
	}
	return most
}

// Nth is an+b: every a-th, counted from the b-th.
type Nth struct{ A, B int }

// Holds reports whether Nth includes the i-th, from 1.
func (n Nth) Holds(i int) bool {
	if n.A == 0 {
		return i == n.B
	}
	return (i-n.B)%n.A == 0 && (i-n.B)/n.A >= 0
}

// ReadNth reads even, odd, 3, 2n, -n+3, 2n + 1 (css-syntax-3, §6). The tokeniser splits these in various ways, so their
// text is joined and read as a whole.
func ReadNth(ts []Token) (n Nth, ok bool) {
	var b strings.Builder
	for _, t := range ts {
		switch t.Kind {
		case Ident, Number, Dimension, Delim:
			b.WriteString(strings.ToLower(t.Text))
		case Space:
		default:
			return n, false
		}
	}
	s := b.String()
	switch s {
	case "even":
		return Nth{2, 0}, true
	case "odd":
		return Nth{2, 1}, true
	}
	head, tail, repeated := strings.Cut(s, "n")
	if !repeated {
		n.B, ok = whole(s)
		return n, ok
	}
	switch head {
	case "", "+":
		n.A = 1
	case "-":
		n.A = -1
	default:
		if n.A, ok = whole(head); !ok {
			return Nth{}, false
		}
	}
	if tail != "" {
		if n.B, ok = whole(tail); !ok {
			return Nth{}, false
		}
	}
	return n, true
}

// whole reads a whole number of limited size.
func whole(s string) (int, bool) {
	num, den, ok := decimal(s)
	if !ok || den != 1 || num > 1<<20 || num < -1<<20 {
		return 0, false
	}
	return int(num), true
}
