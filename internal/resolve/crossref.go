package resolve

import (
	"fmt"
	"strings"

	"quire/internal/diag"
	"quire/internal/doc"
)

// referable are the prefixes of keys for cross-references in pandoc-crossref, Quarto and bookdown: the part before the
// colon or first hyphen.
var referable = map[string]bool{
	"fig": true, "tbl": true, "tab": true, "eq": true, "sec": true, "lst": true, "thm": true, "lem": true, "cor": true, "prp": true,
	"cnj": true, "def": true, "exm": true, "exr": true, "rem": true, "alg": true, "nte": true, "tip": true, "wrn": true, "imp": true, "cau": true,
}

// kindOfKey gives the kind of target of a key, or "" for the key of a work. A capital is used at the beginning of a
// sentence.
func kindOfKey(key string) string {
	i := strings.IndexAny(key, ":-")
	if i < 1 || i+1 == len(key) {
		return ""
	}
	if kind := strings.ToLower(key[:i]); referable[kind] {
		return kind
	}
	return ""
}

// named collects the identifiers that references may use, before anything is bound: those of the author and those
// generated from headings.
func (r *resolver) named(text []*doc.Section) {
	r.ids = map[string]bool{}
	note := func(n node) bool {
		if id := n.Base().ID; id != "" {
			r.ids[plainID(id)] = true
		}
		if s, ok := n.(*doc.Section); ok && s.Heading != nil && s.Heading.Slug != "" {
			r.ids[plainID(s.Heading.Slug)] = true
		}
		return true
	}
	for _, s := range text {
		doc.Walk(s, note)
	}
	for _, d := range r.ms.Notes {
		doc.WalkBlocks(d.Blocks, note)
	}
}

// reference converts a citation mark that cites no works to cross-references, or to the text as it is written. ok is
// false if it does cite works.
func (r *resolver) reference(m *doc.CiteMark) (out []doc.Inline, ok bool) {
	e := r.opts.Citations
	places := 0
	for _, it := range m.Items {
		id, _ := r.place(it.Key)
		switch {
		case e != nil && e.Has(it.Key):
		case id != "" || it.Number || kindOfKey(it.Key) != "":
			places++
		}
	}
	if places == len(m.Items) && places > 0 {
		for i, it := range m.Items {
			if i > 0 {
				out = append(out, &doc.Text{Node: doc.Node{Span: it.Span}, Value: ", "})
			}
			out = append(out, r.toPlace(it)...)
		}
		return out, true
	}
	if e != nil {
		return nil, false
	}
	if !m.InText && !r.uncited {
		r.uncited = true
		r.findings.Add(diag.Finding{
			Pos: m.Span.Pos, Severity: diag.Warning, Code: "unknown-citation",
			Message: fmt.Sprintf("“%s” looks like a citation, but this book has no bibliography; it stays as it is written", m.Written),
			Help:    "name a file with bibliography: in book.yaml or in the front matter",
		})
	}
	return []doc.Inline{&doc.Text{Node: m.Node, Value: m.Written}}, true
}

// place finds the identifier for a key. @Fig:x is @fig:x at the beginning of a sentence. A key in the form of
// pandoc-crossref may refer to a label in the form of Quarto.
func (r *resolver) place(key string) (id string, ok bool) {
	for _, k := range []string{key, strings.ToLower(key[:min(1, len(key))]) + key[min(1, len(key)):], "tbl" + strings.TrimPrefix(key, "tab"), "tab" + strings.TrimPrefix(key, "tbl")} {
		if id = plainID(k); r.ids[id] {
			return id, true
		}
	}
	// bookdown says thm:name of ::: {.theorem #name}.
	if kind := kindOfKey(key); len(kind) == 3 && kind != "fig" && kind != "tbl" && kind != "tab" && kind != "sec" {
		if id = plainID(key[len(kind)+1:]); r.ids[id] {
			return id, true
		}
	}
	return "", false
}

func (r *resolver) toPlace(it doc.CiteItem) []doc.Inline {
	var out []doc.Inline
	text := func(s string) { out = append(out, &doc.Text{Node: doc.Node{Span: it.Span}, Value: s}) }
	if len(it.Prefix) > 0 {
		out = append(out, it.Prefix...)
		text(" ")
	}
	id, ok := r.place(it.Key)
	if !ok {
		id = plainID(it.Key)
	}
	ref := &doc.CrossRef{Node: doc.Node{Span: it.Span}, Target: id, Number: it.SuppressAuthor || it.Number}
	if !ok { // reported when references are bound
		ref.Content = []doc.Inline{&doc.Text{Node: doc.Node{Span: it.Span}, Value: it.Key}}
	}
	out = append(out, ref)
	if it.Locator != "" {
		text(" " + it.Locator)
	}
	return append(out, it.Suffix...)
}

// takeLabel moves bookdown's label in a caption, (\#fig:x), to the node with the caption.
func takeLabel(n *doc.Node, caption []doc.Inline) []doc.Inline {
	for i, in := range caption {
		s, ok := in.(*doc.Span)
		if !ok || s.ID == "" || len(s.Content) > 0 || kindOfKey(s.ID) == "" {
			continue
		}
		if n.ID == "" {
			n.ID = s.ID
			return append(caption[:i:i], caption[i+1:]...)
		}
	}
	return caption
}

// labels moves the labels in captions, before anything is numbered or named.
func (r *resolver) labels(text []*doc.Section) {
	for _, s := range text {
		doc.Walk(s, func(n node) bool {
			switch n := n.(type) {
			case *doc.Table:
				n.Caption = takeLabel(&n.Node, n.Caption)
			case *doc.Figure:
				n.Caption = takeLabel(&n.Node, n.Caption)
			}
			return true
		})
	}
}
