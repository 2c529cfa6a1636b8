// Package lang has everything that depends on the language: hyphenation and line-break opportunities, quotation marks and
// spaces, capitals, dates, and the words that quire itself prints in a book.
package lang

import (
	"golang.org/x/text/language"
)

// Tag is a language tag of BCP 47, with or without script and region. Tags are comparable; the zero Tag is "und", the unknown
// language. Parsing takes some time: do it once for a text, not for each word.
type Tag struct {
	bcp  language.Tag
	home home
}

// home is a language whose conventions we know.
type home uint8

const (
	other home = iota // any other language
	enGB
	enUS
	fr
	de
	es
	it
	pt
	ptBR
	nl
	pl
	ru
	la
	sv
	cs
	tr
	el
	uk
	he
	ar
	ja
	ko
	zhHans
	zhHant
	homes // their number
)

// known holds the language of each home, in the order of the constants.
var known = []language.Tag{
	language.Und, language.BritishEnglish, language.AmericanEnglish, language.French, language.German, language.Spanish,
	language.Italian, language.EuropeanPortuguese, language.BrazilianPortuguese, language.Dutch, language.Polish, language.Russian,
	language.MustParse("la"), language.Swedish, language.Czech, language.Turkish, language.Greek,
	language.Ukrainian, language.Hebrew, language.Arabic, language.Japanese, language.Korean, language.SimplifiedChinese,
	language.TraditionalChinese,
}

// Parse reads a BCP 47 tag such as "en-GB" or "sr-Latn". If it is not well-formed, the result is "und" and ok is false. For
// "und" and the empty string the result is "und" and ok is true.
func Parse(s string) (tag Tag, ok bool) {
	if s == "" {
		return Tag{}, true
	}
	bcp, err := language.Parse(s)
	if err != nil {
		return Tag{}, false
	}
	return Tag{bcp, homeOf(bcp)}, true
}

// Make is Parse for a tag that should be well-formed; for any other it returns "und".
func Make(s string) Tag {
	t, _ := Parse(s)
	return t
}

// homeOf finds the nearest variety of the same language.
func homeOf(bcp language.Tag) home {
	base, conf := bcp.Base()
	if conf == language.No {
		return other
	}
	for h := enGB; h < homes; h++ {
		if b, _ := known[h].Base(); b != base {
			continue
		}
		switch h {
		case enGB:
			// By CLDR's parentLocales only the English of the United States, its dependencies and the Philippines is
			// nearer to American spelling than to British. English without a region counts as British.
			if region, conf := bcp.Region(); conf == language.Exact && american(region.String()) {
				return enUS
			}
		case pt:
			if region, _ := bcp.Region(); region.String() == "BR" { // "pt" without a region means the same in CLDR
				return ptBR
			}
		case zhHans:
			if script, _ := bcp.Script(); script.String() == "Hant" {
				return zhHant
			}
		}
		return h
	}
	return other
}

func american(region string) bool {
	switch region {
	case "US", "AS", "GU", "MH", "MP", "PH", "PR", "UM", "VI":
		return true
	}
	return false
}

// String gives the tag in its canonical form; "und" for the zero Tag.
func (t Tag) String() string { return t.bcp.String() }

// Base returns the language without script and region, such as "en" or "und".
func (t Tag) Base() string {
	b, _ := t.bcp.Base()
	if t.bcp == (language.Tag{}) {
		return "und"
	}
	return b.String()
}

// RightToLeft reports whether the language is written from right to left.
func (t Tag) RightToLeft() bool {
	if t.bcp == (language.Tag{}) {
		return false
	}
	s, _ := t.bcp.Script()
	switch s.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Samr", "Mand":
		return true
	}
	return false
}

// Match returns the language of quire's own words in a book of this language: the language itself if we have words in it,
// else English. It is the value for a lang attribute around such words.
func (t Tag) Match() Tag {
	h := t.home
	if !hasWords(h) {
		h = enGB
	}
	if h == t.home {
		return t
	}
	return Tag{known[h], h}
}

// Lacks says what quire does not have of a language: words of its own, names of months among them, and patterns for
// hyphenation, if the script of the language divides words with a hyphen. Of "und" it lacks nothing.
func (t Tag) Lacks() (words, hyphenation bool) {
	if t.Base() == "und" {
		return false, false
	}
	script, _ := t.bcp.Script()
	switch script.String() {
	case "Latn", "Cyrl", "Grek", "Armn", "Geor", "Copt":
		name, _, _ := patterns(t.home)
		hyphenation = name == ""
	}
	return !hasWords(t.home), hyphenation
}
