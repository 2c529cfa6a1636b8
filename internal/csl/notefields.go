package csl

import (
	"maps"
	"regexp"
	"strings"
)

// standardVariables are the variables that are neither names, dates nor numbers (“Standard Variables”).
var standardVariables = set(`abstract annote archive archive_collection archive_location archive-place authority call-number
	citation-key citation-label collection-title collection-title-short container-title container-title-short dimensions division DOI event event-title
	event-place genre ISBN ISSN jurisdiction keyword language license medium original-publisher original-publisher-place original-title
	part-title PMCID PMID publisher publisher-place references reviewed-genre reviewed-title scale source status title title-short
	URL volume-title`)

var (
	noteLine  = regexp.MustCompile(`^([A-Za-z][A-Za-z_-]*)\s*:\s*(\S.*)$`)
	noteBrace = regexp.MustCompile(`\{:([A-Za-z][A-Za-z_-]*)\s*:\s*([^}]*)\}`)
)

// withNoteFields reads variables from the note, where programs write those that they have no field for: as lines
// “variable: value” at its beginning or as {:variable: value}. Of the item's own fields only dates are replaced.
func withNoteFields(it *Item) *Item {
	note := it.Vars["note"]
	if !strings.Contains(note, ":") {
		return it
	}
	out := *it
	copied := false
	put := func(name, value string) bool {
		if !standardVariables[name] && !numberVariables[name] && !nameVariables[name] && !dateVariables[name] && name != "type" {
			return false
		}
		if !copied {
			copied = true
			out.Vars, out.Names, out.Dates = maps.Clone(it.Vars), maps.Clone(it.Names), maps.Clone(it.Dates)
			if out.Names == nil {
				out.Names = map[string][]Name{}
			}
			if out.Dates == nil {
				out.Dates = map[string]Date{}
			}
		}
		switch {
		case name == "type":
			out.Type = value
		case nameVariables[name]:
			n := Name{Literal: value}
			if family, given, ok := strings.Cut(value, "||"); ok {
				n = Name{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)}
			}
			if len(it.Names[name]) == 0 {
				out.Names[name] = append(out.Names[name], n)
			}
		case dateVariables[name]:
			out.Dates[name] = ParseDate(value)
		case it.Vars[name] == "":
			out.Vars[name] = value
		}
		return true
	}
	rest := noteBrace.ReplaceAllStringFunc(note, func(s string) string {
		m := noteBrace.FindStringSubmatch(s)
		if put(m[1], strings.TrimSpace(m[2])) {
			return ""
		}
		return s
	})
	lines := strings.Split(rest, "\n")
	for len(lines) > 0 {
		m := noteLine.FindStringSubmatch(strings.TrimSpace(lines[0]))
		if m == nil || !put(m[1], strings.TrimSpace(m[2])) {
			break
		}
		lines = lines[1:]
	}
	if !copied {
		return it
	}
	out.Vars["note"] = strings.TrimSpace(strings.Join(lines, "\n"))
	if out.Vars["note"] == "" {
		delete(out.Vars, "note")
	}
	return &out
}
