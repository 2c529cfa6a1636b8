package math

// finish makes a display of a formula with a tag, and sets the space between atoms.
func (p *parser) finish(f *Formula) {
	whole := false
	if t := soleDisplay(f.Body.Content); t != nil {
		f.Body.Content = []Node{t}
		f.Display, whole = true, true
	} else if f.Display && (p.mark.tag != nil || p.mark.label != "") {
		f.Body.Content = []Node{p.equation(f.Body.Content, f.Body.Atom, false)}
		whole = true
	}
	if whole {
		for _, r := range f.Body.Content[0].(*Table).Rows {
			for _, c := range r.Cells {
				demote(c)
			}
		}
	} else {
		demote(f.Body)
	}
	s := spacer{}
	if !f.Display {
		s.style = styleText
	}
	f.Body.Content = s.list(f.Body.Content, nil)
}

// soleDisplay gives the table of a display environment that is all of a formula.
func soleDisplay(ns []Node) *Table {
	var found *Table
	for _, n := range ns {
		switch n := n.(type) {
		case *Space:
			continue
		case *Table:
			if n.Kind.IsDisplay() && found == nil {
				found = n
				continue
			}
		}
		return nil
	}
	return found
}

// demote makes parts of a formula of the display environments within n.
func demote(n Node) {
	Walk(n, func(n Node) bool {
		t, ok := n.(*Table)
		if !ok || !t.Kind.IsDisplay() {
			return true
		}
		switch t.Kind {
		case AlignTable:
			t.Kind = AlignedTable
		default:
			t.Kind = GatheredTable
		}
		for _, r := range t.Rows {
			r.Tag = nil
		}
		return true
	})
}
