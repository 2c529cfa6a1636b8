package resolve

import (
	"strconv"

	"quire/internal/doc"
)

// indexed gives ids to the index marks that refer to a place, and reports whether the index has any entry.
func indexed(sections []*doc.Section) bool {
	count, entries := 0, false
	for _, s := range sections {
		doc.Walk(s, func(n node) bool {
			if m, ok := n.(*doc.IndexMark); ok {
				entries = entries || len(m.Key) > 0
				if m.See == "" {
					count++
					m.ID = "index-" + strconv.Itoa(count)
				}
			}
			return true
		})
	}
	return entries
}
