package flow

import (
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// Anchor is the mark of a place in a text: what can be linked to there, the note that is called there and what is set there.
type Anchor struct {
	IDs    []AnchorID
	IDTags []*page.Tag
	Note   *Insertion // stands at the foot of the page
	Sets   []*Assignment
}

// Reference is the mark of words that change with the pages. content says what is printed of target: its page, a counter or
// its text. lead is printed before a page number. If the place before lies on the same page, nothing is printed.
//
//	pages 3, 3 and 5  →  3, 5
type Reference struct {
	content style.Content
	target  AnchorID
	lead    string
	before  AnchorID
}

// AnchorID names an anchor: by the id that it has in the document, or by a number, if it is a place that only counter(page)
// asks about.
type AnchorID struct {
	Name  string
	Place int
}

// blockBreak is the mark of a line end that begins or ends an element that is a block.
type blockBreak struct{}

// anchorOf gives the anchor that a segment marks, nil if there is none.
func anchorOf(sg *para.Segment) *Anchor {
	a, _ := sg.Mark.(*Anchor)
	return a
}

// ReferenceOf gives the reference that a segment makes, nil if there is none.
func ReferenceOf(sg *para.Segment) *Reference {
	r, _ := sg.Mark.(*Reference)
	return r
}

// aboutPages reports whether a text changes with the pages.
func aboutPages(t *para.Text) bool {
	if t == nil {
		return false
	}
	for i := range t.Segments {
		if r := ReferenceOf(&t.Segments[i]); r != nil && (r.content.Text == "page" || r.content.Text == "pages") {
			return true
		}
	}
	return false
}

// resolved gives a text with words for its references.
func (r *References) resolved(t *para.Text) *para.Text {
	out := t
	for i := range t.Segments {
		ref := ReferenceOf(&t.Segments[i])
		if ref == nil {
			continue
		}
		if out == t {
			c := *t
			c.Segments = append([]para.Segment(nil), t.Segments...)
			out = &c
		}
		out.Segments[i].Text = r.Words(ref)
	}
	return out
}

// Words gives the words for a reference, by what is known of the pages.
func (r *References) Words(ref *Reference) string {
	c := &ref.content
	switch {
	case c.Text == "pages" && (c.Kind == style.ContentCounter || c.Kind == style.TargetCounter):
		return r.sheet.CounterText(r.Pages, c.Style)
	case c.Kind == style.TargetText:
		return r.titles[ref.target.Name].part(c.Part)
	case c.Kind == style.TargetCounters, c.Kind == style.TargetCounter && c.Text != "page":
		return CounterText(r.sheet, r.counts[ref.target.Name][c.Text], c)
	case c.Kind != style.TargetCounter && c.Kind != style.ContentCounter:
		return ""
	}
	if r.At == nil { // pages are not made yet
		return ref.lead + "00"
	}
	at, ok := r.At[ref.target]
	if !ok {
		return "" // there is no such anchor
	}
	if before, ok := r.At[ref.before]; ok && before.Label == at.Label {
		return ""
	}
	if c.Style != "" {
		return ref.lead + r.sheet.CounterText(at.Number, c.Style)
	}
	return ref.lead + at.Label
}
