package layout

import (
	"slices"
	"strings"
)

// counterText words a number in a counter style (css-counter-styles-3).
func counterText(n int, counterStyle string) string {
	switch counterStyle {
	case "none":
		return ""
	case "disc":
		return "•"
	case "circle":
		return "◦"
	case "square":
		return "▪"
	case "decimal-leading-zero":
		if n >= 0 && n < 10 {
			return "0" + itoa(n)
		}
	case "lower-roman":
		return roman(n)
	case "upper-roman":
		return strings.ToUpper(roman(n))
	case "lower-alpha", "lower-latin":
		return alphabetic(n, 'a', 26)
	case "upper-alpha", "upper-latin":
		return alphabetic(n, 'A', 26)
	case "lower-greek":
		s := []rune(alphabetic(n, 'α', 24))
		for i, r := range s {
			if r >= 'ς' { // the final form of sigma is not counted
				s[i] = r + 1
			}
		}
		return string(s)
	}
	return itoa(n)
}

func alphabetic(n int, first rune, count int) string {
	if n < 1 {
		return itoa(n)
	}
	var out []rune
	for ; n > 0; n = (n - 1) / count {
		out = append(out, first+rune((n-1)%count))
	}
	slices.Reverse(out)
	return string(out)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return itoa(n)
	}
	var b strings.Builder
	for i, v := range [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1} {
		for n >= v {
			b.WriteString([...]string{"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"}[i])
			n -= v
		}
	}
	return b.String()
}
