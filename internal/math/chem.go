package math

import (
	"strings"
	"unicode/utf8"
)

// chemistry reads mhchem's \ce{…} and \pu{…}. What they write is turned into TeX, which is then read as any other.
func (p *parser) chemistry(kind string, t token) Node {
	raw, ok := p.rawArgument(t)
	if !ok {
		return nil
	}
	if kind == "pu" {
		return p.row(p.written(physicalUnit(source(raw)), t), t)
	}
	c := &chem{in: withSpaces(raw), fresh: true}
	c.read()
	return &Row{Atom: Atom{t.start, p.end(t), Ord}, Content: p.written(c.out.String(), t)}
}

// withSpaces gives tokens as text, in which commands end with a space.
func withSpaces(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		b.WriteString(t.text)
		if t.isCommand() && isLetter(t.text[1]) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// chem turns the language of mhchem into TeX.
type chem struct {
	in  string
	i   int
	out strings.Builder
	// atom is set behind something that scripts can belong to, fresh at the beginning and behind an arrow or a plus, where
	// a space of the source needs none in print.
	atom, fresh bool
}

func (c *chem) rest() string { return c.in[c.i:] }

func (c *chem) peek(n int) byte {
	if c.i+n < len(c.in) {
		return c.in[c.i+n]
	}
	return 0
}

// put writes TeX and takes n bytes.
func (c *chem) put(n int, tex string, atom bool) {
	c.out.WriteString(tex)
	c.i += n
	c.atom, c.fresh = atom, false
}

// chemArrows are the arrows of mhchem, the longer before the shorter, with those of TeX.
var chemArrows = []struct{ text, tex string }{
	{"<-->", `\xleftrightarrow`},
	{"<=>>", `\xrightequilibrium`},
	{"<<=>", `\xleftequilibrium`},
	{"<=>", `\xrightleftharpoons`},
	{"<->", `\xleftrightarrow`},
	{"->", `\xrightarrow`},
	{"<-", `\xleftarrow`},
	{"⇌", `\xrightleftharpoons`},
	{"→", `\xrightarrow`},
	{"⟶", `\xrightarrow`},
}

// read reads all of the input.
func (c *chem) read() {
	for c.i < len(c.in) {
		if !c.arrow() && !c.group() && !c.scripts() && !c.mark() {
			c.element()
		}
	}
}

// arrow reads an arrow with what is above and below it in brackets.
func (c *chem) arrow() bool {
	for _, a := range chemArrows {
		if !strings.HasPrefix(c.rest(), a.text) {
			continue
		}
		c.i += len(a.text)
		above, below := c.bracket(), c.bracket()
		c.out.WriteString(" " + a.tex)
		if below != "" {
			c.out.WriteString("[" + below + "]")
		}
		c.out.WriteString("{" + above + "}")
		c.atom, c.fresh = false, true
		return true
	}
	return false
}

// bracket reads […] as chemistry.
func (c *chem) bracket() string {
	if c.peek(0) != '[' {
		return ""
	}
	depth := 0
	for j := c.i; j < len(c.in); j++ {
		switch c.in[j] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				inner := &chem{in: c.in[c.i+1 : j]}
				inner.read()
				c.i = j + 1
				return inner.out.String()
			}
		}
	}
	c.i++
	return ""
}

// group reads what is passed through: $…$, {…} and commands.
func (c *chem) group() bool {
	switch ch := c.peek(0); {
	case ch == '$':
		if end := strings.IndexByte(c.in[c.i+1:], '$'); end >= 0 {
			c.put(end+2, "{"+c.in[c.i+1:c.i+1+end]+"}", true)
			return true
		}
	case ch == '{':
		if end := closing(c.in, c.i); end > 0 {
			inner := &chem{in: c.in[c.i+1 : end]}
			inner.read()
			c.put(end+1-c.i, "{"+inner.out.String()+"}", true)
			return true
		}
	case ch == '\\' && strings.HasPrefix(c.rest(), `\bond`):
		j := strings.IndexByte(c.in[c.i:], '{')
		if j > 0 {
			if end := closing(c.in, c.i+j); end > 0 {
				c.put(end+1-c.i, bond(c.in[c.i+j+1:end]), false)
				return true
			}
		}
	case ch == '\\':
		c.commandOf()
		return true
	}
	return false
}

// commandOf passes a command with its arguments through; the arguments of \ce within are chemistry again by themselves.
func (c *chem) commandOf() {
	text, _, end := lexeme(c.in, c.i)
	for end < len(c.in) && (c.in[end] == '{' || c.in[end] == '[') {
		k := closing(c.in, end)
		if k < 0 {
			break
		}
		end = k + 1
	}
	_ = text
	c.put(end-c.i, c.in[c.i:end], true)
}

// closing gives the offset of the brace or bracket that closes the one at i, or -1.
func closing(s string, i int) int {
	depth := 0
	for j := i; j < len(s); j++ {
		switch s[j] {
		case '\\':
			j++
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return -1
}

// scripts reads ^… and _…, the numbers behind an element, and the charge behind it.
func (c *chem) scripts() bool {
	switch ch := c.peek(0); {
	case ch == '^' || ch == '_':
		c.script(ch)
		return true
	case isDigit(ch) && c.atom:
		n := c.span(isDigit)
		c.put(n, "_{"+c.in[c.i:c.i+n]+"}", true)
		return true
	case (ch == '+' || ch == '-') && c.atom && c.endsPart(1):
		c.put(1, "^{"+string(ch)+"}", true)
		return true
	}
	return false
}

// span counts the bytes for which a condition holds.
func (c *chem) span(is func(b byte) bool) int {
	n := 0
	for c.i+n < len(c.in) && is(c.in[c.i+n]) {
		n++
	}
	return n
}

// endsPart reports whether a formula ends n bytes on: there a + or - is a charge, and not a bond or a sum.
func (c *chem) endsPart(n int) bool {
	switch c.peek(n) {
	case 0, ' ', ')', ']', ',', '}', '_', '^', '$':
		return true
	}
	return false
}

// script reads a script with the sign behind it, as in ^2+ and _{n}. At the beginning of a part it is that of an isotope.
func (c *chem) script(mark byte) {
	c.i++
	base := ""
	if !c.atom {
		base = "{}"
	}
	if !c.atom && mark == '^' && c.endsPart(0) { // gas
		c.out.WriteString(`{\uparrow}`)
		return
	}
	if c.peek(0) == '{' {
		if end := closing(c.in, c.i); end > 0 {
			inner := c.in[c.i+1 : end]
			c.put(end+1-c.i, base+string(mark)+"{"+upright(inner)+"}", true)
			return
		}
	}
	n := c.span(func(b byte) bool { return isDigit(b) })
	if mark == '^' {
		if s := c.peek(n); s == '+' || s == '-' {
			n++
		} else if s == '.' || s == '*' {
			n++
		}
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(c.rest())
	}
	text := strings.Replace(c.in[c.i:c.i+n], ".", `\bullet `, 1)
	c.put(n, base+string(mark)+"{"+upright(strings.Replace(text, "*", `\bullet `, 1))+"}", true)
}

// upright sets a script upright, unless it is a formula in dollars.
func upright(s string) string {
	if f, ok := strings.CutPrefix(s, "$"); ok {
		return strings.TrimSuffix(f, "$")
	}
	return `\mathrm{` + s + "}"
}

// mark reads spaces, sums, bonds, states, dots and what stands for precipitates and gases.
func (c *chem) mark() bool {
	switch ch := c.peek(0); {
	case ch == ' ':
		n := c.span(func(b byte) bool { return b == ' ' })
		after := c.peek(n)
		switch {
		case (after == 'v' || after == '^') && (c.peek(n+1) == 0 || c.peek(n+1) == ' '):
			c.put(n+1, map[byte]string{'v': `\,{\downarrow}`, '^': `\,{\uparrow}`}[after], false)
		case after == '(' && c.state(n) > 0:
			c.put(n, `\,`, false)
		default:
			fresh := c.fresh
			c.put(n, "", false)
			c.fresh = fresh
			if !fresh && (isDigit(after) || isLetter(after) || after == '[' || after == '(' || after == '$' || after == '{') {
				c.out.WriteString(`\mskip3mu `)
			}
		}
	case ch == '+':
		c.put(1, " {}+{} ", false)
		c.fresh = true
	case ch == '-' && c.atom:
		c.put(1, bond("-"), false)
	case ch == '-':
		c.put(1, "-", false)
	case ch == '=' && c.atom:
		c.put(1, bond("="), false)
	case ch == '#':
		c.put(1, bond("#"), false)
	case ch == '~':
		c.put(1, bond("~"), false)
	case ch == '*' || ch == '.':
		c.put(1, `\,{\cdot}\,`, false)
	case ch == '(' && c.state(0) > 0:
		n := c.state(0)
		c.put(n, `\mskip2mu(\mathrm{`+c.in[c.i+1:c.i+n-1]+"})", true)
	case ch == '(' || ch == '[':
		c.put(1, string(ch), false)
	case ch == ')' || ch == ']':
		c.put(1, string(ch), true)
	case ch == '/':
		c.put(1, "/", false)
	default:
		return false
	}
	return true
}

// state measures a state of aggregation n bytes on, (aq) or (s); 0 for none.
func (c *chem) state(n int) int {
	for _, s := range []string{"(aq)", "(s)", "(l)", "(g)", "(ads)", "(cr)", "(am)", "(vit)", "(mon)", "(pol)", "(sln)", "(fl)"} {
		if strings.HasPrefix(c.in[c.i+n:], s) {
			return len(s)
		}
	}
	return 0
}

// element reads letters, which are upright, a number of molecules, or another character.
func (c *chem) element() {
	if n := c.span(isLetter); n > 0 {
		text := c.in[c.i : c.i+n]
		if n == 1 && text[0] >= 'a' && text[0] <= 'z' && !c.atom && text != "e" && text != "h" { // n, x, m: a number
			c.put(n, text, text != "n" && text != "x" && text != "m")
			return
		}
		c.put(n, `\mathrm{`+text+"}", true)
		return
	}
	if n := c.span(func(b byte) bool { return isDigit(b) || b == '.' || b == '/' }); n > 0 {
		text := c.in[c.i : c.i+n]
		if num, den, ok := strings.Cut(text, "/"); ok && num != "" && den != "" {
			text = `\tfrac{` + num + "}{" + den + "}"
		}
		if c.peek(n) != ' ' {
			text += `\mskip2mu `
		}
		c.put(n, text, false)
		return
	}
	_, n := utf8.DecodeRuneInString(c.rest())
	c.put(n, c.in[c.i:c.i+n], true)
}

// bond gives the TeX of a bond.
func bond(kind string) string {
	switch kind {
	case "-", "1":
		return `{-}`
	case "=", "2":
		return `{=}`
	case "#", "3":
		return `{\equiv}`
	case "~", "...", "....":
		return `{\cdots}`
	case "->":
		return `{\rightarrow}`
	case "<-":
		return `{\leftarrow}`
	}
	return `{-}`
}

// physicalUnit turns \pu{123 kJ//mol} into TeX.
func physicalUnit(s string) string {
	s = strings.TrimSpace(s)
	i := 0
	for i < len(s) && (isDigit(s[i]) || strings.IndexByte("+-.,e ()^*x", s[i]) >= 0 && !(s[i] == 'e' && (i+1 >= len(s) || !isDigit(s[i+1]) && s[i+1] != '-'))) {
		i++
	}
	number, unit := strings.TrimSpace(s[:i]), strings.TrimSpace(s[i:])
	var b strings.Builder
	if number != "" {
		b.WriteString(texNumber(number, '.'))
		if unit != "" && !strings.HasPrefix(unit, "/") {
			b.WriteString(`\,`)
		}
	}
	if num, den, ok := strings.Cut(unit, "//"); ok {
		return b.String() + `\frac{` + unitText(num) + "}{" + unitText(den) + "}"
	}
	return b.String() + unitText(unit)
}
