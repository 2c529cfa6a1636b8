package para

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/diag"
	"quire/internal/lang"
)

// reportMissing reports the characters of a word that no face has, with a finding for each script. The word is at pos. literal
// says that the columns of its characters can be counted from there.
func (p *Paragraph) reportMissing(w *shaped, pos diag.Pos, word string, language lang.Tag, literal bool) {
	var missing []rune
	for _, r := range w.missing {
		if r >= ' ' && r != 0xFFFC && !slices.Contains(missing, r) {
			missing = append(missing, r)
		}
	}
	for len(missing) > 0 {
		script := scriptName(missing[0])
		var chars, others []rune
		for _, r := range missing {
			if scriptName(r) == script {
				chars = append(chars, r)
			} else {
				others = append(others, r)
			}
		}
		missing = others
		at := pos
		if i := strings.IndexRune(word, chars[0]); literal && i >= 0 {
			at.Col += utf8.RuneCountInString(word[:i])
		}
		message := fmt.Sprintf("no font of this edition has the character “%c” (U+%04X)", chars[0], chars[0])
		if len(chars) > 1 {
			message = fmt.Sprintf("no font of this edition has the characters “%s” (from U+%04X)", string(chars), chars[0])
		}
		p.Findings = append(p.Findings, diag.Finding{
			Pos: at, Severity: diag.Warning, Code: "missing-glyph", Message: message, Group: script,
			Help: "name a font for it in the stylesheet’s font-family, such as " + freeFamily(chars[0], script, language) + ", or use another character",
		})
	}
}

// scriptName gives the name of a character's script in Unicode, such as “Han”; “Common” for symbols and what has no letters.
func scriptName(r rune) string {
	switch {
	case r >= 0x3000 && r < 0x3040 || r >= 0xFE30 && r < 0xFE50 || r >= 0xFF00 && r < 0xFFF0:
		return "Han" // stops and brackets of East Asia are in its fonts
	case lang.ScriptOf(r) == lang.Common:
		return "Common"
	}
	name := "Common"
	for k, table := range unicode.Scripts { // a character has one script, so the order does not matter
		if unicode.Is(table, r) {
			name = k
		}
	}
	return name
}

// freeFamily names a family under a free licence that has a character: one of Noto, which has a family for each script, those of
// East Asia by language.
func freeFamily(r rune, script string, language lang.Tag) string {
	switch script {
	case "Common", "Inherited":
		switch {
		case unicode.In(r, unicode.Sm) || r >= 0x1D400 && r < 0x1D800:
			return "Noto Sans Math"
		case r >= 0x1F300 && r < 0x1FB00:
			return "Noto Emoji"
		case r >= 0x1D100 && r < 0x1D200:
			return "Noto Music"
		}
		return "Noto Sans Symbols 2"
	case "Latin", "Greek", "Cyrillic":
		return "Noto Serif"
	case "Han":
		return eastAsian(language)
	case "Hiragana", "Katakana":
		return "Noto Serif CJK JP"
	case "Hangul":
		return "Noto Serif CJK KR"
	case "Bopomofo":
		return "Noto Serif CJK TC"
	case "Braille":
		return "Noto Sans Symbols 2"
	case "Dogra", "Tangut", "Tibetan", "Ahom", "Khojki", "Makasar", "Toto", "Yezidi":
		return "Noto Serif " + script
	case "Nko":
		return "Noto Sans NKo"
	case "Phags_Pa":
		return "Noto Sans PhagsPa"
	case "Arabic":
		return "Noto Naskh Arabic"
	}
	return "Noto Sans " + strings.ReplaceAll(script, "_", " ")
}

// eastAsian gives the family for Chinese characters, whose shapes differ by language.
func eastAsian(language lang.Tag) string {
	switch tag := language.String(); {
	case language.Base() == "ja":
		return "Noto Serif CJK JP"
	case language.Base() == "ko":
		return "Noto Serif CJK KR"
	case strings.Contains(tag, "Hant"), strings.HasSuffix(tag, "-TW"), strings.HasSuffix(tag, "-HK"):
		return "Noto Serif CJK TC"
	}
	return "Noto Serif CJK SC"
}
