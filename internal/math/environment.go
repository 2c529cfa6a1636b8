package math

import (
	"fmt"
	"slices"
	"strings"

	"quire/internal/diag"
)

// begin reads \begin{name} … \end{name}.
func (p *parser) begin(t token) Node {
	name := p.words(t)
	if m := p.lookup(`\begin ` + name); m != nil {
		p.ownEnvironment(name, m, t)
		return nil
	}
	value, ok := environmentTable.find(name)
	if !ok {
		help := ""
		if near := p.nearestEnvironment(name); near != "" {
			help = "did you mean \\begin{" + near + "}?"
		}
		p.fault(t.start, "math-command", fmt.Sprintf("the environment “%s” is not known: only what is in it is printed", name), help)
		return p.closed(&Row{Atom: at(t), Content: p.list(endCell)}, name, t)
	}
	kind, arg, _ := strings.Cut(value, ":")
	n := len(p.undo)
	defer func() { p.leave(n) }()
	switch kind {
	case "group":
		return p.closed(p.row(p.list(endCell), t), name, t)
	case "equation":
		outer := p.mark
		p.mark = mark{}
		content := p.list(endCell)
		if p.mark == (mark{}) {
			p.mark = outer
		}
		return p.closed(p.equation(content, at(t), !strings.Contains(arg, "*")), name, t)
	case "CD":
		return p.closed(p.diagram(t), name, t)
	}
	return p.closed(p.table(kind, arg, name, t), name, t)
}

// nearestEnvironment gives the environment that a misspelt one most likely means.
func (p *parser) nearestEnvironment(name string) string {
	names := slices.Collect(environmentTable.names())
	slices.SortStableFunc(names, func(a, b string) int { return strings.Count(a, "*") - strings.Count(b, "*") })
	return diag.Nearest(name, names)
}

// closed takes the end of an environment.
func (p *parser) closed(n Node, name string, t token) Node {
	end := p.next()
	if end.text == `\end` {
		if closing := p.words(end); closing != name {
			p.fault(end.start, "math-syntax", fmt.Sprintf("“\\end{%s}” ends “\\begin{%s}”", closing, name), "end environments in the order in which they are nested")
		}
	} else {
		p.unread(end)
		if !p.exhausted {
			p.fault(t.start, "math-syntax", fmt.Sprintf("“\\begin{%s}” has no “\\end{%s}” in its group", name, name), "")
		}
	}
	n.Base().End = max(n.Base().End, p.end(t))
	return n
}

// ownEnvironment gives back the tokens of an environment of \newenvironment.
func (p *parser) ownEnvironment(name string, m *macro, t token) {
	end := p.lookup(`\end ` + name)
	if end == nil || !p.enter(t.start) {
		return
	}
	p.depth--
	var inner []token
	for depth := 1; ; {
		u := p.next()
		if u.text == "" {
			p.fault(t.start, "math-syntax", fmt.Sprintf("“\\begin{%s}” has no “\\end{%s}” in its group", name, name), "")
			break
		}
		if u.text == `\begin` || u.text == `\end` {
			raw, _ := p.rawArgument(u)
			if source(raw) == name {
				if u.text == `\begin` {
					depth++
				} else if depth--; depth == 0 {
					break
				}
			}
			p.push(slices.Concat([]token{{"{", u.start, u.end}}, raw, []token{{"}", u.start, u.end}}))
		}
		inner = append(inner, u)
	}
	p.push(end.body)
	p.push(inner)
	p.expand(t, m)
}

// equation makes a display with a tag of its content.
func (p *parser) equation(content []Node, a Atom, auto bool) Node {
	cell := &Cell{Atom: a, Content: &Row{Atom: a, Content: content}, Span: 1}
	row := &TableRow{Atom: a, Cells: []*Cell{cell}, Tag: p.takeMark(auto)}
	return &Table{Atom: a, Kind: EquationTable, Columns: []Column{{}}, Rows: []*TableRow{row}, Display: true}
}
