package csl

import (
	"strings"
	"unicode"
)

// label returns the citation-label of an item (“Standard Variables”): its own, or up to four letters of the
// names and two digits of the year, as in “Ferr78”.
func (e *entry) label() string {
	if l := e.Vars["citation-label"]; l != "" {
		return l
	}
	var names []Name
	for _, v := range []string{"author", "editor", "translator"} {
		if names = e.names[v]; len(names) > 0 {
			break
		}
	}
	letters := 4
	switch {
	case len(names) >= 4:
		letters = 1
		names = names[:4]
	case len(names) == 3, len(names) == 2:
		letters = 2
		names = names[:2]
	}
	var b strings.Builder
	for _, n := range names {
		k := 0
		for _, r := range firstOf(n.Family, n.Literal) {
			if unicode.IsLetter(r) && k < letters {
				b.WriteRune(r)
				k++
			}
		}
	}
	if len(names) == 0 {
		k := 0
		for _, r := range e.Vars["title"] {
			if unicode.IsLetter(r) && k < 4 {
				b.WriteRune(r)
				k++
			}
		}
	}
	if d, ok := e.Dates["issued"]; ok && d.Start.Year != 0 {
		b.WriteString(pad(abs(d.Start.Year)%100, 2))
	}
	return b.String()
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
