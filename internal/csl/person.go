package csl

import "strings"

// person renders one name (“Name-part Order”); inverted reports whether the family name came first on account of
// name-as-sort-order.
func (r *render) person(e *element, n Name, opts nameOptions, i int, level uint8) (out *node, inverted bool) {
	if r.sorting {
		return &node{text: r.sortName(n, opts)}, false
	}
	var family, given *element
	if e.nameEl != nil {
		family, given = e.nameEl.family, e.nameEl.given
	}
	part := func(el *element, s string) *node {
		n := parseRich(s)
		if n == nil || el == nil {
			return n
		}
		bare := *el
		bare.prefix, bare.suffix = "", ""
		return r.finish(&bare, n)
	}
	wrapAffix := func(el *element, n *node) *node {
		if el == nil || n.empty() {
			return n
		}
		return joined(affix(el.prefix), n, affix(el.suffix))
	}
	if n.Literal != "" {
		return part(family, n.Literal), false
	}
	if n.Family == "" {
		return part(given, n.Given), false
	}
	short := opts.form == "short"
	initialize := opts.initializeWith != nil
	if short && level > 0 {
		short = false
	}
	g := n.Given
	if initialize && g != "" {
		full := opts.initialize == "false" || level >= 2
		g = markedInitials(g, *opts.initializeWith, !full, r.p.style.initializeHyphen)
		if level >= 2 && opts.initialize != "false" {
			g = n.Given
		}
	}
	fam := part(family, n.Family)
	nd := part(family, n.NonDroppingParticle)
	if short {
		return wrapAffix(family, tieParticles(nd, fam)), false
	}
	giv := part(given, g)
	dp := part(given, n.DroppingParticle)
	suffix := parseRich(n.Suffix)
	if initialize && !strings.Contains(*opts.initializeWith, ".") {
		// Where initials go without full stops, so does “Jr.”.
		suffix = parseRich(strings.ReplaceAll(n.Suffix, ".", ""))
	}
	if familyFirst(n) {
		if n.Given == "" {
			return fam, false
		}
		return joined(fam, part(given, n.Given)), false
	}
	if n.StaticOrdering {
		return tieParticles(wrapAffix(family, tieParticles(nd, fam)), wrapAffix(given, giv)), false
	}
	if opts.nameAsSortOrder != "all" && (opts.nameAsSortOrder != "first" || i > 0) {
		whole := tieParticles(tieParticles(dp, nd), fam)
		if suffix != nil {
			sep := " "
			if n.CommaSuffix {
				sep = ", "
			}
			whole = joined(whole, &node{text: sep}, suffix)
		}
		return tieParticles(wrapAffix(given, giv), wrapAffix(family, whole)), false
	}
	sep := ", "
	if opts.sortSeparator != nil {
		sep = *opts.sortSeparator
	}
	first, second := fam, spaced(giv, dp)
	if r.p.style.demote == "display-and-sort" {
		second = spaced(second, part(family, strings.TrimRight(n.NonDroppingParticle, " ")))
	} else {
		first = tieParticles(nd, fam)
	}
	return delimited([]*node{wrapAffix(family, first), wrapAffix(given, second), suffix}, sep), second != nil
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

// sortName gives a name as a sort key (“Name-part Order”, sorting order). Parts are set apart by a character that
// sorts before all that names consist of.
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
