// Package dimen has the one unit of length of typesetting: an integer number of scaled points. With integers every
// machine breaks the same lines and the same pages (TeX: the Program, §99–§102).
package dimen

import (
	"math/bits"
	"strconv"
)

// Length is a distance in scaled points, 1/65536 of a point. A point is that of PDF and CSS, 1/72 inch. An int64 holds
// any distance in print without overflow.
type Length int64

// The units that are whole numbers of scaled points; Parse knows the others.
const (
	SP Length = 1
	PT Length = 65536
	PC Length = 12 * PT
	IN Length = 72 * PT
	PX Length = PT * 3 / 4
)

// unit gives the absolute units of CSS (css-values-4, §6.2) in scaled points as exact fractions, so that 148mm is
// rounded once and not in each step.
func unit(name string) (num, den int64, ok bool) {
	switch name {
	case "sp":
		return 1, 1, true
	case "pt":
		return int64(PT), 1, true
	case "pc":
		return int64(PC), 1, true
	case "in":
		return int64(IN), 1, true
	case "px":
		return int64(PX), 1, true
	case "cm":
		return int64(IN) * 100, 254, true
	case "mm":
		return int64(IN) * 10, 254, true
	case "Q", "q":
		return int64(IN) * 10, 1016, true
	}
	return 0, 0, false
}

// MulDiv is x·num/den rounded to the nearest, halves away from zero, without intermediate overflow. All scaling of
// lengths uses it, without floating point. den must not be zero and the result must fit.
func (x Length) MulDiv(num, den int64) Length {
	neg := (x < 0) != (num < 0) != (den < 0)
	hi, lo := bits.Mul64(abs(int64(x)), abs(num))
	d := abs(den)
	lo, carry := bits.Add64(lo, d/2, 0)
	q, _ := bits.Div64(hi+carry, lo, d)
	if neg {
		return -Length(q)
	}
	return Length(q)
}

// RoundUp gives the first multiple of step that is not less than x; x is not negative.
func RoundUp(x, step Length) Length { return (x + step - 1) / step * step }

func abs(x int64) uint64 {
	if x < 0 {
		return uint64(-x)
	}
	return uint64(x)
}

// Parse reads a decimal number such as "-10.5" in an absolute unit of CSS (pt, mm, cm, in, pc, px, Q), rounded to the
// nearest scaled point. It reads at most 9 decimals and ignores further ones. ok is false if number or unitName is
// malformed, or the result is out of range.
func Parse(number, unitName string) (l Length, ok bool) {
	num, den, ok := unit(unitName)
	if !ok {
		return 0, false
	}
	n, d, ok := ParseDecimal(number)
	if !ok || n > 1<<31*d || -n > 1<<31*d {
		return 0, false
	}
	return Length(num).MulDiv(n, d).MulDiv(1, den), true
}

// ParseDecimal reads a decimal number as the fraction num/den, den a power of ten up to 10⁹; further decimals are
// ignored. It is for factors (0.25em, 50%) that scale a Length by MulDiv.
func ParseDecimal(s string) (num, den int64, ok bool) {
	i, neg := 0, false
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		neg = s[i] == '-'
		i++
	}
	den = 1
	digits, point := 0, false
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.' && !point:
			point = true
		case c >= '0' && c <= '9':
			digits++
			if point && den >= 1e9 {
				continue
			}
			if num > 1e17 {
				return 0, 0, false
			}
			num = num*10 + int64(c-'0')
			if point {
				den *= 10
			}
		default:
			return 0, 0, false
		}
	}
	if neg {
		num = -num
	}
	return num, den, digits > 0
}

// String gives the length in points with up to four decimals, the precision of PDFs and goldens: "10.5", "-0.0313".
func (x Length) String() string { return string(x.Append(nil)) }

// Append appends String to b.
func (x Length) Append(b []byte) []byte {
	v := int64(x.MulDiv(10000, int64(PT)))
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	b = strconv.AppendInt(b, v/10000, 10)
	frac := v % 10000
	if frac == 0 {
		return b
	}
	s := strconv.AppendInt(nil, 10000+frac, 10)[1:]
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	return append(append(b, '.'), s...)
}

// Tenths is the length in points, rounded to tenths, for findings.
func (x Length) Tenths() string {
	t, sign := int64(x.MulDiv(10, int64(PT))), ""
	if t < 0 {
		t, sign = -t, "-"
	}
	return sign + strconv.FormatInt(t/10, 10) + "." + strconv.FormatInt(t%10, 10)
}
