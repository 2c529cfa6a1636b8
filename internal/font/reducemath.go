package font

import gotables "github.com/go-text/typesetting/font/opentype/tables"

// variants adds the larger forms of glyphs in use, and the parts that they are assembled of (OpenType, MATH).
func (r *reducer) variants() (changed bool) {
	b := r.tables["MATH"]
	if len(b) < 10 {
		return false
	}
	at := u16(b, 8)
	if at == 0 || at+10 > len(b) {
		return false
	}
	v := b[at:]
	counts := [2]int{u16(v, 6), u16(v, 8)}
	record := 10
	for k, coverage := range []int{u16(v, 2), u16(v, 4)} {
		for i, g := range coverageOf(v, coverage) {
			if i >= counts[k] || record+2*i+2 > len(v) || g >= len(r.used) || !r.used[g] {
				continue
			}
			changed = r.construction(v, u16(v, record+2*i)) || changed
		}
		record += 2 * counts[k]
	}
	return changed
}

// construction adds the glyphs of a MathGlyphConstruction.
func (r *reducer) construction(v []byte, at int) (changed bool) {
	if at+4 > len(v) {
		return false
	}
	c := v[at:]
	use := func(b []byte, i int) {
		if i+2 <= len(b) {
			changed = r.use(gotables.GlyphID(u16(b, i))) || changed
		}
	}
	for i := range u16(c, 2) {
		use(c, 4+4*i)
	}
	if assembly := u16(c, 0); assembly != 0 && assembly+6 <= len(c) {
		a := c[assembly:]
		for i := range u16(a, 4) {
			use(a, 6+10*i)
		}
	}
	return changed
}

// coverageOf gives the glyphs of a Coverage table in their order (OpenType, common table formats).
func coverageOf(b []byte, at int) (glyphs []int) {
	if at == 0 || at+4 > len(b) {
		return nil
	}
	c := b[at:]
	n := u16(c, 2)
	switch u16(c, 0) {
	case 1:
		for i := 0; i < n && 6+2*i <= len(c); i++ {
			glyphs = append(glyphs, u16(c, 4+2*i))
		}
	case 2:
		for i := 0; i < n && 10+6*i <= len(c); i++ {
			for g := u16(c, 4+6*i); g <= u16(c, 6+6*i); g++ {
				glyphs = append(glyphs, g)
			}
		}
	}
	return glyphs
}
