package style

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
	"quire/internal/dimen"
)

// Source is the text of one stylesheet.
type Source struct {
	// Name is the sheet's path from the book's root, or the bare name of a built-in sheet. Findings use it; paths in
	// @import and url() are relative to its folder.
	Name string
	Text []byte
	// Default marks the sheet in the role of the browser's own: all others override it (css-cascade-4, §6.2).
	Default bool
	// Own marks a sheet of the book, whose unused selectors are reported: see Usage.
	Own bool
	// Book holds the sheets that this one may import, by their paths from the root. Library holds the built-in ones,
	// which a bare name means if the book has no such sheet. nil: there are none.
	Book, Library fs.FS
}

// Sheet is the result of parsing the stylesheets of an edition. It is not changed afterwards.
type Sheet struct {
	rules []rule
	// The rules by what their rightmost compound has: an id, else a class, else a name, else none of these.
	byID, byClass, byName map[string][]int
	rest                  []int
	pages                 []pageRule
	faces                 []FontFace
	counters              map[string]*counterStyle
}

type rule struct {
	selector css.Selector
	decls    []declaration
	author   bool // of the author origin: not from the default sheet
	fromBook bool // from a sheet of the book
	order    int
}

// declaration sets a longhand property, or a shorthand whose value has var().
type declaration struct {
	name      string
	index     int // in properties; -1: a custom property or a shorthand with var()
	value     []css.Token
	important bool
	vars      bool
	pos       diag.Pos
}

// Parse reads stylesheets; later ones override earlier ones. What is not understood is reported to list and ignored, as
// CSS requires (css-syntax-3, §9), so there is always a Sheet.
func Parse(list *diag.List, sources ...Source) *Sheet {
	p := read(new(diag.List), [2]dimen.Length{}, sources)
	if p.asksPageSize {
		// Media queries may depend on the page's width, so it is found in a separate reading before this one.
		return read(list, measurePage(p.sheet), sources).sheet
	}
	return read(list, [2]dimen.Length{}, sources).sheet
}

func read(list *diag.List, page [2]dimen.Length, sources []Source) *parser {
	p := &parser{list: list, imports: css.Imports{List: list, Missing: diag.Error}, pageSize: page, sheet: &Sheet{byID: map[string][]int{}, byClass: map[string][]int{}, byName: map[string][]int{}}}
	for _, src := range sources {
		p.source(src)
	}
	p.checkCounterStyles()
	p.checkVariables()
	return p
}

type parser struct {
	counterStylesUsed []namedCounterStyle
	variablesUsed     []css.Token     // the names in var() without a fallback
	vars              map[string]bool // the custom properties that are set anywhere
	inPage            bool            // the declarations are in @page
	list              *diag.List
	sheet             *Sheet
	author            bool
	order             int
	src               *Source // the current sheet
	imports           css.Imports
	asksPageSize      bool            // a media query needed the size of the page
	pageSize          [2]dimen.Length // for media queries; 0 in the reading that finds it
}

// source reads one sheet and those that it imports.
func (p *parser) source(src Source) {
	outer, author := p.src, p.author
	p.src, p.author = &src, !src.Default
	p.imports.Enter(src.Name)
	p.rules(css.Tokenize(p.list, src.Name, src.Text), true)
	p.imports.Leave()
	p.src, p.author = outer, author
}

func (p *parser) warn(pos diag.Pos, code, help, format string, args ...any) {
	p.list.Add(diag.Finding{Pos: pos, Severity: diag.Warning, Code: code, Message: fmt.Sprintf(format, args...), Help: help})
}

// rules reads a list of rules. At the head of a sheet, before any other rule except @charset and the like, sheets may
// be imported.
func (p *parser) rules(ts []css.Token, head bool) {
	for _, r := range css.Rules(ts) {
		switch {
		case r.At == "import":
			p.importRule(&r, head)
		case r.At != "":
			head = head && r.At == "charset"
			p.atRule(&r)
		default:
			head = false
			p.styleRule(&r)
		}
	}
}

func (p *parser) styleRule(r *css.Rule) {
	if r.Block == nil {
		p.warn(r.Pos, "css-syntax", "", "a rule without a block {…}")
		return
	}
	list, bad := selectors(r.Prelude)
	if bad != nil {
		help := "the whole rule is left out"
		if slices.Contains(css.PseudoClasses, strings.ToLower(bad.Text)) {
			help = "its argument is not understood; the whole rule is left out"
		} else if near := diag.Nearest(bad.Text, slices.Concat(css.PseudoClasses, css.PseudoElements)); near != "" && (bad.Kind == css.Ident || bad.Kind == css.Function) {
			help = "did you mean “" + near + "”? The whole rule is left out"
		}
		p.warn(cmp.Or(bad.Pos, r.Pos), "unknown-selector", help, "this selector is not understood at “%s”", bad.Text)
		return
	}
	decls := p.block(r.Block)
	for _, s := range list {
		p.add(s, decls)
	}
}

// selectors reads a list of selectors that are all known; bad is an unknown part.
func selectors(ts []css.Token) (list []css.Selector, bad *css.Token) {
	list, bad = css.Selectors(ts)
	for i := range list {
		if u := list[i].Unknown; u != nil {
			return nil, u
		}
	}
	return list, bad
}

func (p *parser) add(s css.Selector, decls []declaration) {
	p.order++
	sh := p.sheet
	i := len(sh.rules)
	sh.rules = append(sh.rules, rule{selector: s, decls: decls, author: p.author, fromBook: p.src.Own, order: p.order})
	switch last := s.Compounds[len(s.Compounds)-1]; {
	case last.ID != "":
		sh.byID[last.ID] = append(sh.byID[last.ID], i)
	case len(last.Classes) > 0:
		sh.byClass[last.Classes[0]] = append(sh.byClass[last.Classes[0]], i)
	case last.Name != "":
		name := strings.ToLower(last.Name)
		sh.byName[name] = append(sh.byName[name], i)
	default:
		sh.rest = append(sh.rest, i)
	}
}
