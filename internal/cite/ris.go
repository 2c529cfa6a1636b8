package cite

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quire/internal/csl"
	"quire/internal/diag"
)

// risTypes maps RIS's types of reference onto those of CSL.
var risTypes = map[string]string{
	"ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic", "ART": "graphic", "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case",
	"CHAP": "chapter", "CHART": "figure", "CLSWK": "classic", "COMP": "software", "CONF": "paper-conference", "CPAPER": "paper-conference", "CTLG": "book", "DATA": "dataset",
	"DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage", "ENCYC": "entry-encyclopedia",
	"EQUA": "figure", "FIGURE": "figure", "GEN": "document", "GOVDOC": "report", "GRANT": "document", "HEAR": "hearing", "ICOMM": "personal_communication", "INPR": "article-journal",
	"JFULL": "periodical", "JOUR": "article-journal", "LEGAL": "legislation", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine", "MPCT": "motion_picture",
	"MULTI": "webpage", "MUSIC": "musical_score", "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication", "RPRT": "report",
	"SER": "book", "SLIDE": "graphic", "SOUND": "song", "STAND": "standard", "STAT": "legislation", "STD": "standard", "THES": "thesis", "UNPB": "manuscript", "UNBILL": "manuscript", "VIDEO": "motion_picture",
	"WEB": "webpage",
}

type risLine struct {
	tag, value string
	pos        diag.Pos
}

// readRIS reads RIS: records of lines such as “TY  - BOOK”; “ER  -” ends a record. If a work has no ID, its key is made of
// its first author and the year.
func readRIS(file string, data []byte, l *diag.List) []*Entry {
	var out []*Entry
	var rec []risLine
	used := map[string]bool{}
	finish := func() {
		if len(rec) > 0 {
			out = append(out, risEntry(rec, used, l))
		}
		rec = nil
	}
	for i, line := range textLines(data) {
		pos := diag.Pos{File: file, Line: i + 1, Col: 1}
		tag, value, ok := risTag(line)
		switch {
		case strings.TrimSpace(line) == "":
		case !ok && len(rec) > 0:
			// A line without a tag goes on with the one before.
			last := &rec[len(rec)-1]
			last.value = strings.TrimSpace(last.value + " " + strings.TrimSpace(line))
		case !ok:
			l.Add(diag.Finding{Pos: pos, Severity: diag.Warning, Code: "bib-syntax", Message: "this line belongs to no work", Help: "begin each work with “TY  - ” and its type"})
		case tag == "TY":
			if len(rec) > 0 {
				l.Add(diag.Finding{Pos: rec[0].pos, Severity: diag.Warning, Code: "bib-syntax", Message: "the work that begins here is never closed", Help: "end it with a line “ER  - ”"})
				finish()
			}
			rec = append(rec, risLine{tag, value, pos})
		case tag == "ER":
			if len(rec) == 0 {
				l.Add(diag.Finding{Pos: pos, Severity: diag.Warning, Code: "bib-syntax", Message: "“ER” ends a work, but none has begun", Help: "begin each work with “TY  - ” and its type"})
			}
			finish()
		case len(rec) == 0:
			l.Add(diag.Finding{Pos: pos, Severity: diag.Warning, Code: "bib-syntax", Message: fmt.Sprintf("“%s” comes before the type of the work", tag), Help: "begin each work with “TY  - ” and its type"})
		default:
			rec = append(rec, risLine{tag, value, pos})
		}
	}
	if len(rec) > 0 {
		l.Add(diag.Finding{Pos: rec[0].pos, Severity: diag.Warning, Code: "bib-syntax", Message: "the work that begins here is never closed", Help: "end it with a line “ER  - ”"})
		finish()
	}
	return Merge(l, out)
}

func risTag(line string) (tag, value string, ok bool) {
	if len(line) < 5 || !(line[0] >= 'A' && line[0] <= 'Z') || !(line[1] >= 'A' && line[1] <= 'Z' || line[1] >= '0' && line[1] <= '9') {
		return "", "", false
	}
	rest := strings.TrimLeft(line[2:], " ")
	if len(rest) == len(line)-2 || !strings.HasPrefix(rest, "-") {
		return "", "", false
	}
	return line[:2], strings.TrimSpace(rest[1:]), true
}

// risRecord is a record of RIS that is being turned into an entry.
type risRecord struct {
	*Entry
	lines []risLine // after the first, which names the type
	kind  string    // RIS's type
}

// get returns the value of the first tag that has one.
func (r *risRecord) get(tags ...string) string {
	for _, t := range tags {
		for _, ln := range r.lines {
			if ln.tag == t && ln.value != "" {
				return ln.value
			}
		}
	}
	return ""
}

func (r *risRecord) set(variable string, tags ...string) {
	if v := r.get(tags...); v != "" {
		r.Vars[variable] = v
	}
}

func (r *risRecord) names(variable string, tags ...string) {
	for _, t := range tags {
		for _, ln := range r.lines {
			if ln.tag == t && ln.value != "" {
				r.Names[variable] = append(r.Names[variable], risName(ln.value))
			}
		}
	}
}

func (r *risRecord) date(variable string, tags ...string) {
	if d := risDate(r.get(tags...)); d != (csl.Date{}) {
		r.Dates[variable] = d
	}
}

// article reports whether the work appeared in a periodical.
func (r *risRecord) article() bool {
	return strings.HasPrefix(r.Type, "article") || r.Type == "periodical"
}

func risEntry(rec []risLine, used map[string]bool, l *diag.List) *Entry {
	e := &Entry{Pos: rec[0].pos, Kind: rec[0].value, Item: csl.Item{Vars: map[string]string{}, Names: map[string][]csl.Name{}, Dates: map[string]csl.Date{}}}
	r := &risRecord{Entry: e, lines: rec[1:], kind: strings.ToUpper(rec[0].value)}
	var ok bool
	if e.Type, ok = risTypes[r.kind]; !ok {
		e.Type = "document"
		warn(l, e.Pos, "bib-unknown-type", "use one of RIS's types, such as BOOK, CHAP or JOUR; the work is treated as a document", "the type “%s” is not known", rec[0].value)
	}
	r.titles()
	r.publication()
	r.places()
	r.dates()
	for _, ln := range r.lines {
		if ln.tag == "KW" && ln.value != "" {
			e.Keywords = append(e.Keywords, ln.value)
		}
	}
	e.ID = r.get("ID")
	if e.ID == "" || strings.IndexFunc(e.ID, unicode.IsSpace) >= 0 {
		e.ID = risKey(e, used)
	}
	used[e.ID] = true
	return e
}

// titles reads the authors and titles of a work and of the work that contains it. Their tags depend on the type.
func (r *risRecord) titles() {
	r.set("title", "TI", "T1", "CT")
	r.set("title-short", "ST")
	author := "author"
	switch {
	case slices.Contains([]string{"chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"}, r.Type):
		r.set("container-title", "T2", "BT", "T3")
		r.set("collection-title", "T3")
		if r.Vars["collection-title"] == r.Vars["container-title"] {
			delete(r.Vars, "collection-title")
		}
		r.names("editor", "A2", "ED")
		r.names("collection-editor", "A3")
	case r.article():
		r.set("container-title", "T2", "JF", "JO", "JA")
		for _, short := range [...]string{"J2", "JA", "JO"} {
			if v := r.get(short); v != "" && v != r.Vars["container-title"] && r.Vars["container-title-short"] == "" {
				r.Vars["container-title-short"] = v
			}
		}
	case r.Type == "webpage" || r.Type == "post-weblog":
		r.set("container-title", "T2")
	default:
		if r.Vars["title"] == "" {
			r.set("title", "BT")
		}
		r.set("collection-title", "T2", "T3")
		r.names("collection-editor", "A2")
		if r.kind == "EDBOOK" {
			author = "editor"
		} else {
			r.names("editor", "ED")
		}
	}
	r.names(author, "AU", "A1")
	r.names("translator", "A4", "TA")
}

// publication reads the publisher of a work, and its volume, number and pages.
func (r *risRecord) publication() {
	r.set("publisher", "PB")
	r.set("publisher-place", "CY", "PP")
	r.set("volume", "VL")
	if r.article() {
		r.set("issue", "IS")
		r.set("ISSN", "SN")
	} else {
		r.set("number", "IS", "M1")
		r.set("ISBN", "SN")
	}
	r.set("edition", "ET")
	r.set("number-of-volumes", "NV")
	first, last := r.get("SP"), r.get("EP")
	if first == "" {
		return
	}
	if last != "" && last != first && !strings.ContainsAny(first, "-–") {
		first += "–" + last
	}
	if r.Type == "book" {
		r.Vars["number-of-pages"] = first
	} else {
		r.Vars["page"] = pageDashes.ReplaceAllString(first, "–")
	}
}

// exportNote matches the remarks about the export that databases add to the notes of a record.
var exportNote = regexp.MustCompile(`(?i)^(?:export date|exported|cited by|times cited|cited references|date of export|query date|accession number)\b`)

// places reads notes about a work, and where it is kept.
func (r *risRecord) places() {
	r.set("abstract", "AB", "N2")
	for _, ln := range r.lines {
		if ln.tag == "N1" && ln.value != "" && r.Vars["note"] == "" && !exportNote.MatchString(ln.value) {
			r.Vars["note"] = ln.value
		}
	}
	if v := languageTag(r.get("LA")); v != "" {
		r.Vars["language"] = v
	}
	if v := doiPrefix.ReplaceAllString(r.get("DO"), ""); v != "" {
		r.Vars["DOI"] = v
	}
	r.set("URL", "UR")
	r.set("call-number", "CN")
	r.set("source", "DB", "DP")
}

func (r *risRecord) dates() {
	r.date("issued", "PY", "Y1")
	r.date("issued", "DA", "PY", "Y1") // a value of slashes only is no date
	r.date("accessed", "Y2")
	if d := risDate(r.get("OP")); d.Start.Year != 0 {
		r.Dates["original-date"] = d
	}
}

// risName reads “Family, Given, Suffix”; a name without a comma is the name of an institution.
func risName(s string) csl.Name {
	parts := strings.Split(s, ",")
	if len(parts) == 1 {
		return csl.Name{Literal: s}
	}
	n := csl.Name{Family: strings.TrimSpace(parts[0]), Given: strings.TrimSpace(parts[1])}
	if len(parts) > 2 {
		n.Suffix = strings.TrimSpace(parts[2])
	}
	return n
}

// risDate reads “YYYY/MM/DD/other”, with any of the parts empty, or a plain year.
func risDate(s string) csl.Date {
	parts := strings.Split(s, "/")
	var iso []string
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if p == "" || i > 2 {
			break
		}
		if len(p) == 1 {
			p = "0" + p
		}
		iso = append(iso, p)
	}
	if len(iso) == 0 {
		return csl.Date{}
	}
	if strings.Trim(strings.Join(iso, ""), "0123456789") != "" {
		return csl.ParseDate(s)
	}
	return csl.ParseDate(strings.Join(iso, "-"))
}

// risKey makes a key of the first family name and the year, and adds a letter if another work has that key.
func risKey(e *Entry, used map[string]bool) string {
	name := "anon"
	for _, v := range [...]string{"author", "editor"} {
		if ns := e.Names[v]; len(ns) > 0 {
			name = firstOf(ns[0].Family, ns[0].Literal)
			break
		}
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(name) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	if b.Len() == 0 {
		b.WriteString("anon")
	}
	if y := e.Dates["issued"].Start.Year; y != 0 {
		fmt.Fprint(&b, y)
	}
	key := norm.NFC.String(b.String())
	for i, base := 0, key; used[key]; i++ {
		if i < 26 {
			key = base + string(rune('a'+i))
		} else {
			key = fmt.Sprintf("%s-%d", base, i)
		}
	}
	return key
}
