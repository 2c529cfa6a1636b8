package csl

import "quire/internal/diag"

// Style is a parsed independent style. It is not modified after ParseStyle, so several processors may use it.
type Style struct {
	// ID, Title and TitleShort come from cs:info; Class is “in-text” or “note”.
	ID, Title, TitleShort string
	Class                 string
	// Format is the citation-format of cs:category: “author-date”, “author”, “numeric”, “label”, “note” or empty.
	Format string
	// DefaultLocale is the default-locale attribute, such as “en-GB”, or empty.
	DefaultLocale string

	pageRangeFormat  string
	demote           string
	initializeHyphen bool
	nameOpts         nameOptions
	locales          []*localeData
	macros           map[string]*element
	citation         *area
	bibliography     *area
}

// IsNote reports whether citations are notes.
func (s *Style) IsNote() bool { return s.Class == "note" }

// HasBibliography reports whether the style has a bibliography.
func (s *Style) HasBibliography() bool { return s.bibliography != nil }

// area is cs:citation or cs:bibliography.
type area struct {
	layout   *element
	sort     []sortKey
	nameOpts nameOptions

	// Citation-specific options.
	addGivenname   bool
	givennameRule  string
	addNames       bool
	addYearSuffix  bool
	group          bool
	groupDelimiter string
	ownDelimiter   bool // cite-group-delimiter is set
	collapse       string
	suffixDelim    *string
	afterCollapse  *string
	nearNote       int

	// Bibliography-specific options.
	hangingIndent    bool
	secondFieldAlign string
	lineSpacing      int
	entrySpacing     int
	authorSubstitute *string
	substituteRule   string
	usesYearSuffix   bool // cs:text variable="year-suffix" within the area or its macros
	usesDisambiguate bool
	delimiter        string
}

// sortKey is one cs:key.
type sortKey struct {
	variable      string
	macro         *element
	descending    bool
	namesMin      count
	namesUseFirst count
	namesUseLast  string
}

// kind is the kind of a rendering element or of a part of one.
type kind uint8

const (
	kindLayout kind = iota
	kindText
	kindDate
	kindDatePart
	kindNumber
	kindNames
	kindName
	kindNamePart
	kindEtAl
	kindLabel
	kindSubstitute
	kindGroup
	kindChoose
	kindIf
	kindMacro
)

// element is a rendering element with its attributes read.
type element struct {
	kind           kind
	pos            diag.Pos
	kids           []*element
	prefix, suffix string
	delimiter      string
	hasDelimiter   bool
	f              Format
	display        Display
	quotes         bool
	stripPeriods   bool
	textCase       string
	variables      []string // variable, split at spaces
	macro          *element
	term, value    string
	hasValue       bool
	form           string
	plural         string
	dateParts      string
	name           string // of a date-part or name-part
	rangeDelimiter string
	hasRangeDelim  bool
	conditions     []condition
	match          string
	nameOpts       nameOptions // of cs:name
	et             *element    // cs:et-al, in cs:names
	nameEl         *element    // cs:name, in cs:names
	label          *element    // cs:label, in cs:names
	labelFirst     bool        // the label precedes the name
	substitute     *element
	bare           bool // cs:names without child elements
	given, family  *element
}

// condition is one test attribute of cs:if and cs:else-if.
type condition struct {
	test   string
	values []string
}

// count is a number that may be unset: 0 means unset, and n+1 means n.
type count int

func (c count) get() int    { return int(c) - 1 }
func (c count) isSet() bool { return c > 0 }

// nameOptions are the inheritable name options; what is not set is nil, empty or zero.
type nameOptions struct {
	and                  string
	delimiterPrecedesEt  string
	delimiterPrecedesLst string
	etAlMin, etAlFirst   count
	etAlSubMin, etAlSub  count
	etAlUseLast          string
	initialize           string
	initializeWith       *string
	nameAsSortOrder      string
	sortSeparator        *string
	form                 string
	delimiter            *string
	namesDelimiter       *string
}

// over returns the options in force if o is set within outer (“Inheritable Name Options”).
func (o nameOptions) over(outer nameOptions) nameOptions {
	str := func(in *string, out string) {
		if *in == "" {
			*in = out
		}
	}
	num := func(in *count, out count) {
		if *in == 0 {
			*in = out
		}
	}
	ptr := func(in **string, out *string) {
		if *in == nil {
			*in = out
		}
	}
	str(&o.and, outer.and)
	str(&o.delimiterPrecedesEt, outer.delimiterPrecedesEt)
	str(&o.delimiterPrecedesLst, outer.delimiterPrecedesLst)
	num(&o.etAlMin, outer.etAlMin)
	num(&o.etAlFirst, outer.etAlFirst)
	num(&o.etAlSubMin, outer.etAlSubMin)
	num(&o.etAlSub, outer.etAlSub)
	str(&o.etAlUseLast, outer.etAlUseLast)
	str(&o.initialize, outer.initialize)
	ptr(&o.initializeWith, outer.initializeWith)
	str(&o.nameAsSortOrder, outer.nameAsSortOrder)
	ptr(&o.sortSeparator, outer.sortSeparator)
	str(&o.form, outer.form)
	ptr(&o.delimiter, outer.delimiter)
	ptr(&o.namesDelimiter, outer.namesDelimiter)
	return o
}

// initials reports whether given names are shown as initials.
func (o nameOptions) initials() bool { return o.initializeWith != nil && o.initialize != "false" }
