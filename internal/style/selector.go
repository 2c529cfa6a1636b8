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
