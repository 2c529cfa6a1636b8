package math

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"quire/internal/diag"
)

// Options are what the reading of a formula depends on besides its source.
type Options struct {
	// Display sets the formula on lines of its own. A source that is a display environment, such as align, does so by
	// itself.
	Display bool
	// Macros are the definitions that apply. Those of \gdef and \global in the formula are added to it, and so are all of a
	// formula that has nothing but definitions. nil for none.
	Macros *Macros
	// Lang is the language of words between numbers, such as siunitx's "to", and of the decimal sign, as a BCP 47 tag; "" for
	// English.
	Lang string
}

// Fault is something that the reader cannot understand. What it stands for is printed as it is written, or left out.
type Fault struct {
	// Offset is a byte offset in the source.
	Offset int
	// Code, Message and Help are those of a diag.Finding.
	Code, Message, Help string
}

// maxDepth bounds the nesting of groups.
const maxDepth = 150

// ends is a set of tokens that end a list of atoms.
type ends uint8

const (
	endBrace ends = 1 << iota // }
	endCell                   // & \\ \cr \end
	endRight                  // \right \middle
	endGroup                  // \endgroup
)

// parser reads one formula.
type parser struct {
	src  string
	off  int
	back []token // tokens that are read before the source goes on, the next one last
	opts Options

	defs       map[string]*macro // definitions of this formula
	undo       []undone
	defined    bool
	exhausted  bool
	expansions int
	made       int // tokens made by macros

	faults []Fault
	depth  int
	ends   ends
	font   font
	limits limits
	mark   mark
}

// limits says where the scripts of the atom that was read last go.
type limits uint8

const (
	limitsBeside  limits = iota // as scripts
	limitsDisplay               // above and below in displays
	limitsAlways                // above and below
)

// mark is what \tag, \label and \notag say of the row of a display.
type mark struct {
	tag    Node
	number string
	label  string
	none   bool
}

// Parse reads a formula without its dollars. The formula is never nil: what is not understood is in it as text, and
// each such thing is a Fault.
func Parse(src string, o Options) (*Formula, []Fault) {
	p := &parser{src: src, opts: o}
	content := p.list(0)
	f := &Formula{Source: src, Display: o.Display, Body: &Row{Atom: Atom{0, len(src), Ord}, Content: content}}
	if len(content) == 0 && p.defined && o.Macros != nil {
		for name, m := range p.defs {
			p.define(name, m, true)
		}
	}
	p.finish(f)
	return f, p.faults
}

// fault adds a fault. After a hundred, the formula is none, and what follows would not help.
func (p *parser) fault(at int, code, message, help string) {
	if len(p.faults) < 100 {
		p.faults = append(p.faults, Fault{at, code, message, help})
	}
}

// enter counts a level of nesting. It is false where there are too many; then the rest of the formula is left out.
func (p *parser) enter(at int) bool {
	p.depth++
	if p.depth <= maxDepth {
		return true
	}
	if !p.exhausted {
		p.fault(at, "math-syntax", fmt.Sprintf("more than %d groups are nested here", maxDepth), "the rest of the formula is left out")
	}
	p.exhausted, p.back, p.off = true, nil, len(p.src)
	return false
}

// enderOf says which ends a token is; 0 for one that ends no list.
func enderOf(t token) ends {
	switch t.text {
	case "}":
		return endBrace
	case "&", `\\`, `\cr`, `\end`:
		return endCell
	case `\right`, `\middle`:
		return endRight
	case `\endgroup`:
		return endGroup
	}
	return 0
}

// list reads atoms up to a token of until, or of a list around this one, which is not taken.
func (p *parser) list(until ends) []Node {
	outer, font := p.ends, p.font
	p.ends |= until
	defer func() { p.ends, p.font = outer, font; p.depth-- }()
	if !p.enter(p.off) {
		return nil
	}
	var out []Node
	for {
		t := p.token()
		if t.text == "" {
			return p.joined(out)
		}
		if t.text == " " {
			continue
		}
		if e := enderOf(t); e != 0 {
			if e&p.ends != 0 {
				p.unread(t)
				return p.joined(out)
			}
			if t.text != `\\` && t.text != `\cr` {
				p.stray(t)
				continue
			}
		}
		if done, whole := p.rest(t, out, until); whole {
			return done
		}
		if n := p.atom(t); n != nil {
			out = append(out, n)
		}
	}
}

// rest reads what changes all of the list that follows, such as \displaystyle, or all of the list, such as \over. whole
// is false if the token is nothing of the kind.
func (p *parser) rest(t token, before []Node, until ends) (all []Node, whole bool) {
	if !t.isCommand() {
		return nil, false
	}
	value, _ := commandTable.find(t.text[1:])
	kind, arg, _ := strings.Cut(value, ":")
	switch kind {
	case "style":
		level := int(arg[0] - '0')
		return append(before, p.styled(p.row(p.list(until), t), level, t)), true
	case "size":
		return append(before, &Style{Atom: at(t), Content: p.row(p.list(until), t), Size: number(arg)}), true
	case "color":
		c := p.colour(t)
		return append(before, &Style{Atom: at(t), Content: p.row(p.list(until), t), Color: c}), true
	case "infix":
		return p.infix(arg, t, before, until), true
	case "switch":
		p.font = fontOf(arg)
	}
	return nil, false
}

// stray reports a token that ends nothing.
func (p *parser) stray(t token) {
	switch t.text {
	case "}":
		p.fault(t.start, "math-syntax", "this brace closes nothing", `leave it out, or write \} for the character`)
	case "&":
		p.fault(t.start, "math-syntax", "“&” stands outside of a table", `write \& for the character, or put the formula in \begin{aligned} … \end{aligned}`)
	case `\end`:
		name := p.words(t)
		p.fault(t.start, "math-syntax", fmt.Sprintf("“\\end{%s}” has no beginning", name), "")
	case `\right`, `\middle`:
		p.fault(t.start, "math-syntax", fmt.Sprintf("“%s” has no “\\left” before it in its group", t.text), `write \left. for an invisible one`)
	case `\endgroup`:
		p.fault(t.start, "math-syntax", "“\\endgroup” has no beginning", "")
	}
}

// at is the atom of a token.
func at(t token) Atom { return Atom{Start: t.start, End: t.end} }

// atom reads one atom with its scripts; nil where the token makes none.
func (p *parser) atom(t token) Node {
	if t.text == "^" || t.text == "_" || t.text == "'" || t.text == "’" {
		p.unread(t)
		p.limits = limitsBeside
		return p.scripts(&Row{Atom: Atom{Start: t.start, End: t.start}})
	}
	p.limits = limitsBeside
	n := p.nucleus(t)
	switch n.(type) {
	case nil, *Space:
		return n
	case *Style, *Table:
		if n.Base().Class != Ord {
			break
		}
	}
	return p.scripts(n)
}

// nucleus reads an atom without scripts.
func (p *parser) nucleus(t token) Node {
	if t.text == "{" {
		return p.braced(t)
	}
	if t.isCommand() {
		return p.command(t)
	}
	r, _ := utf8.DecodeRuneInString(t.text)
	if '0' <= r && r <= '9' {
		return p.number(t)
	}
	return p.character(r, t)
}

// braced reads what follows an opening brace up to the closing one, as an atom of class Ord.
func (p *parser) braced(open token) Node {
	ns := p.group(open)
	a := Atom{Start: open.start, End: p.end(open)}
	if len(ns) == 1 {
		switch n := ns[0].(type) {
		case *Ident, *Number, *Text:
			if n.Base().Class == Ord {
				return n
			}
		}
	}
	return &Row{Atom: a, Content: ns}
}

// end gives the offset behind what has been read, if it was read from the source.
func (p *parser) end(t token) int {
	if len(p.back) > 0 || p.off < t.end {
		return t.end
	}
	return p.off
}

// group reads the rest of a group.
func (p *parser) group(open token) []Node {
	n := len(p.undo)
	ns := p.list(endBrace)
	p.leave(n)
	if t := p.next(); t.text != "}" {
		p.unread(t)
		if !p.exhausted {
			p.fault(open.start, "math-syntax", "this brace is not closed", "write a } where the group ends")
		}
	}
	return ns
}

// arg reads an argument of a command: a group, or one atom without scripts.
func (p *parser) arg(call token) Node {
	t := p.token()
	for t.text == " " {
		t = p.token()
	}
	if t.text == "{" {
		return p.row(p.group(t), t)
	}
	if t.text == "" || enderOf(t) != 0 || t.text == "^" || t.text == "_" {
		p.unread(t)
		if !p.exhausted {
			p.fault(call.start, "math-syntax", fmt.Sprintf("an argument of “%s” is missing", call.text), "")
		}
		return &Row{Atom: at(call)}
	}
	outer := p.limits
	defer func() { p.limits = outer }()
	if len(t.text) == 1 && isDigit(t.text[0]) {
		return &Number{Atom: at(t), Text: string(p.font.letter(rune(t.text[0]), false))}
	}
	if !p.enter(t.start) {
		return &Row{Atom: at(call)}
	}
	defer func() { p.depth-- }()
	if n := p.nucleus(t); n != nil {
		return n
	}
	return &Row{Atom: at(t)}
}

// optional reads an argument in brackets, if brackets come next; otherwise it is nil.
func (p *parser) optional(call token) Node {
	ts, ok := p.rawOptional()
	if !ok {
		return nil
	}
	return p.row(p.within(ts), call)
}

// within reads tokens as a list of its own.
func (p *parser) within(ts []token) []Node {
	back, off, outer := p.back, p.off, p.ends
	p.back, p.off, p.ends = nil, len(p.src), 0
	p.push(ts)
	n := len(p.undo)
	out := p.list(0)
	p.leave(n)
	if p.exhausted {
		return out
	}
	p.back, p.off, p.ends = back, off, outer
	return out
}

// written reads TeX that the reader makes itself.
func (p *parser) written(src string, t token) []Node { return p.within(lexAll(src, t)) }

// row makes one node of several.
func (p *parser) row(ns []Node, t token) Node {
	if len(ns) == 1 {
		return ns[0]
	}
	a := at(t)
	if len(ns) > 0 {
		a.Start, a.End = min(a.Start, ns[0].Base().Start), max(a.End, ns[len(ns)-1].Base().End)
	}
	return &Row{Atom: a, Content: ns}
}

// joined joins letters side by side that are a word, as in \mathrm{kin}.
func (p *parser) joined(ns []Node) []Node {
	if len(ns) < 2 {
		return ns
	}
	out := ns[:1]
	for _, n := range ns[1:] {
		a, ok := out[len(out)-1].(*Ident)
		if b, isIdent := n.(*Ident); ok && isIdent && a.font == b.font && a.font.makesWords() && a.Class == Ord && b.Class == Ord {
			out[len(out)-1] = &Ident{Atom: Atom{a.Start, b.End, Ord}, Text: a.Text + b.Text, font: a.font}
			continue
		}
		out = append(out, n)
	}
	return out
}

// number reads a number, with a point if digits follow it.
func (p *parser) number(t token) Node {
	n := &Number{Atom: at(t)}
	var b strings.Builder
	b.WriteRune(p.font.letter(rune(t.text[0]), false))
	for {
		u := p.next()
		switch {
		case len(u.text) == 1 && isDigit(u.text[0]):
			b.WriteRune(p.font.letter(rune(u.text[0]), false))
			n.End = u.end
			continue
		case u.text == ".":
			if v := p.next(); len(v.text) == 1 && isDigit(v.text[0]) {
				p.unread(v)
				b.WriteByte('.')
				n.End = u.end
				continue
			} else {
				p.unread(v)
			}
		}
		p.unread(u)
		break
	}
	n.Text = b.String()
	return n
}

// unknown reports a command that the reader does not know, and prints it.
func (p *parser) unknown(t token) Node {
	help := "define it with \\newcommand, in the text or under “math-macros:” in book.yaml"
	if near := p.nearest(t.text[1:]); near != "" {
		help = "did you mean \\" + near + "? Otherwise " + help
	}
	p.fault(t.start, "math-command", fmt.Sprintf("the command “%s” is not known: it is printed as it is written", t.text), help)
	return &Text{Atom: at(t), Text: t.text, Font: TextFont{Mono: true}}
}

// nearest gives the command that a misspelt one most likely means.
func (p *parser) nearest(name string) string {
	var names []string
	add := func(defs map[string]*macro) {
		for text := range defs {
			names = append(names, strings.TrimPrefix(text, `\`))
		}
	}
	add(p.defs)
	if p.opts.Macros != nil {
		add(p.opts.Macros.defs)
	}
	slices.Sort(names)
	for _, n := range Commands() {
		if n[0] != '{' && !strings.Contains(n, "@") {
			names = append(names, n)
		}
	}
	// Of equally near names, one with the same first letter comes first.
	slices.SortStableFunc(names, func(a, b string) int {
		switch same := a[0] == name[0]; {
		case same == (b[0] == name[0]):
			return 0
		case same:
			return -1
		}
		return 1
	})
	near := diag.Nearest(name, names)
	if len(name) <= 4 && len(near) != len(name) && !strings.HasPrefix(near, name) && !strings.HasPrefix(name, near) {
		return "" // too far off to be meant
	}
	return near
}

// number reads a number of a table.
func number(s string) int {
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}
