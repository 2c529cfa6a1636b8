package resolve

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"quire/internal/doc"
)

// indexEntries makes the index of the marks in the text, sorted by the rules of the book's language.
func (r *resolver) indexEntries(sections []*doc.Section) []*doc.IndexEntry {
	root := &doc.IndexEntry{}
	count := 0
	mark := func(n node) bool {
		m, ok := n.(*doc.IndexMark)
		if !ok {
			return true
		}
		at := root
		for _, key := range m.Key {
			i := slices.IndexFunc(at.Children, func(e *doc.IndexEntry) bool { return doc.PlainText(e.Title) == key })
			if i < 0 {
				at.Children = append(at.Children, &doc.IndexEntry{Title: literal(key)})
				i = len(at.Children) - 1
			}
			at = at.Children[i]
		}
		if m.See != "" {
			if !slices.Contains(at.See, m.See) {
				at.See = append(at.See, m.See)
			}
			return true
		}
		count++
		m.ID = "index-" + strconv.Itoa(count)
		at.Marks = append(at.Marks, m)
		return true
	}
	for _, s := range sections {
		doc.Walk(s, mark)
	}
	tag, err := language.Parse(r.ms.Meta.Lang)
	if err != nil {
		tag = language.English
	}
	sortEntries(root, collate.New(tag, collate.IgnoreCase))
	return root.Children
}

func sortEntries(e *doc.IndexEntry, c *collate.Collator) {
	slices.SortStableFunc(e.Children, func(a, b *doc.IndexEntry) int {
		x, y := doc.PlainText(a.Title), doc.PlainText(b.Title)
		if d := c.CompareString(x, y); d != 0 {
			return d
		}
		return strings.Compare(x, y)
	})
	for _, child := range e.Children {
		sortEntries(child, c)
	}
}
