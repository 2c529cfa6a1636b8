// Package cite reads bibliographies and words citations: BibTeX, BibLaTeX, CSL-JSON, CSL-YAML, RIS and the formats of MEDLINE and
// EndNote become items of csl, which knows how a style words them; the result comes back as inlines.
package cite

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"quire/internal/csl"
	"quire/internal/diag"
	"quire/internal/yaml"
)

// Entry is a work of a bibliography: an item for csl and what csl has no word for.
type Entry struct {
	csl.Item
	Pos diag.Pos
	// Kind is the type as the file has it: “mvbook”, “phdthesis”; that of the item is CSL's.
	Kind     string
	Keywords []string
	// Aliases are further keys under which the work may be cited.
	Aliases []string
	// Related are the works that this one is tied to.
	Related []Relation
	// Annotation is a comment on the work, in the markup of CSL-JSON.
	Annotation string
	// Faults are what could not be read of it. They are errors where the work is cited, else warnings.
	Faults []diag.Finding
}

// Relation ties a work to another. Type is biblatex's relatedtype, such as “translationof” or “reprintof”; it may be
// empty.
type Relation struct{ Type, Key string }

// Original gives the key of the work that this one translates or reprints, or "".
func (e *Entry) Original() string {
	for _, r := range e.Related {
		switch r.Type {
		case "translationof", "reprintof", "origpubin":
			return r.Key
		}
	}
	return ""
}

// ReadBibliography reads a file of works. Its format is known by the extension: .bib, .json, .yaml or .yml, .ris, .nbib, .enw,
// .xml (EndNote's); where that says nothing the content decides. lang is the language of the book: a title whose language is
// not given is in it. What cannot be read is a finding; the rest is given, in the order of the file.
func ReadBibliography(file string, data []byte, lang string, l *diag.List) []*Entry {
	if !diag.CheckUTF8(file, data, l) {
		return nil
	}
	data = withoutControls(file, data, l)
	format := formatOf(file, data)
	if format == "rdf" {
		l.Add(diag.Finding{
			Pos: diag.Pos{File: file, Line: 1, Col: 1}, Severity: diag.Error, Code: "bib-format",
			Message: "this is RDF, as Zotero exports it, which quire does not read", Help: "export the works from Zotero as BibLaTeX or CSL JSON",
		})
		return nil
	}
	faults := len(l.All())
	works := read(format, file, data, lang, l)
	if len(works) == 0 && len(l.All()) == faults && !blank(format, data) {
		warn(l, diag.Pos{File: file, Line: 1, Col: 1}, "bib-format", "quire reads BibTeX and BibLaTeX (.bib), CSL JSON (.json), CSL YAML (.yaml), RIS (.ris), MEDLINE (.nbib) and EndNote (.enw, .xml)",
			"no works were found in this file")
	}
	for _, e := range works {
		e.clean(l)
	}
	return works
}

func read(format, file string, data []byte, lang string, l *diag.List) []*Entry {
	switch format {
	case "json":
		return readJSON(file, data, l)
	case "yaml":
		return readYAML(yaml.Parse(file, data, 0, l), l)
	case "ris":
		return readRIS(file, data, l)
	case "nbib":
		return readMEDLINE(file, data, l)
	case "enw":
		return readENW(file, data, l)
	case "xml":
		return readEndNoteXML(file, data, l)
	}
	return readBibTeX(file, data, lang, l)
}

// formatOf gives the format of a file, as the extension that is usual for it.
func formatOf(file string, data []byte) string {
	text := strings.TrimSpace(strings.TrimPrefix(string(data), "\ufeff"))
	switch ext := strings.ToLower(path.Ext(file)); ext {
	case ".bib", ".bibtex", ".biblatex":
		return "bib"
	case ".json", ".yaml", ".ris", ".nbib", ".enw":
		return ext[1:]
	case ".yml":
		return "yaml"
	}
	switch {
	case strings.HasPrefix(text, "["), strings.HasPrefix(text, "{"):
		return "json"
	case strings.HasPrefix(text, "TY  -"):
		return "ris"
	case strings.HasPrefix(text, "PMID-"):
		return "nbib"
	case strings.HasPrefix(text, "%0 "):
		return "enw"
	case strings.HasPrefix(text, "<") && strings.Contains(text, "<rdf:RDF"):
		return "rdf"
	case strings.HasPrefix(text, "<"):
		return "xml"
	case strings.HasPrefix(text, "references:"), strings.HasPrefix(text, "---"):
		return "yaml"
	}
	return "bib"
}

// blank reports whether a file says that it has no works: it is empty, or an empty list.
func blank(format string, data []byte) bool {
	text := strings.TrimSpace(strings.TrimPrefix(string(data), "\ufeff"))
	switch format {
	case "json", "yaml":
		return true // an empty list, or a finding has been made
	case "bib":
		return text == "" || strings.HasPrefix(text, "%") || strings.HasPrefix(strings.ToLower(text), "@") || strings.HasPrefix(text, "//")
	}
	return text == ""
}

// isControl reports whether a character has no business in text.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' && r != '\v' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff
}

// withoutControls puts spaces for the control characters of a file, which some databases export.
func withoutControls(file string, data []byte, l *diag.List) []byte {
	if !bytes.ContainsFunc(data, isControl) {
		return data
	}
	out := make([]byte, 0, len(data))
	line, col := 1, 1
	for _, r := range string(data) {
		switch {
		case isControl(r):
			warn(l, diag.Pos{File: file, Line: line, Col: col}, "control-character", "remove it", "here stands a control character (U+%04X); a space is read for it", r)
			out = append(out, ' ')
		default:
			out = utf8.AppendRune(out, r)
		}
		col++
		if r == '\n' {
			line, col = line+1, 1
		}
	}
	return out
}

// clean takes control characters out of the values of a work, where the file writes them as escapes, and reports markup that
// nests too deep.
func (e *Entry) clean(l *diag.List) {
	for _, name := range slices.Sorted(maps.Keys(e.Vars)) {
		v := e.Vars[name]
		if csl.NestsTooDeep(v) {
			warn(l, e.Pos, "bib-markup", "write it with less markup", "markup or quotation marks in “%s” of the work “%s” nest deeper than 200 levels; what is deeper is printed as it stands", name, e.ID)
		}
		i := strings.IndexFunc(v, isControl)
		if i < 0 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(v[i:])
		warn(l, e.Pos, "control-character", "remove it", "the work “%s” has a control character (U+%04X) in “%s”; it is left out", e.ID, r, name)
		e.Vars[name] = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, v)
	}
	for _, names := range e.Names {
		for i := range names {
			n := &names[i]
			for _, s := range [...]*string{&n.Family, &n.Given, &n.Literal, &n.Suffix, &n.DroppingParticle, &n.NonDroppingParticle} {
				*s = strings.Map(func(r rune) rune {
					if isControl(r) {
						return -1
					}
					return r
				}, *s)
			}
		}
	}
}

// ReadReferences reads the works of a document's own “references”, in CSL-YAML; n may be nil.
func ReadReferences(n *yaml.Node, l *diag.List) []*Entry { return readYAML(n, l) }

// Merge joins the works of several files into one list. A key that stands for two works is reported with both places,
// and the first is kept.
func Merge(l *diag.List, lists ...[]*Entry) []*Entry {
	at := map[string]diag.Pos{}
	var out []*Entry
	for _, list := range lists {
		for _, e := range list {
			if first, dup := at[e.ID]; dup {
				l.Add(diag.Finding{
					Pos: e.Pos, Severity: diag.Warning, Code: "duplicate-key",
					Message: fmt.Sprintf("two works have the key “%s”; the first is used", e.ID), Help: "give one of them another key, or remove it",
					Related: []diag.Related{{Pos: first, Message: "the first of them"}},
				})
				for _, f := range e.Faults {
					l.Add(f)
				}
				continue
			}
			at[e.ID] = e.Pos
			out = append(out, e)
		}
	}
	return out
}

func warn(l *diag.List, pos diag.Pos, code, help, format string, args ...any) {
	l.Add(diag.Finding{Pos: pos, Severity: diag.Warning, Code: code, Message: fmt.Sprintf(format, args...), Help: help})
}
