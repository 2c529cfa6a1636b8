package pdf

import (
	"cmp"
	"fmt"
	"slices"

	"quire/internal/font"
)

// encoding gives the glyphs of a font the codes by which pages name them (ISO 32000-1, 9.7.5). The commonest have one
// byte: a character of ASCII is its own code, so that a page's content can be read and that a space is the code 32, to
// which readers add the space between words (9.3.3). All others have two. A font of more glyphs than that has room for
// takes glyph numbers of two bytes as they are: Identity-H.
type encoding struct {
	codes    []uint16 // by glyph; those below firstOfTwo have one byte
	identity bool
}

// The codes of one byte go up to firstOfTwo's first byte; firstOfTwo is the least code of two.
const (
	firstOfTwo = 0xE000
	oneBytes   = firstOfTwo >> 8
)

// encode gives codes to a font by how often each glyph is shown.
func encode(s *font.Subset, shown []int) encoding {
	n := len(s.Texts)
	e := encoding{codes: make([]uint16, n)}
	if n > 0x10000-firstOfTwo {
		e.identity = true
		for g := range e.codes {
			e.codes[g] = uint16(g)
		}
		return e
	}
	order := make([]int, 0, n)
	for g := 1; g < n; g++ {
		order = append(order, g)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(shown[b], shown[a]), cmp.Compare(a, b)) })
	var taken [oneBytes]bool
	// Characters that a string must escape, and control characters, are the codes of no glyph.
	for c := range taken {
		taken[c] = c < ' ' || c == '(' || c == ')' || c == '\\' || c == 0x7F
	}
	if n > font.SpaceCode && s.Texts[font.SpaceCode] == " " {
		e.codes[font.SpaceCode], taken[' '] = ' ', true
	}
	for _, g := range order {
		if t := s.Texts[g]; e.codes[g] == 0 && len(t) == 1 && t[0] >= ' ' && t[0] < 0x7F && !taken[t[0]] {
			e.codes[g], taken[t[0]] = uint16(t[0]), true
		}
	}
	taken[' '] = true // nothing else may grow with the spaces between words
	one, two := 0, uint16(firstOfTwo)
	for _, g := range order {
		if e.codes[g] != 0 {
			continue
		}
		for one < oneBytes && taken[one] {
			one++
		}
		if one < oneBytes {
			e.codes[g], taken[one] = uint16(one), true
			continue
		}
		e.codes[g] = two
		two++
	}
	return e
}

// append writes a glyph's code.
func (e *encoding) append(b []byte, glyph uint16) []byte {
	c := e.codes[glyph]
	if c >= firstOfTwo || e.identity {
		b = append(b, byte(c>>8))
	}
	return append(b, byte(c))
}

// space reports whether a glyph is what the space between words is added to.
func (e *encoding) space(glyph uint16) bool {
	return !e.identity && e.codes[glyph] == ' ' && (glyph == font.SpaceCode || len(e.codes) <= font.SpaceCode)
}

// hex writes a code as CMaps do.
func (e *encoding) hex(code int) string {
	if e.identity || code >= firstOfTwo {
		return fmt.Sprintf("<%04X>", code)
	}
	return fmt.Sprintf("<%02X>", code)
}

// codespace is the section of a CMap that says how long codes are (9.7.6.2).
func (e *encoding) codespace() string {
	switch last := slices.Max(e.codes); {
	case e.identity:
		return "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
	case last >= firstOfTwo:
		return "2 begincodespacerange\n<00><DF>\n<E000><FFFF>\nendcodespacerange\n"
	}
	return "1 begincodespacerange\n<00><FF>\nendcodespacerange\n"
}

// mapping is a range of codes and what the first of them stands for; the rest count up from there.
type mapping struct {
	first, last int
	to          int // -1 for what does not count
	glyph       int
}

// ranges gathers the codes of a font in order, as far as what they stand for counts up with them; a range may not go
// beyond the codes of one first byte. to gives what a glyph stands for.
func (e *encoding) ranges(to func(glyph int) int) (single, ranged []mapping) {
	order := make([]int, 0, len(e.codes))
	for g := 1; g < len(e.codes); g++ {
		order = append(order, g)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(e.codes[a], e.codes[b]) })
	var all []mapping
	for _, g := range order {
		code, v := int(e.codes[g]), to(g)
		if n := len(all); n > 0 && v >= 0 {
			p := &all[n-1]
			if p.to >= 0 && p.last == code-1 && p.first>>8 == code>>8 && v == p.to+code-p.first && p.to>>8 == v>>8 {
				p.last = code
				continue
			}
		}
		all = append(all, mapping{code, code, v, g})
	}
	for _, m := range all {
		if m.first == m.last {
			single = append(single, m)
		} else {
			ranged = append(ranged, m)
		}
	}
	return single, ranged
}

// section writes the lines of a section of a CMap, of which one may have 100 at most.
func section(b []byte, kind string, lines []mapping, line func(b []byte, m mapping) []byte) []byte {
	for chunk := range slices.Chunk(lines, 100) {
		b = fmt.Appendf(b, "%d begin%s\n", len(chunk), kind)
		for _, m := range chunk {
			b = append(line(b, m), '\n')
		}
		b = fmt.Appendf(b, "end%s\n", kind)
	}
	return b
}

const cmapHead = "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"

const cmapTail = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"

// cmapName is what our CMaps are called; they are embedded, so nobody looks for them by it.
const cmapName = "Quire-H"

// cmap maps codes to glyphs (9.7.5.4).
func (e *encoding) cmap() *stream {
	info := dict{"Registry": text("Adobe"), "Ordering": text("Identity"), "Supplement": 0}
	b := []byte(cmapHead + "/CIDSystemInfo 3 dict dup begin/Registry(Adobe)def/Ordering(Identity)def/Supplement 0 def end def\n" +
		"/CMapName/" + cmapName + " def\n/CMapType 1 def\n/WMode 0 def\n" + e.codespace())
	single, ranged := e.ranges(func(g int) int { return g })
	b = section(b, "cidchar", single, func(b []byte, m mapping) []byte { return fmt.Appendf(b, "%s %d", e.hex(m.first), m.to) })
	b = section(b, "cidrange", ranged, func(b []byte, m mapping) []byte {
		return fmt.Appendf(b, "%s%s %d", e.hex(m.first), e.hex(m.last), m.to)
	})
	return &stream{dict: dict{"Type": name("CMap"), "CMapName": name(cmapName), "CIDSystemInfo": info}, data: append(b, cmapTail...)}
}
