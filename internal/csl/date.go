package csl

import (
	"strconv"
	"strings"
)

// date renders cs:date (“Date”).
func (r *render) date(e *element) (*node, vars) {
	v := vars(varCalled)
	for _, name := range e.variables {
		d, ok := r.item.Dates[name]
		// The date of access does not distinguish works.
		if !ok || r.suppressed[name] || d.isZero() || r.ambiguity && name == "accessed" {
			continue
		}
		n := r.oneDate(e, d)
		if n.empty() {
			continue
		}
		r.mark(name)
		return r.finish(e, n), v | varFilled
	}
	return nil, v
}

// oneDate renders a date in the format that the element has or names.
func (r *render) oneDate(e *element, d Date) *node {
	parts, delimiter, f, tcase := r.dateFormat(e)
	if r.sorting {
		return textNode(dateKey(d, func(name string) bool {
			for _, p := range parts {
				if p.name == name {
					return true
				}
			}
			return false
		}))
	}
	if d.Literal != "" {
		return r.withSuffix(parseRich(d.Literal))
	}
	n := r.dateNode(parts, delimiter, d)
	if n == nil {
		return nil
	}
	if f != (Format{}) {
		n = &node{kids: []*node{n}, f: f}
	}
	if tcase != "" {
		n = copyNode(n)
		textCase(n, tcase, r.casers(), r.english())
	}
	return n
}

// dateFormat returns the date-parts in order, and their delimiter.
func (r *render) dateFormat(e *element) (parts []*element, delimiter string, f Format, tcase string) {
	if e.form == "" {
		return e.kids, e.delimiter, Format{}, ""
	}
	local := r.loc.dates[e.form]
	if local == nil {
		return e.kids, e.delimiter, Format{}, ""
	}
	for _, p := range local.kids {
		if p.name == "day" && e.dateParts != "year-month-day" || p.name == "month" && e.dateParts == "year" {
			continue
		}
		for _, own := range e.kids {
			if own.name == p.name {
				p = overridePart(p, own)
			}
		}
		parts = append(parts, p)
	}
	tcase = local.textCase
	if e.textCase != "" {
		tcase = ""
	}
	// The style overrides the locale.
	return parts, local.delimiter, withoutSet(local.f, e.f), tcase
}

// withoutSet returns f without the values that own sets.
func withoutSet(f, own Format) Format {
	if own.Style != 0 {
		f.Style = 0
	}
	if own.Variant != 0 {
		f.Variant = 0
	}
	if own.Weight != 0 {
		f.Weight = 0
	}
	if own.Decoration != 0 {
		f.Decoration = 0
	}
	if own.Align != 0 {
		f.Align = 0
	}
	return f
}

// overridePart overrides the attributes of a date-part of a localized format by those of the style (“Date”).
func overridePart(local, own *element) *element {
	p := *local
	if own.form != "" {
		p.form = own.form
	}
	p.f = own.f.over(local.f)
	if own.textCase != "" {
		p.textCase = own.textCase
	}
	p.stripPeriods = own.stripPeriods || local.stripPeriods
	if own.hasRangeDelim {
		p.rangeDelimiter, p.hasRangeDelim = own.rangeDelimiter, true
	}
	return &p
}

// dateNode renders the parts of a date or of a range (“Date Ranges”).
func (r *render) dateNode(parts []*element, delimiter string, d Date) *node {
	has := func(p *element) bool {
		return p.shows(d.Start) || d.isRange() && !d.Open && p.shows(d.End)
	}
	var shown []*element
	for _, p := range parts {
		if has(p) {
			shown = append(shown, p)
		}
	}
	if len(shown) == 0 {
		return nil
	}
	if !d.isRange() {
		return r.datePartsNode(shown, delimiter, d.Start, false, false)
	}
	if d.Open {
		n := r.datePartsNode(shown, delimiter, d.Start, false, true)
		return joined(n, &node{text: rangeDelimiter(shown, "year")})
	}
	// The largest part that differs decides which parts are repeated and which delimiter is used.
	largest := ""
	for _, name := range []string{"year", "month", "day"} {
		for _, p := range shown {
			if p.name == name && largest == "" && datePartDiffers(name, d.Start, d.End) {
				largest = name
			}
		}
	}
	if largest == "" {
		return r.datePartsNode(shown, delimiter, d.Start, false, false)
	}
	rank := map[string]int{"year": 0, "month": 1, "day": 2}
	first, last := -1, -1
	for i, p := range shown {
		if rank[p.name] >= rank[largest] {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	mid := shown[first : last+1]
	head := r.datePartsNode(shown[:first], delimiter, d.Start, false, false)
	from := r.datePartsNode(mid, delimiter, d.Start, false, true)
	to := r.datePartsNode(mid, delimiter, d.End, true, false)
	tail := r.datePartsNode(shown[last+1:], delimiter, d.Start, false, false)
	return delimited([]*node{head, joined(from, &node{text: rangeDelimiter(shown, largest)}, to), tail}, delimiter)
}

func rangeDelimiter(parts []*element, name string) string {
	for _, p := range parts {
		if p.name == name && p.hasRangeDelim {
			return p.rangeDelimiter
		}
	}
	return "–"
}

// shows reports whether a date has a value for a date-part. A season has no number for a numeric month.
func (e *element) shows(p DateParts) bool {
	switch e.name {
	case "year":
		return p.Year != 0
	case "month":
		return p.Month != 0 || p.Season != 0 && !strings.HasPrefix(e.form, "numeric")
	}
	return p.Day != 0
}

func datePartDiffers(name string, a, b DateParts) bool {
	switch name {
	case "year":
		return a.Year != b.Year
	case "month":
		return a.Month != b.Month || a.Season != b.Season
	}
	return a.Day != b.Day
}

// datePartsNode renders parts of one date. Beside the delimiter of a range, affixes that only separate parts are left out:
// “May 1–5, 2008”, not “May 1, –5, 2008”.
func (r *render) datePartsNode(parts []*element, delimiter string, p DateParts, noPrefix, noSuffix bool) *node {
	var kids []*node
	last := -1
	for i, e := range parts {
		if e.shows(p) {
			last = i
		}
	}
	const seam = " \u00a0,;-/"
	first := true
	for i, e := range parts {
		if !e.shows(p) {
			continue
		}
		part := *e
		if noPrefix && first && len(parts) == 1 {
			part.prefix = ""
		} else if noPrefix && first {
			part.prefix = strings.TrimLeft(part.prefix, seam)
		}
		if noSuffix && i == last && len(parts) == 1 && !strings.HasPrefix(part.suffix, ".") {
			part.suffix = ""
		} else if noSuffix && i == last {
			part.suffix = strings.TrimRight(part.suffix, seam)
		}
		first = false
		kids = append(kids, r.datePart(&part, p))
	}
	return delimited(kids, delimiter)
}

func (r *render) datePart(e *element, p DateParts) *node {
	var n *node
	switch e.name {
	case "year":
		n = r.withSuffix(&node{text: r.year(p.Year, e.form)})
	case "month":
		n = textNode(r.month(p, e.form))
	case "day":
		n = textNode(r.day(p, e.form))
	}
	return r.finish(e, n)
}

// year writes a year (“AD and BC”).
func (r *render) year(y int, form string) string {
	switch {
	case y < 0:
		return strconv.Itoa(-y) + r.loc.term("bc", "", false)
	case form == "short" && y >= 1000:
		return pad(y%100, 2)
	case y < 1000:
		return strconv.Itoa(y) + r.loc.term("ad", "", false)
	}
	return strconv.Itoa(y)
}

func (r *render) month(p DateParts, form string) string {
	if p.Month == 0 {
		f := ""
		if form == "short" {
			f = "short"
		}
		return r.loc.term("season-"+pad(p.Season, 2), f, false)
	}
	switch form {
	case "numeric":
		return strconv.Itoa(p.Month)
	case "numeric-leading-zeros":
		return pad(p.Month, 2)
	case "short":
		return r.loc.term("month-"+pad(p.Month, 2), "short", false)
	}
	return r.loc.term("month-"+pad(p.Month, 2), "", false)
}

func (r *render) day(p DateParts, form string) string {
	switch form {
	case "numeric-leading-zeros":
		return pad(p.Day, 2)
	case "ordinal":
		if r.loc.limitDayOrdinals && p.Day > 1 {
			return strconv.Itoa(p.Day)
		}
		return strconv.Itoa(p.Day) + r.loc.ordinalSuffix(p.Day, r.loc.gender("month-"+pad(p.Month, 2)))
	}
	return strconv.Itoa(p.Day)
}

// withSuffix appends the year-suffix to the first year rendered, unless the style places it itself
// (“Disambiguation”, disambiguate-add-year-suffix).
func (r *render) withSuffix(n *node) *node {
	if n == nil || r.suffixDone || r.sorting || r.p.placesYearSuffix() {
		return n
	}
	s := r.dis.yearSuffix()
	if s == "" {
		return n
	}
	r.suffixDone = true
	return joined(n, &node{text: s, tag: tagYearSuffix})
}

// dateKey writes a date for sorting (“Sorting Variables”, dates): YYYYMMDD with zeros for what is missing, negative
// years in reverse, and the end of a range after its start. With parts, only those are used.
func dateKey(d Date, parts func(string) bool) string {
	one := func(p DateParts) string {
		var b strings.Builder
		y := p.Year
		if !parts("year") {
			y = 0
		}
		if y < 0 {
			b.WriteString("0" + pad(1000000000+y, 10))
		} else {
			b.WriteString("1" + pad(y, 10))
		}
		m, day := p.Month, p.Day
		if !parts("month") {
			m = 0
		}
		if !parts("day") {
			day = 0
		}
		b.WriteString(pad(m, 2) + pad(day, 2))
		return b.String()
	}
	if d.Literal != "" {
		return d.Literal
	}
	k := one(d.Start)
	switch {
	case d.Open:
		k += "-9"
	case d.isRange():
		k += "-" + one(d.End)
	}
	return k
}
