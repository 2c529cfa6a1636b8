package csl

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameList is the rendering of one name variable.
type nameList struct {
	variable string
	names    []Name
	shown    int     // how many are printed before “et al.”
	nodes    []*node // those, one by one
	node     *node   // the list with its connectives, without label and affixes
	opts     nameOptions
	levels   []uint8 // how far each printed name is expanded
}

// namesElement renders cs:names (“Names”).
func (r *render) namesElement(e *element) (*node, vars) {
	if e.bare && r.stands != nil {
		// The shorthand replaces all names of the work.
		outer := r.stands
		short := *outer
		short.substitute = nil
		if e.hasDelimiter {
			short.delimiter, short.hasDelimiter = e.delimiter, true
		}
		n, v := r.namesWith(&short, e, e.variables, false)
		if n != nil {
			n = r.finish(&element{prefix: outer.prefix, suffix: outer.suffix, f: outer.f, display: outer.display}, n)
		}
		return n, v
	}
	return r.namesWith(e, e, e.variables, r.used == nil)
}

// namesWith renders the variables of call, with the parts of e, which differs for the short form of cs:names within
// cs:substitute. outermost is false inside cs:substitute.
func (r *render) namesWith(e, call *element, variables []string, outermost bool) (*node, vars) {
	if r.hideNames && outermost && !r.hidden && !r.sorting {
		return r.withoutNames(e, call, variables)
	}
	opts := r.opts
	if e.nameEl != nil {
		opts = e.nameEl.nameOpts.over(r.opts)
	}
	var kids []*node
	total := 0
	for i, name := range variables {
		term := r.roleTerm(variables, i)
		if term == "" {
			continue
		}
		names := r.item.names[name]
		r.mark(name)
		l := r.nameList(e, name, names, opts)
		if r.used != nil {
			// A macro does not repeat what it has substituted for other names.
			r.suppress(name)
		}
		switch {
		case opts.form == "count":
			total += l.shown
		case l.node != nil:
			kids = append(kids, r.labelled(e, l, term))
		}
	}
	if total > 0 {
		text := strconv.Itoa(total)
		if r.sorting {
			text = pad(total, 6)
		}
		return r.finish(call, &node{text: text}), varCalled | varFilled
	}
	delim := ""
	if opts.namesDelimiter != nil {
		delim = *opts.namesDelimiter
	}
	if e.hasDelimiter {
		delim = e.delimiter
	}
	v := vars(varCalled)
	n := delimited(kids, delim)
	switch {
	case n != nil:
		n, v = r.finish(call, n), varCalled|varFilled
	case call.substitute != nil:
		n, v = r.substituteNames(e)
		v |= varCalled
	}
	if n != nil && outermost {
		n = &node{kids: []*node{n}, tag: tagNames}
	}
	return n, v
}

// withoutNames renders the names only to know whether there are any and what they replace, and returns nothing to print.
// Names left out in this way are not empty: the group around them is printed (“Group”).
func (r *render) withoutNames(e, call *element, variables []string) (*node, vars) {
	r.hidden, r.hideNames = true, false
	n, v := r.namesWith(e, call, variables, true)
	r.hidden, r.hideNames = n != nil, true
	return nil, v
}

// roleTerm returns the term of the label of the i-th variable: the name of the variable, or “editortranslator” if the
// same people are editors and translators. It returns "" if there are no names to print.
func (r *render) roleTerm(variables []string, i int) string {
	name := variables[i]
	names := r.item.names[name]
	if r.suppressed[name] || len(names) == 0 {
		return ""
	}
	other, ok := editorTranslator(variables, name)
	if !ok || r.suppressed[other] || !r.mergesEditorTranslator() || !slices.Equal(names, r.item.names[other]) {
		return name
	}
	if i > slices.Index(variables, other) {
		return "" // they are printed with the other variable
	}
	r.mark(other)
	return "editortranslator"
}

// labelled adds the label to a list of names.
func (r *render) labelled(e *element, l *nameList, term string) *node {
	n := &node{kids: []*node{l.node}, names: l}
	if e.label == nil || r.sorting {
		return n
	}
	label := r.nameLabel(e.label, term, len(r.item.names[l.variable]))
	if e.labelFirst {
		return joined(label, n)
	}
	return joined(n, label)
}

// mergesEditorTranslator reports whether people who are editors and translators are named only once. A style can turn this
// off with an empty term “editortranslator”.
func (r *render) mergesEditorTranslator() bool {
	t, defined := r.loc.lookup("editortranslator", "", "")
	return !defined || t.single != ""
}

// editorTranslator gives the other of “editor” and “translator” when the selection consists of the two.
func editorTranslator(variables []string, name string) (string, bool) {
	if len(variables) != 2 || !slices.Contains(variables, "editor") || !slices.Contains(variables, "translator") {
		return "", false
	}
	if name == "editor" {
		return "translator", true
	}
	return "editor", true
}

// substituteNames returns the first child of cs:substitute that is not empty. The variables that it renders are left out
// of the rest of the output (“Substitute”).
func (r *render) substituteNames(e *element) (*node, vars) {
	outer, stood := r.used, r.stands
	r.stands = e
	defer func() { r.used, r.stands = outer, stood }()
	for _, k := range e.substitute.kids {
		r.used = map[string]bool{}
		n, v := r.element(k)
		if n.empty() {
			// An empty term of the locale is a substitute too.
			if k.term != "" {
				if _, ok := r.loc.lookup(k.term, k.form, ""); ok {
					return nil, v
				}
			}
			continue
		}
		for name := range r.used {
			r.suppress(name)
			if outer != nil {
				outer[name] = true
			}
		}
		return n, v
	}
	return nil, 0
}

func (r *render) suppress(name string) {
	if r.suppressed == nil {
		r.suppressed = map[string]bool{}
	}
	r.suppressed[name] = true
}

// nameLabel renders the label of a name variable (“Label in cs:names”).
func (r *render) nameLabel(e *element, name string, n int) *node {
	plural := n > 1
	switch e.plural {
	case "always":
		plural = true
	case "never":
		plural = false
	}
	t := r.loc.term(name, e.form, plural)
	if t == "" {
		return nil
	}
	return r.finish(e, &node{text: t})
}

// nameList renders the names of one variable (“Name”, “Et-al”).
func (r *render) nameList(e *element, variable string, names []Name, opts nameOptions) *nameList {
	more := names[len(names)-1].Others
	if more {
		names = names[:len(names)-1]
	}
	l := &nameList{variable: variable, names: names, opts: opts}
	r.lists = append(r.lists, l)
	minimum, first := r.etAl(opts)
	l.shown = len(names)
	if minimum > 0 && len(names) >= minimum && first < len(names) {
		l.shown = first
	}
	if n := r.dis.shown(variable); n > l.shown && !r.sorting {
		l.shown = min(n, len(names))
	}
	if opts.form == "count" {
		return l
	}
	delim := ", "
	if opts.delimiter != nil {
		delim = *opts.delimiter
	}
	last := !more && opts.etAlUseLast == "true" && l.shown > 0 && len(names) >= l.shown+2
	if r.sorting && r.key != nil && r.key.namesUseLast != "" {
		last = !more && r.key.namesUseLast == "true" && l.shown > 0 && len(names) >= l.shown+2
	}
	inverted := make([]bool, l.shown)
	l.levels = make([]uint8, l.shown)
	for i := 0; i < l.shown; i++ {
		level := r.dis.level(variable, i)
		l.levels[i] = level
		var n *node
		n, inverted[i] = r.person(e, names[i], opts, i, level)
		if n == nil {
			n = &node{}
		}
		if e.nameEl != nil && !r.sorting {
			// Formatting and affixes of cs:name apply to each name, not to the delimiters.
			if n = r.finish(e.nameEl, n); n == nil {
				n = &node{}
			}
		}
		l.nodes = append(l.nodes, &node{kids: []*node{n}, tag: tagName})
	}
	if r.sorting {
		kids := slices.Clone(l.nodes)
		if last {
			n, _ := r.person(e, names[len(names)-1], opts, len(names)-1, 0)
			kids = append(kids, n)
		}
		l.node = delimited(kids, "  ")
		return l
	}
	if l.shown == 0 {
		return l
	}
	truncated := l.shown < len(names) || more
	l.node = r.joinNames(l, delim, inverted, !truncated && opts.and != "")
	switch {
	case last:
		n, _ := r.person(e, names[len(names)-1], opts, len(names)-1, 0)
		l.node = joined(l.node, &node{text: delim + "… "}, n)
	case truncated:
		if et := r.etAlTerm(e); et != nil {
			sep := " "
			if !spacedWord(et.plain()) {
				sep = ""
			}
			if precedes(opts.delimiterPrecedesEt, l.shown > 1, inverted[l.shown-1]) {
				sep = delim
			}
			l.node = joined(l.node, &node{text: sep}, et)
		}
	}
	return l
}

// etAl gives the effective et-al-min and et-al-use-first.
func (r *render) etAl(o nameOptions) (minimum, first int) {
	m, f := o.etAlMin, o.etAlFirst
	if r.position >= posSubsequent && r.cite != nil {
		if o.etAlSubMin.isSet() {
			m = o.etAlSubMin
		}
		if o.etAlSub.isSet() {
			f = o.etAlSub
		}
	}
	if r.sorting && r.key != nil {
		if r.key.namesMin.isSet() {
			m = r.key.namesMin
		}
		if r.key.namesUseFirst.isSet() {
			f = r.key.namesUseFirst
		}
	}
	if !m.isSet() || !f.isSet() {
		return 0, 0
	}
	return m.get(), f.get()
}

func (r *render) etAlTerm(e *element) *node {
	name := "et-al"
	if e.et != nil && e.et.term != "" {
		name = e.et.term
	}
	t := r.loc.term(name, "", false)
	if t == "" {
		return nil
	}
	n := &node{text: t}
	if e.et != nil {
		return r.finish(e.et, n)
	}
	return n
}

// precedes decides about a delimiter from delimiter-precedes-last and delimiter-precedes-et-al.
func precedes(rule string, context, inverted bool) bool {
	switch rule {
	case "always":
		return true
	case "never":
		return false
	case "after-inverted-name":
		return inverted
	}
	return context
}

// joinNames puts delimiters, and the “and” if the style has it, between the printed names.
func (r *render) joinNames(l *nameList, delim string, inverted []bool, and bool) *node {
	n := len(l.nodes)
	if n == 1 {
		return l.nodes[0]
	}
	if !and {
		return delimited(l.nodes, delim)
	}
	term := r.loc.term("and", "", false)
	if l.opts.and == "symbol" {
		term = "&"
		if t, ok := r.loc.terms[termKey{name: "and", form: "symbol"}]; ok {
			term = t.single
		}
	}
	sep := " "
	if precedes(l.opts.delimiterPrecedesLst, n > 2, inverted[n-2]) {
		sep = delim
	}
	return joined(delimited(l.nodes[:n-1], delim), &node{text: conjunction(sep, term)}, l.nodes[n-1])
}

// conjunction returns the text between the last two names: a word between spaces. No spaces and no delimiter are added to
// a term with spaces of its own, a mark such as “–”, or a word of a script without spaces such as “和”.
func conjunction(sep, term string) string {
	switch {
	case term == ";" || term == ",":
		return term + " "
	case spacedWord(term):
		return sep + strings.TrimSpace(term) + " "
	}
	return term
}

// spacedWord reports whether a term begins with “&” or a word of a script that has spaces between words.
func spacedWord(term string) bool {
	r, _ := utf8.DecodeRuneInString(term)
	return r == '&' || r == '+' || unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}
