package style

import (
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"quire/internal/diag"
	"quire/internal/dimen"
)

// kind is what a component value is (css-syntax-3, §5).
type kind uint8

const (
	space kind = iota
	ident
	function // text is its name, args what is in the parentheses
	atWord
	hash
	str
	url
	delim
	number
	percentage
	dimension
	colon
	semicolon
	comma
	paren   // (…)
	bracket // […]
	brace   // {…}
)

// token is a component value: a preserved token, or a block or function with what is in it.
type token struct {
	kind     kind
	text     string // unescaped; for delim the character
	num, den int64  // of number, percentage, dimension
	unit     string // of dimension, in lower case
	args     []token
	pos      diag.Pos
	at, end  int // byte offsets in the sheet
}

// maxDepth bounds how deep blocks may nest, so that no sheet can exhaust the stack.
const maxDepth = 64

// lexer turns the text of a sheet into component values.
type lexer struct {
	lex    *css.Lexer
	file   string
	list   *diag.List
	offset int
	line   int
	col    int
}

func tokenize(list *diag.List, file string, text []byte) []token {
	// The lexer appends to the bytes that it is given.
	l := &lexer{lex: css.NewLexer(parse.NewInputBytes(append(make([]byte, 0, len(text)+1), text...))), file: file, list: list, line: 1, col: 1}
	toks, _ := l.block(0, 0)
	return toks
}

func (l *lexer) pos() diag.Pos { return diag.Pos{File: l.file, Line: l.line, Col: l.col} }

func (l *lexer) advance(data []byte) {
	l.offset += len(data)
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		data = data[n:]
		if r == '\n' {
			l.line++
			l.col = 1
		} else {
			l.col++
		}
	}
}

// block reads up to the closing bracket, or to the end of the sheet where closing is 0.
func (l *lexer) block(closing byte, depth int) (toks []token, closed bool) {
	for {
		pos, at := l.pos(), l.offset
		tt, data := l.lex.Next()
		if tt == css.ErrorToken && len(data) == 0 {
			return toks, closing == 0
		}
		l.advance(data)
		t := token{pos: pos, at: at, end: l.offset}
		s := string(data)
		switch tt {
		case css.CommentToken, css.CDOToken, css.CDCToken:
			continue
		case css.WhitespaceToken:
			t.kind = space
		case css.IdentToken, css.CustomPropertyNameToken:
			t.kind, t.text = ident, unescape(s)
		case css.AtKeywordToken:
			t.kind, t.text = atWord, strings.ToLower(unescape(s[1:]))
		case css.HashToken:
			t.kind, t.text = hash, unescape(s[1:])
		case css.StringToken:
			t.kind, t.text = str, unescape(s[1:max(1, len(s)-1)])
		case css.BadStringToken, css.BadURLToken:
			l.list.Warnf(pos, "css-syntax", "this string or url() is not closed")
			continue
		case css.URLToken:
			t.kind, t.text = url, unescape(unquote(strings.TrimSpace(strings.TrimSuffix(s[4:], ")"))))
		case css.NumberToken, css.PercentageToken, css.DimensionToken:
			t.number(tt, s)
		case css.ColonToken:
			t.kind = colon
		case css.SemicolonToken:
			t.kind = semicolon
		case css.CommaToken:
			t.kind = comma
		case css.FunctionToken, css.LeftParenthesisToken, css.LeftBracketToken, css.LeftBraceToken:
			end := byte(')')
			switch tt {
			case css.FunctionToken:
				t.kind, t.text = function, strings.ToLower(unescape(s[:len(s)-1]))
			case css.LeftParenthesisToken:
				t.kind = paren
			case css.LeftBracketToken:
				t.kind, end = bracket, ']'
			default:
				t.kind, end = brace, '}'
			}
			if depth >= maxDepth {
				l.list.Warnf(pos, "css-syntax", "blocks are nested more than %d deep", maxDepth)
				continue
			}
			var ok bool
			if t.args, ok = l.block(end, depth+1); !ok {
				l.list.Warnf(pos, "css-syntax", "this bracket is not closed")
			}
			t.end = l.offset
		case css.RightParenthesisToken, css.RightBracketToken, css.RightBraceToken:
			if s[0] == closing {
				return toks, true
			}
			if closing == 0 {
				l.list.Warnf(pos, "css-syntax", "“%s” closes nothing", s)
				continue
			}
			t.kind, t.text = delim, s
		case css.IncludeMatchToken, css.DashMatchToken, css.PrefixMatchToken, css.SuffixMatchToken, css.SubstringMatchToken:
			t.kind, t.text = delim, s
		default:
			t.kind, t.text = delim, s
		}
		toks = append(toks, t)
	}
}

func (t *token) number(tt css.TokenType, s string) {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.' || n == 0 && (s[n] == '+' || s[n] == '-')) {
		n++
	}
	unit := s[n:]
	num, den, ok := dimen.ParseDecimal(s[:n])
	if !ok {
		t.kind, t.text = delim, s
		return
	}
	t.text, t.num, t.den = s, num, den
	switch tt {
	case css.PercentageToken:
		t.kind = percentage
	case css.DimensionToken:
		t.kind, t.unit = dimension, strings.ToLower(unit)
	default:
		t.kind = number
		if unit != "" { // an exponent, which no length of print needs
			t.kind, t.unit = dimension, strings.ToLower(unit)
		}
	}
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
			// a string goes on in the next line
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

// trim drops spaces at both ends.
func trim(ts []token) []token {
	for len(ts) > 0 && ts[0].kind == space {
		ts = ts[1:]
	}
	for len(ts) > 0 && ts[len(ts)-1].kind == space {
		ts = ts[:len(ts)-1]
	}
	return ts
}

// split divides at commas.
func split(ts []token) (parts [][]token) {
	from := 0
	for i := range ts {
		if ts[i].kind == comma {
			parts = append(parts, trim(ts[from:i]))
			from = i + 1
		}
	}
	return append(parts, trim(ts[from:]))
}

// words drops the spaces between component values.
func words(ts []token) []token {
	out := make([]token, 0, len(ts))
	for _, t := range ts {
		if t.kind != space {
			out = append(out, t)
		}
	}
	return out
}

// is reports whether a token is the keyword.
func (t *token) is(keyword string) bool { return t.kind == ident && strings.EqualFold(t.text, keyword) }
