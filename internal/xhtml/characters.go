package xhtml

import (
	"quire/internal/doc"
	"quire/internal/math"
)

// Characters are those that a book needs from its fonts, each once in each list.
type Characters struct {
	Text, Code []rune
	// Math are those of formulas, without their words.
	Math []rune
	// Comments and Keywords are the tokens of code that styles/epub.css sets in italics and in bold.
	Comments, Keywords []rune
	Bold               bool // some text is bold
}

// printed are the characters that we may add to any book.
const printed = " -0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,;:!?()[]‘’“”«»–—…·•↩§&/©\u00a0\u00ad\u2010\u202f"

// CharactersOf collects the characters of a book.
func CharactersOf(book *doc.Book) Characters {
	var text, code, comments, keywords, formulas runeSet
	bold := false
	text.add(printed)
	var visit func(n doc.AnyNode) bool
	visit = func(n doc.AnyNode) bool {
		switch n := n.(type) {
		case *doc.Text:
			text.add(n.Value)
		case *doc.Code:
			code.add(n.Value)
		case *doc.CodeBlock:
			code.add(n.Text)
			at := 0
			for _, t := range n.Tokens {
				switch t.Class {
				case "c", "ge":
					comments.add(n.Text[at:t.End])
				case "k", "kt", "kc", "gs", "gh":
					keywords.add(n.Text[at:t.End])
				}
				at = t.End
			}
		case *doc.Strong:
			bold = true
		case *doc.Math:
			math.Walk(n.Formula.Body, func(f math.Node) bool {
				symbols, words := math.Characters(f)
				formulas.add(symbols)
				text.add(words)
				return true
			})
		case *doc.Cite:
			doc.WalkInlines(n.Page, visit)
			doc.WalkInlines(n.Alone, visit)
		case *doc.Section:
			text.add(n.Label)
		}
		return true
	}
	for _, s := range book.Sections {
		doc.Walk(s, visit)
	}
	m := book.Meta
	for _, s := range []string{m.Title, m.Subtitle, m.Publisher} {
		text.add(s)
	}
	for _, p := range m.Creators {
		text.add(p.Name)
	}
	return Characters{Text: text.list, Code: code.list, Math: formulas.list, Comments: comments.list, Keywords: keywords.list, Bold: bold}
}

// runeSet is a set of characters in the order of their first occurrence.
type runeSet struct {
	list []rune
	has  map[rune]bool
}

func (s *runeSet) add(text string) {
	if s.has == nil {
		s.has = map[rune]bool{}
	}
	for _, c := range text {
		if !s.has[c] {
			s.has[c] = true
			s.list = append(s.list, c)
		}
	}
}
