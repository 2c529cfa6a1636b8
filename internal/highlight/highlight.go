// Package highlight splits source code into tokens: keywords, strings, comments. It is the one user of chroma, whose
// lexers are those of Pygments.
package highlight

import (
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"quire/internal/doc"
)

// longest is the length in bytes up to which code is highlighted; longer code stays plain. A lexer tries its patterns
// at each place with backtracking, and gives one up after a quarter of a second. Code in a book is much shorter.
const longest = 100_000

// Known reports whether there is a lexer for a language, named as in a fence's info string: go, python, c++. Text,
// plain and none are languages too, in which everything is plain.
func Known(language string) bool {
	return plain(language) || lexer(language) != nil
}

// Languages gives the names and aliases of all languages that there is a lexer for, in lower case.
func Languages() []string {
	names := lexers.GlobalLexerRegistry.Names(true)
	for i := range names {
		names[i] = strings.ToLower(names[i])
	}
	return names
}

func plain(language string) bool {
	switch language {
	case "", "text", "txt", "plain", "plaintext", "none", "output", "console-output":
		return true
	}
	return false
}

// lexer finds a lexer by its name or an alias; never by a pattern for file names, which chroma tries last.
func lexer(language string) chroma.Lexer {
	l := lexers.GlobalLexerRegistry.Get(language)
	if l == nil {
		return nil
	}
	c := l.Config()
	for _, name := range append([]string{c.Name}, c.Aliases...) {
		if strings.EqualFold(name, language) {
			return l
		}
	}
	return nil
}

// Tokens divides code into tokens with a class each, "" for plain text: see doc.Token. It returns none if there is no
// lexer for the language, or if the tokens do not add up to the code exactly.
func Tokens(language, text string) (out []doc.Token) {
	if plain(language) || len(text) > longest || !utf8.ValidString(text) {
		return nil
	}
	l := lexer(language)
	if l == nil {
		return nil
	}
	// A lexer with faulty rules panics; the code is then plain.
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	it, err := l.Tokenise(&chroma.TokeniseOptions{State: "root"}, text)
	if err != nil {
		return nil
	}
	at, marked := 0, false
	for t := it(); t != chroma.EOF; t = it() {
		if at+len(t.Value) > len(text) || text[at:at+len(t.Value)] != t.Value {
			return nil
		}
		at += len(t.Value)
		if t.Value == "" {
			continue
		}
		name := class(t.Type)
		marked = marked || name != ""
		if n := len(out); n > 0 && out[n-1].Class == name {
			out[n-1].End = at
			continue
		}
		out = append(out, doc.Token{Class: name, End: at})
	}
	if !marked {
		return nil
	}
	if at < len(text) {
		out = append(out, doc.Token{End: len(text)})
	}
	return out
}

// classes are Pygments' short classes for the types of tokens that a reader wants to see: comments, keywords, types,
// strings, numbers, the names of definitions, tags and attributes, the lines of a diff.
var classes = map[chroma.TokenType]string{
	chroma.Comment:            "c",
	chroma.CommentPreproc:     "cp",
	chroma.CommentPreprocFile: "cp",
	chroma.Keyword:            "k",
	chroma.OperatorWord:       "k",
	chroma.KeywordType:        "kt",
	chroma.KeywordConstant:    "kc",
	chroma.NameFunction:       "nf",
	chroma.NameFunctionMagic:  "nf",
	chroma.NameClass:          "nc",
	chroma.NameTag:            "nt",
	chroma.NameAttribute:      "na",
	chroma.NameBuiltin:        "nb",
	chroma.NameBuiltinPseudo:  "nb",
	chroma.NameDecorator:      "nd",
	chroma.LiteralString:      "s",
	chroma.LiteralNumber:      "m",
	chroma.GenericInserted:    "gi",
	chroma.GenericDeleted:     "gd",
	chroma.GenericHeading:     "gh",
	chroma.GenericSubheading:  "gh",
	chroma.GenericEmph:        "ge",
	chroma.GenericStrong:      "gs",
	chroma.GenericPrompt:      "gp",
	chroma.GenericOutput:      "go",
}

// class gives the class of a type of token: its own, or that of its category, or "".
func class(t chroma.TokenType) string {
	for _, t := range [...]chroma.TokenType{t, t.SubCategory(), t.Category()} {
		if c, ok := classes[t]; ok {
			return c
		}
	}
	return ""
}
