package csl

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"quire/internal/diag"
)

// Parent finds the independent style that a dependent style names. id is the href of its independent-parent link, and
// base the last part of id, usually the name of the file without “.csl”. It returns the bytes of the style and the name
// of its file.
type Parent func(id, base string) (file string, data []byte, ok bool)

// ParseStyle reads a style. It reads the parent of a dependent style through parents, which may be nil, and keeps only the
// default locale of the dependent style (“Dependent Styles”). If the style cannot be used it returns nil and reports an
// error; elements and attributes that the schema does not know are warnings.
func ParseStyle(file string, data []byte, parents Parent, findings *diag.List) *Style {
	return parseStyle(file, data, parents, findings, 0)
}

func parseStyle(file string, data []byte, parents Parent, findings *diag.List, depth int) *Style {
	root := readXML(file, data, findings)
	if root == nil {
		return nil
	}
	if root.name != "style" {
		findings.Add(diag.Finding{
			Pos: root.pos, Severity: diag.Error, Code: "csl-style",
			Message: "the root element is “" + root.name + "”, not “style”", Help: "name a CSL style, a file that ends in .csl",
		})
		return nil
	}
	if v := root.get("version"); v != "" && !strings.HasPrefix(v, "1.") {
		findings.Add(diag.Finding{
			Pos: root.pos, Severity: diag.Error, Code: "csl-style",
			Message: "this style is written for CSL " + v, Help: "use a style for CSL 1.0",
		})
		return nil
	}
	info := root.child("info")
	if href := parentLink(info); href != "" && root.child("citation") == nil {
		return parseDependent(root, info, href, parents, findings, depth)
	}
	p := &styleParser{findings: findings, style: &Style{
		Class:            root.get("class"),
		DefaultLocale:    strings.TrimSpace(root.get("default-locale")),
		macros:           map[string]*element{},
		demote:           "display-and-sort",
		initializeHyphen: root.get("initialize-with-hyphen") != "false",
		pageRangeFormat:  root.get("page-range-format"),
	}}
	return p.parse(root, info)
}

func parentLink(info *xmlElement) string {
	if info == nil {
		return ""
	}
	for _, k := range info.kids {
		if k.name == "link" && k.get("rel") == "independent-parent" {
			return k.get("href")
		}
	}
	return ""
}

func parseDependent(root, info *xmlElement, href string, parents Parent, findings *diag.List, depth int) *Style {
	base := strings.TrimSuffix(path.Base(href), ".csl")
	if depth < 4 && parents != nil {
		if file, data, ok := parents(href, base); ok {
			s := parseStyle(file, data, parents, findings, depth+1)
			if s == nil {
				return nil
			}
			if l := root.get("default-locale"); l != "" {
				s.DefaultLocale = l
			}
			readInfo(s, info)
			return s
		}
	}
	findings.Add(diag.Finding{
		Pos: root.pos, Severity: diag.Error, Code: "csl-parent",
		Message: "this style only points to “" + href + "”, which is not here",
		Help:    "put “" + base + ".csl” beside it, or name that style itself",
	})
	return nil
}

func readInfo(s *Style, info *xmlElement) {
	if info == nil {
		return
	}
	for _, k := range info.kids {
		text := strings.TrimSpace(k.text)
		switch k.name {
		case "id":
			s.ID = text
		case "title":
			s.Title = text
		case "title-short":
			s.TitleShort = text
		case "category":
			if f := k.get("citation-format"); f != "" {
				s.Format = f
			}
		}
	}
}

type styleParser struct {
	style    *Style
	findings *diag.List
	xmacros  map[string]*xmlElement
	open     []string // the macros being read, for the finding about a macro that calls itself
	failed   bool
}

func (p *styleParser) errorf(x *xmlElement, format string, args ...any) {
	p.failed = true
	p.findings.Errorf(x.pos, "csl-style", format, args...)
}

func (p *styleParser) warnf(x *xmlElement, format string, args ...any) {
	p.findings.Warnf(x.pos, "csl-style", format, args...)
}

func (p *styleParser) parse(root, info *xmlElement) *Style {
	s := p.style
	readInfo(s, info)
	switch s.Class {
	case "note", "in-text":
	case "":
		s.Class = "in-text"
		p.warnf(root, "the style does not say its class, so it is taken for “in-text”")
	default:
		p.errorf(root, "the class of a style is “note” or “in-text”, not “%s”", s.Class)
	}
	if d := root.get("demote-non-dropping-particle"); d != "" {
		s.demote = p.oneOf(root, "demote-non-dropping-particle", d, "display-and-sort", "never", "sort-only", "display-and-sort")
	}
	switch s.pageRangeFormat {
	case "", "chicago", "chicago-15", "chicago-16", "expanded", "minimal", "minimal-two":
	default:
		p.warnf(root, "“%s” is not a page-range-format", s.pageRangeFormat)
		s.pageRangeFormat = ""
	}
	s.nameOpts = p.nameOptions(root, true)
	p.checkAttrs(root, "style")
	p.xmacros = map[string]*xmlElement{}
	for _, k := range root.kids {
		if k.name != "macro" {
			continue
		}
		name := k.get("name")
		if first := p.xmacros[name]; first != nil {
			p.failed = true
			p.findings.Add(diag.Finding{
				Pos: k.pos, Severity: diag.Error, Code: "csl-style",
				Message: "the macro “" + name + "” is defined twice",
				Related: []diag.Related{{Pos: first.pos, Message: "the first definition"}},
			})
			continue
		}
		p.xmacros[name] = k
	}
	for _, k := range root.kids {
		switch k.name {
		case "info":
		case "macro":
			p.macro(k, k.get("name"))
		case "locale":
			s.locales = append(s.locales, parseLocaleElement(k, p.findings))
		case "citation":
			s.citation = p.area(k, s.nameOpts)
		case "bibliography":
			s.bibliography = p.area(k, s.nameOpts)
		default:
			p.warnf(k, "“%s” is not an element of a style", k.name)
		}
	}
	if s.citation == nil && !p.failed {
		p.errorf(root, "the style has no “citation” element with a layout")
	}
	if p.failed {
		return nil
	}
	return s
}

// area reads cs:citation or cs:bibliography.
func (p *styleParser) area(x *xmlElement, outer nameOptions) *area {
	p.checkAttrs(x, x.name)
	a := &area{nameOpts: p.nameOptions(x, true).over(outer), nearNote: 5, lineSpacing: 1, entrySpacing: 1}
	a.addGivenname = isTrue(x.get("disambiguate-add-givenname"))
	a.addNames = isTrue(x.get("disambiguate-add-names"))
	a.addYearSuffix = isTrue(x.get("disambiguate-add-year-suffix"))
	a.givennameRule = p.oneOf(x, "givenname-disambiguation-rule", x.get("givenname-disambiguation-rule"), "by-cite",
		"all-names", "all-names-with-initials", "primary-name", "primary-name-with-initials", "by-cite")
	a.collapse = p.oneOf(x, "collapse", x.get("collapse"), "", "citation-number", "year", "year-suffix", "year-suffix-ranged")
	a.groupDelimiter, a.group = x.attr("cite-group-delimiter")
	a.ownDelimiter = a.group
	if !a.group {
		a.groupDelimiter = ", "
	}
	if strings.HasPrefix(a.collapse, "year") {
		a.group = true
	}
	a.suffixDelim = x.optional("year-suffix-delimiter")
	a.afterCollapse = x.optional("after-collapse-delimiter")
	a.nearNote = p.number(x, "near-note-distance", a.nearNote)
	a.hangingIndent = isTrue(x.get("hanging-indent"))
	a.secondFieldAlign = p.oneOf(x, "second-field-align", x.get("second-field-align"), "", "flush", "margin", "false")
	if a.secondFieldAlign == "false" {
		a.secondFieldAlign = ""
	}
	a.lineSpacing = p.number(x, "line-spacing", a.lineSpacing)
	a.entrySpacing = p.number(x, "entry-spacing", a.entrySpacing)
	a.authorSubstitute = x.optional("subsequent-author-substitute")
	a.substituteRule = p.oneOf(x, "subsequent-author-substitute-rule", x.get("subsequent-author-substitute-rule"),
		"complete-all", "complete-all", "complete-each", "partial-each", "partial-first")
	for _, k := range x.kids {
		switch k.name {
		case "layout":
			a.layout = p.element(k, x.name)
			a.delimiter = k.get("delimiter")
		case "sort":
			for _, key := range k.kids {
				p.sortKey(a, key)
			}
		default:
			p.warnf(k, "“%s” is not an element of “%s”", k.name, x.name)
		}
	}
	if a.layout == nil {
		p.errorf(x, "“%s” has no layout", x.name)
		return nil
	}
	a.survey(a.layout, map[*element]bool{})
	return a
}

// survey records which features the layout uses, so that steps without effect can be left out.
func (a *area) survey(e *element, seen map[*element]bool) {
	if e == nil || seen[e] {
		return
	}
	seen[e] = true
	if e.kind == kindText && slices.Contains(e.variables, "year-suffix") {
		a.usesYearSuffix = true
	}
	for _, c := range e.conditions {
		if c.test == "disambiguate" {
			a.usesDisambiguate = true
		}
	}
	a.survey(e.macro, seen)
	a.survey(e.nameEl, seen)
	a.survey(e.substitute, seen)
	for _, k := range e.kids {
		a.survey(k, seen)
	}
}

func (p *styleParser) sortKey(a *area, x *xmlElement) {
	if x.name != "key" {
		p.warnf(x, "“%s” is not an element of “sort”", x.name)
		return
	}
	k := sortKey{variable: x.get("variable"), descending: x.get("sort") == "descending", namesUseLast: x.get("names-use-last")}
	k.namesMin = p.count(x, "names-min")
	k.namesUseFirst = p.count(x, "names-use-first")
	if m, ok := x.attr("macro"); ok {
		k.macro = p.macro(x, m)
	} else if k.variable == "" {
		p.errorf(x, "a sort key names a variable or a macro")
		return
	}
	a.sort = append(a.sort, k)
}

// macro returns the element of a macro, and reads it at the first call.
func (p *styleParser) macro(x *xmlElement, name string) *element {
	if e, ok := p.style.macros[name]; ok {
		return e
	}
	def := p.xmacros[name]
	if def == nil {
		p.errorf(x, "there is no macro “%s” in this style", name)
		return nil
	}
	if slices.Contains(p.open, name) {
		p.errorf(x, "the macro “%s” calls itself", name)
		return nil
	}
	if len(p.open) >= maxDepth {
		p.errorf(x, "macros call each other too deeply")
		return nil
	}
	p.open = append(p.open, name)
	e := &element{kind: kindMacro, pos: def.pos, name: name}
	e.kids = p.children(def, "macro")
	p.open = p.open[:len(p.open)-1]
	p.style.macros[name] = e
	return e
}

// optional gives a pointer to an attribute's value, nil where it is not set.
func (x *xmlElement) optional(name string) *string {
	if v, ok := x.attr(name); ok {
		return &v
	}
	return nil
}

func (p *styleParser) number(x *xmlElement, name string, def int) int {
	v, ok := x.attr(name)
	if !ok {
		return def
	}
	n, err := strconv.Atoi(strings.TrimSpace(v))
	if err != nil || n < 0 || n > 1<<20 {
		p.warnf(x, "“%s” is a whole number, not “%s”", name, v)
		return def
	}
	return n
}

func (p *styleParser) count(x *xmlElement, name string) count {
	return count(p.number(x, name, -1) + 1)
}

// oneOf gives v if it is one of the allowed values, else def, with a warning unless v is empty.
func (p *styleParser) oneOf(x *xmlElement, name, v, def string, allowed ...string) string {
	if v == "" {
		return def
	}
	if slices.Contains(allowed, v) {
		return v
	}
	p.warnf(x, "“%s” is not a value of “%s”", v, name)
	return def
}

// nameOptions reads the inheritable name options; long names hold on cs:style, cs:citation and cs:bibliography.
func (p *styleParser) nameOptions(x *xmlElement, long bool) nameOptions {
	form, delimiter := "form", "delimiter"
	if long {
		form, delimiter = "name-form", "name-delimiter"
	}
	o := nameOptions{
		and:                  p.oneOf(x, "and", x.get("and"), "", "text", "symbol"),
		delimiterPrecedesEt:  p.oneOf(x, "delimiter-precedes-et-al", x.get("delimiter-precedes-et-al"), "", "contextual", "after-inverted-name", "always", "never"),
		delimiterPrecedesLst: p.oneOf(x, "delimiter-precedes-last", x.get("delimiter-precedes-last"), "", "contextual", "after-inverted-name", "always", "never"),
		etAlMin:              p.count(x, "et-al-min"),
		etAlFirst:            p.count(x, "et-al-use-first"),
		etAlSubMin:           p.count(x, "et-al-subsequent-min"),
		etAlSub:              p.count(x, "et-al-subsequent-use-first"),
		etAlUseLast:          x.get("et-al-use-last"),
		initialize:           x.get("initialize"),
		initializeWith:       x.optional("initialize-with"),
		nameAsSortOrder:      p.oneOf(x, "name-as-sort-order", x.get("name-as-sort-order"), "", "first", "all"),
		sortSeparator:        x.optional("sort-separator"),
		form:                 p.oneOf(x, form, x.get(form), "", "long", "short", "count"),
		delimiter:            x.optional(delimiter),
	}
	if long {
		o.namesDelimiter = x.optional("names-delimiter")
	}
	return o
}
