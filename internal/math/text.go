package math

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// text reads \text{…} and its like, whose argument is text with formulas in dollars. arg has a letter for the face.
func (p *parser) text(arg string, t token) Node {
	ts, _ := p.rawArgument(t)
	f := TextFont{}.with(arg)
	r := &textReader{p: p, tokens: ts}
	return p.row(r.read(f), t)
}

// with gives the face after a command: b bold, i italic, s sans, m mono, c small capitals.
func (f TextFont) with(arg string) TextFont {
	switch arg {
	case "b":
		f.Bold = true
	case "i":
		f.Italic = !f.Italic
	case "s":
		f.Sans, f.Mono = true, false
	case "m":
		f.Mono, f.Sans = true, false
	case "c":
		f.SmallCaps = true
	}
	return f
}

// textReader reads the tokens of a text.
type textReader struct {
	p      *parser
	tokens []token
	out    []Node
	b      strings.Builder
	at     token // the first token of what is in b
	end    int
	font   TextFont
}

// read gives the nodes of the text.
func (r *textReader) read(f TextFont) []Node {
	r.font = f
	for len(r.tokens) > 0 {
		t := r.tokens[0]
		r.tokens = r.tokens[1:]
		switch {
		case t.text == "$" || t.text == `\(`:
			r.formula(t)
		case t.text == "{":
			r.tokens = append(r.braced(t), r.tokens...)
		case t.text == "~":
			r.add("\u00a0", t)
		case t.text == "`" || t.text == "'":
			r.quote(t)
		case t.text == "-":
			r.dash(t)
		case t.isCommand():
			r.command(t)
		case t.text == "\r" || t.text == "\n":
			r.add(" ", t)
		default:
			r.add(t.text, t)
		}
	}
	r.flush()
	return r.out
}

// add adds characters.
func (r *textReader) add(s string, t token) {
	if r.b.Len() == 0 {
		r.at = t
	}
	r.b.WriteString(s)
	r.end = t.end
}

// flush makes a node of the characters.
func (r *textReader) flush() {
	if r.b.Len() > 0 {
		r.out = append(r.out, &Text{Atom: Atom{r.at.start, r.end, Ord}, Text: norm.NFC.String(r.b.String()), Font: r.font})
		r.b.Reset()
	}
}

// braced takes the tokens of a group whose brace was taken.
func (r *textReader) braced(open token) []token {
	depth := 1
	for i, t := range r.tokens {
		switch t.text {
		case "{":
			depth++
		case "}":
			if depth--; depth == 0 {
				g := r.tokens[:i:i]
				r.tokens = r.tokens[i+1:]
				return g
			}
		}
	}
	g := r.tokens
	r.tokens = nil
	r.p.fault(open.start, "math-syntax", "this brace is not closed", "write a } where the group ends")
	return g
}

// argument takes the argument of a command.
func (r *textReader) argument() []token {
	for len(r.tokens) > 0 && r.tokens[0].text == " " {
		r.tokens = r.tokens[1:]
	}
	if len(r.tokens) == 0 {
		return nil
	}
	t := r.tokens[0]
	r.tokens = r.tokens[1:]
	if t.text == "{" {
		return r.braced(t)
	}
	return []token{t}
}

// formula reads $…$ and \(…\).
func (r *textReader) formula(open token) {
	end := "$"
	if open.text == `\(` {
		end = `\)`
	}
	depth := 0
	for i, t := range r.tokens {
		switch t.text {
		case "{":
			depth++
		case "}":
			depth--
		case end:
			if depth > 0 {
				continue
			}
			r.flush()
			ns := r.p.within(r.tokens[:i:i])
			r.out = append(r.out, &Row{Atom: Atom{open.start, t.end, Ord}, Content: ns})
			r.tokens = r.tokens[i+1:]
			return
		}
	}
	r.p.fault(open.start, "math-syntax", "this formula within the text is not closed", "write a second dollar sign, or \\$ for the character")
}

// quote reads TeX's quotation marks.
func (r *textReader) quote(t token) {
	single, double := "‘", "“"
	if t.text == "'" {
		single, double = "’", "”"
	}
	if len(r.tokens) > 0 && r.tokens[0].text == t.text {
		t.end = r.tokens[0].end
		r.tokens = r.tokens[1:]
		r.add(double, t)
		return
	}
	r.add(single, t)
}

// dash reads -- and ---.
func (r *textReader) dash(t token) {
	n := 1
	for n < 3 && len(r.tokens) > 0 && r.tokens[0].text == "-" {
		r.tokens = r.tokens[1:]
		n++
	}
	r.add([]string{"-", "–", "—"}[n-1], t)
}

// command reads a command within text.
func (r *textReader) command(t token) {
	name := t.text[1:]
	if mark := textAccent(name); mark != 0 {
		r.accent(mark, t)
		return
	}
	switch name {
	case "i":
		r.add("ı", t)
		return
	case "j":
		r.add("ȷ", t)
		return
	case " ", `\`, "newline", "space":
		r.add(" ", t)
		return
	case "{", "}", "$", "%", "&", "#", "_":
		r.add(name, t)
		return
	case ",", "thinspace":
		r.add("\u2009", t)
		return
	case "/", "-", "relax", "protect", "nobreak", "allowbreak":
		return
	}
	value, _ := commandTable.find(name)
	kind, arg, _ := strings.Cut(value, ":")
	switch kind {
	case "textchar":
		r.add(arg, t)
		return
	case "text":
		f := r.font.with(arg)
		if arg == "" && name != "text" && name != "mbox" && name != "hbox" && name != "textmd" {
			f = TextFont{}
		}
		r.nested(r.argument(), f)
		return
	case "size":
		r.flush()
		inner := &textReader{p: r.p, tokens: r.tokens}
		r.out = append(r.out, &Style{Atom: at(t), Content: r.p.row(inner.read(r.font), t), Size: number(arg)})
		r.tokens = nil
		return
	case "switch":
		letter := map[string]string{"bf": "b", "it": "i", "sf": "s", "tt": "m"}[arg]
		r.nested(r.tokens, r.font.with(letter))
		r.tokens = nil
		return
	}
	if value, ok := symbolTable.find(name); ok && r.p.lookup(t.text) == nil {
		r.add(value[1:], t)
		return
	}
	r.inFormula(t)
}

// nested reads tokens in another face.
func (r *textReader) nested(ts []token, f TextFont) {
	r.flush()
	inner := &textReader{p: r.p, tokens: ts}
	r.out = append(r.out, inner.read(f)...)
}

// inFormula reads a command of formulas, or a macro, with what is left of the text behind it. What follows its
// arguments is text again.
func (r *textReader) inFormula(t token) {
	r.flush()
	p := r.p
	back, off, outer := p.back, p.off, p.ends
	p.back, p.off, p.ends = nil, len(p.src), 0
	p.push(r.tokens)
	if m := p.lookup(t.text); m != nil && m.alias == "" {
		p.expand(t, m)
	} else {
		p.unread(t)
		if u := p.token(); u.text != "" {
			if n := p.atom(u); n != nil {
				r.out = append(r.out, n)
			}
		}
	}
	r.tokens = nil
	for {
		u := p.next()
		if u.text == "" {
			break
		}
		r.tokens = append(r.tokens, u)
	}
	if !p.exhausted {
		p.back, p.off = back, off
	}
	p.ends = outer
}

// textAccent gives the combining character of a command for an accent in text; 0 for another command.
func textAccent(name string) rune {
	switch name {
	case "'":
		return '\u0301'
	case "`":
		return '\u0300'
	case "^":
		return '\u0302'
	case "~":
		return '\u0303'
	case "=":
		return '\u0304'
	case "u":
		return '\u0306'
	case ".":
		return '\u0307'
	case `"`:
		return '\u0308'
	case "r":
		return '\u030A'
	case "H":
		return '\u030B'
	case "v":
		return '\u030C'
	case "c":
		return '\u0327'
	case "k":
		return '\u0328'
	case "d":
		return '\u0323'
	case "b":
		return '\u0331'
	case "t":
		return '\u0361'
	}
	return 0
}

// accent puts an accent on the first character of its argument.
func (r *textReader) accent(mark rune, t token) {
	for i, u := range r.argument() {
		s := u.text
		switch s {
		case `\i`:
			s = "i"
		case `\j`:
			s = "j"
		}
		if i == 0 {
			_, n := utf8.DecodeRuneInString(s)
			s = s[:n] + string(mark) + s[n:]
		}
		r.add(s, t)
	}
}

// textscript reads \textsuperscript and \textsubscript.
func (p *parser) textscript(arg string, t token) Node {
	n := &Scripts{Atom: at(t), Content: &Row{Atom: at(t)}}
	if arg == "^" {
		n.Sup = p.text("", t)
	} else {
		n.Sub = p.text("", t)
	}
	return n
}
