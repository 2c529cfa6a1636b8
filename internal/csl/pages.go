package csl

import (
	"regexp"
	"strconv"
	"strings"
)

// pageRanges rewrites the ranges in a page or locator by the page-range-format of the style (“Page Ranges”,
// “Appendix V”). With an empty format only the delimiter changes, and only if dash is set.
func pageRanges(s, format, delim string) string {
	if !strings.ContainsAny(s, "-–") {
		return s
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '&' })
	if len(parts) <= 1 {
		return onePageRange(s, format, delim)
	}
	// Rebuild with the separators as they stand.
	var b strings.Builder
	rest := s
	for _, p := range parts {
		i := strings.Index(rest, p)
		b.WriteString(rest[:i])
		b.WriteString(onePageRange(p, format, delim))
		rest = rest[i+len(p):]
	}
	b.WriteString(rest)
	return b.String()
}

var simpleRange = regexp.MustCompile(`^(\s*)([^\d\s\\–-]*)(\d+)(\s*(?:-|–)\s*)([^\d\s\\–-]*)(\d+)(\s*)$`)

func onePageRange(s, format, delim string) string {
	m := simpleRange.FindStringSubmatch(s)
	if m == nil {
		return hyphensToDash(s, delim)
	}
	p1, n1, p2, n2 := m[2], m[3], m[5], m[6]
	if p1 != p2 && p2 != "" {
		return m[1] + p1 + n1 + delim + p2 + n2 + m[7]
	}
	if format != "" {
		second := expandPage(n1, n2)
		a, err1 := strconv.Atoi(n1)
		b, err2 := strconv.Atoi(second)
		if err1 == nil && err2 == nil && a < b {
			n2 = abbreviatePage(n1, second, format)
			if p1 != "" {
				// Prefixed numbers repeat the prefix only where the second is written out.
				if format == "expanded" || format == "chicago" || format == "chicago-15" || format == "chicago-16" {
					p2 = p1
					n2 = second
				} else {
					p2 = ""
				}
			}
		}
	}
	return m[1] + p1 + n1 + delim + p2 + n2 + m[7]
}

// hyphensToDash replaces the hyphens between numbers; “\-” stands for a hyphen that stays.
func hyphensToDash(s, delim string) string {
	const kept = "\x00"
	s = strings.ReplaceAll(s, `\-`, kept)
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '–' })
	if len(fields) == 2 {
		s = strings.TrimRight(fields[0], " ") + delim + strings.TrimLeft(fields[1], " ")
	} else {
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

// dropCommon drops the leading digits that both share, keeping at least keep of them.
func dropCommon(first, second string, keep int) string {
	i := 0
	for i < len(second)-keep && first[i] == second[i] {
		i++
	}
	return second[i:]
}
