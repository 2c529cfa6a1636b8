package csl

import (
	"cmp"
	"fmt"
	"slices"

	"quire/internal/diag"
)

// Options of a processor.
type Options struct {
	// Lang is the language of the output, such as “en-GB”. If it is empty, the language is the style's default locale,
	// or en-US.
	Lang string
	// Own has further locale files, which override those of New.
	Own Locales
	// NoLinks is set if DOI, URL, PMID and PMCID are not links (“Appendix VI: Links”).
	NoLinks bool
}

// Processor formats citations and bibliographies in one style and language. It is not safe for concurrent use.
type Processor struct {
	style   *Style
	loc     *locale
	opts    Options
	caser   caser
	english bool // items without a language are English
	items   map[string]*entry
	sorter  *sorter
	over    bool // a cite needed more than maxSteps
	report  *diag.List
}

// New makes a processor. It reads locale files through locales as needed, and reports their faults in findings.
func New(style *Style, locales Locales, opts Options, findings *diag.List) *Processor {
	lang := firstOf(opts.Lang, style.DefaultLocale, "en-US")
	load := func(dialect string) []*localeData {
		var out []*localeData
		for _, from := range [...]Locales{locales, opts.Own} {
			if from == nil {
				continue
			}
			if data, ok := from(dialect); ok {
				out = append(out, parseLocaleFile("locales-"+dialect+".xml", data, findings))
			}
		}
		return out
	}
	p := &Processor{style: style, opts: opts, items: map[string]*entry{}, report: findings}
	p.loc = newLocale(lang, style, load)
	p.caser = newCaser(p.loc.lang)
	p.english = style.DefaultLocale == "" && (opts.Lang == "" || isEnglish(opts.Lang)) || isEnglish(style.DefaultLocale)
	p.sorter = newSorter(p.loc.lang)
	return p
}

// Term gives a term of the locale in a form (“long” or empty, “short”, “verb”, “verb-short”, “symbol”), with the
// fallback of the specification; it is empty where there is none.
func (p *Processor) Term(name, form string, plural bool) string {
	return p.loc.term(name, form, plural)
}

// Add makes items known. A later item replaces an earlier one with the same id.
func (p *Processor) Add(items ...Item) {
	for i := range items {
		p.items[items[i].ID] = newEntry(&items[i])
	}
}

// Citation is one or more cites in one place of the text, or in one note.
type Citation struct {
	// ID is the caller's own.
	ID    string
	Cites []Cite
	// Note is the number of the note that contains the citation; 0 in the text.
	Note int
	// Chapter identifies the chapter. Where it changes, positions start again: no cite is “ibid” or subsequent to a cite in
	// another chapter.
	Chapter int
	// Within is set for a citation within a sentence, which has its own punctuation: the layout's prefix and suffix are
	// left out.
	Within bool
	// Middle is set for a citation in the middle of a sentence, which does not begin with a capital as a note does: “ibid.”.
	Middle bool
	// Named is set for a citation whose names are part of the author's sentence: “as Serge, Memoirs, 5 says”. It is never
	// “ibid.”.
	Named bool
	// Unsorted is set if the cites keep their order, whatever the style says.
	Unsorted bool
}

// Cite refers to an item, with the author's additions. Prefix, Suffix and Locator may contain the markup of CSL-JSON.
type Cite struct {
	ID      string
	Locator string
	// Label is the kind of locator, such as “page” (the default), “chapter” or “sub-verbo”.
	Label          string
	Prefix, Suffix string
	// SuppressAuthor leaves out the first names (“-@key”); AuthorOnly prints nothing else.
	SuppressAuthor, AuthorOnly bool
}

func (c *Cite) label() string {
	label, _ := c.locator()
	return label
}

// Result is what Process gives.
type Result struct {
	// Citations are in the order of the citations given.
	Citations []CitationText
	// Bibliography is nil if the style has none.
	Bibliography *Bibliography
	// Missing are ids without an item, in the order of the text. Their cites are left out.
	Missing []string
}

// CitationText is the text of a citation.
type CitationText struct {
	ID   string
	Runs []Run
	// Alone is the text for a place without neighbours, such as a note in a popup: a cite that would be “ibid” to one in
	// another note is subsequent instead. Otherwise it is the same as Runs.
	Alone []Run
	// Items are the ids of the cites in the order in which they are printed.
	Items []string
}

// Bibliography is the list of works and its layout (“Whitespace”).
type Bibliography struct {
	Entries []Entry
	// HangingIndent is set if all lines but the first are indented.
	HangingIndent bool
	// SecondFieldAlign is “flush”, “margin” or empty.
	SecondFieldAlign string
	// LineSpacing is the distance of lines, and EntrySpacing the gap between entries, in line heights.
	LineSpacing, EntrySpacing int
}

// Entry is one work in the bibliography.
type Entry struct {
	ID string
	// Number is the citation-number.
	Number int
	Runs   []Run
}

// entry is an item as the processor keeps it.
type entry struct {
	*Item
	names  map[string][]Name
	cited  int // order of first citation, from 1
	number int // citation-number
	note   int // of its first citation; 0 in running text
	dis    disambiguation
	lists  []string    // the name variables of its bare cite, in order
	keys   []sortValue // in the bibliography
}

func newEntry(it *Item) *entry {
	it = withNoteFields(it)
	e := &entry{Item: it, names: make(map[string][]Name, len(it.Names))}
	for v, names := range it.Names {
		out := make([]Name, 0, len(names))
		for _, n := range names {
			if n = readParticles(n); n.Literal != "" || n.Family != "" || n.Given != "" || n.Others && len(out) > 0 {
				out = append(out, n)
			}
		}
		if len(out) > 0 {
			e.names[v] = out
		}
	}
	return e
}

// job is one run of Process.
type job struct {
	p         *Processor
	citations []Citation
	cites     [][]*placed // by citation, in the order given
	entries   []*entry    // cited and nocite items, in the order met
	missing   []string
}

// placed is a cite with its item and position.
type placed struct {
	*Cite
	item     *entry
	position position
	alone    position
	nearNote bool
	firstRef int
}

// Process formats all citations of a document, and the bibliography of all items that are cited or in nocite. It keeps
// nothing of earlier calls.
// A style that needs more than 20,000 elements for a cite is an error among the findings.
func (p *Processor) Process(citations []Citation, nocite []string) Result {
	j := &job{p: p, citations: citations}
	p.over = false
	j.register(nocite)
	j.place()
	j.order()
	j.disambiguate()
	var res Result
	for i := range citations {
		res.Citations = append(res.Citations, j.citation(i))
	}
	res.Bibliography = j.bibliography()
	res.Missing = j.missing
	if p.over {
		p.report.Add(diag.Finding{
			Pos: p.style.citation.layout.pos, Severity: diag.Error, Code: "csl-limit",
			Message: fmt.Sprintf("this style renders more than %d elements for one work, so nothing is cited", maxSteps),
			Help:    "look for macros that call each other many times over, or use another style",
		})
	}
	return res
}

// register finds the items, in the order of the text.
func (j *job) register(nocite []string) {
	seen := map[string]bool{}
	add := func(id string) *entry {
		e := j.p.items[id]
		if !seen[id] {
			seen[id] = true
			if e == nil {
				j.missing = append(j.missing, id)
			} else {
				j.entries = append(j.entries, e)
				e.cited, e.number, e.note, e.dis, e.keys = len(j.entries), 0, 0, disambiguation{}, nil
			}
		}
		return e
	}
	j.cites = make([][]*placed, len(j.citations))
	for i := range j.citations {
		for k := range j.citations[i].Cites {
			c := &j.citations[i].Cites[k]
			if e := add(c.ID); e != nil {
				j.cites[i] = append(j.cites[i], &placed{Cite: c, item: e})
			}
		}
	}
	for _, id := range nocite {
		add(id)
	}
}

// order sorts the bibliography and numbers its entries in this order.
func (j *job) order() {
	for _, e := range j.entries {
		e.number = e.cited
	}
	b := j.p.style.bibliography
	if b == nil || len(b.sort) == 0 {
		return
	}
	for _, e := range j.entries {
		e.keys = j.p.sortKeys(b, e, nil)
	}
	slices.SortStableFunc(j.entries, func(a, c *entry) int {
		return cmp.Or(j.p.compareKeys(b, a.keys, c.keys), cmp.Compare(a.cited, c.cited))
	})
	for i, e := range j.entries {
		e.number = i + 1
	}
}

// renderer makes a render for an item in an area.
func (p *Processor) renderer(a *area, e *entry, dis *disambiguation) *render {
	return &render{p: p, loc: p.loc, area: a, biblio: a == p.style.bibliography, item: e, dis: dis, opts: a.nameOpts}
}

// placesYearSuffix reports whether the style itself places the year-suffix. Otherwise it follows the year.
func (p *Processor) placesYearSuffix() bool {
	return p.style.citation.usesYearSuffix || p.style.bibliography != nil && p.style.bibliography.usesYearSuffix
}
