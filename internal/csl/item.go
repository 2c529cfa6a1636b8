package csl

import "strings"

// Item is a bibliographic item in the terms of CSL (“Appendix III – Types”, “Appendix IV – Variables”).
type Item struct {
	ID   string
	Type string
	// Vars holds the standard and number variables, by the names of the specification. Text may contain the markup
	// of CSL-JSON: <i>, <b>, <sc>, <sup>, <sub>, <span class="nocase">.
	Vars  map[string]string
	Names map[string][]Name
	Dates map[string]Date
}

// Name is the name of a person, in parts, or of an institution, in Literal.
type Name struct {
	Family, Given       string
	DroppingParticle    string
	NonDroppingParticle string
	Suffix              string
	// CommaSuffix is set for a comma before the suffix even if the name is not inverted (“Doe, III”).
	CommaSuffix bool
	// StaticOrdering is set for the family name first, without a comma, as in Hungarian.
	StaticOrdering bool
	// Literal is the name of an institution, or one that has no parts.
	Literal string
	// Others is set for the last element of a list whose further names are not known: it is printed as “et al.”.
	Others bool
	// KeepParticles is set if particles in Family and Given remain there and do not become parts of their own.
	KeepParticles bool
}

// full returns the whole name as one text, for comparing people: programs divide the same name into different parts.
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
	// Literal is a text that cannot be read as a date; it is printed unchanged.
	Literal string
}

// DateParts is a calendar date; Month and Day are 0 where unknown. Years before Christ are negative: -1 is 1 BC.
// Season is 1 (spring) to 4 (winter); a date with a season has no month.
type DateParts struct{ Year, Month, Day, Season int }

func (p DateParts) isZero() bool { return p == DateParts{} }

// isRange reports whether the date has an end.
func (d Date) isRange() bool { return !d.End.isZero() || d.Open }

// isZero reports whether the date is not set.
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
