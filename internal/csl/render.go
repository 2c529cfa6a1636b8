package csl

import (
	"regexp"
	"slices"
	"strings"
)

// position is where a cite stands with regard to earlier cites of the same item (“Choose”, position).
type position uint8

const (
	posFirst position = iota
	posSubsequent
	posIbid
	posIbidLocator
)

// vars tells what an element called for: whether it asked for a variable, and whether one had something.
type vars uint8

const (
	varCalled vars = 1 << iota
	varFilled
)

// render words one cite or one bibliographic entry.
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
// keep the processor for ever. No real style comes near it.
const maxSteps = 200_000

func (r *render) element(e *element) (*node, vars) {
	if r.steps++; r.steps > maxSteps {
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

// text renders cs:text (“Text”).
func (r *render) text(e *element) (*node, vars) {
	switch {
	case e.macro != nil:
		n, v := r.macroCall(e.macro)
		if n != nil {
			// A macro that is not empty counts as a variable that is not (“Group”).
			v = varCalled | varFilled
		}
		return r.finish(e, n), v
	case e.term != "":
		t := r.loc.term(e.term, e.form, e.plural == "true")
		if t == "" {
			return nil, 0
		}
		return r.finish(e, &node{text: t, tag: tagTerm}), 0
	case e.hasValue:
		return r.finish(e, parseRich(e.value)), 0
	case len(e.variables) == 1:
		return r.variable(e, e.variables[0])
	}
	return nil, 0
}

// variable renders a standard or number variable as text.
func (r *render) variable(e *element, name string) (*node, vars) {
	n := r.variableNode(e, name)
	if n == nil && name == "year-suffix" {
		// It is no field of the item: “(n.d.-a)” must not disappear where there is no suffix.
		return nil, 0
	}
	if n == nil {
		return nil, varCalled
	}
	r.mark(name)
	if r.sorting {
		return r.finish(e, &node{text: n.plain()}), varCalled | varFilled
	}
	if n.link != "" && strings.Contains(e.prefix, "://") {
		e, n = anchorPrefix(e, n)
	}
	return r.finish(e, n), varCalled | varFilled
}

// ampersand is one between numbers, with the spaces around it.
var ampersand = regexp.MustCompile(`\s*&\s*`)

// rangeDelimiter gives the “page-range-delimiter” of the locale, an en-dash where there is none.
func (r *render) rangeDelimiter() string {
	if t, ok := r.loc.lookup("page-range-delimiter", "", ""); ok && t.single != "" {
		return t.single
	}
	return "–"
}

// anchorPrefix takes the part of a prefix that belongs to an address (“https://doi.org/”) into the link.
func anchorPrefix(e *element, n *node) (*element, *node) {
	i := strings.LastIndexAny(e.prefix, " \u00a0") + 1
	own := *e
	uri := e.prefix[i:]
	own.prefix = e.prefix[:i]
	linked := *n
	if strings.Contains(n.text, "://") {
		uri = ""
	}
	linked.text = uri + n.text
	return &own, &linked
}

// mark notes that a variable has been rendered.
func (r *render) mark(name string) {
	if name == "locator" {
		r.located = true
	}
	if r.used != nil {
		r.used[name] = true
	}
}

func (r *render) variableNode(e *element, name string) *node {
	if r.suppressed[name] {
		return nil
	}
	switch name {
	case "citation-number":
		if r.item.number == 0 {
			return nil
		}
		if r.sorting {
			return &node{text: pad(r.item.number, 6)}
		}
		return &node{text: itoa(r.item.number), tag: tagNumber}
	case "year-suffix":
		s := r.dis.yearSuffix()
		if s == "" {
			return nil
		}
		r.suffixDone = true
		return &node{text: s, tag: tagYearSuffix}
	}
	v := r.value(name, e.form)
	if v == "" {
		return nil
	}
	switch name {
	case "citation-label":
		n := parseRich(v)
		if s := r.dis.yearSuffix(); s != "" && !r.suffixDone && !r.sorting && !r.p.placesYearSuffix() {
			r.suffixDone = true
			n = joined(n, &node{text: s, tag: tagYearSuffix})
		}
		return n
	case "URL", "DOI", "PMID", "PMCID":
		return &node{text: v, link: r.link(name, v), tag: tagVerbatim}
	}
	if IsNumber(name) {
		v = r.ranges(name, v)
	}
	n := parseRich(v)
	if l := r.item.Vars["language"]; l != "" && n != nil && isTitle(name) && !sameLanguage(l, r.loc.lang) {
		n = wrap(n)
		n.lang = l
	}
	return n
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

// ranges writes the ranges in the content of a number variable with the locale's delimiter, those of pages and
// locators in the format of the style (“Page Ranges”, “Range Delimiters”), and the ampersand as the locale has it.
func (r *render) ranges(name, v string) string {
	if !strings.ContainsAny(v, "-–&") {
		return v
	}
	delim := r.rangeDelimiter()
	switch {
	case name == "locator":
		format := ""
		if r.cite.label() == "page" {
			format = r.p.style.pageRangeFormat
		}
		v = pageRanges(v, format, delim, true)
	case name == "page":
		v = pageRanges(v, r.p.style.pageRangeFormat, delim, false)
	default:
		v = pageRanges(v, "", delim, false)
	}
	if strings.Contains(v, "&") && isNumeric(v) {
		v = ampersand.ReplaceAllString(v, " & ")
	}
	if and := r.loc.terms[termKey{name: "and", form: "symbol"}].single; and != "" && and != "&" {
		v = strings.ReplaceAll(v, " & ", " "+and+" ")
	}
	return v
}

// link gives the target of an identifier (“Appendix VI: Links”).
func (r *render) link(name, v string) string {
	if r.p.opts.NoLinks {
		return ""
	}
	if strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "https://") {
		return v
	}
	switch name {
	case "DOI":
		return "https://doi.org/" + v
	case "PMID":
		return "https://www.ncbi.nlm.nih.gov/pubmed/" + v
	case "PMCID":
		return "https://www.ncbi.nlm.nih.gov/pmc/articles/" + v
	}
	return ""
}

// value gives the content of a standard or number variable in a form, unformatted.
func (r *render) value(name, form string) string {
	vars := r.item.Vars
	switch name {
	case "locator":
		if r.cite == nil {
			return ""
		}
		_, l := r.cite.locator()
		return l
	case "first-reference-note-number":
		if r.firstRef == 0 {
			return ""
		}
		return itoa(r.firstRef)
	case "page-first":
		if v := vars["page-first"]; v != "" {
			return v
		}
		v := withoutPageWord(vars["page"])
		if i := strings.IndexAny(v, "-–,&"); i >= 0 {
			v = v[:i]
		}
		return strings.TrimSpace(v)
	case "citation-label":
		return r.item.label()
	case "citation-key":
		if v := vars[name]; v != "" {
			return v
		}
		return r.item.ID
	case "event", "event-title":
		return firstOf(vars[name], vars["event-title"], vars["event"])
	case "page":
		return withoutPageWord(vars["page"])
	case "title-short", "container-title-short":
		return vars[name]
	}
	if form == "short" {
		if v := vars[name+"-short"]; v != "" {
			return v
		}
	}
	return vars[name]
}

func firstOf(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

// number renders cs:number (“Number”).
func (r *render) number(e *element) (*node, vars) {
	name := e.variables[0]
	if name == "citation-number" || name == "year-suffix" {
		return r.variable(e, name)
	}
	if r.suppressed[name] {
		return nil, varCalled
	}
	v := r.value(name, "")
	if v == "" {
		return nil, varCalled
	}
	r.mark(name)
	var n *node
	switch {
	case r.sorting:
		n = &node{text: numberKey(v)}
	case !isNumeric(v):
		n = &node{text: r.ranges(name, v)}
	default:
		n = &node{text: r.formatNumber(name, v, e.form)}
	}
	return r.finish(e, n), varCalled | varFilled
}

func (r *render) formatNumber(name, v, form string) string {
	gender := r.loc.gender(name)
	if name == "locator" {
		gender = r.loc.gender(r.cite.label())
	}
	delim := r.rangeDelimiter()
	var b strings.Builder
	for _, t := range numberTokens(v) {
		n, plain := t.plainNumber()
		switch {
		case t.sep == "-" && form != "" && form != "numeric":
			b.WriteString(delim)
		case t.sep != "":
			b.WriteString(t.sep)
		case !plain:
			b.WriteString(t.text)
		case form == "ordinal":
			b.WriteString(itoa(n) + r.loc.ordinalSuffix(n, gender))
		case form == "long-ordinal":
			b.WriteString(r.loc.longOrdinal(n, gender))
		case form == "roman":
			b.WriteString(roman(n))
		default:
			b.WriteString(t.text)
		}
	}
	return r.ranges(name, b.String())
}

// label renders cs:label outside names (“Label”).
func (r *render) label(e *element) (*node, vars) {
	name := e.variables[0]
	v := r.value(name, "")
	if name == "citation-number" {
		v = itoa(r.item.number)
	}
	if v == "" || r.suppressed[name] {
		return nil, 0
	}
	term := name
	if name == "locator" {
		term = r.cite.label()
	}
	if name == "page-first" {
		term = "page"
	}
	plural := r.isPlural(term, v)
	switch e.plural {
	case "always":
		plural = true
	case "never":
		plural = false
	}
	t := r.loc.term(term, e.form, plural)
	if t == "" {
		return nil, 0
	}
	return r.finish(e, &node{text: t}), 0
}

// choose gives the content of the branch whose conditions hold (“Choose”).
func (r *render) choose(e *element) ([]*node, vars) {
	for _, branch := range e.kids {
		if r.holds(branch) {
			return r.children(branch)
		}
	}
	return nil, 0
}

func (r *render) holds(b *element) bool {
	if len(b.conditions) == 0 {
		return true
	}
	any := false
	for _, c := range b.conditions {
		// An item has one type and a cite one locator, so that several values to match “all” can only mean any of
		// them, which is how styles use them.
		if (c.test == "type" || c.test == "locator") && b.match == "all" && len(c.values) > 1 {
			if !slices.ContainsFunc(c.values, func(v string) bool { return r.test(c.test, v) }) {
				return false
			}
			continue
		}
		for _, v := range c.values {
			ok := r.test(c.test, v)
			switch {
			case ok && b.match == "none", !ok && b.match == "all":
				return false
			case ok:
				any = true
			}
		}
	}
	return b.match != "any" || any
}

func (r *render) test(test, v string) bool {
	switch test {
	case "disambiguate":
		if v != "true" || r.dis == nil {
			return false
		}
		r.disTests++
		return r.disTests <= r.dis.condition
	case "is-numeric":
		if v == "citation-number" {
			return r.item.number > 0
		}
		return isNumeric(r.value(v, ""))
	case "is-uncertain-date":
		return r.item.Dates[v].Circa
	case "locator":
		return r.cite != nil && r.cite.Locator != "" && termName(r.cite.label()) == termName(v)
	case "position":
		return r.testPosition(v)
	case "type":
		return r.item.Type == v
	case "variable":
		return r.hasVariable(v)
	}
	return false
}

func (r *render) testPosition(v string) bool {
	if r.biblio || r.cite == nil {
		return false
	}
	switch v {
	case "first":
		return r.position == posFirst
	case "subsequent":
		return r.position >= posSubsequent
	case "ibid":
		return r.position >= posIbid
	case "ibid-with-locator":
		return r.position == posIbidLocator
	case "near-note":
		return r.nearNote
	}
	return false
}

func (r *render) hasVariable(v string) bool {
	switch {
	case v == "citation-number":
		return r.item.number > 0
	case v == "year-suffix":
		return r.dis.yearSuffix() != ""
	case len(r.item.names[v]) > 0:
		return true
	case IsDate(v):
		d, ok := r.item.Dates[v]
		return ok && !d.isZero()
	}
	return r.value(v, "") != ""
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
		textCase(n, e.textCase, r.p.caser, english)
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
func affix(s string) *node {
	if s == "" {
		return nil
	}
	if strings.ContainsAny(s, "<'\"") {
		return parseRich(s)
	}
	return &node{text: s}
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
