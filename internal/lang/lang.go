// Package lang has what differs by language: where words are hyphenated and lines may break, quotation marks and
// spaces, capitals, dates, and the words that the tool itself prints into a book.
package lang

import (
	"golang.org/x/text/language"
)

// Tag is a language as BCP 47 names it, with or without script and region. Tags are comparable; the zero Tag is
// "und", the unknown language. To parse one takes some time: keep it with the text rather than parse it per word.
type Tag struct {
	bcp  language.Tag
	home home
}

// home is a language that we know the conventions of.
type home uint8

const (
	other home = iota // a language that we know nothing of
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
	homes // how many there are
)

// known holds the language of each home, in the order of the constants.
var known = []language.Tag{
	language.Und, language.BritishEnglish, language.AmericanEnglish, language.French, language.German, language.Spanish,
	language.Italian, language.EuropeanPortuguese, language.BrazilianPortuguese, language.Dutch, language.Polish, language.Russian,
	language.MustParse("la"), language.Swedish, language.Czech, language.Turkish, language.Greek,
}

// Parse reads a BCP 47 tag such as "en-GB" or "sr-Latn". Of one that is not well-formed, ok is false and the tag
// "und"; so it is with "und" itself and the empty string, though with ok true.
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

// Make is Parse for a tag that is known to be well-formed; any other gives "und".
func Make(s string) Tag {
	t, _ := Parse(s)
	return t
}

// homeOf finds the variety of the language that is nearest; but never another language.
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
			// Nearer to American spelling than to British are, by CLDR's parentLocales, only the English of the
			// United States, its dependencies and the Philippines. English without a region has no known side, and
			// gets the British one if it says so or says nothing of a region.
			if region, conf := bcp.Region(); conf == language.Exact && american(region.String()) {
				return enUS
			}
		case pt:
			if region, _ := bcp.Region(); region.String() == "BR" { // which "pt" alone means in CLDR, too
				return ptBR
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

// Base gives the language alone, such as "en" or "und".
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

// Match gives the one of our languages whose words are printed in a book of this language: the language itself if
// it has them, else English; so the result can be named in a lang attribute around such words.
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
