package csl

// collapse shortens groups of cites and ranges of numbers (“Cite Collapsing”).
func (j *job) collapse(ws []*worded, alone bool) {
	a := j.p.style.citation
	switch a.collapse {
	case "citation-number":
		collapseNumbers(ws)
	case "year", "year-suffix", "year-suffix-ranged":
		j.collapseYears(ws, alone)
	}
}

// collapseNumbers joins increasing runs of at least three citation numbers.
func collapseNumbers(ws []*worded) {
	plain := func(w *worded) bool {
		return !w.located && !w.AuthorOnly && w.shown.find(tagNumber) != nil
	}
	for i := 0; i < len(ws); {
		k := i
		for k+1 < len(ws) && plain(ws[k]) && plain(ws[k+1]) && ws[k].Suffix == "" && ws[k+1].Prefix == "" && ws[k+1].item.number == ws[k].item.number+1 {
			k++
		}
		if k-i >= 2 {
			for m := i + 1; m < k; m++ {
				ws[m].ranged = true
			}
			ws[k].upTo = true
		}
		i = k + 1
	}
}

// collapseYears leaves out repeated names and, with year-suffix, repeated years.
func (j *job) collapseYears(ws []*worded, alone bool) {
	a := j.p.style.citation
	suffixes := a.collapse != "year" && a.addYearSuffix
	var prev *worded
	for _, w := range ws {
		if !w.grouped {
			prev = w
			continue
		}
		b := j.word(w.placed, alone, true)
		w.shown = b.n
		if suffixes && prev != nil && !w.located {
			if s := w.body.find(tagYearSuffix); s != nil && prev.body.find(tagYearSuffix) != nil && withoutSuffix(w.body) == withoutSuffix(prev.body) {
				w.shown = &node{kids: []*node{s}}
				w.suffix = s.text
			}
		}
		prev = w
	}
	if a.collapse == "year-suffix-ranged" && suffixes {
		rangeSuffixes(ws)
	}
}

// rangeSuffixes joins runs of at least three year-suffixes.
func rangeSuffixes(ws []*worded) {
	next := func(a, b *worded) bool {
		return b.suffix != "" && b.Prefix == "" && a.Suffix == "" && b.item.dis.suffix == a.item.dis.suffix+1
	}
	for i := 0; i < len(ws); {
		k := i
		for k+1 < len(ws) && next(ws[k], ws[k+1]) {
			k++
		}
		if k-i >= 2 {
			for m := i + 1; m < k; m++ {
				ws[m].ranged = true
			}
			ws[k].upTo = true
		}
		i = k + 1
	}
}

// withoutSuffix returns the text of a cite without its year-suffix.
func withoutSuffix(n *node) string {
	var s string
	n.eachLeaf(func(l *node) {
		if l.tag != tagYearSuffix {
			s += l.text
		}
	})
	return s
}

// delimiterBefore gives the delimiter between the cite ws[i] and the one before it.
func (j *job) delimiterBefore(a *area, ws []*worded, i int) string {
	w := ws[i]
	collapses := a.collapse == "year" || a.collapse == "year-suffix" || a.collapse == "year-suffix-ranged"
	switch {
	case w.upTo:
		return "–"
	case w.suffix != "":
		if a.suffixDelim != nil {
			return *a.suffixDelim
		}
		if a.ownDelimiter {
			return a.groupDelimiter
		}
		return a.delimiter
	case w.grouped && ws[i-1].located && a.afterCollapse != nil:
		// After a locator the shorter delimiter would be read as part of it: “(Doe 1999, 5; 2000)”.
		return *a.afterCollapse
	case w.grouped && a.group:
		if !a.ownDelimiter && i > 0 && ws[i-1].suffix != "" {
			return a.delimiter
		}
		return a.groupDelimiter
	case a.afterCollapse != nil && (collapses && ws[i-1].grouped || a.collapse == "citation-number" && ws[i-1].upTo):
		return *a.afterCollapse
	}
	return a.delimiter
}
