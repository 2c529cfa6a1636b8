package pdf

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"quire/internal/page"
)

// standardRoles are the structure types of ISO 32000-1, 14.8.4, that may be used as they are.
var standardRoles = map[string]bool{
	"Document": true, "Part": true, "Art": true, "Sect": true, "Div": true, "BlockQuote": true, "Caption": true, "TOC": true,
	"TOCI": true, "Index": true, "NonStruct": true, "Private": true, "P": true, "H": true, "H1": true, "H2": true, "H3": true,
	"H4": true, "H5": true, "H6": true, "L": true, "LI": true, "Lbl": true, "LBody": true, "Table": true, "TR": true, "TH": true,
	"TD": true, "THead": true, "TBody": true, "TFoot": true, "Span": true, "Quote": true, "Note": true, "Reference": true,
	"BibEntry": true, "Code": true, "Link": true, "Annot": true, "Ruby": true, "RB": true, "RT": true, "RP": true, "Warichu": true,
	"WT": true, "WP": true, "Figure": true, "Formula": true, "Form": true,
}

// ownRoles are roles of our own that say more than a standard one, and the standard roles that they are mapped to
// (14.8.4.1).
var ownRoles = map[string]name{"Title": "P", "Verse": "Div", "Stanza": "P", "Line": "Span"}

// inlineRoles are the roles of elements within a line; their content is within the line too.
var inlineRoles = map[string]bool{
	"P": true, "H": true, "H1": true, "H2": true, "H3": true, "H4": true, "H5": true, "H6": true, "Lbl": true, "Span": true,
	"Quote": true, "Reference": true, "Code": true, "Link": true,
}

// linkPlace is the source of a link annotation.
type linkPlace struct {
	page int
	link *page.Link
}

// kid is a child of a structure element that is not an element: marked content, or a link annotation.
type kid struct {
	read, item int // where it stands in the order of reading
	page       int
	mcid       int // -1 for an annotation
	annot      ref
}

// finishTags writes the structure tree with its links (ISO 32000-1, 14.7 and 14.8), and the parent tree, which leads a
// reader from content back to structure.
func (d *document) finishTags(catalogue dict) error {
	f := d.file
	s := &structure{document: d, kids: map[*page.Tag][]kid{}, first: map[*page.Tag]kid{}, roles: map[string]name{}}
	d.tags = map[*page.Tag]ref{}
	for i, p := range d.painted {
		for mcid, m := range p.marks {
			s.kids[m.tag] = append(s.kids[m.tag], kid{read: m.read, page: i, item: m.item, mcid: mcid})
		}
	}
	if err := d.collectLinks(s); err != nil {
		return err
	}
	root := dict{"Type": name("StructTreeRoot")}
	at := f.add(root)
	s.reach(d.pages.Root)
	top, err := s.element(d.pages.Root, at, "")
	if err != nil {
		return err
	}
	root["K"] = top

	// The parent tree: for each page the elements of its marked content by MCID, and for each link its element.
	var nums array
	for i, p := range d.painted {
		var elements array
		for _, m := range p.marks {
			e, ok := d.tags[m.tag]
			if !ok {
				return fmt.Errorf("page %d has content in a tag %s that is not in the tree", i+1, m.tag.Role)
			}
			elements = append(elements, e)
		}
		nums = append(nums, i, f.add(elements))
	}
	for i, l := range d.links {
		e, ok := d.tags[l.link.Tag]
		if !ok {
			return fmt.Errorf("the link “%s” on page %d is in a tag that is not in the tree", l.link.Contents, l.page+1)
		}
		nums = append(nums, len(d.painted)+i, e)
	}
	root["ParentTree"] = d.numberTree(nums)
	root["ParentTreeNextKey"] = len(d.painted) + len(d.links)
	if len(s.roles) > 0 {
		roles := dict{}
		for role, standard := range s.roles {
			roles[name(role)] = standard
		}
		root["RoleMap"] = roles
	}
	if len(s.ids) > 0 {
		slices.SortFunc(s.ids, func(a, b identified) int { return cmp.Compare(a.id, b.id) })
		var pairs array
		for i, x := range s.ids {
			if i > 0 && s.ids[i-1].id == x.id {
				return fmt.Errorf("two tags have the id “%s”", x.id)
			}
			pairs = append(pairs, text(x.id), x.at)
		}
		root["IDTree"] = d.nameTree(pairs)
	}
	catalogue["StructTreeRoot"] = at
	catalogue["MarkInfo"] = dict{"Marked": true}
	return nil
}

// structure is the tree while it is written.
type structure struct {
	*document
	kids  map[*page.Tag][]kid // in the order of reading
	first map[*page.Tag]kid   // the first content in a tag or below it
	roles map[string]name     // roles of our own, and what they are mapped to
	ids   []identified
	notes int
}

type identified struct {
	id string
	at ref
}

// reach finds the first content of each tag: its own, or that of a tag below it.
func (s *structure) reach(t *page.Tag) (k kid, ok bool) {
	if _, seen := s.first[t]; seen {
		return kid{}, false
	}
	s.first[t] = kid{page: -1}
	if own := s.kids[t]; len(own) > 0 {
		k, ok = own[0], true
	}
	for _, c := range t.Children {
		if c == nil {
			continue
		}
		if x, has := s.reach(c); has && !c.Apart && (!ok || x.before(k)) {
			k, ok = x, true
		}
	}
	if ok {
		s.first[t] = k
	}
	return k, ok
}

func (k kid) before(o kid) bool {
	return cmp.Or(cmp.Compare(k.read, o.read), cmp.Compare(k.item, o.item)) < 0
}

// element writes a tag with all its content.
func (s *structure) element(t *page.Tag, parent ref, within string) (ref, error) {
	if _, ok := s.tags[t]; ok {
		return 0, fmt.Errorf("a tag %s is twice in the tree", t.Role)
	}
	if t.Role == "" {
		return 0, errors.New("a tag has no role")
	}
	o := dict{"S": name(t.Role), "P": parent} // Type may be left out (table 323), and a book has thousands of them
	at := s.file.add(o)
	s.tags[t] = at
	s.mapRole(t.Role, within)
	for _, x := range []struct {
		key   name
		value string
	}{{"T", t.Title}, {"Lang", t.Lang}, {"Alt", t.Alt}, {"ActualText", t.ActualText}, {"E", t.Expansion}} {
		if x.value != "" {
			o[x.key] = textString(x.value)
		}
	}
	id := t.ID
	if id == "" && t.Role == "Note" { // every note must have one (ISO 14289-1, 7.9)
		s.notes++
		id = "quire-note-" + strconv.Itoa(s.notes)
	}
	if id != "" {
		o["ID"] = text(id)
		s.ids = append(s.ids, identified{id, at})
	}
	if a := s.attributes(t); len(a) == 1 {
		o["A"] = a[0]
	} else if len(a) > 1 {
		o["A"] = a
	}

	kids, err := s.content(t, o, at)
	if err != nil {
		return 0, err
	}
	switch len(kids) {
	case 0:
	case 1:
		o["K"] = kids[0]
	default:
		o["K"] = kids
	}
	return at, nil
}

// mapRole maps a role that is not a standard one to one that is. within is the role of the parent.
func (s *structure) mapRole(role, within string) {
	if own, ok := ownRoles[role]; ok {
		s.roles[role] = own
		return
	}
	if standardRoles[role] || s.roles[role] == "Span" {
		return
	}
	s.roles[role] = "Div"
	if inlineRoles[within] || s.roles[within] == "Span" || s.roles[within] == "P" {
		s.roles[role] = "Span"
	}
}

// content gives the kids of the element o of a tag, in the order of reading: its own content and the elements of its
// children. It sets the element's page.
func (s *structure) content(t *page.Tag, o dict, at ref) (kids array, err error) {
	own := s.kids[t]
	pg := -1
	for _, k := range own {
		if k.mcid >= 0 {
			pg = k.page
			o["Pg"] = s.refs[pg]
			break
		}
	}
	// write adds the tag's own content that comes before that of a child.
	write := func(before *kid) {
		for len(own) > 0 && (before == nil || own[0].before(*before)) {
			kids = append(kids, s.kid(own[0], pg))
			own = own[1:]
		}
	}
	for _, c := range t.Children {
		if c == nil {
			continue
		}
		if first, ok := s.first[c]; ok && first.page >= 0 && !c.Apart {
			write(&first)
		}
		r, err := s.element(c, at, t.Role)
		if err != nil {
			return nil, err
		}
		kids = append(kids, r)
	}
	write(nil)
	return kids, nil
}

// kid refers to a piece of content from an element whose page is pg.
func (s *structure) kid(k kid, pg int) any {
	switch {
	case k.mcid < 0:
		o := dict{"Type": name("OBJR"), "Obj": k.annot}
		if k.page != pg { // else it is the element's own
			o["Pg"] = s.refs[k.page]
		}
		return o
	case k.page == pg:
		return k.mcid
	}
	return dict{"Type": name("MCR"), "Pg": s.refs[k.page], "MCID": k.mcid}
}

// attributes are the attribute objects of a tag (14.8.5).
func (s *structure) attributes(t *page.Tag) array {
	var out array
	layout := dict{}
	if t.Placement != "" {
		layout["Placement"] = name(t.Placement)
	}
	if b := t.BBox; b != nil && b.Page >= 0 && b.Page < len(s.refs) {
		layout["BBox"] = rectangle(s.pages.Pages[b.Page], b.Rect)
	}
	if len(layout) > 0 {
		layout["O"] = name("Layout")
		out = append(out, layout)
	}
	if t.ListNumbering != "" {
		out = append(out, dict{"O": name("List"), "ListNumbering": name(t.ListNumbering)})
	}
	table := dict{}
	if t.Scope != "" {
		table["Scope"] = name(t.Scope)
	}
	if t.ColSpan > 1 {
		table["ColSpan"] = t.ColSpan
	}
	if t.RowSpan > 1 {
		table["RowSpan"] = t.RowSpan
	}
	if len(t.Headers) > 0 {
		var ids array
		for _, h := range t.Headers {
			ids = append(ids, text(h))
		}
		table["Headers"] = ids
	}
	if len(table) > 0 {
		table["O"] = name("Table")
		out = append(out, table)
	}
	return out
}

// collectLinks writes the link annotations (12.5.6.5) and puts them into their tags, after the content that they cover.
// A link over several lines becomes one annotation for each line, as few readers support quadrilaterals.
func (d *document) collectLinks(s *structure) error {
	f := d.file
	dests := map[string]bool{}
	for _, x := range d.pages.Dests {
		dests[x.Name] = true
	}
	if d.pages.Info.PDFX { // no annotation may lie where ink goes (ISO 15930-7)
		return nil
	}
	for i, pg := range d.pages.Pages {
		var annots array
		reads := linkOrder(pg, i)
		for j := range pg.Links {
			l := &pg.Links[j]
			if l.Tag == nil {
				return fmt.Errorf("the link “%s” on page %d has no tag", l.Contents, i+1)
			}
			if l.URI == "" && !dests[l.Dest] {
				return fmt.Errorf("a link on page %d leads to “%s”, which is not there", i+1, l.Dest)
			}
			for _, r := range l.Rects {
				o := dict{
					"Subtype": name("Link"), "Rect": area(pg, r), "Border": array{0, 0, 0},
					"F":            4, // print; neither hidden nor invisible (ISO 19005-2, 6.3.2)
					"StructParent": len(d.painted) + len(d.links),
				}
				if l.Contents != "" {
					o["Contents"] = textString(l.Contents)
				}
				if l.URI != "" {
					o["A"] = dict{"Type": name("Action"), "S": name("URI"), "URI": text(uri(l.URI))}
				} else {
					o["Dest"] = text(l.Dest)
				}
				at := f.add(o)
				annots = append(annots, at)
				d.links = append(d.links, linkPlace{i, l})
				item := len(pg.Items)
				for _, k := range s.kids[l.Tag] {
					if k.page == i && k.read == reads[j] && k.mcid >= 0 {
						item = k.item
					}
				}
				s.kids[l.Tag] = append(s.kids[l.Tag], kid{read: reads[j], page: i, item: item, mcid: -1, annot: at})
			}
		}
		if annots != nil {
			f.dict(d.refs[i])["Annots"] = annots
		}
	}
	for _, kids := range s.kids {
		slices.SortStableFunc(kids, func(a, b kid) int {
			return cmp.Or(cmp.Compare(a.read, b.read), cmp.Compare(a.item, b.item))
		})
	}
	return nil
}

// linkOrder gives for each link of page i the place of its content in reading order.
func linkOrder(pg *page.Page, i int) []int {
	out := make([]int, 0, len(pg.Links))
	for _, pt := range pg.Parts {
		for range pt.Links {
			out = append(out, pt.Read)
		}
	}
	for len(out) < len(pg.Links) {
		out = append(out, i)
	}
	return out
}

// uri escapes non-ASCII characters, as the URI of an action must be ASCII (12.6.4.7).
func uri(s string) []byte {
	var b bytes.Buffer
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] > '~' {
			fmt.Fprintf(&b, "%%%02X", s[i])
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.Bytes()
}
