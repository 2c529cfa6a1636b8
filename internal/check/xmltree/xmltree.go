// Package xmltree reads an XML file as a tree in which each element knows its place, for the judges of EPUB and PDF.
package xmltree

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"quire/internal/check/report"
)

// The namespaces that the judges look for.
const (
	XHTML     = "http://www.w3.org/1999/xhtml"
	OPS       = "http://www.idpf.org/2007/ops"
	OPF       = "http://www.idpf.org/2007/opf"
	DC        = "http://purl.org/dc/elements/1.1/"
	NCX       = "http://www.daisy.org/z3986/2005/ncx/"
	Container = "urn:oasis:names:tc:opendocument:xmlns:container"
	XML       = "http://www.w3.org/XML/1998/namespace"
	SVG       = "http://www.w3.org/2000/svg"
	MathML    = "http://www.w3.org/1998/Math/MathML"
	XLink     = "http://www.w3.org/1999/xlink"
)

// maxDepth bounds the nesting of elements, so that walking a tree cannot exhaust the stack.
const maxDepth = 512

// Element is a node of a parsed XML file.
type Element struct {
	Space, Name string
	Attrs       []xml.Attr
	Kids        []any // *Element or string
	Parent      *Element
	Place       string // file:line:column
	Order       int    // position in document order
}

// Document is a parsed XML file.
type Document struct {
	Path    string
	Root    *Element
	Doctype string
	All     []*Element // in document order
	IDs     map[string]*Element
}

// Error is what is wrong with an XML file, and where.
type Error struct {
	Place string
	Err   error
}

func (e *Error) Error() string { return e.Place + ": " + e.Err.Error() }

// Fault records that an XML file cannot be read.
func Fault(j *report.Recorder, code string, err error) {
	if at, ok := errors.AsType[*Error](err); ok {
		j.Fault(code, at.Place, "%v", at.Err)
		return
	}
	j.Fault(code, j.Report.File, "%v", err)
}

// Parse reads an XML file. It refuses three things that XML 1.0 and its namespaces forbid and encoding/xml accepts: an
// attribute given twice, a prefix that is not declared, and text outside the root element.
func Parse(path string, data []byte) (*Document, error) {
	doc := &Document{Path: path, IDs: map[string]*Element{}}
	dec := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	var at *Element
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
			return nil, &Error{fmt.Sprintf("%s:%d:%d", path, line, col), err}
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return nil, &Error{place, fmt.Errorf("elements nest more than %d deep", maxDepth)}
			}
			e := &Element{Space: t.Name.Space, Name: t.Name.Local, Attrs: t.Attr, Parent: at, Place: place, Order: len(doc.All)}
			if err := checkNames(t); err != nil {
				return nil, &Error{place, err}
			}
			doc.All = append(doc.All, e)
			if at == nil {
				if doc.Root != nil {
					return nil, &Error{place, errors.New("a second root element")}
				}
				doc.Root = e
			} else {
				at.Kids = append(at.Kids, e)
			}
			at = e
		case xml.EndElement:
			depth--
			at = at.Parent
		case xml.CharData:
			if at != nil {
				at.Kids = append(at.Kids, string(t))
			} else if strings.TrimSpace(string(t)) != "" {
				return nil, &Error{place, errors.New("text outside the root element")}
			}
		case xml.Directive:
			doc.Doctype = string(t)
		}
	}
	if doc.Root == nil {
		return nil, &Error{path, errors.New("no root element")}
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

// Attr gives an attribute in no namespace, or "".
func (e *Element) Attr(name string) string { v, _ := e.Has("", name); return v }

// Has gives an attribute and whether it is there.
func (e *Element) Has(space, name string) (string, bool) {
	for _, a := range e.Attrs {
		if a.Name.Space == space && a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// Is reports whether the element is an XHTML element of one of the names.
func (e *Element) Is(names ...string) bool {
	if e.Space != XHTML {
		return false
	}
	for _, n := range names {
		if e.Name == n {
			return true
		}
	}
	return false
}

// Types gives the values of epub:type.
func (e *Element) Types() []string {
	v, _ := e.Has(OPS, "type")
	return strings.Fields(v)
}

// HasType reports whether epub:type has one of the values.
func (e *Element) HasType(names ...string) bool {
	for _, t := range e.Types() {
		for _, n := range names {
			if t == n {
				return true
			}
		}
	}
	return false
}

// HasRole reports whether the role attribute has one of the values.
func (e *Element) HasRole(names ...string) bool {
	for _, t := range strings.Fields(e.Attr("role")) {
		for _, n := range names {
			if t == n {
				return true
			}
		}
	}
	return false
}

// Elements gives the child elements.
func (e *Element) Elements() []*Element {
	var out []*Element
	for _, k := range e.Kids {
		if c, ok := k.(*Element); ok {
			out = append(out, c)
		}
	}
	return out
}

// Descend gives the elements below e, in document order.
func (e *Element) Descend() []*Element {
	var out []*Element
	for _, c := range e.Elements() {
		out = append(out, c)
		out = append(out, c.Descend()...)
	}
	return out
}

// Within reports whether e or an element around it satisfies a condition.
func (e *Element) Within(cond func(*Element) bool) bool {
	for ; e != nil; e = e.Parent {
		if cond(e) {
			return true
		}
	}
	return false
}

// Text gives the text below e, with images standing as their alternative text, runs of space as one.
func (e *Element) Text() string {
	var b strings.Builder
	e.write(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (e *Element) write(b *strings.Builder) {
	if e.Is("img") {
		b.WriteString(" " + e.Attr("alt") + " ")
	}
	for _, k := range e.Kids {
		switch k := k.(type) {
		case string:
			b.WriteString(k)
		case *Element:
			k.write(b)
		}
	}
}

// Label gives the name that a screen reader speaks: aria-label, title or the text.
func (e *Element) Label() string {
	for _, a := range []string{"aria-label", "title"} {
		if v := strings.TrimSpace(e.Attr(a)); v != "" {
			return v
		}
	}
	return e.Text()
}
