package manifest

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/language"

	"quire/internal/diag"
	"quire/internal/lang"
	"quire/internal/yaml"
)

// from reads the kind of Markdown that the text is written in.
func (d *decoder) from(n *yaml.Node) {
	if s, ok := d.scalar(n); ok {
		d.m.From = Source{s, n.Pos}
	}
}

// lang checks a language tag: it must be well formed (BCP 47), and its subtags registered.
func (d *decoder) lang(n *yaml.Node) {
	s, ok := d.scalar(n)
	if !ok {
		return
	}
	if msg := checkLanguage(s); msg != "" {
		// A POSIX locale, en_GB.UTF-8, is accepted.
		posix, _, _ := strings.Cut(strings.ReplaceAll(s, "_", "-"), ".")
		if checkLanguage(posix) != "" {
			d.add(n.Pos, diag.Error, "invalid-language", msg, "write a tag such as en-GB, fr or pt-BR")
			return
		}
		d.add(n.Pos, diag.Warning, "invalid-language", msg, "write “"+posix+"”")
		s = posix
	}
	d.m.Meta.Lang = s
	d.lacks(n, s)
}

// lacks warns once of what quire does not have of the book's language, and names what stands in for it.
func (d *decoder) lacks(n *yaml.Node, tag string) {
	words, hyphenation := lang.Make(tag).Lacks()
	var msg, help []string
	if words {
		msg = append(msg, "no words in “"+tag+"” for headings and labels")
		help = append(help, "“Contents”, “Notes” and the like are in English")
	}
	if hyphenation {
		msg = append(msg, "no hyphenation patterns for “"+tag+"”")
		help = append(help, "in print, words are divided at soft hyphens only; write them into long words")
	}
	if len(msg) > 0 {
		d.add(n.Pos, diag.Warning, "language-support", "quire has "+strings.Join(msg, " and "), strings.Join(help, "; "))
	}
}

func checkLanguage(s string) string {
	if strings.Contains(s, "_") {
		return "“" + s + "” is not a language tag: it has an underscore"
	}
	if _, err := language.Parse(s); err != nil {
		return "“" + s + "” is not a language tag"
	}
	return ""
}

var isoDate = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)

// checkISODate reports whether s is a calendar date of ISO 8601: a year, a month or a day.
func checkISODate(s string) bool {
	if !isoDate.MatchString(s) {
		return false
	}
	_, err := time.Parse("2006-01-02"[:len(s)], s)
	return err == nil
}

func (d *decoder) date(n *yaml.Node) {
	s, ok := d.scalar(n)
	if !ok || s == "" {
		return
	}
	if checkISODate(s) {
		d.m.Meta.Date = s
		return
	}
	if d.pandoc {
		if iso := freeDate(s); iso != "" {
			d.m.Meta.Date = iso
			return
		}
		d.add(n.Pos, diag.Warning, "invalid-date", "“"+s+"” is not read as a date", "write it as 2026-11-22, 2026-11 or 2026")
		return
	}
	help := "write it as 2026-11-22, 2026-11 or 2026"
	if iso := freeDate(s); iso != "" {
		help = "write “" + iso + "”"
	}
	d.add(n.Pos, diag.Error, "invalid-date", "“"+s+"” is not a date", help)
}

// months are the names of the months, nominative and genitive, in the languages of the tool; a name may be abbreviated
// to three letters or more.
var months = [12][]string{
	{"january", "janvier", "januar", "enero", "gennaio", "janeiro", "januari", "январь", "января", "styczeń", "stycznia"},
	{"february", "février", "februar", "febrero", "febbraio", "fevereiro", "februari", "февраль", "февраля", "luty", "lutego"},
	{"march", "mars", "märz", "marzo", "março", "maart", "март", "марта", "marzec", "marca"},
	{"april", "avril", "abril", "aprile", "апрель", "апреля", "kwiecień", "kwietnia"},
	{"may", "mai", "mayo", "maggio", "maio", "mei", "май", "мая", "maj", "maja"},
	{"june", "juin", "juni", "junio", "giugno", "junho", "июнь", "июня", "czerwiec", "czerwca"},
	{"july", "juillet", "juli", "julio", "luglio", "julho", "июль", "июля", "lipiec", "lipca"},
	{"august", "août", "agosto", "augustus", "август", "августа", "sierpień", "sierpnia"},
	{"september", "septembre", "septiembre", "settembre", "setembro", "сентябрь", "сентября", "wrzesień", "września"},
	{"october", "octobre", "oktober", "octubre", "ottobre", "outubro", "октябрь", "октября", "październik", "października"},
	{"november", "novembre", "noviembre", "novembro", "ноябрь", "ноября", "listopad", "listopada"},
	{"december", "décembre", "dezember", "diciembre", "dicembre", "dezembro", "декабрь", "декабря", "grudzień", "grudnia"},
}

// month gives the number of a month from its name or an unambiguous abbreviation, or 0.
func month(s string) int {
	s = strings.TrimSuffix(strings.ToLower(s), ".")
	if len([]rune(s)) < 3 {
		return 0
	}
	found := 0
	for i, names := range months {
		for _, name := range names {
			if name == s {
				return i + 1
			}
			if strings.HasPrefix(name, s) {
				if found != 0 && found != i+1 {
					return 0
				}
				found = i + 1
			}
		}
	}
	return found
}

var (
	dayMonthYear = regexp.MustCompile(`^(?:\p{L}+,? )?(\d{1,2})(?:st|nd|rd|th|er|º|\.)? (?:of |de |d’|d')?(\p{L}+\.?),? (?:de )?(\d{4})(?: ?г\.?)?$`)
	monthDayYear = regexp.MustCompile(`^(?:\p{L}+, )?(\p{L}+\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	monthYear    = regexp.MustCompile(`^(\p{L}+\.?),? (?:de )?(\d{4})$`)
	slashDate    = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})$`)
	yearFirst    = regexp.MustCompile(`^(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?$`)
	timestamp    = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d`)
)

// freeDate converts a date as people write it to ISO 8601, or returns "". In three numbers with slashes the month comes
// first, as in Pandoc.
func freeDate(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	var y, m, day string
	num := func(name string) string {
		if n := month(name); n > 0 {
			return fmt.Sprint(n)
		}
		return "x"
	}
	switch {
	case timestamp.MatchString(s):
		if d := s[:10]; checkISODate(d) {
			return d
		}
		return ""
	case dayMonthYear.MatchString(s):
		p := dayMonthYear.FindStringSubmatch(s)
		y, m, day = p[3], num(p[2]), p[1]
	case monthDayYear.MatchString(s):
		p := monthDayYear.FindStringSubmatch(s)
		y, m, day = p[3], num(p[1]), p[2]
	case monthYear.MatchString(s):
		p := monthYear.FindStringSubmatch(s)
		y, m = p[2], num(p[1])
	case slashDate.MatchString(s):
		p := slashDate.FindStringSubmatch(s)
		y, m, day = p[3], p[1], p[2]
	case yearFirst.MatchString(s):
		p := yearFirst.FindStringSubmatch(s)
		y, m, day = p[1], p[2], p[3]
	default:
		return ""
	}
	out := y
	for _, part := range []string{m, day} {
		if part == "" {
			break
		}
		if len(part) == 1 {
			part = "0" + part
		}
		out += "-" + part
	}
	if !checkISODate(out) {
		return ""
	}
	return out
}

// identifier reads a URI, or Pandoc's list of {scheme, text}; the first of these is the book's identifier.
func (d *decoder) identifier(n *yaml.Node) {
	if n.Kind == yaml.Scalar {
		d.setIdentifier("", n)
		return
	}
	for _, it := range d.list(n) {
		switch it.Kind {
		case yaml.Scalar:
			d.setIdentifier("", it)
		case yaml.Mapping:
			scheme := ""
			var value *yaml.Node
			d.fields(it, "an identifier", []field{
				{"scheme", func(d *decoder, n *yaml.Node) { scheme, _ = d.scalar(n) }},
				{"text", func(_ *decoder, n *yaml.Node) { value = n }},
			}, nil)
			if value == nil {
				d.add(it.Pos, diag.Error, "missing-key", "this identifier has no text", "add “text: …”")
				continue
			}
			d.setIdentifier(scheme, value)
		default:
			d.wrongType(it, "text")
		}
	}
}

var (
	bareUUID = regexp.MustCompile(`(?i)^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	uri      = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:\S+$`)
	bareDOI  = regexp.MustCompile(`^10\.\d{4,9}/\S+$`)
)

func (d *decoder) setIdentifier(scheme string, n *yaml.Node) {
	s, ok := d.scalar(n)
	if !ok || s == "" {
		return
	}
	scheme = strings.ToUpper(scheme)
	switch {
	case bareUUID.MatchString(s):
		s = "urn:uuid:" + strings.ToLower(s)
	case bareDOI.MatchString(s):
		s = "https://doi.org/" + s
	case strings.HasPrefix(scheme, "ISBN"), strings.HasPrefix(strings.ToLower(s), "urn:isbn:"), scheme == "" && checkISBN(s) == "":
		d.isbn(n)
		if d.m.Meta.ISBN == "" {
			return
		}
		s = "urn:isbn:" + d.m.Meta.ISBN
	case !uri.MatchString(s):
		sev := diag.Error
		if d.pandoc {
			sev = diag.Warning
		}
		d.add(n.Pos, sev, "invalid-value", "the identifier “"+s+"” is not a URI", "write urn:uuid:…, urn:isbn:…, or an address; or leave the key out and one is made from name, title and creators")
		return
	}
	if d.m.Meta.Identifier == "" {
		d.m.Meta.Identifier = s
	}
}

func (d *decoder) isbn(n *yaml.Node) {
	s, ok := d.scalar(n)
	if !ok {
		return
	}
	if len(s) > 9 && strings.EqualFold(s[:9], "urn:isbn:") {
		s = s[9:]
	}
	if msg := checkISBN(s); msg != "" {
		d.add(n.Pos, diag.Error, "invalid-isbn", msg, "compare it with the number that the agency gave")
		return
	}
	d.m.Meta.ISBN = strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(s))
}

// checkISBN computes the check digit of an ISBN of ten or thirteen digits (ISO 2108) and returns what is wrong, or "".
func checkISBN(s string) string {
	digits := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(s))
	for i, r := range digits {
		if (r < '0' || r > '9') && (r != 'X' || i != 9 || len(digits) != 10) {
			return "“" + s + "” is not an ISBN: it has characters other than digits"
		}
	}
	sum := 0
	var want string
	switch len(digits) {
	case 10:
		for i := range 9 {
			sum += (10 - i) * int(digits[i]-'0')
		}
		want = string("0123456789X"[(11-sum%11)%11])
	case 13:
		if !strings.HasPrefix(digits, "978") && !strings.HasPrefix(digits, "979") {
			return "“" + s + "” is not an ISBN: one of thirteen digits begins with 978 or 979"
		}
		for i := range 12 {
			sum += (1 + i%2*2) * int(digits[i]-'0')
		}
		want = string("0123456789"[(10-sum%10)%10])
	default:
		return fmt.Sprintf("“%s” is not an ISBN: it has %d digits, not 10 or 13", s, len(digits))
	}
	if digits[len(digits)-1:] != want {
		return "the ISBN “" + s + "” is mistyped: its last digit would be " + want
	}
	return ""
}

func (d *decoder) doi(n *yaml.Node) {
	s, ok := d.scalar(n)
	if !ok || s == "" {
		return
	}
	for _, p := range []string{"https://doi.org/", "http://doi.org/", "http://dx.doi.org/", "https://dx.doi.org/", "doi:"} {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			s = s[len(p):]
			break
		}
	}
	if !bareDOI.MatchString(s) {
		d.add(n.Pos, diag.Error, "invalid-value", "“"+s+"” is not a DOI", "write it as 10.1000/182")
		return
	}
	d.m.Meta.DOI = s
}

// markdown reads a dialect by our name for it, which differs from “from” in one word: pandoc there is markdown here.
func (d *decoder) markdown(n *yaml.Node) {
	s, ok := d.scalar(n)
	if !ok || s == "" {
		return
	}
	if rest, ok := strings.CutPrefix(s, "pandoc"); ok {
		s = "markdown" + rest
	}
	d.m.From = Source{s, n.Pos}
}
