package csl

import "slices"

// choose gives the content of the branch whose conditions hold (“Choose”).
func (r *render) choose(e *element) ([]*node, vars) {
	for _, branch := range e.kids {
		if r.holds(branch) {
			return r.children(branch)
		}
	}
	return nil, 0
}

func (r *render) holds(b *element) bool {
	if len(b.conditions) == 0 {
		return true
	}
	any := false
	for _, c := range b.conditions {
		// An item has one type and a cite one locator, so that several values to match “all” can only mean any of
		// them, which is how styles use them.
		if (c.test == "type" || c.test == "locator") && b.match == "all" && len(c.values) > 1 {
			if !slices.ContainsFunc(c.values, func(v string) bool { return r.test(c.test, v) }) {
				return false
			}
			continue
		}
		for _, v := range c.values {
			ok := r.test(c.test, v)
			switch {
			case ok && b.match == "none", !ok && b.match == "all":
				return false
			case ok:
				any = true
			}
		}
	}
	return b.match != "any" || any
}

func (r *render) test(test, v string) bool {
	switch test {
	case "disambiguate":
		if v != "true" || r.dis == nil {
			return false
		}
		r.disTests++
		return r.disTests <= r.dis.condition
	case "is-numeric":
		if v == "citation-number" {
			return r.item.number > 0
		}
		return isNumeric(r.value(v, ""))
	case "is-uncertain-date":
		return r.item.Dates[v].Circa
	case "locator":
		return r.cite != nil && r.cite.Locator != "" && locatorTerm(r.cite.label()) == locatorTerm(v)
	case "position":
		return r.testPosition(v)
	case "type":
		return r.item.Type == v
	case "variable":
		return r.hasVariable(v)
	}
	return false
}

func (r *render) testPosition(v string) bool {
	if r.biblio || r.cite == nil {
		return false
	}
	switch v {
	case "first":
		return r.position == posFirst
	case "subsequent":
		return r.position >= posSubsequent
	case "ibid":
		return r.position >= posIbid
	case "ibid-with-locator":
		return r.position == posIbidLocator
	case "near-note":
		return r.nearNote
	}
	return false
}

func (r *render) hasVariable(v string) bool {
	switch {
	case v == "citation-number":
		return r.item.number > 0
	case v == "year-suffix":
		return r.dis.yearSuffix() != ""
	case len(r.item.names[v]) > 0:
		return true
	case IsDate(v):
		d, ok := r.item.Dates[v]
		return ok && !d.isZero()
	}
	return r.value(v, "") != ""
}
