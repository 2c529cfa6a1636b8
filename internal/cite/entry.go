// Package cite reads bibliographies and formats citations. It turns the works of BibTeX, BibLaTeX, CSL-JSON, CSL-YAML, RIS,
// MEDLINE and EndNote files into items for package csl, and the texts that csl makes of them into inlines.
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

// Entry is a work of a bibliography: an item for csl, and data that CSL has no variable for.
type Entry struct {
	csl.Item
	Pos diag.Pos
	// Kind is the type in the file, such as “mvbook” or “phdthesis”; the type of the item is CSL's.
	Kind     string
	Keywords []string
	// Aliases are further keys under which the work may be cited.
	Aliases []string
	// Related are the works to which this one is related.
	Related []Relation
	// Annotation is a comment on the work, in the markup of CSL-JSON.
	Annotation string
	// Faults are findings about parts that could not be read. They are errors if the work is cited, else warnings.
	Faults []diag.Finding
}

// Relation is the relation of a work to another. Type is biblatex's relatedtype, such as “translationof” or “reprintof”,
// or "".
type Relation struct{ Type, Key string }

// Original returns the key of the work of which this one is a translation or a reprint, or "".
func (e *Entry) Original() string {
	for _, r := range e.Related {
		switch r.Type {
		case "translationof", "reprintof", "origpubin":
			return r.Key
		}
	}
	return ""
}

// ReadBibliography reads a file of works. The extension says which format it has: .bib, .json, .yaml or .yml, .ris, .nbib,
// .enw or .xml (EndNote); for any other extension the content decides. lang is the language of the book and of titles
// without a language. Faults are reported in l; the works that can be read are returned in the order of the file.
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

// formatOf returns the format of a file, named by its usual extension without the dot.
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

// blank reports whether a file has no works on purpose: it is empty, has only comments, or is an empty list.
func blank(format string, data []byte) bool {
	text := strings.TrimSpace(strings.TrimPrefix(string(data), "\ufeff"))
	switch format {
	case "json", "yaml":
		return true // it is an empty list, or a finding has been reported
	case "bib":
		return text == "" || strings.HasPrefix(text, "%") || strings.HasPrefix(strings.ToLower(text), "@") || strings.HasPrefix(text, "//")
	}
	return text == ""
}

// isControl reports whether a character is a control character that may not be in a text.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' && r != '\v' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff
}

// withoutControls replaces control characters, which some databases export, by spaces.
func withoutControls(file string, data []byte, l *diag.List) []byte {
	if !bytes.ContainsFunc(data, isControl) {
		return data
	}
	out := make([]byte, 0, len(data))
	line, col := 1, 1
	for _, r := range string(data) {
		switch {
		case isControl(r):
			warn(l, diag.Pos{File: file, Line: line, Col: col}, "control-character", "remove it", "there is a control character here (U+%04X); it is read as a space", r)
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

// clean removes control characters that the file writes as escapes from the values of a work, and reports markup that is
// nested too deeply.
func (e *Entry) clean(l *diag.List) {
	for _, name := range slices.Sorted(maps.Keys(e.Vars)) {
		v := e.Vars[name]
		if csl.NestsTooDeep(v) {
			warn(l, e.Pos, "bib-markup", "write it with less markup", "markup or quotation marks in “%s” of the work “%s” are nested more than 200 levels deep; deeper markup is printed as text", name, e.ID)
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

// Merge joins the works of several files into one list. If two works have the same key, both places are reported and the
// first work is kept.
func Merge(l *diag.List, lists ...[]*Entry) []*Entry {
	at := map[string]diag.Pos{}
	var out []*Entry
	for _, list := range lists {
		for _, e := range list {
			if first, dup := at[e.ID]; dup {
				l.Add(diag.Finding{
					Pos: e.Pos, Severity: diag.Warning, Code: "duplicate-key",
					Message: fmt.Sprintf("two works have the key “%s”; the first is used", e.ID), Help: "give one of them another key, or remove it",
					Related: []diag.Related{{Pos: first, Message: "the first work"}},
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
