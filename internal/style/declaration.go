package style

import (
	"strings"

	"quire/internal/css"
)

// block reads the declarations of a block.
func (p *parser) block(block *css.Token) (out []declaration) {
	list, _ := css.Declarations(block.Args, false)
	return p.declarations(list)
}

func (p *parser) declarations(list []css.Declaration) (out []declaration) {
	for _, d := range list {
		out = p.declaration(out, d)
	}
	return out
}

// declaration appends what a declaration sets: one longhand, or all longhands of a shorthand.
func (p *parser) declaration(out []declaration, said css.Declaration) []declaration {
	if said.Name == "" {
		p.warn(said.Pos, "css-syntax", "a declaration is written “property: value;”", "this is no declaration")
		return out
	}
	d := declaration{name: said.Name, index: -1, value: said.Value, important: said.Important, pos: said.Pos}
	p.noteVariables(d.value)
	if strings.HasPrefix(d.name, "--") {
		if p.vars == nil {
			p.vars = map[string]bool{}
		}
		p.vars[d.name] = true
		return append(out, d)
	}
	if len(d.value) == 0 {
		p.warn(d.pos, "bad-value", "", "“%s” has no value", d.name)
		return out
	}
	d.vars = css.Has(d.value, "var")
	if i, ok := propertyIndex[d.name]; ok {
		d.index = i
		if !d.vars && !p.valid(&d) {
			return out
		}
		return append(out, d)
	}
	return p.shorthand(out, d)
}

// shorthand appends the longhands of a shorthand property. One with var() is kept whole, as its parts are not known
// yet.
func (p *parser) shorthand(out []declaration, d declaration) []declaration {
	long, known, ok := expand(d.name, d.value)
	switch {
	case !known:
		p.warn(d.pos, "unknown-property", p.propertyHelp(d.name), "“%s” is not a property that is known here", d.name)
		return out
	case d.vars:
		return append(out, d)
	case !ok:
		p.badValue(&d)
		return out
	}
	from := len(out)
	for _, l := range long {
		e := declaration{name: l.name, index: propertyIndex[l.name], value: l.value, important: d.important, pos: d.pos}
		if !p.valid(&e) { // one bad part makes the whole declaration bad (css-cascade-4, §2)
			return out[:from]
		}
		out = append(out, e)
	}
	if logical(d.name) { // the sides depend on the direction of each element
		return append(out[:from], d)
	}
	return out
}

// valid computes a value on a scratch style and reports it if it is bad.
func (p *parser) valid(d *declaration) bool {
	if isWideKeyword(d.value) {
		return true
	}
	s := initial()
	c := &computer{s: s, parent: initial()}
	if !properties[d.index].set(c, d.value) {
		p.badValue(d)
		return false
	}
	return p.generated(d, s)
}

// generated checks generated content: the counter styles that it names, and whether each function is allowed in its
// place.
func (p *parser) generated(d *declaration, s *Style) bool {
	pos := d.pos
	if len(d.value) > 0 {
		pos = d.value[0].Pos
	}
	use := func(name string) {
		if name != "" && predefined(name) == nil {
			p.counterStylesUsed = append(p.counterStylesUsed, namedCounterStyle{name, pos})
		}
	}
	check := func(cs []Content, inPage bool) bool {
		if name, help := misplaced(cs, inPage); name != "" {
			p.warn(pos, "bad-value", help, "%s means nothing here", name)
			return false
		}
		for _, c := range cs {
			use(c.Style)
		}
		return true
	}
	pages := func(cs []Counter, name string) bool {
		for _, c := range cs {
			switch {
			case c.Name == "page" && c.Value == 1 && p.inPage && name == "counter-increment": // the default
			case p.inPage && c.Name == "footnote":
				p.warn(pos, "bad-value", "“notes-numbering” in book.yaml numbers them through the book, or anew in each chapter",
					"notes can't be numbered anew on each page")
				return false
			case p.inPage:
				p.warn(pos, "bad-value", "change it at an element: counter-reset and counter-set of page take hold on the page where it begins",
					"“%s” in @page has no effect here", name)
				return false
			case c.Name == "page" && name == "counter-increment":
				p.warn(pos, "bad-value", "pages count by themselves; counter-reset and counter-set give their counter another value", "the counter of pages can't be incremented")
				return false
			}
		}
		return true
	}
	switch d.name {
	case "counter-increment":
		return pages(s.CounterInc, d.name)
	case "counter-reset":
		return pages(s.CounterReset, d.name)
	case "counter-set":
		return pages(s.CounterSet, d.name)
	case "content":
		return check(s.Content, p.inPage)
	case "string-set":
		for _, set := range s.StringSet {
			if !check(set.Content, false) {
				return false
			}
		}
	case "list-style-type":
		if s.ListStyleType.Counter != "" {
			use(s.ListStyleType.Counter)
		}
	case "-quire-page-label":
		use(s.PageLabel)
	}
	return true
}

// noteVariables records the custom properties that a value needs.
func (p *parser) noteVariables(ts []css.Token) {
	for i := range ts {
		t := &ts[i]
		if args := css.Trim(t.Args); t.Kind == css.Function && t.Text == "var" && len(args) == 1 && args[0].Kind == css.Ident {
			p.variablesUsed = append(p.variablesUsed, args[0])
		}
		p.noteVariables(t.Args)
	}
}

// isWideKeyword reports whether a value is a CSS-wide keyword, which every property takes (css-cascade-4, §7.3).
func isWideKeyword(v []css.Token) bool {
	return len(v) == 1 && (v[0].Is("inherit") || v[0].Is("initial") || v[0].Is("unset") || v[0].Is("revert"))
}
