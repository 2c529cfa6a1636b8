package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Apostrophe is the character in "don’t", the same in all our languages.
const Apostrophe = "’"

// Quotation has the quotation marks of a language: Open and Close, and within them OpenInner and CloseInner. They include
// the space that belongs to them, as in French.
type Quotation struct {
	Open, Close, OpenInner, CloseInner string
}

// Quotes returns the quotation marks of a language. They are those of CLDR with one exception: British English, and the
// English of all regions that do not follow the American, have ‘single’ marks first, as is the custom. English without a
// region and unknown languages have “double” marks.
func Quotes(t Tag) Quotation {
	switch base := t.Base(); base {
	case "en":
		if _, region := t.bcp.Region(); region == language.Exact && t.home == enGB {
			return Quotation{"‘", "’", "“", "”"}
		}
	case "fr":
		return Quotation{"«\u202F", "\u202F»", "“", "”"}
	case "pt":
		if t.home != ptBR {
			return Quotation{"«", "»", "“", "”"}
		}
	case "de":
		if r, _ := t.bcp.Region(); r.String() == "CH" || r.String() == "LI" {
			return Quotation{"«", "»", "‹", "›"}
		}
		return Quotation{"„", "“", "‚", "‘"}
	case "zh":
		if s, _ := t.bcp.Script(); s.String() == "Hant" {
			return Quotation{"「", "」", "『", "』"}
		}
	default:
		if q, ok := quotations[base]; ok {
			return q
		}
	}
	return Quotation{"“", "”", "‘", "’"}
}

// quotations has the marks of languages that do not use “…” and ‘…’, by the language without region.
var quotations = map[string]Quotation{
	"es": {"«", "»", "“", "”"}, "it": {"«", "»", "“", "”"}, "la": {"«", "»", "“", "”"}, "ca": {"«", "»", "“", "”"}, "sq": {"«", "»", "“", "”"},
	"el": {"«", "»", "“", "”"}, "ast": {"«", "»", "“", "”"}, "oc": {"«", "»", "“", "”"}, "hy": {"«", "»", "“", "”"},
	"nb": {"«", "»", "‘", "’"}, "nn": {"«", "»", "‘", "’"}, "no": {"«", "»", "‘", "’"}, "fa": {"«", "»", "‹", "›"}, "ps": {"«", "»", "‹", "›"},
	"ru": {"«", "»", "„", "“"}, "uk": {"«", "»", "„", "“"}, "be": {"«", "»", "„", "“"}, "kk": {"«", "»", "„", "“"},
	"nl": {"‘", "’", "“", "”"}, "cy": {"‘", "’", "“", "”"}, "fy": {"‘", "’", "“", "”"},
	"pl": {"„", "”", "«", "»"}, "ro": {"„", "”", "«", "»"}, "hu": {"„", "”", "»", "«"}, "et": {"„", "“", "«", "»"}, "ka": {"„", "“", "«", "»"},
	"cs": {"„", "“", "‚", "‘"}, "sk": {"„", "“", "‚", "‘"}, "sl": {"„", "“", "‚", "‘"}, "hr": {"„", "“", "‚", "‘"}, "is": {"„", "“", "‚", "‘"},
	"lb": {"„", "“", "‚", "‘"}, "hsb": {"„", "“", "‚", "‘"}, "dsb": {"„", "“", "‚", "‘"},
	"bg": {"„", "“", "’", "’"}, "sr": {"„", "“", "‘", "‘"}, "mk": {"„", "“", "’", "‘"}, "lt": {"„", "“", "‚", "‘"}, "bs": {"„", "”", "‘", "’"},
	"sv": {"”", "”", "’", "’"}, "fi": {"”", "”", "’", "’"}, "he": {"”", "”", "’", "’"}, "ar": {"”", "“", "’", "‘"}, "ur": {"”", "“", "’", "‘"},
	"ja": {"「", "」", "『", "』"},
}

// Spaces sets the spaces at punctuation in running text. French has a narrow no-break space (U+202F) before ; ! ? and inside
// guillemets, and a no-break space before a colon (Lexique des règles typographiques en usage à l'Imprimerie nationale). A
// typed space is replaced; a missing one is added unless the mark is part of a word (an address, a time). Text in other
// languages does not change.
func Spaces(t Tag, text string) string {
	if t.home != fr || !strings.ContainsAny(text, ";!?:«»") {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 8)
	var before rune // the last character written
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		rest := text[i+size:]
		switch {
		case isSpace(r) && rest != "":
			// A space before a mark is written with the mark.
			if next, then := cutFirst(rest); before != 0 && spaceBefore(next) != "" && ends(then) {
				i += size
				continue
			}
		case spaceBefore(r) != "" && before != 0 && before != '\n' && ends(rest):
			typed := i > 0 && isSpace(lastRune(text[:i]))
			if typed || unicode.IsLetter(before) || unicode.IsDigit(before) || strings.ContainsRune("»”’)]…%", before) || r == '»' && before != '«' {
				b.WriteString(spaceBefore(r))
			}
		case r == '«':
			b.WriteString("«\u202F")
			before = '«'
			i += size
			for i < len(text) {
				s, n := utf8.DecodeRuneInString(text[i:])
				if !isSpace(s) {
					break
				}
				i += n
			}
			continue
		}
		b.WriteString(text[i : i+size])
		before = r
		i += size
	}
	return b.String()
}

func spaceBefore(r rune) string {
	switch r {
	case ';', '!', '?', '»':
		return "\u202F"
	case ':':
		return "\u00A0"
	}
	return ""
}

func isSpace(r rune) bool { return r == ' ' || r == '\u00A0' || r == '\u202F' || r == '\u2009' }

// ends reports whether a word ends before rest: rest is empty or begins with a space or closing punctuation.
func ends(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || unicode.IsSpace(r) || strings.ContainsRune("»”’)]…!?.,;", r)
}
