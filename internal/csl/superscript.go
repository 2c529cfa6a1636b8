package csl

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// superscripts are the superscript characters of Unicode in terms (“Terms”). The output has ordinary characters, which
// every font has, in superscript runs.
const superscripts = "ª²³¹ºʰʱʲʳʴʵʶʷʸˠˡˢˣˤᴬᴭᴮᴰᴱᴲᴳᴴᴵᴶᴷᴸᴹᴺᴼᴽᴾᴿᵀᵁᵂᵃᵄᵅᵆᵇᵈᵉᵊᵋᵌᵍᵏᵐᵑᵒᵓᵔᵕᵖᵗᵘᵙᵚᵛᵜᵝᵞᵟᵠᵡ⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ℠™㆒㆓㆔㆕㆖㆗㆘㆙㆚㆛㆜㆝㆞㆟ˀˁۥۦ"

// superscript returns the ordinary character of a superscript character.
func superscript(r rune) (string, bool) {
	if r < 0xaa || !strings.ContainsRune(superscripts, r) {
		return "", false
	}
	switch r {
	case 'ˀ':
		return "ʔ", true
	case 'ˁ':
		return "ʕ", true
	case 'ۥ':
		return "و", true
	case 'ۦ':
		return "ي", true
	}
	return norm.NFKC.String(string(r)), true
}

// textRuns gives the runs of a piece of text.
func textRuns(s string, out []Run) []Run {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return append(out, Run{Text: s})
	}
	if strings.ContainsAny(s, "«»") {
		// A line must not end between a typed French quotation mark with an ordinary space and its text.
		s = strings.ReplaceAll(strings.ReplaceAll(s, "« ", "«\u202f"), " »", "\u202f»")
	}
	last := 0
	for i, r := range s {
		if t, ok := superscript(r); ok {
			if i > last {
				out = append(out, Run{Text: s[last:i]})
			}
			out = append(out, Run{Text: t, Format: Format{Align: Superscript}})
			last = i + len(string(r))
		}
	}
	if last < len(s) {
		out = append(out, Run{Text: s[last:]})
	}
	return out
}
