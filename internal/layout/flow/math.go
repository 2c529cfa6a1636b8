package flow

import (
	"quire/internal/doc"
	"quire/internal/layout/para"
	"quire/internal/page"
)

// formula prints a formula as it is written, in TeX, and marks the places of its tags.
func (in *inliner) formula(sc scope, m *doc.Math) {
	for _, t := range m.Tags {
		if t.ID != "" {
			in.out = append(in.out, para.Segment{
				Kind: para.AnchorSegment, Style: sc.st, Lang: sc.lang, Tag: sc.tag,
				Mark: &Anchor{IDs: []AnchorID{{Name: t.ID}}, IDTags: []*page.Tag{sc.tag}},
			})
		}
	}
	in.text(sc, m.Written(), source(m, 0), m.Span.Pos)
}
