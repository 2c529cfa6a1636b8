package lang

import (
	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// Upper, Lower and Title are CSS's text-transform by language (css-text-3, §2.1): the dotted and dotless i of
// Turkish and Azeri, Greek capitals without accents, ß as SS, the IJ of Dutch as one letter. Title makes the
// first letter of each word a capital and leaves the others.

// Upper gives s in capitals.
func Upper(t Tag, s string) string { return cases.Upper(t.caseTag()).String(s) }

// Lower gives s in small letters.
func Lower(t Tag, s string) string { return cases.Lower(t.caseTag()).String(s) }

// Title gives s with a capital at the start of each word.
func Title(t Tag, s string) string { return cases.Title(t.caseTag(), cases.NoLower).String(s) }

// caseTag is the language by itself: x/text chooses its rules by that, and some tags with extensions confuse it.
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
