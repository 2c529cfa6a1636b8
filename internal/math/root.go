package math

// sqrt reads \sqrt[index]{content}.
func (p *parser) sqrt(t token) Node {
	index := p.optional(t)
	content := p.arg(t)
	if index == nil {
		return &Sqrt{Atom: Atom{t.start, p.end(t), Ord}, Content: content}
	}
	return &Root{Atom: Atom{t.start, p.end(t), Ord}, Content: content, Index: index}
}

// root reads \root index \of{content}.
func (p *parser) root(t token) Node {
	var index []token
	for {
		u := p.next()
		if u.text == `\of` {
			break
		}
		if u.text == "" || enderOf(u) != 0 {
			p.unread(u)
			p.fault(t.start, "math-syntax", "“\\root” has no “\\of” behind it", `write \sqrt[3]{x}`)
			break
		}
		index = append(index, u)
		if u.text == "{" {
			index = append(append(index, p.rawGroup(u)...), token{"}", u.start, u.end})
		}
	}
	n := &Root{Atom: at(t), Index: p.row(p.within(index), t)}
	n.Content = p.arg(t)
	return n
}
