package csl

import (
	"slices"
	"strings"
)

// attributes lists the attributes of each element; any other is a warning.
var attributes = map[string]string{
	"style":        "version class default-locale demote-non-dropping-particle initialize-with-hyphen page-range-format schemaLocation",
	"citation":     "disambiguate-add-givenname givenname-disambiguation-rule disambiguate-add-names disambiguate-add-year-suffix cite-group-delimiter collapse year-suffix-delimiter after-collapse-delimiter near-note-distance",
	"bibliography": "hanging-indent second-field-align line-spacing entry-spacing subsequent-author-substitute subsequent-author-substitute-rule",
	"layout":       "delimiter" + affixes + formatting,
	"text":         "variable macro term value form plural quotes strip-periods text-case display" + affixes + formatting,
	"date":         "variable form date-parts delimiter text-case display" + affixes + formatting,
	"date-part":    "name form range-delimiter strip-periods text-case" + affixes + formatting,
	"number":       "variable form text-case display" + affixes + formatting,
	"names":        "variable delimiter display" + affixes + formatting,
	"name":         "form delimiter" + affixes + formatting,
	"name-part":    "name text-case" + affixes + formatting,
	"et-al":        "term" + formatting,
	"label":        "variable form plural strip-periods text-case" + affixes + formatting,
	"substitute":   "",
	"group":        "delimiter display" + affixes + formatting,
	"choose":       "",
	"if":           conditions,
	"else-if":      conditions,
	"else":         "",
	"macro":        "name",
}

const (
	affixes     = " prefix suffix"
	formatting  = " font-style font-variant font-weight text-decoration vertical-align"
	conditions  = "disambiguate is-numeric is-uncertain-date locator position type variable match"
	nameOptAttr = " and delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first et-al-use-last et-al-subsequent-min et-al-subsequent-use-first initialize initialize-with name-as-sort-order sort-separator"
	longOptAttr = nameOptAttr + " name-form name-delimiter names-delimiter"
)

// allowedIn lists the parents that each element may have.
var allowedIn = map[string]string{
	"layout": rendering, "group": rendering, "macro": rendering, "if": rendering, "else-if": rendering, "else": rendering, "substitute": rendering,
	"choose": "if else-if else", "names": "name et-al label substitute", "name": "name-part", "date": "date-part",
}

const rendering = "text date number names label group choose"

var kinds = map[string]kind{
	"layout": kindLayout, "text": kindText, "date": kindDate, "date-part": kindDatePart, "number": kindNumber,
	"names": kindNames, "name": kindName, "name-part": kindNamePart, "et-al": kindEtAl, "label": kindLabel,
	"substitute": kindSubstitute, "group": kindGroup, "choose": kindChoose, "if": kindIf, "else-if": kindIf, "else": kindIf,
}

// checkAttrs warns about attributes that the element cannot have.
func (p *styleParser) checkAttrs(x *xmlElement, name string) {
	known := strings.Fields(attributes[name])
	switch name {
	case "style", "citation", "bibliography":
		known = append(known, strings.Fields(longOptAttr)...)
	case "name":
		known = append(known, strings.Fields(nameOptAttr)...)
	}
	for _, a := range x.attrs {
		// Attributes of other namespaces, and their declarations, are ignored.
		if a.Name.Space != "" || a.Name.Local == "xmlns" {
			continue
		}
		if !slices.Contains(known, a.Name.Local) {
			p.warnf(x, "“%s” takes no attribute “%s”", x.name, a.Name.Local)
		}
	}
}

func (p *styleParser) children(x *xmlElement, in string) []*element {
	allowed := strings.Fields(allowedIn[in])
	var out []*element
	for _, k := range x.kids {
		if !slices.Contains(allowed, k.name) {
			p.warnf(k, "“%s” cannot stand in “%s”", k.name, x.name)
			continue
		}
		if e := p.element(k, in); e != nil {
			out = append(out, e)
		}
	}
	return out
}

// element reads a rendering element, or a part of one (“Rendering Elements”).
func (p *styleParser) element(x *xmlElement, parent string) *element {
	p.checkAttrs(x, x.name)
	e := &element{
		kind: kinds[x.name], pos: x.pos,
		prefix: x.get("prefix"), suffix: x.get("suffix"),
		f:            p.format(x),
		quotes:       isTrue(x.get("quotes")),
		stripPeriods: isTrue(x.get("strip-periods")),
		variables:    strings.Fields(x.get("variable")),
		form:         x.get("form"),
		plural:       x.get("plural"),
		name:         x.get("name"),
		term:         x.get("term"),
	}
	e.delimiter, e.hasDelimiter = x.attr("delimiter")
	e.value, e.hasValue = x.attr("value")
	e.textCase = p.oneOf(x, "text-case", x.get("text-case"), "", "lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title")
	display := p.oneOf(x, "display", x.get("display"), "", "block", "left-margin", "right-inline", "indent")
	e.display = map[string]Display{"block": Block, "left-margin": LeftMargin, "right-inline": RightInline, "indent": Indent}[display]
	switch x.name {
	case "text":
		return p.text(x, e)
	case "number", "label":
		if len(e.variables) != 1 && (x.name == "number" || parent != "names") {
			p.errorf(x, "“%s” names one variable", x.name)
			return nil
		}
	case "date":
		return p.date(x, e)
	case "names":
		return p.names(x, e)
	case "choose":
		for _, k := range x.kids {
			if slices.Contains([]string{"if", "else-if", "else"}, k.name) {
				e.kids = append(e.kids, p.branch(k))
			} else {
				p.warnf(k, "“%s” cannot stand in “choose”", k.name)
			}
		}
	case "layout", "group", "substitute":
		e.kids = p.children(x, x.name)
	}
	return e
}

func (p *styleParser) text(x *xmlElement, e *element) *element {
	n := 0
	for _, name := range []string{"variable", "macro", "term", "value"} {
		if _, ok := x.attr(name); ok {
			n++
		}
	}
	if n == 0 {
		p.errorf(x, "“text” names a variable, a macro or a term, or has a value")
		return nil
	}
	if n > 1 {
		p.warnf(x, "“text” has more than one of “variable”, “macro”, “term” and “value”")
	}
	if m, ok := x.attr("macro"); ok {
		if e.macro = p.macro(x, m); e.macro == nil {
			return nil
		}
	}
	if e.term != "" {
		e.form = p.termForm(x, e.form)
	}
	return e
}

func (p *styleParser) termForm(x *xmlElement, form string) string {
	return p.oneOf(x, "form", form, "long", "long", "short", "verb", "verb-short", "symbol")
}

func (p *styleParser) date(x *xmlElement, e *element) *element {
	if len(e.variables) == 0 {
		p.errorf(x, "“date” names a variable")
		return nil
	}
	e.form = p.oneOf(x, "form", e.form, "", "numeric", "text")
	e.dateParts = p.oneOf(x, "date-parts", x.get("date-parts"), "year-month-day", "year-month-day", "year-month", "year")
	for _, k := range x.kids {
		if k.name != "date-part" {
			p.warnf(k, "“%s” cannot stand in “date”", k.name)
			continue
		}
		if part := p.datePart(k); part != nil {
			e.kids = append(e.kids, part)
		}
	}
	return e
}

func (p *styleParser) datePart(x *xmlElement) *element {
	part := p.element(x, "date")
	part.rangeDelimiter, part.hasRangeDelim = x.attr("range-delimiter")
	switch part.name {
	case "day", "month", "year":
		return part
	}
	p.warnf(x, "a date-part is “day”, “month” or “year”, not “%s”", part.name)
	return nil
}

func (p *styleParser) names(x *xmlElement, e *element) *element {
	if len(e.variables) == 0 {
		p.errorf(x, "“names” names a variable")
		return nil
	}
	e.bare = len(x.kids) == 0
	for _, k := range x.kids {
		switch k.name {
		case "name":
			e.nameEl = p.element(k, "names")
			e.nameEl.nameOpts = p.nameOptions(k, false)
			for _, part := range k.kids {
				if part.name != "name-part" {
					p.warnf(part, "“%s” cannot stand in “name”", part.name)
					continue
				}
				switch part.get("name") {
				case "given":
					e.nameEl.given = p.element(part, "name")
				case "family":
					e.nameEl.family = p.element(part, "name")
				default:
					p.warnf(part, "a name-part is “given” or “family”")
				}
			}
		case "et-al":
			e.et = p.element(k, "names")
		case "label":
			e.label = p.element(k, "names")
			e.label.form = p.termForm(k, e.label.form)
			e.labelFirst = e.nameEl == nil && x.child("name") != nil
		case "substitute":
			e.substitute = p.element(k, "names")
		default:
			p.warnf(k, "“%s” cannot stand in “names”", k.name)
		}
	}
	return e
}

// branch reads cs:if, cs:else-if or cs:else (“Choose”).
func (p *styleParser) branch(x *xmlElement) *element {
	p.checkAttrs(x, x.name)
	e := &element{kind: kindIf, pos: x.pos, match: p.oneOf(x, "match", x.get("match"), "all", "all", "any", "none")}
	for _, test := range []string{"disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable"} {
		if v, ok := x.attr(test); ok && x.name != "else" {
			e.conditions = append(e.conditions, condition{test, strings.Fields(v)})
		}
	}
	e.kids = p.children(x, x.name)
	return e
}

func (p *styleParser) format(x *xmlElement) Format {
	return Format{
		Style:      map[string]FontStyle{"normal": StyleNormal, "italic": Italic, "oblique": Oblique}[x.get("font-style")],
		Variant:    map[string]FontVariant{"normal": VariantNormal, "small-caps": SmallCaps}[x.get("font-variant")],
		Weight:     map[string]FontWeight{"normal": WeightNormal, "bold": Bold, "light": Light}[x.get("font-weight")],
		Decoration: map[string]TextDecoration{"none": DecorationNone, "underline": Underline}[x.get("text-decoration")],
		Align:      map[string]VerticalAlign{"baseline": Baseline, "sup": Superscript, "sub": Subscript}[x.get("vertical-align")],
	}
}
