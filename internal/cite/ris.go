package cite

import (
	"fmt"
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

// readRIS reads RIS: records of lines “TY  - BOOK”, closed by “ER  -”. A work without an ID gets the key of its first
// author and year.
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
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(data), "\ufeff"))
	for i, line := range strings.Split(text, "\n") {
		pos := diag.Pos{File: file, Line: i + 1, Col: 1}
		tag, value, ok := risTag(line)
		switch {
		case strings.TrimSpace(line) == "":
		case !ok && len(rec) > 0:
			// A line without a tag goes on with the one before.
			last := &rec[len(rec)-1]
			last.value = strings.TrimSpace(last.value + " " + strings.TrimSpace(line))
		case !ok:
			l.Add(diag.Finding{Pos: pos, Severity: diag.Error, Code: "bib-syntax", Message: "this line belongs to no work", Help: "begin each work with “TY  - ” and its type"})
		case tag == "TY":
			if len(rec) > 0 {
				l.Add(diag.Finding{Pos: rec[0].pos, Severity: diag.Error, Code: "bib-syntax", Message: "the work that begins here is never closed", Help: "end it with a line “ER  - ”"})
				finish()
			}
			rec = append(rec, risLine{tag, value, pos})
		case tag == "ER":
			if len(rec) == 0 {
				l.Add(diag.Finding{Pos: pos, Severity: diag.Error, Code: "bib-syntax", Message: "“ER” ends a work where none has begun", Help: "begin each work with “TY  - ” and its type"})
			}
			finish()
		case len(rec) == 0:
			l.Add(diag.Finding{Pos: pos, Severity: diag.Error, Code: "bib-syntax", Message: fmt.Sprintf("“%s” stands before the type of the work", tag), Help: "begin each work with “TY  - ” and its type"})
		default:
			rec = append(rec, risLine{tag, value, pos})
		}
	}
	if len(rec) > 0 {
		l.Add(diag.Finding{Pos: rec[0].pos, Severity: diag.Error, Code: "bib-syntax", Message: "the work that begins here is never closed", Help: "end it with a line “ER  - ”"})
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

func risEntry(rec []risLine, used map[string]bool, l *diag.List) *Entry {
	e := &Entry{Pos: rec[0].pos, Kind: rec[0].value, Item: csl.Item{Vars: map[string]string{}, Names: map[string][]csl.Name{}, Dates: map[string]csl.Date{}}}
	kind := strings.ToUpper(rec[0].value)
	var ok bool
	if e.Type, ok = risTypes[kind]; !ok {
		e.Type = "document"
		warn(l, e.Pos, "bib-unknown-type", "use one of RIS's types, such as BOOK, CHAP or JOUR; the work is treated as a document", "the type “%s” is not known", rec[0].value)
	}
	get := func(tags ...string) string {
		for _, t := range tags {
			for _, ln := range rec[1:] {
				if ln.tag == t && ln.value != "" {
					return ln.value
				}
			}
		}
		return ""
	}
	set := func(variable string, tags ...string) {
		if v := get(tags...); v != "" {
			e.Vars[variable] = v
		}
	}
	names := func(variable string, tags ...string) {
		for _, t := range tags {
			for _, ln := range rec[1:] {
				if ln.tag == t && ln.value != "" {
					e.Names[variable] = append(e.Names[variable], risName(ln.value))
				}
			}
		}
	}
	part := false
	switch e.Type {
	case "chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia":
		part = true
	}
	article := strings.HasPrefix(e.Type, "article") || e.Type == "periodical"
	set("title", "TI", "T1", "CT")
	set("title-short", "ST")
	switch {
	case part:
		set("container-title", "T2", "BT", "T3")
		set("collection-title", "T3")
		if e.Vars["collection-title"] == e.Vars["container-title"] {
			delete(e.Vars, "collection-title")
		}
		names("editor", "A2", "ED")
		names("collection-editor", "A3")
	case article:
		set("container-title", "T2", "JO", "JF", "JA")
		set("container-title-short", "J2", "JA")
	case e.Type == "webpage" || e.Type == "post-weblog":
		set("container-title", "T2")
	default:
		if e.Vars["title"] == "" {
			set("title", "BT")
		}
		set("collection-title", "T2", "T3")
		names("editor", "ED")
		names("collection-editor", "A2")
		if e.Type == "book" && kind == "EDBOOK" {
			e.Names["editor"] = nil
			names("editor", "AU", "A1")
		}
	}
	if e.Type != "book" || kind != "EDBOOK" {
		names("author", "AU", "A1")
	}
	names("translator", "A4", "TA")
	for v, ns := range e.Names {
		if len(ns) == 0 {
			delete(e.Names, v)
		}
	}
	set("publisher", "PB")
	set("publisher-place", "CY", "PP")
	set("volume", "VL")
	if article {
		set("issue", "IS")
	} else {
		set("number", "IS", "M1")
	}
	set("edition", "ET")
	set("number-of-volumes", "NV")
	set("abstract", "AB", "N2")
	set("note", "N1")
	set("language", "LA")
	set("DOI", "DO")
	e.Vars["DOI"] = doiPrefix.ReplaceAllString(e.Vars["DOI"], "")
	if e.Vars["DOI"] == "" {
		delete(e.Vars, "DOI")
	}
	set("URL", "UR")
	set("call-number", "CN")
	set("archive", "DB", "DP")
	if sn := get("SN"); sn != "" {
		if article {
			e.Vars["ISSN"] = sn
		} else {
			e.Vars["ISBN"] = sn
		}
	}
	if sp, ep := get("SP"), get("EP"); sp != "" {
		if ep != "" && ep != sp && !strings.ContainsAny(sp, "-–") {
			sp += "–" + ep
		}
		if e.Type == "book" {
			e.Vars["number-of-pages"] = sp
		} else {
			e.Vars["page"] = pageDashes.ReplaceAllString(sp, "–")
		}
	}
	if v := languageTag(e.Vars["language"]); v != "" {
		e.Vars["language"] = v
	} else {
		delete(e.Vars, "language")
	}
	if d := risDate(get("DA", "PY", "Y1")); d != (csl.Date{}) {
		e.Dates["issued"] = d
	} else if d := risDate(get("PY", "Y1")); d != (csl.Date{}) {
		e.Dates["issued"] = d
	}
	if d := risDate(get("Y2")); d != (csl.Date{}) {
		e.Dates["accessed"] = d
	}
	if d := risDate(get("OP")); d.Start.Year != 0 {
		e.Dates["original-date"] = d
	}
	for _, ln := range rec[1:] {
		if ln.tag == "KW" && ln.value != "" {
			e.Keywords = append(e.Keywords, ln.value)
		}
	}
	e.ID = get("ID")
	if e.ID == "" || strings.IndexFunc(e.ID, unicode.IsSpace) >= 0 {
		e.ID = risKey(e, used)
	}
	used[e.ID] = true
	return e
}

// risName reads “Family, Given, Suffix”; a name without a comma is an institution's.
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

// risKey makes a key of the first family name and the year, with a letter where it is taken.
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
