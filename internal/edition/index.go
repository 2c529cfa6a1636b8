package edition

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"quire/internal/doc"
	"quire/internal/lang"
)

// heading is a heading of the index while it is made.
type heading struct {
	key   string
	marks []*doc.IndexMark
	see   []string
	under []*heading
}

// index gives the entries for the marks in the text, sorted by the rules of the book's language.
func (m *maker) index() []*doc.IndexEntry {
	root := &heading{}
	for _, s := range m.book.Sections {
		doc.Walk(s, func(n doc.AnyNode) bool {
			if mark, ok := n.(*doc.IndexMark); ok {
				root.add(mark)
			}
			return true
		})
	}
	tag, err := language.Parse(m.book.Meta.Lang)
	if err != nil {
		tag = language.English
	}
	root.sort(collate.New(tag, collate.IgnoreCase))
	return m.indexEntries(root.under, 1)
}

// add adds a mark under its path of headings.
func (h *heading) add(mark *doc.IndexMark) {
	for _, key := range mark.Key {
		i := slices.IndexFunc(h.under, func(u *heading) bool { return u.key == key })
		if i < 0 {
			i = len(h.under)
			h.under = append(h.under, &heading{key: key})
		}
		h = h.under[i]
	}
	switch {
	case mark.See == "":
		h.marks = append(h.marks, mark)
	case !slices.Contains(h.see, mark.See):
		h.see = append(h.see, mark.See)
	}
}

func (h *heading) sort(c *collate.Collator) {
	slices.SortStableFunc(h.under, func(a, b *heading) int {
		if d := c.CompareString(a.key, b.key); d != 0 {
			return d
		}
		return strings.Compare(a.key, b.key)
	})
	for _, u := range h.under {
		u.sort(c)
	}
}

func (m *maker) indexEntries(list []*heading, level int) []*doc.IndexEntry {
	var out []*doc.IndexEntry
	for _, h := range list {
		word := lang.See
		if len(h.marks) > 0 { // it has places of its own
			word = lang.SeeAlso
		}
		out = append(out, &doc.IndexEntry{
			Level: level, Title: doc.Literal(h.key), Marks: h.marks, SeeWord: lang.Word(m.tag, word), See: h.see, Children: m.indexEntries(h.under, level+1),
		})
	}
	return out
}
