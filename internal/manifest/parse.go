package manifest

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/yaml"
)

// Layer is YAML in Pandoc's terms: front matter, a metadata file, or the options of the command line.
type Layer struct {
	File string // for findings
	Data []byte
	Line int // the number of lines before Data in the file
	// Here is set for the layer of the command line, in which an unused key is always reported.
	Here bool
}

// Parse reads book.yaml and then layers that override it key by key. file is the name of book.yaml in findings; formats
// are those that editions may have. The result is usable even if there are findings; it is never nil.
func Parse(file string, data []byte, formats []Format, l *diag.List, over ...Layer) *Manifest {
	d := newDecoder(file, formats, l)
	d.layer++
	d.document(yaml.Parse(file, data, 0, l), bookFields, nil, "book.yaml")
	d.overlay(over)
	d.finish("book")
	return d.m
}

// overlay reads layers; each overrides those before it.
func (d *decoder) overlay(layers []Layer) {
	outer := d.pandoc
	d.pandoc = true
	for _, x := range layers {
		if len(x.Data) == 0 {
			continue
		}
		d.layer++
		what := "the front matter"
		if x.Here {
			what = "the command line"
		}
		d.document(yaml.Parse(x.File, x.Data, x.Line, d.l), frontMatterFields, pandocOnly, what)
	}
	d.pandoc = outer
}

// ParseFrontMatter reads the metadata of a Markdown file, in Pandoc's terms, from layers; a later one overrides an
// earlier one key by key. heading is the title of a file that names none, usually its first heading; if it is "", the
// file's name is used.
func ParseFrontMatter(file string, heading string, formats []Format, l *diag.List, layers ...Layer) *Manifest {
	d := newDecoder(file, formats, l)
	d.pandoc, d.heading, d.plain = true, heading, true
	for _, x := range layers {
		d.plain = d.plain && len(x.Data) == 0
	}
	d.overlay(layers)
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	d.finish(name)
	return d.m
}

func names(fs []field) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.name)
	}
	return out
}

// field is a key and the function that reads its value.
type field struct {
	name string
	read func(d *decoder, n *yaml.Node)
}

type decoder struct {
	file     string
	formats  []Format
	l        *diag.List
	m        *Manifest
	pandoc   bool            // front matter: dates and names in Pandoc's free forms
	given    map[string]bool // the keys at the top
	heading  string          // the title of a file that names none
	plain    bool            // there is no front matter at all
	unread   bool            // the YAML is malformed: a missing key may be there and unread
	layer    int             // the number of the layer that is being read
	creators int             // the layer that set the creators
	coverPos diag.Pos
	raw      []rawEdition
}

func newDecoder(file string, formats []Format, l *diag.List) *decoder {
	m := &Manifest{File: file, Root: ".", NotesNumbering: ByBook, CitationPositions: ByBook}
	return &decoder{file: file, formats: formats, l: l, m: m, given: map[string]bool{}}
}

// add reports a fault. In front matter it is a warning: a file written for Pandoc may word things differently, and what
// is not understood is left out.
func (d *decoder) add(pos diag.Pos, sev diag.Severity, code, msg, help string) {
	if d.pandoc && code != "path-outside-root" && code != "invalid-isbn" {
		sev = diag.Warning
	}
	d.l.Add(diag.Finding{Pos: pos, Severity: sev, Code: code, Message: msg, Help: help})
}

// document reads the map at the top.
func (d *decoder) document(n *yaml.Node, fs []field, ignored []string, what string) {
	if n == nil {
		d.unread = true
		return
	}
	if n.Kind == yaml.Null {
		return
	}
	for _, f := range n.Fields {
		d.given[f.Key] = true
	}
	if n.Kind != yaml.Mapping {
		d.unread = true
		d.add(n.Pos, diag.Error, "wrong-type", what+" must be a map of keys and values, not "+n.Kind.String(), "write “title: …” and the like, one key a line")
		return
	}
	d.fields(n, what, fs, ignored)
}

// ours maps keys of other tools to those of book.yaml.
var ours = map[string]string{
	"author": "creators", "authors": "creators", "contributor": "contributors", "language": "lang", "keywords": "subjects", "subject": "subjects",
	"abstract": "description", "copyright": "rights", "cover-image": "cover", "chapters": "contents", "toc-depth": "contents-depth", "lof": "list-of-figures", "lot": "list-of-tables",
}

// fields reads the keys of a map and reports unknown ones. Front matter may have keys for templates of Pandoc and for
// other programs, so one finding lists them all, except those that look misspelt.
func (d *decoder) fields(n *yaml.Node, what string, fs []field, ignored []string) {
	byName := map[string]func(*decoder, *yaml.Node){}
	for _, f := range fs {
		byName[f.name] = f.read
	}
	var unknown []yaml.Field
	for _, f := range n.Fields {
		if read, ok := byName[f.Key]; ok {
			if f.Value.Kind == yaml.Null {
				continue // a key without a value says nothing
			}
			read(d, f.Value)
			continue
		}
		if slices.Contains(ignored, f.Key) {
			continue
		}
		help := "remove the key; those that are known: " + strings.Join(names(fs), ", ")
		if len(fs) > 12 {
			help = "remove the key; docs/book-yaml.md lists those that are known"
		}
		near := diag.Nearest(f.Key, names(fs))
		if _, ok := byName[ours[strings.ToLower(f.Key)]]; ok && near == "" {
			near = ours[strings.ToLower(f.Key)]
		}
		if near != "" {
			help = "did you mean “" + near + "”?"
		}
		if d.pandoc && !misspelt(f.Key, near) {
			unknown = append(unknown, f)
			continue
		}
		d.add(f.Pos, diag.Warning, "unknown-key", what+" knows no key “"+f.Key+"”", help)
	}
	d.leftOut(unknown, what)
}

// misspelt reports whether a key of front matter is likely meant for a known one: it begins alike and is about as long.
func misspelt(key, near string) bool {
	a, b := strings.ToLower(key), strings.ToLower(near)
	return len(a) > 3 && len(b) > 3 && a[:3] == b[:3] && len(a)-len(b) <= 1 && len(b)-len(a) <= 1
}

// leftOut reports the unknown keys of front matter.
func (d *decoder) leftOut(unknown []yaml.Field, what string) {
	if len(unknown) == 0 {
		return
	}
	noun, quoted := "key", make([]string, len(unknown))
	for i, f := range unknown {
		quoted[i] = "“" + f.Key + "”"
	}
	if len(unknown) > 1 {
		noun = "keys"
	}
	d.add(unknown[0].Pos, diag.Warning, "unknown-key", what+" knows no "+noun+" "+strings.Join(quoted, ", "), "nothing is made of what they say; docs/book-yaml.md lists the keys that are known")
}

// scalar reads text; numbers and booleans are text as written.
func (d *decoder) scalar(n *yaml.Node) (string, bool) {
	if n.Kind == yaml.Scalar {
		return strings.TrimSpace(n.Text), true
	}
	d.wrongType(n, "text")
	return "", false
}

func (d *decoder) wrongType(n *yaml.Node, want string) {
	help := "write " + want + " here"
	if n.Kind == yaml.Mapping && want == "text" {
		help = "write text here; if the value has a colon, put it in quotation marks"
	}
	d.add(n.Pos, diag.Error, "wrong-type", "this must be "+want+", not "+n.Kind.String(), help)
}

// list reads a list, or one value as a list of one.
func (d *decoder) list(n *yaml.Node) []*yaml.Node {
	switch n.Kind {
	case yaml.Sequence:
		return n.Items
	case yaml.Null:
		return nil
	}
	return []*yaml.Node{n}
}

func (d *decoder) boolean(n *yaml.Node) bool {
	v, ok := n.Bool()
	if !ok {
		d.wrongType(n, "true or false")
	}
	return v
}

// oneOf reads one of a few words.
func oneOf[T ~string](d *decoder, n *yaml.Node, words ...T) (T, bool) {
	s, ok := d.scalar(n)
	if !ok {
		return "", false
	}
	if slices.Contains(words, T(s)) {
		return T(s), true
	}
	var known []string
	for _, w := range words {
		known = append(known, string(w))
	}
	help := "write one of: " + strings.Join(known, ", ")
	if near := diag.Nearest(s, known); near != "" {
		help = "did you mean “" + near + "”?"
	}
	d.add(n.Pos, diag.Error, "invalid-value", "“"+s+"” is not a value that this key takes", help)
	return "", false
}

// text returns a reader that stores text.
func text(to func(m *Manifest) *string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		if s, ok := d.scalar(n); ok {
			*to(d.m) = s
		}
	}
}

// address returns a reader that stores an absolute web address; otherwise is the end of the help when it is not one.
func address(to func(m *Manifest) *string, otherwise string) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok || s == "" {
			return
		}
		u, err := url.Parse(s)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsAny(s, " \t\n") {
			d.add(n.Pos, diag.Error, "invalid-value", "“"+s+"” is not an address", "write a whole one, such as https://example.org/page"+otherwise)
			return
		}
		*to(d.m) = s
	}
}

func boolean(to func(m *Manifest) *bool) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) { *to(d.m) = d.boolean(n) }
}

// paths returns a reader that stores one path or several.
func paths(to func(m *Manifest) *[]Path) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) { *to(d.m) = d.pathList(n) }
}

func (d *decoder) pathList(n *yaml.Node) []Path {
	var out []Path
	for _, it := range d.list(n) {
		if p, ok := d.path(it); ok {
			out = append(out, p)
		}
	}
	return out
}

// maxSheets is how many stylesheets an edition has at most.
const maxSheets = 256

// sheets reads the stylesheets of an edition.
func (d *decoder) sheets(n *yaml.Node) []Path {
	out := d.pathList(n)
	if len(out) > maxSheets {
		d.add(n.Pos, diag.Error, "invalid-value", fmt.Sprintf("%d stylesheets are named, and an edition may have %d", len(out), maxSheets), "put their rules together in fewer sheets")
		return out[:maxSheets]
	}
	return out
}

// path reads a path. finish checks that it is within the root, once the root is known.
func (d *decoder) path(n *yaml.Node) (Path, bool) {
	s, ok := d.scalar(n)
	if !ok || s == "" {
		return Path{}, false
	}
	if strings.Contains(s, "\\") {
		d.add(n.Pos, diag.Error, "invalid-value", "the path “"+s+"” has a backslash", "write “/” between folders and files")
		return Path{}, false
	}
	if strings.ContainsRune(s, 0) {
		d.add(n.Pos, diag.Error, "invalid-value", "the path has a character that no file name can have", "remove it")
		return Path{}, false
	}
	return Path{Path: path.Clean(s), Pos: n.Pos}, true
}
