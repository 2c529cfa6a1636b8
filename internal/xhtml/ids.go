package xhtml

import (
	"strconv"
	"strings"
	"unicode"

	"quire/internal/doc"
)

type node = interface{ Base() *doc.Node }

// ids gives every anchor a plain name: letters, digits, hyphens and underscores, beginning with a letter. XML allows
// more, but reading systems put ids into CSS selectors without escaping, where "fn:1" or "2nd" fail.
type ids struct {
	names map[string]string // by the id in the Book
	taken map[string]bool
	made  map[node]string // of nodes that need an id and have none
	used  map[string]bool // already written
}

func nameAll(b *doc.Book) *ids {
	x := &ids{names: map[string]string{}, taken: map[string]bool{}, made: map[node]string{}, used: map[string]bool{}}
	// Plain names are kept, whatever comes before them.
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

// number names the works of an EPUB by their place in the list, as nobody sees these ids there.
func (x *ids) number(b *doc.Book) {
	n := 0
	eachNode(b, func(w node) {
		if _, ok := w.(*doc.Work); ok && w.Base().ID != "" {
			n++
			x.names[w.Base().ID] = x.fresh("w" + strconv.Itoa(n))
		}
	})
}

// eachNode visits all nodes of a Book that are written, including the texts of citations.
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

// fresh makes a unique name.
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

// of gives a node's id; if neither the author nor resolve gave one, it makes one from the given name.
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

// heading gives the id of a section's heading, or of the label printed instead, which names the section. If section and
// heading have the same id, it is the section's.
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

// id gives the attribute for an id, once: a second element with the same id gets none.
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

// href gives the address of an anchor of the Book; ok is false if there can be no link.
func (r *Renderer) href(anchor string) (Att, bool) {
	if anchor == "" {
		return Att{}, false
	}
	if to := r.book.Moved[anchor]; to != "" { // a link to notes in another place leads to the first of them
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
