package csl

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// worded is a cite with its rendering.
type worded struct {
	*placed
	body    *node // without prefix and suffix
	names   string
	titled  bool  // a title or the like stands for the names
	located bool  // its locator is printed
	grouped bool  // it stands in the same group as the cite before it
	shown   *node // what is printed, after collapsing
	suffix  string
	ranged  bool // left out, as the inside of a range
	upTo    bool // the end of a range: preceded by an en-dash
}

// citation words one citation.
func (j *job) citation(i int) CitationText {
	c := &j.citations[i]
	out := CitationText{ID: c.ID}
	cites := slices.Clone(j.cites[i])
	if !c.Unsorted {
		j.sortCites(cites)
	}
	for _, pl := range cites {
		out.Items = append(out.Items, pl.ID)
	}
	out.Runs = j.wordCites(cites, false, c)
	out.Alone = out.Runs
	for _, pl := range cites {
		if pl.alone != pl.position {
			out.Alone = j.wordCites(cites, true, c)
			break
		}
	}
	return out
}

// sortCites orders the cites within a citation.
func (j *job) sortCites(cites []*placed) {
	a := j.p.style.citation
	if len(a.sort) == 0 || len(cites) < 2 {
		return
	}
	keys := make(map[*placed][]sortValue, len(cites))
	for _, pl := range cites {
		keys[pl] = j.p.sortKeys(a, pl.item, pl)
	}
	slices.SortStableFunc(cites, func(x, y *placed) int {
		// Cites that the keys do not tell apart keep the author's order.
		return j.p.compareKeys(a, keys[x], keys[y])
	})
}

func (j *job) wordCites(cites []*placed, alone bool, c *Citation) []Run {
	a := j.p.style.citation
	var ws []*worded
	for _, pl := range cites {
		w := &worded{placed: pl}
		if pl.AuthorOnly {
			w.body = j.authorOnly(pl, alone)
			if w.body == nil {
				w.body = j.word(pl, alone, false).n
			}
		} else {
			b := j.word(pl, alone, pl.SuppressAuthor)
			w.body, w.names, w.titled, w.located = b.n, b.names, b.titled, b.r.located
		}
		w.shown = w.body
		ws = append(ws, w)
	}
	if len(cites) > 0 && allAuthorOnly(cites) {
		var kids []*node
		for _, w := range ws {
			kids = append(kids, w.body)
		}
		return j.p.finishRuns(delimited(kids, a.delimiter))
	}
	if a.group {
		ws = groupCites(ws, len(a.sort) > 0)
		if len(a.sort) == 0 && strings.HasPrefix(a.collapse, "year") {
			orderSuffixes(ws)
		}
	}
	if j.p.style.IsNote() && !c.Middle {
		capitalizeTerms(ws, j.p.caser)
	}
	j.collapse(ws, alone)
	n := j.joinCites(ws)
	if n.empty() {
		return nil
	}
	if !c.Within {
		n = joined(affix(a.layout.prefix), n, affix(a.layout.suffix))
	}
	if a.layout.f != (Format{}) {
		n = &node{kids: []*node{n}, f: a.layout.f}
	}
	return j.p.finishRuns(withoutDisplay(n))
}

// withoutDisplay leaves out the blocks of a citation: only the entries of a bibliography have any (“Display”).
func withoutDisplay(n *node) *node {
	n = copyNode(n)
	var clear func(*node)
	clear = func(n *node) {
		n.display = Inline
		for _, k := range n.kids {
			clear(k)
		}
	}
	clear(n)
	return n
}

func allAuthorOnly(cites []*placed) bool {
	for _, c := range cites {
		if !c.AuthorOnly {
			return false
		}
	}
	return true
}

type rendered struct {
	n      *node
	names  string
	titled bool // a title or the like stands for the names
	r      *render
}

// word renders one cite.
func (j *job) word(pl *placed, alone, hideNames bool) rendered {
	r := j.citeRenderer(pl, alone)
	r.hideNames = hideNames
	n := r.layout()
	out := rendered{n: n, r: r}
	if t := n.find(tagNames); t != nil {
		out.names = t.plain()
		out.titled = len(nameLists(t)) == 0
	}
	return out
}

func (j *job) citeRenderer(pl *placed, alone bool) *render {
	r := j.p.renderer(j.p.style.citation, pl.item, &pl.item.dis)
	r.cite, r.position, r.nearNote, r.firstRef = pl.Cite, pl.position, pl.nearNote, pl.firstRef
	if alone {
		r.position = pl.alone
	}
	return r
}

// authorOnly gives the first names of a cite.
func (j *job) authorOnly(pl *placed, alone bool) *node {
	r := j.citeRenderer(pl, alone)
	return r.layout().find(tagNames)
}

// groupCites brings cites with the same names together (“Cite Grouping”); those without names form a group, too. Where the
// style does not sort cites, their order is the author's, and only neighbours form a group.
func groupCites(ws []*worded, sorted bool) []*worded {
	same := func(x, y *worded) bool { return x.names == y.names && !x.titled && !y.titled }
	var out []*worded
	done := make([]bool, len(ws))
	for i, w := range ws {
		if done[i] {
			continue
		}
		out = append(out, w)
		for k := i + 1; k < len(ws); k++ {
			if !sorted && !same(w, ws[k]) {
				break
			}
			if !done[k] && same(w, ws[k]) {
				done[k] = true
				ws[k].grouped = true
				out = append(out, ws[k])
			}
		}
	}
	return out
}

// joinCites puts affixes and delimiters to the cites.
func (j *job) joinCites(ws []*worded) *node {
	a := j.p.style.citation
	var out []*node
	var prev *worded
	for i, w := range ws {
		if w.ranged {
			continue
		}
		n := withAffixes(w)
		if n.empty() {
			continue
		}
		if prev != nil {
			out = append(out, textNode(seam(prev, w, j.delimiterBefore(a, ws, i))))
		}
		out = append(out, n)
		prev = w
	}
	return joined(out...)
}

// withAffixes puts the author's prefix and suffix to a cite, with a space where they leave none.
func withAffixes(w *worded) *node {
	n := wrap(w.shown)
	if n != nil {
		n.item = w.ID
	}
	if w.Prefix == "" && w.Suffix == "" {
		return n
	}
	prefix, suffix := typed(parseRich(w.Prefix)), typed(parseRich(w.Suffix))
	if p := prefix.plain(); p != "" && (!n.empty() || w.Suffix != "") {
		r, _ := utf8.DecodeLastRuneInString(p)
		if !unicode.IsSpace(r) && !strings.ContainsRune("([{“‘’'\"/-–—\u00a0\u202f", r) {
			prefix = joined(prefix, &node{text: " "})
		}
	}
	if s := suffix.plain(); s != "" && !n.empty() {
		r, _ := utf8.DecodeRuneInString(s)
		if !unicode.IsSpace(r) && !unicode.IsPunct(r) {
			suffix = joined(&node{text: " "}, suffix)
		}
	}
	return joined(prefix, n, suffix)
}

// seam gives the delimiter between two cites: none where what the author put between them brings punctuation itself.
func seam(prev, w *worded, delim string) string {
	if p := parseRich(w.Prefix).plain(); p != "" && strings.ContainsRune(",.;:", rune(p[0])) {
		return ""
	}
	if s := strings.TrimRight(parseRich(prev.Suffix).plain(), " "); s != "" && strings.ContainsRune(",.;:", rune(s[len(s)-1])) {
		return " "
	}
	return delim
}

// capitalizeTerms lets a term begin with a capital where it begins a sentence: at the head of a note, and after a
// prefix of several words that ends in a stop (“Citation”, the note to developers).
func capitalizeTerms(ws []*worded, c caser) {
	for i, w := range ws {
		p := strings.TrimSpace(parseRich(w.Prefix).plain())
		switch {
		case p == "" && i > 0:
			continue
		case p != "":
			end := strings.TrimRight(p, "”’\"')»")
			if !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "!") && !strings.HasSuffix(end, "?") || !strings.Contains(p, " ") {
				continue
			}
		}
		if w.shown.empty() {
			continue
		}
		n := copyNode(w.shown)
		done := false
		n.eachLeaf(func(l *node) {
			if done || l.text == "" {
				return
			}
			if l.tag == tagTerm {
				l.text = c.capital(l.text)
			}
			done = true
		})
		w.shown, w.body = n, n
	}
}

// orderSuffixes puts neighbouring cites that differ only in their year-suffix in its order.
func orderSuffixes(ws []*worded) {
	for i := 0; i < len(ws); {
		k := i + 1
		for k < len(ws) && ws[k].grouped && ws[k].item.dis.suffix > 0 && ws[k-1].item.dis.suffix > 0 && withoutSuffix(ws[k].body) == withoutSuffix(ws[i].body) {
			k++
		}
		if k-i > 1 {
			first := ws[i].grouped
			slices.SortStableFunc(ws[i:k], func(a, b *worded) int { return cmp.Compare(a.item.dis.suffix, b.item.dis.suffix) })
			for m := i; m < k; m++ {
				ws[m].grouped = m > i || first
			}
		}
		i = k
	}
}

// typed marks the quotations in text that the author has written.
func typed(n *node) *node {
	if n != nil {
		n.typed = true
		for _, k := range n.kids {
			typed(k)
		}
	}
	return n
}
