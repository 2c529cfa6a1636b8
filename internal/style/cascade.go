package style

import (
	"cmp"
	"encoding/binary"
	"slices"

	"quire/internal/css"
	"quire/internal/lang"
)

// Cascade computes the styles of one document with a Sheet. Nodes with the same matching rules under the same parent
// share one Style. It must not be used by several goroutines at once.
type Cascade struct {
	sheet   *Sheet
	root    *Style
	initial *Style
	memo    map[memoKey]*Style
	pages   map[pageKey]*Page
	matched []int
	used    []bool // by rule: whether it has matched anything
	paged   []bool // by page rule: the same
	// Measure returns the units ex and ch; if it is nil, both are half an em.
	Measure Measure
	// RightToLeft says that the book is read from right to left, so its first page is a left-hand page.
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

// Style computes the style of an element and keeps it. The parent's style must have been computed.
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

// Pseudo computes the style of a pseudo-element (before, after, marker, first-letter, first-line, footnote-marker) of
// an element whose own style has been computed; nil if no rule is for it.
func (c *Cascade) Pseudo(e *Element, name string) *Style {
	rules := c.match(e, name)
	if len(rules) == 0 {
		return nil
	}
	return c.compute(e.style, rules, e.style.RightToLeft)
}

// Under computes the style of an element that inherits from another style than its parent's: in the first line of a
// paragraph it inherits from ::first-line (css-pseudo-4, §2.1.2).
func (c *Cascade) Under(e *Element, parent *Style) *Style {
	return c.compute(parent, c.match(e, ""), e.rightToLeft(parent))
}

// PseudoUnder computes the style of a pseudo-element that is not within its element, such as the call of a footnote. It
// inherits from its surroundings.
func (c *Cascade) PseudoUnder(e *Element, name string, parent *Style) *Style {
	return c.compute(parent, c.match(e, name), parent.RightToLeft)
}

// Anonymous gives the style of a box without an element: inherited properties, and initial values for the others.
func (c *Cascade) Anonymous(parent *Style) *Style { return c.compute(parent, nil, parent.RightToLeft) }

// match returns the rules that match an element, in the order of the sheet.
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

// rightToLeft reports whether an element is read from right to left: by the nearest dir attribute, or by the language
// if that is set nearer.
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
			decls = append(decls, ranked{&r.decls[j], r.author, r.selector.Specificity, r.order, len(decls)})
		}
	}
	s := c.apply(parent, decls, rtl)
	c.memo[key] = s
	return s
}

// ranked is a declaration with the values that decide its rank in the cascade.
type ranked struct {
	d           *declaration
	author      bool
	specificity css.Specificity
	order, at   int
}

// rank combines origin and importance: important declarations of the default sheet override all others (css-cascade-4,
// §6.1).
func (r *ranked) rank() int {
	switch {
	case r.d.important && !r.author:
		return 3
	case r.d.important:
		return 2
	case r.author:
		return 1
	}
	return 0
}

// apply computes a style from its parent's and the matching declarations.
func (c *Cascade) apply(parent *Style, decls []ranked, rtl bool) *Style {
	slices.SortStableFunc(decls, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), a.specificity.Compare(b.specificity),
			cmp.Compare(a.order, b.order), cmp.Compare(a.at, b.at))
	})
	s := &Style{Text: parent.Text, Box: initialBox, vars: parent.vars}
	s.RightToLeft = rtl
	setVariables(s, parent, decls)
	winners := cascaded(decls, s)
	k := &computer{s: s, parent: parent, root: c.root, measure: c.Measure}
	for i := range properties {
		c.property(k, &properties[i], winners[i])
		if i == fontSizeIndex && s.lineFactor[1] != 0 {
			// A line-height that is a number is inherited as a number and multiplied by the element's own size.
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

// cascadedValue is the winning value of a property; nil if no declaration sets it.
type cascadedValue struct {
	value []css.Token
	base  []css.Token // of the default sheet, for revert
}

// cascaded returns the winning value of each property, from declarations sorted by rank. Variables are replaced by
// those of the style.
func cascaded(decls []ranked, s *Style) []cascadedValue {
	out := make([]cascadedValue, len(properties))
	set := func(r *ranked, i int, v []css.Token) {
		out[i].value = v
		if !r.author {
			out[i].base = v
		}
	}
	for k := range decls {
		r := &decls[k]
		if css.IsCustom(r.d.name) {
			continue
		}
		v, ok := r.d.value, true
		if r.d.vars {
			v, ok = substitute(v, s.vars)
		}
		switch {
		case r.d.index >= 0 && ok:
			set(r, r.d.index, v)
		case r.d.index >= 0:
			set(r, r.d.index, unset)
		default:
			for _, l := range expandSubstituted(r.d.name, v, ok) {
				if s.RightToLeft && logical(r.d.name) {
					l.name = otherSide(l.name)
				}
				set(r, propertyIndex[l.name], l.value)
			}
		}
	}
	return out
}

// expandSubstituted expands a shorthand. If its value is bad or ok is false, all its longhands are unset: the
// declaration is invalid at computed-value time (css-variables-1, §3.1).
func expandSubstituted(name string, v []css.Token, ok bool) []longhand {
	if ok {
		if long, _, good := expand(name, v); good {
			return long
		}
	}
	var out []longhand
	for _, part := range longhands(name) {
		out = append(out, longhand{part, unset})
	}
	return out
}

// property computes one property from its winning value.
func (c *Cascade) property(k *computer, p *property, win cascadedValue) {
	v := win.value
	if v != nil && isWideKeyword(v) && v[0].Is("revert") {
		if v = win.base; v == nil || isWideKeyword(v) && v[0].Is("revert") {
			v = unset
		}
	}
	switch {
	case v == nil:
		return
	case !isWideKeyword(v) && p.set(k, v):
		return
	case !isWideKeyword(v): // A bad value from var() counts as unset.
		v = unset
	}
	if v[0].Is("inherit") || !v[0].Is("initial") && p.inherits {
		p.copy(k.s, k.parent)
	} else {
		p.copy(k.s, c.initial)
	}
}

var unset = []css.Token{css.Keyword("unset")}
