package csl

import (
	"fmt"
	"strings"
)

// Values of the formatting attributes (“Formatting”). The zero value of each means that the attribute is not set and the
// enclosing run decides. Normal, None and Baseline cancel the value of an enclosing run.
type (
	// FontStyle is the value of font-style.
	FontStyle uint8
	// FontVariant is the value of font-variant.
	FontVariant uint8
	// FontWeight is the value of font-weight.
	FontWeight uint8
	// TextDecoration is the value of text-decoration.
	TextDecoration uint8
	// VerticalAlign is the value of vertical-align.
	VerticalAlign uint8
)

// The values of font-style.
const (
	StyleNormal FontStyle = iota + 1
	Italic
	Oblique
)

// The values of font-variant.
const (
	VariantNormal FontVariant = iota + 1
	SmallCaps
)

// The values of font-weight.
const (
	WeightNormal FontWeight = iota + 1
	Bold
	Light
)

// The values of text-decoration.
const (
	DecorationNone TextDecoration = iota + 1
	Underline
)

// The values of vertical-align.
const (
	Baseline VerticalAlign = iota + 1
	Superscript
	Subscript
)

// Format is the formatting that one run adds to that of the run around it.
type Format struct {
	Style      FontStyle
	Variant    FontVariant
	Weight     FontWeight
	Decoration TextDecoration
	Align      VerticalAlign
}

// Display is the block that a run forms in a bibliographic entry (“Display”).
type Display uint8

// The values of display. Inline is the default: the run forms no block.
const (
	Inline Display = iota
	Block
	LeftMargin
	RightInline
	Indent
)

// Run is a piece of formatted output: it has either Text, or Runs. The text includes the quotation marks of the language
// and the level. Formatting is relative to the enclosing run, as in CSS.
type Run struct {
	Text string
	Format
	// Link is the address to which the run links (“Appendix VI: Links”), such as https://doi.org/10.1000/182.
	Link    string
	Display Display
	// Item is the id of the item of a cite: the runs of a citation have one such run for each of its cites,
	// without the author's prefix and suffix.
	Item string
	// Lang is the language of the text (BCP 47) if it is not that of the output, such as for a foreign title.
	Lang string
	Runs []Run
}

// plain reports whether a run is nothing but text.
func (r *Run) plain() bool {
	return r.Format == (Format{}) && r.Link == "" && r.Display == Inline && r.Item == "" && r.Lang == "" && r.Runs == nil
}

// over gives the format that holds inside when f is set within outer.
func (f Format) over(outer Format) Format {
	if f.Style == 0 {
		f.Style = outer.Style
	}
	if f.Variant == 0 {
		f.Variant = outer.Variant
	}
	if f.Weight == 0 {
		f.Weight = outer.Weight
	}
	if f.Decoration == 0 {
		f.Decoration = outer.Decoration
	}
	if f.Align == 0 {
		f.Align = outer.Align
	}
	return f
}

// quoteKind is the origin of a quotation in the output.
type quoteKind uint8

const (
	quoteNone   quoteKind = iota
	quoteSet              // asked for by the style, or straight quotes in a field: the level decides the marks
	quoteDouble           // typed as “…”
	quoteSingle           // typed as ‘…’
)

// tag marks a node of the output for a later step.
type tag uint8

const (
	tagNone tag = iota
	tagNames
	tagYearSuffix
	tagTerm     // a term, which may have to begin with a capital
	tagNumber   // the citation-number variable
	tagName     // one rendered name within a names variable
	tagVerbatim // not to be touched by quotation and punctuation rules
)

// node is the output as it is built: a run that still has its quotations and its origin.
// A node has either text or kids.
type node struct {
	text    string
	kids    []*node
	f       Format
	flip    bool // formatting from markup in a field, which flips inside the same formatting (“<i>a <i>b</i></i>”)
	reset   bool // undoes all formatting around it (class="nodecor")
	nocase  bool // keeps its case
	typed   bool // in the author's own prefix or suffix, whose punctuation stays where it is
	quote   quoteKind
	display Display
	tag     tag
	names   *nameList // for tagNames
	link    string
	item    string // for the whole of a cite
	lang    string // where it is not that of the output
}

func textNode(s string) *node {
	if s == "" {
		return nil
	}
	return &node{text: s}
}

// joined gives a node of kids, leaving out the empty ones; nil if none is left.
func joined(kids ...*node) *node {
	n := 0
	var last *node
	for _, k := range kids {
		if k != nil {
			n++
			last = k
		}
	}
	switch n {
	case 0:
		return nil
	case 1:
		return last
	}
	out := make([]*node, 0, n)
	for _, k := range kids {
		if k != nil {
			out = append(out, k)
		}
	}
	return &node{kids: out}
}

// delimited joins the nodes that are not empty with delim.
func delimited(kids []*node, delim string) *node {
	var out []*node
	for _, k := range kids {
		if k == nil {
			continue
		}
		if len(out) > 0 && delim != "" {
			out = append(out, &node{text: delim})
		}
		out = append(out, k)
	}
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	}
	return &node{kids: out}
}

// wrap encloses n in a node of its own, so that attributes can be set without touching n's.
func wrap(n *node) *node {
	if n == nil {
		return nil
	}
	return &node{kids: []*node{n}}
}

// plain gives the text of a node without quotation marks.
func (n *node) plain() string {
	if n == nil {
		return ""
	}
	if len(n.kids) == 0 {
		return n.text
	}
	var b strings.Builder
	n.writePlain(&b)
	return b.String()
}

func (n *node) writePlain(b *strings.Builder) {
	b.WriteString(n.text)
	for _, k := range n.kids {
		k.writePlain(b)
	}
}

// styled returns the text of a node with its formatting and quotations, for comparing the look of two nodes.
func (n *node) styled() string {
	var b strings.Builder
	var write func(*node)
	write = func(n *node) {
		plain := n.f == (Format{}) && n.quote == quoteNone
		if !plain {
			fmt.Fprintf(&b, "\x00%v %d{", n.f, n.quote)
		}
		b.WriteString(n.text)
		for _, k := range n.kids {
			write(k)
		}
		if !plain {
			b.WriteString("}\x00")
		}
	}
	write(n)
	return b.String()
}

// empty reports whether nothing would be printed.
func (n *node) empty() bool {
	if n == nil {
		return true
	}
	if n.text != "" {
		return false
	}
	for _, k := range n.kids {
		if !k.empty() {
			return false
		}
	}
	return true
}

// find gives the first node with the tag, in the order of the text.
func (n *node) find(t tag) *node {
	if n == nil {
		return nil
	}
	if n.tag == t {
		return n
	}
	for _, k := range n.kids {
		if f := k.find(t); f != nil {
			return f
		}
	}
	return nil
}

// eachLeaf calls f for each piece of text in order.
func (n *node) eachLeaf(f func(*node)) {
	if n == nil {
		return
	}
	if len(n.kids) == 0 {
		f(n)
		return
	}
	for _, k := range n.kids {
		k.eachLeaf(f)
	}
}
