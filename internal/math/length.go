package math

import (
	"fmt"
	"strings"

	"quire/internal/dimen"
)

// dimension reads a length behind a command, with or without braces: 3mu, {1.5em}, -2pt plus 1fil.
func (p *parser) dimension(call token) Length {
	t := p.peek()
	if t.text == "{" {
		s := p.words(call)
		l, ok := parseLength(s)
		if !ok {
			p.fault(t.start, "math-syntax", fmt.Sprintf("“%s” is no length", s), "write it with a unit, such as 1em")
		}
		return l
	}
	var b strings.Builder
	digits := false
	for b.Len() < 40 {
		t := p.next()
		c := t.text
		if len(c) == 1 && (isDigit(c[0]) || strings.Contains("+-.,", c) && b.Len() < 12) || c == " " && !digits {
			digits = digits || isDigit(c[0])
			if c != " " {
				b.WriteString(c)
			}
			continue
		}
		if c == " " {
			continue
		}
		p.unread(t)
		break
	}
	unit := [2]token{p.next(), {}}
	if len(unit[0].text) == 1 && isLetter(unit[0].text[0]) {
		unit[1] = p.next()
	}
	s := b.String() + unit[0].text + unit[1].text
	l, ok := parseLength(s)
	if !ok {
		for i := len(unit) - 1; i >= 0; i-- {
			if unit[i].text != "" {
				p.unread(unit[i])
			}
		}
		p.fault(call.start, "math-syntax", fmt.Sprintf("“%s” has no length behind it", call.text), "write one with a unit, such as 1em")
		return l
	}
	p.stretch()
	return l
}

// stretch skips "plus 1fil minus 2pt" behind a length.
func (p *parser) stretch() {
	for _, word := range []string{"plus", "minus"} {
		var want []token
		for _, c := range word {
			want = append(want, token{text: string(c)})
		}
		t := p.next()
		blank := t.text == " "
		if !blank {
			p.unread(t)
		}
		if !p.follows(want) {
			if blank {
				p.unread(t)
			}
			continue
		}
		t = p.next()
		for len(t.text) == 1 && (isDigit(t.text[0]) || strings.Contains(".- ", t.text)) {
			t = p.next()
		}
		if t.text == "f" { // fil, fill, filll
			for t.text == "f" || t.text == "i" || t.text == "l" {
				t = p.next()
			}
			p.unread(t)
		} else {
			p.next() // the second letter of a unit
		}
	}
}

// parseLength reads a number with a unit of TeX.
func parseLength(s string) (l Length, ok bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), " ", "")
	s, _, _ = strings.Cut(s, "plus")
	if len(s) < 3 {
		return l, s == "0"
	}
	value, unit := s[:len(s)-2], s[len(s)-2:]
	thousandths, ok := decimal(value, 100_000_000)
	if !ok {
		return l, false
	}
	sp := func(pt int64) { l.Abs = dimen.Length(thousandths * pt / 1000) }
	switch unit {
	case "em":
		l.Em = Em(thousandths * int64(OneEm) / 1000)
	case "mu":
		l.Em = Em(thousandths * int64(Mu) / 1000)
	case "ex":
		l.Ex = Em(thousandths * int64(OneEm) / 1000)
	case "pt": // 72.27 an inch; a point of dimen is 1/72 inch
		sp(65291)
	case "bp":
		sp(65536)
	case "pc":
		sp(65291 * 12)
	case "in":
		sp(65536 * 72)
	case "cm":
		sp(1857710)
	case "mm":
		sp(185771)
	case "dd":
		sp(69862)
	case "cc":
		sp(838345)
	case "sp":
		l.Abs = dimen.Length(thousandths / 1000)
	case "px":
		sp(49152)
	default:
		return l, false
	}
	return l, true
}

// decimal reads a decimal number in thousandths, if it is not above a limit.
func decimal(s string, limit int64) (thousandths int64, ok bool) {
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimLeft(s, "+-")
	whole, fraction, _ := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	if whole == "" && fraction == "" {
		return 0, false
	}
	for _, c := range []byte(whole) {
		if !isDigit(c) || thousandths > limit {
			return 0, false
		}
		thousandths = thousandths*10 + int64(c-'0')
	}
	thousandths *= 1000
	place := int64(100)
	for _, c := range []byte(fraction) {
		if !isDigit(c) {
			return 0, false
		}
		thousandths += int64(c-'0') * place
		place /= 10
	}
	if negative {
		thousandths = -thousandths
	}
	return thousandths, thousandths <= limit && thousandths >= -limit
}
