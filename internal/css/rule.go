package css

import (
	"strings"

	"quire/internal/diag"
)

// Rule is a style rule or an at-rule (css-syntax-3, §5).
type Rule struct {
	At      string  // the word of an at-rule in lower case, without @; "" of a style rule
	Prelude []Token // the tokens before the block, trimmed: the selectors, or those after the word of an at-rule
	Block   *Token  // {…}; nil if the rule has none
	Pos     diag.Pos
}

// Rules divides a sheet, or the inside of a block such as that of @media, into its rules.
func Rules(ts []Token) (out []Rule) {
	for i := 0; i < len(ts); i++ {
		t := &ts[i]
		if t.Kind == Space || t.Kind == Semicolon {
			continue
		}
		from := i
		for i < len(ts) && ts[i].Kind != Brace && !(t.Kind == AtKeyword && ts[i].Kind == Semicolon) {
			i++
		}
		r := Rule{Prelude: Trim(ts[from:i]), Pos: t.Pos}
		if i < len(ts) && ts[i].Kind == Brace {
			r.Block = &ts[i]
		}
		if t.Kind == AtKeyword {
			r.At, r.Prelude = t.Text, Trim(r.Prelude[1:])
		}
		out = append(out, r)
	}
	return out
}

// Declaration is a declaration of a block, or something else in its place.
type Declaration struct {
	Name      string // in lower case, unless it is a custom property; "" if this is not a declaration
	Value     []Token
	Important bool
	Pos       diag.Pos
	Tokens    []Token // all of it
}

// IsCustom reports whether a property is a custom one (css-variables-1, §2).
func IsCustom(name string) bool { return len(name) > 2 && strings.HasPrefix(name, "--") }

// Declarations divides the inside of a block into declarations and the at-rules among them, such as the margin boxes of
// @page. If nested is false, at-rules are not allowed and are returned as declarations without a name.
func Declarations(ts []Token, nested bool) (out []Declaration, at []Rule) {
	for i := 0; i < len(ts); i++ {
		t := &ts[i]
		if t.Kind == Space || t.Kind == Semicolon {
			continue
		}
		from := i
		if t.Kind == AtKeyword && nested {
			for i < len(ts) && ts[i].Kind != Brace && ts[i].Kind != Semicolon {
				i++
			}
			r := Rule{At: t.Text, Prelude: Trim(ts[from+1 : i]), Pos: t.Pos}
			if i < len(ts) && ts[i].Kind == Brace {
				r.Block = &ts[i]
			}
			at = append(at, r)
			continue
		}
		for i < len(ts) && ts[i].Kind != Semicolon {
			i++
		}
		out = append(out, ReadDeclaration(Trim(ts[from:i])))
	}
	return out, at
}

// ReadDeclaration reads one declaration of at least one token.
func ReadDeclaration(ts []Token) Declaration {
	d := Declaration{Pos: ts[0].Pos, Tokens: ts}
	rest := Trim(ts[1:])
	if ts[0].Kind != Ident || len(rest) == 0 || rest[0].Kind != Colon {
		return d
	}
	d.Name, d.Value = ts[0].Text, Trim(rest[1:])
	if !strings.HasPrefix(d.Name, "--") {
		d.Name = strings.ToLower(d.Name)
	}
	if n := len(d.Value); n >= 2 && d.Value[n-1].Is("important") {
		if v := Trim(d.Value[:n-1]); len(v) > 0 && v[len(v)-1].IsDelim("!") {
			d.Important, d.Value = true, Trim(v[:len(v)-1])
		}
	}
	return d
}
