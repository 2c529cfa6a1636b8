package csl

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rich text in fields: the markup of CSL-JSON (<i>, <b>, <sc>, <sup>, <sub>, <span class="nocase">,
// <span class="nodecor">, <span style="font-variant: small-caps;">) and straight or typographic quotation marks.
// A tag or quotation mark without a partner is text.

type markupTag struct {
	open, close string
	make        func() *node
}

var markupTags = []markupTag{
	{"<i>", "</i>", func() *node { return &node{f: Format{Style: Italic}, flip: true} }},
	{"<b>", "</b>", func() *node { return &node{f: Format{Weight: Bold}, flip: true} }},
	{"<sc>", "</sc>", func() *node { return &node{f: Format{Variant: SmallCaps}, flip: true, nocase: true} }},
	{"<sup>", "</sup>", func() *node { return &node{f: Format{Align: Superscript}, flip: true, nocase: true} }},
	{"<sub>", "</sub>", func() *node { return &node{f: Format{Align: Subscript}, flip: true, nocase: true} }},
	{`<span class="nocase">`, "</span>", func() *node { return &node{nocase: true} }},
	{`<span class="nodecor">`, "</span>", func() *node { return &node{reset: true, nocase: true} }},
	{`<span style="font-variant: small-caps;">`, "</span>", func() *node { return &node{f: Format{Variant: SmallCaps}, flip: true, nocase: true} }},
	{`<span style="font-variant:small-caps;">`, "</span>", func() *node { return &node{f: Format{Variant: SmallCaps}, flip: true, nocase: true} }},
}

// piece is a token of a field: text, or something that opens or closes.
type piece struct {
	text  string
	tag   int // index in markupTags + 1; negative where it closes “</…>”
	quote rune
	opens bool
	shuts bool
	mate  int // index of the partner, once known; -1 otherwise
}

// parseRich reads a field.
func parseRich(s string) *node {
	if !strings.ContainsAny(s, "<\"'“”‘’`") {
		return textNode(s)
	}
	return richNode(scanRich(s, true))
}

// parseLiteral reads text of a style: an affix or a value. It may contain markup, but its quotation marks are printed
// unchanged (“Affixes”).
func parseLiteral(s string) *node {
	if !strings.Contains(s, "<") {
		return textNode(s)
	}
	return richNode(scanRich(s, false))
}

func richNode(pieces []piece) *node {
	pairRich(pieces)
	i := 0
	kids := buildRich(pieces, &i, -1)
	return joined(kids...)
}

// scanRich divides a text into pieces. If quotes is set, quotation marks are pieces of their own.
func scanRich(s string, quotes bool) []piece {
	var out []piece
	last := 0
	prev := rune(' ')
	flush := func(to int) {
		if to > last {
			out = append(out, piece{text: s[last:to], mate: -1})
		}
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == '<' {
			if n, p, ok := scanTag(s[i:]); ok {
				flush(i)
				out = append(out, p)
				i += n
				last = i
				// Whether a quotation mark opens or closes depends on the characters around it; tags are ignored.
				continue
			}
		}
		switch r {
		case '"', '\'', '“', '”', '‘', '’':
			if !quotes {
				break
			}
			flush(i)
			next := followingRune(s[i+size:])
			p := piece{text: s[i : i+size], quote: r, mate: -1}
			switch r {
			case '“', '‘':
				p.opens = true
			case '”':
				p.shuts = true
			case '’':
				p.shuts = !isWordRune(next)
			default:
				p.opens = !isWordRune(prev) && !strings.ContainsRune(")]}!?.,;:", prev) && !unicode.IsSpace(next) && next != 0
				p.shuts = !unicode.IsSpace(prev) && !isWordRune(next)
			}
			out = append(out, p)
			last = i + size
		}
		prev = r
		i += size
	}
	flush(len(s))
	return out
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// followingRune returns the next character of the text and skips markup.
func followingRune(s string) rune {
	for strings.HasPrefix(s, "<") {
		n, _, ok := scanTag(s)
		if !ok {
			break
		}
		s = s[n:]
	}
	if s == "" {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func scanTag(s string) (int, piece, bool) {
	for i, t := range markupTags {
		if strings.HasPrefix(s, t.open) {
			return len(t.open), piece{text: t.open, tag: i + 1, opens: true, mate: -1}, true
		}
	}
	for i, t := range markupTags {
		if strings.HasPrefix(s, t.close) {
			return len(t.close), piece{text: t.close, tag: -(i + 1), shuts: true, mate: -1}, true
		}
	}
	return 0, piece{}, false
}

// maxNesting limits the nesting of markup and quotations in a field. No real title comes near it.
const maxNesting = 200

// NestsTooDeep reports whether markup or quotations in a field are nested more than 200 levels deep. Deeper markup is text.
func NestsTooDeep(field string) bool {
	return len(field) > maxNesting && pairRich(scanRich(field, true))
}

// pairRich finds the partner of each tag and quotation mark. Pairs that would cross other pairs, and those deeper than
// maxNesting, are left as text. It reports whether there are any of the latter.
func pairRich(ps []piece) (tooDeep bool) {
	var open []int
	for i := range ps {
		p := &ps[i]
		if p.tag == 0 && p.quote == 0 {
			continue
		}
		if p.shuts {
			if k := matchOpen(ps, open, i); k >= 0 {
				ps[open[k]].mate, p.mate = i, open[k]
				open = open[:k]
				continue
			}
		}
		switch {
		case !p.opens:
		case len(open) < maxNesting:
			open = append(open, i)
		default:
			tooDeep = true
		}
	}
	return tooDeep
}

// matchOpen returns the place in open of the partner of piece i, or -1. Between the partners there may be unclosed quotation
// marks, but no unclosed tags.
func matchOpen(ps []piece, open []int, i int) int {
	for k := len(open) - 1; k >= 0; k-- {
		o := &ps[open[k]]
		if ps[i].quote != 0 && open[k] == i-1 {
			// There is nothing between the two.
			continue
		}
		switch {
		case ps[i].tag < 0:
			if o.tag > 0 && markupTags[o.tag-1].close == markupTags[-ps[i].tag-1].close {
				return k
			}
		case o.tag > 0:
			return -1
		case o.quote == ps[i].quote && (o.quote == '"' || o.quote == '\''), o.quote == '“' && ps[i].quote == '”', o.quote == '‘' && ps[i].quote == '’':
			return k
		}
	}
	return -1
}

// buildRich turns the pieces before the one with index until into nodes.
func buildRich(ps []piece, i *int, until int) []*node {
	var out []*node
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			out = append(out, &node{text: text.String()})
			text.Reset()
		}
	}
	for *i < len(ps) && *i != until {
		p := &ps[*i]
		*i++
		switch {
		case p.mate < 0 || p.mate < *i-1:
			switch {
			case p.quote == '\'':
				text.WriteString("’")
			default:
				text.WriteString(p.text)
			}
		default:
			flush()
			var n *node
			if p.tag > 0 {
				n = markupTags[p.tag-1].make()
			} else {
				n = &node{quote: quoteSet}
				switch p.quote {
				case '“':
					n.quote = quoteDouble
				case '‘':
					n.quote = quoteSingle
				}
			}
			n.kids = buildRich(ps, i, p.mate)
			*i++ // the partner
			if len(n.kids) > 0 {
				out = append(out, n)
			}
		}
	}
	flush()
	return out
}
