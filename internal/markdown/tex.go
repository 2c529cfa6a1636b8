package markdown

import (
	"bytes"
	"strings"
)

// maxTeXDepth limits how deep TeX commands may be nested in arguments.
const maxTeXDepth = 20

// texSymbols are the commands for a single character.
var texSymbols = map[string]string{
	"ldots": "…", "dots": "…", "textellipsis": "…", "textemdash": "—", "textendash": "–", "S": "§", "P": "¶", "copyright": "©",
	"textcopyright": "©", "texttrademark": "™", "textregistered": "®", "dag": "†", "ddag": "‡", "textdagger": "†",
	"pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "degree": "°", "textdegree": "°", "ss": "ß", "ae": "æ",
	"oe": "œ", "AE": "Æ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "textbackslash": "\\",
	"textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<", "textgreater": ">", "textbullet": "•",
	"textquotesingle": "'", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
	"quad": "\u2003", "qquad": "\u2003\u2003", "thinspace": "\u2009", "enspace": "\u2002", "slash": "/", "textrightarrow": "→",
	"rightarrow": "→", "textleftarrow": "←", "leftarrow": "←", "checkmark": "✓", "textunderscore": "_", "nobreakspace": "\u00A0",
	"LaTeX": "LaTeX", "TeX": "TeX", "LaTeXe": "LaTeX2ε", "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX",
	"LuaLaTeX": "LuaLaTeX", "ConTeXt": "ConTeXt", "BibTeX": "BibTeX", "par": " ", "space": " ",
}

// texStyles are the commands with text as their argument, and how it is converted; kText keeps it as plain text.
var texStyles = map[string]struct {
	kind kind
	name string // of an element or a class
}{
	"emph": {kEmph, ""}, "textit": {kEmph, ""}, "textsl": {kEmph, ""}, "textbf": {kStrong, ""}, "textsc": {kSpan, "smallcaps"},
	"underline": {kElement, "u"}, "uline": {kElement, "u"}, "ul": {kElement, "u"}, "hl": {kElement, "mark"},
	"textsuperscript": {kSuper, ""}, "textsubscript": {kSub, ""}, "sout": {kStrike, ""}, "st": {kStrike, ""},
	"textrm": {kText, ""}, "textsf": {kText, ""}, "textnormal": {kText, ""}, "textup": {kText, ""}, "textmd": {kText, ""},
	"mbox": {kText, ""}, "hbox": {kText, ""}, "text": {kText, ""}, "textcolor": {kText, ""}, "foreignlanguage": {kText, ""},
	"footnote": {kNote, ""}, "enquote": {kQuote, ""}, "centerline": {kText, ""}, "uppercase": {kText, ""}, "fbox": {kText, ""},
}

// texSilent are commands that only set the look of the page. They are dropped without a finding, as stylesheets set the
// look.
var texSilent = map[string]bool{
	"noindent": true, "indent": true, "hfill": true,
	"vfill": true, "vspace": true, "hspace": true, "smallskip": true, "medskip": true, "bigskip": true, "centering": true, "tiny": true,
	"scriptsize": true, "footnotesize": true, "small": true, "normalsize": true, "large": true, "Large": true, "LARGE": true, "huge": true,
	"Huge": true, "bfseries": true, "itshape": true, "scshape": true, "ttfamily": true, "sffamily": true, "rmfamily": true, "protect": true,
	"allowbreak": true, "nolinebreak": true, "nopagebreak": true, "xspace": true, "sloppy": true, "fussy": true, "raggedright": true,
	"raggedleft": true, "phantomsection": true, "leavevmode": true, "strut": true, "null": true, "relax": true, "thispagestyle": true,
	"pagestyle": true, "pagenumbering": true, "enlargethispage": true, "mainmatter": true, "frontmatter": true, "backmatter": true, "tableofcontents": true,
	"maketitle": true, "setlength": true, "setcounter": true, "singlespacing": true, "doublespacing": true, "onehalfspacing": true,
	"begingroup": true, "endgroup": true, "selectfont": true, "color": true, "needspace": true, "addcontentsline": true, "-": true,
}

// texArgs is a command with its arguments, each as the offsets of the text within its braces.
type texArgs struct {
	name     string
	end      int
	args     [][2]int
	optional [][2]int
}

// texAt reads the command at the scanner's place.
func (in *inliner) texAt() texArgs {
	b := in.b
	n := in.i + 1
	for n < len(b) && isLetter(b[n]) {
		n++
	}
	c := texArgs{name: string(b[in.i+1 : n])}
	if n < len(b) && b[n] == '*' {
		n++
	}
	for n < len(b) && (b[n] == '{' || b[n] == '[') {
		m := group(b[n:])
		if m == 0 || b[n] == '[' && bytes.HasPrefix(b[n+m:], []byte("(")) { // a Markdown link
			break
		}
		if in := [2]int{n + 1, n + m - 1}; b[n] == '{' {
			c.args = append(c.args, in)
		} else {
			c.optional = append(c.optional, in)
		}
		n += m
	}
	c.end = n
	return c
}

// sub parses a stretch of the buffer by itself.
func (in *inliner) sub(from, to int) []*item {
	s := &inliner{r: in.r, b: in.b[:to], pieces: in.pieces, i: from, lastLink: -1, cell: in.cell, level: in.level + 1}
	if s.level > maxTeXDepth {
		in.r.tooDeep(in.r.src.pos(in.off(from)))
		s.literal(to - from)
		return s.out
	}
	for s.i < len(s.b) {
		s.step()
	}
	return in.r.pairTags(s.pair(s.out))
}

// tex converts a TeX command. One without a meaning here is dropped with a warning.
func (in *inliner) tex() {
	c := in.texAt()
	text := func(k int) string { return string(in.b[c.args[k][0]:c.args[k][1]]) }
	it := &item{start: in.off(in.i), end: in.offEnd(c.end), depth: 1}
	last := len(c.args) - 1
	symbol, isSymbol := texSymbols[c.name]
	style, isStyle := texStyles[c.name]
	switch {
	case isSymbol:
		it.kind, it.text, it.literal = kText, symbol, true
		if len(c.args) == 0 && len(c.name) <= 2 && c.end < len(in.b) && in.b[c.end] == ' ' && len(symbol) == 2 {
			c.end++ // \ss and the like are parts of words
		} else if last >= 0 && c.args[0][0] < c.args[0][1] { // the symbol takes no argument
			c.end = c.args[0][0] - 1
		}
		it.end = in.offEnd(c.end)
	case texNewPage(c.name):
		it.kind = kNewPage
	case c.name == "verb":
		if !in.texVerb() {
			in.leaveOut(c)
		}
		return
	case texSilent[c.name]:
		in.i = c.end
		return
	case c.name == "newline" || c.name == "linebreak":
		in.breakLine(kHard, c.end-in.i)
		return
	case last < 0:
		in.leaveOut(c)
		return
	case isStyle:
		in.texStyle(c, it, style.kind, style.name)
		return
	case c.name == "texttt" || c.name == "lstinline":
		it.kind, it.text = kCode, unescape([]byte(text(last)))
	case c.name == "label" || c.name == "hypertarget":
		it.kind, it.attrs.ID = kSpan, text(0)
		if last > 0 {
			it.kids = in.sub(c.args[1][0], c.args[1][1])
		}
	case c.name == "url" || c.name == "nolinkurl":
		it.kind, it.url = kLink, text(0)
		it.kids = []*item{{kind: kText, start: in.off(c.args[0][0]), end: in.offEnd(c.args[0][1]), text: text(0), literal: true}}
	case (c.name == "href" || c.name == "hyperlink" || c.name == "hyperref") && last > 0:
		it.kind, it.url, it.kids = kLink, unescape([]byte(text(0))), in.sub(c.args[1][0], c.args[1][1])
		if c.name == "hyperlink" {
			it.url = "#" + it.url
		}
	case texRefs[c.name]:
		it.kind, it.url = kLink, "#"+text(0)
		it.number = c.name == "ref" || c.name == "vref" || c.name == "eqref" // the text has the word: Figure \ref{x}
		if c.name == "pageref" {
			it.attrs.Classes = []string{"page"}
		}
	case c.name == "index":
		it.kind = kSpan
		it.attrs.Classes = []string{"index"}
		it.attrs.set("key", texIndexKey(text(0)))
	case c.name == "includegraphics":
		it.kind, it.url = kImage, text(0)
		in.texSize(c, it)
	case texCites[c.name] != 0:
		in.texCite(c, it)
	default:
		in.leaveOut(c)
		return
	}
	in.i = c.end
	if c.name == "eqref" { // the number of a formula has parentheses
		in.push(&item{kind: kText, start: it.start, end: it.start, text: "(", literal: true})
		in.push(it)
		it = &item{kind: kText, start: it.end, end: it.end, text: ")", literal: true}
	}
	in.push(it)
}

// texNewPage reports whether a command begins a page.
func texNewPage(name string) bool {
	return name == "newpage" || name == "pagebreak" || name == "clearpage" || name == "cleardoublepage"
}

// texVerb reads \verb|code|, whose first character ends it, too.
func (in *inliner) texVerb() bool {
	b := in.b
	from := in.i + len(`\verb`)
	if from < len(b) && b[from] == '*' {
		from++
	}
	if from >= len(b) || isSpace(b[from]) || isLetter(b[from]) {
		return false
	}
	n := bytes.IndexByte(b[from+1:], b[from])
	if n < 1 {
		return false
	}
	in.add(kCode, from+n+2-in.i, string(b[from+1:from+1+n]))
	return true
}

// texQuote reads the quotation marks of TeX: “word”.
func (in *inliner) texQuote() bool {
	rest := in.b[in.i:]
	if !in.r.texText || !bytes.HasPrefix(rest, []byte("``")) && !bytes.HasPrefix(rest, []byte("''")) && rest[0] != '`' {
		return false
	}
	n, mark := 2, "\""
	if rest[0] == '`' && !bytes.HasPrefix(rest, []byte("``")) {
		n, mark = 1, "'"
	}
	in.add(kQuote, n, mark)
	return true
}

var texRefs = map[string]bool{"ref": true, "autoref": true, "cref": true, "Cref": true, "nameref": true, "pageref": true, "eqref": true, "vref": true, "fullref": true}

// texCites are the commands that cite: 1 in brackets, 2 in the sentence, 3 without the author.
var texCites = map[string]int{
	"cite": 1, "citep": 1, "autocite": 1, "parencite": 1, "footcite": 1, "textcite": 2, "citet": 2, "citeyear": 3, "citeyearpar": 3,
	"Textcite": 2, "Autocite": 1, "Parencite": 1, "Citet": 2, "Citep": 1,
}

// texStyle reads a command whose last argument is text.
func (in *inliner) texStyle(c texArgs, it *item, k kind, name string) {
	arg := c.args[len(c.args)-1]
	kids := in.sub(arg[0], arg[1])
	in.i = c.end
	switch k {
	case kText:
		in.out = append(in.out, kids...)
		return
	case kQuote:
		open := &item{kind: kQuote, start: it.start, end: it.start, text: "\""}
		in.out = append(append(append(in.out, open), kids...), &item{kind: kQuote, start: it.end, end: it.end, text: "\""})
		return
	case kElement:
		it.text = name
	case kSpan:
		it.attrs.Classes = []string{name}
	case kNote:
		kids = trimSpace(kids)
	}
	it.kind, it.kids, it.depth = k, kids, depthOf(kids)+1
	in.push(it)
}

// leaveOut drops a command. Text that looks like the path of a file, C:\Users, stays.
func (in *inliner) leaveOut(c texArgs) {
	if before := in.before(in.i); len(c.args) == 0 && (before == ':' || isWordRune(before)) {
		in.literal(c.end - in.i)
		return
	}
	shown := string(in.b[in.i:min(c.end, in.i+40)])
	if c.end > in.i+40 {
		shown += "…"
	}
	in.r.warn(in.r.src.pos(in.off(in.i)), "raw-tex", "“"+codeText(shown)+"” is TeX that means nothing here: it is left out",
		"write it in Markdown, or \\\\ if a backslash is meant")
	in.i = c.end
}

// texIndexKey converts a key of \index. "a!b" is a heading and one below it. "sort@shown" is sorted by sort. "a|see{b}"
// and the like only set the look of the page number and are dropped.
func texIndexKey(key string) string {
	key, _, _ = strings.Cut(key, "|")
	parts := strings.Split(key, "!")
	for i, p := range parts {
		if _, shown, ok := strings.Cut(p, "@"); ok {
			p = shown
		}
		parts[i] = strings.TrimSpace(texPlain(p))
	}
	return strings.Join(parts, " > ")
}

// texPlain removes commands from a text and keeps their arguments.
func texPlain(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			for i+1 < len(s) && isLetter(s[i+1]) {
				i++
			}
		case s[i] != '{' && s[i] != '}':
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// texSize reads the sizes of \includegraphics[width=0.5\textwidth].
func (in *inliner) texSize(c texArgs, it *item) {
	for _, o := range c.optional {
		for _, kv := range strings.Split(string(in.b[o[0]:o[1]]), ",") {
			key, value, _ := strings.Cut(kv, "=")
			key, value = strings.TrimSpace(key), strings.TrimSpace(value)
			if (key == "width" || key == "height") && value != "" && imageLength.MatchString(value) {
				it.attrs.set(key, value)
			}
		}
	}
}

// texCite turns \cite[see][p. 3]{a,b} into a citation.
func (in *inliner) texCite(c texArgs, it *item) {
	var prefix, suffix []*item
	if n := len(c.optional); n > 0 {
		suffix = in.sub(c.optional[n-1][0], c.optional[n-1][1])
		if n > 1 {
			prefix = in.sub(c.optional[0][0], c.optional[0][1])
		}
	}
	arg := c.args[len(c.args)-1]
	at := arg[0]
	for _, key := range strings.Split(string(in.b[arg[0]:arg[1]]), ",") {
		end := at + len(key)
		if k := strings.TrimSpace(key); k != "" {
			it.cites = append(it.cites, &citation{start: in.off(at), end: in.offEnd(end), key: k, suppress: texCites[c.name] == 3})
		}
		at = end + 1
	}
	if len(it.cites) == 0 {
		in.leaveOut(c)
		it.kind = kText
		return
	}
	it.cites[0].prefix = prefix
	it.cites[len(it.cites)-1].suffix = suffix
	it.kind = kCite
	if texCites[c.name] == 2 {
		it.kind, it.text = kKey, it.cites[0].key
	}
}
