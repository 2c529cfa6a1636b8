package css

import (
	"slices"
	"strings"
)

// Element is a node of a tree as selectors see it.
type Element interface {
	// IsType reports whether the element's type has the name; HTML ignores case.
	IsType(name string) bool
	// Attribute returns an attribute's value, including id, class and lang; ok is false if it has none. HTML ignores
	// the case of the name.
	Attribute(name string) (value string, ok bool)
	// HasClass reports whether the element is of a class.
	HasClass(class string) bool
	// ParentElement is nil for the root, PreviousSibling for the first of its siblings.
	ParentElement() Element
	PreviousSibling() Element
	// Position gives its place among its siblings.
	Position() Position
	// IsEmpty reports whether it has neither text nor children.
	IsEmpty() bool
	// Language is the language in effect (BCP 47).
	Language() string
}

// Position counts an element among its siblings, from 1, and among those of its type: from the first and from the last.
type Position struct{ Index, FromEnd, OfType, OfTypeFromEnd int }

// Match reports whether an element matches, ignoring the pseudo-element. An unknown pseudo-class matches nothing.
func (s *Selector) Match(e Element) bool { return s.match(e, len(s.Compounds)-1) == matches }

// outcome is the result of matching the first compounds of a selector. A failure says how far it extends, so that no
// place is tried twice for the same reason: the number of steps is at most compounds times elements.
type outcome uint8

const (
	matches       outcome = iota
	fails                 // this element; another sibling or ancestor may match
	failsSiblings         // this element and all its siblings before it; an ancestor may match
	failsAll              // all ancestors and their siblings, too
)

// match matches the first i+1 compounds against an element, its siblings before it and its ancestors.
func (s *Selector) match(e Element, i int) outcome {
	if !s.Compounds[i].matches(e) {
		return fails
	}
	if i == 0 {
		return matches
	}
	switch s.Combinators[i-1] {
	case '>':
		parent := e.ParentElement()
		if parent == nil {
			return failsAll
		}
		if r := s.match(parent, i-1); r == matches || r == failsAll {
			return r
		}
		return failsSiblings
	case '+':
		before := e.PreviousSibling()
		if before == nil {
			return failsSiblings
		}
		return s.match(before, i-1)
	case '~':
		for p := e.PreviousSibling(); p != nil; p = p.PreviousSibling() {
			if r := s.match(p, i-1); r != fails {
				return r
			}
		}
		return failsSiblings
	}
	for p := e.ParentElement(); p != nil; p = p.ParentElement() {
		if r := s.match(p, i-1); r == matches || r == failsAll {
			return r
		}
	}
	return failsAll
}

func (c *Compound) matches(e Element) bool {
	if c.Name != "" && !e.IsType(c.Name) {
		return false
	}
	if c.ID != "" {
		if id, _ := e.Attribute("id"); id != c.ID {
			return false
		}
	}
	for _, class := range c.Classes {
		if !e.HasClass(class) {
			return false
		}
	}
	for i := range c.Attributes {
		if !c.Attributes[i].matches(e) {
			return false
		}
	}
	for i := range c.Pseudos {
		if !c.Pseudos[i].matches(e) {
			return false
		}
	}
	return true
}

func (a *Attribute) matches(e Element) bool {
	v, has := e.Attribute(a.Name)
	if !has {
		return false
	}
	want := a.Value
	if a.IgnoreCase {
		v, want = strings.ToLower(v), strings.ToLower(want)
	}
	switch a.Op {
	case "":
		return true
	case "=":
		return v == want
	case "~=":
		return slices.Contains(strings.Fields(v), want)
	case "|=":
		return v == want || strings.HasPrefix(v, want+"-")
	case "^=":
		return want != "" && strings.HasPrefix(v, want)
	case "$=":
		return want != "" && strings.HasSuffix(v, want)
	case "*=":
		return want != "" && strings.Contains(v, want)
	}
	return false
}

func (p *PseudoClass) matches(e Element) bool {
	any := func(e Element) bool {
		return slices.ContainsFunc(p.Args, func(s Selector) bool { return s.Match(e) })
	}
	switch p.Name {
	case "root":
		return e.ParentElement() == nil
	case "empty":
		return e.IsEmpty()
	case "lang":
		return slices.ContainsFunc(p.Lang, func(want string) bool { return langMatches(want, e.Language()) })
	case "not":
		return !any(e)
	case "is", "where":
		return any(e)
	}
	if e.ParentElement() == nil { // the root has no parent
		return false
	}
	at := e.Position()
	switch p.Name {
	case "first-child":
		return at.Index == 1
	case "last-child":
		return at.FromEnd == 1
	case "only-child":
		return at.Index == 1 && at.FromEnd == 1
	case "first-of-type":
		return at.OfType == 1
	case "last-of-type":
		return at.OfTypeFromEnd == 1
	case "only-of-type":
		return at.OfType == 1 && at.OfTypeFromEnd == 1
	case "nth-of-type":
		return p.Nth.Holds(at.OfType)
	case "nth-last-of-type":
		return p.Nth.Holds(at.OfTypeFromEnd)
	case "nth-last-child":
		return p.Nth.Holds(at.FromEnd)
	case "nth-child":
		if p.Args == nil {
			return p.Nth.Holds(at.Index)
		}
		if !any(e) {
			return false
		}
		n := 0 // number of siblings that the selector counts
		for q := e; q != nil; q = q.PreviousSibling() {
			if any(q) {
				n++
			}
		}
		return p.Nth.Holds(n)
	}
	return false
}

// langMatches matches a language range against a tag (RFC 4647, §3.3.2, extended filtering).
func langMatches(want, have string) bool {
	if have == "" {
		return want == ""
	}
	w, h := strings.Split(strings.ToLower(want), "-"), strings.Split(strings.ToLower(have), "-")
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
