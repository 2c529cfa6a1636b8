// Package yaml reads YAML 1.2 into a tree in which each node has its position, so that a finding can point at any fault
// in metadata or in a list of references. It is the one user of goccy/go-yaml.
package yaml

import (
	"errors"
	"fmt"
	"strings"

	goyaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"quire/internal/diag"
)

// Kind is the kind of a node.
type Kind uint8

// The kinds of node.
const (
	Null Kind = iota
	Scalar
	Sequence
	Mapping
)

func (k Kind) String() string { return [...]string{"nothing", "text", "a list", "a map"}[k] }

// Node is a value. Text is that of a Scalar, as written for numbers and booleans and unescaped for strings.
type Node struct {
	Kind   Kind
	Pos    diag.Pos
	Text   string
	Quoted bool    // a scalar in quotation marks or a block scalar: text, whatever it looks like
	Items  []*Node // of a Sequence
	Fields []Field // of a Mapping, in the order written
}

// Field is a key of a mapping with its value, which is never nil.
type Field struct {
	Key   string
	Pos   diag.Pos
	Value *Node
}

// Get gives the value of a key, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return nil
}

// Bool reads a scalar as a boolean: true and false as in YAML 1.2's core schema, and the yes, no, on and off of
// YAML 1.1, which Pandoc users write.
func (n *Node) Bool() (value, ok bool) {
	if n == nil || n.Kind != Scalar || n.Quoted {
		return false, false
	}
	switch strings.ToLower(n.Text) {
	case "true", "yes", "on":
		return true, true
	case "false", "no", "off":
		return false, true
	}
	return false, false
}

// Limits of the input: far above what a person writes, far below what would exhaust the machine.
const (
	maxDepth = 64
	maxNodes = 2_000_000
)

// Parse reads the first document of a YAML file. lineOffset is added to line numbers: the number of lines before data
// in the file. Faults are findings “malformed-yaml” and “duplicate-yaml-key”. The result is nil if nothing can be read,
// and a Null node for an empty document.
func Parse(file string, data []byte, lineOffset int, l *diag.List) *Node {
	if !diag.CheckUTF8(file, data, l) {
		return nil
	}
	c := &converter{file: file, offset: lineOffset, l: l, anchors: map[string]*Node{}}
	data = []byte(strings.TrimPrefix(strings.ReplaceAll(string(data), "\r\n", "\n"), "\ufeff"))
	if line, deep := tooDeep(data); deep {
		c.malformed(diag.Pos{File: file, Line: line + lineOffset, Col: 1}, "lists and maps are nested too deeply", "")
		return nil
	}
	f, err := parse(data)
	if err != nil {
		if spaced, line := untabbed(data); line > 0 {
			if g, e := parse(spaced); e == nil {
				f, err = g, nil
				l.Add(diag.Finding{
					Pos: diag.Pos{File: file, Line: line + lineOffset, Col: 1}, Severity: diag.Warning, Code: "yaml-tab",
					Message: "YAML is indented with a tab, which is read as four spaces", Help: "indent with spaces",
				})
			}
		}
	}
	if err != nil {
		return c.salvage(data, err)
	}
	var docs []*ast.DocumentNode
	for _, d := range f.Docs {
		if d != nil && d.Body != nil {
			docs = append(docs, d)
		}
	}
	if len(docs) == 0 {
		return &Node{Pos: diag.Pos{File: file, Line: 1 + lineOffset, Col: 1}}
	}
	if len(docs) > 1 {
		c.malformed(c.pos(docs[1].Body), "a second YAML document begins here", "keep one document in the file; remove the line “---” before this one")
	}
	n := c.node(docs[0].Body, 0)
	if c.failed {
		return nil
	}
	return n
}

// parse turns a panic of the library into an error. Some malformed inputs cause one: an anchor without a value, a lone
// tag.
func parse(data []byte) (f *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the YAML cannot be read")
		}
	}()
	return parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
}

// tooDeep looks for a line whose brackets or dashes are nested too deep for the library, which recurses.
func tooDeep(data []byte) (line int, deep bool) {
	line = 1
	flow, dashes := 0, 0
	for i, b := range data {
		switch b {
		case '\n':
			line++
			dashes = 0
		case '[', '{':
			flow++
		case ']', '}':
			flow = max(flow-1, 0)
		case '-', '?', ':':
			if i+1 < len(data) && data[i+1] == ' ' {
				dashes++
			}
		}
		if dashes > 1000 || flow > 10_000 {
			return line, true
		}
	}
	return 0, false
}

type converter struct {
	file    string
	offset  int
	l       *diag.List
	anchors map[string]*Node
	nodes   int
	failed  bool
}

func (c *converter) tokenPos(t *token.Token) diag.Pos {
	if t == nil || t.Position == nil {
		return diag.Pos{File: c.file, Line: 1 + c.offset, Col: 1}
	}
	return diag.Pos{File: c.file, Line: t.Position.Line + c.offset, Col: max(t.Position.Column, 1)}
}

func (c *converter) pos(n ast.Node) diag.Pos {
	switch n := n.(type) {
	case *ast.MappingNode:
		// The token of a block mapping is the colon of its first key.
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return c.tokenPos(n.Values[0].Key.GetToken())
		}
	case *ast.MappingValueNode:
		return c.tokenPos(n.Key.GetToken())
	}
	return c.tokenPos(n.GetToken())
}

func (c *converter) malformed(pos diag.Pos, msg, help string) {
	if help == "" {
		help = "check the indentation, the brackets and the quotation marks here and on the line before"
	}
	c.l.Add(diag.Finding{Pos: pos, Severity: diag.Error, Code: "malformed-yaml", Message: msg, Help: help})
}

func (c *converter) syntax(err error) {
	var e goyaml.Error
	if !errors.As(err, &e) {
		c.malformed(diag.Pos{File: c.file, Line: 1 + c.offset, Col: 1}, "the YAML cannot be read", "")
		return
	}
	msg, help := e.GetMessage(), ""
	switch {
	case strings.Contains(msg, "reserved character"):
		help = "put the value in quotation marks"
	case strings.Contains(msg, "mapping value is not allowed"):
		msg, help = "a colon followed by a space is not allowed within a plain value", "put the whole value in quotation marks"
	case strings.Contains(msg, "tab character"):
		help = "indent with spaces, not tabs"
	case strings.Contains(msg, "could not find end character"):
		help = "close the quotation mark"
	}
	c.malformed(c.tokenPos(e.GetToken()), "the YAML is malformed: "+strings.ReplaceAll(msg, "\n", " "), help)
}

func (c *converter) node(n ast.Node, depth int) *Node {
	if n == nil {
		return &Node{Pos: diag.Pos{File: c.file, Line: 1 + c.offset, Col: 1}}
	}
	pos := c.pos(n)
	c.nodes++
	if depth > maxDepth || c.nodes > maxNodes {
		if !c.failed {
			c.malformed(pos, "lists and maps are nested too deeply", "")
		}
		c.failed = true
		return &Node{Pos: pos}
	}
	switch n := n.(type) {
	case *ast.NullNode:
		return &Node{Pos: pos}
	case *ast.StringNode:
		t := n.GetToken()
		quoted := t.Type == token.SingleQuoteType || t.Type == token.DoubleQuoteType
		return &Node{Kind: Scalar, Pos: pos, Text: n.Value, Quoted: quoted}
	case *ast.LiteralNode:
		if n.Value == nil {
			return &Node{Kind: Scalar, Pos: pos, Quoted: true}
		}
		return &Node{Kind: Scalar, Pos: pos, Text: n.Value.Value, Quoted: true}
	case *ast.SequenceNode:
		out := &Node{Kind: Sequence, Pos: pos}
		for _, v := range n.Values {
			out.Items = append(out.Items, c.node(v, depth+1))
		}
		return out
	case *ast.MappingNode:
		return c.mapping(pos, n.Values, depth)
	case *ast.MappingValueNode:
		return c.mapping(pos, []*ast.MappingValueNode{n}, depth)
	case *ast.AnchorNode:
		v := c.node(n.Value, depth+1)
		if n.Name != nil {
			c.anchors[n.Name.GetToken().Value] = v
		}
		return v
	case *ast.AliasNode:
		// The value is shared, not copied, so that aliases of aliases cost nothing. An anchor is known once its
		// value is complete, so none can hold itself.
		name := ""
		if n.Value != nil {
			name = n.Value.GetToken().Value
		}
		v, ok := c.anchors[name]
		if !ok {
			c.malformed(pos, fmt.Sprintf("nothing is marked with the anchor “&%s”", name), "if “*” begins a text, put the text in quotation marks")
			return &Node{Pos: pos}
		}
		return v
	case *ast.TagNode:
		v := c.node(n.Value, depth+1)
		if v.Kind == Scalar && n.Start != nil && n.Start.Value == "!!str" {
			v.Quoted = true
		}
		return v
	}
	// Numbers and booleans, as they are written.
	return &Node{Kind: Scalar, Pos: pos, Text: n.GetToken().Value}
}

func (c *converter) mapping(pos diag.Pos, values []*ast.MappingValueNode, depth int) *Node {
	out := &Node{Kind: Mapping, Pos: pos}
	at := map[string]diag.Pos{}
	var merged []*Node
	for _, mv := range values {
		if mv.Key.IsMergeKey() {
			merged = append(merged, c.node(mv.Value, depth+1))
			continue
		}
		kt := mv.Key.GetToken()
		kpos := c.tokenPos(kt)
		key, ok := c.key(mv.Key)
		if !ok {
			c.malformed(kpos, "a key must be plain text", "")
			continue
		}
		v := &Node{Pos: kpos}
		if mv.Value != nil {
			v = c.node(mv.Value, depth+1)
		}
		if first, dup := at[key]; dup {
			c.l.Add(diag.Finding{
				Pos: kpos, Severity: diag.Warning, Code: "duplicate-yaml-key",
				Message: fmt.Sprintf("the key “%s” is given twice", key), Help: "keep one of the two",
				Related: []diag.Related{{Pos: first, Message: "first given here"}},
			})
			continue
		}
		at[key] = kpos
		out.Fields = append(out.Fields, Field{Key: key, Pos: kpos, Value: v})
	}
	// https://yaml.org/type/merge.html: keys of the map itself go before those merged into it.
	for _, m := range merged {
		sources := []*Node{m}
		if m.Kind == Sequence {
			sources = m.Items
		}
		for _, s := range sources {
			for _, f := range s.Fields {
				if _, have := at[f.Key]; !have {
					at[f.Key] = f.Pos
					out.Fields = append(out.Fields, f)
				}
			}
		}
	}
	return out
}

func (c *converter) key(k ast.MapKeyNode) (string, bool) {
	switch k := k.(type) {
	case *ast.StringNode:
		return k.Value, true
	case *ast.MappingKeyNode, *ast.TagNode, *ast.AnchorNode, *ast.AliasNode:
		return "", false
	}
	return k.GetToken().Value, true
}
