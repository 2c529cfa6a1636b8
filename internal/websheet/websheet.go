// Package websheet reads the stylesheets of a book for its e-books and web pages. It puts imported sheets into their
// places, collects the fonts and pictures that the sheets name, and leaves out, with a finding, what is malformed, not
// there or on the network. What properties mean is the business of reading systems and browsers.
package websheet

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
	"quire/internal/xhtml"
)

// Source is the text of a stylesheet.
type Source struct {
	Name string // its path from the book's root, or the bare name of one that comes with quire
	Text []byte
	Own  bool // it is the book's. One that comes with quire is taken as it is
}

// Options say where sheets and files are, and for what they are read.
type Options struct {
	Book, Library fs.FS // the book's files, and the sheets that come with quire, which a bare name means if the book has none
	EPUB          bool  // for an e-book, in which some properties are not allowed
}

// Read gives one stylesheet for several. Its addresses of files are paths from the book's root; files has those files.
func Read(list *diag.List, opts Options, sources ...Source) (text []byte, files []xhtml.File) {
	r := &reader{list: list, imports: css.Imports{List: list, Missing: diag.Warning}, opts: opts, at: map[string]bool{}, unknown: map[string]bool{}}
	for _, s := range sources {
		r.source(s)
	}
	return r.out, r.files
}

type reader struct {
	list    *diag.List
	opts    Options
	out     []byte
	face    bool // the declarations are those of @font-face
	files   []xhtml.File
	at      map[string]bool // the paths of files that have been read; false for what can't be had
	unknown map[string]bool // properties that have been reported
	imports css.Imports
}

func (r *reader) warn(pos diag.Pos, code, help, format string, args ...any) {
	r.list.Add(diag.Finding{Pos: pos, Severity: diag.Warning, Code: code, Message: fmt.Sprintf(format, args...), Help: help})
}

func (r *reader) source(s Source) {
	if !s.Own {
		r.print(string(s.Text) + "\n")
		return
	}
	r.imports.Enter(s.Name)
	r.rules(css.Tokenize(r.list, s.Name, s.Text), true)
	r.imports.Leave()
}

// rules writes the rules of a sheet, or of a block such as that of @media. top is set for those of a sheet.
func (r *reader) rules(ts []css.Token, top bool) {
	head := top // no rule but @charset, @layer and @import has come
	for _, rule := range css.Rules(ts) {
		switch {
		case rule.At == "import":
			r.importRule(&rule, head)
			continue
		case rule.At == "charset": // the text is always UTF-8
			continue
		case rule.At == "layer" && rule.Block == nil:
			r.print("@layer " + css.Source(rule.Prelude) + ";\n")
			continue
		case rule.At != "":
			r.atRule(&rule)
		case rule.Block == nil:
			r.warn(rule.Pos, "css-syntax", "write “selector { name: value; }”", "this is no rule")
		case len(rule.Prelude) == 0:
			r.warn(rule.Pos, "css-syntax", "write “selector { name: value; }”", "this block has no selector")
		default:
			r.block(css.Source(rule.Prelude), rule.Block, r.declarations)
		}
		head = false
	}
}

// block writes a block with what is before it, unless nothing is left of it.
func (r *reader) block(before string, block *css.Token, inside func([]css.Token)) {
	start := len(r.out)
	r.print(before + " {")
	empty := len(r.out)
	inside(block.Args)
	if len(r.out) == empty {
		r.out = r.out[:start]
		return
	}
	r.print("}\n")
}

func (r *reader) print(s string) { r.out = append(r.out, s...) }

// The at-rules of style sheets. Those of rulesInside hold rules, the others declarations and the like.
var (
	rulesInside = []string{"media", "supports", "layer", "container", "scope", "starting-style", "document"}
	otherRules  = []string{
		"page", "keyframes", "counter-style", "property", "font-feature-values", "font-palette-values", "position-try", "view-transition", "color-profile",
	}
)

// atRule writes an at-rule with a block.
func (r *reader) atRule(rule *css.Rule) {
	before := strings.TrimSpace("@" + rule.At + " " + css.Source(rule.Prelude))
	switch {
	case rule.At == "namespace" && rule.Block == nil:
		r.print(before + ";\n")
	case rule.At != "font-face" && !slices.Contains(rulesInside, rule.At) && !slices.Contains(otherRules, rule.At) && !strings.HasPrefix(rule.At, "-"):
		help := "the rule is left out"
		if near := diag.Nearest(rule.At, append(append([]string{"import", "font-face"}, rulesInside...), otherRules...)); near != "" {
			help = "did you mean “@" + near + "”?"
		}
		r.warn(rule.Pos, "unknown-at-rule", help, "“@%s” is not known", rule.At)
	case rule.Block == nil:
		r.warn(rule.Pos, "css-syntax", "", "@%s without a block {…}", rule.At)
	case rule.At == "font-face":
		r.block(before, rule.Block, r.fontFace)
	case slices.Contains(rulesInside, rule.At):
		r.block(before, rule.Block, func(ts []css.Token) { r.rules(ts, false) })
	default:
		r.block(before, rule.Block, func(ts []css.Token) {
			if s, ok := r.value(ts); ok {
				r.print(s)
			}
		})
	}
}

// importRule puts an imported sheet into the place of @import. head says that no other rule comes before.
func (r *reader) importRule(rule *css.Rule, head bool) {
	target := r.imports.Target(rule, head)
	if target == nil {
		return
	}
	name, text, own, ok := r.imports.Read(target, r.opts.Book, r.opts.Library)
	if ok {
		r.conditional(css.Trim(rule.Prelude[1:]), Source{Name: name, Text: text, Own: own})
	}
}

// conditional writes an imported sheet within the conditions of its @import.
//
//	@import "a.css" layer(base) supports(display: grid) print;  →  @media print { @supports (display: grid) { @layer base { … } } }
func (r *reader) conditional(conditions []css.Token, next Source) {
	var before []string
	take := func(name string) bool {
		return len(conditions) > 0 && (conditions[0].Is(name) || conditions[0].Kind == css.Function && conditions[0].Text == name)
	}
	if take("layer") {
		before = append(before, strings.TrimSpace("@layer "+css.Source(conditions[0].Args)))
		conditions = css.Trim(conditions[1:])
	}
	if take("supports") {
		before = append(before, "@supports ("+css.Source(conditions[0].Args)+")")
		conditions = css.Trim(conditions[1:])
	}
	if len(conditions) > 0 {
		before = append(before, "@media "+css.Source(conditions))
	}
	inside := func([]css.Token) { r.source(next) }
	for _, b := range before {
		inner := inside
		inside = func([]css.Token) { r.block(b, new(css.Token), inner) }
	}
	inside(nil)
}
