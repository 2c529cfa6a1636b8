package csl

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"
	"unicode/utf8"

	"quire/internal/diag"
)

// xmlElement is an element of a style or locale file with its place.
type xmlElement struct {
	name  string
	attrs []xml.Attr
	kids  []*xmlElement
	text  string
	pos   diag.Pos
}

// attr gives the value of an attribute, by its local name, and whether it is there.
func (x *xmlElement) attr(name string) (string, bool) {
	for i := range x.attrs {
		if x.attrs[i].Name.Local == name && (x.attrs[i].Name.Space == "" || name == "lang") {
			return x.attrs[i].Value, true
		}
	}
	return "", false
}

func (x *xmlElement) get(name string) string {
	v, _ := x.attr(name)
	return v
}

func (x *xmlElement) child(name string) *xmlElement {
	for _, k := range x.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// lines turns byte offsets into positions.
type lines struct {
	file   string
	data   []byte
	starts []int
	last   int // the offset asked for last
	col    int // and the characters before it in its line
}

func newLines(file string, data []byte) *lines {
	l := &lines{file: file, data: data, starts: []int{0}}
	for i, b := range data {
		if b == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

func (l *lines) at(offset int64) diag.Pos {
	off := min(int(offset), len(l.data))
	line := sort.SearchInts(l.starts, off+1)
	start := l.starts[line-1]
	// A style may stand on one line: count from the last place on, not from the beginning for each element.
	if l.last < start || l.last > off {
		l.last, l.col = start, 0
	}
	l.col += utf8.RuneCount(l.data[l.last:off])
	l.last = off
	return diag.Pos{File: l.file, Line: line, Col: 1 + l.col}
}

// maxDepth bounds the nesting of elements, so that a hostile file cannot exhaust the stack.
const maxDepth = 200

// maxElements bounds the elements of a style or a locale, many times what any real one has.
const maxElements = 50_000

// readXML reads a whole file; nil, with a finding, if it is not well-formed. Only elements of the CSL namespace,
// or of none (“Namespacing”), are kept.
func readXML(file string, data []byte, findings *diag.List) *xmlElement {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	ln := newLines(file, data)
	data = normalizeAttributes(data)
	dec := xml.NewDecoder(bytes.NewReader(data))
	var stack []*xmlElement
	var root *xmlElement
	elements := 0
	fail := func(off int64, msg string) *xmlElement {
		findings.Add(diag.Finding{
			Pos: ln.at(off), Severity: diag.Error, Code: "csl-xml",
			Message: "this is not well-formed XML: " + msg, Help: "correct the file, or take a fresh copy of it",
		})
		return nil
	}
	for {
		start := dec.InputOffset()
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var syn *xml.SyntaxError
			msg := err.Error()
			if errors.As(err, &syn) {
				msg = syn.Msg
			}
			return fail(dec.InputOffset(), msg)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			x := &xmlElement{name: t.Name.Local, attrs: t.Copy().Attr, pos: ln.at(start)}
			if t.Name.Space != "" && t.Name.Space != "http://purl.org/net/xbiblio/csl" {
				x.name = t.Name.Space + " " + t.Name.Local
			}
			if elements++; elements > maxElements {
				findings.Add(diag.Finding{
					Pos: x.pos, Severity: diag.Error, Code: "csl-limit",
					Message: fmt.Sprintf("this file has more than %d elements", maxElements), Help: "use a smaller style",
				})
				return nil
			}
			if len(stack) >= maxDepth {
				return fail(start, "elements are nested too deeply")
			}
			if len(stack) > 0 {
				top := stack[len(stack)-1]
				top.kids = append(top.kids, x)
			} else if root == nil {
				root = x
			}
			stack = append(stack, x)
		case xml.EndElement:
			if len(stack) > 0 {
				stack = stack[:len(stack)-1]
			}
		case xml.CharData:
			if len(stack) > 0 {
				stack[len(stack)-1].text += string(t)
			}
		}
	}
	if root == nil {
		return fail(0, "there is no element in it")
	}
	return root
}

// isTrue reads a boolean attribute.
func isTrue(s string) bool { return strings.TrimSpace(s) == "true" }

// normalizeAttributes replaces each line break and tab in an attribute value by a space, as XML 1.0 (section 3.3.3)
// requires but encoding/xml does not. Character references such as &#x0A; do not change.
func normalizeAttributes(data []byte) []byte {
	out := bytes.Clone(data)
	for i := 0; i < len(out); i++ {
		if out[i] != '<' {
			continue
		}
		skip := func(open, shut string) bool {
			if !bytes.HasPrefix(out[i:], []byte(open)) {
				return false
			}
			if end := bytes.Index(out[i:], []byte(shut)); end >= 0 {
				i += end + len(shut) - 1
			} else {
				i = len(out)
			}
			return true
		}
		if skip("<!--", "-->") || skip("<![CDATA[", "]]>") || skip("<?", "?>") {
			continue
		}
		quote := byte(0)
		for i++; i < len(out) && (quote != 0 || out[i] != '>'); i++ {
			switch c := out[i]; {
			case quote == 0 && (c == '"' || c == '\''):
				quote = c
			case quote == c:
				quote = 0
			case quote != 0 && (c == '\n' || c == '\r' || c == '\t'):
				out[i] = ' '
			}
		}
	}
	return out
}
