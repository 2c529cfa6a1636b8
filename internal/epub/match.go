package epub

import (
	"strings"

	"quire/internal/css"
)

// elements are the elements of the book's files. Elements that no selector can distinguish are kept once: those with
// the same name, classes and attributes, the same parents and the same previous sibling.
type elements struct {
	asked map[string]bool // the ids, and the attributes whose values count, as traits have them: #id, [name
	kept  map[place]*place
	all   []*place
}

// place is an element. Its traits are its name and, each with the sign of its selector, its classes, its id, its
// attributes and their values, separated by spaces.
type place struct {
	traits string
	before string // traits of the element before it
	parent *place
}

// newElements records the traits that the stylesheet uses.
func newElements(sheet []css.Token) *elements {
	e := &elements{asked: map[string]bool{}, kept: map[place]*place{}}
	e.ask(sheet)
	return e
}

// ask records the ids and the attributes in selectors. Colours look like ids; recording them does no harm.
func (e *elements) ask(ts []css.Token) {
	for i := range ts {
		switch t := &ts[i]; t.Kind {
		case css.Hash:
			e.asked["#"+t.Text] = true
		case css.Bracket:
			if w := css.Words(t.Args); len(w) > 0 && w[0].Kind == css.Ident {
				e.asked["["+w[0].Text] = true
			}
		}
		e.ask(ts[i].Args)
	}
}

// read adds the elements of a page as written by xhtml.Writer.
func (e *elements) read(page string) {
	var open *place
	last := []string{""} // the traits of the last child of each open element
	for {
		_, rest, ok := strings.Cut(page, "<")
		if !ok {
			return
		}
		tag, rest, ok := strings.Cut(rest, ">") // never in an attribute, where > is escaped
		if !ok {
			return
		}
		page = rest
		switch {
		case tag == "" || tag[0] == '!' || tag[0] == '?':
			continue
		case tag[0] == '/':
			if open != nil {
				open, last = open.parent, last[:len(last)-1]
			}
			continue
		}
		key := place{e.traits(strings.TrimSuffix(tag, "/")), last[len(last)-1], open}
		last[len(last)-1] = key.traits
		it := e.kept[key]
		if it == nil {
			it = &key
			e.kept[key] = it
			e.all = append(e.all, it)
		}
		if !strings.HasSuffix(tag, "/") {
			open, last = it, append(last, "")
		}
	}
}

func (e *elements) traits(tag string) string {
	name, atts, _ := strings.Cut(tag, " ")
	var b strings.Builder
	add := func(words ...string) {
		for _, w := range words {
			b.WriteString(w)
		}
		b.WriteByte(' ')
	}
	add(" ", name)
	for atts != "" {
		key, after, ok := strings.Cut(atts, `="`)
		if !ok {
			break
		}
		value, after, _ := strings.Cut(after, `"`)
		atts = strings.TrimPrefix(after, " ")
		add("[", key)
		if e.asked["["+key] {
			add("[", key, "=", value)
		}
		switch key {
		case "class":
			for _, c := range strings.Fields(value) {
				add(".", c)
			}
		case "id":
			if e.asked["#"+value] {
				add("#", value)
			}
		}
	}
	return b.String()
}

// match reports whether a selector may match an element. Pseudo-classes and their arguments are ignored. An unknown
// selector may match anything.
func (e *elements) match(selector []css.Token) bool {
	list, bad := css.Selectors(selector)
	if bad != nil {
		return true
	}
	steps := stepsOf(&list[0])
	for _, it := range e.all {
		if it.match(steps) {
			return true
		}
	}
	return false
}

// step is a compound selector with the combinator before it.
type step struct {
	combinator byte
	wanted     []string
}

// stepsOf gives the traits that the compounds of a selector need.
func stepsOf(s *css.Selector) (steps []step) {
	for i, c := range s.Compounds {
		now := step{}
		if i > 0 {
			now.combinator = s.Combinators[i-1]
		}
		if c.Name != "" {
			now.wanted = append(now.wanted, c.Name)
		}
		if c.ID != "" {
			now.wanted = append(now.wanted, "#"+c.ID)
		}
		for _, class := range c.Classes {
			now.wanted = append(now.wanted, "."+class)
		}
		for _, a := range c.Attributes {
			now.wanted = append(now.wanted, attributeTrait(a))
		}
		steps = append(steps, now)
	}
	return steps
}

// attributeTrait gives the trait for an attribute selector; it includes the value only if the selector compares whole
// words.
func attributeTrait(a css.Attribute) string {
	if a.Op == "=" && !a.IgnoreCase && !strings.ContainsAny(a.Value, " \"'&<>") {
		return "[" + a.Name + "=" + a.Value
	}
	return "[" + a.Name
}

func (it *place) match(steps []step) bool {
	if it == nil {
		return false
	}
	last := steps[len(steps)-1]
	if !has(it.traits, last.wanted) {
		return false
	}
	if steps = steps[:len(steps)-1]; len(steps) == 0 {
		return true
	}
	switch last.combinator {
	case '>':
		return it.parent.match(steps)
	case '+':
		// Only the traits and the parent of the previous sibling are known.
		return it.before != "" && (&place{traits: it.before, before: it.before, parent: it.parent}).matchBefore(steps)
	case '~':
		return it.before != ""
	}
	for above := it.parent; above != nil; above = above.parent {
		if above.match(steps) {
			return true
		}
	}
	return false
}

// matchBefore is match for an element whose previous sibling is unknown.
func (it *place) matchBefore(steps []step) bool {
	if c := steps[len(steps)-1].combinator; len(steps) > 1 && (c == '+' || c == '~') {
		return has(it.traits, steps[len(steps)-1].wanted)
	}
	return it.match(steps)
}

func has(traits string, wanted []string) bool {
	for _, w := range wanted {
		if !strings.Contains(traits, " "+w+" ") {
			return false
		}
	}
	return true
}
