package cite

import (
	"cmp"
	"slices"
	"strings"

	"quire/internal/csl"
	"quire/internal/diag"
	"quire/internal/doc"
)

// Engine words the citations of a book and its bibliography by a citation style. It is used once: Word with all
// citations, then Bibliography.
type Engine struct {
	style  *csl.Style
	proc   *csl.Processor
	works  []*Entry
	byKey  map[string]*Entry
	groups []Group
	nocite []string
	result csl.Result
}

// Group is one heading of the bibliography: the works with a keyword or of a type. A work stands in the first group
// that takes it; those that none takes stand at the end, under no heading of their own.
type Group struct {
	Title   string
	Keyword string // "" for any
	Type    string // CSL type; "" for any
	ByDate  bool   // chronological, translations after their originals; otherwise the style's order
}

// New makes an engine. lang is the language of the book; nocite are keys to be listed though nothing cites them, "*"
// for all.
func New(style *csl.Style, locales csl.Locales, works []*Entry, groups []Group, nocite []string, lang string, findings *diag.List) *Engine {
	e := &Engine{
		style: style, works: works, groups: groups, byKey: map[string]*Entry{},
		proc: csl.New(style, locales, csl.Options{Lang: lang}, findings),
	}
	for _, w := range works {
		e.byKey[w.ID] = w
		e.proc.Add(w.Item)
	}
	for _, key := range nocite {
		if key != "*" {
			e.nocite = append(e.nocite, key)
			continue
		}
		for _, w := range works {
			e.nocite = append(e.nocite, w.ID)
		}
	}
	return e
}

// IsNote reports whether the style puts citations into notes.
func (e *Engine) IsNote() bool { return e.style.IsNote() }

// Has reports whether a work is known; Keys are those that are, for a message about one that is not.
func (e *Engine) Has(key string) bool { return e.byKey[key] != nil }

// Keys gives the keys of all works, in the order read.
func (e *Engine) Keys() []string {
	var out []string
	for _, w := range e.works {
		out = append(out, w.ID)
	}
	return out
}

// Citation is a citation in its place.
type Citation struct {
	Items []doc.CiteItem
	// Note is the number of the note that it stands in; 0 in running text.
	Note int
	// Chapter separates stretches between which no citation is "ibid." or short for another.
	Chapter int
	// Own is set for a citation that is all of its note; others stand in a sentence of the author's, who punctuates it.
	Own bool
	// NameOnly asks for the author's name alone; Composite for the name and then the rest, as a bare @key in running
	// text has it.
	NameOnly, Composite bool
}

// Wording is what a citation says: on a page where it is read in order, and alone.
type Wording struct{ Page, Alone []doc.Inline }

// Word words all citations of the book, in reading order.
func (e *Engine) Word(citations []Citation) []Wording {
	var cs []csl.Citation
	var names []csl.Citation
	for _, c := range citations {
		in := csl.Citation{Note: c.Note, Chapter: c.Chapter, Within: e.IsNote() && !c.Own}
		for _, it := range c.Items {
			in.Cites = append(in.Cites, csl.Cite{
				ID: it.Key, Locator: it.Locator, Label: it.Label, Prefix: markup(it.Prefix), Suffix: markup(it.Suffix),
				SuppressAuthor: it.SuppressAuthor || c.Composite,
				AuthorOnly:     c.NameOnly,
			})
		}
		// A name in running text takes no part in the positions of citations: it is worded by itself below.
		if c.NameOnly || c.Composite {
			alone := in
			alone.Cites = slices.Clone(in.Cites)
			for i := range alone.Cites {
				k := &alone.Cites[i]
				k.AuthorOnly, k.SuppressAuthor, k.Locator, k.Prefix, k.Suffix = true, false, "", "", ""
			}
			names = append(names, alone)
		}
		if !c.NameOnly {
			cs = append(cs, in)
		}
	}
	e.result = e.proc.Process(slices.Concat(cs, names), e.nocite)
	texts, nameTexts := e.result.Citations[:len(cs)], e.result.Citations[len(cs):]
	out := make([]Wording, len(citations))
	for i, c := range citations {
		if c.NameOnly || c.Composite {
			out[i] = e.wording(nameTexts[0])
			nameTexts = nameTexts[1:]
		}
		if !c.NameOnly {
			w := e.wording(texts[0])
			texts = texts[1:]
			if c.Composite {
				space := []doc.Inline{&doc.Text{Value: " "}}
				w.Page, w.Alone = slices.Concat(out[i].Page, space, w.Page), slices.Concat(out[i].Alone, space, w.Alone)
			}
			out[i] = w
		}
	}
	return out
}

func (e *Engine) wording(t csl.CitationText) Wording {
	return Wording{e.inlines(t.Runs), e.inlines(t.Alone)}
}

// Section is one group of the bibliography.
type Section struct {
	Title            string
	Works            []*doc.Work
	Hanging          bool
	SecondFieldAlign string
}

// Bibliography gives the works cited or listed, by groups; nil where the style words none or nothing is cited.
func (e *Engine) Bibliography() []Section {
	b := e.result.Bibliography
	if b == nil || len(b.Entries) == 0 {
		return nil
	}
	rest := slices.Clone(b.Entries)
	var out []Section
	section := func(title string, entries []csl.Entry) {
		if len(entries) == 0 {
			return
		}
		s := Section{Title: title, Hanging: b.HangingIndent, SecondFieldAlign: b.SecondFieldAlign}
		var ids []string
		for _, x := range entries {
			ids = append(ids, x.ID)
		}
		for _, entry := range e.proc.List(ids, e.soleAuthor(title, ids)) {
			s.Works = append(s.Works, e.work(entry, b.SecondFieldAlign != ""))
		}
		out = append(out, s)
	}
	for _, g := range e.groups {
		var in []csl.Entry
		rest = slices.DeleteFunc(rest, func(x csl.Entry) bool {
			w := e.byKey[x.ID]
			if g.Keyword != "" && !slices.Contains(w.Keywords, g.Keyword) || g.Type != "" && w.Type != g.Type {
				return false
			}
			in = append(in, x)
			return true
		})
		if g.ByDate {
			e.chronological(in)
		}
		section(g.Title, in)
	}
	section("", rest)
	return out
}

// soleAuthor gives the names to be left out of a list that stands under a heading and is of one author's works alone:
// "" where it is not, or is too short to tell (Chicago Manual of Style, 17th edition, 14.71).
func (e *Engine) soleAuthor(title string, ids []string) string {
	if title == "" || len(ids) < 3 {
		return ""
	}
	sole := ""
	for _, id := range ids {
		if names := e.proc.Names(id); sole == "" || len(names) < len(sole) {
			sole = names
		}
	}
	for _, id := range ids {
		if names := e.byKey[id].Names["author"]; len(names) == 0 || names[0] != e.byKey[ids[0]].Names["author"][0] {
			return ""
		}
	}
	return sole
}

// chronological sorts works by the year they first appeared, so that a translation stands after its original.
func (e *Engine) chronological(entries []csl.Entry) {
	type key struct {
		first csl.DateParts
		title string
		own   csl.DateParts
	}
	keyOf := func(id string) key {
		w := e.byKey[id]
		original := w
		for i := 0; i < len(e.works) && e.byKey[original.Original()] != nil; i++ {
			original = e.byKey[original.Original()]
		}
		first := original.Dates["issued"].Start
		if d, ok := w.Dates["original-date"]; ok && original == w {
			first = d.Start
		}
		return key{first, original.ID, w.Dates["issued"].Start}
	}
	compare := func(a, b csl.DateParts) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
	}
	slices.SortStableFunc(entries, func(a, b csl.Entry) int {
		x, y := keyOf(a.ID), keyOf(b.ID)
		return cmp.Or(compare(x.first, y.first), strings.Compare(x.title, y.title), compare(x.own, y.own))
	})
}

func (e *Engine) work(entry csl.Entry, secondField bool) *doc.Work {
	from := e.byKey[entry.ID]
	w := &doc.Work{Key: entry.ID, DOI: from.Vars["DOI"], URL: from.Vars["URL"]}
	w.ID, w.Span.Pos = "work-"+entry.ID, from.Pos
	runs := entry.Runs
	if secondField && len(runs) > 1 && runs[0].Display == csl.LeftMargin {
		w.Label = e.inlines(runs[:1])
		runs = runs[1:]
	}
	w.Content = e.inlines(runs)
	if from.Annotation != "" {
		w.Annotation = []doc.Block{&doc.Paragraph{Content: []doc.Inline{&doc.Text{Value: from.Annotation}}}}
	}
	return w
}
