package build

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"quire/internal/manifest"
)

// expand replaces patterns such as “chapters/*.md” in the contents and the notes by the files that match, in the order of
// their numbers and names. A pattern without a match remains, and is later reported as a missing file.
func (in *input) expand() {
	for _, list := range []*[]manifest.Path{&in.manifest.Contents, &in.manifest.Notes, &in.manifest.Bibliography} {
		var out []manifest.Path
		for _, p := range *list {
			names, err := fs.Glob(in.files, p.Path)
			if err != nil || len(names) == 0 || !strings.ContainsAny(p.Path, "*?[") {
				out = append(out, p)
				continue
			}
			slices.SortFunc(names, natural)
			for _, n := range names {
				// A file that is also listed by its name comes where it is listed.
				if !slices.ContainsFunc(*list, func(o manifest.Path) bool { return o.Path == n }) {
					out = append(out, manifest.Path{Path: n, Pos: p.Pos})
				}
			}
		}
		*list = out
	}
}

// natural compares names, and digits in them as numbers: chapter-2 comes before chapter-10.
func natural(a, b string) int {
	for a != "" && b != "" {
		na, nb := digits(a), digits(b)
		if na > 0 && nb > 0 {
			x, y := strings.TrimLeft(a[:na], "0"), strings.TrimLeft(b[:nb], "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); c != 0 {
				return c
			}
			a, b = a[na:], b[nb:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(a, b)
}

// digits counts the digits at the beginning of a text.
func digits(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, func(r rune) bool { return r < unicode.MaxASCII && unicode.IsDigit(r) }))
}
