package epub

import (
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
)

// lean returns a stylesheet without comments, without meaningless white space, and without rules for elements that the
// book does not have. A malformed sheet is returned unchanged.
func lean(text string, found *elements) string {
	var unread diag.List
	sheet := css.Tokenize(&unread, "", []byte(text))
	if len(unread.All()) > 0 {
		return text
	}
	w := &leanWriter{found: found}
	w.rules(sheet)
	return w.String()
}

// leanWriter writes component values in as few bytes as it can.
type leanWriter struct {
	strings.Builder
	found *elements
}

func (w *leanWriter) rules(ts []css.Token) {
	for _, r := range css.Rules(ts) {
		switch {
		case r.At == "" && r.Block == nil:
			w.values(r.Prelude, false)
		case r.At == "":
			w.styleRule(&r)
		case r.At == "media" || r.At == "supports":
			inner := &leanWriter{found: w.found}
			if r.Block != nil {
				inner.rules(r.Block.Args)
			}
			if inner.Len() > 0 {
				w.at(&r)
				w.WriteString("{" + inner.String() + "}")
			}
		case r.Block == nil:
			w.at(&r)
			w.WriteByte(';')
		default:
			w.at(&r)
			w.block(r.Block.Args)
		}
	}
}

// at writes an at-rule up to its block.
func (w *leanWriter) at(r *css.Rule) {
	w.WriteString("@" + r.At)
	if len(r.Prelude) > 0 {
		w.WriteByte(' ')
		w.values(r.Prelude, false)
	}
}

// styleRule writes a rule with those of its selectors that may match an element of the book.
func (w *leanWriter) styleRule(r *css.Rule) {
	n := 0
	for _, selector := range css.Split(r.Prelude) {
		if !w.found.match(selector) {
			continue
		}
		if n++; n > 1 {
			w.WriteByte(',')
		}
		w.values(tight(selector), false)
	}
	if n > 0 {
		w.block(r.Block.Args)
	}
}

// tight removes the spaces around a selector's combinators. A selector with strings or functions is returned unchanged.
func tight(selector []css.Token) (out []css.Token) {
	if strings.ContainsAny(css.Source(selector), "(\"'") {
		return selector
	}
	combinator := func(t css.Token) bool { return t.IsDelim(">") || t.IsDelim("+") || t.IsDelim("~") }
	for i, t := range selector {
		if t.Kind == css.Space && (combinator(selector[i-1]) || combinator(selector[i+1])) {
			continue
		}
		out = append(out, t)
	}
	return out
}

// block writes a block of declarations without spaces around their punctuation.
func (w *leanWriter) block(ts []css.Token) {
	w.WriteByte('{')
	if slices.ContainsFunc(ts, func(t css.Token) bool { return t.Kind == css.Brace }) { // nested rules or unknown syntax
		w.values(css.Trim(ts), false)
		w.WriteByte('}')
		return
	}
	list, _ := css.Declarations(ts, false)
	for i, d := range list {
		if i > 0 {
			w.WriteByte(';')
		}
		if d.Name == "" {
			w.values(d.Tokens, false)
			continue
		}
		w.WriteString(d.Tokens[0].Raw + ":")
		rest := css.Trim(d.Tokens[1:])
		for k, part := range css.Split(rest[1:]) {
			if k > 0 {
				w.WriteByte(',')
			}
			w.values(part, !strings.ContainsAny(css.Source(part), "\"'\\"))
		}
	}
	w.WriteByte('}')
}

// values writes component values. If short is true, it omits spaces around commas and the zero before a decimal point.
func (w *leanWriter) values(ts []css.Token, short bool) {
	for i := range ts {
		t := &ts[i]
		switch t.Kind {
		case css.Space:
			before, after := i > 0 && ts[i-1].Kind == css.Comma, i+1 < len(ts) && ts[i+1].Kind == css.Comma
			if i > 0 && ts[i-1].Kind == css.Space || short && (before || after) {
				continue // one will do
			}
			w.WriteByte(' ')
			continue
		case css.Number, css.Percentage, css.Dimension:
			w.apart(ts, i)
			w.number(t.Raw, short)
			continue
		}
		w.apart(ts, i)
		head, _, _ := strings.Cut(t.Raw, "(")
		switch {
		case t.Kind == css.Function && !strings.Contains(head, `\`):
			w.within(head+"(", t.Args, ")", short)
		case t.Kind == css.Paren:
			w.within("(", t.Args, ")", short)
		case t.Kind == css.Bracket:
			w.within("[", t.Args, "]", short)
		case t.Kind == css.Brace:
			w.within("{", t.Args, "}", short)
		default:
			w.WriteString(t.Raw)
		}
	}
}

// apart separates a token from the one before if only a comment was between them.
func (w *leanWriter) apart(ts []css.Token, i int) {
	if i > 0 && ts[i].AfterComment && ts[i-1].Kind != css.Space {
		w.WriteString("/**/")
	}
}

func (w *leanWriter) within(opening string, ts []css.Token, closing string, short bool) {
	w.WriteString(opening)
	w.values(ts, short)
	w.WriteString(closing)
}

// number writes a number; CSS needs no zero before the point.
func (w *leanWriter) number(s string, short bool) {
	switch {
	case short && strings.HasPrefix(s, "0."):
		s = s[1:]
	case short && strings.HasPrefix(s, "-0."):
		s = "-" + s[2:]
	}
	w.WriteString(s)
}
