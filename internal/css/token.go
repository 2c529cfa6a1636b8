// Package css reads CSS. It divides the text of a sheet into component values, and these into rules, declarations,
// selectors, media queries and colours. It is the one reader of CSS for print, e-books, web pages and drawings. Its
// users give properties their meaning. Every token has its place in the sheet.
//
// No sheet takes long to read: the nesting of blocks is limited, and each token is read a bounded number of times.
package css

import (
	"strings"

	"quire/internal/diag"
)

// Kind is the kind of a component value (css-syntax-3, §5).
type Kind uint8

// The kinds of component values.
const (
	Space Kind = iota
	Ident
	Function  // Text is its name in lower case, Args the tokens in the parentheses
	AtKeyword // Text is the word in lower case, without @
	Hash
	String
	URL
	Delim
	Number
	Percentage
	Dimension
	Colon
	Semicolon
	Comma
	Paren   // (…)
	Bracket // […]
	Brace   // {…}
)

// Token is a component value: a preserved token, or a block or function with its content.
type Token struct {
	Kind     Kind
	Text     string // without escapes and quotes; of a Delim the character
	Num, Den int64  // of a Number, Percentage or Dimension: the value Num/Den
	Unit     string // of a Dimension, in lower case
	Args     []Token
	Pos      diag.Pos
	Raw      string // the token with its content, as in the sheet
	// AfterComment says that there is a comment before the token, which separates it from the one before.
	AfterComment bool
}

// Is reports whether a token is the keyword, ignoring case.
func (t *Token) Is(keyword string) bool { return t.Kind == Ident && strings.EqualFold(t.Text, keyword) }

// IsDelim reports whether a token is the character.
func (t *Token) IsDelim(char string) bool { return t.Kind == Delim && t.Text == char }

// Keyword makes the token of a keyword.
func Keyword(word string) Token { return Token{Kind: Ident, Text: word} }

// Trim drops spaces at both ends.
func Trim(ts []Token) []Token {
	for len(ts) > 0 && ts[0].Kind == Space {
		ts = ts[1:]
	}
	for len(ts) > 0 && ts[len(ts)-1].Kind == Space {
		ts = ts[:len(ts)-1]
	}
	return ts
}

// Split splits at commas and trims the parts.
func Split(ts []Token) (parts [][]Token) {
	from := 0
	for i := range ts {
		if ts[i].Kind == Comma {
			parts = append(parts, Trim(ts[from:i]))
			from = i + 1
		}
	}
	return append(parts, Trim(ts[from:]))
}

// Words drops the spaces between component values.
func Words(ts []Token) []Token {
	out := make([]Token, 0, len(ts))
	for _, t := range ts {
		if t.Kind != Space {
			out = append(out, t)
		}
	}
	return out
}

// Has reports whether a token, or one within it, is a function of the name.
func Has(ts []Token, function string) bool {
	for i := range ts {
		if t := &ts[i]; t.Kind == Function && t.Text == function || Has(t.Args, function) {
			return true
		}
	}
	return false
}

// Text writes a value in a normal form: with single spaces, without comments and escapes.
func Text(ts []Token) string {
	var b strings.Builder
	writeText(&b, ts)
	return b.String()
}

func writeText(b *strings.Builder, ts []Token) {
	block := func(before string, args []Token, after string) {
		b.WriteString(before)
		writeText(b, args)
		b.WriteString(after)
	}
	for i := range ts {
		switch t := &ts[i]; t.Kind {
		case Space:
			b.WriteByte(' ')
		case Comma:
			b.WriteByte(',')
		case Colon:
			b.WriteByte(':')
		case String:
			b.WriteString(`"` + t.Text + `"`)
		case Hash:
			b.WriteString("#" + t.Text)
		case URL:
			b.WriteString("url(" + t.Text + ")")
		case Function, Paren:
			block(t.Text+"(", t.Args, ")")
		case Bracket:
			block("[", t.Args, "]")
		case Brace:
			block("{", t.Args, "}")
		default:
			b.WriteString(t.Text)
		}
	}
}

// Source writes a value as in the sheet, without spaces at its ends and without comments between its tokens.
func Source(ts []Token) string {
	ts = Trim(ts)
	var b strings.Builder
	for i := range ts {
		b.WriteString(ts[i].Raw)
	}
	return b.String()
}
