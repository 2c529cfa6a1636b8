package style

import (
	"slices"
	"strings"

	"quire/internal/css"
)

// contents reads the value of content or a part of string-set (css-content-3; css-gcpm-3). ok is false where
// something in it is not understood.
func contents(ts []css.Token) (out []Content, ok bool) {
	for i := range ts {
		t := &ts[i]
		c := Content{}
		switch t.Kind {
		case css.Space:
			continue
		case css.String:
			c.Text = t.Text
		case css.Ident:
			c.Kind, c.Text = ContentQuote, strings.ToLower(t.Text)
			if !slices.Contains(quoteWords, c.Text) {
				return nil, false
			}
		case css.Function:
			if c, ok = contentFunction(t); !ok {
				return nil, false
			}
		default:
			return nil, false
		}
		out = append(out, c)
	}
	return out, true
}

// quoteWords put a quotation mark, or count as one without it (css-content-3, §3.2).
var quoteWords = []string{"open-quote", "close-quote", "no-open-quote", "no-close-quote"}

// quotes reads auto, none or pairs of marks, the outer ones first.
func quotes(_ *computer, v []css.Token) (out []string, ok bool) {
	w := css.Words(v)
	switch {
	case len(w) == 1 && w[0].Is("auto"):
		return nil, true
	case len(w) == 1 && w[0].Is("none"):
		return []string{}, true
	case len(w)%2 != 0 || len(w) == 0:
		return nil, false
	}
	for i := range w {
		if w[i].Kind != css.String {
			return nil, false
		}
		out = append(out, w[i].Text)
	}
	return out, true
}

func contentFunction(t *css.Token) (c Content, ok bool) {
	args := css.Split(t.Args)
	one := func(i int) *css.Token {
		if i < len(args) && len(args[i]) == 1 {
			return &args[i][0]
		}
		return &css.Token{Kind: css.Space}
	}
	name := func(i int) (string, bool) { t := one(i); return t.Text, t.Kind == css.Ident }
	// The functions below change c: they are called before it is returned, for in “return c, f()” either may come first.

	// counterStyle is the optional last argument.
	counterStyle := func(i int) bool {
		if i >= len(args) {
			return true
		}
		s, ok := counterName(one(i))
		c.Style = s
		return ok && len(args) == i+1
	}
	// word is one of these words as the optional last argument, the first of them where it is left out.
	word := func(i int, words ...string) bool {
		c.Pos = words[0]
		if i < len(args) {
			w, _ := name(i)
			c.Pos = strings.ToLower(w)
		}
		return len(args) <= i+1 && slices.Contains(words, c.Pos)
	}
	// link is the first argument of target-…: attr(href), or a place such as "#id".
	link := func() bool {
		a := one(0)
		if (a.Kind == css.String || a.Kind == css.URL) && len(a.Text) > 1 && a.Text[0] == '#' {
			c.Link = a.Text[1:]
			return true
		}
		if a.Kind != css.Function || a.Text != "attr" {
			return false
		}
		w := css.Words(a.Args)
		if len(w) == 0 || w[0].Kind != css.Ident || len(w) > 2 {
			return false
		}
		c.Target = strings.ToLower(w[0].Text)
		return true
	}
	switch t.Text {
	case "attr":
		w := css.Words(t.Args)
		if len(w) != 1 || w[0].Kind != css.Ident {
			return c, false
		}
		c.Kind, c.Text = ContentAttr, strings.ToLower(w[0].Text)
		return c, true
	case "counter":
		c.Kind = ContentCounter
		c.Text, ok = name(0)
		ok = ok && counterStyle(1)
		return c, ok
	case "counters":
		c.Kind = ContentCounters
		c.Text, ok = name(0)
		c.Sep = one(1).Text
		ok = ok && one(1).Kind == css.String && counterStyle(2)
		return c, ok
	case "string":
		c.Kind = ContentString
		c.Text, ok = name(0)
		ok = ok && word(1, "first", "start", "last", "first-except")
		return c, ok
	case "element":
		c.Kind = ContentElement
		c.Text, ok = name(0)
		ok = ok && word(1, "first", "start", "last", "first-except")
		return c, ok
	case "-quire-notes-to":
		c.Kind = ContentRange
		c.Text, ok = name(0)
		return c, ok && len(args) == 1
	case "content":
		c.Kind, c.Pos = ContentSelf, "text"
		if len(css.Trim(t.Args)) > 0 {
			c.Pos, _ = name(0)
		}
		switch c.Pos {
		case "text", "before", "after", "marker", "first-letter":
			return c, true
		}
		return c, false
	case "target-counter":
		c.Kind = TargetCounter
		if !link() {
			return c, false
		}
		c.Text, ok = name(1)
		ok = ok && counterStyle(2)
		return c, ok
	case "target-counters":
		c.Kind = TargetCounters
		if !link() {
			return c, false
		}
		c.Text, ok = name(1)
		c.Sep = one(2).Text
		ok = ok && one(2).Kind == css.String && counterStyle(3)
		return c, ok
	case "target-text":
		c.Kind = TargetText
		ok = link() && word(1, "content", "before", "after", "first-letter")
		return c, ok
	case "leader":
		c.Kind = ContentLeader
		switch a := one(0); {
		case a.Is("dotted"):
			c.Sep = ". "
		case a.Is("solid"):
			c.Sep = "_"
		case a.Is("space"):
			c.Sep = " "
		case a.Kind == css.String && a.Text != "":
			c.Sep = a.Text
		default:
			return c, false
		}
		return c, len(args) == 1
	}
	return c, false
}

// misplaced names the function of a list of contents that does not stand where it may: those of running heads in margin
// boxes alone, those that speak of an element outside of them.
func misplaced(cs []Content, inPage bool) (name, help string) {
	for _, c := range cs {
		switch c.Kind {
		case ContentString, ContentElement, ContentRange:
			if !inPage {
				return map[ContentKind]string{ContentString: "string", ContentElement: "element", ContentRange: "-quire-notes-to"}[c.Kind] + "()",
					"use it in a margin box of @page, such as @top-left"
			}
		case ContentAttr, TargetCounter, TargetCounters, TargetText, ContentLeader, ContentSelf:
			if inPage {
				return map[ContentKind]string{
					ContentAttr: "attr", TargetCounter: "target-counter", TargetCounters: "target-counters",
					TargetText: "target-text", ContentLeader: "leader", ContentSelf: "content",
				}[c.Kind] + "()", "a margin box belongs to no element: set what it is to say with string-set, and use string() here"
			}
		}
	}
	return "", ""
}
