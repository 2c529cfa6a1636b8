package math

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words gives the formula as it is spoken, in a language (BCP 47): in the manner of ClearSpeak, with the ends of what is
// nested said where the ear would miss them. A language without rules gets the characters of the formula.
func Words(f *Formula, language string) string {
	s := &speaker{}
	switch base(language) {
	case "en":
		s.table = speechEn
	case "fr":
		s.table = speechFr
	case "de":
		s.table = speechDe
	case "es":
		s.table = speechEs
	default:
		return f.Text()
	}
	return s.row(f.Body.Content)
}

// speaker says formulas. Its table has the words for characters and names, and behind "@" the patterns.
type speaker struct {
	table lines
	limit bool // in the limit of a function, in which an arrow says what a variable approaches
}

// say fills a pattern.
func (s *speaker) say(pattern string, args ...string) string {
	p, _ := s.table.find("@" + pattern)
	var b strings.Builder
	for i := 0; i < len(p); i++ {
		if p[i] == '%' && i+1 < len(p) && isDigit(p[i+1]) {
			if k := int(p[i+1] - '1'); k < len(args) {
				b.WriteString(args[k])
			}
			i++
			continue
		}
		b.WriteByte(p[i])
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// word gives the word for a character or a name, or the text itself.
func (s *speaker) word(text string) string {
	if text == "=" {
		return s.say("eq")
	}
	if w, ok := s.table.find(text); ok {
		return w
	}
	return text
}

// node says a node.
func (s *speaker) node(n Node) string {
	switch n := n.(type) {
	case nil:
		return ""
	case *Row:
		return s.fenced(n)
	case *Ident:
		return s.ident(n.Text)
	case *Number:
		return s.number(n.Text)
	case *Operator:
		if n.invisible() {
			return ""
		}
		if s.limit && (n.Text == "→" || n.Text == "⟶") {
			return s.say("approaches")
		}
		return s.word(n.Text)
	case *Text:
		return strings.TrimSpace(strings.ReplaceAll(n.Text, "\u00a0", " "))
	case *Fraction:
		return s.fraction(n)
	case *Sqrt:
		return s.say("sqrt", s.node(n.Content))
	case *Root:
		if m, ok := n.Index.(*Number); ok && m.Text == "3" {
			return s.say("cuberoot", s.node(n.Content))
		}
		return s.say("root", s.node(n.Content), s.node(n.Index))
	case *Scripts:
		return s.scripts(n)
	case *UnderOver:
		return s.underOver(n)
	case *Multiscripts:
		return s.multiscripts(n)
	case *Table:
		return s.tableRows(n)
	case *Phantom, *Space:
		return ""
	case *Enclose:
		return s.enclose(n)
	}
	return s.row(Children(n))
}

// ident says a letter or a name.
func (s *speaker) ident(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size != len(text) {
		var b strings.Builder // a word in letters of an alphabet is the word
		for _, r := range text {
			plain, _, _ := plainLetter(r)
			b.WriteRune(plain)
		}
		return s.word(b.String())
	}
	plain, f, ok := plainLetter(r)
	if !ok {
		plain, f = r, fontDefault
	}
	if plain == 'ı' || plain == 'ȷ' {
		plain = map[rune]rune{'ı': 'i', 'ȷ': 'j'}[plain]
	}
	said := string(plain)
	if unicode.IsLetter(plain) && unicode.IsUpper(plain) {
		lower := unicode.ToLower(plain)
		if w, found := s.table.find(string(lower)); found {
			said = s.say("capital", w)
		} else {
			said = s.say("capital", string(plain))
		}
	} else {
		said = s.word(said)
	}
	return s.alphabet(f, said)
}

// alphabet says which alphabet a letter is of, if it is another than the usual ones.
func (s *speaker) alphabet(f font, said string) string {
	switch f {
	case fontBold, fontBoldItalic:
		return s.say("bold", said)
	case fontScript, fontBoldScript:
		return s.say("script", said)
	case fontFraktur, fontBoldFraktur:
		return s.say("fraktur", said)
	case fontDouble:
		return s.say("double", said)
	case fontSans, fontSansBold, fontSansItalic, fontSansBoldItalic:
		return s.say("sans", said)
	case fontMono:
		return s.say("mono", said)
	}
	return said
}

// number says a number, whose digits may be of an alphabet.
func (s *speaker) number(text string) string {
	var b strings.Builder
	for _, r := range text {
		plain, _, _ := plainLetter(r)
		b.WriteRune(plain)
	}
	return b.String()
}

// isSimple reports whether a node is said in one breath, so that nothing has to mark its end.
func isSimple(n Node) bool {
	switch n := n.(type) {
	case *Ident, *Number:
		return true
	case *Row:
		return len(n.Content) == 1 && isSimple(n.Content[0])
	case *Style:
		return isSimple(n.Content)
	case *Scripts:
		return isSimple(n.Content) && (n.Sub == nil || isSimple(n.Sub)) && n.Sup == nil
	}
	return false
}

// isLong reports whether a pause has to follow a node.
func isLong(n Node) bool {
	switch n := n.(type) {
	case *Fraction:
		return !isSimple(n.Num) || !isSimple(n.Den)
	case *Sqrt:
		return !isSimple(n.Content)
	case *Root:
		return !isSimple(n.Content)
	case *Scripts:
		if o, ok := n.Content.(*Operator); ok && o.LargeOp {
			return false
		}
		if isFunction(n.Content) {
			return false
		}
		return n.Sup != nil && !isSimple(n.Sup) && Core(n.Sup) == nil || n.Sub != nil && n.Sup == nil && !isSimple(n.Sub)
	case *Style:
		return isLong(n.Content)
	case *Table:
		return true
	}
	return false
}

func (s *speaker) fraction(n *Fraction) string {
	num, den := s.node(n.Num), s.node(n.Den)
	if n.Line != nil && n.Line.IsZero() {
		return s.say("stack", num, den)
	}
	a, okA := n.Num.(*Number)
	b, okB := n.Den.(*Number)
	if okA && okB && a.Text == "1" {
		switch b.Text {
		case "2":
			return s.say("half")
		case "3":
			return s.say("third")
		case "4":
			return s.say("quarter")
		}
	}
	if isSimple(n.Num) && isSimple(n.Den) {
		return s.say("over", num, den)
	}
	return s.say("frac", num, den)
}

// list joins the words of parts.
func (s *speaker) list(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if w == "" {
			continue
		}
		if b.Len() > 0 && w != "," && w != ";" {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return strings.TrimSpace(b.String())
}

// row says nodes side by side.
func (s *speaker) row(ns []Node) string {
	var words []string
	var open []string // the delimiters that are open
	pause := false    // before what comes next
	add := func(w string, n Node) {
		if w == "" {
			return
		}
		if pause && !startsPause(n) {
			words[len(words)-1] += ","
		}
		words, pause = append(words, w), isLong(n)
	}
	for i := 0; i < len(ns); i++ {
		n := ns[i]
		w := s.node(n)
		if o, ok := n.(*Operator); ok {
			switch {
			case o.Fence && o.Form == Prefix:
				open = append(open, o.Text)
			case o.Fence && o.Form == Postfix && len(open) > 0:
				open = open[:len(open)-1]
			case (o.Text == "∣" || o.Text == "|" && o.Form == Infix) && len(open) > 0:
				w = s.bar(open)
			}
		}
		if isCalled(n) && i+1 < len(ns) && isOpenParen(ns[i+1]) {
			w = s.say("of", w)
			if i+3 < len(ns) && isSimple(ns[i+2]) && isCloseParen(ns[i+3]) { // f(x) is "f of x"
				add(w, n)
				add(s.node(ns[i+2]), ns[i+2])
				i += 3
				continue
			}
		}
		add(w, n)
	}
	return s.list(words)
}

// bar says a vertical bar as what it means within delimiters.
func (s *speaker) bar(open []string) string {
	if open[len(open)-1] == "{" {
		return s.say("such")
	}
	return s.say("given")
}

// startsPause reports whether a node is a pause itself.
func startsPause(n Node) bool {
	o, ok := n.(*Operator)
	return ok && (o.Text == "," || o.Text == ";")
}

// isCalled reports whether a node is the usual name of a function.
func isCalled(n Node) bool {
	switch n := n.(type) {
	case *Ident:
		plain, _, _ := plainLetter([]rune(n.Text + " ")[0])
		return utf8.RuneCountInString(n.Text) == 1 && strings.ContainsRune("fghFGHPφψΦΨ", plain)
	case *Scripts:
		o, prime := n.Sup.(*Operator)
		return (n.Sup == nil || prime && o.Form == Postfix) && isCalled(n.Content)
	}
	return false
}

func isCloseParen(n Node) bool {
	o, ok := n.(*Operator)
	return ok && o.Text == ")"
}

func isOpenParen(n Node) bool {
	switch n := n.(type) {
	case *Operator:
		return n.Text == "("
	case *Row:
		return len(n.Content) > 0 && isOpenParen(n.Content[0])
	}
	return false
}

// fenced says a row, which may be in delimiters with a meaning.
func (s *speaker) fenced(n *Row) string {
	if name := nameOf(n); name != "" {
		return name
	}
	last := len(n.Content) - 1
	if last < 1 {
		return s.row(n.Content)
	}
	left, okL := n.Content[0].(*Operator)
	right, okR := n.Content[last].(*Operator)
	if !okL || !okR || !left.Fence || !right.Fence {
		return s.row(n.Content)
	}
	inner := n.Content[1:last]
	if len(inner) == 1 {
		switch c := inner[0].(type) {
		case *Table:
			if w := s.inDelimiters(c, left.Text, right.Text); w != "" {
				return w
			}
		case *Fraction:
			if c.Line != nil && c.Line.IsZero() && left.Text == "(" {
				return s.say("choose", s.node(c.Num), s.node(c.Den))
			}
		}
	}
	switch left.Text + right.Text {
	case "||":
		return s.say("abs", s.row(inner))
	case "‖‖":
		return s.say("norm", s.row(inner))
	case "⌊⌋":
		return s.say("floor", s.row(inner))
	case "⌈⌉":
		return s.say("ceiling", s.row(inner))
	}
	return s.row(n.Content)
}

// inDelimiters says a table whose delimiters belong to it; "" for others.
func (s *speaker) inDelimiters(t *Table, left, right string) string {
	switch {
	case t.Kind == CasesTable:
		return s.tableRows(t)
	case t.Kind != MatrixTable && t.Kind != ArrayTable || left == "" || right == "":
		return ""
	}
	pattern := "matrix"
	if left == "|" {
		pattern = "determinant"
	}
	return s.say(pattern, strconv.Itoa(len(t.Rows)), strconv.Itoa(len(t.Columns)), s.rowsOf(t, "row", ", "))
}
