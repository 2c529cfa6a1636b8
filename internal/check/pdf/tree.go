package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/text/language"
)

// node is a structure element.
type node struct {
	dict     types.Dict
	obj      int
	raw, std string // its type as written, and after the role map
	parent   *node
	kids     []*node
	content  []marked
	objects  []int // of annotations and other objects
	lang     string
}

func (n *node) place() string {
	if n.obj > 0 {
		return fmt.Sprintf("%s, object %d", n.raw, n.obj)
	}
	return n.raw
}

// language gives the language of an element: its own or that of an element around it.
func (n *node) language() string {
	for ; n != nil; n = n.parent {
		if n.lang != "" {
			return n.lang
		}
	}
	return ""
}

// inside reports whether the element or one around it is of a standard type.
func (n *node) inside(std string) bool {
	for ; n != nil; n = n.parent {
		if n.std == std {
			return true
		}
	}
	return false
}

func (n *node) kinds() []string {
	var out []string
	for _, k := range n.kids {
		out = append(out, k.std)
	}
	return out
}

// standardTypes are the types of ISO 32000-1, 14.8.4.
var standardTypes = words("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl " +
	"LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form")

// headingLevel gives the level of Hn, 0 for other types. PDF/UA-1, 7.4.2 lets the levels go beyond H6.
func headingLevel(std string) int {
	var n int
	if c, err := fmt.Sscanf(std, "H%d", &n); c == 1 && err == nil && fmt.Sprintf("H%d", n) == std && n > 0 {
		return n
	}
	return 0
}

func (f *file) readStructure() {
	rootObj := f.catalog["StructTreeRoot"]
	d := f.dict(rootObj)
	if d == nil {
		f.Fault("UA 7.1", "catalog", "there is no structure tree")
		for _, code := range strings.Fields("01-005 11-001 28-002 28-010 28-011 02-001 02-003 02-004 09-004 09-005 09-006 09-007 09-008 13-004 14-002 14-003 14-006 14-007 15-003 17-002 19-003 19-004") {
			f.Leave(code)
		}
		for _, code := range []string{"ISO 14.8.5", "UA 7.2", "ISO 14.7.2", "ISO 14.7.4"} {
			f.Leave(code)
		}
		return
	}
	for k, v := range f.dict(d["RoleMap"]) {
		if decoded, err := types.DecodeName(k); err == nil {
			k = decoded
		}
		f.roles[k] = f.name(v)
	}
	f.root = &node{dict: d, obj: object(rootObj), raw: "StructTreeRoot", std: "StructTreeRoot"}
	f.readKids(f.root, d["K"], 0, 0)
	f.checkParentTree(d["ParentTree"])
}

// readKids reads what an element holds: elements, marked content, objects (ISO 32000-1, 14.7.4).
func (f *file) readKids(n *node, k types.Object, page, depth int) {
	if depth > maxTreeDepth {
		f.Fault("UA 7.1", n.place(), "elements nest too deep")
		return
	}
	for _, o := range f.list(k) {
		if mcid, ok := f.integer(o); ok {
			f.hold(n, marked{page, mcid})
			continue
		}
		d := f.dict(o)
		if d == nil {
			f.Fault("ISO 14.7.2", n.place(), "something that it holds is not there")
			continue
		}
		at := page
		if pg := object(d["Pg"]); pg > 0 {
			at = pg
		}
		switch f.name(d["Type"]) {
		case "MCR":
			if mcid, ok := f.integer(d["MCID"]); ok {
				if stm := object(d["Stm"]); stm > 0 {
					at = stm
				}
				f.hold(n, marked{at, mcid})
			}
		case "OBJR":
			obj := object(d["Obj"])
			n.objects = append(n.objects, obj)
			f.holds[obj] = n
		default:
			f.readElement(n, o, d, at, depth)
		}
	}
}

func (f *file) hold(n *node, m marked) {
	if other := f.owner[m]; other != nil {
		f.Fault("ISO 14.7.4", n.place(), "content %d of %s is also in %s", m.mcid, f.where(m.obj), other.place())
	}
	f.owner[m] = n
	n.content = append(n.content, m)
}

func (f *file) readElement(parent *node, o types.Object, d types.Dict, page, depth int) {
	n := &node{dict: d, obj: object(o), raw: f.name(d["S"]), parent: parent, lang: strings.TrimSpace(f.text(d["Lang"]))}
	if n.obj > 0 {
		if f.byObj[n.obj] != nil {
			f.Fault("ISO 14.7.2", n.place(), "the element is in the tree twice")
			return
		}
		f.byObj[n.obj] = n
	}
	n.std = f.standard(n)
	if p := object(d["P"]); p != parent.obj && parent.obj > 0 {
		f.Fault("ISO 14.7.2", n.place(), "its parent is said to be object %d, but it is in %s", p, parent.place())
	}
	parent.kids = append(parent.kids, n)
	f.nodes = append(f.nodes, n)
	f.readKids(n, d["K"], page, depth+1)
}

// standard follows the role map (ISO 32000-1, 14.7.3).
func (f *file) standard(n *node) string {
	s := n.raw
	known := func(s string) bool { return standardTypes[s] || headingLevel(s) > 6 }
	if to, mapped := f.roles[s]; mapped && known(s) {
		if to == s {
			f.Fault("02-003", n.place(), "“%s” is mapped to itself", s)
			return s
		}
		f.Fault("02-004", n.place(), "the standard type “%s” is mapped to “%s”", s, to)
		if s = to; known(s) {
			return s
		}
	}
	seen := []string{}
	for !known(s) {
		if slices.Contains(seen, s) {
			f.Fault("02-003", n.place(), "the mapping of “%s” comes back to itself", n.raw)
			return n.raw
		}
		seen = append(seen, s)
		next, mapped := f.roles[s]
		if !mapped {
			f.Fault("02-001", n.place(), "“%s” is mapped to no standard type", n.raw)
			return n.raw
		}
		s = next
	}
	return s
}

// checkParentTree checks that the parent tree, which leads from content to elements, agrees with the structure, which leads from
// elements to content. Assistive technology uses both (ISO 32000-1, 14.7.4.4).
func (f *file) checkParentTree(o types.Object) {
	entries := map[int]types.Object{}
	f.tree(o, "Nums", func(k, v types.Object) {
		if n, ok := f.integer(k); ok {
			entries[n] = v
		}
	})
	owned := map[int][]marked{} // by page or form
	for m := range f.owner {
		owned[m.obj] = append(owned[m.obj], m)
	}
	for _, obj := range slices.Sorted(maps.Keys(owned)) {
		n, ok := f.integer(f.dict(*types.NewIndirectRef(obj, 0))["StructParents"])
		list := f.array(entries[n])
		slices.SortFunc(owned[obj], func(a, b marked) int { return a.mcid - b.mcid })
		for _, m := range owned[obj] {
			if !ok || m.mcid < 0 || m.mcid >= len(list) || object(list[m.mcid]) != f.owner[m].obj {
				f.Fault("ISO 14.7.4", f.where(obj), "the parent tree does not lead from content %d to %s", m.mcid, f.owner[m].place())
				break
			}
		}
	}
	for _, p := range f.pages {
		for _, a := range f.array(p.dict["Annots"]) {
			d := f.dict(a)
			n, ok := f.integer(d["StructParent"])
			if owner := f.holds[object(a)]; owner != nil && (!ok || object(entries[n]) != owner.obj) {
				f.Fault("ISO 14.7.4", fmt.Sprintf("%s, %s", p.place(), objectPlace(a)), "the parent tree does not lead from the annotation to %s", owner.place())
			}
		}
	}
}

func (f *file) checkStructure() {
	if f.root == nil {
		return
	}
	if kids := f.root.kids; len(kids) != 1 || kids[0].std != "Document" {
		// ISO 32000-1, 14.8.4.2 only recommends it.
		f.Human("UA 7.1", f.root.place(), "the tree has %d elements at its top instead of one Document", len(kids))
	}
	f.checkHeadings()
	ids := map[string]*node{}
	for _, n := range f.nodes {
		f.checkNesting(n)
		alt := f.text(n.dict["Alt"]) != "" || f.has(n.dict, "ActualText")
		switch n.std {
		case "Figure":
			if !alt {
				f.Fault("13-004", n.place(), "the figure has no alternative text")
			}
			if len(n.content) > 0 && len(f.array(f.attribute(n, "BBox"))) != 4 {
				f.Fault("ISO 14.8.5", n.place(), "the figure has no bounding box")
			}
		case "Formula":
			if !alt {
				f.Fault("17-002", n.place(), "the formula has no alternative text")
			}
		case "Table":
			f.checkTable(n)
		case "Note":
			id := f.bytes(n.dict["ID"])
			if id == "" {
				f.Fault("19-003", n.place(), "the note has no ID")
			} else if ids[id] != nil {
				f.Fault("19-004", n.place(), "the note has the ID of %s", ids[id].place())
			}
			ids[id] = n
		}
	}
}

func (f *file) has(d types.Dict, key string) bool { return f.get(d[key]) != nil }

// attribute gives an attribute of an element from its attribute objects (ISO 32000-1, 14.7.5).
func (f *file) attribute(n *node, key string) types.Object {
	for _, a := range f.list(n.dict["A"]) {
		if d := f.dict(a); d != nil && f.get(d[key]) != nil {
			return f.get(d[key])
		}
	}
	classes := f.dict(f.root.dict["ClassMap"])
	for _, c := range f.list(n.dict["C"]) {
		for _, a := range f.list(classes[f.name(c)]) {
			if d := f.dict(a); d != nil && f.get(d[key]) != nil {
				return f.get(d[key])
			}
		}
	}
	return nil
}

func (f *file) checkHeadings() {
	last := 0
	numbered, plain := (*node)(nil), (*node)(nil)
	for _, n := range f.nodes {
		if n.std == "H" {
			plain = n
		}
		hs := 0
		for _, k := range n.kids {
			if k.std == "H" {
				hs++
			}
		}
		if hs > 1 {
			f.Fault("14-006", n.place(), "it has %d headings H", hs)
		}
		level := headingLevel(n.std)
		if level == 0 {
			continue
		}
		numbered = n
		switch {
		case last == 0 && level != 1:
			f.Fault("14-002", n.place(), "the first heading is of level %d", level)
		case level > last+1:
			f.Fault("14-003", n.place(), "a heading of level %d follows one of level %d", level, last)
		}
		last = level
	}
	if numbered != nil && plain != nil {
		f.Fault("14-007", plain.place(), "it is an H, but %s is numbered", numbered.place())
	}
}

// nesting says what may be in an element and around it (ISO 32000-1, tables 333, 336, 337 and 338). An empty list
// means that anything may.
type nesting struct{ code, parents, kids string }

var nestings = map[string]nesting{
	"TOC":     {"09-006", "", "TOC TOCI Caption"},
	"TOCI":    {"09-006", "TOC", "Lbl Reference NonStruct P TOC"},
	"L":       {"09-005", "", "L LI Caption"},
	"LI":      {"09-005", "L", "Lbl LBody"},
	"LBody":   {"09-005", "LI", ""},
	"Table":   {"09-004", "", "Caption TR THead TBody TFoot"},
	"THead":   {"09-004", "Table", "TR"},
	"TBody":   {"09-004", "Table", "TR"},
	"TFoot":   {"09-004", "Table", "TR"},
	"TR":      {"09-004", "Table THead TBody TFoot", "TH TD"},
	"TH":      {"09-004", "TR", ""},
	"TD":      {"09-004", "TR", ""},
	"Ruby":    {"09-007", "", "RB RT RP"},
	"RB":      {"09-007", "Ruby", ""},
	"RT":      {"09-007", "Ruby", ""},
	"RP":      {"09-007", "Ruby Warichu", ""},
	"Warichu": {"09-008", "", "WT WP"},
	"WT":      {"09-008", "Warichu", ""},
	"WP":      {"09-008", "Warichu", ""},
}

func (f *file) checkNesting(n *node) {
	rule, ruled := nestings[n.std]
	if !ruled {
		return
	}
	if rule.parents != "" && !slices.Contains(strings.Fields(rule.parents), n.parent.std) && nestings[n.parent.std].kids == "" {
		f.Fault(rule.code, n.place(), "it is in %s", n.parent.place())
	}
	if rule.kids == "" {
		return
	}
	kids := n.kinds()
	for i, k := range kids {
		if !slices.Contains(strings.Fields(rule.kids), k) {
			f.Fault(rule.code, n.kids[i].place(), "it is in %s, which holds %s only", n.place(), strings.Join(strings.Fields(rule.kids), ", "))
		}
		if k == "Caption" && i != 0 && (n.std != "Table" || i != len(kids)-1) {
			f.Fault(rule.code, n.kids[i].place(), "the caption stands in the middle of %s", n.place())
		}
	}
	if n.std == "Table" {
		count := map[string]int{}
		for _, k := range kids {
			count[k]++
		}
		if count["THead"] > 1 || count["TFoot"] > 1 || count["Caption"] > 1 {
			f.Fault(rule.code, n.place(), "the table has two heads, feet or captions")
		}
		if count["TBody"] == 0 && count["THead"]+count["TFoot"] > 0 {
			f.Fault(rule.code, n.place(), "the table has a head or foot but no body")
		}
	}
	if len(n.content) > 0 && n.std != "TOCI" { // whose table names no more than the elements that it may hold
		f.Fault(rule.code, n.place(), "content stands in it directly")
	}
}

// checkTable looks at the cells: each header has a scope, or cells that name it; the rows are equally wide.
func (f *file) checkTable(t *node) {
	var rows []*node
	for _, k := range t.kids {
		if k.std == "TR" {
			rows = append(rows, k)
		}
		for _, r := range k.kids {
			if r.std == "TR" {
				rows = append(rows, r)
			}
		}
	}
	named := map[string]bool{}
	for _, r := range rows {
		for _, c := range r.kids {
			for _, h := range f.array(f.attribute(c, "Headers")) {
				named[f.bytes(h)] = true
			}
		}
	}
	width := -1
	hang := map[int]int{} // row → cells reaching down into it
	for i, r := range rows {
		w := hang[i]
		for _, c := range r.kids {
			if scope := f.name(f.attribute(c, "Scope")); c.std == "TH" && !slices.Contains([]string{"Row", "Column", "Both"}, scope) && !named[f.bytes(c.dict["ID"])] {
				f.Fault("15-003", c.place(), "the header cell has no scope, and no cell refers to it")
			}
			cols, rowSpan := 1, 1
			if v, ok := f.integer(f.attribute(c, "ColSpan")); ok && v > 0 && v < 1000 {
				cols = v
			}
			if v, ok := f.integer(f.attribute(c, "RowSpan")); ok && v > 0 && v < 1<<16 {
				rowSpan = v
			}
			for k := 1; k < rowSpan; k++ {
				hang[i+k] += cols
			}
			w += cols
		}
		if width >= 0 && w != width {
			f.Fault("UA 7.2", r.place(), "the row is %d columns wide, the one before it %d", w, width)
		}
		width = w
	}
}

// checkLanguages looks for a language wherever words are spoken that are not page content (PDF/UA-1, 7.2).
func (f *file) checkLanguages() {
	tag := func(s, place string) {
		if s == "" {
			return
		}
		if _, err := language.Parse(s); err != nil {
			if _, unknown := err.(language.ValueError); !unknown {
				f.Fault("ISO 14.9.2", place, "“%s” is not a language tag", s)
			}
		}
	}
	tag(f.lang, "catalog")
	for _, n := range f.nodes {
		tag(n.lang, n.place())
		if n.lang == "" && f.has(n.dict, "Lang") {
			f.Fault("ISO 14.9.2", n.place(), "the language is empty")
		}
		if f.lang == "" && n.language() == "" {
			for _, k := range []string{"Alt", "ActualText", "E"} {
				if f.text(n.dict[k]) != "" {
					f.Fault("11-002", n.place(), "its %s has no language", k)
				}
			}
		}
	}
	if f.lang == "" && f.has(f.dict(f.catalog["Outlines"]), "First") {
		f.Fault("11-003", "catalog", "the outline has no language")
	}
}
