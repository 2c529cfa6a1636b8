package pdf

import (
	"regexp"
	"slices"
	"strings"
)

// latinNames are the characters of the standard Latin set (ISO 32000-1, D.2) and those that fonts commonly have beside it,
// symbolNames those of the Symbol set (D.5). All of them are in the Adobe Glyph List.
var (
	latinNames = words("A AE Aacute Acircumflex Adieresis Agrave Aring Atilde B C Ccedilla D E Eacute Ecircumflex Edieresis Egrave Eth Euro F G " +
		"H I Iacute Icircumflex Idieresis Igrave J K L Lslash M N Ntilde O OE Oacute Ocircumflex Odieresis Ograve Oslash Otilde P Q R S " +
		"Scaron T Thorn U Uacute Ucircumflex Udieresis Ugrave V W X Y Yacute Ydieresis Z Zcaron a aacute acircumflex acute adieresis ae " +
		"agrave ampersand aring asciicircum asciitilde asterisk at atilde b backslash bar braceleft braceright bracketleft bracketright " +
		"breve brokenbar bullet c caron ccedilla cedilla cent circumflex colon comma copyright currency d dagger daggerdbl degree dieresis " +
		"divide dollar dotaccent dotlessi e eacute ecircumflex edieresis egrave eight ellipsis emdash endash equal eth exclam exclamdown " +
		"f fi five fl florin four fraction g germandbls grave greater guillemotleft guillemotright guilsinglleft guilsinglright h " +
		"hungarumlaut hyphen i iacute icircumflex idieresis igrave j k l less logicalnot lslash m macron minus mu multiply n nine ntilde " +
		"numbersign o oacute ocircumflex odieresis oe ogonek ograve one onehalf onequarter onesuperior ordfeminine ordmasculine oslash " +
		"otilde p paragraph parenleft parenright percent period periodcentered perthousand plus plusminus q question questiondown quotedbl " +
		"quotedblbase quotedblleft quotedblright quoteleft quoteright quotesinglbase quotesingle r registered ring s scaron section " +
		"semicolon seven six slash space sterling t thorn three threequarters threesuperior tilde trademark two twosuperior u uacute " +
		"ucircumflex udieresis ugrave underscore v w x y yacute ydieresis yen z zcaron zero ff ffi ffl dotlessj " +
		"Abreve Amacron Aogonek Cacute Ccaron Dcaron Dcroat Ecaron Edotaccent Emacron Eogonek Gbreve Imacron Idotaccent Iogonek Lacute " +
		"Lcaron Nacute Ncaron Ohungarumlaut Omacron Racute Rcaron Sacute Scedilla Tcaron Uhungarumlaut Umacron Uogonek Uring Zacute " +
		"Zdotaccent abreve amacron aogonek cacute ccaron dcaron dcroat ecaron edotaccent emacron eogonek gbreve imacron iogonek lacute " +
		"lcaron nacute ncaron ohungarumlaut omacron racute rcaron sacute scedilla tcaron uhungarumlaut umacron uogonek uring zacute zdotaccent")
	symbolNames = words("Alpha Beta Chi Delta Epsilon Eta Gamma Ifraktur Iota Kappa Lambda Mu Nu Omega Omicron Phi Pi Psi Rfraktur Rho Sigma Tau " +
		"Theta Upsilon Upsilon1 Xi Zeta aleph alpha angle angleleft angleright approxequal arrowboth arrowdblboth arrowdbldown arrowdblleft " +
		"arrowdblright arrowdblup arrowdown arrowhorizex arrowleft arrowright arrowup arrowvertex asteriskmath beta braceex bracelefttp " +
		"braceleftmid braceleftbt bracerighttp bracerightmid bracerightbt bracketlefttp bracketleftex bracketleftbt bracketrighttp " +
		"bracketrightex bracketrightbt carriagereturn chi circlemultiply circleplus club congruent copyrightsans copyrightserif delta diamond " +
		"dotmath element emptyset epsilon equivalence eta existential gamma gradient greaterequal heart infinity integral integralbt " +
		"integralex integraltp intersection iota kappa lambda lessequal logicaland logicalor lozenge minute notelement notequal notsubset nu " +
		"omega omega1 omicron parenleftbt parenleftex parenlefttp parenrightbt parenrightex parenrighttp partialdiff perpendicular phi phi1 pi " +
		"product propersubset propersuperset proportional psi radical radicalex reflexsubset reflexsuperset registersans registerserif rho " +
		"second sigma sigma1 similar spade suchthat summation tau therefore theta theta1 trademarksans trademarkserif union universal upsilon " +
		"weierstrass xi zeta")
)

// A glyph's name may give its character as a number (Adobe Glyph List Specification, section 2). numberedName matches the name
// of a glyph that a program has only numbered. No name of the list is like that.
var (
	characterName = regexp.MustCompile(`^(uni([0-9A-F]{4})+|u[0-9A-F]{4,6})$`)
	numberedName  = regexp.MustCompile(`^(g|G|c|C|gid|cid|glyph|index|char)[0-9]+$`)
)

// namesCharacter reports whether a glyph's name tells its character; sure is false where the name is in neither set, but
// may be in the Adobe Glyph List, which is not at hand here.
func namesCharacter(glyph string) (tells, sure bool) {
	switch {
	case latinNames[glyph], symbolNames[glyph], characterName.MatchString(glyph):
		return true, true
	case numberedName.MatchString(glyph):
		return false, true
	}
	return false, false
}

// checkName looks whether a character of a Type 1 or a Type 3 font without ToUnicode is told by its glyph's name (PDF/UA-1, 7.21.7).
func (p *fontUse) checkName(f *file, code int, where string) {
	glyph, named := p.differing[code]
	if !named {
		if p.encoding == "" && p.subtype != "Type3" {
			f.Human("31-027", p.place, "the names of the font program's own encoding are not read")
		}
		return
	}
	switch tells, sure := namesCharacter(glyph); {
	case tells, glyph == ".notdef": // which is a fault of its own
	case sure:
		f.Fault("31-027", where, "the name “%s” of a glyph tells no character", glyph)
	default:
		f.Human("31-027", where, "whether the name “%s” of a glyph tells its character", glyph)
	}
}

// checkDifferences looks at the names that a TrueType font that is not symbolic gives its codes (PDF/UA-1, 7.21.6).
func (p *fontUse) checkDifferences(f *file) {
	if p.symbolic || len(p.differing) == 0 {
		return
	}
	if p.program != nil && p.program.cmaps[[2]int{3, 1}] == nil {
		f.Fault("31-023", p.place, "the encoding has names of its own, and the font program no cmap of Unicode")
	}
	var names []string
	for _, n := range p.differing {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range slices.Compact(names) {
		switch tells, sure := namesCharacter(strings.TrimPrefix(n, "/")); {
		case tells, n == ".notdef":
		case sure:
			f.Fault("31-022", p.place, "the name “%s” is not of the Adobe Glyph List", n)
		default:
			f.Human("31-022", p.place, "whether the name “%s” is of the Adobe Glyph List", n)
		}
	}
}

// reads gives what a code is read as by ToUnicode. The code may be written there with another number of bytes, which readers
// do not mind.
func (p *fontUse) reads(code string) (text string, mapped bool) {
	if text, mapped = p.unicode[code]; mapped {
		return text, true
	}
	for n := 1; n <= 4; n++ {
		other := strings.Repeat("\x00", max(0, n-len(code))) + strings.TrimLeft(code, "\x00")
		if text, mapped = p.unicode[other]; mapped && len(other) == n {
			return text, true
		}
	}
	return "", false
}

// words gives the words of a list.
func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}
