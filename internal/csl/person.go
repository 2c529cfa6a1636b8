package csl

import "strings"

// nameParts are the parts of a name, formatted by cs:name-part. A part that the name does not have is nil.
type nameParts struct {
	family, given      *node
	particle, dropping *node // the particle that stays with the family name, and the one that goes with the given name
	suffix             *node
}

// person renders one name (“Name-part Order”). inverted is true if the family name is first because of name-as-sort-order.
func (r *render) person(e *element, n Name, opts nameOptions, i int, level uint8) (out *node, inverted bool) {
	if r.sorting {
		return &node{text: r.sortName(n, opts)}, false
	}
	var family, given *element
	if e.nameEl != nil {
		family, given = e.nameEl.family, e.nameEl.given
	}
	switch {
	case n.Literal != "":
		return r.namePart(family, n.Literal), false
	case n.Family == "":
		return r.namePart(given, n.Given), false
	}
	p := nameParts{family: r.namePart(family, n.Family), particle: r.namePart(family, n.NonDroppingParticle)}
	if opts.form == "short" && level == 0 {
		return withPartAffixes(family, tieParticles(p.particle, p.family)), false
	}
	p.given, p.dropping, p.suffix = r.namePart(given, r.givenName(n, opts, level)), r.namePart(given, n.DroppingParticle), parseRich(n.Suffix)
	if opts.initializeWith != nil && !strings.Contains(*opts.initializeWith, ".") {
		// If initials have no full stops, “Jr.” has none either.
		p.suffix = parseRich(strings.ReplaceAll(n.Suffix, ".", ""))
	}
	switch {
	case familyFirst(n):
		return joined(p.family, r.namePart(given, n.Given)), false
	case n.StaticOrdering:
		return tieParticles(withPartAffixes(family, tieParticles(p.particle, p.family)), withPartAffixes(given, p.given)), false
	case opts.nameAsSortOrder == "all" || opts.nameAsSortOrder == "first" && i == 0:
		return r.invertedName(p, n, family, given, opts)
	}
	whole := tieParticles(tieParticles(p.dropping, p.particle), p.family)
	if p.suffix != nil {
		sep := " "
		if n.CommaSuffix {
			sep = ", "
		}
		whole = joined(whole, &node{text: sep}, p.suffix)
	}
	return tieParticles(withPartAffixes(given, p.given), withPartAffixes(family, whole)), false
}

// invertedName returns a name with the family name first: “Gogh, Vincent van”, or “van Gogh, Vincent” if the style does not
// demote the particle.
func (r *render) invertedName(p nameParts, n Name, family, given *element, opts nameOptions) (out *node, inverted bool) {
	sep := ", "
	if opts.sortSeparator != nil {
		sep = *opts.sortSeparator
	}
	first, second := p.family, spaced(p.given, p.dropping)
	if r.p.style.demote == "display-and-sort" {
		second = spaced(second, r.namePart(family, strings.TrimRight(n.NonDroppingParticle, " ")))
	} else {
		first = tieParticles(p.particle, p.family)
	}
	return delimited([]*node{withPartAffixes(family, first), withPartAffixes(given, second), p.suffix}, sep), second != nil
}

// givenName returns the given name in full or as initials, as the options say. At level 2 it is always full.
func (r *render) givenName(n Name, opts nameOptions, level uint8) string {
	if opts.initializeWith == nil || n.Given == "" || level >= 2 && opts.initialize != "false" {
		return n.Given
	}
	return markedInitials(n.Given, *opts.initializeWith, opts.initialize != "false", r.p.style.initializeHyphen)
}

// namePart renders a part of a name with the formatting and case of its cs:name-part, without the affixes.
func (r *render) namePart(el *element, s string) *node {
	n := parseRich(s)
	if n == nil || el == nil {
		return n
	}
	bare := *el
	bare.prefix, bare.suffix = "", ""
	return r.finish(&bare, n)
}

// withPartAffixes puts the affixes of a cs:name-part around the parts that it formats.
func withPartAffixes(el *element, n *node) *node {
	if el == nil || n.empty() {
		return n
	}
	return joined(affix(el.prefix), n, affix(el.suffix))
}

// tieParticles joins two parts with a space, or with none after a particle that ends in an apostrophe or a hyphen.
func tieParticles(a, b *node) *node {
	if a.empty() {
		return b
	}
	if b.empty() {
		return a
	}
	t := a.plain()
	for _, end := range []string{"’", "'", "ʻ", "-", "‑", "\u00a0", " "} {
		if strings.HasSuffix(t, end) {
			return joined(a, b)
		}
	}
	return joined(a, &node{text: " "}, b)
}

func spaced(a, b *node) *node {
	if a.empty() {
		return b
	}
	if b.empty() {
		return a
	}
	return joined(a, &node{text: " "}, b)
}

// stripMarkup gives the text of a field without its markup.
func stripMarkup(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	return parseRich(s).plain()
}

// sortName returns a name as a sort key (“Name-part Order”, sorting order). Its parts are separated by a character that
// sorts before all characters of names.
func (r *render) sortName(n Name, opts nameOptions) string {
	if n.Literal != "" {
		return stripMarkup(n.Literal)
	}
	family, second := n.Family, n.DroppingParticle
	if r.p.style.demote == "never" {
		family = joinWords(n.NonDroppingParticle, family)
	} else {
		second = joinWords(second, n.NonDroppingParticle)
	}
	if opts.form == "short" {
		if r.p.style.demote != "never" && n.NonDroppingParticle != "" {
			family += "  " + n.NonDroppingParticle
		}
		return stripMarkup(family)
	}
	given := n.Given
	if opts.initializeWith != nil && opts.initialize != "false" {
		given = initials(stripMarkup(given), *opts.initializeWith, true, r.p.style.initializeHyphen)
	}
	return strings.TrimRight(stripMarkup(family+"  "+second+"  "+given+"  "+n.Suffix), " ")
}

func joinWords(a, b string) string {
	if a == "" {
		return b
	}
	if b == "" || endsInApostrophe(a) || strings.HasSuffix(a, "-") || strings.HasSuffix(a, " ") {
		return a + b
	}
	return a + " " + b
}
