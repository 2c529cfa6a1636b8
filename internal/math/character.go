package math

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// character reads a character that is no digit.
func (p *parser) character(r rune, t token) Node {
	switch r {
	case '-', '−':
		return p.operator("−", Bin, t)
	case '+', '*', '±':
		return p.operator(strings.Replace(string(r), "*", "∗", 1), Bin, t)
	case '=', '<', '>', ':':
		return p.operator(string(r), Rel, t)
	case '(', '[':
		return p.operator(string(r), Open, t)
	case ')', ']', '!', '?':
		return p.operator(string(r), Close, t)
	case ',', ';':
		return p.operator(string(r), Punct, t)
	case '/', '|':
		return p.operator(string(r), Ord, t)
	case '.', '"', '@':
		return &Text{Atom: at(t), Text: string(r)}
	case '`':
		return &Text{Atom: at(t), Text: "‘"}
	case '~', '\u00a0':
		return &Text{Atom: at(t), Text: "\u00a0"}
	case '$':
		p.fault(t.start, "math-syntax", "a dollar sign stands within the formula", `write \$ for the character`)
		return nil
	case '#':
		p.fault(t.start, "math-syntax", "“#” stands outside of a definition", `write \# for the character`)
		return nil
	case '\\':
		p.fault(t.start, "math-syntax", "a backslash stands at the end of the formula", `write \backslash for the character`)
		return nil
	}
	if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
		return p.letter(r, true, t)
	}
	if value, ok := symbolOf(r); ok {
		return p.symbol(value, t)
	}
	switch {
	case greekIndex(r) >= 0:
		return p.letter(r, unicode.IsLower(r), t)
	case r >= 0x1D400 && r <= 0x1D7FF:
		if plain, _, ok := plainLetter(r); ok && '0' <= plain && plain <= '9' {
			return &Number{Atom: at(t), Text: string(r)}
		}
		return &Ident{Atom: at(t), Text: string(r)}
	case unicode.IsLetter(r):
		if r >= 0x2E80 { // ideographs, kana, hangul
			return &Text{Atom: at(t), Text: string(r)}
		}
		return &Ident{Atom: at(t), Text: string(r), font: fontRoman}
	case unicode.Is(unicode.Sm, r):
		return p.operator(string(r), Bin, t)
	case unicode.IsControl(r) || r == utf8.RuneError || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		p.fault(t.start, "math-syntax", fmt.Sprintf("the character U+%04X has no meaning in a formula", r), "leave it out")
		return nil
	}
	return &Text{Atom: at(t), Text: string(r)}
}

// symbolOf gives the value in symbolTable of a character that is written itself.
func symbolOf(r rune) (value string, ok bool) {
	if r < 0x80 {
		return "", false
	}
	s := string(r)
	for from := 0; ; {
		i := strings.Index(string(symbolTable[from:]), s)
		if i < 0 {
			return "", false
		}
		i += from
		from = i + len(s)
		if symbolTable[i-2] == '=' && (from == len(symbolTable) || symbolTable[from] <= ' ') {
			return string(symbolTable[i-1 : from]), true
		}
	}
}

// letter makes an identifier of a letter. slanted is set for one that is italic by default.
func (p *parser) letter(r rune, slanted bool, t token) Node {
	return &Ident{Atom: at(t), Text: string(p.font.letter(r, slanted)), font: p.font}
}

// symbol makes a node of a value of symbolTable.
func (p *parser) symbol(value string, t token) Node {
	text := value[1:]
	switch value[0] {
	case 'i', 'u':
		r, _ := utf8.DecodeRuneInString(text)
		n := p.letter(r, value[0] == 'i', t)
		if p.font == fontRoman || p.font == fontItalic {
			n.(*Ident).font = fontDefault // Greek letters side by side are no word
		}
		return n
	case 'm':
		return &Ident{Atom: at(t), Text: text}
	case 'o':
		return p.operator(text, Ord, t)
	case 'b':
		return p.operator(text, Bin, t)
	case 'r':
		return p.operator(text, Rel, t)
	case 'O', 'I':
		op := p.operator(text, Op, t)
		op.LargeOp, op.Symmetric = true, true
		if value[0] == 'O' {
			p.limits = limitsDisplay
		}
		return op
	case '(':
		return p.operator(text, Open, t)
	case ')':
		return p.operator(text, Close, t)
	case ',':
		return p.operator(text, Punct, t)
	}
	return p.operator(text, Inner, t)
}

// operator makes an operator of a class.
func (p *parser) operator(text string, c Class, t token) *Operator {
	o := &Operator{Atom: at(t), Text: text}
	o.Class = c
	switch c {
	case Open:
		o.Form, o.Fence = Prefix, true
	case Close:
		o.Form, o.Fence = Postfix, true
		if text == "!" || text == "?" {
			o.Fence = false
		}
	case Op:
		o.Form = Prefix
	case Punct:
		o.Separator = true
	}
	return o
}
