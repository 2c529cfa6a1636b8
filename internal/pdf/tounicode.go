package pdf

import (
	"fmt"
	"slices"
	"unicode/utf16"

	"quire/internal/font"
)

// mapping is a range of codes and the character of the first code; the characters of the others count up from it.
type mapping struct {
	first, last int
	to          int // -1 where the text is not one character of the Basic Multilingual Plane
}

// toUnicode is the CMap from a font's codes to text (ISO 32000-1, 9.10.3).
func toUnicode(s *font.Subset) []byte {
	digits, codespace := 4, "<0000><FFFF>"
	if s.Simple {
		digits, codespace = 2, "<00><FF>"
	}
	hex := func(code int) string { return fmt.Sprintf("<%0*X>", digits, code) }
	b := []byte("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n" + codespace + "\nendcodespacerange\n")
	single, ranged := textRanges(s)
	b = section(b, "bfchar", single, func(b []byte, m mapping) []byte {
		b = append(append(b, hex(m.first)...), '<')
		for _, u := range utf16.Encode([]rune(s.Texts[m.first])) {
			b = fmt.Appendf(b, "%04X", u)
		}
		return append(b, '>')
	})
	b = section(b, "bfrange", ranged, func(b []byte, m mapping) []byte {
		return fmt.Appendf(b, "%s%s<%04X>", hex(m.first), hex(m.last), m.to)
	})
	return append(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"...)
}

// textRanges joins the codes of a font into ranges in which the characters count up along with the codes. A range may
// not cross the first byte of its codes, nor that of its characters (9.10.3).
func textRanges(s *font.Subset) (single, ranged []mapping) {
	var all []mapping
	for code, t := range s.Texts {
		if t == "" {
			continue
		}
		to := -1
		if u := utf16.Encode([]rune(t)); len(u) == 1 {
			to = int(u[0])
		}
		if n := len(all); n > 0 && to >= 0 {
			p := &all[n-1]
			if p.to >= 0 && p.last == code-1 && p.first>>8 == code>>8 && to == p.to+code-p.first && p.to>>8 == to>>8 {
				p.last = code
				continue
			}
		}
		all = append(all, mapping{code, code, to})
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

// section writes the lines of a section of a CMap, at most 100 in each section.
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
