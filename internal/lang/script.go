package lang

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// Script is the code of a script in ISO 15924, such as "Latn". "Zyyy" is for characters of all scripts (figures, punctuation),
// and "Zinh" for marks, which have the script of their letter.
type Script string

// Scripts for characters of several writing systems.
const (
	Common    Script = "Zyyy"
	Inherited Script = "Zinh"
	Unknown   Script = "Zzzz"
)

type scriptTable struct {
	code  Script
	table *unicode.RangeTable
}

// scripts has the scripts, the most frequent first.
var scripts = []scriptTable{
	{"Latn", unicode.Latin},
	{Common, unicode.Common},
	{Inherited, unicode.Inherited},
	{"Cyrl", unicode.Cyrillic},
	{"Grek", unicode.Greek},
	{"Hebr", unicode.Hebrew},
	{"Arab", unicode.Arabic},
	{"Hani", unicode.Han},
	{"Hira", unicode.Hiragana},
	{"Kana", unicode.Katakana},
	{"Hang", unicode.Hangul},
	{"Armn", unicode.Armenian},
	{"Geor", unicode.Georgian},
	{"Deva", unicode.Devanagari},
	{"Beng", unicode.Bengali},
	{"Guru", unicode.Gurmukhi},
	{"Gujr", unicode.Gujarati},
	{"Orya", unicode.Oriya},
	{"Taml", unicode.Tamil},
	{"Telu", unicode.Telugu},
	{"Knda", unicode.Kannada},
	{"Mlym", unicode.Malayalam},
	{"Sinh", unicode.Sinhala},
	{"Thai", unicode.Thai},
	{"Laoo", unicode.Lao},
	{"Tibt", unicode.Tibetan},
	{"Mymr", unicode.Myanmar},
	{"Khmr", unicode.Khmer},
	{"Mong", unicode.Mongolian},
	{"Ethi", unicode.Ethiopic},
	{"Cher", unicode.Cherokee},
	{"Cans", unicode.Canadian_Aboriginal},
	{"Bopo", unicode.Bopomofo},
	{"Syrc", unicode.Syriac},
	{"Thaa", unicode.Thaana},
	{"Copt", unicode.Coptic},
	{"Goth", unicode.Gothic},
	{"Runr", unicode.Runic},
	{"Ogam", unicode.Ogham},
	{"Glag", unicode.Glagolitic},
	{"Tfng", unicode.Tifinagh},
	{"Yiii", unicode.Yi},
	{"Adlm", unicode.Adlam},
	{"Nkoo", unicode.Nko},
}

// ScriptOf returns the script of a character; Unknown for a few scripts that no living language uses.
func ScriptOf(r rune) Script {
	switch {
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		return "Latn"
	case r < 0x80:
		return Common
	}
	for i := range scripts {
		if unicode.Is(scripts[i].table, r) {
			return scripts[i].code
		}
	}
	return Unknown
}

// scriptsOf returns the script in the tag, or the usual scripts of the language; none if the language is unknown.
func scriptsOf(t Tag) []Script {
	if t.Base() == "und" {
		return nil
	}
	s, sure := t.bcp.Script()
	switch s.String() {
	case "Cprt": // CLDR's likely script of “grc”, because of inscriptions
		if sure != language.Exact {
			return []Script{"Grek"}
		}
	case "Jpan":
		return []Script{"Hani", "Hira", "Kana"}
	case "Kore":
		return []Script{"Hang", "Hani"}
	case "Hans", "Hant":
		return []Script{"Hani", "Bopo"}
	case "Zzzz":
		return nil
	}
	return []Script{Script(s.String())}
}

// Foreign is a phrase that is not in a script of its language: s[Start:End].
type Foreign struct {
	Start, End int
	Script     Script
}

// ForeignPhrases returns the phrases of two letters or more that are not in a script of the language: the mark of their
// language is probably missing. A single letter counts as a symbol. One or two Latin words in a language of another script
// count as a name or a term, which need no mark by WCAG 2.2, 3.1.2:
//
//	macOS や Git を使う    →    none
//	彼は “so it goes” と言った    →    so it goes
func ForeignPhrases(t Tag, s string) []Foreign {
	own := scriptsOf(t)
	if own == nil {
		return nil
	}
	var out []Foreign
	var cur Foreign
	letters := 0
	end := func() {
		name := cur.Script == "Latn" && len(strings.Fields(s[cur.Start:cur.End])) < 3
		if letters > 1 && !name {
			out = append(out, cur)
		}
		letters = 0
	}
	for i, r := range s {
		sc := ScriptOf(r)
		switch {
		case sc == Common || sc == Inherited || sc == Unknown:
			if sc == Inherited && letters > 0 && cur.End == i {
				cur.End = i + len(string(r))
			}
			continue
		case slices.Contains(own, sc):
			end()
		case letters > 0 && sc == cur.Script:
			letters++
			cur.End = i + len(string(r))
		default:
			end()
			cur = Foreign{i, i + len(string(r)), sc}
			letters = 1
		}
	}
	end()
	return out
}

// Cursive reports whether r is of a script whose letters join their neighbours (css-text-3, §8.4).
func Cursive(r rune) bool {
	if r < 0x600 || r >= 0x2000 && r < 0xA800 && r != '\u200D' {
		return false
	}
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mongolian, unicode.Mandaic, unicode.Adlam, unicode.Phags_Pa,
		unicode.Hanifi_Rohingya, unicode.Manichaean, unicode.Psalter_Pahlavi, unicode.Sogdian, unicode.Inherited) || r == '\u200D'
}
