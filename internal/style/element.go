package style

import (
	"slices"
	"strings"

	"quire/internal/css"
)

// Element is what selectors see of a node: a name, classes and attributes, and where it stands among others. The
// caller builds the tree; Parent must have been given to Cascade.Style before its children are.
type Element struct {
	Name    string
	Classes []string
	ID      string
	Lang    string // the language in effect, BCP 47
	Attrs   []Attribute
	Number  string // the value of the attribute “number” where Attrs has none: of a note, an item, a heading, a figure
	Parent  *Element
	Prev    *Element // the sibling before
	Index   int      // among the siblings, from 1
	Count   int      // of the siblings, this one included
	// Later has the names of the siblings after it, for the selectors of the kind of :last-of-type. Where it is nil, those
	// that there are by Count are taken to be of this one's name.
	Later []string
	Empty bool // it has neither text nor children
	// Text is the element's text, for string-set, where HasText says that it is known before its children are.
	Text    string
	HasText bool

	style    *Style
	position css.Position // among its siblings; zero until it is asked for
}

// Attribute is a name and a value.
type Attribute struct{ Name, Value string }

// SetText says what the text of the element is.
func (e *Element) SetText(text string) { e.Text, e.HasText = text, true }

// AddAttr adds an attribute after those that there are. The first of a name counts.
func (e *Element) AddAttr(name, value string) {
	e.Attrs = append(e.Attrs, Attribute{Name: name, Value: value})
}

// Attr gives an attribute's value, or "".
func (e *Element) Attr(key string) string {
	v, _ := e.Attribute(key)
	return v
}

// Attribute gives an attribute's value. The language is the one in effect.
func (e *Element) Attribute(key string) (value string, ok bool) {
	key = strings.ToLower(key)
	switch key {
	case "id":
		value = e.ID
	case "lang":
		value = e.Lang
	case "class":
		value = strings.Join(e.Classes, " ")
	}
	if value != "" {
		return value, true
	}
	for _, a := range e.Attrs {
		if a.Name == key {
			return a.Value, true
		}
	}
	if key == "number" && e.Number != "" {
		return e.Number, true
	}
	return "", false
}

// IsType reports whether the element has the name, in any case of letters.
func (e *Element) IsType(name string) bool {
	return e.Name == name || strings.EqualFold(e.Name, name)
}

// HasClass reports whether the element is of a class.
func (e *Element) HasClass(class string) bool { return slices.Contains(e.Classes, class) }

// ParentElement is nil for the root.
func (e *Element) ParentElement() css.Element {
	if e.Parent == nil {
		return nil
	}
	return e.Parent
}

// PreviousSibling is nil for the first of its siblings.
func (e *Element) PreviousSibling() css.Element {
	if e.Prev == nil {
		return nil
	}
	return e.Prev
}

// IsEmpty reports whether the element has neither text nor children.
func (e *Element) IsEmpty() bool { return e.Empty }

// Language is the language in effect.
func (e *Element) Language() string { return e.Lang }

// Position counts the element among its siblings. It counts once, for rules may ask for it by the thousand.
func (e *Element) Position() css.Position {
	if e.position.OfType == 0 {
		e.position = css.Position{
			Index: e.Index, FromEnd: e.Count - e.Index + 1,
			OfType: e.earlierOfType() + 1, OfTypeFromEnd: e.laterOfType() + 1,
		}
	}
	return e.position
}

// earlierOfType counts the siblings before the element that have its name.
func (e *Element) earlierOfType() int {
	n := 0
	for q := e.Prev; q != nil; q = q.Prev {
		if q.Name != e.Name {
			continue
		}
		if q.position.OfType > 0 {
			return n + q.position.OfType
		}
		n++
	}
	return n
}

// laterOfType counts the siblings after the element that have its name.
func (e *Element) laterOfType() int {
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
