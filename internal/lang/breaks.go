package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// BreakKind is the kind of a place where a line may end.
type BreakKind uint8

// The kinds of opportunities.
const (
	// AtSpace: after one or more spaces, which are discarded if the line ends there.
	AtSpace BreakKind = iota
	// Mandatory: after a line feed or the like; the line must end.
	Mandatory
	// AfterHyphen: after a hyphen that is in the text (TeX's exhyphenpenalty).
	AfterHyphen
	// AfterDash: after an en or em rule without a space.
	AfterDash
	// AtSoftHyphen: after U+00AD; a hyphen is printed.
	AtSoftHyphen
	// InAddress: within a web address, a path or a word of code; without a hyphen.
	InAddress
	// WithinName: between the letters or figures of a long name in an address or in code, only for lines that would be ugly otherwise.
	WithinName
	// BetweenIdeographs: between characters of a script that is written without spaces.
	BetweenIdeographs
	// Elsewhere: at any other opportunity of UAX #14, such as after a slash or at a zero-width space.
	Elsewhere
)

// Opportunity is a place where a line may end.
type Opportunity struct {
	Offset int // in bytes: where the next line would begin
	Kind   BreakKind
}

// Breaks returns the places where a line may end, in order: those of the Unicode line breaking algorithm (UAX #14) without
// those that typography forbids, and within addresses those of separate rules. Hyphenation and the end of text are not
// included. (uniseg passes the conformance test of UAX #14, but finds no break before a hyphen that begins a number, as in
// “at -5”.) Callers write U+FFFC for an object without text, such as a picture in a line. With U+2060 (word joiner) before
// it, as for the call of a note, no line ends between it and the word before.
//
// Besides those of UAX #14, these breaks are forbidden:
//   - between an abbreviation and its number or name: “p. 12”, “vol. ii”, “Mr Smith”, “M. Dupont”;
//   - between and after initials: “V. L. Serge”;
//   - between a number and its unit, and between the groups of a number: “10 km”, “20 000”;
//   - before a dash or an ellipsis that has spaces around it, and beside an em rule on the side without a space;
//   - before ; : ! ? » and after « if French text has an ordinary space there;
//   - after a hyphen that leaves a single letter on either side, or begins a word;
//   - in a range of numbers;
//   - after the one-letter words of Polish and Russian.
func Breaks(text string, t Tag) []Opportunity {
	var out []Opportunity
	state, at, addressEnd := -1, 0, 0
	rest := text
	for rest != "" {
		var must bool
		start := at
		n := plainWord(rest)
		plain := n > 0 // and not an address
		if plain {
			rest, state = rest[n:], -1
		} else {
			var seg string
			seg, rest, must, state = uniseg.FirstLineSegmentInString(rest, state)
			n = len(seg)
		}
		at += n
		if start >= addressEnd && !plain {
			// A word may have several segments, so the whole word is looked at.
			if end := addressAt(text, start); end > start {
				out = addressBreaks(out, text, start, end)
				addressEnd = end
			}
		}
		if at == len(text) || at < addressEnd {
			continue
		}
		if must {
			out = append(out, Opportunity{at, Mandatory})
			continue
		}
		if kind := kindAt(text, at); allowed(text, at, kind, t) {
			out = append(out, Opportunity{at, kind})
		}
	}
	return out
}

// plainWord returns the length of a word of ASCII letters, with a punctuation mark after it, if there is one, and a space. If
// no other such word follows it returns 0. Most words are of this kind. A line may always end after them, so their letters
// need not be looked up in the tables of UAX #14.
func plainWord(text string) int {
	i := 0
	for i < len(text) && asciiLetter(text[i]) {
		i++
	}
	if i == 0 {
		return 0
	}
	if i < len(text) && strings.IndexByte(".,;:!?", text[i]) >= 0 {
		i++
	}
	if i+1 < len(text) && text[i] == ' ' && asciiLetter(text[i+1]) {
		return i + 1
	}
	return 0
}

func asciiLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func kindAt(text string, at int) BreakKind {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	switch {
	case before == softHyphen:
		return AtSoftHyphen
	case isBreakingSpace(before):
		return AtSpace
	case isHyphen(before):
		return AfterHyphen
	case isDash(before):
		return AfterDash
	}
	after, _ := utf8.DecodeRuneInString(text[at:])
	if ideographic(before) || ideographic(after) {
		return BetweenIdeographs
	}
	return Elsewhere
}

func isBreakingSpace(r rune) bool {
	return unicode.Is(unicode.Zs, r) && r != '\u00A0' && r != '\u202F' && r != '\u2007' || r == '\t'
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' }

func isDash(r rune) bool { return r == '–' || r == '—' || r == '―' }

func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Yi) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}

// allowed reports whether typography allows a break at a place.
func allowed(text string, at int, kind BreakKind, t Tag) bool {
	after, rest := cutFirst(text[at:])
	last, head := cutLast(text[:at])
	switch kind {
	case AtSpace:
		return spaceBreaks(wordBefore(text[:at]), wordAfter(text[at:]), t)
	case AfterHyphen:
		left := lettersBefore(head)
		right := lettersAfter(text[at:])
		return left != 0 && left != 1 && right != 1
	case AfterDash:
		before, _ := cutLast(head)
		if unicode.IsDigit(before) && unicode.IsDigit(after) {
			return false
		}
		// A dash after a space or at the start belongs to the word that follows.
		opening := head == "" || unicode.IsSpace(before) || strings.ContainsRune("(“‘«„", before)
		return !opening
	case Elsewhere:
		if isDash(after) {
			return unicode.IsSpace(last) && !unicode.IsSpace(firstRune(rest))
		}
		if last == '/' {
			return lettersBefore(head) > 2 && lettersAfter(text[at:]) > 2
		}
	}
	return true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// cutFirst divides s into its first character and the rest.
func cutFirst(s string) (r rune, rest string) {
	r, size := utf8.DecodeRuneInString(s)
	return r, s[size:]
}

// cutLast divides s into its last character and the text before it.
func cutLast(s string) (r rune, before string) {
	r, size := utf8.DecodeLastRuneInString(s)
	return r, s[:len(s)-size]
}

// wordBefore returns the last word of s, without the spaces after it and opening punctuation before it.
func wordBefore(s string) string {
	s = strings.TrimRightFunc(s, isBreakingSpace)
	if i := strings.LastIndexFunc(s, unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		s = s[i+size:]
	}
	if w := strings.TrimLeft(s, "([{“‘«„‚\"'"); w != "" {
		return w
	}
	return s
}

// wordAfter gives the first word of s.
func wordAfter(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		s = s[:i]
	}
	return s
}

// spaceBreaks reports whether a line may end at the space between two words.
func spaceBreaks(before, after string, t Tag) bool {
	if before == "" || after == "" {
		return true
	}
	first, rest := cutFirst(after)
	switch first {
	case '–', '—', '―', '…':
		if !unicode.IsLetter(firstRune(rest)) && !unicode.IsDigit(firstRune(rest)) {
			return false
		}
	case ';', ':', '!', '?':
		return false
	case '»':
		return t.home != fr
	}
	if t.home == fr && before == "«" {
		return false
	}
	number := unicode.IsDigit(first)
	last := lastRune(before)
	switch {
	case isInitial(before) && unicode.IsUpper(first):
		return false
	case number && (before == "§" || before == "§§" || before == "№" || before == "n°" || before == "nº" || before == "No" || before == "Nr"):
		return false
	case strings.HasSuffix(before, ".") && (number || isRoman(after)) && takesNumber(strings.TrimSuffix(before, ".")):
		return false
	case unicode.IsUpper(first) && isTitle(strings.TrimSuffix(before, "."), strings.HasSuffix(before, "."), t):
		return false
	case unicode.IsDigit(last) && (isUnit(after) || isGroup(before, after)):
		return false
	}
	return !clings(before, t)
}

// isInitial reports whether w is one or more initials with their stops: “V.”, “V.L.”, “J.-P.”, “Ю.”.
func isInitial(w string) bool {
	letters := 0
	for w != "" {
		r, size := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) || !strings.HasPrefix(w[size:], ".") {
			return false
		}
		letters++
		w = strings.TrimPrefix(w[size+1:], "-")
	}
	return letters > 0
}

// isRoman reports whether w, without punctuation after it, is a small number in Roman figures.
func isRoman(w string) bool {
	w = strings.TrimRightFunc(w, unicode.IsPunct)
	return w != "" && (strings.Trim(w, "ivxlc") == "" || strings.Trim(w, "IVXLC") == "")
}

// takesNumber reports whether a number usually follows the abbreviation w, which is given without its full stop.
func takesNumber(w string) bool {
	switch strings.ToLower(w) {
	case "p", "pp", "vol", "vols", "no", "nos", "ch", "chap", "fig", "figs", "tab", "art", "sec", "sect", "para", "n", "nn", "l", "ll", "f",
		"fol", "bk", "pt", "ed", "c", "ca", "pl", // English, some of them others, too
		"t", "liv", "col", // French
		"s", "bd", "nr", "kap", "abb", "abs", "anm", "z", "taf", // German
		"pág", "págs", "núm", "cap", "lib", // Spanish
		"pag", "pagg", "sez", // Italian
		"blz", "dl", "hfdst", "afb", // Dutch
		"str", "rozdz", "ryc", "rys", // Polish
		"с", "стр", "т", "гл", "рис", "табл", "вып", "ч", "кн", "ст", "п", "д", "л", "оп", "ф": // Russian
		return true
	}
	return false
}

// isTitle reports whether w is a title before a name; stopped is true if a full stop follows it.
func isTitle(w string, stopped bool, t Tag) bool {
	switch w {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Mme", "Mlle", "MM", "Me", "Mgr", "Hr", "Frl", "Sr", "Sra", "Srta", "Dª", "Sig", "Dott", "dhr", "mevr":
		return stopped || t.Base() != "de"
	case "M", "D", "г", "гг", "тов", "т", "Rev", "Hon", "Gen", "Col", "Capt", "Lt", "Sgt", "Nr":
		return stopped
	}
	return false
}

// isUnit reports whether w, without punctuation after it, is a unit of measure or a sign that belongs to a number.
func isUnit(w string) bool {
	if strings.HasPrefix(w, "%") || strings.HasPrefix(w, "‰") || strings.HasPrefix(w, "°") {
		return true
	}
	switch strings.TrimRight(w, ".,;:!?)]”’»") {
	case "km", "m", "cm", "mm", "km²", "m²", "ha", "kg", "g", "mg", "t", "l", "ml", "s", "ms", "h", "min", "V", "W", "kW", "kWh", "MW", "Hz",
		"pt", "px", "em", "in", "ft", "lb", "oz", "K", "€", "£", "$", "a.m", "p.m", "am", "pm", "BC", "AD", "BCE", "CE", "fr",
		"км", "м", "см", "мм", "кг", "г", "га", "л", "ч", "мин", "руб", "коп", "гг", "zł", "gr":
		return true
	}
	return false
}

// isGroup reports whether before and after are groups of one number: “20 000”.
func isGroup(before, after string) bool {
	after = strings.TrimRight(after, ".,;:!?)]”’»")
	if len(after) != 3 || strings.Trim(after, "0123456789") != "" {
		return false
	}
	return len(before) <= 3 && strings.Trim(before, "0123456789") == ""
}

// clings reports whether w is a one-letter word that must not end a line in its language.
func clings(w string, t Tag) bool {
	switch t.home {
	case pl:
		switch strings.ToLower(w) {
		case "a", "i", "o", "u", "w", "z":
			return true
		}
	case ru:
		switch strings.ToLower(w) {
		case "в", "к", "с", "о", "у", "и", "а", "я", "э":
			return true
		}
	}
	return false
}

func lettersBefore(s string) int {
	n := 0
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if !wordRune(r) {
			break
		}
		n++
		s = s[:len(s)-size]
	}
	return n
}

func lettersAfter(s string) int {
	n := 0
	for _, r := range s {
		if !wordRune(r) {
			break
		}
		n++
	}
	return n
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == apostrophe || r == softHyphen
}
