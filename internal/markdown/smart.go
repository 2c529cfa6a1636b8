package markdown

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/lang"
)

// hyphen reads a run of hyphens: "--" is an en dash, "---" an em dash. A single one may come before @key.
func (in *inliner) hyphen() {
	b := in.rest()
	n := 1
	for n < len(b) && b[n] == '-' {
		n++
	}
	if n == 1 {
		if len(b) > 1 && b[1] == '@' {
			in.citeKey(true)
			return
		}
		in.literal(1)
		return
	}
	if n < len(b) && b[n] == '@' && !in.r.smart {
		n--
	}
	if !in.r.smart {
		in.literal(n)
		return
	}
	s := strings.Repeat("—", n/3)
	switch n % 3 {
	case 2:
		s += "–"
	case 1:
		s += "-"
	}
	in.add(kText, n, s)
}

// dots reads "...", an ellipsis.
func (in *inliner) dots() {
	if b := in.rest(); in.r.smart && len(b) >= 3 && b[1] == '.' && b[2] == '.' {
		in.add(kText, 3, "…")
		return
	}
	in.literal(1)
}

func (in *inliner) quote() {
	k := kText
	if in.r.smart {
		k = kQuote
	}
	in.add(k, 1, string(in.b[in.i]))
}

// smarten converts the quotation marks of a paragraph and adds the spaces of French punctuation. It visits the leaves
// in reading order, each in the language of the innermost span that has one.
func (r *reading) smarten(items []*item, language string) {
	if !r.smart {
		return
	}
	var leaves []*item
	quotes, french := false, false
	var collect func(items []*item, language string)
	collect = func(items []*item, language string) {
		for _, it := range items {
			own := language
			if it.attrs.Lang != "" {
				own = it.attrs.Lang
			}
			it.lang = own
			switch it.kind {
			case kNote: // a separate text
				r.smarten(it.kids, own)
				continue
			case kCite, kKey:
				for _, c := range it.cites {
					r.smarten(c.prefix, own)
					r.smarten(c.suffix, own)
				}
			}
			quotes = quotes || it.kind == kQuote
			french = french || strings.HasPrefix(own, "fr")
			if it.kids != nil {
				collect(it.kids, own)
				continue
			}
			leaves = append(leaves, it)
		}
	}
	collect(items, language)
	tags := map[string]lang.Tag{}
	tag := func(s string) lang.Tag {
		t, ok := tags[s]
		if !ok {
			t, _ = lang.Parse(s)
			tags[s] = t
		}
		return t
	}
	if quotes {
		setQuotes(leaves, tag)
	}
	if french {
		setSpaces(leaves, tag)
	}
}

// Smart converts quotation marks, dashes and dots of a line of plain text, such as a title in the metadata, as in a
// paragraph of its language.
func Smart(text, language string) string {
	var leaves []*item
	for rest := text; rest != ""; {
		n, it := 1, &item{kind: kText}
		switch {
		case rest[0] == '"' || rest[0] == '\'':
			it.kind, it.text = kQuote, rest[:1]
		case strings.HasPrefix(rest, "---"):
			n, it.text = 3, "—"
		case strings.HasPrefix(rest, "--"):
			n, it.text = 2, "–"
		case strings.HasPrefix(rest, "..."):
			n, it.text = 3, "…"
		case rest[0] == ';':
			it.kind, it.text = kSemicolon, ";"
		default:
			if n = strings.IndexAny(rest[1:], `"'-.;`) + 1; n == 0 {
				n = len(rest)
			}
			it.text = rest[:n]
		}
		leaves = append(leaves, it)
		rest = rest[n:]
	}
	(&reading{smart: true}).smarten(leaves, language)
	var b strings.Builder
	for _, it := range leaves {
		b.WriteString(it.text)
	}
	return b.String()
}

// edge gives the last (or first) character of a leaf; a leaf that is not text counts as a letter.
func edge(it *item, last bool) rune {
	switch it.kind {
	case kSoft, kHard:
		return '\n'
	case kNoteRef:
		return 0
	case kText, kSemicolon, kQuote:
		if it.text == "" {
			return 0
		}
		if last {
			c, _ := utf8.DecodeLastRuneInString(it.text)
			return c
		}
		c, _ := utf8.DecodeRuneInString(it.text)
		return c
	}
	return 'x'
}

func neighbour(leaves []*item, i, step int) rune {
	for j := i + step; j >= 0 && j < len(leaves); j += step {
		if c := edge(leaves[j], step < 0); c != 0 {
			return c
		}
	}
	return '\n'
}

// mark is a quotation mark that is not yet converted.
type mark struct {
	leaf   int
	single bool
	start  bool // of the paragraph
	depth  int
	inner  bool // set with the marks for a quotation within one
	tag    lang.Tag
}

// setQuotes pairs quotation marks. A mark after a space opens; the others close, or are apostrophes. A single mark
// without a partner is an apostrophe. At the start of a paragraph it is an opening mark, as it may be the first of
// several quoted paragraphs.
//
// Of nested pairs the outer one gets the language's first marks and the inner one its second marks, whichever of " and
// ' was typed. There is one exception. If the first marks of a language are double, '…' outside of other marks keeps
// the second marks, as that is how authors set a word apart from a quotation.
func setQuotes(leaves []*item, tag func(string) lang.Tag) {
	var open []mark
	for i, it := range leaves {
		if it.kind != kQuote {
			continue
		}
		single := it.text == "'"
		before, after := neighbour(leaves, i, -1), neighbour(leaves, i, 1)
		opens := !isSpaceRune(after) && (isSpaceRune(before) || strings.ContainsRune("([{‘“«„‚—–-/…\"'", before) && (isWordRune(after) || !isPunctRune(after) || strings.ContainsRune("\"'([¿¡…", after)))
		if isSpaceRune(before) && isSpaceRune(after) {
			opens = false
		}
		if !single && !opens && isWordRune(after) && !unicode.IsDigit(before) && !slices.ContainsFunc(open, func(m mark) bool { return !m.single }) {
			opens = true // within a word, as in Pandoc: neo"classic"
		}
		t := tag(it.lang)
		q := lang.Quotes(t)
		if single && (isWordRune(before) && isWordRune(after) || opens && elision(leaves, i)) {
			it.text = lang.Apostrophe
			continue
		}
		if !opens {
			k := len(open) - 1
			for k >= 0 && open[k].single != single {
				k--
			}
			if k < 0 || single && k < len(open)-1 {
				switch {
				case single:
					it.text = lang.Apostrophe
				case !unicode.IsDigit(before): // a mark after a digit means inches or feet and does not change
					it.text = q.Close
				}
				continue
			}
			for _, m := range open[k+1:] { // never closed
				abandon(leaves, m)
			}
			m := open[k]
			open = open[:k]
			it.text = closing(m)
			continue
		}
		m := mark{leaf: i, single: single, start: before == '\n' && first(leaves, i), depth: len(open), tag: t}
		switch {
		case len(open) > 0:
			m.inner = !open[len(open)-1].inner
		case single:
			m.inner = isDouble(q.Open)
		}
		it.text = opening(m)
		open = append(open, m)
	}
	for _, m := range open {
		abandon(leaves, m)
	}
}

func first(leaves []*item, i int) bool {
	for j := range i {
		if leaves[j].kind != kQuote {
			return false
		}
	}
	return true
}

func abandon(leaves []*item, m mark) {
	if m.single && !m.start {
		leaves[m.leaf].text = lang.Apostrophe
	}
}

func isDouble(mark string) bool {
	return !strings.HasPrefix(mark, "‘") && !strings.HasPrefix(mark, "‚")
}

func opening(m mark) string {
	q := lang.Quotes(m.tag)
	if m.inner {
		return q.OpenInner
	}
	return q.Open
}

func closing(m mark) string {
	q := lang.Quotes(m.tag)
	if m.inner {
		return q.CloseInner
	}
	return q.Close
}

// elision reports whether a mark before a word replaces omitted letters: 'tis, '90s.
func elision(leaves []*item, i int) bool {
	if i+1 >= len(leaves) || leaves[i+1].kind != kText {
		return false
	}
	s := leaves[i+1].text
	n := 0
	for n < len(s) {
		c, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			break
		}
		n += size
	}
	w := strings.ToLower(s[:n])
	if len(w) >= 2 && isDigit(w[0]) && isDigit(w[1]) && (len(w) == 2 || len(w) == 3 && w[2] == 's') {
		return true
	}
	switch w {
	case "tis", "twas", "twere", "twill", "twould", "em", "til", "cause", "cos", "bout", "neath", "gainst", "tween", "ave", "im", "ere",
		"s", "n", "t", "ne", "nen": // German and Dutch: 's ist, 'nen, 't huis
		return true
	}
	return false
}

// setSpaces adds the spaces of the language to punctuation, as lang.Spaces does for a whole text. A mark and the word
// before it may be in different nodes, so each leaf is given the neighbouring characters.
func setSpaces(leaves []*item, tag func(string) lang.Tag) {
	for i, it := range leaves {
		if it.kind != kText && it.kind != kSemicolon && it.kind != kQuote || it.literal || it.text == "" {
			continue
		}
		t := tag(it.lang)
		if t.Base() != "fr" {
			continue
		}
		text := it.text
		before, after := rune(0), rune(0)
		if i > 0 {
			prev := leaves[i-1]
			// A space before a mark is in the leaf before; it moves to the mark.
			if c := edge(it, false); strings.ContainsRune(";!?:»", c) && prev.kind == kText && !prev.literal && prev.lang == it.lang {
				if cut := strings.TrimRight(prev.text, " "); len(cut) < len(prev.text) {
					prev.text, text = cut, " "+text
				}
			}
			before = neighbour(leaves, i, -1)
		}
		if i+1 < len(leaves) {
			after = neighbour(leaves, i, 1)
		}
		lent := ""
		if before != 0 && !isSpaceRune(before) && before != '«' {
			lent = string(before)
		}
		tail := ""
		if isWordRune(after) && !strings.HasSuffix(text, "«") {
			tail = string(after)
		}
		s := lang.Spaces(t, lent+text+tail)
		it.text = strings.TrimSuffix(strings.TrimPrefix(s, lent), tail)
	}
}
