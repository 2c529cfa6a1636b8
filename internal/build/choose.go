package build

import (
	"fmt"
	"slices"
	"strings"

	"quire/internal/manifest"
)

// choose returns the editions of a request: those that it names, or the main edition of each format that it names, or all.
func choose(all []manifest.Edition, req Request) ([]manifest.Edition, error) {
	var known []string
	for _, e := range all {
		known = append(known, e.Name+" ("+e.Format.Name+")")
	}
	ofFormat := func(e manifest.Edition) bool {
		return len(req.Formats) == 0 || slices.Contains(req.Formats, e.Format.Name)
	}
	wanted := map[string]bool{}
	for name := range strings.SplitSeq(req.Edition, ",") {
		name = strings.TrimSpace(name)
		if name != "" && !slices.ContainsFunc(all, func(e manifest.Edition) bool { return e.Name == name && ofFormat(e) }) {
			asked := ""
			if len(req.Formats) > 0 {
				asked = " of that format"
			}
			return nil, fmt.Errorf("the book has no edition “%s”%s; it has %s", name, asked, list(known))
		}
		wanted[name] = true
	}
	var out []manifest.Edition
	for _, e := range all {
		switch {
		case req.Edition != "" && !wanted[e.Name]:
		case !ofFormat(e):
		case len(req.Formats) > 0 && req.Edition == "" && !isMain(all, e):
		default:
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("the book has no edition of the formats asked for; it has %s", list(known))
	}
	return out, nil
}

// list joins names for a message.
func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// isMain reports whether an edition is the main one of its format, whose file has the name of the book. It is the one whose
// pages the other editions cite, or else the first.
func isMain(all []manifest.Edition, e manifest.Edition) bool {
	main := slices.IndexFunc(all, func(o manifest.Edition) bool { return o.Format == e.Format && o.Pagination })
	if main < 0 {
		main = slices.IndexFunc(all, func(o manifest.Edition) bool { return o.Format == e.Format })
	}
	return all[main].Name == e.Name
}
