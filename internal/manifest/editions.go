package manifest

import (
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/yaml"
)

// rawEdition is an edition as written, before its base is known.
type rawEdition struct {
	Edition
	base       *yaml.Node
	imposition *yaml.Node // merged with that of the base, once the base is resolved
	has        map[string]bool
}

func (d *decoder) editions(n *yaml.Node) {
	if n.Kind != yaml.Mapping {
		d.wrongType(n, "a map from names of editions to what they are")
		return
	}
	for _, f := range n.Fields {
		if f.Key == "" || strings.ContainsAny(f.Key, "/\\:*?\"<>|\x00\n \t,") || strings.HasPrefix(f.Key, ".") {
			d.add(f.Pos, diag.Error, "invalid-value", "“"+f.Key+"” cannot be the name of an edition", "use letters, digits and hyphens")
			continue
		}
		e := rawEdition{Edition: Edition{Name: f.Key, Pos: f.Pos}, has: map[string]bool{}}
		switch f.Value.Kind {
		case yaml.Mapping:
			for _, k := range f.Value.Fields {
				e.has[k.Key] = true
			}
			d.edition(&e, f.Value)
		case yaml.Null:
		default:
			d.wrongType(f.Value, "a map with format, styles and the like")
			continue
		}
		if e.Format.Name == "" && e.base == nil && e.has["format"] {
			continue // its value was not understood, which is reported
		}
		if e.Format.Name == "" && e.base == nil {
			// An edition may be named by its format alone.
			if e.Format = d.format(e.Name); e.Format.Name == "" {
				d.add(e.Pos, diag.Error, "missing-key", "the edition “"+e.Name+"” has no format", "add “format: "+d.formatChoice()+", or “base:” with the name of another edition")
				continue
			}
		}
		d.raw = append(d.raw, e)
	}
}

func (d *decoder) edition(e *rawEdition, n *yaml.Node) {
	d.fields(n, "an edition", []field{
		{"format", func(d *decoder, n *yaml.Node) {
			if s, ok := oneOf(d, n, d.formatNames()...); ok {
				e.Format = d.format(s)
			}
		}},
		{"base", func(d *decoder, n *yaml.Node) {
			if _, ok := d.scalar(n); ok {
				e.base = n
			}
		}},
		{"styles", func(d *decoder, n *yaml.Node) { e.Styles = d.sheets(n) }},
		{"pagination", func(d *decoder, n *yaml.Node) { e.Pagination = d.boolean(n) }},
		{"cover", func(d *decoder, n *yaml.Node) { e.Cover = d.boolean(n) }},
		{"notes", func(d *decoder, n *yaml.Node) { e.Notes, _ = oneOf(d, n, NotesFoot, NotesChapter, NotesEnd) }},
		{"imposition", func(d *decoder, n *yaml.Node) { e.imposition = n }},
		{"excerpt", func(d *decoder, n *yaml.Node) { e.Excerpt = d.excerpt(n) }},
		{"embed-source", func(d *decoder, n *yaml.Node) { e.EmbedSource = d.boolean(n) }},
		{"standard", func(d *decoder, n *yaml.Node) { e.Standard, _ = oneOf(d, n, StandardX4) }},
	}, nil)
}

// format gives the format of a name; the zero Format where there is none.
func (d *decoder) format(name string) Format {
	if i := slices.IndexFunc(d.formats, func(f Format) bool { return f.Name == name }); i >= 0 {
		return d.formats[i]
	}
	return Format{}
}

func (d *decoder) formatNames() []string {
	var out []string
	for _, f := range d.formats {
		out = append(out, f.Name)
	}
	return out
}

// formatChoice lists the formats for a sentence that has already opened the quotation mark:
//
//	epub”, “kepub”, “html” or “pdf”
func (d *decoder) formatChoice() string {
	names := d.formatNames()
	last := len(names) - 1
	return strings.Join(names[:last], "”, “") + "” or “" + names[last] + "”"
}

func (d *decoder) excerpt(n *yaml.Node) *Excerpt {
	if n.Kind != yaml.Mapping {
		d.wrongType(n, "a map with sections or pages")
		return nil
	}
	x := &Excerpt{}
	d.fields(n, "an excerpt", []field{
		{"sections", func(d *decoder, n *yaml.Node) {
			for _, it := range d.list(n) {
				if s, ok := d.scalar(it); ok && s != "" {
					x.Sections = append(x.Sections, Key{Key: strings.TrimPrefix(s, "#"), Pos: it.Pos})
				}
			}
		}},
		{"pages", func(d *decoder, n *yaml.Node) { x.Pages, _ = d.scalar(n) }},
	}, nil)
	if len(x.Sections) > 0 && x.Pages != "" {
		d.add(n.Pos, diag.Error, "invalid-value", "an excerpt has either sections or pages, not both", "make an edition of each")
		return nil
	}
	if len(x.Sections) == 0 && x.Pages == "" {
		d.add(n.Pos, diag.Error, "missing-key", "an excerpt needs either sections or pages", "write “sections: [id, …]” or “pages: 12-40”")
		return nil
	}
	return x
}

// inherit completes each edition from its base.
func (d *decoder) inherit() {
	index := map[string]int{}
	var known []string
	for i, e := range d.raw {
		index[e.Name] = i
		known = append(known, e.Name)
	}
	const (
		untouched = iota
		open
		done
		bad
	)
	state := make([]int, len(d.raw))
	var resolve func(i int) bool
	resolve = func(i int) bool {
		switch state[i] {
		case done:
			return true
		case open, bad:
			return false
		}
		e := &d.raw[i]
		state[i] = open
		if e.base != nil {
			name := strings.TrimSpace(e.base.Text)
			j, ok := index[name]
			if !ok {
				others := slices.DeleteFunc(slices.Clone(known), func(s string) bool { return s == e.Name })
				help := "name one of: " + strings.Join(others, ", ")
				if near := diag.Nearest(name, known); near != "" {
					help = "did you mean “" + near + "”?"
				}
				d.add(e.base.Pos, diag.Error, "unknown-edition", "no edition is called “"+name+"”", help)
				state[i] = bad
				return false
			}
			if !resolve(j) {
				if state[j] == open {
					d.add(e.base.Pos, diag.Error, "unknown-edition", "the edition “"+e.Name+"” is based on itself, in a circle", "let one edition of the circle stand without “base”")
				}
				state[i] = bad
				return false
			}
			e.from(d.raw[j])
		}
		if e.imposition != nil {
			e.Imposition = d.imposition(e.imposition)
		}
		state[i] = done
		return true
	}
	for i := range d.raw {
		if resolve(i) {
			d.m.Editions = append(d.m.Editions, d.raw[i].Edition)
		}
	}
}

// from copies from base all keys that the edition does not set. The base's stylesheets come first. The keys of an
// imposition are merged. pagination is not copied, as at most one edition provides the page numbers.
func (e *rawEdition) from(base rawEdition) {
	e.Base = base.Name
	if e.Format.Name == "" {
		e.Format = base.Format
	}
	e.Styles = append(append([]Path(nil), base.Styles...), e.Styles...)
	if !e.has["cover"] {
		e.Cover = base.Cover
	}
	if !e.has["notes"] {
		e.Notes = base.Notes
	}
	if e.imposition = overlaid(base.imposition, e.imposition); !e.has["imposition"] {
		e.imposition = base.imposition
	}
	if !e.has["excerpt"] {
		e.Excerpt = base.Excerpt
	}
	if !e.has["embed-source"] {
		e.EmbedSource = base.EmbedSource
	}
	if !e.has["standard"] {
		e.Standard = base.Standard
	}
}

// checkEditions compares editions with each other and fills in the defaults.
func (d *decoder) checkEditions() {
	if len(d.m.Editions) == 0 && len(d.raw) == 0 {
		at := diag.Pos{File: d.file, Line: 1, Col: 1}
		for _, f := range d.formats {
			if f.Default != "" {
				d.m.Editions = append(d.m.Editions, Edition{Name: f.Default, Pos: at, Format: f, Pagination: f.Paged})
			}
		}
	}
	var first *Edition
	for i := range d.m.Editions {
		e := &d.m.Editions[i]
		if len(e.Styles) == 0 && (e.Format.Paged || len(d.m.CSS) > 0) {
			e.Styles = []Path{{Path: e.Format.Sheet, Pos: e.Pos}}
		}
		if !e.Format.Paged {
			e.Styles = append(slices.Clone(e.Styles), d.m.CSS...)
		}
		if !e.Format.Paged {
			d.dropPaged(e)
		}
		if e.Standard == StandardX4 && e.EmbedSource {
			d.add(e.Pos, diag.Error, "invalid-value", "the edition “"+e.Name+"” goes to a press, which takes no attachments", "remove “embed-source” or “standard”")
			e.EmbedSource = false
		}
		if !e.Pagination {
			continue
		}
		if first != nil {
			d.l.Add(diag.Finding{
				Pos: e.Pos, Severity: diag.Error, Code: "invalid-value",
				Message: "two editions have “pagination: true”", Help: "keep it at the one edition whose page numbers readers will cite",
				Related: []diag.Related{{Pos: first.Pos, Message: "the other one"}},
			})
			e.Pagination = false
			continue
		}
		first = e
	}
}

// dropPaged drops the keys about pages from an edition without pages, and reports them.
func (d *decoder) dropPaged(e *Edition) {
	for _, k := range []struct {
		name string
		set  bool
	}{
		{"pagination", e.Pagination},
		{"cover", e.Cover},
		{"imposition", e.Imposition != nil},
		{"excerpt", e.Excerpt != nil},
		{"embed-source", e.EmbedSource},
		{"standard", e.Standard != ""},
	} {
		if k.set {
			d.add(e.Pos, diag.Error, "invalid-value", "the edition “"+e.Name+"” has no pages, so “"+k.name+"” cannot apply", "remove it, or make the format pdf")
		}
	}
	if e.Notes == NotesFoot {
		d.add(e.Pos, diag.Error, "invalid-value", "the edition “"+e.Name+"” has no pages, so its notes cannot stand at their foot", "write “notes: chapter” or “notes: end”")
		e.Notes = ""
	}
	e.Pagination, e.Cover, e.Imposition, e.Excerpt, e.EmbedSource, e.Standard = false, false, nil, nil, false, ""
}
