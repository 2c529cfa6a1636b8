package css

import (
	"slices"
	"strings"

	"quire/internal/diag"
)

// Selector is a complex selector (selectors-4, §3): compounds from left to right with the combinators between them.
type Selector struct {
	Compounds   []Compound
	Combinators []byte // ' ', '>', '+', '~'; one fewer than Compounds
	Pseudo      string // the pseudo-element, in lower case; "" for none
	Specificity Specificity
	Pos         diag.Pos
	Text        string // in a normal form: see Text
	Unknown     *Token // the name of the first pseudo-class or pseudo-element unknown to Match; nil for none
}

// Specificity counts ids, then classes, attributes and pseudo-classes, then types and pseudo-elements (selectors-4, §17).
type Specificity [3]int

// Compare is negative if t overrides s, and positive if s overrides t.
func (s Specificity) Compare(t Specificity) int { return slices.Compare(s[:], t[:]) }

func (s *Specificity) add(t Specificity) {
	for i := range t {
		s[i] += t[i]
	}
}

// Compound is a compound selector, such as p.note:first-child.
type Compound struct {
	Name       string // as written; "" for any
	ID         string
	Classes    []string
	Attributes []Attribute
	Pseudos    []PseudoClass
}

// Attribute is an attribute selector.
type Attribute struct {
	Name, Value string // as written
	Op          string // "" tests only for the attribute; "=", "~=", "|=", "^=", "$=", "*="
	IgnoreCase  bool
}

// PseudoClass is a pseudo-class with its arguments.
type PseudoClass struct {
	Name string
	Args []Selector // of :not(), :is(), :where(), and of “of” in :nth-child()
	Nth  Nth        // of :nth-child() and its kind
	Lang []string   // of :lang()
}

// The known pseudo-classes and pseudo-elements.
var (
	PseudoClasses = []string{
		"root", "empty", "first-child", "last-child", "only-child", "nth-child", "nth-last-child", "first-of-type",
		"last-of-type", "only-of-type", "nth-of-type", "nth-last-of-type", "not", "is", "where", "lang",
	}
	PseudoElements = []string{"before", "after", "marker", "first-letter", "first-line", "footnote-call", "footnote-marker"}
)

// Selectors reads a selector list; bad is the token that was not understood.
func Selectors(ts []Token) (out []Selector, bad *Token) { return selectorList(ts, context{}) }

// context is the context of a selector.
type context struct {
	nested bool // in a pseudo-class, where pseudo-elements are not allowed
	of     bool // in “of” of :nth-child(), which may not hold another: each would look at all siblings for each sibling
}

func selectorList(ts []Token, in context) (out []Selector, bad *Token) {
	for _, part := range Split(ts) {
		r := selectorReader{ts: part, context: in}
		if bad := r.read(); bad != nil {
			return nil, bad
		}
		out = append(out, r.s)
	}
	return out, nil
}

// selectorReader reads one complex selector.
type selectorReader struct {
	context
	ts         []Token
	i          int // index of the current token
	s          Selector
	cur        Compound
	filled     bool // cur has something in it
	combinator byte // before cur; 0: none, or a space
}

func (r *selectorReader) read() (bad *Token) {
	if len(r.ts) == 0 {
		return &Token{Kind: Delim, Text: ","}
	}
	r.s.Pos, r.s.Text = r.ts[0].Pos, Text(r.ts)
	for ; r.i < len(r.ts); r.i++ {
		if bad := r.token(&r.ts[r.i]); bad != nil {
			return bad
		}
	}
	r.push()
	if r.combinator != 0 || len(r.s.Compounds) == 0 {
		return &r.ts[len(r.ts)-1]
	}
	return nil
}

// push ends the current compound, if there is one.
func (r *selectorReader) push() {
	if !r.filled {
		return
	}
	if len(r.s.Compounds) > 0 {
		if r.combinator == 0 {
			r.combinator = ' '
		}
		r.s.Combinators = append(r.s.Combinators, r.combinator)
	}
	r.s.Compounds = append(r.s.Compounds, r.cur)
	r.cur, r.filled, r.combinator = Compound{}, false, 0
}

// next is the token n after the current one, or an empty one at the end.
func (r *selectorReader) next(n int) *Token {
	if r.i+n < len(r.ts) {
		return &r.ts[r.i+n]
	}
	return &Token{}
}

// token reads the current token with those that belong to it.
func (r *selectorReader) token(t *Token) (bad *Token) {
	if r.s.Pseudo != "" && t.Kind != Space {
		return t
	}
	switch {
	case t.Kind == Space:
		r.push()
		return nil
	case t.IsDelim(">") || t.IsDelim("+") || t.IsDelim("~"):
		r.push()
		if r.combinator != 0 || len(r.s.Compounds) == 0 {
			return t
		}
		r.combinator = t.Text[0]
		return nil
	case t.Kind == Ident && !r.filled:
		r.cur.Name = t.Text
		r.s.Specificity[2]++
	case t.IsDelim("*") && !r.filled:
	case t.Kind == Hash:
		r.cur.ID = t.Text
		r.s.Specificity[0]++
	case t.IsDelim(".") && r.next(1).Kind == Ident:
		r.i++
		r.cur.Classes = append(r.cur.Classes, r.ts[r.i].Text)
		r.s.Specificity[1]++
	case t.Kind == Bracket:
		a, ok := attributeSelector(t.Args)
		if !ok {
			return t
		}
		r.cur.Attributes = append(r.cur.Attributes, a)
		r.s.Specificity[1]++
	case t.Kind == Colon && r.next(1).Kind == Colon && r.next(2).Kind == Ident && !r.nested:
		r.i += 2
		r.pseudoElement(&r.ts[r.i])
	case t.Kind == Colon && (r.next(1).Kind == Ident || r.next(1).Kind == Function):
		r.i++
		if bad := r.pseudo(&r.ts[r.i]); bad != nil {
			return bad
		}
	default:
		return t
	}
	r.filled = true
	return nil
}

func (r *selectorReader) pseudoElement(t *Token) {
	r.s.Pseudo = strings.ToLower(t.Text)
	r.s.Specificity[2]++
	if !slices.Contains(PseudoElements, r.s.Pseudo) {
		r.unknown(t)
	}
}

func (r *selectorReader) unknown(t *Token) {
	if r.s.Unknown == nil {
		r.s.Unknown = t
	}
}

// pseudo reads what follows a single colon: a pseudo-class, or a pseudo-element of CSS 2.
func (r *selectorReader) pseudo(t *Token) (bad *Token) {
	switch strings.ToLower(t.Text) {
	case "before", "after", "first-letter", "first-line":
		if r.nested {
			return t
		}
		r.pseudoElement(t)
		return nil
	}
	p, specificity, ok := pseudoClass(t, r.of)
	switch {
	case ok:
	case slices.Contains(PseudoClasses, p.Name):
		return t // a known one with bad arguments
	default:
		r.unknown(t)
	}
	for i := range p.Args {
		if u := p.Args[i].Unknown; u != nil {
			r.unknown(t)
		}
	}
	r.cur.Pseudos = append(r.cur.Pseudos, p)
	r.s.Specificity.add(specificity)
	return nil
}

func attributeSelector(ts []Token) (a Attribute, ok bool) {
	w := Words(ts)
	if len(w) == 0 || w[0].Kind != Ident {
		return a, false
	}
	a.Name = w[0].Text
	if len(w) == 1 {
		return a, true
	}
	if len(w) == 4 && (w[3].Is("i") || w[3].Is("s")) {
		a.IgnoreCase = w[3].Is("i")
		w = w[:3]
	}
	if len(w) != 3 || w[1].Kind != Delim || w[2].Kind != Ident && w[2].Kind != String {
		return a, false
	}
	a.Op, a.Value = w[1].Text, w[2].Text
	return a, slices.Contains([]string{"=", "~=", "|=", "^=", "$=", "*="}, a.Op)
}
