package linebreak

import "quire/internal/dimen"

// badness is about 100(t/s)³, the badness of a line that must be stretched (or shrunk) by t and has s of
// stretchability, and at most Inf (§108). TeX loses some precision above 110 pt to stay within 31 bits; here
// there is no need to.
func badness(t, s dimen.Length) int64 {
	switch {
	case t <= 0:
		return 0
	case t > 5*s: // or none
		return Inf
	}
	r := int64(t) * 297 / int64(s) // 297³ is about 100·2¹⁸
	if r > 1290 {
		return Inf
	}
	return (r*r*r + 0o400000) / 0o1000000
}
