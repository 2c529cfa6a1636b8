package cite

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tex turns the TeX of a field into text with the markup of CSL-JSON. Braces that protect case become spans of class
// nocase. A group that begins with a command, which BibTeX calls a special character, does not protect case. Of an
// unknown command only the arguments are kept; unknown is called with its name, if it is not nil.
func tex(s string, unknown func(command string)) string {
	if !strings.ContainsAny(s, "\\{}$~`'-\n\t\"  ") && !strings.Contains(s, "  ") {
		return strings.TrimSpace(s)
	}
	t := &texReader{src: s, unknown: unknown}
	t.run(0, false)
	return norm.NFC.String(strings.Join(strings.FieldsFunc(t.out.String(), func(r rune) bool {
		return r == ' ' || r == '\n' || r == '\t' || r == '\r'
	}), " "))
}

// texPlain is tex without markup, for names, dates and the like.
func texPlain(s string) string { return plain(tex(s, nil)) }

type texReader struct {
	src     string
	off     int
	out     bytes.Buffer
	quotes  int  // depth of \enquote
	nocase  bool // within braces that protect case
	unknown func(string)
}

const maxTeXDepth = 100

func (t *texReader) more() bool { return t.off < len(t.src) }

func (t *texReader) starts(s string) bool { return strings.HasPrefix(t.src[t.off:], s) }

// run reads to the end, or, in a group, through its closing brace.
func (t *texReader) run(depth int, group bool) {
	closers := "" // end tags of declarations such as \em, which apply to the end of the group
	for t.more() {
		c := t.src[t.off]
		switch {
		case c == '}':
			t.off++
			if group {
				t.out.WriteString(closers)
				return
			}
		case c == '{':
			t.off++
			t.group(depth + 1)
		case c == '\\':
			closers = t.command(depth) + closers
		case c == '~':
			t.off++
			t.out.WriteRune('\u00a0')
		case c == '$':
			t.off++
			t.math()
		case t.starts("---"):
			t.off += 3
			t.out.WriteRune('—')
		case t.starts("--"):
			t.off += 2
			t.out.WriteRune('–')
		case t.starts("``"):
			t.off += 2
			t.out.WriteRune('“')
		case t.starts("''"):
			t.off += 2
			t.out.WriteRune('”')
		case c == '`':
			t.off++
			t.out.WriteRune('‘')
		case c == '\'':
			t.off++
			t.out.WriteRune('’')
		default:
			_, n := utf8.DecodeRuneInString(t.src[t.off:])
			t.out.WriteString(t.src[t.off : t.off+n])
			t.off += n
		}
	}
	t.out.WriteString(closers)
}

// group reads what follows an opening brace.
func (t *texReader) group(depth int) {
	if depth > maxTeXDepth {
		t.off = len(t.src)
		return
	}
	start, outer := t.out.Len(), t.nocase
	protects := !outer && !t.starts("\\")
	t.nocase = outer || protects
	t.run(depth, true)
	t.nocase = outer
	if s := string(t.out.Bytes()[start:]); protects && strings.ContainsFunc(s, unicode.IsLetter) {
		t.out.Truncate(start)
		t.out.WriteString(`<span class="nocase">` + s + "</span>")
	}
}

// argument reads the argument of a command: a group, a command, or one character.
func (t *texReader) argument(depth int) string {
	for t.more() && t.src[t.off] == ' ' {
		t.off++
	}
	if !t.more() || depth > maxTeXDepth {
		return ""
	}
	sub := &texReader{unknown: t.unknown, quotes: t.quotes, nocase: t.nocase}
	switch t.src[t.off] {
	case '{':
		raw := t.rawGroup()
		sub.src = raw
		sub.run(depth+1, false)
		return sub.out.String()
	case '\\':
		sub.src, sub.off = t.src, t.off
		closers := sub.command(depth + 2)
		t.off = sub.off
		return sub.out.String() + closers
	case '}':
		return ""
	}
	_, n := utf8.DecodeRuneInString(t.src[t.off:])
	t.off += n
	return t.src[t.off-n : t.off]
}

// rawGroup returns the source of a group without its braces.
func (t *texReader) rawGroup() string {
	if !t.starts("{") {
		return ""
	}
	t.off++
	start, depth := t.off, 0
	for t.more() {
		switch t.src[t.off] {
		case '\\':
			if t.off+1 < len(t.src) {
				t.off++
			}
		case '{':
			depth++
		case '}':
			if depth == 0 {
				s := t.src[start:t.off]
				t.off++
				return s
			}
			depth--
		}
		t.off++
	}
	t.off = len(t.src)
	return t.src[min(start, len(t.src)):]
}

// option skips an optional argument.
func (t *texReader) option() {
	if t.starts("[") {
		if i := strings.IndexByte(t.src[t.off:], ']'); i >= 0 {
			t.off += i + 1
		}
	}
}

// command reads a command with its arguments. For a declaration it returns the end tag.
func (t *texReader) command(depth int) (closer string) {
	t.off++ // backslash
	if !t.more() {
		return ""
	}
	if !isASCIILetter(rune(t.src[t.off])) {
		t.controlSymbol(depth)
		return ""
	}
	name, spaced := t.controlWord()
	if mark, ok := accents[name]; ok && (len(name) > 1 || spaced || t.starts("{") || t.starts("\\")) {
		t.accent(mark, depth)
		return ""
	}
	if s, ok := symbols[name]; ok {
		t.out.WriteString(s)
		if t.starts("{}") {
			t.off += 2
		}
		return ""
	}
	if tag, ok := fontCommands[name]; ok {
		t.out.WriteString(tag[0] + t.argument(depth) + tag[1])
		return ""
	}
	if tag, ok := fontDeclarations[name]; ok {
		t.out.WriteString(tag[0])
		return tag[1]
	}
	t.withArguments(name, depth)
	return ""
}

// controlSymbol reads what TeX calls a control symbol, a command of one character that is not a letter: an accent, a space,
// or an escaped character.
func (t *texReader) controlSymbol(depth int) {
	r, n := utf8.DecodeRuneInString(t.src[t.off:])
	t.off += n
	if mark, ok := accents[string(r)]; ok {
		t.accent(mark, depth)
		return
	}
	switch r {
	case '\\', ' ', '\n', '\t':
		t.out.WriteByte(' ')
		if t.starts("*") {
			t.off++
		}
	case ',':
		t.out.WriteRune('\u2009')
	case '-', '/', '@', ':', ';', '!', '(', ')', '[', ']', '<', '>', '|':
	default: // \& \% \$ \# \_ \{ \}
		t.out.WriteRune(r)
	}
}

// controlWord reads the name of a command in letters, with its star and the white space behind it.
func (t *texReader) controlWord() (name string, spaced bool) {
	start := t.off
	for t.more() && isASCIILetter(rune(t.src[t.off])) {
		t.off++
	}
	name = t.src[start:t.off]
	if t.starts("*") {
		t.off++
	}
	for t.more() && (t.src[t.off] == ' ' || t.src[t.off] == '\n' || t.src[t.off] == '\t') {
		t.off++
		spaced = true
	}
	return name, spaced
}

// withArguments reads the arguments of a command that is not a font command.
func (t *texReader) withArguments(name string, depth int) {
	switch name {
	case "enquote", "mkbibquote", "textquote", "mkbibparens", "mkbibbrackets":
		t.option()
		t.quotes++
		arg := t.argument(depth)
		t.quotes--
		switch {
		case name == "mkbibparens":
			t.out.WriteString("(" + arg + ")")
		case name == "mkbibbrackets":
			t.out.WriteString("[" + arg + "]")
		case t.quotes%2 == 1:
			t.out.WriteString("‘" + arg + "’")
		default:
			t.out.WriteString("“" + arg + "”")
		}
	case "href", "foreignlanguage", "textcolor", "texorpdfstring", "foreignquote":
		t.option()
		t.argument(depth)
		t.out.WriteString(t.argument(depth))
	case "noopsort", "switchargs", "label", "index", "nocite", "vspace", "hspace":
		t.argument(depth)
	case "url", "path", "nolinkurl":
		t.out.WriteString(unescape(t.rawGroup()))
	case "footnote", "cite", "parencite", "textcite", "footcite", "citetitle", "autocite":
		t.option()
		t.option()
		t.out.WriteString(t.argument(depth))
	case "nobreakdash":
	default:
		if t.unknown != nil {
			t.unknown("\\" + name)
		}
		t.option()
	}
}

func (t *texReader) accent(mark string, depth int) {
	arg := t.argument(depth)
	switch {
	case strings.HasPrefix(arg, "ı"):
		arg = "i" + arg[len("ı"):]
	case strings.HasPrefix(arg, "ȷ"):
		arg = "j" + arg[len("ȷ"):]
	}
	if arg == "" {
		t.out.WriteString(spacing[mark])
		return
	}
	_, n := utf8.DecodeRuneInString(arg)
	t.out.WriteString(arg[:n] + mark + arg[n:])
}

// math reads $…$ as far as titles need it: letters, numbers, superscripts and subscripts.
func (t *texReader) math() {
	for t.more() {
		switch c := t.src[t.off]; c {
		case '$':
			t.off++
			return
		case '^':
			t.off++
			t.out.WriteString("<sup>" + t.argument(1) + "</sup>")
		case '_':
			t.off++
			t.out.WriteString("<sub>" + t.argument(1) + "</sub>")
		case '\\':
			t.out.WriteString(t.command(1))
		case '{':
			t.off++
		case '}':
			t.off++
		default:
			_, n := utf8.DecodeRuneInString(t.src[t.off:])
			t.out.WriteString(t.src[t.off : t.off+n])
			t.off += n
		}
	}
}

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// unescape removes the TeX escapes that programs write in addresses.
func unescape(s string) string {
	s = strings.NewReplacer(`\_`, "_", `\%`, "%", `\&`, "&", `\#`, "#", `\$`, "$", `\~`, "~", `{\textasciitilde}`, "~", `\textasciitilde`, "~",
		`\textunderscore`, "_", `{`, "", `}`, "").Replace(s)
	return strings.TrimSpace(s)
}

// plain removes the markup of CSL-JSON from a text.
func plain(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	for _, tag := range [...]string{"i", "b", "sc", "sup", "sub"} {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "<"+tag+">", ""), "</"+tag+">", "")
	}
	s = strings.ReplaceAll(s, `<span class="nocase">`, "")
	return strings.ReplaceAll(s, "</span>", "")
}

// accents are the commands that put a mark on their argument, with the combining character.
var accents = map[string]string{
	"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307", "\"": "\u0308",
	"r": "\u030a", "H": "\u030b", "v": "\u030c", "G": "\u030f", "U": "\u030e", "f": "\u0311", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
	"h": "\u0309", "textcommabelow": "\u0326", "cyrchar": "",
}

// spacing has the same marks as characters of their own, for an accent without a letter.
var spacing = map[string]string{"\u0303": "~", "\u0302": "^", "\u0300": "`", "\u0301": "´", "\u0308": "¨"}

var symbols = map[string]string{
	"aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "o": "ø", "O": "Ø", "oe": "œ", "OE": "Œ", "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ",
	"i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
	"S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™",
	"pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "textyen": "¥", "textcent": "¢", "textdollar": "$",
	"textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…", "textbullet": "•", "textperiodcentered": "·", "cdot": "·", "cdots": "⋯",
	"textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": "\"",
	"guillemotleft": "«", "guillemotright": "»", "flqq": "«", "frqq": "»", "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„", "quotesinglbase": "‚", "glqq": "„", "grqq": "“",
	"og": "« ", "fg": " »", "textbackslash": `\`, "textunderscore": "_", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<", "textgreater": ">",
	"textdegree": "°", "degree": "°", "textordfeminine": "ª", "textordmasculine": "º", "textonehalf": "½", "textexclamdown": "¡", "textquestiondown": "¿",
	"textsection": "§", "textparagraph": "¶", "textnumero": "№", "textasteriskcentered": "*", "textasterisk": "*", "slash": "/", "textregister": "®",
	"LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "times": "×", "to": "→", "rightarrow": "→", "infty": "∞", "pm": "±", "approx": "≈", "sim": "∼", "leq": "≤", "geq": "≥",
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
	"xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
	"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
	"relax": "", "protect": "", "newline": " ", "linebreak": "", "nobreak": "", "allowbreak": "", "quad": " ", "qquad": " ", "space": " ", "nobreakspace": "\u00a0", "xspace": "",
	"bibopenparen": "(", "bibcloseparen": ")", "bibopenbracket": "[", "bibclosebracket": "]", "bibrangedash": "–", "addspace": " ", "addcolon": ":", "addcomma": ",", "adddot": ".",
	"addnbspace": "\u00a0", "addthinspace": "\u2009", "isdot": "", "ensuremath": "", "normalfont": "", "rmfamily": "", "sffamily": "", "ttfamily": "", "upshape": "", "mdseries": "", "selectfont": "",
	"tm": "™", "checkmark": "✓", "hyphen": "-", "nbhyphen": "‑", "addhyphen": "-", "addslash": "/", "addsemicolon": ";", "addperiod": ".",
}

// fontCommands take an argument; fontDeclarations apply to the end of the group.
var (
	fontCommands = map[string][2]string{
		"emph": {"<i>", "</i>"}, "textit": {"<i>", "</i>"}, "textsl": {"<i>", "</i>"}, "mkbibemph": {"<i>", "</i>"}, "mkbibitalic": {"<i>", "</i>"},
		"textbf": {"<b>", "</b>"}, "mkbibbold": {"<b>", "</b>"}, "mathbf": {"<b>", "</b>"}, "mathit": {"<i>", "</i>"}, "textsc": {"<sc>", "</sc>"},
		"textsuperscript": {"<sup>", "</sup>"}, "mkbibsuperscript": {"<sup>", "</sup>"}, "textsubscript": {"<sub>", "</sub>"},
		"textnormal": {"", ""}, "textrm": {"", ""}, "textsf": {"", ""}, "texttt": {"", ""}, "textup": {"", ""}, "textmd": {"", ""}, "text": {"", ""}, "mathrm": {"", ""},
		"mbox": {"", ""}, "hbox": {"", ""}, "autocap": {"", ""}, "bibstring": {"", ""}, "ifentrytype": {"", ""}, "underline": {"", ""}, "uline": {"", ""}, "textcyrillic": {"", ""},
		"textgreek": {"", ""}, "textlatin": {"", ""}, "MakeUppercase": {"", ""}, "MakeLowercase": {"", ""}, "MakeCapital": {"", ""}, "textquotestraight": {"'", "'"},
		"ElsevierGlyph": {"", ""}, "cyrillictext": {"", ""}, "NoCaseChange": {`<span class="nocase">`, "</span>"},
	}
	fontDeclarations = map[string][2]string{
		"em": {"<i>", "</i>"}, "it": {"<i>", "</i>"}, "itshape": {"<i>", "</i>"}, "sl": {"<i>", "</i>"}, "slshape": {"<i>", "</i>"},
		"bf": {"<b>", "</b>"}, "bfseries": {"<b>", "</b>"}, "sc": {"<sc>", "</sc>"}, "scshape": {"<sc>", "</sc>"}, "rm": {"", ""}, "sf": {"", ""}, "tt": {"", ""},
	}
)
