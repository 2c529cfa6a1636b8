package style

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/dimen"
)

// Source is the text of one stylesheet.
type Source struct {
	// Name is the sheet's path from the book's root, or the bare name of a sheet that comes with the tool. Findings
	// name it, and what @import and url() name is sought from its folder.
	Name string
	Text []byte
	// Default marks the sheet that stands for the browser's own, which yields to all others (css-cascade-4, §6.2).
	Default bool
	// Own marks a sheet of the book, whose selectors are the author's to mind: see Usage.
	Own bool
	// Book has the sheets that this one may import, by their paths from the root; Library those that come with the
	// tool, which a bare name means where the book has no such sheet. nil has none.
	Book, Library fs.FS
}

// Sheet is what Parse makes of the stylesheets of an edition. It is not changed afterwards.
type Sheet struct {
	rules []rule
	// The rules by what their rightmost compound asks for: an id, else a class, else a name, else anything.
	byID, byClass, byName map[string][]int
	rest                  []int
	pages                 []pageRule
	faces                 []FontFace
	counters              map[string]*counterStyle
}

type rule struct {
	selector selector
	decls    []declaration
	isPlain  bool // not from the default sheet
	own      bool // from a sheet of the book
	order    int
}

// declaration sets a longhand property, or, where name is not one, a shorthand whose value holds var().
type declaration struct {
	name      string
	index     int // in properties; -1: a custom property or a shorthand with var()
	value     []token
	important bool
	vars      bool
	pos       diag.Pos
}

// Parse reads stylesheets, later ones over earlier ones. What is not understood is reported to list and left out, as
// CSS asks (css-syntax-3, §9), so that there is always a Sheet.
func Parse(list *diag.List, sources ...Source) *Sheet {
	p := read(new(diag.List), [2]dimen.Length{}, sources)
	if p.sized {
		// What a sheet says to pages of a width depends on that width: it is found in a reading before this one.
		return read(list, measurePage(p.sheet), sources).sheet
	}
	return read(list, [2]dimen.Length{}, sources).sheet
}

func read(list *diag.List, page [2]dimen.Length, sources []Source) *parser {
	p := &parser{list: list, extents: page, sheet: &Sheet{byID: map[string][]int{}, byClass: map[string][]int{}, byName: map[string][]int{}}}
	for _, src := range sources {
		p.source(src)
	}
	p.checkCounterStyles()
	p.checkVariables()
	return p
}

type parser struct {
	named   []namedCounterStyle
	asked   []token         // the names in var() without a fallback
	vars    map[string]bool // the custom properties that are set anywhere
	inPage  bool            // the declarations are those of @page
	list    *diag.List
	sheet   *Sheet
	plain   bool
	order   int
	src     *Source         // the sheet at hand
	imports []string        // the sheets that are open, the outermost first
	sized   bool            // a media query has asked for the size of the page
	extents [2]dimen.Length // of the page, for media queries; 0 in the reading that finds it
}

// source reads one sheet, with those that it imports.
func (p *parser) source(src Source) {
	outer, plain := p.src, p.plain
	p.src, p.plain, p.imports = &src, !src.Default, append(p.imports, src.Name)
	p.rules(tokenize(p.list, src.Name, src.Text), true)
	p.src, p.plain, p.imports = outer, plain, p.imports[:len(p.imports)-1]
}

func (p *parser) warn(pos diag.Pos, code, help, format string, args ...any) {
	p.list.Add(diag.Finding{Pos: pos, Severity: diag.Warning, Code: code, Message: fmt.Sprintf(format, args...), Help: help})
}

// rules reads a list of rules. At the head of a sheet, before any rule but @charset and others of its kind, sheets may be
// imported.
func (p *parser) rules(ts []token, head bool) {
	for i := 0; i < len(ts); i++ {
		t := &ts[i]
		if t.kind == space || t.kind == semicolon {
			continue
		}
		from := i
		for i < len(ts) && ts[i].kind != brace && !(t.kind == atWord && ts[i].kind == semicolon) {
			i++
		}
		prelude := trim(ts[from:min(i, len(ts))])
		var body *token
		if i < len(ts) && ts[i].kind == brace {
			body = &ts[i]
		}
		switch {
		case t.kind == atWord && t.text == "import":
			p.importRule(t, trim(prelude[1:]), head)
			continue
		case t.kind == atWord:
			head = head && t.text == "charset"
			p.atRule(t, trim(prelude[1:]), body)
			continue
		}
		head = false
		switch {
		case body == nil:
			p.warn(t.pos, "css-syntax", "", "a rule without a block {…}")
		default:
			sels, bad := selectors(prelude, false)
			if bad != nil {
				pos := bad.pos
				if !pos.IsValid() {
					pos = t.pos
				}
				help := "the whole rule is left out"
				if near := diag.Nearest(bad.text, slices.Concat(pseudoClasses, pseudoElements)); near != "" && (bad.kind == ident || bad.kind == function) {
					help = "did you mean “" + near + "”? The whole rule is left out"
				}
				p.warn(pos, "unknown-selector", help, "this selector is not understood at “%s”", bad.text)
				continue
			}
			decls := p.declarations(body.args, nil)
			for _, s := range sels {
				p.add(s, decls)
			}
		}
	}
}

func (p *parser) add(s selector, decls []declaration) {
	p.order++
	sh := p.sheet
	i := len(sh.rules)
	sh.rules = append(sh.rules, rule{selector: s, decls: decls, isPlain: p.plain, own: p.src.Own, order: p.order})
	switch last := s.compounds[len(s.compounds)-1]; {
	case last.id != "":
		sh.byID[last.id] = append(sh.byID[last.id], i)
	case len(last.classes) > 0:
		sh.byClass[last.classes[0]] = append(sh.byClass[last.classes[0]], i)
	case last.name != "":
		sh.byName[last.name] = append(sh.byName[last.name], i)
	default:
		sh.rest = append(sh.rest, i)
	}
}

// declarations reads the inside of a block. atRules, if not nil, is given the at-rules in it.
func (p *parser) declarations(ts []token, atRules func(t, body *token)) (out []declaration) {
	for i := 0; i < len(ts); i++ {
		t := &ts[i]
		if t.kind == space || t.kind == semicolon {
			continue
		}
		from := i
		if t.kind == atWord && atRules != nil {
			for i < len(ts) && ts[i].kind != brace && ts[i].kind != semicolon {
				i++
			}
			if i < len(ts) && ts[i].kind == brace {
				atRules(t, &ts[i])
			}
			continue
		}
		for i < len(ts) && ts[i].kind != semicolon {
			i++
		}
		out = p.declaration(out, trim(ts[from:i]))
	}
	return out
}

func (p *parser) declaration(out []declaration, ts []token) []declaration {
	name := &ts[0]
	rest := trim(ts[1:])
	if name.kind != ident || len(rest) == 0 || rest[0].kind != colon {
		p.warn(name.pos, "css-syntax", "a declaration is written “property: value;”", "this is no declaration")
		return out
	}
	d := declaration{name: name.text, index: -1, value: trim(rest[1:]), pos: name.pos}
	if !strings.HasPrefix(d.name, "--") {
		d.name = strings.ToLower(d.name)
	}
	if n := len(d.value); n >= 2 && d.value[n-1].is("important") {
		v := trim(d.value[:n-1])
		if len(v) > 0 && v[len(v)-1].kind == delim && v[len(v)-1].text == "!" {
			d.important, d.value = true, trim(v[:len(v)-1])
		}
	}
	p.ask(d.value)
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
	d.vars = hasVar(d.value)
	if i, ok := propertyIndex[d.name]; ok {
		d.index = i
		if !d.vars && !p.valid(&d) {
			return out
		}
		return append(out, d)
	}
	long, known, ok := expand(d.name, d.value)
	if !known {
		p.warn(d.pos, "unknown-property", p.similar(d.name), "“%s” is not a property that is known here", d.name)
		return out
	}
	if d.vars {
		return append(out, d)
	}
	if !ok {
		p.bad(&d)
		return out
	}
	from := len(out)
	for _, l := range long {
		e := declaration{name: l.name, index: propertyIndex[l.name], value: l.value, important: d.important, pos: d.pos}
		if !p.valid(&e) {
			return out
		}
		out = append(out, e)
	}
	if logical(d.name) { // which sides these are the direction of each element says
		return append(out[:from], d)
	}
	return out
}

// valid computes a value on a scratch style and reports it where it is bad.
func (p *parser) valid(d *declaration) bool {
	if wide(d.value) {
		return true
	}
	s := initial()
	c := &computer{s: s, parent: initial()}
	if !properties[d.index].set(c, d.value) {
		p.bad(d)
		return false
	}
	return p.generated(d, s)
}

// generated looks at what a declaration says of generated content: which counter styles it names, and whether each
// function stands where it means something.
func (p *parser) generated(d *declaration, s *Style) bool {
	pos := d.pos
	if len(d.value) > 0 {
		pos = d.value[0].pos
	}
	use := func(name string) {
		if name != "" && predefined(name) == nil {
			p.named = append(p.named, namedCounterStyle{name, pos})
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
			case c.Name == "page" && c.Value == 1 && p.inPage && name == "counter-increment": // as it is anyway
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
		if !strings.HasPrefix(s.ListStyleType, `"`) {
			use(s.ListStyleType)
		}
	case "-quire-page-label":
		use(s.PageLabel)
	}
	return true
}

// ask notes the custom properties that a value needs.
func (p *parser) ask(ts []token) {
	for i := range ts {
		t := &ts[i]
		if args := trim(t.args); t.kind == function && t.text == "var" && len(args) == 1 && args[0].kind == ident {
			p.asked = append(p.asked, args[0])
		}
		p.ask(t.args)
	}
}

// checkVariables reports var() of what is set nowhere.
func (p *parser) checkVariables() {
	names := slices.Sorted(maps.Keys(p.vars))
	for _, t := range p.asked {
		if p.vars[t.text] {
			continue
		}
		help := "set it, as in “html { " + t.text + ": 1em }”, or give a fallback: var(" + t.text + ", 1em)"
		if near := diag.Nearest(t.text, names); near != "" {
			help = "did you mean “" + near + "”?"
		}
		p.warn(t.pos, "bad-value", help, "“%s” is set nowhere", t.text)
	}
}

func (p *parser) bad(d *declaration) {
	pos := d.pos
	if len(d.value) > 0 && d.value[0].pos.IsValid() {
		pos = d.value[0].pos
	}
	help := "the declaration is left out; docs/styles.md has the values that there are"
	if near := meant(d.name, d.value); near != "" {
		help = "did you mean “" + near + "”?"
	}
	p.warn(pos, "bad-value", help, "“%s” is not a value of “%s” that is known here", text(d.value), d.name)
}

// similar names a property that was perhaps meant.
func (p *parser) similar(name string) string {
	if why, ok := unsupported[name]; ok {
		return why
	}
	if near := diag.Nearest(name, propertyNames()); near != "" {
		return "did you mean “" + near + "”?"
	}
	return "the declaration is left out"
}

// text writes a value as it stood, more or less.
func text(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		switch t.kind {
		case space:
			b.WriteByte(' ')
		case comma:
			b.WriteByte(',')
		case colon:
			b.WriteByte(':')
		case str:
			b.WriteString(`"` + t.text + `"`)
		case hash:
			b.WriteString("#" + t.text)
		case url:
			b.WriteString("url(" + t.text + ")")
		case function, paren:
			b.WriteString(t.text + "(" + text(t.args) + ")")
		case bracket:
			b.WriteString("[" + text(t.args) + "]")
		case brace:
			b.WriteString("{" + text(t.args) + "}")
		default:
			b.WriteString(t.text)
		}
	}
	return b.String()
}

func wide(v []token) bool {
	return len(v) == 1 && (v[0].is("inherit") || v[0].is("initial") || v[0].is("unset") || v[0].is("revert"))
}

func hasVar(v []token) bool {
	return slices.ContainsFunc(v, func(t token) bool { return t.kind == function && (t.text == "var" || hasVar(t.args)) || hasVar(t.args) })
}
