package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"quire/internal/css"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
)

// Limits of the input, so that no small file takes long.
const (
	maxDepth    = 64
	maxElements = 100_000
)

// element is an element of a file, with its attributes and, for text, the words between its children.
type element struct {
	name     string
	attr     map[string]string
	children []node
	parent   *element
	previous *element // the sibling before
	position css.Position
	classes  []string
	types    map[string]int // how many children there are of each name
}

// node is an element or, with element nil, text.
type node struct {
	*element
	text string
}

// parse reads the tree of a file, without elements of other namespaces.
func parse(data []byte) (root *element, byID map[string]*element, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("it is in the encoding %q and not in UTF-8", charset)
	}
	byID = map[string]*element{}
	var at *element
	depth, count := 0, 0
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, fmt.Errorf("it is not well-formed: %w", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return nil, nil, errors.New("its elements lie too deep in one another")
			}
			if count++; count > maxElements {
				return nil, nil, errors.New("it has too many elements")
			}
			if tok.Name.Space != svgSpace && tok.Name.Space != "" {
				if err := d.Skip(); err != nil {
					return nil, nil, fmt.Errorf("it is not well-formed: %w", err)
				}
				depth--
				continue
			}
			e := &element{name: tok.Name.Local, attr: map[string]string{}, parent: at}
			for _, a := range tok.Attr {
				if a.Name.Space == "" || a.Name.Space == xlinkSpace && a.Name.Local == "href" && e.attr["href"] == "" || a.Name.Space == "xml" || a.Name.Space == "http://www.w3.org/XML/1998/namespace" {
					e.attr[a.Name.Local] = strings.TrimSpace(a.Value)
				}
			}
			e.classes = strings.Fields(e.attr["class"])
			if id := e.attr["id"]; id != "" && byID[id] == nil {
				byID[id] = e
			}
			if at != nil {
				at.append(e)
			} else if root == nil {
				root = e
			}
			at = e
		case xml.EndElement:
			depth--
			at.countFromEnd()
			at = at.parent
		case xml.CharData:
			if at != nil {
				at.children = append(at.children, node{text: string(tok)})
			}
		}
	}
	if root == nil || root.name != "svg" {
		return nil, nil, errors.New("it is no SVG")
	}
	return root, byID, nil
}

// append adds a child after the others.
func (e *element) append(child *element) {
	child.position = css.Position{Index: 1, OfType: 1}
	for i := len(e.children) - 1; i >= 0; i-- {
		if last := e.children[i].element; last != nil {
			child.previous = last
			child.position.Index = last.position.Index + 1
			break
		}
	}
	if e.types == nil {
		e.types = map[string]int{}
	}
	e.types[child.name]++
	child.position.OfType = e.types[child.name]
	e.children = append(e.children, node{element: child})
}

// countFromEnd counts the children from the last, once all are there.
func (e *element) countFromEnd() {
	n := 0
	for i := len(e.children) - 1; i >= 0; i-- {
		if c := e.children[i].element; c != nil {
			n++
			c.position.FromEnd, c.position.OfTypeFromEnd = n, e.types[c.name]-c.position.OfType+1
		}
	}
}

// IsType reports whether the element has the name; XML is case-sensitive.
func (e *element) IsType(name string) bool { return e.name == name }

// Attribute gives an attribute's value.
func (e *element) Attribute(name string) (value string, ok bool) {
	value, ok = e.attr[name]
	return value, ok
}

// HasClass reports whether the element is of a class.
func (e *element) HasClass(class string) bool { return slices.Contains(e.classes, class) }

// ParentElement is nil for the root.
func (e *element) ParentElement() css.Element {
	if e.parent == nil {
		return nil
	}
	return e.parent
}

// PreviousSibling is nil for the first of its siblings.
func (e *element) PreviousSibling() css.Element {
	if e.previous == nil {
		return nil
	}
	return e.previous
}

// Position counts the element among its siblings.
func (e *element) Position() css.Position { return e.position }

// IsEmpty reports whether the element has neither text nor children.
func (e *element) IsEmpty() bool { return len(e.children) == 0 }

// Language is the value of the nearest lang attribute.
func (e *element) Language() string {
	for ; e != nil; e = e.parent {
		if lang := e.attr["lang"]; lang != "" {
			return lang
		}
	}
	return ""
}

// text is the text in an element itself, without that of its children.
func (e *element) text() string {
	var b strings.Builder
	for _, n := range e.children {
		if n.element == nil {
			b.WriteString(n.text)
		}
	}
	return b.String()
}

// walk visits an element and its descendants.
func (e *element) walk(visit func(*element)) {
	visit(e)
	for _, c := range e.children {
		if c.element != nil {
			c.walk(visit)
		}
	}
}
