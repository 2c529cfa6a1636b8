// Package doc is the model of a text: blocks and inlines, notes, works, metadata, folios. A Manuscript is the text of
// the author, with marks that are not yet resolved (a note by its label, a work by its key). Package resolve makes a
// Book of it. A Book is never modified, and every writer reads it.
//
// Block and Inline are sealed: consumers switch over their types, and Walk visits them all. Each type is declared
// together with its name for stylesheets and with its children, so that Name, Walk and Rewrite know it.
package doc

import "quire/internal/diag"

// NodeID numbers the nodes of a Book in reading order, from 1. It is 0 in a Manuscript. With an offset it is a Place;
// findings, page breaks and tags use places.
type NodeID int32

// Place is a position within a node: Offset counts bytes of the text of a Text, Code or CodeBlock node; in other
// nodes it is 0.
type Place struct {
	Node   NodeID
	Offset int
}

// Node is the common part of all nodes, which embed it.
type Node struct {
	Num  NodeID
	Span diag.Span
	Attr
}

// AnyNode is a node of whatever kind.
type AnyNode = interface{ Base() *Node }

// Attr are the attributes that the author may write in braces: `{#id .class lang=fr key=value}`.
type Attr struct {
	ID      string
	Classes []string
	Lang    string // BCP 47; empty: the language of the parent
	KeyVals []KeyVal
}

// KeyVal is one attribute, such as key="Trotsky, Leon" of an index mark.
type KeyVal struct{ Key, Value string }

// HasClass reports whether the author gave the class.
func (a Attr) HasClass(class string) bool {
	for _, c := range a.Classes {
		if c == class {
			return true
		}
	}
	return false
}

// Value gives an attribute's value, or "".
func (a Attr) Value(key string) string {
	for _, kv := range a.KeyVals {
		if kv.Key == key {
			return kv.Value
		}
	}
	return ""
}

// Base gives a node's common part.
func (n *Node) Base() *Node { return n }

// Block is a paragraph, a heading, a table, …: the types of blocks.go, lists.go, table.go and matter.go.
type Block interface {
	named
	block()
	parts(v visitor)
}

// Inline is a piece of a paragraph: the types of inlines.go.
type Inline interface {
	named
	inline()
	parts(v visitor)
}

// named is a node with an element and classes: see Name.
type named interface {
	Base() *Node
	name() (element string, classes []string)
}

// visitor visits the direct children of a node, in reading order: single nodes, blocks and lists of inlines. It may
// replace blocks and lists of inlines.
type visitor struct {
	node    func(n AnyNode)
	inlines func(is *[]Inline)
	replace func(b Block) Block // nil: blocks stay
}

func (v visitor) blocks(bs []Block) {
	for i := range bs {
		if v.replace != nil {
			bs[i] = v.replace(bs[i])
		}
		v.node(bs[i])
	}
}
