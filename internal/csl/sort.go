package csl

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// sorter makes collation keys for one language.
type sorter struct {
	c   *collate.Collator
	buf collate.Buffer
}

func newSorter(lang string) *sorter {
	t, err := language.Parse(lang)
	if err != nil {
		t = language.AmericanEnglish
	}
	// Sorting is case-insensitive (“Sorting”), and “Part 9” precedes “Part 10”.
	return &sorter{c: collate.New(t, collate.IgnoreCase, collate.Numeric)}
}

// key returns a collation key. The parts of a name are separated by two spaces, which sort before all letters, so that
// “Smith, John” precedes “Smithson, Ann”.
func (s *sorter) key(text string) []byte {
	s.buf.Reset()
	return bytes.Clone(s.c.KeyFromString(&s.buf, text))
}

// sortValue is the value of one sort key of one item; an empty one sorts last.
type sortValue struct {
	empty   bool
	numeric bool
	number  float64
	text    []byte
}

// sortKeys computes the sort keys of an item in an area (“Sorting”).
func (p *Processor) sortKeys(a *area, e *entry, pl *placed) []sortValue {
	out := make([]sortValue, len(a.sort))
	for i := range a.sort {
		out[i] = p.sortValue(a, &a.sort[i], e, pl)
	}
	return out
}

func (p *Processor) sortValue(a *area, k *sortKey, e *entry, pl *placed) sortValue {
	r := p.renderer(a, e, &e.dis)
	r.sorting, r.key = true, k
	if pl != nil {
		r.cite, r.position = pl.Cite, pl.position
	}
	if k.macro != nil {
		n, _ := r.macroCall(k.macro)
		return p.textValue(n.plain())
	}
	switch v := k.variable; {
	case v == "citation-number":
		return sortValue{numeric: true, number: float64(e.number)}
	case IsName(v) || len(e.names[v]) > 0:
		// Names called by a variable have form long and name-as-sort-order all (“Sorting Variables”).
		el := &element{kind: kindNames, variables: []string{v}}
		r.opts.form = "long"
		n, _ := r.namesWith(el, el, el.variables, false)
		return p.textValue(n.plain())
	case IsDate(v):
		d, ok := e.Dates[v]
		if !ok || d.isZero() {
			return sortValue{empty: true}
		}
		return p.textValue(dateKey(d, func(string) bool { return true }))
	case isNumber(v):
		text := r.value(v, "")
		if n, ok := leadingNumber(text); ok {
			return sortValue{numeric: true, number: float64(n), text: p.sorter.key(text)}
		}
		return p.textValue(text)
	default:
		return p.textValue(stripMarkup(r.value(v, "")))
	}
}

// leadingNumber gives the first number in numeric content.
func leadingNumber(s string) (int, bool) {
	if !isNumeric(s) {
		return 0, false
	}
	i := strings.IndexAny(s, "0123456789")
	j := i
	for j < len(s) && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	n, err := strconv.Atoi(s[i:j])
	return n, err == nil
}

// numberKey writes numeric content so that text order is the order of numbers.
func numberKey(s string) string {
	if n, ok := leadingNumber(s); ok {
		return pad(n, 10)
	}
	return s
}

func (p *Processor) textValue(s string) sortValue {
	s = strings.TrimSpace(sortedText(s))
	if s == "" {
		return sortValue{empty: true}
	}
	return sortValue{text: p.sorter.key(s)}
}

// sortedText removes punctuation and “@”, which are ignored in sorting. A hyphen, a dash or any mark between letters
// divides a word in two, as a space does.
//
//	“@home” → home, ‘Self-portrait’ → Self portrait, ’t Loo → t Loo
func sortedText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '@':
		case unicode.Is(unicode.Pd, r):
			b.WriteByte(' ')
		case unicode.IsPunct(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// compareKeys compares by each key in turn. Items with an empty key come last in either direction.
func (p *Processor) compareKeys(a *area, x, y []sortValue) int {
	for i := range a.sort {
		v, w := x[i], y[i]
		switch {
		case v.empty && w.empty:
			continue
		case v.empty:
			return 1
		case w.empty:
			return -1
		}
		var c int
		switch {
		case v.numeric && w.numeric:
			c = cmp.Or(cmp.Compare(v.number, w.number), bytes.Compare(v.text, w.text))
		case v.numeric:
			c = -1
		case w.numeric:
			c = 1
		default:
			c = bytes.Compare(v.text, w.text)
		}
		if a.sort[i].descending {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return 0
}
