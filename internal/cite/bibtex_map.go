package cite

import (
	"slices"
	"strings"
	"unicode"

	"quire/internal/csl"
)

// bibTypes maps the types of entries onto those of CSL.
var bibTypes = map[string]string{
	"article": "article-journal", "book": "book", "mvbook": "book", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter", "booklet": "pamphlet",
	"collection": "book", "mvcollection": "book", "incollection": "chapter", "suppcollection": "chapter", "dataset": "dataset", "manual": "book",
	"misc": "document", "online": "webpage", "electronic": "webpage", "www": "webpage", "patent": "patent", "periodical": "periodical", "suppperiodical": "article-journal",
	"proceedings": "book", "mvproceedings": "book", "inproceedings": "paper-conference", "conference": "paper-conference", "reference": "book", "mvreference": "book",
	"inreference": "entry-encyclopedia", "report": "report", "techreport": "report", "software": "software", "thesis": "thesis", "phdthesis": "thesis",
	"mastersthesis": "thesis", "unpublished": "manuscript", "artwork": "graphic", "audio": "song", "commentary": "book", "image": "graphic", "jurisdiction": "legal_case",
	"legislation": "legislation", "legal": "treaty", "letter": "personal_communication", "movie": "motion_picture", "music": "song", "performance": "performance",
	"review": "review", "standard": "standard", "video": "motion_picture", "newsarticle": "article-newspaper", "magazine": "article-magazine", "newspaper": "article-newspaper",
	"map": "map", "interview": "interview", "speech": "speech", "webpage": "webpage",
}

type bibMapper struct {
	b    *bibReader
	r    *rawEntry
	e    *Entry
	lang string // of the work
}

// text reads a field with its markup.
func (m *bibMapper) text(name string) string {
	f, ok := m.r.field(name)
	if !ok {
		return ""
	}
	return m.b.tex(f, m.r.key)
}

// first reads the first of several fields that the entry has.
func (m *bibMapper) first(names ...string) string {
	for _, n := range names {
		if s := m.text(n); s != "" {
			return s
		}
	}
	return ""
}

// verbatim reads a field that holds no TeX: an address or a number in some catalogue.
func (m *bibMapper) verbatim(name string) string { return unescape(m.r.get(name)) }

func (m *bibMapper) set(variable, value string) {
	if value != "" {
		m.e.Vars[variable] = value
	}
}

// list reads a list of literals, “A and B”.
func (m *bibMapper) list(name string) string {
	f, ok := m.r.field(name)
	if !ok {
		return ""
	}
	var out []string
	for _, s := range splitTop(f.value, func(rest string, before byte) int {
		if before == ' ' && len(rest) > 4 && rest[:3] == "and" && isSpaceByte(rest[3]) {
			return 3
		}
		return 0
	}) {
		if s = m.b.tex(rawField{name: name, value: s, pos: f.pos}, m.r.key); s != "" {
			out = append(out, plain(s))
		}
	}
	return strings.Join(out, "; ")
}

func (m *bibMapper) itemType() {
	t, ok := bibTypes[m.r.kind]
	if !ok {
		t = "document"
	}
	switch sub := strings.ToLower(m.r.get("entrysubtype")); {
	case t == "article-journal" && sub == "magazine":
		t = "article-magazine"
	case t == "article-journal" && sub == "newspaper":
		t = "article-newspaper"
	case m.r.kind == "unpublished" && (m.r.get("eventtitle") != "" || m.r.get("eventdate") != "" || m.r.get("venue") != ""):
		t = "speech"
	case sub == "letter":
		t = "personal_communication"
	}
	m.e.Type = t
}

func (m *bibMapper) language() {
	m.lang = languageTag(firstOf(m.r.get("langid"), m.r.get("hyphenation")))
	if m.lang == "" {
		if l, _, _ := strings.Cut(m.r.get("language"), " and "); l != "" {
			m.lang = languageTag(strings.TrimPrefix(strings.ToLower(l), "lang"))
		}
	}
	m.set("language", m.lang)
}

// english reports whether titles are in English. English titles are in title case and must become sentence case for CSL.
func (m *bibMapper) english() bool {
	return isEnglish(firstOf(m.lang, m.b.lang))
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			return w
		}
	}
	return ""
}

func (m *bibMapper) title(names ...string) string {
	s := m.first(names...)
	if s != "" && m.english() {
		s = sentenceCase(s)
	}
	return s
}

func (m *bibMapper) titles() {
	title, sub := m.title("title"), m.title("subtitle")
	short := m.title("shorttitle")
	book := join(m.title("booktitle"), m.title("booksubtitle"))
	if a := m.text("booktitleaddon"); a != "" {
		book = sentence(book, a)
	}
	main := join(m.title("maintitle"), m.title("mainsubtitle"))
	full := join(title, sub)
	if a := m.text("titleaddon"); a != "" {
		full = sentence(full, a)
	}
	part := m.e.Type == "chapter" || m.e.Type == "paper-conference" || m.e.Type == "entry-encyclopedia" || m.e.Type == "entry-dictionary"
	switch {
	case main != "" && part:
		m.set("title", full)
		m.set("container-title", main)
		m.set("volume-title", book)
	case main != "":
		m.set("title", main)
		m.set("volume-title", full)
		if short == "" {
			short = m.title("maintitle")
		}
		sub = m.text("mainsubtitle")
		title = m.title("maintitle")
	default:
		m.set("title", full)
		m.set("container-title", book)
	}
	if short == "" && sub != "" {
		short = title
	}
	m.set("title-short", short)
	if j := join(m.first("journaltitle", "journal"), m.text("journalsubtitle")); j != "" {
		m.set("container-title", j)
		m.set("volume-title", join(m.title("issuetitle"), m.title("issuesubtitle")))
	}
	m.set("container-title-short", m.text("shortjournal"))
	if m.e.Type == "periodical" {
		m.set("volume-title", join(m.title("issuetitle"), m.title("issuesubtitle")))
	}
	m.set("collection-title", m.b.word(m.r.get("series"), m.first("series", "shortseries")))
	m.set("original-title", m.text("origtitle"))
	m.set("reviewed-title", m.text("reviewed"))
	m.set("event-title", m.text("eventtitle"))
	m.set("event", m.text("eventtitle"))
	m.set("event-place", m.text("venue"))
}

// sentence adds a sentence after a title.
func sentence(title, addition string) string {
	if p := plain(title); strings.HasSuffix(p, ".") || strings.HasSuffix(p, "?") || strings.HasSuffix(p, "!") {
		return title + " " + addition
	}
	return title + ". " + addition
}

// editorRoles are biblatex's types of editors for which CSL has a variable of its own.
var editorRoles = map[string]string{
	"": "editor", "editor": "editor", "compiler": "compiler", "director": "director", "producer": "producer", "organizer": "organizer", "narrator": "narrator",
	"composer": "composer", "illustrator": "illustrator", "translator": "translator", "performer": "performer", "curator": "curator", "interviewer": "interviewer",
	"editorialdirector": "editorial-director",
}

func (m *bibMapper) names() {
	useprefix := strings.Contains(strings.ReplaceAll(m.r.get("options"), " ", ""), "useprefix=true") || strings.Contains(m.r.get("options"), "useprefix") && !strings.Contains(m.r.get("options"), "useprefix=")
	add := func(variable, field string) {
		if f, ok := m.r.field(field); ok && m.e.Names[variable] == nil {
			if ns := bibNames(f.value, useprefix); len(ns) > 0 {
				m.e.Names[variable] = ns
			}
		}
	}
	add("author", "author")
	for _, x := range [...]string{"", "a", "b", "c"} {
		role, ok := editorRoles[strings.ToLower(m.r.get("editor"+x+"type"))]
		if !ok {
			// If the book has no other editor, a redactor or a reviser counts as one.
			role = "editor"
		}
		add(role, "editor"+x)
	}
	add("translator", "translator")
	add("container-author", "bookauthor")
	add("compiler", "compiler")
	// This is a part of a book by the same author, whose name is not repeated after “in”.
	if ns := m.e.Names["container-author"]; len(ns) > 0 && slices.Equal(ns, m.e.Names["author"]) {
		delete(m.e.Names, "container-author")
	}
	if m.e.Names["author"] == nil && (m.e.Type == "patent" || m.e.Type == "software" || m.e.Type == "dataset") {
		add("author", "holder")
	}
	if m.e.Names["author"] == nil && m.e.Type == "motion_picture" && m.e.Names["director"] == nil && strings.EqualFold(m.r.get("editortype"), "director") {
		add("director", "editor")
	}
	// The same people edit and translate: CSL has one role for both.
	if ed, tr := m.e.Names["editor"], m.e.Names["translator"]; len(ed) > 0 && slices.Equal(ed, tr) {
		m.e.Names["editor-translator"] = ed
	}
}

func (m *bibMapper) dates() {
	issued, ok := m.date("date")
	if !ok {
		issued, ok = m.yearMonth()
	}
	if ok {
		m.e.Dates["issued"] = issued
	}
	for field, variable := range map[string]string{"origdate": "original-date", "eventdate": "event-date", "urldate": "accessed"} {
		if d, ok := m.date(field); ok {
			m.e.Dates[variable] = d
		}
	}
	if p := m.text("pubstate"); p != "" {
		m.set("status", pubstate(p, firstOf(m.lang, m.b.lang)))
		if !ok {
			m.e.Dates["issued"] = csl.Date{Literal: m.e.Vars["status"]}
		}
	}
}

// date reads a field of biblatex's kind of dates, the extended format of ISO 8601-2 (EDTF).
func (m *bibMapper) date(field string) (csl.Date, bool) {
	f, ok := m.r.field(field)
	if !ok {
		return csl.Date{}, false
	}
	// Not TeX: in a date “~” means about, not a space.
	s := strings.TrimSpace(strings.NewReplacer("{", "", "}", "", "--", "/").Replace(f.value))
	if s == "" {
		return csl.Date{}, false
	}
	d := csl.ParseDate(s)
	if d.Literal != "" && !strings.ContainsAny(s, "0123456789") {
		warn(m.b.l, f.pos, "bib-date", "write it as 2026-11-22, 2026-11, 2026 or, for a range, 1936/1947", "“%s” in the field “%s” of “%s” is not a date; it is printed as it stands", s, field, m.r.key)
	}
	return d, true
}

// yearMonth reads the date in BibTeX's separate fields.
func (m *bibMapper) yearMonth() (csl.Date, bool) {
	year := texPlain(m.r.get("year"))
	if year == "" {
		return csl.Date{}, false
	}
	year = strings.NewReplacer("--", "/", "–", "/").Replace(year)
	trimmed := strings.TrimSpace(strings.Trim(year, "[]"))
	if from, to, ok := strings.Cut(trimmed, "/"); ok && len(from) == 4 && len(to) > 0 && len(to) < 4 && strings.Trim(from+to, "0123456789") == "" {
		trimmed = from + "/" + from[:4-len(to)] + to // 1930–31
	}
	d := csl.ParseDate(trimmed)
	if d.Literal != "" {
		d.Literal = year
		return d, true
	}
	if month := strings.TrimSpace(texPlain(m.r.get("month"))); month != "" && d.Start.Month == 0 && d.End == (csl.DateParts{}) {
		day := strings.TrimSpace(texPlain(m.r.get("day")))
		from, to, ranged := strings.Cut(month, "–")
		if !ranged {
			from, to, ranged = strings.Cut(month, "/")
		}
		if n, dd := monthNumber(from); n > 0 {
			d.Start.Month = n
			d.Start.Day = number(firstOf(day, dd))
			if ranged {
				if n2, dd2 := monthNumber(to); n2 > 0 {
					d.End = csl.DateParts{Year: d.Start.Year, Month: n2, Day: number(dd2)}
				}
			}
		}
	}
	return d, true
}

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// monthNumber reads a month as a number or as an English name, with a day before or after it.
func monthNumber(s string) (month int, day string) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == '~' || r == '\u00a0' }) {
		low := strings.ToLower(w)
		found := false
		if len(low) >= 3 && low[0] > '9' {
			for i, name := range monthNames {
				if strings.HasPrefix(strings.ToLower(name), low) {
					month, found = i+1, true
				}
			}
		}
		if n := number(low); !found && n > 0 {
			if month == 0 && n <= 12 && !strings.ContainsFunc(s, unicode.IsLetter) {
				month = n
			} else {
				day = low
			}
		}
	}
	return month, day
}

// number reads a number of at most two digits; 0 where there is none.
func number(s string) int {
	if s == "" || len(s) > 2 {
		return 0
	}
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}

func (m *bibMapper) numbers() {
	for field, variable := range map[string]string{
		"volume": "volume", "volumes": "number-of-volumes", "chapter": "chapter-number", "edition": "edition", "version": "version", "part": "part-number",
		"pagetotal": "number-of-pages", "shorthand": "citation-label",
	} {
		m.set(variable, plain(m.text(field)))
	}
	if m.e.Vars["number-of-pages"] == "" {
		m.set("number-of-pages", plain(m.text("numpages")))
	}
	if p := plain(m.text("pages")); p != "" {
		m.set("page", pageDashes.ReplaceAllString(p, "–"))
	} else {
		m.set("page", plain(m.text("eid")))
	}
	n := plain(m.text("number"))
	switch m.e.Type {
	case "article-journal", "article-magazine", "article-newspaper", "periodical", "review":
		m.set("issue", firstOf(n, plain(m.text("issue"))))
		if n != "" {
			m.set("issue-name", plain(m.text("issue")))
		}
	case "book", "chapter", "entry-encyclopedia", "paper-conference", "pamphlet":
		m.set("collection-number", n)
	default:
		m.set("number", n)
		if n != "" && m.e.Vars["collection-title"] != "" && m.e.Type != "report" && m.e.Type != "patent" {
			m.set("collection-number", n)
		}
	}
	m.set("ISBN", plain(m.text("isbn")))
	m.set("ISSN", plain(m.text("issn")))
	m.set("PMID", m.verbatim("pmid"))
	m.set("PMCID", m.verbatim("pmcid"))
}

func (m *bibMapper) rest() {
	// howpublished = {\url{…}} is the address of the work, or a second one if the field url has another.
	url := m.verbatim("url")
	second := false
	if h := m.r.get("howpublished"); strings.Contains(h, `\url`) {
		address := texPlain(h)
		second = url != "" && !strings.Contains(address, url)
		url = firstOf(url, address)
	}
	var houses []string
	for _, f := range [...]string{"institution", "school", "organization", "howpublished", "publisher"} {
		if m.r.kind == "online" && f == "organization" || f == "howpublished" && !second && strings.Contains(m.r.get(f), `\url`) {
			continue
		}
		if s := m.list(f); s != "" && !slices.Contains(houses, s) {
			houses = append(houses, s)
		}
	}
	m.set("publisher", strings.Join(houses, "; "))
	if m.r.kind == "online" && m.e.Vars["container-title"] == "" {
		m.set("container-title", m.list("organization"))
	}
	location, address := m.list("location"), m.list("address")
	if m.e.Type == "paper-conference" && address != "" && location != address && m.e.Vars["event-place"] == "" {
		// If both are given, location is the place of the conference, and address that of the publisher.
		m.set("event-place", location)
		location = address
	}
	if m.e.Type == "patent" {
		m.set("jurisdiction", m.countries())
	}
	m.set("publisher-place", firstOf(m.countries(), location, address))
	m.set("original-publisher", m.list("origpublisher"))
	m.set("original-publisher-place", m.list("origlocation"))
	m.set("genre", m.genre())
	m.set("abstract", m.text("abstract"))
	m.set("call-number", m.first("library", "lccn"))
	m.set("archive", m.text("archive"))
	note := m.text("note")
	if a := m.text("addendum"); a != "" {
		if note != "" {
			note = sentence(note, a)
		} else {
			note = a
		}
	}
	m.set("note", note)
	m.set("medium", map[string]string{"audio": "audio", "video": "video"}[m.r.kind])

	m.set("DOI", doiPrefix.ReplaceAllString(m.verbatim("doi"), ""))
	m.set("URL", url)
	m.eprint()

	m.e.Annotation = m.first("annotation", "annote")
	for _, k := range strings.FieldsFunc(firstOf(m.r.get("keywords"), m.r.get("keyword")), func(r rune) bool { return r == ',' || r == ';' }) {
		if k = texPlain(k); k != "" {
			m.e.Keywords = append(m.e.Keywords, k)
		}
	}
	for _, k := range strings.Split(m.r.get("ids"), ",") {
		if k = strings.TrimSpace(k); k != "" {
			m.e.Aliases = append(m.e.Aliases, k)
		}
	}
	for _, k := range strings.Split(m.r.get("related"), ",") {
		if k = strings.TrimSpace(k); k != "" {
			m.e.Related = append(m.e.Related, Relation{Type: strings.ToLower(strings.TrimSpace(m.r.get("relatedtype"))), Key: k})
		}
	}
}

// eprint makes an address from the number in an archive, if the entry has no address.
func (m *bibMapper) eprint() {
	id := m.verbatim("eprint")
	if id == "" {
		return
	}
	kind := strings.ToLower(firstOf(m.r.get("eprinttype"), m.r.get("archiveprefix")))
	if kind == "pubmed" {
		m.set("PMID", id)
		return
	}
	base := map[string]string{
		"arxiv": "https://arxiv.org/abs/", "jstor": "https://www.jstor.org/stable/", "googlebooks": "https://books.google.com/books?id=", "hdl": "https://hdl.handle.net/",
	}[kind]
	if base != "" && m.e.Vars["URL"] == "" {
		m.set("URL", base+id)
	}
}

// countries returns the words for biblatex's keys of the countries of a patent; "" if there are none.
func (m *bibMapper) countries() string {
	var out []string
	known := false
	for _, s := range strings.Split(m.r.get("location"), " and ") {
		s = strings.TrimSpace(s)
		w := m.b.word(s, s)
		known = known || w != s
		out = append(out, w)
	}
	if !known {
		return ""
	}
	return strings.Join(out, "; ")
}

// genre is the kind of a thesis or report in words.
func (m *bibMapper) genre() string {
	t := strings.TrimSpace(m.r.get("type"))
	if t == "" {
		t = map[string]string{"phdthesis": "phdthesis", "mastersthesis": "mathesis", "techreport": "techreport"}[m.r.kind]
	}
	if w := m.b.word(t, ""); w != "" {
		return w
	}
	return m.text("type")
}
