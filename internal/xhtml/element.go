package xhtml

import (
	"slices"
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
)

// element writes a node's element as named by doc.Name, with its id, classes and language.
func (r *Renderer) element(n node, content func(), more ...Att) {
	name, classes := doc.Name(n)
	r.open(name, append(r.atts(n, classes, ""), more...)...)
	content()
	r.close()
}

// entry is element for an item of a long list. Its attributes are in another order: equal ones come before the id, as
// they compress better so.
func (r *Renderer) entry(n node, content func(), more ...Att) {
	name, classes := doc.Name(n)
	atts := r.atts(n, classes, "")
	r.open(name, slices.Concat(atts[1:2], more, atts[:1], atts[2:])...)
	content()
	r.close()
}

// open and close keep track of the language of open elements, which Start and End of the Writer do not.
func (r *Renderer) open(name string, atts ...Att) {
	current := r.lang()
	for _, a := range atts {
		if a.Name == "lang" {
			current = a.Value
		}
	}
	r.langs = append(r.langs, current)
	r.w.Start(name, atts...)
}

func (r *Renderer) close() {
	r.w.End()
	r.langs = r.langs[:len(r.langs)-1]
}

func (r *Renderer) lang() string { return r.langs[len(r.langs)-1] }

// atts gives the attributes that any node may have. A non-empty id is written instead of the node's own.
func (r *Renderer) atts(n node, classes []string, id string) []Att {
	b := n.Base()
	var out []Att
	if id != "" {
		out = append(out, r.id(id))
	} else {
		out = append(out, r.nodeID(n))
	}
	out = append(out, classAtt(classes))
	out = append(out, r.langAtts(b.Lang)...)
	for _, kv := range b.KeyVals {
		switch kv.Key {
		case "title", "datetime":
			out = append(out, Att{kv.Key, kv.Value})
		case "dir":
			if b.Lang == "" && (kv.Value == "ltr" || kv.Value == "rtl" || kv.Value == "auto") {
				out = append(out, Att{"dir", kv.Value})
			}
		}
	}
	return out
}

func classAtt(classes []string) Att {
	var list []string
	for _, c := range classes {
		for _, word := range strings.Fields(c) {
			if !slices.Contains(list, word) {
				list = append(list, word)
			}
		}
	}
	if len(list) == 0 {
		return Att{}
	}
	return Att{"class", strings.Join(list, " ")}
}

// langAtts gives lang, xml:lang and, if the writing direction changes, dir.
func (r *Renderer) langAtts(tag string) []Att {
	if tag == "" {
		return nil
	}
	out := []Att{{"lang", tag}}
	if r.opt.EPUB {
		out = append(out, Att{"xml:lang", tag})
	}
	if dir := Dir(tag); dir != Dir(r.lang()) {
		out = append(out, Att{"dir", dir})
	}
	return out
}

// Dir gives the direction of a language's script: "rtl" or "ltr".
func Dir(tag string) string {
	if lang.Make(tag).RightToLeft() {
		return "rtl"
	}
	return "ltr"
}

// epubType gives the attribute of EPUB 3.3, section 6.1.4, or nothing in HTML.
func (r *Renderer) epubType(types string) Att {
	if !r.opt.EPUB || types == "" {
		return Att{}
	}
	return Att{"epub:type", types}
}

func role(name string) Att {
	if name == "" {
		return Att{}
	}
	return Att{"role", name}
}
