package math

import (
	"strings"

	"golang.org/x/text/language"
)

// quantity reads siunitx's \num, \unit, \qty and \ang with their lists, ranges and products. What they write is turned
// into TeX, which is then read as any other.
func (p *parser) quantity(kind string, t token) Node {
	p.rawOptional()
	comma := decimalSign(p.opts.Lang)
	num := func() string { return texNumber(p.words(t), comma) }
	unit := func() string {
		raw, _ := p.rawArgument(t)
		return p.unitOf(raw)
	}
	var tex string
	switch kind {
	case "num":
		tex = num()
	case "unit":
		tex = unit()
	case "ang":
		tex = angle(p.words(t), comma)
	case "qty":
		n := num()
		p.rawOptional() // SI[…]{…}[prefix]{…}
		tex = joinUnit(n, unit())
	case "numrange":
		tex = num() + rangeWord(p.opts.Lang) + num()
	case "qtyrange":
		a, b := num(), num()
		u := unit()
		tex = joinUnit(a, u) + rangeWord(p.opts.Lang) + joinUnit(b, u)
	case "numlist", "numproduct", "qtylist", "qtyproduct":
		numbers := series(kind, p.words(t), comma)
		if strings.HasPrefix(kind, "qty") {
			u := unit()
			for i := range numbers {
				numbers[i] = joinUnit(numbers[i], u)
			}
		}
		tex = p.enumerate(numbers, strings.HasSuffix(kind, "product"))
	}
	return &Row{Atom: Atom{t.start, p.end(t), Ord}, Content: p.written(tex, t)}
}

// series gives the numbers of a list or a product.
func series(kind, s string, comma byte) (out []string) {
	sep := ";"
	if strings.HasSuffix(kind, "product") {
		sep = "x"
	}
	for part := range strings.SplitSeq(s, sep) {
		out = append(out, texNumber(strings.TrimSpace(part), comma))
	}
	return out
}

// enumerate joins the parts of a list or a product.
func (p *parser) enumerate(parts []string, product bool) string {
	last := len(parts) - 1
	switch {
	case product:
		return strings.Join(parts, `\times `)
	case last < 1:
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:last], `\text{, }`) + `\text{` + andWord(p.opts.Lang) + "}" + parts[last]
}

// joinUnit puts a unit behind a number.
func joinUnit(number, unit string) string {
	if strings.HasPrefix(unit, "^") { // °
		return "{" + number + "}" + unit
	}
	return number + `\,` + unit
}

// base gives the language of a tag.
func base(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return "en"
	}
	b, _ := t.Base()
	return b.String()
}

// decimalSign gives the sign between units and tenths.
func decimalSign(tag string) byte {
	switch base(tag) {
	case "de", "fr", "es", "it", "nl", "pl", "pt", "ru", "sv", "da", "nb", "fi", "cs", "uk", "el", "hu", "ro", "tr":
		return ','
	}
	return '.'
}

// rangeWord gives the word between the ends of a range.
func rangeWord(tag string) string {
	switch base(tag) {
	case "de":
		return `\text{ bis }`
	case "fr":
		return `\text{ à }`
	case "es", "it", "pt":
		return `\text{ a }`
	case "nl":
		return `\text{ tot }`
	case "pl":
		return `\text{ do }`
	case "ru":
		return `\text{ до }`
	}
	return `\text{ to }`
}

// andWord gives the word before the last of a list.
func andWord(tag string) string {
	switch base(tag) {
	case "de":
		return " und "
	case "fr":
		return " et "
	case "es":
		return " y "
	case "it", "pt":
		return " e "
	case "nl":
		return " en "
	case "pl":
		return " i "
	case "ru":
		return " и "
	}
	return " and "
}

// texNumber sets a number as siunitx does: 12345.678e-9 is in groups of three, with a power of ten; 1.2(3) and 1.2 +- 0.3
// keep their uncertainty.
func texNumber(s string, comma byte) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), `\pm`, "+-")
	if a, b, ok := strings.Cut(s, "+-"); ok {
		mantissa, exponent := b, ""
		if i := strings.IndexAny(b, "eEdD"); i >= 0 {
			mantissa, exponent = b[:i], b[i:]
		}
		if exponent != "" {
			return "(" + texNumber(a, comma) + `\pm ` + texNumber(mantissa, comma) + ")" + power(exponent[1:], true)
		}
		return texNumber(a, comma) + `\pm ` + texNumber(b, comma)
	}
	if a, b, ok := strings.Cut(s, "x"); ok {
		return texNumber(a, comma) + `\times ` + texNumber(b, comma)
	}
	mantissa, exponent := s, ""
	if i := strings.IndexAny(s, "eEdD"); i >= 0 && !strings.Contains(s, `\`) {
		mantissa, exponent = s[:i], s[i+1:]
	}
	if strings.Contains(mantissa, `\`) { // a macro or a symbol
		return mantissa
	}
	return grouped(mantissa, comma) + power(exponent, mantissa != "" && mantissa != "+" && mantissa != "-")
}

// power gives a power of ten behind a number.
func power(exponent string, times bool) string {
	if exponent == "" {
		return ""
	}
	p := "10^{" + exponent + "}"
	if times {
		return `\times ` + p
	}
	return p
}

// grouped divides the digits of a number with five or more of them into groups of three.
func grouped(s string, comma byte) string {
	sign := ""
	for len(s) > 0 && strings.IndexByte("+-<>", s[0]) >= 0 {
		sign, s = sign+string(s[0]), s[1:]
	}
	for _, w := range []struct{ from, to string }{{"<<", `{\ll}`}, {">>", `{\gg}`}, {"<", "{<}"}, {">", "{>}"}} {
		if sign == w.from {
			sign = w.to
		}
	}
	uncertainty := ""
	if i := strings.IndexByte(s, '('); i >= 0 {
		s, uncertainty = s[:i], s[i:]
	}
	whole, fraction, hasFraction := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	var b strings.Builder
	b.WriteString(sign)
	if whole == "" && hasFraction {
		whole = "0"
	}
	for i := range len(whole) {
		if i > 0 && len(whole) > 4 && (len(whole)-i)%3 == 0 {
			b.WriteString(`\,`)
		}
		b.WriteByte(whole[i])
	}
	if hasFraction {
		if comma == ',' {
			b.WriteString("{,}")
		} else {
			b.WriteByte('.')
		}
	}
	for i := range len(fraction) {
		if i > 0 && len(fraction) > 4 && i%3 == 0 {
			b.WriteString(`\,`)
		}
		b.WriteByte(fraction[i])
	}
	return b.String() + uncertainty
}

// angle sets \ang{10;20;30}, degrees, minutes and seconds.
func angle(s string, comma byte) string {
	signs := []string{`^{\circ}`, "'", "''"}
	var b strings.Builder
	for i, part := range strings.Split(s, ";") {
		part = strings.TrimSpace(part)
		if part == "" || i >= len(signs) {
			continue
		}
		b.WriteString("{" + texNumber(part, comma) + "}" + signs[i])
	}
	return b.String()
}
