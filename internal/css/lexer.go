package css

import (
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	lex "github.com/tdewolff/parse/v2/css"

	"quire/internal/diag"
)

// maxDepth limits the nesting of blocks, so that no sheet can exhaust the stack.
const maxDepth = 64

// lexer turns the text of a sheet into component values.
type lexer struct {
	lex    *lex.Lexer
	text   string
	file   string
	list   *diag.List
	offset int
	line   int
	col    int
}

// Tokenize divides the text of a sheet into component values. Unclosed blocks and too deep nesting are reported to
// list.
func Tokenize(list *diag.List, file string, text []byte) []Token {
	l := &lexer{lex: newLexer(text), text: string(text), file: file, list: list, line: 1, col: 1}
	toks, _ := l.block(0, 0)
	return toks
}

// newLexer copies the text, as the library's lexer appends to its input.
func newLexer(text []byte) *lex.Lexer {
	return lex.NewLexer(parse.NewInputBytes(append(make([]byte, 0, len(text)+1), text...)))
}

// WithoutComments gives the text of a sheet without its comments.
func WithoutComments(text []byte) []byte {
	l := newLexer(text)
	out := make([]byte, 0, len(text))
	for {
		switch tt, data := l.Next(); {
		case tt == lex.ErrorToken && len(data) == 0:
			return out
		case tt != lex.CommentToken:
			out = append(out, data...)
		}
	}
}

func (l *lexer) pos() diag.Pos { return diag.Pos{File: l.file, Line: l.line, Col: l.col} }

// next reads a token of the library's lexer; ok is false at the end of the sheet.
func (l *lexer) next() (tt lex.TokenType, data string, ok bool) {
	tt, bytes := l.lex.Next()
	if tt == lex.ErrorToken && len(bytes) == 0 {
		return tt, "", false
	}
	data = l.text[l.offset : l.offset+len(bytes)]
	l.offset += len(bytes)
	for _, r := range data {
		if r == '\n' {
			l.line++
			l.col = 1
		} else {
			l.col++
		}
	}
	return tt, data, true
}

// block reads up to the closing bracket, or to the end of the sheet where closing is 0.
func (l *lexer) block(closing byte, depth int) (toks []Token, closed bool) {
	comment := false
	for {
		pos, at := l.pos(), l.offset
		tt, s, ok := l.next()
		if !ok {
			return toks, closing == 0
		}
		t := Token{Pos: pos, AfterComment: comment}
		comment = tt == lex.CommentToken
		switch tt {
		case lex.CommentToken, lex.CDOToken, lex.CDCToken:
			continue
		case lex.BadStringToken, lex.BadURLToken:
			l.list.Warnf(pos, "css-syntax", "this string or url() is not closed")
			continue
		case lex.FunctionToken, lex.LeftParenthesisToken, lex.LeftBracketToken, lex.LeftBraceToken:
			if depth >= maxDepth {
				l.list.Warnf(pos, "css-syntax", "blocks are nested more than %d deep", maxDepth)
				l.skip()
				continue
			}
			end := t.open(tt, s)
			if t.Args, ok = l.block(end, depth+1); !ok {
				l.list.Warnf(pos, "css-syntax", "this bracket is not closed")
			}
		case lex.RightParenthesisToken, lex.RightBracketToken, lex.RightBraceToken:
			if s[0] == closing {
				return toks, true
			}
			if closing == 0 {
				l.list.Warnf(pos, "css-syntax", "“%s” closes nothing", s)
				continue
			}
			t.Kind, t.Text = Delim, s
		default:
			t.single(tt, s)
		}
		t.Raw = l.text[at:l.offset]
		toks = append(toks, t)
	}
}

// skip reads the content of the bracket just read and its closing bracket.
func (l *lexer) skip() {
	for open := 1; open > 0; {
		tt, _, ok := l.next()
		if !ok {
			return
		}
		switch tt {
		case lex.FunctionToken, lex.LeftParenthesisToken, lex.LeftBracketToken, lex.LeftBraceToken:
			open++
		case lex.RightParenthesisToken, lex.RightBracketToken, lex.RightBraceToken:
			open--
		}
	}
}

// open turns a token into a function or a block, and returns its closing bracket.
func (t *Token) open(tt lex.TokenType, s string) (closing byte) {
	switch tt {
	case lex.FunctionToken:
		t.Kind, t.Text = Function, strings.ToLower(unescape(s[:len(s)-1]))
	case lex.LeftParenthesisToken:
		t.Kind = Paren
	case lex.LeftBracketToken:
		t.Kind = Bracket
		return ']'
	default:
		t.Kind = Brace
		return '}'
	}
	return ')'
}

// single turns a token into one without content.
func (t *Token) single(tt lex.TokenType, s string) {
	switch tt {
	case lex.WhitespaceToken:
		t.Kind = Space
	case lex.IdentToken, lex.CustomPropertyNameToken:
		t.Kind, t.Text = Ident, unescape(s)
	case lex.AtKeywordToken:
		t.Kind, t.Text = AtKeyword, strings.ToLower(unescape(s[1:]))
	case lex.HashToken:
		t.Kind, t.Text = Hash, unescape(s[1:])
	case lex.StringToken:
		t.Kind, t.Text = String, unescape(s[1:max(1, len(s)-1)])
	case lex.URLToken:
		t.Kind, t.Text = URL, unescape(unquote(strings.TrimSpace(strings.TrimSuffix(s[4:], ")"))))
	case lex.NumberToken, lex.PercentageToken, lex.DimensionToken:
		t.number(tt, s)
	case lex.ColonToken:
		t.Kind = Colon
	case lex.SemicolonToken:
		t.Kind = Semicolon
	case lex.CommaToken:
		t.Kind = Comma
	default:
		t.Kind, t.Text = Delim, s
	}
}

func (t *Token) number(tt lex.TokenType, s string) {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.' || n == 0 && (s[n] == '+' || s[n] == '-')) {
		n++
	}
	unit := s[n:]
	num, den, ok := decimal(s[:n])
	if !ok {
		t.Kind, t.Text = Delim, s
		return
	}
	t.Text, t.Num, t.Den = s, num, den
	switch tt {
	case lex.PercentageToken:
		t.Kind = Percentage
	case lex.DimensionToken:
		t.Kind, t.Unit = Dimension, strings.ToLower(unit)
	default:
		t.Kind = Number
		if unit != "" { // an exponent, which no length in print needs
			t.Kind, t.Unit = Dimension, strings.ToLower(unit)
		}
	}
}

// decimal reads a decimal number as the fraction num/den, den a power of ten up to 10⁹. Further decimals are ignored.
func decimal(s string) (num, den int64, ok bool) {
	negative := strings.HasPrefix(s, "-")
	if negative || strings.HasPrefix(s, "+") {
		s = s[1:]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	den = 1
	for i, digits := range [2]string{whole, fraction} {
		for _, c := range []byte(digits) {
			switch {
			case c < '0' || c > '9':
				return 0, 0, false
			case i == 1 && den >= 1e9:
				continue
			case num > 1e17:
				return 0, 0, false
			case i == 1:
				den *= 10
			}
			num = num*10 + int64(c-'0')
		}
	}
	if negative {
		num = -num
	}
	return num, den, whole+fraction != ""
}

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

// unescape resolves backslashes (css-syntax-3, §4.3.7).
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		n, r := 0, rune(0)
		for n < 6 && i+n < len(s) && hexValue(s[i+n]) >= 0 {
			r = r<<4 | rune(hexValue(s[i+n]))
			n++
		}
		switch {
		case n > 0:
			if r == 0 || !utf8.ValidRune(r) {
				r = utf8.RuneError
			}
			b.WriteRune(r)
			i += n - 1
			if i+1 < len(s) && strings.IndexByte(" \t\n\r\f", s[i+1]) >= 0 {
				i++
			}
		case s[i] == '\n':
			// a string that continues in the next line
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// WithAddresses gives the text of a sheet with other addresses in its url()s. address gives the new one, or false for one
// that stays. What follows a # stays behind the new address.
func WithAddresses(text []byte, address func(old string) (string, bool)) []byte {
	l := newLexer(text)
	out := make([]byte, 0, len(text))
	for {
		tt, data := l.Next()
		if tt == lex.ErrorToken && len(data) == 0 {
			return out
		}
		if tt == lex.URLToken {
			var t Token
			t.single(tt, string(data))
			name, fragment := t.Text, ""
			if i := strings.IndexByte(name, '#'); i >= 0 {
				name, fragment = name[:i], name[i:]
			}
			if to, ok := address(name); ok {
				out = append(out, `url("`+to+fragment+`")`...)
				continue
			}
		}
		out = append(out, data...)
	}
}
