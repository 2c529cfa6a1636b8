package csl

import (
	"slices"
	"strings"
)

// position is the position of a cite in relation to earlier cites of the same item (“Choose”, position).
type position uint8

const (
	posFirst position = iota
	posSubsequent
	posIbid
	posIbidLocator
)

// vars records whether an element uses variables, and whether one of them has a value.
type vars uint8

const (
	varCalled vars = 1 << iota
	varFilled
)

// render formats one cite or one bibliographic entry.
type render struct {
	p        *Processor
	loc      *locale
	area     *area
	biblio   bool
	item     *entry
	cite     *Cite // nil outside citations
	position position
	nearNote bool
	firstRef int
	dis      *disambiguation

	sorting bool
	key     *sortKey // when sorting

	suppressed map[string]bool // variables that took the place of others (“Substitute”)
	stands     *element        // while substituting, the cs:names that the substitutes stand for
	used       map[string]bool // while substituting, the variables rendered
	lists      []*nameList     // the name lists rendered, in order
	hideNames  bool            // leave out the first name list: suppressed author, collapsed cite group
	hidden     bool            // that was done
	suffixDone bool            // the year-suffix has been rendered
	opts       nameOptions     // of the area
	ambiguity  bool            // the cite is rendered to find out whether it is ambiguous
	located    bool            // a locator has been rendered
	steps      int             // how many elements have been rendered
	disTests   int             // how often the disambiguate condition has been tested
}

// layout renders the whole layout.
func (r *render) layout() *node {
	l := r.area.layout
	kids := make([]*node, 0, len(l.kids))
	for _, k := range l.kids {
		n, _ := r.element(k)
		kids = append(kids, n)
	}
	if r.biblio {
		return r.alignSecondField(kids)
	}
	return joined(kids...)
}

func (r *render) children(e *element) ([]*node, vars) {
	var kids []*node
	var v vars
	for _, k := range e.kids {
		// The branch taken of cs:choose is delimited as if it stood in place of it (“Choose”).
		if k.kind == kindChoose {
			more, w := r.choose(k)
			kids = append(kids, more...)
			v |= w
			continue
		}
		n, w := r.element(k)
		kids = append(kids, n)
		v |= w
	}
	return kids, v
}

// maxSteps bounds the elements rendered for one cite, so that macros that call each other many times over cannot
// keep the processor for ever. No real style comes near it. The first cite that needs more ends the rendering of all.
const maxSteps = 20_000

func (r *render) element(e *element) (*node, vars) {
	if r.steps++; r.steps > maxSteps {
		r.p.over = true
	}
	if r.p.over {
		return nil, 0
	}
	switch e.kind {
	case kindText:
		return r.text(e)
	case kindNumber:
		return r.number(e)
	case kindDate:
		return r.date(e)
	case kindNames:
		return r.namesElement(e)
	case kindLabel:
		return r.label(e)
	case kindGroup:
		return r.group(e)
	case kindChoose:
		kids, v := r.choose(e)
		return joined(kids...), v
	}
	return nil, 0
}

// group renders cs:group, which disappears when all variables it calls are empty (“Group”).
func (r *render) group(e *element) (*node, vars) {
	kids, v := r.children(e)
	if v&varCalled != 0 && v&varFilled == 0 {
		return nil, v
	}
	n := r.finish(e, delimited(kids, e.delimiter))
	if n != nil {
		// A group that is not empty counts as a variable that is not, for the group around it.
		v = varCalled | varFilled
	}
	return n, v
}

// macroCall renders the content of a macro. Delimiters from outside do not reach into it (“Macro”).
func (r *render) macroCall(m *element) (*node, vars) {
	kids, v := r.children(m)
	if v&varCalled != 0 && v&varFilled == 0 {
		return nil, v
	}
	return joined(kids...), v
}

// isTitle reports whether a variable is in the language of the item.
func isTitle(name string) bool {
	switch name {
	case "title", "title-short", "container-title", "container-title-short", "collection-title", "part-title", "volume-title":
		return true
	}
	return false
}

// sameLanguage compares the languages of two tags, whatever their regions.
func sameLanguage(a, b string) bool {
	first := func(s string) string {
		base, _, _ := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
		return strings.ToLower(base)
	}
	return first(a) == first(b)
}

// finish applies the attributes that rendering elements have in common, in the order of “Affixes”: those of the
// text first, then affixes, which stay outside of formatting, quotes, strip-periods and text-case.
func (r *render) finish(e *element, n *node) *node {
	if n.empty() {
		return nil
	}
	if e.stripPeriods {
		n = stripPeriods(n)
	}
	if e.textCase != "" {
		n = copyNode(n)
		english := r.english()
		if e.term != "" || e.kind == kindLabel {
			english = isEnglish(r.loc.lang)
		}
		textCase(n, e.textCase, r.casers(), english)
	}
	if e.f != (Format{}) {
		n = &node{kids: []*node{n}, f: e.f}
	}
	if e.quotes && !r.sorting {
		n = &node{kids: []*node{n}, quote: quoteSet}
	}
	if e.prefix != "" || e.suffix != "" {
		n = joined(affix(e.prefix), n, affix(e.suffix))
	}
	if e.display != Inline {
		n = &node{kids: []*node{n}, display: e.display}
	}
	return n
}

// affix gives the node of a prefix or suffix of an element.
func affix(s string) *node { return parseLiteral(s) }

// casers gives how the case of the item's text is changed.
func (r *render) casers() casers {
	c := casers{r.p.caser, r.p.caser}
	if l := r.item.Vars["language"]; l != "" {
		c.item = newCaser(l)
	}
	return c
}

// english reports whether title case applies to the item (“Non-English Items”).
func (r *render) english() bool {
	if l := r.item.Vars["language"]; l != "" {
		return isEnglish(l)
	}
	return r.p.english
}

func stripPeriods(n *node) *node {
	n = copyNode(n)
	n.eachLeaf(func(l *node) { l.text = strings.ReplaceAll(l.text, ".", "") })
	return n
}

// copyNode copies a node and all within it.
func copyNode(n *node) *node {
	c := *n
	if n.kids != nil {
		c.kids = make([]*node, len(n.kids))
		for i, k := range n.kids {
			c.kids[i] = copyNode(k)
		}
	}
	return &c
}

// alignSecondField puts the first field in a block of its own and the rest in another (“Whitespace”).
func (r *render) alignSecondField(kids []*node) *node {
	if r.area.secondFieldAlign == "" {
		return joined(kids...)
	}
	i := slices.IndexFunc(kids, func(n *node) bool { return n != nil })
	if i < 0 {
		return nil
	}
	rest := joined(kids[i+1:]...)
	first := &node{kids: []*node{kids[i]}, display: LeftMargin}
	if rest == nil {
		return first
	}
	return &node{kids: []*node{first, {kids: []*node{rest}, display: RightInline}}}
}
