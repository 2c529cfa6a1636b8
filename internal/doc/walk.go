package doc

import "strings"

// Walk visits a node and, if visit returns true, its descendants, in reading order. A Note is visited where it is
// listed (in Endnotes or Book.Notes), never through its calls. The two texts of a Cite are not visited, as writers
// differ in which they use.
func Walk(n AnyNode, visit func(n AnyNode) bool) {
	if !visit(n) {
		return
	}
	EachChild(n, func(c AnyNode) { Walk(c, visit) })
}

// WalkBlocks walks a list of blocks.
func WalkBlocks(bs []Block, visit func(n AnyNode) bool) {
	for _, b := range bs {
		Walk(b, visit)
	}
}

// WalkInlines walks a list of inlines.
func WalkInlines(is []Inline, visit func(n AnyNode) bool) {
	for _, i := range is {
		Walk(i, visit)
	}
}

// EachChild calls f for every direct child of n, in reading order.
func EachChild(n AnyNode, f func(n AnyNode)) {
	if n, ok := n.(interface{ parts(v visitor) }); ok {
		n.parts(visitor{node: f, inlines: func(is *[]Inline) {
			for _, i := range *is {
				f(i)
			}
		}})
	}
}

// Rewrite replaces every list of inlines within a node by the result of f, the innermost lists first and otherwise in
// reading order. It does not change notes, works and the texts of citations.
func Rewrite(n AnyNode, f func(is []Inline) []Inline) {
	switch n.(type) {
	case *Note, *NoteMark, *Work:
		return
	}
	if n, ok := n.(interface{ parts(v visitor) }); ok {
		n.parts(visitor{node: func(c AnyNode) { Rewrite(c, f) }, inlines: func(is *[]Inline) { *is = RewriteInlines(*is, f) }})
	}
}

// ReplaceBlocks replaces every block within a node by the result of f, the outer before the inner. It does not enter
// inlines.
func ReplaceBlocks(n AnyNode, f func(b Block) Block) {
	if n, ok := n.(interface{ parts(v visitor) }); ok {
		n.parts(visitor{node: func(c AnyNode) { ReplaceBlocks(c, f) }, inlines: func(*[]Inline) {}, replace: f})
	}
}

// RewriteInlines is Rewrite for a list of inlines.
func RewriteInlines(is []Inline, f func(is []Inline) []Inline) []Inline {
	for _, i := range is {
		Rewrite(i, f)
	}
	return f(is)
}

// PlainText gives the characters of inlines without markup. Note calls are left out, line ends become spaces, images
// give their alternative text and citations their text for the page.
func PlainText(is []Inline) string {
	var b strings.Builder
	plainText(&b, is)
	return b.String()
}

func plainText(b *strings.Builder, is []Inline) {
	WalkInlines(is, func(n AnyNode) bool {
		switch n := n.(type) {
		case *Text:
			b.WriteString(n.Value)
		case *Code:
			b.WriteString(n.Value)
		case *SoftBreak, *LineBreak:
			b.WriteByte(' ')
		case *Image:
			b.WriteString(n.Alt)
		case *Math:
			if n.Formula != nil {
				b.WriteString(n.Formula.Text())
			} else {
				b.WriteString(n.Source)
			}
		case *Cite:
			plainText(b, n.Page)
		case *NoteMark:
			return false
		}
		return true
	})
}

// Content returns the inlines within an inline, to be read or rewritten; nil for one that cannot hold inlines.
func Content(i Inline) (content *[]Inline) {
	i.parts(visitor{node: func(AnyNode) {}, inlines: func(is *[]Inline) { content = is }})
	return content
}
