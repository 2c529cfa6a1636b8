package resolve

import (
	"fmt"

	"quire/internal/diag"
	"quire/internal/doc"
)

// nest turns the flat blocks of the files into sections. A heading begins a section. A heading of level one begins a
// piece of the book, as does a div at the top of a file whose class names a piece. A part holds the chapters that
// follow it. The levels of sections are consecutive, even if those of the headings are not.
func (r *resolver) nest() []*doc.Section {
	var out []*doc.Section
	var part *doc.Section
	for _, f := range r.ms.Files {
		for _, s := range r.nestFile(f) {
			switch {
			case s.Kind == doc.KindPart:
				part = s
				out = append(out, s)
			case part != nil && s.Kind.Matter() == doc.Body && s.Kind != doc.KindConclusion && s.Kind != doc.KindEpilogue:
				deepen(s, 1)
				part.Blocks = append(part.Blocks, s)
			default:
				if s.Kind.Matter() == doc.Back {
					part = nil
				}
				out = append(out, s)
			}
		}
	}
	return out
}

// deepen moves a section and its content down by n levels.
func deepen(s *doc.Section, n int) {
	s.Level += n
	if s.Heading != nil {
		s.Heading.Level = s.Level
	}
	for _, b := range s.Blocks {
		if sub, ok := b.(*doc.Section); ok {
			deepen(sub, n)
		}
	}
}

func (r *resolver) nestFile(f *doc.File) []*doc.Section {
	var out []*doc.Section
	var open []*doc.Section // from the piece of the book to the innermost section
	top := topLevel(f.Blocks)
	prev := 0 // level of the last heading as written
	var written []int
	for _, b := range f.Blocks {
		if d, ok := b.(*doc.Div); ok && len(open) <= 1 {
			if k, ok := kindOf(d.Classes); ok && k != doc.KindIndex && k != doc.KindBibliography && (len(open) == 0 || k == doc.KindDedication || (k == doc.KindEpigraph && open[0].Heading == nil)) {
				s := &doc.Section{Node: doc.Node{Span: d.Span, Attr: doc.Attr{ID: d.ID, Lang: d.Lang}}, Kind: k, Level: 1, Label: r.label(k)}
				s.Blocks = []doc.Block{d}
				// The class of the kind moves to the section; the div keeps the others.
				d.ID, d.Lang = "", ""
				out = append(out, s)
				open = nil
				continue
			}
		}
		h, ok := b.(*doc.Heading)
		if ok && len(h.Content) == 0 && h.Level > top {
			b, ok = r.emptyHeading(h), false
		}
		if !ok {
			if len(open) == 0 {
				s := &doc.Section{Node: doc.Node{Span: b.Base().Span}, Kind: doc.KindChapter, Level: 1, Label: r.ms.Meta.Title}
				out, open, written = append(out, s), []*doc.Section{s}, []int{0}
			}
			in := open[len(open)-1]
			in.Blocks = append(in.Blocks, b)
			continue
		}
		if prev > 0 && h.Level > prev+1 {
			r.findings.Add(diag.Finding{
				Pos: h.Span.Pos, Severity: diag.Warning, Code: "heading-jump",
				Message: fmt.Sprintf("this heading is of level %d, the one before it of level %d", h.Level, prev),
				Help:    fmt.Sprintf("use level %d, or say what is missing in between; the book is built as if it were level %d", prev+1, prev+1),
			})
		}
		prev = h.Level
		for len(open) > 0 && written[len(written)-1] >= h.Level {
			open, written = open[:len(open)-1], written[:len(written)-1]
		}
		if len(open) == 1 && h.Level == top && open[0].Heading == nil {
			open, written = nil, nil
		}
		s := &doc.Section{Node: doc.Node{Span: h.Span, Attr: doc.Attr{Lang: h.Lang}}, Heading: h, Level: len(open) + 1}
		if len(open) == 0 {
			s.Kind = doc.KindChapter
			if k, ok := kindOf(h.Classes); ok {
				s.Kind = k
			}
			out = append(out, s)
		} else {
			in := open[len(open)-1]
			in.Blocks = append(in.Blocks, s)
		}
		// The attributes of a heading belong to its section, as with Pandoc's --section-divs.
		s.ID, s.KeyVals, s.Classes = h.ID, h.KeyVals, without(h.Classes, s.Kind)
		h.Attr = doc.Attr{}
		h.Level = s.Level
		open, written = append(open, s), append(written, prev)
	}
	return out
}

// topLevel is the highest rank among a file's headings, as a number: a file may begin its chapters at level two.
func topLevel(bs []doc.Block) int {
	top := 7
	for _, b := range bs {
		if h, ok := b.(*doc.Heading); ok {
			top = min(top, h.Level)
		}
	}
	return top
}

func kindOf(classes []string) (doc.Kind, bool) {
	for _, c := range classes {
		if k, ok := doc.KindOfClass(c); ok {
			return k, true
		}
	}
	return doc.KindNone, false
}

// without returns the classes other than the one for the kind of section.
func without(classes []string, kind doc.Kind) []string {
	var out []string
	for _, c := range classes {
		if k, ok := doc.KindOfClass(c); !ok || k != kind {
			out = append(out, c)
		}
	}
	return out
}
