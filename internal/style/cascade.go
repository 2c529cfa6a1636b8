package style

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"quire/internal/css"
	"quire/internal/lang"
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
	used    []bool // by rule: it has matched something
	paged   []bool // by page rule: likewise
	// Measure is asked what the units ex and ch are; nil takes half an em for both.
	Measure Measure
	// RightToLeft says that the book is read from the right, so that its first page lies on the left.
	RightToLeft bool
}

type memoKey struct {
	parent *Style
	rtl    bool
	rules  string
}

// Cascade begins a computation.
func (sh *Sheet) Cascade() *Cascade {
	return &Cascade{
		sheet: sh, initial: initial(), memo: map[memoKey]*Style{}, pages: map[pageKey]*Page{},
		used: make([]bool, len(sh.rules)), paged: make([]bool, len(sh.pages)),
	}
}

// Style computes the style of an element and keeps it. The parent's must have been computed before.
func (c *Cascade) Style(e *Element) *Style {
	if e.style == nil {
		parent := c.initial
		if e.Parent != nil {
			parent = e.Parent.style
		}
		e.style = c.compute(parent, c.match(e, ""), e.rightToLeft(parent))
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
	return c.compute(e.style, rules, e.style.RightToLeft)
}

// PseudoUnder computes the style of a pseudo-element that stands apart from its element, as the call of a footnote
// does: it inherits from what is around it.
func (c *Cascade) PseudoUnder(e *Element, name string, parent *Style) *Style {
	return c.compute(parent, c.match(e, name), parent.RightToLeft)
}

// Anonymous gives the style of a box that has no element: all that is inherited, and initial values else.
func (c *Cascade) Anonymous(parent *Style) *Style { return c.compute(parent, nil, parent.RightToLeft) }

// match gives the rules that hold for an element, in the order of the sheet.
func (c *Cascade) match(e *Element, pseudo string) []int {
	out := c.matched[:0]
	try := func(list []int) {
		for _, i := range list {
			if s := &c.sheet.rules[i].selector; s.Pseudo == pseudo && s.Match(e) {
				c.used[i] = true
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

// rightToLeft reports in which direction an element is read: as the nearest dir attribute says or, where a language is given
// nearer by, as that is written.
func (e *Element) rightToLeft(parent *Style) bool {
	switch e.Attr("dir") {
	case "rtl":
		return true
	case "ltr":
		return false
	}
	if e.Parent == nil || e.Lang != e.Parent.Lang {
		t, _ := lang.Parse(e.Lang)
		return t.RightToLeft()
	}
	return parent.RightToLeft
}

func (c *Cascade) compute(parent *Style, rules []int, rtl bool) *Style {
	buf := make([]byte, 0, 4*len(rules))
	for _, i := range rules {
		buf = binary.AppendUvarint(buf, uint64(i))
	}
	key := memoKey{parent, rtl, string(buf)}
	if s, ok := c.memo[key]; ok {
		return s
	}
	var decls []ranked
	for _, i := range rules {
		r := &c.sheet.rules[i]
		for j := range r.decls {
			decls = append(decls, ranked{&r.decls[j], r.isPlain, r.selector.Specificity, r.order, len(decls)})
		}
	}
	s := c.apply(parent, decls, rtl)
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
func (c *Cascade) apply(parent *Style, decls []ranked, rtl bool) *Style {
	slices.SortStableFunc(decls, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), slices.Compare(a.specificity[:], b.specificity[:]),
			cmp.Compare(a.order, b.order), cmp.Compare(a.at, b.at))
	})
	s := &Style{Text: parent.Text, Box: initialBox, vars: parent.vars}
	s.RightToLeft = rtl
	c.variables(s, parent, decls)
	win := make([][]css.Token, len(properties))
	base := make([][]css.Token, len(properties)) // of the default sheet, to which revert goes back
	set := func(r *ranked, i int, v []css.Token) {
		if !r.plain {
			base[i] = v
		}
		win[i] = v
	}
	for k := range decls {
		r := &decls[k]
		d := r.d
		v, ok := d.value, true
		if css.IsCustom(d.name) {
			continue
		}
		if d.vars {
			if v, ok = substitute(v, s.vars, 0); ok {
				v = css.Trim(v)
				ok = len(v) > 0
			}
		}
		switch {
		case d.index >= 0 && ok:
			set(r, d.index, v)
		case d.index >= 0:
			set(r, d.index, unset)
		default:
			long, _, good := expand(d.name, v)
			if !ok || !good { // invalid at computed-value time (css-variables-1, §3.1)
				long = long[:0]
				for _, name := range longhands(d.name) {
					long = append(long, longhand{name, unset})
				}
			}
			for _, l := range long {
				if rtl && logical(d.name) {
					l.name = otherSide(l.name)
				}
				set(r, propertyIndex[l.name], l.value)
			}
		}
	}
	k := &computer{s: s, parent: parent, root: c.root, measure: c.Measure}
	for i := range properties {
		p := &properties[i]
		v := win[i]
		if v != nil && wide(v) && v[0].Is("revert") {
			if v = base[i]; v == nil || wide(v) && v[0].Is("revert") {
				v = unset
			}
		}
		switch {
		case v == nil:
		case wide(v):
			switch {
			case v[0].Is("inherit") || !v[0].Is("initial") && p.inherits:
				p.copy(s, parent)
			default:
				p.copy(s, c.initial)
			}
		case !p.set(k, v):
			// A bad value that came by way of var() is as unset.
			if p.inherits {
				p.copy(s, parent)
			} else {
				p.copy(s, c.initial)
			}
		}
		if i == fontSizeIndex && s.lineFactor[1] != 0 {
			// A line-height that is a number is inherited as such and takes the element's own size.
			s.LineHeight = s.FontSize.MulDiv(s.lineFactor[0], s.lineFactor[1])
		}
	}
	for i := range s.Border {
		if b := &s.Border[i]; b.Style != NoLine {
			b.Width = b.width
		}
	}
	if r := &s.ColumnRule; r.Style != NoLine {
		r.Width = r.width
	}
	return s
}

var unset = []css.Token{{Kind: css.Ident, Text: "unset"}}

// variables sets the custom properties (css-variables-1). Their values are computed where they are declared: what is
// inherited has no var() left in it.
func (c *Cascade) variables(s, parent *Style, decls []ranked) {
	var own map[string][]css.Token
	for _, r := range decls {
		if css.IsCustom(r.d.name) {
			if own == nil {
				own = map[string][]css.Token{}
			}
			own[r.d.name] = r.d.value
		}
	}
	if own == nil {
		return
	}
	s.vars = make(map[string][]css.Token, len(parent.vars)+len(own))
	for k, v := range parent.vars {
		s.vars[k] = v
	}
	r := &resolver{own: own, parent: parent.vars, out: s.vars, state: map[string]int8{}}
	for _, name := range slices.Sorted(maps.Keys(own)) {
		r.resolve(name)
	}
}

// resolver computes custom properties that may speak of one another.
type resolver struct {
	own, parent, out map[string][]css.Token
	state            map[string]int8 // 1 while it is computed, 2 after that, 3 where it is part of a cycle
	stack            []string
}

func (r *resolver) resolve(name string) {
	switch r.state[name] {
	case 1: // all on the way round are invalid (css-variables-1, §2.3)
		for i := len(r.stack) - 1; i >= 0; i-- {
			r.state[r.stack[i]] = 3
			if r.stack[i] == name {
				break
			}
		}
		return
	case 2, 3:
		return
	}
	r.state[name] = 1
	r.stack = append(r.stack, name)
	v := r.own[name]
	for _, dep := range references(nil, v) {
		if _, has := r.own[dep]; has {
			r.resolve(dep)
		}
	}
	r.stack = r.stack[:len(r.stack)-1]
	if r.state[name] == 1 {
		r.state[name] = 2
	}
	switch {
	case r.state[name] == 3:
		delete(r.out, name)
		return
	case wide(v):
		if v[0].Is("initial") {
			delete(r.out, name)
		}
		return // inherit and unset: the parent's, which is there already
	}
	got, ok := substitute(v, r.out, 0)
	if !ok || len(got) > 1<<12 { // css-variables-1, §3.3, on values that grow without measure
		delete(r.out, name)
		return
	}
	r.out[name] = got
}

// references gives the names of the custom properties that a value speaks of.
func references(out []string, ts []css.Token) []string {
	for i := range ts {
		t := &ts[i]
		if args := css.Trim(t.Args); t.Kind == css.Function && t.Text == "var" && len(args) > 0 && args[0].Kind == css.Ident {
			out = append(out, args[0].Text)
		}
		out = references(out, t.Args)
	}
	return out
}

// substitute puts the values of custom properties in place of var(). ok is false where one is not set and has no
// fallback.
func substitute(ts []css.Token, vars map[string][]css.Token, depth int) (out []css.Token, ok bool) {
	if depth > 16 {
		return nil, false
	}
	for _, t := range ts {
		if t.Kind == css.Function && t.Text == "var" {
			args := css.Trim(t.Args)
			if len(args) == 0 || args[0].Kind != css.Ident {
				return nil, false
			}
			v, has := vars[args[0].Text]
			if !has { // not set, or invalid: the fallback
				rest := css.Trim(args[1:])
				if len(rest) == 0 || rest[0].Kind != css.Comma {
					return nil, false
				}
				v = css.Trim(rest[1:])
			}
			if !has {
				if v, ok = substitute(v, vars, depth+1); !ok {
					return nil, false
				}
			}
			out = append(out, v...)
		} else {
			if len(t.Args) > 0 {
				if t.Args, ok = substitute(t.Args, vars, depth+1); !ok {
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
