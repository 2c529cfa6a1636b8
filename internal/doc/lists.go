package doc

import "strings"

// List is a bulleted or numbered list.
type List struct {
	Node
	Ordered bool
	Start   int    // first number
	Style   string // CSS counter style: decimal, lower-alpha, upper-alpha, lower-roman, upper-roman, disc
	// Delimiter is printed with the number: "." or ")" after it, "()" around it; "" for a bulleted list.
	Delimiter string
	Tight     bool
	Example   bool // its items are numbered through the book, across all lists of examples
	Items     []*ListItem
}

func (*List) block() {}

func (n *List) name() (element string, classes []string) {
	element = "ul"
	if n.Ordered {
		element = "ol"
	}
	if n.Tight {
		classes = append(classes, "tight")
	}
	switch {
	case n.tasks():
		classes = append(classes, "task-list")
	case n.Delimiter == ")":
		classes = append(classes, "one-paren")
	case n.Delimiter == "()":
		classes = append(classes, "two-parens")
	}
	return element, classes
}

func (n *List) parts(v visitor) {
	for _, c := range n.Items {
		v.node(c)
	}
}

// ListItem is one item of a List. Label is the name of an example in references, or "".
type ListItem struct {
	Node
	Label  string
	Blocks []Block
}

func (*ListItem) block()                                   {}
func (*ListItem) name() (element string, classes []string) { return "li", nil }
func (n *ListItem) parts(v visitor)                        { v.blocks(n.Blocks) }

// DefinitionList pairs terms with their definitions.
type DefinitionList struct {
	Node
	Items []*Definition
}

func (*DefinitionList) block()                                   {}
func (*DefinitionList) name() (element string, classes []string) { return "dl", nil }

func (n *DefinitionList) parts(v visitor) {
	for _, c := range n.Items {
		v.node(c)
	}
}

// Definition is a term, or several terms, and its definitions.
type Definition struct {
	Node
	Terms [][]Inline
	Defs  [][]Block
}

func (*Definition) block()                                   {}
func (*Definition) name() (element string, classes []string) { return "", nil }

func (n *Definition) parts(v visitor) {
	for i := range n.Terms {
		v.inlines(&n.Terms[i])
	}
	for _, d := range n.Defs {
		v.blocks(d)
	}
}

// tasks reports whether each item begins with a checkbox, which then replaces the marker.
func (l *List) tasks() bool {
	for _, it := range l.Items {
		if len(it.Blocks) == 0 {
			return false
		}
		p, ok := it.Blocks[0].(*Paragraph)
		if !ok || len(p.Content) == 0 {
			return false
		}
		if t, ok := p.Content[0].(*Text); !ok || !strings.HasPrefix(t.Value, "☐") && !strings.HasPrefix(t.Value, "☒") && !strings.HasPrefix(t.Value, "☑") {
			return false
		}
	}
	return len(l.Items) > 0 && !l.Ordered
}
