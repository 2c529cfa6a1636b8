package style

import (
	"slices"
	"strings"

	"quire/internal/css"
)

// contents reads the value of content or a part of string-set (css-content-3; css-gcpm-3). ok is false if a part of it
// is not understood.
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

// quoteWords insert a quotation mark, or only change the nesting level (css-content-3, §3.2).
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

// functionReader reads the arguments of a generated-content function into c.
type functionReader struct {
	name string
	args [][]css.Token
	c    Content
}

// contentFunction reads a generated-content function.
func contentFunction(t *css.Token) (Content, bool) {
	r := functionReader{name: t.Text, args: css.Split(t.Args)}
	ok := r.read()
	return r.c, ok
}

func (r *functionReader) read() bool {
	pageParts := []part{{"first", FirstOnPage}, {"start", StartOfPage}, {"last", LastOnPage}, {"first-except", FirstExcept}}
	switch r.name {
	case "attr":
		r.c.Kind = ContentAttr
		ok := r.named(0) && len(r.args) == 1
		r.c.Text = strings.ToLower(r.c.Text)
		return ok
	case "counter":
		r.c.Kind = ContentCounter
		return r.named(0) && r.counterStyle(1)
	case "counters":
		r.c.Kind = ContentCounters
		return r.named(0) && r.separator(1) && r.counterStyle(2)
	case "string":
		r.c.Kind = ContentString
		return r.named(0) && r.part(1, pageParts)
	case "element":
		r.c.Kind = ContentElement
		return r.named(0) && r.part(1, pageParts)
	case "-quire-notes-to":
		r.c.Kind = ContentRange
		return r.named(0) && len(r.args) == 1
	case "content":
		r.c.Kind = ContentSelf
		if len(r.args[0]) == 0 {
			r.args = nil
		}
		return r.part(0, []part{{"text", PartText}, {"before", PartBefore}, {"after", PartAfter}, {"marker", PartMarker}, {"first-letter", PartFirstLetter}})
	case "target-counter":
		r.c.Kind = TargetCounter
		return r.link() && r.named(1) && r.counterStyle(2)
	case "target-counters":
		r.c.Kind = TargetCounters
		return r.link() && r.named(1) && r.separator(2) && r.counterStyle(3)
	case "target-text":
		r.c.Kind = TargetText
		return r.link() && r.part(1, []part{{"content", PartContent}, {"before", PartBefore}, {"after", PartAfter}, {"first-letter", PartFirstLetter}})
	case "leader":
		r.c.Kind = ContentLeader
		return r.leader() && len(r.args) == 1
	}
	return false
}

// arg returns an argument of one token, or an empty token.
func (r *functionReader) arg(i int) *css.Token {
	if i < len(r.args) && len(r.args[i]) == 1 {
		return &r.args[i][0]
	}
	return &css.Token{}
}

// named reads the name of a counter, an attribute or a named string.
func (r *functionReader) named(i int) bool {
	r.c.Text = r.arg(i).Text
	return r.arg(i).Kind == css.Ident
}

// separator reads the string between the numbers of counters().
func (r *functionReader) separator(i int) bool {
	r.c.Sep = r.arg(i).Text
	return r.arg(i).Kind == css.String
}

// counterStyle reads an optional counter style as the last argument.
func (r *functionReader) counterStyle(i int) (ok bool) {
	if i >= len(r.args) {
		return true
	}
	r.c.Style, ok = counterName(r.arg(i))
	return ok && len(r.args) == i+1
}

// part is a word for a Part.
type part struct {
	word string
	Part Part
}

// part reads one of these words as the optional last argument; the first is the default.
func (r *functionReader) part(i int, parts []part) bool {
	r.c.Part = parts[0].Part
	if i >= len(r.args) {
		return true
	}
	t := r.arg(i)
	k := slices.IndexFunc(parts, func(p part) bool { return t.Kind == css.Ident && strings.EqualFold(t.Text, p.word) })
	if k < 0 {
		return false
	}
	r.c.Part = parts[k].Part
	return len(r.args) == i+1
}

// link reads the first argument of target-counter() and its kind: attr(href), or a place such as "#id".
func (r *functionReader) link() bool {
	t := r.arg(0)
	if (t.Kind == css.String || t.Kind == css.URL) && len(t.Text) > 1 && t.Text[0] == '#' {
		r.c.Link = t.Text[1:]
		return true
	}
	w := css.Words(t.Args)
	if t.Kind != css.Function || t.Text != "attr" || len(w) == 0 || w[0].Kind != css.Ident || len(w) > 2 {
		return false
	}
	r.c.Target = strings.ToLower(w[0].Text)
	return true
}

// leader reads the pattern of a leader (css-content-3, §4.1).
func (r *functionReader) leader() bool {
	switch t := r.arg(0); {
	case t.Is("dotted"):
		r.c.Sep = ". "
	case t.Is("solid"):
		r.c.Sep = "_"
	case t.Is("space"):
		r.c.Sep = " "
	case t.Kind == css.String && t.Text != "":
		r.c.Sep = t.Text
	default:
		return false
	}
	return true
}

// functionName is the name of the function for a kind of content, or "".
func (k ContentKind) functionName() string {
	switch k {
	case ContentAttr:
		return "attr()"
	case ContentString:
		return "string()"
	case ContentElement:
		return "element()"
	case ContentRange:
		return "-quire-notes-to()"
	case ContentSelf:
		return "content()"
	case ContentLeader:
		return "leader()"
	case TargetCounter:
		return "target-counter()"
	case TargetCounters:
		return "target-counters()"
	case TargetText:
		return "target-text()"
	}
	return ""
}

// misplaced finds a function in a place where it is not allowed: those of running heads are only for margin boxes,
// those about an element only for other boxes.
func misplaced(cs []Content, inPage bool) (name, help string) {
	for _, c := range cs {
		switch c.Kind {
		case ContentString, ContentElement, ContentRange:
			if !inPage {
				return c.Kind.functionName(), "use it in a margin box of @page, such as @top-left"
			}
		case ContentAttr, TargetCounter, TargetCounters, TargetText, ContentLeader, ContentSelf:
			if inPage {
				return c.Kind.functionName(), "a margin box belongs to no element: set what it is to say with string-set, and use string() here"
			}
		}
	}
	return "", ""
}
