package style

import (
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/doc"
)

// Element is what selectors see of a node: a name, classes and attributes, and where it stands among others. The
// caller builds the tree; Parent must have been given to Cascade.Style before its children are.
type Element struct {
	Name    string
	Classes []string
	ID      string
	Lang    string // the language in effect, BCP 47
	Attrs   []doc.KeyVal
	Parent  *Element
	Prev    *Element // the sibling before
	Index   int      // among the siblings, from 1
	Count   int      // of the siblings, this one included
	// Later has the names of the siblings after it, for the selectors of the kind of :last-of-type. Where it is nil, those
	// that there are by Count are taken to be of this one's name.
	Later []string
	Empty bool // it has neither text nor children

	style *Style
}

// Attr gives an attribute's value, or "".
func (e *Element) Attr(key string) string {
	switch key {
	case "id":
		return e.ID
	case "lang":
		return e.Lang
	case "class":
		return strings.Join(e.Classes, " ")
	}
	for _, kv := range e.Attrs {
		if kv.Key == key {
			return kv.Value
		}
	}
	return ""
}

// selector is a complex selector (selectors-4, §3): compounds from left to right with the combinators between them.
type selector struct {
	compounds   []compound
	combinators []byte // ' ', '>', '+', '~'; one fewer than compounds
	pos         diag.Pos
	text        string // as it stood
	pseudo      string // pseudo-element: before, after, marker, first-letter, first-line, footnote-call, footnote-marker
	specificity [3]int
}

type compound struct {
	name    string // "" for any
	id      string
	classes []string
	attrs   []attribute
	pseudos []pseudoClass
}

type attribute struct {
	name, value string
	op          string // "", "=", "~=", "|=", "^=", "$=", "*="
	fold        bool
}

type pseudoClass struct {
	name string
	args []selector // of :not(), :is(), :where()
	a, b int        // of :nth-child(an+b)
	lang []string
}

func (s *selector) matches(e *Element) bool { return s.match(e, len(s.compounds)-1) }

func (s *selector) match(e *Element, i int) bool {
	if !s.compounds[i].matches(e) {
		return false
	}
	if i == 0 {
		return true
	}
	switch s.combinators[i-1] {
	case '>':
		return e.Parent != nil && s.match(e.Parent, i-1)
	case '+':
		return e.Prev != nil && s.match(e.Prev, i-1)
	case '~':
		for p := e.Prev; p != nil; p = p.Prev {
			if s.match(p, i-1) {
				return true
			}
		}
	default:
		for p := e.Parent; p != nil; p = p.Parent {
			if s.match(p, i-1) {
				return true
			}
		}
	}
	return false
}

func (c *compound) matches(e *Element) bool {
	if c.name != "" && c.name != e.Name || c.id != "" && c.id != e.ID {
		return false
	}
	for _, cl := range c.classes {
		if !slices.Contains(e.Classes, cl) {
			return false
		}
	}
	for i := range c.attrs {
		if !c.attrs[i].matches(e) {
			return false
		}
	}
	for i := range c.pseudos {
		if !c.pseudos[i].matches(e) {
			return false
		}
	}
	return true
}

func (a *attribute) matches(e *Element) bool {
	v, has := e.Attr(a.name), false
	if v != "" {
		has = true
	} else {
		has = slices.ContainsFunc(e.Attrs, func(kv doc.KeyVal) bool { return kv.Key == a.name })
	}
	want := a.value
	if a.fold {
		v, want = strings.ToLower(v), strings.ToLower(want)
	}
	switch a.op {
	case "":
		return has
	case "=":
		return has && v == want
	case "~=":
		return slices.Contains(strings.Fields(v), want)
	case "|=":
		return has && (v == want || strings.HasPrefix(v, want+"-"))
	case "^=":
		return want != "" && strings.HasPrefix(v, want)
	case "$=":
		return want != "" && strings.HasSuffix(v, want)
	case "*=":
		return want != "" && strings.Contains(v, want)
	}
	return false
}

func (p *pseudoClass) matches(e *Element) bool {
	switch p.name {
	case "root":
		return e.Parent == nil
	case "first-child":
		return e.Parent != nil && e.Index == 1
	case "last-child":
		return e.Parent != nil && e.Index == e.Count
	case "only-child":
		return e.Parent != nil && e.Count == 1
	case "first-of-type":
		return e.Parent != nil && e.before() == 0
	case "last-of-type":
		return e.Parent != nil && e.after() == 0
	case "only-of-type":
		return e.Parent != nil && e.before() == 0 && e.after() == 0
	case "nth-of-type":
		return e.Parent != nil && nth(p.a, p.b, e.before()+1)
	case "nth-last-of-type":
		return e.Parent != nil && nth(p.a, p.b, e.after()+1)
	case "empty":
		return e.Empty
	case "nth-child":
		if p.args != nil { // of a selector: those of its kind are counted
			i := 0
			for q := e; q != nil; q = q.Prev {
				if slices.ContainsFunc(p.args, func(s selector) bool { return s.matches(q) }) {
					i++
				} else if q == e {
					return false
				}
			}
			return e.Parent != nil && nth(p.a, p.b, i)
		}
		return e.Parent != nil && nth(p.a, p.b, e.Index)
	case "nth-last-child":
		return e.Parent != nil && nth(p.a, p.b, e.Count-e.Index+1)
	case "lang":
		return slices.ContainsFunc(p.lang, func(want string) bool { return langMatches(want, e.Lang) })
	case "not":
		return !slices.ContainsFunc(p.args, func(s selector) bool { return s.matches(e) })
	case "is", "where":
		return slices.ContainsFunc(p.args, func(s selector) bool { return s.matches(e) })
	}
	return false
}

// before counts the siblings before it that have its name.
func (e *Element) before() int {
	n := 0
	for q := e.Prev; q != nil; q = q.Prev {
		if q.Name == e.Name {
			n++
		}
	}
	return n
}

// after counts the siblings after it that have its name.
func (e *Element) after() int {
	if e.Later == nil {
		return max(e.Count-e.Index, 0)
	}
	n := 0
	for _, name := range e.Later {
		if name == e.Name {
			n++
		}
	}
	return n
}

// langMatches holds a language range against a tag (RFC 4647, §3.3.2, extended filtering).
func langMatches(want, have string) bool {
	if have == "" {
		return want == ""
	}
	w, h := strings.Split(lower(want), "-"), strings.Split(lower(have), "-")
	if w[0] != "*" && w[0] != h[0] {
		return false
	}
	i := 1
	for _, part := range w[1:] {
		if part == "*" {
			continue
		}
		for ; ; i++ {
			if i >= len(h) || h[i] != part && len(h[i]) == 1 {
				return false
			}
			if h[i] == part {
				i++
				break
			}
		}
	}
	return true
}

func nth(a, b, i int) bool {
	if a == 0 {
		return i == b
	}
	return (i-b)%a == 0 && (i-b)/a >= 0
}

// selectors reads a selector list; bad is the token that was not understood.
func selectors(ts []token, nested bool) (out []selector, bad *token) {
	for _, part := range split(ts) {
		s, bad := complexSelector(part, nested)
		if bad != nil {
			return nil, bad
		}
		out = append(out, s)
	}
	return out, nil
}

func complexSelector(ts []token, nested bool) (s selector, bad *token) {
	if len(ts) == 0 {
		return s, &token{kind: delim, text: ","}
	}
	s.pos, s.text = ts[0].pos, text(ts)
	cur, filled := compound{}, false
	comb := byte(0)
	push := func() {
		if len(s.compounds) > 0 {
			if comb == 0 {
				comb = ' '
			}
			s.combinators = append(s.combinators, comb)
		}
		s.compounds = append(s.compounds, cur)
		cur, filled, comb = compound{}, false, 0
	}
	for i := 0; i < len(ts); i++ {
		t := &ts[i]
		if s.pseudo != "" && t.kind != space {
			return s, t
		}
		switch {
		case t.kind == space:
			if filled {
				push()
			}
		case t.kind == delim && (t.text == ">" || t.text == "+" || t.text == "~"):
			if filled {
				push()
			}
			if comb != 0 || len(s.compounds) == 0 {
				return s, t
			}
			comb = t.text[0]
		case t.kind == ident && !filled:
			cur.name, filled = strings.ToLower(t.text), true
			s.specificity[2]++
		case t.kind == delim && t.text == "*" && !filled:
			filled = true
		case t.kind == hash:
			cur.id, filled = t.text, true
			s.specificity[0]++
		case t.kind == delim && t.text == "." && i+1 < len(ts) && ts[i+1].kind == ident:
			i++
			cur.classes, filled = append(cur.classes, ts[i].text), true
			s.specificity[1]++
		case t.kind == bracket:
			a, ok := attributeSelector(t.args)
			if !ok {
				return s, t
			}
			cur.attrs, filled = append(cur.attrs, a), true
			s.specificity[1]++
		case t.kind == colon && i+2 < len(ts) && ts[i+1].kind == colon && ts[i+2].kind == ident && !nested:
			i += 2
			name := lower(ts[i].text)
			if !slices.Contains(pseudoElements, name) {
				return s, &ts[i]
			}
			s.pseudo, filled = name, true
			s.specificity[2]++
		case t.kind == colon && i+1 < len(ts) && (ts[i+1].kind == ident || ts[i+1].kind == function):
			i++
			name := strings.ToLower(ts[i].text)
			switch name {
			case "before", "after", "first-letter", "first-line": // with one colon, as in CSS 2
				if nested {
					return s, &ts[i]
				}
				s.pseudo, filled = name, true
				s.specificity[2]++
				continue
			}
			p, spec, ok := pseudo(&ts[i])
			if !ok {
				return s, &ts[i]
			}
			cur.pseudos, filled = append(cur.pseudos, p), true
			for k := range spec {
				s.specificity[k] += spec[k]
			}
		default:
			return s, t
		}
	}
	if filled {
		push()
	}
	if comb != 0 || len(s.compounds) == 0 {
		return s, &ts[len(ts)-1]
	}
	return s, nil
}

func attributeSelector(ts []token) (a attribute, ok bool) {
	w := words(ts)
	if len(w) == 0 || w[0].kind != ident {
		return a, false
	}
	a.name = strings.ToLower(w[0].text)
	if len(w) == 1 {
		return a, true
	}
	if len(w) == 4 && (w[3].is("i") || w[3].is("s")) {
		a.fold = w[3].is("i")
		w = w[:3]
	}
	if len(w) != 3 || w[1].kind != delim || w[2].kind != ident && w[2].kind != str {
		return a, false
	}
	a.op, a.value = w[1].text, w[2].text
	return a, strings.Contains(" = ~= |= ^= $= *= ", " "+a.op+" ")
}

func pseudo(t *token) (p pseudoClass, spec [3]int, ok bool) {
	p.name = strings.ToLower(t.text)
	if t.kind == ident {
		switch p.name {
		case "root", "first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type", "empty":
			return p, [3]int{0, 1, 0}, true
		}
		return p, spec, false
	}
	switch p.name {
	case "not", "is", "where":
		args, bad := selectors(t.args, true)
		if bad != nil {
			return p, spec, false
		}
		p.args = args
		if p.name != "where" {
			for _, a := range args {
				if slices.Compare(a.specificity[:], spec[:]) > 0 {
					spec = a.specificity
				}
			}
		}
		return p, spec, true
	case "lang":
		for _, part := range split(t.args) {
			if len(part) != 1 || part[0].kind != ident && part[0].kind != str {
				return p, spec, false
			}
			p.lang = append(p.lang, part[0].text)
		}
		return p, [3]int{0, 1, 0}, true
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		args, spec := t.args, [3]int{0, 1, 0}
		if i := slices.IndexFunc(args, func(t token) bool { return t.is("of") }); i >= 0 && p.name == "nth-child" {
			of, bad := selectors(trim(args[i+1:]), true)
			if bad != nil {
				return p, spec, false
			}
			p.args, args = of, args[:i]
			most := [3]int{}
			for _, a := range of {
				if slices.Compare(a.specificity[:], most[:]) > 0 {
					most = a.specificity
				}
			}
			for k := range most {
				spec[k] += most[k]
			}
		}
		p.a, p.b, ok = anPlusB(args)
		return p, spec, ok
	}
	return p, spec, false
}

// anPlusB reads even, odd, 3, 2n, -n+3, 2n + 1 (css-syntax-3, §6). The tokeniser cuts these in many ways, so the
// text is put together again and read by itself.
func anPlusB(ts []token) (a, b int, ok bool) {
	var sb strings.Builder
	for _, t := range ts {
		switch t.kind {
		case ident, number, dimension, delim:
			sb.WriteString(strings.ToLower(t.text))
		case space:
		default:
			return 0, 0, false
		}
	}
	s := sb.String()
	switch s {
	case "even":
		return 2, 0, true
	case "odd":
		return 2, 1, true
	}
	whole := func(s string) (int, bool) {
		num, den, ok := dimenDecimal(s)
		if !ok || den != 1 || num > 1<<20 || num < -1<<20 {
			return 0, false
		}
		return int(num), true
	}
	n := strings.IndexByte(s, 'n')
	if n < 0 {
		b, ok = whole(s)
		return 0, b, ok
	}
	switch head := s[:n]; head {
	case "", "+":
		a = 1
	case "-":
		a = -1
	default:
		if a, ok = whole(head); !ok {
			return 0, 0, false
		}
	}
	if rest := s[n+1:]; rest != "" {
		if b, ok = whole(rest); !ok {
			return 0, 0, false
		}
	}
	return a, b, true
}
