package flow

import (
	"slices"
	"strconv"
	"strings"

	"quire/internal/doc"
)

// cellContent gives the text of a cell. A cell is set as one paragraph, so that blocks in it become lines of their own.
func cellContent(c *doc.Cell) []doc.Inline {
	if c.Blocks == nil {
		return c.Content
	}
	var out []doc.Inline
	cellLines(&out, c.Blocks)
	return out
}

// cellLines adds blocks as lines of one paragraph.
func cellLines(out *[]doc.Inline, blocks []doc.Block) {
	add := func(content ...doc.Inline) { *out = append(*out, content...) }
	begin := func() {
		if len(*out) > 0 {
			add(&doc.LineBreak{})
		}
	}
	line := func(content []doc.Inline) {
		if len(content) > 0 {
			begin()
			add(content...)
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			line(b.Content)
		case *doc.Heading:
			line([]doc.Inline{&doc.Strong{Node: doc.Node{Span: b.Span}, Content: b.Content}})
		case *doc.Verse:
			for _, s := range b.Stanzas {
				for _, l := range s.Lines {
					line(l.Content)
				}
			}
		case *doc.List:
			for i, it := range b.Items {
				var item []doc.Inline
				cellLines(&item, it.Blocks)
				line(append([]doc.Inline{&doc.Text{Value: itemMarker(b, i)}}, item...))
			}
		case *doc.DefinitionList:
			for _, d := range b.Items {
				for _, t := range d.Terms {
					line([]doc.Inline{&doc.Strong{Content: t}})
				}
				for _, def := range d.Defs {
					cellLines(out, def)
				}
			}
		case *doc.CodeBlock:
			for text := range strings.Lines(strings.TrimRight(b.Text, "\n")) {
				line([]doc.Inline{&doc.Code{Node: doc.Node{Num: b.Num, Span: b.Span}, Value: strings.TrimRight(text, "\n")}})
			}
		case *doc.Table:
			line(b.Caption)
			for _, r := range slices.Concat(b.Head, b.Body) {
				line(rowContent(r))
			}
		case *doc.Figure:
			begin()
			if b.Image != nil {
				add(b.Image)
			}
			line(b.Caption)
		case *doc.BlockQuote:
			cellLines(out, b.Blocks)
		case *doc.Div:
			cellLines(out, b.Blocks)
		}
	}
}

// rowContent gives the text of a row of a table within a cell.
func rowContent(r *doc.Row) []doc.Inline {
	var out []doc.Inline
	for i, c := range r.Cells {
		if i > 0 {
			out = append(out, &doc.Text{Value: " \u00b7 "})
		}
		out = append(out, cellContent(c)...)
	}
	return out
}

// itemMarker gives what stands before an item of a list within a cell.
func itemMarker(l *doc.List, i int) string {
	switch {
	case !l.Ordered:
		return "\u2022 "
	case l.Delimiter == "()":
		return "(" + strconv.Itoa(l.Start+i) + ") "
	}
	return strconv.Itoa(l.Start+i) + l.Delimiter + " "
}
