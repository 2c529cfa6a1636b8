package style

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// Cascade computes the styles of one document by a Sheet. It remembers what it has computed, and nodes for which the
// same rules hold under the same parent share one Style. It is not for several goroutines at once.
type Cascade struct {
	sheet   *Sheet
	root    *Style
	initial *Style
	memo    map[memoKey]*Style
	pages   map[pageKey]*Page
	matched []int
}

type memoKey struct {
	parent *Style
	rules  string
}

// Cascade begins a computation.
func (sh *Sheet) Cascade() *Cascade {
	return &Cascade{sheet: sh, initial: initial(), memo: map[memoKey]*Style{}, pages: map[pageKey]*Page{}}
}

// Style computes the style of an element and keeps it. The parent's must have been computed before.
func (c *Cascade) Style(e *Element) *Style {
	if e.style == nil {
		parent := c.initial
		if e.Parent != nil {
			parent = e.Parent.style
		}
		e.style = c.compute(parent, c.match(e, ""))
		if c.root == nil {
			c.root = e.style
		}
	}
	return e.style
}

// Pseudo computes the style of a pseudo-element (before, after, marker, first-letter, first-line, footnote-marker) of an element whose
// own style has been computed; nil if no rule speaks of it.
func (c *Cascade) Pseudo(e *Element, name string) *Style {
	rules := c.match(e, name)
	if len(rules) == 0 {
		return nil
	}
	return c.compute(e.style, rules)
}

// PseudoUnder computes the style of a pseudo-element that stands apart from its element, as the call of a footnote
// does: it inherits from what is around it.
func (c *Cascade) PseudoUnder(e *Element, name string, parent *Style) *Style {
	return c.compute(parent, c.match(e, name))
}

// Anonymous gives the style of a box that has no element: all that is inherited, and initial values else.
func (c *Cascade) Anonymous(parent *Style) *Style { return c.compute(parent, nil) }

// match gives the rules that hold for an element, in the order of the sheet.
func (c *Cascade) match(e *Element, pseudo string) []int {
	out := c.matched[:0]
	try := func(list []int) {
		for _, i := range list {
			if s := &c.sheet.rules[i].selector; s.pseudo == pseudo && s.matches(e) {
				out = append(out, i)
			}
		}
	}
	if e.ID != "" {
		try(c.sheet.byID[e.ID])
	}
	for i, cl := range e.Classes {
		if !slices.Contains(e.Classes[:i], cl) {
			try(c.sheet.byClass[cl])
		}
	}
	try(c.sheet.byName[e.Name])
	try(c.sheet.rest)
	slices.Sort(out)
	c.matched = out
	return out
}

func (c *Cascade) compute(parent *Style, rules []int) *Style {
	buf := make([]byte, 0, 4*len(rules))
	for _, i := range rules {
		buf = binary.AppendUvarint(buf, uint64(i))
	}
	key := memoKey{parent, string(buf)}
	if s, ok := c.memo[key]; ok {
		return s
	}
	var decls []ranked
	for _, i := range rules {
		r := &c.sheet.rules[i]
		for j := range r.decls {
			decls = append(decls, ranked{&r.decls[j], r.isPlain, r.selector.specificity, r.order, len(decls)})
		}
	}
	s := c.apply(parent, decls)
	c.memo[key] = s
	return s
}

// ranked is a declaration with what decides its rank in the cascade.
type ranked struct {
	d           *declaration
	plain       bool
	specificity [3]int
	order, at   int
}

// rank gives the origin and importance: important declarations of the default sheet come over all (css-cascade-4, §6.1).
func (r *ranked) rank() int {
	switch {
	case r.d.important && !r.plain:
		return 3
	case r.d.important:
		return 2
	case r.plain:
		return 1
	}
	return 0
}

// apply computes a style from its parent's and the declarations that hold.
func (c *Cascade) apply(parent *Style, decls []ranked) *Style {
	slices.SortStableFunc(decls, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), slices.Compare(a.specificity[:], b.specificity[:]),
			cmp.Compare(a.order, b.order), cmp.Compare(a.at, b.at))
	})
	s := &Style{Text: parent.Text, Box: initialBox, vars: parent.vars}
	// A used value of line-height that came from a number is computed anew by the element's own font size.
	c.variables(s, parent, decls)
	win := make([][]token, len(properties))
	for _, r := range decls {
		d := r.d
		v := d.value
		if len(d.name) > 2 && d.name[:2] == "--" {
			continue
		}
		if d.vars {
			var ok bool
			if v, ok = substitute(v, s.vars, 0); !ok {
				v = []token{{kind: ident, text: "unset"}}
			}
			v = trim(v)
		}
		if d.index >= 0 {
			if len(v) > 0 {
				win[d.index] = v
			}
			continue
		}
		long, _, ok := shorthand(d.name, v)
		for _, l := range long {
			if ok {
				win[propertyIndex[l.name]] = l.value
			}
		}
	}
	k := &computer{s: s, parent: parent, root: c.root}
	for i := range properties {
		p := &properties[i]
		switch v := win[i]; {
		case v == nil:
		case wide(v):
			switch {
			case v[0].is("inherit") || !v[0].is("initial") && p.inherits:
				p.copy(s, parent)
			default:
				p.copy(s, c.initial)
			}
		default:
			p.set(k, v) // a bad value that came by way of var() leaves the inherited or initial one
		}
		if i == 0 && s.lineFactor[1] != 0 {
			s.LineHeight = s.FontSize.MulDiv(s.lineFactor[0], s.lineFactor[1])
		}
	}
	return s
}

// variables sets the custom properties (css-variables-1).
func (c *Cascade) variables(s, parent *Style, decls []ranked) {
	own := map[string][]token(nil)
	for _, r := range decls {
		if n := r.d.name; len(n) > 2 && n[:2] == "--" {
			if own == nil {
				own = map[string][]token{}
				for k, v := range parent.vars {
					own[k] = v
				}
			}
			own[n] = r.d.value
		}
	}
	if own != nil {
		s.vars = own
	}
}

// substitute puts the values of custom properties in place of var(). ok is false where one is not set and has no
// fallback, and where they refer to each other without end.
func substitute(ts []token, vars map[string][]token, depth int) (out []token, ok bool) {
	if depth > 16 {
		return nil, false
	}
	for _, t := range ts {
		if t.kind == function && t.text == "var" {
			args := trim(t.args)
			if len(args) == 0 || args[0].kind != ident {
				return nil, false
			}
			v, has := vars[args[0].text]
			if !has {
				rest := trim(args[1:])
				if len(rest) == 0 || rest[0].kind != comma {
					return nil, false
				}
				v = trim(rest[1:])
			}
			if v, ok = substitute(v, vars, depth+1); !ok {
				return nil, false
			}
			out = append(out, v...)
		} else {
			if len(t.args) > 0 {
				if t.args, ok = substitute(t.args, vars, depth+1); !ok {
					return nil, false
				}
			}
			out = append(out, t)
		}
		if len(out) > 1<<14 {
			return nil, false
		}
	}
	return out, true
}
