package csl

import "strings"

// Item is a bibliographic item in the terms of CSL (“Appendix III – Types”, “Appendix IV – Variables”).
type Item struct {
	ID   string
	Type string
	// Vars holds the standard and number variables, by the names of the specification. Text may carry the markup
	// of CSL-JSON: <i>, <b>, <sc>, <sup>, <sub>, <span class="nocase">.
	Vars  map[string]string
	Names map[string][]Name
	Dates map[string]Date
}

// Name is a personal name in parts, or an institution's in Literal.
type Name struct {
	Family, Given       string
	DroppingParticle    string
	NonDroppingParticle string
	Suffix              string
	// CommaSuffix asks for a comma before the suffix also where the name is not inverted (“Doe, III”).
	CommaSuffix bool
	// StaticOrdering asks for family name first, without a comma, as in Hungarian.
	StaticOrdering bool
	// Literal is the name of an institution, or one that has no parts.
	Literal string
	// Others stands at the end of a list for further names that are not given: “et al.” is printed for it.
	Others bool
	// KeepParticles leaves particles in Family and Given where they stand, instead of reading them off.
	KeepParticles bool
}

// full gives the whole name as one text, to tell people apart: the parts of one name differ from program to program.
func (n Name) full() string {
	return strings.Join(strings.Fields(n.Given+" "+n.DroppingParticle+" "+n.NonDroppingParticle+" "+n.Family+" "+n.Literal+" "+n.Suffix), " ")
}

// Date is a date or, when End is set, a range.
type Date struct {
	Start DateParts
	// End is the end of a range. An open range has End zero and Open true.
	End  DateParts
	Open bool
	// Circa marks an approximate or uncertain date.
	Circa bool
	// Literal is a date that cannot be read as one; it is printed as it is.
	Literal string
}

// DateParts is a calendar date; Month and Day are 0 where unknown. Years before Christ are negative: -1 is 1 BC.
// Season, 1 (spring) to 4 (winter), stands in for a month.
type DateParts struct{ Year, Month, Day, Season int }

func (p DateParts) isZero() bool { return p == DateParts{} }

// isRange reports whether the date has an end.
func (d Date) isRange() bool { return !d.End.isZero() || d.Open }

// isZero reports whether the date says nothing.
func (d Date) isZero() bool {
	return d.Start.isZero() && d.End.isZero() && strings.TrimSpace(d.Literal) == ""
}

// Variables by kind (“Appendix IV – Variables”).
var (
	nameVariables = set(`author chair collection-editor compiler composer container-author contributor curator director
		editor editorial-director editor-translator executive-producer guest host illustrator interviewer narrator organizer
		original-author performer producer recipient reviewed-author script-writer series-creator translator`)
	dateVariables   = set(`accessed available-date event-date issued original-date submitted container`)
	numberVariables = set(`chapter-number citation-number collection-number edition first-reference-note-number issue locator
		number number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version volume`)
)

func set(words string) map[string]bool {
	return setOf(strings.Fields(words)...)
}

func setOf(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	return m
}

// IsName reports whether a variable holds names.
func IsName(variable string) bool { return nameVariables[variable] }

// IsDate reports whether a variable holds a date.
func IsDate(variable string) bool { return dateVariables[variable] }

// isNumber reports whether a variable is a number variable.
func isNumber(variable string) bool { return numberVariables[variable] }
