package cite

import (
	"regexp"
	"slices"
	"strings"

	"quire/internal/csl"
	"quire/internal/diag"
)

// readBibTeX reads BibTeX and BibLaTeX, which share a grammar; fields and types of both are known.
func readBibTeX(file string, data []byte, lang string, l *diag.List) []*Entry {
	raw := scanBibTeX(file, data, l)
	b := &bibReader{l: l, lang: lang, byKey: map[string]*rawEntry{}, told: map[string]bool{}, done: map[*rawEntry]int{}, meant: map[string]string{}}
	for _, r := range raw {
		if b.byKey[r.key] == nil {
			b.byKey[r.key] = r
		}
	}
	for _, r := range raw {
		b.inherit(r)
	}
	var out []*Entry
	for _, r := range raw {
		switch r.kind {
		case "xdata", "set", "bibnote", "control":
			for _, f := range r.faults {
				l.Add(f)
			}
			continue // not works: data shared by others, a list of keys, a footnote, settings
		}
		out = append(out, b.entry(r))
	}
	return Merge(l, out)
}

type bibReader struct {
	l     *diag.List
	lang  string
	byKey map[string]*rawEntry
	told  map[string]bool // commands reported
	done  map[*rawEntry]int
	meant map[string]string // unknown fields, with the known field that was probably meant
}

// notInherited are the fields that an entry does not inherit through crossref (biblatex manual, appendix B).
var notInherited = strings.Fields(`ids crossref xref entryset entrysubtype execute label options presort related relatedoptions
	relatedstring relatedtype shorthand shorthandintro sortkey xdata`)

// inherit fills in the fields that an entry takes from its parent (crossref) and from data entries (xdata).
func (b *bibReader) inherit(r *rawEntry) {
	const open, done = 1, 2
	if b.done[r] != 0 {
		return // done, or the end of a circle
	}
	b.done[r] = open
	defer func() { b.done[r] = done }()
	parents := func(field string) []*rawEntry {
		f, ok := r.field(field)
		if !ok {
			return nil
		}
		var out []*rawEntry
		for _, key := range strings.Split(f.value, ",") {
			key = strings.TrimSpace(key)
			p := b.byKey[key]
			if p == nil || p == r {
				help := "add the entry to the same file, or remove the field"
				var keys []string
				for k := range b.byKey {
					keys = append(keys, k)
				}
				slices.Sort(keys)
				if near := diag.Nearest(key, keys); near != "" {
					help = "did you mean “" + near + "”?"
				}
				warn(b.l, f.pos, "bib-unknown-entry", help, "“%s” of the entry “%s” names “%s”, which the file does not have", field, r.key, key)
				continue
			}
			b.inherit(p)
			out = append(out, p)
		}
		return out
	}
	add := func(name string, from rawField) {
		if _, have := r.field(name); !have {
			r.fields = append(r.fields, rawField{name: name, value: from.value, pos: from.pos})
		}
	}
	for _, p := range parents("xdata") {
		for _, f := range p.fields {
			if f.name != "ids" {
				add(f.name, f)
			}
		}
	}
	for _, p := range parents("crossref") {
		for _, f := range p.fields {
			if slices.Contains(notInherited, f.name) {
				continue
			}
			for _, name := range inherited(p.kind, r.kind, f.name) {
				add(name, f)
			}
		}
	}
}

// inherited gives the names under which a child takes a field of its parent: biblatex's default rules.
func inherited(parent, child, field string) []string {
	in := func(kind string, kinds string) bool { return slices.Contains(strings.Fields(kinds), kind) }
	multi := strings.HasPrefix(parent, "mv")
	titles := func(to string) []string {
		switch field {
		case "title":
			return []string{to + "title"}
		case "subtitle":
			return []string{to + "subtitle"}
		case "titleaddon":
			return []string{to + "titleaddon"}
		case "shorttitle", "sorttitle", "indextitle", "indexsorttitle":
			return nil
		}
		return []string{field}
	}
	switch {
	case in(parent, "mvbook book") && in(child, "inbook bookinbook suppbook") && field == "author":
		return []string{"author", "bookauthor"}
	case multi && in(child, "book inbook bookinbook suppbook collection incollection suppcollection proceedings inproceedings reference inreference"):
		return titles("main")
	case in(parent, "book collection reference proceedings") &&
		in(child, "inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference"):
		return titles("book")
	case parent == "periodical" && in(child, "article suppperiodical review"):
		return titles("journal")
	}
	return []string{field}
}

var (
	pageDashes = regexp.MustCompile(`\s*(?:-{1,3}|–|—|‐|‑)\s*`)
	doiPrefix  = regexp.MustCompile(`(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)`)
)

// entry makes a work of an entry.
func (b *bibReader) entry(r *rawEntry) *Entry {
	e := &Entry{Pos: r.pos, Kind: r.kind, Faults: r.faults, Item: csl.Item{ID: r.key, Vars: map[string]string{}, Names: map[string][]csl.Name{}, Dates: map[string]csl.Date{}}}
	b.misspelt(r)
	m := &bibMapper{b: b, r: r, e: e}
	m.itemType()
	m.language()
	m.names()
	m.titles()
	m.dates()
	m.numbers()
	m.rest()
	return e
}

// misspelt reports fields whose names are probably misspelt. Other unknown fields are not reported: authors may add fields.
func (b *bibReader) misspelt(r *rawEntry) {
	for _, f := range r.fields {
		if isBibField[f.name] || len(f.name) < 4 {
			continue
		}
		// A program that writes an unknown field writes it in every entry, so it is looked up only once.
		near, known := b.meant[f.name]
		if !known {
			if near = diag.Nearest(f.name, bibFields); near != "" && !oneSlip(f.name, near) {
				near = ""
			}
			b.meant[f.name] = near
		}
		if near != "" {
			warn(b.l, f.pos, "bib-unknown-field", "did you mean “"+near+"”?", "the field “%s” of the entry “%s” is not known", f.name, r.key)
		}
	}
	if _, ok := bibTypes[r.kind]; !ok {
		var kinds []string
		for k := range bibTypes {
			kinds = append(kinds, k)
		}
		slices.Sort(kinds)
		help := "use one of biblatex's types; the work is treated as @misc"
		if near := diag.Nearest(r.kind, kinds); near != "" {
			help = "did you mean “@" + near + "”?"
		}
		warn(b.l, r.pos, "bib-unknown-type", help, "the type “@%s” of the entry “%s” is not known", r.kind, r.key)
	}
}

// oneSlip reports whether two words differ by one letter that is added, missing, changed, or exchanged with the next.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && (a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:])
	}
	return len(b) == len(a)+1 && a[i:] == b[i+1:]
}

// tex reads the TeX of a field; a command that is not known is reported once for the file.
func (b *bibReader) tex(f rawField, key string) string {
	return tex(f.value, func(command string) {
		if b.told[command] {
			return
		}
		b.told[command] = true
		warn(b.l, f.pos, "bib-unknown-command", "write what it stands for in Unicode", "the TeX command “%s” in the field “%s” of “%s” is not known", command, f.name, key)
	})
}

// bibFields are the fields of BibTeX and biblatex and those that common programs add.
var bibFields = strings.Fields(`abstract addendum address afterword annotation annotator annote archive archiveprefix author authortype bookauthor
	bookpagination booksubtitle booktitle booktitleaddon chapter collaborator commentator compiler continuator crossref date date-added date-modified day doi edition editor editora editorb
	editorc editoratype editorbtype editorctype editortype eid endday endmonth endyear entryset entrysubtype eprint eprintclass eprinttype
	eventdate eventtitle eventtitleaddon execute file foreword founder gender groups holder howpublished hyphenation ids indexsorttitle
	indextitle institution introduction isan isbn ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon iswc journal journalsubtitle
	journaltitle journaltitleaddon key keyword keywords label langid langidopts language lccn library lista listb listc listd liste listf location
	mainsubtitle maintitle maintitleaddon mendeley-tags month mrnumber namea nameaddon nameb namec note number numpages nonumber options organization origdate origlanguage
	origlocation origpublisher origtitle owner pages pagetotal pagination part pdf pmcid pmid presort primaryclass publisher pubstate reprinttitle related
	relatedoptions relatedstring relatedtype review reviewed revision school series shortauthor shorteditor shorthand shorthandintro shortjournal shortseries
	shorttitle sortkey sortname sortshorthand sorttitle sortyear subtitle timestamp title titleaddon translator type url urldate urn usera userb
	userc userd usere userf venue verba verbb verbc version volume volumes xdata xref year zblnumber`)

// isBibField is the set of bibFields.
var isBibField = func() map[string]bool {
	m := map[string]bool{}
	for _, f := range bibFields {
		m[f] = true
	}
	return m
}()

func isEnglish(lang string) bool { return lang == "en" || strings.HasPrefix(lang, "en-") || lang == "" }

// join adds a subtitle to a title, after a colon unless the title ends in a punctuation mark.
func join(title, sub string) string {
	if sub == "" || title == "" {
		return title + sub
	}
	if p := plain(title); strings.HasSuffix(p, "?") || strings.HasSuffix(p, "!") || strings.HasSuffix(p, ":") || strings.HasSuffix(p, "–") {
		return title + " " + sub
	}
	return title + ": " + sub
}
