package csl

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// pageRanges rewrites the ranges in a page or locator in the page-range-format of the style (“Page Ranges”, “Appendix V”).
// With an empty format only the delimiter changes. Ranges that cannot be read keep their hyphens, unless all is set
// (“Range Delimiters”: the locator is always rendered with an en-dash).
func pageRanges(s, format, delim string, all bool) string {
	if !strings.ContainsAny(s, "-–") {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		i := strings.IndexAny(s, ",&;")
		if i < 0 {
			i = len(s)
		}
		b.WriteString(onePageRange(s[:i], format, delim, all))
		if i < len(s) {
			b.WriteByte(s[i])
			i++
		}
		s = s[i:]
	}
	return b.String()
}

// pageParts are the two numbers of a range, each with what precedes its last digits.
var pageParts = regexp.MustCompile(`^(\s*)([^\s\\–-]*?)(\d+)\s*[-–]\s*([^\s\\–-]*?)(\d+)(\s*)$`)

func onePageRange(s, format, delim string, all bool) string {
	m := pageParts.FindStringSubmatch(s)
	if m == nil {
		return dashes(s, delim, all)
	}
	p1, n1, p2, n2 := m[2], m[3], m[4], m[5]
	if p1 != p2 {
		if all {
			return m[1] + p1 + n1 + delim + p2 + n2 + m[6]
		}
		return m[1] + p1 + n1 + "-" + p2 + n2 + m[6]
	}
	if format != "" {
		second := expandPage(n1, n2)
		a, err1 := strconv.Atoi(n1)
		b, err2 := strconv.Atoi(second)
		if err1 == nil && err2 == nil && a < b {
			n2 = abbreviatePage(n1, second, format)
			if n2 != second || format != "expanded" {
				p2 = ""
			}
		}
	}
	return m[1] + p1 + n1 + delim + p2 + n2 + m[6]
}

// dashes rewrites a range that is not of numbers, such as “xi-xiv”. “\-” is a hyphen that does not change.
func dashes(s, delim string, all bool) string {
	const kept = "\x00"
	s = strings.ReplaceAll(s, `\-`, kept)
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '–' })
	digits := func(f string) bool {
		return strings.IndexFunc(strings.TrimSpace(f), func(r rune) bool { return !unicode.IsDigit(r) }) < 0
	}
	numerals := func(f, g string) bool {
		_, ok1 := parseRoman(strings.TrimSpace(f))
		_, ok2 := parseRoman(strings.TrimSpace(g))
		return ok1 && ok2 || digits(f) && digits(g) || ok1 && digits(g)
	}
	switch {
	case len(fields) == 2 && (all || numerals(fields[0], fields[1])):
		s = strings.TrimRight(fields[0], " ") + delim + strings.TrimLeft(fields[1], " ")
	case all && len(fields) > 2:
		s = strings.ReplaceAll(s, "-", delim)
	}
	return strings.ReplaceAll(s, kept, "-")
}

// expandPage completes an abbreviated second number: 321, 8 gives 328.
func expandPage(first, second string) string {
	if len(second) < len(first) {
		return first[:len(first)-len(second)] + second
	}
	return second
}

// abbreviatePage shortens the second number of a range by one of the formats of “Appendix V”.
func abbreviatePage(first, second, format string) string {
	if len(first) != len(second) {
		return second
	}
	switch format {
	case "minimal":
		return dropCommon(first, second, 1)
	case "minimal-two":
		return dropCommon(first, second, 2)
	case "chicago", "chicago-15", "chicago-16":
		n, _ := strconv.Atoi(first)
		switch {
		case n < 100 || n%100 == 0:
			return second
		case n%100 < 10:
			return dropCommon(first, second, 1)
		}
		short := dropCommon(first, second, 2)
		if format != "chicago-16" && len(first) == 4 && len(short) >= 3 {
			return second
		}
		return short
	}
	return second
}

// dropCommon drops the leading digits of the second number that the first has too, and leaves at least keep digits.
func dropCommon(first, second string, keep int) string {
	i := 0
	for i < len(second)-keep && first[i] == second[i] {
		i++
	}
	return second[i:]
}
