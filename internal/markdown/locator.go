package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// locatorLabels are the labels before locators, by language; the English ones are known in every text. The values are
// CSL's names of locators (CSL 1.0.2, appendix III). A label of one or two letters must be written exactly so; others
// may begin with a capital.
var locatorLabels = map[string]map[string][]string{
	"en": {
		"page": {"p.", "pp.", "page", "pages"}, "chapter": {"chap.", "chaps.", "ch.", "chs.", "chapter", "chapters"},
		"section": {"§", "§§", "sec.", "secs.", "sect.", "section", "sections"}, "volume": {"vol.", "vols.", "volume", "volumes"},
		"folio": {"fol.", "fols.", "folio", "folios"}, "note": {"n.", "nn.", "note", "notes"}, "line": {"l.", "ll.", "line", "lines"},
		"verse": {"v.", "vv.", "verse", "verses"}, "paragraph": {"¶", "¶¶", "para.", "paras.", "par.", "paragraph", "paragraphs"},
		"part": {"pt.", "pts.", "part", "parts"}, "column": {"col.", "cols.", "column", "columns"}, "book": {"bk.", "bks.", "book", "books"},
		"opus": {"op.", "opp.", "opus"}, "figure": {"fig.", "figs.", "figure", "figures"}, "issue": {"no.", "nos.", "issue", "issues"},
		"sub-verbo": {"s.v.", "s.vv.", "sub verbo"}, "table": {"tbl.", "tbls.", "table", "tables"}, "appendix": {"app.", "apps.", "appendix"},
		"act": {"act", "acts"}, "scene": {"sc.", "scs.", "scene", "scenes"}, "canon": {"can.", "canon"}, "rule": {"r.", "rule"},
		"article-locator": {"art.", "arts.", "article", "articles"}, "equation": {"eq.", "eqs.", "equation"},
		"supplement": {"suppl.", "supps.", "supplement"}, "title-locator": {"tit.", "tits."},
	},
	"fr": {
		"page": {"p.", "pp.", "page", "pages"}, "chapter": {"chap.", "chapitre", "chapitres"}, "section": {"sect.", "section"},
		"volume": {"vol.", "t.", "tome", "tomes", "volume"}, "folio": {"f°", "fᵒ", "fol.", "ff°"}, "note": {"n.", "note", "notes"},
		"line": {"l.", "ligne", "lignes"}, "verse": {"v.", "vers", "verset", "versets"}, "paragraph": {"paragr.", "§", "paragraphe"},
		"part": {"part.", "partie"}, "column": {"col.", "colonne"}, "book": {"liv.", "livre"}, "issue": {"nᵒ", "n°", "numéro"}, "figure": {"fig."},
	},
	"de": {
		"page": {"S.", "Seite", "Seiten"}, "chapter": {"Kap.", "Kapitel"}, "section": {"Abschn.", "Abschnitt", "§", "§§"},
		"volume": {"Bd.", "Bde.", "Band", "Bände"}, "folio": {"Bl.", "Blatt", "fol."}, "note": {"Anm.", "Fn.", "Anmerkung", "Fußnote"},
		"line": {"Z.", "Zeile", "Zeilen"}, "verse": {"V.", "Vers", "Verse"}, "paragraph": {"Abs.", "Absatz"}, "part": {"Teil", "T."},
		"column": {"Sp.", "Spalte", "Spalten"}, "book": {"B.", "Buch"}, "issue": {"Nr.", "Nummer", "H.", "Heft"}, "figure": {"Abb.", "Abbildung"}, "table": {"Tab.", "Tabelle"},
	},
	"es": {
		"page": {"p.", "pp.", "pág.", "págs.", "página", "páginas"}, "chapter": {"cap.", "caps.", "capítulo"}, "section": {"sec.", "sección"},
		"volume": {"vol.", "vols.", "t.", "tomo"}, "folio": {"f.", "fol."}, "note": {"n.", "nota"}, "line": {"l.", "línea"}, "verse": {"v.", "verso"},
		"paragraph": {"párr.", "párrafo"}, "part": {"pte.", "parte"}, "column": {"col.", "columna"}, "book": {"lib.", "libro"}, "issue": {"núm.", "n.º", "número"},
	},
	"it": {
		"page": {"p.", "pp.", "pag.", "pagg.", "pagina", "pagine"}, "chapter": {"cap.", "capp.", "capitolo"}, "section": {"sez.", "sezione"},
		"volume": {"vol.", "voll.", "volume"}, "folio": {"f.", "ff.", "fol."}, "note": {"n.", "nota"}, "line": {"r.", "l.", "riga"}, "verse": {"v.", "vv.", "verso"},
		"paragraph": {"par.", "paragrafo"}, "part": {"pt.", "parte"}, "column": {"col.", "coll.", "colonna"}, "book": {"lib.", "libro"}, "issue": {"num."},
	},
	"pt": {
		"page": {"p.", "pp.", "pág.", "págs.", "página"}, "chapter": {"cap.", "caps.", "capítulo"}, "section": {"sec.", "seção", "secção"},
		"volume": {"vol.", "v.", "volume"}, "folio": {"f.", "fol.", "fl."}, "note": {"n.", "nota"}, "line": {"l.", "linha"},
		"paragraph": {"par.", "parágrafo"}, "part": {"pt.", "parte"}, "column": {"col.", "coluna"}, "book": {"liv.", "livro"}, "issue": {"n.º", "nº", "número"},
	},
	"nl": {
		"page": {"p.", "pp.", "blz.", "pag.", "bladzijde", "pagina"}, "chapter": {"hfdst.", "hoofdstuk"}, "section": {"par.", "sectie"},
		"volume": {"vol.", "dl.", "deel"}, "folio": {"fol."}, "note": {"n.", "noot", "vn."}, "line": {"r.", "regel"}, "verse": {"v.", "vers"},
		"paragraph": {"al.", "alinea"}, "column": {"kol.", "kolom"}, "book": {"bk.", "boek"}, "issue": {"nr.", "nummer"}, "figure": {"afb.", "fig."},
	},
	"ru": {
		"page": {"с.", "стр.", "страница", "страницы"}, "chapter": {"гл.", "глава"}, "section": {"разд.", "раздел"}, "volume": {"т.", "том"},
		"folio": {"л.", "лл."}, "note": {"прим.", "примеч."}, "line": {"стк.", "строка"}, "verse": {"ст."}, "paragraph": {"абз.", "п."}, "part": {"ч.", "часть"},
		"column": {"стб.", "стлб."}, "book": {"кн.", "книга"}, "issue": {"№", "вып."}, "figure": {"рис."},
	},
	"pl": {
		"page": {"s.", "str.", "strona", "strony"}, "chapter": {"rozdz.", "rozdział"}, "section": {"sekcja"}, "volume": {"t.", "tom"}, "folio": {"k.", "fol."},
		"note": {"przyp.", "przypis"}, "line": {"w.", "wiersz"}, "paragraph": {"akap.", "akapit"}, "part": {"cz.", "część"}, "column": {"szp.", "kol."},
		"book": {"ks.", "księga"}, "issue": {"nr", "z."}, "figure": {"rys.", "il."},
	},
}

// locator reads the locator at the beginning of a suffix, as in ", pp. 12–15, and passim": its label, the locator
// itself, and n, the length of both with the comma before them, or 0.
func locator(s, language string) (label, loc string, n int) {
	i := skip(s, 0)
	if i < len(s) && s[i] == ',' {
		i = skip(s, i+1)
	}
	if i >= len(s) {
		return "", "", 0
	}
	if s[i] == '{' { // Pandoc: the content of braces is always the locator
		k := strings.IndexByte(s[i:], '}')
		if k < 0 {
			return "", "", 0
		}
		in := strings.TrimSpace(s[i+1 : i+k])
		label, m := locatorLabel(in, language)
		loc = strings.TrimSpace(in[m:])
		switch {
		case loc == "":
			label = ""
		case m == 0:
			label = "page"
		}
		return label, loc, i + k + 1
	}
	label, m := locatorLabel(s[i:], language)
	start := skip(s, i+m)
	if label == "sub-verbo" { // one word, up to the next punctuation mark
		end := len(s)
		if k := strings.IndexAny(s[start:], ",;"); k >= 0 {
			end = start + k
		}
		if loc = strings.TrimSpace(s[start:end]); loc != "" {
			return label, loc, end
		}
	}
	end := unit(s, start, m > 0, true)
	if m == 0 {
		label = "page"
	}
	if end == 0 {
		return "", "", 0
	}
	for {
		next := follow(s, end)
		if next == 0 {
			break
		}
		end = next
	}
	return label, s[start:end], end
}

func skip(s string, i int) int {
	for i < len(s) {
		c, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(c) {
			break
		}
		i += size
	}
	return i
}

// locatorLabel finds the longest label at the beginning of s.
func locatorLabel(s, language string) (label string, n int) {
	base, _, _ := strings.Cut(language, "-")
	for _, l := range []string{base, "en"} {
		for name, words := range locatorLabels[l] {
			for _, w := range words {
				if len(w) <= n || len(w) > len(s) {
					continue
				}
				head := s[:len(w)]
				if head != w && (utf8.RuneCountInString(w) <= 2 || !strings.EqualFold(head, w)) {
					continue
				}
				// A label that ends in a letter must be a whole word.
				last, _ := utf8.DecodeLastRuneInString(w)
				next, _ := utf8.DecodeRuneInString(s[len(w):])
				if unicode.IsLetter(last) && (unicode.IsLetter(next) || unicode.IsDigit(next) || next == '.') {
					continue
				}
				label, n = name, len(w)
			}
		}
		if n > 0 {
			return label, n
		}
	}
	return "", 0
}

var roman = regexp.MustCompile(`^(?i)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$`)

// unit measures one number of a locator: digits with letters attached to them, a roman numeral, or either in
// parentheses. It returns the end of the unit in s, or 0. A roman numeral counts only after a label; later ones count
// only if they can hardly be a word.
func unit(s string, i int, labelled, first bool) int {
	if i >= len(s) {
		return 0
	}
	if s[i] == '(' || s[i] == '[' {
		k := strings.IndexAny(s[i+1:], ")]")
		if k < 1 || unit(s[:i+1+k], i+1, labelled, first) != i+1+k {
			return 0
		}
		end := i + k + 2
		if more := unit(s, end, labelled, first); more > 0 && strings.HasPrefix(s[end:], "-") {
			return more
		}
		return end
	}
	j := i
	for j < len(s) {
		c, size := utf8.DecodeRuneInString(s[j:])
		if unicode.IsSpace(c) || strings.ContainsRune(",;()[]{}“”‘„«»\"", c) {
			break
		}
		j += size
	}
	end := i + len(strings.TrimRight(s[i:j], ".:!?…’–—-/"))
	w := s[i:end]
	if w == "" {
		return 0
	}
	if strings.ContainsAny(w, "0123456789") {
		// "12f." and "12ff." keep their stop.
		if end < len(s) && s[end] == '.' && (strings.HasSuffix(w, "f") || strings.HasSuffix(w, "sq") || strings.HasSuffix(w, "sqq")) {
			end++
		}
		return end
	}
	if !labelled && first {
		return 0
	}
	for _, p := range strings.FieldsFunc(w, func(c rune) bool { return strings.ContainsRune("-–—/", c) }) {
		if !roman.MatchString(p) {
			return 0
		}
		if !first && strings.Trim(p, "ivxl") != "" {
			return 0
		}
	}
	// "n. 3, l. 4": here l is a label.
	if !first && end < len(s) && s[end] == '.' && strings.TrimSpace(s[end+1:]) != "" {
		return 0
	}
	return end
}

// follow measures the continuation of a locator after end: another number after a comma, an ampersand or a dash, or
// "ff.".
func follow(s string, end int) int {
	i := skip(s, end)
	if i > end {
		for _, w := range []string{"ff.", "f.", "sqq.", "sq.", "et seq.", "et sqq."} {
			if strings.HasPrefix(s[i:], w) {
				return i + len(w)
			}
		}
	}
	c, size := utf8.DecodeRuneInString(s[i:])
	if i >= len(s) || !strings.ContainsRune(",&–—-", c) {
		if i < len(s) && i == end && (s[i] == '(' || s[i] == '[') {
			return unit(s, i, true, false)
		}
		return 0
	}
	return unit(s, skip(s, i+size), true, false)
}
