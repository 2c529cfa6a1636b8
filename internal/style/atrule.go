package style

import (
	"slices"

	"quire/internal/css"
	"quire/internal/diag"
)

// atRules are those at the top level of a sheet or in @media.
var atRules = []string{"charset", "counter-style", "font-face", "import", "media", "page", "supports"}

// atRule reads an at-rule other than @import.
func (p *parser) atRule(r *css.Rule) {
	switch r.At {
	case "charset": // the text is always UTF-8
		return
	case "namespace":
		p.warn(r.Pos, "unknown-at-rule", "take it out: the elements of a book are in no namespace", "“@namespace” does nothing here")
		return
	}
	if !slices.Contains(atRules, r.At) {
		help := "the rule is left out"
		if near := diag.Nearest(r.At, atRules); near != "" {
			help = "did you mean “@" + near + "”?"
		}
		p.warn(r.Pos, "unknown-at-rule", help, "“@%s” is not known", r.At)
		return
	}
	if r.Block == nil {
		p.warn(r.Pos, "css-syntax", "", "@%s without a block {…}", r.At)
		return
	}
	switch r.At {
	case "page":
		p.pageRule(r)
	case "media":
		if p.media(r.Pos, r.Prelude) {
			p.rules(r.Block.Args, false)
		}
	case "supports":
		if p.supports(r.Pos, r.Prelude) {
			p.rules(r.Block.Args, false)
		}
	case "font-face":
		p.fontFace(r)
	case "counter-style":
		p.counterStyleRule(r)
	}
}

// importRule reads @import (css-cascade-4, §2): the named sheet is inserted. head says that no other rule comes before
// it.
func (p *parser) importRule(r *css.Rule, head bool) {
	target := p.imports.Target(r, head)
	if target == nil {
		return
	}
	rest := css.Trim(r.Prelude[1:])
	if len(rest) > 0 && rest[0].Kind == css.Function && rest[0].Text == "supports" {
		if !p.supports(r.Pos, []css.Token{{Kind: css.Paren, Args: rest[0].Args, Pos: rest[0].Pos}}) {
			return
		}
		rest = css.Trim(rest[1:])
	}
	if len(rest) > 0 && !p.media(r.Pos, rest) {
		return
	}
	name, text, own, ok := p.imports.Read(target, p.src.Book, p.src.Library)
	if !ok {
		return
	}
	next := Source{Name: name, Text: text, Default: p.src.Default, Library: p.src.Library}
	if own {
		next.Own, next.Book = p.src.Own, p.src.Book
	}
	p.source(next)
}
