package lang

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Upper, Lower and Title are CSS's text-transform by language (css-text-3, §2.1): the dotted and dotless i of
// Turkish and Azeri, Greek capitals without accents, ß as SS, the IJ of Dutch as one letter. Title makes the
// first letter of each word a capital and does not change the others.

// Upper gives s in capitals.
func Upper(t Tag, s string) string {
	if b := t.Base(); b == "el" || b == "grc" {
		return bare(cases.Upper(language.Und).String(s))
	}
	return cases.Upper(t.caseTag()).String(s)
}

// bare removes accents and breathings from Greek capitals, but not the diaeresis. x/text’s rules for Greek remove the
// diaeresis and keep the circumflex.
func bare(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch r {
		case '\u0300', '\u0301', '\u0304', '\u0306', '\u0313', '\u0314', '\u0342', '\u0345':
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}

// Lower gives s in small letters.
func Lower(t Tag, s string) string { return cases.Lower(t.caseTag()).String(s) }

// Title gives s with a capital at the start of each word.
func Title(t Tag, s string) string { return cases.Title(t.caseTag(), cases.NoLower).String(s) }

// caseTag is the language without extensions, as x/text does not find the rules for some tags with extensions.
func (t Tag) caseTag() language.Tag {
	b, conf := t.bcp.Base()
	if conf == language.No {
		return language.Und
	}
	tag, err := language.Compose(b)
	if err != nil {
		return language.Und
	}
	return tag
}
