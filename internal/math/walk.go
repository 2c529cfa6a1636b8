package math

// Children gives the nodes directly within n, in reading order.
func Children(n Node) []Node {
	var out []Node
	add := func(ns ...Node) {
		for _, c := range ns {
			if c != nil {
				out = append(out, c)
			}
		}
	}
	switch n := n.(type) {
	case *Row:
		return n.Content
	case *Fraction:
		add(n.Num, n.Den)
	case *Sqrt:
		add(n.Content)
	case *Root:
		add(n.Index, n.Content)
	case *Scripts:
		add(n.Content, n.Sub, n.Sup)
	case *UnderOver:
		add(n.Content, n.Under, n.Over)
	case *Multiscripts:
		for _, s := range n.Pre {
			add(s.Sub, s.Sup)
		}
		add(n.Content)
		for _, s := range n.Post {
			add(s.Sub, s.Sup)
		}
	case *Table:
		for _, r := range n.Rows {
			add(r)
		}
	case *TableRow:
		for _, c := range n.Cells {
			add(c)
		}
		if n.Tag != nil {
			add(n.Tag.Content)
		}
	case *Cell:
		add(n.Content)
	case *Padded:
		add(n.Content)
	case *Phantom:
		add(n.Content)
	case *Style:
		add(n.Content)
	case *Enclose:
		add(n.Content)
	case *Link:
		add(n.Content)
	}
	return out
}

// Walk visits n and, if visit returns true, its descendants, in reading order.
func Walk(n Node, visit func(n Node) bool) {
	if !visit(n) {
		return
	}
	for _, c := range Children(n) {
		Walk(c, visit)
	}
}

// Core gives the operator that makes n an embellished operator (MathML Core 3.2.4.1), or nil.
func Core(n Node) *Operator {
	switch n := n.(type) {
	case *Operator:
		return n
	case *Scripts:
		return Core(n.Content)
	case *UnderOver:
		return Core(n.Content)
	case *Multiscripts:
		return Core(n.Content)
	case *Fraction:
		return Core(n.Num)
	case *Style:
		return Core(n.Content)
	case *Padded:
		return Core(n.Content)
	case *Phantom:
		return Core(n.Content)
	case *Row:
		var core *Operator
		for _, c := range n.Content {
			if spaceLike(c) {
				continue
			}
			if core != nil {
				return nil
			}
			if core = Core(c); core == nil {
				return nil
			}
		}
		return core
	}
	return nil
}

// spaceLike reports whether n is what MathML Core calls space-like.
func spaceLike(n Node) bool {
	switch n := n.(type) {
	case *Space, *Text:
		return true
	case *Row:
		for _, c := range n.Content {
			if !spaceLike(c) {
				return false
			}
		}
		return true
	case *Style:
		return spaceLike(n.Content)
	case *Phantom:
		return spaceLike(n.Content)
	case *Padded:
		return spaceLike(n.Content)
	}
	return false
}

// Characters gives the characters that a node shows by itself in the math face, and those of words in the face of the
// text. A letter that a browser makes italic is there in both forms.
func Characters(n Node) (symbols, words string) {
	switch n := n.(type) {
	case *Ident:
		symbols = n.Text
		for _, r := range n.Text {
			if plain, _, ok := plainLetter(r); ok {
				symbols += string(plain)
			}
		}
	case *Number:
		symbols = n.Text
	case *Operator:
		if !n.invisible() {
			symbols = n.Text
		}
		if n.Accent != 0 {
			symbols += string(n.Accent)
		}
	case *Sqrt, *Root:
		symbols = "√"
	case *Text:
		words = n.Text
	}
	return symbols, words
}
