package cite

import (
	"strings"

	"golang.org/x/text/language"

	"quire/internal/diag"
)

// medlineTags maps the tags of MEDLINE's format, which PubMed exports as .nbib, onto those of RIS.
var medlineTags = map[string]string{
	"AB": "AB", "AU": "AU", "BTI": "T2", "CN": "AU", "CTI": "T3", "DP": "PY", "EN": "ET", "FAU": "AU", "FED": "ED", "IP": "IS", "IS": "SN", "ISBN": "SN", "JT": "T2",
	"OT": "KW", "PB": "PB", "PG": "SP", "TA": "J2", "TI": "TI", "TT": "ST", "VI": "VL",
}

// medlineRecord is a record of MEDLINE that is being turned into an entry.
type medlineRecord struct {
	lines []risLine // tags are MEDLINE's
}

// readMEDLINE reads MEDLINE's format: lines such as “TI  - Title”; continuation lines are indented, and a blank line ends a
// record. The key of a work is made of its first author and the year; its number in PubMed is a second key.
func readMEDLINE(file string, data []byte, l *diag.List) []*Entry {
	var out []*Entry
	used := map[string]bool{}
	rec := medlineRecord{}
	finish := func() {
		if len(rec.lines) > 0 {
			out = append(out, rec.entry(used, l))
		}
		rec = medlineRecord{}
	}
	for i, line := range textLines(data) {
		tag, value, ok := medlineTag(line)
		switch {
		case strings.TrimSpace(line) == "":
			finish()
		case ok:
			rec.lines = append(rec.lines, risLine{tag, value, diag.Pos{File: file, Line: i + 1, Col: 1}})
		case len(rec.lines) > 0:
			last := &rec.lines[len(rec.lines)-1]
			last.value += " " + strings.TrimSpace(line)
		}
	}
	finish()
	return Merge(l, out)
}

// medlineTag reads the tag of a line: up to four letters, padded to four, and a hyphen.
func medlineTag(line string) (tag, value string, ok bool) {
	if len(line) < 5 || line[4] != '-' {
		return "", "", false
	}
	tag = strings.TrimRight(line[:4], " ")
	if tag == "" || strings.Trim(tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		return "", "", false
	}
	return tag, strings.TrimSpace(line[5:]), true
}

func (m *medlineRecord) get(tag string) string {
	for _, ln := range m.lines {
		if ln.tag == tag {
			return ln.value
		}
	}
	return ""
}

func (m *medlineRecord) entry(used map[string]bool, l *diag.List) *Entry {
	kind := "JOUR"
	for _, ln := range m.lines {
		if ln.tag != "PT" {
			continue
		}
		switch ln.value {
		case "Book":
			kind = "BOOK"
		case "Book Chapter":
			kind = "CHAP"
		}
	}
	rec := []risLine{{"TY", kind, m.lines[0].pos}}
	for _, ln := range m.lines {
		tag := medlineTags[ln.tag]
		value := ln.value
		switch ln.tag {
		case "AU":
			if m.get("FAU") != "" {
				continue // the same names, shortened
			}
			if family, initials, ok := cutLast(value, " "); ok {
				value = family + ", " + initials
			}
		case "IS":
			value, _, _ = strings.Cut(value, " ")
		case "TI":
			value = strings.TrimSuffix(value, ".")
		case "LID", "AID":
			doi, ok := strings.CutSuffix(value, " [doi]")
			if !ok {
				continue
			}
			tag, value = "DO", doi
		case "LA":
			if t, err := language.Parse(value); err == nil {
				tag, value = "LA", t.String()
			}
		}
		if tag != "" {
			rec = append(rec, risLine{tag, value, ln.pos})
		}
	}
	e := risEntry(rec, used, l)
	if id := m.get("PMID"); id != "" {
		e.Vars["PMID"] = id
		e.Aliases = append(e.Aliases, id)
	}
	if id := m.get("PMC"); id != "" {
		e.Vars["PMCID"] = id
	}
	return e
}

// cutLast divides s at the last sep.
func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
