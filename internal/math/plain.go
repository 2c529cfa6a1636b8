package math

import "strings"

// Text gives the characters of the formula in reading order, in one line, for titles in navigation and for searches.
func (f *Formula) Text() string {
	var b strings.Builder
	plain(&b, f.Body)
	return strings.TrimSpace(b.String())
}

func plain(b *strings.Builder, n Node) {
	group := func(mark string, c Node) {
		if c == nil {
			return
		}
		var inner strings.Builder
		plain(&inner, c)
		s := inner.String()
		b.WriteString(mark)
		if len([]rune(s)) > 1 {
			s = "(" + s + ")"
		}
		b.WriteString(s)
	}
	switch n := n.(type) {
	case *Ident:
		b.WriteString(n.Text)
	case *Number:
		b.WriteString(n.Text)
	case *Text:
		b.WriteString(n.Text)
	case *Operator:
		plainOperator(b, n)
	case *Space:
		if n.Width.Em > 0 || n.Width.Abs > 0 || n.Width.Ex > 0 {
			b.WriteByte(' ')
		}
	case *Fraction:
		group("", n.Num)
		if n.Line != nil && n.Line.IsZero() {
			b.WriteByte(' ')
		} else {
			b.WriteByte('/')
		}
		group("", n.Den)
	case *Sqrt:
		group("√", n.Content)
	case *Scripts:
		plain(b, n.Content)
		group("_", n.Sub)
		if o, ok := n.Sup.(*Operator); ok && o.Form == Postfix { // a prime
			b.WriteString(o.Text)
			return
		}
		group("^", n.Sup)
	case *UnderOver:
		plain(b, n.Content)
		if o, ok := n.Over.(*Operator); ok && n.OverAccent && o.Accent != 0 {
			b.WriteRune(o.Accent)
			return
		}
		group("_", n.Under)
		group("^", n.Over)
	case *Phantom:
	case *Table:
		for i, r := range n.Rows {
			if i > 0 {
				b.WriteString("; ")
			}
			for j, c := range r.Cells {
				if j > 0 && n.Kind != AlignedTable && n.Kind != AlignTable {
					b.WriteString(", ")
				}
				plain(b, c)
			}
		}
	default:
		for _, c := range Children(n) {
			plain(b, c)
		}
	}
}

func plainOperator(b *strings.Builder, n *Operator) {
	if !n.LSpace.IsZero() {
		b.WriteByte(' ')
	}
	if !n.invisible() {
		b.WriteString(n.Text)
	}
	if !n.RSpace.IsZero() {
		b.WriteByte(' ')
	}
}

// invisible reports whether an operator has no glyph.
func (o *Operator) invisible() bool {
	return o.Text == "" || o.Text >= ApplyFunction && o.Text <= InvisiblePlus && len(o.Text) == len(ApplyFunction)
}
