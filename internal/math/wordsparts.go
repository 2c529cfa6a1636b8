package math

import (
	"strconv"
	"strings"
)

// scripts says superscripts and subscripts by what they mean.
func (s *speaker) scripts(n *Scripts) string {
	if o, ok := n.Content.(*Operator); ok && o.LargeOp {
		return s.limits(n.Content, n.Sub, n.Sup)
	}
	if id, ok := n.Content.(*Ident); ok && id.Class == Op && n.Sub != nil && isLimitName(id.Text) {
		return s.limits(n.Content, n.Sub, n.Sup)
	}
	said := s.node(n.Content)
	if n.Sub != nil {
		said = s.say("sub", said, s.node(n.Sub))
	}
	if n.Sup == nil {
		return said
	}
	return s.power(said, n, n.Sup)
}

// power says a superscript.
func (s *speaker) power(said string, n *Scripts, sup Node) string {
	switch p := sup.(type) {
	case *Operator:
		switch {
		case p.Form == Postfix: // primes
			return said + " " + s.node(p)
		case p.Text == "∘":
			return s.say("degrees", said)
		}
		return s.say("super", said, s.node(p))
	case *Ident:
		if p.Text == "⊤" || p.Text == "T" {
			return s.say("transpose", said)
		}
	case *Number:
		switch p.Text {
		case "2":
			return s.say("squared", said)
		case "3":
			return s.say("cubed", said)
		}
	case *Row:
		if len(p.Content) > 0 {
			if o, ok := p.Content[0].(*Operator); ok && o.Form == Postfix && !o.Fence {
				rest := &Row{Content: p.Content[1:]}
				if len(rest.Content) == 1 {
					return s.power(said+" "+s.node(o), n, rest.Content[0])
				}
				return s.power(said+" "+s.node(o), n, rest)
			}
		}
		if isFunction(n.Content) && s.row(p.Content) == s.word("−")+" 1" {
			return s.say("inverse", said)
		}
	}
	return s.say("power", said, s.node(sup))
}

// isLimitName reports whether a function's subscript is its limit.
func isLimitName(name string) bool {
	switch name {
	case "lim", "max", "min", "sup", "inf", "argmax", "argmin":
		return true
	}
	return false
}

// limits says a large operator with its limits.
func (s *speaker) limits(base, under, over Node) string {
	said := s.node(base)
	outer := s.limit
	s.limit = true
	var u, o string
	if under != nil {
		u = s.node(under)
	}
	if over != nil {
		o = s.node(over)
	}
	s.limit = outer
	switch {
	case u != "" && o != "":
		return s.say("fromto", said, u, o)
	case u != "" && strings.Contains(u, s.say("approaches")):
		return s.say("as", said, u)
	case u != "":
		return s.say("overset", said, u)
	case o != "":
		return s.say("upto", said, o)
	}
	return said
}

// underOver says limits, accents, braces and what stands above or below.
func (s *speaker) underOver(n *UnderOver) string {
	if o, ok := n.Content.(*Operator); ok && o.LargeOp || isFunction(n.Content) || n.movable {
		return s.limits(n.Content, n.Under, n.Over)
	}
	said := s.node(n.Content)
	if o, ok := n.Over.(*Operator); ok && (n.OverAccent || o.Text == "⏞") {
		said = s.accent(said, o, false)
	} else if n.Over != nil {
		if w := s.node(n.Over); w != "" {
			said = s.say("above", said, w)
		}
	}
	if o, ok := n.Under.(*Operator); ok && (n.UnderAccent || o.Text == "⏟") {
		said = s.accent(said, o, true)
	} else if n.Under != nil {
		if w := s.node(n.Under); w != "" {
			said = s.say("below", said, w)
		}
	}
	return said
}

// accent says an accent.
func (s *speaker) accent(said string, o *Operator, under bool) string {
	switch o.Text {
	case "^":
		return s.say("hat", said)
	case "¯":
		return s.say("bar", said)
	case "~":
		return s.say("tilde", said)
	case "˙":
		return s.say("dot", said)
	case "¨":
		return s.say("ddot", said)
	case "→":
		if !under {
			return s.say("vec", said)
		}
	case "ˇ":
		return s.say("check", said)
	case "˘":
		return s.say("breve", said)
	case "˚":
		return s.say("ring", said)
	case Overline:
		return s.say("line", said)
	case Underline:
		return s.say("underline", said)
	case "⏞":
		return s.say("overbrace", said)
	case "⏟":
		return s.say("underbrace", said)
	}
	if under {
		return s.say("below", said, s.word(o.Text))
	}
	return s.say("above", said, s.word(o.Text))
}

func (s *speaker) multiscripts(n *Multiscripts) string {
	said := s.node(n.Content)
	for _, p := range n.Post {
		if p.Sub != nil {
			said = s.say("sub", said, s.node(p.Sub))
		}
		if p.Sup != nil {
			said = s.say("super", said, s.node(p.Sup))
		}
	}
	for _, p := range n.Pre {
		if p.Sub != nil {
			said = s.say("presub", said, s.node(p.Sub))
		}
		if p.Sup != nil {
			said = s.say("presup", said, s.node(p.Sup))
		}
	}
	return said
}

// enclose says boxes and what is struck out.
func (s *speaker) enclose(n *Enclose) string {
	said := s.node(n.Content)
	switch {
	case n.Notation&(NotationUp|NotationDown|NotationHorizontal|NotationArrow) != 0:
		return s.say("crossed", said)
	case n.Notation&NotationBox == NotationBox:
		return s.say("boxed", said)
	}
	return said
}

// tableRows says a table.
func (s *speaker) tableRows(t *Table) string {
	switch t.Kind {
	case MatrixTable, ArrayTable:
		if len(t.Columns) == 1 && t.Kind == ArrayTable { // \substack
			return s.rowsOf(t, "", ", ")
		}
		return s.say("matrix", strconv.Itoa(len(t.Rows)), strconv.Itoa(len(t.Columns)), s.rowsOf(t, "row", ", "))
	case CasesTable:
		return s.say("cases", strconv.Itoa(len(t.Rows)), s.rowsOf(t, "case", ", "))
	}
	if len(t.Rows) == 1 {
		return s.cells(t.Rows[0], " ")
	}
	return s.say("lines", strconv.Itoa(len(t.Rows)), s.rowsOf(t, "linen", " "))
}

// rowsOf says the rows of a table; pattern numbers them.
func (s *speaker) rowsOf(t *Table, pattern, between string) string {
	var out []string
	for i, r := range t.Rows {
		said := s.cells(r, between)
		if pattern != "" {
			said = s.say(pattern, strconv.Itoa(i+1), said)
		}
		out = append(out, said)
	}
	return strings.Join(out, "; ")
}

// cells says the cells of a row.
func (s *speaker) cells(r *TableRow, between string) string {
	var out []string
	for _, c := range r.Cells {
		said := s.node(c.Content)
		if said == "" && between == ", " {
			said = s.say("blank")
		}
		if said != "" {
			out = append(out, strings.TrimSuffix(said, ","))
		}
	}
	return strings.Join(out, between)
}

// nameOf gives the name of an operator of several words, such as "arg min"; "" for another row.
func nameOf(n *Row) string {
	if n.Class != Op {
		return ""
	}
	var words []string
	other := false
	Walk(n, func(c Node) bool {
		switch c := c.(type) {
		case *Ident:
			words = append(words, c.Text)
		case *Row, *Space:
		default:
			other = true
		}
		return true
	})
	if other || len(words) < 2 {
		return ""
	}
	return strings.Join(words, " ")
}
