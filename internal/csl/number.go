package csl

import (
	"strconv"
	"strings"
	"unicode"
)

// isNumeric reports whether a variable's content is numeric in the sense of “Choose”, is-numeric: only numbers,
// which may have prefixes and suffixes (“D2”, “2b”), separated by commas, hyphens or ampersands.
func isNumeric(s string) bool {
	toks := numberTokens(s)
	if len(toks) == 0 {
		return false
	}
	for _, t := range toks {
		if t.sep == "" && !t.isNumber() {
			return false
		}
	}
	return true
}

// numToken is a number of a number variable, or a separator of two numbers.
type numToken struct {
	text string
	sep  string // “, ”, “ & ”, “-” or “–” with its spacing, for a separator
}

// isNumber reports whether a token is a number, with or without a prefix and a suffix. These have no points or colons:
// “2101.00001” is not a number.
func (t numToken) isNumber() bool {
	digit := false
	for _, r := range t.text {
		switch {
		case unicode.IsDigit(r):
			digit = true
		case unicode.IsSpace(r), strings.ContainsRune("<>.:;()[]", r):
			return false
		}
	}
	return digit
}

// counts reports whether a token begins with a number, in figures or in Roman numerals.
func (t numToken) counts() bool {
	word, _, _ := strings.Cut(t.text, " ")
	_, ok := parseRoman(word)
	return ok || hasDigit(word)
}

// plainNumber gives the value of a token without prefix or suffix.
func (t numToken) plainNumber() (int, bool) {
	n, err := strconv.Atoi(t.text)
	return n, err == nil && n >= 0
}

// numberTokens splits content at its separators. Separators get the spacing of “Number”.
func numberTokens(s string) []numToken {
	s = strings.TrimSpace(s)
	var out []numToken
	var cur strings.Builder
	flush := func() {
		if t := strings.TrimSpace(cur.String()); t != "" {
			out = append(out, numToken{text: t})
		}
		cur.Reset()
	}
	rs := []rune(s)
	for i, r := range rs {
		sep := ""
		switch r {
		case ',':
			sep = ", "
		case '&':
			sep = " & "
		case '-':
			sep = "-"
		case '–':
			sep = "–"
		case '\\':
			// “\-” is a hyphen that belongs to the number.
			if i+1 < len(rs) && rs[i+1] == '-' {
				continue
			}
		}
		if r == '-' && i > 0 && rs[i-1] == '\\' {
			cur.WriteRune('-')
			continue
		}
		if sep == "" {
			cur.WriteRune(r)
			continue
		}
		flush()
		if len(out) == 0 || out[len(out)-1].sep != "" {
			return append(out, numToken{text: s})
		}
		out = append(out, numToken{sep: sep})
	}
	flush()
	if len(out) > 0 && out[len(out)-1].sep != "" {
		out = append(out, numToken{text: ""})
	}
	return out
}

// parseRoman reads a Roman numeral.
func parseRoman(s string) (int, bool) {
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100, 'd': 500, 'm': 1000}
	total, last := 0, 1001
	if s == "" {
		return 0, false
	}
	for _, r := range strings.ToLower(s) {
		v, ok := values[r]
		if !ok {
			return 0, false
		}
		total += v
		if last < v {
			total -= 2 * last
		}
		last = v
	}
	return total, strings.EqualFold(roman(total), s)
}

// roman writes a number in lower-case Roman numerals, or in digits if it has no Roman numeral.
func roman(n int) string {
	if n < 1 || n > 9999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		v int
		s string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for n >= d.v {
			b.WriteString(d.s)
			n -= d.v
		}
	}
	return b.String()
}

// ordinalSuffix gives the suffix of a number as an ordinal (“Ordinal Suffixes”, “Gender-specific Ordinals”).
func (l *locale) ordinalSuffix(n int, gender string) string {
	if !l.ordinalDefined {
		// The scheme of CSL 1.0, with the terms ordinal-01 to ordinal-04.
		last, two := n%10, n%100
		name := "ordinal-04"
		if last >= 1 && last <= 3 && (two < 11 || two > 13) {
			name = "ordinal-0" + strconv.Itoa(last)
		}
		t, _ := l.lookup(name, "", gender)
		return t.single
	}
	two := n % 100
	for _, try := range []int{two, n % 10} {
		name := "ordinal-" + pad(try, 2)
		for _, g := range []string{gender, ""} {
			t, ok := l.terms[termKey{name: name, gender: g}]
			if !ok {
				continue
			}
			match := t.match
			if match == "" {
				match = "last-digit"
				if try >= 10 {
					match = "last-two-digits"
				}
			}
			if match == "whole-number" && n == try || match == "last-two-digits" && two == try || match == "last-digit" && try < 10 && n%10 == try {
				return t.single
			}
		}
	}
	t, _ := l.lookup("ordinal", "", gender)
	return t.single
}

// longOrdinal returns “first” to “tenth”, and a plain ordinal for any other number (“Long Ordinals”).
func (l *locale) longOrdinal(n int, gender string) string {
	if n >= 1 && n <= 10 {
		if t, ok := l.lookup("long-ordinal-"+pad(n, 2), "", gender); ok {
			return t.single
		}
	}
	return strconv.Itoa(n) + l.ordinalSuffix(n, gender)
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

// isPlural reports whether content names more than one thing, for labels (“Label”, plural).
func isPlural(variable, s string) bool {
	if variable == "number-of-pages" || variable == "number-of-volumes" {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err == nil {
			return n > 1
		}
	}
	toks := numberTokens(s)
	for i, t := range toks {
		if t.sep != "" && i > 0 && i+1 < len(toks) && toks[i-1].counts() && toks[i+1].counts() {
			return true
		}
	}
	return false
}
