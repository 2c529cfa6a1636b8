package flow

import (
	"quire/internal/doc"
	"quire/internal/layout/para"
	"quire/internal/page"
)

// formula adds a formula to the line or, if it is a display, on lines of its own.
func (in *inliner) formula(sc scope, inner *scope, i *doc.Math) {
	if i.Display {
		in.block(sc)
	}
	if len(i.Tags) > 0 {
		a := &Anchor{}
		for _, t := range i.Tags {
			if t.ID != "" {
				a.IDs, a.IDTags = append(a.IDs, AnchorID{Name: t.ID}), append(a.IDTags, inner.tag)
			}
		}
		in.out = append(in.out, para.Segment{Kind: para.AnchorSegment, Style: inner.st, Lang: inner.lang, Tag: inner.tag, Mark: a})
	}
	in.out = append(in.out, para.Segment{
		Kind: para.FormulaSegment, Text: "\uFFFC", Style: inner.st, FirstLine: inner.firstLine, Lang: inner.lang, Tag: inner.tag, Link: sc.link,
		Formula: i.Formula, Source: source(i, 0), Pos: i.Span.Pos, Boxes: inner.boxes, Shift: inner.shift,
	})
	in.space = false
	if i.Display {
		in.block(sc)
	}
}

// formulaTag makes the tag of a formula: what it says stands in words beside it (ISO 32000-1, 14.8.4.5).
func formulaTag(sc scope, i *doc.Math) *page.Tag {
	tag := sc.tag.Add("Formula")
	tag.Source = source(i, 0)
	tag.Alt = i.Words
	return tag
}
