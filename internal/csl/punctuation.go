package csl

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Where two pieces of output meet, their punctuation may double: a title that ends in a question mark before a full
// stop, or the suffix of one element before the delimiter of another. The specification leaves this to processors;
// the rules here are those that the test suite of CSL agrees on.

// collision has the result of two punctuation marks that meet.
type collision uint8

const (
	keepBoth collision = iota
	keepFirst
	keepSecond
)

func collide(a, b rune) collision {
	if a == b {
		switch a {
		case '.', ',', ':', ';', '!', '?', ' ':
			return keepFirst
		}
		return keepBoth
	}
	switch a {
	case ':':
		switch b {
		case '.':
			return keepFirst
		case '!', '?':
			return keepSecond
		}
	case ';':
		switch b {
		case '.', ':':
			return keepFirst
		case '!', '?':
			return keepSecond
		}
	case '!', '?':
		switch b {
		case '.', ':':
			return keepFirst
		}
	}
	return keepBoth
}

// event is a leaf of the output, or the end of a quotation.
type event struct {
	leaf  *node
	close *node // the quotation that ends here
	block bool  // a block begins or ends here
}

func events(n *node, out []event) []event {
	if n == nil {
		return out
	}
	if n.display != Inline {
		out = append(out, event{block: true})
	}
	if len(n.kids) == 0 {
		if n.text != "" {
			out = append(out, event{leaf: n})
		}
	} else {
		for _, k := range n.kids {
			out = events(k, out)
		}
	}
	if n.quote != quoteNone {
		out = append(out, event{close: n})
	}
	if n.display != Inline {
		out = append(out, event{block: true})
	}
	return out
}

// fixPunctuation merges punctuation marks that meet, and moves commas and stops into quotations if the locale says so.
func fixPunctuation(n *node, inQuote bool) {
	var last *node
	quoted := false // a quotation ends between the last leaf and the next
	for _, e := range events(n, nil) {
		switch {
		case e.block:
			last = nil
		case e.close != nil:
			quoted = true
		case e.leaf != nil:
			// A colon or semicolon after a quotation does not change the mark at its end: “What is to be done?”:
			if last != nil && !(quoted && (strings.HasPrefix(e.leaf.text, ":") || strings.HasPrefix(e.leaf.text, ";"))) {
				meet(last, e.leaf)
			}
			if e.leaf.text != "" {
				last, quoted = e.leaf, false
			}
		}
	}
	if inQuote {
		moveIntoQuotes(n)
	}
}

// meet merges the punctuation where two leaves meet.
func meet(a, b *node) {
	for a.text != "" && b.text != "" {
		x, xn := utf8.DecodeLastRuneInString(a.text)
		y, yn := utf8.DecodeRuneInString(b.text)
		switch collide(x, y) {
		case keepFirst:
			b.text = b.text[yn:]
		case keepSecond:
			a.text = a.text[:len(a.text)-xn]
			return
		default:
			return
		}
	}
}

// moveIntoQuotes moves the comma or stop after a quotation into it (“Locale Options”, punctuation-in-quote).
func moveIntoQuotes(n *node) {
	evs := events(n, nil)
	for i := len(evs) - 1; i >= 0; i-- {
		if evs[i].close == nil {
			continue
		}
		// The next leaf, with nothing but ends of quotations between.
		k := i + 1
		for k < len(evs) && evs[k].close != nil {
			k++
		}
		if k >= len(evs) || evs[k].leaf == nil {
			continue
		}
		l := evs[k].leaf
		if evs[i].close.typed {
			continue
		}
		m := len(l.text) - len(strings.TrimLeft(l.text, ".,!?"))
		if m == 0 || l.tag == tagVerbatim {
			continue
		}
		// It goes to the end of the innermost quotation that ends here.
		first := i
		for first > 0 && evs[first-1].close != nil {
			first--
		}
		q := evs[first].close
		moved := l.text[:m]
		l.text = l.text[m:]
		if end := lastLeaf(q); end != nil {
			x, _ := utf8.DecodeLastRuneInString(end.text)
			y, yn := utf8.DecodeRuneInString(moved)
			if collide(x, y) == keepFirst {
				moved = moved[yn:]
			}
		}
		if moved != "" {
			q.kids = append(q.kids, &node{text: moved})
		}
		if l.text == "" {
			// More may follow from the next leaf.
			evs = slices.Delete(evs, k, k+1)
			i++
		}
	}
}

func lastLeaf(n *node) *node {
	var last *node
	n.eachLeaf(func(l *node) {
		if l.text != "" {
			last = l
		}
	})
	return last
}
