package math

// diagram reads the rows of amscd's CD: objects, and arrows that begin with @.
func (p *parser) diagram(t token) Node {
	tab := &Table{Atom: at(t), Kind: DiagramTable, Display: true, Strut: Length{Em: 27000}}
	row := &TableRow{Atom: at(t)}
	var object []token
	flush := func() {
		blank := true
		for _, u := range object {
			blank = blank && u.text == " "
		}
		if blank {
			object = nil
			return
		}
		row.fill(0)
		row.add(p.row(p.within(object), object[0]))
		object = nil
	}
	for {
		u := p.next()
		switch {
		case u.text == "" || enderOf(u) == endBrace || u.text == `\end`:
			flush()
			p.unread(u)
			if len(row.Cells) > 0 {
				tab.Rows = append(tab.Rows, row)
			}
			widest := 0
			for _, r := range tab.Rows {
				widest = max(widest, len(r.Cells))
			}
			side := Length{Em: 4500}
			for range widest {
				tab.Columns = append(tab.Columns, Column{Left: side, Right: side})
			}
			return tab
		case u.text == `\\` || u.text == `\cr`:
			flush()
			tab.Rows = append(tab.Rows, row)
			row = &TableRow{Atom: at(u)}
		case u.text == "{":
			object = append(append(append(object, u), p.rawGroup(u)...), token{"}", u.start, u.end})
		case u.text == "@":
			flush()
			p.diagramArrow(row, u)
		default:
			object = append(object, u)
		}
	}
}

// fill adds an empty cell if the next one is not in an odd or even column.
func (r *TableRow) fill(odd int) {
	if len(r.Cells)%2 != odd {
		r.add(&Row{Atom: r.Atom})
	}
}

// add adds a cell.
func (r *TableRow) add(n Node) {
	content, ok := n.(*Row)
	if !ok || content.Class != Ord {
		content = &Row{Atom: *n.Base(), Content: []Node{n}}
		content.Class = Ord
	}
	r.Cells = append(r.Cells, &Cell{Atom: content.Atom, Content: content, Span: 1})
}

// diagramArrow reads an arrow: @>a>b>, @<a<b<, @VaVbV, @AaAbA, @=, @| and @. for none. Objects are in even columns, and so
// are arrows up and down.
func (p *parser) diagramArrow(row *TableRow, t token) {
	p.spaces()
	u := p.next()
	switch u.text {
	case ">", ")", "<", "(":
		above, below := p.upTo(u), p.upTo(u)
		text := "→"
		if u.text == "<" || u.text == "(" {
			text = "←"
		}
		row.fill(1)
		n := p.labelledArrow(text, something(below), something(above), t)
		Core(n).MinSize = &Length{Em: 2 * OneEm}
		row.add(n)
	case "=":
		row.fill(1)
		n := p.labelledArrow("=", nil, nil, t)
		Core(n).MinSize = &Length{Em: 2 * OneEm}
		row.add(n)
	case "V", "A":
		left, right := p.upTo(u), p.upTo(u)
		text := "↓"
		if u.text == "A" {
			text = "↑"
		}
		row.fill(0)
		row.add(p.upright(text, left, right, t))
	case "|":
		row.fill(0)
		row.add(p.upright("‖", nil, nil, t))
	case ".":
		row.add(&Row{Atom: at(u)})
		if len(row.Cells)%2 == 1 {
			row.add(&Row{Atom: at(u)})
		}
	default:
		p.unread(u)
		p.fault(t.start, "math-syntax", "“@” begins no arrow here", `write @>>>, @<<<, @VVV, @AAA, @=, @| or @.`)
	}
}

// upTo reads a label up to the character of the arrow.
func (p *parser) upTo(arrow token) Node {
	var ts []token
	for depth := 0; ; {
		t := p.next()
		if t.text == "" || t.text == `\\` || t.text == `\end` {
			p.unread(t)
			p.fault(arrow.start, "math-syntax", "the arrow is not closed", "write its character three times, with the labels between")
			break
		}
		if depth == 0 && t.text == arrow.text {
			break
		}
		switch t.text {
		case "{":
			depth++
		case "}":
			depth--
		}
		ts = append(ts, t)
	}
	return p.row(p.within(ts), arrow)
}

// upright makes an arrow up or down, with its labels beside it, which take no room.
func (p *parser) upright(text string, left, right Node, t token) Node {
	o := p.operator(text, Ord, t)
	o.Stretchy, o.Symmetric, o.Fence = true, true, true
	size := Length{Em: 27000}
	o.MinSize, o.MaxSize = &size, &size
	row := &Row{Atom: at(t)}
	label := func(n Node, side Align) {
		if n == nil || something(n) == nil {
			return
		}
		small := &Style{Atom: *n.Base(), Content: n, Display: ref(false), Level: ref(1)}
		row.Content = append(row.Content, &Padded{Atom: small.Atom, Content: small, Width: &Length{}, Align: side})
	}
	label(left, AlignRight)
	row.Content = append(row.Content, o)
	label(right, AlignLeft)
	return row
}
