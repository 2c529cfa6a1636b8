package cite

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"quire/internal/csl"
	"quire/internal/diag"
	"quire/internal/yaml"
)

// places turns byte offsets into positions. It goes on from the last place, for thousands of works may stand on one line.
type places struct {
	data []byte
	off  int
	pos  diag.Pos
}

func (p *places) at(offset int64) diag.Pos {
	off := max(0, min(int(offset), len(p.data)))
	if off < p.off {
		p.off, p.pos.Line, p.pos.Col = 0, 1, 1
	}
	between := p.data[p.off:off]
	if end := bytes.LastIndexByte(between, '\n'); end >= 0 {
		p.pos.Line += bytes.Count(between, []byte{'\n'})
		p.pos.Col = 1
		between = between[end+1:]
	}
	p.pos.Col += utf8.RuneCount(between)
	p.off = off
	return p.pos
}

// readJSON reads CSL-JSON: an array of items, or a map with the array under “items” or “references”. Reading ends at a
// syntax error, as the rest cannot be trusted. It continues after an item that is not valid CSL.
func readJSON(file string, data []byte, l *diag.List) []*Entry {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	places := places{pos: diag.Pos{File: file, Line: 1, Col: 1}, data: data}
	at := places.at
	fault := func(off int64, msg string) {
		l.Add(diag.Finding{
			Pos: at(off), Severity: diag.Warning, Code: "bib-syntax", Message: "the JSON is malformed: " + msg,
			Help: "check brackets, quotation marks and commas here and just before; what stands before it has been read",
		})
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	syntax := func(err error) {
		var s *json.SyntaxError
		if errors.As(err, &s) {
			fault(s.Offset-1, strings.TrimPrefix(s.Error(), "json: "))
			return
		}
		fault(int64(len(data)), "it ends too early")
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil
	}
	t, err := dec.Token()
	if err != nil {
		syntax(err)
		return nil
	}
	if t == json.Delim('{') {
		found := false
		for dec.More() && !found {
			key, err := dec.Token()
			if err != nil {
				syntax(err)
				return nil
			}
			if key == "items" || key == "references" {
				if t, err = dec.Token(); err != nil {
					syntax(err)
					return nil
				}
				found = t == json.Delim('[')
				continue
			}
			var skip json.RawMessage
			if err := dec.Decode(&skip); err != nil {
				syntax(err)
				return nil
			}
		}
		if !found {
			fault(0, "it is neither a list of works nor a map that holds one under “items”")
			return nil
		}
	} else if t != json.Delim('[') {
		fault(0, "it is not a list of works")
		return nil
	}
	var out []*Entry
	for dec.More() {
		off := dec.InputOffset()
		for int(off) < len(data) && strings.IndexByte(" \t\r\n,", data[off]) >= 0 {
			off++
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			syntax(err)
			return Merge(l, out)
		}
		if e := entryOfJSON(raw, at(off), l); e != nil {
			out = append(out, e)
		}
	}
	if _, err := dec.Token(); err != nil {
		syntax(err)
	}
	return Merge(l, out)
}

// entryOfJSON turns an item of CSL-JSON into a work.
func entryOfJSON(raw []byte, pos diag.Pos, l *diag.List) *Entry {
	e := &Entry{Pos: pos}
	if err := json.Unmarshal(raw, &e.Item); err != nil {
		var ute *json.UnmarshalTypeError
		msg := err.Error()
		if errors.As(err, &ute) {
			msg = "it is " + ute.Value + " where a map is wanted"
		}
		f := diag.Finding{Pos: pos, Severity: diag.Warning, Code: "bib-syntax", Message: "this work cannot be read: " + strings.TrimPrefix(msg, "json: "), Help: "write it as the CSL-JSON schema says"}
		var known struct{ ID string }
		if json.Unmarshal(raw, &known) != nil || known.ID == "" {
			l.Add(f)
			return nil
		}
		e.Item = csl.Item{ID: known.ID, Type: "document", Vars: map[string]string{}}
		e.Kind, e.Faults = e.Type, []diag.Finding{f}
		return e
	}
	if e.ID == "" {
		l.Add(diag.Finding{Pos: pos, Severity: diag.Warning, Code: "bib-syntax", Message: "this work has no id", Help: "give it an “id”, by which it is cited"})
		return nil
	}
	take := func(name string) string {
		v := e.Vars[name]
		delete(e.Vars, name)
		return v
	}
	for _, k := range strings.FieldsFunc(firstOf(take("keyword"), take("keywords")), func(r rune) bool { return r == ',' || r == ';' }) {
		if k = strings.TrimSpace(k); k != "" {
			e.Keywords = append(e.Keywords, k)
		}
	}
	e.Annotation = firstOf(take("annotation"), take("annote"))
	kind := take("relatedtype")
	for _, k := range strings.Split(take("related"), ",") {
		if k = strings.TrimSpace(k); k != "" {
			e.Related = append(e.Related, Relation{Type: strings.ToLower(kind), Key: k})
		}
	}
	if e.Type == "" {
		e.Type = "document"
	} else if !cslTypes[e.Type] {
		known := strings.Fields(cslTypeList)
		help := "use one of CSL's types; the work is treated as a document"
		if near := diag.Nearest(e.Type, known); near != "" {
			help = "did you mean “" + near + "”?"
		}
		warn(l, pos, "bib-unknown-type", help, "the type “%s” of the work “%s” is not known", e.Type, e.ID)
		e.Kind, e.Type = e.Type, "document"
		return e
	}
	e.Kind = e.Type
	return e
}

// cslTypeList has the types of CSL (Appendix III of the specification).
const cslTypeList = `article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document
	entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map motion_picture
	musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report review
	review-book software song speech standard thesis treaty webpage`

var cslTypes = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range strings.Fields(cslTypeList) {
		m[t] = true
	}
	return m
}()

// readYAML reads CSL-YAML, as Pandoc has it: a list of works, or a map with the list under “references”. Text is
// Markdown in a small way: *emphasis*, **strong**, ^raised^, ~lowered~, [text]{.smallcaps} and [text]{.nocase}.
func readYAML(n *yaml.Node, l *diag.List) []*Entry {
	if n == nil || n.Kind == yaml.Null {
		return nil
	}
	if n.Kind == yaml.Mapping {
		if r := n.Get("references"); r != nil {
			n = r
		}
	}
	if n.Kind != yaml.Sequence {
		l.Add(diag.Finding{Pos: n.Pos, Severity: diag.Warning, Code: "bib-syntax", Message: "this is not a list of works", Help: "write “references:” and under it each work as an item of a list"})
		return nil
	}
	var out []*Entry
	for _, it := range n.Items {
		if it.Kind != yaml.Mapping {
			l.Add(diag.Finding{Pos: it.Pos, Severity: diag.Warning, Code: "bib-syntax", Message: "this work is not a map of keys and values", Help: "write “- id: …” and the other keys under it"})
			continue
		}
		c := yamlToJSON{}
		c.item(it)
		if e := entryOfJSON(c.b.Bytes(), it.Pos, l); e != nil {
			out = append(out, e)
		}
	}
	return Merge(l, out)
}

// yamlToJSON writes a work of CSL-YAML as CSL-JSON.
type yamlToJSON struct{ b bytes.Buffer }

func (c *yamlToJSON) string(s string) {
	q, _ := json.Marshal(s)
	c.b.Write(q)
}

func (c *yamlToJSON) item(n *yaml.Node) {
	c.object(n, func(f yaml.Field) {
		switch {
		case csl.IsName(f.Key):
			c.names(f.Value)
		case csl.IsDate(f.Key):
			c.date(f.Value)
		case f.Value.Kind == yaml.Scalar:
			switch f.Key {
			case "id", "type", "DOI", "URL", "ISBN", "ISSN", "language":
				c.string(strings.TrimSpace(f.Value.Text))
			default:
				c.string(markdownToMarkup(strings.TrimSpace(f.Value.Text)))
			}
		case f.Value.Kind == yaml.Sequence:
			c.string(joined(f.Value.Items, ", ")) // a list of keywords
		default:
			c.b.WriteString("null")
		}
	})
}

// object writes a mapping as an object; value writes the value of a field.
func (c *yamlToJSON) object(n *yaml.Node, value func(f yaml.Field)) {
	c.b.WriteByte('{')
	for i, f := range n.Fields {
		if i > 0 {
			c.b.WriteByte(',')
		}
		c.string(f.Key)
		c.b.WriteByte(':')
		value(f)
	}
	c.b.WriteByte('}')
}

// joined gives the texts of scalars with a separator between them.
func joined(items []*yaml.Node, separator string) string {
	var texts []string
	for _, it := range items {
		texts = append(texts, it.Text)
	}
	return strings.Join(texts, separator)
}

func (c *yamlToJSON) names(n *yaml.Node) {
	items := n.Items
	if n.Kind != yaml.Sequence {
		items = []*yaml.Node{n}
	}
	c.b.WriteByte('[')
	first := true
	for _, it := range items {
		if it.Kind != yaml.Mapping && it.Kind != yaml.Scalar {
			continue
		}
		if !first {
			c.b.WriteByte(',')
		}
		first = false
		if it.Kind == yaml.Scalar {
			c.string(it.Text)
			continue
		}
		c.object(it, func(f yaml.Field) {
			if f.Value.Kind == yaml.Sequence { // old Pandoc: given: [A, B]
				c.string(joined(f.Value.Items, " "))
			} else {
				c.string(f.Value.Text)
			}
		})
	}
	c.b.WriteByte(']')
}

// date writes a date: text in EDTF, a map of CSL-JSON, or Pandoc's older maps {year, month, day}, one or, for a range,
// a list of two.
func (c *yamlToJSON) date(n *yaml.Node) {
	part := func(n *yaml.Node) string {
		var ds []string
		for _, k := range [...]string{"year", "month", "day"} {
			v := n.Get(k)
			if k == "month" && v == nil {
				if s := n.Get("season"); s != nil {
					v = &yaml.Node{Kind: yaml.Scalar, Text: fmt.Sprintf("2%s", s.Text)}
				}
			}
			if v == nil || v.Kind != yaml.Scalar {
				break
			}
			q, _ := json.Marshal(v.Text)
			ds = append(ds, string(q))
		}
		return "[" + strings.Join(ds, ",") + "]"
	}
	circa := func(n *yaml.Node) string {
		if v, ok := n.Get("circa").Bool(); ok && v {
			return `,"circa":true`
		}
		return ""
	}
	switch n.Kind {
	case yaml.Scalar:
		c.string(strings.TrimSpace(n.Text))
	case yaml.Mapping:
		if n.Get("year") != nil {
			c.b.WriteString(`{"date-parts":[` + part(n) + "]" + circa(n) + "}")
			return
		}
		c.object(n, func(f yaml.Field) { c.value(f.Value, 0) })
	case yaml.Sequence:
		var parts []string
		about := ""
		for i, it := range n.Items {
			if it.Kind == yaml.Mapping && i < 2 {
				parts = append(parts, part(it))
				about = firstOf(about, circa(it))
			}
		}
		c.b.WriteString(`{"date-parts":[` + strings.Join(parts, ",") + "]" + about + "}")
	default:
		c.b.WriteString("null")
	}
}

func (c *yamlToJSON) value(n *yaml.Node, depth int) {
	switch n.Kind {
	case yaml.Scalar:
		if v, ok := n.Bool(); ok {
			fmt.Fprint(&c.b, v)
			return
		}
		c.string(n.Text)
	case yaml.Sequence:
		c.b.WriteByte('[')
		for i, it := range n.Items {
			if i > 0 {
				c.b.WriteByte(',')
			}
			if depth < 4 {
				c.value(it, depth+1)
			} else {
				c.b.WriteString("null")
			}
		}
		c.b.WriteByte(']')
	default:
		c.b.WriteString("null")
	}
}
