// Package cite reads bibliographies and words citations: BibTeX, BibLaTeX, CSL-JSON, CSL-YAML and RIS become items of
// csl, which knows how a style words them; the result comes back as inlines.
package cite

import (
	"fmt"
	"path"
	"strings"

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

// ReadBibliography reads a file of works by its extension: .bib, .json, .yaml or .yml, .ris; where the extension says
// nothing the content decides. lang is the language of the book: a title whose language is not given is in it. What
// cannot be read is a finding; the rest is given, in the order of the file.
func ReadBibliography(file string, data []byte, lang string, l *diag.List) []*Entry {
	if !diag.CheckUTF8(file, data, l) {
		return nil
	}
	switch strings.ToLower(path.Ext(file)) {
	case ".bib", ".bibtex", ".biblatex":
		return readBibTeX(file, data, lang, l)
	case ".json":
		return readJSON(file, data, l)
	case ".yaml", ".yml":
		return readYAML(yaml.Parse(file, data, 0, l), l)
	case ".ris":
		return readRIS(file, data, l)
	}
	switch text := strings.TrimSpace(strings.TrimPrefix(string(data), "\ufeff")); {
	case strings.HasPrefix(text, "["), strings.HasPrefix(text, "{"):
		return readJSON(file, data, l)
	case strings.HasPrefix(text, "TY  -"):
		return readRIS(file, data, l)
	case strings.HasPrefix(text, "references:"), strings.HasPrefix(text, "---"):
		return readYAML(yaml.Parse(file, data, 0, l), l)
	}
	return readBibTeX(file, data, lang, l)
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
					Message: fmt.Sprintf("two works have the key “%s”", e.ID), Help: "give one of them another key, or remove it",
					Related: []diag.Related{{Pos: first, Message: "the first of them"}},
				})
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
