package cite

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/csl"
	"quire/internal/diag"
	"quire/internal/doc"
)

// Engine formats the citations and the bibliography of a book in a citation style. Call Word once, with all citations,
// then Bibliography. An Engine is not safe for concurrent use.
type Engine struct {
	style    *csl.Style
	proc     *csl.Processor
	works    []*Entry
	byKey    map[string]*Entry // by keys and aliases
	ids      map[string]string // anchors of the entries, by key
	groups   []Group
	nocite   []string
	listsAll bool // nocite lists all works
	result   csl.Result
	findings *diag.List
}

// Options are the settings of a book for its citations.
type Options struct {
	// Locales has the terms of a language; OwnLocales those of the book, which override them.
	Locales, OwnLocales csl.Locales
	// Lang is the language of the book.
	Lang string
	// Groups are the headings of the bibliography, if it has any.
	Groups []Group
	// NoCite are the keys of works to list even if nothing cites them; "*" means all works.
	NoCite []doc.CiteItem
	// NoLinks is set if addresses in the bibliography are not links.
	NoLinks bool
}

// New makes an engine. It reports an “unknown-citation” for each key of NoCite that no work has.
func New(style *csl.Style, works []*Entry, opts Options, findings *diag.List) *Engine {
	e := &Engine{
		style: style, works: works, groups: opts.Groups, findings: findings, byKey: map[string]*Entry{}, ids: map[string]string{},
		proc: csl.New(style, opts.Locales, csl.Options{Lang: opts.Lang, Own: opts.OwnLocales, NoLinks: opts.NoLinks}, findings),
	}
	taken := map[string]bool{}
	for _, w := range works {
		e.byKey[w.ID] = w
		// A title without a language is in the language of the book, not in that of the style.
		item := w.Item
		if item.Vars["language"] == "" {
			item.Vars = maps.Clone(item.Vars)
			if item.Vars == nil {
				item.Vars = map[string]string{}
			}
			item.Vars["language"] = opts.Lang
		}
		e.proc.Add(item)
		id := anchor(w.ID)
		for n := 2; taken[id]; n++ {
			id = fmt.Sprintf("%s-%d", anchor(w.ID), n)
		}
		taken[id] = true
		e.ids[w.ID] = id
	}
	for _, w := range works {
		for _, a := range w.Aliases {
			if other := e.byKey[a]; other != nil && other != w {
				findings.Add(diag.Finding{
					Pos: w.Pos, Severity: diag.Warning, Code: "duplicate-key",
					Message: fmt.Sprintf("“%s”, a further key of “%s”, stands for another work too, which is used", a, w.ID), Help: "give one of them another key",
					Related: []diag.Related{{Pos: other.Pos, Message: "the other work"}},
				})
				continue
			}
			e.byKey[a] = w
		}
	}
	for _, it := range opts.NoCite {
		if it.Key == "*" {
			e.listsAll = true
			for _, w := range works {
				e.nocite = append(e.nocite, w.ID)
			}
			continue
		}
		if key := e.Key(it.Key); key != "" {
			e.nocite = append(e.nocite, key)
			continue
		}
		help := "add an entry with this key to the bibliography"
		if near := diag.Nearest(it.Key, e.Keys()); near != "" {
			help = "did you mean “" + near + "”?"
		}
		findings.Add(diag.Finding{
			Pos: it.Span.Pos, Severity: diag.Error, Code: "unknown-citation",
			Message: fmt.Sprintf("no bibliography has a work with the key “%s”", it.Key), Help: help,
		})
	}
	return e
}

// anchor makes the anchor of an entry from the letters, digits, hyphens, dots and underscores of its key.
func anchor(key string) string {
	return "work-" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_' || r == '.' {
			return r
		}
		return '-'
	}, key)
}

// IsNote reports whether the style puts citations into notes.
func (e *Engine) IsNote() bool { return e.style.IsNote() }

// Has reports whether there is a work with the key.
func (e *Engine) Has(key string) bool { return e.byKey[key] != nil }

// Key gives the key of the work that a key or a further key of it (biblatex's “ids”) stands for; "" if there is none.
func (e *Engine) Key(key string) string {
	if w := e.byKey[key]; w != nil {
		return w.ID
	}
	return ""
}

// Keys gives the keys of all works, in the order read.
func (e *Engine) Keys() []string {
	var out []string
	for _, w := range e.works {
		out = append(out, w.ID)
	}
	return out
}

// Citation is a citation and its context in the text.
type Citation struct {
	Items []doc.CiteItem
	// Note is the number of the note that contains the citation; 0 in running text.
	Note int
	// Chapter identifies the part of the text in which later citations of a work are "ibid." or short. They never refer to
	// a citation in another chapter.
	Chapter int
	// Own is set if the citation is the whole note. Any other citation is part of a sentence that the author punctuates.
	Own bool
	// Middle is set if the citation does not begin a sentence.
	Middle bool
	// InText is set for a bare @key, whose names are part of the sentence. Within a note it is never “ibid.”.
	InText bool
	// NameOnly is set for the author's name only; Composite for the name in the text and then the rest of the citation, as
	// for @key in running text.
	NameOnly, Composite bool
}

// Wording is the text of a citation: on a page, where it is read in order, and alone, as in a popup.
type Wording struct{ Page, Alone []doc.Inline }

// Word formats all citations of the book, in reading order, and reports works that are neither cited nor listed.
func (e *Engine) Word(citations []Citation) []Wording {
	var cs, names []csl.Citation
	for _, c := range citations {
		in := csl.Citation{Note: c.Note, Chapter: c.Chapter, Within: e.IsNote() && !c.Own, Middle: c.Middle, Named: c.InText && e.IsNote() && !c.Own}
		for _, it := range c.Items {
			if e.Key(it.Key) == "" {
				continue
			}
			in.Cites = append(in.Cites, csl.Cite{
				ID: e.Key(it.Key), Locator: it.Locator, Label: it.Label, Prefix: markup(it.Prefix), Suffix: markup(it.Suffix),
				SuppressAuthor: it.SuppressAuthor || c.Composite,
				AuthorOnly:     c.NameOnly,
			})
		}
		if c.Own && e.IsNote() && len(in.Cites) > 0 {
			in.Cites[0].Prefix = capital(in.Cites[0].Prefix) // the note begins with it: “See …”
		}
		if (c.Composite || c.InText) && len(in.Cites) == 1 {
			in.Cites[0].Suffix = afterComma(in.Cites[0].Suffix)
		}
		// A name in running text is not a citation in the sense of “first” and “later”; it is formatted by itself below.
		if c.NameOnly || c.Composite {
			alone := csl.Citation{Chapter: c.Chapter, Within: true}
			for _, k := range in.Cites {
				alone.Cites = append(alone.Cites, csl.Cite{ID: k.ID, AuthorOnly: true})
			}
			// It is cited twice, so that the second citation is in the short form if the style has one.
			names = append(names, alone, alone)
		}
		if !c.NameOnly {
			cs = append(cs, in)
		}
	}
	e.result = e.proc.Process(slices.Concat(cs, names), e.nocite)
	e.unused()
	texts, nameTexts := e.result.Citations[:len(cs)], e.result.Citations[len(cs):]
	out := make([]Wording, len(citations))
	for i, c := range citations {
		if c.NameOnly || c.Composite {
			out[i] = e.name(nameTexts[1])
			nameTexts = nameTexts[2:]
		}
		if !c.NameOnly {
			w := e.wording(texts[0])
			texts = texts[1:]
			if c.Composite && len(out[i].Page) > 0 && len(w.Page) > 0 {
				w.Page = slices.Concat(out[i].Page, []doc.Inline{&doc.Text{Value: " "}}, w.Page)
				w.Alone = slices.Concat(out[i].Alone, []doc.Inline{&doc.Text{Value: " "}}, w.Alone)
			}
			out[i] = w
		}
	}
	return out
}

// capital changes the first letter of a text with markup to upper case.
func capital(s string) string {
	tag := false
	for i, r := range s {
		switch {
		case r == '<':
			tag = true
		case r == '>':
			tag = false
		case !tag && unicode.IsLetter(r):
			return s[:i] + string(unicode.ToTitle(r)) + s[i+utf8.RuneLen(r):]
		case !tag && unicode.IsDigit(r):
			return s
		}
	}
	return s
}

// afterComma adds a comma before the text in the brackets of “@key [see p. 5]”, unless it begins with a punctuation mark.
func afterComma(suffix string) string {
	text := strings.TrimSpace(plain(suffix))
	if r, _ := utf8.DecodeRuneInString(text); text == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return suffix
	}
	return ", " + strings.TrimLeft(suffix, " ")
}

func (e *Engine) wording(t csl.CitationText) Wording {
	return Wording{e.inlines(t.Runs), e.inlines(t.Alone)}
}

// name formats the names of a citation for running text. If the style prints numbers or labels, its citations have no
// names, and they are formatted here.
func (e *Engine) name(t csl.CitationText) Wording {
	switch e.style.Format {
	case "numeric", "label":
	default:
		return Wording{e.inlines(t.Alone), e.inlines(t.Alone)}
	}
	var words []string
	for _, id := range t.Items {
		words = append(words, e.familyNames(e.byKey[id]))
	}
	name := func() []doc.Inline { return []doc.Inline{&doc.Text{Value: strings.Join(words, "; ")}} }
	return Wording{name(), name()}
}

// familyNames returns “Serge”, “Serge and Sedova”, “Serge et al.”, or the title of a work without an author.
func (e *Engine) familyNames(w *Entry) string {
	for _, role := range [...]string{"author", "editor", "translator", "compiler", "director"} {
		var names []string
		for _, n := range w.Names[role] {
			if n.Others {
				names = append(names, "", "") // more than two
				break
			}
			names = append(names, strings.TrimSpace(strings.TrimSpace(n.NonDroppingParticle+" "+n.Family)+n.Literal))
		}
		switch len(names) {
		case 0:
			continue
		case 1:
			return names[0]
		case 2:
			return names[0] + " " + e.proc.Term("and", "", false) + " " + names[1]
		}
		return names[0] + " " + e.proc.Term("et-al", "", false)
	}
	return plain(firstOf(w.Vars["title-short"], w.Vars["title"], w.ID))
}

// unused reports works that nothing cites or lists, and the faults of each work, which are errors if the work is cited. If
// most works of a file are unused, the file is a collection for more than this book, and they are not reported.
func (e *Engine) unused() {
	used, cited := map[string]bool{}, map[string]bool{}
	for _, key := range e.nocite {
		used[key] = true
	}
	for _, c := range e.result.Citations {
		for _, id := range c.Items {
			used[id], cited[id] = true, true
		}
	}
	all, idle := map[string]int{}, map[string][]*Entry{}
	for _, w := range e.works {
		for _, f := range w.Faults {
			f.Severity = diag.Warning
			if used[w.ID] && !e.listsAll || cited[w.ID] {
				f.Severity = diag.Error
			}
			e.findings.Add(f)
		}
		all[w.Pos.File]++
		if !used[w.ID] {
			idle[w.Pos.File] = append(idle[w.Pos.File], w)
		}
	}
	for file, ws := range idle {
		if len(ws) > 5 && 2*len(ws) > all[file] {
			continue
		}
		for _, w := range ws {
			warn(e.findings, w.Pos, "unused-entry", "cite it, name it under “nocite”, or remove it", "nothing cites the work “%s”", w.ID)
		}
	}
}
