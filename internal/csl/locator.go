package csl

import (
	"strings"
	"unicode"
)

// locatorWords are the abbreviations of labels that authors write in the locator itself: “vol. 1, fol. 186”.
var locatorWords = map[string]string{
	"art.": "article-locator", "bk.": "book", "ch.": "chapter", "chap.": "chapter", "col.": "column", "fig.": "figure",
	"fol.": "folio", "l.": "line", "ll.": "line", "n.": "note", "nn.": "note", "no.": "issue", "op.": "opus",
	"p.": "page", "pp.": "page", "para.": "paragraph", "pt.": "part", "r.": "rule", "sec.": "section",
	"§": "section", "§§": "section", "¶": "paragraph", "s.v.": "sub-verbo", "sv.": "sub-verbo", "tit.": "title-locator",
	"vrs.": "verse", "vol.": "volume",
}

// locator returns the label and the text of a cite's locator. If the text begins with a label, that label is used. If
// the text has further labels, it does not change, and no label is printed before it.
func (c *Cite) locator() (label, text string) {
	text = strings.TrimSpace(c.Locator)
	label = c.Label
	if label != "" {
		if label == "page" {
			text = withoutPageWord(text)
		}
		return label, text
	}
	label = "page"
	word, rest, ok := strings.Cut(text, " ")
	own, known := locatorWords[strings.ToLower(word)]
	if !ok || !known {
		return label, text
	}
	for _, w := range strings.Fields(rest) {
		if _, more := locatorWords[strings.ToLower(w)]; more {
			return "", text
		}
	}
	return own, strings.TrimSpace(rest)
}

// isPlural decides the number of a label, with the words for “and” of the locale (“Label”).
func (r *render) isPlural(term, v string) bool {
	// Only what stands before a label within the text counts.
	words := strings.Fields(v)
	for i, w := range words {
		if _, known := locatorWords[strings.ToLower(w)]; known && i > 0 {
			v = strings.TrimRight(strings.Join(words[:i], " "), ", ;")
			break
		}
	}
	if isPlural(term, v) {
		return true
	}
	for _, form := range []string{"", "symbol"} {
		and := r.loc.terms[termKey{name: "and", form: form}].single
		if and == "" {
			continue
		}
		if a, b, ok := strings.Cut(v, " "+and+" "); ok && hasDigit(a) && hasDigit(b) {
			return true
		}
	}
	return false
}

func hasDigit(s string) bool { return strings.IndexFunc(s, unicode.IsDigit) >= 0 }

// withoutPageWord removes a “pp.” before the pages, as some data has it.
func withoutPageWord(s string) string {
	for _, w := range []string{"pp. ", "p. "} {
		if rest, ok := strings.CutPrefix(s, w); ok && rest != "" && unicode.IsDigit(rune(rest[0])) {
			return rest
		}
	}
	return s
}
