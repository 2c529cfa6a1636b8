package csl

import (
	"regexp"
	"strconv"
	"strings"
)

// ParseDate reads a date written as a string: the Extended Date/Time Format (levels 0 and 1: years, months, days,
// seasons 21 to 24, intervals open or closed, “~”, “?” and “%”, long years), or a date in English words such as
// “12 May 1968” or “Spring 1999 – Summer 2001”. Any other text becomes a literal date.
func ParseDate(s string) Date {
	s = strings.TrimSpace(s)
	if s == "" {
		return Date{}
	}
	if d, ok := parseEDTF(s); ok {
		return d
	}
	if d, ok := parseWords(s); ok {
		return d
	}
	return Date{Literal: s}
}

var edtfDate = regexp.MustCompile(`^(?:[Yy])?(-?\d{1,9}|-?\d{1,3}X{1,3})(?:-(\d{1,2}|XX)(?:-(\d{1,2}|XX))?)?(?:T.*)?$`)

func parseEDTF(s string) (Date, bool) {
	start, end, ranged := strings.Cut(s, "/")
	var d Date
	var ok bool
	if d.Start, d.Circa, ok = edtfParts(start); !ok {
		return Date{}, false
	}
	if !ranged {
		// A year with an X is an interval: 196X is some year of the sixties.
		if strings.Contains(start, "X") && strings.Index(start, "X") < 4 {
			from, to := strings.ReplaceAll(start, "X", "0"), strings.ReplaceAll(start, "X", "9")
			d.Start, _, _ = edtfParts(from)
			d.End, _, _ = edtfParts(to)
			d.Start.Month, d.Start.Day, d.End.Month, d.End.Day, d.Circa = 0, 0, 0, 0, true
		}
		return d, !d.Start.isZero()
	}
	if end == "" || end == ".." {
		d.Open = true
		return d, !d.Start.isZero()
	}
	var circa bool
	if d.End, circa, ok = edtfParts(end); !ok {
		// “1998/5/12” is not an interval.
		return Date{}, false
	}
	d.Circa = d.Circa || circa
	if start == "" || start == ".." {
		return Date{Literal: "–" + strings.Trim(end, "~?%"), Circa: d.Circa}, true
	}
	return d, true
}

func edtfParts(s string) (p DateParts, circa, ok bool) {
	if s == "" || s == ".." {
		return p, false, true
	}
	trimmed := strings.Map(func(r rune) rune {
		if strings.ContainsRune("~?%", r) {
			return -1
		}
		return r
	}, s)
	circa = trimmed != s
	m := edtfDate.FindStringSubmatch(trimmed)
	if m == nil {
		return p, false, false
	}
	// EDTF differs from other notations in that each year has four digits, unless it is marked.
	digits := strings.TrimLeft(m[1], "-")
	if len(digits) != 4 && !strings.HasPrefix(trimmed, "Y") && !strings.HasPrefix(trimmed, "y") && (len(digits) > 4 || m[2] != "") {
		return p, false, false
	}
	p.Year, _ = strconv.Atoi(strings.ReplaceAll(m[1], "X", "0"))
	// EDTF has a year 0, which is 1 BC.
	if p.Year <= 0 {
		p.Year--
	}
	p.Month, _ = strconv.Atoi(m[2])
	p.Day, _ = strconv.Atoi(m[3])
	if p.Month > 12 && (p.Month < 21 || p.Month > 24) || p.Day > 31 || m[2] == "00" || m[3] == "00" {
		// There is no such month or day.
		return DateParts{}, false, false
	}
	return p.checked(), circa, true
}

// checked turns months 13 to 16 and 21 to 24 into seasons, as other programs and EDTF write them, and drops impossible parts.
func (p DateParts) checked() DateParts {
	switch m := p.Month; {
	case m >= 13 && m <= 16:
		p.Season, p.Month, p.Day = m-12, 0, 0
	case m >= 21 && m <= 24:
		p.Season, p.Month, p.Day = m-20, 0, 0
	case m < 0 || m > 12:
		p.Month, p.Day = 0, 0
	}
	if p.Day < 0 || p.Day > 31 || p.Month == 0 {
		p.Day = 0
	}
	return p
}

var monthWords = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

// seasonNumber reads a season as data gives it: 1 to 4 (also 13 to 16 and 21 to 24), or its English name; else 0.
func seasonNumber(s string) int {
	s = strings.ToLower(strings.TrimSpace(s))
	switch s {
	case "spring":
		return 1
	case "summer":
		return 2
	case "autumn", "fall":
		return 3
	case "winter":
		return 4
	}
	n, err := strconv.Atoi(s)
	switch {
	case err != nil:
		return 0
	case n >= 13 && n <= 16:
		n -= 12
	case n >= 21 && n <= 24:
		n -= 20
	}
	if n < 1 || n > 4 {
		return 0
	}
	return n
}

var rangeSplit = regexp.MustCompile(`\s+-\s+|\s*[–—]\s*|\s*/\s*`)

// parseWords reads English dates, and ranges of them.
func parseWords(s string) (Date, bool) {
	parts := rangeSplit.Split(s, -1)
	var d Date
	var ok bool
	switch len(parts) {
	case 1:
		d.Start, d.Circa, ok = wordParts(s)
		return d, ok
	case 2:
		var c1, c2, ok2 bool
		d.Start, c1, ok = wordParts(parts[0])
		d.End, c2, ok2 = wordParts(parts[1])
		if ok2 && !ok {
			// “May – July 2008”: the year is given once.
			d.Start, c1, ok = wordParts(parts[0] + " " + strconv.Itoa(d.End.Year))
		}
		d.Circa = c1 || c2
		return d, ok && ok2
	}
	return Date{}, false
}

func wordParts(s string) (p DateParts, circa, ok bool) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == '\u00a0' }) {
		low := strings.ToLower(strings.Trim(w, "?~[]()"))
		circa = circa || strings.ContainsAny(w, "?~")
		if n := seasonNumber(low); n > 0 && low[0] > '9' {
			p.Season = n
			continue
		}
		if len(low) >= 3 && monthWords[low[:3]] > 0 && low[0] > '9' {
			p.Month = monthWords[low[:3]]
			continue
		}
		n, err := strconv.Atoi(low)
		switch {
		case low == "ca" || low == "c" || low == "circa":
			circa = true
		case err != nil || n <= 0:
			return p, false, false
		case n <= 31 && p.Day == 0 && len(low) <= 2:
			p.Day = n
		case p.Year == 0 && n < 10000:
			p.Year = n
		default:
			return p, false, false
		}
	}
	if p.Year == 0 || p.Day > 0 && p.Month == 0 || p.Season > 0 && p.Month > 0 {
		return p, false, false
	}
	return p, circa, true
}
