package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
)

// The most that is read, so that no small file takes long.
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
}

// node is an element or, with element nil, text.
type node struct {
	*element
	text string
}

// parse reads the tree of a file, without what is of other namespaces.
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
			if id := e.attr["id"]; id != "" && byID[id] == nil {
				byID[id] = e
			}
			if at != nil {
				at.children = append(at.children, node{element: e})
			} else if root == nil {
				root = e
			}
			at = e
		case xml.EndElement:
			depth--
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

// words is the text in an element itself.
func (e *element) words() string {
	var b strings.Builder
	for _, n := range e.children {
		if n.element == nil {
			b.WriteString(n.text)
		}
	}
	return b.String()
}

// walk visits an element and all that are in it.
func (e *element) walk(visit func(*element)) {
	visit(e)
	for _, c := range e.children {
		if c.element != nil {
			c.walk(visit)
		}
	}
}
