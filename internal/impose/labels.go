package impose

import (
	"slices"
	"strings"

	"quire/internal/page"
)

// PagesLabelled gives the indexes of the pages in a list such as “iv, 12-40”: printed page numbers, or ranges of them
// with a hyphen or a dash. If an item of the list names no pages, unknown is that item.
func PagesLabelled(p *page.Pages, text string) (indexes []int, unknown string) {
	index := func(label string) int {
		return slices.IndexFunc(p.Pages, func(pg *page.Page) bool { return pg.Label == strings.TrimSpace(label) })
	}
	for part := range strings.SplitSeq(text, ",") {
		from, to, isRange := strings.Cut(strings.ReplaceAll(part, "–", "-"), "-")
		if !isRange {
			to = from
		}
		a, b := index(from), index(to)
		if a < 0 || b < a {
			return nil, strings.TrimSpace(part)
		}
		for i := a; i <= b; i++ {
			indexes = append(indexes, i)
		}
	}
	return indexes, ""
}

// Runs divides sorted indexes into runs of consecutive pages and returns the labels of the first and the last page of
// each.
func Runs(p *page.Pages, indexes []int) (runs [][2]string) {
	for i := 0; i < len(indexes); {
		k := i
		for k+1 < len(indexes) && indexes[k+1] == indexes[k]+1 {
			k++
		}
		runs = append(runs, [2]string{p.Pages[indexes[i]].Label, p.Pages[indexes[k]].Label})
		i = k + 1
	}
	return runs
}
