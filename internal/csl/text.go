package csl

import (
	"regexp"
	"strconv"
	"strings"
)

// text renders cs:text (“Text”).
func (r *render) text(e *element) (*node, vars) {
	switch {
	case e.macro != nil:
		n, v := r.macroCall(e.macro)
		if n != nil {
			// A non-empty macro counts as a non-empty variable (“Group”).
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
		// It is not a variable of the item: without a suffix the group around it must not disappear, as in “(n.d.-a)”.
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

// ampersand matches an ampersand between numbers, with the spaces around it.
var ampersand = regexp.MustCompile(`\s*&\s*`)

// rangeDelimiter gives the “page-range-delimiter” of the locale, an en-dash where there is none.
func (r *render) rangeDelimiter() string {
	if t, ok := r.loc.lookup("page-range-delimiter", "", ""); ok && t.single != "" {
		return t.single
	}
	return "–"
}

// anchorPrefix moves the part of a prefix that belongs to an address (“https://doi.org/”) into the link.
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

// mark records that a variable has been rendered.
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
		return &node{text: strconv.Itoa(r.item.number), tag: tagNumber}
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
	if isNumber(name) {
		v = r.ranges(name, v)
	}
	n := parseRich(v)
	if l := r.item.Vars["language"]; l != "" && n != nil && isTitle(name) && !sameLanguage(l, r.loc.lang) {
		n = wrap(n)
		n.lang = l
	}
	return n
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
		return strconv.Itoa(r.firstRef)
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
	case "event-title":
		return firstOf(vars[name], vars["event"])
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
		gender = r.loc.gender(locatorTerm(r.cite.label()))
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
			b.WriteString(strconv.Itoa(n) + r.loc.ordinalSuffix(n, gender))
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
		v = strconv.Itoa(r.item.number)
	}
	if v == "" || r.suppressed[name] {
		return nil, 0
	}
	term := name
	if name == "locator" {
		term = locatorTerm(r.cite.label())
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
