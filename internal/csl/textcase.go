package csl

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// Words that title case leaves in lower case unless they are first, last or after a colon (“Title Case
// Conversion”): English articles, conjunctions and prepositions, and the particles of names.
var stopWords = set(`a about above across afore after against al along alongside amid amidst among amongst an and anenst
	apropos apud around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by
	c ca circa d' de despite down during et except for forenenst from given in inside into lest like modulo near next nor
	notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout thru thruout till to
	toward towards under underneath until unto up upon v v. van versus via vis-à-vis von vs vs. with within without yet`)

// stopPairs are prepositions of two words, both in lower case.
var stopPairs = setOf("according to", "ahead of", "apart from", "as regards", "aside from", "back to", "because of", "close to", "due to",
	"far from", "inside of", "instead of", "near to", "next to", "on to", "out from", "out of", "outside of", "prior to",
	"pursuant to", "rather than", "regardless of", "such as", "that of", "up to", "where as")

// caser changes the case of text in one language.
type caser struct{ tag language.Tag }

func newCaser(lang string) caser {
	t, err := language.Parse(lang)
	if err != nil {
		t = language.Und
	}
	return caser{t}
}

func (c caser) upper(s string) string {
	if !c.special() {
		return strings.ToUpper(s)
	}
	return cases.Upper(c.tag).String(s)
}

func (c caser) lower(s string) string {
	if !c.special() {
		return strings.ToLower(s)
	}
	return cases.Lower(c.tag).String(s)
}

// special reports whether the language has case rules of its own.
func (c caser) special() bool {
	base, _ := c.tag.Base()
	switch base.String() {
	case "tr", "az", "lt", "el", "nl":
		return true
	}
	return false
}

func (c caser) isDutch() bool {
	base, _ := c.tag.Base()
	return base.String() == "nl"
}

// capital changes the first letter of s to upper case; other characters may precede it.
func (c caser) capital(s string) string {
	for i, r := range s {
		if unicode.IsLetter(r) {
			n := i + utf8.RuneLen(r)
			if strings.HasPrefix(s[i:], "ij") && c.isDutch() {
				n = i + 2
			}
			return s[:i] + c.upper(s[i:n]) + s[n:]
		}
		if unicode.IsDigit(r) {
			return s
		}
	}
	return s
}

// textCase applies a text-case attribute to a node in place (“Text-case”). Title case has an effect only if english is set.
func textCase(n *node, how string, c casers, english bool) {
	if n == nil || how == "" {
		return
	}
	var leaves []*node
	collectCased(n, false, &leaves)
	switch how {
	case "lowercase":
		for _, l := range leaves {
			if !l.nocase {
				l.text = c.of(l).lower(l.text)
			}
		}
	case "uppercase":
		for _, l := range leaves {
			if !l.nocase {
				l.text = c.of(l).upper(l.text)
			}
		}
	case "capitalize-first":
		capitalizeFirst(leaves, c)
	case "capitalize-all":
		eachWord(leaves, func(w *word) {
			if isLowerWord(w.text) {
				w.replace(c.of(w.leaf).capital(w.text))
			}
		})
	case "sentence":
		sentenceCase(leaves, c, english)
	case "title":
		if english {
			titleCase(leaves, c)
		}
	}
}

// casers change the case of text: that of an item in the language of the item, that of terms in the language of the locale.
type casers struct{ item, locale caser }

func (c casers) of(l *node) caser {
	if l.tag == tagTerm {
		return c.locale
	}
	return c.item
}

// collectCased lists the leaves, and marks those within nocase.
func collectCased(n *node, nocase bool, out *[]*node) {
	nocase = nocase || n.nocase
	if len(n.kids) == 0 {
		n.nocase = nocase
		*out = append(*out, n)
		return
	}
	for _, k := range n.kids {
		collectCased(k, nocase, out)
	}
}

func capitalizeFirst(leaves []*node, c casers) {
	first := true
	eachWord(leaves, func(w *word) {
		if first && isLowerWord(w.text) {
			w.replace(c.of(w.leaf).capital(w.text))
		}
		first = false
	})
}

// allUpper reports whether a text of more than one letter has no lower-case letter.
func allUpper(leaves []*node) bool {
	letters := 0
	for _, l := range leaves {
		for _, r := range l.text {
			if unicode.IsLower(r) {
				return false
			}
			if unicode.IsUpper(r) {
				letters++
			}
		}
	}
	return letters > 1
}

func isLowerWord(s string) bool {
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			return false
		}
	}
	return true
}

// sentenceCase leaves one capital (“Sentence Case Conversion”). In English, capitalized words change to lower case, as they
// come from title case; in other languages they may be nouns and do not change.
func sentenceCase(leaves []*node, c casers, english bool) {
	words := 0
	eachWord(leaves, func(*word) { words++ })
	all := allUpper(leaves) && words > 1
	first := true
	eachWord(leaves, func(w *word) {
		switch {
		case first:
			first = false
			if all {
				w.replace(c.of(w.leaf).capital(c.of(w.leaf).lower(w.text)))
			} else if isLowerWord(w.text) {
				w.replace(c.of(w.leaf).capital(w.text))
			}
		case all, english && isCapitalized(w.text):
			w.replace(c.of(w.leaf).lower(w.text))
		}
	})
}

// isCapitalized reports whether only the first letter is in upper case.
func isCapitalized(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) && isLowerWord(s[n:]) && len(s) > n
}

func titleCase(leaves []*node, cs casers) {
	var words []*word
	eachWord(leaves, func(w *word) { words = append(words, w) })
	for i, w := range words {
		c := cs.of(w.leaf)
		text := w.text
		// Mixed and upper case do not change, but a capitalized stop word becomes lower case.
		if !isLowerWord(text) && !(isCapitalized(text) && isStopWord(words, i)) {
			continue
		}
		stop := isStopWord(words, i)
		edge := i == 0 || i == len(words)-1 || w.sentence
		switch {
		case stop && w.after == "-" && !strings.HasSuffix(w.before, "-"):
			text = c.capital(text)
		case stop && !edge:
			text = c.lower(text)
		case utf8.RuneCountInString(text) == 1 && strings.HasSuffix(w.before, "-") && i > 0 && isNumberWord(words[i-1].text):
		case isSymbol(text) && (isGreek(text) || i > 0 && !w.sentence && (w.after != "-" || strings.HasSuffix(w.before, "-"))):
		default:
			text = c.capital(text)
		}
		w.replace(text)
	}
}

// isStopWord reports whether the word with number i is a stop word, or one of a pair.
func isStopWord(words []*word, i int) bool {
	low := func(k int) string { return strings.ToLower(words[k].text) }
	if stopWords[low(i)] || stopWords[low(i)+"."] && strings.HasPrefix(words[i].after, ".") {
		return true
	}
	pair := func(k int) bool {
		return k >= 0 && k+1 < len(words) && words[k].after == " " && stopPairs[low(k)+" "+low(k+1)]
	}
	return pair(i-1) || pair(i)
}

// isSymbol reports whether a word is a single letter, as in “the letter m”. It keeps its case, except at the beginning of a
// title and in “E-book”.
func isSymbol(s string) bool { return utf8.RuneCountInString(s) == 1 && s != "a" }

// isGreek reports whether a word begins with a Greek letter. A single Greek letter always keeps its case: “β-carotene”.
func isGreek(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Greek, r)
}

func isNumberWord(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) < 0
}

// word is one word in a row of leaves. Parts joined by a hyphen are words of their own.
type word struct {
	leaf          *node
	at            int
	text          string
	before, after string // the text between it and its neighbours
	sentence      bool   // it follows a colon or the end of a sentence
	shift         *int   // how far earlier replacements in the leaf moved its text
}

func (w *word) replace(s string) {
	if w.leaf.nocase || s == w.text {
		return
	}
	at := w.at + *w.shift
	w.leaf.text = w.leaf.text[:at] + s + w.leaf.text[at+len(w.text):]
	*w.shift += len(s) - len(w.text)
	w.text = s
}

// eachWord calls f for each word in order. A leaf's edge ends a word.
func eachWord(leaves []*node, f func(*word)) {
	var all []*word
	between := ""
	for _, l := range leaves {
		shift := new(int)
		s := l.text
		for i := 0; i < len(s); {
			r, size := utf8.DecodeRuneInString(s[i:])
			if !isWordRune(r) {
				between += s[i : i+size]
				i += size
				continue
			}
			j := i + size
			for j < len(s) {
				r, size := utf8.DecodeRuneInString(s[j:])
				next, _ := utf8.DecodeRuneInString(s[j+size:])
				// An apostrophe, or a full stop within an abbreviation (A.N.), belongs to the word.
				if isWordRune(r) || (r == '’' || r == '\'' || r == '`' || r == '.') && isWordRune(next) && j+size < len(s) {
					j += size
					continue
				}
				break
			}
			w := &word{leaf: l, at: i, text: s[i:j], before: between, shift: shift}
			if n := len(all); n > 0 {
				all[n-1].after = between
				w.sentence = sentenceBreak(all[n-1].text, between)
			}
			all = append(all, w)
			between = ""
			i = j
		}
	}
	if n := len(all); n > 0 {
		all[n-1].after = between
	}
	for _, w := range all {
		f(w)
	}
}

// sentenceBreak reports whether the text between two words ends a sentence or a main title: “Part One: The”.
func sentenceBreak(prev, between string) bool {
	t := strings.TrimRight(between, " \u00a0\u202f“‘\"'([")
	if t == between && t != "" {
		return false
	}
	t = strings.TrimRight(t, "”’\"')]")
	switch {
	case strings.HasSuffix(t, ":"), strings.HasSuffix(t, "?"), strings.HasSuffix(t, "!"):
		return true
	case strings.HasSuffix(t, "."):
		return utf8.RuneCountInString(prev) > 2
	}
	return false
}
