package csl

import (
	"maps"
	"slices"
)

// disambiguation records the steps that make the cites of one item differ from those of others. Its methods may be
// called on nil.
type disambiguation struct {
	lists     []listExpansion
	condition int // the number of tests of the “disambiguate” condition that are true, from the first
	suffix    int // 1 is a
}

// listExpansion has, for one name variable, the least number of names to show, and the level of each: 1 for initials, 2
// for full given names.
type listExpansion struct {
	variable string
	shown    int
	levels   []uint8
}

func (d *disambiguation) list(variable string) *listExpansion {
	if d == nil {
		return nil
	}
	for i := range d.lists {
		if d.lists[i].variable == variable {
			return &d.lists[i]
		}
	}
	return nil
}

func (d *disambiguation) shown(variable string) int {
	if l := d.list(variable); l != nil {
		return l.shown
	}
	return 0
}

func (d *disambiguation) level(variable string, i int) uint8 {
	if l := d.list(variable); l != nil && i < len(l.levels) {
		return l.levels[i]
	}
	return 0
}

// yearSuffix gives the letters of the year-suffix: a to z, aa, ab and so on.
func (d *disambiguation) yearSuffix() string {
	if d == nil || d.suffix == 0 {
		return ""
	}
	var b []byte
	for n := d.suffix; n > 0; n = (n - 1) / 26 {
		b = append(b, byte('a'+(n-1)%26))
	}
	slices.Reverse(b)
	return string(b)
}

func (d *disambiguation) ensure(variable string) *listExpansion {
	if l := d.list(variable); l != nil {
		return l
	}
	d.lists = append(d.lists, listExpansion{variable: variable})
	return &d.lists[len(d.lists)-1]
}

func (d *disambiguation) setShown(variable string, n int) { d.ensure(variable).shown = n }

func (d *disambiguation) setLevel(variable string, i int, level uint8) {
	l := d.ensure(variable)
	for len(l.levels) <= i {
		l.levels = append(l.levels, 0)
	}
	l.levels[i] = level
}

func (d disambiguation) clone() disambiguation {
	d.lists = slices.Clone(d.lists)
	for i := range d.lists {
		d.lists[i].levels = slices.Clone(d.lists[i].levels)
	}
	return d
}

// disambiguate makes cites of different items differ, by the methods that the style allows, in the order of
// “Disambiguation”: expand names, show more names, the disambiguate condition, year-suffixes.
func (j *job) disambiguate() {
	a := j.p.style.citation
	if !a.addGivenname && !a.addNames && !a.addYearSuffix && !a.usesDisambiguate {
		return
	}
	if a.addGivenname && a.givennameRule != "by-cite" {
		j.expandAllNames(a)
	}
	for _, group := range j.ambiguous(j.entries) {
		j.resolve(a, group)
	}
}

// plainCite renders an item as a later cite without locator and affixes, and returns its text. This text must be
// unambiguous.
func (j *job) plainCite(e *entry) (string, *render) {
	r := j.p.renderer(j.p.style.citation, e, &e.dis)
	r.cite = &Cite{ID: e.ID}
	r.position = posSubsequent
	r.nearNote, r.ambiguity = true, true
	r.firstRef = e.note
	return r.layout().plain(), r
}

// ambiguous gives the sets of items, in order, whose cites are the same.
func (j *job) ambiguous(entries []*entry) [][]*entry {
	var out [][]*entry
	for _, class := range j.classes(entries) {
		if len(class) > 1 {
			out = append(out, class)
		}
	}
	return out
}

// classes groups items by the text of their cites.
func (j *job) classes(entries []*entry) [][]*entry {
	index := map[string]int{}
	var out [][]*entry
	for _, e := range entries {
		text, _ := j.plainCite(e)
		i, ok := index[text]
		if !ok {
			i = len(out)
			index[text] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], e)
	}
	return out
}

// resolve tries the methods on a set of ambiguous items.
func (j *job) resolve(a *area, group []*entry) {
	rest := [][]*entry{group}
	if a.addNames || a.addGivenname && a.givennameRule == "by-cite" {
		rest = j.expand(a, group)
	}
	if a.usesDisambiguate {
		var left [][]*entry
		for _, g := range rest {
			left = append(left, j.tryCondition(g)...)
		}
		rest = left
	}
	if a.addYearSuffix {
		for _, g := range rest {
			j.addSuffixes(g)
		}
	}
}

// tryCondition sets the disambiguate condition if it makes at least some of the items differ.
func (j *job) tryCondition(group []*entry) [][]*entry {
	return j.tryConditionFrom(group, 1)
}

// tryConditionFrom makes one more test of the condition true, until there are no more tests.
func (j *job) tryConditionFrom(group []*entry, n int) [][]*entry {
	before := group[0].dis.condition
	for ; ; n++ {
		tests := 0
		for _, e := range group {
			e.dis.condition = n
			_, r := j.plainCite(e)
			tests = max(tests, r.disTests)
		}
		if classes := j.classes(group); len(classes) > 1 {
			var left [][]*entry
			for _, c := range ambiguousOnly(classes) {
				left = append(left, j.tryConditionFrom(c, n+1)...)
			}
			return left
		}
		if n >= tests {
			for _, e := range group {
				e.dis.condition = before
			}
			return [][]*entry{group}
		}
	}
}

func ambiguousOnly(classes [][]*entry) [][]*entry {
	return slices.DeleteFunc(classes, func(c []*entry) bool { return len(c) < 2 })
}

// addSuffixes numbers the items of a set in the order of the bibliography.
func (j *job) addSuffixes(group []*entry) {
	group = slices.Clone(group)
	slices.SortStableFunc(group, func(x, y *entry) int {
		if x.number != y.number {
			return x.number - y.number
		}
		return x.cited - y.cited
	})
	for i, e := range group {
		e.dis.suffix = i + 1
	}
}

// step is one change of the names of cites to try: show the names of a list up to the i-th, or expand that name. Lists are
// counted by their place in the cite, so that a person who is author of one work and editor of another is expanded in both.
type step struct {
	list     int
	i        int
	level    uint8 // 0: show the name
	initials bool  // the list shows initials before full names
}

// expand applies the first two methods to a set. It gives the sets that remain ambiguous.
func (j *job) expand(a *area, group []*entry) [][]*entry {
	return j.expandFrom(group, j.steps(a, group), 0)
}

// steps lists the changes to try, name by name: first names that are shown are expanded, then hidden names are added and
// expanded.
func (j *job) steps(a *area, group []*entry) []step {
	var out []step
	givens := a.addGivenname && a.givennameRule == "by-cite"
	type extent struct {
		shown, total int
		initials     bool
	}
	var lists []extent
	for _, e := range group {
		_, r := j.plainCite(e)
		e.lists = nil
		for i, l := range r.lists {
			e.lists = append(e.lists, l.variable)
			if i == len(lists) {
				lists = append(lists, extent{initials: l.opts.initials()})
			}
			lists[i].shown = max(lists[i].shown, l.shown)
			lists[i].total = max(lists[i].total, len(l.names))
		}
	}
	for n, v := range lists {
		for i := 0; i < v.total; i++ {
			if i >= v.shown {
				if !a.addNames {
					break
				}
				out = append(out, step{n, i, 0, v.initials})
			}
			if givens && v.initials {
				out = append(out, step{n, i, 1, true})
			}
			if givens {
				out = append(out, step{n, i, 2, v.initials})
			}
		}
	}
	return out
}

// take applies a step to a cite that has such a list.
func (e *entry) take(s step) {
	if s.list >= len(e.lists) {
		return
	}
	variable := e.lists[s.list]
	if s.level == 0 {
		e.dis.setShown(variable, s.i+1)
	} else {
		e.dis.setLevel(variable, s.i, s.level)
	}
}

// expandFrom tries the steps from number k on. A step that divides the set is kept, and the next steps are tried on each
// part. Any other expansion is undone, and names whose display did not help are hidden again.
func (j *job) expandFrom(group []*entry, steps []step, k int) [][]*entry {
	best := make([]disambiguation, len(group))
	for i, e := range group {
		best[i] = e.dis.clone()
	}
	for ; k < len(steps); k++ {
		s := steps[k]
		before := make([]disambiguation, len(group))
		for i, e := range group {
			before[i] = e.dis.clone()
			e.take(s)
		}
		classes := j.classes(group)
		if len(classes) > 1 {
			if s.level == 2 && !s.initials {
				j.lowerLevels(group, s)
			}
			var left [][]*entry
			for _, c := range classes {
				if len(c) > 1 {
					left = append(left, j.expandFrom(c, steps, k+1)...)
				}
			}
			return left
		}
		if s.level == 2 || s.level == 1 && (k+1 >= len(steps) || steps[k+1].level != 2) {
			// Neither initials nor the full name helped.
			for i, e := range group {
				if s.level == 2 && s.list < len(e.lists) {
					before[i].setLevel(e.lists[s.list], s.i, 0)
				}
				e.dis = before[i]
			}
		}
	}
	for i, e := range group {
		e.dis = best[i]
	}
	return [][]*entry{group}
}

// lowerLevels sets full names back to level 1 if their initials differ: cites show full names at both levels, but for
// the bibliography initials may be enough.
func (j *job) lowerLevels(group []*entry, s step) {
	full := map[string]string{}
	for _, e := range group {
		if s.list >= len(e.lists) || s.i >= len(e.names[e.lists[s.list]]) {
			continue
		}
		names := e.names[e.lists[s.list]]
		f := j.nameForms(names[s.i], nameOptions{form: "short"})
		if other, ok := full[f[1]]; ok && other != f[2] {
			return
		}
		full[f[1]] = f[2]
	}
	for _, e := range group {
		s.level = 1
		e.take(s)
	}
}

// expandAllNames makes names differ throughout the document, for the rules of givenname-disambiguation-rule other
// than by-cite.
func (j *job) expandAllNames(a *area) {
	primary := a.givennameRule == "primary-name" || a.givennameRule == "primary-name-with-initials"
	onlyInitials := a.givennameRule == "all-names-with-initials" || a.givennameRule == "primary-name-with-initials"
	type place struct {
		e        *entry
		variable string
		i        int
		forms    [3]string
		initials bool // the list shows initials before full names
		rendered bool
	}
	var places []place
	people := [3]map[string]map[string]bool{{}, {}, {}} // by level and form: the full names that look so
	for _, e := range j.entries {
		_, r := j.plainCite(e)
		for li, l := range r.lists {
			for i, n := range l.names {
				if primary && (i > 0 || li > 0) {
					break
				}
				forms := j.nameForms(n, l.opts)
				rendered := i < l.shown || a.addNames
				places = append(places, place{e, l.variable, i, forms, l.opts.initials(), rendered})
				if !rendered {
					continue
				}
				for level, f := range forms {
					if people[level][f] == nil {
						people[level][f] = map[string]bool{}
					}
					people[level][f][forms[2]] = true
				}
			}
		}
	}
	// A name that only the bibliography prints is expanded like those of citations, but makes none of them ambiguous.
	for _, e := range j.entries {
		_, r := j.plainCite(e)
		opts := j.p.style.citation.nameOpts
		if len(r.lists) > 0 {
			opts = r.lists[0].opts
		}
		for _, variable := range slices.Sorted(maps.Keys(e.names)) {
			if slices.ContainsFunc(r.lists, func(l *nameList) bool { return l.variable == variable }) {
				continue
			}
			for i, n := range e.names[variable] {
				if primary && i > 0 {
					break
				}
				places = append(places, place{e, variable, i, j.nameForms(n, opts), opts.initials(), false})
			}
		}
	}
	// For the rules that stop at initials: the initials with which each short form occurs.
	looks := map[string]map[string]bool{}
	for _, p := range places {
		if p.rendered {
			if looks[p.forms[0]] == nil {
				looks[p.forms[0]] = map[string]bool{}
			}
			looks[p.forms[0]][p.forms[1]] = true
		}
	}
	for _, p := range places {
		if len(people[0][p.forms[0]]) < 2 {
			continue
		}
		for level := 1; level <= 2; level++ {
			if onlyInitials && (level == 2 || !p.initials) {
				break
			}
			if onlyInitials && len(looks[p.forms[0]]) > 1 || !onlyInitials && len(people[level][p.forms[level]]) < 2 {
				p.e.dis.setLevel(p.variable, p.i, uint8(level))
				break
			}
		}
	}
}

// nameForms returns a name in the form of level 0, with initials, and in full.
func (j *job) nameForms(n Name, o nameOptions) [3]string {
	family := joinWords(n.NonDroppingParticle, firstOf(n.Family, n.Literal))
	// Initials are the same with and without spaces between them.
	given := initials(stripMarkup(n.Given), ". ", false, true)
	full := family + ", " + joinWords(n.DroppingParticle, given) + ", " + n.Suffix
	// If the list shows no initials, level 1 is the full name too, except in a bibliography with initials.
	withInitials := family + ", " + initials(stripMarkup(n.Given), ". ", true, j.p.style.initializeHyphen)
	switch {
	case o.form == "short":
		return [3]string{family, withInitials, full}
	case !o.initials():
		return [3]string{full, full, full}
	}
	return [3]string{withInitials, withInitials, full}
}
