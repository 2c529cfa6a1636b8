package style

import "strings"

// contents reads the value of content or a part of string-set (css-content-3; css-gcpm-3). ok is false where
// something in it is not understood.
func contents(ts []token) (out []Content, ok bool) {
	for i := range ts {
		t := &ts[i]
		c := Content{}
		switch t.kind {
		case space:
			continue
		case str:
			c.Text = t.text
		case function:
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

func contentFunction(t *token) (c Content, ok bool) {
	args := split(t.args)
	one := func(i int) *token {
		if i < len(args) && len(args[i]) == 1 {
			return &args[i][0]
		}
		return &token{kind: space}
	}
	name := func(i int) (string, bool) { t := one(i); return t.text, t.kind == ident }
	// counterStyle is the optional last argument.
	counterStyle := func(i int) bool {
		if i >= len(args) {
			return true
		}
		s, ok := name(i)
		c.Style = strings.ToLower(s)
		return ok && len(args) == i+1 && knownCounterStyle(c.Style)
	}
	link := func() bool {
		a := one(0)
		if a.kind != function || a.text != "attr" {
			return false
		}
		w := words(a.args)
		if len(w) == 0 || w[0].kind != ident || len(w) > 2 {
			return false
		}
		c.Target = w[0].text
		return true
	}
	switch t.text {
	case "attr":
		w := words(t.args)
		if len(w) != 1 || w[0].kind != ident {
			return c, false
		}
		c.Kind, c.Text = ContentAttr, strings.ToLower(w[0].text)
		return c, true
	case "counter":
		c.Kind = ContentCounter
		c.Text, ok = name(0)
		return c, ok && counterStyle(1)
	case "counters":
		c.Kind = ContentCounters
		c.Text, ok = name(0)
		c.Sep = one(1).text
		return c, ok && one(1).kind == str && counterStyle(2)
	case "string":
		c.Kind, c.Pos = ContentString, "first"
		if c.Text, ok = name(0); !ok || len(args) > 2 {
			return c, false
		}
		if len(args) == 2 {
			c.Pos, _ = name(1)
		}
		switch c.Pos {
		case "first", "start", "last", "first-except":
			return c, true
		}
		return c, false
	case "-quire-notes-to":
		c.Kind = ContentRange
		c.Text, ok = name(0)
		return c, ok && len(args) == 1
	case "content":
		c.Kind, c.Pos = ContentSelf, "text"
		if len(trim(t.args)) > 0 {
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
		return c, ok && counterStyle(2)
	case "target-text":
		c.Kind = TargetText
		return c, link() && len(args) == 1
	case "leader":
		c.Kind = ContentLeader
		switch a := one(0); {
		case a.is("dotted"):
			c.Sep = ". "
		case a.is("solid"):
			c.Sep = "_"
		case a.is("space"):
			c.Sep = " "
		case a.kind == str && a.text != "":
			c.Sep = a.text
		default:
			return c, false
		}
		return c, len(args) == 1
	}
	return c, false
}

func knownCounterStyle(s string) bool {
	switch s {
	case "decimal", "decimal-leading-zero", "lower-roman", "upper-roman", "lower-alpha", "lower-latin", "upper-alpha",
		"upper-latin", "lower-greek", "disc", "circle", "square", "none":
		return true
	}
	return false
}
