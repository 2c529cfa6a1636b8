package epub

import "strings"

// elements are those of the book's files, as far as selectors tell them from each other: two that have the same name,
// classes and attributes, stand in the same elements and behind the same one are kept as one.
type elements struct {
	css  string // the stylesheet, which says what attributes' values and ids are asked for
	kept map[place]*place
	all  []*place
}

// place is an element. Its traits are its name and, with their sign before them, its classes, its id, its attributes and
// their values, each between spaces.
type place struct {
	traits string
	before string // traits of the element before it
	parent *place
}

func newElements(css string) *elements { return &elements{css: css, kept: map[place]*place{}} }

// read takes in a page as xhtml.Writer writes it.
func (e *elements) read(page string) {
	var open *place
	last := []string{""} // the traits of the last child of each open element
	for {
		_, rest, ok := strings.Cut(page, "<")
		if !ok {
			return
		}
		tag, rest, ok := strings.Cut(rest, ">") // never in an attribute, where it is escaped
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
		if strings.Contains(e.css, "["+key+"=") {
			add("[", key, "=", value)
		}
		switch key {
		case "class":
			for _, c := range strings.Fields(value) {
				add(".", c)
			}
		case "id":
			if strings.Contains(e.css, "#"+value) {
				add("#", value)
			}
		}
	}
	return b.String()
}

// match reports whether a selector may match an element. Pseudo-classes, and what is said in their parentheses, are not
// looked at.
func (e *elements) match(selector string) bool {
	steps, ok := readSelector(selector)
	if !ok {
		return true
	}
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

// readSelector gives the steps of a selector; ok is false for one with escapes, which this does not read.
func readSelector(s string) (steps []step, ok bool) {
	now := step{}
	begun := false
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\':
			return nil, false
		case strings.IndexByte(" >+~", c) >= 0:
			if begun {
				steps = append(steps, now)
				now, begun = step{combinator: ' '}, false
			}
			if c != ' ' {
				now.combinator = c
			}
			i++
		case c == ':':
			begun = true
			for i++; i < len(s) && (isName(s[i]) || s[i] == ':'); {
				i++
			}
			if i < len(s) && s[i] == '(' {
				i += 1 + ends(s[i+1:], ")") + 1
			}
		case c == '[':
			begun = true
			end := i + 1 + ends(s[i+1:], "]")
			now.wanted = append(now.wanted, attributeTrait(s[i+1:min(end, len(s))]))
			i = end + 1
		case c == '*':
			begun = true
			i++
		case c == '.' || c == '#' || isName(c):
			begun = true
			j := i + 1
			for j < len(s) && isName(s[j]) {
				j++
			}
			now.wanted = append(now.wanted, s[i:j])
			i = j
		default:
			return nil, false
		}
	}
	return append(steps, now), begun
}

// attributeTrait gives what to look for by the content of an attribute selector: the value only where it is to be the whole
// of one word.
func attributeTrait(s string) string {
	name, value, ok := strings.Cut(s, "=")
	value = strings.Trim(value, `"'`)
	if ok && strings.Trim(name, "~|^$*") == name && !strings.ContainsAny(value, " \"'") {
		return "[" + strings.TrimSpace(name) + "=" + value
	}
	return "[" + strings.TrimRight(name, "~|^$* ")
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
		// Of the one before no more is known than its traits and where it stands.
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

// matchBefore is match for an element of which it is not known what stands before it.
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
