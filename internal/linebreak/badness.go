package linebreak

import (
	"math/bits"

	"quire/internal/dimen"
)

// badness is about 100(t/s)³, the badness of a line that must be stretched (or shrunk) by t and has s of
// stretchability, and at most Inf (§108). TeX loses some precision above 110 pt to stay within 31 bits; here
// there is no need to.
func badness(t, s dimen.Length) int64 {
	switch {
	case t <= 0:
		return 0
	case s <= 0 || t > 5*s:
		return Inf
	}
	r := int64(t) * 297 / int64(s) // 297³ is about 100·2¹⁸
	if r > 1290 {
		return Inf
	}
	return (r*r*r + 0o400000) / 0o1000000
}

// mulDiv is a·num/den rounded to the nearest, den > 0, for any values: beyond 2⁶² it gives ±2⁶².
func mulDiv(a, num, den dimen.Length) dimen.Length {
	neg := (a < 0) != (num < 0)
	hi, lo := bits.Mul64(abs(a), abs(num))
	lo, carry := bits.Add64(lo, uint64(den)/2, 0)
	hi += carry
	q := uint64(1 << 62)
	if hi < uint64(den) {
		if q0, _ := bits.Div64(hi, lo, uint64(den)); q0 < q {
			q = q0
		}
	}
	if neg {
		return -dimen.Length(q)
	}
	return dimen.Length(q)
}

func abs(x dimen.Length) uint64 {
	if x < 0 {
		return uint64(-x)
	}
	return uint64(x)
}
