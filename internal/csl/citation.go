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
	j.sortCites(cites)
	for _, pl := range cites {
		out.Items = append(out.Items, pl.ID)
	}
	out.Runs = j.wordCites(cites, false)
	out.Alone = out.Runs
	for _, pl := range cites {
		if pl.alone != pl.position {
			out.Alone = j.wordCites(cites, true)
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
		keys[pl] = append(j.p.sortKeys(a, pl.item, pl), sortValue{numeric: true, number: float64(pl.item.dis.suffix)})
	}
	slices.SortStableFunc(cites, func(x, y *placed) int {
		kx, ky := keys[x], keys[y]
		return cmp.Or(j.p.compareKeys(a, kx, ky), cmp.Compare(kx[len(a.sort)].number, ky[len(a.sort)].number))
	})
}

func (j *job) wordCites(cites []*placed, alone bool) []Run {
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
			w.body, w.names = b.n, b.names
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
		ws = groupCites(ws)
	}
	j.collapse(ws, alone)
	n := j.joinCites(ws)
	if n.empty() {
		return nil
	}
	n = joined(affix(a.layout.prefix), n, affix(a.layout.suffix))
	if a.layout.f != (Format{}) {
		n = &node{kids: []*node{n}, f: a.layout.f}
	}
	return j.p.finishRuns(n)
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
	n     *node
	names string
	r     *render
}

// word renders one cite.
func (j *job) word(pl *placed, alone, hideNames bool) rendered {
	r := j.citeRenderer(pl, alone)
	r.hideNames = hideNames
	n := r.layout()
	out := rendered{n: n, r: r}
	if t := n.find(tagNames); t != nil {
		out.names = t.plain()
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

// groupCites brings cites with the same names together (“Cite Grouping”).
func groupCites(ws []*worded) []*worded {
	var out []*worded
	done := make([]bool, len(ws))
	for i, w := range ws {
		if done[i] {
			continue
		}
		out = append(out, w)
		if w.names == "" {
			continue
		}
		for k := i + 1; k < len(ws); k++ {
			if !done[k] && ws[k].names == w.names {
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
		n := withAffixes(w, i == 0)
		if n.empty() {
			continue
		}
		if prev != nil {
			out = append(out, textNode(j.delimiterBefore(a, ws, i)))
		}
		out = append(out, n)
		prev = w
	}
	return joined(out...)
}

// withAffixes puts the author's prefix and suffix to a cite, with a space where they leave none.
func withAffixes(w *worded, _ bool) *node {
	n := wrap(w.shown)
	if n != nil {
		n.item = w.ID
	}
	if w.Prefix == "" && w.Suffix == "" {
		return n
	}
	prefix, suffix := parseRich(w.Prefix), parseRich(w.Suffix)
	if p := prefix.plain(); p != "" && !n.empty() {
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
	if prefix != nil {
		prefix = &node{kids: []*node{prefix}, tag: tagPrefix}
	}
	if suffix != nil {
		suffix = &node{kids: []*node{suffix}, tag: tagSuffix}
	}
	return joined(prefix, n, suffix)
}
