package math

// font is an alphabet of letters in formulas.
type font uint8

// The alphabets.
const (
	fontDefault font = iota // small letters are italic, capital Greek letters and digits upright
	fontRoman
	fontBold
	fontItalic
	fontBoldItalic
	fontScript
	fontBoldScript
	fontFraktur
	fontBoldFraktur
	fontDouble
	fontSans
	fontSansBold
	fontSansItalic
	fontSansBoldItalic
	fontMono
	fontBoldDefault // \boldsymbol: as fontDefault, but bold
)

// fontOf gives the alphabet that a command of commandTable names.
func fontOf(name string) font {
	switch name {
	case "rm":
		return fontRoman
	case "bf":
		return fontBold
	case "it":
		return fontItalic
	case "bfit":
		return fontBoldItalic
	case "cal":
		return fontScript
	case "bfcal":
		return fontBoldScript
	case "frak":
		return fontFraktur
	case "bffrak":
		return fontBoldFraktur
	case "bb":
		return fontDouble
	case "sf":
		return fontSans
	case "bfsf":
		return fontSansBold
	case "sfit":
		return fontSansItalic
	case "bfsfit":
		return fontSansBoldItalic
	case "tt":
		return fontMono
	case "bold":
		return fontBoldDefault
	}
	return fontDefault
}

// emboldened gives the bold form of an alphabet.
func (f font) emboldened() font {
	switch f {
	case fontDefault:
		return fontBoldDefault
	case fontRoman:
		return fontBold
	case fontItalic:
		return fontBoldItalic
	case fontScript:
		return fontBoldScript
	case fontFraktur:
		return fontBoldFraktur
	case fontSans:
		return fontSansBold
	case fontSansItalic:
		return fontSansBoldItalic
	}
	return f
}

// makesWords reports whether letters side by side in the alphabet are a word, as in \mathrm{kin}.
func (f font) makesWords() bool {
	switch f {
	case fontRoman, fontBold, fontItalic, fontSans, fontMono:
		return true
	}
	return false
}

// The first characters of the mathematical alphabets (Unicode, Mathematical Alphanumeric Symbols): Latin, Greek and digits; 0
// where there are none.
type alphabet struct{ latin, greek, digit rune }

func (f font) alphabet(slanted bool) alphabet {
	switch f {
	case fontBold:
		return alphabet{0x1D400, 0x1D6A8, 0x1D7CE}
	case fontItalic:
		return alphabet{0x1D434, 0x1D6E2, 0}
	case fontBoldItalic:
		return alphabet{0x1D468, 0x1D71C, 0x1D7CE}
	case fontScript:
		return alphabet{0x1D49C, 0, 0}
	case fontBoldScript:
		return alphabet{0x1D4D0, 0, 0x1D7CE}
	case fontFraktur:
		return alphabet{0x1D504, 0, 0}
	case fontBoldFraktur:
		return alphabet{0x1D56C, 0, 0x1D7CE}
	case fontDouble:
		return alphabet{0x1D538, 0, 0x1D7D8}
	case fontSans:
		return alphabet{0x1D5A0, 0, 0x1D7E2}
	case fontSansBold:
		return alphabet{0x1D5D4, 0x1D756, 0x1D7EC}
	case fontSansItalic:
		return alphabet{0x1D608, 0, 0x1D7E2}
	case fontSansBoldItalic:
		return alphabet{0x1D63C, 0x1D790, 0x1D7EC}
	case fontMono:
		return alphabet{0x1D670, 0, 0x1D7F6}
	case fontBoldDefault:
		if slanted {
			return alphabet{0x1D468, 0x1D71C, 0x1D7CE}
		}
		return alphabet{0x1D400, 0x1D6A8, 0x1D7CE}
	case fontDefault:
		if slanted {
			return alphabet{0x1D434, 0x1D6E2, 0}
		}
	case fontRoman: // small Greek letters stay italic, as TeX's faces have them so only
		if slanted {
			return alphabet{0, 0x1D6E2, 0}
		}
	}
	return alphabet{}
}

// letter gives a letter or a digit in an alphabet. slanted is set for letters that are italic by default.
func (f font) letter(r rune, slanted bool) rune {
	a := f.alphabet(slanted)
	latin := a.latin
	switch {
	case '0' <= r && r <= '9':
		if a.digit != 0 {
			return a.digit + r - '0'
		}
		return r
	case 'A' <= r && r <= 'Z' && latin != 0:
		return filled(latin + r - 'A')
	case 'a' <= r && r <= 'z' && latin != 0:
		return filled(latin + 26 + r - 'a')
	case r == 'ı' && (latin == 0x1D434 || latin == 0x1D468):
		return 0x1D6A4
	case r == 'ȷ' && (latin == 0x1D434 || latin == 0x1D468):
		return 0x1D6A5
	}
	greek := a.greek
	if greek == 0 && slanted && r >= 0x80 { // an alphabet without Greek leaves small letters as they are
		greek = 0x1D6E2
	}
	if i := greekIndex(r); i >= 0 && greek != 0 {
		return greek + rune(i)
	}
	return r
}

// filledPlaces are the places in the alphabets whose character Unicode had before under another number.
var filledPlaces = [...]struct{ place, char rune }{
	{0x1D455, 'ℎ'},
	{0x1D49D, 'ℬ'},
	{0x1D4A0, 'ℰ'},
	{0x1D4A1, 'ℱ'},
	{0x1D4A3, 'ℋ'},
	{0x1D4A4, 'ℐ'},
	{0x1D4A7, 'ℒ'},
	{0x1D4A8, 'ℳ'},
	{0x1D4AD, 'ℛ'},
	{0x1D4BA, 'ℯ'},
	{0x1D4BC, 'ℊ'},
	{0x1D4C4, 'ℴ'},
	{0x1D506, 'ℭ'},
	{0x1D50B, 'ℌ'},
	{0x1D50C, 'ℑ'},
	{0x1D515, 'ℜ'},
	{0x1D51D, 'ℨ'},
	{0x1D53A, 'ℂ'},
	{0x1D53F, 'ℍ'},
	{0x1D545, 'ℕ'},
	{0x1D547, 'ℙ'},
	{0x1D548, 'ℚ'},
	{0x1D549, 'ℝ'},
	{0x1D551, 'ℤ'},
}

// filled gives the character of a place in an alphabet.
func filled(place rune) rune {
	for _, f := range filledPlaces {
		if f.place == place {
			return f.char
		}
	}
	return place
}

// greekIndex gives the place of a Greek letter in each of the alphabets, or -1.
func greekIndex(r rune) int {
	switch {
	case 'Α' <= r && r <= 'Ρ':
		return int(r - 'Α')
	case 'Σ' <= r && r <= 'Ω':
		return int(r-'Σ') + 18
	case 'α' <= r && r <= 'ω':
		return int(r-'α') + 26
	}
	switch r {
	case 'ϴ':
		return 17
	case '∇':
		return 25
	case '∂':
		return 51
	case 'ϵ':
		return 52
	case 'ϑ':
		return 53
	case 'ϰ':
		return 54
	case 'ϕ':
		return 55
	case 'ϱ':
		return 56
	case 'ϖ':
		return 57
	}
	return -1
}

// plainLetter gives the letter or digit of the alphabets that a character is, with the alphabet's font; ok is false for
// a character that is in none of them.
func plainLetter(r rune) (plain rune, f font, ok bool) {
	if r >= 0x2102 && r <= 0x2134 {
		for _, f := range filledPlaces {
			if f.char == r {
				r = f.place
				break
			}
		}
	}
	switch {
	case r < 0x1D400 || r > 0x1D7FF:
		return r, fontDefault, false
	case r <= 0x1D6A3:
		latin := [...]font{
			fontBold, fontItalic, fontBoldItalic, fontScript, fontBoldScript, fontFraktur, fontDouble, fontBoldFraktur,
			fontSans, fontSansBold, fontSansItalic, fontSansBoldItalic, fontMono,
		}
		i := r - 0x1D400
		plain = 'A' + i%52
		if i%52 >= 26 {
			plain = 'a' + i%52 - 26
		}
		return plain, latin[i/52], true
	case r == 0x1D6A4:
		return 'ı', fontItalic, true
	case r == 0x1D6A5:
		return 'ȷ', fontItalic, true
	case r >= 0x1D6A8 && r <= 0x1D7C9:
		greek := [...]font{fontBold, fontItalic, fontBoldItalic, fontSansBold, fontSansBoldItalic}
		i := int(r - 0x1D6A8)
		return greekLetter(i % 58), greek[i/58], true
	case r >= 0x1D7CE:
		digits := [...]font{fontBold, fontDouble, fontSans, fontSansBold, fontMono}
		return '0' + (r-0x1D7CE)%10, digits[(r-0x1D7CE)/10], true
	}
	return r, fontDefault, false
}

// greekLetter is the inverse of greekIndex.
func greekLetter(i int) rune {
	switch {
	case i < 17:
		return 'Α' + rune(i)
	case i == 17:
		return 'ϴ'
	case i < 25:
		return 'Σ' + rune(i-18)
	case i == 25:
		return '∇'
	case i < 51:
		return 'α' + rune(i-26)
	}
	return []rune("∂ϵϑϰϕϱϖ")[i-51]
}
