package check

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	nsXHTML     = "http://www.w3.org/1999/xhtml"
	nsOPS       = "http://www.idpf.org/2007/ops"
	nsOPF       = "http://www.idpf.org/2007/opf"
	nsDC        = "http://purl.org/dc/elements/1.1/"
	nsNCX       = "http://www.daisy.org/z3986/2005/ncx/"
	nsContainer = "urn:oasis:names:tc:opendocument:xmlns:container"
	nsXML       = "http://www.w3.org/XML/1998/namespace"
	nsSVG       = "http://www.w3.org/2000/svg"
	nsMathML    = "http://www.w3.org/1998/Math/MathML"
	nsXLink     = "http://www.w3.org/1999/xlink"
)

// maxDepth bounds the nesting of elements, so that walking a tree cannot exhaust the stack.
const maxDepth = 512

// element is a node of a parsed XML file.
type element struct {
	space, name string
	attrs       []xml.Attr
	kids        []any // *element or string
	parent      *element
	place       string // file:line:column
	order       int    // position in document order
}

// document is a parsed XML file.
type document struct {
	path    string
	root    *element
	doctype string
	all     []*element // in document order
	ids     map[string]*element
}

// xmlError is what is wrong with an XML file, and where.
type xmlError struct {
	place string
	err   error
}

func (e *xmlError) Error() string { return e.place + ": " + e.err.Error() }

// faultXML records that an XML file cannot be read.
func (j *judge) faultXML(code string, err error) {
	if at, ok := err.(*xmlError); ok {
		j.fault(code, at.place, "%v", at.err)
		return
	}
	j.fault(code, j.report.File, "%v", err)
}

// parseXML reads an XML file. encoding/xml lets three things through that XML 1.0 and its namespaces forbid, so they
// are checked here: an attribute given twice, a prefix that is not declared, and text outside the root element.
func parseXML(path string, data []byte) (*document, error) {
	doc := &document{path: path, ids: map[string]*element{}}
	dec := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	var at *element
	depth := 0
	for {
		line, col := dec.InputPos()
		place := fmt.Sprintf("%s:%d:%d", path, line, col)
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line, col = dec.InputPos()
			return nil, &xmlError{fmt.Sprintf("%s:%d:%d", path, line, col), err}
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return nil, &xmlError{place, fmt.Errorf("elements nest more than %d deep", maxDepth)}
			}
			e := &element{space: t.Name.Space, name: t.Name.Local, attrs: t.Attr, parent: at, place: place, order: len(doc.all)}
			if err := checkNames(t); err != nil {
				return nil, &xmlError{place, err}
			}
			doc.all = append(doc.all, e)
			if at == nil {
				if doc.root != nil {
					return nil, &xmlError{place, errors.New("a second root element")}
				}
				doc.root = e
			} else {
				at.kids = append(at.kids, e)
			}
			at = e
		case xml.EndElement:
			depth--
			at = at.parent
		case xml.CharData:
			if at != nil {
				at.kids = append(at.kids, string(t))
			} else if strings.TrimSpace(string(t)) != "" {
				return nil, &xmlError{place, errors.New("text outside the root element")}
			}
		case xml.Directive:
			doc.doctype = string(t)
		}
	}
	if doc.root == nil {
		return nil, &xmlError{path, errors.New("no root element")}
	}
	return doc, nil
}

func checkNames(t xml.StartElement) error {
	if t.Name.Space != "" && !strings.ContainsAny(t.Name.Space, ":/") {
		return fmt.Errorf("the prefix “%s” is not declared", t.Name.Space)
	}
	seen := map[xml.Name]bool{}
	for _, a := range t.Attr {
		if seen[a.Name] {
			return fmt.Errorf("the attribute “%s” is given twice", a.Name.Local)
		}
		seen[a.Name] = true
		if s := a.Name.Space; s != "" && s != "xmlns" && !strings.ContainsAny(s, ":/") {
			return fmt.Errorf("the prefix “%s” is not declared", s)
		}
	}
	return nil
}

// attr gives an attribute in no namespace, or "".
func (e *element) attr(name string) string { v, _ := e.has("", name); return v }

// has gives an attribute and whether it is there.
func (e *element) has(space, name string) (string, bool) {
	for _, a := range e.attrs {
		if a.Name.Space == space && a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// is reports whether the element is an XHTML element of one of the names.
func (e *element) is(names ...string) bool {
	if e.space != nsXHTML {
		return false
	}
	for _, n := range names {
		if e.name == n {
			return true
		}
	}
	return false
}

// types gives the values of epub:type.
func (e *element) types() []string {
	v, _ := e.has(nsOPS, "type")
	return strings.Fields(v)
}

func (e *element) hasType(names ...string) bool {
	for _, t := range e.types() {
		for _, n := range names {
			if t == n {
				return true
			}
		}
	}
	return false
}

func (e *element) hasRole(names ...string) bool {
	for _, t := range strings.Fields(e.attr("role")) {
		for _, n := range names {
			if t == n {
				return true
			}
		}
	}
	return false
}

// elements gives the child elements.
func (e *element) elements() []*element {
	var out []*element
	for _, k := range e.kids {
		if c, ok := k.(*element); ok {
			out = append(out, c)
		}
	}
	return out
}

// descend gives the elements below e, in document order.
func (e *element) descend() []*element {
	var out []*element
	for _, c := range e.elements() {
		out = append(out, c)
		out = append(out, c.descend()...)
	}
	return out
}

// within reports whether e or an element around it satisfies a condition.
func (e *element) within(cond func(*element) bool) bool {
	for ; e != nil; e = e.parent {
		if cond(e) {
			return true
		}
	}
	return false
}

// text gives the text below e, with images standing as their alternative text, runs of space as one.
func (e *element) text() string {
	var b strings.Builder
	e.write(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (e *element) write(b *strings.Builder) {
	if e.is("img") {
		b.WriteString(" " + e.attr("alt") + " ")
	}
	for _, k := range e.kids {
		switch k := k.(type) {
		case string:
			b.WriteString(k)
		case *element:
			k.write(b)
		}
	}
}

// label gives the name that a screen reader speaks: aria-label, title or the text.
func (e *element) label() string {
	for _, a := range []string{"aria-label", "title"} {
		if v := strings.TrimSpace(e.attr(a)); v != "" {
			return v
		}
	}
	return e.text()
}
