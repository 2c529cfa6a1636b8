package style

import (
	"maps"
	"slices"
	"strings"
)

func lower(s string) string { return strings.ToLower(s) }

// propertyNames gives all properties that are known, shorthands included, sorted.
func propertyNames() []string {
	out := slices.Collect(maps.Keys(shorthandParts))
	for _, p := range properties {
		out = append(out, p.name)
	}
	slices.Sort(out)
	return out
}

// unsupported says of properties that an author may well expect why they are not here and what to do.
var unsupported = map[string]string{
	"border-radius":         "corners are square in print; take the declaration out",
	"box-shadow":            "there are no shadows in print; a border sets a box off",
	"text-shadow":           "there are no shadows in print",
	"opacity":               "ink is opaque; give a lighter colour",
	"flex":                  "there is no flexbox; the blocks of a page follow one another",
	"grid":                  "there is no grid of boxes; -quire-baseline-grid is that of the lines",
	"transform":             "nothing is turned or scaled after it is set",
	"transition":            "paper does not move",
	"animation":             "paper does not move",
	"cursor":                "paper has no cursor",
	"background-image":      "a background is one colour; use background-color",
	"list-style-image":      "write the mark as content of ::marker",
	"text-decoration-style": "lines under and through text are solid",
	"text-decoration-color": "lines under and through text have its colour",
}
