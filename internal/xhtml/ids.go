package xhtml

import (
	"strconv"
	"strings"
	"unicode"

	"quire/internal/doc"
)

type node = interface{ Base() *doc.Node }

// ids gives every anchor a plain name: letters, digits, hyphens and underscores, beginning with a letter. XML
// allows more, but reading systems put ids into CSS selectors unescaped, where "fn:1" or "2nd" break.
type ids struct {
	names map[string]string // by the id in the Book
	taken map[string]bool
	made  map[node]string // of nodes that have no id and need one
	used  map[string]bool // already written
}

func nameAll(b *doc.Book) *ids {
	x := &ids{names: map[string]string{}, taken: map[string]bool{}, made: map[node]string{}, used: map[string]bool{}}
	// Names that are plain already keep their form, whatever comes before them.
	each := func(f func(id string)) {
		eachNode(b, func(n node) {
			if id := n.Base().ID; id != "" {
				f(id)
			}
		})
	}
	each(func(id string) {
		if id == plainName(id) {
			x.names[id], x.taken[id] = id, true
		}
	})
	each(func(id string) {
		if _, ok := x.names[id]; !ok {
			x.names[id] = x.fresh(plainName(id))
		}
	})
	return x
}

// number names the works of an EPUB by their place, for there an address is written in another file and seen by nobody.
func (x *ids) number(b *doc.Book) {
	n := 0
	eachNode(b, func(w node) {
		if _, ok := w.(*doc.Work); ok && w.Base().ID != "" {
			n++
			x.names[w.Base().ID] = x.fresh("w" + strconv.Itoa(n))
		}
	})
}

// eachNode visits all that is written of a Book, the wordings of citations included.
func eachNode(b *doc.Book, f func(n node)) {
	var visit func(n node) bool
	visit = func(n node) bool {
		f(n)
		if c, ok := n.(*doc.Cite); ok {
			doc.WalkInlines(c.Page, visit)
			doc.WalkInlines(c.Alone, visit)
		}
		return true
	}
	for _, s := range b.Sections {
		doc.Walk(s, visit)
	}
	for _, n := range b.Notes {
		doc.Walk(n, visit)
	}
}

func plainName(id string) string {
	var b strings.Builder
	for _, r := range id {
		switch {
		case unicode.IsLetter(r) || r == '_' || r == '-' || r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte('-')
		}
	}
	name := b.String()
	if name == "" || name[0] == '-' || name[0] >= '0' && name[0] <= '9' {
		name = "id-" + strings.TrimLeft(name, "-")
	}
	return name
}

// fresh gives a name that nothing else has.
func (x *ids) fresh(name string) string {
	free := name
	for i := 2; x.taken[free]; i++ {
		free = name + "-" + strconv.Itoa(i)
	}
	x.taken[free] = true
	return free
}

func (x *ids) plain(id string) string {
	if name, ok := x.names[id]; ok {
		return name
	}
	return plainName(id)
}

// of gives a node's id, making one from the given name where the author and resolve gave none.
func (x *ids) of(n node, name string) string {
	if id := n.Base().ID; id != "" {
		return x.plain(id)
	}
	if x.made[n] == "" {
		x.made[n] = x.fresh(plainName(name))
	}
	return x.made[n]
}

func (x *ids) section(s *doc.Section) string {
	if s.ID == "" && s.Heading != nil && s.Heading.ID != "" {
		return x.plain(s.Heading.ID)
	}
	return x.of(s, "section-"+strconv.Itoa(int(s.Num)))
}

// heading gives the id of a section's heading, or of the label printed in its stead, by which the section is
// labelled. Where section and heading have the same id, it is the section's.
func (x *ids) heading(s *doc.Section) string {
	key := node(&s.Node)
	if h := s.Heading; h != nil {
		if h.ID != "" && s.ID != "" && h.ID != s.ID {
			return x.plain(h.ID)
		}
		key = h
	}
	if x.made[key] == "" {
		x.made[key] = x.fresh(x.section(s) + "-title")
	}
	return x.made[key]
}

// id gives the attribute for an id, once: a second element with the same id goes without.
func (r *Renderer) id(name string) Att {
	if name == "" || r.quiet > 0 || r.ids.used[name] {
		return Att{}
	}
	r.ids.used[name] = true
	r.written = append(r.written, name)
	return Att{"id", name}
}

// nodeID gives the attribute for the id a node has, if any.
func (r *Renderer) nodeID(n node) Att {
	if id := n.Base().ID; id != "" {
		return r.id(r.ids.plain(id))
	}
	return Att{}
}

// href gives the address of an anchor of the Book; ok is false where a link may not or cannot stand.
func (r *Renderer) href(anchor string) (Att, bool) {
	if anchor == "" {
		return Att{}, false
	}
	if to := r.book.Moved[anchor]; to != "" { // what leads to notes that stand elsewhere leads to the first of them
		anchor = to
	}
	return r.hrefTo(r.ids.plain(anchor))
}

// hrefTo does the same for an id as it is written.
func (r *Renderer) hrefTo(id string) (Att, bool) {
	if r.quiet > 0 || r.anchor > 0 || r.opt.Link == nil {
		return Att{}, false
	}
	address := r.opt.Link(r.file, id)
	return Att{"href", address}, address != ""
}
